"""What a query may hold at most: the caps, in one place, and the error that says which one was passed."""

from __future__ import annotations

from typing import NoReturn

from corpus.errors import QueryError

MAX_LENGTH = 2_000
"""Characters."""
MAX_TERMS = 64
"""Words, phrases and truncations."""
MAX_PHRASE = 64
"""Words of a phrase."""
MAX_DEPTH = 8
"""Parentheses inside one another."""
MAX_FORMS = 4_000
"""Words that one truncation may stand for."""
MIN_PREFIX = 3
"""Letters before the * of a truncation."""
MIN_FUZZY = 4
"""Letters of a word that may hold a typo."""
MAX_SLOP = 50
"""Other words between those of a proximity."""


def fail(code: str, position: int, message: str, limit: int | None = None, value: str = "") -> NoReturn:
    """Raise the QueryError of a fault at a code point of the query; `code` names it for translation."""
    values = {"limit": str(limit)} if limit is not None else {}
    if value:
        values["value"] = value
    raise QueryError(message, position, code, values)
