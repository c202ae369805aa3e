"""Sentences, never across a paragraph and never inside quotation marks.

NLTK's Punkt knows the abbreviations, learnt from press text (`indexer/models/punkt.json`: single
words only; `indexer.extraction.train_punkt` makes it). It works on the mask, where what stands in
quotation marks is blanked, so that a full stop inside marks ends nothing by itself.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files

from nltk.tokenize.punkt import PunktParameters, PunktSentenceTokenizer

from corpus import Span

FILLER = "\u00b7"
"""What stands in the mask for a letter inside quotation marks or parentheses."""

_STOP_INSIDE = re.compile(r"[.!?…]\s*$")
_NEW = re.compile(r"\s+(?=[A-ZÀ-ÖØ-Þ«“\"‹„–—-])")


@cache
def _punkt() -> PunktSentenceTokenizer:
    data = json.loads((files("indexer") / "models" / "punkt.json").read_text(encoding="utf-8"))
    parameters = PunktParameters()
    parameters.abbrev_types = set(data["abbreviations"])
    parameters.sent_starters = set(data["sentence_starters"])
    return PunktSentenceTokenizer(parameters)


def sentences(
    mask: str, paragraphs: Sequence[Span], quoted: Sequence[tuple[int, int, bool]], heads: set[int]
) -> list[Span]:
    """The sentences of a text, given its mask and its outermost quoted stretches.

    `quoted` holds (start, end, whether a sentence's end stands just inside the closing mark), `heads`
    the opening marks that begin a sentence.
    """
    ends = {end for _, end, stops in quoted if stops}
    found: list[Span] = []
    for start, end in paragraphs:
        for first, last in _whole(mask, start, end):
            found.extend(_split(mask, first, last, ends, heads))
    return found


_OPENING = re.compile(r"(?:^|\s)[«“\"‹„(–—-]\s*$")
_ABBREVIATED = re.compile(
    r"(?:(?<![\w.])[A-Z]\.|\b[A-Z]\.[A-Z]\.|\b(?:MM?|Mgr|Dr|Pr|St|Ste|Cie|art|av|env|no|cf)\.)$"
)


def _whole(mask: str, start: int, end: int) -> Iterator[Span]:
    """Punkt's sentences, joined again after an initial (« U.S. Navy ») or an opening mark alone."""
    begin = None
    for first, last in _punkt().span_tokenize(mask[start:end]):
        begin = start + first if begin is None else begin
        tail = mask[max(begin, start + last - 6) : start + last]
        if start + last < end and (_OPENING.search(tail) or _ABBREVIATED.search(tail)):
            continue
        yield from _glued(mask, begin, start + last)
        begin = None
    if begin is not None:
        yield begin, end


_GLUED = re.compile(r"(?<=[a-zà-ÿ»”\")]\.)(?=[A-ZÀ-ÞŒ«“\"](?:[a-zà-ÿ]|['’ \u00a0·]))")


def _glued(mask: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, cut where the blank after a full stop is missing: « … la loi.Le maire … »."""
    for match in _GLUED.finditer(mask, start, end):
        if match.start() - start > 20:
            yield start, match.start()
            start = match.start()
    yield start, end


def _split(mask: str, start: int, end: int, ends: set[int], heads: set[int]) -> Iterator[Span]:
    """Also end a sentence after a closing mark that holds a full stop, when a new one clearly begins."""
    at = start
    for stop in sorted({e for e in ends if start < e < end} | {h for h in heads if start < h < end}):
        if stop in heads:
            if stop > at:
                yield at, at + len(mask[at:stop].rstrip())
                at = stop
        elif _NEW.match(mask, stop) and stop > at:
            yield at, stop
            at = stop + len(mask[stop:end]) - len(mask[stop:end].lstrip())
    if at < end:
        yield at, end


def stops(text: str, end: int) -> bool:
    """Whether what ends at `end` (just before a closing mark) ends a sentence."""
    return bool(_STOP_INSIDE.search(text[max(0, end - 3) : end]))
