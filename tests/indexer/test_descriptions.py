"""Whom « l'hebdomadaire », « le syndicat », « l'édile » mean: invented articles, one difficulty each."""

from __future__ import annotations

import pytest

from corpus import Article, Quote
from indexer.extraction import extract
from indexer.extraction.body_kinds import kinds_of, stands_for
from indexer.extraction.known import spelt
from indexer.extraction.known_people import figure
from indexer.lexicon import rows


def last(text: str) -> Quote:
    """The last quotation of a text."""
    return extract(Article(id="1", text=text))[-1]


BODIES = [
    # a noun only means what its kind allows
    (
        "Selon l'AFP, qui cite Charlie Hebdo, la salle est vide. « On rouvre », écrit l'hebdomadaire.",
        "Charlie Hebdo",
    ),
    (
        "La laiterie Grandlait ferme, rapporte Ouest-France. « Tout est sûr », assure l'entreprise.",
        "Grandlait",
    ),
    ("RTL a interrogé le Snalc. « C'est trop », répond le syndicat.", "Snalc"),
    ("La Confédération paysanne a vu Radio Lagune. « On tient », dit la centrale.", "Confédération paysanne"),
    ("Le Figaro et TF1 se disputent. « Nous avons les droits », soutient la chaîne.", "TF1"),
    ("Le Figaro et TF1 se disputent. « Nous avons les droits », soutient le quotidien.", "Le Figaro"),
    ("Mediapart a publié la liste. « Elle est complète », précise le pure-player.", "Mediapart"),
    (
        "Le Conseil d'État a tranché contre la SNCF. « Le décret est nul », écrit la haute juridiction.",
        "Conseil d'État",
    ),
    ("Ryanair quitte Nantes. « La taxe est absurde », dénonce la compagnie irlandaise.", "Ryanair"),
    # what the article itself says a body is
    (
        "Belvex, une association de riverains, a vu le groupe Ardelia. « Oui », promet l'association.",
        "Belvex",
    ),
    (
        "Le groupe Ardelia a reçu l'association Belvex. « Nous payons », assure le groupe.",
        "Ardelia",
    ),
    # names known as a whole
    ("« Il part », écrit Le Canard enchaîné.", "Le Canard enchaîné"),
    ("« La route est coupée », rapporte La Dépêche du Midi.", "La Dépêche du Midi"),
    # the name in full where an acronym stands beside it, though it goes on with unknown words
    (
        "Le Syndicat national autonome des passeurs (SNAP) appelle à la grève. « Assez », dit le syndicat.",
        "Syndicat national autonome des passeurs",
    ),
    # the last of two that may be meant
    (
        "La FGTB a dit « non ». L'Union patronale du lac a relativisé. « Tout va », assure la faîtière.",
        "Union patronale du lac",
    ),
    # told by a place, or by a parent
    (
        "La Voix du Nord publie la liste. « Elle est longue », constate le quotidien du Nord.",
        "La Voix du Nord",
    ),
    ("L'Unicef a compté les puits. « Il en manque », déplore l'agence de l'ONU.", "Unicef"),
    # names that go on in small letters, begin with their article or are written small
    ("« Le vent forcit », prévient la Sécurité civile.", "Sécurité civile"),
    ("« Le pont est coupé », selon le journal L'Alsace.", "L'Alsace"),
    ("« Il pleut », selon les informations de franceinfo.", "franceinfo"),
    # a complement that is none
    ("Le syndicat Alliance au lendemain du vote tient bon. « Non », dit le syndicat.", "Alliance"),
    # the town
    ("La ville de Port-Guérec a perdu. « Nous ferons appel », dit la municipalité.", "ville de Port-Guérec"),
    # a name that belongs to the complement
    (
        "« La tour est fermée », indique la société d'exploitation de la tour Morvan.",
        "société d'exploitation de la tour Morvan",
    ),
]


@pytest.mark.parametrize(("text", "name"), BODIES)
def test_a_noun_means_the_body_that_it_may_be(text: str, name: str) -> None:
    assert last(text).speaker.name == name


DOCUMENTS = [
    (
        "Le rapport de la Commission des eaux sort. Le document de 80 pages recommande de « fermer ».",
        "rapport de la Commission des eaux",
        "Commission des eaux",
    ),
    (
        "Une étude réalisée par l'institut Dimard inquiète. Selon cette étude, « le puits est sec ».",
        "étude réalisée par l'institut Dimard",
        "Dimard",
    ),
    (
        "Selon le sondage Opinéo, « tout va bien ». Selon le sondage Dimard, « rien ne va ».",
        "sondage Dimard",
        "Dimard",
    ),
    ("D'après les chiffres publiés lundi par l'Insee, « les prix baissent ».", "Insee", "Insee"),
    (
        "Selon les données du ministère de la Mer, « le thon revient ».",
        "ministère de la Mer",
        "ministère de la Mer",
    ),
]


@pytest.mark.parametrize(("text", "name", "organisation"), DOCUMENTS)
def test_a_document_goes_by_its_fullest_name(text: str, name: str, organisation: str) -> None:
    quote = last(text)
    assert (quote.speaker.name, quote.organisation) == (name, organisation)


PEOPLE = [
    # the walk of life speaks for or against
    (
        "Le gardien Hugo Stern a perdu. « Le but était valable », tranche l'arbitre.",
        "arbitre",
    ),
    ("Yann Morel, moniteur de ski, est jugé. « Il savait », lance le procureur.", "procureur"),
    (
        "Nadège Kerouan, secrétaire générale du Syndicat du rail, a signé. « Enfin », dit la syndicaliste.",
        "Nadège Kerouan",
    ),
    # what is generally known of public figures
    (
        "Angela Merkel a vu Paule Arbois à Berlin. « Nous y arriverons », a dit la chancelière.",
        "Angela Merkel",
    ),
    (
        "Marine Le Pen a vu Nathalie Loiseau. « Non », répond la présidente du Rassemblement national.",
        "Marine Le Pen",
    ),
    # a phrase that holds a name is not the one who bears it
    (
        "Nicolas Sarkozy était absent. « Il viendra », dit l'ancien ministre de Nicolas Sarkozy.",
        "ancien ministre de Nicolas Sarkozy",
    ),
    ("« J'attends », dit la fiancée du journaliste Paul Roy.", "fiancée du journaliste Paul Roy"),
    # the name for members of a party; an office under another name
    (
        "Nawal Brasseur, échevine, a vu la cheffe de groupe PS, Isa Henrot. « Honteux », dit la socialiste.",
        "Isa Henrot",
    ),
    (
        "Luc Kurzen, chef du Département des finances, coupe. « Tant pis », dit le conseiller d'État.",
        "Luc Kurzen",
    ),
    ("Rose Dutil, climatologue, a mesuré. « Il fait chaud », dit la chercheuse.", "Rose Dutil"),
    ("Le bourgmestre Jo Wauters a vu l'échevine Ida Renard. « Ça va », dit le mayeur.", "Jo Wauters"),
    # whom it was said to is not who said it; one of several
    (
        "Le président Alban Sorel a vu un brasseur du Vexin. « Assez », a dit le jeune homme au président.",
        "brasseur du Vexin",
    ),
    (
        "L'animateur Jo Reich a reçu l'un des candidats du jour. « Elle rit », a dit l'homme à l'animateur.",
        "candidat du jour",
    ),
    # a name that comes in the next sentence; whoever spoke last, under a new description
    (
        "Yann Froid, ministre, suit. Le maire s'inquiète. « Tout dépend d'eux », souffle Luc Voirol.",
        "Luc Voirol",
    ),
    (
        "Léa Bennan, juriste, est là. « C'est injuste », a-t-elle dit. La professeure à Oran veut « voir ».",
        "Léa Bennan",
    ),
    # the head of a group sits with the others; towns tell two coaches apart
    (
        "Le syndic a vu Loris Font, chef du groupe socialiste. « Vite », dit le conseiller communal.",
        "Loris Font",
    ),
    # one bench, one office, one body under two nouns
    (
        "La présidente de la cour d'assises, Anne Lamb, a fait taire la salle. « Assez », dit la magistrate.",
        "Anne Lamb",
    ),
    (
        "Le substitut Yves Colson est venu. « C'est peu », dit le représentant du ministère public.",
        "Yves Colson",
    ),
    (
        "Jo Lem a vu le président du Département, Luc Vidal. « Non », dit le patron de la collectivité.",
        "Luc Vidal",
    ),
    (
        "L'Insoumise Carole Bapt a pris la parole. « Vous mentez », a dit la députée de Gironde.",
        "Carole Bapt",
    ),
    ("L'entraîneur-chef Marc Dour a parlé. « Beau match », a dit le pilote.", "Marc Dour"),
    # told by whose they are, beside whoever it cannot be
    (
        "Me Samira Oulad a plaidé. La mère de la victime pleurait. « Jamais », a soufflé la sexagénaire.",
        "mère de la victime",
    ),
    # somebody's kin, and whoever is told by that
    (
        "La compagne de Radwan Lakhdar a été entendue. « Je regrette », a dit la jeune femme.",
        "compagne de Radwan Lakhdar",
    ),
    # a rank
    ("Le général Yves Amar dirige les travaux. « On avance », assure le général.", "Yves Amar"),
    # a given name that is a country's too; a comma after a place
    ("« Un droit à l'eau », réclame la maire de Sainte-Aubierge, Dominique Astruc.", "Dominique Astruc"),
    # somebody without a name, brought in before
    (
        "Le ministre Alban Sorel est venu. Un agriculteur du Vexin l'arrête. « Assez », dit le jeune homme.",
        "agriculteur du Vexin",
    ),
    # whoever the article has in view may be called what it says nowhere else
    (
        "Le boulanger Rémi Caille dort. Ève Garnier a fondé un gîte. « Nous tenons », dit la directrice.",
        "Ève Garnier",
    ),
    (
        "Le chroniqueur Paul Vernet part. On compte aussi Hugo Marsan. « C'est fini », a dit le journaliste.",
        "Hugo Marsan",
    ),
    (
        "Édouard Philippe recule. Luc Dautry tranche. « Il y a des règles », dit le chef de file des élus.",
        "Luc Dautry",
    ),
    (
        "Le maire Luis Ortega dort. Pedro Sanz, un habitant, court. « Tout tremble », dit l'homme de 52 ans.",
        "Pedro Sanz",
    ),
    # but not an office, a bond, or whoever the article spoke of since without a name
    (
        "Jeanne Roy ne répond pas. « Le texte passera », assure le Premier ministre.",
        "Premier ministre",
    ),
    ("Paul Renard a comparu. « Il a menti », dit son agent.", "agent"),
    ("Luc Roy chante. « Il faut agir », dit le général de Brie.", "général de Brie"),
    # who is named in somebody's words is not in view; the one name that a sentence ends with is
    (
        "Paul Noll est mort. Hugo Aubry parle. Il dit que Paul Noll, le chanteur, était « naïf »."
        " Le musicien veut « la paix ».",
        "Hugo Aubry",
    ),
    (
        "Le journaliste Paul Vernet part. Dans la longue liste de ceux qui partent on compte Hugo Marsan."
        " « Las », dit le chroniqueur.",
        "Hugo Marsan",
    ),
    # after « du »; a star may be a man
    ("Jean Morel est monté au front. Aux yeux du député de Brest, « rien ne change ».", "Jean Morel"),
    ("Anne Roy regarde. Paulo Dias a marqué. « Enfin », dit la star brésilienne.", "Paulo Dias"),
    # an official whose name comes alone in the next sentence
    (
        "Trois cas sont connus, a dit le procureur de Pau.\n\n« Tout est réduit », a expliqué Luc Mazaud."
        "\n\n« Les urgences restent », poursuit le procureur.",
        "Luc Mazaud",
    ),
    # one seat at a time
    (
        "Le sénateur de l'Allier Luc Colin a voté. Le député LR Jo Noll aussi. « Bien », dit le sénateur LR.",
        "Luc Colin",
    ),
    # a first name, before the name in full
    ("Ève, la porte-parole du club, se dit « seule ». Ève Colin est partie.", "Ève Colin"),
]


@pytest.mark.parametrize(("text", "name"), PEOPLE)
def test_a_description_means_the_person_whom_it_suits(text: str, name: str) -> None:
    assert last(text).speaker.name == name


def test_bodies_known_as_a_whole_are_found_where_they_stand() -> None:
    text = "Le temps presse, dit La Dépêche du Midi ; Médecins sans frontières et l'Est républicain aussi."
    assert [text[a:b] for a, b in spelt(text)] == [
        "La Dépêche du Midi",
        "Médecins sans frontières",
        "Est républicain",
    ]


@pytest.mark.parametrize("noun", ["hebdomadaire", "syndicat", "compagnie", "juridiction", "municipalité"])
def test_a_noun_stands_for_itself(noun: str) -> None:
    assert noun in stands_for(noun)


def test_every_known_body_is_called_by_a_noun_that_means_bodies() -> None:
    used = {kind for row in rows("called") for kind in row[1].split()} | {row[0] for row in rows("called")}
    kinds = {kind for row in rows("known_bodies") for kind in row[3].split()}
    told = {kind for row in rows("name_words") for kind in row[1].split()}
    assert sorted((kinds | told) - used) == []


@pytest.mark.parametrize("row", rows("known_people"), ids=lambda row: row[0])
def test_a_public_figure_has_roles_that_are_nouns_of_people(row: tuple[str, ...]) -> None:
    known = figure(row[0])
    assert known is not None
    assert known.gender in ("m", "f")
    assert all(role.head for role in known.roles)


def test_a_site_is_told_by_its_address() -> None:
    assert "site" in kinds_of("Radars-lagune.com")
