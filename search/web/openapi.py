"""The OpenAPI 3.1 document, made from the very structs that validate requests and make answers."""

from __future__ import annotations

from functools import lru_cache
from http import HTTPStatus
from typing import Any

import msgspec

from search.web import bodies
from search.web.arguments import Parameter, parameters_of
from search.web.endpoints import ENDPOINTS, JSON, Endpoint
from search.web.errors import PROBLEM

VERSION = "1.0.0"
"""Of the API: see the stability promise in `docs/api.md`."""
_REFERENCE = "#/components/schemas/{name}"
_TYPES = tuple(
    {kind for each in ENDPOINTS for kind in (each.gives, each.takes, each.choices) if kind is not None}
    | {bodies.Problem}
)
_PATH_PARAMETERS = {
    "quote_id": "Id of a quotation.",
    "entity_id": "Id of a person, group or organisation.",
    "article_id": "Key of an article, or the id it was given.",
}
_TEXT = {"type": "string", "minLength": 1, "pattern": r"\S"}
_COMMON = (400, 406, 414, 429, 503)


def document(base: str) -> dict[str, Any]:
    """The document, for a site whose address is `base`."""
    return {**_fixed(), "servers": [{"url": base or "/"}]}


@lru_cache(maxsize=1)
def _fixed() -> dict[str, Any]:
    schemas, components = msgspec.json.schema_components(
        sorted(_TYPES, key=lambda kind: kind.__name__), ref_template=_REFERENCE
    )
    del schemas
    paths: dict[str, Any] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Verbatim",
            "version": VERSION,
            "summary": "Qui a dit quoi : who said what, and for whom, in French news articles.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {"schemas": components},
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    described = {
        "operationId": endpoint.operation,
        "tags": [endpoint.tag],
        "summary": endpoint.summary,
        "parameters": [*_path_parameters(endpoint), *_query_parameters(endpoint)],
        "responses": _responses(endpoint),
    }
    if endpoint.takes:
        described["requestBody"] = {
            "required": True,
            "content": {
                JSON: {"schema": _reference(endpoint.takes)},
                "text/plain": {"schema": _TEXT, "example": endpoint.body},
            },
        }
    return described


def _reference(type_: Any) -> dict[str, Any]:
    return {"$ref": _REFERENCE.format(name=type_.__name__)}


def _path_parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": description,
            "schema": {"type": "string", "minLength": 1},
        }
        for name, description in _PATH_PARAMETERS.items()
        if f"{{{name}}}" in endpoint.path
    ]


def _query_parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    if endpoint.arguments is None:
        return []
    return [_query_parameter(each) for each in parameters_of(endpoint.arguments).values()]


def _query_parameter(parameter: Parameter) -> dict[str, Any]:
    schema = msgspec.json.schema(parameter.type)
    described: dict[str, Any] = {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": schema.pop("description", ""),
        "schema": schema,
    }
    if parameter.many:
        described |= {"style": "form", "explode": True}
    elif not parameter.required and parameter.default != "":
        schema["default"] = parameter.default
    return described


def _responses(endpoint: Endpoint) -> dict[str, Any]:
    schema = _reference(endpoint.gives) if endpoint.gives else _plain(endpoint.media)
    found: dict[str, Any] = {
        "200": {"description": endpoint.summary, "content": {endpoint.media: {"schema": schema}}}
    }
    if endpoint.leads:
        found["200"]["links"] = {
            f"{operation}_of_{pointer.strip('/').replace('/', '_')}": {
                "operationId": operation,
                "parameters": {parameter: f"$response.body#{pointer}"},
            }
            for operation, parameter, pointer in endpoint.leads
        }
    for status in endpoint.moves:
        found[str(status)] = {
            "description": "It has another address now.",
            "headers": {"Location": {"schema": {"type": "string"}}},
        }
    if endpoint.choices:
        found["300"] = {
            "description": "The id was given to a name that may be any of several people's by now.",
            "content": {JSON: {"schema": _reference(endpoint.choices)}},
        }
    for status in sorted({*_COMMON, *endpoint.errors}):
        found[str(status)] = {
            "description": HTTPStatus(status).phrase,
            "content": {_problem_media(endpoint): {"schema": _problem_schema(endpoint)}},
        }
    return found


def _plain(media: str) -> dict[str, Any]:
    return {} if media.endswith("json") else {"type": "string"}


def _problem_media(endpoint: Endpoint) -> str:
    return "text/html" if endpoint.path.startswith("/embed") else PROBLEM


def _problem_schema(endpoint: Endpoint) -> dict[str, Any]:
    return {"type": "string"} if endpoint.path.startswith("/embed") else _reference(bodies.Problem)
