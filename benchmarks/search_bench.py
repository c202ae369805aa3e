"""Search at size, with its peers beside it: `make bench-search`, or

    python -m benchmarks.search_bench [--size 100000] [--engines ours,tantivy,fts5,whoosh,xapian]

Makes so many quotations, indexes them in each engine, asks each the same questions, about 200 of each
class, and prints a table: milliseconds of processor time p50 / p95, one thread, warm page cache. Ours is
measured with its caches emptied before each question (« cold »), and as it serves.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.search_corpus import CLASSES, Corpus, questions
from benchmarks.search_engines import Fts5, Ours, Stock, Tantivy, _row
from search.analysis import lookup

PEERS = {"ours": Ours, "tantivy": Tantivy, "fts5": Fts5, "whoosh": Stock}
SYSTEM_PYTHON = "/usr/bin/python3"
Times = dict[str, list[float]]


def measure(engine: Any, asked: dict[str, list[dict[str, Any]]], *, cold: bool = False) -> Times:
    """Milliseconds of each question, by class; classes that an engine cannot answer are left out."""
    times: Times = {}
    for name, own in asked.items():
        spent = []
        for question in own:
            if cold:
                engine.forget()
            began = time.process_time()
            if engine.answer(question) == -1:
                break
            spent.append(1000 * (time.process_time() - began))
        if spent:
            times[name] = spent
    return times


def run(size: int, wanted: list[str], folder: Path, *, keep: bool, per_class: int) -> dict[str, Any]:
    """The figures of all engines wanted."""
    corpus = Corpus(size)
    asked = questions(corpus, per_class)
    report: dict[str, Any] = {"size": size, "build": {}, "open": {}, "memory": {}, "classes": {}}
    for name in [each for each in wanted if each in PEERS]:
        engine = PEERS[name](folder)
        if not (keep and _there(engine)):
            began = time.process_time()
            engine.build(corpus)
            report["build"][engine.name] = time.process_time() - began
            print(f"{engine.name}: built in {report['build'][engine.name]:.0f} s", file=sys.stderr)
        before = _private()
        began = time.process_time()
        engine.open()
        report["open"][engine.name] = time.process_time() - began
        if name == "ours":
            report["classes"]["Verbatim, cold"] = measure(engine, asked, cold=True)
        report["classes"][engine.name] = measure(engine, asked)
        report["memory"][engine.name] = _private() - before
        if name == "ours":
            report["commit"] = engine.commit(corpus)
    if "xapian" in wanted:
        _xapian(corpus, asked, folder, report)
    return report


def _there(engine: Any) -> bool:
    return (
        bool(getattr(engine, "folder", None) or getattr(engine, "path", None))
        and (getattr(engine, "folder", None) or engine.path).exists()
    )


def _private() -> float:
    """Memory of this process that no file backs, in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _xapian(corpus: Corpus, asked: dict[str, Any], folder: Path, report: dict[str, Any]) -> None:
    probe = subprocess.run([SYSTEM_PYTHON, "-c", "import xapian"], capture_output=True, check=False)
    if probe.returncode:
        print("Xapian: left out (the system's Python has no python3-xapian)", file=sys.stderr)
        return
    with (folder / "rows.jsonl").open("w", encoding="utf-8") as rows:
        for chunk in corpus.chunks():
            for _, quotes, assigned in chunk:
                rows.writelines(json.dumps(_row(q, assigned[q.id])) + "\n" for q in quotes)
    for own in asked.values():
        for question in own:
            question["stems"] = [lookup(word)[0] for word in question.get("words", [])]
    (folder / "questions.json").write_text(json.dumps(asked), encoding="utf-8")
    script = Path(__file__).with_name("search_xapian.py")
    done = subprocess.run([SYSTEM_PYTHON, script, folder], capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout)
    report["build"]["Xapian"] = figures["build"]
    report["classes"]["Xapian"] = figures["classes"]


def percentile(values: list[float], share: float) -> float:
    """The value below which so large a share lies."""
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def table(report: dict[str, Any]) -> str:
    """The figures as a table in Markdown: p50 / p95, and ours to tantivy's p50."""
    names = list(report["classes"])
    lines = ["| class | " + " | ".join(names) + " | ours / tantivy |", "|---" * (len(names) + 2) + "|"]
    for each in CLASSES:
        cells = []
        for name in names:
            times = report["classes"][name].get(each)
            cells.append(f"{percentile(times, 0.5):.2f} / {percentile(times, 0.95):.2f}" if times else "–")
        ratio = "–"
        mine, theirs = (report["classes"].get(n, {}).get(each) for n in ("Verbatim, cold", "tantivy"))
        if mine and theirs:
            ratio = f"{percentile(mine, 0.5) / max(percentile(theirs, 0.5), 0.001):.1f}"
        lines.append(f"| {each} | " + " | ".join([*cells, ratio]) + " |")
    lines.append("")
    size = report["size"]
    for name, seconds in report["build"].items():
        lines.append(f"{name}: {size:,} quotations indexed in {seconds:.0f} s, {size / seconds:,.0f}/s")
    if "commit" in report:
        lines.append(f"Verbatim: 1,000 more quotations found {report['commit']:.1f} s after they were given")
    for name, seconds in report["open"].items():
        lines.append(f"{name}: opened in {seconds:.2f} s, {report['memory'][name]:.0f} MB of private memory")
    return "\n".join(lines)


def main() -> None:
    """Run, print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--size", type=int, default=100_000)
    parser.add_argument("--engines", default="ours,tantivy,fts5,whoosh,xapian")
    parser.add_argument("--per-class", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="where the indexes go; kept, and used again if there")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="verbatim-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        wanted = options.engines.split(",")
        report = run(options.size, wanted, folder, keep=bool(options.folder), per_class=options.per_class)
        print(table(report))
    finally:
        if not options.folder:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
