"""Where a reported clause or infinitive ends, and which « que » belongs to no cue."""

from __future__ import annotations

import pytest

from tests.indexer.sieve_helpers import Found, I, M, rows, said

NARRATOR = [
    (
        "Le maire a affirmé que la digue tenait, une semaine après que la mer l'a franchie.",
        [(I, "la digue tenait", "a affirmé")],
    ),
    ("La ville a dit que la digue tenait, ce à quoi le port a souri.", [(I, "la digue tenait", "a dit")]),
    (
        "La ville a confirmé que la digue cédait sans en préciser la cause.",
        [(I, "la digue cédait", "a confirmé")],
    ),
    (
        "Léo Bast a annoncé qu'il quittait le port via son compte Twitter : la foule pleure.",
        [(I, "il quittait le port", "a annoncé")],
    ),
    (
        "Elle avait estimé que la digue tenait ce matin même sur RTL.",
        [(I, "la digue tenait", "avait estimé")],
    ),
    # a second verb of the narrator's subject, told by its number
    (
        "Les élus estimaient que la digue tenait et demandaient une visite du site.",
        [(I, "la digue tenait", "estimaient")],
    ),
    (
        "Les élus avaient redouté que la digue cède mais ont changé d'avis.",
        [(I, "la digue cède", "avaient redouté")],
    ),
    # the main clause after a relative one
    (
        "En réponse à la maire, qui a estimé que la digue tenait, le port a fermé.",
        [(I, "la digue tenait", "a estimé")],
    ),
]

WHOLE = [
    (
        "Le maire dit avoir besoin de temps avant de dire s'il viendra.",
        [(I, "avoir besoin de temps avant de dire s'il viendra", "dit")],
    ),
    (
        "L'Écho révèle que les marins ont attendu une heure avant d'intervenir.",
        [(I, "les marins ont attendu une heure avant d'intervenir", "révèle")],
    ),
    (
        "La ville explique qu'un marin, voulant rentrer au port, s'est perdu.",
        [(I, "un marin, voulant rentrer au port, s'est perdu", "explique")],
    ),
    (
        "L'Écho rapporte que le maire a protesté, en présentant sa démission.",
        [(I, "le maire a protesté, en présentant sa démission", "rapporte")],
    ),
]

INFINITIVES = [
    (
        "Les élus reprochent à Ève Roy de ne pas voter, et la ville a une explication.",
        [(I, "ne pas voter", "reprochent")],
    ),
    (
        "La ville a exhorté les riverains à rester chez eux, les quais se trouvant sous l'eau.",
        [(I, "rester chez eux", "a exhorté")],
    ),
    (
        "Le général avait appelé les marins, dockers et pêcheurs à le rejoindre.",
        [(I, "le rejoindre", "avait appelé")],
    ),
    ("La maire a annoncé son intention de bâtir une digue.", []),
    ("L'homme crie et menace de frapper les passants.", []),
    ("Il salue la foule et demande aux élus de bâtir une digue.", [(I, "bâtir une digue", "demande")]),
    ("Le chef nie tout et menace même de porter plainte.", [(I, "porter plainte", "menace")]),
    (
        "Il dit préférer partir « sans bruit » mais il n'avait rien écrit.",
        [(M, "préférer partir « sans bruit »", "dit")],
    ),
]

NO_CLAUSE = [
    ("Léo Bast a révélé une partie d'une lettre que lui a adressée le maire.", []),
    ("Les élus doivent prévenir ceux qu'ils ont croisés.", []),
    ("Il prévoit que la digue soit refaite.", []),
    ("Un legs, dont le testament prévoyait que la ville hérite.", []),
]

AS_SAID = [
    ("Or, comme le rapporte le quotidien, la digue cède.", [(I, "la digue cède", "comme le rapporte")]),
    ("Car comme l'a dit la maire, la digue cède.", [(I, "la digue cède", "comme l'a dit")]),
]

TABLES = {
    "narrator": NARRATOR,
    "whole": WHOLE,
    "infinitives": INFINITIVES,
    "no clause": NO_CLAUSE,
    "as said": AS_SAID,
}


@pytest.mark.parametrize(("text", "expected"), rows(TABLES))
def test_ends(text: str, expected: list[Found]) -> None:
    assert said(text) == expected
