"""A cue and a few words in marks: X dénonce « un passage en force »"""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.cues import Cue
from indexer.extraction.marks import Pair
from indexer.extraction.passage import Passage, has_words
from indexer.extraction.sieves.clause import nickname, reported
from indexer.extraction.sieves.ends import clause_end
from indexer.extraction.sieves.state import Sift, cue_subject, words_of


def attribute(sift: Sift) -> None:
    """X s'est dit « déçu » · X se dit prêt à partir"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or "R" not in cue.frames or not cue.reflexive or cue.negated:
            continue
        if cue.verb not in ("dire", "déclarer", "juger", "estimer", "montrer", "affirmer"):
            continue
        _, end = passage.sentence(cue.start)
        at = skip_adverbials(passage.mask, cue.end, end)
        stop = clause_end(sift, cue, at, end)
        if passage.mask[at:stop].lstrip()[:1] in (",", ".", ":", ""):
            continue
        mention = cue_subject(sift, cue, end)
        inside = passage.pairs_in(at, stop)
        if inside and inside[0].start <= at + 2 and len(passage.mask[inside[0].end : stop].split()) > 12:
            stop = inside[0].end
        reported(sift, cue, mention, at, stop, "cue and attribute", 0.82)


_JOINS = ("et", "ou", "puis", "mais", ",")


def fragment(sift: Sift) -> None:
    """X dénonce « un passage en force » · X qualifie l'accord de « duperie » · X évoque une nuit « rude »"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or not set(cue.frames) & set("FNI"):
            continue
        if cue.shape == "infinitive" and cue.verb in ("rire", "protester", "poser", "compter"):
            continue
        _, end = passage.sentence(cue.start)
        stop = clause_end(sift, cue, cue.end, end)
        following = [p for p in passage.pairs_in(cue.end, stop) if sift.free(p)]
        if not following or following[0].start - cue.end > 160:
            continue
        pair = following[0]
        between = passage.mask[cue.end : pair.start]
        if re.search(r"[;:]", between) or cue.inverted == "on":
            continue
        mention = cue_subject(sift, cue, pair.start)
        inner = passage.text[pair.inner[0] : pair.inner[1]]
        if len(between.split()) > 12:
            continue
        named = mention is not None or cue.shape not in ("finite", "compound")
        if len(inner.split()) < 3 and not named and passage.word(cue.first - 1) not in _JOINS:
            continue
        if cue.verb in ("publier", "présenter", "lire", "titrer") and inner[:1].isupper():
            continue
        group = _joined(passage, following)
        if not set(cue.frames) & set("FN") and (has_words(between) or len(inner.split()) < 3):
            continue
        if all(_name_like(passage, each) for each in group):
            continue
        span = _object(passage, cue, pair, group[-1])
        plain = not has_words(between) or not has_words(
            passage.mask[skip_adverbials(passage.mask, cue.end, pair.start) : pair.start]
        )
        if plain and len(group) == 1 and (inner[-1:] in ".!?…" or len(inner.split()) > 6):
            sift.add(words_of(pair), "direct", "cue and marks", 0.8, cue, mention, [pair])
        else:
            sift.add([span], "mixed", "cue and fragment", 0.75, cue, mention, group)


def _name_like(passage: Passage, pair: Pair) -> bool:
    """A title, a brand, a nickname in marks: « l'album "Thriller" », « les "gilets jaunes" »."""
    inner = passage.text[pair.inner[0] : pair.inner[1]]
    if nickname(passage, pair) or inner.lower() in ("gilets jaunes", "gilet jaune"):
        return True
    capitals = [w for w in inner.split() if w[:1].isupper()]
    before = passage.mask[max(0, pair.start - 30) : pair.start]
    if re.search(
        r"(?i)(?:intitulée?s?|baptisée?s?|nommée?s?|dite?s?|surnommée?s?|appelée?s?|album|film|livre|roman|chanson|titre|émission|spectacle|série|opération|plan|projet|loi|mouvement|groupe)\s*:?\s*$",
        before,
    ):
        return True
    return bool(capitals) and len(inner.split()) <= 4 and inner[:1].isupper() and inner[-1:] not in ".!?…"


def _joined(passage: Passage, following: list[Pair]) -> list[Pair]:
    """« A » et « B » after one cue: one reported phrase."""
    group = [following[0]]
    for pair in following[1:]:
        between = passage.mask[group[-1].end : pair.start]
        if (
            len(between.split()) > 6
            or re.search(r"[.;:]|\b(?:que|qui)\b", between)
            or passage.cues_in(group[-1].end, pair.start)
        ):
            break
        group.append(pair)
    return group


def _object(passage: Passage, cue: Cue, first: Pair, last: Pair) -> Span:
    """The reported phrase: from the object's head after announcing verbs, the fragment after naming ones."""
    start = first.start
    if "N" not in cue.frames or cue.verb == "dire":
        at = skip_adverbials(passage.mask, cue.end, first.start)
        head = passage.mask[at : first.start]
        if head.strip() and len(head.split()) <= 8 and "," not in head.strip(" ,"):
            start = at + len(head) - len(head.lstrip(" ,"))
    if start == first.start and first is last:
        return first.inner[0], first.inner[1]
    return start, last.end
