"""Make `indexer/models/learnt.json`: `make train`, or
`python -m indexer.extraction.learnt.train GOLD.jsonl [MORE.jsonl …]`.

Both are sets in the gold format (docs/extraction.md). The quarter of GOLD's articles that is kept unread for
judging is left out; of other sets all is taken. Training is exact and
deterministic (Newton's method on a few thousand examples): the same articles and rules give the same file.
What is learnt must pay: each model is judged by cross-validation over articles, and the figures
are printed and kept in the file.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from corpus import UsageError
from indexer.evaluation import GoldArticle, read_gold
from indexer.extraction.learnt.examples import MARKS_RIDGE, marks, silence, trust
from indexer.extraction.learnt.fitting import Example, choices_right, cross_validated, fit, fit_choice, report
from indexer.extraction.learnt.model import FILE, Model, replaced

FIRST_GUESS = Model({"spoke last": 1.0})
"""Who speaks on in silence while examples are made: whoever spoke last."""
TRUST_RIDGE, SILENCE_RIDGE = 3.0, 25.0
OUT = Path(__file__).parents[2] / "models" / FILE


class Task(msgspec.Struct, frozen=True):
    """One model to train: its examples, how strongly weights are held near zero, and its threshold."""

    name: str
    examples: Callable[[Iterable[GoldArticle]], Iterable[Example]]
    ridge: float
    threshold: float


MARKS_THRESHOLD = 0.7
"""Words in marks that nothing explains are taken from here on; from 0.6 to 0.75 it hardly matters."""
TASKS = (Task("marks", marks, MARKS_RIDGE, MARKS_THRESHOLD), Task("trust", trust, TRUST_RIDGE, 0.5))


def unread(article: str) -> bool:
    """Whether an article belongs to the quarter of a training set that nobody reads or trains on."""
    return int(hashlib.sha1(article.encode(), usedforsecurity=False).hexdigest(), 16) % 4 == 0


def main(*paths: str, out: Path = OUT) -> None:
    """Train every model, print what cross-validation says, write the file."""
    files = [Path(path) for path in paths]
    if missing := next((path for path in files if not path.exists()), None):
        raise UsageError(
            f"{missing}: not here. The articles that the models are trained on are not distributed; give "
            "a set of your own in the gold format (docs/extraction.md). The models stay as they are"
        )
    gold = [article for article in read_gold(files[0]) if not unread(article.id)]
    gold += [article for path in files[1:] for article in read_gold(path)]
    with replaced("silence", FIRST_GUESS):
        choices = list(silence(gold))
    told: dict[str, float | int] = {
        "choices": len(choices), "right": choices_right(choices, SILENCE_RIDGE)
    }  # fmt: skip
    print("silence", json.dumps(told))
    weights = fit_choice(choices, SILENCE_RIDGE)
    models: dict[str, Any] = {"silence": {"cross_validation": told, "weights": weights}}
    with replaced("silence", Model(weights)):
        models |= {task.name: _trained(task, gold) for task in TASKS}
    shas = [hashlib.sha256(path.read_bytes()).hexdigest() for path in files]
    data = {"articles": len(gold), "sha256": shas, "models": models}
    out.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _trained(task: Task, gold: list[GoldArticle]) -> dict[str, Any]:
    given = list(task.examples(gold))
    told = report(given, cross_validated(given, task.ridge), task.threshold)
    print(task.name, json.dumps(told))
    return {"threshold": task.threshold, "cross_validation": told, "weights": fit(given, task.ridge)}


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except UsageError as error:
        sys.exit(str(error))
