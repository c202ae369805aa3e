"""JSON: one article, a list of them, or an object that holds such a list; lists are read as they come."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn

from corpus.errors import ArticleError
from corpus.readers import ninjs
from corpus.readers.fields import known
from corpus.readers.objects import draft_of
from corpus.readers.streams import CHUNK, Stream, told_size
from corpus.readers.values import Draft, ReadSettings, Refusal

LISTS = ("articles", "items", "documents", "docs", "results", "entries", "data")
"""Keys under which APIs and exports hold their list of articles."""

_BETWEEN = re.compile(r"[\s,]*")


def read(stream: Stream, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """The articles, each read or refused by itself up to where the file is no JSON any more."""
    for number, value in enumerate(_articles(_Values(stream, settings.max_line)), 1):
        where = f"{stream.name}#{number}"
        try:
            if not isinstance(value, dict):
                raise ArticleError('not an object; write {"id": …, "text": …}', where)
            yield draft_of(value, where, settings)
        except ArticleError as error:
            yield Refusal(where, error.reason)


def _articles(values: Iterator[Any]) -> Iterator[Any]:
    """The values, those of a list that an object only wraps in its place."""
    for value in values:
        inner = _wrapped(value)
        if inner is None:
            yield value
        else:
            yield from inner


def _wrapped(value: Any) -> list[Any] | None:
    if not isinstance(value, dict) or ninjs.is_one(value) or "text" in known(value):
        return None
    return next((value[key] for key in LISTS if isinstance(value.get(key), list)), None)


class _Values:
    """The values at the top of a file, or in the list that it is; never more than one held."""

    def __init__(self, stream: Stream, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._scan = json.JSONDecoder(parse_constant=self._no_number).raw_decode
        self._text = ""
        self._at = 0
        self._ended = False
        self._in_list = self._peek() == "["
        self._at += self._in_list

    def __iter__(self) -> _Values:
        return self

    def __next__(self) -> Any:
        first = self._peek()
        if self._in_list and first == "]":
            self._at, self._in_list = self._at + 1, False
            first = self._peek()
        if not first:
            if self._in_list:
                self._fail("the list is never closed: the file is cut short")
            raise StopIteration
        return self._value()

    def _value(self) -> Any:
        """The value that begins here; read on, twice as far each time, while it may be incomplete."""
        while True:
            try:
                value, self._at = self._scan(self._text, self._at)
                return value
            except RecursionError:
                self._fail("nested too deep to be an article")
            except json.JSONDecodeError as error:
                if not self._more():
                    self._fail(f"not JSON ({error.msg}); what comes after is left out")
            except ValueError:
                self._fail("not JSON (a number of thousands of digits); what comes after is left out")

    def _peek(self) -> str:
        """The next character that is neither blank nor comma; empty at the end."""
        while True:
            self._at = _BETWEEN.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text) or not self._more():
                return self._text[self._at : self._at + 1]

    def _more(self) -> bool:
        """Read on; whether there was more."""
        if self._ended:
            return False
        rest = self._text[self._at :]
        if len(rest) > self._limit:
            self._fail(f"an object of more than {told_size(self._limit)}; write a list, or JSONL")
        data = self._stream.read(max(CHUNK, len(rest)))
        self._ended = not data
        try:
            more = self._decode(data, self._ended)
        except UnicodeDecodeError:
            self._fail("not valid UTF-8; save it as UTF-8")
        self._text, self._at = rest + more, 0
        if not rest:
            self._text = self._text.removeprefix("\ufeff")
        return not self._ended

    def _no_number(self, name: str) -> NoReturn:
        self._fail(f"not JSON ({name} is no number there)")

    def _fail(self, reason: str) -> NoReturn:
        raise ArticleError(reason, self._stream.name) from None
