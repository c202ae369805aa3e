"""No descriptor left, one, two, … until the command succeeds: told, nothing half done or made over (D12)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.record import Record
from tests.faults import harness
from tests.faults.articles import article

COMMANDS = {
    "index": ["index", "{scratch}/../new.txt"],
    "import people": ["people", "import", "{scratch}/../people.tsv"],
    "forget": ["forget", "--article", "article-3"],
    "forget a speaker": ["forget", "--speaker", "Awa Diarra"],
    "correct": ["people", "rename", "Marc Olivet", "Marc Olivet-Roy"],
    "optimize": ["optimize"],
    "rebuild": ["rebuild"],
    "back up": ["backup", "{scratch}/copy.sqlite"],
    "restore": ["restore", "{scratch}/../backup.sqlite"],
    "check": ["check"],
    "count": ["stats"],
    "search": ["search", "tramway"],
    "export": ["export", "tramway"],
}


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("descriptors")
    harness.filled(folder / "data", 6, 6)
    with Record.open(harness.settings_of(folder / "data").record) as record:
        record.backup(folder / "backup.sqlite")
    (folder / "new.txt").write_text(article(99).text, encoding="utf-8")
    (folder / "people.tsv").write_text("name\nMarc Olivet\n", encoding="utf-8")
    return folder


def exhausted(sound: Path, arguments: list[str]) -> list[dict[str, object]]:
    """The runs of one command, from none left to success."""
    places = [str(sound / "data"), str(sound / "run")]
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.descriptors", *places, *arguments],
        cwd=harness.ROOT, capture_output=True, text=True, timeout=300, check=False,
        env={**os.environ, "VERBATIM_PARSER": "false", "VERBATIM_WORKERS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return [json.loads(line[4:]) for line in done.stdout.splitlines() if line.startswith("run {")]


def judge(runs: list[dict[str, object]]) -> None:
    assert runs[-1]["status"] == 0, "it never succeeded"
    for run in runs:
        told = str(run["told"])
        assert run["wrong"] == [], run
        assert run["status"] in (0, 1, 2), run  # anything else is an error that nobody caught
        assert run["status"] == 0 or any(sign in told for sign in ("verbatim: ", "cannot be read")), run


@pytest.mark.parametrize("name", ["forget", "optimize", "search"])
def test_few_descriptors(sound: Path, name: str) -> None:
    judge(exhausted(sound, COMMANDS[name]))


@pytest.mark.slow
def test_a_hundred_exhaustions(sound: Path) -> None:
    """Every command of those that open files; all in all a hundred runs and more that lacked descriptors."""
    failed = 0
    for arguments in COMMANDS.values():
        runs = exhausted(sound, arguments)
        judge(runs)
        failed += len(runs) - 1
    print(f"{failed} runs without enough descriptors")
    assert failed >= 100
