"""Cues: the verb groups that introduce speech, found by inflected form in the narrator's words.

A cue's span takes in auxiliary, pronoun and what splits the group: « a-t-il déclaré », « s'est dit »,
« a, selon nos informations, affirmé ». Its frames come from `indexer/lexicon/verbs.tsv`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

import msgspec

from corpus import Span
from indexer.extraction.verbs import Form, Phrase, forms, infinitives, phrases
from indexer.lexicon import listed, word_class, words

CueShape = Literal["finite", "compound", "participle", "infinitive"]


class Token(msgspec.Struct, frozen=True):
    """A word of the mask; `word` in lower case with straight apostrophes, elision kept (`qu'`)."""

    start: int
    end: int
    word: str


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """A verb group that may introduce speech.

    `clitic` is the inverted pronoun's span (« dit-il »), `inverted` the pronoun itself.
    `first` and `last` number its tokens. `negated` and `reflexive` as they say.
    """

    start: int
    end: int
    verb: str
    frames: str
    shape: CueShape
    clitic: Span | None = None
    inverted: str = ""
    first: int = 0
    last: int = 0
    negated: bool = False
    reflexive: bool = False
    plural: bool = False
    head: int = 0
    """Offset of the word that is inflected: the auxiliary, or the verb itself."""


_TOKEN = re.compile(
    r"[^\W\d_]+(?:[ \u00a0]-?|-[ \u00a0]?)t[-'’](?:ils?|elles?|on)\b"  # « ajoute t-il », « a -t-elle dit »
    r"|(?:avait|avaient)[ \u00a0](?:ils?|elles?|on)\b"  # the hyphen left out
    r"|[^\W\d_]+['’]|[^\W_]+(?:-[^\W_]+)*|·+|[^\w\s]"
)
_CLITIC = re.compile(r"(.+?)[- \u00a0]+(?:t[-'])?(ils?|elles?|on|je|nous|vous|ce)$")

AUXILIARIES = listed(
    "a ont avait avaient aura auront aurait auraient eut eurent ayant avoir est sont était étaient sera "
    "seront serait seraient fut furent étant être"
)
_ETRE = listed("est sont était étaient sera seront serait seraient fut furent étant être")
_DETERMINERS = listed(
    "le la les l' un une des du de d' au aux ce cet cette ces son sa ses leur leurs mon ma mes notre "
    "nos votre vos quelque quelques chaque tout toute aucune aucun en par sans sous dernière première "
    "nouvelle grande simple seule longue autre pour vers contre possible possibles prochaine éventuelle "
    "énième ultime vive forte petite bonne belle double vraie fausse plein pleine grand nouveau nouvel"
)
_OBJECTS = listed("le la les l' lui leur y en se s' me m' nous vous te t' ne n'")


def tokens(mask: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of the mask.

    >>> [t.word for t in tokens("Qu’a-t-il dit ?", 0, 15)]
    ["qu'", 'a-t-il', 'dit', '?']
    """
    return [
        Token(m.start(), m.end(), m.group().lower().replace("’", "'"))
        for m in _TOKEN.finditer(mask, start, end)
    ]


def cues(found: Sequence[Token]) -> list[Cue]:
    """The cues among the tokens of a sentence, in order.

    >>> [(c.verb, c.inverted) for c in cues(tokens("« ·· », a-t-il ensuite déclaré.", 0, 31))]
    [('déclarer', 'il')]
    """
    result: list[Cue] = []
    last_end = -1
    for at, _token in enumerate(found):
        if at <= last_end:
            continue
        cue = _phrase(found, at) or _cue_at(found, at) or _any_verb(found, at)
        if cue is None or (cue.verb == "apprendre" and found[cue.first - 1].word not in _LEARNT):
            continue
        if result and result[-1].last >= cue.first:
            result.pop()
        result.append(cue)
        last_end = cue.last
    return result


_LEARNT = listed(', » " ” nous')  # before « a-t-on appris », « nous apprend la presse »


def _cue_at(found: Sequence[Token], at: int) -> Cue | None:
    token = found[at]
    word, inverted, clitic = token.word, "", None
    match = _CLITIC.fullmatch(word) if "-" in word or " " in word else None
    if match and match.group(1) in forms():
        word, inverted = match.group(1), match.group(2)
        clitic = (token.end - len(inverted), token.end)
    best: Cue | None = None
    for form in forms().get(word, ()):
        if inverted and form.shape != "finite":
            continue
        cue = _of_form(found, at, form, inverted, clitic)
        if cue and (best is None or cue.shape == "compound" or "W" in best.frames):
            best = cue
    return best or (None if inverted else _infinitive(found, at))


_CLOSERS = listed('» " ”')
_NO_SAYING = AUXILIARIES | word_class("no saying")


def _any_verb(found: Sequence[Token], at: int) -> Cue | None:
    """« … », médite-t-il · « … », a-t-elle professé: any verb, inverted after marks."""
    match = _CLITIC.fullmatch(found[at].word) if at > 1 and found[at - 1].word == "," else None
    if match is None or found[at - 2].word not in _CLOSERS or match.group(2) not in _SPEAKS:
        return None
    last = at
    if match.group(1) in AUXILIARIES - _ETRE:
        last = next((n for n in range(at + 1, min(at + 4, len(found))) if not _splits(found[n].word, 1)), at)
        if last == at or not _PAST.search(found[last].word) or _cue_at(found, last):
            return None
    elif match.group(1) in _NO_SAYING:
        return None
    clitic = (found[at].end - len(match.group(2)), found[at].end)
    return Cue(
        start=found[at].start, end=found[last].end, verb="",
        frames="I", shape="finite" if last == at else "compound", clitic=clitic, inverted=match.group(2),
        first=at, last=last, plural=match.group(2).endswith("s"), head=found[at].start,
    )  # fmt: skip


_SPEAKS = listed("il elle ils elles")
_PAST = re.compile(r"(?:[éiu]|is|it|ert)e?s?$")


_SELF = ("se", "s'")


def _objects_before(found: Sequence[Token], at: int) -> tuple[int, bool, bool]:
    """Where the pronouns and « ne » before a verb begin, whether one is reflexive, whether it is negated."""
    first = at
    while first and found[first - 1].word in _OBJECTS:
        first -= 1
    before = {token.word for token in found[first:at]}
    return first, not before.isdisjoint(_SELF), not before.isdisjoint(("ne", "n'"))


def _of_form(found: Sequence[Token], at: int, form: Form, inverted: str, clitic: Span | None) -> Cue | None:
    if form.shape == "past":
        return _compound(found, at, form)
    if form.shape == "present":
        return _participle(found, at, form)
    before = found[at - 1].word if at else ""
    if not inverted:
        if before in _DETERMINERS and before not in _OBJECTS:
            return None
        if found[at].word in words("nouns_too") and not _verb_here(found, at):
            return None
    first, reflexive, negated = _objects_before(found, at)
    start = found[at].start
    if not _pronoun_fits(form, reflexive):
        return None
    if reflexive:
        start = next(found[i].start for i in range(first, at) if found[i].word in _SELF)
    if before in _PERSONS and found[at].word != "plus":
        return None
    if form.verb == "dire" and before in ("autrement", "soit", "ledit", "cela", "ceci"):
        return None
    return Cue(
        start=start, end=found[at].end, verb=form.verb, frames=form.frames, shape="finite", clitic=clitic,
        inverted=inverted, first=first, last=at, negated=negated, reflexive=reflexive, plural=form.plural,
        head=found[at].start,
    )  # fmt: skip


_AFTER_NOUN = listed("de d' du des chez en pour au aux à , .")
_SUBJECT_BEFORE = listed("qui il elle on ne n' se s' lui ils elles leur » \" ” ,")
_NO_NOUN = listed("le la les l' un une son sa ses leur ce cette ces")
"""No noun stands right before these: « et annonce le départ »."""
_SAYS_AFTER = listed("que qu' : « \" “")
_OBJECT_VERBS = listed("accuse menace prie exige conseille critique juge")
"""After « le », « la », « les » these are verbs even before « de »: « il les menace de partir »."""


def _verb_here(found: Sequence[Token], at: int) -> bool:
    """Whether a form that is a noun too (« note », « juge ») stands where a verb stands."""
    before = found[at - 1].word if at else ""
    after = found[at + 1].word if at + 1 < len(found) else ""
    if before in ("le", "l'") and at > 1 and found[at - 2].word == "comme":  # « comme le note la préfète »
        return True
    if before in _DETERMINERS:
        follows = after in ("que", "qu'", "comme") or (
            after in ("de", "d'") and found[at].word in _OBJECT_VERBS
        )
        return before in ("le", "la", "les", "l'", "en") and follows
    if before == "," and at > 1 and found[at - 2].word in _CLOSERS:  # « … », tranche de son côté un élu
        return True
    if before == "," and after in _AFTER_NOUN and found[at].word not in word_class("verbs only"):
        return False
    if before in _SUBJECT_BEFORE:
        return True
    return before not in ("et", "ou", "") or after in _SAYS_AFTER or (before == "et" and after in _NO_NOUN)


def _compound(found: Sequence[Token], at: int, form: Form) -> Cue | None:
    """A past participle with its auxiliary before it, whatever splits the group."""
    inside = False
    for back in range(at - 1, max(-1, at - 16), -1):
        word = found[back].word
        match = _CLITIC.fullmatch(word) if "-" in word or " " in word else None
        auxiliary = match.group(1) if match else word
        if auxiliary in AUXILIARIES:
            if inside:  # « …, cité par … »: the comma opens something else
                return None
            return _with_auxiliary(found, back, at, form, auxiliary, match)
        if word == ",":
            inside = not inside
            continue
        if word in _FROM_NOW_ON and "ores" in {token.word for token in found[max(0, back - 1) : back + 2]}:
            continue
        if word in ("et", "mais") and not inside and at - back <= 2:
            return _coordinated(found, back, at, form)
        if not inside and not _splits(word, at - back):
            return None
    return None


_FROM_NOW_ON = listed("d' ores et")
"""« a d'ores et déjà promis »."""
_AFTER_PARTICIPLE = listed("de d' à au aux le la les l' un une des son sa ses contre")
_PERSONS = listed(
    "ai as avons avez avais avions aviez aurai auras aurons aurez aurais aurions auriez suis es sommes "
    "êtes étais étions étiez pas jamais rien plus"
)
"""After these a form is a participle with a first or second person, not « il dit »."""


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


def _splits(word: str, distance: int) -> bool:
    """Whether a word may stand between auxiliary and participle."""
    return distance <= 6 and (word.endswith("ment") or word in words("adverbs"))


def _with_auxiliary(
    found: Sequence[Token], back: int, at: int, form: Form, auxiliary: str, match: re.Match[str] | None
) -> Cue | None:
    first, reflexive, negated = _objects_before(found, back)
    passive = auxiliary in _ETRE and not reflexive and form.verb not in ("convenir",)
    nobody = passive and match is not None and match.group(2) == "il" and "Q" in form.frames
    if passive and not nobody and not _passive(found, at, form):
        return None
    start = found[back].start
    if not _pronoun_fits(form, reflexive):
        return None
    if reflexive:
        start = next(found[i].start for i in range(first, back) if found[i].word in _SELF)
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


def _participle(found: Sequence[Token], at: int, form: Form) -> Cue | None:
    before = found[at - 1].word if at else ""
    article = before in ("le", "la", "les", "l'") and (at < 2 or found[at - 2].word != ",")
    if found[at].word == "maintenant" or article or before in ("un", "d'", "de", "du"):
        return None
    reflexive = at > 0 and found[at - 1].word in ("se", "s'")
    if not _pronoun_fits(form, reflexive):
        return None
    return Cue(
        start=found[at - reflexive].start, end=found[at].end, verb=form.verb, frames=form.frames,
        shape="participle", first=at - reflexive, last=at, reflexive=reflexive, head=found[at].start,
    )  # fmt: skip


_BEFORE_INFINITIVE = listed("à d' de pour par")
_MODALS = word_class("modals")
"""Verbs under which an infinitive of saying says something: « a voulu rassurer », « vient d'annoncer »."""


def _infinitive(found: Sequence[Token], at: int) -> Cue | None:
    """« avant d'ajouter », « a tenu à préciser », « pour dénoncer », « fait savoir »."""
    frames = infinitives().get(found[at].word)
    if frames is None:
        return None
    first = at
    while first and found[first - 1].word in _OBJECTS:
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


def _phrase(found: Sequence[Token], at: int) -> Cue | None:
    """« a fait savoir », « fait également valoir », « faisant état », « a mis en garde »."""
    token = found[at]
    match = _CLITIC.fullmatch(token.word) if "-" in token.word or " " in token.word else None
    word = match.group(1) if match else token.word
    if word not in phrases():
        return None
    ahead = {each.word for each in found[at + 1 : at + 4]}
    for phrase in phrases()[word]:
        opens = phrase.words[0]
        if opens not in ahead and not opens.endswith("*"):
            continue
        last = _last_of(found, at, phrase)
        if last is None:
            continue
        if phrase.form.shape == "past":
            compound = _compound(found, at, phrase.form)
            if compound:
                return msgspec.structs.replace(compound, end=found[last].end, last=last)
            continue
        shape: CueShape = "participle" if phrase.form.shape == "present" else phrase.form.shape
        first = at
        while first and found[first - 1].word in _OBJECTS:
            first -= 1
        return Cue(
            start=token.start, end=found[last].end, verb=phrase.form.verb, frames=phrase.form.frames,
            shape=shape, inverted=match.group(2) if match else "", first=first, last=last,
            clitic=(token.end - len(match.group(2)), token.end) if match else None,
            plural=phrase.form.plural, head=token.start,
            negated=any(found[number].word in ("ne", "n'") for number in range(first, at)),
        )  # fmt: skip
    return None


def _last_of(found: Sequence[Token], at: int, phrase: Phrase) -> int | None:
    """The number of a phrase's last token, up to two adverbs after its verb passed over; or None."""
    begin = at + 1
    while begin < len(found) and begin < at + 3 and found[begin].word != phrase.words[0]:
        if not _splits(found[begin].word, 1):
            break
        begin += 1
    if len(found) < begin + len(phrase.words):
        return None
    for number, word in enumerate(phrase.words):
        given = found[begin + number].word
        if word.endswith("*"):
            if not (
                given.startswith(word[:-1]) and given[len(word) - 1 :] in ("", "e", "s", "es", "le", "les")
            ):
                return None
        elif given != word:
            return None
    return begin + len(phrase.words) - 1


def _pronoun_fits(form: Form, reflexive: bool) -> bool:
    """Whether a verb speaks with « se » (P, p) or without it (all but p)."""
    return "P" in form.frames or ("p" in form.frames) == reflexive


def token_at(found: Sequence[Token], offset: int) -> int:
    """The number of the first token that starts at or after an offset."""
    return bisect_left(found, offset, key=lambda token: token.start)
