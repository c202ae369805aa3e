"""Pages and our own files compressed, so that they travel light without a proxy in front.

Only what is whole and text: exports stream, and the API's answers are left to whoever asks (and to a proxy).
No secret stands in a page, so that its length tells nothing (BREACH).
"""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

LEAST = 1_000
"""Bytes below which it is not worth it."""
LEVEL = 6
TYPES = frozenset({"text/html", "text/css", "text/javascript", "application/javascript", "image/svg+xml"})


def register(app: Flask) -> None:
    """Compress the answers of an application."""
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    if response.mimetype not in TYPES or (response.is_streamed and request.endpoint != "static"):
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code != 200 or "Content-Encoding" in response.headers:
        return response
    if request.accept_encodings["gzip"] <= 0:
        return response
    response.direct_passthrough = False  # a file of ours is small: read whole
    body = response.get_data()
    if len(body) >= LEAST:
        response.set_data(_packed(body) if request.endpoint == "static" else _pack(body))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _pack(body: bytes) -> bytes:
    return gzip.compress(body, LEVEL, mtime=0)


@lru_cache(maxsize=16)
def _packed(body: bytes) -> bytes:
    """The same for our own files, which never change while the server runs."""
    return _pack(body)
