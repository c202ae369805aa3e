"""Who is who, and which occurrences are one quotation, for every quotation of the record."""

from __future__ import annotations

import re
from collections.abc import Mapping

from corpus import Quote
from corpus.ids import folded, quote_ids
from corpus.record import Record
from search.analysis import fold
from search.values import Assignment, Entity


def of_record(record: Record) -> tuple[list[Entity], Mapping[str, Assignment]]:
    """All entities, and the assignment of every quotation by its id."""
    wanted: dict[str, str] = {}
    entities: dict[str, tuple[str, str]] = {}
    quotes: list[tuple[str, str, str, str, tuple[str, str]]] = []
    for kept in record.articles():
        day = kept.article.published.first.isoformat() if kept.article.published else "9999"
        for id_, quote in zip(quote_ids(kept.article, kept.quotes), kept.quotes, strict=True):
            speaker = _sign(quote.speaker.name, quote.speaker.type, entities)
            body = _sign(quote.organisation, "organisation", entities)
            words = (folded(quote.text(kept.article.text)), speaker or quote_key(quote))
            quotes.append((day, id_, speaker, body, words))
    for signature, (name, _) in entities.items():
        wanted[signature] = slug(name)
    ids = record.identities.allot(wanted)
    found = [
        Entity(id=ids[signature], name=name, type=type_)  # type: ignore[arg-type]
        for signature, (name, type_) in entities.items()
    ]
    heads: dict[tuple[str, str], str] = {}
    given = {}
    for _, id_, speaker, body, words in sorted(quotes):
        group = heads.setdefault(words, id_)
        given[id_] = Assignment(speaker=ids.get(speaker), organisation=ids.get(body), group=group)
    return found, given


def quote_key(quote: Quote) -> str:
    """What tells speakers without a name apart: their type."""
    return quote.speaker.type


def _sign(name: str | None, type_: str, entities: dict[str, tuple[str, str]]) -> str:
    if not name or type_ not in ("person", "organisation", "group"):
        return ""
    signature = f"{type_}:{slug(name)}"
    entities.setdefault(signature, (name, type_))
    return signature


def slug(name: str) -> str:
    """A readable id from a name.

    >>> slug("Éloïse d'Œuvray-Saint")
    'eloise-d-oeuvray-saint'
    """
    return "-".join(re.findall(r"[a-z0-9]+", fold(name)))
