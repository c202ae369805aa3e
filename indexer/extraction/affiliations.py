"""For whom someone speaks: the role and the body in a role phrase.

« secrétaire générale du Syndicat du rail » is the role « secrétaire générale » and the body « Syndicat du
rail »; « ministre de la Santé », « maire de Lille » and « président de la République » are roles as a whole;
« chercheuse à l'université de Liège » belongs to the university, « éleveur à Aïn Lounja » to nobody.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence
from typing import Literal

from indexer.extraction.complements import party_at
from indexer.extraction.known import known_body
from indexer.extraction.names import Proper
from indexer.extraction.phrases import Of, Phrase
from indexer.extraction.words import LEARNED, Word, body_sort, demonym, role_noun
from indexer.lexicon import listed, word_class, words

_WHOLE = word_class("whole")
"""Roles whose complement is part of the title."""
_PRESIDING = frozenset(["président", "présidente", "vice-président", "vice-présidente", "patron", "patronne"])
"""« la présidente LR de la région »: those who speak for what they preside over, not for their party."""
_FIGURE = re.compile(r"\d+(?:er?|ère|ème|h)?$")
"""« buteur à la 78e »: no body."""
_OF_A_SPORT = frozenset(["coach", "champion", "championne"])
_LAWYERS = frozenset(["avocat", "avocate"])
_CLERGY = listed("imam curé prêtre pasteur pasteure rabbin vicaire")
_CHARGED = listed("accusé accusée prévenu prévenue suspect suspecte coupable victime")
"""« accusé de « trahison » »: what follows is the charge."""
_STATE = word_class("state")
_PLACES_OF = word_class("places of")
_MEMBERS = word_class("members of affiliations")
_NAMED_ONLY = word_class("named only")
_NEAR_PARTIES = word_class("near parties")
_TERRITORIES = word_class("territories")
_ELECTED = word_class("elected by a place")
_FUNCTIONS = word_class("function words of offices")
_ROOMS = word_class("rooms")

_SCHOLARLY = word_class("scholarly rooms")
_BRANCHES = word_class("branches")
_WORKPLACES = word_class("workplaces")
_ASPIRING = word_class("aspiring")
_EMPLOYED = word_class("employed")
_MAKERS = word_class("makers")
_CAMPS = frozenset(["droite", "gauche", "communauté", "pays", "royaume"])
_IN_TOWN = word_class("in town")
_TO = word_class("to")
_ABSTRACT = re.compile(r"(?:[ts]ion|ment|ité|age|[ae]nce|ique|ing|erie)s?$")
"""Endings of what a function is about: « la sécurité », « la production »."""

_ASIDE = re.compile(r"\s*\([^()]*\)")
"""« le maire (LR) de Lens »: no part of a role."""

Part = Literal["body", "room", "function", "place", "topic"]
"""What a complement is: the body someone speaks for, a part of its house, a function in it, a place, or
anything else that the role is about."""


def split_role(
    text: str, found: Sequence[Word], names: Mapping[int, Proper], phrase: Phrase, people: Container[int] = ()
) -> tuple[str, tuple[int, int] | None]:
    """A role phrase as (role, span of the body it names)."""
    whole = _clean(text[phrase.start : phrase.end])
    party = _party(found, names, phrase)
    if party and not (phrase.head in _PRESIDING and phrase.complements):
        name = names.get(party)
        span = (found[party].start, found[party].end) if name is None else (name.start, name.end)
        before_it = re.sub(r"\s(?:l[ae]s?|l['’])\s*$", "", text[phrase.start : span[0]])
        return _clean(re.sub(r"\s*\(\s*\)", "", before_it + text[span[1] : phrase.end])), span
    if phrase.head in _WHOLE:
        return whole, None
    state = found[phrase.complements[0][1]] if phrase.complements else None
    ruling = state is not None and state.low == "gouvernement" and phrase.head in ("chef", "cheffe")
    if state is not None and (ruling or state.low in _STATE - {"gouvernement"}):
        return whole, None
    room: Of | None = None
    before: Part = "function"
    for of in phrase.complements:
        part = _part(found, names, phrase, of, before, people)
        if part == "place" and found[of[0]].low in _TO:
            return _clean(text[phrase.start : found[of[0]].start]), None
        if part == "room" and room is None:
            room = of
        if part == "body" and phrase.head in _CLERGY and found[of[1]].text[0].islower():
            return _clean(text[phrase.start : found[of[0]].start]), None  # « l'imam de la mosquée »
        if part == "body":
            return _at_body(text, found, names, phrase, of, whole)
        before = part
    if room is not None and _named_room(found, phrase, room):
        return _at_body(text, found, names, phrase, room, whole)
    if phrase.head in _LAWYERS and phrase.complements and " et " not in whole:
        return _clean(text[phrase.start : found[phrase.complements[0][0]].start]), None  # « l'avocat de X »
    return whole, None


def _named_room(found: Sequence[Word], phrase: Phrase, room: Of) -> bool:
    """« chef du Département des routes », « la direction des services agricoles »: a room with a name."""
    word = found[room[1]]
    return word.text[0].isupper() or (
        word.low == "direction" and room[1] < phrase.last and found[room[1] - 1].low not in ("de", "d'")
    )


def _at_body(
    text: str, found: Sequence[Word], names: Mapping[int, Proper], phrase: Phrase, of: Of, whole: str
) -> tuple[str, tuple[int, int]]:
    """The role before a body, and the body; as a whole where the body is part of the title."""
    preposition, inner = of
    span = (found[inner].start, found[_last_of_body(found, phrase, inner)].end)
    territory = found[inner].low in _TERRITORIES and found[inner].low != "département"
    if territory or phrase.head in _OF_A_SPORT:
        return whole, span
    if phrase.head in _ASPIRING:  # « candidate du Parti vert à la mairie »
        return _clean(
            text[phrase.start : found[preposition].start].rstrip() + text[span[1] : phrase.end]
        ), span
    if found[inner].low in _MEMBERS and inner < phrase.last and found[inner + 1].text.isupper():
        return whole, (found[inner + 1].start, found[inner + 1].end)  # « le patron des députés LR »
    if found[inner].low in _MEMBERS and party_at(found, names, inner + 1) == phrase.last:
        return whole, (found[inner + 2].start, span[1])  # « des députés la France insoumise »
    return _clean(text[phrase.start : found[preposition].start]), span


def _part(
    found: Sequence[Word], names: Mapping[int, Proper], phrase: Phrase, of: Of, before: Part,
    people: Container[int],
) -> Part:  # fmt: skip
    """What a complement is for the role before it, given what the one before was."""
    preposition, inner = of
    word, low = found[inner], found[preposition].low
    if word.low in ("etats", "états") and low == "aux":  # « conseillère aux Etats »
        return "topic"
    numbered = inner in names and names[inner].kind == "body"  # « de 20 Minutes »
    if (
        inner in people
        or (_FIGURE.match(word.text) and not numbered)
        or (phrase.head in _ASPIRING and low in _TO)
    ):
        return "topic"
    if low == "en":
        return "function"
    if word.text in '"«“':
        return "topic" if phrase.head in _MAKERS or phrase.head in _CHARGED else "body"
    if word.text[0].islower():
        return _common(found, phrase, of)
    if _place(found, names, inner):
        return "place"
    if word.low in _FUNCTIONS or (phrase.head in _MAKERS and low not in _TO):
        return "function"
    if word.low in _SCHOLARLY:
        return "room"
    if _plain_body(found, inner, names.get(inner)):
        return "body"
    return _proper(found, names, phrase, of, before)


def _plain_body(found: Sequence[Word], inner: int, name: Proper | None) -> bool:
    """A capital that begins a body by itself: an acronym, a noun of bodies, a well-known body."""
    word = found[inner]
    if body_sort(word.low) in ("kind", "institution") or word.low in _WORKPLACES:
        return True
    if name is None or name.kind != "body":
        return False
    return word.text.isupper() or known_body(" ".join(w.text for w in found[inner : name.last + 1]))


def _proper(found: Sequence[Word], names: Mapping[int, Proper], phrase: Phrase, of: Of, before: Part) -> Part:
    """A capital of no known kind: a body or a place, by the role and the preposition before it."""
    preposition, inner = of
    low, name = found[preposition].low, names.get(inner)
    article = inner > preposition + 1 or low in ("du", "des", "au", "aux")
    several = name is not None and name.last > name.first
    employed = phrase.head in _EMPLOYED or bool(LEARNED.search(phrase.head))
    if low == "chez":
        return "body"
    if low == "pour":
        return "body" if name is not None and name.kind == "body" else "topic"
    if low in _TO:
        return "body" if article or (employed and (several or _firm(found[inner], phrase))) else "place"
    if phrase.head in _ELECTED:
        return "place"
    if before == "topic":
        party = low == "des" and found[inner].text not in words("places")  # « chef de file des Engagés »
        return "body" if article and (several or party) else "place"
    return "body" if employed or several or article else "place"


def _firm(word: Word, phrase: Phrase) -> bool:
    """« ingénieure à Moulinor », not « médecin à Sart-Lez »: one word after « à » that is no town."""
    return phrase.head not in _IN_TOWN and "-" not in word.text


def _common(found: Sequence[Word], phrase: Phrase, of: Of) -> Part:
    """A complement that begins in small letters: a body's noun, a room in its house, or a topic."""
    _, inner = of
    low = found[inner].low
    if low == "gouvernement":
        return "body"
    if low in _STATE or low in _PLACES_OF:
        named = any(after.text[0].isupper() for after in found[inner + 1 : inner + 4])
        return "body" if named and low in ("région", "département", "ville") else "topic"
    if low in _ROOMS or low in _SCHOLARLY:
        return "room"
    if low in _BRANCHES:
        return "body" if found[inner + 1 : inner + 2] and found[inner + 1].text[0].isupper() else "topic"
    if low in _FUNCTIONS or (_ABSTRACT.search(low) and not body_sort(low)):
        return "function"
    if not (body_sort(low) in ("kind", "institution") or low in _MEMBERS or low in _WORKPLACES):
        return "topic"
    if found[inner - 1].low in ("de", "d'"):
        return "topic"  # « directeur de cabinet », « professeur d'université »
    if found[inner - 1].low in ("un", "une") and not _named_after(found, phrase, inner):
        return "topic"  # « gérante d'un restaurant »
    if low in _CAMPS or (low[-1] == "s" and body_sort(low[:-1]) and not _named_after(found, phrase, inner)):
        return "topic"  # « le vainqueur de la droite », « le porte-parole des associations »
    return "topic" if phrase.head in _NAMED_ONLY and low not in _NEAR_PARTIES else "body"


def _named_after(found: Sequence[Word], phrase: Phrase, inner: int) -> bool:
    """« un tribunal d'Harare », « une association Rivages »: whether a noun has a name within its phrase."""
    after = found[inner + 1 : min(inner + 3, phrase.last + 1)]
    own = after[1:] if after and after[0].low in ("de", "du", "d'") else after[:1]
    return any(word.text[0].isupper() for word in own)


def _place(found: Sequence[Word], names: Mapping[int, Proper], inner: int) -> bool:
    word, name = found[inner], names.get(inner)
    if name is not None and name.kind == "place":
        return True
    return word.text in words("places") and (name is None or name.last == inner)


def _last_of_body(found: Sequence[Word], phrase: Phrase, inner: int) -> int:
    """The last word of a body's name: what belongs to the role itself is left out (« … pour l'Asie »)."""
    for number in range(inner + 1, phrase.last):
        if found[number].low == "et" and role_noun(found[number + 1].low):
            return number - 1
    for preposition, deeper in phrase.complements:
        low = found[preposition].low
        if deeper > inner and (
            (low == "pour" and found[deeper].text[0].isupper())
            or low == "en"
            or (low in ("à", "au", "aux") and found[inner].low != "groupe")
        ):
            return preposition - 1
        if (
            deeper > inner
            and found[inner].text[0].isupper()
            and found[deeper].text[0].islower()
            and low == "des"
            and not body_sort(found[inner].low)  # « l'Association des usagers » is its name
        ):
            return preposition - 1
    return phrase.last


def _party(found: Sequence[Word], names: Mapping[int, Proper], phrase: Phrase) -> int | None:
    """« le député LR », « l'eurodéputée EELV »: the party that stands right after the head."""
    stop = phrase.complements[0][0] if phrase.complements else phrase.last + 1
    for number in range(phrase.at + 1, stop):
        word = found[number]
        if (
            word.text[0].isupper()
            and not role_noun(word.low)
            and ((word.text.isupper() and len(word.text) > 1) or number in names)
            and not demonym(word.low)
            and word.low not in _OF_RANK
            and word.text not in NO_PARTIES
        ):
            return number
    return None


NO_PARTIES = frozenset(
    ["SE", "DVD", "DVG", "DVC", "DVE", "DIV", "NC", "SD", "NI", "DG", "DD", "EXG", "EXD", "LDVD", "LDVG"]
)
"""« sans étiquette », « divers droite »: how the lists of an election are sorted, no bodies."""
_OF_RANK = listed(
    "général générale exécutif exécutive adjoint adjointe délégué déléguée principal principale"
)
"""« le Directeur Général de Valmer »: an adjective with a capital, no body."""


def _clean(phrase: str) -> str:
    said = re.sub(r"\s+", " ", _ASIDE.sub("", phrase)).strip(' ,"«»“”')
    whole = said.count("«") == said.count("»") and said.count("“") == said.count("”")
    return said if whole and said.count('"') != 1 else re.sub(r'["«“]\s*|\s*[»”]', "", said)


def without_article(phrase: str) -> str:
    """A phrase without the article, number or civility before it.

    >>> without_article("l'ancien maire"), without_article("Une trentaine de riverains")
    ('ancien maire', 'riverains')
    """
    phrase = _ARTICLE.sub("", phrase)
    return _clean(phrase)


_ARTICLE = re.compile(
    r"""(?ix)^\s*(?:
        (?:l['’]une?\s+des|une?\s+des|une?\s+de\s+(?:ses|leurs)|une\s+(?:dizaine|vingtaine|trentaine|quarantaine
          |cinquantaine|centaine|douzaine)\s+d[e'’]\s*
          |(?:la\s+plupart|l['’]ensemble|nombre|bon\s+nombre|beaucoup)\s+d[e'’]s?
          |d['’]autres|de\s+nombreu(?:x|ses)|quelque\s+\d+)\s+
      | (?:le|la|les|un|une|des|du|de|ce|cet|cette|ces|son|sa|ses|leurs?|notre|nos|plusieurs|certaine?s
          |quelques|deux|trois|quatre|cinq|six)\s+
      | l['’][ \u00a0]? | d['’][ \u00a0]? | M\.\s* | MM\.\s* | M(?:me|mes|lle)\s+ | ["«“]\s*
    )+"""
)
