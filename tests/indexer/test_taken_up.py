"""Those who are taken up again: several who spoke together, bodies by their print, who a later word means."""

from __future__ import annotations

import pytest

from corpus import Article
from indexer.extraction import extract

SEVERAL = [
    (
        "Le président du comité, Serge Ntamack, et sa trésorière, Odile Mbarga, ont dit « oui ».",
        "Serge Ntamack et Odile Mbarga",
    ),
    (
        "Dans une tribune, Paul Ferry, le président du groupe Cap au conseil, Anne Lods, la cheffe des "
        "écologistes et Hugo Prat, le secrétaire du syndicat, ont appelé la maire à « renoncer ». « Le débat "
        "est nécessaire », écrivent les élus.",
        "Paul Ferry, Anne Lods et Hugo Prat",
    ),
    (
        "Le Syndicat des pêcheurs de Matane et l'Association des parents de Sorel jugent la date « "
        "trop proche ». « Attendons », plaident les deux organisations.",
        "Syndicat des pêcheurs de Matane et Association des parents de Sorel",
    ),
    (
        "La CSC et la FGTB dénoncent « un passage en force ». Les deux syndicats prévoient que ça durera.",
        "CSC et FGTB",
    ),
    ("Ève Colin, maire de Lens et Tom Brel, son adjoint, ont dit « oui ».", "Ève Colin et Tom Brel"),
]


def last(text: str) -> str | None:
    """The speaker of the last quotation of a text."""
    return extract(Article(id="1", text=text))[-1].speaker.name


@pytest.mark.parametrize(("text", "name"), SEVERAL)
def test_several_who_spoke_together(text: str, name: str) -> None:
    assert last(text) == name


BODIES = [
    ("L'association « Vélo pour tous » dénonce « un recul ».", "Vélo pour tous"),
    ("L'ONG “40 Marins d'ici” a réagi. « C'est trop », a dénoncé l'association.", "40 Marins d'ici"),
    ("Selon le site spécialisé meteovoile.com, le vent soufflera.", "meteovoile.com"),
    (
        "Le président du bailleur Habitat 13 a dit « non ». Le bailleur demande que la loi change.",
        "Habitat 13",
    ),
    ("La CGT-Énergie appelle à la grève. « Nous ne céderons rien », prévient le syndicat.", "CGT-Énergie"),
    ("Selon le RKM (Haut-Conseil électoral), c'est fait. Le RKM dit « oui ».", "Haut-Conseil électoral"),
    ("Un collectif juge le tracé « absurde ».\n\nLe collectif Vallée libre est né lundi.", "Vallée libre"),
    ("L'Écho publie un plan. Selon le site du quotidien, tout sera rasé.", "L'Écho"),
    ("D'après les chiffres publiés par L'Écho, 300 emplois sont menacés.", "L'Écho"),
    ("La Ligue du fleuve proteste. Ce même organisme estime que « rien n'est joué ».", "Ligue du fleuve"),
    (
        "Le tribunal administratif de Lens a suspendu l'arrêté. Le tribunal administratif a relevé un vice. "
        "La juridiction estime que « rien ne pressait ».",
        "tribunal administratif de Lens",
    ),
]


@pytest.mark.parametrize(("text", "name"), BODIES)
def test_bodies_by_their_print_and_what_means_them(text: str, name: str) -> None:
    assert last(text) == name


PEOPLE = [
    ("« Un fouillis », a réagi Léa Morin, dont le parti monte : « On y trouve de tout ».", "Léa Morin"),
    (
        "L'ancien Premier ministre Ugo Brun a reçu les élus. « Clos », dit l'ex-pensionnaire de Matignon.",
        "Ugo Brun",
    ),
]


@pytest.mark.parametrize(("text", "name"), PEOPLE)
def test_people_taken_up(text: str, name: str) -> None:
    assert last(text) == name
