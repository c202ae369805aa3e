"""Search at size, with its peers beside it: `make bench-search`, or

    python -m benchmarks.search [--sizes 100000,1000000] [--engines ours,tantivy,fts5,xapian,whoosh]
        [--folder F] [--plot growth.svg]

Makes so many quotations, indexes them in each engine, asks each the same questions, about 200 of each class,
and prints a table: milliseconds of processor time p50 / p95, one thread, warm page cache, the least of three
rounds. Ours is also measured with its caches emptied before each question (« cold »). In a folder that is
kept, indexes and figures of earlier runs are used again. `--plot` draws how ours grows with size.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from pathlib import Path

from benchmarks.search import plot, table
from benchmarks.search.measure import PEERS, run


def main() -> None:
    """Run, print the tables, draw."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sizes", default="100000", help="quotations, one number or several with commas")
    parser.add_argument("--engines", default=",".join(PEERS), help="any of " + ",".join(PEERS))
    parser.add_argument("--per-class", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=Path, help="where the indexes go; kept, and used again if there")
    parser.add_argument("--plot", type=Path, help="an SVG of the growth from the least size to the largest")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="verbatim-bench-"))
    wanted = [name for name in options.engines.split(",") if name]
    try:
        report = [
            run(size, wanted, folder / str(size), per_class=options.per_class, rounds=options.rounds)
            for size in sorted(map(int, options.sizes.split(",")))
        ]
    finally:
        if not options.folder:
            shutil.rmtree(folder, ignore_errors=True)
    for figures in report:
        print(f"{figures.size:,} quotations\n", table.latencies(figures), table.sums(figures), sep="\n")
    if options.plot:
        options.plot.write_text(plot.growth(report), encoding="utf-8")


if __name__ == "__main__":
    main()
