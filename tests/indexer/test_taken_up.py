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
    ("Selon la CGT, la CFDT et la FSU, le ministre a annoncé la fin du régime.", "CGT, CFDT et FSU"),
    ("Les éleveurs subissent la pression d'investisseurs réclamant des « résultats ».", "investisseurs"),
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
    ("Selon les travaux menés par l'association Droit au toit, la moitié est vide.", "Droit au toit"),
    (
        "Un collectif regroupant cent familles a jugé le tracé « absurde ». Le collectif des Familles du val "
        "est né lundi.",
        "collectif des Familles du val",
    ),
    ("Selon une information révélée mardi 3 mai par « Le Courrier », le maire partira.", "Le Courrier"),
    ("Le Courrier publie un plan. Selon des informations du quotidien, tout sera rasé.", "Le Courrier"),
    (
        "Selon un sondage Opinéo réalisé pour Le Phare et Radio Lagune, 62 % sont contre.",
        "sondage Opinéo réalisé pour Le Phare et Radio Lagune",
    ),
    (
        "À en croire le patron, la loi est « bonne ». Un avis que ne partage pas la CFDT, selon laquelle "
        "« rien n'est réglé ».",
        "CFDT",
    ),
    (
        "La ministre, Ève Colin, cède. Le cabinet de la ministre précise que c'est fait.",
        "cabinet de la ministre",
    ),
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
    ("« Loin », soupire Nel, un saisonnier de 22 ans. « J'irai ailleurs », dit-il.", "Nel"),
    ("« Rien », a dit Jessy, nièce de la victime. « On attend », a-t-il ajouté.", "Jessy"),
    ("« Qui a peur ? », a lancé un collégien. Le jeune a ajouté : « Pas moi ».", "collégien"),
    ("Réponse du ministère, par la voix de son porte-parole Marc Ledru : « Rien ».", "Marc Ledru"),
    (
        "Le maire Jean Brel est venu. « Trop », a dit l'élu présent avec des gens comme Serge Coral.",
        "Jean Brel",
    ),
    ("Le président d'extrême droite Pedro Almeida a laissé entendre qu'il céderait.", "Pedro Almeida"),
    (
        "L'homme, ressortissant belge, s'appelait Karim Daoud. Le ministre de l'Intérieur français a dit : "
        "« Tout peut servir. »",
        "ministre de l'Intérieur français",
    ),
    ("L'attaquant Kevin Mbala a réagi. « Assez », a écrit l'international tricolore.", "Kevin Mbala"),
    ("Alors que le préfet hésite, la maire a fermé le pont, estimant que « rien ne tient ».", "maire"),
    (
        "Hassan Berkani, chauffeur à Oran, en a assez. « C'est trop », peste ce père de trois enfants.",
        "Hassan Berkani",
    ),
    (
        "Le propriétaire des lieux, un retraité de 71 ans, affirme ne rien savoir. « C'est faux », s'agace "
        "le septuagénaire.",
        "propriétaire des lieux",
    ),
    ("Son conseil, Me Dirk Roy, a plaidé l'acquittement, estimant que « rien n'est sûr ».", "Dirk Roy"),
    ("La mère de l'accusé a parlé. « Mon fils n'est pas un monstre », a-t-elle dit.", "mère de l'accusé"),
    ("« Un fouillis », a réagi Léa Morin, dont le parti monte : « On y trouve de tout ».", "Léa Morin"),
    (
        "L'ancien Premier ministre Ugo Brun a reçu les élus. « Clos », dit l'ex-pensionnaire de Matignon.",
        "Ugo Brun",
    ),
]


@pytest.mark.parametrize(("text", "name"), PEOPLE)
def test_people_taken_up(text: str, name: str) -> None:
    assert last(text) == name


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (
            "Le principal suspect pour les meurtres de la petite Léa et du sergent Morel a dit : « Oui. »\n\n"
            "Le passé de Bruno Carmin se dessine. Le sergent Luc Morel avait disparu en mai.",
            "Bruno Carmin",
        ),
        (
            "« C'est prévu », a dit la secrétaire d'État auprès du ministre de l'Économie Anne Colin.",
            "Anne Colin",
        ),
        ("Paul Morel est mort. « C'est faux », affirme sa veuve. Anne Morel vit à Lens.", "Anne Morel"),
        ("« C'est faux », affirme la veuve de Paul Morel. Anne Morel vit à Lens.", "Anne Morel"),
        ("Paul Morel est mort. « C'est faux », affirme sa veuve. Ève Colin vit à Lens.", "veuve"),
        ("Anne Morel est venue avec Paul Morel. « C'est faux », affirme son fils.", "fils"),
    ],
)
def test_whose_death_and_whose_wife_it_is(text: str, speaker: str) -> None:
    """The name in a description is not the one described; one of the family goes by the surname."""
    assert last(text) == speaker


HEADINGS = [
    (
        "Le chantier avance.\n\nUn budget « intenable »\n\n« Ce budget est intenable », a dit Ève Colin. La "
        "ville n'a pas réagi.",
        [("intenable", "Ève Colin"), ("Ce budget est intenable", "Ève Colin")],
    ),
    (
        "Ève Colin a jugé que la digue « ne tiendra pas l'hiver ».\n\nLA DIGUE « NE TIENDRA PAS »\n\n"
        "Il pleut.",
        [
            ("la digue « ne tiendra pas l'hiver »", "Ève Colin"),
            ("LA DIGUE « NE TIENDRA PAS »", "Ève Colin"),
        ],
    ),
    (
        "Ève Colin est là. « C'est une décision prise trop tard et mal », a dit Paul Roy. Ève Colin rit.\n\n"
        "Une décision « prise trop tard et mal »\n\nIl pleut.",
        [("C'est une décision prise trop tard et mal", "Paul Roy"), ("prise trop tard et mal", "Paul Roy")],
    ),
    # nobody says it, a name, a whole sentence: no heading that takes words up
    (
        "Un budget « intenable »\n\n« Non », a dit Ève Colin.",
        [("Non", "Ève Colin")],
    ),
    (
        "Le label « Port Propre »\n\n« Le label Port Propre est mort », a dit Ève Colin.",
        [("Le label Port Propre est mort", "Ève Colin")],
    ),
    (
        "« Un budget intenable », a dit Ève Colin.\n\nLe budget est « intenable ».",
        [("Un budget intenable", "Ève Colin")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), HEADINGS)
def test_headings_with_a_few_words_of_somebody(text: str, expected: list[tuple[str, str]]) -> None:
    """They are said by whoever says them in the article."""
    given = extract(Article(id="1", text=text))
    assert [(quote.text(text), quote.speaker.name) for quote in given] == expected
