"""Sentences that the next one says are somebody's: « C'est ce qu'a annoncé la préfecture. »"""

from __future__ import annotations

import pytest

from corpus import Article
from indexer.extraction import extract


def said(text: str) -> list[tuple[str, str, str | None]]:
    quotes = extract(Article(id="1", text=text))
    return [(quote.kind, quote.text(text), quote.speaker.name) for quote in quotes]


@pytest.mark.parametrize(
    ("text", "quotation"),
    [
        (
            "La digue de Lons a cédé dans la nuit. C'est ce qu'a annoncé la préfecture.",
            ("indirect", "La digue de Lons a cédé dans la nuit", "préfecture"),
        ),
        (
            "Le pont rouvrira en juin. C'est du moins ce qu'affirme Jeanne Roy, la maire de Lons.",
            ("indirect", "Le pont rouvrira en juin", "Jeanne Roy"),
        ),
        (
            "Par ailleurs, le stade fermera « pour de bon » en juin. C'est ce que révèle lundi Jeanne Roy.",
            ("mixed", "le stade fermera « pour de bon » en juin", "Jeanne Roy"),
        ),
        (
            "« Le stade fermera en juin. » C'est ce qu'a expliqué mardi Jeanne Roy.",
            ("direct", "Le stade fermera en juin", "Jeanne Roy"),
        ),
        (
            "Jeanne Roy quittera la mairie. C'est ce qu'elle a confié à Radio Lagune.",
            ("indirect", "Jeanne Roy quittera la mairie", "Jeanne Roy"),
        ),
    ],
)
def test_the_sentence_before_is_reported(text: str, quotation: tuple[str, str, str]) -> None:
    kind, words, speaker = quotation
    assert [(k, w.rstrip("."), s) for k, w, s in said(text)] == [(kind, words, speaker)]


@pytest.mark.parametrize(
    "text",
    [
        "Le stade fermera en juin. C'est ce que souhaite Jeanne Roy.",  # wished, not told
        "Un nouveau stade. C'est ce qu'a annoncé Jeanne Roy.",  # a thing, no statement
        "Le stade a fermé en juin. C'est ce que font les clubs pauvres.",  # nobody says anything
        "C'est ce qu'a annoncé Jeanne Roy.",  # nothing before it
    ],
)
def test_nothing_is_reported_where_nothing_was_told(text: str) -> None:
    assert said(text) == []


def test_what_is_somebodys_already_stays_theirs() -> None:
    text = "Le maire a affirmé que le stade fermerait. C'est ce qu'a confirmé Jeanne Roy."
    assert said(text) == [("indirect", "le stade fermerait", "maire")]
