"""What a file is, told by its first bytes; its suffix only decides where these leave a doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from corpus.readers import csv_table, json_lines, plain
from corpus.readers.decoding import demand_text
from corpus.readers.streams import Stream
from corpus.readers.values import Draft, ReadSettings, Refusal

Reader = Callable[[Stream, ReadSettings], Iterator[Draft | Refusal]]

LINES = (".jsonl", ".ndjson")
TABLES = (".csv", ".tsv")
_OBJECT = re.compile(rb"\s*\{\s*[\"}]")


def reader_of(stream: Stream) -> Reader:
    """The reader for a file; ArticleError when it is empty or binary."""
    demand_text(stream.head, stream.name)
    head = stream.head.removeprefix(b"\xef\xbb\xbf")
    if stream.suffix in LINES or _OBJECT.match(head):
        return json_lines.read
    if stream.suffix in TABLES or csv_table.looks_like_table(head):
        return csv_table.read
    return plain.read
