"""The home page, a search's page, who says it most, and all the values of one facet."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from flask import Blueprint, redirect, request
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from corpus.errors import QueryError, StaleCursor, UsageError
from search.analysis import fold
from search.engine import Engine
from search.query import Everything, Query
from search.values import Answer, Facet, FacetValue, Filters, SearchRequest
from search.web.arguments import Search, read, search_of
from search.web.context import in_turn, web
from search.web.keeping import kept
from search.web.links import POSITION, Parameters, added, removed, replaced
from search.web.pages_cards import cards
from search.web.pages_empty import Way, ways_out
from search.web.pages_view import View, render, view
from search.web.pages_words import chips, months, sentence
from search.web.parameters import SearchArguments
from search.web.rendered import Written
from search.web.timeline import Chart, chart
from search.web.told import told

SHOWN = ("speaker", "organisation", "source", "kind", "verb")
"""Facets beside a result; months are the histogram."""
FACET_SIZE = 8
MORE = 100
"""Values a page of a facet."""
LAST_PAGE = 50
PEOPLE = 50
EXAMPLES = (
    ("words", "réforme"),
    ("phrase", '"n\'est pas"'),
    ("or", "accord OU prix"),
    ("not", "rapport SAUF forêt"),
    ("prefix", "négoc*"),
    ("field", "role:ministre"),
)
"""The six examples of the language: what each shows, and the query."""
SORTS = ("relevance", "newest", "oldest")
HTML = "text/html"


class Choice(msgspec.Struct, frozen=True):
    """One value of a facet: the search with it, and the search without anything of it."""

    value: str
    label: str
    count: int
    selected: bool
    url: str
    exclude: str


class Group(msgspec.Struct, frozen=True):
    """A facet as shown; `more` leads to all its values, empty when these are all."""

    name: str
    choices: tuple[Choice, ...]
    more: str


def register(blueprint: Blueprint) -> None:
    """Put these pages on the blueprint."""
    blueprint.add_url_rule("/", view_func=kept(in_turn(home)))
    blueprint.add_url_rule("/search", view_func=kept(in_turn(search)))
    blueprint.add_url_rule("/search/people", view_func=in_turn(people))
    blueprint.add_url_rule("/search/facets/<name>", view_func=in_turn(facet))


def home() -> Written | BaseResponse:
    """The front page; a search typed at `/` goes on to `/search`."""
    if set(request.args) - {"lang"}:
        query = request.query_string.decode("utf-8", "replace")
        return redirect(f"{request.script_root}/search?{query}", 302)
    seen, engine = view(), web().engine
    everything = SearchRequest(query=Query(), sort="newest", limit=6, highlight=False)
    latest = engine.search(everything)
    page = render(
        "home.html",
        counts=engine.counts(),
        generation=engine.generation,
        latest=cards(latest.items, seen),
        people=engine.entities("speaker", limit=12)[1],
        organisations=engine.entities("organisation", limit=12)[1],
        chart=_chart(engine, everything, (), seen),
        examples=EXAMPLES,
    )
    return Written(page.encode(), mimetype=HTML)


def search() -> Written | tuple[str, int]:
    """A page of results, or what is wrong with the query, under the character where it is."""
    try:
        asked = _asked(request.args)
    except StaleCursor:
        raise
    except UsageError as error:
        return _refused(error), 400
    seen, engine = view(), web().engine
    wanted = msgspec.structs.replace(asked.request, facets=SHOWN, facet_limit=FACET_SIZE)
    try:
        found = engine.search(wanted)
    except QueryError as error:  # « a* » stands for too many words
        return _refused(error), 400
    active = chips(asked, engine, seen)
    ways: tuple[Way, ...] = ways_out(asked, active, engine, seen) if not found.total else ()
    page = render(
        "search.html",
        search=asked,
        canonical=seen.absolute.search(asked.parameters),
        parameters=asked.parameters,
        query_text=asked.request.query.text,
        sentence=sentence(asked, engine, seen),
        chips=active,
        found=found,
        cards=cards(found.items, seen),
        groups=tuple(_group(each, asked.parameters, seen) for each in found.facets.values()),
        chart=_chart(engine, asked.request, asked.parameters, seen) if found.total else None,
        ways=ways,
        pages=_pages(found, asked),
        sorts=_sorts(asked, seen),
        **_form(asked.parameters),
    )
    return Written(page.encode(), partial=found.partial, mimetype=HTML)


def people() -> str:
    """Who says it most: the result by person."""
    asked = _asked(request.args)
    seen, engine = view(), web().engine
    found = engine.speakers_of(asked.request, PEOPLE)
    rows = tuple(
        (each, seen.links.search(added(_kept(asked.parameters), "speaker", each.entity.id))) for each in found
    )
    total = engine.search(msgspec.structs.replace(asked.request, limit=1, page=1, cursor=None))
    return render(
        "people.html",
        sentence=sentence(asked, engine, seen),
        chips=chips(asked, engine, seen),
        parameters=asked.parameters,
        query_text=asked.request.query.text,
        rows=rows,
        most=max((each.count for each in found), default=1),
        found=total,
        sorts=_sorts(asked, seen),
        limit=PEOPLE,
        **_form(asked.parameters),
    )


def facet(name: str) -> str:
    """All the values of a facet of a search, with a search of their own (`find`)."""
    if name not in SHOWN:
        raise NotFound
    given = MultiDict(request.args)
    find = (given.pop("find", "") or "").strip()[:100]
    page = _whole(given.pop("facet_page", "1"))
    asked = _asked(given)
    seen, engine = view(), web().engine
    wanted = msgspec.structs.replace(
        asked.request, facets=(name,), facet_limit=1_000_000, limit=1, page=1, cursor=None
    )
    found = engine.search(wanted)
    every = found.facets.get(name, Facet(name, ())).values
    matching = [each for each in every if fold(find) in fold(_label(name, each, seen))] if find else every
    shown = Facet(name, tuple(matching[(page - 1) * MORE : page * MORE]))
    here = (*_kept(asked.parameters), *((("find", find),) if find else ()))
    path = f"/search/facets/{name}"
    return render(
        "facet.html",
        name=name,
        sentence=sentence(asked, engine, seen),
        back=seen.links.search(asked.parameters),
        find=find,
        kept=_kept(asked.parameters),
        choices=_group(shown, asked.parameters, seen).choices,
        matching=len(matching),
        previous=seen.links.url(path, (*here, ("facet_page", str(page - 1)))) if page > 1 else "",
        following=seen.links.url(path, (*here, ("facet_page", str(page + 1))))
        if page * MORE < len(matching)
        else "",
    )


# --- parts ----------------------------------------------------------------------------------------


def _asked(given: MultiDict[str, str]) -> Search:
    state = web()
    arguments = read(SearchArguments, given, lenient=True)
    return search_of(arguments, state.engine, budget_ms=state.settings.budget_ms)


def _whole(text: str) -> int:
    return max(1, min(10_000, int(text))) if text.isascii() and text.isdigit() else 1


def _kept(parameters: Parameters) -> Parameters:
    return tuple(pair for pair in parameters if pair[0] not in POSITION | {"lang"})


def _form(parameters: Parameters) -> Mapping[str, object]:
    """What the form holds: dates in their fields, all other filters hidden."""
    given = dict(parameters)
    shown = {"q", "from", "to", "lang", *POSITION}
    return {
        "from_": given.get("from", ""),
        "to": given.get("to", ""),
        "hidden": tuple(pair for pair in parameters if pair[0] not in shown),
    }


def _refused(error: UsageError) -> str:
    """The search page with what is wrong; the caret stands under the character at fault."""
    text = request.args.get("q", "")
    given = tuple((n, v) for n, v in request.args.items(multi=True) if v and n != "lang")
    position = None
    if isinstance(error, QueryError):
        lead = len(text) - len(text.lstrip())
        position = min(error.position + lead, len(text))
    return render(
        "refused.html",
        told=told(error, view().t),
        query_text=text,
        position=position,
        **_form(given),
    )


def _group(found: Facet, parameters: Parameters, seen: View) -> Group:
    name, opposite, search = found.name, f"exclude_{found.name}", seen.links.search
    kept = removed(parameters, "page")
    including, excluding = seen.links.each(kept, name), seen.links.each(kept, opposite)
    chosen = {value for given, value in kept if given in (name, opposite)}

    def choice(each: FacetValue) -> Choice:
        label, value = _label(name, each, seen), each.value
        if value not in chosen:
            return Choice(value, label, each.count, each.selected, including(value), excluding(value))
        url = search((removed if each.selected else added)(kept, name, value))
        return Choice(value, label, each.count, each.selected, url, search(added(kept, opposite, value)))

    more = seen.links.url(f"/search/facets/{name}", _kept(parameters)) if found.truncated else ""
    return Group(name, tuple(choice(each) for each in found.values), more)


def _label(name: str, value: FacetValue, seen: View) -> str:
    return seen.t(f"kind.{value.value}") if name == "kind" else value.label


def _chart(engine: Engine, asked: SearchRequest, parameters: Parameters, seen: View) -> Chart:
    """The months of a search, its own period lifted so that another can be chosen."""
    filters = asked.filters
    lifted: Filters = msgspec.structs.replace(filters, first_day=0, last_day=0)
    bars = engine.timeline(msgspec.structs.replace(asked, filters=lifted))
    return chart(
        bars,
        seen.language,
        seen.links.each(replaced(parameters, from_=None, to=None), "from", "to"),
        undated=seen.t("date.undated"),
        chosen=months(filters.first_day, filters.last_day),
    )


def _pages(found: Answer, asked: Search) -> Mapping[str, object]:
    """Numbers of the pages around this one; `last` is the last that may be asked for."""
    limit, page = asked.request.limit, asked.request.page
    whole = max(1, -(-found.total // limit))
    last = min(whole, LAST_PAGE)
    around = sorted({1, last, *range(max(1, page - 2), min(last, page + 2) + 1)})
    return {"page": page, "last": last, "around": around, "cut": whole > LAST_PAGE}


def _sorts(asked: Search, seen: View) -> tuple[tuple[str, str, bool], ...]:
    words = not isinstance(asked.request.query.node, Everything)
    kept = asked.parameters
    shown = [name for name in SORTS if words or name != "relevance"]
    current = asked.request.sort
    if not words and current == "relevance":
        current = "newest"  # without words there is nothing to rank by
    default = "relevance" if words else "newest"
    return tuple(
        (name, seen.links.search(replaced(kept, sort=None if name == default else name)), name == current)
        for name in shown
    )


__all__ = ["register"]
