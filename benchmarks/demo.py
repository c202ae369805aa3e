"""The demonstration: index the invented samples, ask a few questions, serve the form.

python -m benchmarks.demo --data demo-data [--port 8000] [--no-serve]
"""

from __future__ import annotations

import argparse
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
QUESTIONS = Path(__file__).parent / "questions.txt"


def verbatim(data: str, *arguments: str) -> int:
    """The exit status of one `verbatim` command, shown as it would be typed."""
    print(f"\n$ verbatim {shlex.join(arguments)}", flush=True)
    command = [sys.executable, "-m", "cli", "--data", data, *arguments]
    return subprocess.run(command, cwd=ROOT, check=False).returncode


def main() -> int:
    """0 when every step did what it should."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", default="demo-data")
    parser.add_argument("--port", default="8000")
    parser.add_argument("--no-serve", action="store_true")
    options = parser.parse_args()
    status = verbatim(options.data, "index", "corpus/samples")
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            status = status or verbatim(options.data, "search", *shlex.split(line), "--limit", "3", "--table")
    if status or options.no_serve:
        return status
    return verbatim(options.data, "serve", "--port", options.port)


if __name__ == "__main__":
    sys.exit(main())
