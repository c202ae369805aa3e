"""Ids that were given once and are nobody's now, and whom they stand for: no address is ever lost.

An id was given to a mention (a name as printed, in one article) or to a body's key. Who that mention is
now, the id stands for: one person (a surname alone turned out to be somebody's, two people to be one), or
any of several. Where the mention is gone, with its article or by another extraction, the same article is
asked for a name that shares its words, then other articles for the very name. All of it follows from the
record: it is the same after a rebuild, and a merge that is taken back gives the id back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from indexer.facts import Facts
from indexer.people.names import parse
from indexer.people.slugs import BODY, PERSON, anchor
from search.values import Former

MOST = 8
"""Entities that one id may stand for."""
_NOBODY = Former(())


def leads(facts: Facts, given: Mapping[str, str]) -> dict[str, Former]:
    """Of each id that no quotation is given any more: whose its anchor is now, before corrections.

    `given` is every id by its signature. An id that leads nowhere is left out.
    """
    taken = {
        row[0]
        for row in facts.rows("SELECT DISTINCT base FROM facts UNION SELECT DISTINCT base_body FROM facts")
    }
    found = {}
    for signature, entity in sorted(given.items()):
        if entity not in taken and (now := _now(facts, signature)).ids:
            found[entity] = now
    return found


def anchored(facts: Facts, given: Mapping[str, str], former: Iterable[str]) -> dict[str, str]:
    """Of each quotation in which one of these ids was given: that id."""
    wanted = set(former)
    found: dict[str, str] = {}
    for signature, entity in sorted(given.items()):
        if entity in wanted and signature.startswith(PERSON):
            name, _, article = anchor(signature)
            rows = facts.rows("SELECT id FROM facts WHERE name = ? AND article = ?", name, article)
            found.update((row[0], entity) for row in rows)
    return found


def _now(facts: Facts, signature: str) -> Former:
    if signature.startswith(BODY):
        key = signature.removeprefix(BODY)
        rows = facts.rows("SELECT base_body, '' FROM facts WHERE body = ?", key)
        return _former([*rows, *facts.rows("SELECT base, '' FROM facts WHERE said_by = ?", key)])
    return _person_now(facts, *anchor(signature)) if signature.startswith(PERSON) else _NOBODY


def _person_now(facts: Facts, name: str, printed: str, article: str) -> Former:
    here = "SELECT DISTINCT base, perhaps FROM facts WHERE article = ? AND "
    for rows in (
        facts.rows(here + "name = ?", article, name),
        facts.rows(here + "printed = ?", article, printed),
        _akin(facts, name, article),
        facts.rows("SELECT DISTINCT base, perhaps FROM facts WHERE name = ?", name),
    ):
        found = _former(rows)
        if found.ids:
            return found
    return _NOBODY


def _akin(facts: Facts, name: str, article: str) -> list[tuple[Any, ...]]:
    """Whose are the names of that article that have all words of this one, or none but its words."""
    words = set(name.removeprefix("~").split())
    rows = facts.rows("SELECT base, perhaps, printed FROM facts WHERE article = ? AND name != ''", article)
    found = []
    for base, perhaps, printed in rows:
        other = parse(printed)
        theirs = set(other.words) if other else set()
        if theirs and (theirs <= words or words <= theirs):
            found.append((base, perhaps))
    return found


def _former(rows: Iterable[tuple[Any, ...]]) -> Former:
    """What rows of (whose it is, whose it may be) say together."""
    listed = list(rows)
    perhaps = {one for _, candidates in listed for one in candidates.split("\t")} - {""}
    ids = tuple(sorted(({base for base, _ in listed} | perhaps) - {""})[:MOST])
    return Former(ids, sure=len(ids) == 1 and not perhaps)
