"""Highlights: exact spans of the words as printed, whatever was typed."""

from __future__ import annotations

import random

import pytest
from random_press import node, text

from search.highlight import highlights
from search.query import Query, parse

MARKED = [
    ("Les députés ont voté.", "député", ["députés"]),
    ("L’œuvre des députées", "oeuvre", ["œuvre"]),
    ("L’œuvre des députées", "l'œuvre", ["œuvre"]),
    ("Aujourd’hui, c’est aujourd'hui.", "aujourd'hui", ["Aujourd’hui", "aujourd'hui"]),
    ("L'e\u0301te\u0301 dernier", "été", ["e\u0301te\u0301"]),
    ("Le porte-parole parle.", "parole", ["parole"]),
    ("Le porte-parole parle.", "porte-parole", ["porte-parole"]),
    ("Le porte\u2011parole parle.", "porte-parole", ["porte\u2011parole"]),
    ("Il coûte 2\u202f500 euros.", "2500", ["2\u202f500"]),
    ("Il coûte 2 500 euros.", "2 500", ["2 500"]),
    ("L’article 49.3 et 49,3", "49.3", ["49.3", "49,3"]),
    ("La CGT et le C.G.T.", "cgt", ["CGT"]),
    ("Ce texte n’est pas adopté.", '"n’est pas"', ["n’est pas"]),
    ("Ce texte n’est pas adopté, mais est adopté.", '"est adopté"', ["est adopté"]),
    ("pas adopté ; adopté", '"pas adopté"', ["pas adopté"]),
    ("Le porte-parole a parlé.", '"porte parole a"', ["porte-parole a"]),
    ("Un retrait, des retraits, la retraite", "retrait*", ["retrait", "retraits", "retraite"]),
    ("Un accord et un record", "acord~", ["accord"]),
    ("L’accord sur le retrait", '"accord retrait"~3', ["accord", "retrait"]),
    ("L’accord est là ; le retrait réel viendra bien plus tard, peut-être", '"accord retrait"~1', []),
    ("accord traité", "accord SAUF traité", ["accord"]),
    ("accord traité", "accord OU traité", ["accord", "traité"]),
    ("Rose aime la rose", "qui:rose", []),
    ("Straße et ﬁn", "strasse OU fin", ["Straße", "ﬁn"]),
]


@pytest.mark.parametrize(("words", "q", "marked"), MARKED, ids=[f"{q} in {t}" for t, q, _ in MARKED])
def test_what_is_marked(words: str, q: str, marked: list[str]) -> None:
    assert [words[start:end] for start, end in highlights(words, parse(q))] == marked


def test_spans_are_in_order_and_apart() -> None:
    chance = random.Random(4)
    for _ in range(500):
        words = text(chance, 20)
        spans = highlights(words, Query("", node(chance)))
        flat = [at for span in spans for at in span]
        assert flat == sorted(flat)
        assert all(0 <= start < end <= len(words) for start, end in spans)
        assert all(words[start].isalnum() for start, _ in spans), (words, spans)
