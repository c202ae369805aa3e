"""HTTP itself: addresses, methods, caching, headers, errors, prefixes and proxies."""

from __future__ import annotations

import email.utils
import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest
import samples
from flask import Flask
from flask.testing import FlaskClient

from corpus import IndexUnavailable, UsageError
from search import whoosh
from search.web import WebSettings, create_app, headers, logs
from search.web.headers import MAX_QUERY
from search.web.limits import network

ADDRESSES = [
    line
    for line in (Path(__file__).parent / "urls.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
READABLE = [
    "/",
    "/search",
    "/api",
    "/api/v1/quotes",
    "/api/v1/openapi.json",
    "/search.csv",
    "/search.atom",
    "/healthz",
]


# --- addresses and methods ----------------------------------------------------------------------


def test_the_addresses_are_those_that_were_reviewed(app: Flask) -> None:
    found = {
        f"{method} {rule.rule}": rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in sorted(rule.methods or ())
        if method not in ("HEAD", "OPTIONS")
    }
    assert not set(found) - set(ADDRESSES), "not reviewed"
    ours = {address for address, endpoint in found.items() if not endpoint.startswith("pages.")}
    missing = [line for line in ADDRESSES if line not in found and (".json" in line or "/api" in line)]
    assert not missing
    assert "GET /healthz" in ours
    assert not any("metrics" in address or "admin" in address for address in found)


@pytest.mark.parametrize("path", ["/api/v1/quotes", "/search.csv", "/api/v1/extract", "/healthz", "/embed/x"])
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "POST", "FROB"])
def test_other_methods_are_405_with_allow(client: FlaskClient, path: str, method: str) -> None:
    if (method, path) == ("POST", "/api/v1/extract"):
        return
    reply = client.open(path, method=method)
    assert reply.status_code == 405
    allowed = set(reply.headers["Allow"].split(", "))
    assert allowed == ({"POST", "OPTIONS"} if "extract" in path else {"GET", "HEAD", "OPTIONS"})


@pytest.mark.parametrize("path", READABLE)
def test_head_says_what_get_says_without_a_body(client: FlaskClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert head.status_code == get.status_code == 200
    assert head.get_data() == b""
    for name in ("Content-Type", "ETag", "Content-Security-Policy"):
        assert head.headers.get(name) == get.headers.get(name)


def test_options_says_what_is_allowed_to_anyones_page(client: FlaskClient) -> None:
    reply = client.options("/api/v1/extract", headers={"Origin": "https://ailleurs.example"})
    assert reply.status_code == 200
    assert set(reply.headers["Access-Control-Allow-Methods"].split(", ")) == {"OPTIONS", "POST"}
    assert reply.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in reply.headers


@pytest.mark.parametrize(
    ("accept", "status"),
    [
        ("application/json", 200),
        ("*/*", 200),
        ("application/*;q=0.5", 200),
        ("", 200),
        ("text/html", 406),
        ("image/png", 406),
        ("application/json;q=0", 406),
    ],
)
def test_the_api_is_json_or_406(client: FlaskClient, accept: str, status: int) -> None:
    assert client.get("/api/v1/quotes", headers={"Accept": accept}).status_code == status


# --- caching ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [path for path in READABLE if path != "/healthz"])
def test_what_has_not_changed_is_304(client: FlaskClient, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headers, "_settled", lambda now: True)  # the application was made a second ago
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.get_data()) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert first.headers["Cache-Control"] == "public, no-cache"
    by_date = client.get(path, headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert by_date.status_code == 304
    long_ago = email.utils.formatdate(0, usegmt=True)
    assert client.get(path, headers={"If-Modified-Since": long_ago}).status_code == 200
    assert client.get(path, headers={"If-None-Match": '"autre"'}).status_code == 200


def test_what_is_compressed_varies_with_it(client: FlaskClient) -> None:
    reply = client.get("/search", headers={"Accept-Encoding": "gzip"})
    assert set(reply.headers["Vary"].split(", ")) == {"Accept", "Accept-Encoding"}


def test_tags_differ_by_address_language_host_and_query(client: FlaskClient) -> None:
    tags = [
        client.get("/api/v1/quotes?q=accord").headers["ETag"],
        client.get("/api/v1/quotes?q=accord&lang=en").headers["ETag"],
        client.get("/api/v1/quotes?q=tramway").headers["ETag"],
        client.get("/search.json?q=accord").headers["ETag"],
        client.get("/api/v1/quotes?q=accord", headers={"Host": "autre.example"}).headers["ETag"],
    ]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("header", ["Accept-Language", "Cookie", "User-Agent", "Referer", "X-Forwarded-Host"])
def test_bodies_vary_with_no_other_header(client: FlaskClient, header: str) -> None:
    plain, other = client.get("/search.json"), client.get("/search.json", headers={header: "en"})
    assert plain.get_data() == other.get_data()
    assert plain.headers["Vary"] == "Accept"


def test_a_new_generation_has_a_new_tag_at_once(tmp_path: Path) -> None:
    samples.build(tmp_path / "index")
    engine = whoosh.open_engine(tmp_path / "index")
    client = create_app(engine, samples.between_marks).test_client()
    before = client.get("/api/v1/quotes").headers["ETag"]
    with whoosh.open_writer(tmp_path / "index") as writer:
        samples.fill(writer, samples.ARTICLES[:1])
        writer.commit(2)
    after = create_app(whoosh.open_engine(tmp_path / "index"), samples.between_marks).test_client()
    reply = after.get("/api/v1/quotes", headers={"If-None-Match": before})
    assert reply.status_code == 200
    assert reply.headers["ETag"] != before


def test_errors_are_not_cached(client: FlaskClient) -> None:
    for path in ("/api/v1/quotes?limit=0", "/api/v1/quotes/nothere", "/nothing"):
        reply = client.get(path, headers={"If-None-Match": "*"})
        assert reply.status_code in (400, 404)
        assert reply.headers["Cache-Control"] == "no-store"
        assert "ETag" not in reply.headers


# --- what protects ------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*READABLE, "/nothing", "/api/v1/nothing", "/api/v1/quotes?limit=0"])
def test_every_answer_is_protected(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Frame-Options"] == "DENY"
    assert re.fullmatch(r"[0-9a-f]{16}", headers["X-Request-Id"])
    assert "total;dur=" in headers["Server-Timing"]
    assert "Set-Cookie" not in headers
    assert "Strict-Transport-Security" not in headers
    assert (
        headers["Content-Type"].partition(";")[0] != "text/html" or "charset=utf-8" in headers["Content-Type"]
    )


def test_https_is_asked_for_only_on_https(client: FlaskClient) -> None:
    reply = client.get("/api/v1/quotes", base_url="https://localhost")
    assert reply.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_only_data_is_for_anyones_page(client: FlaskClient) -> None:
    assert client.get("/api/v1/quotes").headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/search.csv").headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/search").headers


# --- what is refused ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/quotes?q=%ff", 400),
        ("/api/v1/quotes?q=" + "a" * MAX_QUERY, 414),
        ("/search.csv?q=" + "a" * MAX_QUERY, 414),
        ("/search?q=" + "a" * MAX_QUERY, 414),
        ("/api/v1/quotes?q=" + "a" * 2001, 400),
        ("/api/v1/quotes?q=" + "a" * 2000, 200),
        ("/api/v1/quotes?q=%00", 200),
        ("/api/v1/quotes/%00", 404),
        ("/static/../settings.py", 404),
        ("/static/%2e%2e/settings.py", 404),
    ],
)
def test_odd_requests(client: FlaskClient, path: str, status: int) -> None:
    assert client.get(path).status_code == status


def test_an_unforeseen_error_says_nothing_of_the_machine(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("/srv/secret/path")

    monkeypatch.setattr(app.extensions["verbatim"].engine, "search", broken)
    for path in ("/api/v1/quotes?q=jamais+vu", "/healthz"):
        reply = app.test_client().get(path)
        assert reply.status_code == 500
        body = reply.get_data(as_text=True)
        assert "secret" not in body
        assert "Traceback" not in body
        assert reply.get_json()["request_id"] == reply.headers["X-Request-Id"]
    assert "secret" in caplog.text  # it is in the log, under the request id


def test_an_index_that_cannot_be_read_is_503_and_never_empty(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: Any, **__: Any) -> None:
        raise IndexUnavailable("/srv/index: the index is damaged; run `verbatim rebuild`")

    monkeypatch.setattr(app.extensions["verbatim"].engine, "search", damaged)
    reply = app.test_client().get("/api/v1/quotes?q=jamais+vu")
    assert reply.status_code == 503
    assert reply.headers["Retry-After"] == "5"
    assert "/srv" not in reply.get_data(as_text=True)


def test_errors_of_pages_are_pages(client: FlaskClient) -> None:
    reply = client.get("/nothing")
    assert reply.status_code == 404
    assert reply.mimetype == "text/html"


def test_health(client: FlaskClient) -> None:
    health = client.get("/healthz").get_json()
    assert health["status"] == "ok"
    assert health["quotations"] == 7
    assert client.get("/livez").status_code == 200


def test_crawlers_leave_searches_alone(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").get_data(as_text=True).splitlines()
    assert lines[:2] == ["User-agent: *", "Disallow: /search"]
    assert not any("/quotes/" in line for line in lines)


# --- prefixes, proxies, hosts -------------------------------------------------------------------


def client_of(engine: whoosh.WhooshEngine, **settings: Any) -> FlaskClient:
    return create_app(engine, samples.between_marks, WebSettings(**settings)).test_client()


def self_link(client: FlaskClient, path: str = "/api/v1/quotes?q=bâclé", **more: Any) -> str:
    link: str = client.get(path, **more).get_json()["items"][0]["links"]["html"]
    return link


def test_links_honour_prefix_and_public_address(engine: whoosh.WhooshEngine) -> None:
    plain = self_link(client_of(engine))
    assert plain.startswith("http://localhost/quotes/")
    prefixed = client_of(engine, prefix="/verbatim")
    assert self_link(prefixed, "/verbatim/api/v1/quotes?q=bâclé").startswith(
        "http://localhost/verbatim/quotes/"
    )
    public = client_of(engine, public_url="https://citations.example.org/", prefix="verbatim/")
    link = self_link(public, "/verbatim/api/v1/quotes?q=bâclé", headers={"Host": "evil.example"})
    assert link.startswith("https://citations.example.org/verbatim/quotes/")


def test_forwarded_headers_are_believed_from_so_many_proxies_only(engine: whoosh.WhooshEngine) -> None:
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "citations.example.org"}
    assert self_link(client_of(engine), headers=forwarded).startswith("http://localhost/")
    assert self_link(client_of(engine, proxies=1), headers=forwarded).startswith(
        "https://citations.example.org/"
    )


def test_only_known_hosts_are_answered(engine: whoosh.WhooshEngine) -> None:
    client = client_of(engine, hosts=("citations.example.org",))
    assert client.get("/api/v1/quotes", headers={"Host": "citations.example.org"}).status_code == 200
    refused = client.get("/api/v1/quotes", headers={"Host": "evil.example"})
    assert refused.status_code == 400
    assert "evil" not in refused.get_data(as_text=True)


# --- limits, logs, metrics ----------------------------------------------------------------------


def test_rate_limits_are_off_unless_set(client: FlaskClient, engine: whoosh.WhooshEngine) -> None:
    assert all(client.get("/api/v1/quotes").status_code == 200 for _ in range(20))
    limited = client_of(engine, rate_limit="5/minute", rate_limit_exports="1/minute")
    statuses = [limited.get("/api/v1/quotes").status_code for _ in range(7)]
    assert statuses == [200] * 5 + [429] * 2
    refused = limited.get("/api/v1/quotes")
    assert refused.mimetype == "application/problem+json"
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert limited.get("/healthz").status_code == 200
    other = {"REMOTE_ADDR": "203.0.113.9"}
    exports = [limited.get("/search.csv", environ_overrides=other).status_code for _ in range(2)]
    assert exports == [200, 429]
    assert limited.get("/api/v1/quotes", environ_overrides=other).status_code == 200


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"rate_limit": "often"}, "60/minute"),
        ({"rate_limit_exports": "1 per"}, "rate_limit_exports"),
        ({"rate_limit": "5/second", "rate_storage": "nowhere://"}, "rate_storage"),
        ({"public_url": "citations.example.org"}, "https://"),
        ({"public_url": "javascript:alert(1)"}, "public_url"),
    ],
)
def test_settings_that_make_no_sense_are_told_at_the_start(
    engine: whoosh.WhooshEngine, settings: dict[str, str], said: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(said)):
        client_of(engine, **settings)


def test_an_ipv6_network_is_one_reader() -> None:
    assert network("2001:db8::1") == network("2001:db8::ffff") != network("2001:db8:1::1")


@pytest.mark.parametrize("log_queries", [False, True])
def test_the_access_log_is_json_and_holds_no_query_unless_asked(
    engine: whoosh.WhooshEngine, caplog: pytest.LogCaptureFixture, log_queries: bool
) -> None:
    client = client_of(engine, log_queries=log_queries)
    with caplog.at_level(logging.INFO, "verbatim.access"):
        client.get("/api/v1/quotes?q=secret%0a%1b[31m", headers={"User-Agent": "a\x1b[31mb"}, buffered=True)
    [record] = [record for record in caplog.records if record.name == "verbatim.access"]
    text = record.getMessage()
    assert text.isascii()
    assert text.isprintable()
    line = json.loads(text)
    assert (line["path"], line["status"], line["address"]) == ("/api/v1/quotes", 200, "127.0.0.0")
    assert line["ms"] > 0
    assert ("secret" in text) == log_queries


def test_addresses_are_cut_in_the_log() -> None:
    assert logs.cut("198.51.100.77") == "198.51.100.0"
    assert logs.cut("rubbish") == ""


def test_metrics_are_counted_and_never_served_here(engine: whoosh.WhooshEngine) -> None:
    from prometheus_client import generate_latest

    app = create_app(engine, samples.between_marks, WebSettings(metrics=True))
    client = app.test_client()
    client.get("/api/v1/quotes")
    client.get("/nothing")
    text = generate_latest(app.extensions["verbatim_metrics"].registry).decode()
    assert 'verbatim_requests_total{endpoint="api.quotes",method="GET",status="200"} 1.0' in text
    assert 'endpoint="none",method="GET",status="404"' in text
    assert f"verbatim_generation {float(engine.generation.number)}" in text
    assert client.get("/metrics").status_code == 404
