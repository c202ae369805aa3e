"""Files made to hurt: read or refused in bounded memory and little time, and the run goes on (I1, I2)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hostile import MEGABYTE, PORT, hostile

MEGABYTES = 512

# What the child does: reads each file under a limit of address space, tells time and memory.
CHILD = """
import json, resource, sys, time
from pathlib import Path
from corpus import Article
from corpus.readers import read
import trafilatura, feedparser, lxml.html  # imported first, so that the limit is for the files
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) // 1024
for path in sys.argv[1:]:
    began = time.process_time()
    articles, refused, example = 0, 0, ""
    for item in read([path]):
        if isinstance(item, Article):
            articles += 1
        else:
            refused, example = refused + 1, item.reason
    print(json.dumps(dict(
        path=path, articles=articles, refused=refused, reason=example, seconds=time.process_time() - began,
        megabytes=peak())), flush=True)
"""


def read_in_child(paths: list[Path]) -> list[dict[str, Any]]:
    """What a process that reads them says of each; it must come to its end."""
    command = [sys.executable, "-c", CHILD, *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_hostile_files_are_read_or_refused_and_the_run_goes_on(tmp_path: Path) -> None:
    check(tmp_path, [(name, data) for name, data in hostile(140) if len(data) <= 3 * MEGABYTE])


@pytest.mark.slow
def test_three_hundred_of_them(tmp_path: Path) -> None:
    check(tmp_path, list(hostile(300)))


def check(folder: Path, files: list[tuple[str, bytes]]) -> None:
    """Reads them and a good one behind them in one process; tells (with -s) which took longest."""
    paths = []
    for name, data in files:
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    good = folder / "zz-bon.txt"
    good.write_text(PORT, encoding="utf-8")
    told = read_in_child([*paths, good])
    assert len(told) == len(files) + 1
    for line in told:
        assert line["articles"] + line["refused"] > 0, line
        assert line["megabytes"] <= MEGABYTES, line
    assert told[-1]["articles"] == 1
    for line in sorted(told, key=lambda line: -line["seconds"])[:5]:
        print(f"{line['seconds']:.2f} s CPU, {line['megabytes']} MB: {Path(line['path']).name}")


def test_nothing_of_another_file_or_address_gets_in(tmp_path: Path) -> None:
    from corpus.readers import read

    for name, data in hostile(120):
        if name in ("xxe.xml", "entites-externes.xml", "rires.xml", "base.html"):
            (tmp_path / name).write_bytes(data)
            for item in read([tmp_path / name]):
                said = getattr(item, "text", "") + getattr(item, "reason", "")
                assert "root:" not in said
                assert "hahaha" not in said
                assert name == "base.html" or "entities" in said
