"""Below a prefix, every link, form and file of every page stays below it."""

from __future__ import annotations

import pytest
from lxml import html

from indexer.extraction import extract
from search import whoosh
from search.web import WebSettings, create_app

from .test_pages import PAGES


@pytest.mark.parametrize("url", [*PAGES, "/search?q=(prix", "/search?q=acord", "/nothing", "/help?lang=en"])
def test_no_link_leaves_the_prefix(engine: whoosh.WhooshEngine, url: str) -> None:
    app = create_app(engine, lambda article: extract(article, None), WebSettings(prefix="/verbatim"))
    page = html.fromstring(app.test_client().get(f"/verbatim{url}").text)
    links = page.xpath("//@href | //@src | //@action | //@data-suggest")
    inside = [link for link in links if not link.startswith(("#", "mailto:", "https://"))]
    assert len(inside) > 10
    below = ("/verbatim/", "/verbatim?", "http://localhost/verbatim/")
    assert [link for link in inside if not link.startswith(below) and link != "/verbatim"] == []
