"""How far two spellings of one word of a name are apart: transliterations, misprints, feminine forms."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

Likeness = Literal["equal", "variant", "misprint", "initial", "short", "none"]

_SOUNDS = (  # in order: what several letters, or a letter before others, stand for in transliterations
    (re.compile(r"tsch|tch|tsh|sch|sh|ch|cz"), "C"),
    (re.compile(r"xh|dzh|dj|dg|zh|j|g(?=[eiy])"), "J"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh|gh|ck|qu|q|c(?![eiyh])"), "k"),
    (re.compile(r"th"), "t"),
    (re.compile(r"dz|ts|z|c|x"), "s"),
    (re.compile(r"w"), "v"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"[aeiouyh]"), ""),
)
_FEMININE = re.compile(r"(?P<stem>.{2,}?)(?:e|le|ne|te|que|ine|a|ette)$")


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """The consonants of a folded word as several alphabets' transliterations agree on them.

    >>> sound("tchavtchanidze"), sound("chavchanidze")
    ('CvCns', 'CvCns')
    """
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return word


def distance(left: str, right: str, most: int = 2) -> int:
    """Letters to add, drop, replace or swap with the next to make one word of the other; `most` + 1 if more.

    >>> distance("petit", "peitt"), distance("marchetti", "marcheti")
    (1, 1)
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    before, row = [0] * (len(right) + 1), list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
    return min(row[-1], most + 1)


def feminine_of(left: str, right: str) -> bool:
    """Whether one given name is the other's feminine: two people, however alike the letters.

    >>> feminine_of("frederic", "frederique"), feminine_of("thibaut", "thibault")
    (True, False)
    """
    short, long = sorted((left, right), key=len)
    if (long in {short + end for end in ("e", "le", "ne", "te", "a", "ine", "ette")}) or (
        short[-1:] == "c" and long == short[:-1] + "que"
    ):
        return True
    if len(short) == len(long):  # Valéry, Valérie: the ear does not tell, the card does
        return {short[-1], long[-1]} in ({"o", "a"},)
    return long[:-2] == short[:-1] and long.endswith("ie") and short.endswith("y")


def likeness(left: str, right: str) -> Likeness:
    """How two folded words of a name are alike, the strongest first.

    >>> likeness("moqtada", "muqtada"), likeness("j", "jean"), likeness("alex", "alexandre")
    ('variant', 'initial', 'short')
    """
    if left == right:
        return "equal"
    short, long = sorted((left, right), key=len)
    if len(short) <= 1:
        return "initial" if long.startswith(short) else "none"
    if len(short) >= 3:
        far = distance(left, right, 3)
        if sound(left) == sound(right) and len(sound(left)) >= 2 and far <= (3 if len(long) >= 7 else 2):
            return "variant"
        if (far == 1 and len(short) >= 5) or (far == 2 and len(short) >= 10):
            return "misprint"
        if long.startswith(short) or (len(short) >= 4 and short in long):
            return "short"
    return "none"
