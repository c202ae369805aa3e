"""One paragraph as the sieves see it: its tokens, cues, quoted stretches and sentences."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import attrgetter, itemgetter

import msgspec

from corpus import Span
from indexer.extraction.adverbials import DAYS as DAYS
from indexer.extraction.adverbials import skip_adverbials as skip_adverbials
from indexer.extraction.cue import Cue, Token, token_at, tokens
from indexer.extraction.cues import cues
from indexer.extraction.interviews import Turn, turns
from indexer.extraction.layout import Layout
from indexer.extraction.marks import Pair


class Passage(msgspec.Struct, frozen=True):
    """A paragraph with what was found in it; offsets are the article's."""

    text: str
    mask: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    cues: tuple[Cue, ...]
    pairs: tuple[Pair, ...]
    sentences: tuple[Span, ...]
    inner: tuple[Pair, ...] = ()
    """The pairs inside the outermost ones."""
    turn: Turn | None = None
    """What is said in it, where it is an answer of an interview."""

    def sentence(self, at: int) -> Span:
        """The sentence that holds an offset."""
        number = bisect_right(self.sentences, at, key=itemgetter(1))
        return self.sentences[number] if number < len(self.sentences) else (self.start, self.end)

    def after(self, offset: int) -> int:
        """The number of the first token at or after an offset."""
        return token_at(self.tokens, offset)

    def word(self, number: int) -> str:
        """The word of a token, empty beyond either end."""
        return self.tokens[number].word if 0 <= number < len(self.tokens) else ""

    def pairs_in(self, start: int, end: int) -> list[Pair]:
        """The pairs that begin in a stretch."""
        low, high = (bisect_left(self.pairs, at, key=attrgetter("start")) for at in (start, end))
        return list(self.pairs[low:high])

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """The cues that begin in a stretch."""
        low, high = (bisect_left(self.cues, at, key=attrgetter("start")) for at in (start, end))
        return list(self.cues[low:high])


_LONGEST = 4_000
"""Letters of a passage; the longest paragraph of 28,000 has 2,412. A longer one is read in parts."""
_MOST_CUES = 40
"""A sentence with more cues is no prose (the most of 30,000 has 5), and none of them is read."""


def passages(layout: Layout) -> list[Passage]:
    """The paragraphs of an article, those that one quotation runs over as one, very long ones in parts."""
    result = []
    spoken = turns(layout.text, layout.paragraphs)
    for start, end in _joined(layout):
        turn = spoken.get(start)
        low, high = (bisect_left(layout.sentences, at, key=itemgetter(0)) for at in (start, end))
        while low < high:
            stop = low + 1
            while stop < high and layout.sentences[stop][1] - start <= _LONGEST:
                stop += 1
            last = layout.sentences[stop][0] if stop < high else end
            result.append(_passage(layout, start, last, layout.sentences[low:stop], turn))
            start, low, turn = last, stop, turn and Turn()
    return result


def _passage(layout: Layout, start: int, end: int, sentences: tuple[Span, ...], turn: Turn | None) -> Passage:
    found: list[Token] = []
    verbs: list[Cue] = []
    for first, last in sentences:
        offset = len(found)
        words = tokens(layout.mask, first, last)
        here = [cue for cue in cues(words) if not _is_name(layout.mask, first, cue.head)]
        if len(here) <= _MOST_CUES:
            verbs += [
                msgspec.structs.replace(cue, first=cue.first + offset, last=cue.last + offset) for cue in here
            ]
        found += words
    return Passage(
        layout.text, layout.mask, start, end, tuple(found), tuple(verbs),
        tuple(layout.pairs_in(start, end)), sentences, _inner(layout, start, end), turn,
    )  # fmt: skip


_BEFORE_NAMES = re.compile(r"[\w’',)][ \u00a0]|[(’'-]")


def _is_name(mask: str, start: int, at: int) -> bool:
    """Whether a verb's form is a name for its capital: « à Lons (Jura) »; not so where a sentence begins."""
    if not mask[at].isupper() or at - start < 2:
        return False
    small = mask[at + 1 : at + 2].islower() or mask[at + 1 : at + 2] in (" ", "-")
    return small and bool(
        _BEFORE_NAMES.fullmatch(mask, at - 2, at) or _BEFORE_NAMES.fullmatch(mask, at - 1, at)
    )


def _inner(layout: Layout, start: int, end: int) -> tuple[Pair, ...]:
    """The pairs within pairs that begin between two offsets."""
    low = bisect_left(layout.pairs, start, key=lambda pair: pair.start)
    high = bisect_left(layout.pairs, end, key=lambda pair: pair.start)
    return tuple(pair for pair in layout.pairs[low:high] if pair.depth)


def _joined(layout: Layout) -> list[Span]:
    """The paragraphs, those under one pair of marks joined."""
    result: list[Span] = []
    open_until = 0
    pairs = iter(layout.outer)
    pair = next(pairs, None)
    for start, end in layout.paragraphs:
        if result and start < open_until:
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
        while pair and pair.start < end:
            open_until = max(open_until, pair.end)
            pair = next(pairs, None)
    return result


def has_words(text: str) -> bool:
    """Whether a text holds a word other than a connector.

    >>> has_words("Mais "), has_words("Certains de ces sites ")
    (False, True)
    """
    stripped = re.sub(
        r"(?i)\b(?:mais|et|or|car|donc|puis|alors|enfin|ainsi|oui|non|ou|surtout|résultat)\b", "", text
    )
    return bool(re.search(r"\w", stripped))


def trim(text: str, start: int, end: int) -> Span | None:
    """A span without blanks and closing punctuation at its ends, or None when nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—"):
        end -= 1
    return (start, end) if start < end and any(c.isalnum() for c in text[start:end]) else None


def covered(spans: Sequence[Span], at: int) -> bool:
    """Whether an offset lies in one of the spans."""
    return any(start <= at < end for start, end in spans)
