"""The pages. For now the search form alone."""

from __future__ import annotations

from html import escape

from flask import Blueprint, request

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
@blueprint.get("/search")
def search() -> str:
    """The search form."""
    typed = escape(request.args.get("q", ""))
    return (
        '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Verbatim</title>'
        f'<form role="search" action="search"><label>Mots <input name="q" value="{typed}"></label>'
        "<button>Chercher</button></form></html>"
    )
