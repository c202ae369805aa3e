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

Shape = Literal["finite", "past", "present", "infinitive"]
"""finite: a third-person form · past: a past participle · present: a present participle."""

_IMPERFECT = ("ait", "aient")
_FUTURE = ("a", "ont", "ait", "aient")


class Form(msgspec.Struct, frozen=True):
    """One verb that a word form may belong to."""

    verb: str
    frames: str
    shape: Shape
    plural: bool = False


class Phrase(msgspec.Struct, frozen=True):
    """A verbal phrase that a word form may open: the words that must follow, `*` for agreement."""

    form: Form
    words: tuple[str, ...]


@cache
def phrases() -> dict[str, tuple[Phrase, ...]]:
    """Every form of the verbs that open a phrase (« fait savoir », « mis en garde »), in lower case.

    >>> [(each.form.verb, each.words) for each in phrases()["laissaient"]][0]
    ('laisser entendre', ('entendre',))
    """
    table: dict[str, list[Phrase]] = {}
    for head, rest, frames, _ in rows("phrases"):
        words = tuple(re.findall(r"\w+['’]|[\w-]+\*?", rest))
        for form, shape in [*_conjugated(head), (head, "infinitive")]:
            of_verb = Form(f"{head} {rest.rstrip('*')}", frames, shape, form.endswith("nt"))
            table.setdefault(form, []).append(Phrase(of_verb, words))
    # « a fait savoir » before « fait savoir »
    return {
        form: tuple(sorted(found, key=lambda one: one.form.shape != "past")) for form, found in table.items()
    }


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Every known form, in lower case, with the verbs it may be.

    >>> [(form.verb, form.shape) for form in forms()["affirmait"]]
    [('affirmer', 'finite')]
    """
    table: dict[str, set[Form]] = {}
    for verb, frames, _ in rows("verbs"):
        for form, shape in _conjugated(verb):
            table.setdefault(form, set()).add(Form(verb, frames, shape, form.endswith("nt")))
    return {form: tuple(sorted(found, key=lambda f: (f.verb, f.shape))) for form, found in table.items()}


@cache
def infinitives() -> dict[str, str]:
    """The verbs themselves, with their frames."""
    return {row[0]: row[1] for row in rows("verbs")}


@cache
def _irregulars() -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in rows("irregular")}


def _conjugated(verb: str) -> list[tuple[str, Shape]]:
    """The third-person forms and participles of a verb."""
    row = _irregulars().get(verb)
    finite, past, present = _irregular(row) if row else _regular(verb)
    found: list[tuple[str, Shape]] = [(form, "finite") for form in finite]
    for form in past:
        for ending in ("", "e", "s", "es"):
            stem = form[:-1] if form.endswith("s") and ending in ("s", "es") else form
            found.append((stem + ending, "past"))
    return [*dict.fromkeys(found), (present, "present")]


def _irregular(row: tuple[str, ...]) -> tuple[list[str], list[str], str]:
    present, imperfect, past, future, present_participle, past_participle = row
    finite = [*present.split(), *(imperfect + e for e in _IMPERFECT), *past.split()]
    finite += [future + e for e in _FUTURE]
    finite.append(present.split()[-1].removesuffix("nt"))  # subjunctive: « qu'elle maintienne »
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
    if stem.endswith("ay"):
        finite += [stem + "e", stem + "ent"]
    for future in {strong + "er", stem + "er"}:
        finite += [future + e for e in _FUTURE]
    return finite, [stem + "é"], soft + "ant"


def _strong(stem: str) -> str:
    """The stem before a silent ending: appell-, soulèv-, répèt-, appui-."""
    if stem.endswith(("appel", "mel", "cel")):
        return stem + "l"
    if stem.endswith("jet"):
        return stem + "t"
    if stem.endswith(("ay", "oy", "uy")):
        return stem[:-1] + "i"
    return re.sub(r"[eé]((?:[^aeiouyàâéèêëîïôöûü]+|gu))$", _grave, stem) if _mute(stem) else stem


def _mute(stem: str) -> bool:
    return bool(
        re.search(r"(?:é(?:[^aeiouyàâéèêëîïôöûü]{1,2}|gu)|(?<!e)e[lmnrtvsc])$", stem)
    ) and not re.search(
        r"(?:ess|ell|err|ett|enn|emm|est|ect|ers|erv|ent|end|ens|enc|esp|erm|ert|erc|erg|exp|erp)$", stem
    )


def _grave(match: re.Match[str]) -> str:
    return "è" + match.group(1)
