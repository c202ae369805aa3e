"""For whom someone speaks: the role and the body in a role phrase.

« secrétaire générale du Syndicat du rail » is the role « secrétaire générale » and the body « Syndicat du
rail »; « ministre de la Santé », « maire de Lille » and « président de la République » are roles as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping, Sequence

from indexer.extraction.names import Proper
from indexer.extraction.phrases import Phrase
from indexer.extraction.words import Word, body_sort, demonym, role_noun
from indexer.lexicon import word_class, words

_WHOLE = word_class("whole")
"""Roles whose complement is part of the title."""
_STATE = word_class("state")
_PLACES_OF = word_class("places of")
_MEMBERS = word_class("members of affiliations")


def split_role(
    text: str, found: Sequence[Word], names: Mapping[int, Proper], phrase: Phrase, people: Container[int] = ()
) -> tuple[str, tuple[int, int] | None]:
    """A role phrase as (role, span of the body it names)."""
    whole = _clean(text[phrase.start : phrase.end])
    party = _party(found, names, phrase)
    if party:
        name = names.get(party)
        span = (found[party].start, found[party].end) if name is None else (name.start, name.end)
        return _clean(text[phrase.start : span[0]] + text[span[1] : phrase.end]), span
    if phrase.head in _WHOLE:
        return whole, None
    state = found[phrase.complements[0][1]] if phrase.complements else None
    if state is not None and state.low == "gouvernement" and phrase.head in ("chef", "cheffe"):
        return whole, (state.start, state.end)
    if state is not None and state.low in _STATE - {"gouvernement"}:
        return whole, None
    for preposition, inner in phrase.complements:
        if found[preposition].low in ("à", "pour", "en") and phrase.head not in ("chargé", "chargée"):
            continue
        if inner in people or found[inner].text.isdigit() or not _body(found, names, inner):
            continue  # « l'homme de 71 ans » belongs to no « 71 »
        if (
            phrase.head in _NAMED_ONLY
            and found[inner].text[0].islower()
            and found[inner].low not in _NEAR_PARTIES
        ):
            continue
        if phrase.head in _ELECTED and _territory(found, names, inner):
            continue
        room = inner
        inner = _unit(found, names, phrase, inner)
        if inner == room and found[inner].low in _ROOMS - {"site"} and phrase.head != "chef":
            continue
        last = _last_of_body(found, phrase, inner)
        span = (found[inner].start, found[last].end)
        if found[inner].low in _TERRITORIES or phrase.head in _NAMED_ONLY:
            return whole, span
        return _clean(text[phrase.start : found[preposition].start]), span
    return whole, None


def _territory(found: Sequence[Word], names: Mapping[int, Proper], inner: int) -> bool:
    """« des Alpes-Maritimes », « du Var »: a capital that is no acronym, no known body and no noun of one."""
    word = found[inner]
    if word.text[0].islower() or body_sort(word.low):
        return False
    return not (word.text.isupper() or (inner in names and names[inner].kind == "body"))


def _unit(found: Sequence[Word], names: Mapping[int, Proper], phrase: Phrase, inner: int) -> int:
    """The house rather than the room: « directeur de la rédaction du Temps » speaks for Le Temps."""
    if found[inner].low not in _ROOMS:
        return inner
    for _, deeper in phrase.complements:
        if deeper > inner and deeper in names and _body(found, names, deeper):
            return deeper
    return inner


def _last_of_body(found: Sequence[Word], phrase: Phrase, inner: int) -> int:
    """The last word of a body's name: what belongs to the role itself is left out (« … pour l'Asie »)."""
    for number in range(inner + 1, phrase.last):
        if found[number].low == "et" and role_noun(found[number + 1].low):
            return number - 1
    for preposition, deeper in phrase.complements:
        low = found[preposition].low
        if deeper > inner and (
            low in ("pour", "en") or (low in ("à", "au", "aux") and found[inner].low != "groupe")
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


_NAMED_ONLY = word_class("named only")
_NEAR_PARTIES = word_class("near parties")
_TERRITORIES = word_class("territories")
_ELECTED = word_class("elected by a place")
_FUNCTIONS = word_class("function words of offices")
_ROOMS = word_class("rooms")


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
        ):
            return number
    return None


def _body(found: Sequence[Word], names: Mapping[int, Proper], inner: int) -> bool:
    """Whether a complement's first word begins a body's name."""
    word = found[inner]
    if word.text in '"«“':
        return True
    if word.low in _STATE or (word.low in _PLACES_OF and word.text[0].islower()):
        if word.low == "gouvernement":
            return True
        named = any(after.text[0].isupper() for after in found[inner + 1 : inner + 4])
        return named and word.low in ("région", "département", "ville")
    if word.text[0].islower():
        return body_sort(word.low) in ("kind", "institution") or word.low in _MEMBERS
    if inner in names and names[inner].kind == "place":
        return False
    if word.low in _FUNCTIONS:
        return False
    return not (word.text in words("places") and (inner not in names or names[inner].last == inner))


def _clean(phrase: str) -> str:
    return re.sub(r"\s+", " ", phrase).strip(' ,"«»“”')


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
      | l['’] | d['’] | M\.\s* | MM\.\s* | M(?:me|mes|lle)\s+ | ["«“]\s*
    )+"""
)
