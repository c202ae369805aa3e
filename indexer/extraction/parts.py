"""Very long texts in parts, so that the time they take grows with their length and no faster.

Who speaks is looked for in the whole of a text, which costs more than its length when there are thousands
of names. No newspaper article is as long as a part (the longest of 34,000 has 20,256 letters); what is
longer, a whole issue in one file, is read as so many articles.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from corpus import Article, Quote, Span

LONGEST = 50_000
"""Letters of a part."""


def parts(article: Article) -> Iterator[tuple[int, Article]]:
    """The parts of an article with where each begins: itself, unless it is very long.

    Cut at the end of a line if there is one in the last half of a part, else at a blank.
    """
    text, start = article.text, 0
    if len(text) <= LONGEST:
        yield 0, article
        return
    while start < len(text):
        end = _cut(text, start)
        body = min(max(article.body - start, 0), end - start)
        yield start, msgspec.structs.replace(article, text=text[start:end], body=body)
        start = end


def _cut(text: str, start: int) -> int:
    end = start + LONGEST
    if end >= len(text):
        return len(text)
    for blank in ("\n\n", "\n", " "):
        at = text.rfind(blank, start + LONGEST // 2, end)
        if at > 0:
            return at + len(blank)
    return end


def moved(quote: Quote, by: int) -> Quote:
    """A quotation whose positions are `by` letters further on."""
    if not by:
        return quote
    speaker = quote.speaker
    if speaker.mention:
        speaker = msgspec.structs.replace(speaker, mention=_moved(speaker.mention, by))
    return msgspec.structs.replace(
        quote,
        spans=tuple(_moved(span, by) for span in quote.spans),
        cue=_moved(quote.cue, by) if quote.cue else None,
        evidence=tuple(_moved(span, by) for span in quote.evidence),
        speaker=speaker,
    )


def _moved(span: Span, by: int) -> Span:
    return span[0] + by, span[1] + by
