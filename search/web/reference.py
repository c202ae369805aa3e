"""The API's own page at `/api`, rendered from its document, and the document itself."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Blueprint, Response, render_template, request

from search.query import parse
from search.values import SearchRequest
from search.web.arguments import read
from search.web.context import links, web
from search.web.endpoints import ENDPOINTS, Endpoint
from search.web.openapi import document
from search.web.parameters import Arguments

blueprint = Blueprint("reference", __name__)


@blueprint.get("/api/v1/openapi.json")
def openapi() -> Response:
    """The OpenAPI 3.1 document."""
    read(Arguments, request.args)
    return Response(msgspec.json.encode(document(links().base)), mimetype="application/json")


@blueprint.get("/api")
def page() -> str:
    """The page of the API."""
    read(Arguments, request.args, lenient=True)
    given = document(links().base)
    ids = example_ids()
    tags: dict[str, list[dict[str, Any]]] = {}
    for endpoint in ENDPOINTS:
        operation = given["paths"][endpoint.path][endpoint.method]
        tags.setdefault(endpoint.tag, []).append(
            {
                "method": endpoint.method.upper(),
                "path": endpoint.path,
                "curl": curl(endpoint, links().base, ids),
                "gives": endpoint.gives.__name__ if endpoint.gives else None,
                "media": endpoint.media,
                **operation,
            }
        )
    return render_template(
        "api.html",
        document=given,
        tags=tags,
        schemas=given["components"]["schemas"],
        contact=web().settings.contact,
        limit=web().settings.rate_limit,
    )


def example_ids() -> dict[str, str]:
    """An id of each kind, out of the index that answers."""
    engine = web().engine
    found = engine.search(SearchRequest(query=parse(""), limit=1)).items
    speakers = engine.entities("speaker", limit=1)[1]
    bodies = engine.entities("organisation", limit=1)[1]
    return {
        "quote": found[0].document.id if found else "ID",
        "article": found[0].document.article_key if found else "KEY",
        "speaker": speakers[0].entity.id if speakers else "ID",
        "organisation": bodies[0].entity.id if bodies else "ID",
    }


def curl(endpoint: Endpoint, base: str, ids: dict[str, str]) -> str:
    """A command that asks the endpoint, with ids that are there."""
    url = base + endpoint.example
    for name, value in ids.items():
        url = url.replace(f"{{{name}}}", value)
    if not endpoint.body:
        return f"curl '{url}'"
    return f"curl '{url}' -H 'Content-Type: text/plain; charset=utf-8' --data-binary '{endpoint.body}'"
