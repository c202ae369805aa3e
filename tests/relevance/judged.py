"""The judged needs, and how well a list of results meets one."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from pathlib import Path

import msgspec

NEEDS = Path(__file__).with_name("needs.toml")
DEPTH = 10


class Need(msgspec.Struct, frozen=True, kw_only=True):
    """What someone looks for: `answers` are (article, words of the quotation, grade 1 to 3)."""

    family: str
    about: str
    query: str
    answers: list[tuple[str, str, int]]
    speaker: str | None = None


def needs() -> list[Need]:
    """All of them, in order."""
    return msgspec.convert(tomllib.loads(NEEDS.read_text(encoding="utf-8"))["need"], list[Need])


def same_typography(text: str) -> str:
    """A text with one kind of apostrophe and of space, to compare words with words."""
    return " ".join(text.replace("’", "'").split())


def ndcg(gained: Sequence[int], wanted: Sequence[int]) -> float:
    """The discounted gain of the first ten results, of the best there could be (0 to 1)."""
    best = _gain(sorted(wanted, reverse=True)[:DEPTH])
    return _gain(gained[:DEPTH]) / best if best else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))
