"""What every view needs: the engine, the extractor, the settings, and the links of this request."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

import msgspec
from flask import current_app, request
from werkzeug.exceptions import SecurityError

from corpus import Article, Quote
from search.engine import Engine
from search.web.limits import Crowd, Slots
from search.web.links import Links
from search.web.rendered import Rendered
from search.web.settings import WebSettings
from search.web.turns import Turns

P = ParamSpec("P")
R = TypeVar("R")
Extract = Callable[[Article], list[Quote]]


class Web(msgspec.Struct, frozen=True):
    """One application's own things."""

    engine: Engine
    extract: Extract
    settings: WebSettings
    build: str
    """A digest of the code and the settings: another build never shares an `ETag`."""
    started: int
    """When this application was made, in seconds: what other code answered before may have changed."""
    exports: Slots
    extractions: Slots
    rendered: Rendered
    crowd: Crowd
    turns: Turns


def web() -> Web:
    """The things of the application that answers now."""
    return cast(Web, current_app.extensions["verbatim"])


def in_turn(view: Callable[P, R]) -> Callable[P, R]:
    """A view that answers when its turn comes (`turns`)."""

    @wraps(view)
    def answered(*args: P.args, **kwargs: P.kwargs) -> R:
        with web().turns.take():
            return view(*args, **kwargs)

    return answered


def links() -> Links:
    """Absolute links, for what leaves the site: API, exports, feeds, citations."""
    settings = web().settings
    if settings.public_url:
        return Links(settings.public_url + settings.prefix)
    try:
        return Links(request.url_root.rstrip("/"))
    except SecurityError:  # the error page of a host that is not ours names no host
        return local_links()


def local_links() -> Links:
    """Links within the site, from `/` (and the prefix), for the pages."""
    return Links(request.script_root)
