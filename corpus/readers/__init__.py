"""Articles out of files of every format: `read(paths)` gives each article, or a reason why it is none.

The way of a file: `places` (which files) → `streams` (their bytes, decompressed, capped) → `formats`
(what they are, told by content) → one module a format (drafts) → `finishing` (id, date, source, checks).
A format is added by one module with a `read(stream, settings)` and one row in `formats`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.article import Article
from corpus.errors import ArticleError
from corpus.readers.finishing import finished
from corpus.readers.formats import reader_of
from corpus.readers.places import Place, places
from corpus.readers.streams import Stream
from corpus.readers.values import ReadSettings, Refusal

MOST_REFUSALS = 1_000
"""Refusals after which a file that gives more of them than articles is left."""

__all__ = ["ReadSettings", "Refusal", "read"]


def read(paths: Iterable[str | Path], *, settings: ReadSettings | None = None) -> Iterator[Article | Refusal]:
    """Every article of `paths` (files, folders, globs, `-` for stdin), or why it is none, in a fixed order.

    Nothing is read before it is asked for. A path that is not there is a UsageError, at once; whatever
    is wrong inside a file is a Refusal, and reading goes on behind it.

    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "port.txt").write_text("date 2021-07 Le port de Brénac rouvre lundi.", "utf-8")
    >>> [article] = read([folder])
    >>> article.published.text, article.text[article.body:]
    ('2021-07', 'Le port de Brénac rouvre lundi.')
    """
    chosen = settings or ReadSettings()
    found = places(paths)
    return (item for place in found for item in _articles(place, chosen))


def _articles(place: Place | Refusal, settings: ReadSettings) -> Iterator[Article | Refusal]:
    if isinstance(place, Refusal):
        yield place
        return
    some = False
    try:
        with Stream(place, settings) as stream:
            for item in _patiently(_finished(stream, settings), place.name):
                some = True
                yield item
        if not some:
            raise ArticleError("empty: there is no article in it")
    except ArticleError as error:
        yield Refusal(error.where or place.name, error.reason)
    except OSError as error:
        yield Refusal(place.name, f"cannot be read ({error.strerror or error})")


def _finished(stream: Stream, settings: ReadSettings) -> Iterator[Article | Refusal]:
    for draft in reader_of(stream)(stream, settings):
        yield draft if isinstance(draft, Refusal) else finished(draft, settings)


def _patiently(items: Iterator[Article | Refusal], name: str) -> Iterator[Article | Refusal]:
    """The items of one file, up to where it is plain that it is no file of articles."""
    refused = articles = 0
    for item in items:
        yield item
        refused += isinstance(item, Refusal)
        articles += isinstance(item, Article)
        if refused >= MOST_REFUSALS and refused > articles:
            raise ArticleError(f"{refused} articles refused; the rest of the file is left out", name)
