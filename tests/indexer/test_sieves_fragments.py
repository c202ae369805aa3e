"""Fragments: words in marks within a phrase or sentence of the narrator."""

from __future__ import annotations

import pytest

from tests.indexer.sieve_helpers import D, Found, I, M, rows, said

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

BEGINNINGS = [
    # a bare determiner is no part of it, of either gender; « les » is
    ("Le club a dénoncé lundi une « mascarade ».", [(M, "mascarade", "a dénoncé")]),
    ("Le club déplore ces « lenteurs ».", [(M, "lenteurs", "déplore")]),
    ("Le club déplore les « lenteurs ».", [(M, "les « lenteurs »", "déplore")]),
    # when and how it is said
    ("Le club évoque assez longuement une saison « noire ».", [(M, "une saison « noire »", "évoque")]),
    (
        "La maire a expliqué le lendemain que le quai « cède ».",
        [(M, "le quai « cède »", "a expliqué")],
    ),
    # what it is said of
    ("La maire évoque pour Brest « une course d'obstacles ».", [(M, "une course d'obstacles", "évoque")]),
    ("La maire voit dans ce vote un recul « grave ».", [(M, "un recul « grave »", "voit")]),
    ("La ville a informé les élus du « report de la fête ».", [(M, "report de la fête", "a informé")]),
    (
        "La ville justifie ce plan par l'« immense fatigue » du quai.",
        [(M, "l'« immense fatigue » du quai", "justifie")],
    ),
    (
        "Le club justifie le report du fait que la rive « a cédé ».",
        [(M, "la rive « a cédé »", "justifie")],
    ),
    # what it is called
    ("Le club a jugé ces cris comme un « affront ».", [(M, "affront", "a jugé")]),
    ("Le juge retient la notion de « bruit de fond ».", [(M, "bruit de fond", "retient")]),
    (
        "La maire a dénoncé ce plan comme un « mensonge » et une « ruse ».",
        [(M, "un « mensonge » et une « ruse »", "a dénoncé")],
    ),
    # against whom, in front of what
    (
        "Le maire s'emporte contre « la petite manœuvre » du club.",
        [(M, "« la petite manœuvre » du club", "s'emporte")],
    ),
    (
        "Le maire a tiré la sonnette d'alarme face au « danger ».",
        [(M, "danger", "a tiré la sonnette d'alarme")],
    ),
    ("Le maire tacle la « cohérence » de la gauche.", [(M, "la « cohérence » de la gauche", "tacle")]),
    ("Le parti fait campagne pour le « oui » au référendum.", []),
]

CUES = [
    # when it was said stands in the verb group; subjunctives; whom
    (
        "L'institut a dès mars 1998 trouvé « bien maigre » le débit de la source.",
        [(M, "bien maigre", "a dès mars 1998 trouvé")],
    ),
    (
        "Le fait que la maire ait qualifié les élus de « rêveurs » a choqué.",
        [(M, "rêveurs", "ait qualifié")],
    ),
    ("Le préfet leur demande « un effort pour la rive ».", [(M, "un effort pour la rive", "demande")]),
    ("Leur demande a été rejetée. La « trêve » dure.", []),
    (
        "Elle l'accuse aussi d'avoir « agi sans honneur » en vendant.",
        [(M, "avoir « agi sans honneur » en vendant", "accuse")],
    ),
    # a name given to somebody
    ("Le maire a qualifié son rival de « Pinocchio ».", [(M, "Pinocchio", "a qualifié")]),
    # the verb is in the marks, its subject before an apposition
    (
        "Le préfet, Pascal Roy, « regrette vivement tous ces retards ».",
        [(M, "regrette vivement tous ces retards", None)],
    ),
    # with what it is meant to be done
    (
        "La maire entend avec ce plan « rendre la rive à tous ».",
        [(M, "rendre la rive à tous", "entend")],
    ),
    # inside what somebody else reports: both
    (
        "Les gardiens parlent d'un « luxe », rapporte L'Écho.",
        [(M, "Les gardiens parlent d'un « luxe »", "rapporte"), (M, "luxe", "parlent")],
    ),
    (
        "L'agresseur a crié « à moi », selon la police.",
        [(M, "L'agresseur a crié « à moi »", "selon"), (D, "à moi", "a crié")],
    ),
    # the main verb after a relative clause
    ("L'étude qui appelle à une « trêve » sera publiée.", [(M, "trêve", "appelle")]),
    # the narrator tells when
    (
        "La maire a affirmé qu'elle n'avait « aucun regret », trois mois après que le conseil l'a reçue.",
        [(M, "elle n'avait « aucun regret »", "a affirmé")],
    ),
    (
        "La maire a noté un recul « net » en ville.",
        [(M, "un recul « net » en ville", "a noté")],
    ),
    ("La maire note l'« absence de crue » en ville.", [(M, "l'« absence de crue » en ville", "note")]),
]

DEEDS = [
    # what is done, not said
    ("Les élus se sont réunis pour afficher un « mur du port » devant la mairie.", []),
    ("La maire doit annoncer ses « choix » mercredi.", []),
    ("Les voleurs ont menacé les « trois ou quatre » veilleurs du quai.", []),
    ("Le code traite des « devoirs de chaque syndic ».", []),
    (
        "Les pêcheurs commentent la criée de midi et les clients réagissent sur les « bancs » d'en face.",
        [],
    ),
    ("La maire affiche « sa sérénité ».", [(M, "sa sérénité", "affiche")]),
    # what somebody is charged with
    ("Ils sont accusés de « violences en réunion » et de « rébellion ».", []),
    ("La loi crée le délit d'« entrave aux bacs ».", []),
    # names of newspapers, of programmes, other articles
    ("La maire était au « 20 Heures » lundi.", []),
    ("La digue a cédé, raconte « le Courrier du soir ».", []),
    ("Lire aussi : « La digue de Lumes a cédé dans la nuit ».", []),
    # the verb's subject stands before it
    ("Les élus de la zone, placée en « alerte », réprouvent les mesures annoncées par la maire.", []),
    ("À la sortie d'un livre, « La fin des digues », elle dénonce la gestion du port.", []),
]

TABLES = {
    "deeds": DEEDS,
    "cues": CUES,
    "fragments": FRAGMENTS,
    "predicates": PREDICATES,
    "phrases": PHRASES,
    "beginnings": BEGINNINGS,
}


@pytest.mark.parametrize(("text", "expected"), rows(TABLES))
def test_fragments(text: str, expected: list[Found]) -> None:
    assert said(text) == expected
