"""In what role and for whom: one phrase of French press a row, beside an invented name."""

from __future__ import annotations

import pytest

from corpus import Article, Quote
from indexer.extraction import extract


def last(text: str) -> Quote:
    return extract(Article(id="1", text=text))[-1]


AFTER = [
    # who employs: « à », « chez », « pour », « de »
    ("hydrologue à l'université de Valmont", "hydrologue", "université de Valmont"),
    ("professeure de droit public à l'Université Laval", "professeure de droit public", "Université Laval"),
    ("économiste en chef à la Banque nationale", "économiste en chef", "Banque nationale"),
    ("chercheuse au CNRS", "chercheuse", "CNRS"),
    ("directrice de recherche au CNRS", "directrice de recherche", "CNRS"),
    ("médecin à l'hôpital Sainte-Croix de Montreval", "médecin", "hôpital Sainte-Croix de Montreval"),
    ("ingénieure chez Moulinor", "ingénieure", "Moulinor"),
    ("ingénieure à Moulinor", "ingénieure", "Moulinor"),
    ("bénévole à la Croix-Rouge", "bénévole", "Croix-Rouge"),
    ("chargée de mission à la Ligue de protection des oiseaux", "chargée de mission",
     "Ligue de protection des oiseaux"),
    ("gestionnaire du port de Brennes", "gestionnaire", "port de Brennes"),
    ("commandante des pompiers du Valois", "commandante", "pompiers du Valois"),
    ("analyste chez Crédit Valois", "analyste", "Crédit Valois"),
    ("présidente-directrice générale de la Société des traversiers", "présidente-directrice générale",
     "Société des traversiers"),
    ("P.-D.G. de Sonadis", "P.-D.G.", "Sonadis"),
    ("membre d'un tribunal d'Harare", "membre", "tribunal d'Harare"),
    ("virologue à la KU Valmont", "virologue", "KU Valmont"),
    ("secrétaire générale de la CGT du CHU de Brennes", "secrétaire générale", "CGT du CHU de Brennes"),
    ("vice-présidente de la Ligue des lacs pour la défense des rives", "vice-présidente",
     "Ligue des lacs pour la défense des rives"),
    ("responsable romande de Pro Rivage", "responsable romande", "Pro Rivage"),
    ("tête de liste du Rassemblement citoyen", "tête de liste", "Rassemblement citoyen"),
    ("porte parole de la Ligue des lacs", "porte parole", "Ligue des lacs"),
    ("metteuse en scène", "metteuse en scène", None),
    ("enseignante-chercheuse à l'université de Valmont", "enseignante-chercheuse", "université de Valmont"),
    ("directrice du journal L'Avis", "directrice", "journal L'Avis"),
    # a room in the house belongs to the role, the house is the body
    ("directrice de la communication d'Hydro-Nord", "directrice de la communication", "Hydro-Nord"),
    ("cheffe du service de pédiatrie de l'hôpital de Brennes", "cheffe du service de pédiatrie",
     "hôpital de Brennes"),
    ("membre de la direction de la CGT", "membre de la direction", "CGT"),
    ("directrice du commerce de la wilaya d'Aïn Lounja", "directrice du commerce", "wilaya d'Aïn Lounja"),
    ("porte-parole du Service de police de la Ville de Québec", "porte-parole",
     "Service de police de la Ville de Québec"),
    # what a role is about, then where: « chez », « au sein de »
    ("responsable artistique du catalogue Marius chez Sonora", "responsable artistique du catalogue Marius",
     "Sonora"),
    ("responsable du service client chez Vexa", "responsable du service client", "Vexa"),
    ("responsable de la mission au sein de l'ESA", "responsable de la mission", "ESA"),
    ("CEO de Vexa", "CEO", "Vexa"),
    ("professeure en astronomie de l' université de Valmont", "professeure en astronomie",
     "université de Valmont"),
    ("également trésorière de la Ligue des lacs", "trésorière", "Ligue des lacs"),
    ("une des autrices de l'étude", "autrice de l'étude", None),
    # a town is nobody's employer
    ("éleveuse à Aïn Lounja", "éleveuse", None),
    ("médecin à Sart-Lez", "médecin", None),
    ("lycéenne à Sainte-Aubierge", "lycéenne", None),
    ("syndique de Vuarrens", "syndique de Vuarrens", None),
    # nor is a topic, or a house of no name
    ("directrice de cabinet", "directrice de cabinet", None),
    ("professeure d'université", "professeure d'université", None),
    ("gérante d'un restaurant", "gérante d'un restaurant", None),
    ("attachée de presse", "attachée de presse", None),
    ("autrice de L'Eau noire", "autrice de L'Eau noire", None),
    ("porte-parole des associations", "porte-parole des associations", None),
    ("salariée d'une entreprise à Sart-Lez", "salariée d'une entreprise", None),
    # a lawyer is one whoever the client is
    ("avocate de Luc Morel", "avocate", None),
    ("avocate de la Ligue des lacs", "avocate", "Ligue des lacs"),
    # parties
    ("députée LR de la Manche", "députée de la Manche", "LR"),
    ("maire (LR) de Brennes", "maire de Brennes", "LR"),
    ("conseillère (Les Républicains) de Brennes", "conseillère de Brennes", "Les Républicains"),
    ("élue la France insoumise", "élue", "La France insoumise"),
    ("cheffe de file des députés la France insoumise", "cheffe de file des députés la France insoumise",
     "La France insoumise"),
    ("députée PS de la 7e circonscription du Valois", "députée de la 7e circonscription du Valois", "PS"),
    ("maire (DVD) de Brennes", "maire de Brennes", None),
    ("candidate à la mairie de Brennes", "candidate à la mairie de Brennes", None),
    ("candidate du Parti vert à la présidentielle", "candidate à la présidentielle", "Parti vert"),
    ("adjointe au maire chargée de la culture", "adjointe au maire chargée de la culture", None),
]  # fmt: skip


@pytest.mark.parametrize(("phrase", "role", "organisation"), AFTER)
def test_after_the_name(phrase: str, role: str | None, organisation: str | None) -> None:
    quote = last(f"« Le sol est saturé », explique Maëlle Corbin, {phrase}.")
    assert (quote.speaker.name, quote.role, quote.organisation) == ("Maëlle Corbin", role, organisation)


BEFORE = [
    ("le P-DG du groupe Sonadis", "P-DG", "groupe Sonadis"),
    ("la présidente de la région Grand Est", "présidente de la région Grand Est", "région Grand Est"),
    ("la directrice de l'école Jean-Moulin", "directrice", "école Jean-Moulin"),
    ("la porte-parole de la police cantonale", "porte-parole", "police cantonale"),
    ("la présidente de Valmont Agglomération", "présidente", "Valmont Agglomération"),
    ("l'entraîneuse du FC Montreval", "entraîneuse", "FC Montreval"),
    ("l'adjointe au maire de Brennes", "adjointe au maire de Brennes", None),
    ("la députée de La France insoumise", "députée", "La France insoumise"),
    ("la patronne des députés LR", "patronne des députés LR", "LR"),
    ("la porte-parole du Parti vert en matière de logement", "porte-parole", "Parti vert"),
    ("la cheffe du Département fédéral des routes", "cheffe", "Département fédéral des routes"),
    ("la numéro 3 de LR", "numéro 3", "LR"),
    ("une retraitée de 57 ans", "retraitée", None),
    ("la présidente (LR) de la région Valois", "présidente de la région Valois", "région Valois"),
]


@pytest.mark.parametrize(("phrase", "role", "organisation"), BEFORE)
def test_before_the_name(phrase: str, role: str | None, organisation: str | None) -> None:
    quote = last(f"« Le sol est saturé », explique {phrase}, Maëlle Corbin.")
    assert (quote.speaker.name, quote.role, quote.organisation) == ("Maëlle Corbin", role, organisation)


BESIDE = [
    ("« Le sol est saturé », dit Idris Belkadi, de la Confédération paysanne.", "Confédération paysanne"),
    (
        "« Le sol est saturé », dit Idris Belkadi, du collectif Sauvons nos rives.",
        "collectif Sauvons nos rives",
    ),
    ("« Le sol est saturé », dit Idris Belkadi pour la CGT.", "CGT"),
    ("« Le sol est saturé », dit Idris Belkadi, qui préside l'Union des pêcheurs.", "Union des pêcheurs"),
    ("« Le sol est saturé », dit Idris Belkadi, à la tête de la Ligue des armateurs.", "Ligue des armateurs"),
    ("Idris Belkadi travaille chez Moulinor. « Le sol est saturé », dit-il.", "Moulinor"),
    ("Idris Belkadi a fondé l'association Rivages. « Le sol est saturé », dit-il.", "Rivages"),
    ("« Le sol est saturé », dit Idris Belkadi, représentant la Ligue des armateurs.", "Ligue des armateurs"),
    ("« Le sol est saturé », dit Idris Belkadi (UDC/GE).", "UDC"),
    (
        "« Le sol est saturé », dit Idris Belkadi du service des eaux de Valmont (Seva).",
        "service des eaux de Valmont",
    ),
    ("« Le sol est saturé », dit Idris Belkadi, de l'ONG Vigimer.", "Vigimer"),
    ("« Le sol est saturé », dit Idris Belkadi de la CFTC.", "CFTC"),
    ("« Le sol est saturé », dit Idris Belkadi (SE).", None),
    ("Le départ d'Idris Belkadi de la CFTC surprend. « Le sol est saturé », dit-il.", None),
    ("« Le sol est saturé », dit Idris Belkadi (université de Valmont).", "université de Valmont"),
    ("« Le sol est saturé », dit Idris Belkadi pour l'Union écologiste.", "Union écologiste"),
    ("« Le sol est saturé », dit Idris Belkadi (PS, Valois).", "PS"),
    ("« Le sol est saturé », dit Idris Belkadi au nom de la Ligue des lacs.", "Ligue des lacs"),
    ("Renvoyé du parti en août, « je reste », dit Idris Belkadi.", None),
    ("La campagne d'Idris Belkadi pour la mairie de Brennes patine. « Le sol est saturé », dit-il.", None),
    ("Idris Belkadi est victime d'un complot. « Le sol est saturé », dit-il.", None),
    ("« Le sol est saturé », dit Idris Belkadi, père de trois enfants.", None),
]


@pytest.mark.parametrize(("text", "organisation"), BESIDE)
def test_for_whom_without_a_role(text: str, organisation: str | None) -> None:
    quote = last(text)
    assert (quote.speaker.name, quote.role, quote.organisation) == ("Idris Belkadi", None, organisation)


@pytest.mark.parametrize(
    "speaker",
    [
        "le sergent Idris Belkadi, porte-parole de la Sûreté du Nord",
        "le porte-parole de la Sûreté du Nord dans la région, le sergent Idris Belkadi",
    ],
)
def test_a_rank_gives_way_to_an_office(speaker: str) -> None:
    quote = last(f"« Le sol est saturé », dit {speaker}.")
    assert (quote.role, quote.organisation) == ("porte-parole", "Sûreté du Nord")


ELSEWHERE = [
    # no comma after the role, none before it, an age, an election
    ("Selon Idris Belkadi porte-parole de la Ligue des lacs, « le sol est saturé ».", "porte-parole",
     "Ligue des lacs"),
    ("Lundi, Idris Belkadi, le président LR de la région Valois a parlé. « Le sol est saturé »,"
     " dit-il.", "président LR de la région Valois", "région Valois"),
    ("« Le sol est saturé », dit Idris Belkadi, âgé de 41 ans, ingénieur chez Moulinor.", "ingénieur",
     "Moulinor"),
    ("Idris Belkadi a été élu président de la Ligue des lacs. « Le sol est saturé », dit-il.", "président",
     "Ligue des lacs"),
    ("Le barrage tient, selon le porte-parole de la Ligue des lacs, Idris Belkadi.", "porte-parole",
     "Ligue des lacs"),
    ("Alors patron de Vexa, Idris Belkadi a dit que le sol était saturé.", "patron", "Vexa"),
    ("Alors patron de Vexa, Idris Belkadi riait. Le maire Idris Belkadi a dit : « Le sol est saturé. »",
     "maire", "Vexa"),
    ("« Le sol est saturé », a fait valoir le président de la Ligue, Idris Belkadi auprès de L'Écho.",
     "président", "Ligue"),
    ("« Le sol est saturé », dit le maire du XVe arrondissement de la capitale, Idris Belkadi.",
     "maire du XVe arrondissement de la capitale", None),
    ("Les réquisitions du parquet financier du 14 mars sont suivies. « Le sol est saturé », dit la procureure"
     " Idris Belkadi.", "procureure", "parquet financier"),
    ("Le maire de cette ville du Valois a ri. « Le sol est saturé », dit Idris Belkadi, maire de Brennes.",
     "maire de Brennes", None),
    # one of several, a place of work that has its name elsewhere, a party and a place before the comma
    ("Des avocats, dont Idris Belkadi, ont ri. « Le sol est saturé », dit Idris Belkadi.", "avocat", None),
    ("La réserve naturelle de Brennes ferme. « Le sol est saturé », dit la directrice de la réserve, Idris"
     " Belkadi.", "directrice", "réserve naturelle de Brennes"),
    ("« Le sol est saturé », dit la suppléante de Luc Roy (LFI) dans la Somme, Idris Belkadi.",
     "suppléante de Luc Roy", "LFI"),
    ("« Le sol est saturé », dit Idris Belkadi, fiancé d'Anne Roy.", None, None),
    ("« Le sol est saturé », dit le chef des secours dans le Nord, Idris Belkadi.", "chef des secours", None),
    ("« Le sol est saturé », dit le chef des secours dans l'État, Idris Belkadi.", "chef des secours", None),
    ("Idris Belkadi, accusé de « haute trahison », a fui. « Le sol est saturé », dit-il.",
     "accusé de haute trahison", None),
    ("L'homme d'affaires Idris Belkadi se tait. Le fondateur a ri. « Le sol est saturé », dit Idris Belkadi.",
     "homme d'affaires", None),
    ("Le ministre vénézuélien de la Mer Idris Belkadi et le ministère français de la Mer se taisent."
     " « Le sol est saturé », dit Idris Belkadi.", "ministre vénézuélien de la Mer", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role", "organisation"), ELSEWHERE)
def test_where_a_role_stands(text: str, role: str | None, organisation: str | None) -> None:
    quote = last(text)
    assert (quote.speaker.name, quote.role, quote.organisation) == ("Idris Belkadi", role, organisation)


DOCUMENTS = [
    ("Selon un sondage de l'institut Dimard, « le sol est saturé ».", "Dimard"),
    ("Selon un rapport de la Commission des forêts, « le sol est saturé ».", "Commission des forêts"),
    ("Une étude réalisée par l'Agence du fleuve estime que « le sol est saturé ».", "Agence du fleuve"),
    ("Selon une enquête de l'université de Valmont publiée lundi, « le sol est saturé ».",
     "université de Valmont"),
    ("Selon un communiqué de la préfecture, « le sol est saturé ».", "préfecture"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "organisation"), DOCUMENTS)
def test_who_speaks_through_a_document(text: str, organisation: str) -> None:
    assert last(text).organisation == organisation


SEVERAL = [
    ("« Bon », disent Anne Roy et Luc Morel, les avocats du maire. « Oui », dit Anne Roy.", "avocat", None),
    ("« Bon », disent les députés Luc Morel et Anne Roy. « Oui », dit Anne Roy.", "député", None),
    ("« Bon », disent Luc Morel et Anne Roy (LFI).", None, "LFI"),
    ("« Bon », disent les députés du Nord Luc Morel et Anne Roy.", "députés du Nord", None),
    (
        "La préfecture du Nord ferme. « Bon », disent le préfet du Nord et la porte-parole de la CGT.",
        None,
        "préfecture du Nord et CGT",
    ),
    ("« Bon », disent les supporters.", None, None),
]


@pytest.mark.parametrize(("text", "role", "organisation"), SEVERAL)
def test_what_several_share(text: str, role: str | None, organisation: str | None) -> None:
    quote = last(text)
    assert (quote.role, quote.organisation) == (role, organisation)


TOLD_ELSEWHERE = [
    # a description of whom the article is about; of somebody whose role is bare beside the name
    ("Anne Roy revient. Anne Roy marche, Anne Roy parle. La fondatrice de Rivages a ri. « Oui », dit-elle.",
     "fondatrice", "Rivages"),
    ("La présidente Anne Roy revient. La présidente de la Ligue des lacs a ri. « Oui », dit Anne Roy.",
     "présidente", "Ligue des lacs"),
    # the office of today before that of yesterday, as fully as the article has it
    ("L'ancienne sénatrice Anne Roy revient. La ministre Anne Roy a ri. Anne Roy, ministre de la Mer, a dit :"
     " « Oui ».", "ministre de la Mer", None),
    # an office that the article gives her first goes before what it calls her later, not after it
    ("La maire de Brennes est déçue. « Oui », dit-elle. La juriste Anne Roy se bat. La maire Anne Roy dort.",
     "maire de Brennes", None),
    ("La juriste Anne Roy se bat. La maire a ri. « Oui », dit Anne Roy.", "juriste", None),
    # a participle is no role, nor is one in another paragraph or in a clause before the name
    ("Le maire a de son côté prévenu Anne Roy. « Oui », dit Anne Roy.", None, None),
    ("— Luc Morel, président du port\n\nAnne Roy a ri. « Oui », dit Anne Roy.", None, None),
    ("Concernant ce que devra faire le préfet, Anne Roy veut la paix. « Oui », dit Anne Roy.", None, None),
    # a name that is longer than the place before it, a role that another's name ends
    ("« Oui », dit Anne Roy, adjointe à la santé de la maire Zoé Brun.", "adjointe à la santé de la maire",
     None),
    ("« Oui », dit Anne Roy, architecte.", "architecte", None),
    # not of whoever else holds that office
    ("La chanteuse Anne Roy revient. La ministre de la Mer a ri. « Oui », dit Anne Roy.", "chanteuse", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role", "organisation"), TOLD_ELSEWHERE)
def test_what_a_description_tells(text: str, role: str | None, organisation: str | None) -> None:
    quote = last(text)
    assert (quote.speaker.name, quote.role, quote.organisation) == ("Anne Roy", role, organisation)


def test_a_body_that_is_cited_is_not_what_is_told_after_it() -> None:
    text = "Selon Canal Matin, la boutique compte 80 vases. Canal Matin précise que « tout » est vendu."
    assert {quote.role for quote in extract(Article(id="1", text=text))} == {None}


FIGURES = [
    # who is known for an office is what an article calls its holder, though nobody is told to be it
    ("Emmanuel Macron se tait. Les proches du chef de l'État doutent. « Non », a dit Emmanuel Macron.",
     "chef de l'État"),
    ("Emmanuel Macron se tait. Les proches du maire doutent. « Non », a dit Emmanuel Macron.", None),
    ("François Hollande et Emmanuel Macron sont là. Les proches du chef de l'État doutent."
     " « Non », dit Emmanuel Macron à François Hollande.", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role"), FIGURES)
def test_what_public_figures_are_called(text: str, role: str | None) -> None:
    quote = last(text)
    assert (quote.speaker.name, quote.role) == ("Emmanuel Macron", role)


def test_a_name_after_a_place_is_not_the_place() -> None:
    quote = last("« Oui », dit la députée LREM du Val-d’Oise Zivka Parzk.")
    assert (quote.speaker.name, quote.role) == ("Zivka Parzk", "députée du Val-d’Oise")


KINDS = [
    ("Selon Rivages, une ONG de Brennes, « le sol est saturé ».", "Rivages", "ONG de Brennes"),
    ("Le cargo de la compagnie maritime Nordal est à quai. Selon Nordal, « tout va bien ».", "Nordal",
     "compagnie maritime"),
    ("Selon Le Monde, « la pluie manque ». « Le sol est saturé », écrit le quotidien.", "Le Monde",
     "quotidien"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "kind"), KINDS)
def test_what_an_article_calls_a_body(text: str, name: str, kind: str) -> None:
    quote = last(text)
    assert (quote.speaker.name, quote.role) == (name, kind)


HOMES = [
    # a bare role is of the body of its kind that the article speaks of
    ("L'usine Moulinor de Brennes ferme. « Le sol est saturé », dit le directeur, Idris Belkadi.",
     "Moulinor"),
    ("L'école Jean-Moulin ferme. « Le sol est saturé », dit la directrice, Anne Roy.", "école Jean-Moulin"),
    ("Le RFC Valois a perdu. « Le sol est saturé », dit le capitaine, Idris Belkadi.", "RFC Valois"),
    ("L'association Rivages proteste. « Le sol est saturé », dit la porte-parole, Anne Roy.", "Rivages"),
    # not of one of another kind, nor where the role is of nothing
    ("L'association Rivages proteste. « Le sol est saturé », dit l'infirmière Anne Roy.", None),
    ("L'école Jean-Moulin ferme. « Le sol est saturé », dit la maire, Anne Roy.", None),
    ("L'école Jean-Moulin ferme. « Le sol est saturé », dit le directeur de la ferme, Idris Belkadi.", None),
    # a territory and a party that are named elsewhere, a name that ends a role, a house of prayer
    ("La région Valois paie. « Le sol est saturé », dit Anne Roy, présidente de la région.", "région Valois"),
    ("« Le sol est saturé », dit Anne Roy, directrice des ventes Moulinor.", "Moulinor"),
    ("« Le sol est saturé », dit Idris Belkadi, imam de la mosquée.", None),
    # what stands between a body's noun and its name tells of it
    ("« Le sol est saturé », dit Anne Roy, présidente du collectif citoyen Rivages.", "Rivages"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "organisation"), HOMES)
def test_the_body_of_a_bare_role(text: str, organisation: str | None) -> None:
    assert last(text).organisation == organisation


BODIES = [
    # several words that nothing tells to be somebody's name
    ("Le groupe Costa Verde ferme. Costa Verde, qui vend, dit que « tout » rouvrira.", "Costa Verde"),
    ("Costa Verde, une ONG locale, dit que « tout » rouvrira.", "Costa Verde"),
    ("« Tout » rouvrira, selon Costa Cars.", "Costa Cars"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name"), BODIES)
def test_bodies_that_no_list_holds(text: str, name: str) -> None:
    quote = last(text)
    assert (quote.speaker.name, quote.speaker.type, quote.organisation) == (name, "organisation", name)


def test_who_is_named_among_several_does_not_speak_for_them() -> None:
    quote = last("Des élus, dont Idris Belkadi (EELV), craignent « le pire ».")
    assert (quote.speaker.name, quote.speaker.type) == ("élus", "group")
