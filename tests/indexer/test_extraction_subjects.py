"""Who speaks, where the subject does not simply stand before its cue."""

from __future__ import annotations

import pytest

from corpus import Article
from indexer.extraction import extract

ROWS = [
    # a participle that opens its sentence: the subject comes after
    (
        "Soulignant que le pont « tient à un fil », le préfet Loïc Trémeur a fermé la route.",
        "tient à un fil",
        "Loïc Trémeur",
    ),
    # a passive: who accuses comes after « par »
    (
        "La régie est accusée par le maire Paul Morel de « brader » ses rames.",
        "brader",
        "Paul Morel",
    ),
    # « selon ce que » has a clause of its own
    (
        "Selon ce qu'a confié Solène Darricau à la presse, le pont rouvrira lundi.",
        "le pont rouvrira lundi",
        "Solène Darricau",
    ),
    # the name stands in apposition to the role
    (
        "« On attend encore les pompes », a déclaré la directrice de l'école de Mauzac, Rose Ngono, mardi.",
        "On attend encore les pompes",
        "Rose Ngono",
    ),
    # more of the narrator's words stand before the cue
    (
        "« Si on l'écoutait, il aurait payé toutes les factures » aux voisins, a soupiré Me Odile Favre.",
        "payé toutes les factures",
        "Odile Favre",
    ),
    # a participle after an incise speaks for whoever the incise names
    (
        "Le quai rouvre lundi, a annoncé la capitainerie, précisant que la grue reste fermée.",
        "la grue reste fermée",
        "capitainerie",
    ),
    (
        "Solène Darricau a tout relu. Pour autant, rien n'est perdu, conclut-elle, rappelant que le lac vit.",
        "le lac vit",
        "Solène Darricau",
    ),
    # what opens the sentence is no one
    (
        "Bastien Orhan ne dit rien. Ému, Karim Belhadj est venu en train, évoquant « une vieille dette ».",
        "une vieille dette",
        "Karim Belhadj",
    ),
]


@pytest.mark.parametrize(
    ("text", "name", "organisation"),
    [
        ("Le pont est fermé, explique France 3.", "France 3", "France 3"),
        ("Le mur cède, selon Europe 1.", "Europe 1", "Europe 1"),
        ("Paul Morel, le dirigeant de 55 ans, affirme que tout va bien.", "Paul Morel", None),
        ("Mais « on voit mal comment elle pourrait rebondir ».", None, None),
    ],
)
def test_names_of_media_ages_and_nobody(text: str, name: str | None, organisation: str | None) -> None:
    (quote,) = extract(Article(id="1", text=text))
    assert (quote.speaker.name, quote.organisation) == (name, organisation)


@pytest.mark.parametrize(("text", "said", "speaker"), ROWS, ids=[said for _, said, _ in ROWS])
def test_who_speaks(text: str, said: str, speaker: str) -> None:
    names = [q.speaker.name for q in extract(Article(id="1", text=text)) if said in q.text(text)]
    assert names == [speaker]
