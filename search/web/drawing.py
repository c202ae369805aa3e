"""The chart of months as markup: its bars and the lines of its table, put together here, not by a template.

A page has a hundred and more of each, of numbers and month names only. A template calls functions and escapes
what they answer for each number, which was a third of a page's time (`benchmarks.http`).
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from markupsafe import Markup

from search.messages import Messages, number
from search.web.timeline import Bar, Chart, rate


def bars(chart: Chart, t: Messages) -> Markup:
    """What the SVG holds: of each month with a quotation a link, its title, and both scales' bars.

    >>> from search.messages import messages
    >>> from search.values import TimelineBar
    >>> from search.web.timeline import chart
    >>> drawn = str(bars(chart([TimelineBar("2021-02", 3, 40)], "en", str), messages("en")))
    >>> print(drawn.replace("><", ">\\n<"))
    <a href="2021-02" tabindex="-1">
    <title>February 2021: 3 quotations; 40 articles indexed, 7.5 per 100</title>
    <rect class="hit" x="0.0%" width="4.167%" height="100%"/>
    <rect class="bar count" x="0.0%" y="0.0%" width="3.417%" height="100.0%"/>
    <rect class="bar rate" x="0.0%" y="0.0%" width="3.417%" height="100.0%"/>
    </a>
    """
    room, wide = f'width="{round(chart.step, 3)}%"', f'width="{chart.width}%"'
    return _joined(
        f'<a href="{escape(bar.url)}" tabindex="-1"{_chosen(bar)}><title>{escape(_told(bar, t))}</title>'
        f'<rect class="hit" x="{bar.x}%" {room} height="100%"/>'
        f'<rect class="bar count" x="{bar.x}%" y="{_top(bar.height)}%" {wide} height="{bar.height}%"/>'
        f'<rect class="bar rate" x="{bar.x}%" y="{_top(bar.relative)}%" {wide} height="{bar.relative}%"/>'
        "</a>"
        for bar in chart.bars
        if bar.count
    )


def lines(chart: Chart, language: str) -> Markup:
    """The body of the table that says the same: a line a month, its numbers as the language writes them."""
    return _joined(
        f'<tr{_chosen(bar)}><th scope="row">{_linked(bar)}</th>'
        f'<td class="n">{number(bar.count, language)}</td>'
        f'<td class="n">{number(bar.articles, language)}</td>'
        f'<td class="n">{rate(bar.rate, language)}</td></tr>'
        for bar in chart.rows
    )


def _joined(elements: Iterable[str]) -> Markup:
    return Markup("\n".join(elements))  # noqa: S704  # nosec B704 - escaped above


def _chosen(bar: Bar) -> str:
    return ' class="chosen"' if bar.selected else ""


def _told(bar: Bar, t: Messages) -> str:
    share = rate(bar.rate, t.language)
    return t("timeline.bar", month=bar.label, n=bar.count, articles=bar.articles, rate=share)


def _top(height: float) -> float:
    return round(100 - height, 1)


def _linked(bar: Bar) -> str:
    label = escape(bar.label)
    return f'<a href="{escape(bar.url)}">{label}</a>' if bar.url else label
