"""Who said it, in what role and for whom: invented articles, one difficulty each."""

from __future__ import annotations

import pytest

from corpus import Article, Quote
from indexer.extraction import extract


def last(text: str) -> Quote:
    """The last quotation of a text."""
    return extract(Article(id="1", text=text))[-1]


NAMES = [
    # full name from a civility, an initial, a surname
    ("Paule Arbois a visité la digue. « Elle tient », a dit Mme Arbois.", "Paule Arbois"),
    ("Le brevet est de Karl Ostheim. « Il dort », regrette K. Ostheim.", "Karl Ostheim"),
    ("Idrissa Sawadogo est revenu de Kaya. « On attend », explique Sawadogo.", "Idrissa Sawadogo"),
    # particles, compounds, Arabic and Flemish names
    ("« Rien ne presse », estime Abdelkader Ben Youssef, professeur à Oran.", "Abdelkader Ben Youssef"),
    ("« C'est non », a tranché Liesbeth Van den Broeck, échevine à Alost.", "Liesbeth Van den Broeck"),
    ("Selon Jean-Philippe de La Tour, « la récolte sera faible ».", "Jean-Philippe de La Tour"),
    ("« Nous resterons », a promis Moqtar al-Hariri, chef du mouvement.", "Moqtar al-Hariri"),
    # a name that runs on from a body or a place
    ("« Le lait manque », a dit la présidente de la FNPL Solène Marchal.", "Solène Marchal"),
    ("« Tout va bien », assure le maire de Lausanne Urs Favre.", "Urs Favre"),
    # pronouns by gender
    (
        "Léa Coste dirige la troupe et Marc Oger la salle. Elle a signé. « C'est fait », a-t-elle dit.",
        "Léa Coste",
    ),
    ("Le préfet Yves Amar a reçu Inès Lob. « La route rouvrira », a-t-il annoncé.", "Yves Amar"),
    ("Paul Roy a croisé Luc Sand. Ce dernier affirme qu'il « n'a rien vu ».", "Luc Sand"),
    # descriptions
    (
        "La ministre des Ports, Odile Kerven, était à Brest. « J'écoute », a déclaré la ministre.",
        "Odile Kerven",
    ),
    (
        "Le Premier ministre Alban Sorel a vu le ministre des Eaux Denis Faye. « Oui », a dit le ministre.",
        "Denis Faye",
    ),
    (
        "Le Premier ministre Alban Sorel est à Nancy. « J'ai confiance », a lancé le chef du gouvernement.",
        "Alban Sorel",
    ),
    # a description in the lead, a name further on
    (
        "« C'est un rêve », a confié la navigatrice.\n\nMaud Lerivain, la navigatrice, a gagné.",
        "Maud Lerivain",
    ),
    # apposition after the description
    ("« On ferme », prévient la gérante du café, Rosa Pinto.", "Rosa Pinto"),
    # an object in the same clause is not the speaker
    ("Le député a comparé Hugo Stern à un « marchand de vent ».", "député"),
    # nobody named: the fullest description
    (
        "Un porte-parole du Front des lacs a nié. « C'est faux », a dit le porte-parole.",
        "porte-parole du Front des lacs",
    ),
    # bodies
    ("La Société des amis du fleuve (SAF) proteste. « Assez », écrit la SAF.", "Société des amis du fleuve"),
    ("Selon le quotidien valaisan Le Rhodanien, « la neige manque ».", "Le Rhodanien"),
    ("Le ministère de la Mer a tardé. « Nous répondrons », indique le ministère.", "ministère de la Mer"),
    (
        "« C'est bon », affirme Bercy. Le ministère de l'Économie publie demain.",
        "ministère de l'Économie",
    ),
    # nobody named yet: a pronoun for a description, a single name that is introduced
    ("Un plongeur a vu le cargo. Il assure que « la coque est fendue ».", "plongeur"),
    ("Keira, une voisine, pleure. « Je n'ai plus peur », souligne-t-elle.", "Keira"),
    ("Rony Sand, 20 ans, s'ennuie. « Vivement demain », affirme cet étudiant.", "Rony Sand"),
    # a name after a place, after an acronym
    ("« C'est classé », a indiqué la procureure d'Azay Maelie Garn.", "Maelie Garn"),
    ("« Trop tard », a réagi l'ancien chef de l'ONU Bo Ki-mun.", "Bo Ki-mun"),
    # a rank between the role and the name, an office held for a while
    (
        "« Non », a dit le porte-parole de l'armée dans la région, le colonel Ives Sand, lundi.",
        "Ives Sand",
    ),
    ("« Non », a dit le Premier ministre par intérim, Luc Montaz, lundi.", "Luc Montaz"),
    # the same source
    (
        "« Il dort », dit une source proche du port. « Il rêve », précise la même source.",
        "source proche du port",
    ),
    ("La présidente, Charlotte St. Martin, a dit : « Nous fermons. »", "Charlotte St. Martin"),
    (
        "La chambre régionale des comptes Armorique a rendu un avis. La Chambre régionale préconise de"
        " « baisser les taxes ».",
        "chambre régionale des comptes Armorique",
    ),
    ("Comme le révèle le Clairon qui raconte que « tout a brûlé », la nuit fut longue.", "Clairon"),
    # who says « je » is no book; « ce dernier » may have no name; who is named in the words is not « il »
    (
        "Luc Ferrand a menti, selon un livre du journaliste Bob Wimard. « J'ai voulu rire », expliquait-il.",
        "Luc Ferrand",
    ),
    ("Luc Ferrand a menti, selon un livre du journaliste Bob Wimard.", "livre du journaliste Bob Wimard"),
    (
        "Jonas Vidal, le mari, est jugé. « C'est clair », a dit la mère d'Alice Vidal."
        " « Il avoue », a indiqué le procureur de Valbonne."
        " Ce dernier a précisé que « tout » serait dit. Jonas Vidal « a demandé pardon », a-t-il confié.",
        "procureur de Valbonne",
    ),
    ("Une partie des anciens élèves dénonce « un scandale ».", "anciens élèves"),
    ("« Stop ! », pouvait-on lire sur des banderoles. Ève Colin, élue, y était.", None),
    ("« Tout va bien ». C'est ainsi qu'Emma Alliot a répondu à Luc Juran.", "Emma Alliot"),
    (
        "Jacline Morand veut fonder un parti. Jacline Morand est candidate."
        " Cette figure estime que « tout » va bien.",
        "Jacline Morand",
    ),
    (
        "L'Institut de la mer a mené une étude. « La mer est sale », annonce l'institut basé à Brest.",
        "Institut de la mer",
    ),
    ("La société a réagi sur Twitter. « Nous regrettons », a dit l'entreprise.", "entreprise"),
    (
        "La Direction des enquêtes sur les accidents indique que tout va.",
        "Direction des enquêtes sur les accidents",
    ),
    (
        "« Oui », dit le ministère de la Transition écologique et solidaire.",
        "ministère de la Transition écologique et solidaire",
    ),
    ("Yves Verrier monte au créneau : « C'est la preuve », rapporte le Clairon.", "Yves Verrier"),
    (
        "« Oui », dit Ève Colin, présidente du comité des huîtres, selon laquelle la hausse est « nette ».",
        "Ève Colin",
    ),
    # who is named in the words said did not say them
    (
        "Maud Lerivain dirige le club. Rosa Pinto l'a rejointe en mars."
        " « Si tu refuses Rosa, tu le regretteras », lui a-t-elle dit.",
        "Maud Lerivain",
    ),
    ("Le maire Alban Sorel reçoit Denis Faye. Il a assuré que Denis Faye resterait.", "Alban Sorel"),
    (
        "Luc Sand préside la ligue. Elle compte douze clubs.\n\n« Je joue ailleurs », annonce Paul Roy."
        "\n\n« Nous regretterons Paul, mais nous comprenons son choix. »",
        "Luc Sand",
    ),
    (
        "Luc Sand préside la ligue. Paul Roy l'entraîne.\n\n« On gagne », dit Luc Sand."
        "\n\n« Mon père m'a dit +viens voir, Luc+, et je suis venu. »",
        "Luc Sand",
    ),
    (
        "Anne Roy dirige l'école. Luc Sand l'a aidée.\n\nAnne Roy rêvait d'un lieu « où chacun peut venir ».",
        "Anne Roy",
    ),
    # the narrator's own pronouns keep somebody in view
    (
        "Ève Colin a ouvert un gîte. Elle y reçoit des marcheurs. À midi, elle cuisine pour eux."
        " Le four est un cadeau de Lise Pinto. « Je tiens bon », assure-t-elle.",
        "Ève Colin",
    ),
    ("Le club a défié Luc Juran, défendu par Paul Roy qui ne lâche rien. « On ira », dit-il.", "Paul Roy"),
    # « ce dernier » takes up who was spoken of last, named or not
    (
        "Le ministre Paul Morel a répondu à un jeune homme qui l'a interpellé. « Pourquoi si tard ? »,"
        " lui a demandé ce dernier.",
        "jeune homme",
    ),
    # nothing stands between: who spoke in the sentence before, with a name or without
    (
        "Guy Butel, moniteur, revient à la cour. Guy Butel parle peu. « Je skie », dit Guy Butel. « Nous ne"
        " refaisons pas la guerre », lance le procureur de Lons. « Les moniteurs sont des centaines. »",
        "procureur de Lons",
    ),
    # children and spouses who share a surname
    ("Thomas Dutrel chante. « C'est beau », déroule le fils de Jacques Dutrel.", "Thomas Dutrel"),
    (
        "L'aîné de Johnny Valliday a parlé. Il affirme qu'il ne veut « rien lâcher ».\n\n"
        "David Valliday s'est coupé de son mutisme.",
        "David Valliday",
    ),
    # two people
    ("« Nous signons », ont déclaré Ève Colin et Tom Brel.", "Ève Colin et Tom Brel"),
    # names in marks: newspapers, parties, associations
    ("Comme le révélait mardi « L'Écho du Val », le maire quitte le conseil.", "L'Écho du Val"),
    ("Pour l'association « Un toit au port », « rien n'est fait ».", "Un toit au port"),
    (
        'La liste est close, a dit une porte-parole de la formation "Bleu Rouge".',
        "porte-parole de la formation Bleu Rouge",
    ),
    # who spoke together, and some of those spoken of
    (
        "« On tiendra », ont promis Railval et Busval. La ligne rouvre lundi, ont indiqué les deux sociétés.",
        "Railval et Busval",
    ),
    (
        "Les élèves ont attendu. La salle est restée fermée trois heures, ont rapporté certains d'entre eux.",
        "élèves",
    ),
    # what is no name
    (
        "Réponse du ministère, par la voix de son porte-parole Marc Ledru : « Rien n'est à l'étude ».",
        "Marc Ledru",
    ),
    ("Réponse du ministère : « Aucune piste n'est à l'étude ».", "ministère"),
    ("Même son de cloche au ministère de la Mer : « C'est une piste ».", "ministère de la Mer"),
    (
        "Même écho au ministère de la Mer, selon lequel la loi n'est pas une solution.",
        "ministère de la Mer",
    ),
    (
        "L'élu Tom Brel est venu. « C'est trop », dit l'élu présent aux côtés de gens comme Serge Coral.",
        "Tom Brel",
    ),
    (
        "Une centaine de personnes ont marché à Lons (Jura) pour réclamer « justice » pour Gabriel.",
        "personnes",
    ),
    ("Plus de 200 riverains ont marché à Lons pour demander « la vérité ».", "Plus de 200 riverains"),
    ("Le « monstre de la Drôme » a avoué avoir tué deux femmes.", "monstre de la Drôme"),
    ("Moins d'un Français sur dix (9 %) dit prendre le vélo.", "Moins d'un Français sur dix"),
    ("Près de 60 % des Belges disent qu'ils refusent la loi.", "Près de 60 % des Belges"),
    ("La moitié des élus affirment que la loi est bonne.", "moitié des élus"),
    # studies and polls by whom and for whom they were made; figures by who gives them
    ("Selon un sondage Odoxa pour Radio Lagune, rien ne va.", "sondage Odoxa pour Radio Lagune"),
    (
        "Selon une étude Belvex réalisée pour la Ligue du rail, les trains sont vides.",
        "étude Belvex réalisée pour la Ligue du rail",
    ),
    (
        "Selon une enquête menée par l'Institut du rail et la Ligue du bus, les trains sont vides.",
        "enquête menée par l'Institut du rail et la Ligue du bus",
    ),
    (
        "Selon les résultats de la vaste enquête menée par l'institut Belvex, les trains sont vides.",
        "vaste enquête menée par l'institut Belvex",
    ),
    ("Selon une information révélée mardi par « Le Courrier », le maire s'en va.", "Le Courrier"),
    ("Le Courrier a enquêté. Selon des informations du quotidien, le maire s'en va.", "Le Courrier"),
    (
        "Selon les informations publiées par le quotidien La Dépêche du Val, le maire s'en va.",
        "La Dépêche du Val",
    ),
    ("« Tout commence à l'école », souligne-t-on chez TF1.", "TF1"),
    ("Le collectif des Familles en lutte s'est dit « satisfait ».", "collectif des Familles en lutte"),
    # three and more who say it together
    ("Selon la CGT, la CFDT et la FSU, le ministre s'en va.", "CGT, CFDT et FSU"),
    ("La CGT, la CFDT et la FSU dénoncent une « honte ».", "CGT, CFDT et FSU"),
    ("Lundi, Ève Colin, Tom Brel et Luc Roy ont dénoncé une « honte ».", "Ève Colin, Tom Brel et Luc Roy"),
    # who is told by name only to be known is no minister
    (
        "L'homme, 40 ans, s'appelait Karim Daoud. Le ministre de la Mer français a dit : « C'est grave. »",
        "ministre de la Mer français",
    ),
    (
        "Il a été identifié sous le nom de Karim Daoud. Le directeur du port a dit : « C'est grave. »",
        "directeur du port",
    ),
    # « qui » after an apposition goes back to the name before it
    (
        "« On verra », a dit Ève Colin, directrice de la Ligue du port, qui dénonce une « honte ».",
        "Ève Colin",
    ),
    ("Le maire a reçu Ève Colin, avocate à Lons, qui dénonce une « honte ».", "Ève Colin"),
    (
        "Le port est ouvert, a indiqué un porte-parole de l'ONG allemande Vigimer qui affrète le bateau.",
        "porte-parole de l'ONG allemande Vigimer",
    ),
    ("Le collectif Santé en danger souhaite « une réouverture rapide ».", "Santé en danger"),
    ("Le chanteur Marc Oger est né en Bretagne. « Je chante », lance ce Rennais.", "Marc Oger"),
    ("Selon France Bleu Périgord, le pont sera fermé.", "France Bleu Périgord"),
    # where the one who speaks ends, and whose words they are
    (
        "Le détenu était surveillé, précise une source proche du dossier confirmant une information du Val.",
        "source proche du dossier",
    ),
    ("Selon les explications de la préfecture, recueillies par l'AFP, la digue tient.", "préfecture"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_name(text: str, name: str | None) -> None:
    assert last(text).speaker.name == name


BELONGS = [
    ("Le président d'extrême droite Pedro Alma dit que tout va.", "président d'extrême droite", None),
    ("La députée juge urgent d'agir.", "députée", None),
    ("Aux côtés du maire de Lons, Édouard Vial a salué : « J'aime cette ville. »", None, None),
    ("Luc Morand, directeur général de la Santé, dit que tout va.", "directeur général de la Santé", None),
    ("Ève Colin, conseillère à la Culture, dit que tout va.", "conseillère à la Culture", None),
    (
        "L'Office des marais réduit les prises d'eau. Son directeur, Omar Zaki, juge la situation « grave ».",
        "directeur",
        "Office des marais",
    ),
    (
        "« Nous attendrons », a dit Lise Morin, présidente de l'Association des usagers du canal.",
        "présidente",
        "Association des usagers du canal",
    ),
    # text, role, organisation
    ("« Oui », a dit Anne Vial, secrétaire du Syndicat du rail.", "secrétaire", "Syndicat du rail"),
    ("« Oui », a dit la ministre de la Santé Anne Vial.", "ministre de la Santé", None),
    ("« Oui », a dit Anne Vial, maire de Lille.", "maire de Lille", None),
    ("« Oui », a dit le député LR Ugo Brun.", "député", "LR"),
    ("« Oui », a dit Ugo Brun (LR).", None, "LR"),
    ("« Oui », a dit Ugo Brun, de l'université de Liège.", None, "université de Liège"),
    ("« Oui », a dit Ugo Brun, directeur de la rédaction du Rhodanien.", "directeur de la rédaction",
     "Rhodanien"),
    ("« Oui », a dit Lise Ott, l'une des chercheuses de l'Institut Pascal.", "chercheuse", "Institut Pascal"),
    ("« Oui », avait prévenu Lise Ott.", None, None),
    ("« Oui », a dit Lise Ott, la Directrice Générale de Dumas Motors.", "Directrice Générale",
     "Dumas Motors"),
    ("« Oui », a dit Lise Ott, ministre des Relations avec le Parlement.",
     "ministre des Relations avec le Parlement", None),
    ("« Oui », a dit la secrétaire d'État à l'Égalité femmes-hommes Lise Ott.",
     "secrétaire d'État à l'Égalité femmes-hommes", None),
    ("Un communiqué de presse diffusé hier surprend. Selon le communiqué, « tout monte ».", None, None),
    ("« Oui », a dit Me Lise Ott.", "avocat", None),
    ("Le Parti socialiste rit. « Oui », a dit le candidat socialiste Ugo Brun.", "candidat socialiste",
     "Parti socialiste"),
    ("La préfecture a fermé. « Oui », a dit le préfet du Nord, Ugo Brun.", "préfet du Nord", "préfecture"),
    ("Les Verts hésitent. « Oui », a dit Ugo Brun, porte-parole du parti.", "porte-parole", "Les Verts"),
    ("L'animatrice est fâchée. Zoé Plume a parlé lundi. « Oui », a dit Zoé Plume.", "animatrice", None),
    ("« Oui », a dit le président de la République Ugo Brun.", "président de la République", None),
    ("« Oui », a dit le secrétaire d'État aux Ports Ugo Brun.", "secrétaire d'État aux Ports", None),
    ("Selon une étude de l'Insee, « tout monte ».", None, "Insee"),
    ("« Oui », a dit la CGT.", None, "CGT"),
    # a list of names that ends a line: the role that begins the next is nobody's of it
    ("Étaient là : Lise Ott, Ugo Brun\n\nLe préfet du Nord, lui, dort. « Oui », a dit Ugo Brun.", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role", "organisation"), BELONGS)
def test_role_and_organisation(text: str, role: str | None, organisation: str | None) -> None:
    quote = last(text)
    assert (quote.role, quote.organisation) == (role, organisation)


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        ("« Oui », a dit Anne Vial.", "person"),
        ("« Oui », a dit une riveraine.", "person"),
        ("« Oui », a dit le finaliste.", "person"),
        ("« Oui », a dit la préfecture.", "organisation"),
        ("« Oui », ont dit des manifestants.", "group"),
        ("Selon une source proche du dossier, « tout est prêt ».", "unknown"),
    ],
)
def test_type(text: str, type_: str) -> None:
    assert last(text).speaker.type == type_


@pytest.mark.parametrize("clause", ["Je ne l'ai pas vue", "J'ai attendu", "Suivant l'avis du port"])
def test_a_clause_names_nobody(clause: str) -> None:
    quote = last(f"{clause}, la digue a cédé, explique-t-il. « Tout a cédé », ajoute {clause.lower()}.")
    assert not (quote.speaker.name or "").lower().startswith(clause.lower()[:4])


def test_a_quoted_heading_belongs_to_whoever_says_it_further_on() -> None:
    text = "Ugo Brun est arrivé.\n\n« Je reste »\n\nLa maire, Anne Vial, a réagi. « Je reste », a-t-elle dit."
    assert {q.speaker.name for q in extract(Article(id="1", text=text))} == {"Anne Vial"}


def test_a_quoted_heading_may_be_a_cut_of_what_is_said_further_on() -> None:
    text = (
        "Karl Merle est condamné.\n\n« J'aurai toujours une amertume »\n\n« J'aurai toujours, dans ce procès,"
        " une amertume », a réagi Me Ève Dupin."
    )
    assert {q.speaker.name for q in extract(Article(id="1", text=text))} == {"Ève Dupin"}


@pytest.mark.parametrize(
    "text",
    [
        # the speaker of the words right after it
        "« Le feu couvait », dit Luc Roy. La rue est fermée.\n\n« Un embrasement total »\n\n"
        "« On a vu les flammes de loin », raconte Odile Gras, une voisine.",
        # nearly the words of what somebody says further on
        "« Le feu couvait », dit Luc Roy.\n\n« La moitié des commerces fermera »\n\nLa rue dort. Odile Gras"
        " s'inquiète : « La moitié de nos commerces fermera avant Noël. »",
    ],
)
def test_a_quoted_heading_belongs_to_what_follows(text: str) -> None:
    assert [quote.speaker.name for quote in extract(Article(id="1", text=text))] == [
        "Luc Roy",
        "Odile Gras",
        "Odile Gras",
    ]


def test_evidence_is_where_the_role_was_read() -> None:
    text = "« Oui », a dit Anne Vial, secrétaire générale du Syndicat du rail."
    quote = last(text)
    assert [text[a:b] for a, b in quote.evidence] == ["secrétaire générale du Syndicat du rail"]
