"""Dates in words, as precise as they were printed."""

from __future__ import annotations

MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
        "novembre", "décembre",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
        "November", "December",
    ),
}  # fmt: skip


def in_words(date: str, language: str = "fr") -> str:
    """`2021`, `2021-07` or `2021-07-28` as one says it.

    >>> in_words("2021-07-01"), in_words("2021-07"), in_words("2021-07-28", "en"), in_words("2021")
    ('1er juillet 2021', 'juillet 2021', '28 July 2021', '2021')
    """
    year, *rest = date.split("-")
    if not rest:
        return year
    month = MONTHS[language][int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    day = int(rest[1])
    return f"{'1er' if day == 1 and language == 'fr' else day} {month} {year}"
