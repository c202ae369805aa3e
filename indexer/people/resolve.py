"""Who is who, kept up to date: only names that a change touched, and those alike, are worked out again.

Names that may be one person's are linked (`likeness`); what is linked is worked out together
(`clusters.persons`), then the surnames alone of the same families (`surnames.bare`). The persons
behind a set of linked names depend on their mentions only, so the order of arrival leaves no trace.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from indexer.facts import KNOWN, Facts, Touched
from indexer.people.clusters import Mention, Partition, Person, persons
from indexer.people.contexts import context
from indexer.people.likeness import blocks, compare
from indexer.people.names import Gender, Name, given_names, parse
from indexer.people.slugs import Ids
from indexer.people.surnames import bare

MOST_ALIKE = 400
"""Names of one block that a new name is compared with: beyond, the block is of a very common name."""


class _Read(msgspec.Struct):
    """Mentions read from the facts, with the numbers of the facts behind each."""

    mentions: list[Mention]
    numbers: dict[str, list[int]]


def resolve(facts: Facts, touched: Touched, ids: Ids) -> None:
    """Work out who speaks in every quotation whose answer a change may have altered."""
    names = {name for name in touched.names if name}
    full = {name for name in names if not name.startswith("~")}
    reached = _linked(facts, full)
    families = {name[1:] for name in names if name.startswith("~")}
    settled: set[str] = set()
    for name in sorted(reached):
        if name not in settled:
            component = _component(facts, name)
            settled |= component
            _settle(facts, component, ids)
    for name in settled | full:
        families |= set(family_keys(tuple(name.split())))
    for family in sorted(_printed_alone(facts, families)):
        _settle_bare(facts, family, ids)


# --- names that are linked -------------------------------------------------------------------------


def _linked(facts: Facts, touched: set[str]) -> set[str]:
    """Bring the links of these names up to date; they, and the names they are or were linked to."""
    held = {
        row[0]
        for row in facts.among(
            "SELECT DISTINCT name FROM facts WHERE name IN (SELECT value FROM json_each(?))", touched
        )
    }
    filed = {
        row[0]
        for row in facts.among(
            "SELECT DISTINCT name FROM blocks WHERE name IN (SELECT value FROM json_each(?))", touched
        )
    }
    reached = set(held)
    for name in sorted(filed - held):
        reached |= {row[0] for row in facts.rows("SELECT other FROM alike WHERE name = ?", name)}
        for sql in (
            "DELETE FROM blocks WHERE name = ?",
            "DELETE FROM alike WHERE name = ?",
            "DELETE FROM alike WHERE other = ?",
        ):
            facts.connection.execute(sql, (name,))
    for name in sorted(held - filed):
        _link(facts, name)
    return reached - (filed - held)


def _link(facts: Facts, name: str) -> None:
    words = tuple(name.split())
    keys = sorted(set(blocks(words)))
    near: set[str] = set()
    for block in keys:
        found = facts.rows("SELECT name FROM blocks WHERE block = ? LIMIT ?", block, MOST_ALIKE)
        near |= {row[0] for row in found}
    pairs = []
    for other in near:
        strength = compare(*sorted((words, tuple(other.split()))))
        if strength:
            pairs += [(name, other, strength), (other, name, strength)]
    facts.many("INSERT OR REPLACE INTO alike VALUES (?, ?, ?)", pairs)
    own = [*keys, *(f"~{family}" for family in family_keys(words))]
    facts.many("INSERT OR IGNORE INTO blocks VALUES (?, ?)", [(block, name) for block in own])


def family_keys(words: tuple[str, ...]) -> list[str]:
    """What a full name may be shortened to: surnames; or be printed as, with a hyphen (« Awa-Diop »).

    >>> family_keys(("medard", "kabongo", "tshibangu"))
    ['kabongo tshibangu', 'kabongo', 'tshibangu', 'medard kabongo tshibangu']
    """
    ends = [" ".join(words[at:]) for at in range(1, len(words) - 1)]
    found = [*ends, *words[1:]]
    if words[-1] in given_names() and words[0] not in given_names():
        found.append(words[0])
    found.append(" ".join(words))
    return list(dict.fromkeys(found))


def _component(facts: Facts, name: str) -> set[str]:
    """All names linked to this one, through others too."""
    found, ahead = {name}, [name]
    while ahead:
        rows = facts.among(
            "SELECT DISTINCT other FROM alike WHERE name IN (SELECT value FROM json_each(?))", ahead
        )
        ahead = [row[0] for row in rows if row[0] not in found]
        found |= set(ahead)
    return found


def _printed_alone(facts: Facts, families: Iterable[str]) -> list[str]:
    keys = [f"~{family}" for family in families]
    rows = facts.among("SELECT DISTINCT name FROM facts WHERE name IN (SELECT value FROM json_each(?))", keys)
    return [row[0][1:] for row in rows]


# --- who they are ----------------------------------------------------------------------------------


def _read(facts: Facts, names: Iterable[str]) -> _Read:
    """The mentions of these names: one for each name in each article."""
    rows = facts.among(
        "SELECT number, article, day, name, printed, role, organisation, last FROM facts"
        " WHERE name IN (SELECT value FROM json_each(?)) ORDER BY article, id", names,
    )  # fmt: skip
    parts: dict[str, list[tuple[int, str, int, str, str, str, str, int]]] = {}
    for row in rows:
        parts.setdefault(f"{row[3]}|{row[1]}", []).append(row)
    mentions, numbers = [], {}
    for key, group in parts.items():
        _, article, day, name, printed, _, _, last = group[0]
        pinned = int(article.removeprefix(KNOWN)) if article.startswith(KNOWN) else 0
        day, span = (0, (day, last)) if pinned else (day, (0, 0))
        told = Counter(context(row[5], row[6], day) for row in group if row[5] or row[6])
        parsed = [found for row in group if (found := parse(row[4])) is not None]
        gender: Gender = next((found.gender for found in parsed if found.gender), "")
        words = tuple(name.removeprefix("~").split())
        mentions.append(
            Mention(
                key, Name(words, parsed[0].printed if parsed else printed, name.startswith("~"), gender),
                tuple(sorted(told, key=lambda c: (-told[c], sorted(c.heads), sorted(c.words)))),
                day, pinned, span,
            )
        )  # fmt: skip
        numbers[key] = [row[0] for row in group]
    return _Read(mentions, numbers)


def _settle(facts: Facts, component: set[str], ids: Ids) -> None:
    """Work out one set of linked names."""
    read = _read(facts, component)
    if not read.mentions:
        return
    rows = facts.among(
        "SELECT name, other, strength FROM alike WHERE name IN (SELECT value FROM json_each(?))", component
    )
    alike = {(name, other): strength for name, other, strength in rows}
    partition = persons(read.mentions, alike)
    _write(facts, read, partition, ids)


def _settle_bare(facts: Facts, family: str, ids: Ids) -> None:
    """Work out a surname alone, from those who bear it."""
    read = _read(facts, [f"~{family}"])
    bearers = [row[0] for row in facts.rows("SELECT name FROM blocks WHERE block = ?", f"~{family}")]
    candidates, by_person = _people(facts, bearers)
    explained, partition = bare(read.mentions, candidates)
    for key, person in explained.items():
        _give(facts, read.numbers[key], by_person[id(person)], "")
    rest = list(partition.persons)
    unsure = {key: found for key, found in partition.unsure.items() if not any(p in rest for p in found)}
    for key, found in unsure.items():
        _give(
            facts, read.numbers[key], "", "\t".join(sorted({by_person[id(p)] for p in found[:MOST_PERHAPS]}))
        )
    own = {key: found for key, found in partition.unsure.items() if key not in unsure}
    _write(facts, read, Partition(partition.persons, own), ids)


MOST_PERHAPS = 8
"""Candidates listed for a name that may be any of several people's."""


def _people(facts: Facts, names: Iterable[str]) -> tuple[list[Person], dict[int, str]]:
    """The persons that these full names were found to be."""
    read = _read(facts, names)
    numbers = {number: key for key, group in read.numbers.items() for number in group}
    rows = facts.among(
        "SELECT number, base FROM facts WHERE number IN (SELECT value FROM json_each(?))", numbers
    )
    members: dict[str, set[str]] = {}
    for number, base in rows:
        if base:
            members.setdefault(base, set()).add(numbers[number])
    by_key = {mention.key: mention for mention in read.mentions}
    made = {base: Person(by_key[key] for key in keys) for base, keys in sorted(members.items())}
    return list(made.values()), {id(person): base for base, person in made.items()}


def _write(facts: Facts, read: _Read, partition: Partition, ids: Ids) -> None:
    given = ids.claim(partition.persons, read.numbers.keys())
    for person in partition.persons:
        entity = given[id(person)]
        for mention in person.members:
            _give(facts, read.numbers[mention.key], entity, "")
        if person.pinned:
            facts.connection.execute("INSERT OR REPLACE INTO pins VALUES (?, ?)", (entity, person.pinned))
    for key, people in partition.unsure.items():
        _give(facts, read.numbers[key], "", "\t".join(sorted(given[id(p)] for p in people)[:MOST_PERHAPS]))


def _give(facts: Facts, numbers: Iterable[int], base: str, perhaps: str) -> None:
    facts.many(
        "UPDATE facts SET base = ?, perhaps = ?, dirty = 1 WHERE number = ? AND (base != ? OR perhaps != ?)",
        [(base, perhaps, number, base, perhaps) for number in numbers],
    )
