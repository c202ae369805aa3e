"""From an article and its quotations to what the index serves of them.

How much of the article travels is decided here, by the `article_text` setting of its source: `full`
the whole text, `paragraph` the paragraph around each quotation, `none` the quotation alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any, Literal

import msgspec

from corpus import Article, Quote, Span, Speaker
from corpus.ids import article_key, quote_ids
from search.values import ArticleDocument, QuoteDocument

Shown = Literal["full", "paragraph", "none"]

PARAGRAPH_LIMIT = 1500
"""Code points shown on each side of a quotation when its paragraph is longer than that."""
NEIGHBOUR_LIMIT = 300
"""Code points shown of the paragraphs before and after, where the whole article may be shown."""

_WORD = re.compile(r"\w+")


def documents(
    article: Article,
    quotes: Sequence[Quote],
    *,
    shown: Shown,
    extractor: str,
    indexed_at: int,
    moments: Sequence[int] = (),
    delisted: Collection[str] = (),
) -> tuple[ArticleDocument, list[QuoteDocument]]:
    """The article's document and one document for each of its quotations, in order.

    `moments` are those of the quotations, where they are not the article's. Those whose ids are `delisted`
    do not tell their speaker's name, and are not found by it.
    """
    ids = quote_ids(article, quotes)
    found = [
        _of_quote(id_, quote, article, shown, id_ in delisted) for id_, quote in zip(ids, quotes, strict=True)
    ]
    common = _common(article)
    quoted = [
        QuoteDocument(
            ordinal=number, article_key=article_key(article), article_id=article.id,
            article_title=article.title or "", article_url=article.url or "", extractor=extractor,
            indexed_at=moments[number] if moments else indexed_at, **own, **common,
        )
        for number, own in enumerate(found)
    ]  # fmt: skip
    whole = shown == "full"
    return (
        ArticleDocument(
            key=article_key(article), id=article.id, title=article.title or "", url=article.url or "",
            words=len(_WORD.findall(article.text)), indexed_at=indexed_at,
            text=article.text if whole else "", quote_ids=tuple(ids),
            quote_spans=tuple((each.id, each.offsets) for each in quoted) if whole else (), **common,
        ),
        quoted,
    )  # fmt: skip


def _common(article: Article) -> dict[str, Any]:
    """What is told alike of an article and of its quotations: where and when it was printed."""
    first, last = _days(article)
    return {
        "source": article.source or "",
        "author": article.author or "",
        "published": article.published.text if article.published else "",
        "day_first": first,
        "day_last": last,
    }


def _of_quote(id_: str, quote: Quote, article: Article, shown: Shown, nameless: bool) -> dict[str, Any]:
    """What is told of one quotation; not who said it when it must be `nameless`."""
    if nameless:
        quote = msgspec.structs.replace(quote, speaker=Speaker(type=quote.speaker.type), evidence=())
    paragraphs, whole = article.paragraphs, shown == "full"
    window = _window(article, quote, paragraphs, shown)
    return {
        "id": id_,
        "text": quote.text(article.text),
        "kind": quote.kind,
        "speaker_name": quote.speaker.name or "",
        "speaker_as_written": _slice(article.text, quote.speaker.mention),
        "speaker_type": quote.speaker.type,
        "organisation_name": quote.organisation or "",
        "role": quote.role or "",
        "cue_text": _slice(article.text, quote.cue),
        "verb": quote.verb or "",
        "via": quote.via or "",
        "rule": quote.rule,
        "confidence": round(quote.confidence, 3),
        "paragraph": article.text[slice(*window)],
        "spans": tuple(_shift(span, window) for span in quote.spans),
        "cue": _inside(quote.cue, window),
        "mention": _inside(quote.speaker.mention, window),
        "evidence": tuple(span for each in quote.evidence if (span := _inside(each, window)) is not None),
        "before": _neighbour(article, paragraphs, window, before=True) if whole else "",
        "after": _neighbour(article, paragraphs, window, before=False) if whole else "",
        "offsets": quote.spans,
    }


def _days(article: Article) -> tuple[int, int]:
    if article.published is None:
        return 0, 0
    return article.published.first.toordinal(), article.published.last.toordinal()


def _slice(text: str, span: Span | None) -> str:
    return text[span[0] : span[1]] if span else ""


def _window(article: Article, quote: Quote, paragraphs: Sequence[Span], shown: Shown) -> Span:
    """The stretch of text shown around a quotation: its paragraphs, or its own words only."""
    start, end = quote.spans[0][0], quote.spans[-1][1]
    if shown == "none":
        return start, end
    around = [span for span in paragraphs if span[0] < end and start < span[1]]
    if not around:
        return start, end
    return max(around[0][0], start - PARAGRAPH_LIMIT), min(around[-1][1], end + PARAGRAPH_LIMIT)


def _shift(span: Span, window: Span) -> Span:
    return span[0] - window[0], span[1] - window[0]


def _inside(span: Span | None, window: Span) -> Span | None:
    if span is None or span[0] < window[0] or window[1] < span[1]:
        return None
    return _shift(span, window)


def _neighbour(article: Article, paragraphs: Sequence[Span], window: Span, *, before: bool) -> str:
    if before:
        ends = [span for span in paragraphs if span[1] <= window[0]]
        return article.text[ends[-1][0] : ends[-1][1]][-NEIGHBOUR_LIMIT:] if ends else ""
    starts = [span for span in paragraphs if window[1] <= span[0]]
    return article.text[starts[0][0] : starts[0][1]][:NEIGHBOUR_LIMIT] if starts else ""
