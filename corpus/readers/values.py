"""What readers are told (`ReadSettings`) and what they give beside articles (`Refusal`)."""

from __future__ import annotations

import msgspec

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
    file once decompressed, how many times larger it may grow, bytes of one line or page, code points
    of one article, articles of one file.
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
