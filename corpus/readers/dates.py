"""Dates as newspapers and their systems write them, kept as precisely as they are given."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime

from corpus.article import PartialDate

MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
_PLAIN = str.maketrans("éûÉÛ", "euEU")
_NUMBERS = {name.translate(_PLAIN): number for number, name in enumerate(MONTHS, 1)}

# 2021 · 2021-07 · 2021-07-28 · 2021-07-28T10:15:00+02:00 (the day as written there) · 20210728T101500
_ISO = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d{2})(?:-(?P<d>\d{2}))?)?(?=[T ]\d{2}:?\d{2}|$)")
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?=T\d{4}|$)")
# 28/07/2021 · 28.7.2021 · 28-07-2021 · 07/2021
_SLASHED = re.compile(
    r"(?:(?P<d>\d{1,2})(?P<sep>[/.-]))?(?P<m>\d{1,2})(?(sep)(?P=sep)|/)(?P<y>\d{4})(?=$|[ ,à])"
)
# mercredi 28 juillet 2021 · 1er août 2021 · juillet 2021 · Le 28 juillet 2021 à 10h15
WORDED = re.compile(
    r"""(?:le\s+)?(?:(?:lun|mar|mercre|jeu|vendre|same)di,?\s+|dimanche,?\s+)?   # the weekday is not checked
    (?:(?P<d>\d{1,2})(?:er)?\s+)?(?P<month>[a-zéûA-ZÉÛ]{3,9})\s+(?P<y>\d{4})\b""",
    re.VERBOSE | re.IGNORECASE,
)


def parsed(text: str) -> PartialDate:
    """The date that `text` writes; ValueError when it writes none.

    >>> [parsed(text).text for text in ("2021-07", "28 juillet 2021", "2021-07-28T23:30-04:00", "1/8/2021")]
    ['2021-07', '2021-07-28', '2021-07-28', '2021-08-01']
    """
    text = text.strip()
    if match := _ISO.match(text) or _COMPACT.match(text) or _SLASHED.match(text):
        return _date(match["y"], match["m"], match["d"], text)
    if match := WORDED.match(text):
        month = _NUMBERS.get(match["month"].lower().translate(_PLAIN))
        if month:
            return _date(match["y"], str(month), match["d"], text)
    if day := _mailed(text):
        return PartialDate(day.isoformat())
    raise ValueError(
        f"date {text[:40]!r}: write 2021, 2021-07, 2021-07-28, 28/07/2021 or « 28 juillet 2021 »"
    )


def found(text: str) -> str | None:
    """The first date written out in French somewhere in `text`, as ISO; None if there is none.

    >>> found("Politique, mercredi 28 juillet 2021, p. 8")
    '2021-07-28'
    """
    for match in WORDED.finditer(text):
        try:
            return parsed(match.group()).text
        except ValueError:
            continue
    return None


def lenient(text: str | None) -> str | None:
    """The date as ISO, or None where a page or feed writes it in a way of its own."""
    try:
        return parsed(text).text if text else None
    except ValueError:
        return None


def _date(year: str, month: str | None, day: str | None, text: str) -> PartialDate:
    parts = [year] + [f"{int(part):02d}" for part in (month, day) if part]
    try:
        return PartialDate.parse("-".join(parts))
    except ValueError:
        raise ValueError(f"date {text[:40]!r}: there is no such day") from None


def _mailed(text: str) -> datetime.date | None:
    """The day of « Wed, 28 Jul 2021 10:00:00 +0200 », as feeds write it."""
    try:
        return parsedate_to_datetime(text).date()
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
