"""A crash after every single call to the disk: nothing acknowledged is lost, the index opens (D2).

The calls are those that strace saw; each state is laid out in a folder, opened, and followed. Skipped where
there is no strace, or where it may not trace.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from corpus.errors import IndexUnavailable, VerbatimError
from corpus.record import Record
from indexer import maintenance
from search import whoosh
from search.query import parse
from search.values import SearchRequest
from tests.faults import crash_points, harness

MEMORY = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else None
VERBATIM = [harness.sys.executable, "-m", "cli"]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two generations of articles 0 to 7, and a copy of the record made after the first."""
    folder = tmp_path / "data"
    harness.filled(folder, 4)
    with Record.open(harness.settings_of(folder).record, readonly=True) as record:
        record.backup(tmp_path / "copy.sqlite")
    harness.put(folder, 4, 4)
    return folder


@pytest.fixture(scope="module", autouse=True)
def _strace(tmp_path_factory: pytest.TempPathFactory) -> None:
    if shutil.which("strace") is None:
        pytest.skip("no strace on this machine")
    log = tmp_path_factory.mktemp("strace") / "log"
    done = subprocess.run(["strace", "-o", str(log), "true"], check=False, capture_output=True)
    if done.returncode:
        pytest.skip(f"strace may not trace here: {done.stderr.decode()}")


def crash(data: Path, arguments: list[str], *, every: int, kept: set[int]) -> None:
    """Crash after every `every`-th call of a command, in all three ways; `kept` must be there after each."""
    disk = crash_points.Disk(data)
    calls = crash_points.traced(arguments, data.with_name("trace"))
    place = (MEMORY or data.parent) / f"crash-{os.getpid()}" / "data"
    seen: Counter[str] = Counter()
    try:
        for number, call in enumerate(disk.play(calls)):
            seen[call.name] += 1
            if number % every:
                continue
            known = kept | harness.acked(disk.said.decode())
            for view in crash_points.VIEWS:
                disk.lay_out(place, view)
                where = f"{view}, after {number}: {call.name} {[os.fsdecode(s[-60:]) for s in call.strings]}"
                try:
                    judge(place, known, where)
                except VerbatimError as error:
                    raise AssertionError(f"{where}: {error}") from error
    finally:
        shutil.rmtree(place.parent, ignore_errors=True)
    told, there = disk.content(), crash_points.Disk(data).content()
    unlike = {name for name in told.keys() | there.keys() if told.get(name) != there.get(name)}
    assert all(name.endswith("-shm") for name in unlike), f"{unlike}: not played as they were made"
    assert seen["fsync"] > 5
    print(f"{sum(seen.values())} calls: {dict(seen)}")


def judge(data: Path, known: set[int], where: str) -> None:
    """What was acknowledged is there, the index opens as it was or as it is, and the work goes on."""
    settings = harness.settings_of(data)
    assert harness.lost(data, known) == set(), where
    if settings.index.exists():
        engine = whoosh.open_engine(settings.index)
        assert engine.search(SearchRequest(query=parse(""))).total > 0, where
        engine.close()
    else:  # between two renames of a rebuild there is none: told, and made anew
        assert settings.index.with_name("index.old").exists(), where
        with pytest.raises(IndexUnavailable, match="rebuild"):
            whoosh.open_engine(settings.index)
        maintenance.rebuild(settings)
    assert harness.recovered(data) == [], where


BATCH = [harness.sys.executable, "-m", "tests.faults.workload"]


def test_a_crash_while_a_batch_comes_in(data: Path) -> None:
    crash(data, [*BATCH, str(data), "8", "1", "2"], every=9, kept=set(range(8)))


@pytest.mark.slow
@pytest.mark.parametrize("batches", [1, 3], ids=["one batch", "additions, an update, a merge"])
def test_a_crash_after_every_call_of_a_commit(data: Path, batches: int) -> None:
    crash(data, [*BATCH, str(data), "8", str(batches), "2"], every=1, kept=set(range(8)))


COMMANDS = {
    "forget": (["forget", "--article", "article-3"], {3}),
    "rename": (["people", "rename", "Marc Olivet", "Marc Olivet-Roy"], set()),
    "optimize": (["optimize"], set()),
    "rebuild": (["rebuild"], set()),
    "restore": (["restore", "{copy}"], {4, 5, 6, 7}),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", COMMANDS)
def test_a_crash_after_every_call_of_a_command(data: Path, name: str) -> None:
    given, gone = COMMANDS[name]
    arguments = [one.replace("{copy}", str(data.with_name("copy.sqlite"))) for one in given]
    crash(data, [*VERBATIM, "--data", str(data), *arguments], every=1, kept=set(range(8)) - gone)
