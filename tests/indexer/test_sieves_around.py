"""« selon X » inside a clause and behind one: where what is said begins, goes on and ends."""

from __future__ import annotations

import pytest

from tests.indexer.sieve_helpers import D, Found, I, M, rows, said

INTERRUPTED = [
    # an auxiliary, a modal, a verb whose object comes behind
    (
        "Le pont devrait, selon la ville, rouvrir lundi.",
        [(I, "Le pont devrait|rouvrir lundi", "selon")],
    ),
    (
        "Le Parti du port devrait selon les sondages arriver en tête.",
        [(I, "Le Parti du port devrait|arriver en tête", "selon")],
    ),
    ("L'arrêté se base, selon la mairie, sur un avis.", [(I, "L'arrêté se base|sur un avis", "selon")]),
    (
        "Il y a selon lui « trois voies » à suivre.",
        [(M, "Il y a|« trois voies » à suivre", "selon")],
    ),
    (
        "La fusion représente, selon le groupe, un tournant.",
        [(I, "La fusion représente|un tournant", "selon")],
    ),
    (
        "Il faudrait envisager, selon lui, de fermer la digue.",
        [(I, "Il faudrait envisager|de fermer la digue", "selon")],
    ),
    ("C'est ici, selon la ville, que la digue a cédé.", [(I, "C'est ici|que la digue a cédé", "selon")]),
    # a relative clause, its main clause left to the narrator
    (
        "Le maire défend un projet qui va selon lui changer la ville.",
        [(I, "qui va|changer la ville", "selon")],
    ),
    (
        "Le fuyard, qui, selon la police, refusait de rentrer, a été repris.",
        [(I, "qui|refusait de rentrer", "selon")],
    ),
    (
        "Les élus veulent un report, dont la campagne va selon eux « gêner » la fête.",
        [(M, "la campagne va|« gêner » la fête", "selon")],
    ),
    (
        "Après la fête, que la ville n'avait selon lui pas prévue, les élus ont marché.",
        [(I, "la ville n'avait|pas prévue", "selon")],
    ),
    # a participle or an adjective and its complement
    (
        "Les élus ont voté la fin des aides, versées selon eux à des fraudeurs.",
        [(I, "versées|à des fraudeurs", "selon")],
    ),
    (
        "La ville a nommé Léo Bast, connu selon des sources locales pour sa rigueur, pour mener l'enquête.",
        [(I, "connu|pour sa rigueur", "selon")],
    ),
    (
        "Trois voisines ont porté plainte pour avoir selon elles été suivies.",
        [(I, "avoir|été suivies", "selon")],
    ),
    # who is named ends where the verb goes on
    (
        "Le pont, qui selon le maire serait fermé, tient.",
        [(I, "qui|serait fermé", "selon")],
    ),
]

BEHIND = [
    (
        "La digue, où le roi venait selon la légende du port, sera rasée.",
        [(I, "le roi venait", "selon")],
    ),
    (
        "La digue, qui date de 1900 selon la ville, sera rasée.",
        [(I, "qui date de 1900", "selon")],
    ),
    (
        "La foule défile sur un quai dont deux murs tiennent, selon la ville.",
        [(I, "deux murs tiennent", "selon")],
    ),
    (
        "Le port a été fermé vendredi, « point final » de l'affaire selon l'avocat du club.",
        [(M, "« point final » de l'affaire", "selon")],
    ),
    (
        "« Une honte », selon la préfète : la digue a été taguée, selon la ville.",
        [(D, "Une honte", "selon"), (I, "la digue a été taguée", "selon")],
    ),
    # nothing of what follows belongs to what is said
    ("La digue tient, selon L'Écho, repris par Radio Lons.", [(I, "La digue tient", "selon")]),
    ("La digue tient, selon Léo Bast, ministre du Port.", [(I, "La digue tient", "selon")]),
    ("La digue tient, selon la ville, photos à l'appui.", [(I, "La digue tient", "selon")]),
    ("La digue tient, selon la ville, mais le port ferme.", [(I, "La digue tient", "selon")]),
    (
        "Prise par la mer, selon la ville, la digue cède.",
        [(I, "Prise par la mer|la digue cède", "selon")],
    ),
]

BEFORE = [
    (
        "Selon la CGT et FO, respectivement premier et deuxième syndicats du port, la grève dure.",
        [(I, "la grève dure", "Selon")],
    ),
    (
        "Selon un passager, rapportant les propos d'un marin qui était à bord, la coque a cédé.",
        [(I, "la coque a cédé", "Selon")],
    ),
    (
        "Selon une étude publiée il y a dix jours dans une revue du port, la digue tient.",
        [(I, "la digue tient", "Selon")],
    ),
    (
        "Selon une note dévoilée par L'Écho, dimanche 25 août, la digue cède.",
        [(I, "la digue cède", "Selon")],
    ),
    ("Problème : selon eux, la digue cède.", [(I, "la digue cède", "selon")]),
    ("Pour autant, aux yeux du maire, la digue tient.", [(I, "la digue tient", "aux yeux")]),
    ("Selon lui, la digue tient, bien que la mer monte.", [(I, "la digue tient", "Selon")]),
    ("Les règles varient selon les continents.", []),
    ("La foule arrive en suivant le maire.", []),
    ("Le prix change selon les hypothèses retenues.", []),
]

TABLES = {"interrupted": INTERRUPTED, "behind": BEHIND, "before": BEFORE}


@pytest.mark.parametrize(("text", "expected"), rows(TABLES))
def test_around(text: str, expected: list[Found]) -> None:
    assert said(text) == expected
