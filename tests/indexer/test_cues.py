"""Cues: (sentence in the narrator's words, [(words of the cue, verb, shape)])."""

from __future__ import annotations

import pytest

from indexer.extraction.cue import tokens
from indexer.extraction.cues import cues
from indexer.extraction.infinitives import infinitive_at, is_infinitive
from indexer.extraction.verbs import forms

ROWS = [
    # tenses and moods
    ("Elle affirme", [("affirme", "affirmer", "finite")]),
    ("Elle affirmait", [("affirmait", "affirmer", "finite")]),
    ("Elle affirma", [("affirma", "affirmer", "finite")]),
    ("Ils affirmèrent", [("affirmèrent", "affirmer", "finite")]),
    ("Elle affirmera", [("affirmera", "affirmer", "finite")]),
    ("Elle affirmerait", [("affirmerait", "affirmer", "finite")]),
    ("bien qu'elle soutienne", [("soutienne", "soutenir", "finite")]),
    ("Elle a affirmé", [("a affirmé", "affirmer", "compound")]),
    ("Elle avait affirmé", [("avait affirmé", "affirmer", "compound")]),
    ("Elle aurait affirmé", [("aurait affirmé", "affirmer", "compound")]),
    ("Affirmant vouloir", [("Affirmant", "affirmer", "participle")]),
    ("Elle tient à rappeler", [("tient à rappeler", "tenir à rappeler", "finite")]),
    ("Elle vient d'annoncer", [("annoncer", "annoncer", "infinitive")]),
    # inverted pronouns
    ("dit-il", [("dit-il", "dire", "finite")]),
    ("ajoute-t-elle", [("ajoute-t-elle", "ajouter", "finite")]),
    ("a-t-on ajouté", [("a-t-on ajouté", "ajouter", "compound")]),
    ("a t-elle ajouté", [("a t-elle ajouté", "ajouter", "compound")]),
    ("ont-ils répondu", [("ont-ils répondu", "répondre", "compound")]),
    # what splits a group
    ("Elle a également précisé", [("a également précisé", "préciser", "compound")]),
    ("Elle a, pour sa part, précisé", [("a, pour sa part, précisé", "préciser", "compound")]),
    ("Elle a malgré tout précisé", [("a malgré tout précisé", "préciser", "compound")]),
    # with « se »
    ("Il s'est indigné", [("s'est indigné", "indigner", "compound")]),
    ("Il s'indigne", [("s'indigne", "indigner", "finite")]),
    ("Cela indigne la ville", []),
    ("Il se fait annoncer", []),
    # phrases
    ("Elle a fait savoir", [("a fait savoir", "faire savoir", "compound")]),
    ("Elle fait également valoir", [("fait également valoir", "faire valoir", "finite")]),
    ("laissant entendre", [("laissant entendre", "laisser entendre", "participle")]),
    ("Ils mettent en garde", [("mettent en garde", "mettre en garde", "finite")]),
    ("Elle est convaincue", [("est convaincue", "être convaincu", "finite")]),
    # coordination
    (
        "Il a esquivé et expliqué que",
        [("a esquivé", "esquiver", "compound"), ("expliqué", "expliquer", "compound")],
    ),
    # nouns, adjectives, prepositions that look like verbs
    ("une note du juge", []),
    ("la réponse et la demande", []),
    ("Ledit accord, autrement dit rien", []),
    ("en vue d'une possible avance", []),
    # passive: not who it says
    ("La digue a été annoncée", []),
    ("La digue est annoncée", []),
    # first and second persons speak elsewhere
    ("J'ai dit oui", []),
    ("Vous aviez dit non", []),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row, id=row[0]) for row in ROWS])
def test_cues(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = cues(tokens(text, 0, len(text)))
    assert [(text[cue.start : cue.end], cue.verb, cue.shape) for cue in found] == expected


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("annonçait", "annoncer"), ("jugea", "juger"), ("rappelle", "rappeler"), ("répète", "répéter"),
        ("complètent", "compléter"), ("rejette", "rejeter"), ("appuie", "appuyer"),
        ("concluront", "conclure"), ("embraye", "embrayer"), ("allègue", "alléguer"), ("tweete", "tweeter"),
        ("dirent", "dire"), ("écrivit", "écrire"), ("promirent", "promettre"), ("prévenu", "prévenir"),
        ("reconnait", "reconnaître"), ("twitte", "twitter"), ("grommelle", "grommeler"),
    ],
)  # fmt: skip
def test_forms(form: str, verb: str) -> None:
    assert [each.verb for each in forms().get(form, ())][:1] == [verb]


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("avoir vu", "avoir"), ("ne pas vouloir", "ne pas vouloir"), ("s'y rendre", "s'y rendre"),
        ("le faire", "le faire"), ("l'ordre", None), ("le ministre", None), ("entre eux", None),
        ("le pouvoir", None), ("pouvoir", "pouvoir"), ("être", "être"), ("premier", None),
    ],
)  # fmt: skip
def test_infinitives(text: str, group: str | None) -> None:
    found = infinitive_at(text, 0, len(text))
    assert (text[slice(*found)] if found else None) == group


def test_an_infinitive_by_its_ending() -> None:
    assert [w for w in ("voter", "hiver", "finir", "avenir", "vendre", "ombre") if is_infinitive(w)] == [
        "voter", "finir", "vendre",
    ]  # fmt: skip
