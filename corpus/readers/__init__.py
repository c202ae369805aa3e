"""Readers: articles out of files of every format. (Being written.)"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.article import Article
from corpus.readers.values import ReadSettings, Refusal

__all__ = ["ReadSettings", "Refusal", "read"]


def read(paths: Iterable[str | Path], *, settings: ReadSettings | None = None) -> Iterator[Article | Refusal]:
    """Every article of `paths`, or why it is none."""
    for path in paths:
        yield Article(id=str(path), text=Path(path).read_text("utf-8"))
