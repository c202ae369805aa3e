"""What an article looks like before anyone speaks: paragraphs, quotation marks, sentences, a mask.

The text is never edited. The mask has its length: what stands inside the outermost quotation marks is
blanked, so that sentences and cues are looked for in the narrator's own words only.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from corpus import Article, Span, paragraph_spans
from indexer.extraction.marks import ALL_MARKS, Pair, pairs
from indexer.extraction.sentences import FILLER, sentences, stops


class Layout(msgspec.Struct, frozen=True, kw_only=True):
    """An article's text laid out. `pairs` are all quoted stretches, `outer` the outermost ones."""

    text: str
    mask: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Span, ...]
    pairs: tuple[Pair, ...]
    outer: tuple[Pair, ...]

    def paragraph_of(self, at: int) -> int:
        """The number of the paragraph that holds offset `at`."""
        return max(0, bisect_right(self.paragraphs, (at, len(self.text))) - 1)

    def sentence_of(self, at: int) -> int:
        """The number of the sentence that holds offset `at`."""
        return max(0, bisect_right(self.sentences, (at, len(self.text))) - 1)

    def pairs_in(self, start: int, end: int) -> list[Pair]:
        """The outermost pairs that begin between two offsets."""
        low = bisect_right(self.outer, start - 1, key=lambda pair: pair.start)
        high = bisect_right(self.outer, end - 1, key=lambda pair: pair.start)
        return list(self.outer[low:high])


def layout(article: Article) -> Layout:
    """The layout of an article.

    >>> laid = layout(Article(id="1", text="« Oui. » Il sort. Elle dit : « Non. »"))
    >>> [laid.text[s:e] for s, e in laid.sentences]
    ['« Oui. »', 'Il sort.', 'Elle dit : « Non. »']
    """
    text = article.text
    paragraphs = _lines(text, paragraph_spans(text, article.body)) if _prose(text, 0, len(text)) else []
    paragraphs = [paragraph for paragraph in paragraphs if _prose(text, *paragraph)]
    found = pairs(text, paragraphs)
    outer = _outermost(found)
    mask = _mask(text, outer)
    quoted = [(pair.start, pair.end, stops(text, pair.inner[1])) for pair in outer]
    return Layout(
        text=text,
        mask=mask,
        paragraphs=tuple(paragraphs),
        sentences=tuple(_bounded(mask, sentences(mask, paragraphs, quoted, _heads(text, mask, outer)))),
        pairs=tuple(found),
        outer=tuple(outer),
    )


_NOISE_MARKS, _NOISE_LETTERS = 100, 16
"""More marks than this in a paragraph, with fewer letters each than that, are no prose: the densest of
60,000 paragraphs of newspapers holds 22 marks."""
_LONGEST_SENTENCE = 3_000
"""Letters; the longest sentence of 49,000 has 2,119. What is longer is a table, or never had full stops."""


def _prose(text: str, start: int, end: int) -> bool:
    """Whether a text or paragraph may be read: one that is nearly all marks would only cost time."""
    marks = sum(text.count(mark, start, end) for mark in ALL_MARKS)
    return marks <= _NOISE_MARKS or end - start >= _NOISE_LETTERS * marks


def _bounded(mask: str, found: list[Span]) -> Iterator[Span]:
    """The sentences, endless ones cut at blanks outside quotation marks, so that no sieve sees one."""
    for start, end in found:
        while end - start > _LONGEST_SENTENCE:
            cut = mask.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
            if cut < 0 and (cut := mask.find(" ", start + _LONGEST_SENTENCE, end)) < 0:
                break
            yield start, cut
            start = cut + 1
        if start < end:
            yield start, end


def _lines(text: str, paragraphs: list[Span]) -> list[Span]:
    """Paragraphs, cut also at single line ends that look like paragraph ends."""
    cut: list[Span] = []
    for start, end in paragraphs:
        at = start
        while (line := text.find("\n", at, end)) >= 0:
            head = text[start:line].rstrip()
            if head[-1:] in '.!?…»”":' or len(head) < 120:
                if head:
                    cut.append((start, start + len(head)))
                start = line + 1 + len(text[line + 1 : end]) - len(text[line + 1 : end].lstrip())
            at = line + 1
        if start < end:
            cut.append((start, end))
    return cut


def _outermost(found: list[Pair]) -> list[Pair]:
    outer: list[Pair] = []
    for pair in found:
        if not outer or pair.start >= outer[-1].end:
            outer.append(pair)
    return outer


def _mask(text: str, outer: list[Pair]) -> str:
    pieces = []
    at = 0
    for pair in outer:
        for start, end in pair.parts:
            pieces.append(text[at:start])
            pieces.append(FILLER * (end - start))
            at = end
    pieces.append(text[at:])
    return _DECIMAL.sub("0", "".join(pieces))


_DECIMAL = re.compile(r"(?<=\d),(?=\d)")
"""A comma that parts nothing: « 22,4 % »."""


def _heads(text: str, mask: str, outer: list[Pair]) -> set[int]:
    """Where a sentence begins with an opening mark: « … renversées. « Les pompiers … »."""
    return {
        pair.start
        for pair in outer
        if text[pair.inner[0] : pair.inner[1]].lstrip("[(")[:1].isupper()
        and mask[max(0, pair.start - 4) : pair.start].rstrip()[-1:] in (".", "!", "?", "…")
    }
