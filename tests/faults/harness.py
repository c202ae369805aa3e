"""What every fault test asks: nothing acknowledged is lost, the index opens, the work can go on."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from corpus.ids import article_key
from corpus.record import Record
from indexer import maintenance, pipeline
from indexer.extraction import EXTRACTOR_VERSION
from search import whoosh
from settings import Settings
from tests.faults.articles import article, extracted

ROOT = Path(__file__).parents[2]


def settings_of(data: Path) -> Settings:
    """Settings of a data folder, without the parser."""
    return Settings(data=data, parser=False, workers=1)


def put(data: Path, first: int, count: int, edition: int = 0, wait: float = 2) -> None:
    """Put so many of the invented articles into a data folder, its record and its index."""
    settings = settings_of(data)
    with Record.open(settings.record, wait=wait) as record:
        record.put_batch(extracted(range(first, first + count), edition), EXTRACTOR_VERSION)
        pipeline.bring_up_to_date(settings, record)


def filled(data: Path, *counts: int) -> Path:
    """A new data folder that holds so many of the invented articles, a segment for each count."""
    pipeline.create(settings_of(data))
    first = 0
    for count in counts:
        put(data, first, count)
        first += count
    return data


def command(data: Path, first: int, batches: int, size: int = 4) -> list[str]:
    """The workload as a process of its own."""
    return [sys.executable, "-m", "tests.faults.workload", str(data), str(first), str(batches), str(size)]


def start(arguments: Sequence[str]) -> subprocess.Popen[str]:
    """It, started at the root of the project."""
    return subprocess.Popen(
        arguments,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )


class Worker:
    """The workload at work, what it prints read as it comes."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self.process = start(arguments)
        self._lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.append(line)

    def work(self, chance: random.Random) -> str:
        """Let it work for a random while, mostly past its first batch; what it has printed until then.

        How long a process takes to begin depends on the machine: it is its first word that is waited for.
        """
        if chance.random() < 0.2:
            time.sleep(chance.uniform(0.1, 1.0))
        else:
            until = time.monotonic() + 60
            while not self._lines and self.process.poll() is None and time.monotonic() < until:
                time.sleep(0.005)
            time.sleep(chance.uniform(0.0, 1.2))
        return "".join(self._lines)

    def kill(self) -> tuple[str, str]:
        """All that it printed, and its errors."""
        self.process.kill()
        self.process.wait(timeout=60)
        self._reader.join(60)
        assert self.process.stdout is not None
        assert self.process.stderr is not None
        errors = self.process.stderr.read()
        self.process.stdout.close()
        self.process.stderr.close()
        return "".join(self._lines), errors


def acked(output: str) -> set[int]:
    """The articles that were acknowledged, whole lines only."""
    lines = output.split("\n")[:-1]
    return {int(line.split()[1]) for line in lines if line.startswith("acked ")}


def lost(data: Path, numbers: set[int]) -> set[int]:
    """Those of the acknowledged articles that the record does not hold."""
    if not numbers:
        return set()
    with Record.open(settings_of(data).record, readonly=True) as record:
        keys = set(record.keys())
    return {number for number in numbers if article_key(article(number)) not in keys}


def recovered(data: Path) -> list[str]:
    """What is still wrong after the index has followed the record; empty when all is well."""
    settings = settings_of(data)
    with Record.open(settings.record, wait=10) as record:
        pipeline.bring_up_to_date(settings, record)
        kept = {quote for kept in record.articles() for quote in ids(kept)}
    faults = [str(fault) for fault in maintenance.check(settings)]
    served = whoosh.contents(settings.index)[2]
    if len(served) != len(set(served)):
        faults.append("a quotation is served twice")
    if kept_only := kept - set(served):
        faults.append(f"{len(kept_only)} quotations of the record are not served")
    if served_only := set(served) - kept:
        faults.append(f"{len(served_only)} quotations are served that the record does not hold")
    return faults


def ids(kept: object) -> list[str]:
    from corpus.ids import quote_ids

    return quote_ids(kept.article, kept.quotes)  # type: ignore[attr-defined]
