"""Complete exports and feeds: every row, in order, harmless, and closed with their reader."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

import feedparser
import pytest
from flask import Flask
from flask.testing import FlaskClient

from search.web.exports import COLUMNS, defused


def texts(client: FlaskClient, query: str) -> list[str]:
    return [item["text"] for item in client.get(f"/api/v1/quotes?{query}&limit=100").get_json()["items"]]


@pytest.mark.parametrize("query", ["", "q=accord", "speaker=Marc+Olivet&sort=oldest", "q=rien+du+tout"])
def test_every_format_holds_the_whole_result_in_order(client: FlaskClient, query: str) -> None:
    expected = texts(client, query)
    lines = client.get(f"/search.jsonl?{query}").get_data(as_text=True).splitlines()
    assert [json.loads(line)["text"] for line in lines] == expected
    whole = client.get(f"/search.json?{query}").get_json()
    assert [item["text"] for item in whole["items"]] == expected
    assert whole["total"] == len(expected)
    rows = list(csv.DictReader(io.StringIO(client.get(f"/search.csv?{query}&raw=1").get_data(as_text=True))))
    assert [row["text"] for row in rows] == expected


def test_page_and_limit_of_the_forms_address_change_nothing(client: FlaskClient) -> None:
    whole = client.get("/search.jsonl?q=&speaker=&kind=").get_data()
    assert client.get("/search.jsonl?limit=2&page=3&facets=speaker").get_data() == whole


def test_all_printings_for_those_who_keep_a_copy(client: FlaskClient) -> None:
    lines = client.get("/search.jsonl?q=tramway&printings=all").get_data(as_text=True).splitlines()
    items = [json.loads(line) for line in lines]
    assert len({item["id"] for item in items}) == 2
    assert len({item["quotation"] for item in items}) == 1


def test_csv_has_documented_columns_with_query_and_link(client: FlaskClient) -> None:
    reply = client.get("/search.csv?q=bâclé")
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert reply.headers["Content-Disposition"] == 'attachment; filename="verbatim.csv"'
    [row] = csv.DictReader(io.StringIO(reply.get_data(as_text=True)))
    assert tuple(row) == COLUMNS
    assert row["query"] == "bâclé"
    assert row["link"] == f"http://localhost/quotes/{row['id']}"
    assert (row["speaker"], row["published"]) == ("Marc Olivet", "2023-03-14")


def test_csv_dialects(client: FlaskClient) -> None:
    assert client.get("/search.csv?bom=1&delimiter=;").get_data().startswith(b"\xef\xbb\xbfid;text;")
    assert client.get("/search.csv?delimiter=tab").get_data().startswith(b"id\ttext\t")
    defused_row = client.get("/search.csv?q=eau").get_data(as_text=True)
    assert ",'=SOMME(A1) n’est pas" in defused_row
    assert ",=SOMME(A1) n’est pas" in client.get("/search.csv?q=eau&raw=1").get_data(as_text=True)


@pytest.mark.parametrize("cell", ["=1+1", "+33 1", "-2", "@SOMME(A1)", "\t=1", "\r=1", "\0=1", "  =1"])
def test_formula_cells_are_defused(cell: str) -> None:
    assert defused(cell) == "'" + cell


def test_a_search_that_fails_is_an_error_and_no_empty_file(client: FlaskClient) -> None:
    for suffix in ("jsonl", "json", "csv", "atom", "feed.json"):
        reply = client.get(f"/search.{suffix}?q=(accord")
        assert reply.status_code == 400
        assert reply.mimetype == "application/problem+json"


@pytest.fixture
def ended(app: Flask, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """The exports that were ended; none ends by itself."""
    ended: list[bool] = []
    engine = app.extensions["verbatim"].engine
    hits = engine.export

    def endless(request: Any) -> Iterator[Any]:
        try:
            while True:
                yield from hits(request)
        finally:
            ended.append(True)

    monkeypatch.setattr(engine, "export", endless)
    return ended


def test_a_cut_connection_ends_the_export_and_frees_its_slot(app: Flask, ended: list[bool]) -> None:
    state, client = app.extensions["verbatim"], app.test_client()
    for _ in range(3 * state.settings.exports):
        reply = client.get("/search.jsonl", buffered=False)
        assert len(next(iter(reply.response))) > 30_000
        reply.close()
    assert len(ended) == 3 * state.settings.exports


def test_too_many_exports_at_once_are_asked_to_come_back(app: Flask, ended: list[bool]) -> None:
    state, client = app.extensions["verbatim"], app.test_client()
    running = [client.get("/search.jsonl", buffered=False) for _ in range(state.settings.exports)]
    refused = client.get("/search.csv")
    assert refused.status_code == 503
    assert refused.headers["Retry-After"] == "5"
    for reply in running:
        reply.close()
    client.get("/search.csv", buffered=False).close()
    assert len(ended) == len(running) + 1


def test_head_of_an_export_searches_nothing(client: FlaskClient) -> None:
    reply = client.head("/search.csv")
    assert (reply.status_code, reply.get_data()) == (200, b"")


# --- feeds --------------------------------------------------------------------------------------


@pytest.mark.parametrize("query", ["", "q=accord", "speaker=Marc+Olivet&lang=en", "q=rien+du+tout"])
def test_atom_is_valid_and_latest_indexed_first(client: FlaskClient, query: str) -> None:
    reply = client.get(f"/search.atom?{query}")
    feed = feedparser.parse(reply.get_data())
    assert not feed.bozo
    assert feed.version == "atom10"
    for required in ("id", "title", "updated"):
        assert feed.feed[required]
    assert {link.rel for link in feed.feed.links} == {"self", "alternate"}
    for entry in feed.entries:
        assert entry.id
        assert entry.title
        assert entry.updated_parsed
        assert entry.author
    updated = [entry.updated for entry in feed.entries]
    assert updated == sorted(updated, reverse=True)
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) == len(texts(client, query))


def test_json_feed(client: FlaskClient) -> None:
    feed = client.get("/search.feed.json?q=bâclé").get_json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"].endswith("/search.feed.json?q=b%C3%A2cl%C3%A9")
    [item] = feed["items"]
    assert item["url"] == item["id"]
    assert item["external_url"] == "https://phare.example/tram-1"
    assert "«\u202fLe dossier est bâclé" in item["content_html"]
