"""The subject of a clause that is not its sentence's first: before « qui », appositions, after « mais »."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.finite import has_finite
from indexer.extraction.noun_phrases import noun_phrase, phrase_from
from indexer.extraction.passage import Passage
from indexer.extraction.speaking import role_like, someone
from indexer.lexicon import listed, word_class

_PARTICLES = r"(?:(?:de\s+la|del?|du|des|d['’]|le|la|el|al|ben|van|von|den|der)\s*)*"
_NAME = rf"[A-ZÀ-Þ][\w’'-]+(?:\s+{_PARTICLES}[A-ZÀ-Þ][\w’'.-]*)+"
_CIVIL = r"(?:M\.|Mme|Mlle|Me|Mgr|Dr|Pr)\s+[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+)*"
_NAME_ONLY = re.compile(rf"\s*(?:{_CIVIL}|{_NAME})\s*")
_NAME_LAST = re.compile(rf"(?:(?P<before>[\w’'-]+)\s+|^)(?P<who>{_CIVIL}|{_NAME})\s*\Z")
_OPENS = re.compile(
    r"(?:\A|\b(?P<joins>et|mais|tandis\s+que?|alors\s+que?|que|car|or|puis)\s+|\b(?:tandis\s+|alors\s+)?qu['’])\s*"
    r"(?=(?:les?|la|une?|des|ce|cet|cette|ces|son|sa|ses|leurs?|plusieurs|certaine?s)\s|l['’]|M\.|Mme|Me\s"
    r"|L(?:es?|a)\s|L['’]|Une?\s|[CS](?:et?|ette|on|a|es)\s"
    rf"|{_NAME}\s*\Z)"
)
_PHRASE = re.compile(
    r"(?:\A|(?<=[\s'’]))(?P<article>(?:les?|la|une?|des|ce|cet|cette|ces|son|sa|ses|leurs?|plusieurs|du|aux?)\s+|l['’])",
    re.IGNORECASE,
)
_BEFORE = word_class("before")
_OF = listed("de du des d'")
_LONGEST = 100


def before_relative(passage: Passage, start: int, at: int) -> Span | None:
    """Whom « qui » at an offset goes back to: the name before it, else whoever comes first since a comma.

    >>> from corpus import Article
    >>> from indexer.extraction import extract
    >>> text = "C'est oui pour Ève Colin, qui estime que « rien ne presse »."
    >>> extract(Article(id="1", text=text))[0].speaker.name
    'Ève Colin'
    """
    comma = max(passage.mask.rfind(mark, start, at - 1) for mark in ",;:")
    begin = max(start, comma + 1)
    stretch = passage.mask[begin:at].rstrip(" ,")
    named = _NAME_LAST.search(stretch)
    if named and (named["before"] or "").lower() not in _OF:
        return begin + named.start("who"), begin + named.end("who")
    for opens in _PHRASE.finditer(stretch):
        contracted = opens["article"].lower().startswith(("du", "au"))
        phrase = phrase_from(passage.mask, begin + (opens.end() if contracted else opens.start()), at)
        if phrase and phrase[1] - phrase[0] < _LONGEST and _head_is_someone(stretch[opens.end() :]):
            return phrase
    return None


def _head_is_someone(text: str) -> bool:
    head = next((word for word in text.lower().split()[:4] if word not in _BEFORE), "")
    return role_like(head.strip(",."))


def before_apposition(passage: Passage, start: int, at: int) -> Span | None:
    """Who stands before the commas before an offset: « …, mais son adjoint, Ugo Brun, dit ».

    None where the sentence has but one clause: its first phrase is the subject then.
    """
    end = passage.mask.rfind(",", start, at)
    if end < 0 or at - start > 1_500:
        return None
    for _ in range(4):
        comma = passage.mask.rfind(",", start, end)
        begin = max(start, comma + 1)
        stretch = passage.mask[begin:end]
        if _NAME_ONLY.fullmatch(stretch) and comma > 0:
            name = _trimmed(passage, begin, end)
            return name if someone(passage, name) else None
        if phrase := _opening(passage, begin, end, first=begin == start):
            return phrase
        if comma < 0 or has_finite(stretch):
            return None
        end = comma
    return None


def _opening(passage: Passage, start: int, end: int, *, first: bool) -> Span | None:
    """The phrase that fills a stretch from where a clause opens in it, if it is someone."""
    stretch = passage.mask[start:end]
    blanks = len(stretch) - len(stretch.lstrip())
    for opens in reversed(list(_OPENS.finditer(stretch.lstrip()))):
        apposed = opens.end() == opens.start() and not first
        together = opens["joins"] == "et" and not has_finite(stretch[: opens.start()])
        phrase = noun_phrase(passage.mask, start + blanks + opens.end(), end)
        if phrase is None or apposed or (together and opens.start()) or passage.mask[phrase[1] : end].strip():
            continue
        if _subject(passage, phrase):
            return phrase
    return None


def _subject(passage: Passage, phrase: Span) -> bool:
    return (
        phrase[1] - phrase[0] < _LONGEST
        and someone(passage, phrase)
        and not has_finite(passage.mask[slice(*phrase)])
    )


def _trimmed(passage: Passage, start: int, end: int) -> Span:
    text = passage.mask[start:end]
    return start + len(text) - len(text.lstrip()), start + len(text.rstrip())
