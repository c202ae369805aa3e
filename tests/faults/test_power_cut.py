"""A power cut: what was acknowledged is there when the machine comes back (D3).

An ext4 on a loop device is shut down without flushing its log (`EXT4_IOC_SHUTDOWN`), unmounted, mounted
again. It needs root and loop devices, and is skipped where there are none.
"""

from __future__ import annotations

import fcntl
import gc
import os
import random
import struct
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import harness

SHUTDOWN = 0x8004587D
NO_LOG_FLUSH = 2
MEGABYTES = 48


class Disk:
    """A small ext4 whose power can be cut."""

    def __init__(self, folder: Path) -> None:
        self.image, self.mount_point = folder / "disk.img", folder / "disk"
        self.mount_point.mkdir()
        with self.image.open("wb") as file:
            file.truncate(MEGABYTES << 20)
        _run("mkfs.ext4", "-q", "-O", "^metadata_csum", str(self.image))
        self.mount()

    def mount(self) -> None:
        """As after a start: the journal is replayed."""
        _patiently("mount", "-o", "loop,commit=1", str(self.image), str(self.mount_point))

    def unmount(self) -> None:
        """As before a start. What this process has mapped of it must be let go first."""
        gc.collect()
        _patiently("umount", str(self.mount_point))

    def cut(self) -> None:
        """Cut the power: nothing that is not on the disk will be."""
        descriptor = os.open(self.mount_point, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, struct.pack("I", NO_LOG_FLUSH))
        finally:
            os.close(descriptor)


def _patiently(*command: str) -> None:
    """A killed process and a loop device let go a little later than one is told."""
    for _ in range(50):
        done = subprocess.run(command, check=False, capture_output=True)
        if done.returncode == 0:
            return
        time.sleep(0.1)
    raise OSError(f"{' '.join(command)}: {done.stderr.decode()}")


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    if os.geteuid() != 0:
        pytest.skip("a power cut needs root, to mount a disk that can be cut")
    try:
        made = Disk(tmp_path)
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"no disk could be mounted here: {error}")
    yield made
    made.unmount()


def cut_often(disk: Disk, rounds: int, seed: int) -> None:
    """Index, cut the power at a random moment, start again, look."""
    chance = random.Random(seed)
    data = disk.mount_point / "data"
    known: set[int] = set()
    first = 0
    for number in range(rounds):
        worker = harness.Worker(harness.command(data, first, 6))
        output = worker.work(chance)  # what it says after the cut, nobody would have heard
        disk.cut()
        worker.kill()
        known |= harness.acked(output)
        disk.unmount()
        disk.mount()
        if harness.settings_of(data).record.exists():
            assert harness.lost(data, known) == set(), f"cut {number}"
            assert harness.recovered(data) == [], f"cut {number}"
        else:
            assert not known, f"cut {number}: acknowledged, and the record is gone"
        first = max(known, default=-1) + 1
    assert known, "every cut came before the first batch: the test shows nothing"


def test_power_cuts(disk: Disk) -> None:
    cut_often(disk, rounds=4, seed=2)


@pytest.mark.slow
@pytest.mark.parametrize("piece", range(5))
def test_two_hundred_power_cuts(disk: Disk, piece: int) -> None:
    for run in range(2):
        cut_often(disk, rounds=20, seed=200 + 2 * piece + run)
        subprocess.run(["rm", "-rf", str(disk.mount_point / "data")], check=True)


# an index that does not open leaves its file open behind it
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.slow
def test_stock_storage_loses_data_in_a_power_cut(disk: Disk) -> None:
    """The same cuts on Whoosh's own storage lose what it committed: the test above can fail."""
    script = (
        "import sys, warnings; warnings.simplefilter('ignore')\n"
        "from whoosh import fields, index\n"
        "ix = index.create_in(sys.argv[1], fields.Schema(id=fields.ID(stored=True), text=fields.TEXT))\n"
        "for n in range(100000):\n"
        "    w = ix.writer(); w.add_document(id=str(n), text=f'le quai {n}'); w.commit()\n"
        "    print(n, flush=True)\n"
    )
    damaged = 0
    chance = random.Random(3)
    for number in range(20):
        folder = disk.mount_point / f"stock-{number}"
        folder.mkdir()
        subprocess.run(["sync"], check=True)
        worker = harness.Worker([harness.sys.executable, "-c", script, str(folder)])
        committed = worker.work(chance).count("\n")
        disk.cut()
        worker.kill()
        disk.unmount()
        disk.mount()
        damaged += _stock_count(folder) < committed
        subprocess.run(["rm", "-rf", str(folder)], check=False)
    print(f"stock storage: {damaged} of 20 cuts lost what was committed")
    assert damaged >= 10


def _stock_count(folder: Path) -> int:
    from whoosh import index

    try:
        return int(index.open_dir(str(folder)).doc_count())
    except Exception:  # an index that does not open holds nothing
        return -1
