"""Verb groups: a past participle with its auxiliary, a present participle, an infinitive under another verb.

« a-t-il, selon nos informations, affirmé », « s'est dit », « tout en reconnaissant », « a tenu à préciser ».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.extraction.cue import Cue, CueShape, Token
from indexer.extraction.verbs import Form, infinitives
from indexer.lexicon import listed, word_class, words

CLITIC = re.compile(r"(.+?)[- \u00a0]+(?:t[-'])?(ils?|elles?|on|je|nous|vous|ce)$")
"""A verb with its inverted pronoun: « dit-il » → « dit », « il »."""
AUXILIARIES = listed(
    "a ont avait avaient aura auront aurait auraient eut eurent ait aient ayant avoir est sont était étaient "
    "sera seront serait seraient fut furent étant être"
)
ETRE = listed("est sont était étaient sera seront serait seraient fut furent étant être")
OBJECTS = listed("le la les l' lui leur y en se s' me m' nous vous te t' ne n'")
"""What may stand between a subject and its verb."""
SELF = ("se", "s'")


def objects_before(found: Sequence[Token], at: int) -> tuple[int, bool, bool]:
    """Where the pronouns and « ne » before a verb begin, whether one is reflexive, whether it is negated."""
    first = at
    while first and found[first - 1].word in OBJECTS:
        first -= 1
    before = {token.word for token in found[first:at]}
    return first, not before.isdisjoint(SELF), not before.isdisjoint(("ne", "n'"))


def pronoun_fits(form: Form, reflexive: bool) -> bool:
    """Whether a verb speaks with « se » (P, p) or without it (all but p)."""
    return "P" in form.frames or ("p" in form.frames) == reflexive


def compound(found: Sequence[Token], at: int, form: Form) -> Cue | None:
    """A past participle with its auxiliary before it, whatever splits the group."""
    inside = False
    for back in range(at - 1, max(-1, at - 16), -1):
        word = found[back].word
        match = CLITIC.fullmatch(word) if "-" in word or " " in word else None
        auxiliary = match.group(1) if match else word
        if auxiliary in AUXILIARIES:
            if inside:  # « …, cité par … »: the comma opens something else
                return None
            return _with_auxiliary(found, back, at, form, auxiliary, match)
        if word == ",":
            inside = not inside
            continue
        if word in _WHEN or word.isdigit():
            continue
        if word in _FROM_NOW_ON and "ores" in {token.word for token in found[max(0, back - 1) : back + 2]}:
            continue
        if word in ("et", "mais") and not inside and at - back <= 2:
            return _coordinated(found, back, at, form)
        if not inside and not splits(word, at - back):
            return None
    return None


_FROM_NOW_ON = listed("d' ores et")
"""« a d'ores et déjà promis »."""
_WHEN = listed(
    "dès ce matin soir midi lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril "
    "mai juin juillet août septembre octobre novembre décembre"
)
"""« avait dès mars trouvé », « a ce lundi soir dénoncé »."""
_AFTER_PARTICIPLE = listed("de d' à au aux le la les l' un une des son sa ses contre")


def _coordinated(found: Sequence[Token], back: int, at: int, form: Form) -> Cue | None:
    """« a esquivé la question et expliqué que »: the auxiliary stands before the first participle."""
    after = found[at + 1].word if at + 1 < len(found) else ""
    if after not in ("que", "qu'", ":", "«", '"', "“") and not (
        after in _AFTER_PARTICIPLE and set(form.frames) & set("DAF")
    ):
        return None
    if not any(token.word in AUXILIARIES for token in found[max(0, back - 25) : back]):
        return None
    return Cue(
        start=found[at].start, end=found[at].end, verb=form.verb, frames=form.frames, shape="compound",
        first=at, last=at, head=found[at].start,
    )  # fmt: skip


def splits(word: str, distance: int) -> bool:
    """Whether a word may stand between auxiliary and participle."""
    return distance <= 6 and (word.endswith("ment") or word in words("adverbs"))


def _with_auxiliary(
    found: Sequence[Token], back: int, at: int, form: Form, auxiliary: str, match: re.Match[str] | None
) -> Cue | None:
    first, reflexive, negated = objects_before(found, back)
    passive = auxiliary in ETRE and not reflexive and form.verb not in ("convenir",)
    nobody = passive and match is not None and match.group(2) == "il" and "Q" in form.frames
    if passive and not nobody and not _passive(found, at, form):
        return None
    start = found[back].start
    if not pronoun_fits(form, reflexive):
        return None
    if reflexive:
        start = next(found[i].start for i in range(first, back) if found[i].word in SELF)
    inverted = match.group(2) if match else ""
    clitic = (found[back].end - len(inverted), found[back].end) if match else None
    if nobody:  # « est-il précisé »
        inverted, clitic = "on", None
    shape: CueShape = _IMPERSONAL_AUXILIARIES.get(auxiliary, "compound")
    return Cue(
        start=start, end=found[at].end, verb=form.verb, frames=form.frames, shape=shape, clitic=clitic,
        inverted=inverted, first=first, last=at, negated=negated, reflexive=reflexive,
        plural=auxiliary.endswith("nt") and auxiliary not in ("ayant", "étant"), head=found[back].start,
    )  # fmt: skip


_IMPERSONAL_AUXILIARIES: dict[str, CueShape] = {
    "avoir": "infinitive", "être": "infinitive", "ayant": "participle", "étant": "participle",
}  # fmt: skip
"""« Après avoir dit », « ayant dit »: who says it stands elsewhere in the sentence."""


def _passive(found: Sequence[Token], at: int, form: Form) -> bool:
    """« est accusée par le préfet de … »."""
    return form.verb == "accuser" and any(token.word == "par" for token in found[at + 1 : at + 3])


def participle(found: Sequence[Token], at: int, form: Form) -> Cue | None:
    """« ajoutant que », « tout en se félicitant »: a present participle, where it is no noun or adverb."""
    before = found[at - 1].word if at else ""
    article = before in ("le", "la", "les", "l'") and (at < 2 or found[at - 2].word != ",")
    if found[at].word == "maintenant" or article or before in ("un", "d'", "de", "du"):
        return None
    reflexive = at > 0 and found[at - 1].word in ("se", "s'")
    if not pronoun_fits(form, reflexive):
        return None
    return Cue(
        start=found[at - reflexive].start, end=found[at].end, verb=form.verb, frames=form.frames,
        shape="participle", first=at - reflexive, last=at, reflexive=reflexive, head=found[at].start,
    )  # fmt: skip


_BEFORE_INFINITIVE = listed("à d' de pour par")
_MODALS = word_class("modals")
"""Verbs under which an infinitive of saying says something: « a voulu rassurer », « vient d'annoncer »."""


def infinitive(found: Sequence[Token], at: int) -> Cue | None:
    """« avant d'ajouter », « a tenu à préciser », « pour dénoncer », « fait savoir »."""
    frames = infinitives().get(found[at].word)
    if frames is None:
        return None
    first = at
    while first and found[first - 1].word in OBJECTS:
        first -= 1
    before = found[first - 1].word if first else ""
    reflexive = any(found[number].word in ("se", "s'") for number in range(first, at))
    if before not in _BEFORE_INFINITIVE and not any(
        found[number].word in _MODALS for number in range(max(0, first - 3), first)
    ):
        return None
    if not (reflexive == ("p" in frames) or "P" in frames):
        return None
    return Cue(
        start=found[at].start, end=found[at].end, verb=found[at].word, frames=frames, shape="infinitive",
        first=first, last=at, head=found[at].start,
    )  # fmt: skip
