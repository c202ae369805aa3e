"""The user guide: every operator, field, parameter and page stands in it, and its examples run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from search import query
from search.web.arguments import parameters_of
from search.web.documents import SUFFIXES
from search.web.parameters import ExportArguments

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "guide.md").read_text(encoding="utf-8")
LANGUAGE = GUIDE.split("## La langue de recherche")[1].split("## ")[0]
QUERIES = [
    code
    for line in LANGUAGE.splitlines()
    if line.startswith("| `")
    for code in re.findall(r"`([^`]+)`", line.split("|", 2)[1] + line.split("|", 2)[2])
    if " " in code or ":" in code or code[-1] in "*~>"
]
ADDRESSES = re.findall(r"`(/search\.[a-z.]+\?q=[^`]*)`", GUIDE)


@pytest.mark.parametrize("text", QUERIES)
def test_every_query_is_understood(client: FlaskClient, text: str) -> None:
    assert client.get("/search", query_string={"q": text}).status_code == 200


def test_there_are_queries() -> None:
    assert len(QUERIES) > 20
    assert len(ADDRESSES) == 5


@pytest.mark.parametrize("url", ADDRESSES)
def test_every_export_is_served(client: FlaskClient, url: str) -> None:
    with client.get(url) as reply:
        assert reply.status_code == 200


@pytest.mark.parametrize("name", parameters_of(ExportArguments))
def test_every_parameter_stands_in_the_guide(name: str) -> None:
    assert re.search(rf"`{name}[`=]", GUIDE)


@pytest.mark.parametrize("name", [*query.FIELDS, *query.OPERATORS])
def test_every_field_and_operator_stands_in_the_guide(name: str) -> None:
    assert f"`{name}:" in LANGUAGE or re.search(rf"\b{name}\b", LANGUAGE)


@pytest.mark.parametrize(
    "limit",
    [query.MAX_LENGTH, query.MAX_TERMS, query.MAX_PHRASE, query.MAX_DEPTH, query.MAX_SLOP, query.MIN_PREFIX,
     query.MAX_FORMS, query.MIN_FUZZY],
)  # fmt: skip
def test_every_limit_stands_in_the_guide(limit: int) -> None:
    assert re.search(rf"\b{limit:,} ".replace(",", " "), LANGUAGE)


def test_every_page_stands_in_the_guide(app: Flask) -> None:
    pages = {
        "/" + rule.rule.split("/")[1]
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("pages.") and "." not in rule.rule
    }
    assert {page for page in pages if f"`{page}" not in GUIDE} == set()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_format_stands_in_the_guide(suffix: str) -> None:
    assert f".{suffix}`" in GUIDE


@pytest.mark.parametrize("image", re.findall(r"\]\((images/[^)]+)\)", GUIDE))
def test_every_picture_is_there_and_light(image: str) -> None:
    assert 10_000 < (ROOT / "docs" / image).stat().st_size < 200_000
