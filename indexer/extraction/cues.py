"""Cues: the verb groups that introduce speech, found by inflected form in the narrator's words.

A cue's span takes in auxiliary, pronoun and what splits the group: « a-t-il déclaré », « s'est dit »,
« a, selon nos informations, affirmé ». Its frames come from `indexer/lexicon/verbs.tsv`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from corpus import Span
from indexer.extraction.cue import Cue, CueShape, Token
from indexer.extraction.verb_groups import (
    AUXILIARIES,
    CLITIC,
    ETRE,
    OBJECTS,
    SELF,
    compound,
    infinitive,
    objects_before,
    participle,
    pronoun_fits,
    splits,
)
from indexer.extraction.verbs import Form, Phrase, forms, phrases
from indexer.lexicon import listed, word_class, words

_DETERMINERS = listed(
    "le la les l' un une des du de d' au aux ce cet cette ces son sa ses leur leurs mon ma mes notre "
    "nos votre vos quelque quelques chaque tout toute aucune aucun en par sans sous dernière première "
    "nouvelle grande simple seule longue autre pour vers contre possible possibles prochaine éventuelle "
    "énième ultime vive forte petite bonne belle double vraie fausse plein pleine grand nouveau nouvel"
)


def cues(found: Sequence[Token]) -> list[Cue]:
    """The cues among the tokens of a sentence, in order.

    >>> from indexer.extraction.cue import tokens
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
    match = CLITIC.fullmatch(word) if "-" in word or " " in word else None
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
    return best or (None if inverted else infinitive(found, at))


_CLOSERS = listed('» " ”')
_NO_SAYING = AUXILIARIES | word_class("no saying")


def _any_verb(found: Sequence[Token], at: int) -> Cue | None:
    """« … », médite-t-il · « … », a-t-elle professé: any verb, inverted after marks."""
    match = CLITIC.fullmatch(found[at].word) if at > 1 and found[at - 1].word == "," else None
    if match is None or found[at - 2].word not in _CLOSERS or match.group(2) not in _SPEAKS:
        return None
    last = at
    if match.group(1) in AUXILIARIES - ETRE:
        last = next((n for n in range(at + 1, min(at + 4, len(found))) if not splits(found[n].word, 1)), at)
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


def _of_form(found: Sequence[Token], at: int, form: Form, inverted: str, clitic: Span | None) -> Cue | None:
    if form.shape == "past":
        return compound(found, at, form)
    if form.shape == "present":
        return participle(found, at, form)
    before = found[at - 1].word if at else ""
    if not inverted:
        if before in _DETERMINERS and before not in OBJECTS:
            return None
        if found[at].word in words("nouns_too") and not _verb_here(found, at):
            return None
    first, reflexive, negated = objects_before(found, at)
    start = found[at].start
    if not pronoun_fits(form, reflexive):
        return None
    if reflexive:
        start = next(found[i].start for i in range(first, at) if found[i].word in SELF)
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
    if before == "leur" and at > 1 and after in _SAYS_AFTER:  # « le préfet leur demande « un effort » »
        return True
    if before in _DETERMINERS:
        further = found[at + 2].word if at + 2 < len(found) and after in words("adverbs") else after
        follows = after in ("que", "qu'", "comme") or (
            further in ("de", "d'") and found[at].word in _OBJECT_VERBS
        )
        return before in ("le", "la", "les", "l'", "en") and follows
    if before == "," and at > 1 and found[at - 2].word in _CLOSERS:  # « … », tranche de son côté un élu
        return True
    if before == "," and after in _AFTER_NOUN and found[at].word not in word_class("verbs only"):
        return False
    if before in _SUBJECT_BEFORE:
        return True
    if before == "et" and _asks(found, at):
        return True
    return before not in ("et", "ou", "") or after in _SAYS_AFTER or (before == "et" and after in _NO_NOUN)


_ASKS = listed("demande menace accuse promet")
_TO_WHOM = listed("à aux au de d' régulièrement même aussi désormais également")


def _asks(found: Sequence[Token], at: int) -> bool:
    """« et demande aux élus de … », « et menace de … »: no noun stands so without its article."""
    after = found[at + 1].word if at + 1 < len(found) else ""
    if found[at].word == "menace" and after in ("de", "d'"):  # « et menace de le frapper »: a deed
        return False
    return found[at].word in _ASKS and after in _TO_WHOM


_PERSONS = listed(
    "ai as avons avez avais avions aviez aurai auras aurons aurez aurais aurions auriez suis es sommes "
    "êtes étais étions étiez pas jamais rien plus"
)
"""After these a form is a participle with a first or second person, not « il dit »."""


def _phrase(found: Sequence[Token], at: int) -> Cue | None:
    """« a fait savoir », « fait également valoir », « faisant état », « a mis en garde »."""
    token = found[at]
    match = CLITIC.fullmatch(token.word) if "-" in token.word or " " in token.word else None
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
            group = compound(found, at, phrase.form)
            if group:
                return msgspec.structs.replace(group, end=found[last].end, last=last)
            continue
        shape: CueShape = "participle" if phrase.form.shape == "present" else phrase.form.shape
        first = at
        while first and found[first - 1].word in OBJECTS:
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
        if not splits(found[begin].word, 1):
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
