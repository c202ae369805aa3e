"""The chart of months: heights, labels, years, and what has no month."""

from __future__ import annotations

from itertools import pairwise

from search.values import TimelineBar
from search.web.timeline import LEAST, SLOTS, TICK, chart

BARS = (
    TimelineBar("2020-12", 1, 100),
    TimelineBar("2021-01", 0, 50),
    TimelineBar("2021-02", 200, 400),
    TimelineBar("2022", 3, 9),
    TimelineBar("", 2, 2),
)


def test_heights_are_shares_of_the_highest() -> None:
    drawn = chart(BARS, "fr", str, undated="sans date")
    assert [bar.height for bar in drawn.bars] == [LEAST, 0.0, 100.0]
    assert [bar.rate for bar in drawn.bars] == [1.0, 0.0, 50.0]
    assert [bar.relative for bar in drawn.bars] == [LEAST, 0.0, 100.0]
    assert drawn.peak
    assert drawn.peak.month == "2021-02"


def test_years_and_undated_are_in_the_table_alone() -> None:
    drawn = chart(BARS, "fr", str, undated="sans date")
    assert [bar.label for bar in drawn.bars] == ["décembre 2020", "janvier 2021", "février 2021"]
    assert [row.label for row in drawn.rows] == ["décembre 2020", "février 2021", "2022", "sans date"]
    assert [row.url for row in drawn.rows] == ["2020-12", "2021-02", "2022", ""]


def test_few_months_do_not_fill_the_chart() -> None:
    assert chart(BARS, "fr", str).step == 100 / SLOTS


def test_years_do_not_touch() -> None:
    months = [TimelineBar(f"{year}-{month:02}", 1, 1) for year in range(1998, 2025) for month in range(1, 13)]
    ticks = chart(months[5:], "en", str).ticks
    assert ticks[-1].year == "2024"
    assert all(after.x - before.x >= TICK for before, after in pairwise(ticks))
    assert max(bar.x for bar in chart(months, "en", str).bars) < 100


def test_nothing_found_is_nothing_drawn() -> None:
    drawn = chart((), "fr", str)
    assert (drawn.bars, drawn.rows, drawn.ticks, drawn.peak) == ((), (), (), None)


def test_months_chosen_are_marked() -> None:
    drawn = chart(BARS, "fr", str, chosen={"2021-02"})
    assert [bar.selected for bar in drawn.bars] == [False, False, True]
