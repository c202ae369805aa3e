"""Searches, from the engine's values to the API's: the query as understood, pages, facets, bars."""

from __future__ import annotations

from urllib.parse import quote_plus

from search import values as engine_values
from search.engine import Engine
from search.web import values
from search.web.answers import quotation
from search.web.arguments import Candidate, Search
from search.web.entities import reference, suggested
from search.web.links import PRESENTATION, Links, Parameters, added, removed, replaced


def understood(
    search: Search, engine: Engine, links: Links, *, total: int | None = None, path: str = "/quotes"
) -> values.QueryUnderstood:
    """The search as it was understood; when `total` is 0, with a near query if there is one."""
    request = search.request
    near = engine.did_you_mean(request) if total == 0 and not request.query.is_everything else None
    return values.QueryUnderstood(
        text=request.query.text,
        description=request.query.describe(search.language),
        language=search.language,
        sort=request.sort,
        parameters=_in_force(search, links, path),
        names=tuple(_name(candidate, links) for candidate in search.candidates),
        did_you_mean=near,
    )


def _in_force(search: Search, links: Links, path: str) -> tuple[values.ParameterUnderstood, ...]:
    """The parameters that decide the result, each with the search without it."""
    return tuple(
        values.ParameterUnderstood(
            name=name,
            value=value,
            label=label(search, name, value),
            url=links.api(path, removed(search.parameters, name, value)),
        )
        for name, value in search.parameters
        if name not in PRESENTATION | {"lang", "sort"}
    )


def _name(candidate: Candidate, links: Links) -> values.NameUnderstood:
    return values.NameUnderstood(
        parameter=candidate.parameter,
        given=candidate.given,
        entities=tuple(reference(entity, links) for entity in candidate.entities),
        suggestions=tuple(suggested(each, links) for each in candidate.suggestions),
    )


def label(search: Search, name: str, value: str) -> str:
    """What to call a value: the name behind an id."""
    if name.removeprefix("exclude_") in ("speaker", "organisation"):
        for candidate in search.candidates:
            for entity in candidate.entities:
                if entity.id == value:
                    return entity.name
    return value


def answer(found: engine_values.Answer, search: Search, engine: Engine, links: Links) -> values.Answer:
    """A page of results as the API gives it."""
    following = None
    if found.next:
        kept = tuple(pair for pair in search.parameters if pair[0] not in ("page", "cursor"))
        following = links.api("/quotes", (*kept, ("cursor", found.next)))
    return values.Answer(
        total=found.total,
        total_is_exact=found.total_is_exact,
        total_occurrences=found.total_occurrences,
        partial=found.partial,
        query=understood(search, engine, links, total=found.total),
        items=tuple(quotation(hit, links, html=search.html) for hit in found.items),
        facets={name: facet(each, search.parameters, links) for name, each in found.facets.items()},
        next=following,
    )


def facet(found: engine_values.Facet, parameters: Parameters, links: Links) -> values.Facet:
    """A facet whose values link to the search with or without them."""
    urls = _Toggles(found.name, parameters, links)
    return values.Facet(
        values=tuple(
            values.FacetValue(
                value=each.value,
                label=each.label,
                count=each.count,
                selected=each.selected,
                url=urls.of(each),
            )
            for each in found.values
        ),
        truncated=found.truncated,
    )


class _Toggles:
    """The links of a facet's values. A search is written once; each value is put behind it.

    A facet of months has hundreds: writing every link whole took half of a request's time.
    """

    def __init__(self, name: str, parameters: Parameters, links: Links) -> None:
        self._name, self._parameters, self._links = name, parameters, links
        kept = replaced(parameters, from_=None, to=None) if name == "month" else removed(parameters, "page")
        base = links.api("/quotes", kept)
        self._base = base + ("&" if "?" in base else "?")

    def of(self, value: engine_values.FacetValue) -> str:
        """The link of one value."""
        if self._name == "month":
            return f"{self._base}from={value.value}&to={value.value}"
        if value.selected or (f"exclude_{self._name}", value.value) in self._parameters:
            return self._links.api("/quotes", toggled(self._parameters, self._name, value))
        return f"{self._base}{self._name}={quote_plus(value.value)}"


def toggled(parameters: Parameters, name: str, value: engine_values.FacetValue) -> Parameters:
    """The search with a facet's value added, or taken out when it is selected."""
    if name == "month":
        return replaced(parameters, from_=value.value, to=value.value)
    return (removed if value.selected else added)(parameters, name, value.value)


def bar(found: engine_values.TimelineBar, parameters: Parameters, links: Links) -> values.Bar:
    """A bar of a timeline, absolute and relative, linked to its quotations."""
    month = found.month
    return values.Bar(
        month=month,
        count=found.count,
        articles=found.articles,
        per_thousand=round(1000 * found.count / found.articles, 3) if found.articles else None,
        url=links.api("/quotes", replaced(parameters, from_=month, to=month)) if month else None,
    )


def term(found: engine_values.TermCount, parameters: Parameters, links: Links) -> values.TermFound:
    """A typical word, linked to the search with it."""
    q = dict(parameters).get("q", "")
    narrowed = f"({q}) {found.term}" if q else found.term
    return values.TermFound(
        term=found.term,
        count=found.count,
        score=found.score,
        url=links.api("/quotes", replaced(parameters, q=narrowed)),
    )
