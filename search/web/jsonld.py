"""A quotation as linked data: schema.org `Quotation`, with the selectors of W3C Web Annotation."""

from __future__ import annotations

from typing import Any

from search.web.links import Links
from search.web.values import Quotation, QuotedArticle

CONTEXT = ["https://schema.org", {"oa": "http://www.w3.org/ns/oa#"}]
PREFIX = 60
"""Characters of context on each side in a selector."""


def document(quotation: Quotation, links: Links) -> dict[str, Any]:
    """The JSON-LD document of a quotation. See https://schema.org/Quotation."""
    return _known(
        {
            "@context": CONTEXT,
            "@type": "Quotation",
            "@id": quotation.links.html,
            "url": quotation.links.html,
            "text": quotation.text,
            "inLanguage": "fr",
            "spokenByCharacter": _speaker(quotation, links),
            "isPartOf": _article(quotation.article, links),
            "oa:hasTarget": _target(quotation),
        }
    )


def _speaker(quotation: Quotation, links: Links) -> dict[str, Any] | None:
    speaker, body = quotation.speaker, quotation.organisation
    if speaker.name is None:
        return None
    is_body = speaker.type == "organisation"
    affiliation = {"@type": "Organization", "name": body.name} if body and not is_body else None
    if affiliation and body and body.id:
        affiliation["@id"] = links.organisation(body.id)
    return _known(
        {
            "@type": "Organization" if is_body else "Person",
            "@id": links.entity(speaker.id, speaker.type) if speaker.id else None,
            "name": speaker.name,
            "jobTitle": None if is_body else speaker.role,
            "affiliation": affiliation,
        }
    )


def _article(article: QuotedArticle, links: Links) -> dict[str, Any]:
    publisher = {"@type": "NewsMediaOrganization", "name": article.source} if article.source else None
    author = {"@type": "Person", "name": article.author} if article.author else None
    return _known(
        {
            "@type": "NewsArticle",
            "@id": links.article(article.key),
            "headline": article.title,
            "url": article.url,
            "datePublished": article.published,
            "publisher": publisher,
            "author": author,
        }
    )


def _target(quotation: Quotation) -> dict[str, Any] | None:
    """Where the words stand in the article, so that another tool finds them again."""
    if not quotation.article.url:
        return None
    selectors: list[dict[str, Any]] = [
        {
            "@type": "oa:TextQuoteSelector",
            "oa:exact": quotation.parts[0],
            "oa:prefix": quotation.context.before[-PREFIX:],
            "oa:suffix": quotation.context.after[:PREFIX] if len(quotation.parts) == 1 else "",
        }
    ]
    selectors += [
        {"@type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end}
        for start, end in quotation.offsets
    ]
    return {
        "@type": "oa:SpecificResource",
        "oa:hasSource": {"@id": quotation.article.url},
        "oa:hasSelector": selectors,
    }


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}
