"""Which words name who speaks: far behind the verb, behind « on », before a pronoun."""

from __future__ import annotations

import pytest

from corpus import Article
from indexer.extraction import extract

FAR = [
    "« Il manque des lits », a soutenu en point de presse, jeudi matin, la cheffe du comité, Nadine Ouellet.",
    "« On a eu peur », raconte, encore sous le choc, Nadine Ouellet, 74 ans.",
    "« On a eu peur », se souvient avec émotion Nadine Ouellet, 74 ans.",
    "« C'est fichu », se désole derrière son comptoir Nadine Ouellet, patronne du Bar des sports.",
    "« Les loyers montent », dixit la conseillère vaudoise Nadine Ouellet.",
    "« Ils empirent tout », lâche, excédée, devant sa porte Nadine Ouellet.",
]
BEHIND = [
    ("« Rien n'est fait », assure-t-on dans l'entourage de la maire.", "entourage de la maire", "group"),
    ("« Rien n'est fait », assure-t-on à l'Élysée.", "Élysée", "organisation"),
    ("« Rien n'est fait », glisse-t-on au ministère.", "ministère", "organisation"),
    ("Du côté de la préfecture, on assure que les contrôles continuent.", "préfecture", "organisation"),
    ("Le pont est fermé lundi, a-t-on appris de source policière.", "source policière", "unknown"),
    (
        "Le pont est fermé lundi, a-t-on appris auprès du parquet de Lille.",
        "parquet de Lille",
        "organisation",
    ),
    ("Le pont est fermé lundi, a-t-on appris auprès des pompiers.", "pompiers", "group"),
    ("Le pont est fermé lundi, a appris l'AFP de sources concordantes.", "sources concordantes", "unknown"),
    (
        "Le pont est fermé, dit une source locale. La gare aussi, a-t-on ajouté de même source.",
        "source locale",
        "unknown",
    ),
]
PRONOUNS = [
    # « il » is the one with whom the sentence before begins, named or not
    (
        "Paul Morel a vu le préfet. Un plongeur a trouvé l'ancre. « Elle est fendue », a-t-il dit.",
        "fendue",
        "plongeur",
    ),
    (
        "Paul Morel écoute. Le ministère de la Mer a tranché mardi. Il affirme que le quai est sûr.",
        "le quai",
        "ministère de la Mer",
    ),
    # but not one whom the words themselves name
    (
        "Paul Morel a écouté. Le parquet a ouvert une enquête, a-t-il déclaré.",
        "Le parquet a ouvert",
        "Paul Morel",
    ),
    # somebody whose first name no list holds; not a firm, not a place
    ("Zohrifa Belkebla a manifesté hier. « On attend », dit-elle.", "On attend", "Zohrifa Belkebla"),
    ("Zohrif Belkebla se souvient. « On attend », dit Belkebla.", "On attend", "Zohrif Belkebla"),
    ("Ève Colin vit en Sierra Verde. Sierra Verde a gagné. « Bravo », dit-elle.", "Bravo", "Ève Colin"),
    # whom it was told to is not who told it
    (
        "Lise Ott chante. Ève Colin est venue. « C'est nul », a-t-elle affirmé à Lise Ott.",
        "nul",
        "Ève Colin",
    ),
    # several
    (
        "Des députés ont ri. Les riverains de la gare ont écrit au préfet. Ils disent que le mur cède.",
        "le mur",
        "riverains de la gare",
    ),
    # any verb, inverted after marks; nobody, in the passive
    ("Paul Morel se tait. « Il faut tenir », médite-t-il.", "tenir", "Paul Morel"),
    (
        "« Tout va bien », écrit la mairie. « Rien ne presse », est-il précisé.",
        "Rien ne presse",
        "mairie",
    ),
]


CLAUSES = [
    # the subject of « qui »: a name, or who comes first since a comma
    ("C'est un oui franc pour Ève Colin qui estime que « rien ne presse ».", "rien ne presse", "Ève Colin"),
    (
        "Le débat naît des aveux de l'ancienne cheffe du port qui dit avoir vu « trois cargos ».",
        "trois cargos",
        "ancienne cheffe du port",
    ),
    # appositions stand between subject and verb, in the sentence's second clause
    (
        "La mairie n'a pas réagi, mais son porte-parole, Dimitri Lenoir, précise que le bac est sûr.",
        "le bac",
        "Dimitri Lenoir",
    ),
    (
        "L'ambassade a nié, et des marins du port, parlant sous couvert d'anonymat, ont dit que l'eau monte.",
        "l'eau monte",
        "marins du port",
    ),
    ("Un délai que Lise Ott, patronne du bac, juge « trop court et injuste ».", "trop court", "Lise Ott"),
    (
        "Malgré la pluie, le tribunal de Lons, saisi par six élus, a jugé que « l'arrêté tient ».",
        "l'arrêté tient",
        "tribunal de Lons",
    ),
    # a participle with a subject of its own
    ("Les syndicats protestent, la CGT affirmant que le dépôt est vide.", "le dépôt", "CGT"),
    ("Paul Morel est venu, suivi d'un élu du port dénonçant « un coup bas ».", "un coup bas", "élu du port"),
    ("Lille n'a rien dit, un élu du port, Ugo Brun, assurant que la grue tient.", "la grue", "Ugo Brun"),
    ("Paul Morel a publié un texte accusant la ville de « brader le port ».", "brader", "Paul Morel"),
    # a second verb, whatever the first one was
    ("Même la ministre, Lise Ott, s'en mêle et salue « un choix courageux ».", "un choix", "Lise Ott"),
    (
        "« Je reste », dit Paul Morel. Avant d'ajouter : « On verra », citant ainsi sa mère, Ève Colin.",
        "On verra",
        "Paul Morel",
    ),
    # passives
    ("Le silence des élus est jugé « éloquent » par l'avocate Lise Ott.", "éloquent", "Lise Ott"),
    ("C'est un homme décrit par ses voisins comme « sans histoire ».", "sans histoire", "voisins"),
    # the verb may be a noun too
    ("« Ce serait la fin », tranche de son côté Ève Colin.", "la fin", "Ève Colin"),
    ("« C'est un vrai succès », dit à l'AFP Ève Colin.", "succès", "Ève Colin"),
    # interviews
    (
        "Ève Colin, conseillère du lac, parle.\n\nPourquoi partir ?\n\n— J'ai fait mon temps.",
        "mon temps",
        "Ève Colin",
    ),
    ("Ève Colin-Brun écrit.\n\nPourquoi ?\n\nÈ. C.-B. – Par ennui, je crois.", "Par ennui", "Ève Colin-Brun"),
    # several together
    (
        "« C'est une honte », ont réagi Ève Colin, maire, et Tom Brel, son adjoint.",
        "une honte",
        "Ève Colin et Tom Brel",
    ),
    (
        "Les porte-parole du front, Ève Colin et Tom Brel, disent que « rien ne va ».",
        "rien ne va",
        "Ève Colin et Tom Brel",
    ),
    ("Le préfet et la maire de Lons ont rappelé que la digue tient.", "la digue", "préfet et maire de Lons"),
    ("La CGT et Solidaires affirment que le dépôt est vide.", "le dépôt", "CGT et Solidaires"),
    # by the voice of somebody, in somebody's words
    ("Le club, par la voix de son président Ugo Brun, dénonce « un coup bas ».", "un coup bas", "Ugo Brun"),
    ("« Un acte lâche », pour reprendre les mots du procureur Ugo Brun.", "acte lâche", "Ugo Brun"),
    ("« On n'en peut plus », lâche l'un d'eux, Omar Zaki.", "n'en peut plus", "Omar Zaki"),
    # whoever spoke last
    ("« On attend », dit Ugo Brun. « Rien ne bouge », regrette notre interlocuteur.", "Rien ne", "Ugo Brun"),
    ("« Oui », dit Ugo Brun. « Nous livrerons », a indiqué le même responsable.", "livrerons", "Ugo Brun"),
    # before a colon
    ("« Non », dit Ève Colin. Réponse d'Ugo Brun : « La loi est la loi. »", "La loi", "Ugo Brun"),
    ("Même son de cloche chez Ugo Brun, éleveur à Gap : « On perd tout. »", "On perd", "Ugo Brun"),
    ("À l'image d'Ugo Brun, 34 ans, ils sont nombreux à douter : « On perd tout. »", "On perd", "Ugo Brun"),
    # the name two steps on
    ("« Tout est sûr », a dit le chef de la police dans le Nord, Ugo Brun.", "Tout est sûr", "Ugo Brun"),
    ("Selon un avocat du port, Ugo Brun reconnaît la faute.", "Ugo Brun reconnaît", "avocat du port"),
    # in these words
    ("Tom Brel est là. « On ne lâche rien. » C'est par ces mots que Lise Ott a conclu.", "lâche", "Lise Ott"),
    # what somebody is, without an article
    ("Membre du comité, Lise Ott a évoqué « un hiver rude ».", "un hiver", "Lise Ott"),
    # whom the question calls by name
    (
        "Lise Ott et Tom Brel sont là.\n\nQue faire ?\n\n— Partir.\n\nTom Brel, et vous ?\n\n— Je reste ici.",
        "Je reste",
        "Tom Brel",
    ),
    # in the line before
    (
        "Tom Brel sourit.\n\nAprès un silence, Ève Colin répond :\n\n« On ne part pas. »",
        "part pas",
        "Ève Colin",
    ),
    # what stands beside « est » is nobody who speaks
    (
        "« C'est long », dit Ève Colin. L'objectif est « de tout finir en mars ».",
        "de tout finir",
        "Ève Colin",
    ),
    # a study, not the one who cites it
    (
        "Le maire cite une étude de l'Institut Faure, portant sur cent foyers, selon laquelle l'eau baisse.",
        "l'eau baisse",
        "étude de l'Institut Faure",
    ),
    # signed
    (
        "Tom Brel est là.\n\n« La cellule de crise est ouverte »\n\n— Préfecture du Lac",
        "cellule",
        "Préfecture du Lac",
    ),
    (
        "Tom Brel dit non. « La cellule reste ouverte. »\n\n- Un hiver rude -\n\nIl neige.",
        "cellule",
        "Tom Brel",
    ),
    # a verb though a comma stands before
    ("Le syndicat Unia, lui, parle de « licenciement déguisé ».", "licenciement", "Unia"),
    # an adjective is nobody
    ("« C'est une première », se félicite l'équipe municipale.", "une première", "équipe municipale"),
    # a mention ends before whom it was told to
    ("« Il est trop tard », raconte la maman au président de la région.", "trop tard", "maman"),
    ("« Il est trop tard », a dit l'adjointe au maire, Lise Ott.", "trop tard", "Lise Ott"),
    # what only begins a sentence is nobody
    (
        "Ève Colin sourit. Voilà la clé du succès : « On recommence chaque hiver. »",
        "chaque hiver",
        "Ève Colin",
    ),
]


@pytest.mark.parametrize(("text", "said", "name"), CLAUSES)
def test_whose_clause_it_is(text: str, said: str, name: str) -> None:
    names = [quote.speaker.name for quote in extract(Article(id="1", text=text)) if said in quote.text(text)]
    assert names == [name]


@pytest.mark.parametrize("text", FAR)
def test_who_stands_far_behind_the_verb(text: str) -> None:
    assert [quote.speaker.name for quote in extract(Article(id="1", text=text))] == ["Nadine Ouellet"]


@pytest.mark.parametrize(("text", "name", "type_"), BEHIND)
def test_who_stands_behind_on(text: str, name: str, type_: str) -> None:
    quote = extract(Article(id="1", text=text))[-1]
    assert (quote.speaker.name, quote.speaker.type) == (name, type_)


@pytest.mark.parametrize(("text", "said", "name"), PRONOUNS)
def test_who_a_pronoun_is(text: str, said: str, name: str) -> None:
    names = [quote.speaker.name for quote in extract(Article(id="1", text=text)) if said in quote.text(text)]
    assert names == [name]


@pytest.mark.parametrize(
    "text",
    [
        "Alex Ferrand a défilé en compagnie de Loïc Trémeur, son adjoint dans cette aventure.",
        "Le chanteur a repris « Le Port », écrit par leur fils David.",
        "Elle a appris le métier sur le tas.",
        "On assure que tout va bien.",
    ],
)
def test_where_nobody_says_anything(text: str) -> None:
    assert extract(Article(id="1", text=text)) == []
