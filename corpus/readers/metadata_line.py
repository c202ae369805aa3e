"""A line of metadata in front of a text: « date 2021-07 Les milices … ». It is masked, not cut."""

from __future__ import annotations

import re

from corpus.readers.dates import WORDED, parsed

_LINE = re.compile(
    rf"""\s* date \s*[:=]?\s+
    (?P<date>\d{{4}}(?:-\d{{2}}){{0,2}}(?:T\S+)? | \d{{1,2}}/\d{{1,2}}/\d{{4}} | {WORDED.pattern})
    (?:\s+|$)""",
    re.VERBOSE | re.IGNORECASE,
)


def metadata_line(text: str) -> tuple[int, str] | None:
    """Where the words behind a metadata line begin, and its date as ISO; None without such a line.

    >>> metadata_line("date 2021-07 Les milices se retirent.")
    (13, '2021-07')
    >>> metadata_line("Date limite : lundi.")
    """
    match = _LINE.match(text)
    if not match:
        return None
    try:
        return match.end(), parsed(match["date"]).text
    except ValueError:  # « date 2021-13 … »: words of the article
        return None
