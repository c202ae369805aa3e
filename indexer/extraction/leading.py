"""The noun phrase that a sentence begins with, once openers, adverbials and participles are left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus import Span
from indexer.extraction.adverbials import DAYS
from indexer.extraction.finite import has_finite
from indexer.extraction.names import proper_names
from indexer.extraction.phrases import extent
from indexer.extraction.speaking import role_like
from indexer.extraction.verbs import forms
from indexer.extraction.words import NO_PART, Word, body_sort, given, read_words, role_noun
from indexer.lexicon import word_class

_DETERMINERS = word_class("determiners")
_BEFORE = word_class("before")
_PRONOUNS = word_class("subject pronouns")
_OPENERS = word_class("clause openers")
_CONNECTIVES = word_class("connectives")
_DAY = re.compile(rf"(?i)(?:{DAYS})\b")
_TIMES = re.compile(r"(?i)(?:une (?:nouvelle |première |dernière |seconde )?fois|un (?:peu|jour|temps)"
                    r"|le lendemain|la veille|le \d"
                    r"|(?:le|ce|cette|cet) (?:matin|midi|soir|après-midi|semaine|nuit|jour)\b"
                    r"|il y a|ces derniers (?:jours|mois|temps))")  # fmt: skip
_NUMBERS = frozenset(["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"])
_LONGEST = 60


def leading_subject(mask: str, start: int, end: int) -> Span | None:
    """The first noun phrase of a stretch that may be its subject, None where there is none.

    >>> text = "Invité hier sur une radio, le maire de Lons a"
    >>> text[slice(*leading_subject(text, 0, len(text)))]
    'le maire de Lons'
    >>> text = "Émue, Anne Roy lui a donc"
    >>> text[slice(*leading_subject(text, 0, len(text)))]
    'Anne Roy'
    """
    found = _leading(mask[start:end])
    return (start + found[0], start + found[1]) if found else None


@lru_cache(maxsize=1024)
def _leading(stretch: str) -> Span | None:
    """The same of a stretch by itself; several sieves ask for the same sentence."""
    thing = None
    for first, last in _segments(stretch):
        found = read_words(stretch[first : min(last, first + 300)])[:_LONGEST]
        at = 0
        while at < len(found) and (found[at].low in _CONNECTIVES or not found[at].text[0].isalnum()):
            at += 1
        if at == len(found) or (_likened(found[:at]) and not has_finite(stretch[first:last])):
            continue
        span = _phrase(found, at, stretch[first:last])
        if span is None or (_NAMED.match(stretch, last) and _bare(stretch[first + span[0] : last])):
            continue
        phrase = (first + span[0], first + span[1])
        acts = has_finite(_NOUNS.sub("", stretch[phrase[1] : last]))
        if not acts and (thing or not _who(stretch[slice(*phrase)])) and last < len(stretch):
            thing = thing or phrase
            continue  # « Face à ces chiffres, les derniers de l'année, Ève Colin a … »
        return phrase
    return thing


_NOUNS = re.compile(r"\b(?:l[ae]s?|une?|sa|son|ses|ces?|cette|leurs?)\s+[\w’'-]+")
"""« avant le vote »: a noun that is a verb's form too."""


def _who(said: str) -> bool:
    """Whether a phrase is a pronoun, a name, a role or a body: somebody rather than a thing."""
    return said.lower() in _PRONOUNS or bool(_CAPITAL.match(said)) or role_like(said)


_CAPITAL = re.compile(
    r"(?:(?:[Ll][ae]s?|[Dd]es|[Uu]ne?|[Cc]e(?:s|tte)?)\s+|[LlDd]['’])?[A-ZÀ-Þ]\w*(?:\s+[A-ZÀ-Þ]|\Z|[.-])|M\.|Mme"
)


def _likened(openers: list[Word]) -> bool:
    """« Comme un écho, le maire … », « Tout comme Ève Colin, le maire … »: not whom the sentence is about."""
    return any(word.low == "comme" for word in openers)


_NAMED = re.compile(
    r"\s*,\s*(?:[A-ZÀ-Þ][\w’'-]+\s+(?:[a-zà-ÿ’']{1,3}\s*)?[A-ZÀ-Þ]|(?:M\.|Mme|Me|il|elle|ils|elles)\s)"
)


def _bare(text: str) -> bool:
    """« Double buteur, X … », « Membre du comité, X … »: a noun without article that says what X is."""
    first, _, rest = text.partition(" ")
    return role_noun(first.lower()) or (
        rest[:1].islower() and not given(first) and first.lower() not in _DETERMINERS
    )


_CUT = re.compile(r"[(),;:–—]")


def _segments(stretch: str) -> Iterator[Span]:
    """The stretches between commas, outside parentheses."""
    start = depth = 0
    for cut in _CUT.finditer(stretch):
        if cut.group() == "(":
            depth += 1
        elif cut.group() == ")":
            depth = max(0, depth - 1)
        elif not depth:
            if stretch[start : cut.start()].strip():
                yield start, cut.start()
            start = cut.end()
    if stretch[start:].strip():
        yield start, len(stretch)


def _phrase(found: list[Word], at: int, text: str) -> Span | None:
    word = found[at]
    if word.low in _PRONOUNS:
        return word.start, word.end
    if word.low in _OPENERS or _DAY.match(text, word.start) or _TIMES.match(text, word.start):
        return None
    names = {name.first: name for name in proper_names(found)}
    civility = word.low in ("m.", "mme", "mlle", "me", "mgr", "dr", "pr")
    begin = at + 1 if civility else at
    if begin in names and (word.text[0].isupper() or civility):
        if not civility and _participle(word, at, found):
            return None
        return word.start, found[names[begin].last].end
    counted = word.low in _NUMBERS and at + 1 < len(found) and found[at + 1].low.endswith(("s", "x"))
    if word.low not in _DETERMINERS and not counted:
        return None  # but « trois syndicats »
    head = at + 1
    while head < len(found) and found[head].low in _BEFORE:
        head += 1
    if head >= len(found) or not found[head].text[0].isalnum():
        return None
    if head in names:
        last = names[head].last
        if body_sort(found[head].low):  # « la Fédération unie des travailleurs »: the name goes on
            last = max(last, extent(found, names, head, "body")[0])
        elif last + 1 < len(found) and role_noun(found[last + 1].text):  # « le Premier ministre »
            last = extent(found, names, last + 1)[0]
        return word.start, found[last].end
    last, _ = extent(found, names, head)
    after = names.get(last + 1)
    if after and after.kind in ("person", "maybe", "first", "word", "body"):
        last = after.last
    return word.start, found[last].end


_ENDING = re.compile(r"(?:ée?s?|[iu]e?s?|ant)$")


def _participle(word: Word, at: int, found: list[Word]) -> bool:
    """« Interrogé par », « Rejetant », « Ému »: a capital that only begins the sentence."""
    if (
        given(word.text)
        or not _ENDING.search(word.low)
        or (at + 1 < len(found) and found[at + 1].text[0].isupper())
    ):
        return False
    return at == 0 or word.low in forms()


__all__ = ["NO_PART", "leading_subject"]
