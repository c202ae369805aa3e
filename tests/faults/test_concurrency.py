"""Readers while a writer commits; two writers; a generation seen by all (C1–C3, C5)."""

from __future__ import annotations

import gc
import os
import threading
import time
from pathlib import Path

import pytest

from corpus.record import Record
from indexer import pipeline
from indexer.extraction import EXTRACTOR_VERSION
from search import whoosh
from search.engine import Engine
from search.query import parse
from search.values import SearchRequest
from tests.faults import harness
from tests.faults.articles import extracted

EVERYTHING = SearchRequest(query=parse(""), facets=("speaker", "month"), limit=5, budget_ms=60_000)
"""With time enough for its facets on the busiest machine: an answer without them is no fault."""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return harness.filled(tmp_path / "data", 4)


def add(data: Path, first: int, size: int, edition: int = 0) -> None:
    harness.put(data, first, size, edition, wait=10)


def watch(engine: Engine, stop: threading.Event, faults: list[str], seen: list[int]) -> None:
    """Ask until told to stop: counts never go back, and every answer is of one generation."""
    last = 0
    while not stop.is_set():
        try:
            answer = engine.search(EVERYTHING)
            exported = sum(1 for _ in engine.export(EVERYTHING))
        except Exception as error:  # whatever it is, it would have reached a reader
            faults.append(f"{type(error).__name__}: {error}")
            return
        if answer.total_occurrences < last:
            faults.append(f"from {last} back to {answer.total_occurrences}")
        by_speaker = sum(value.count for value in answer.facets["speaker"].values)
        if not answer.facets["speaker"].truncated and by_speaker != answer.total:
            faults.append(f"{answer.total} found, {by_speaker} over the speakers")
        if exported % 2:
            faults.append(f"half an article: {exported} quotations exported")
        last = answer.total_occurrences
        seen.append(answer.generation)


def readers_while_writing(data: Path, seconds: float, readers: int) -> None:
    index = harness.settings_of(data).index
    engines = [whoosh.open_engine(index) for _ in range(readers)]
    stop, faults, seen = threading.Event(), list[str](), list[int]()
    threads = [threading.Thread(target=watch, args=(engine, stop, faults, seen)) for engine in engines]
    process = harness.start(harness.command(data, 4, 100_000, 2))
    for thread in threads:
        thread.start()
    time.sleep(seconds)
    until = time.monotonic() + 60
    while len(set(seen)) < 4 and not faults and time.monotonic() < until:
        time.sleep(0.2)  # a busy machine takes its time to begin
    stop.set()
    process.kill()
    process.communicate()
    for thread in threads:
        thread.join(30)
    for engine in engines:
        engine.close()
    assert faults == []
    assert len(set(seen)) > 3, "no new generation was seen: the test shows nothing"


def test_readers_while_a_writer_commits(data: Path) -> None:
    readers_while_writing(data, seconds=6, readers=2)


@pytest.mark.slow
def test_readers_while_a_writer_commits_for_nine_minutes(data: Path) -> None:
    readers_while_writing(data, seconds=540, readers=4)


def test_a_second_indexer_waits_and_then_says_who_is_writing(data: Path) -> None:
    settings = harness.settings_of(data)
    with Record.open(settings.record):
        process = harness.start(
            [harness.sys.executable, "-m", "cli", "--data", str(data), "index", "corpus/samples"]
        )
        output, errors = process.communicate(timeout=60)
    assert process.returncode == 1, output
    assert f"pid {os.getpid()}" in errors
    assert harness.recovered(data) == []


def test_a_new_generation_is_seen_within_two_seconds(data: Path) -> None:
    engine = whoosh.open_engine(harness.settings_of(data).index)
    before = engine.search(EVERYTHING).total_occurrences
    add(data, 100, 2)
    until = time.monotonic() + 2
    while engine.search(EVERYTHING).total_occurrences == before and time.monotonic() < until:
        time.sleep(0.05)
    assert engine.search(EVERYTHING).total_occurrences == before + 4
    engine.close()


def test_an_index_made_anew_is_served_as_it_is(data: Path) -> None:
    """Its segments have the names of the old ones: a running server must not take them for those."""
    settings = harness.settings_of(data)
    engine = whoosh.open_engine(settings.index)
    before = engine.search(EVERYTHING)
    with Record.open(settings.record) as record:
        record.remove(list(record.keys())[:2])
        record.put_batch(extracted(range(50, 60)), EXTRACTOR_VERSION)
        pipeline.rebuild(settings, record)
    until = time.monotonic() + 10
    while engine.search(EVERYTHING).generation == before.generation and time.monotonic() < until:
        time.sleep(0.05)
    fresh = whoosh.open_engine(settings.index)
    assert [hit.document for hit in engine.export(EVERYTHING)] == [
        hit.document for hit in fresh.export(EVERYTHING)
    ]
    assert engine.search(EVERYTHING) == fresh.search(EVERYTHING)
    assert fresh.generation.number > before.generation, "numbers go on"
    engine.close()
    fresh.close()


def descriptors() -> int:
    """Open descriptors of this process, and maps of files that are gone."""
    gc.collect()
    maps = Path("/proc/self/maps").read_text(encoding="utf-8")
    return len(os.listdir("/proc/self/fd")) + sum("(deleted)" in line for line in maps.splitlines())


def through_generations(data: Path, count: int) -> None:
    """One engine sees generation after generation; what it holds of the file system stays the same."""
    engine = whoosh.open_engine(harness.settings_of(data).index)
    held = []
    for number in range(count):
        add(data, 0, 2, edition=number + 1)
        until = time.monotonic() + 3
        while f"édition {number + 1} " not in engine_text(engine) and time.monotonic() < until:
            time.sleep(0.05)
        assert f"édition {number + 1} " in engine_text(engine), f"generation {number} was not seen"
        held.append(descriptors())
    engine.close()
    # small segments come one a generation and go when they are merged: what must not grow is the peak
    half = len(held) // 2
    assert max(held[half:]) <= max(held[:half]) + 5, held


def engine_text(engine: Engine) -> str:
    return " ".join(hit.document.text for hit in engine.export(EVERYTHING)) + " "


def test_generations_leave_nothing_open(data: Path) -> None:
    through_generations(data, 24)


@pytest.mark.slow
def test_a_thousand_generations_leave_nothing_open(data: Path) -> None:
    through_generations(data, 1_000)
