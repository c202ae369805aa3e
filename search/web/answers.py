"""Quotations, from the engine's values to the API's (`values`): names and links, nothing computed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from html import escape
from typing import Any

from corpus import Article, Quote, Span
from search.values import Hit, QuoteDocument
from search.web import bodies, values
from search.web.links import Links, source_text, web_url


def moment(seconds: int) -> str:
    """Seconds since 1970 in ISO 8601, UTC.

    >>> moment(1627466400)
    '2021-07-28T10:00:00Z'
    """
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def marked(text: str, spans: Iterable[Span]) -> str:
    """The text, escaped, with `<mark>` around the spans, which are in order and do not overlap.

    >>> marked("a < b", [(4, 5)])
    'a &lt; <mark>b</mark>'
    """
    parts, at = [], 0
    for start, end in spans:
        parts += [escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"]
        at = end
    return "".join([*parts, escape(text[at:])])


# --- quotations ---------------------------------------------------------------------------------


def quotation(hit: Hit, links: Links, *, html: bool = False) -> values.Quotation:
    """A hit as the API gives it."""
    return values.Quotation(**_fields(hit, links, html))


def quotation_detail(hit: Hit, printings: Iterable[Hit], links: Links) -> values.QuotationDetail:
    """A hit with its paragraph and its printings."""
    document = hit.document
    paragraph = values.Paragraph(
        text=document.paragraph,
        spans=document.spans,
        cue=document.cue,
        mention=document.mention,
        evidence=document.evidence,
        before=document.before,
        after=document.after,
    )
    others = tuple(
        values.Printing(
            id=each.document.id,
            text=each.document.text,
            article=quoted_article(each.document),
            links=quotation_links(each.document, links),
        )
        for each in printings
    )
    return values.QuotationDetail(**_fields(hit, links, False), paragraph=paragraph, printings=others)


def _fields(hit: Hit, links: Links, html: bool) -> dict[str, Any]:
    document = hit.document
    return {
        "id": document.id,
        "text": document.text,
        "parts": parts(document),
        "kind": document.kind,
        "speaker": quoted_speaker(hit),
        "organisation": quoted_organisation(hit),
        "attribution": _attribution(hit),
        "article": quoted_article(document),
        "context": _context(document),
        "offsets": document.offsets,
        "highlights": hit.highlights,
        "html": marked(document.text, hit.highlights) if html else None,
        "occurrences": hit.occurrences,
        "quotation": hit.assignment.group or document.id,
        "indexed_at": moment(document.indexed_at),
        "links": quotation_links(document, links),
    }


def parts(document: QuoteDocument) -> tuple[str, ...]:
    """The pieces of a quotation, one when nothing stands in between."""
    if len(document.spans) < 2 or not document.paragraph:
        return (document.text,)
    return tuple(document.paragraph[start:end] for start, end in document.spans)


def quoted_speaker(hit: Hit) -> values.QuotedSpeaker:
    """Who said it, by the name across articles when it is known, else as the article has it."""
    entity, document = hit.speaker, hit.document
    return values.QuotedSpeaker(
        id=entity.id if entity else None,
        name=entity.name if entity else document.speaker_name or None,
        role=document.role or None,
        type=entity.type if entity else document.speaker_type,
        perhaps=hit.assignment.perhaps,
    )


def quoted_organisation(hit: Hit) -> values.QuotedOrganisation | None:
    """For whom they speak, None when no organisation is named."""
    if hit.organisation:
        return values.QuotedOrganisation(id=hit.organisation.id, name=hit.organisation.name)
    name = hit.document.organisation_name
    return values.QuotedOrganisation(id=None, name=name) if name else None


def _attribution(hit: Hit) -> values.Attribution:
    document = hit.document
    return values.Attribution(
        as_written=document.speaker_as_written or None,
        cue=document.cue_text or None,
        verb=document.verb or None,
        via=document.via or None,
        rule=document.rule,
        confidence=document.confidence,
        corrected=hit.assignment.corrected,
        extractor=document.extractor,
    )


def quoted_article(document: QuoteDocument) -> values.QuotedArticle:
    """Where a quotation was printed."""
    return values.QuotedArticle(
        id=document.article_id,
        key=document.article_key,
        title=document.article_title or None,
        url=web_url(document.article_url),
        source=document.source or None,
        author=document.author or None,
        published=document.published or None,
    )


def _context(document: QuoteDocument) -> values.Context:
    if not document.spans or not document.paragraph:
        return values.Context(before="", after="")
    first, last = document.spans[0][0], document.spans[-1][1]
    return values.Context(before=document.paragraph[:first], after=document.paragraph[last:])


def quotation_links(document: QuoteDocument, links: Links) -> values.QuotationLinks:
    """Where to find a quotation."""
    return values.QuotationLinks(
        self=links.api(f"/quotes/{document.id}"),
        html=links.quote(document.id),
        article=links.api(f"/articles/{document.article_key}"),
        source_text=source_text(document.article_url, parts(document)[0]),
    )


# --- texts that were sent -----------------------------------------------------------------------


def extracted(article: Article, quote: Quote) -> bodies.ExtractedQuotation:
    """A quotation of a text that was sent."""
    text = article.text
    organisation = quote.organisation
    return bodies.ExtractedQuotation(
        text=quote.text(text),
        parts=tuple(text[start:end] for start, end in quote.spans),
        kind=quote.kind,
        spans=quote.spans,
        speaker=values.QuotedSpeaker(
            id=None, name=quote.speaker.name, role=quote.role, type=quote.speaker.type
        ),
        organisation=values.QuotedOrganisation(id=None, name=organisation) if organisation else None,
        attribution=values.Attribution(
            as_written=_slice(text, quote.speaker.mention),
            cue=_slice(text, quote.cue),
            verb=quote.verb,
            via=quote.via,
            rule=quote.rule,
            confidence=round(quote.confidence, 3),
            corrected=False,
            extractor="",
        ),
        cue=quote.cue,
        mention=quote.speaker.mention,
        evidence=quote.evidence,
    )


def _slice(text: str, span: Span | None) -> str | None:
    return text[span[0] : span[1]] if span else None
