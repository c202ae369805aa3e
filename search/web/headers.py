"""What every answer says beside its body: how long it holds, who may use it, what it may load.

An `ETag` stands for the generation of the index, the build, and the URL: while none of them changes, the
answer is 304 before anything is looked up.
"""

from __future__ import annotations

import time
from hashlib import blake2b
from secrets import token_hex
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, g, request
from werkzeug.exceptions import BadRequest, NotAcceptable, RequestURITooLarge
from werkzeug.http import http_date

from search.web.context import web
from search.web.errors import wants_data

MAX_QUERY = 8 * 1024
"""Bytes of a query string."""
MAX_BODY = 512 * 1024
SMALL_BODY = 16 * 1024
LARGE = frozenset({"/extract", "/api/v1/extract", "/batch", "/api/v1/batch"})
"""Where a body may be large."""

_SELF = "script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
POLICY = f"default-src 'none'; {_SELF}; base-uri 'none'; frame-ancestors 'none'"
EMBED_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
YEAR = 31_536_000
UNCACHED = frozenset({"health.healthz", "health.livez"})


def register(app: Flask) -> None:
    """Look at every request before, and at every answer after."""
    app.before_request(_begin)
    app.before_request(_refuse)
    app.before_request(_unchanged)
    app.after_request(_finish)


def _begin() -> None:
    g.began = time.perf_counter()
    g.request_id = token_hex(8)


def _refuse() -> None:
    """What cannot be meant well, or not be answered in time, refused before it costs anything."""
    web().crowd.refuse()
    if len(request.query_string) > MAX_QUERY:
        raise RequestURITooLarge
    try:
        unquote_to_bytes(request.query_string).decode("utf-8")
    except UnicodeDecodeError:
        raise BadRequest from None
    request.max_content_length = MAX_BODY if request.path in LARGE else SMALL_BODY
    accepted = request.accept_mimetypes
    if request.path.startswith("/api/") and accepted and not _accepts_json():
        raise NotAcceptable


def _accepts_json() -> bool:
    best = request.accept_mimetypes.best_match(["application/json", "application/problem+json"])
    return best is not None


def etag() -> str:
    """The tag of what this URL answers now."""
    state = web()
    digest = blake2b(digest_size=10)
    for part in (state.engine.generation.digest, state.build, request.host_url, request.full_path):
        digest.update(part.encode("utf-8", "surrogatepass") + b"\0")
    return digest.hexdigest()


def _cacheable() -> bool:
    return request.method in ("GET", "HEAD") and request.endpoint not in (None, "static", *UNCACHED)


def _unchanged() -> Response | None:
    if not _cacheable():
        return None
    g.etag = etag()
    if request.if_none_match:
        return Response(status=304) if g.etag in request.if_none_match.as_set(include_weak=True) else None
    since, now = request.if_modified_since, time.time()
    if since is None or since.timestamp() > now or not _settled(now):
        return None  # a date to come says nothing (RFC 9110, 13.1.3)
    return Response(status=304) if modified() <= since.timestamp() else None


def modified() -> int:
    """When what is answered may last have changed, in seconds: the index, or the application."""
    return max(web().engine.generation.committed, web().started)


def _settled(now: float) -> bool:
    """Whether the second of the last change is over: two generations of one second have one date."""
    return modified() + 1 <= now


def _finish(response: Response) -> Response:
    _cache(response)
    _share(response)
    _protect(response)
    response.headers["X-Request-Id"] = getattr(g, "request_id", "")
    if "began" in g:
        timing = f"total;dur={(time.perf_counter() - g.began) * 1000:.1f}"
        response.headers["Server-Timing"] = ", ".join([*getattr(g, "timings", []), timing])
    return response


def timed(name: str, began: float) -> None:
    """Say in `Server-Timing` how long a step took, since a `time.perf_counter()`."""
    g.setdefault("timings", []).append(f"{name};dur={(time.perf_counter() - began) * 1000:.1f}")


def _cache(response: Response) -> None:
    if request.endpoint == "static":
        if request.args.get("v") and response.status_code == 200:
            response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable"
        return
    response.vary.add("Accept")
    if response.status_code in (200, 300, 304) and _cacheable() and "etag" in g:
        response.set_etag(g.etag, weak=True)
        if _settled(time.time()):
            response.headers["Last-Modified"] = http_date(modified())
        response.headers["Cache-Control"] = "public, no-cache"
    elif response.status_code in (301, 308):  # where it leads may change: a merge may be taken back
        response.headers["Cache-Control"] = "public, no-cache"
    else:
        response.headers["Cache-Control"] = "no-store"


def _share(response: Response) -> None:
    """Anyone's page may read the API and the data; nothing of the reader travels with it."""
    if not wants_data():
        return
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Access-Control-Expose-Headers"] = "ETag, Link, Server-Timing, X-Request-Id, Retry-After"
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Methods"] = response.headers.get("Allow", "GET, HEAD, OPTIONS")
        response.headers["Access-Control-Allow-Headers"] = "Accept, Content-Type, If-None-Match"
        response.headers["Access-Control-Max-Age"] = "86400"


def _protect(response: Response) -> None:
    headers = response.headers
    embedded = request.endpoint == "documents.embed"
    headers["Content-Security-Policy"] = EMBED_POLICY if embedded else POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    if response.status_code == 410:
        headers["X-Robots-Tag"] = "noindex, noarchive"
    if not embedded:
        headers["X-Frame-Options"] = "DENY"
    if request.is_secure:
        headers["Strict-Transport-Security"] = f"max-age={YEAR}"
