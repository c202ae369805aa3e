"""JSONL: one article a line, each read or refused by itself."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.errors import ArticleError
from corpus.readers.objects import draft_of, parsed
from corpus.readers.streams import Stream, told_size
from corpus.readers.values import Draft, ReadSettings, Refusal

_BOM = b"\xef\xbb\xbf"


def read(stream: Stream, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """The articles of the lines; blank lines are passed over."""
    for number, line in stream.lines():
        where = f"{stream.name}:{number}"
        if line is None:
            yield Refusal(where, f"a line of more than {told_size(settings.max_line)}")
            continue
        if number == 1:
            line = line.removeprefix(_BOM)
        if line.strip():
            yield _draft(line, where, settings)


def _draft(line: bytes, where: str, settings: ReadSettings) -> Draft | Refusal:
    try:
        return draft_of(parsed(line, where), where, settings)
    except ArticleError as error:
        return Refusal(where, error.reason)
