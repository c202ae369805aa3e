"""Feeds of any search, latest indexed first: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

from html import escape
from typing import Any
from xml.etree import ElementTree

import msgspec
from flask import Blueprint, Response, request

from search.web import answers, citations
from search.web.arguments import Search, read, search_of
from search.web.context import links, web
from search.web.dates import in_words
from search.web.links import Links
from search.web.parameters import SearchArguments
from search.web.values import Quotation
from search.web.xmltext import clean

blueprint = Blueprint("feeds", __name__)

ENTRIES = 50
TITLE = 120
"""Characters of a quotation in an entry's title."""
ATOM = "http://www.w3.org/2005/Atom"


@blueprint.get("/search.atom")
def atom() -> Response:
    """The search as an Atom feed."""
    search, entries, where = _latest()
    return Response(atom_document(search, entries, where), mimetype="application/atom+xml")


@blueprint.get("/search.feed.json")
def json_feed() -> Response:
    """The search as a JSON Feed."""
    search, entries, where = _latest()
    body = msgspec.json.encode(json_document(search, entries, where))
    return Response(body, mimetype="application/feed+json")


def _latest() -> tuple[Search, list[Quotation], Links]:
    state = web()
    arguments = read(SearchArguments, request.args, lenient=True)
    arguments = msgspec.structs.replace(
        arguments, sort="indexed", page=1, cursor="", limit=ENTRIES, facets=(), highlight="spans"
    )
    search = search_of(arguments, state.engine, budget_ms=state.settings.budget_ms)
    found = state.engine.search(search.request)
    where = links()
    return search, [answers.quotation(hit, where) for hit in found.items], where


def _title(search: Search) -> str:
    parts = [search.request.query.describe(search.language)]
    names = {entity.id: entity.name for each in search.candidates for entity in each.entities}
    for name, value in search.parameters:
        if name not in ("q", "lang", "sort", "limit"):
            parts.append(names.get(value, value) if not name.startswith("exclude_") else f"sauf {value}")
    return "Verbatim : " + ", ".join(parts)


def _addresses(search: Search, where: Links, suffix: str) -> tuple[str, str]:
    kept = tuple(pair for pair in search.parameters if pair[0] not in ("sort", "limit"))
    return where.search(kept, suffix), where.search(kept)


def _updated(entries: list[Quotation]) -> str:
    if entries:
        return max(entry.indexed_at for entry in entries)
    return answers.moment(web().engine.generation.committed)


def _entry_title(entry: Quotation) -> str:
    words = entry.text if len(entry.text) <= TITLE else entry.text[:TITLE].rsplit(" ", 1)[0] + "…"
    who = entry.speaker.name or entry.attribution.as_written or "locuteur inconnu"
    return f"{who} : {citations.in_marks(words) if entry.kind != 'indirect' else words}"


def entry_html(entry: Quotation, language: str = "fr") -> str:
    """An entry's body: the words, who said them, where; escaped HTML."""
    article = entry.article
    where = [
        escape(article.source or ""),
        escape(article.title or ""),
        in_words(article.published, language) if article.published else "",
    ]
    return (
        f"<blockquote><p>{escape(citations.quoted(entry))}</p></blockquote>"
        f"<p>{escape(citations.said_by(entry))} — {', '.join(part for part in where if part)}</p>"
    )


def atom_document(search: Search, entries: list[Quotation], where: Links) -> bytes:
    """The Atom document of a search."""
    own, page = _addresses(search, where, ".atom")
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "fr"})
    _put(feed, "title", _title(search))
    _put(feed, "id", own)
    _put(feed, "updated", _updated(entries))
    _put(feed, "link", rel="self", type="application/atom+xml", href=own)
    _put(feed, "link", rel="alternate", type="text/html", href=page)
    _put(_put(feed, "author"), "name", "Verbatim")
    for each in entries:
        _atom_entry(_put(feed, "entry"), each, search.language)
    data: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return data


def _atom_entry(entry: ElementTree.Element, given: Quotation, language: str) -> None:
    _put(entry, "id", given.links.html)
    _put(entry, "title", _entry_title(given))
    _put(entry, "updated", given.indexed_at)
    _put(entry, "link", rel="alternate", type="text/html", href=given.links.html)
    if given.article.url:
        _put(entry, "link", rel="via", href=given.article.url)
    _put(_put(entry, "author"), "name", given.speaker.name or "locuteur inconnu")
    _put(entry, "content", entry_html(given, language), type="html")


def _put(parent: ElementTree.Element, name: str, text: str = "", **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(
        parent, f"{{{ATOM}}}{name}", {key: clean(value) for key, value in attributes.items()}
    )
    if text:
        child.text = clean(text)
    return child


def json_document(search: Search, entries: list[Quotation], where: Links) -> dict[str, Any]:
    """The JSON Feed of a search. See https://www.jsonfeed.org/version/1.1/."""
    own, page = _addresses(search, where, ".feed.json")
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(search),
        "home_page_url": page,
        "feed_url": own,
        "language": "fr",
        "items": [_json_item(each, search.language) for each in entries],
    }


def _json_item(given: Quotation, language: str) -> dict[str, Any]:
    item = {
        "id": given.links.html,
        "url": given.links.html,
        "title": _entry_title(given),
        "content_html": entry_html(given, language),
        "content_text": citations.press(given),
        "date_published": given.indexed_at,
        "authors": [{"name": given.speaker.name or "locuteur inconnu"}],
    }
    if given.article.url:
        item["external_url"] = given.article.url
    return item
