"""The access log: one JSON line a request, on the logger `verbatim.access`.

Queries are personal data: their text is left out unless the settings ask for it, and addresses are cut.
JSON's escapes keep every line one line, whatever a client sends.
"""

from __future__ import annotations

import ipaddress
import json
import logging
import sys
import time
from typing import Any

from flask import Flask, Response, g, request

from search.web.settings import WebSettings

AGENT = 200
_log = logging.getLogger("verbatim.access")


def cut(address: str) -> str:
    """An address without its last part: /24 of IPv4, /48 of IPv6.

    >>> cut("203.0.113.9"), cut("2001:db8:1:2::1")
    ('203.0.113.0', '2001:db8:1::')
    """
    try:
        bits = 24 if ipaddress.ip_address(address).version == 4 else 48
        return str(ipaddress.ip_network(f"{address}/{bits}", strict=False).network_address)
    except ValueError:
        return ""


def register(app: Flask, settings: WebSettings) -> None:
    """Log every request when its answer is closed."""

    def finish(response: Response) -> Response:
        line = _line(response, settings)
        began = getattr(g, "began", time.perf_counter())
        response.call_on_close(lambda: _write(line, began))
        return response

    app.after_request(finish)


def _line(response: Response, settings: WebSettings) -> dict[str, Any]:
    line = {
        "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
        "id": getattr(g, "request_id", ""),
        "address": cut(request.remote_addr or ""),
        "method": request.method,
        "path": request.path,
        "endpoint": request.endpoint,
        "status": response.status_code,
        "bytes": response.content_length,
        "agent": request.user_agent.string[:AGENT],
    }
    if settings.log_queries:
        line["query"] = request.query_string.decode("ascii", "backslashreplace")
    return line


def _write(line: dict[str, Any], began: float) -> None:
    _log.info("%s", json.dumps({**line, "ms": round((time.perf_counter() - began) * 1000, 1)}))


def to_stderr() -> None:
    """Write the access log, and the errors, to the standard error stream."""
    for name, form in (("verbatim.access", "%(message)s"), ("verbatim", "%(levelname)s %(message)s")):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter(form))
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.setLevel(logging.INFO)
        logger.propagate = False
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # that requests wait is in their times
