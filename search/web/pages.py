"""The pages: one blueprint, a module a family (`pages_search`, `pages_things`, `pages_tools`, `pages_texts`).

A page is server-rendered, whole without script, and has the same URL as its data (`.json` after the path).
"""

from __future__ import annotations

from flask import Blueprint

from search.web import pages_search, pages_texts, pages_things, pages_tools
from search.web.pages_view import context

blueprint = Blueprint("pages", __name__)
blueprint.app_context_processor(context)
for family in (pages_search, pages_things, pages_tools, pages_texts):
    family.register(blueprint)
