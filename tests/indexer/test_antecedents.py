"""Whom a pronoun goes back to: invented passages, what keeps somebody in view or out of it."""

from __future__ import annotations

import pytest

from corpus import Article
from indexer.extraction import extract

PRONOUNS = {
    # the narrator's own pronouns, and whose the thing is that a sentence is about
    "Le médecin Paul Sarda soigne depuis dix ans. Il loge au-dessus. Le matin, il ouvre à six heures."
    " « Je ne refuse personne », dit-il.": "Paul Sarda",
    "La décision de Nathalie Ferrer surprend. Le président du club, Yvan Toux, n'en savait rien."
    " « Je pars en paix », a-t-elle expliqué.": "Nathalie Ferrer",
    "Le passé d'Ali Toumi intrigue la voisine de Luc Sand. Il affirme avoir « tout oublié ».": "Ali Toumi",
    # a speaker without a name stays in view for less long than one with
    "Luc Roy préside la ligue. « Le sol est gelé », dit un arbitre. « On attend », ajoute-t-il.": "arbitre",
    "Luc Roy préside la ligue. « Le sol est gelé », dit un arbitre. Tous attendent l'avis de Luc Roy."
    " Le gel tient. « On jouera », dit-il.": "Luc Roy",
    # the object of a verb is less in view than its subject
    "L'entraîneur Didier Roux a félicité Hugo Blanc. « Il est énorme », a-t-il lâché.": "Didier Roux",
    "Albert Molène a profité d'un long entretien accordé hier à la presse pour défendre le prince Henri et sa"
    " fille. « Ils s'en sortent », a-t-il dit.": "Albert Molène",
    # but who somebody's reaction comes from is
    "Éric Coste ne digère pas ce vote. « C'est un scandale », a-t-il dit. L'élection a provoqué une vive"
    " réaction de la part de Christian Jacquot, le président du groupe. « Nos droits sont bafoués », s'est-il"
    " insurgé.": "Christian Jacquot",
    # « ce dernier », « celle-ci »: who was spoken of last, with a name or without
    "Le patron de la scierie, Henri Vuillemin, a convoqué un délégué. Celui-ci affirme qu'il « n'a rien"
    " signé ».": "délégué",
    "Marc Duval a appelé son avocate. Celle-ci lui a conseillé « de ne rien dire ».": "avocate",
    "La préfecture a averti les éleveurs. Ces derniers dénoncent « une mascarade ».": "éleveurs",
    "L'élue a botté en touche, précisant seulement que les CFF avaient promis douze trains. Contactés, ces"
    " derniers confirment « des discussions ».": "CFF",
    "Luc Roy a reçu la ministre Anne Vial. L'intéressée parle d'un « bon échange ».": "Anne Vial",
    # nobody else fits: whom the sentence before speaks of at all
    "Le témoin a vu la voiture. Il a appelé la police. Elle lui a répondu que « personne n'était"
    " disponible ».": "police",
    "La sénatrice Aïcha Diallo a interrogé le ministre. Il répond que « rien n'est décidé ».": "ministre",
    "L'Algérie a rappelé son ambassadeur. Elle dénonce « une ingérence ».": "Algérie",
    "Une source policière évoque un règlement de comptes. Elle précise que « deux hommes » ont fui.": (
        "source policière"
    ),
    # several
    "Les CFF ont publié leurs comptes. Ils promettent que « les trains rouleront ».": "CFF",
    "Des familles ont porté plainte à Lens. « On nous a oubliés », disent-elles.": "familles",
    "Le couple a tout perdu dans l'incendie. « Nous repartons de zéro », soufflent-ils.": "couple",
    "La CGT et la CFDT appellent à la grève. Elles demandent « une rencontre ».": "CGT et CFDT",
    "Paul Morel a écrit à Anne Roy. « On ne savait rien », avouent-ils.": "Paul Morel et Anne Roy",
    "« La porte est fermée », dénoncent-ils.\n\nTrois syndicats ont quitté la réunion.": "syndicats",
    # a name that no list holds, told by what is said
    "« Je l'ai vu tomber », raconte Momo. Il tenait le bar. Il dit avoir « couru ».": "Momo",
    "« J'ai faim », a dit à l'AFP Sherisse Lotti. Elle dit avoir « marché ».": "Sherisse Lotti",
    "« On a reçu mille vidéos », se réjouit Zoldebert. L'idée est née à l'école. « Les enfants rient »,"
    " poursuit-il.": "Zoldebert",
    "« C'est un signal », estime un proche du maire. « Tout change », ajoute-t-il.": ("proche du maire"),
    "« Le pain manque », regrette Luc Brasseur. Il dit avoir « tout vendu ».": "Luc Brasseur",
}


@pytest.mark.parametrize(("text", "name"), PRONOUNS.items())
def test_pronoun(text: str, name: str) -> None:
    assert extract(Article(id="1", text=text))[-1].speaker.name == name


INSIDE = {
    # speech inside speech is somebody else's
    "« J'ai écrit à l'institutrice. Elle m'a répondu : “On verra.” », raconte Béa Gillet.": (
        "Béa Gillet", "institutrice",
    ),
    "« J'admire Paul Roy. Il m'a dit qu'il fallait oser », confie Marc Oger.": ("Marc Oger", "Paul Roy"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), INSIDE.items())
def test_a_pronoun_inside_what_is_said(text: str, names: tuple[str, str]) -> None:
    assert tuple(quote.speaker.name for quote in extract(Article(id="1", text=text))) == names
