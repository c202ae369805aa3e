"""Make `indexer/models/learnt.json`: `make train`, or `python -m indexer.extraction.learnt.train GOLD.jsonl`.

GOLD is a set in the gold format (docs/extraction.md). The quarter of its articles that is kept unread for
judging is left out, and so may any other set be by not giving it. Training is exact and
deterministic (Newton's method on a few hundred examples): the same articles and rules give the same file.
What is learnt must pay: each model is judged by cross-validation over articles, and the figures
are printed and kept in the file.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from corpus import UsageError
from indexer.evaluation import GoldArticle, read_gold
from indexer.extraction.learnt.examples import Example, marks
from indexer.extraction.learnt.model import FILE, Model

FOLDS = 5
OUT = Path(__file__).parents[2] / "models" / FILE


class Task(msgspec.Struct, frozen=True):
    """One model to train: its examples, how strongly weights are held near zero, and its threshold."""

    name: str
    examples: Callable[[Iterable[GoldArticle]], Iterable[Example]]
    ridge: float
    threshold: float


TASKS = (Task("marks", marks, 1.0, 0.5),)


def unread(article: str) -> bool:
    """Whether an article belongs to the quarter of a training set that nobody reads or trains on."""
    return int(hashlib.sha1(article.encode(), usedforsecurity=False).hexdigest(), 16) % 4 == 0


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
    fold = [int(hashlib.sha1(one.article.encode(), usedforsecurity=False).hexdigest(), 16) // 4 % FOLDS
            for one in given]  # fmt: skip
    result = [0.0] * len(given)
    for held in range(FOLDS):
        model = Model(fit([one for one, f in zip(given, fold, strict=True) if f != held], ridge))
        for number, one in enumerate(given):
            if fold[number] == held:
                result[number] = model.probability(one.features)
    return result


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


def main(path: str, out: Path = OUT) -> None:
    """Train every model, print what cross-validation says, write the file."""
    file = Path(path)
    if not file.exists():
        raise UsageError(
            f"{path}: not here. The articles that the models are trained on are not distributed; give "
            "a set of your own in the gold format (docs/extraction.md). The models stay as they are"
        )
    gold = [article for article in read_gold(file) if not unread(article.id)]
    models = {}
    for task in TASKS:
        given = list(task.examples(gold))
        told = report(given, cross_validated(given, task.ridge), task.threshold)
        print(task.name, json.dumps(told))
        models[task.name] = {
            "threshold": task.threshold, "cross_validation": told, "weights": fit(given, task.ridge)
        }  # fmt: skip
    data = {"articles": len(gold), "sha256": hashlib.sha256(file.read_bytes()).hexdigest(), "models": models}
    out.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except UsageError as error:
        sys.exit(str(error))
