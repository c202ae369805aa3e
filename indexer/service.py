"""Extraction for the web, in one child process that can be killed.

A request thread must never be stuck in a text, and the parser's memory must not grow in the serving
process: the child answers one text at a time, and is ended and begun again when it is too slow.
"""

from __future__ import annotations

import multiprocessing
import threading
from multiprocessing.connection import Connection

import msgspec

from corpus import Article, IndexUnavailable, Quote

BUDGET = 20.0
"""Seconds that one text may take, the loading of the parser included."""


class ExtractionService:
    """Callable: an article in, its quotations out. One text at a time; safe from many threads."""

    def __init__(self, *, parser: bool, budget: float = BUDGET) -> None:
        self._parser = parser
        self._budget = budget
        self._lock = threading.Lock()
        self._child: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def __call__(self, article: Article) -> list[Quote]:
        """The quotations of `article`; IndexUnavailable (503) when it takes too long."""
        if not self._lock.acquire(timeout=self._budget):
            raise IndexUnavailable("too many texts are being analysed; try again in a minute")
        try:
            return self._ask(article)
        finally:
            self._lock.release()

    def close(self) -> None:
        """End the child."""
        if self._child is not None:
            self._child.kill()
            self._child.join()
        if self._pipe is not None:
            self._pipe.close()
        self._child = self._pipe = None

    def _ask(self, article: Article) -> list[Quote]:
        pipe = self._ready()
        try:
            pipe.send_bytes(msgspec.msgpack.encode(article))
            if not pipe.poll(self._budget):
                raise TimeoutError
            answer = pipe.recv_bytes()
        except (TimeoutError, OSError, EOFError):
            self.close()
            raise IndexUnavailable("this text took too long to analyse; send a shorter one") from None
        if answer[:1] == b"!":
            raise IndexUnavailable("this text could not be analysed: " + answer[1:].decode())
        return msgspec.msgpack.decode(answer[1:], type=list[Quote])

    def _ready(self) -> Connection:
        if self._child is None or self._pipe is None or not self._child.is_alive():
            self.close()
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._child = context.Process(target=_serve, args=(theirs, self._parser), daemon=True)
            self._child.start()
            theirs.close()
        return self._pipe


def _serve(pipe: Connection, use_parser: bool) -> None:
    from indexer.extraction import extract, load_parser

    parser = load_parser() if use_parser else None
    while True:
        try:
            article = msgspec.msgpack.decode(pipe.recv_bytes(), type=Article)
        except EOFError:
            return
        try:
            pipe.send_bytes(b"=" + msgspec.msgpack.encode(extract(article, parser)))
        except Exception as error:  # the child must outlive any one text; the caller is told
            pipe.send_bytes(b"!" + type(error).__name__.encode())
