"""Random articles, changes and questions, small and full of coincidences, for the differential tests."""

from __future__ import annotations

import datetime
import random
from typing import Any

from search_lab import days, quote

from search.query import And, Everything, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Query, Term
from search.values import Assignment, Entity, Filters, QuoteDocument, SearchRequest, Values

_LINES = (
    "accord accords député députés députée deputes l’œuvre l'oeuvre œuvre d’accord porte-parole porte parole",
    "retrait retraits retraité retirer rose Rose roses est n’est pas adopté adoptée adopter vis-à-vis vis",
    "aujourd’hui 2 500 2500 49.3 49,3 CGT e\u0301te\u0301 été le la les de du et une grève grèves gréviste",
    "Jean Paul Caradec maire ministre peut-être accor acord accorde s’il il",
)
WORDS = tuple(" ".join(_LINES).split())
NAMES = ("Inès Caradec", "Rose Tamarin", "Paul Jean", "Union Rose", "Ligue des Accords", "")
ROLES = ("", "ministre de l’accord", "maire", "porte-parole de la grève", "députée")
DATES = ("", "2021", "2021-07", "2021-07-28", "2021-07-29", "2021-08-01", "2020-12-31", "2022")
SOURCES = ("Le Phare", "La Rose", "")
ENTITIES = tuple(
    Entity(
        id=f"e{n}",
        name=name,
        type="organisation" if n > 2 else "person",
        names=(name.split()[-1],) if n % 2 else (),
    )
    for n, name in enumerate(name for name in NAMES if name)
)


def text(chance: random.Random, most: int = 14) -> str:
    """Some words."""
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))


def article(key: str, chance: random.Random, *, plain: bool = False) -> list[QuoteDocument]:
    """The occurrences of one article; `plain` ones have words and nothing else."""
    published = chance.choice(DATES)
    title = "" if plain else text(chance, 4)
    source = chance.choice(SOURCES)
    found, at = [], 0
    for n in range(chance.choice((0, 1, 1, 2, 3))):
        said = text(chance, 30 if plain else 14)
        found.append(
            quote(
                f"{key}q{n}", said, article=key, published=published, source="" if plain else source,
                article_title=title, speaker_name="" if plain else chance.choice(NAMES),
                organisation_name="" if plain else chance.choice(NAMES),
                role="" if plain else chance.choice(ROLES),
                kind=chance.choice(("direct", "mixed", "indirect")),
                verb=chance.choice(("", "dire", "affirmer")), indexed_at=chance.randint(1, 5) * 10,
                offsets=((at, at + len(said)),), ordinal=n,
            )
        )  # fmt: skip
        at += len(said) + 5
    return found


def assignments(ids: list[str], chance: random.Random) -> dict[str, Assignment]:
    """Who is who, for some documents."""
    known = [None, *(entity.id for entity in ENTITIES), "nobody"]
    return {
        each: Assignment(
            speaker=chance.choice(known),
            organisation=chance.choice(known),
            group=chance.choice(ids) if chance.random() < 0.5 else each,
            hidden=chance.random() < 0.05,
            corrected=chance.random() < 0.1,
            perhaps=("e0", "e1") if chance.random() < 0.1 else (),
        )
        for each in ids
        if chance.random() < 0.7
    }


def node(chance: random.Random, depth: int = 3) -> Node:
    """A question about words."""
    word = chance.choice(WORDS)
    roll = chance.random()
    if depth and roll < 0.15:
        return And(tuple(node(chance, depth - 1) for _ in range(chance.choice((2, 2, 3)))))
    if depth and roll < 0.3:
        return Or(tuple(node(chance, depth - 1) for _ in range(chance.choice((2, 2, 3)))))
    if depth and roll < 0.4:
        return Not(node(chance, depth - 1), node(chance, depth - 1))
    if depth and roll < 0.5:
        field = chance.choice(("speaker", "organisation", "source", "title", "role"))
        return Field(field, node(chance, depth - 1))
    if roll < 0.6:
        return Phrase(tuple(chance.choices(WORDS, k=chance.choice((1, 2, 2, 3)))))
    if roll < 0.7:
        words = tuple(chance.choices(WORDS, k=chance.choice((2, 2, 3))))
        return Phrase(words, chance.choice((1, 2, 5)), chance.random() < 0.5)
    if roll < 0.75:
        return Prefix(chance.choice(("acc", "ret", "por", "gre", "dep", "ros", "vis")))
    if roll < 0.8:
        return Fuzzy(chance.choice(("acord", "accord", "greve", "retrait", "roses", "parole", "adopte")))
    if roll < 0.82:
        return Everything()
    return Term(word)


def request(chance: random.Random) -> SearchRequest:
    """A search, with filters, of any sort."""
    return SearchRequest(
        query=Query("", node(chance) if chance.random() < 0.85 else Everything()),
        filters=filters(chance) if chance.random() < 0.6 else Filters(),
        sort=chance.choice(("relevance", "newest", "oldest", "indexed")),
        limit=chance.choice((1, 2, 3, 5, 20)),
        page=chance.choice((1, 1, 2, 3)),
        facets=("speaker", "organisation", "source", "kind", "verb", "month"),
        facet_limit=chance.choice((1, 2, 10)),
    )


def filters(chance: random.Random) -> Filters:
    """Some filters."""
    first, last = sorted(days(chance.choice(DATES[1:]))[0] for _ in range(2))
    some = chance.random
    return Filters(
        include=values(chance), exclude=values(chance) if some() < 0.3 else Values(),
        first_day=first if some() < 0.3 else 0, last_day=last if some() < 0.3 else 0,
        indexed_since=30 if some() < 0.1 else 0,
    )  # fmt: skip


def values(chance: random.Random) -> Values:
    """Values of one or two fields."""
    choices: dict[str, tuple[Any, ...]] = {
        "speaker": ("e0", "e1", "e2", "e4", "nobody"), "organisation": ("e3", "e4", "nobody"),
        "source": ("Le Phare", "La Rose"), "role": ("maire", "accord ministre", "grèves"),
        "kind": ("direct", "mixed"), "verb": ("dire", "affirmer"), "article": ("a1", "a2", "a99"),
    }  # fmt: skip
    fields = chance.sample(sorted(choices), chance.choice((0, 1, 1, 2)))
    return Values(**{f: tuple(chance.sample(choices[f], chance.choice((1, 2)))) for f in fields})


def today() -> int:
    """A moment for deletions."""
    return int(datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC).timestamp())
