"""Which words name the speaker: far from the verb, beside other names, in a relative."""

from __future__ import annotations

import pytest

from corpus import Article
from indexer.extraction import extract

ROWS = [
    # between the verb and its subject: adverbs, a paper in marks, a radio, who is told
    (
        "« La route tient », a cependant tenu à tempérer Marc Lanvin, adjoint.",
        "La route tient",
        "Marc Lanvin",
    ),
    ("« La route tient », estime a contrario Marc Lanvin.", "La route tient", "Marc Lanvin"),
    (
        "« Ces promeneurs nous ont aidés », s'est réjoui, dans « L'Écho », le major Antoine Bel.",
        "Ces promeneurs nous ont aidés",
        "le major Antoine Bel",
    ),
    (
        "« On soigne mieux », a déclaré sur la radio Onde Bleue la cheffe du service des urgences.",
        "On soigne mieux",
        "la cheffe du service des urgences",
    ),
    ("« C'est non », a dit le lendemain le préfet Loïc Trémeur.", "C'est non", "le préfet Loïc Trémeur"),
    ("« Trois ponts fermeront », écrit la ministre aux députés.", "Trois ponts fermeront", "la ministre"),
    (
        "« Deux écoles ont fermé », rapporte une source à L'Ardennais.",
        "Deux écoles",
        "une source",
    ),
    (
        "« Un triste record », s'indignent ces élus, emmenés par le député Luc Bel et la sénatrice Ève Roy.",
        "Un triste record",
        "ces élus",
    ),
    # figures that somebody gives are theirs
    (
        "Selon les chiffres avancés par la CGT, mille postes ont disparu.",
        "mille postes",
        "les chiffres avancés par la CGT",
    ),
    (
        "Les cas ont doublé en un an, selon les données publiées mardi par l'agence Hydrosol.",
        "Les cas ont doublé",
        "les données publiées mardi par l'agence Hydrosol",
    ),
    (
        "D'après une information révélée par franceinfo, le procès est reporté à mai.",
        "le procès est reporté",
        "franceinfo",
    ),
    # two names: who is cited, and whom the clause is about
    (
        "Selon la cheffe de file des sénateurs Lise Carel, Paul Aubry a déclaré que c'est « non ».",
        "Paul Aubry a déclaré",
        "la cheffe de file des sénateurs Lise Carel",
    ),
    # « qui » goes back to who spoke, or to who bears the role between the commas
    (
        "« On nous prive de soins », a ajouté Marco Bellini, le chef de mission d'Horizon pour le Mali qui "
        "estime qu'il s'agit « d'un acte voulu ».",
        "il s'agit",
        "Marco Bellini",
    ),
    (
        "« Tout est pris », indique dans un communiqué l'Opéra de Lumes, qui appelle à réserver en ligne.",
        "réserver",
        "l'Opéra de Lumes",
    ),
    (
        "La vidéo montre Luc Fabre, président du parti Les Modérés, qui nie avoir porté une cocarde.",
        "avoir porté",
        "Luc Fabre",
    ),
    # what the sentence opens with is not who acts
    (
        "Comme un écho, le Pr Luc Fabre, chef de service à Lumes, a recommandé des gants « partout ».",
        "des gants",
        "le Pr Luc Fabre",
    ),
    (
        "Alors que l'épreuve commence, l'examinateur arrête la voiture et lui signale qu'il a brûlé un stop.",
        "il a brûlé un stop",
        "l'examinateur",
    ),
    (
        "Quand un pompier est appelé, son employeur l'arrête, prétextant : « le travail avant tout ».",
        "le travail avant tout",
        "son employeur",
    ),
    (
        "Face à ces chiffres, les derniers publiés avant mai, Luc Bel renonce, estimant que tout est dit.",
        "tout est dit",
        "Luc Bel",
    ),
    (
        "Il plaint Luc Fabre, après des aveux de la trésorière du port qui dit avoir subi des « pressions ».",
        "pressions",
        "la trésorière du port",
    ),
    # in whose view, by whom it was confirmed, who reacts right after
    (
        "Pour l'association Rives, c'est clair : « les crues reviendront ».",
        "les crues",
        "l'association Rives",
    ),
    ("Aux yeux du maire, rien ne presse : « Nous verrons cela en mai. »", "Nous verrons", "maire"),
    (
        "Un report confirmé par le ministère des Ports : « Ce sera en mai. »",
        "Ce sera",
        "le ministère des Ports",
    ),
    (
        "« On nous oublie. » Le maire de Lons, Paul Roy, s'est insurgé contre ce report.",
        "On nous",
        "Paul Roy",
    ),
    ("Le problème, estime la maire, c'est que le pont est « usé ».", "Le problème", "la maire"),
    (
        "Sur place, la patronne du chantier dénonce cet oubli. « Rien n'est prêt ici. »",
        "Rien",
        "la patronne du chantier",
    ),
    (
        "Certains annoncent déjà son départ, mais le maire de Lons a eu ce mot : « Je reste ici. »",
        "Je reste",
        "le maire de Lons",
    ),
    ("La digue tiendra, remarque Voici.", "La digue tiendra", "Voici"),
    (
        "Selon une enquête du Courrier, Paul Roy, élu hier, a tout vendu.",
        "Paul Roy",
        "une enquête du Courrier",
    ),
    (
        "« C'est fini », a dit le président du club, Willy Brun auprès de L'Écho.",
        "C'est fini",
        "Willy Brun",
    ),
    (
        "Un report que n'a pas confirmé Paul Roy, préférant évoquer « un léger retard ».",
        "un léger retard",
        "Paul Roy",
    ),
    # in single marks inside somebody's words
    (
        "\"On pleurait. Paul m'a pris la main et m'a dit : 'Veux-tu être ma femme ?'\", raconte Anne Roy.",
        "Veux-tu être ma femme",
        "Paul",
    ),
    (
        "\"Un garde est venu me dire : 'Écartez-vous, on tire.'\", dit Anne Roy.",
        "Écartez-vous, on tire",
        "Un garde",
    ),
    ("\"Je lui ai répondu : 'Tu plaisantes, je pense.'\", dit Anne Roy.", "Tu plaisantes, je pense", "Je"),
    (
        "\"On a une direction sourde, qui dit 'On avance sans vous'\", dit Anne Roy.",
        "On avance",
        "une direction sourde",
    ),
    # a participle with a subject of its own
    (
        "Il a dîné avec eux, raconte Le Courrier, le maire lui expliquant sa vision « radicale » du port.",
        "radicale",
        "le maire",
    ),
    ("Il a croisé des passants, d'autres réclamant sa « démission ».", "démission", "d'autres"),
]


@pytest.mark.parametrize(("text", "words", "mention"), ROWS)
def test_who_is_taken_to_speak(text: str, words: str, mention: str) -> None:
    quotes = extract(Article(id="1", text=text))
    within = [quote for quote in quotes if words in " ".join(text[start:end] for start, end in quote.spans)]
    quote = min(within, key=lambda quote: quote.spans[-1][1] - quote.spans[0][0])
    assert quote.speaker.mention is not None
    assert text[slice(*quote.speaker.mention)] == mention


def test_who_is_called_by_what_they_did() -> None:
    text = "Ève Colin a visité le chantier avec le maire. « Le port nous unit », dit celle qui fut ministre."
    assert extract(Article(id="1", text=text))[0].speaker.name == "Ève Colin"
