"""An index of invented quotations of any size, for figures over HTTP: words by Zipf's law, names by chance.

The quotations mean nothing; what counts is that lists of words, names and dates are as long and as
unequal as in a real corpus. The same number and seed always give the same index.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from pathlib import Path

from corpus.ids import quote_id
from search import whoosh
from search.values import ArticleDocument, Assignment, Entity, QuoteDocument

VERBS = (
    "dire",
    "déclarer",
    "affirmer",
    "expliquer",
    "estimer",
    "annoncer",
    "répondre",
    "promettre",
    "regretter",
)
SYLLABLES = (
    "ba",
    "cor",
    "dé",
    "fi",
    "gra",
    "lan",
    "mé",
    "nou",
    "pli",
    "ro",
    "sta",
    "tru",
    "vé",
    "zo",
    "ac",
    "eu",
)
KNOWN = (
    "accord",
    "retrait",
    "présidents",
    "réforme",
    "gouvernement",
    "tramway",
    "grève",
    "budget",
    "eau",
    "paix",
)
KINDS = ("direct", "direct", "direct", "mixed", "indirect")
FIRST = datetime.date(2014, 1, 1).toordinal()
PER_ARTICLE = 5
BATCH = 100_000


def vocabulary(size: int, chance: random.Random) -> list[str]:
    """Words, commonest first, with ten known ones among the common."""
    found = dict.fromkeys(("de", "la", "que", "pour", "nous", "est", "ne", "pas", *KNOWN))
    while len(found) < size:
        found["".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4))))] = None
    return list(found)


def people(count: int, chance: random.Random) -> list[Entity]:
    """As many people, and a tenth as many organisations."""
    names = [
        f"{''.join(chance.choices(SYLLABLES, k=2)).title()} {''.join(chance.choices(SYLLABLES, k=3)).title()}"
        for _ in range(count)
    ]
    found = [Entity(id=f"personne-{n}", name=name, type="person") for n, name in enumerate(names)]
    return found + [
        Entity(id=f"organisation-{n}", name=f"Union {name}", type="organisation")
        for n, name in enumerate(names[: count // 10])
    ]


def build(folder: Path, quotations: int = 100_000, seed: int = 7) -> Path:
    """An index of so many quotations in a folder that is not there yet."""
    chance = random.Random(seed)
    whoosh.create(folder)
    entities = people(max(20, quotations // 20), chance)
    with whoosh.open_writer(folder) as writer:
        changed: dict[str, Assignment] = {}
        written = 0
        for article, quotes, assigned in _articles(quotations // PER_ARTICLE, entities, chance):
            writer.add(article, quotes)
            changed.update(assigned)
            written += len(quotes)
            if written % BATCH == 0:
                writer.assign(entities, changed)
                writer.commit(written)
                changed = {}
        writer.assign(entities, changed)
        writer.commit(written + 1)
    return folder


def _articles(
    count: int, entities: list[Entity], chance: random.Random
) -> Iterator[tuple[ArticleDocument, list[QuoteDocument], dict[str, Assignment]]]:
    words = vocabulary(30_000, chance)
    weights = [1 / (rank + 3) for rank in range(len(words))]
    persons = [entity for entity in entities if entity.type == "person"]
    bodies = [entity for entity in entities if entity.type == "organisation"]
    fame = [1 / (rank + 5) for rank in range(len(persons))]
    for number in range(count):
        key = f"article{number:09}"
        day = FIRST + chance.randrange(4000)
        said = [
            " ".join(chance.choices(words, weights, k=chance.randrange(8, 40))) for _ in range(PER_ARTICLE)
        ]
        speakers = chance.choices(persons, fame, k=PER_ARTICLE)
        quotes = [
            _quote(key, place, text, speaker, day, chance)
            for place, (text, speaker) in enumerate(zip(said, speakers, strict=True))
        ]
        article = ArticleDocument(
            key=key, id=key, title=f"Article {number}", source=quotes[0].source,
            published=quotes[0].published, day_first=day, day_last=day, words=400,
            quote_ids=tuple(quote.id for quote in quotes),
        )  # fmt: skip
        assigned = {
            quote.id: Assignment(
                speaker=speaker.id,
                organisation=bodies[int(speaker.id.split("-")[1]) % len(bodies)].id,
                group=quote.id,
            )
            for quote, speaker in zip(quotes, speakers, strict=True)
        }
        yield article, quotes, assigned


def _quote(
    key: str, place: int, text: str, speaker: Entity, day: int, chance: random.Random
) -> QuoteDocument:
    paragraph = f"« {text} », a déclaré {speaker.name}, qui n’en a pas dit plus."
    return QuoteDocument(
        id=quote_id(key, text, place), text=text, kind=chance.choice(KINDS), article_key=key, article_id=key,
        ordinal=place, article_title="Un article", article_url=f"https://journal.example/{key}",
        source=f"Journal {chance.randrange(1, 8) * chance.randrange(1, 8)}",
        published=datetime.date.fromordinal(day).isoformat(), day_first=day, day_last=day,
        speaker_name=speaker.name, speaker_as_written=speaker.name, speaker_type="person",
        role="porte-parole",
        cue_text="a déclaré", verb=chance.choice(VERBS), rule="incise", confidence=0.9, extractor="1",
        paragraph=paragraph, spans=((2, 2 + len(text)),), offsets=((2, 2 + len(text)),),
        indexed_at=1_700_000_000 + day,
    )  # fmt: skip
