"""The empty page that helps: what to take out or change, each with the number of quotations it would give."""

from __future__ import annotations

import msgspec
from werkzeug.datastructures import MultiDict

from corpus.errors import UsageError
from search.engine import Engine
from search.query import And, Field, Node, Not, Or, Phrase, Term
from search.web.arguments import Search, read, search_of
from search.web.links import Parameters, added, removed, replaced
from search.web.pages_view import View
from search.web.pages_words import Chip
from search.web.parameters import SearchArguments

TRIED = 8
"""Ways tried, at most: each is a search."""


_MARKS = '"«»“”„‹›'


class Way(msgspec.Struct, frozen=True):
    """A way out: what it is (a key of `empty.way`), what it is about, where it leads, what it gives."""

    kind: str
    label: str
    url: str
    count: int


def ways_out(search: Search, chips: tuple[Chip, ...], engine: Engine, view: View) -> tuple[Way, ...]:
    """Ways that find something: a near spelling, inflected forms, near names, each filter taken out."""
    tried: list[tuple[str, str, Parameters]] = []
    request = search.request
    if not request.query.is_everything and (near := engine.did_you_mean(request)):
        tried.append(("meant", near, replaced(search.parameters, q=near)))
    if loose := loosened(request.query.node, request.query.text):
        tried.append(("forms", loose, replaced(search.parameters, q=loose)))
    for candidate in search.candidates:
        for each in candidate.suggestions:
            bare = removed(search.parameters, candidate.parameter, candidate.given)
            tried.append(("name", each.label, added(bare, candidate.parameter, each.id)))
            tried.append(("only", each.label, ((candidate.parameter, each.id),)))
    tried += [("without", chip.label, chip.without) for chip in chips if len(chips) > 1]
    found = _that_find(tried, engine, view, request.budget_ms)
    if not found and len(chips) > 1:  # nothing less helps: each criterion by itself
        alone = [("only", chip.label, _alone(chip, search.parameters)) for chip in chips]
        found = _that_find(alone, engine, view, request.budget_ms)
    return found


def _that_find(
    tried: list[tuple[str, str, Parameters]], engine: Engine, view: View, budget_ms: int
) -> tuple[Way, ...]:
    return tuple(
        Way(kind, label, view.links.search(parameters), count)
        for kind, label, parameters in tried[:TRIED]
        if (count := total(parameters, engine, budget_ms))
    )


def _alone(chip: Chip, parameters: Parameters) -> Parameters:
    return tuple(pair for pair in parameters if pair not in chip.without)


def total(parameters: Parameters, engine: Engine, budget_ms: int) -> int:
    """How many quotations a search finds; 0 when it cannot be understood."""
    try:
        arguments = read(SearchArguments, MultiDict(list(parameters)), lenient=True)
        request = search_of(arguments, engine, budget_ms=budget_ms).request
        return engine.search(msgspec.structs.replace(request, limit=1, page=1, cursor=None)).total
    except UsageError:
        return 0


def loosened(node: Node, text: str) -> str:
    """The query with its exact phrases as words, in any form; empty when it has none.

    >>> from search.query import parse
    >>> loosened(parse('"retraits réels" accord').node, '"retraits réels" accord')
    'retraits réels accord'
    """
    if not any(isinstance(each, Phrase) and not each.slop for each in _leaves(node)):
        return ""
    bare = " ".join("".join(" " if char in _MARKS else char for char in text).split())
    return bare if bare != " ".join(text.split()) else ""


def _leaves(node: Node) -> list[Node]:
    match node:
        case And(nodes) | Or(nodes):
            return [leaf for each in nodes for leaf in _leaves(each)]
        case Not(kept, but):
            return [*_leaves(kept), *_leaves(but)]
        case Field(_, inner):
            return _leaves(inner)
        case _:
            return [node] if not isinstance(node, Term) else []
