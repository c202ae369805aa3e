"""Annotations kept without their articles: nothing of a text in them, and all of it back beside the texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import standoff
from corpus import UsageError

BULK = Path(__file__).parents[2] / "shared" / "bulk"
TEXT = "« La digue tient », assure Paule Arbois, la maire. Le préfet et l’armée en doutent."
QUOTE = {
    "spans": [[2, 16]], "kind": "direct", "cue": [20, 26],
    "speaker": {"mention": [27, 39], "name": "Paule Arbois", "type": "person"},
    "organisation": None, "role": "maire",
}  # fmt: skip


def article(**fields: object) -> dict[str, object]:
    return {"id": "a1", "title": None, "text": TEXT, "quotes": [QUOTE]} | fields


def test_an_article_comes_back_as_it_was_annotated() -> None:
    assert list(standoff.decoded([standoff.encoded(article())], [article()])) == [article()]


def test_nothing_of_the_text_is_kept() -> None:
    kept = json.dumps(standoff.encoded(article()))
    assert "Arbois" not in kept
    assert "maire" not in kept


@pytest.mark.parametrize(
    ("name", "back"),
    [
        ("l'armée", "l’armée"),  # the article's own apostrophe
        ("Le préfet et l'armée", "Le préfet et l’armée"),
        ("l'armée et Paule Arbois", "l’armée Paule Arbois"),  # from two places
        ("préfet du Val", "préfet"),  # what the article does not say
        ("sous-préfète", None),
    ],
)
def test_a_name_is_where_it_stands(name: str, back: str | None) -> None:
    quote = QUOTE | {"speaker": {**QUOTE["speaker"], "name": name}}  # type: ignore[dict-item]
    (again,) = standoff.decoded([standoff.encoded(article(quotes=[quote]))], [article()])
    assert again["quotes"][0]["speaker"]["name"] == back


def test_another_text_is_refused() -> None:
    with pytest.raises(UsageError, match="not the annotated one"):
        list(standoff.decoded([standoff.encoded(article())], [article(text=TEXT + " ")]))


def test_a_missing_article_is_told() -> None:
    with pytest.raises(UsageError, match="1 annotated articles are not here, a1"):
        list(standoff.decoded([standoff.encoded(article())], []))


@pytest.mark.parametrize("name", standoff.SETS)
def test_a_set_holds_numbers_and_closed_words_alone(name: str) -> None:
    records = standoff.read(name)
    assert len({record["id"] for record in records}) == len(records) > 100
    for record in records:
        assert record.keys() == {"id", "sha256", "quotes"}
        for quote in record["quotes"]:
            assert quote.pop("kind") in ("direct", "mixed", "indirect")
            assert quote.pop("type") in ("person", "organisation", "group", "unknown")
            assert not any(c.isalpha() for c in json.dumps(list(quote.values())).replace("null", ""))


def test_no_article_is_both_learnt_from_and_judged_by() -> None:
    learnt, judge = ({record["id"] for record in standoff.read(name)} for name in standoff.SETS)
    assert not learnt & judge


def test_beside_the_articles_it_is_a_set_again() -> None:
    if not BULK.exists():
        pytest.skip(f"{BULK} is not here")
    annotations = standoff.read("judge")
    back = list(standoff.decoded(annotations, standoff.bulk(BULK)))
    assert len(back) == len(annotations)
    named = [quote for one in back for quote in one["quotes"] if quote["speaker"]["name"]]
    assert len(named) > 0.95 * sum(len(one["quotes"]) for one in annotations)
