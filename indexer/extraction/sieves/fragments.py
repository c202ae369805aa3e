"""A cue and a few words in marks: X dénonce « un passage en force »"""

from __future__ import annotations

import re
from itertools import pairwise

from corpus import Span
from indexer.extraction.adverbials import ADVERBIAL, skip_adverbials
from indexer.extraction.cues import Cue
from indexer.extraction.finite import has_finite
from indexer.extraction.infinitives import infinitive_at
from indexer.extraction.marks import Pair
from indexer.extraction.noun_phrases import noun_phrase
from indexer.extraction.passage import Passage, has_words, trim
from indexer.extraction.sieves.ends import clause_end
from indexer.extraction.sieves.state import Sift, cue_subject, is_name, words_of
from indexer.extraction.speaking import can_speak
from indexer.lexicon import listed

_NOBODY = listed("on je j' nous vous tu")
_WITH_AS = listed("présenter considérer voir comparer assimiler")
"""Verbs that name something only with « comme » or « à »."""
_CRIES = listed("scander crier hurler chanter entonner brailler") | {
    "être écrit",
    "être inscrit",
    "pouvoir lire",
}
"""What is cried or written stands in marks of its own each time: scandant « A » et « B »."""
_TITLES = listed("publier présenter lire titrer")
_JOINS = ("et", "ou", "puis", "mais", ",")


def fragment(sift: Sift) -> None:
    """X dénonce « un passage en force » · X qualifie l'accord de « duperie » · X évoque une nuit « rude »"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or not set(cue.frames) & set("FNI") or _speaks_for_nobody(sift, cue):
            continue
        _, end = passage.sentence(cue.start)
        stop = clause_end(sift, cue, skip_adverbials(passage.mask, cue.end, end), end)
        following = [pair for pair in passage.pairs_in(cue.end, stop) if sift.free(pair)]
        if not following or not _within_reach(passage, cue, following[0]):
            continue
        if _nearer(passage, cue, following[0]):
            continue
        mention = cue_subject(sift, cue, following[0].start)
        if _too_short(passage, cue, following[0], mention):
            continue
        _add(sift, cue, mention, _joined(passage, following), stop)


def _speaks_for_nobody(sift: Sift, cue: Cue) -> bool:
    """Whether a cue has « on », « je » or « nous » for its subject, or is a purpose (« pour protester »)."""
    passage = sift.passage
    if cue.verb == "exprimer" and cue.reflexive:  # « s'exprime sur un sujet »
        return True
    if cue.verb == "apprendre":  # « a appris « sur le tas » »: it tells only after its words
        return True
    purpose = cue.shape == "infinitive" and cue.verb in ("rire", "protester", "poser", "compter", "garantir")
    if passage.word(cue.first - 1) == "on" and sift.subject_of(passage, cue) is not None:
        return False  # « À la mairie, on parle d'un « contretemps » »
    return purpose or cue.inverted == "on" or passage.word(cue.first - 1) in _NOBODY


def _within_reach(passage: Passage, cue: Cue, pair: Pair) -> bool:
    """Whether the words in marks are near enough to be the cue's, and not a title of something."""
    between = passage.mask[cue.end : pair.start]
    if pair.start - cue.end > 160 or re.search(r"[;:]", between) or len(between.split()) > 12:
        return False
    named_as = passage.mask[max(0, cue.start - 3) : pair.start]
    if cue.verb in _WITH_AS and not re.search(r"\b(?:comme|à|y)\b", named_as):
        return False
    return not (cue.verb in _TITLES and passage.text[pair.inner[0]].isupper())


def _nearer(passage: Passage, cue: Cue, pair: Pair) -> bool:
    """Whether another cue stands between: « confie son goût d'un rôle qu'elle juge "dur" »."""
    return any(
        set(other.frames) & set("FN")
        and (other.shape in ("finite", "compound") or len(passage.mask[other.end : pair.start].split()) <= 2)
        for other in passage.cues_in(cue.end, pair.start)
    )


def _too_short(passage: Passage, cue: Cue, pair: Pair, mention: Span | None) -> bool:
    """Whether a word or two in marks stand beside a cue that nobody is named for: a scare quote."""
    if len(passage.text[slice(*pair.inner)].split()) >= 3 or passage.word(cue.first - 1) in _JOINS:
        return False
    return mention is None and cue.shape in ("finite", "compound")


def _add(sift: Sift, cue: Cue, mention: Span | None, group: list[Pair], stop: int) -> None:
    """Add what a cue has in marks: cries each for itself, else one phrase, or one a thing."""
    passage, pair = sift.passage, group[0]
    inner = passage.text[slice(*pair.inner)]
    direct = not has_words(passage.mask[skip_adverbials(passage.mask, cue.end, pair.start) : pair.start])
    if cue.verb in _CRIES and direct:
        for each in group:
            if passage.mask[each.start - 1 : each.start] != "(":  # a translation
                sift.add(words_of(each), "direct", "cry", 0.8, cue, mention, [each])
        return
    said = bool(set(cue.frames) & set("FN"))
    plain = direct or not has_words(passage.mask[cue.end : pair.start])
    if not said and cue.shape == "infinitive":
        return
    if not said and (has_words(passage.mask[cue.end : pair.start]) or len(inner.split()) < 3):
        return
    if all(_name_like(passage, each) for each in group):
        return
    if cue.verb in _PREDICATES and len(group) > 1 and _apart(passage, group):
        for each in group:
            sift.add([each.inner], "mixed", "cue and fragment", 0.75, cue, mention, [each])
        return
    clause = len(inner.split()) > 6 and (inner[:1].isupper() or has_finite(inner))
    if plain and len(group) == 1 and (clause or inner[-1:] in ".!?…" or not said):
        sift.add(words_of(pair), "direct", "cue and marks", 0.8, cue, mention, [pair])
        return
    span = _object(passage, cue, pair, group[-1], stop, mention)
    if cue.verb not in _PREDICATES:
        span, group = _with_relative(sift, span, group, stop)
    sift.add([span], "mixed", "cue and fragment", 0.75, cue, mention, group)


def _with_relative(sift: Sift, span: Span, group: list[Pair], stop: int) -> tuple[Span, list[Pair]]:
    """A phrase with its relative clause, where words of that one stand in marks too."""
    passage = sift.passage
    if not _WHICH.match(passage.mask, span[1], stop):
        return span, group
    more = [pair for pair in passage.pairs_in(span[1], stop) if sift.free(pair)]
    if not more or any(set(cue.frames) & set("QI") for cue in passage.cues_in(span[1], more[-1].start)):
        return span, group
    pause = _PAUSE.search(passage.mask, more[-1].end, stop)
    return trim(passage.text, span[0], pause.start() if pause else stop) or span, [*group, *more]


_WHICH = re.compile(r"[»”\"]?\s*,\s+(?:qui|que|dont|où|ce\s+qui)\b")


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
    r"\s+(?:(?:de|du|des|aux?|autour|contre|qui|que|dont|où|lors\s+d|dans\s+l(?:['’]|[ae]s?\b)|sur\s+l[ae]|pour\s+(?!\w+(?:er|ir|re)\b)|en\s+matière|face|entre|envers|visant|consistant|contenu)\b|d['’]|qu['’]"
    r"|à\s+(?:l['’](?:égard|encontre|endroit|origine)|son|sa|ses)\b|[a-zà-ÿ]+(?:ée?s?|ises?|ues?|ives?|ants?)\b)"
)
"""What may follow the words in marks and still belong to the phrase that holds them."""


def _apart(passage: Passage, group: list[Pair]) -> bool:
    """Whether each of several is said of something else: des lits « sales », des murs « gris »."""
    return any(
        len(re.findall(r"\w{3,}", passage.mask[one.end : two.start])) > 1 for one, two in pairwise(group)
    )


def _object(passage: Passage, cue: Cue, first: Pair, last: Pair, stop: int, mention: Span | None) -> Span:
    """The reported phrase, from its determiner to its last complement; or the words in marks alone."""
    begin = mention[1] if mention and cue.end <= mention[0] and mention[1] <= first.start else cue.end
    at = skip_adverbials(passage.mask, begin, first.start)
    if hearer := _HEARER.match(passage.mask, at, first.start):
        at = hearer.end()
    if cue.negated and (pas := _NOT.match(passage.mask, at, first.start)):
        at = pas.end()
    head = _PREPOSITION.match(passage.mask, at, first.start)
    start = head.end() if head else at
    noun = _DETERMINER.match(passage.mask, start, first.start)
    bare = noun is not None and noun.end() >= first.start
    if cue.verb in _ACCUSES and (charge := _OF_WHAT.search(passage.mask, at, first.start)):
        start = charge.end()
    preposition = head.group().strip() if head else ""
    names = cue.verb in _PREDICATES and not (cue.verb == "appeler" and preposition) and not _sees(passage, cue)
    told = _TO.search(passage.mask, start, first.start) and infinitive_at(passage.text, *first.inner)
    told = told or _hears(passage, cue, preposition, start, first.start)
    to_do = told and can_speak(passage, noun_phrase(passage.mask, start, first.start))
    contracted = head is not None and bool(head.group("contracted"))
    if names or to_do or (contracted and bare) or not _one_phrase(passage.mask[start : first.start]):
        start = first.start
    alone = bare or start == first.start
    if cue.verb in _PREDICATES and start == first.start:
        end = last.end
    else:
        end = _last_complement(passage, last, stop, alone)
    if end == last.end and alone and first is last:
        return first.inner
    return trim(passage.text, start, end) or (first.start, last.end)


def _hears(passage: Passage, cue: Cue, preposition: str, start: int, end: int) -> bool:
    """Whether all before the marks is to whom it is said: « réclame au préfet « des mesures » »."""
    phrase = noun_phrase(passage.mask, start, end) if preposition in ("à", "au", "aux") else None
    return phrase is not None and set("QI") <= set(cue.frames) and not passage.mask[phrase[1] : end].strip()


def _sees(passage: Passage, cue: Cue) -> bool:
    """« y voit une manœuvre « grossière » »: nothing is called « grossière » here, the whole is what is seen."""
    return cue.verb == "voir" and passage.word(cue.first) == "y"


_HEARER = re.compile(
    r"\s*auprès\s+(?:de\s+|du\s+|des\s+|d['’])[^,;:·]{2,40}?(?=\s(?:une?|le|la|les|des|son|sa)\s|\sl['’])"
)
_NOT = re.compile(r"\s*(?:pas|plus|guère|jamais)\b")
_TO = re.compile(r"\s(?:à|de|d['’])\s*\Z")
"""« exhorte le préfet à « agir » »: whom it was said to is no part of the words."""
_ACCUSES = listed("accuser soupçonner suspecter")
_OF_WHAT = re.compile(r"\s(?:d['’]|de\s+(?!(?:la|l|les|son|sa|ses|leurs?)\b))")
_RELATIVE = re.compile(r"\b(?:qui|que|dont|où)\b[^,]*|\bqu['’][^,]*")
_BESIDES = re.compile(r"\b(?:alors|tandis|parce|puisque|car|même\s+si|bien\s+que)\b")
_WHETHER = re.compile(r"s['’]ils?\s|si\s")


def _one_phrase(before: str) -> bool:
    """Whether the words between a cue and the words in marks may be the beginning of one phrase with them."""
    count = len(before.split())
    if _WHETHER.match(before):
        return count <= 8
    if has_finite(_RELATIVE.sub("", before)) or _BESIDES.search(before):
        return False
    return (count <= 8 and "," not in before) or (count <= 20 and bool(_DETERMINED.match(before)))


_DETERMINED = re.compile(
    r"(?:(?:le|la|les|un|une|des|ce|cet|cette|ces|son|sa|ses|leurs?|tout|toute|tous|plusieurs|aucune?|deux|trois)\s|l['’])"
)


def _last_complement(passage: Passage, last: Pair, stop: int, bare: bool) -> int:
    """Where the phrase ends that holds words in marks: at a comma, or where the saying is told of again."""
    if _and_to(passage, last, stop) or _QUALIFIED.match(passage.mask, last.end, stop):
        ends = _PAUSE.search(passage.mask, last.end, stop)
        return ends.start() if ends else stop
    if bare and not _GOES_ON.match(passage.mask, last.end, stop):
        return last.end
    if ADVERBIAL.match(passage.mask, last.end, stop) or _NO_MORE.match(passage.mask, last.end, stop):
        return last.end
    ends = _PAUSE.search(passage.mask, last.end, stop)
    return ends.start() if ends else stop


def _and_to(passage: Passage, last: Pair, stop: int) -> bool:
    """Whether a second infinitive follows one in marks: prône d'« ouvrir le parc » et de planter des haies."""
    also = _ALSO.match(passage.mask, last.end, stop)
    return bool(
        also and infinitive_at(passage.text, *last.inner) and infinitive_at(passage.mask, also.end(), stop)
    )


_ALSO = re.compile(r"\s+(?:et|ou)\s+(?:de\s+|d['’]|à\s+)?")
_QUALIFIED = re.compile(r"\s+(?:\w+ment|très|si|trop|plus)\s+[a-zà-ÿ]+(?:ée?s?|ises?|ues?|ives?)\b")
_PAUSE = re.compile(r"[,;:]|\([^)]*,|\s+(?:sans\s|en\s+\w+ant\b)")


_NO_MORE = re.compile(
    r"\s+(?:après|avant|depuis|lors\s+d['’]|en\s+(?:marge|référence|évoquant|parlant)|à\s+(?:l['’](?:issue|occasion|antenne)|propos)"
    r"|au\s+(?:cours|sujet|micro|terme|lendemain)|auprès|devant|tout\s+(?:en|au)|sans|en\s+\w+ant\b|alors|tandis|pendant|lorsque?|quand|mais|et|selon|ou|car"
    r"|aux?\s+(?:journal|porte|quotidien)|(?:dans|via|sur)\s+(?:une?|son|leur|les\s+colonnes|twitter|facebook)|\()"
)
