"""What is posted: a text whose quotations are wanted, and equations."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from corpus import IndexUnavailable
from search.web import posted

TEXT = "« Nous partirons 🚋 », a dit l’un. « Jamais », a dit l’autre."


def post(client: FlaskClient, path: str, body: str | bytes, kind: str = "application/json") -> Any:
    return client.post(path, data=body, headers={"Content-Type": kind})


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain; charset=utf-8", TEXT),
        ("application/json", json.dumps({"text": TEXT})),
        ("application/json", json.dumps({"text": TEXT, "title": "Le départ"}, ensure_ascii=False)),
    ],
)
def test_a_text_gives_its_quotations_with_spans_into_it(client: FlaskClient, kind: str, body: str) -> None:
    reply = post(client, "/api/v1/extract", body.encode(), kind)
    assert reply.status_code == 200
    assert reply.headers["Cache-Control"] == "no-store"
    items = reply.get_json()["items"]
    assert [item["text"].strip() for item in items] == ["Nous partirons 🚋", "Jamais"]
    for item in items:
        [(start, end)] = item["spans"]
        assert TEXT[start:end] == item["text"]


@pytest.mark.parametrize(
    ("body", "kind", "status", "said"),
    [
        (b"", "application/json", 400, "not JSON"),
        (b"{", "application/json", 400, "not JSON"),
        (b"[1]", "application/json", 400, "not as documented"),
        (b'{"text": 1}', "application/json", 400, "text"),
        (b'{"text": ""}', "application/json", 400, "text"),
        (b'{"text": "  "}', "application/json", 400, "text"),
        (b'{"text": "a", "txet": "b"}', "application/json", 400, "txet"),
        (b'{"text": "a", "text": "b"}', "application/json", 400, "twice"),
        (b'{"text": NaN}', "application/json", 400, "NaN"),
        (b'{"text": "\\ud83d"}', "application/json", 400, "surrogate"),
        (b'{"text": "\xff"}', "application/json", 400, "UTF-8"),
        (b"[" * 100_000, "application/json", 400, "nested"),
        (b"\xff\xfe", "text/plain", 400, "UTF-8"),
        (b" \n ", "text/plain", 400, "empty"),
        (b"text=a", "application/x-www-form-urlencoded", 415, "application/json"),
        (b"a", "application/xml", 415, "text/plain"),
        ("é".encode() * 50_001, "text/plain", 413, "too large"),
        (b"a" * (512 * 1024 + 1), "text/plain", 413, "too large"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_refused(
    client: FlaskClient, body: bytes, kind: str, status: int, said: str
) -> None:
    reply = post(client, "/api/v1/extract", body, kind)
    assert reply.status_code == status
    assert reply.mimetype == "application/problem+json"
    assert said in reply.get_json()["detail"]


def test_a_text_of_just_100_kb_is_taken(client: FlaskClient) -> None:
    assert post(client, "/api/v1/extract", "é".encode() * 50_000, "text/plain").status_code == 200


def test_an_extraction_that_takes_too_long_is_503(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: Any) -> None:
        raise IndexUnavailable("this text took too long to analyse; send a shorter one")

    monkeypatch.setattr(app.extensions["verbatim"].extractions, "take", lambda: None)
    monkeypatch.setattr(posted, "analysed", slow)
    reply = post(app.test_client(), "/api/v1/extract", TEXT.encode(), "text/plain")
    assert reply.status_code == 503
    assert "shorter" in reply.get_json()["detail"]


# --- equations ----------------------------------------------------------------------------------

EQUATIONS = ["accord", "accord SAUF bâclé", "(tramway", "", "introuvable", '"pas en arrière"']


def test_each_equation_is_answered_or_refused_by_itself(client: FlaskClient) -> None:
    reply = post(client, "/api/v1/batch", json.dumps(EQUATIONS_BODY))
    items = reply.get_json()["items"]
    assert [item["equation"] for item in items] == EQUATIONS
    assert [item["total"] for item in items] == [2, 1, None, 7, 0, 1]
    assert items[2]["error"]["position"] == 0
    assert items[5]["total_occurrences"] == 2
    for item in items:
        if item["url"]:
            path = item["url"].removeprefix("http://localhost")
            assert client.get(path).get_json()["total"] == item["total"]


EQUATIONS_BODY = {"equations": EQUATIONS}


def test_one_equation_a_line_narrowed_by_filters(client: FlaskClient) -> None:
    lines = "accord\r\n\n  tramway  \n"
    reply = post(client, "/api/v1/batch?source=La+Sambre", lines.encode(), "text/plain")
    items = reply.get_json()["items"]
    assert [(item["line"], item["equation"], item["total"]) for item in items] == [
        (1, "accord", 1), (2, "tramway", 1),
    ]  # fmt: skip
    assert items[0]["html"] == "http://localhost/search?q=accord&source=La+Sambre"


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("", json.dumps({"equations": []}), 400),
        ("", json.dumps({"equations": ["a"] * 101}), 400),
        ("", json.dumps({"equations": ["a"] * 100}), 200),
        ("", json.dumps(["a"]), 400),
        ("?q=accord", json.dumps({"equations": ["a"]}), 400),
        ("?from=2025&to=2024", json.dumps({"equations": ["a"]}), 200),
        ("?limit=3", json.dumps({"equations": ["a"]}), 400),
    ],
)
def test_batches_that_are_refused_whole(client: FlaskClient, path: str, body: str, status: int) -> None:
    assert post(client, f"/api/v1/batch{path}", body).status_code == status


def test_when_time_is_out_the_rest_is_refused_one_by_one(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posted, "BATCH_SECONDS", -1.0)
    items = post(client, "/api/v1/batch", json.dumps({"equations": ["a", "b"]})).get_json()["items"]
    assert all("send this one again" in item["error"]["detail"] for item in items)
