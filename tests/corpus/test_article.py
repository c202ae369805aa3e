"""The values that travel: dates as precise as they are given, paragraphs, the words of a quotation."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, PartialDate, Quote, paragraph_spans


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021", "2021-01-01", "2021-12-31"),
        ("2021-02", "2021-02-01", "2021-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021-12", "2021-12-01", "2021-12-31"),
        ("2021-07-28", "2021-07-28", "2021-07-28"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_a_date_is_the_days_that_it_may_be(text: str, first: str, last: str) -> None:
    date = PartialDate.parse(f" {text} ")
    assert date.text == text
    assert (date.first.isoformat(), date.last.isoformat()) == (first, last)


@pytest.mark.parametrize(
    "text",
    ["", "21", "2021-7", "2021-13", "2021-00", "2021-07-00", "2021-02-29", "0000", "hier", "２０２１"],
)
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="date"):
        PartialDate.parse(text)


@given(st.dates(), st.integers(1, 3))
def test_any_date_lies_in_its_own_days(day: datetime.date, parts: int) -> None:
    date = PartialDate.parse("-".join(day.isoformat().split("-")[:parts]))
    assert date.first <= day <= date.last
    assert PartialDate.parse(date.text) == date


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("Un.\n\nDeux.", ["Un.", "Deux."]),
        ("Un.\r\n\r\nDeux.\r\n", ["Un.", "Deux."]),
        ("Un,\nsuite.\n \t\nDeux.", ["Un,\nsuite.", "Deux."]),
        ("\n\n  Un.  \n\n\n\n\n Deux. \n", ["Un.", "Deux."]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_paragraphs_are_what_blank_lines_part(text: str, paragraphs: list[str]) -> None:
    assert [text[start:end] for start, end in paragraph_spans(text)] == paragraphs


def test_paragraphs_begin_behind_what_is_masked() -> None:
    article = Article(id="1", text="date 2021\n\nUn.\n\nDeux.", body=11)
    assert [article.text[start:end] for start, end in article.paragraphs] == ["Un.", "Deux."]


@given(st.text(alphabet=" \n\r\taé«", max_size=40), st.integers(0, 9))
def test_any_text_is_its_paragraphs_and_blanks(text: str, start: int) -> None:
    spans = paragraph_spans(text, start)
    inside = {place for span in spans for place in range(*span)}
    assert all(
        text[place].isspace() for place in range(min(start, len(text)), len(text)) if place not in inside
    )
    for begin, end in spans:
        assert text[begin:end] == text[begin:end].strip() != ""
        assert "\n\n" not in text[begin:end]


def test_the_words_of_a_quotation_that_an_incise_splits() -> None:
    text = "« Nous partirons, dit-il, demain »"
    quote = Quote(spans=((2, 16), (26, 32)), kind="direct")
    assert quote.text(text) == "Nous partirons demain"
