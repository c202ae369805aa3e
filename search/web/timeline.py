"""The histogram of months: from the engine's bars to what an SVG and its table show.

All lengths are percentages of the chart, which has no view box: bars stretch with the page, letters do not.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import msgspec

from search.messages import number
from search.values import TimelineBar
from search.web.typography import date

SLOTS = 24
"""A chart has room for so many months at least: one bar alone is not a wall."""
FILLED = 0.82
"""How much of its room a bar fills."""
LEAST = 3.0
"""Height of the lowest bar that is not nothing, so that it can be seen and hit."""
TICK = 9.0
"""Room that a year needs below the bars, on a narrow screen."""


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """One month: where its bar stands, how high, what it says, where it leads (empty: nowhere)."""

    month: str
    label: str
    count: int
    articles: int
    rate: float
    """Quotations found for a hundred articles indexed."""
    x: float
    height: float
    relative: float
    url: str
    selected: bool


class Tick(msgspec.Struct, frozen=True):
    """A year below the bars, and where it begins."""

    year: str
    x: float
    url: str


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """All that is drawn: dated bars, ticks, and those without a month, which only the table shows."""

    bars: tuple[Bar, ...]
    others: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    step: float
    """Room of one month."""

    @property
    def width(self) -> float:
        """Width of a bar."""
        return round(self.step * FILLED, 3)

    @property
    def peak(self) -> Bar | None:
        """The highest bar, the first of several."""
        return max(self.bars, key=lambda bar: bar.count, default=None)

    @property
    def rows(self) -> tuple[Bar, ...]:
        """Every line of the table: months without a quotation left out."""
        return tuple(bar for bar in (*self.bars, *self.others) if bar.count)


def chart(
    bars: Sequence[TimelineBar],
    language: str,
    link: Callable[[str], str],
    *,
    undated: str = "",
    chosen: Collection[str] = (),
) -> Chart:
    """The chart of the engine's bars; `link` gives the search of one month or year.

    `undated` names the bar without a date; `chosen` are the months that the search is narrowed to.
    """
    dated = [bar for bar in bars if len(bar.month) == 7]
    most = max((bar.count for bar in dated), default=0)
    highest = max((_rate(bar) for bar in dated), default=0.0)
    step = 100 / max(SLOTS, len(dated))

    def drawn(place: int, bar: TimelineBar) -> Bar:
        share = _rate(bar)
        return Bar(
            month=bar.month,
            label=date(bar.month, language) or undated,
            count=bar.count,
            articles=bar.articles,
            rate=share,
            x=round(place * step, 3),
            height=_height(bar.count, most),
            relative=_height(share, highest),
            url=link(bar.month) if bar.month and bar.count else "",
            selected=bar.month in chosen,
        )

    return Chart(
        bars=tuple(drawn(place, bar) for place, bar in enumerate(dated)),
        others=tuple(drawn(0, bar) for bar in bars if len(bar.month) != 7),
        ticks=_ticks(dated, step, link),
        step=step,
    )


def _rate(bar: TimelineBar) -> float:
    return round(100 * bar.count / bar.articles, 1) if bar.articles else 0.0


def _height(value: float, most: float) -> float:
    return round(max(LEAST, 100 * value / most), 1) if value and most else 0.0


def _ticks(bars: Sequence[TimelineBar], step: float, link: Callable[[str], str]) -> tuple[Tick, ...]:
    """The years whose labels have room; of two that touch the later one stays."""
    first: dict[str, float] = {}
    for place, bar in enumerate(bars):
        first.setdefault(bar.month[:4], round(place * step, 3))
    kept: list[Tick] = []
    for year, x in reversed(first.items()):
        if not kept or kept[-1].x - x >= TICK:
            kept.append(Tick(year, x, link(year)))
    return tuple(reversed(kept))


def rate(value: float, language: str) -> str:
    """A rate with one decimal, as the language writes it.

    >>> rate(12.5, "fr"), rate(1234.0, "en")
    ('12,5', '1,234.0')
    """
    whole, tenth = f"{value:.1f}".split(".")
    return f"{number(int(whole), language)}{'.' if language == 'en' else ','}{tenth}"
