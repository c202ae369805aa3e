"""RSS and Atom, read by feedparser behind a guard: size, depth, number of tags, no entities of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from corpus.errors import ArticleError
from corpus.readers.dates import lenient
from corpus.readers.finishing import host
from corpus.readers.markup import demand_harmless, page, paragraphs_of
from corpus.readers.streams import Stream
from corpus.readers.values import Draft, ReadSettings, Refusal

# CDATA and comments are skipped whole (to the end, when nothing closes them: that keeps it linear).
_TAG = re.compile(
    r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<(?P<close>/?)[A-Za-z_][^<>]*(?P<end>>)", re.DOTALL
)
TAG_LENGTH = 8_192
"""Characters of one tag: feedparser's time grows with the square of a tag's attributes."""
_PROLOG = re.compile(r"\s*<\?xml[^>]*\?>")


def read(stream: Stream, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """The articles of the entries; ArticleError when there are none."""
    text = page(stream.all(settings.max_feed, "a feed"), stream.name)
    demand_guarded(text, settings.max_depth, stream.name)
    found = _parsed(text)
    if not found.entries:
        raise ArticleError(
            f"a feed without entries{_fault(found)}; look whether its address gives one", stream.name
        )
    for number, entry in enumerate(found.entries, 1):
        yield _draft(entry, f"{stream.name}#{number}", found.feed)


def demand_guarded(text: str, max_depth: int, where: str) -> None:
    """Nothing, or an ArticleError when the feed is made to hurt."""
    if "<!ENTITY" in text:
        raise ArticleError("this feed declares entities, which none needs: not read", where)
    demand_harmless(text, where)
    depth = 0
    for tag in _TAG.finditer(text):
        if tag["end"] and len(tag.group()) > TAG_LENGTH:
            raise ArticleError(f"this feed has a tag of more than {TAG_LENGTH} characters", where)
        if tag["end"] and text[tag.end() - 2] != "/":
            depth += -1 if tag["close"] else 1
        if depth > max_depth:
            raise ArticleError(f"this feed is nested deeper than {max_depth} levels", where)


def _parsed(text: str) -> Any:
    """What feedparser finds; it is given bytes in memory, so that it opens neither address nor file."""
    import feedparser

    data = _PROLOG.sub("", text, count=1).encode("utf-8", "replace")
    try:
        return feedparser.parse(
            io.BytesIO(data), response_headers={"content-type": "application/xml; charset=utf-8"}
        )
    except Exception as error:  # over a broken feed it falls in many ways; the run must go on
        raise ArticleError(f"this feed is broken ({type(error).__name__}: {str(error)[:80]})") from None


def _fault(found: Any) -> str:
    error = found.get("bozo_exception")
    return f" ({str(error)[:80]})" if error else ""


def _draft(entry: Any, where: str, feed: Any) -> Draft | Refusal:
    link = _told(entry, "link")
    url = link if link.startswith(("http://", "https://")) else None
    contents = [_told(content, "value") for content in entry.get("content") or []]
    longest = max([*contents, _told(entry, "summary")], key=len)
    try:
        text = paragraphs_of(longest, where)
    except ArticleError as error:
        return Refusal(where, error.reason)
    return Draft(
        where=where,
        text=text,
        id=_told(entry, "id") or None,
        title=paragraphs_of(_told(entry, "title")[:5_000], where),
        date=lenient(_told(entry, "published") or _told(entry, "updated")),
        author=_told(entry, "author") or None,
        url=url,
        source=_told(entry.get("source"), "title") or (None if host(url) else _told(feed, "title")) or None,
    )


def _told(values: Any, name: str) -> str:
    """A text that feedparser found; out of a broken feed it makes anything, and a text of it nothing."""
    value = values.get(name) if isinstance(values, dict) else None
    return value if isinstance(value, str) else ""
