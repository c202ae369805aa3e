"""Reprints, kept up to date: which quotations are printings of one another, and which was printed first.

Candidates share a trace: a word of the speaker's name with one of theirs, or (long ones, whoever the
paper names) one of a few runs of five words. Articles printed twice share runs too. Only what a change
touched is compared again; the groups follow from the pairs alone, so neither order nor batches leave a
trace in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from indexer.facts import Facts, Touched
from indexer.people.clusters import Union
from indexer.people.names import parse
from indexer.reprints import FEW, NEAR, UNNAMED, Printing, again, hashed, smallest

RUNS = 4
"""Runs of words kept of a long quotation: those of the smallest hashes, so that equal words keep them."""
LONG = 5
"""Letters of a word that is filed with the speaker's name."""
MONTH = 31
"""Days that a date may span and still be looked up by its day; longer ones are looked at whatever the day."""
TWIN = 6
"""Runs, of the eight kept of an article, that two printings of it share."""


def regroup(facts: Facts, touched: Touched) -> None:
    """Bring groups up to date; every quotation whose first printing changed is marked."""
    around = _cut_off(facts, touched.gone)
    rows = facts.among(
        "SELECT number, id, words, printed, said_by, day, last FROM facts"
        " WHERE words != '' AND number IN (SELECT value FROM json_each(?))", touched.numbers,
    )  # fmt: skip
    printings = {row[0]: _printing(row) for row in rows}
    _trace(facts, printings, {row[0]: row[4] for row in rows})
    for number, printing in printings.items():
        _find(facts, number, printing)
    _pair_twins(facts, touched)
    _head(facts, around | set(printings))


def _printing(row: tuple[int, str, str, str, str, int, int]) -> Printing:
    _, id_, words, printed, said_by, first, last = row
    parsed = parse(printed)
    speaker = said_by or (parsed.printed if parsed else "")
    return Printing(id_, tuple(words.split()), speaker, first, last)


def _cut_off(facts: Facts, gone: Iterable[int]) -> set[int]:
    """Forget the pairs of quotations that are gone; those they were with."""
    around: set[int] = set()
    for number in gone:
        around |= {row[0] for row in facts.rows("SELECT other FROM again WHERE fact = ?", number)}
    numbers = [(number,) for number in gone]
    for number in gone:
        for other in [row[0] for row in facts.rows("SELECT other FROM again WHERE fact = ?", number)]:
            facts.connection.execute("DELETE FROM again WHERE fact = ? AND other = ?", (other, number))
    facts.many("DELETE FROM again WHERE fact = ?", numbers)
    facts.many("DELETE FROM traces WHERE fact = ?", numbers)
    return around


def _trace(facts: Facts, printings: dict[int, Printing], said_by: dict[int, str]) -> None:
    rows = []
    for number, printing in printings.items():
        day = printing.first if printing.last - printing.first <= MONTH else 0
        rows += [(trace, day, number) for trace in traces(printing, said_by[number])]
    facts.many("INSERT INTO traces VALUES (?, ?, ?)", rows)


def traces(printing: Printing, said_by: str) -> set[int]:
    """The traces of one printing, as numbers: those of a cut one are found among those of the whole.

    >>> texts = ("nous irons demain", "irons demain")
    >>> whole, cut = (Printing(text, tuple(text.split()), "Odile Favre") for text in texts)
    >>> traces(cut, "") <= traces(whole, "")
    True
    """
    name = None if said_by else parse(printing.speaker)
    who = [said_by] if said_by else [word for word in name.words if len(word) > 1] if name else []
    told = {word for word in printing.words if len(word) >= LONG} or {" ".join(printing.words)}
    found = {f"{one} {word}" for one in who for word in told}
    if len(printing.words) >= UNNAMED:
        found |= {f"#{run}" for run in smallest(printing.words, RUNS)}
    return {hashed(trace) for trace in found}


def _find(facts: Facts, number: int, printing: Printing) -> None:
    """The printings of the same words, among those that share a trace."""
    within = (
        "BETWEEN ?2 AND ?3" if printing.first and printing.last - printing.first <= MONTH else "> ?2 - ?3"
    )
    rows = facts.rows(
        "SELECT DISTINCT f.number, f.id, f.words, f.printed, f.said_by, f.day, f.last"  # noqa: S608  # constants
        " FROM traces m CROSS JOIN traces t ON t.trace = m.trace CROSS JOIN facts f ON f.number = t.fact"
        f" WHERE m.fact = ?1 AND f.number != ?1 AND (t.day {within} OR t.day = 0)",
        number, printing.first - NEAR - MONTH, printing.last + NEAR,
    )  # fmt: skip
    mine = _shingles(printing.words)
    pairs = []
    for row in rows:
        if _may(printing.words, row[2].split(), mine) and again(printing, _printing(row)):
            pairs += [(number, row[0]), (row[0], number)]
    facts.many("INSERT OR IGNORE INTO again VALUES (?, ?)", pairs)


def _shingles(words: Iterable[str]) -> set[str]:
    listed = list(words)
    return {" ".join(listed[at : at + 2]) for at in range(len(listed) - 1)}


def _may(left: tuple[str, ...], right: list[str], mine: set[str]) -> bool:
    """A quick look before the long one: enough pairs of neighbouring words in common."""
    size = min(len(left), len(right))
    if size <= FEW:
        return list(left) == right
    theirs = _shingles(right)
    return 5 * len(mine & theirs) >= 2 * (size - 1)


def _pair_twins(facts: Facts, touched: Touched) -> None:
    """Equal words in two printings of one article are one quotation, however few, whoever is named."""
    for article in sorted(touched.articles):
        for twin in twins(facts, article):
            rows = facts.rows(
                "SELECT a.number, b.number FROM facts a JOIN facts b ON a.words = b.words"
                " WHERE a.article = ? AND b.article = ? AND a.words != ''", article, twin,
            )  # fmt: skip
            facts.many(
                "INSERT OR IGNORE INTO again VALUES (?, ?)",
                [pair for row in rows for pair in (row, row[::-1])],
            )


def twins(facts: Facts, article: str) -> list[str]:
    """The other printings of an article, near in time."""
    rows = facts.rows(
        "SELECT b.article FROM sketches a JOIN sketches b ON a.run = b.run"
        " WHERE a.article = ? AND b.article != ? AND abs(a.day - b.day) <= ?"
        " GROUP BY b.article HAVING count(*) >= ? ORDER BY b.article",
        article, article, NEAR, TWIN,
    )  # fmt: skip
    return [row[0] for row in rows]


def _head(facts: Facts, numbers: set[int]) -> None:
    """Set the first printing of every quotation that these are printings of."""
    done: set[int] = set()
    for number in sorted(numbers):
        if number in done:
            continue
        linked, pairs = _linked(facts, number)
        done |= linked
        rows = facts.among(
            "SELECT number, id, day, last, words FROM facts WHERE number IN (SELECT value FROM json_each(?))",
            linked,
        )
        printed = {row[0]: (row[2] or 10**9, row[3], row[1]) for row in rows}
        lengths = {row[0]: row[4].count(" ") + 1 for row in rows}
        for group in quotations(printed, lengths, pairs):
            head = min(printed[member] for member in group)[2]
            facts.many(
                "UPDATE facts SET head = ?, dirty = 1 WHERE number = ? AND head != ?",
                [(head, member, head) for member in group],
            )


def _linked(facts: Facts, number: int) -> tuple[set[int], list[tuple[int, int]]]:
    """All that pairs connect with this one, and those pairs."""
    linked, ahead, pairs = {number}, [number], []
    while ahead:
        rows = facts.among(
            "SELECT fact, other FROM again WHERE fact IN (SELECT value FROM json_each(?))", ahead
        )
        pairs += [(fact, other) for fact, other in rows]
        ahead = [other for other in {row[1] for row in rows} if other not in linked]
        linked |= set(ahead)
    return linked, pairs


def quotations(
    printed: Mapping[int, tuple[int, int, str]], lengths: Mapping[int, int], pairs: Iterable[tuple[int, int]]
) -> list[list[int]]:
    """The quotations that printings make, each with its printings; `printed` orders them by day.

    A few words held by two longer quotations (a title, a heading) do not make one of these: they go with the
    one printed nearest to them.

    >>> printed = {1: (9, 9, "a"), 2: (8, 8, "b"), 3: (9, 9, "c")}
    >>> quotations(printed, {1: 5, 2: 20, 3: 24}, [(1, 2), (1, 3)])
    [[1, 3], [2]]
    """
    places = {number: place for place, number in enumerate(sorted(printed))}
    joined = Union(len(places))
    loose: list[tuple[int, int]] = []
    for pair in pairs:
        short, long = sorted(pair, key=lambda number: (lengths[number], number))
        if 2 * lengths[short] >= lengths[long]:
            joined.join(places[short], places[long])
        else:
            loose.append((short, long))
    _attach(printed, lengths, places, joined, loose)
    numbers = sorted(printed)
    return [[numbers[place] for place in group] for group in joined.groups().values()]


def _attach(
    printed: Mapping[int, tuple[int, int, str]], lengths: Mapping[int, int], places: Mapping[int, int],
    joined: Union, loose: Iterable[tuple[int, int]],
) -> None:  # fmt: skip
    """Join each group to the one that holds it best; `loose` are pairs of a short printing and a long one."""
    holders: dict[int, list[tuple[int, tuple[int, int, str], int]]] = {}
    for short, long in loose:
        apart = abs(printed[short][0] - printed[long][0])
        holders.setdefault(joined.find(places[short]), []).append((apart, printed[long], places[long]))
    for holding in sorted(holders):
        joined.join(holding, min(holders[holding])[2])
