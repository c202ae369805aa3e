"""Pages and our files travel compressed to whoever takes it, and are the same."""

from __future__ import annotations

import gzip

import pytest
from flask.testing import FlaskClient

FILES = ("/search?q=pas", "/about", "/static/verbatim.css", "/static/verbatim.js")


@pytest.mark.parametrize("url", FILES)
def test_compressed_is_the_same(client: FlaskClient, url: str) -> None:
    with client.get(url) as plain, client.get(url, headers={"Accept-Encoding": "gzip, br"}) as packed:
        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == plain.data
        assert len(packed.data) < len(plain.data) / 2
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert int(packed.headers["Content-Length"]) == len(packed.data)


@pytest.mark.parametrize("header", ["", "gzip;q=0", "br"])
def test_not_for_those_who_do_not_take_it(client: FlaskClient, header: str) -> None:
    assert "Content-Encoding" not in client.get("/about", headers={"Accept-Encoding": header}).headers


def test_exports_stream_as_they_are(client: FlaskClient) -> None:
    with client.get("/search.csv", headers={"Accept-Encoding": "gzip"}) as reply:
        assert "Content-Encoding" not in reply.headers


def test_an_unchanged_page_is_not_sent_again(client: FlaskClient) -> None:
    gzipped = {"Accept-Encoding": "gzip"}
    tag = client.get("/search?q=pas", headers=gzipped).headers["ETag"]
    again = client.get("/search?q=pas", headers={**gzipped, "If-None-Match": tag})
    assert again.status_code == 304
    assert again.data == b""
    assert client.head("/search?q=pas", headers=gzipped).status_code == 200
