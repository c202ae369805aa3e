"""The values that travel from room to room: articles, their quotations, who said them.

All positions are code-point offsets into `Article.text`, end exclusive. A text is never edited:
what is normalised is normalised beside it.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Literal

import msgspec

Span = tuple[int, int]
Kind = Literal["direct", "mixed", "indirect"]
SpeakerType = Literal["person", "organisation", "group", "unknown"]

KINDS: tuple[Kind, ...] = ("direct", "mixed", "indirect")

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


class PartialDate(msgspec.Struct, frozen=True, order=True):
    """A day, a month or a year, kept as precisely as it was given.

    >>> PartialDate.parse("2021-07").first, PartialDate.parse("2021-07").last
    (datetime.date(2021, 7, 1), datetime.date(2021, 7, 31))
    """

    text: str

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """The date written `2021`, `2021-07` or `2021-07-28`; ValueError for anything else."""
        match = _DATE.fullmatch(text.strip())
        if not match:
            raise ValueError(f"date {text!r}: write 2021, 2021-07 or 2021-07-28")
        year, month, day = (int(part) if part else 1 for part in match.groups())
        try:
            datetime.date(year, month, day)
        except ValueError:
            raise ValueError(f"date {text!r}: there is no such day") from None
        return cls(match.group())

    @property
    def _parts(self) -> list[int]:
        return [int(part) for part in self.text.split("-")]

    @property
    def first(self) -> datetime.date:
        """Its first day."""
        year, month, day = (*self._parts, 1, 1)[:3]
        return datetime.date(year, month, day)

    @property
    def last(self) -> datetime.date:
        """Its last day, the same as the first when the day is known."""
        parts = self._parts
        year = parts[0]
        month = parts[1] if len(parts) > 1 else 12
        day = parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1]
        return datetime.date(year, month, day)


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article as it was given.

    `id` is the id given, else its URL, else its path. `body` is where the article's own words
    begin in `text` (after a metadata line, which is masked and not cut).
    """

    id: str
    text: str
    title: str | None = None
    published: PartialDate | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    collection: str = ""
    body: int = 0

    @property
    def paragraphs(self) -> list[Span]:
        """The paragraphs: stretches of text between blank lines, blanks at either end left out.

        >>> Article(id="1", text="Un.\\n\\nDeux,\\ntrois.").paragraphs
        [(0, 3), (5, 17)]
        """
        return paragraph_spans(self.text, self.body)


_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![^\S\n]*\n))*")


def paragraph_spans(text: str, start: int = 0) -> list[Span]:
    """The spans of the paragraphs of `text` from offset `start` on."""
    spans = []
    for match in _PARAGRAPH.finditer(text, start):
        spans.append((match.start(), match.start() + len(match.group().rstrip())))
    return spans


class Speaker(msgspec.Struct, frozen=True, kw_only=True):
    """Who said it: how the article names them there (`mention`), and in full (`name`)."""

    mention: Span | None = None
    name: str | None = None
    type: SpeakerType = "unknown"


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """One quotation, as found in its article.

    `spans` cover its words (two spans when an incise splits it); `cue` the words that introduce
    it; `evidence` is whatever else supports the attribution (where the name or the role was read);
    `via` a relay (« cité par Reuters »). `confidence` lies between 0 and 1.
    """

    spans: tuple[Span, ...]
    kind: Kind
    cue: Span | None = None
    speaker: Speaker = Speaker()
    organisation: str | None = None
    role: str | None = None
    via: str | None = None
    rule: str = ""
    confidence: float = 0.0
    verb: str | None = None
    evidence: tuple[Span, ...] = ()

    def text(self, article_text: str) -> str:
        """Its words: the spans joined by one space, as printed."""
        return " ".join(article_text[start:end] for start, end in self.spans)
