"""CSV and TSV: a header that names the columns, one article a row."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from corpus.errors import ArticleError
from corpus.readers.decoding import legacy
from corpus.readers.fields import NAMES, field_of, known
from corpus.readers.streams import Stream, told_size
from corpus.readers.values import Draft, ReadSettings, Refusal

DELIMITERS = (",", ";", "\t")
_SURROGATES = range(0xDC80, 0xDD00)


class _Lines:
    """The lines of a file as text; a row that goes on for too many of them is an error.

    Bytes that are no UTF-8 come out as surrogates, so that one bad row does not spoil the others.
    """

    def __init__(self, stream: Stream, limit: int) -> None:
        self._lines = stream.lines()
        self._limit = limit
        self._row = 0
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        self.number, line = next(self._lines)
        self._row += len(line or b"")
        if line is None or self._row > self._limit:
            self._row = 0
            raise ArticleError(
                f"a row of more than {told_size(self._limit)}; is a quotation mark never closed?"
            )
        text = line.decode("utf-8", "surrogateescape")
        return text.removeprefix("\ufeff") if self.number == 1 else text

    def begin_row(self) -> int:
        """The number of the line on which the next row begins."""
        self._row = 0
        return self.number + 1


def read(stream: Stream, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """The articles of the rows; ArticleError when no column holds a text."""
    csv.field_size_limit(settings.max_line)
    lines = _Lines(stream, settings.max_line)
    rows = csv.reader(lines, delimiter=delimiter_of(_first_line(stream.head)) or ",")
    try:
        header = _header(next(rows, []), stream.name)
    except csv.Error as error:
        raise ArticleError(f"not CSV ({error})", stream.name) from None
    while True:
        where = f"{stream.name}:{lines.begin_row()}"
        try:
            row = next(rows, None)
            if row is None:
                return
            if any(cell.strip() for cell in row):
                yield _draft(header, row, where)
        except (ArticleError, csv.Error) as error:
            yield Refusal(where, getattr(error, "reason", f"not a row of CSV ({error})"))


def delimiter_of(line: str) -> str | None:
    """The delimiter of a header that names a text and something else, or None."""
    for delimiter in DELIMITERS:
        cells = [cell.strip().strip('"') for cell in line.split(delimiter)]
        if len(cells) > 1 and any(field_of(cell) == "text" for cell in cells):
            return delimiter
    return None


def looks_like_table(head: bytes) -> bool:
    """Whether the first line names columns, one of them the text."""
    return delimiter_of(_first_line(head)) is not None


def _first_line(head: bytes) -> str:
    return head.partition(b"\n")[0][:4_000].decode("utf-8", "replace").removeprefix("\ufeff").rstrip("\r")


def _header(cells: list[str], where: str) -> list[str]:
    if not any(field_of(cell) == "text" for cell in cells):
        raise ArticleError(
            f"no column holds the text: name one of them {', '.join(NAMES['text'].split())}; "
            f"found {', '.join(cells)[:200]!r}",
            where,
        )
    return cells


def _draft(header: list[str], row: list[str], where: str) -> Draft:
    if len(row) > len(header):
        raise ArticleError(
            f'{len(row)} cells under {len(header)} columns; put texts that hold the delimiter between "',
            where,
        )
    fields = known(dict(zip(header, _mended(row), strict=False)))
    if "text" not in fields:
        raise ArticleError("empty: it has no text", where)
    return Draft(where=where, **fields)


def _mended(row: list[str]) -> list[str]:
    """The cells, read as cp1252 where they are no UTF-8 but plainly French (spreadsheets write it)."""
    whole = "\n".join(row)
    if whole.isascii() or not any(ord(letter) in _SURROGATES for letter in set(whole)):
        return row
    if legacy(whole.encode("utf-8", "surrogateescape")) is None:
        return row
    return [cell.encode("utf-8", "surrogateescape").decode("cp1252") for cell in row]
