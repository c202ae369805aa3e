"""Passives: what is said stands in marks, who says it after « par ».

Le projet est jugé « flou » par les élus · un homme décrit par ses voisins comme « sans histoire »
"""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.cue import Token
from indexer.extraction.finite import has_finite
from indexer.extraction.marks import Pair
from indexer.extraction.noun_phrases import noun_phrase
from indexer.extraction.passage import Passage
from indexer.extraction.sieves.state import Sift, is_name, words_of
from indexer.extraction.speaking import can_speak, role_like
from indexer.extraction.verbs import Form, forms
from indexer.lexicon import listed

_NEAR = 9
"""Words between a participle and the marks at most: « qualifié mardi par les élus d'opposition de « … » »."""
_AFTER = re.compile(r"[\s,]*(?:(?:aujourd['’]hui|hier|mardi|lundi|mercredi|jeudi|vendredi)\s+)?par\s+")
_BETWEEN = re.compile(r"\s+(?:\w+\s+)?par\s+")
_LINK = re.compile(r"\s*(?:comme\s+|d[e'’]\s*|\w+ment\s+)?(?:une?\s+|des\s+|très\s+|trop\s+)?")


def agent(sift: Sift) -> None:
    """Le projet est jugé « flou » par les élus · décrit par ses voisins comme « sans histoire »"""
    passage = sift.passage
    for pair in passage.pairs:
        if not sift.free(pair) or is_name(passage, pair):
            continue
        found = _agent(passage, pair)
        if found is not None:
            participle, who = found
            cue = (participle.start, participle.end)
            sift.add(words_of(pair), "mixed", "agent", 0.7, cue, who, [pair])


def _agent(passage: Passage, pair: Pair) -> tuple[Token, Span] | None:
    start, end = passage.sentence(pair.start)
    last = passage.after(pair.start) - 1
    for number in range(last, max(-1, last - _NEAR), -1):
        token = passage.tokens[number]
        if token.start < start or token.word in (";", ":", "que", "qu'", "qui"):
            return None
        if any(_names(form) for form in forms().get(token.word, ())):
            who = _by(passage, token, pair, end)
            return (token, who) if who else None
    return None


def _names(form: Form) -> bool:
    """Whether a form is a past participle of a verb that says what something is or deserves."""
    return form.shape == "past" and bool(set("NF") & set(form.frames)) and form.verb not in _CALLS


_CALLS = listed("appeler surnommer baptiser nommer")
"""What something is called is no opinion."""


def _by(passage: Passage, participle: Token, pair: Pair, end: int) -> Span | None:
    """Who did it, when participle, marks and « par » belong together; not where it is an active verb's."""
    between = passage.mask[participle.end : pair.start]
    before = passage.mask[max(passage.start, participle.start - 30) : participle.start]
    if _ACTIVE.search(before):
        return None
    if by := _BETWEEN.match(between):
        who = noun_phrase(passage.mask, participle.end + by.end(), pair.start)
        who = who and _before_link(passage, who)
        rest = passage.mask[who[1] : pair.start] if who else "x"
        return who if who and _LINK.fullmatch(rest) and _someone(passage, who) else None
    if not _LINK.fullmatch(between):
        return None
    if by := _AFTER.match(passage.mask, pair.end, end):
        who = noun_phrase(passage.mask, by.end(), end)
        return who if who and _someone(passage, who) else None
    return None


_ACTIVE = re.compile(
    r"\b(?:a|ont|avait|avaient|aurait|auront|aura|ayant)\s+(?:\w+ment\s+|aussi\s+|également\s+)?\Z"
)


def _before_link(passage: Passage, who: Span) -> Span:
    """« les enquêteurs d' » without the preposition that leads to the marks."""
    text = passage.mask[slice(*who)]
    cut = re.search(r"\s+(?:comme\b.{0,20}|(?:pour|d[e'’])\s*(?:une?|des)?\s*)\Z", text)
    return (who[0], who[0] + cut.start()) if cut else who


def _someone(passage: Passage, who: Span) -> bool:
    text = passage.text[slice(*who)]
    return (
        can_speak(passage, who)
        and (role_like(text) or any(c.isupper() for c in text))
        and not has_finite(text)
    )
