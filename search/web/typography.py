"""How quotations, dates and periods are set, in French and in English: around printed words, never inside."""

from __future__ import annotations

import datetime

from search.messages import NO_BREAK, THIN, number, typeset
from search.web.dates import MONTHS

SHORT = {
    "fr": ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."],
    "en": ["Jan.", "Feb.", "March", "April", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."],
}


def marks(language: str) -> tuple[str, str]:
    """The quotation marks to lay around a quotation, with the spaces that belong to them.

    >>> marks("en")
    ('“', '”')
    """
    return ("“", "”") if language == "en" else (f"«{THIN}", f"{THIN}»")


def quoted(text: str, language: str) -> str:
    """The words between the language's quotation marks, in plain text."""
    opening, closing = marks(language)
    return f"{opening}{text}{closing}"


def date(text: str, language: str, *, short: bool = False) -> str:
    r"""A date as precise as it was printed, in words; empty for none.

    >>> date("2021-07-01", "fr"), date("2021-07", "fr"), date("2021-07-28", "en"), date("2021", "fr")
    ('1er\xa0juillet 2021', 'juillet 2021', '28\xa0July 2021', '2021')
    """
    parts = text.split("-")
    if len(parts) == 1:
        return text
    month = (SHORT if short else MONTHS)[language][int(parts[1]) - 1]
    if len(parts) == 2:
        return f"{month} {parts[0]}"
    day = int(parts[2])
    told = "1er" if day == 1 and language == "fr" else str(day)
    return f"{told}{NO_BREAK}{month} {parts[0]}"


def period(first: str, last: str, language: str) -> str:
    r"""A period in words, both ends included; either may be open.

    >>> period("2021-07", "2021-07", "fr"), period("2021", "", "fr")
    ('en juillet 2021', 'depuis 2021')
    >>> period("2021-07-03", "2021-08", "fr"), period("", "2021-07-01", "fr")
    ('du 3\xa0juillet 2021 à août 2021', 'jusqu’au 1er\xa0juillet 2021')
    """
    start, end = date(first, language), date(last, language)
    day_first, day_last = first.count("-") == 2, last.count("-") == 2
    if language == "en":
        if first and last:
            return f"{'on' if day_first else 'in'} {start}" if first == last else f"from {start} to {end}"
        return f"since {start}" if first else f"until {end}" if last else ""
    if first and last:
        if first == last:
            return f"le {start}" if day_first else f"en {start}"
        opening = f"du {start}" if day_first else f"de {start}"
        return typeset(f"{opening} {'au' if day_last else 'à'} {end}").replace("de août", "d’août")
    if first:
        return f"depuis le {start}" if day_first else f"depuis {start}"
    if last:
        return f"jusqu’au {end}" if day_last else f"jusqu’à {end}"
    return ""


def moment(seconds: int, language: str) -> str:
    """The day (UTC) of a moment in seconds since 1970, in words."""
    return date(datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat(), language)


__all__ = ["date", "marks", "moment", "number", "period", "quoted"]
