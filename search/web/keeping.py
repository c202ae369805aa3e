"""Views whose answers are kept while their generation answers: the store is in `rendered`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from flask import Response, g

from search.web.context import web
from search.web.rendered import Written

R = TypeVar("R")


def kept(view: Callable[[], Written | R]) -> Callable[[], Response | R]:
    """A view of one address, looked at once a generation; what is no `Written`, a refusal, is not kept."""

    @wraps(view)
    def answered() -> Response | R:
        store, generation, key = web().rendered, web().engine.generation.digest, g.get("etag", "")
        found = store.get(key, generation) if key else None
        if found is not None:
            return _response(found)
        written = view()
        if not isinstance(written, Written):
            return written
        if key and not written.partial and web().engine.generation.digest == generation:
            store.put(key, generation, written)
        return _response(written)

    return answered


def _response(written: Written) -> Response:
    response = Response(written.body, mimetype=written.mimetype)
    if written.following:
        response.headers["Link"] = f'<{written.following}>; rel="next"'
    return response
