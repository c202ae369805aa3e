"""A search in words: the chips of all that is active, and the sentence of its title."""

from __future__ import annotations

import datetime

import msgspec

from search.engine import Engine
from search.messages import typeset
from search.values import Values
from search.web.arguments import Search
from search.web.links import PRESENTATION, Parameters, removed, replaced
from search.web.pages_view import View

SILENT = PRESENTATION | {"lang", "sort"}
"""Parameters that have no chip."""


class Chip(msgspec.Struct, frozen=True):
    """One thing that narrows the search; `without` is the search when it is taken out."""

    name: str
    label: str
    without: Parameters
    excluded: bool = False


def chips(search: Search, engine: Engine, view: View) -> tuple[Chip, ...]:
    """Everything that narrows a search, in the order of the URL; both ends of a period are one."""
    parameters = search.parameters
    found: list[Chip] = []
    for name, value in parameters:
        if name in SILENT or (name == "to" and any(n == "from" for n, _ in parameters)):
            continue
        if name in ("from", "to"):
            found.append(Chip("period", period(parameters, view), replaced(parameters, from_=None, to=None)))
            continue
        excluded = name.startswith("exclude_")
        bare = name.removeprefix("exclude_")
        found.append(Chip(bare, label(bare, value, engine, view), removed(parameters, name, value), excluded))
    return tuple(found)


def label(name: str, value: str, engine: Engine, view: View) -> str:
    """What to call a value of a filter: the name behind an id, a kind in the reader's language."""
    if name in ("speaker", "organisation"):
        entity = engine.entity(value)
        return entity.entity.name if entity else value
    if name == "article":
        article = engine.article(value)
        return (article.title or article.id) if article else value
    if name == "kind":
        return view.t(f"kind.{value}")
    if name == "indexed_since":
        return value if not value.isdigit() else view.moment(int(value))
    return value


def period(parameters: Parameters, view: View) -> str:
    """The period of a search in words, empty when there is none."""
    given = dict(parameters)
    return view.period(given.get("from", ""), given.get("to", ""))


def sentence(search: Search, engine: Engine, view: View) -> str:
    """The whole search in words, as a heading says it."""
    t = view.t
    query = search.request.query
    parts = [] if query.is_everything else [typeset(query.describe(view.language), view.language)]
    include, exclude = search.request.filters.include, search.request.filters.exclude
    if include.kind:
        parts.append(_kinds("words.with", include.kind, view))
    parts += _told(include, "words.with", engine, view)
    if told := period(search.parameters, view):
        parts.append(told)
    if since := search.request.filters.indexed_since:
        parts.append(t("words.since", value=view.moment(since)))
    parts += _told(exclude, "words.without", engine, view)
    if exclude.kind:
        parts.append(_kinds("words.without", exclude.kind, view))
    if not parts:
        return t("words.everything")
    if query.is_everything:  # « Citations directes, par … », « Citations par … »
        parts[0] = parts[0] if include.kind else f"{t('words.quotations')} {parts[0]}"
    told = ", ".join(parts)
    return told[:1].upper() + told[1:]


def _told(values: Values, prefix: str, engine: Engine, view: View) -> list[str]:
    joiner = view.t("words.or")
    return [
        view.t(f"{prefix}.{name}", value=joiner.join(label(name, each, engine, view) for each in found))
        for name in Values.__struct_fields__
        if name != "kind" and (found := getattr(values, name))
    ]


def _kinds(prefix: str, kinds: tuple[str, ...], view: View) -> str:
    return view.t(f"{prefix}.kind", value=view.t("words.or").join(view.t(f"kinds.{each}") for each in kinds))


def months(first: int, last: int) -> frozenset[str]:
    """The months between two days (ordinals), empty when either end is open or they are too far apart."""
    if not first or not last or last - first > 366 * 40:
        return frozenset()
    start, end = datetime.date.fromordinal(first), datetime.date.fromordinal(last)
    count = (end.year - start.year) * 12 + end.month - start.month
    return frozenset(
        f"{start.year + (start.month - 1 + n) // 12:04}-{(start.month - 1 + n) % 12 + 1:02}"
        for n in range(count + 1)
    )
