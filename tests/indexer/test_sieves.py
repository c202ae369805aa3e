"""What is found: (text, [(kind, words, cue)]) for every construct, in the words of many regions."""

from __future__ import annotations

import pytest

from corpus import Article
from indexer.extraction.layout import layout
from indexer.extraction.passage import passages
from indexer.extraction.sieves import sift


def said(text: str) -> list[tuple[str, str, str | None]]:
    """(kind, words with spans joined by |, cue) of each quotation."""
    found = [f for passage in passages(layout(Article(id="1", text=text))) for f in sift(passage)]
    return [
        (
            f.kind,
            "|".join(text[start:end] for start, end in f.spans),
            text[slice(*f.cue)] if f.cue else None,
        )
        for f in sorted(found, key=lambda f: f.spans[0])
    ]


D, M, I = "direct", "mixed", "indirect"  # noqa: E741 - the three kinds, short for tables

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

FRAGMENTS = [
    ("Le collectif dénonce « un passage en force ».", [(M, "un passage en force", "dénonce")]),
    ("Il qualifie la digue de « passoire ».", [(M, "passoire", "qualifie")]),
    ("Il dénonce une digue « en carton ».", [(M, "une digue « en carton »", "dénonce")]),
    ("Elle salue « le courage » des sauveteurs.", [(M, "« le courage » des sauveteurs", "salue")]),
    ("Il s'est dit « très déçu ».", [(M, "très déçu", "s'est dit")]),
    ("Il se dit prêt à partir.", [(I, "prêt à partir", "se dit")]),
    ("L'incendie s'est déclaré dans la nuit.", []),
    (
        "Les gens scandaient « La mer » et « La digue ».",
        [(D, "La mer", "scandaient"), (D, "La digue", "scandaient")],
    ),
    ("Elle remercie les pompiers pour leur « courage ».", [(M, "courage", "remercie")]),
    ("L'album « Digue du Nord » est paru lundi.", []),
    (
        "Le syndicat a réclamé une enquête « indépendante » sur les causes de la crue.",
        [(M, "une enquête « indépendante » sur les causes de la crue", "a réclamé")],
    ),
    (
        "Le club a annoncé lundi la fin des travaux, à la suite de « graves avaries ».",
        [(M, "la fin des travaux, à la suite de « graves avaries »", "a annoncé")],
    ),
    ("Elle a déploré un « drame » après la crue du fleuve.", [(M, "drame", "a déploré")]),
    (
        "Elle confie son amour des rôles, dont un qu'elle juge « trop dur ».",
        [(M, "trop dur", "juge")],
    ),
    (
        "Il nie en revanche une quelconque « faute » de la ville.",
        [(M, "une quelconque « faute » de la ville", "nie")],
    ),
    ("La ville exhorte le club à « agir ».", [(M, "agir", "exhorte")]),
    ("Il accuse le club d'« usure » et de « vol ».", [(M, "« usure » et de « vol »", "accuse")]),
    ("Elle juge la digue « solide ».", [(M, "la digue « solide »", "juge")]),
    ("Elle a dit sa « joie » et sa « fierté ».", [(M, "sa « joie » et sa « fierté »", "a dit")]),
    ("Elle n'exclut pas « une grève ».", [(M, "une grève", "exclut")]),
    ("Le maire l'a mis en garde contre tout acte « fou ».", [(M, "tout acte « fou »", "a mis en garde")]),
]

PREDICATES = [
    ("L'imam du quartier, Karim Diop, est « très ému par ce geste ».", [(M, "très ému par ce geste", None)]),
    ("La ville veut « tourner la page ».", [(M, "tourner la page", "veut")]),
    ("Un projet qualifié lundi de « folie ».", [(M, "folie", "qualifié")]),
    ("Un bloc qualifié de « réformiste » l'emporte.", []),
    ("Léo Bast juge inévitable de rehausser la digue.", [(I, "inévitable de rehausser la digue", "juge")]),
    (
        "Les travaux « vont reprendre avant la fin du mois ».",
        [(M, "Les travaux « vont reprendre avant la fin du mois »", None)],
    ),
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

PHRASES = [
    # whom it is said to is no part of it
    (
        "La maire a réclamé aux élus de la majorité « un peu de calme ».",
        [(M, "un peu de calme", "a réclamé")],
    ),
    (
        "La maire a demandé aux commerçants de « rouvrir » leurs étals.",
        [(M, "« rouvrir » leurs étals", "a demandé")],
    ),
    (
        "La maire a demandé aux commerçants de les « soutenir » pendant l'hiver.",
        [(M, "les « soutenir » pendant l'hiver", "a demandé")],
    ),
    (
        "La maire a dit à l'ingénieur Léo Bast « Il faut que la digue tienne encore un hiver »",
        [(D, "Il faut que la digue tienne encore un hiver", "a dit")],
    ),
    (
        "La maire a appelé les « gilets jaunes » à poursuivre le combat « dans le calme ».",
        [(M, "poursuivre le combat « dans le calme »", "a appelé")],
    ),
    # nor what the thing is for
    (
        "La maire présente un plan pour « rendre la rive aux promeneurs ».",
        [(M, "rendre la rive aux promeneurs", "présente")],
    ),
    # what belongs to the words in marks stays with them
    (
        "La maire prône d'« ouvrir la digue » et de planter des haies.",
        [(M, "« ouvrir la digue » et de planter des haies", "prône")],
    ),
    (
        "La maire dénonce « l'abandon » largement constaté sur la rive.",
        [(M, "« l'abandon » largement constaté sur la rive", "dénonce")],
    ),
    (
        "La maire propose la création d'une « garde de la digue », qui veillera « jour et nuit » sur elle.",
        [
            (
                M,
                "la création d'une « garde de la digue », qui veillera « jour et nuit » sur elle",
                "propose",
            )
        ],
    ),
    (
        "La maire y voit une manœuvre qui « divise » la vallée.",
        [(M, "une manœuvre qui « divise » la vallée", "voit")],
    ),
    # a list is taken from its first thing to its last
    (
        "La maire a annoncé lundi la mise en place d'une garde, un numéro vert et des « moyens renforcés » "
        "pour la rive.",
        [
            (
                M,
                "la mise en place d'une garde, un numéro vert et des « moyens renforcés » pour la rive",
                "a annoncé",
            )
        ],
    ),
    (
        "La maire prône une baisse de l'impôt, des « heures de garde » pour tous, et la fin des aides.",
        [(M, "une baisse de l'impôt, des « heures de garde » pour tous, et la fin des aides", "prône")],
    ),
    (
        "La maire a qualifié la mesure d'« utile » pour toute la vallée.",
        [(M, "« utile » pour toute la vallée", "a qualifié")],
    ),
    # the narrator takes over again
    (
        "La maire dit avoir « tout essayé » et remercie les pompiers.",
        [(M, "avoir « tout essayé »", "dit")],
    ),
    (
        "La maire appelle à fermer la rive alors que la saison commence.",
        [(I, "fermer la rive", "appelle")],
    ),
    (
        "La maire nie avoir cédé et, selon elle, « rien n'est perdu ».",
        [(I, "avoir cédé", "nie"), (D, "rien n'est perdu", "selon")],
    ),
    (
        "La maire a regretté que « personne n'écoute » et son adjointe Inès Roy (PVM) a demandé "
        "que « l'on patiente ».",
        [(D, "personne n'écoute", "a regretté"), (D, "l'on patiente", "a demandé")],
    ),
    ("Les riverains ont créé un groupe : « Rives en colère ».", []),
    ("Rien n'indiquait un « danger pressant » sur la rive.", []),
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

ALL = {
    "beside marks": BESIDE_MARKS, "inside marks": INSIDE_MARKS, "colon": COLON, "clauses": CLAUSES,
    "infinitives": INFINITIVES, "second cues": SECOND_CUES, "according": ACCORDING, "bare": BARE_INCISES,
    "fragments": FRAGMENTS, "predicates": PREDICATES, "free": FREE, "nested": NESTED, "turns": TURNS,
    "paragraphs": OVER_PARAGRAPHS, "phrases": PHRASES, "halves": HALVES, "spellings": SPELLINGS,
    "who else": WHO_ELSE_SAYS, "nobody": NOBODY_SAYS,
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(text, expected, id=f"{name}: {text[:60]}")
        for name, rows in ALL.items()
        for text, expected in rows
    ],
)
def test_what_is_found(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert said(text) == expected
