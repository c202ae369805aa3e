"""A URL prefix behind a proxy: `/verbatim/search` is `/search` of an application mounted at `/verbatim`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


def normal(prefix: str) -> str:
    """A prefix as `SCRIPT_NAME` has it.

    >>> normal("verbatim/"), normal("/")
    ('/verbatim', '')
    """
    return "/" + prefix.strip("/") if prefix.strip("/") else ""


class PrefixMiddleware:
    """Moves the prefix from the path to `SCRIPT_NAME`, whether or not the server has done so already."""

    def __init__(self, app: WSGIApplication, prefix: str) -> None:
        self._app = app
        self._prefix = normal(prefix)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """One request."""
        path, mounted = environ.get("PATH_INFO", ""), environ.get("SCRIPT_NAME", "")
        if self._prefix and mounted != self._prefix:
            if path == self._prefix or path.startswith(self._prefix + "/"):
                path = path[len(self._prefix) :]
            environ["SCRIPT_NAME"], environ["PATH_INFO"] = self._prefix, path or "/"
        return self._app(environ, start_response)
