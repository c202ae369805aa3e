"""The web: `create_app` makes the WSGI application over an engine and an extractor.

Only `create_app` and `WebSettings` are for other rooms. Inside: `arguments` (what may be asked), `values`
(what is answered), `answers` (from the engine's values to those), `links`, one module a family of
addresses (`api`, `exports`, `feeds`, `documents`, `pages`), and what holds for all (`headers`, `errors`,
`limits`, `logs`, `metrics`). The web only translates; it opens neither the record nor the index.
"""

from __future__ import annotations

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
from search.web.limits import Slots
from search.web.links import web_url
from search.web.prefix import PrefixMiddleware
from search.web.rendered import Rendered
from search.web.settings import WebSettings

__all__ = ["WebSettings", "create_app"]

_HERE = Path(__file__).parent


def create_app(engine: Engine, extract: Extract, settings: WebSettings | None = None) -> Flask:
    """The application that answers from `engine` and analyses texts with `extract`."""
    settings = settings or WebSettings()
    if settings.public_url and not web_url(settings.public_url):
        raise UsageError(f"public_url={settings.public_url!r}: write https:// and a host", "public_url")
    app = Flask(__name__)
    app.config.update(
        MAX_CONTENT_LENGTH=headers.MAX_BODY,
        MAX_FORM_MEMORY_SIZE=headers.MAX_BODY,
        MAX_FORM_PARTS=50,
        TRUSTED_HOSTS=list(settings.hosts) or None,
    )
    app.url_map.merge_slashes = False  # an article's id may be a URL
    app.url_map.strict_slashes = False
    app.extensions["verbatim"] = Web(
        engine,
        extract,
        settings,
        _build(settings),
        exports=Slots(settings.exports),
        extractions=Slots(settings.extractions),
        rendered=Rendered(settings.rendered_bytes),
    )
    compression.register(app)  # the last to see an answer
    headers.register(app)
    logs.register(app, settings)
    errors.register(app)
    for module in (api, posted, exports, feeds, documents, reference, pages):
        app.register_blueprint(module.blueprint)
    app.register_blueprint(api.health)
    limits.register(app, settings)
    if settings.metrics:
        metrics.register(app)
    app.wsgi_app = PrefixMiddleware(app.wsgi_app, settings.prefix)  # type: ignore[method-assign]
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, count, count, count, 0, 0)  # type: ignore[method-assign]
    return app


def _build(settings: WebSettings) -> str:
    """A digest of this code, its templates and its settings."""
    digest = blake2b(msgspec.json.encode(settings), digest_size=8)
    for path in sorted(_HERE.parent.rglob("*")):
        if path.suffix in (".py", ".html", ".toml", ".css", ".js", ".svg", ".xml"):
            digest.update(path.read_bytes())
    return digest.hexdigest()
