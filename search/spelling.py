"""A word of a query put in the place of another, the rest left as typed."""

from __future__ import annotations

import re


def replaced(text: str, word: str, by: str) -> str:
    """The text with a whole word, in any case, replaced.

    >>> replaced("Acord ET acordéon", "acord", "accord")
    'accord ET acordéon'
    """
    return re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", lambda _: by, text, flags=re.IGNORECASE)
