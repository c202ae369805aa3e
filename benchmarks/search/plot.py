"""How times grow with what is found, as a small SVG: logarithmic axes, a line a class, guides for linear."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from benchmarks.search.measure import COLD, Figures
from benchmarks.search.table import percentile

SHOWN = (
    "frequent term", "AND of 2–3", "OR of 2–3", "phrase", "prefix", "term by date", "facets on a term",
    "timeline",
)  # fmt: skip
COLOURS = ("#1b6ca8", "#c0392b", "#2e8b57", "#8e44ad", "#d68910", "#16a085", "#7f5539", "#34495e")
WIDTH, HEIGHT = 760, 440
LEFT, RIGHT, TOP, BOTTOM = 60, 200, 26, 46
Point = tuple[float, float]


def points(report: Sequence[Figures], name: str) -> list[Point]:
    """Of each size, what a class finds and the milliseconds it takes, medians."""
    return [
        (percentile(f.hits[name], 0.5), percentile(f.classes[COLD][name], 0.5))
        for f in report
        if name in f.hits and f.hits[name] and name in f.classes.get(COLD, {})
    ]


def exponent(found: Sequence[Point]) -> float:
    """The power of what is found that the time grows with, from the first point to the last: 1 is linear.

    >>> round(exponent([(100, 1.0), (10_000, 10.0)]), 2)
    0.5
    """
    (x0, y0), (x1, y1) = found[0], found[-1]
    return math.log(y1 / y0) / math.log(x1 / x0)


def growth(report: Sequence[Figures]) -> str:
    """The SVG over figures of several sizes, least first."""
    drawn = {name: points(report, name) for name in SHOWN}
    drawn = {name: found for name, found in drawn.items() if len(found) > 1 and found[0][0] < found[-1][0]}
    if not drawn:
        raise SystemExit("a plot needs the engine `ours` measured with two sizes or more")
    every = [point for found in drawn.values() for point in found]
    scale = _Scale(every)
    return "\n".join(
        [*_frame(scale, [f.size for f in report]), *_guides(scale), *_lines(scale, drawn), "</svg>\n"]
    )


class _Scale:
    """From what is found and milliseconds to the picture."""

    def __init__(self, every: Sequence[Point]) -> None:
        (self.x0, self.x1), (self.y0, self.y1) = (
            (math.floor(math.log10(min(axis))), math.ceil(math.log10(max(axis))))
            for axis in zip(*every, strict=True)
        )

    def __call__(self, point: Point) -> Point:
        x = (math.log10(point[0]) - self.x0) / (self.x1 - self.x0)
        y = (math.log10(point[1]) - self.y0) / (self.y1 - self.y0)
        return round(LEFT + x * (WIDTH - LEFT - RIGHT), 1), round(
            HEIGHT - BOTTOM - y * (HEIGHT - TOP - BOTTOM), 1
        )


def _frame(scale: _Scale, sizes: Sequence[int]) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        'font-size="12" fill="#333">'
    )
    told = ", ".join(f"{size:,}" for size in sizes)
    yield f"<title>Time by what is found, in indexes of {told} quotations</title>"
    yield f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    for power in range(scale.x0, scale.x1 + 1):
        x, y = scale((10.0**power, 10.0**scale.y0))
        yield f'<path d="M{x} {y}V{TOP}" stroke="#ddd"/>'
        yield _text(x, y + 16, f"{10**power:,}", "middle")
    for power in range(scale.y0, scale.y1 + 1):
        x, y = scale((10.0**scale.x0, 10.0**power))
        yield f'<path d="M{x} {y}H{WIDTH - RIGHT}" stroke="#ddd"/>'
        yield _text(x - 6, y + 4, f"{10.0**power:g}", "end")
    yield _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "printings found (median)", "middle")
    yield _text(LEFT - 46, TOP - 6, "ms (median)")


def _text(x: float, y: float, text: str, anchor: str = "start") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}">{text}</text>'


def _guides(scale: _Scale) -> Iterator[str]:
    """Lines along which twice the hits take twice the time."""
    for power in range(scale.y0 - (scale.x1 - scale.x0), scale.y1):
        low = max(scale.x0, scale.x0 + scale.y0 - power)
        high = min(scale.x1, scale.x0 + scale.y1 - power)
        if low < high:
            ends = (scale((10.0**x, 10.0 ** (power + x - scale.x0))) for x in (low, high))
            (x0, y0), (x1, y1) = ends
            yield _guide(f"M{x0} {y0}L{x1} {y1}")


def _guide(path: str) -> str:
    return f'<path d="{path}" stroke="#bbb" stroke-dasharray="3 4"/>'


def _lines(scale: _Scale, drawn: dict[str, list[Point]]) -> Iterator[str]:
    """The classes, and beside them what the colours mean."""
    left, y = WIDTH - RIGHT + 16, TOP + 14
    for (name, found), colour in zip(drawn.items(), COLOURS, strict=False):
        spots = [scale(point) for point in found]
        path = "L".join(f"{x} {y}" for x, y in spots)
        yield f'<path d="M{path}" stroke="{colour}" stroke-width="2" fill="none"/>'
        yield from (_dot(*spot, colour) for spot in spots)
        yield _dot(left, y - 4, colour)
        yield _text(left + 10, y, f"{name}, power {exponent(found):.2f}")
        y += 22
    yield _guide(f"M{left - 8} {y - 4}h16")
    yield _text(left + 14, y, "linear in the hits")


def _dot(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>'
