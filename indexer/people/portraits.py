"""What is shown of a person or body: its name and names, roles in time, for whom it spoke."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

import msgspec

from indexer.facts import GROUP, KNOWN
from indexer.people import bodies
from indexer.people.contexts import normal
from indexer.people.names import given_names, parse
from indexer.people.slugs import BODY, PERSON, anchor
from search.analysis import fold
from search.values import Entity, RoleInTime

MOST_NAMES, MOST_ROLES, MOST_BODIES = 24, 24, 8
MOST_WORDS = 10
"""Words of the longest role: what is longer is a clause."""


class Row(msgspec.Struct, frozen=True):
    """One quotation of theirs, as far as a portrait needs it."""

    article: str
    day: int
    last: int
    printed: str
    name: str
    said_by: str
    role: str
    body: str


def named(entity: str, signature: str) -> Row:
    """What stands for the printed name of one whom no article names as a speaker, from an id's signature.

    >>> named("awa-diop", "person:Awa Diop:known").printed
    'Awa Diop'
    """
    body = signature.removeprefix(BODY) if signature.startswith(BODY) else ""
    printed = body or (signature.startswith(PERSON) and anchor(signature)[1]) or entity.replace("-", " ")
    return Row(KNOWN, 0, 0, printed, "" if body else printed, body, "", "")


def portrait(entity: str, rows: Iterable[Row], *, renamed: str = "", wikidata: str = "") -> Entity:
    """The entity behind these quotations (and entries of the known list, whose names come first)."""
    listed = list(rows)
    quoted = [row for row in listed if not row.article.startswith(KNOWN)]
    type_ = _type(listed)
    names = Counter(_shown(row, type_) for row in quoted)
    known = [_shown(row, type_) for row in listed if row.article.startswith(KNOWN)]
    main = renamed or (known[0] if known else _main(names, type_))
    ordered = [main, *known, *sorted(names, key=lambda name: (-names[name], name))]
    return Entity(
        id=entity, name=main, type=type_, names=tuple(dict.fromkeys(ordered))[:MOST_NAMES],
        roles=_roles(quoted, main), organisations=_bodies(quoted, entity), wikidata=wikidata,
    )  # fmt: skip


def _type(rows: list[Row]) -> Literal["person", "organisation", "group"]:
    if any(row.name for row in rows):
        return "person"
    return "group" if any(row.said_by.startswith(GROUP) for row in rows) else "organisation"


def _shown(row: Row, type_: str) -> str:
    if type_ == "person":
        name = parse(row.printed)
        return name.printed if name else row.printed
    body = bodies.parse(row.printed) if type_ == "organisation" else None
    return body.printed if body else row.printed


def _main(names: Counter[str], type_: str) -> str:
    """The commonest full form as printed; a shout or a bare surname only when there is nothing else."""

    def rank(name: str) -> tuple[bool, bool, int, int, str]:
        parsed = parse(name) if type_ == "person" else None
        partial = bool(parsed and (parsed.bare or any(len(word) == 1 for word in parsed.words[:1])))
        return (
            partial,
            type_ == "person" and name.isupper(),
            -names[name],
            -len(name),
            name,
        )

    return min(names, key=rank) if names else ""


def _roles(rows: list[Row], name: str) -> tuple[RoleInTime, ...]:
    """Roles with the first and last date that each was printed with; commonest first."""
    own = {normal(word) for word in fold(name).split()}
    found: dict[str, list[Row]] = {}
    for row in rows:
        words = [normal(word) for word in fold(row.role).split()]
        if words and not (own & set(words)) and _is_a_role(row.role):
            found.setdefault(" ".join(words), []).append(row)
    roles = []
    for group in found.values():
        shown = Counter(row.role for row in group)
        days = sorted(row.day for row in group if row.day)
        iso = [datetime.date.fromordinal(day).isoformat() for day in (days[:1] + days[-1:])] or ["", ""]
        best = min(shown, key=lambda role: (-shown[role], role))
        roles.append(RoleInTime(best, iso[0], iso[-1], len(group)))
    return tuple(sorted(roles, key=lambda role: (-role.count, role.role))[:MOST_ROLES])


def _is_a_role(role: str) -> bool:
    """Whether what was read as a role is one: short, without marks, and without anybody's name."""
    parts = role.split()
    if len(parts) > MOST_WORDS or any(mark in role for mark in '"«»“”'):
        return False
    return not any(
        fold(part).split("-")[0] in given_names() and part[0].isupper() and after[0].isupper()
        for part, after in pairwise(parts)
    )


def _bodies(rows: list[Row], entity: str) -> tuple[str, ...]:
    counted = Counter(row.body for row in rows if row.body and row.body != entity)
    return tuple(sorted(counted, key=lambda body: (-counted[body], body))[:MOST_BODIES])
