"""What a file is, told by its first bytes; its suffix only decides where these leave a doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from corpus.errors import ArticleError
from corpus.readers import csv_table, europresse, feed, html_page, json_document, json_lines, plain
from corpus.readers.decoding import demand_text
from corpus.readers.streams import Stream
from corpus.readers.values import Draft, ReadSettings, Refusal

Reader = Callable[[Stream, ReadSettings], Iterator[Draft | Refusal]]

LINES = (".jsonl", ".ndjson")
TABLES = (".csv", ".tsv")
PAGES = (".html", ".htm", ".xhtml")

_OBJECT = re.compile(rb"\{\s*[\"}]")
_LIST = re.compile(rb"\[\s*[\[{\]]")
# What may stand before the root of XML and HTML: declarations and comments, each up to its end.
_BEFORE_ROOT = re.compile(rb"(?:\s++|<\?[^>]*+>|<!--.*?-->|<![^\[>]*+(?:\[[^\]]*+\])?+[^>]*+>)*", re.DOTALL)
_TAG = re.compile(rb"<(?:\w+:)?(?P<name>[A-Za-z][\w-]*)")
_FEEDS = (b"rss", b"feed", b"rdf")
_HTML = frozenset(
    b"html head body title meta link main article section header div p h1 h2 table span script style".split()
)


def reader_of(stream: Stream) -> Reader:
    """The reader for a file; ArticleError when it is empty, binary or of a kind that is not read."""
    demand_text(stream.head, stream.name)
    head = stream.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if stream.suffix in LINES:
        return json_lines.read
    if stream.suffix == ".json" or _OBJECT.match(head) or _LIST.match(head):
        return json_lines.read if _has_lines(head) else json_document.read
    if head.startswith(b"<"):
        return _of_markup(head, stream)
    if stream.suffix in TABLES or csv_table.looks_like_table(head):
        return csv_table.read
    return html_page.read if stream.suffix in PAGES else plain.read


def _has_lines(head: bytes) -> bool:
    """Whether the first two lines are objects each, so that the file is JSONL."""
    first, _, rest = head.partition(b"\n")
    return first.startswith(b"{") and first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")


def _of_markup(head: bytes, stream: Stream) -> Reader:
    before = _BEFORE_ROOT.match(head)
    root = _TAG.match(head, before.end() if before else 0)
    name = root["name"].lower() if root else b""
    if name in _FEEDS:
        return feed.read
    if name in _HTML or stream.suffix in PAGES or head[:14].lower() == b"<!doctype html":
        return europresse.read if europresse.is_one(head) else html_page.read
    if head.startswith((b"<?xml", b"<!DOCTYPE")) or stream.suffix == ".xml":
        raise ArticleError(
            f"XML of a kind that is not read (<{name.decode()}>): RSS, Atom and HTML are",
            stream.name,
        )
    return plain.read
