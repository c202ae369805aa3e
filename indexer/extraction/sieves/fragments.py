"""A cue and a few words in marks: X dénonce « un passage en force »"""

from __future__ import annotations

import re
from itertools import pairwise

from corpus import Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.cues import Cue
from indexer.extraction.marks import Pair
from indexer.extraction.passage import Passage, has_words, trim
from indexer.extraction.sieves.clause import reported
from indexer.extraction.sieves.ends import clause_end
from indexer.extraction.sieves.finite import has_finite
from indexer.extraction.sieves.state import Sift, cue_subject, is_name, words_of
from indexer.lexicon import listed


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
        if passage.mask[at:stop].lstrip()[:1] in (",", ".", ":", "") or _NO_ATTRIBUTE.match(passage.mask, at):
            continue
        mention = cue_subject(sift, cue, end)
        inside = passage.pairs_in(at, stop)
        if inside and inside[0].start <= at + 2 and len(passage.mask[inside[0].end : stop].split()) > 12:
            stop = inside[0].end
        reported(sift, cue, mention, at, stop, "cue and attribute", 0.82)


def judgement(sift: Sift) -> None:
    """X juge inévitable de … · X estime nécessaire que … · X juge le texte trop long"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or cue.verb not in _JUDGE or cue.reflexive or cue.inverted:
            continue
        _, end = passage.sentence(cue.start)
        at = skip_adverbials(passage.mask, cue.end, end)
        stop = clause_end(sift, cue, at, end)
        match = _ADJECTIVE.match(passage.mask, at, stop) or _JUDGED.match(passage.mask, at, stop)
        if match is None or passage.pairs_in(at, match.end()):
            continue
        mention = cue_subject(sift, cue, at)
        reported(sift, cue, mention, at, stop, "cue and attribute", 0.75)


_JUDGE = listed("juger estimer trouver considérer")
_ADJECTIVE = re.compile(
    r"\s*(?:(?:pas|très|trop|plus|peu|bien|assez|tout\s+à\s+fait|parfaitement)\s+)*(?!que\b|qu['’])"
    r"(?:\w+(?:able|ible|aire|eux|euse|if|ive|ant|ante|mal|ile|ique|turé|turée)s?|utile|bon|normal|légitime|urgent)\s+"
    r"(?:de\b|d['’]|que\b|qu['’]|du\b|des\b|pour\b|à\b)"
)
_JUDGED = re.compile(
    r"\s*(?:(?:le|la|les|ce|cet|cette|ces|son|sa|ses|leurs?)\s+|l['’])[^,;:·.]{2,50}?\s+"
    r"(?:(?:trop|très|assez|peu|plutôt|tout\s+à\s+fait|bien)\s+\w+|in\w+(?:able|ible|ant|ante|é|ée)s?)\b"
)
_NO_ATTRIBUTE = re.compile(
    r"\s*(?:dans|à|aux?|il|les?|la|un|une|des|lors|après|avant|depuis|vers|sur|ce|cette|entre|chez)\b|\s*l['’]",
    re.IGNORECASE,
)
"""« les flammes se sont déclarées dans la nuit »: no attribute."""
_NOBODY = listed("on je j' nous vous tu")
_WITH_AS = listed("présenter considérer voir comparer assimiler")
"""Verbs that name something only with « comme » or « à »."""
_CRIES = listed("scander crier hurler chanter entonner brailler") | {
    "être écrit",
    "être inscrit",
    "pouvoir lire",
}
"""What is cried or written stands in marks of its own each time: scandant « A » et « B »."""
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
        if passage.word(cue.first - 1) in _NOBODY:
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
        if cue.verb in _WITH_AS and not re.search(
            r"\b(?:comme|à|y)\b", passage.mask[cue.start - 3 : pair.start]
        ):
            continue
        if cue.verb in ("publier", "présenter", "lire", "titrer") and inner[:1].isupper():
            continue
        group = _joined(passage, following)
        if cue.verb in _CRIES and not has_words(
            passage.mask[skip_adverbials(passage.mask, cue.end, pair.start) : pair.start]
        ):
            for each in group:
                if passage.mask[each.start - 1 : each.start] == "(":  # a translation
                    continue
                sift.add(words_of(each), "direct", "cry", 0.8, cue, mention, [each])
            continue
        if not set(cue.frames) & set("FN") and (has_words(between) or len(inner.split()) < 3):
            continue
        if all(_name_like(passage, each) for each in group):
            continue
        if cue.verb in _PREDICATES and len(group) > 1 and _apart(passage, group):
            for each in group:
                sift.add([each.inner], "mixed", "cue and fragment", 0.75, cue, mention, [each])
            continue
        span = _object(passage, cue, pair, group[-1], stop)
        plain = not has_words(between) or not has_words(
            passage.mask[skip_adverbials(passage.mask, cue.end, pair.start) : pair.start]
        )
        clause = len(inner.split()) > 6 and (inner[:1].isupper() or has_finite(inner))
        whole = clause or inner[-1:] in ".!?…" or not set(cue.frames) & set("FN")
        if plain and len(group) == 1 and whole:
            sift.add(words_of(pair), "direct", "cue and marks", 0.8, cue, mention, [pair])
        else:
            sift.add([span], "mixed", "cue and fragment", 0.75, cue, mention, group)


def _name_like(passage: Passage, pair: Pair) -> bool:
    """A title, a brand, a nickname in marks: « l'album "Thriller" », « les "gilets jaunes" »."""
    inner = passage.text[pair.inner[0] : pair.inner[1]]
    if is_name(passage, pair):
        return True
    capitals = [w for w in inner.split() if w[:1].isupper()]
    before = passage.mask[max(0, pair.start - 30) : pair.start]
    if re.search(
        r"(?i)(?:intitulée?s?|baptisée?s?|nommée?s?|dite?s?|surnommée?s?|appelée?s?|album|film|livre|roman|chanson|titre|émission|spectacle|série|opération|plan|projet|loi|mouvement|groupe)\s*:?\s*$",
        before,
    ):
        return True
    named = inner[:1].isupper() or inner[:1].isdigit()
    return bool(capitals) and len(inner.split()) <= 4 and named and inner[-1:] not in ".!?…"


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


_PREDICATES = listed(
    "qualifier traiter taxer surnommer nommer décrire dépeindre peindre présenter comparer assimiler "
    "caractériser considérer appeler voir parler remercier féliciter blâmer"
)
"""These name something by the words in marks alone: « qualifie l'accord de "duperie" »."""
_PREPOSITION = re.compile(
    r"[\s,]*(?:(?:(?:de|à|contre|sur|pour|en|comme|vers|avec|par|dans)\s+|d['’]\s*(?!autres\b)|(?P<contracted>(?:du|au|aux)\s+)))?",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"\s*(?:(?:le|la|les|un|une|des|ce|cet|cette|ces|son|sa|ses|leurs?|tout|toute|tous|certains|certaines"
    r"|plusieurs)\s*"
    r"|l['’]\s*)?",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\s+(?:(?:de|du|des|qui|que|dont|où|lors\s+d|dans\s+l|entre|envers|visant|consistant|contenu)\b|d['’]|qu['’]"
    r"|à\s+(?:l['’](?:égard|encontre|endroit|origine)|son|sa|ses)\b|[a-zà-ÿ]+(?:ée?s?|ises?|ues?|ives?|ants?)\b)"
)
"""What may follow the words in marks and still belong to the phrase that holds them."""


def _apart(passage: Passage, group: list[Pair]) -> bool:
    """Whether each of several is said of something else: des lits « sales », des murs « gris »."""
    return any(
        len(re.findall(r"\w{3,}", passage.mask[one.end : two.start])) > 1 for one, two in pairwise(group)
    )


def _object(passage: Passage, cue: Cue, first: Pair, last: Pair, stop: int) -> Span:
    """The reported phrase, from its determiner to its last complement; or the words in marks alone."""
    at = skip_adverbials(passage.mask, cue.end, first.start)
    head = _PREPOSITION.match(passage.mask, at, first.start)
    start = head.end() if head else at
    noun = _DETERMINER.match(passage.mask, start, first.start)
    bare = noun is not None and noun.end() >= first.start
    end = last.end
    if _GOES_ON.match(passage.mask, last.end, stop):
        comma = passage.mask.find(",", last.end, stop)
        end = comma if comma >= 0 else stop
    named = cue.verb in _PREDICATES or (head is not None and bool(head.group("contracted")) and bare)
    if (
        named
        or len(passage.mask[start : first.start].split()) > 8
        or "," in passage.mask[start : first.start]
    ):
        start = first.start
    if end == last.end and (bare or start == first.start):
        return (first.inner[0], first.inner[1]) if first is last else (first.start, last.end)
    if start == first.start and cue.verb in _PREDICATES:
        end = last.end
    return trim(passage.text, start, end) or (first.start, last.end)
