"""The WSGI application, for any server: `gunicorn wsgi:app`. Settings come from the environment.

The index is opened, never made: without one the import fails and says what to do.
"""

from __future__ import annotations

import resource
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import prometheus_client
from waitress.server import create_server

from corpus import UsageError
from indexer.service import ExtractionService
from search.web import WebSettings, create_app, headers, logs
from search.whoosh import open_engine
from settings import Settings, load

if TYPE_CHECKING:
    from flask import Flask
    from waitress.channel import HTTPChannel
    from waitress.server import BaseWSGIServer, MultiSocketServer
    from waitress.task import ThreadedTaskDispatcher

    from search.web.context import Web
    from search.web.limits import Crowd


WAITING = 8
"""Requests a thread that may wait for one: at 20 ms each the last one waits 0.2 s."""
CONNECTIONS = 2_000


def application(settings: Settings) -> Flask:
    """The web application over the index that `settings` name; IndexUnavailable when there is none."""
    return create_app(
        open_engine(settings.index),
        ExtractionService(parser=settings.parser),
        web_settings(settings),
    )


def web_settings(settings: Settings) -> WebSettings:
    """The part of the settings that the web needs."""
    return WebSettings(
        public_url=settings.public_url,
        prefix=settings.prefix,
        contact=settings.contact,
        hosts=settings.hosts,
        proxies=settings.proxies,
        log_queries=settings.log_queries,
        rate_limit=settings.rate_limit,
        rate_limit_exports=settings.rate_limit_exports,
        rate_storage=settings.rate_storage,
        exports=max(1, settings.threads // 2),
        waiting=WAITING * settings.threads,
        metrics=bool(settings.metrics_port),
    )


def serve(settings: Settings) -> None:
    """Serve until interrupted, with waitress: one process, `threads` threads, 10 s to end.

    The access log goes to the standard error stream; `/metrics` has a port of its own.
    """
    logs.to_stderr()
    app = application(settings)
    try:
        server = server_of(app, settings)
    except OSError as error:
        raise UsageError(
            f"{settings.host}:{settings.port} cannot be listened on ({error.strerror}); give another --port"
        ) from None
    with _metrics(app, settings):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        print(
            f"Verbatim listens on http://{settings.host}:{settings.port}{settings.prefix}/", file=sys.stderr
        )
        try:
            server.run()
        except KeyboardInterrupt:
            pass
        finally:
            server.close()


def server_of(app: Flask, settings: Settings) -> BaseWSGIServer | MultiSocketServer:
    """The waitress server of an application, listening: small heads and bodies, slow clients cut off.

    Its queue is bounded: the application is told who comes and whose turn it is, and refuses whom it has no
    room for.
    """
    server = create_server(
        app,
        host=settings.host,
        port=settings.port,
        threads=settings.threads,
        ident="verbatim",
        max_request_body_size=headers.MAX_BODY,
        max_request_header_size=32 * 1024,
        channel_timeout=30,
        cleanup_interval=10,
        outbuf_high_watermark=1 << 20,  # a slow reader of an export holds back its search, not our memory
        connection_limit=connections(),
        asyncore_use_poll=True,  # select() ends at 1,024 descriptors
    )
    web: Web = app.extensions["verbatim"]
    _count_in(server.task_dispatcher, web.crowd)
    return server


class _Counted:
    """A request in waitress's queue, which the crowd knows of from when it comes until its turn."""

    def __init__(self, task: HTTPChannel, crowd: Crowd) -> None:
        self.task, self.crowd, self.room = task, crowd, crowd.enter()

    def service(self) -> None:
        """Answer it, in this thread."""
        self.crowd.leave(self.room)
        self.task.service()

    def cancel(self) -> None:
        """Forget it: the server ends."""
        self.task.cancel()


def _count_in(dispatcher: ThreadedTaskDispatcher, crowd: Crowd) -> None:
    """Have every request of a waitress queue counted."""
    add: Callable[[Any], None] = dispatcher.add_task

    def counted(task: Any) -> None:
        add(_Counted(task, crowd))

    dispatcher.add_task = counted  # type: ignore[method-assign]


def connections() -> int:
    """How many connections may be held: half of the descriptors that this process may open, 2,000 at most.

    A hundred, waitress's own limit, are held for half a minute by one client that says nothing.
    """
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = 2 * CONNECTIONS
    if soft < wanted and (hard == resource.RLIM_INFINITY or hard > soft):
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return max(50, min(CONNECTIONS, soft // 2))


@contextmanager
def _metrics(app: Flask, settings: Settings) -> Iterator[None]:
    if not settings.metrics_port:
        yield
        return
    registry = app.extensions["verbatim_metrics"].registry
    server, thread = prometheus_client.start_http_server(
        settings.metrics_port, addr=settings.host, registry=registry
    )
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def __getattr__(name: str) -> Flask:
    """`app`, made when a server asks for it, so that importing this module opens nothing."""
    if name != "app":
        raise AttributeError(name)
    logs.to_stderr()
    app = application(load())
    globals()["app"] = app
    return app
