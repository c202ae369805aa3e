"""The API against its own document: whatever a client sends, the answer is as described, never a 5xx."""

from __future__ import annotations

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.generation import GenerationMode

from search.web.endpoints import ENDPOINTS

CI, ALL = 5, 160
"""Examples an operation, right and wrong each: over 300 cases in CI, over 10,000 in `make test-all`."""

WORDS = st.sampled_from(["accord", "l’eau", "réforme", "tramway", "49.3", "CGT", "est", "œuvre", "peut-être"])
UNITS = st.one_of(
    WORDS,
    WORDS.map(lambda word: f"« {word} »"),
    WORDS.map(lambda word: f'"{word} de la"'),
    WORDS.map(lambda word: f"qui:{word}"),
    st.just("retrait*"),
    st.just("tramwey~"),
)
QUERIES = st.recursive(
    UNITS,
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" ", " -", " ET ", " OU ", " SAUF "]), UNITS).map("".join),
        inner.map(lambda query: f"({query})"),
    ),
    max_leaves=6,
)
DAYS = st.dates().map(lambda day: day.isoformat())
PARTIAL = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))
schemathesis.openapi.format("verbatim-query", QUERIES)
schemathesis.openapi.format("partial-date", PARTIAL)
schemathesis.openapi.format("moment", st.one_of(PARTIAL, st.integers(10_000, 2**40).map(str)))


def _is_text(parameter: dict[str, Any]) -> bool:
    schema = parameter["schema"].get("items", parameter["schema"])
    return schema.get("type") == "string"


@schemathesis.hook
def filter_case(context, case):  # type: ignore[no-untyped-def]
    """In plain text everything is a text, a number too."""
    return case.media_type != "text/plain" or isinstance(case.body, str)


@schemathesis.hook
def filter_query(context, query):  # type: ignore[no-untyped-def]
    """Rules beyond a schema: days in order, a page or a cursor, no `q` in a batch, 8 kB in all.

    Where a form's address is read, an empty value is as if it were not there.
    """
    query = query or {}
    parameters = context.operation.definition.raw.get("parameters", ())
    texts = {each["name"] for each in parameters if _is_text(each)}
    lists = {each["name"] for each in parameters if each["schema"].get("type") == "array"}
    if any(isinstance(query.get(name), str) for name in lists):
        return False  # in a URL a text and a list of one are the same
    if query.get("q") == "" or any(
        value in (None, {}) or (name in texts and not isinstance(value, (str, list)))
        for name, value in query.items()
    ):
        return False  # in a URL these become empty, or words like any others
    if not context.operation.path.startswith("/api/") and any(
        value in ("", [], [""]) for value in query.values()
    ):
        return False
    if isinstance(query.get("from"), str) and isinstance(query.get("to"), str):
        return False
    if context.operation.path == "/api/v1/batch" and query.get("q"):
        return False
    return not ("cursor" in query and query.get("page") not in (None, 1))


@pytest.fixture(scope="module")
def document(app: Flask) -> Any:
    """The document; too long is a rejection too, and 400 beside it."""
    refused = {"expected-statuses": ["400", "404", "405", "406", "409", "413", "414", "415"]}
    config = schemathesis.Config.from_dict({"checks": {"negative_data_rejection": refused}})
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app, config=config)


QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture]
OPERATIONS = [(endpoint.path, endpoint.method) for endpoint in ENDPOINTS if endpoint.arguments]


def fuzz(document: Any, path: str, method: str, mode: GenerationMode, examples: int) -> None:
    operation = document[path][method]

    @settings(
        max_examples=examples,
        deadline=None,
        derandomize=examples == CI,
        suppress_health_check=QUIET,
        database=None,
    )
    @given(operation.as_strategy(generation_mode=mode))
    def every_answer_is_as_described(case: schemathesis.Case) -> None:
        case.call_and_validate()

    every_answer_is_as_described()


@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_as_described(document: Any, path: str, method: str, mode: GenerationMode) -> None:
    fuzz(document, path, method, mode, CI)


@pytest.mark.slow
@pytest.mark.parametrize("mode", list(GenerationMode))
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_ten_thousand_answers_are_as_described(
    document: Any, path: str, method: str, mode: GenerationMode
) -> None:
    fuzz(document, path, method, mode, ALL)


@pytest.mark.parametrize("examples", [5, pytest.param(200, marks=pytest.mark.slow)])
def test_links_lead_where_the_document_says(document: Any, examples: int) -> None:
    """From answer to answer: an id that one gives, another takes."""
    machine = document.as_state_machine()
    machine.run(
        settings=settings(
            max_examples=examples, stateful_step_count=6, deadline=None, suppress_health_check=QUIET,
            database=None, derandomize=examples < 100,
        )
    )  # fmt: skip
