"""Quotations made for the search benchmark, any number of them.

Words follow Zipf's law over a vocabulary: invented, or single words counted in `../shared/bulk` where
that is present (no text of it is used). 5,000 speakers and 1,000 organisations by Zipf's law too, ten
years of days, 40 sources, 5 % reprints. The same size and seed always give the same corpus.
"""

from __future__ import annotations

import datetime
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from search.values import ArticleDocument, Assignment, Entity, QuoteDocument

BULK = Path(__file__).resolve().parents[3] / "shared" / "bulk"
SPEAKERS, ORGANISATIONS, SOURCES, DAYS = 5_000, 1_000, 40, 3_650
FIRST = datetime.date(2014, 1, 1).toordinal()
REPRINTS = 0.05
PER_ARTICLE = 3
CHUNK = 9_999  # a multiple of PER_ARTICLE
SYLLABLES = "ba cor dé fi gra lan mé nou pli ro sta tru vé zo ac eu tion ment ra si"
COMMON = "de la le les des et à en un une du que qui est pas dans pour ce il ne sur au plus se par"
VERBS = ("dire", "déclarer", "affirmer", "expliquer", "estimer", "annoncer", "promettre", "regretter")


def vocabulary(size: int = 60_000, *, invented: bool = False) -> list[str]:
    """Words, most frequent first: of the bulk articles when they are there, else invented."""
    if not invented and (BULK / "wikinews.jsonl.gz").exists():
        return _counted(size)
    chance = random.Random(3)
    found = dict.fromkeys(COMMON.split())
    while len(found) < size:
        found["".join(chance.choices(SYLLABLES.split(), k=chance.choice((2, 2, 3, 3, 4))))] = None
    return list(found)


def _counted(size: int) -> list[str]:
    counted: Counter[str] = Counter()
    for name in ("wikinews.jsonl.gz", "newswire.jsonl.gz"):
        with gzip.open(BULK / name, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                if number == 8_000:
                    break
                counted.update(re.findall(r"[^\W\d_]{2,}", json.loads(line)["text"].lower()))
    return [word for word, _ in counted.most_common(size)]


class Corpus:
    """Documents by number; `chunks` gives them all, in order."""

    def __init__(self, size: int, *, seed: int = 7, invented: bool = False) -> None:
        self.size, self.seed = size, seed
        self.words = vocabulary(invented=invented)
        self._by_words = _zipf(len(self.words), 2.7)
        self._by_speaker, self._by_body = _zipf(SPEAKERS, 1), _zipf(ORGANISATIONS, 1)
        chance = random.Random(seed)
        self.speakers = [_name(chance) for _ in range(SPEAKERS)]
        self.bodies = [f"Union {_name(chance)}" for _ in range(ORGANISATIONS)]
        self.entities = [
            *(Entity(id=f"p{n}", name=name, type="person") for n, name in enumerate(self.speakers)),
            *(Entity(id=f"o{n}", name=name, type="organisation") for n, name in enumerate(self.bodies)),
        ]

    def chunks(self) -> Iterator[list[tuple[ArticleDocument, list[QuoteDocument], dict[str, Assignment]]]]:
        """Articles with their quotations and who is who, some ten thousand quotations at a time."""
        first: list[QuoteDocument] = []
        for start in range(0, self.size, CHUNK):
            made = self._chunk(start, min(CHUNK, self.size - start), first)
            first = first or [quote for _, quotes, _ in made for quote in quotes][:500]
            yield made

    def _chunk(self, start: int, count: int, earlier: list[QuoteDocument]) -> Any:
        chance = np.random.default_rng((self.seed, start))
        lengths = np.clip(chance.lognormal(3.1, 0.45, count), 6, 80).astype(int)
        drawn = np.searchsorted(self._by_words, chance.random(int(lengths.sum()) + 8 * count))
        said = [self.words[n] for n in drawn.tolist()]
        days = chance.integers(0, DAYS, count // PER_ARTICLE + 1)
        facts = {
            "speaker": np.searchsorted(self._by_speaker, chance.random(count)).tolist(),
            "body": np.searchsorted(self._by_body, chance.random(count)).tolist(),
            "unknown": (chance.random(count) < 0.08).tolist(),
            "alone": (chance.random(count) < 0.12).tolist(),
            "again": (chance.random(count) < REPRINTS).tolist(),
            "which": chance.integers(0, 500, count).tolist(),
            "source": chance.integers(0, SOURCES, count // PER_ARTICLE + 1).tolist(),
            "verb": chance.integers(0, len(VERBS), count).tolist(),
        }
        made, at = [], 0
        for place in range(0, count, PER_ARTICLE):
            own = place // PER_ARTICLE
            title = " ".join(said[at : at + 8]).capitalize()
            at += 8 * PER_ARTICLE
            quotes, assigned = [], {}
            for n in range(place, min(place + PER_ARTICLE, count)):
                text = " ".join(said[at : at + lengths[n]]).capitalize() + "."
                at += lengths[n]
                reprint = earlier[facts["which"][n]] if facts["again"][n] and earlier else None
                quote, given = self._quote(start + n, n, text, title, int(days[own]), facts, own, reprint)
                quotes.append(quote)
                assigned[quote.id] = given
            made.append((_article(quotes), quotes, assigned))
        return made

    def _quote(
        self, number: int, n: int, text: str, title: str, day: int, facts: Any, own: int,
        reprint: QuoteDocument | None,
    ) -> tuple[QuoteDocument, Assignment]:  # fmt: skip
        speaker = None if facts["unknown"][n] else facts["speaker"][n]
        body = None if facts["alone"][n] else facts["body"][n]
        text = reprint.text if reprint else text
        printed = datetime.date.fromordinal(FIRST + day)
        name = self.speakers[speaker] if speaker is not None else ""
        quote = QuoteDocument(
            id=f"q{number:015}", text=text, kind="direct" if number % 5 else "indirect",
            article_key=f"a{(number - n % PER_ARTICLE):015}", article_id=f"article-{number}",
            article_title=title, article_url=f"https://journal.example/{number}",
            source=f"Journal {facts['source'][own]}", published=printed.isoformat(),
            day_first=FIRST + day, day_last=FIRST + day, speaker_name=name, speaker_as_written=name,
            speaker_type="person", organisation_name=self.bodies[body] if body is not None else "",
            role="porte-parole", cue_text="a déclaré", verb=VERBS[facts["verb"][n]], rule="incise",
            confidence=0.9, extractor="1", paragraph=f"« {text} », a déclaré {name}.",
            spans=((2, 2 + len(text)),), offsets=((2, 2 + len(text)),), indexed_at=1_700_000_000 + day,
        )  # fmt: skip
        return quote, Assignment(
            speaker=f"p{speaker}" if speaker is not None else None,
            organisation=f"o{body}" if body is not None else None,
            group=reprint.id if reprint else quote.id,
        )


def _article(quotes: list[QuoteDocument]) -> ArticleDocument:
    one = quotes[0]
    return ArticleDocument(
        key=one.article_key, id=one.article_id, title=one.article_title, url=one.article_url,
        source=one.source, published=one.published, day_first=one.day_first, day_last=one.day_last,
        words=400, indexed_at=one.indexed_at, quote_ids=tuple(quote.id for quote in quotes),
    )  # fmt: skip


def _zipf(size: int, shift: float) -> Any:
    weights = 1 / (np.arange(size) + shift)
    return np.cumsum(weights) / weights.sum()


def _name(chance: random.Random) -> str:
    parts = ("".join(chance.choices(SYLLABLES.split(), k=k)).capitalize() for k in (2, 3))
    return " ".join(parts)
