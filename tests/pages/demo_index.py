"""An index of the invented sample articles, from their annotations: the same for every test of the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec

from corpus import Article, Quote
from corpus.sample_set import annotated
from indexer.documents import documents
from indexer.extraction.verbs import forms
from search import whoosh
from search.analysis import fold
from search.values import Assignment, Entity, Former, QuoteDocument, RoleInTime

INDEXED = 1_700_000_000
"""When the first article was indexed; each next one a minute later."""
FULL = ("Le Phare", "La Voix de la Rivière")
"""Publications whose whole articles are shown."""
FORMER = {"kerbrat-rochat": Former(("blaise-rochat", "nadege-kerbrat"))}
"""An address of two people: it was given to a name printed alone."""
HIDDEN = ("Kivu Info",)
"""Publications of whose articles nothing is shown but the quotation."""


def build(folder: Path) -> Path:
    """The index, in a folder that is not there yet."""
    whoosh.create(folder)
    people: dict[str, list[QuoteDocument]] = {}
    bodies: dict[str, list[QuoteDocument]] = {}
    changed: dict[str, Assignment] = {}
    heads: dict[str, str] = {}
    with whoosh.open_writer(folder) as writer:
        for article, quoted in _documents():
            writer.add(article, quoted)
            for each in quoted:
                if each.speaker_name:
                    people.setdefault(each.speaker_name, []).append(each)
                if each.organisation_name:
                    bodies.setdefault(each.organisation_name, []).append(each)
                changed[each.id] = Assignment(
                    speaker=slug(each.speaker_name) or None,
                    organisation=slug(each.organisation_name) or None,
                    group=heads.setdefault(fold(each.text), each.id),
                    corrected=each.text.startswith("Nous ne renonçons"),
                )
        writer.assign(tuple(_entities(people, bodies)), changed, FORMER)
        writer.commit(1)
    return folder


def slug(name: str) -> str:
    """The id of a name."""
    return re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")


def _documents() -> Iterator[tuple[object, list[QuoteDocument]]]:
    for number, (article, quotes) in enumerate(annotated()):
        shown = "full" if article.source in FULL else "none" if article.source in HIDDEN else "paragraph"
        known = [_with_verb(article, quote) for quote in quotes]
        yield documents(article, known, shown=shown, extractor="1", indexed_at=INDEXED + 60 * number)  # type: ignore[arg-type]


def _with_verb(article: Article, quote: Quote) -> Quote:
    words = re.findall(r"[\w-]+", article.text[slice(*quote.cue)].lower()) if quote.cue else []
    verbs = [form.verb for word in reversed(words) for form in forms().get(word, ())]
    return msgspec.structs.replace(quote, verb=verbs[0] if verbs else None, confidence=0.9)


def _entities(
    people: dict[str, list[QuoteDocument]], bodies: dict[str, list[QuoteDocument]]
) -> Iterator[Entity]:
    for name, quotes in people.items():
        roles: dict[str, list[str]] = {}
        for each in quotes:
            if each.role:
                roles.setdefault(each.role, []).append(each.published)
        types = {each.speaker_type for each in quotes} - {"unknown"}
        yield Entity(
            id=slug(name),
            name=name,
            type=sorted(types)[0] if types else "person",  # type: ignore[arg-type]
            names=tuple({each.speaker_as_written for each in quotes if each.speaker_as_written in name}),
            roles=tuple(RoleInTime(r, min(when), max(when), len(when)) for r, when in roles.items()),
            organisations=tuple(
                dict.fromkeys(slug(each.organisation_name) for each in quotes if each.organisation_name)
            ),
        )
    for name in bodies:
        if name not in people:
            yield Entity(id=slug(name), name=name, type="organisation")
