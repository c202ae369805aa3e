"""Logistic models: a weight a feature, a probability for a set of features."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files

import msgspec

FILE = "learnt.json"


class Model(msgspec.Struct, frozen=True):
    """The weights of one yes-or-no question, and the probability from which the answer is yes."""

    weights: Mapping[str, float]
    threshold: float = 0.5

    def probability(self, features: Iterable[str]) -> float:
        """How probable a yes is; features never seen in training count for nothing.

        >>> round(Model({"a": 1.0, "b": -1.0}).probability(["a", "unseen"]), 2)
        0.73
        """
        score = sum(self.weights.get(feature, 0.0) for feature in features)
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))

    def scores(self, given: Sequence[Mapping[str, float]]) -> list[float]:
        """How probable each of several candidates is, if one of them is right; weights times values.

        >>> [round(share, 2) for share in Model({"near": 1.0}).scores([{"near": 1.0}, {"near": 0.0}])]
        [0.73, 0.27]
        """
        sums = [sum(self.weights.get(name, 0.0) * value for name, value in one.items()) for one in given]
        highest = max(sums)
        powers = [math.exp(one - highest) for one in sums]
        return [power / sum(powers) for power in powers]


def model(name: str) -> Model:
    """The model of that name in `indexer/models/learnt.json`."""
    return _REPLACED.get(name) or _from_file(name)


@contextmanager
def replaced(name: str, by: Model) -> Iterator[None]:
    """Another model in the place of one, for training and for tests."""
    _REPLACED[name] = by
    try:
        yield
    finally:
        del _REPLACED[name]


_REPLACED: dict[str, Model] = {}


@cache
def _from_file(name: str) -> Model:
    data = json.loads((files("indexer") / "models" / FILE).read_text(encoding="utf-8"))
    return msgspec.convert(data["models"][name], Model)


def bucket(number: int, bounds: tuple[int, ...]) -> str:
    """The first bound that a number does not pass, as a feature's value.

    >>> bucket(3, (1, 2, 5)), bucket(9, (1, 2, 5))
    ('5', 'more')
    """
    return next((str(bound) for bound in bounds if number <= bound), "more")
