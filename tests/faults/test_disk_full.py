"""The disk fills up while indexing: told, nothing half done, and the next run goes on (D4)."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import harness

STEP = 64 << 10
SIZE = "24m"


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A file system of 24 MB in memory."""
    if os.geteuid() != 0:
        pytest.skip("a full disk needs root, to mount a small one")
    place = tmp_path / "small"
    place.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(place)], check=False, capture_output=True
    )
    if done.returncode:
        pytest.skip(f"no small disk could be mounted here: {done.stderr.decode()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=False)


def fill(place: Path, steps: int) -> None:
    """Grow the free space step by step from nothing; after each failure all is as before or after."""
    data, ballast = place / "data", place / "ballast"
    first = 0
    for step in range(steps):
        free = STEP * (step % 20)
        room = os.statvfs(place)
        with ballast.open("wb") as file:
            left = room.f_bavail * room.f_frsize - free
            try:
                file.write(b"\0" * max(0, left))
                file.flush()
            except OSError:
                pass  # full is what is wanted
        process = harness.start(harness.command(data, first, 2, 6))
        output, errors = process.communicate(timeout=120)
        told = process.returncode != 0
        assert not (told and not errors), "it failed without a word"
        known = harness.acked(output)
        ballast.unlink()
        if not harness.settings_of(data).record.exists():
            assert not known
            _clear(data)
            continue
        assert harness.lost(data, known) == set(), f"step {step}"
        assert harness.recovered(data) == [], f"step {step}"
        first = (max(known, default=first - 1) + 1) % 60


def _clear(data: Path) -> None:
    """A folder that was being made when the disk was full holds no record: whoever made it empties it."""
    subprocess.run(["rm", "-rf", str(data)], check=True)


def test_a_disk_that_fills_up(small: Path) -> None:
    fill(small, 6)


@pytest.mark.slow
def test_two_hundred_steps(small: Path) -> None:
    fill(small, 200)
