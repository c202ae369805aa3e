"""The web: `create_app` makes the WSGI application over an engine and an extractor.

Only `create_app` and `WebSettings` are for other rooms. Inside: `arguments` (what may be asked), `values`
(what is answered), `answers` (from the engine's values to those), `links`, one module a family of
addresses (`api`, `exports`, `feeds`, `documents`, `pages`), and what holds for all (`headers`, `errors`,
`limits`, `turns`, `keeping`, `logs`, `metrics`). The web only translates; it opens neither the record nor
the index.
"""

from __future__ import annotations

import time
from hashlib import blake2b
from pathlib import Path

import msgspec
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from corpus import UsageError
from search.engine import Engine
from search.web import (
    api,
    compression,
    documents,
    errors,
    exports,
    feeds,
    headers,
    limits,
    logs,
    metrics,
    pages,
    posted,
    reference,
)
from search.web.context import Extract, Web
from search.web.limits import Crowd, Slots
from search.web.links import web_url
from search.web.prefix import PrefixMiddleware, normal
from search.web.rendered import Rendered
from search.web.settings import WebSettings
from search.web.turns import Turns

__all__ = ["WebSettings", "create_app"]

_HERE = Path(__file__).parent


def create_app(engine: Engine, extract: Extract, settings: WebSettings | None = None) -> Flask:
    """The application that answers from `engine` and analyses texts with `extract`."""
    settings = _checked(settings or WebSettings())
    app = Flask(__name__)
    app.config.update(
        MAX_CONTENT_LENGTH=headers.MAX_BODY,
        MAX_FORM_MEMORY_SIZE=headers.MAX_BODY,
        MAX_FORM_PARTS=50,
        TRUSTED_HOSTS=list(settings.hosts) or None,
    )
    app.url_map.merge_slashes = False  # an article's id may be a URL
    app.url_map.strict_slashes = False
    app.extensions["verbatim"] = _state(engine, extract, settings)
    for module in (compression, headers, errors):  # the first registered sees an answer last
        module.register(app)
    logs.register(app, settings)
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
    limits.register(app, settings)
    if settings.metrics:
        metrics.register(app)
    _mount(app, settings)
    return app


_BLUEPRINTS = (
    api.blueprint,
    posted.blueprint,
    exports.blueprint,
    feeds.blueprint,
    documents.blueprint,
    reference.blueprint,
    pages.blueprint,
    api.health,
)


def _checked(settings: WebSettings) -> WebSettings:
    if settings.public_url and not web_url(settings.public_url):
        raise UsageError(f"public_url={settings.public_url!r}: write https:// and a host", "public_url")
    return msgspec.structs.replace(
        settings, public_url=settings.public_url.rstrip("/"), prefix=normal(settings.prefix)
    )


def _state(engine: Engine, extract: Extract, settings: WebSettings) -> Web:
    return Web(
        engine,
        extract,
        settings,
        _build(settings),
        int(time.time()),
        exports=Slots(settings.exports),
        extractions=Slots(settings.extractions),
        rendered=Rendered(settings.rendered_bytes),
        crowd=Crowd(settings.waiting),
        turns=Turns(),
    )


def _mount(app: Flask, settings: WebSettings) -> None:
    """Put the application under its prefix, behind its proxies."""
    app.wsgi_app = PrefixMiddleware(app.wsgi_app, settings.prefix)  # type: ignore[method-assign]
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, count, count, count, 0, 0)  # type: ignore[method-assign]


def _build(settings: WebSettings) -> str:
    """A digest of this code, its templates and its settings."""
    digest = blake2b(msgspec.json.encode(settings), digest_size=8)
    for path in sorted(_HERE.parent.rglob("*")):
        if path.suffix in (".py", ".html", ".toml", ".css", ".js", ".svg", ".xml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
