"""How well the documents found answer: their scores, over whole arrays of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from search.query import And, Everything, Field, Node, Not, Or
from search.scoring import idf, saturated
from search.streams import DEFAULT, zone_of
from search.whoosh.budget import Budget
from search.whoosh.execute import Executor
from search.whoosh.leaves import Form, Leaf, Zone
from search.whoosh.segment import Array
from search.whoosh.sets import among
from search.whoosh.snapshot import Numbers

AT_ONCE = 1 << 17
"""Documents scored at once: what is worked out for them stays in the processor's cache."""
FEW = 4
"""How many times fewer documents than a form has are looked up in it, instead of scoring all it has."""
Weighted = list[tuple[Form, float]]


def scores(executor: Executor, node: Node, found: Numbers, budget: Budget) -> npt.NDArray[np.float32]:
    """How well each of the documents found, in increasing order, answers."""
    total = np.zeros(len(found), dtype=np.float32)
    forms = {leaf: _weighted(executor, *leaf, budget) for leaf in _leaves(node, DEFAULT)}
    for start, end in _cuts(found):
        scorer = _Scorer(executor, forms, found[start:end], budget)
        total[start:end] = scorer.score(node, DEFAULT, matched=True)
    return total


def _cuts(found: Numbers) -> Iterator[tuple[int, int]]:
    """The rows of the documents found, cut where their numbers pass a multiple of `AT_ONCE`."""
    if not len(found):
        return
    bounds = np.arange(AT_ONCE, int(found[-1]) + 1, AT_ONCE)
    rows = [0, *np.searchsorted(found, bounds).tolist(), len(found)]
    yield from ((start, end) for start, end in itertools.pairwise(rows) if start < end)


def _weighted(executor: Executor, leaf: Leaf, zone: Zone, budget: Budget) -> Weighted:
    """The forms of a leaf, each with its idf."""
    count = executor.snapshot.count
    forms = executor.forms(leaf, zone, budget)
    return [(form, idf(count, len(form.docs))) for form in forms if len(form.docs)]


class _Scorer:
    """Scores of some documents (`own`, in increasing order)."""

    def __init__(
        self, executor: Executor, forms: Mapping[tuple[Leaf, Zone], Weighted], own: Numbers, budget: Budget
    ) -> None:
        self.executor, self.forms, self.own, self.budget = executor, forms, own, budget
        self.norms = executor.snapshot.norms
        self.first, self.last = int(own[0]), int(own[-1])
        self._known: dict[tuple[Leaf, Zone], Array] = {}

    def score(self, node: Node, zone: Zone, *, matched: bool) -> Array:
        """The sum of the parts that each document matches; `matched` when all are known to match `node`."""
        self.budget.check()
        match node:
            case Everything():
                return np.zeros(len(self.own), dtype=np.float64)
            case Field(name, inner):
                return self.score(inner, zone_of(name), matched=matched)
            case And(nodes):
                total = self._sum(nodes, zone, matched=matched)
                return total if matched else self._where(node, zone, total)
            case Or(nodes):
                return self._sum(nodes, zone, matched=False)
            case Not(kept, _):
                total = self.score(kept, zone, matched=matched)
                return total if matched else self._where(node, zone, total)
            case _:
                if (node, zone) not in self._known:
                    self._known[node, zone] = self._leaf(node, zone)
                return self._known[node, zone]

    def _sum(self, nodes: tuple[Node, ...], zone: Zone, *, matched: bool) -> Array:
        total = np.zeros(len(self.own), dtype=np.float64)
        for node in nodes:
            total += self.score(node, zone, matched=matched)
        return total

    def _where(self, node: Node, zone: Zone, scores: Array) -> Array:
        """The scores of the documents that match, 0 of the others."""
        found = self.executor.matching(node, zone, self.budget)
        return np.where(among(self.own, found, self.executor.snapshot.count), scores, 0.0)

    def _leaf(self, leaf: Leaf, zone: Zone) -> Array:
        """The score of the best form."""
        best: Array | None = None
        for form, weight in self.forms[leaf, zone]:
            own = self._form(form, weight)
            best = own if best is None else np.maximum(best, own)
        return np.zeros(len(self.own), dtype=np.float64) if best is None else best

    def _form(self, form: Form, weight: float) -> Array:
        span = slice(*np.searchsorted(form.docs, np.array([self.first, self.last + 1], form.docs.dtype)))
        docs, tenths = form.docs[span], form.weights[span]
        if FEW * len(self.own) < len(docs):
            return self._looked_up(docs, tenths, weight)
        scored = self._scored(docs, tenths, weight)
        if len(docs) == len(self.own) and np.array_equal(docs, self.own):
            return scored
        spread = np.zeros(self.last - self.first + 1, dtype=np.float64)
        spread[docs - docs.dtype.type(self.first)] = scored
        return spread[self.own - self.first]

    def _looked_up(self, docs: Array, tenths: Array, weight: float) -> Array:
        """The scores of the few documents, each looked for among the many of a form."""
        at = np.searchsorted(docs, self.own.astype(docs.dtype))
        at[at == len(docs)] = 0
        rows = np.flatnonzero(docs[at] == self.own)
        found = np.zeros(len(self.own), dtype=np.float64)
        found[rows] = self._scored(self.own[rows], tenths[at[rows]], weight)
        return found

    def _scored(self, docs: Array, tenths: Array, weight: float) -> Array:
        score: Array = saturated(weight, tenths.astype(np.float64) / 10, self.norms[docs])
        return score


def _leaves(node: Node, zone: Zone) -> dict[tuple[Leaf, Zone], None]:
    """The distinct leaves that score, with the zone each is looked for in, from left to right."""
    match node:
        case Everything():
            return {}
        case And(nodes) | Or(nodes):
            return {leaf: None for each in nodes for leaf in _leaves(each, zone)}
        case Not(kept, _):
            return _leaves(kept, zone)
        case Field(name, inner):
            return _leaves(inner, zone_of(name))
        case _:
            return {(node, zone): None}
