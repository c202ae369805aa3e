"""Lexicons as data: tab-separated files edited by people, loaded once.

Lines that begin with `#` say where the words come from. `tests/indexer/test_lexicon.py` checks order,
duplicates and normal form.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a lexicon, comments and empty lines left out.

    >>> ("Agathe", "f") in rows("given_names")
    True
    """
    text = (files(__package__) / f"{name}.tsv").read_text(encoding="utf-8")
    return tuple(
        tuple(line.split("\t")) for line in text.splitlines() if line.strip() and not line.startswith("#")
    )


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a lexicon."""
    return frozenset(row[0] for row in rows(name))


def listed(line: str) -> frozenset[str]:
    """The words of a short closed list written as a line, for lists that belong beside one rule.

    >>> "ou" in listed("mais ou et")
    True
    """
    return frozenset(line.split())


@cache
def word_class(name: str) -> frozenset[str]:
    """The words of a class in `word_classes.tsv`.

    >>> "chef" in word_class("offices")
    True
    """
    return _classes()[name]


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in rows("word_classes")}


__all__ = ["listed", "rows", "words"]
