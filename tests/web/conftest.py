"""The application over a small index of invented articles, made once."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search import whoosh
from search.web import WebSettings, create_app

sys.path.insert(0, str(Path(__file__).parent))

import samples


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return samples.build(tmp_path_factory.mktemp("web") / "index")


@pytest.fixture(scope="session")
def engine(index: Path) -> Iterator[whoosh.WhooshEngine]:
    engine = whoosh.open_engine(index)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def app(engine: whoosh.WhooshEngine) -> Flask:
    return create_app(engine, samples.between_marks, WebSettings(contact="erreurs@verbatim.example"))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
