"""A web page: its article and what it says of itself, found by trafilatura."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corpus.errors import ArticleError
from corpus.readers.dates import lenient
from corpus.readers.markup import demand_harmless, page
from corpus.readers.streams import Stream
from corpus.readers.values import Draft, ReadSettings, Refusal


def read(stream: Stream, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """The article of the page; ArticleError when none is found in it."""
    text = page(stream.all(settings.max_line, "a page"), stream.name)
    demand_harmless(text, stream.name)
    found = _extracted(text)
    paragraphs = _paragraphs(found)
    if not paragraphs:
        raise ArticleError("no article found in this page", stream.name)
    yield Draft(
        where=stream.name,
        text="\n\n".join(paragraphs),
        title=found["title"],
        date=lenient(found["date"]),
        author=found["author"],
        url=_web(found["url"]),
        source=found["sitename"] or None,
    )


def _extracted(text: str) -> dict[str, Any]:
    """What trafilatura finds (~20 ms a page). It fetches nothing; dates only where the page states them."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            text,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"original_date": True, "extensive_search": False},
        )
    except Exception as error:  # whatever it falls over, the run must go on
        raise ArticleError(f"this page cannot be read ({type(error).__name__}: {str(error)[:80]})") from None
    keys = ("title", "date", "author", "url", "sitename", "text")
    return {key: getattr(found, key, None) for key in keys}


def _paragraphs(found: dict[str, Any]) -> list[str]:
    """The lines of the text, each a paragraph; the first is left out when it repeats the title."""
    lines = [line.strip() for line in (found["text"] or "").split("\n")]
    lines = [line for line in lines if line]
    return lines[1:] if lines and lines[0] == found["title"] else lines


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None
