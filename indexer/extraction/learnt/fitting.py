"""Logistic regression by Newton's method, and its judgement by cross-validation over articles."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from indexer.extraction.learnt.model import Model

FOLDS = 5


class Example(msgspec.Struct, frozen=True):
    """What a model saw, the right answer, and the article it comes from."""

    features: tuple[str, ...]
    right: bool
    article: str


def fold_of(article: str) -> int:
    """The fold in which an article is held out, by its id alone."""
    return int(hashlib.sha1(article.encode(), usedforsecurity=False).hexdigest(), 16) // 4 % FOLDS


def fit(given: Sequence[Example], ridge: float) -> dict[str, float]:
    """The weights of a logistic regression held near zero by `ridge`, to three decimals."""
    names = sorted({name for one in given for name in one.features})
    column = {name: number for number, name in enumerate(names)}
    table: npt.NDArray[np.float64] = np.zeros((len(given), len(names)))
    for row, one in enumerate(given):
        for name in one.features:
            table[row, column[name]] = 1
    right = np.array([one.right for one in given], float)
    weights: npt.NDArray[np.float64] = np.zeros(len(names))
    for _ in range(60):
        guess = 1 / (1 + np.exp(-np.clip(table @ weights, -30, 30)))
        slope = table.T @ (guess - right) + ridge * weights
        curve = (table * (guess * (1 - guess))[:, None]).T @ table + ridge * np.eye(len(names))
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return {name: value for name, w in zip(names, weights, strict=True) if (value := round(float(w), 3))}


def cross_validated(given: Sequence[Example], ridge: float) -> list[float]:
    """The probability of each example by a model that never saw its article."""
    fold = [fold_of(one.article) for one in given]
    result = [0.0] * len(given)
    for held in range(FOLDS):
        model = Model(fit([one for one, f in zip(given, fold, strict=True) if f != held], ridge))
        for number, one in enumerate(given):
            if fold[number] == held:
                result[number] = model.probability(one.features)
    return result


class Choice(msgspec.Struct, frozen=True):
    """Candidates with what speaks for each, which of them are right, and the article."""

    candidates: tuple[dict[str, float], ...]
    right: tuple[bool, ...]
    article: str


def fit_choice(given: Sequence[Choice], ridge: float) -> dict[str, float]:
    """The weights of a model that chooses among candidates, to three decimals.

    Newton's method on the likelihood that one of the right candidates is chosen; the curve is that of the
    choice among all candidates, which is never flatter than the true one, so that every step goes down.
    """
    useful = [one for one in given if any(one.right) and not all(one.right)]
    names = sorted({name for one in useful for values in one.candidates for name in values})
    tables = [
        (
            np.array([[values.get(name, 0.0) for name in names] for values in one.candidates]),
            np.array(one.right),
        )
        for one in useful
    ]
    weights: npt.NDArray[np.float64] = np.zeros(len(names))
    for _ in range(200):
        slope, curve = ridge * weights, ridge * np.eye(len(names))
        for table, right in tables:
            sums = table @ weights
            share = np.exp(sums - sums.max())
            share /= share.sum()
            wanted = share * right
            slope += table.T @ (share - wanted / wanted.sum())
            mean = share @ table
            curve += (table * share[:, None]).T @ table - np.outer(mean, mean)
        step = np.linalg.solve(curve, slope)
        weights -= step
        if np.abs(step).max() < 1e-7:
            break
    return {name: value for name, w in zip(names, weights, strict=True) if (value := round(float(w), 3))}


def choices_right(given: Sequence[Choice], ridge: float) -> int:
    """How many choices are right by models that never saw the article."""
    count = 0
    for held in range(FOLDS):
        model = Model(fit_choice([one for one in given if fold_of(one.article) != held], ridge))
        for one in given:
            if fold_of(one.article) == held and one.candidates:
                scores = model.scores(one.candidates)
                count += one.right[max(range(len(scores)), key=scores.__getitem__)]
    return count


def report(given: Sequence[Example], guesses: Sequence[float], threshold: float) -> dict[str, float | int]:
    """How well cross-validated probabilities tell right from wrong at a threshold."""
    right = np.array([one.right for one in given])
    said = np.array(guesses)
    accepted = said >= threshold
    loss = -float(np.mean(np.log(np.where(right, said, 1 - said))))
    base = float(right.mean())
    return {
        "examples": len(given), "right": int(right.sum()),
        "accepted": int(accepted.sum()), "accepted_right": int((right & accepted).sum()),
        "log_loss": round(loss, 3),
        "log_loss_without": round(-base * float(np.log(base)) - (1 - base) * float(np.log(1 - base)), 3),
    }  # fmt: skip
