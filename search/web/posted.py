"""What is posted: a text to be analysed, equations to be answered. Nothing of either is kept.

The pages use `analysed` and `answered` as the API does.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from typing import Any, NoReturn, TypeVar

import msgspec
from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge, UnsupportedMediaType

from corpus import Article, DeadlineExceeded, Quote, UsageError
from corpus.errors import QueryError
from search.web import answers
from search.web.arguments import Search, read, search_of
from search.web.bodies import BatchAnswer, BatchBody, EquationAnswer, ExtractBody, Extraction, ProblemDetail
from search.web.context import links, web
from search.web.parameters import Arguments, Narrowing
from search.web.told import Tell

blueprint = Blueprint("posted", __name__, url_prefix="/api/v1")

MAX_TEXT = 100_000
"""Bytes of a text, in UTF-8."""
MAX_EQUATIONS = 100
BATCH_SECONDS = 10.0
"""What all equations together may take."""
EQUATION_MS = 1000

B = TypeVar("B", bound=msgspec.Struct)


def analysed(text: str, title: str | None = None) -> tuple[Article, list[Quote]]:
    """The text as an article, and its quotations; UsageError when it is empty, 413 when too long."""
    if not text.strip():
        raise UsageError("the text is empty: send the words of an article", "text")
    if len(text.encode("utf-8")) > MAX_TEXT:
        raise RequestEntityTooLarge
    article = Article(id="", text=text, title=title)
    state = web()
    with state.extractions:
        return article, state.extract(article)


def answered(equations: Sequence[str], narrowing: Narrowing, tell: Tell = str) -> list[EquationAnswer]:
    """Each equation's count, or why it was refused (as `tell` says it), in order; the filters narrow all."""
    if not 1 <= len(equations) <= MAX_EQUATIONS:
        raise UsageError(
            f"{len(equations)} equations were given: send 1 to {MAX_EQUATIONS}, one a line", "equations"
        )
    until = time.monotonic() + BATCH_SECONDS
    return [_answered(line, text, narrowing, until, tell) for line, text in enumerate(equations, 1)]


def _answered(line: int, text: str, narrowing: Narrowing, until: float, tell: Tell) -> EquationAnswer:
    left = min(EQUATION_MS, int((until - time.monotonic()) * 1000))
    try:
        if left <= 0:
            raise DeadlineExceeded("the equations before took all the time: send this one again")
        search = search_of(msgspec.structs.replace(narrowing, q=text), web().engine, budget_ms=left)
        found = web().engine.search(msgspec.structs.replace(search.request, limit=1, highlight=False))
    except (UsageError, DeadlineExceeded) as error:
        position = error.position if isinstance(error, QueryError) else None
        return _equation(
            line, text, error=ProblemDetail(detail=tell(error), parameter="q", position=position)
        )
    return _equation(line, text, search, total=found.total, total_occurrences=found.total_occurrences)


def _equation(line: int, text: str, search: Search | None = None, **more: Any) -> EquationAnswer:
    values = {"total": None, "total_occurrences": None, "error": None, **more}
    return EquationAnswer(
        line=line,
        equation=text,
        description=search.request.query.describe(search.language) if search else None,
        url=links().api("/quotes", search.parameters) if search else None,
        html=links().search(search.parameters) if search else None,
        **values,
    )


# --- the API ------------------------------------------------------------------------------------


@blueprint.post("/extract")
def extract() -> Response:
    """The quotations of a text."""
    read(Arguments, request.args)
    if request.mimetype == "text/plain":
        article, quotes = analysed(_text())
    else:
        body = _body(ExtractBody)
        article, quotes = analysed(body.text, body.title)
    items = tuple(answers.extracted(article, quote) for quote in quotes)
    return Response(msgspec.json.encode(Extraction(items=items)), mimetype="application/json")


@blueprint.post("/batch")
def batch() -> Response:
    """A batch of equations, each answered or refused by itself."""
    narrowing = read(Narrowing, request.args)
    if narrowing.q:
        raise UsageError("q: the equations are in the body; narrow them with filters only", "q")
    if request.mimetype == "text/plain":
        equations = [line.strip() for line in _text().splitlines() if line.strip()]
    else:
        equations = [text.strip() for text in _body(BatchBody).equations]
    items = tuple(answered(equations, narrowing))
    return Response(msgspec.json.encode(BatchAnswer(items=items)), mimetype="application/json")


def _text() -> str:
    try:
        return request.get_data(cache=False).decode("utf-8")
    except UnicodeDecodeError:
        raise UsageError("the body is not UTF-8: send it in UTF-8") from None


def _body(type_: type[B]) -> B:
    """The JSON body as a value; duplicate keys, NaN and lone surrogates are refused."""
    if request.mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        value = json.loads(_text(), object_pairs_hook=_once, parse_constant=_no_constant)
        json.dumps(value, ensure_ascii=False).encode("utf-8")
        return msgspec.convert(value, type_)
    except RecursionError:
        raise UsageError("the JSON body is nested too deeply") from None
    except UnicodeEncodeError:
        raise UsageError("the JSON body holds half a surrogate pair: send whole characters") from None
    except msgspec.ValidationError as error:
        raise UsageError(f"the JSON body is not as documented: {error}") from None
    except ValueError as error:
        raise UsageError(f"the body is not JSON: {error}") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key is given twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
