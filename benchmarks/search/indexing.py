"""How quickly ours indexes, beside Whoosh with its own chain, on the same documents:

    python -m benchmarks.search.indexing [--sizes 1000,5000,20000,100000]

Documents are made before the clock starts. Each engine has a process of its own, so that no word was analysed
before; one commit of all that is given; seconds of processor time, the least of three runs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.search.corpus import Corpus
from benchmarks.search.ours import Ours
from benchmarks.search.peer_whoosh import Stock
from benchmarks.search.rows import Rows

ENGINES = {"whoosh": Stock, "ours": Ours}


class Made(Corpus):
    """A corpus whose documents are all made already."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self._made = list(super().chunks())

    def chunks(self) -> Iterator[Any]:
        """The documents, as they are."""
        return iter(self._made)


def seconds(name: str, size: int) -> float:
    """Processor time that one engine takes to index so many quotations."""
    corpus = Made(size)
    with tempfile.TemporaryDirectory(prefix="verbatim-bench-") as folder:
        engine = ENGINES[name](Path(folder))
        began = time.process_time()
        engine.build(Rows(corpus, Path(folder)))
        return time.process_time() - began


def _apart(name: str, size: int) -> float:
    command = [sys.executable, "-m", "benchmarks.search.indexing", "--one", name, "--sizes", str(size)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def main() -> None:
    """A table: quotations a second of both, and how many times Whoosh's rate ours is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="1000,5000,20000,100000")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", choices=tuple(ENGINES), help=argparse.SUPPRESS)
    given = parser.parse_args()
    sizes = [int(size) for size in given.sizes.split(",")]
    if given.one:
        print(seconds(given.one, sizes[0]))
        return
    print("| quotations | Whoosh | ours | |", "|---|---|---|---|", sep="\n")
    for size in sizes:
        best = {name: min(_apart(name, size) for _ in range(given.rounds)) for name in ENGINES}
        rates = {name: f"{size / spent:,.0f}/s" for name, spent in best.items()}
        ratio = best["whoosh"] / best["ours"]
        print(f"| {size:,} | {rates['whoosh']} | {rates['ours']} | {ratio:.1f} times |", flush=True)


if __name__ == "__main__":
    main()
