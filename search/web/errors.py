"""Errors as answers: RFC 9457 `problem+json` for the API and data, a page for people.

Every one has a request id, none a stack trace or a path of the machine. The texts are those of the
exceptions of `corpus.errors`, which teach.
"""

from __future__ import annotations

import logging
import re
from html import escape
from http import HTTPStatus

import msgspec
from flask import Flask, Response, g, render_template, request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from corpus.errors import (
    IndexUnavailable,
    QueryError,
    StaleCursor,
    UsageError,
    VerbatimError,
)
from search.messages import messages
from search.web.bodies import Problem, ProblemDetail
from search.web.told import told

PROBLEM = "application/problem+json"
RETRY = 5
"""Seconds after which to try again, when the index or the server could not answer."""
_DATA = re.compile(r"\A/(?:api/|healthz|livez)|\.(?:json|jsonl|csv|atom|jsonld|tei|bib|ris|txt)\Z")
_log = logging.getLogger("verbatim")

_DETAILS = {
    400: "the request cannot be understood",
    404: "there is nothing here: see /api for what there is",
    405: "this method is not allowed here: see Allow",
    406: "this is given as JSON only: accept application/json",
    413: "this is too large: send less",
    414: "the query string is longer than 8 kB: ask in several requests, or POST to /api/v1/batch",
    415: "send application/json or text/plain, in UTF-8",
    429: "too many requests from this address: wait, and see /api for fair use",
    500: "something went wrong here; it was logged under the request id",
    503: "the server is busy: try again in a moment",
}


class GoneError(Exception):
    """What was here is no longer served; `moved_to` is where it is now, if anywhere."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class BusyError(Exception):
    """As many as can be are being served."""


def wants_data() -> bool:
    """Whether this request is for data, not for a page."""
    return bool(_DATA.search(request.path))


def problem(status: int, detail: str = "", errors: tuple[ProblemDetail, ...] = ()) -> Problem:
    """A problem in the shape of RFC 9457.

    `type` is `about:blank`: the status and the `errors` say it all.
    """
    return Problem(
        type="about:blank",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail or _DETAILS.get(status, HTTPStatus(status).description),
        instance=request.path,
        errors=errors,
        request_id=getattr(g, "request_id", None),
    )


def answer(found: Problem, error: VerbatimError | None = None) -> Response:
    """The problem as JSON, or as a page that tells the error in the reader's language."""
    if wants_data():
        response = Response(msgspec.json.encode(found), found.status, mimetype=PROBLEM)
    else:
        response = Response(_page(found, error), found.status, mimetype="text/html")
    if found.status == 503:
        response.headers["Retry-After"] = str(RETRY)
    return response


def _page(found: Problem, error: VerbatimError | None) -> str:
    """The page of the error; the plainest one when even that fails, or the host is none of ours."""
    if request_ctx.url_adapter is not None:
        try:
            said = (
                told(error, messages(request.args.get("lang", ""))) if isinstance(error, UsageError) else ""
            )
            return render_template("error.html", problem=found, told=said)
        except Exception as failed:  # an error page must not fail
            _log.error("%s: the error page failed", found.request_id, exc_info=failed)
    details = "".join(f"<p>{escape(each.detail)}</p>" for each in found.errors)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(found.title)}</title>'
        f"<h1>{escape(found.title)}</h1><p>{escape(found.detail)}</p>{details}"
    )


def problem_of(error: Exception) -> Problem:
    """The problem that an exception of ours is."""
    if isinstance(error, UsageError):
        status = 409 if isinstance(error, StaleCursor) else 400
        position = error.position if isinstance(error, QueryError) else None
        detail = ProblemDetail(detail=str(error), parameter=error.parameter, position=position)
        return problem(status, str(error), (detail,))
    if isinstance(error, GoneError):
        return problem(410, error.detail)
    if isinstance(error, BusyError):
        return problem(503)
    if isinstance(error, IndexUnavailable):
        return problem(503, _public(error))
    return problem(500)


def _public(error: VerbatimError) -> str:
    """The message without what it says of the machine: a path and what to do about it is the log's."""
    text = str(error)
    return text if "/" not in text else "the index cannot be read; whoever runs this site has been told"


def register(app: Flask) -> None:
    """Answer every error of the application so."""
    for kind in (VerbatimError, GoneError, BusyError):
        app.register_error_handler(kind, _ours)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unforeseen)


def _ours(error: Exception) -> Response:
    found = problem_of(error)
    if found.status >= 500 and not isinstance(error, BusyError):
        _log.warning("%s: %s", found.request_id, error)
    return answer(found, error if isinstance(error, VerbatimError) else None)


def _http(error: HTTPException) -> Response:
    code = error.code or 500
    if code < 400:  # a redirect that the router raises
        return Response(status=code, headers=dict(error.get_headers()))
    response = answer(problem(code))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.headers["Allow"] = ", ".join(sorted(error.valid_methods))
    return response


def _unforeseen(error: Exception) -> Response:
    _log.error("%s: unforeseen error", getattr(g, "request_id", None), exc_info=error)
    return answer(problem(500))
