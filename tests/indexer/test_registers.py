"""As they write elsewhere: interviews, fronted appositions, names of associations, in invented articles."""

from __future__ import annotations

import pytest

from corpus import Article, Quote
from indexer.extraction import extract


def read(text: str) -> list[Quote]:
    return extract(Article(id="1", text=text))


INTERVIEWS = [
    # who an answer's initials are; an answer that ends with a question
    (
        "Vigneron, Étienne Roy était notre invité.\n\nPourquoi partir ?\n\nÉ. R. : Le bidon est cher.\n\n"
        "Un auditeur a une remarque.\n\nÉ. R. : Et pendant ce temps, on mange quoi ?",
        [("Étienne Roy", "Le bidon est cher"), ("Étienne Roy", "Et pendant ce temps, on mange quoi ?")],
    ),
    (
        "Odile Faure-Ray publie ses carnets.\n\nPourquoi écrire ?\n\nO. F.-R. – Pour ne pas oublier.",
        [("Odile Faure-Ray", "Pour ne pas oublier")],
    ),
    # two guests, and an incise in an answer
    (
        "Laure Bast et Marc Oger se répondent.\n\nUn point d'accord ?\n\n"
        "— La digue fuit, admet Marc Oger. Je l'ai vue.",
        [("Marc Oger", "La digue fuit|Je l'ai vue.")],
    ),
    # answers that nothing marks: where the first one is labelled, or where the questions speak to « vous »
    (
        "Élue du Val, Laure Bast dit non.\n\nLe Val : Pourquoi ?\n\nLaure Bast : Le sol bouge.\n\n"
        "Est-ce sûr ?\n\nPas encore.\n\nPropos recueillis par Marc Oger.",
        [("Laure Bast", "Le sol bouge"), ("Laure Bast", "Pas encore")],
    ),
    (
        "Neurologue, Laure Bast a suivi des lycéens.\n\nQue dit votre étude ?\n\nQu'ils dorment peu.\n\n"
        "Je l'ai vu partout.\n\nEt vous, dormez-vous ?\n\nOui, nous avons un volet.\n\nElle paraît en juin.",
        [
            ("Laure Bast", "Qu'ils dorment peu|Je l'ai vu partout"),
            ("Laure Bast", "Oui, nous avons un volet"),
        ],
    ),
    (
        "Les écoles rouvrent.\n\nQuand irez-vous ?\n\nLes cours sont lundi.\n\nQue ferez-vous à midi ?\n\n"
        "Il faudra un panier.",
        [],
    ),
    # what an answer reports
    (
        "Zoé Lang, éclusière, publie ses carnets.\n\nEt les aides ?\n\n"
        "— Le préfet nous avait promis que tout irait vite. On attend.",
        [
            ("Zoé Lang", "Le préfet nous avait promis que tout irait vite. On attend"),
            ("préfet", "tout irait vite"),
        ],
    ),
]


@pytest.mark.parametrize(("text", "said"), INTERVIEWS)
def test_answers_of_interviews(text: str, said: list[tuple[str, str]]) -> None:
    found = [
        (quote.speaker.name, "|".join(text[start:end] for start, end in quote.spans)) for quote in read(text)
    ]
    assert found == said


FRONTED = [
    ("Mairesse depuis 2009, Chantal Roy", "Chantal Roy", "mairesse", None),
    ("Professeur honoraire à l'Université du Val, l'historien Luc Sand", "Luc Sand", "historien",
     "Université du Val"),
    ("Porte-parole du collectif Rivages, El Hadji Malick Faye", "El Hadji Malick Faye", "porte-parole",
     "collectif Rivages"),
    ("Vigneron et maire de Sart, Paul Roy", "Paul Roy", "vigneron et maire de Sart", None),
    ("Experte chez Bastion, Inès Lob", "Inès Lob", "experte", "Bastion"),
    ("Président de l'association Baie bleue, Luc Sand", "Luc Sand", "président", "association Baie bleue"),
    ("Fondatrice de l'ONG Terres sans peur, Mame Diop", "Mame Diop", "fondatrice", "Terres sans peur"),
    ("Selon les habitants, Luc Sand", "Luc Sand", None, None),
    ("Successeur d'Anne Roy à la Cour des comptes, Luc Sand", "Luc Sand", None, None),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "name", "role", "body"), FRONTED)
def test_what_a_sentence_says_of_its_subject_first(
    subject: str, name: str, role: str | None, body: str | None
) -> None:
    quote = read(f"{subject} a visité le port. « La digue tient », a dit {name.split()[-1]}.")[-1]
    given = quote.role[0].lower() + quote.role[1:] if quote.role else None
    assert (quote.speaker.name, given, quote.organisation) == (name, role, body)


BESIDE = [
    ("La représentante résidente du Pnud, Luc Sand,", "représentante résidente", "Pnud"),
    ("Le chef de file des Engagés, Luc Sand,", "chef de file", "Les Engagés"),
    ("Le chef du Parti citoyen du Val, Luc Sand,", "chef", "Parti citoyen du Val"),
    ("La conseillère énergie, Luc Sand,", "conseillère énergie", None),
    ("Luc Sand, responsable qualité de la coopérative du Val,", "responsable qualité", "coopérative du Val"),
    ("Le président de l'Union des communes alpines, Luc Sand,", "président", "Union des communes alpines"),
    ("Le P/APC de Sidi Bast, Luc Sand,", "P/APC de Sidi Bast", None),
    ("L'entraîneur brévinois au coup de sifflet final, Luc Sand,", "entraîneur brévinois", None),
    ("Le maire (PLR), Luc Sand,", "maire", "PLR"),
    ("La mairesse (Liste unie), Luc Sand,", "mairesse", "Liste unie"),
    ("Luc Sand, conseiller aux Etats,", "conseiller aux Etats", None),
    ("Luc Sand, porte-parole de la zone de police Condroz,", "porte-parole", "zone de police Condroz"),
    ("Luc Sand, éleveur à Sart et président de la coopérative du Val,", "éleveur", "coopérative du Val"),
    ("Luc Sand, président de l'association Rivages 21,", "président", "association Rivages 21"),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "role", "body"), BESIDE)
def test_in_what_role_and_for_whom(subject: str, role: str, body: str | None) -> None:
    quote = read(f"{subject} a visité le port. « La digue tient », a dit M. Sand.")[-1]
    assert (quote.speaker.name, quote.role, quote.organisation) == ("Luc Sand", role, body)


UNDERTAKEN = [
    ("« La digue tient », se contente de dire la direction.", "direction"),
    ("« La digue tient », a tenu à préciser la mairesse, Anne Roy.", "Anne Roy"),
    ("« La digue tient », s'est empressé d'ajouter Luc Sand.", "Luc Sand"),
]


@pytest.mark.parametrize(("text", "name"), UNDERTAKEN)
def test_what_somebody_hastens_to_say(text: str, name: str) -> None:
    assert [(quote.speaker.name, quote.kind) for quote in read(text)] == [(name, "direct")]


SIGNED = [
    "— Une citation de Luc Sand, président de la Chambre de commerce de l'Anse",
    "Une citation de :Luc Sand, président de la Chambre de commerce de l'Anse",
    "- Luc Sand, président de la Chambre de commerce de l'Anse",
]


@pytest.mark.parametrize("signature", SIGNED)
def test_who_signs_words_that_stand_alone(signature: str) -> None:
    quote = read(
        f"Le pont vieillit.\n\n« On ne peut plus attendre. »\n\n{signature}\n\nLe pont coûtera cher."
    )[0]
    told = (quote.speaker.name, quote.role, quote.organisation)
    assert told == ("Luc Sand", "président", "Chambre de commerce de l'Anse")


MEANT = [
    # whom the newspaper spoke with, and the one who spoke already
    ("« La digue fuit », a dit un cadre de l'Office du port. « On attend », ajoute notre interlocuteur.",
     "cadre de l'Office du port"),
    ("« La digue fuit », confie un cadre de l'Office du port. Selon la même source, elle tiendra.",
     "cadre de l'Office du port"),
    ("Le wali, Ali Roy, a dit : « La digue tient. » Le même responsable a promis que tout irait vite.",
     "Ali Roy"),
    ("Les éclusiers dorment. « On attend », disent les habitants de la cité El Bast.",
     "habitants de la cité El Bast"),
    ("Mourad Roy a dit : « La digue fuit. » Pour l'orateur, les communes « dorment ».", "Mourad Roy"),
    # what says nothing of whom: a description of somebody introduced by name alone
    ("Luc Sand, lui, n'en démord pas. « La digue tient », répète l'ingénieur à la retraite.", "Luc Sand"),
    # who stands between commas behind a role is the subject
    ("« Partez », a dit Karine. La présidente du Syndicat des éclusières du Nord, Anne Roy, écoute. "
     "Elle parle d'« une honte ».", "Anne Roy"),
    ("La récolte pourrit. Leur fédération, Domivox, estime que tout est perdu.", "Domivox"),
    ("« La digue tient », a réagi l'ex-ingénieur Luc Sand sur Radio Val.", "Luc Sand"),
    # whose president, where nobody is named
    ("Le Syndicat des marins râle. Son président parle d'« échec ».", "président du Syndicat des marins"),
    ("L'Office des eaux attend. « On verra », dit sa porte-parole.", "porte-parole de l'Office des eaux"),
    ("« Ça tient », dit la fondatrice de la compagnie Le Fil et la Patte, Anne Roy.", "Anne Roy"),
    # an office is not the deputy's who speaks of it
    ("Le député Luc Sand a vu le port. « Où va l'argent ? », a-t-il dit. Le chef du gouvernement a répondu "
     "que tout irait bien.", "chef du gouvernement"),
    # a surname before a given name
    ("« La digue tient », a dit le gouverneur, Naseri Paul Bea-Ondo.", "Naseri Paul Bea-Ondo"),
    # of what town
    ("Urs Bast a visité la digue. « Elle tient », assure le Lausannois.", "Urs Bast"),
    ("Yvan Roy a visité la digue. « Elle tient », assure le Sherbrookois.", "Yvan Roy"),
    # what else an office is called, from country to country
    ("La bourgmestre, Anne Roy, était là. « La digue tient », dit l'échevine.",
     "Anne Roy"),
    ("Le syndic, Urs Bast, a vu le préfet Luc Sand. « La digue tient », dit l'édile.", "Urs Bast"),
    ("Inès Lob, secrétaire régionale du syndicat, a vu Luc Sand. « C'est non », dit la syndicaliste.",
     "Inès Lob"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), MEANT)
def test_whom_they_mean(text: str, name: str) -> None:
    assert read(text)[-1].speaker.name == name


OWNED = [
    (
        "Luc Sand accuse le gouvernement de « tourner le dos » au port. « Nous aidons », répond le "
        "porte-parole du gouvernement, Ali Roy.",
        "gouvernement",
    ),
    ("« Le texte est mauvais », dit le PLR Luc Sand.", "PLR"),
    ("« Le texte est mauvais », a dit à l'AFP Luc Sand.", None),
    (
        "Le Syndicat des marins et l'Office des eaux dénoncent « un passage en force ».",
        "Syndicat des marins et Office des eaux",
    ),
    ("La FNSEA-Ouest attend. « C'est long », dit son président, Luc Sand.", "FNSEA-Ouest"),
    (
        "« C'est long », dit Luc Sand, président de l'association Familles de Bast.",
        "association Familles de Bast",
    ),
    ("La chambre d'agriculture aide. « On attend », dit son président, Luc Sand.", "chambre d'agriculture"),
    ("Le groupe Valoro attend. Sa directrice, Inès Lob, se dit « prête ».", "Valoro"),
    ("Luc Sand attend. Sa directrice, Inès Lob, se dit « prête ».", None),
]


@pytest.mark.parametrize(("text", "body"), OWNED)
def test_whose_president(text: str, body: str | None) -> None:
    assert read(text)[-1].organisation == body


WORDS_OF = [
    # names: particles after a civility, several given names, given names of the regions
    ("« Non », dit Wouter De Smet. M. De Smet ajoute que tout ferme.", [("Wouter De Smet", "Non"),
     ("Wouter De Smet", "tout ferme")]),
    ("« Non », dit Luc de Goumens. M. de Goumens ajoute que tout ferme.", [("Luc de Goumens", "Non"),
     ("Luc de Goumens", "tout ferme")]),
    ("« Non », dit Lieven D'Hondt. M. D'Hondt ajoute que tout ferme.", [("Lieven D'Hondt", "Non"),
     ("Lieven D'Hondt", "tout ferme")]),
    ("Soazig Le Bras assure que tout ferme.", [("Soazig Le Bras", "tout ferme")]),
    ("Sid Ahmed Ouzzine assure que tout ferme.", [("Sid Ahmed Ouzzine", "tout ferme")]),
    # someone called by place or party
    ("Le lutteur Urs Bast rit. « On verra », sourit le Haut-Valaisan.", [("Urs Bast", "On verra")]),
    ("La syndique Anne Roy est venue. « On verra », dit la PLR.", [("Anne Roy", "On verra")]),
    ("Anne Roy est venue. Le PLR dit que tout ferme.", [("PLR", "tout ferme")]),
    ("Des élus sont venus. « On verra », dit l'un d'entre eux au téléphone.", [("élus", "On verra")]),
    # « on », and who stands behind
    ("Le pont cède. Du côté de la mairie, on assure que tout ferme.", [("mairie", "tout ferme")]),
    ("Luc Sand est maire. « Il dort, ironise-t-on au piquet. Ou presque. »", [(None, "Il dort|Ou presque.")]),
    ("« On dit que tout ferme depuis dix ans », tonne Luc Sand.",
     [("Luc Sand", "On dit que tout ferme depuis dix ans")]),
    # whose opinion it is
    ("Pour Luc Sand (Les Engagés), la digue tient.", [("Luc Sand", "la digue tient")]),
    ("« Trop tard », dit le syndicat Alarm, pour qui la digue cède.", [("Alarm", "Trop tard"),
     ("Alarm", "la digue cède")]),
    ("Luc Sand, pour qui rien n'a changé, réclame un vote.", [("Luc Sand", "rien n'a changé")]),
    ("Luc Sand, pour qui il votait jadis, réclame un vote.", []),
    ("Luc Sand tonne. A l'en croire, la ville « dort ».", [("Luc Sand", "la ville « dort »")]),
    ("La mesure fait rire Luc Sand, délégué : « On verra bien demain. »",
     [("Luc Sand", "On verra bien demain.")]),
    ("Pour le médecin cantonal, Luc Sand, la digue tient.", [("Luc Sand", "la digue tient")]),
    ("« Une honte », pour l'opposition.", [("opposition", "Une honte")]),
    ("Pour l'opposition, un vote suffit.", []),
    # who is named by a title and one word, but no party; who stands before a colon; where a mention ends
    ("On a joint le ministre Drolet. « Je comprends », a-t-il dit.", [("Drolet", "Je comprends")]),
    ("On a joint le maire Horizons. Luc Sand est venu. « Je comprends », a-t-il dit.",
     [("Luc Sand", "Je comprends")]),
    ("Son chef de groupe n'a pas mâché ses mots : « On dort. »", [("chef de groupe", "On dort.")]),
    ("« Merci », a écrit le chanteur sur Instagram.", [("chanteur", "Merci")]),
    # who answers is not who spoke; who is on stage since; where a name ends
    ("« Menteur », dit l'élu Luc Sand. « C'est vous », lui a rétorqué le maire.",
     [("Luc Sand", "Menteur"), ("maire", "C'est vous")]),
    ("« On dort », dit le coach Luc Sand.\n\nLe capitaine Urs Bast rit. « Peu importe », dit le numéro 19.",
     [("Luc Sand", "On dort"), ("Urs Bast", "Peu importe")]),
    ("« Non », coupe la porte-parole, Awa Bamba-Koné. L'opposition s'en va. Rien d'autre.",
     [("Awa Bamba-Koné", "Non")]),
    ("Le sol bouge, rappelle-t-on en préfecture.", [("préfecture", "Le sol bouge")]),
    # whose director somebody is: not who spoke before
    ("Le syndic, Luc Sand, dit : « Non. » Cris à la Chambre vaudoise, dont le directeur dit : « Du vol ! »",
     [("Luc Sand", "Non."), ("directeur de la Chambre vaudoise", "Du vol !")]),
    ("Luc Sand est maire. Faux, rétorque Anne Roy : « On verra. »", [("Anne Roy", "On verra.")]),
    # cues that something splits
    ("La maire, Anne Roy, a d'ores et déjà promis que tout ferme.", [("Anne Roy", "tout ferme")]),
    ("Anne Roy recommande pour sa part de ne pas sortir.", [("Anne Roy", "ne pas sortir")]),
    ("Anne Roy se défend de vouloir partir.", [("Anne Roy", "vouloir partir")]),
    ("Anne Roy défend un texte permettant d'agir vite.", []),
    # who is seen beside words that open a paragraph
    ("« On m'a tout pris hier. » Anne Roy habite ici. Le maire Luc Sand attend.",
     [("Anne Roy", "On m'a tout pris hier.")]),
    ("Le maire Luc Sand se dit « prêt ».\n\n« On m'a tout pris hier. » Anne Roy, 46 ans, hausse les épaules.",
     [("Luc Sand", "prêt"), ("Anne Roy", "On m'a tout pris hier.")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), WORDS_OF)
def test_whose_words(text: str, said: list[tuple[str | None, str]]) -> None:
    found = [
        (quote.speaker.name, "|".join(text[start:end] for start, end in quote.spans)) for quote in read(text)
    ]
    assert found == said
