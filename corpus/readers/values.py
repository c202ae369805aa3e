"""How to read (`ReadSettings`), an article half read (`Draft`), why there is none (`Refusal`)."""

from __future__ import annotations

import msgspec

KILOBYTE = 1 << 10
MEGABYTE = 1 << 20


class Refusal(msgspec.Struct, frozen=True):
    """An article or file that was passed over: where it was (a path, with a line if any), and why."""

    where: str
    reason: str

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


class ReadSettings(msgspec.Struct, frozen=True, kw_only=True):
    """How to read. `source` is for articles that name none; `collection` keeps their ids apart.

    `force` takes texts that do not look French. The rest are caps against hostile input: bytes of a
    file once decompressed, how many times larger it may grow, bytes of one line, page or JSON object,
    code points of one article, bytes of a feed, nesting of JSON and feeds.
    """

    source: str | None = None
    collection: str = ""
    force: bool = False
    max_bytes: int = 200 * MEGABYTE
    max_ratio: int = 100
    max_line: int = 8 * MEGABYTE
    max_text: int = 1_000_000
    max_feed: int = 2 * MEGABYTE
    max_depth: int = 20


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An article as its format says it, nothing checked yet; `where` it stood, for a refusal and for its id.

    `body` is where its own words begin in `text`.
    """

    where: str
    text: str
    id: str | None = None
    title: str | None = None
    date: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    body: int = 0
