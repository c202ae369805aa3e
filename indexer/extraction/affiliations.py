"""For whom someone speaks: the role and the body in a role phrase.

« secrétaire générale du Syndicat du rail » is the role « secrétaire générale » and the body « Syndicat du
rail »; « ministre de la Santé », « maire de Lille » and « président de la République » are roles as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indexer.extraction.names import Proper
from indexer.extraction.phrases import Phrase
from indexer.extraction.words import Word, body_sort, demonym
from indexer.lexicon import word_class, words

_WHOLE = word_class("whole")
"""Roles whose complement is part of the title."""
_STATE = word_class("state")
_PLACES_OF = word_class("places of")
_MEMBERS = word_class("members of affiliations")


def split_role(
    text: str, found: Sequence[Word], names: Mapping[int, Proper], phrase: Phrase
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
    for preposition, inner in phrase.complements:
        if found[preposition].low in ("à", "pour", "en") and phrase.head not in ("chargé", "chargée"):
            continue
        if not _body(found, names, inner):
            continue
        last = _extent_of_body(phrase, preposition)
        end = found[last].end
        return _clean(text[phrase.start : found[preposition].start]), (found[inner].start, end)
    return whole, None


def _party(found: Sequence[Word], names: Mapping[int, Proper], phrase: Phrase) -> int | None:
    """« le député LR », « l'eurodéputée EELV »: the party that stands right after the head."""
    stop = phrase.complements[0][0] if phrase.complements else phrase.last + 1
    for number in range(phrase.at + 1, stop):
        word = found[number]
        if (
            word.text[0].isupper()
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
        return word.low == "gouvernement"
    if word.text[0].islower():
        return body_sort(word.low) in ("kind", "institution") or word.low in _MEMBERS
    if inner in names and names[inner].kind == "place":
        return False
    return not (word.text in words("places") and (inner not in names or names[inner].last == inner))


def _extent_of_body(phrase: Phrase, preposition: int) -> int:
    """The last word of the body: up to a complement that belongs to the role itself (« … pour l'Asie »)."""
    return phrase.last if preposition >= 0 else phrase.at


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
