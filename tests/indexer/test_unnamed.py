"""Speakers who are no people with names: bodies, documents, groups, people whom nobody names.

Each is told by the fullest name or description that the article gives anywhere.
"""

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


ACRONYMS = [
    (
        "Le Haut Comité français de la pêche (HCP) a rendu un avis. Le HCP rappelle que « le thon revient ».",
        "Haut Comité français de la pêche",
    ),
    (
        "L'Agence nationale des ponts (ANPO) a rendu un rapport. Selon l'ANPO, l'ouvrage tient.",
        "Agence nationale des ponts",
    ),
    (
        "L'agence norvégienne de météorologie (NMI) attend du vent. « Rentrez les bateaux », écrit la NMI.",
        "agence norvégienne de météorologie",
    ),
    (
        "Un membre de l'Onem (l'Office national des étangs et marais) l'a vu. « L'eau baisse », note l'Onem.",
        "Office national des étangs et marais",
    ),
    ("La Caisse de Morvan a fermé. « Tout est en ordre », écrit la CdM.", "Caisse de Morvan"),
    ("Des ponts ont cédé, ont annoncé les Nations unies. Selon l’ ONU , la crue est finie.", "Nations unies"),
    (
        "Une grève, selon Le Journal du dimanche (JDD). « Elle dure », rapporte Le JDD.",
        "Le Journal du dimanche",
    ),
    # a party in brackets is nobody's short name; who has an acronym of their own is brought in
    ("La ville de Lens (PS) a voté. Le PS a salué « un beau geste ».", "PS"),
    (
        "L'agence météorologique suisse a prévenu. Il gèlera, d'après l'agence météorologique danoise (DMI).",
        "agence météorologique danoise",
    ),
]


@pytest.mark.parametrize(("text", "name"), ACRONYMS)
def test_an_acronym_stands_for_the_name_in_full(text: str, name: str) -> None:
    assert last(text).speaker.name == name


DOCUMENTS = [
    # told more fully further on, or only once
    (
        "Les vélos manquent, à en croire une étude parue mardi.\n\nCette vaste étude menée par trois écoles "
        "suisses a duré un an. Les pistes manquent aussi, souligne l'étude.",
        "vaste étude menée par trois écoles suisses",
    ),
    (
        "Des actes examinés par la radio Onde ont paru. Les documents révèlent que le port a été vendu.",
        "documents",
    ),
    (
        "Des documents examinés par la radio Onde accusent le port. Les documents disent que tout est vrai.",
        "documents examinés par la radio Onde",
    ),
    (
        "Une enquête menée par la Ligue du rail a paru. D'après les résultats, un train sur deux est vide.",
        "enquête menée par la Ligue du rail",
    ),
    (
        "Le documentaire de Canal Baie est sorti. « Le port était vide », affirme le documentaire.",
        "documentaire de Canal Baie",
    ),
    # another one
    (
        "Une étude de l'Institut Faure a paru. Selon une autre étude menée à Brest, la nappe monte.",
        "autre étude menée à Brest",
    ),
    (
        "Selon l'enquête de la mairie, tout va. Selon l'enquête du rectorat, « rien ne va ».",
        "enquête du rectorat",
    ),
]


@pytest.mark.parametrize(("text", "name"), DOCUMENTS)
def test_a_document_goes_by_its_fullest_mention(text: str, name: str) -> None:
    assert last(text).speaker.name == name


def test_who_has_read_documents_has_not_issued_them() -> None:
    assert last("Des notes consultées par l'Agence du fleuve disent que la digue tient.").organisation is None


GROUPS = [
    (
        "Les syndicats ont quitté la table. Les syndicats CGT, FO et SUD Rail exigent « un accord ». "
        "« Nous reviendrons », préviennent-ils.",
        "syndicats CGT, FO et SUD Rail",
    ),
    ("Les partis Avance, UDR et Alternative dénoncent « un coup ».", "partis Avance, UDR et Alternative"),
    (
        "Rien, notent les avocats. « On cherche », dit Luc Roy, l'un des avocats de la famille Prat. "
        "« On ne cède pas », répètent les avocats.",
        "avocats de la famille Prat",
    ),
    (
        "Des éleveurs privés d'eau ont bloqué le pont. « On tiendra », promettent les éleveurs.",
        "éleveurs privés d'eau",
    ),
    (
        "« On tiendra », promettent les éleveurs. Des éleveurs venus de trois cantons ont bloqué le pont.",
        "éleveurs venus de trois cantons",
    ),
    (
        "Le feu est éteint, ont dit des vigiles et des pompiers. Ces mêmes témoins jugent le toit « sûr ».",
        "vigiles et des pompiers",
    ),
]


@pytest.mark.parametrize(("text", "name"), GROUPS)
def test_a_group_goes_by_its_fullest_description(text: str, name: str) -> None:
    assert last(text).speaker.name == name


BODIES = [
    # the name behind what a body is
    ("« Non », assure le site suisse d'information Rivages.", "Rivages"),
    ("Il gèlera, selon le service météo norvégien, le Vaerstad.", "Vaerstad"),
    # who leads it
    ("Air France supprime douze vols. « Tout est calme », assure la direction.", "direction d'Air France"),
    ("À la SNCF, on attend. « Tout est calme », assure la direction.", "direction de la SNCF"),
    # a branch of it
    ("« Il y a trois blessés », selon la DDSP des Landes.", "DDSP des Landes"),
    # what the press calls it
    (
        "Le Conseil constitutionnel a tranché. « La loi est nulle », écrivent les Sages.",
        "Conseil constitutionnel",
    ),
    (
        "Le Canard enchaîné a publié la liste. « Elle est longue », précise le palmipède.",
        "Le Canard enchaîné",
    ),
    ("La Chine et Israël négocient. L'Etat hébreu a annoncé une trêve « immédiate ».", "Israël"),
    ("Selon l'IGPN, rien n'a fuité. « Tout est en règle », note la « police des polices ».", "IGPN"),
    # nobody of that name is spoken of
    ("« La loi est nulle », écrivent les Sages.", "Sages"),
    # a newspaper's name with or without its hyphen
    ("Le maire a cédé, écrit Ouest France. « Il a cédé », répète le quotidien.", "Ouest France"),
]


@pytest.mark.parametrize(("text", "name"), BODIES)
def test_a_body_goes_by_its_name(text: str, name: str) -> None:
    assert last(text).speaker.name == name


PEOPLE = [
    # brought in without a name, and taken up by whatever may be said of them
    (
        "Un mendiant de 32 ans a rendu un sac à Metz. « Merci », dit l'heureux bénéficiaire de la prime.",
        "mendiant de 32 ans",
    ),
    (
        "Un mendiant de 32 ans a rendu un sac. « Voilà », dit l'homme. « Merci », dit le trentenaire.",
        "mendiant de 32 ans",
    ),
    (
        "Une retraitée de 71 ans a trouvé un lingot. « Je ris », témoigne l'heureuse propriétaire.",
        "retraitée de 71 ans",
    ),
    (
        "Un détenu radicalisé a blessé deux gardiens. « Je suis prêt », a crié l'agresseur.",
        "détenu radicalisé",
    ),
    (
        "Une lycéenne croisée près du marché explique que tout va vite. Elle ajoute que tout va mal.",
        "lycéenne croisée près du marché",
    ),
    # who accuses is not who is accused
    (
        "Selon le procureur Jean Valmont, un maçon a avoué. Le suspect dit avoir « frappé un voisin ».",
        "maçon",
    ),
    # to whom it was told is no part of who told it
    ("« Tout va bien », confie un stratège du pouvoir au Figaro.", "stratège du pouvoir"),
]


@pytest.mark.parametrize(("text", "name"), PEOPLE)
def test_somebody_unnamed_goes_by_one_description(text: str, name: str) -> None:
    assert last(text).speaker.name == name


def test_a_group_of_the_lead_is_who_is_listed_further_on() -> None:
    text = (
        "Ces parlementaires demandent que le pont rouvre.\n\nDans une tribune, Paul Ferry, Anne Lods et Hugo "
        "Prat ont appelé le préfet à « agir ». « Le temps presse », écrivent les élus."
    )
    quotes = extract(Article(id="1", text=text))
    assert {quote.speaker.name for quote in quotes} == {"Paul Ferry, Anne Lods et Hugo Prat"}
