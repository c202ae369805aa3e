"""Words in marks: verbs beside and inside them, colons, turns of interviews, marks over paragraphs."""

from __future__ import annotations

import pytest

from tests.indexer.sieve_helpers import D, Found, I, M, rows, said

BESIDE_MARKS = [
    ("« La digue tient », assure Paule Arbois.", [(D, "La digue tient", "assure")]),
    ("« La digue tient », a-t-elle assuré lundi.", [(D, "La digue tient", "a-t-elle assuré")]),
    ("“La digue tient”, avait prévenu le maire.", [(D, "La digue tient", "avait prévenu")]),
    ('"La digue tient", dit-on à la mairie.', [(D, "La digue tient", "dit-on")]),
    ("« La digue tient ! » s'exclame une riveraine.", [(D, "La digue tient !", "s'exclame")]),
    ("« La digue tient », s'est félicitée la préfète.", [(D, "La digue tient", "s'est félicitée")]),
    ("« La digue tient », fait valoir Léo Bast.", [(D, "La digue tient", "fait valoir")]),
    (
        "« La digue tient », a, pour sa part, indiqué Léo Bast.",
        [(D, "La digue tient", "a, pour sa part, indiqué")],
    ),
    ("« La digue tient », de dire la mairesse Odile Roy.", [(D, "La digue tient", "dire")]),
    ("« La digue tient », lança-t-il à la foule.", [(D, "La digue tient", "lança-t-il")]),
    ("« La digue tient », confièrent-ils à la Dépêche.", [(D, "La digue tient", "confièrent-ils")]),
    ("« La digue tient », aurait répondu l'ingénieur.", [(D, "La digue tient", "aurait répondu")]),
    ("« La digue tient », estime cette analyse.", [(D, "La digue tient", "estime")]),
    ("« La digue tient », peut-on lire sur l'affiche.", [(D, "La digue tient", "peut-on lire")]),
    ("« La digue tient », explique dans son rapport Luce Amand.", [(D, "La digue tient", "explique")]),
    ("« La digue tient », a expliqué au Courrier la directrice.", [(D, "La digue tient", "a expliqué")]),
    # the verb after the marks is that of the sentence's own subject
    ("Léo Bast, qui a bu « jusqu'à plus soif », entame la visite de la digue.", []),
    # closed nowhere, and opened again: the words end before the incise
    (
        '"La digue tient, précise Léo Bast, maire de Lons. "La vanne fuit", répond Ida Klein.',
        [(D, "La digue tient", "précise"), (D, "La vanne fuit", "répond")],
    ),
    (
        "« La digue tient, assure la maire. « La vanne fuit », répond Ida Klein.",
        [(D, "La digue tient", "assure"), (D, "La vanne fuit", "répond")],
    ),
    ("« La digue tient », a t-il ajouté.", [(D, "La digue tient", "a t-il ajouté")]),
    ("« La digue tient », ajoute t-il.", [(D, "La digue tient", "ajoute t-il")]),
    ("« La digue tient », a -t-elle expliqué.", [(D, "La digue tient", "a -t-elle expliqué")]),
    ("« La digue tient », a t'il dit.", [(D, "La digue tient", "a t'il dit")]),
    ('« La digue tient », écrit "Le Courrier".', [(D, "La digue tient", "écrit")]),
    (
        "« La digue tient », a dit Léo Bast, « mais la vanne fuit ».",
        [(D, "La digue tient|mais la vanne fuit", "a dit")],
    ),
    ("« La digue tient », ironise une « marcheuse » du quartier.", [(D, "La digue tient", "ironise")]),
    ("La digue est « solide », a répété Léo Bast.", [(M, "La digue est « solide »", "a répété")]),
    (
        "La digue du quartier « Bel-Air » est fermée, annonce la mairie.",
        [(I, "La digue du quartier « Bel-Air » est fermée", "annonce")],
    ),
]

INSIDE_MARKS = [
    (
        "« La digue tient, savourait l'ingénieur liégeois au coup de midi. Elle tiendra. »",
        [(D, "La digue tient|Elle tiendra.", "savourait")],
    ),
    (
        "« La digue tient, a lancé d'entrée de jeu la mairesse, Josée Roy. Elle tiendra. »",
        [(D, "La digue tient|Elle tiendra.", "a lancé")],
    ),
    (
        "« La digue tient, s'indigne sa porte-parole, Luce Bast. Elle tiendra. »",
        [(D, "La digue tient|Elle tiendra.", "s'indigne")],
    ),
    (
        "« La digue tient, raconte Ali Roy, président de l'ASBL qui la garde. Elle tiendra. »",
        [(D, "La digue tient|Elle tiendra.", "raconte")],
    ),
    ("« On perd, quand on compte ses vaches. »", [(D, "On perd, quand on compte ses vaches.", None)]),
    (
        "« Nous partirons, a-t-il dit, demain matin. »",
        [(D, "Nous partirons|demain matin.", "a-t-il dit")],
    ),
    (
        "« Nous partirons, souffle le capitaine, Dimitri Sorel. Il est temps. »",
        [(D, "Nous partirons|Il est temps.", "souffle")],
    ),
    (
        "« Qui paiera ?, demande Inès Roy. Personne ne le sait. »",
        [(D, "Qui paiera ?|Personne ne le sait.", "demande")],
    ),
    (
        "« La digue tient, a lancé d'entrée de jeu la mairesse, Odile Roy. On verra. »",
        [(D, "La digue tient|On verra.", "a lancé")],
    ),
    (
        "« La digue tient, raconte Ali Diop, père de trois enfants et élu qui la garde. On verra. »",
        [(D, "La digue tient|On verra.", "raconte")],
    ),
    (
        "« La digue tient, savourait l'entraîneur du club au coup de sifflet. On verra. »",
        [(D, "La digue tient|On verra.", "savourait")],
    ),
]

COLON = [
    ("Léo Bast a déclaré : « La digue tient. »", [(D, "La digue tient.", "a déclaré")]),
    ("Et d'ajouter : « La digue tient. »", [(D, "La digue tient.", "ajouter")]),
    ("Léo Bast : « La digue tient. »", [(D, "La digue tient.", None)]),
    ("La réponse du maire : « La digue tient. »", [(D, "La digue tient.", None)]),
    (
        "Elle dit craindre le pire : « La digue cède. »",
        [(I, "craindre le pire", "dit"), (D, "La digue cède.", "dit")],
    ),
    ("Le maire l'a annoncé hier : la digue sera refaite.", [(I, "la digue sera refaite", "a annoncé")]),
    ("Son film, intitulé : « La digue du Nord », sort lundi.", []),
]

FREE = [
    ("« La digue tient. »", [(D, "La digue tient.", None)]),
    ("« Digue fermée »\n\nLa ville a réagi.", [(D, "Digue fermée", None)]),
    ("Le maire a parlé. « La digue tient. » Puis il est parti.", [(D, "La digue tient.", None)]),
    ("Son livre « Les digues ne parlent jamais de la mer le soir » est paru.", []),
    (
        "« Les camions paieront dès le mois de mars » pour l'entretien des voies.",
        [(M, "« Les camions paieront dès le mois de mars » pour l'entretien des voies", None)],
    ),
    ("Il a été placé en garde à vue pour « violences sur une personne âgée ».", []),
]

NESTED = [
    (
        "« Le préfet m'a dit que la digue cédait », raconte-t-elle.",
        [(D, "Le préfet m'a dit que la digue cédait", "raconte-t-elle"), (I, "la digue cédait", "a dit")],
    ),
    (
        "Elle raconte : « Le préfet m'a dit : “La digue cède.” »",
        [(D, "Le préfet m'a dit : “La digue cède.”", "raconte"), (D, "La digue cède.", "a dit")],
    ),
]

TURNS = [
    (
        "Pourquoi partir maintenant ?\n\n— J'ai fait mon temps.\n\nUn regret ?\n\n— Aucun.",
        [(D, "J'ai fait mon temps", None), (D, "Aucun", None)],
    ),
    (
        "— On joue, sourit la capitaine du club. On verra bien.",
        [(D, "On joue|On verra bien.", "sourit")],
    ),
    ("Q : Pourquoi partir ?\n\nR : J'ai fait mon temps.", [(D, "J'ai fait mon temps", None)]),
    (
        "Que faire ?\n\nO. F. – On verra bien.\n\nQuand ?\n\nO. F. – Demain.",
        [(D, "On verra bien", None), (D, "Demain", None)],
    ),
    ("Au menu :\n\n- Du pain\n\n- Du lait", []),
]

OVER_PARAGRAPHS = [
    (
        "« La digue tient.\n\nElle tiendra encore », dit-il.",
        [(D, "La digue tient.|Elle tiendra encore", "dit-il")],
    ),
    (
        "« La digue tient.\n\n« Elle tiendra encore », dit-il.",
        [(D, "La digue tient.|Elle tiendra encore", "dit-il")],
    ),
    (
        '"La digue tient.\n\nElle tiendra encore", dit-il.',
        [(D, "La digue tient.|Elle tiendra encore", "dit-il")],
    ),
    (
        '"La digue a tenu tout l\'hiver. "Elle tiendra encore", dit-il.',
        [(D, "La digue a tenu tout l'hiver. \"Elle tiendra encore", "dit-il")],
    ),
]

SPELLINGS = [
    ("« La digue tient », justifie t-il.", [(D, "La digue tient", "justifie t-il")]),
    ("« La digue tient », explique t'elle.", [(D, "La digue tient", "explique t'elle")]),
    (
        "Selon l'institut, environ une digue sur cinq (22,4 %) reste fragile.",
        [(I, "environ une digue sur cinq (22,4 %) reste fragile", "Selon")],
    ),
    (
        "Elle gagne en 3'32\"89. « La digue tient », dit Paule Arbois.",
        [(D, "La digue tient", "dit")],
    ),
    (
        "Mais, écrit la préfète, « la digue tient encore ».",
        [(D, "la digue tient encore", "écrit")],
    ),
]

TABLES = {
    "beside marks": BESIDE_MARKS,
    "inside marks": INSIDE_MARKS,
    "colon": COLON,
    "free": FREE,
    "nested": NESTED,
    "turns": TURNS,
    "paragraphs": OVER_PARAGRAPHS,
    "spellings": SPELLINGS,
}


@pytest.mark.parametrize(("text", "expected"), rows(TABLES))
def test_words_in_marks(text: str, expected: list[Found]) -> None:
    assert said(text) == expected
