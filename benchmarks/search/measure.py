"""What each engine takes: to build, to open, for each question, and for a batch more."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.search.corpus import Corpus
from benchmarks.search.ours import Ours
from benchmarks.search.peer_fts5 import Fts5
from benchmarks.search.peer_tantivy import Tantivy
from benchmarks.search.peer_whoosh import Stock
from benchmarks.search.peer_xapian import Times, Xapian
from benchmarks.search.questions import Question, questions
from benchmarks.search.rows import Rows

PEERS = {"ours": Ours, "tantivy": Tantivy, "fts5": Fts5, "whoosh": Stock, "xapian": Xapian}
COLD = "Verbatim, cold"
FILE = "figures.json"


class Figures(msgspec.Struct, kw_only=True):
    """What came out for one size: seconds and private megabytes by engine, milliseconds by class.

    `hits` are the printings that ours counts for each question; `more` the seconds of a batch of 1,000 more.
    """

    size: int
    build: dict[str, float] = {}
    opened: dict[str, float] = {}
    memory: dict[str, float] = {}
    classes: dict[str, Times] = {}
    hits: dict[str, list[int]] = {}
    more: dict[str, float] = {}


def kept(folder: Path, size: int) -> Figures:
    """The figures of earlier runs in a folder, or none yet."""
    path = folder / FILE
    return msgspec.json.decode(path.read_bytes(), type=Figures) if path.exists() else Figures(size=size)


def run(size: int, wanted: Sequence[str], folder: Path, *, per_class: int = 200, rounds: int = 3) -> Figures:
    """The figures of all engines wanted, with those of earlier runs in the same folder."""
    folder.mkdir(parents=True, exist_ok=True)
    corpus, figures = Corpus(size), kept(folder, size)
    rows, asked = Rows(corpus, folder), questions(corpus, per_class)
    for name in wanted:
        engine = PEERS[name](folder)
        if isinstance(engine, Xapian):
            _xapian(engine, rows, asked, rounds, figures)
        else:
            _engine(engine, rows, asked, rounds, figures)
        (folder / FILE).write_bytes(msgspec.json.encode(figures))
    return figures


def _engine(engine: Any, rows: Rows, asked: dict[str, list[Question]], rounds: int, figures: Figures) -> None:
    if not engine.there():
        began = time.process_time()
        engine.build(rows)
        figures.build[engine.name] = time.process_time() - began
        print(f"{engine.name}: built in {figures.build[engine.name]:.0f} s", file=sys.stderr)
    before, began = private(), time.process_time()
    engine.open()
    figures.opened[engine.name] = time.process_time() - began
    if isinstance(engine, Ours):
        figures.classes[COLD] = times(engine, asked, rounds, cold=True)
    figures.classes[engine.name] = times(engine, asked, rounds)
    figures.memory[engine.name] = private() - before
    if isinstance(engine, Ours):
        figures.hits = {name: [engine.answer(each) for each in own] for name, own in asked.items()}
        batches = [engine.commit(rows.corpus, seed) for seed in range(rounds)]
        figures.more = {part: statistics.median(b[part] for b in batches) for part in batches[0]}


def _xapian(
    engine: Xapian, rows: Rows, asked: dict[str, list[Question]], rounds: int, figures: Figures
) -> None:
    if not engine.installed():
        print("Xapian: left out (the system's Python has no python3-xapian)", file=sys.stderr)
        return
    if not engine.there():
        figures.build[engine.name] = engine.build(rows)
    figures.classes[engine.name] = engine.times(asked, rounds)


def times(engine: Any, asked: dict[str, list[Question]], rounds: int = 1, *, cold: bool = False) -> Times:
    """Milliseconds of processor time of each question, by class: the least of some rounds over the class.

    What else the machine does adds to a time and never takes from it. `cold`: what the process remembers is
    forgotten before each question. Classes that an engine cannot answer are left out.
    """
    found: Times = {}
    for name, own in asked.items():
        spent = [_round(engine, own, cold=cold) for _ in range(rounds)]
        if spent[0]:
            found[name] = [min(each) for each in zip(*spent, strict=True)]
    return found


def _round(engine: Any, own: list[Question], *, cold: bool) -> list[float]:
    spent = []
    for question in own:
        if cold:
            engine.forget()
        began = time.process_time()
        if engine.answer(question) == -1:
            return []
        spent.append(1000 * (time.process_time() - began))
    return spent


def private() -> float:
    """Memory of this process that no file backs, in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
