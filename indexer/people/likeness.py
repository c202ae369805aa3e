"""Whether two names may be one person's, by the names alone.

`same`: the same spelling but for case, accents, hyphens, particles. `near`: transliterations and
misprints. `loose`: an initial, a short form, a word more, another order; only what is said of the two
can tell then. None: not one person.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from indexer.people.names import given_names
from indexer.people.spelling import feminine_of, likeness, sound

Strength = Literal["same", "near", "loose"]
ORDER: dict[str, int] = {"same": 3, "near": 2, "loose": 1}

Words = tuple[str, ...]


def blocks(words: Words) -> Iterator[str]:
    """Keys of which two alike names share at least one: a whole word's sound with another's first one."""
    sounds = [sound(word) or word for word in words]
    for i, own in enumerate(sounds):
        for j, other in enumerate(sounds):
            if i != j:
                yield f"{own}|{other[0]}"
    yield f"={sound(''.join(words))}"


def compare(left: Words, right: Words) -> Strength | None:
    """How alike two full names are.

    >>> compare(("moqtada", "rikabi"), ("muqtada", "rikabi"))
    'near'
    >>> compare(("louis", "morand"), ("louise", "morand")) is None
    True
    """
    if "".join(left) == "".join(right):
        return "same"
    if sorted(left) == sorted(right):
        return "loose"
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    if len(short) == len(long):
        return _aligned(short, long)
    if _joined(left, right):
        return "near"
    turned = (*short[1:], short[0]) if short[-1] == long[0] or short[0] == long[-1] else short
    if turned is not short and short[-1] == long[0]:
        turned = (short[-1], *short[:-1])
    return _contained(short, long) or _contained(turned, long)


def _joined(left: Words, right: Words) -> bool:
    """Ben Youcef and Benyoucef, Xiao-feng and Xiaofeng, transliterated besides."""
    one, other = "".join(left), "".join(right)
    return len(sound(one)) >= 4 and likeness(one, other) in ("variant", "misprint")


def _aligned(left: Words, right: Words) -> Strength | None:
    kinds = [likeness(a, b) for a, b in zip(left, right, strict=True)]
    if "none" in kinds:
        return None
    if not _one_given(left[0], right[0], kinds[0]):
        return None
    if all(kind == "equal" for kind in kinds):
        return "same"
    if kinds[-1] in ("initial", "short"):
        return None  # a surname is not shortened
    if any(kind in ("initial", "short") for kind in kinds):
        return "loose"
    if "equal" not in kinds and any(kind == "misprint" for kind in kinds):
        return None
    return "near"


def _one_given(left: str, right: str, kind: str) -> bool:
    """Whether two given names, alike as they are, can be one."""
    if kind == "equal":
        return True
    if feminine_of(left, right):
        return False
    both = left in given_names() and right in given_names()
    return not (both and kind == "misprint" and left[-1] != right[-1] and {left[-1], right[-1]} & {"e", "a"})


def _contained(short: Words, long: Words) -> Strength | None:
    """A name that leaves words out, but keeps the first or the last."""
    at, matched = 0, []
    for word in short:
        while at < len(long) and likeness(word, long[at]) not in ("equal", "variant", "initial"):
            at += 1
        if at == len(long):
            return None
        matched.append(at)
        at += 1
    first = matched[0] == 0 and _one_given(short[0], long[0], likeness(short[0], long[0]))
    last = matched[-1] == len(long) - 1
    full = sum(len(word) > 1 for word in short)
    if full < 2 and not (first and last):
        return None
    return "loose" if (first or last) else None
