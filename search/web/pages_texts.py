"""The pages that are read: help, about; and what browsers and crawlers ask for."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from flask import Blueprint, Response, render_template

from search import query
from search.web.context import links, web
from search.web.pages_search import EXAMPLES
from search.web.pages_view import render, view

LIMITS = {
    "length": query.MAX_LENGTH,
    "terms": query.MAX_TERMS,
    "phrase": query.MAX_PHRASE,
    "depth": query.MAX_DEPTH,
    "prefix": query.MIN_PREFIX,
    "forms": query.MAX_FORMS,
    "fuzzy": query.MIN_FUZZY,
    "slop": query.MAX_SLOP,
}
ROBOTS = """User-agent: *
Disallow: /search
Disallow: /api/
Disallow: /extract
Disallow: /batch
"""


def register(blueprint: Blueprint) -> None:
    """Put these pages on the blueprint."""
    blueprint.add_url_rule("/help", view_func=help_)
    blueprint.add_url_rule("/about", view_func=about)
    blueprint.add_url_rule("/opensearch.xml", view_func=opensearch)
    blueprint.add_url_rule("/robots.txt", view_func=robots)
    blueprint.add_url_rule("/favicon.ico", view_func=favicon)


def help_() -> str:
    """How to search: every operator, filter and key."""
    return render(f"help.{view().language}.html", limits=LIMITS, examples=EXAMPLES)


def about() -> str:
    """What Verbatim does, how, and how well."""
    engine = web().engine
    return render(
        f"about.{view().language}.html",
        counts=engine.counts(),
        generation=engine.generation,
        sources=engine.sources(),
        figures=figures(),
    )


@cache
def figures() -> dict[str, dict[str, int]]:
    """The measured figures, in per cent: by kind, what of the quotations is found; then F1 by measure."""
    return tomllib.loads((Path(__file__).parent / "figures.toml").read_text(encoding="utf-8"))


def opensearch() -> Response:
    """The description by which a browser adds this engine."""
    return Response(
        render_template("opensearch.xml", absolute=links()),
        mimetype="application/opensearchdescription+xml",
    )


def robots() -> Response:
    """Searches are for people; quotations may be found by crawlers."""
    return Response(ROBOTS, mimetype="text/plain")


def favicon() -> Response:
    """The icon, for those who do not read the page's own link to it."""
    from flask import current_app

    return current_app.send_static_file("favicon.svg")
