"""Pages and answers that are kept: the same bytes, looked up once; no refusal among them."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from flask import Flask

from search.web.rendered import Rendered


class Asked:
    """An engine that counts how often it is searched."""

    def __init__(self, engine: Any) -> None:
        self.engine, self.searches = engine, 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def search(self, request: Any) -> Any:
        self.searches += 1
        return self.engine.search(request)


@pytest.mark.parametrize(
    ("path", "status", "kept"),
    [
        ("/", 200, True),
        ("/search?q=accord", 200, True),
        ("/search?q=accord&lang=en", 200, True),
        ("/api/v1/quotes?q=accord", 200, True),
        ("/search/facets/source?q=accord", 200, False),
        ("/search?q=a*", 400, False),
        ("/?q=accord", 302, False),
    ],
)
def test_the_second_who_asks_is_answered_the_same(app: Flask, path: str, status: int, kept: bool) -> None:
    state = app.extensions["verbatim"]
    asked = Asked(state.engine)
    app.extensions["verbatim"] = msgspec.structs.replace(state, engine=asked, rendered=Rendered())
    try:
        first = app.test_client().get(path)
        searches = asked.searches
        second = app.test_client().get(path)
    finally:
        app.extensions["verbatim"] = state
    assert (first.status_code, second.status_code) == (status, status)
    assert (first.mimetype, first.data) == (second.mimetype, second.data)
    assert not kept or (searches, asked.searches) == (1, 1)
    assert kept or asked.searches == 2 * searches


def test_languages_and_hosts_are_kept_apart(app: Flask) -> None:
    client = app.test_client()
    french, english = client.get("/search?q=accord").text, client.get("/search?q=accord&lang=en").text
    assert 'lang="fr"' in french[:200]
    assert 'lang="en"' in english[:200]
    elsewhere = client.get("/search?q=accord", base_url="https://autre.example/").text
    assert 'rel="canonical" href="https://autre.example/search?q=accord"' in elsewhere
