"""Clauses: after « que », infinitives, « selon », incises without marks, and where nobody says anything."""

from __future__ import annotations

import pytest

from tests.indexer.sieve_helpers import D, Found, I, M, rows, said

CLAUSES = [
    ("Léo Bast affirme que la digue tient.", [(I, "la digue tient", "affirme")]),
    ("Léo Bast a dit mardi à l'AFP que la digue tenait.", [(I, "la digue tenait", "a dit")]),
    ("Léo Bast précise aussi que la digue tient.", [(I, "la digue tient", "précise")]),
    ("Léo Bast jugea que la digue tenait.", [(I, "la digue tenait", "jugea")]),
    ("Léo Bast avait prédit que la digue céderait.", [(I, "la digue céderait", "avait prédit")]),
    ("Léo Bast aurait reconnu que la digue cédait.", [(I, "la digue cédait", "aurait reconnu")]),
    ("Léo Bast reconnait que la digue cède.", [(I, "la digue cède", "reconnait")]),
    ("Léo Bast a fini par avouer que la digue cédait.", [(I, "la digue cédait", "avouer")]),
    ("La ville a fait savoir que la digue tenait.", [(I, "la digue tenait", "a fait savoir")]),
    ("Bien que la ville maintienne que la digue tient, l'eau monte.", [(I, "la digue tient", "maintienne")]),
    ("Il a affirmé que « la digue tient ».", [(D, "la digue tient", "a affirmé")]),
    (
        "Il dit que « la digue tient bon » et que l'eau baisse.",
        [(D, "la digue tient bon", "dit"), (I, "l'eau baisse", "dit")],
    ),
    ("Il a affirmé que la digue « tient bon ».", [(M, "la digue « tient bon »", "a affirmé")]),
    ("Il a affirmé que « la digue tient » bien.", [(M, "« la digue tient » bien", "a affirmé")]),
    ("Léo Bast demande si la digue tiendra.", [(I, "si la digue tiendra", "demande")]),
    ("Léo Bast a expliqué pourquoi la digue tient.", [(I, "pourquoi la digue tient", "a expliqué")]),
    ("Il a demandé à ce que la digue soit refaite.", [(I, "la digue soit refaite", "a demandé")]),
    ("Le club plaide pour que la digue soit refaite.", [(I, "la digue soit refaite", "plaide")]),
    ("Il n'a pas caché que la digue cédait.", [(I, "la digue cédait", "a pas caché")]),
    ("Il n'a pas dit que la digue cédait.", []),
    ("La loi ne prévoit qu'une digue.", []),
    ("La soirée promet d'être belle.", []),
    ("Ève Colin, qui a renoncé au vote, a annoncé lundi la création d'une association.", []),
    ("La digue est plus haute que prévu.", []),
    ("Il plaide pour une digue que la mer respecte.", []),
    ("L'étude montre que la digue tient.", [(I, "la digue tient", "montre")]),
    ("Le maire montre que la digue tient.", []),
    (
        "Il a dit aux voisins qui l'ont vu que la digue cédait.",
        [(I, "la digue cédait", "a dit")],
    ),
    ("La loi prévoit que la digue soit refaite.", []),
    (
        "La ville a dit que la digue tenait, et des élus, s'exprimant hier, ont dit qu'elle cédait.",
        [(I, "la digue tenait", "a dit"), (I, "elle cédait", "ont dit")],
    ),
]

INFINITIVES = [
    ("Léo Bast affirme ne pas avoir vu la digue.", [(I, "ne pas avoir vu la digue", "affirme")]),
    ("Léo Bast dit vouloir « rebâtir » la digue.", [(M, "vouloir « rebâtir » la digue", "dit")]),
    ("Léo Bast a promis de rebâtir la digue.", [(I, "rebâtir la digue", "a promis")]),
    ("La ville appelle les riverains à quitter la digue.", [(I, "quitter la digue", "appelle")]),
    (
        "S'il affirme avoir « tout vu », le maire se tait.",
        [(M, "avoir « tout vu »", "affirme")],
    ),
    (
        "Il a juré que « la digue tiendra », après la crue du fleuve.",
        [(D, "la digue tiendra", "a juré")],
    ),
    ("Il explique comment bâtir la digue : « On creuse. »", [(D, "On creuse.", "explique")]),
    ("La ville n'a pas été en mesure de préciser si la digue tient.", []),
    (
        "Le maire dit que la digue tient, la préfète assurant qu'elle cède.",
        [(I, "la digue tient", "dit"), (I, "elle cède", "assurant")],
    ),
    (
        "Le maire nie avoir fermé la digue mais Léo Bast, un voisin, affirme qu'elle est fermée.",
        [(I, "avoir fermé la digue", "nie"), (I, "elle est fermée", "affirme")],
    ),
    (
        "Léo Bast, qui soutient que la digue cédera, veut la rebâtir.",
        [(I, "la digue cédera", "soutient")],
    ),
    (
        "La ville assure que la digue tient selon la préfète.",
        [(I, "la digue tient", "assure")],
    ),
    (
        "Il accuse la ville d'avoir laissé la digue « pourrir ».",
        [(M, "avoir laissé la digue « pourrir »", "accuse")],
    ),
    ("La ville exhorte à « fuir la digue ».", [(M, "fuir la digue", "exhorte")]),
    ("Le maire a annoncé lundi le ministre de la Mer.", []),
    ("Elle n'exclut pas de rebâtir la digue.", [(I, "rebâtir la digue", "exclut")]),
    ("Des cônes pour encourager les gens à ralentir.", []),
]

SECOND_CUES = [
    (
        "« La digue tient », dit-il, ajoutant que l'eau baissait.",
        [(D, "La digue tient", "dit-il"), (I, "l'eau baissait", "ajoutant")],
    ),
    (
        "Il dit que la digue tient et ajoute que l'eau baisse.",
        [(I, "la digue tient", "dit"), (I, "l'eau baisse", "ajoute")],
    ),
    (
        "Elle affirme que la digue tient, tout en reconnaissant que l'eau monte.",
        [(I, "la digue tient", "affirme"), (I, "l'eau monte", "reconnaissant")],
    ),
    (
        "Affirmant que la digue tient, le maire a promis de la rehausser.",
        [(I, "la digue tient", "Affirmant"), (I, "la rehausser", "a promis")],
    ),
    (
        "La ville dit que la digue tient, mais des riverains assurent avoir vu des fissures.",
        [(I, "la digue tient", "dit"), (I, "avoir vu des fissures", "assurent")],
    ),
    (
        "Il a esquivé la question et expliqué que la digue tenait.",
        [(I, "la digue tenait", "expliqué")],
    ),
    (
        "Il a promis que la digue tiendrait, dans un communiqué publié lundi.",
        [(I, "la digue tiendrait", "a promis")],
    ),
    (
        "Il a nié avoir vu la digue, ce qui surprend.",
        [(I, "avoir vu la digue", "a nié")],
    ),
]

ACCORDING = [
    ("Selon Léo Bast, la digue tient.", [(I, "la digue tient", "Selon")]),
    ("Selon lui, la digue « tient bon ».", [(M, "la digue « tient bon »", "Selon")]),
    ("La digue tient, selon la préfecture.", [(I, "La digue tient", "selon")]),
    (
        "Selon L'Écho, Léo Bast, ancien maire, soutient la digue.",
        [(I, "Léo Bast, ancien maire, soutient la digue", "Selon")],
    ),
    (
        "Selon la ville, Anne Roy, Paul Bel et Luc Diop bâtiront la digue.",
        [(I, "Anne Roy, Paul Bel et Luc Diop bâtiront la digue", "Selon")],
    ),
    (
        "Selon des proches, écrit L'Écho, la digue tient.",
        [(I, "la digue tient", "Selon")],
    ),
    ("Comme le note la préfète, la digue tient.", [(I, "la digue tient", "Comme le note")]),
    (
        "« Cent digues sont minées » dans le Nord, selon le rapporteur Léo Bast.",
        [(M, "« Cent digues sont minées » dans le Nord", "selon")],
    ),
    ("Pour ses proches, la digue tiendra.", [(I, "la digue tiendra", "Pour")]),
    ("À son avis, la digue tient.", [(I, "la digue tient", "À son avis")]),
    ("Selon franceinfo, la digue tient.", [(I, "la digue tient", "Selon")]),
    (
        "Selon lui, la maire de Lons, Ève Roy, aurait fermé la digue.",
        [(I, "la maire de Lons, Ève Roy, aurait fermé la digue", "Selon")],
    ),
    ("La digue se franchit en dix minutes selon les lieux.", []),
    ("L'adage selon lequel la mer reprend tout a du vrai.", []),
    ("Pour la fête de la Mer, la ville a fermé « la digue ».", []),
    ("La digue tient selon des estimations.", [(I, "La digue tient", "selon")]),
    ("D'après l'institut, la digue tient.", [(I, "la digue tient", "D'après")]),
    ("À en croire le maire, la digue tient.", [(I, "la digue tient", "À en croire")]),
    ("Aux dires du syndic, la digue tient.", [(I, "la digue tient", "Aux dires")]),
    ("De l'aveu même de la ville, la digue cède.", [(I, "la digue cède", "De l'aveu même")]),
    ("Pour Léo Bast, la digue est trop basse.", [(I, "la digue est trop basse", "Pour")]),
    ("Comme l'a rappelé Léo Bast, la digue tient.", [(I, "la digue tient", "Comme l'a rappelé")]),
    ("Selon ce qu'indique la ville, la digue tient.", [(I, "la digue tient", "Selon ce qu'indique")]),
    ("Pour la rentrée, la digue est prête.", []),
    ("Vers 17h, selon la police, la digue a cédé.", [(I, "la digue a cédé", "selon")]),
    (
        "Selon Ida Klein, porte-parole du port, la digue tient.",
        [(I, "la digue tient", "Selon")],
    ),
    (
        "Selon le Guet, la victime, âgée de 20 ans, dormait.",
        [(I, "la victime, âgée de 20 ans, dormait", "Selon")],
    ),
    ("La digue, selon Léo Bast, a tenu bon.", [(I, "La digue|a tenu bon", "selon")]),
    ("Une étude selon laquelle la digue tient a paru.", [(I, "la digue tient a paru", "selon")]),
    ("La foule (6 000 personnes selon la police) est partie.", [(I, "6 000 personnes", "selon")]),
    ("Par ailleurs, la digue tient, selon Léo Bast.", [(I, "la digue tient", "selon")]),
    ("Selon la CGT, la CFDT et la FSU, la digue tient.", [(I, "la digue tient", "Selon")]),
    # link words before the preposition
    ("D'autre part, selon le maire, la digue tient.", [(I, "la digue tient", "selon")]),
    ("De plus, selon Léo Bast, la digue tient.", [(I, "la digue tient", "selon")]),
    ("De même, d'après le port, la digue tient.", [(I, "la digue tient", "d'après")]),
    # what somebody tells, and what is written
    ("Selon la version de la gendarmerie, la digue a cédé.", [(I, "la digue a cédé", "Selon")]),
    ("La digue s'ouvre ou non, selon la version du logiciel.", []),
    ("Selon les termes de l'accord, la digue sera rehaussée.", [(I, "la digue sera rehaussée", "Selon")]),
    # newspapers whose name stands in marks
    ('Selon "Le Courrier", la digue sera rehaussée.', [(I, "la digue sera rehaussée", "Selon")]),
    ("La digue sera rehaussée, selon « L'Écho du Val ».", [(I, "La digue sera rehaussée", "selon")]),
    ('Comme le note "Le Courrier", la digue tient.', [(I, "la digue tient", "Comme le note")]),
    ("Comme le révélait mardi « El Bahri », la digue cède.", [(I, "la digue cède", "Comme le révélait")]),
    ("Il y a eu des dégâts, différents selon les régions.", []),
    ("Selon que vous serez riche ou pauvre.", []),
]

BARE_INCISES = [
    ("La digue a cédé lundi, a annoncé la préfecture.", [(I, "La digue a cédé lundi", "a annoncé")]),
    ("La digue a cédé lundi a indiqué la préfecture.", [(I, "La digue a cédé lundi", "a indiqué")]),
    ("La digue, dit-il, a cédé lundi.", [(I, "La digue|a cédé lundi", "dit-il")]),
    (
        "Le maire a promis que la digue tiendrait, rapporte L'Écho.",
        [
            (I, "Le maire a promis que la digue tiendrait", "rapporte"),
            (I, "la digue tiendrait", "a promis"),
        ],
    ),
    ("La digue, qui a cédé lundi, annonce un hiver rude.", []),
    (
        "Le pont qui relie les rives sera fermé lundi, a assuré le maire.",
        [(I, "Le pont qui relie les rives sera fermé lundi", "a assuré")],
    ),
    (
        "La digue a cédé lundi, a-t-on appris de source policière.",
        [(I, "La digue a cédé lundi", "a-t-on appris")],
    ),
    (
        "« Les gens ont refusé de venir » à la fête, souligne Léo Bast, candidat à la mairie.",
        [(M, "« Les gens ont refusé de venir » à la fête", "souligne")],
    ),
    ("C'est par ces mots que le maire, Léo Bast, a justifié la digue.", []),
    (
        "La digue pèse mille tonnes, a indiqué la préfecture.",
        [(I, "La digue pèse mille tonnes", "a indiqué")],
    ),
    (
        "La loi n'autorise plus ces digues, rappelle L'Écho.",
        [(I, "La loi n'autorise plus ces digues", "rappelle")],
    ),
    (
        "Des riverains n'ont plus d'eau depuis lundi, ont raconté plusieurs d'entre eux.",
        [(I, "Des riverains n'ont plus d'eau depuis lundi", "ont raconté")],
    ),
    (
        "La candidate se retire de la course, a confirmé mardi sa formation politique.",
        [(I, "La candidate se retire de la course", "a confirmé")],
    ),
    (
        "La digue sera rehaussée en mars, ont indiqué les deux organismes.",
        [(I, "La digue sera rehaussée en mars", "ont indiqué")],
    ),
    ("La route était coupée, a constaté une journaliste de l'AFP.", []),
    ("Le préfet, élu en mars, a annoncé la fin du chantier.", []),
]

HALVES = [
    (
        "Si l'accès « sera maintenu », assure la maire, les cyclistes devront « mettre pied à terre ».",
        [
            (
                M,
                "Si l'accès « sera maintenu »|les cyclistes devront « mettre pied à terre »",
                "assure",
            )
        ],
    ),
    (
        "Si les prix montent encore, prévient la préfète, les salaires devront suivre.",
        [(I, "Si les prix montent encore|les salaires devront suivre", "prévient")],
    ),
    (
        "« La digue tient », dit la maire. À l'heure actuelle, « rien n'est perdu pour la vallée ».",
        [
            (D, "La digue tient", "dit"),
            (M, "À l'heure actuelle, « rien n'est perdu pour la vallée »", None),
        ],
    ),
]

WHO_ELSE_SAYS = [
    ("Certains estiment que la digue cède.", [(I, "la digue cède", "estiment")]),
    ("Six riverains sur dix jugent que la rue est sale.", [(I, "la rue est sale", "jugent")]),
    ("Lui assure ne pas être venu pour partir.", [(I, "ne pas être venu pour partir", "assure")]),
    (
        "Après avoir accusé la ville de chercher à l'écarter, M. Ledru a changé d'avis.",
        [(I, "chercher à l'écarter", "avoir accusé")],
    ),
    ("Le maire ne pense pas que la digue cède.", [(I, "la digue cède", "pense")]),
    ("La maire ne comprend pas pourquoi l'école ferme.", [(I, "pourquoi l'école ferme", "comprend")]),
    ("Les parents veulent que l'école reste ouverte.", [(I, "l'école reste ouverte", "veulent")]),
    ("Le syndicat dénonce le fait que rien n'ait été fait.", [(I, "rien n'ait été fait", "dénonce")]),
    ("Elle met en avant le fait que rien n'ait été fait.", [(I, "rien n'ait été fait", "met en avant")]),
    (
        "L'association a souligné la nécessité que la ville soit plus active.",
        [(I, "la ville soit plus active", "a souligné")],
    ),
    ("Berne promet de rembourser les éleveurs touchés.", [(I, "rembourser les éleveurs touchés", "promet")]),
    (
        "La mairesse a réitéré que la digue tient, mercredi, lors d'un point de presse.",
        [(I, "la digue tient", "a réitéré")],
    ),
    ("L'enquête se poursuit, ajoute le communiqué.", [(I, "L'enquête se poursuit", "ajoute")]),
    (
        "Une annonce suivra, a indiqué la mairesse en point de presse.",
        [(I, "Une annonce suivra", "a indiqué")],
    ),
    (
        "Six habitants sur dix dorment mal, révèle un sondage publié jeudi.",
        [(I, "Six habitants sur dix dorment mal", "révèle")],
    ),
    (
        "La digue est coupée pour deux jours, précise la jirga.",
        [(I, "La digue est coupée pour deux jours", "précise")],
    ),
    (
        "La situation est fragile, prévient le Dr Karim Benali, urgentologue à l'hôpital de Lons.",
        [(I, "La situation est fragile", "prévient")],
    ),
    ("« La digue tient », ajoute t-il.", [(D, "La digue tient", "ajoute t-il")]),
    (
        "Selon le maire de Lons, Yves Le Goff (DVG), la digue tient.",
        [(I, "la digue tient", "Selon")],
    ),
    (
        "Du point de vue du syndicat, l'accord est trop court.",
        [(I, "l'accord est trop court", "Du point de vue")],
    ),
    ("De plus, selon le maire, la porte était fermée.", [(I, "la porte était fermée", "selon")]),
    ("Pour le maire, il n'est pas question de partir.", [(I, "il n'est pas question de partir", "Pour")]),
]

NOBODY_SAYS = [
    (text, [])
    for text in (
        "Force est de constater que la digue tient.",
        "Il faut dire que la digue tient.",
        "Cela signifie que la digue tient.",
        "La digue tient, ce qui signifie que l'eau baisse.",
        "Tout laisse à penser que la digue tient.",
        "La légende raconte que le roi dormait ici.",
        "La rumeur selon laquelle le pont fermerait a couru.",
        "La tradition veut que le maire offre le vin.",
        "La situation exige que tout le monde parte.",
        "Le maire a-t-il dit que la digue tenait ?",
        "Le maire n'a pas dit vouloir partir.",
        "Le maire a décidé que le pont serait fermé.",
        "La bataille devrait cela dit être longue.",
        "L'élu dénonce une mesure qu'il trouve floue.",
        "Les enfants ont voulu en savoir plus sur le pont qu'ils avaient vu.",
        "La marque vous propose de découvrir son musée.",
    )
]

TABLES = {
    "clauses": CLAUSES,
    "infinitives": INFINITIVES,
    "second cues": SECOND_CUES,
    "according": ACCORDING,
    "bare": BARE_INCISES,
    "halves": HALVES,
    "who else": WHO_ELSE_SAYS,
    "nobody": NOBODY_SAYS,
}


@pytest.mark.parametrize(("text", "expected"), rows(TABLES))
def test_clauses(text: str, expected: list[Found]) -> None:
    assert said(text) == expected
