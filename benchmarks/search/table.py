"""The figures of one size as tables in Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.search.measure import COLD, Figures
from benchmarks.search.questions import CLASSES

ORDER = (COLD, "Verbatim", "tantivy", "SQLite FTS5", "Xapian", "Whoosh")


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which so large a share lies.

    >>> percentile([1, 2, 3, 4], 0.5)
    3
    """
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def latencies(figures: Figures) -> str:
    """Milliseconds p50 / p95 by class and engine, the median found, and ours, cold, to tantivy's p50."""
    names = [name for name in ORDER if name in figures.classes]
    lines = [
        "| class | found | " + " | ".join(names) + " | ours / tantivy |",
        "|---" * (len(names) + 3) + "|",
    ]
    for each in CLASSES:
        found = figures.hits.get(each)
        cells = [f"{percentile(found, 0.5):,}" if found else "–"]
        cells += [_cell(figures.classes[name].get(each)) for name in names]
        lines.append(f"| {each} | " + " | ".join([*cells, _ratio(figures, each)]) + " |")
    return "\n".join(lines)


def _cell(times: Sequence[float] | None) -> str:
    return f"{percentile(times, 0.5):.2f} / {percentile(times, 0.95):.2f}" if times else "–"


def _ratio(figures: Figures, each: str) -> str:
    mine, theirs = (figures.classes.get(name, {}).get(each) for name in (COLD, "tantivy"))
    if not mine or not theirs:
        return "–"
    return f"{percentile(mine, 0.5) / max(percentile(theirs, 0.5), 0.001):.1f}"


def sums(figures: Figures) -> str:
    """Building, opening, memory and the batch more, a line each."""
    size, lines = figures.size, []
    for name, seconds in figures.build.items():
        lines.append(f"{name}: {size:,} quotations indexed in {seconds:.0f} s, {size / seconds:,.0f}/s")
    for name, seconds in figures.opened.items():
        lines.append(f"{name}: opened in {seconds:.2f} s, {figures.memory[name]:.0f} MB of private memory")
    if figures.more:
        lines.append(
            "Verbatim: 1,000 quotations more committed in {commit:.1f} s, found by the open engine "
            "{seen:.1f} s after the call of commit ({processor:.1f} s of processor time), {whole:.1f} s "
            "after the opening of the writer".format(**figures.more)
        )
    return "\n".join(lines)
