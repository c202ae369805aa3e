"""Names of people and organisations: their words, which kind an entity is of, orders of lists."""

from __future__ import annotations

from search.analysis import fold
from search.values import Entity, EntityCount


def name_words(name: str) -> list[str]:
    """The folded words of a name, as they are typed.

    >>> name_words("Jean-Noël d’Ormesson")
    ['jean', 'noel', 'd', 'ormesson']
    """
    return [word for word in fold(name).replace("-", " ").replace("'", " ").split() if word]


def of_kind(entity: Entity, kind: str) -> bool:
    """Whether an entity belongs to a list: `speaker` (people), `organisation` (bodies), `` (all)."""
    if kind == "speaker":
        return entity.type != "organisation"
    return kind != "organisation" or entity.type == "organisation"


def by_count(row: EntityCount) -> tuple[int, str, str]:
    """Most quotations first, then by name."""
    return -row.count, fold(row.entity.name), row.entity.id


def by_name(row: EntityCount) -> tuple[str, str]:
    """In alphabetical order."""
    return fold(row.entity.name), row.entity.id
