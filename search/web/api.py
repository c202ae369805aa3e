"""`/api/v1`: arguments → request → engine → values. Nothing is decided here."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from search.query import parse
from search.values import SearchRequest
from search.web import answers, entities, searches, values
from search.web.arguments import Search, moment, read, search_of
from search.web.context import in_turn, links, web
from search.web.documents import detailed, quotation_of
from search.web.headers import timed
from search.web.keeping import kept
from search.web.parameters import (
    Arguments,
    DeletionsArguments,
    EntitiesArguments,
    Narrowing,
    SearchArguments,
    StatisticsArguments,
    SuggestArguments,
)
from search.web.rendered import Written

blueprint = Blueprint("api", __name__, url_prefix="/api/v1")
health = Blueprint("health", __name__)

A = TypeVar("A", bound=Arguments)
N = TypeVar("N", bound=Narrowing)


def given(type_: type[A]) -> A:
    """The arguments of this request; strictly, every empty value but a text's is an error."""
    return read(type_, request.args)


def asked(type_: type[N]) -> tuple[N, Search]:
    """The arguments of this request and the search they ask for."""
    arguments = given(type_)
    state = web()
    return arguments, search_of(arguments, state.engine, budget_ms=state.settings.budget_ms)


def json(value: Any, mimetype: str = "application/json") -> Response:
    """A value as the body of an answer."""
    return Response(msgspec.json.encode(value), mimetype=mimetype)


# --- quotations ---------------------------------------------------------------------------------


@blueprint.get("/quotes")
@kept
@in_turn
def quotes() -> Written:
    """Search quotations."""
    _, search = asked(SearchArguments)
    engine = web().engine
    began = time.perf_counter()
    found = engine.search(search.request)
    timed("search", began)
    body = searches.answer(found, search, engine, links())
    return Written(msgspec.json.encode(body), body.next, found.partial)


@blueprint.get("/quotes/<quote_id>")
def quote(quote_id: str) -> BaseResponse:
    """One quotation, with its paragraph and all its printings."""
    given(Arguments)
    found = quotation_of(quote_id)
    if isinstance(found, str):
        return redirect(links().api(f"/quotes/{found}"), 301)
    return json(detailed(found))


# --- people, organisations, articles ------------------------------------------------------------


def _entities(kind: str, path: str) -> Response:
    arguments = given(EntitiesArguments)
    total, found = web().engine.entities(
        kind,
        q=arguments.q,
        limit=arguments.limit,
        offset=(arguments.page - 1) * arguments.limit,
        sort=arguments.sort,
    )
    following = None
    if arguments.page * arguments.limit < total:
        parameters = tuple(
            (name, str(value))
            for name, value in (("q", arguments.q), ("sort", arguments.sort), ("limit", arguments.limit))
            if value
        )
        following = links().api(path, (*parameters, ("page", str(arguments.page + 1))))
    items = tuple(entities.summary(each, links()) for each in found)
    response = json(values.EntityPage(total=total, items=items, next=following))
    if following:
        response.headers["Link"] = f'<{following}>; rel="next"'
    return response


@blueprint.get("/speakers")
def speakers() -> Response:
    """People and groups that are quoted, most quoted first."""
    return _entities("speaker", "/speakers")


@blueprint.get("/organisations")
def organisations() -> Response:
    """Organisations that are quoted, or spoken for, most first."""
    return _entities("organisation", "/organisations")


def _entity(entity_id: str, *, organisation: bool) -> BaseResponse:
    given(Arguments)
    engine, where = web().engine, links()
    how = entities.Answers(
        address=lambda entity: where.api(entities.entity_path(entity)),
        one=lambda found: json(entities.detail(found, engine, where)),
        several=lambda found: json(entities.choices(entity_id, found, where)),
    )
    return entities.answered(entity_id, engine, how, organisation=organisation)


@blueprint.get("/speakers/<entity_id>")
def speaker(entity_id: str) -> BaseResponse:
    """One person or group: names, roles in time, counts."""
    return _entity(entity_id, organisation=False)


@blueprint.get("/organisations/<entity_id>")
def organisation(entity_id: str) -> BaseResponse:
    """One organisation: names, counts."""
    return _entity(entity_id, organisation=True)


@blueprint.get("/articles/<path:article_id>")
def article(article_id: str) -> Response:
    """One article with its quotations, by its key or the id it was given."""
    given(Arguments)
    engine = web().engine
    found = engine.article(article_id)
    if found is None:
        raise NotFound
    return json(entities.article(found, engine, links()))


@blueprint.get("/suggest")
def suggest() -> Response:
    """Speakers and organisations that a typed prefix may mean; one typo is allowed."""
    arguments = given(SuggestArguments)
    found = web().engine.suggest(arguments.q, field=arguments.field, limit=arguments.limit)
    return json(values.Suggestions(items=tuple(entities.suggested(each, links()) for each in found)))


@blueprint.get("/suggest/opensearch")
def suggest_opensearch() -> Response:
    """The same for a browser's search field, in the form of OpenSearch Suggestions."""
    arguments = given(SuggestArguments)
    found = web().engine.suggest(arguments.q, field=arguments.field, limit=arguments.limit)
    where = links()
    rows = [arguments.q, [each.label for each in found], ["" for _ in found],
            [where.entity(each.id, each.type) for each in found]]  # fmt: skip
    return json(rows, "application/x-suggestions+json")


# --- statistics ---------------------------------------------------------------------------------


def _stated(type_: Callable[..., Any], search: Search, path: str, **values_: Any) -> Written:
    """Figures over a search, with the search as it was understood."""
    query = searches.understood(search, web().engine, links(), path=path)
    return Written(msgspec.json.encode(type_(query=query, **values_)))


@blueprint.get("/stats/timeline")
@kept
def timeline() -> Written:
    """Quotations by month, with the number of articles indexed: what makes counts comparable."""
    _, search = asked(Narrowing)
    bars = web().engine.timeline(search.request)
    items = tuple(searches.bar(each, search.parameters, links()) for each in bars)
    return _stated(values.Timeline, search, "/stats/timeline", items=items)


@blueprint.get("/stats/speakers")
@kept
def speakers_found() -> Written:
    """Who says it most."""
    arguments, search = asked(StatisticsArguments)
    found = web().engine.speakers_of(search.request, arguments.limit)
    items = tuple(entities.summary(each, links()) for each in found)
    return _stated(values.SpeakersFound, search, "/stats/speakers", items=items)


@blueprint.get("/stats/verbs")
@kept
def verbs_found() -> Written:
    """Verbs that introduce the quotations found."""
    arguments, search = asked(StatisticsArguments)
    counted = msgspec.structs.replace(
        search.request, facets=("verb",), facet_limit=arguments.limit, limit=1, highlight=False
    )
    found = searches.facet(web().engine.search(counted).facets["verb"], search.parameters, links())
    return _stated(values.VerbsFound, search, "/stats/verbs", items=found.values, truncated=found.truncated)


@blueprint.get("/stats/terms")
@kept
def terms_found() -> Written:
    """Words more frequent in the quotations found than elsewhere."""
    arguments, search = asked(StatisticsArguments)
    found = web().engine.terms_of(search.request, arguments.limit)
    items = tuple(searches.term(each, search.parameters, links()) for each in found)
    return _stated(values.TermsFound, search, "/stats/terms", items=items)


# --- keeping in step ----------------------------------------------------------------------------


@blueprint.get("/deletions")
def deletions() -> Response:
    """Quotations that are no longer served, for those who keep copies."""
    arguments = given(DeletionsArguments)
    engine = web().engine
    as_of = engine.generation.committed
    found = engine.deletions(moment("since", arguments.since) if arguments.since else 0)
    items = tuple(
        values.DeletedQuotation(id=each.id, at=answers.moment(each.at), moved_to=each.moved_to or None)
        for each in found
    )
    return json(values.Deletions(as_of=answers.moment(as_of), items=items))


@health.get("/healthz")
def healthz() -> Response:
    """Whether the index answers: it is asked something."""
    engine = web().engine
    generation = engine.generation
    found = engine.search(SearchRequest(query=parse(""), limit=1))
    return json(
        values.Health(
            status="ok",
            generation=generation.number,
            committed=answers.moment(generation.committed),
            quotations=found.total,
        )
    )


@health.get("/livez")
def livez() -> Response:
    """Whether the process answers at all."""
    return Response('{"status":"ok"}', mimetype="application/json")


@health.get("/robots.txt")
def robots() -> Response:
    """What crawlers leave alone: searches, and what exports give whole. Quotations are theirs to read."""
    closed = ("/search", "/api/v1/", "/batch", "/extract", "/embed/")
    lines = ["User-agent: *", *(f"Disallow: {request.script_root}{path}" for path in closed)]
    return Response("\n".join([*lines, ""]), mimetype="text/plain")
