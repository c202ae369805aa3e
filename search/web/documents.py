"""The data behind each page: the page's address with a suffix, and the card to embed.

A quotation: `.json`, `.jsonld`, `.tei`, `.txt` (a citation), `.bib`, `.ris`, `.csl.json`. People,
organisations and articles: `.json`.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from flask import Blueprint, Response, redirect, render_template, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from search.values import Deletion, Hit
from search.web import answers, citations, entities, jsonld, tei
from search.web.arguments import read
from search.web.context import links, web
from search.web.dates import in_words
from search.web.errors import GoneError
from search.web.links import Links
from search.web.parameters import Arguments
from search.web.values import QuotationDetail

blueprint = Blueprint("documents", __name__)

Written = Callable[[QuotationDetail, Links], bytes]


def _json(value: object) -> bytes:
    return msgspec.json.encode(value)


SUFFIXES: dict[str, tuple[str, Written]] = {
    "json": ("application/json", lambda quotation, _: _json(quotation)),
    "jsonld": ("application/ld+json", lambda quotation, where: _json(jsonld.document(quotation, where))),
    "tei": ("application/tei+xml", lambda quotation, _: tei.document(quotation)),
    "txt": ("text/plain", lambda quotation, _: (citations.press(quotation) + "\n").encode()),
    "bib": ("text/x-bibtex", lambda quotation, _: citations.bibtex(quotation).encode()),
    "ris": ("application/x-research-info-systems", lambda quotation, _: citations.ris(quotation).encode()),
    "csl.json": (
        "application/vnd.citationstyles.csl+json",
        lambda quotation, _: _json(citations.csl(quotation)),
    ),
}
"""Of each suffix the media type, and how a quotation is written in it."""


def quotation_of(quote_id: str) -> Hit | str:
    """The quotation of that id, or the id it has now; 404 when it never was, 410 when it is gone."""
    found = web().engine.quote(quote_id)
    if isinstance(found, Hit):
        return found
    if isinstance(found, Deletion):
        if found.moved_to:
            return found.moved_to
        raise GoneError(f"this quotation is no longer served since {answers.moment(found.at)}")
    raise NotFound


def detailed(hit: Hit) -> QuotationDetail:
    """A quotation with its paragraph and all its printings."""
    printings = web().engine.occurrences(hit.assignment.group or hit.document.id)
    return answers.quotation_detail(hit, printings, links())


@blueprint.get("/quotes/<quote_id>.csl.json", defaults={"suffix": "csl.json"})
@blueprint.get("/quotes/<quote_id>.<any(json, jsonld, tei, txt, bib, ris):suffix>")
def quotation(quote_id: str, suffix: str) -> BaseResponse:
    """One quotation, in one of its formats."""
    read(Arguments, request.args, lenient=True)
    found = quotation_of(quote_id)
    if isinstance(found, str):
        return redirect(links().quote(found, f".{suffix}"), 301)
    mimetype, written = SUFFIXES[suffix]
    body = written(detailed(found), links())
    response = Response(body, mimetype=mimetype)
    if suffix in ("bib", "ris", "csl.json"):
        response.headers["Content-Disposition"] = f'attachment; filename="verbatim.{suffix}"'
    return response


@blueprint.get("/embed/<quote_id>")
def embed(quote_id: str) -> BaseResponse:
    """A card for other sites: the words, who, where, and the way to the page."""
    arguments = read(Arguments, request.args, lenient=True)
    found = quotation_of(quote_id)
    if isinstance(found, str):
        return redirect(links().embed(found), 301)
    given = answers.quotation(found, links())
    published = given.article.published
    card = render_template(
        "embed.html",
        quotation=given,
        who=citations.said_by(given),
        date=in_words(published, arguments.lang) if published else "",
    )
    return Response(card, mimetype="text/html")


def _entity(entity_id: str, *, organisation: bool) -> BaseResponse:
    read(Arguments, request.args, lenient=True)
    engine, where = web().engine, links()
    how = entities.Answers(
        address=lambda entity: where.entity(entity.id, entity.type, ".json"),
        one=lambda found: _answer(entities.detail(found, engine, where)),
        several=lambda found: _answer(entities.choices(entity_id, found, where)),
    )
    return entities.answered(entity_id, engine, how, organisation=organisation)


def _answer(value: object) -> Response:
    return Response(_json(value), mimetype="application/json")


@blueprint.get("/speakers/<entity_id>.json")
def speaker(entity_id: str) -> BaseResponse:
    """One person or group."""
    return _entity(entity_id, organisation=False)


@blueprint.get("/organisations/<entity_id>.json")
def organisation(entity_id: str) -> BaseResponse:
    """One organisation."""
    return _entity(entity_id, organisation=True)


@blueprint.get("/articles/<path:key>.json")
def article(key: str) -> Response:
    """One article with its quotations."""
    read(Arguments, request.args, lenient=True)
    engine = web().engine
    found = engine.article(key)
    if found is None:
        raise NotFound
    return _answer(entities.article(found, engine, links()))
