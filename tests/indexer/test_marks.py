"""Pairs of quotation marks: (text, [words inside, parts joined by |, with the depth])."""

from __future__ import annotations

import pytest

from corpus import paragraph_spans
from indexer.extraction.marks import pairs

ROWS = [
    # each kind of marks
    ("« Oui »", ["0 Oui"]),
    ("«\u202fOui\u00a0»", ["0 Oui"]),
    ("“Oui”", ["0 Oui"]),
    ("„Oui“ et ‹ non ›", ["0 Oui", "0 non"]),
    ('"Oui" et "non"', ["0 Oui", "0 non"]),
    ("<<Oui>>", ["0 Oui"]),
    ("''Oui''", ["0 Oui"]),
    # apostrophes are none
    ("L'eau d'aujourd’hui, c’est l'or.", []),
    # one in another
    ("« Il a dit “non” »", ["0 Il a dit “non”", "1 non"]),
    ("« Il a dit « non » hier »", ["0 Il a dit « non » hier", "1 non"]),
    ('« Il a dit "non" hier »', ['0 Il a dit "non" hier', "1 non"]),
    # over paragraphs: opened again, closed later, never closed
    ("« Oui.\n\n« Non. »", ["0 Oui.|Non."]),
    ("« Oui.\n\nNon. »", ["0 Oui.|Non."]),
    ('"Oui.\n\nNon."', ["0 Oui.|Non."]),
    ("« Oui.\n\nIl se tait.", ["0 Oui."]),
    ("« Oui.\n\n« Non »\n\n« Si »", ["0 Oui.|Non", "0 Si"]),
    # a closing mark alone, an opening one twice
    ("Oui » dit-il.", []),
    ('Il dit "oui et "non".', ["0 non"]),
    # a stray straight mark before small letters opens nothing
    ('Le "grand chantier du port commence, dit-on.', []),
    # nothing inside
    ("« » et «\u00a0»", []),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row, id=repr(row[0])[:50]) for row in ROWS])
def test_pairs(text: str, expected: list[str]) -> None:
    found = pairs(text, paragraph_spans(text, 0))
    assert [f"{pair.depth} " + "|".join(text[s:e] for s, e in pair.parts) for pair in found] == expected


@pytest.mark.parametrize("text", [row[0] for row in ROWS])
def test_pairs_lie_in_the_text_and_in_order(text: str) -> None:
    found = pairs(text, paragraph_spans(text, 0))
    assert [pair.start for pair in found] == sorted(pair.start for pair in found)
    for pair in found:
        ends = [pair.start, *(offset for part in pair.parts for offset in part), pair.end]
        assert ends == sorted(ends)
        assert 0 <= pair.start < pair.end <= len(text)
