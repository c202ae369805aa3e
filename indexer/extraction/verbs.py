"""The inflected forms of the verbs of speech: which verb a word form may be, and in which shape.

Cues are found by form, not by lemma or part of speech: a tagger gets both right in three reporting
verbs of four only.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from indexer.lexicon import rows

Shape = Literal["finite", "past", "present"]
"""finite: a third-person form · past: a past participle · present: a present participle."""

_IMPERFECT = ("ait", "aient")
_FUTURE = ("a", "ont", "ait", "aient")


class Form(msgspec.Struct, frozen=True):
    """One verb that a word form may belong to."""

    verb: str
    frames: str
    shape: Shape
    plural: bool = False


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Every known form, in lower case, with the verbs it may be.

    >>> [(form.verb, form.shape) for form in forms()["affirmait"]]
    [('affirmer', 'finite')]
    """
    irregular = {row[0]: row[1:] for row in rows("irregular")}
    table: dict[str, set[Form]] = {}
    for verb, frames, _ in rows("verbs"):
        finite, past, present = _irregular(irregular[verb]) if verb in irregular else _regular(verb)
        for form in finite:
            table.setdefault(form, set()).add(Form(verb, frames, "finite", form.endswith("nt")))
        for form in past:
            for ending in ("", "e", "s", "es"):
                stem = form[:-1] if form.endswith("s") and ending in ("s", "es") else form
                table.setdefault(stem + ending, set()).add(Form(verb, frames, "past"))
        table.setdefault(present, set()).add(Form(verb, frames, "present"))
    return {form: tuple(sorted(found, key=lambda f: (f.verb, f.shape))) for form, found in table.items()}


def infinitives() -> frozenset[str]:
    """The verbs themselves."""
    return frozenset(row[0] for row in rows("verbs"))


def _irregular(row: tuple[str, ...]) -> tuple[list[str], list[str], str]:
    present, imperfect, past, future, present_participle, past_participle = row
    finite = [*present.split(), *(imperfect + e for e in _IMPERFECT), *past.split()]
    finite += [future + e for e in _FUTURE]
    if not imperfect.endswith("i"):
        finite += [imperfect + "e", imperfect + "ent"]  # subjunctive
    return finite, [past_participle], present_participle


def _regular(verb: str) -> tuple[list[str], list[str], str]:
    if verb.endswith("ir"):
        stem = verb[:-1]  # averti-
        finite = [stem + "t", stem + "ssent", stem + "ssait", stem + "ssaient", stem + "rent"]
        finite += [verb + e for e in _FUTURE] + [stem + "sse"]
        return finite, [stem], stem + "ssant"
    stem = verb[:-2]
    soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
    strong = _strong(stem)
    finite = [strong + "e", strong + "ent", soft + "ait", soft + "aient", soft + "a", stem + "èrent"]
    for future in {strong + "er", stem + "er"}:
        finite += [future + e for e in _FUTURE]
    return finite, [stem + "é"], soft + "ant"


def _strong(stem: str) -> str:
    """The stem before a silent ending: appell-, soulèv-, répèt-, appui-."""
    if stem.endswith("appel"):
        return stem + "l"
    if stem.endswith("jet"):
        return stem + "t"
    if stem.endswith(("ay", "oy", "uy")):
        return stem[:-1] + "i"
    return re.sub(r"[eé]([^aeiouyàâéèêëîïôöûü]+)$", _grave, stem) if _mute(stem) else stem


def _mute(stem: str) -> bool:
    return bool(re.search(r"(?:é[^aeiouyàâéèêëîïôöûü]{1,2}|e[lmnrtvsc])$", stem)) and not re.search(
        r"(?:ess|ell|err|ett|enn|emm|est|ect|ers|erv|ent|end|ens|enc|esp|erm|ert|erc|erg|exp|erp)$", stem
    )


def _grave(match: re.Match[str]) -> str:
    return "è" + match.group(1)
