"""The indexer is killed at any moment: nothing acknowledged is lost, nothing is there twice (D1, E3)."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from tests.faults import harness

BATCHES = 6
SIZE = 4


def kill_often(data: Path, rounds: int, seed: int) -> None:
    """Start the indexer, kill it after a random while, look, go on; the articles add up over the rounds."""
    chance = random.Random(seed)
    known: set[int] = set()
    first = 0
    for number in range(rounds):
        worker = harness.Worker(harness.command(data, first, BATCHES, SIZE))
        worker.work(chance)
        output, errors = worker.kill()
        assert "Traceback" not in errors, errors
        known |= harness.acked(output)
        if not harness.settings_of(data).record.exists():
            continue  # killed before there was anything
        assert harness.lost(data, known) == set(), f"round {number}"
        assert harness.recovered(data) == [], f"round {number}"
        first = max(known, default=-1) + 1
    assert known, "every round was killed before its first batch: the test shows nothing"


def test_killed_at_random(tmp_path: Path) -> None:
    kill_often(tmp_path / "data", rounds=8, seed=1)


@pytest.mark.slow
@pytest.mark.parametrize("hundred", range(5))
def test_killed_five_hundred_times(tmp_path: Path, hundred: int) -> None:
    for folder in range(5):
        kill_often(tmp_path / str(folder), rounds=20, seed=100 + 5 * hundred + folder)


def test_asked_to_stop_it_stops_within_ten_seconds(tmp_path: Path) -> None:
    process = harness.start(harness.command(tmp_path / "data", 0, 2_000, SIZE))
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("acked"), process.communicate()
    process.send_signal(signal.SIGTERM)
    output, _ = process.communicate(timeout=10)
    assert harness.lost(tmp_path / "data", harness.acked(line + output)) == set()
    assert harness.recovered(tmp_path / "data") == []
