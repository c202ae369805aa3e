"""The application over the sample articles, made once for all tests of the pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient

from indexer.extraction import extract
from search import whoosh
from search.web import WebSettings, create_app

from . import demo_index


@pytest.fixture(scope="session")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[whoosh.WhooshEngine]:
    engine = whoosh.open_engine(demo_index.build(tmp_path_factory.mktemp("pages") / "index"))
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def app(engine: whoosh.WhooshEngine) -> Flask:
    return create_app(engine, lambda article: extract(article, None), WebSettings(contact="a@v.example"))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
