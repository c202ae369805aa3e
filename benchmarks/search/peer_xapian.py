"""Xapian, in the system's Python, which has Debian's python3-xapian; left out visibly where it is absent."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from benchmarks.search.questions import Question
from benchmarks.search.rows import Rows, stems

PYTHON = "/usr/bin/python3"
SCRIPT = Path(__file__).with_name("xapian_script.py")
Times = dict[str, list[float]]


class Xapian:
    """Xapian; it is asked all at once, by another process."""

    name = "Xapian"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def installed() -> bool:
        """Whether the system's Python has it."""
        return not subprocess.run(
            [PYTHON, "-c", "import xapian"], capture_output=True, check=False
        ).returncode

    def there(self) -> bool:
        """Whether it is built."""
        return (self.folder / "xapian").exists()

    def build(self, rows: Rows) -> float:
        """Index the rows; seconds of processor time, in that process."""
        rows.write()
        return float(self._run("build"))

    def times(self, asked: dict[str, list[Question]], rounds: int) -> Times:
        """Milliseconds of each question, by class: the least of some rounds."""
        own = {name: [{**q, "stems": stems(q)} for q in questions] for name, questions in asked.items()}
        (self.folder / "questions.json").write_text(json.dumps(own), encoding="utf-8")
        found: Times = json.loads(self._run("ask", str(rounds)))
        return found

    def _run(self, *what: str) -> str:
        command = [PYTHON, str(SCRIPT), str(self.folder), *what]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
