"""The subject of a clause that is not its sentence's first: before « qui », appositions, after « mais »."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.finite import has_finite
from indexer.extraction.leading import leading_subject
from indexer.extraction.noun_phrases import noun_phrase, phrase_from
from indexer.extraction.passage import Passage, has_words
from indexer.extraction.speaking import role_like, someone
from indexer.extraction.words import body_sort
from indexer.lexicon import listed, word_class

_PARTICLES = r"(?:(?:de\s+la|del?|du|des|d['’]|le|la|el|al|ben|van|von|den|der)\s*)*"
NAME = rf"[A-ZÀ-Þ][\w’'-]+(?:\s+{_PARTICLES}[A-ZÀ-Þ][\w’'.-]*)+"
_CIVIL = r"(?:M\.|Mme|Mlle|Me|Mgr|Dr|Pr)\s+[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'-]+)*"
_NAME_ONLY = re.compile(rf"\s*(?:{_CIVIL}|{NAME})\s*")
_NAME_LAST = re.compile(rf"(?:(?P<before>[\w’'-]+)\s+|^)(?P<who>{_CIVIL}|{NAME})\s*\Z")
_OPENS = re.compile(
    r"(?:\A|\b(?P<joins>et|mais|tandis\s+que?|alors\s+que?|que|car|or|puis)\s+|\b(?:tandis\s+|alors\s+)?qu['’])\s*"
    r"(?=(?:les?|la|une?|des|ce|cet|cette|ces|son|sa|ses|leurs?|plusieurs|certaine?s)\s|l['’]|M\.|Mme|Me\s"
    r"|L(?:es?|a)\s|L['’]|Une?\s|[CS](?:et?|ette|on|a|es)\s"
    rf"|{NAME}\s*\Z)"
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
    earlier = comma > start and _says_who(stretch) and _NAME_LAST.search(passage.mask[start:comma].rstrip())
    if earlier:
        return start + earlier.start("who"), start + earlier.end("who")
    named = _NAME_LAST.search(stretch)
    if named and (named["before"] or "").lower() not in _OF:
        return begin + named.start("who"), begin + named.end("who")
    for opens in _PHRASE.finditer(stretch):
        contracted = opens["article"].lower().startswith(("du", "au"))
        phrase = phrase_from(passage.mask, begin + (opens.end() if contracted else opens.start()), at)
        if phrase is None or phrase[1] - phrase[0] >= _LONGEST or has_finite(passage.mask[slice(*phrase)]):
            continue
        if _head_is_someone(stretch[opens.end() :]):
            return phrase
    alone = _CAPITAL_LAST.search(stretch)
    return (begin + alone.start("who"), begin + alone.end("who")) if alone else None


_ROLE_FIRST = re.compile(
    r"\s*(?:(?:la|le|une?|son|sa)\s+|l['’])?(?:ancien(?:ne)?\s+|ex-)?(?P<head>[a-zà-ÿ][\w’'-]+)\s+"
    r"(?:d(?:e|u|es)\s|d['’]|à\s|aux?\s|en\s|chargée?\s)"
)
_STANDS_FOR = listed("chargé chargée élu élue tête numéro membre bras voix figure")
"""« X, chargée des ports de la Ligue, qui dénonce »: what X is, between the commas."""
_CAPITAL_LAST = re.compile(r"(?<!\w)(?P<who>(?:les?\s|la\s|l['’])[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)*)\Z")
"""« comme le révèle le Clairon, qui »: a name with its article."""


def adds_who(between: str) -> bool:
    """Whether what stands between somebody and « qui » is nothing, or says who that is.

    >>> adds_who(", le chef de mission pour le Mali, "), adds_who(" à la maire ")
    (True, False)
    """
    if not between.strip(" ,\u00a0"):
        return True
    return between.lstrip().startswith(",") and _says_who(between.lstrip()[1:])


def _says_who(stretch: str) -> bool:
    """Whether a stretch between commas says what somebody is."""
    apposed = _ROLE_FIRST.match(stretch)
    if apposed is None or has_finite(stretch):
        return False
    return role_like(apposed["head"]) or apposed["head"] in _STANDS_FOR


def _head(text: str) -> str:
    """The noun of a phrase without its determiner."""
    return next((word for word in text.lower().split()[:4] if word not in _BEFORE), "").strip(",.")


def _head_is_someone(text: str) -> bool:
    return role_like(_head(text))


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


_AFTER_COMMA = re.compile(r",\s+")
_SUBORDINATE = re.compile(
    r"(?i)\W*(?:(?:mais|et|or|car)\s+)?"
    r"(?:(?:d['’]ailleurs|ainsi|dans|sur|à|aux?|en|lors|depuis|enfin|puis|ce)\b[^,;:.·]{0,40},\s+){0,2}(?:quand|lorsqu|alors\s+qu|tandis\s+qu|puisqu|dès\s+qu|bien\s+qu|même\s+si|si\s)"
)
_ACTS = re.compile(r"\s+(?!(?:et|ou|ni|qui|dont|où|que)\b)(?:[a-zà-ÿ]|[lnsy]['’])|\s+\Z")


def past_subordinate(passage: Passage, start: int, end: int) -> Span | None:
    """The main clause's subject in « Alors que le préfet hésite, la maire agit, estimant que … »."""
    if _SUBORDINATE.match(passage.mask, start, end) is None:
        return None
    for number, comma in enumerate(_AFTER_COMMA.finditer(passage.mask, start, end)):
        phrase = leading_subject(passage.mask, comma.end(), end)
        if (
            phrase
            and not has_words(passage.mask[comma.end() : phrase[0]])
            and someone(passage, phrase)
            and _ACTS.match(passage.mask, phrase[1], end)
        ):
            return phrase
        if number == 3:
            break
    return None


def before_participle(passage: Passage, start: int, at: int) -> Span | None:
    """Whose words a participle reports that has a subject of its own; None where it is the sentence's.

    « …, la CGT affirmant que » · « suivi d'un élu dénonçant « … » » · « …, un élu, Ève Colin, disant »
    """
    stretch = passage.mask[start:at].rstrip(" \u00a0")
    if stretch.endswith(","):
        return _with_name(passage, start, start + len(stretch) - 1)
    stretch = _OBJECT_LAST.sub("", stretch)  # « le maire lui reprochant »
    if some := _SOME.search(stretch):
        return start + some.start("who"), start + some.end("who")
    if _LAST_WORD.search(stretch) is None or _NO_SUBJECT.search(stretch):
        return None
    begin = start + max(stretch.rfind(mark) for mark in ",;:") + 1
    alone = _opening(passage, begin, start + len(stretch), first=True)
    if alone is not None:
        return alone
    at = start + len(stretch)
    stretch = passage.mask[begin:at]
    if (several := _OF_SEVERAL.search(stretch)) and role_like(several["who"]):
        return begin + several.start("who"), begin + several.end("who")
    for opens in _PHRASE.finditer(stretch):
        article, before = (
            opens["article"].lower().strip(),
            _LAST_WORD.search(stretch[: opens.start()].rstrip()),
        )
        held = before is not None and before.group().lower() in _HOLDS
        if article.startswith("au") or (article in _DEFINITE and not held) or not opens.start():
            continue
        contracted = article == "du"
        phrase = phrase_from(passage.mask, begin + (opens.end() if contracted else opens.start()), at)
        if phrase is None or phrase[1] - phrase[0] > _LONGEST or passage.mask[phrase[1] : at].strip():
            continue
        head = _head(stretch[opens.end() :])
        written = body_sort(head) == "document" and not held  # « a publié un texte accusant »
        if role_like(head) and not written:
            return phrase
    return None


_OBJECT_LAST = re.compile(r"(?<=\w)\s(?:les?|la|lui|leur|nous|vous|s?['’]?[ls]['’])\Z")
_SOME = re.compile(
    r"(?:,|\bet|\A)\s*(?P<who>certaine?s|d['’]autres|plusieurs|quelques-une?s|beaucoup|les\s+un[es]*|les\s+autres)\Z"
)
_OF_SEVERAL = re.compile(r"\bd(?:e\s+|['’])(?P<who>[a-zà-ÿ-]+s(?:\s+[a-zà-ÿ-]+s)?)\Z")
"""« la pression d'investisseurs réclamant « … » »"""
_LAST_WORD = re.compile(r"[\w’'-]+\Z")
_NO_SUBJECT = re.compile(
    r"(?i)(?:\b(?:en|tout|et|ou|mais|puis|ne|se|y|le|la|les|lui|leur|plus|aussi|voire|donc|ainsi)|\w+ment|[nsl]['’])\Z"
)
_HOLDS = listed("de d' par avec pour chez entre contre parmi dont comme")
_DEFINITE = listed("le la les l' son sa ses leur leurs")


def _with_name(passage: Passage, start: int, end: int) -> Span | None:
    """The name in « …, un porte-parole du port, Ève Colin », when what it is apposed to fills its commas."""
    comma = passage.mask.rfind(",", start, end)
    earlier = passage.mask.rfind(",", start, comma) if comma >= 0 else -1
    if earlier < 0 or not _NAME_ONLY.fullmatch(passage.mask, comma + 1, end):
        return None
    phrase = _opening(passage, earlier + 1, comma, first=True)
    indefinite = phrase is not None and passage.mask[phrase[0] : phrase[0] + 3].lower() in (
        "un ",
        "une",
        "son",
        "sa ",
    )
    return _trimmed(passage, comma + 1, end) if indefinite else None


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
