"""Speakers without a name: each is told by the fullest description that the article gives anywhere."""

from __future__ import annotations

import pytest

from corpus import Article, Quote
from indexer.extraction import extract


def last(text: str) -> Quote:
    """The last quotation of a text."""
    return extract(Article(id="1", text=text))[-1]


WHOLE = [
    ("« Tout va trop vite », lâche une lycéenne croisée près du marché.", "lycéenne croisée près du marché"),
    ("« On n'a rien vu », jure un vigile cité par L'Écho du Val.", "vigile cité par L'Écho du Val"),
    ("« Je veux rester », dit un maçon de 47 ans.", "maçon de 47 ans"),
    (
        "Des carnets examinés par la radio Onde révèlent que le port a été vendu.",
        "carnets examinés par la radio Onde",
    ),
    (
        "Selon une note accompagnant le projet, la digue coûtera deux millions.",
        "note accompagnant le projet",
    ),
    ("Selon une étude parue mardi, la nappe baisse.", "étude"),
    ("Selon un sondage Opinéo diffusé ce lundi, la maire l'emporterait.", "sondage Opinéo"),
]


@pytest.mark.parametrize(("text", "name"), WHOLE)
def test_a_description_is_kept_whole(text: str, name: str) -> None:
    assert last(text).speaker.name == name
