"""From mentions to persons: which mentions of alike names are one, which are namesakes, which are not told.

A mention is a name in one article with what that article says of it. Everything here is a function of
the set of mentions: their order never matters, ties are broken by the mentions' own keys.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

import msgspec

from indexer.people.contexts import Context, strangers, supports
from indexer.people.names import Name, given_names

NOISE = 6
"""A walk of life told of one mention in so many is a misreading of the role, not a namesake: of 82 names that
30,000 agency articles give to several people by walks of life alone, 5 are several people's, none of these
where one of them has six times the mentions of the other."""
COMMON = 10
"""Times as many mentions as of a misprint."""
FEW = 3
"""Mentions that are weighed against all of their name, those that tell no walk of life too."""
MOST_CONTEXTS = 24
"""Different contexts of a person that are compared; the commonest come first."""
_LIFETIME = 45 * 366


class Mention(msgspec.Struct, frozen=True):
    """A name in one article (`key` tells it from all others), with what is said of it there.

    `pinned` is the entry of the list of known people that it stands for, if it is one.
    """

    key: str
    name: Name
    contexts: tuple[Context, ...]
    day: int = 0
    pinned: int = 0
    span: tuple[int, int] = (0, 0)
    """Of such an entry: the days it is known to hold from and to, 0 when that is open."""


class Person:
    """Mentions taken for one person."""

    def __init__(self, members: Iterable[Mention]) -> None:
        self.members = sorted(members, key=lambda mention: mention.key)
        counted = Counter(c for mention in self.members for c in mention.contexts)
        bare: dict[tuple[object, ...], Context] = {}
        for found in sorted(counted, key=lambda c: (-counted[c], c.day, sorted(c.heads), sorted(c.words))):
            bare.setdefault((found.heads, found.words, found.body, found.domain, found.born), found)
        self.contexts = list(bare.values())[:MOST_CONTEXTS]
        self.domain = most(c.domain for mention in self.members for c in mention.contexts if c.domain)
        days = [mention.day for mention in self.members if mention.day]
        self.days = sorted(days)
        self.pinned = max((mention.pinned for mention in self.members), default=0)
        self.span = max((mention.span for mention in self.members), default=(0, 0))

    @property
    def order(self) -> tuple[int, str]:
        """Largest first."""
        return -len(self.members), self.members[0].key

    def supported(self, contexts: Iterable[Context]) -> bool:
        """Whether what is said of it brings it together with those contexts."""
        return any(supports(a, b) for a, b in product(self.contexts, contexts))

    def holds(self, days: Sequence[int]) -> bool:
        """Whether it stands for an entry of the list that was so on any of these days."""
        first, last = self.span
        return bool(self.pinned) and any(first <= day <= (last or day) for day in days if day)

    def apart(self, other: Person) -> bool:
        """Whether the two cannot be one."""
        if self.pinned and other.pinned and self.pinned != other.pinned:
            return True
        if self.days and other.days and max(
            other.days[0] - self.days[-1], self.days[0] - other.days[-1]
        ) > _LIFETIME:  # fmt: skip
            return True
        if strangers(self.domain, other.domain) and not self.supported(other.contexts):
            return True
        born = [{c.born for c in person.contexts if c.born} for person in (self, other)]
        return bool(all(born) and min(abs(a - b) for a, b in product(*born)) > 4)


def most(values: Iterable[str]) -> str:
    """The commonest of them, the first in order of the alphabet when several are; empty of none."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value)) if counted else ""


class Partition(msgspec.Struct, frozen=True):
    """Persons, and the mentions that may be any of several of them (by mention key)."""

    persons: list[Person]
    unsure: dict[str, list[Person]]


def persons(mentions: Sequence[Mention], alike: Mapping[tuple[str, str], str]) -> Partition:
    """The persons behind mentions of full names; `alike` tells how pairs of name keys are alike."""
    by_name: dict[str, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda mention: mention.key):
        by_name.setdefault(mention.name.key, []).append(mention)
    senses: list[Person] = []
    unsure: dict[str, list[int]] = {}
    where: dict[str, list[int]] = {}
    for name in sorted(by_name):
        found, vague = _senses(by_name[name])
        where[name] = list(range(len(senses), len(senses) + len(found)))
        senses += found
        for mention in vague:
            unsure[mention.key] = where[name]
    joined = Union(len(senses))
    _join_known(senses, joined)
    for strength in ("same", "near"):
        _join(senses, joined, where, alike, strength)
    _join_loose(senses, joined, where, alike)
    groups = joined.groups()
    made = {root: Person(m for n in group for m in senses[n].members) for root, group in groups.items()}
    vague_of = {
        key: sorted(
            {id(made[joined.find(n)]): made[joined.find(n)] for n in numbers}.values(), key=lambda p: p.order
        )
        for key, numbers in unsure.items()
    }
    found = sorted(made.values(), key=lambda person: person.order)
    return _settled(Partition(found, vague_of), mentions)


def _settled(partition: Partition, mentions: Sequence[Mention]) -> Partition:
    """A namesake that turned out to be no other person is not unsure any more."""
    by_key = {mention.key: mention for mention in mentions}
    certain = {key: found[0] for key, found in partition.unsure.items() if len(found) == 1}
    if not certain:
        return partition
    grown = {
        id(p): [*p.members, *(by_key[k] for k, q in certain.items() if q is p)] for p in partition.persons
    }
    made = {old: Person(members) for old, members in grown.items()}
    return Partition(
        sorted(made.values(), key=lambda person: person.order),
        {k: [made[id(p)] for p in found] for k, found in partition.unsure.items() if k not in certain},
    )


# --- one name, several persons ---------------------------------------------------------------------


def _senses(mentions: Sequence[Mention]) -> tuple[list[Person], list[Mention]]:
    """The namesakes under one name, the largest first, and the mentions that may be any of them."""
    senses: list[Person] = []
    vague: list[Mention] = []
    for era in _eras(mentions):
        found, unclear = _walks(era)
        senses += found
        vague += unclear
    senses.sort(key=lambda person: person.order)
    return senses, vague


def _eras(mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Mentions split where more than a lifetime lies between two; undated ones with the most."""
    dated = sorted((m for m in mentions if m.day), key=lambda m: (m.day, m.key))
    eras: list[list[Mention]] = []
    for mention in dated:
        if not eras or mention.day - eras[-1][-1].day > _LIFETIME:
            eras.append([])
        eras[-1].append(mention)
    undated = [m for m in mentions if not m.day]
    if not eras:
        return [undated]
    max(eras, key=len).extend(undated)
    return eras


def _walks(mentions: Sequence[Mention]) -> tuple[list[Person], list[Mention]]:
    """Mentions split by walks of life that one person seldom has, or by age."""
    by_domain: dict[tuple[str, int, int], list[Mention]] = {}
    silent: list[Mention] = []
    for mention in mentions:
        domain = most(c.domain for c in mention.contexts if c.domain)
        born = max((c.born for c in mention.contexts), default=0) // 5
        if domain or born or mention.pinned:
            by_domain.setdefault((domain, born, mention.pinned), []).append(mention)
        else:
            silent.append(mention)
    groups = [Person(group) for group in by_domain.values()]
    groups.sort(key=lambda person: (not person.pinned, person.order))
    if not groups:
        return [Person(silent)], []
    senses: list[Person] = []
    for group in groups:
        fitting = [n for n, sense in enumerate(senses) if not sense.apart(group)]
        dated = [n for n in fitting if senses[n].holds(group.days)]
        home = next(iter(dated or fitting), None)
        if home is None and senses and _is_noise(len(group.members), len(senses[0].members), len(mentions)):
            home = 0
        if home is None:
            senses.append(group)
        else:
            senses[home] = Person([*senses[home].members, *group.members])
    return place_silent(senses, silent)


def _is_noise(few: int, most: int, every: int) -> bool:
    """Whether so few mentions are a misreading, beside the most of one walk of life, or all of that name."""
    return few * NOISE <= most or (few <= FEW and few * (NOISE + 1) <= every)


def place_silent(senses: list[Person], silent: Sequence[Mention]) -> tuple[list[Person], list[Mention]]:
    """The namesakes with the mentions of which nothing is said, where one alone can be meant; the others."""
    if len(senses) == 1:
        return [Person([*senses[0].members, *silent])], []
    total = sum(len(sense.members) for sense in senses)
    placed: list[list[Mention]] = [[] for _ in senses]
    vague = []
    for mention in silent:
        fitting = [n for n, sense in enumerate(senses) if sense.supported(mention.contexts)]
        if len(fitting) != 1:
            fitting = [n for n, sense in enumerate(senses) if sense.holds((mention.day,))]
        if len(fitting) != 1:
            fitting = [n for n, sense in enumerate(senses) if len(sense.members) * 10 >= total * 9]
        if len(fitting) == 1:
            placed[fitting[0]].append(mention)
        else:
            vague.append(mention)
    return [Person([*s.members, *more]) for s, more in zip(senses, placed, strict=True)], vague


# --- several spellings, one person -----------------------------------------------------------------


class Union:
    """Disjoint sets of numbers."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def find(self, number: int) -> int:
        """The smallest number joined with this one."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Make one set of the sets of two numbers."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low

    def groups(self) -> dict[int, list[int]]:
        """The sets, by their smallest number."""
        found: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            found.setdefault(self.find(number), []).append(number)
        return found


def _join_known(senses: Sequence[Person], joined: Union) -> None:
    """The names of one entry of the list of known people are one person's."""
    first: dict[int, int] = {}
    for number, sense in enumerate(senses):
        if sense.pinned:
            joined.join(first.setdefault(sense.pinned, number), number)


def _pairs(
    where: Mapping[str, list[int]], alike: Mapping[tuple[str, str], str], strength: str
) -> list[tuple[int, int]]:
    return [
        (a, b)
        for (left, right), how in sorted(alike.items())
        if how == strength and left < right
        for a, b in product(where.get(left, ()), where.get(right, ()))
    ]


def _grown(senses: Sequence[Person], joined: Union, number: int) -> Person:
    root = joined.find(number)
    group = [n for n in range(len(senses)) if joined.find(n) == root]
    return senses[number] if len(group) == 1 else Person(m for n in group for m in senses[n].members)


def _join(
    senses: Sequence[Person], joined: Union, where: Mapping[str, list[int]],
    alike: Mapping[tuple[str, str], str], strength: str,
) -> None:  # fmt: skip
    """Join spellings, the best supported pairs first."""
    rated = []
    for a, b in _pairs(where, alike, strength):
        supported = senses[a].supported(senses[b].contexts)
        rated.append((not supported, senses[a].order, senses[b].order, a, b))
    for unsupported, _, _, a, b in sorted(rated):
        if joined.find(a) == joined.find(b):
            continue
        left, right = _grown(senses, joined, a), _grown(senses, joined, b)
        if left.apart(right):
            continue
        if strength == "same" or not unsupported or _told_by_name(senses[a], senses[b]):
            joined.join(a, b)


def _told_by_name(left: Person, right: Person) -> bool:
    """Whether two spellings are so particular that, with nothing said of one of them, they are one's."""
    if any(c.heads or c.words for c in left.contexts) and any(c.heads or c.words for c in right.contexts):
        return False
    one, other = left.members[0].name.words, right.members[0].name.words
    if len(one) != len(other):
        return False
    odd = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(odd) != 1 or len(one) < 2:
        return False
    return min(map(len, odd[0])) >= 6 or (_far_commoner(left, right) and not given_names().issuperset(odd[0]))


def _far_commoner(left: Person, right: Person) -> bool:
    """Whether one is printed so much more often that the other, of whom nothing is said, is a misprint."""
    few, many = sorted((left, right), key=lambda person: len(person.members))
    silent = not any(c.heads or c.words for c in few.contexts)
    return silent and len(many.members) >= COMMON * len(few.members)


def _join_loose(
    senses: Sequence[Person], joined: Union, where: Mapping[str, list[int]],
    alike: Mapping[tuple[str, str], str],
) -> None:  # fmt: skip
    """Join a shortened name to the one fuller name that what is said of both allows."""
    fuller: dict[int, set[int]] = {}
    for a, b in _pairs(where, alike, "loose"):
        if senses[a].apart(senses[b]) or not senses[a].supported(senses[b].contexts):
            continue
        short, long = sorted((a, b), key=lambda n: (_letters(senses[n]), senses[n].members[0].key))
        fuller.setdefault(short, set()).add(long)
    for short in sorted(fuller, key=lambda n: (_letters(senses[n]), senses[n].members[0].key)):
        roots = {joined.find(n) for n in fuller[short]} - {joined.find(short)}
        if len(roots) == 1:
            long = roots.pop()
            if _all_alike(senses, joined, short, long, alike) and not _grown(senses, joined, short).apart(
                _grown(senses, joined, long)
            ):
                joined.join(short, long)


def _all_alike(
    senses: Sequence[Person], joined: Union, one: int, other: int, alike: Mapping[tuple[str, str], str]
) -> bool:
    """Whether every name of the one may be every name of the other's: a long name links no two people."""
    names = [
        {
            m.name.key
            for n in range(len(senses))
            if joined.find(n) == joined.find(at)
            for m in senses[n].members
        }
        for at in (one, other)
    ]
    return all(a == b or (a, b) in alike or (b, a) in alike for a, b in product(*names))


def _letters(person: Person) -> int:
    return max(len("".join(mention.name.words)) for mention in person.members)


__all__ = ["Mention", "Partition", "Person", "Union", "most", "persons", "place_silent"]
