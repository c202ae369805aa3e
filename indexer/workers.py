"""Extraction spread over processes: batches of articles go out, their quotations come back in order.

A process that dies (out of memory, a crash in a native library) takes only the article that killed
it: its batch is tried again article by article, and the culprit is refused with that reason.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING, Any

from corpus import Article, Quote, VerbatimError

if TYPE_CHECKING:
    from types import TracebackType

BATCH_ARTICLES = 32
BATCH_LETTERS = 200_000
"""A batch ends at whichever comes first: so many articles, so many code points."""

Extracted = tuple[Article, "list[Quote] | str"]
"""An article with its quotations, or with the reason why it has none to give."""


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in batches of a bounded size.

    >>> [len(b) for b in batches([Article(id=str(n), text="Oui.") for n in range(40)])]
    [32, 8]
    """
    batch: list[Article] = []
    letters = 0
    for article in articles:
        batch.append(article)
        letters += len(article.text)
        if len(batch) >= BATCH_ARTICLES or letters >= BATCH_LETTERS:
            yield batch
            batch, letters = [], 0
    if batch:
        yield batch


class Extractors:
    """A pool of processes that extract. A context manager; `workers` processes, at least one."""

    def __init__(self, *, workers: int = 0, parser: bool = True) -> None:
        self._workers = workers or os.cpu_count() or 1
        self._parser = parser
        self._pool = self._start()

    def __enter__(self) -> Extractors:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def run(self, articles: Iterable[Article]) -> Iterator[list[Extracted]]:
        """Each batch with what was found in it, in the order the articles came."""
        waiting: deque[tuple[list[Article], Future[list[Any]]]] = deque()
        for batch in batches(articles):
            waiting.append((batch, self._submit(batch)))
            if len(waiting) > 2 * self._workers:
                yield self._finish(waiting)
        while waiting:
            yield self._finish(waiting)

    def _finish(self, waiting: deque[tuple[list[Article], Future[list[Any]]]]) -> list[Extracted]:
        batch, future = waiting.popleft()
        try:
            return list(zip(batch, future.result(), strict=True))
        except BrokenProcessPool:
            self._restart()
            again = [(later, self._submit(later)) for later, _ in waiting]
            waiting.clear()
            waiting.extend(again)
            return [(article, self._alone(article)) for article in batch]

    def _alone(self, article: Article) -> list[Quote] | str:
        with self._start(1) as pool:
            try:
                result: list[Quote] | str = pool.submit(_extract_batch, [article]).result()[0]
            except BrokenProcessPool:
                self._demand_a_process()
                return "the process that read it was killed (out of memory?)"
        return result

    def _demand_a_process(self) -> None:
        """VerbatimError when a process dies with nothing to read: then no article is at fault."""
        try:
            with self._start(1) as pool:
                pool.submit(_extract_batch, []).result()
        except BrokenProcessPool:
            raise VerbatimError(
                "the processes that extract end as soon as they begin; look above for why, "
                "and at the memory that is left"
            ) from None

    def _submit(self, batch: Sequence[Article]) -> Future[list[Any]]:
        try:
            return self._pool.submit(_extract_batch, list(batch))
        except BrokenProcessPool:
            self._restart()
            return self._pool.submit(_extract_batch, list(batch))

    def _restart(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._start()

    def _start(self, workers: int | None = None) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            max_workers=workers or self._workers,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=_begin,
            initargs=(self._parser,),
        )


_use_parser = False


def _begin(parser: bool) -> None:
    global _use_parser
    _use_parser = parser
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed indexer must leave no process behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        multiprocessing.connection.wait([parent.sentinel])
        os._exit(1)


def _extract_batch(batch: list[Article]) -> list[list[Quote] | str]:
    from indexer.extraction import extract, extract_many, load_parser

    parser = load_parser() if _use_parser else None
    try:
        return list(extract_many(batch, parser))
    except Exception:  # one article of the batch is at fault: find out which
        found: list[list[Quote] | str] = []
        for article in batch:
            try:
                found.append(extract(article, parser))
            except Exception as error:  # whatever it is, the run goes on and names the article
                found.append(f"extraction failed ({type(error).__name__}: {error})")
        return found
