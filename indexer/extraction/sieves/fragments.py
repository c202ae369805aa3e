"""A cue and a few words in marks: X dénonce « un passage en force »"""

from __future__ import annotations

import re
from itertools import pairwise

from corpus import Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.cue import Cue
from indexer.extraction.finite import has_finite
from indexer.extraction.marks import Pair
from indexer.extraction.passage import Passage, has_words
from indexer.extraction.sieves.ends import clause_end
from indexer.extraction.sieves.objects import PREDICATES, ends_list, phrase_around
from indexer.extraction.sieves.state import Sift, cue_subject, is_name, words_of
from indexer.extraction.sieves.unclaimed import is_paper
from indexer.lexicon import listed

_NOBODY = listed("on je j' nous vous tu rien personne")
_WITH_AS = listed("présenter considérer voir comparer assimiler")
"""Verbs that name something only with « comme » or « à »."""
_NAMES = listed("qualifier traiter taxer")
"""What these call somebody may look like a name: « l'a qualifié de « Pinocchio » »."""
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
        if _only_does(passage, cue, following[0]):
            sift.claimed.add(following[0].start)
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
    if ends_list(passage, cue, pair):
        return cue.verb not in PREDICATES and not passage.cues_in(cue.end, pair.start)
    if cue.verb in _DEEDS and len(between.split()) > _BESIDE:
        return False
    if pair.start - cue.end > 160 or re.search(r"[;:]", between) or len(between.split()) > 12:
        return False
    named_as = passage.mask[max(0, cue.start - 3) : pair.start]
    if cue.verb in _WITH_AS and not re.search(r"\b(?:comme|à|y|dans|derrière)\b", named_as):
        return False
    return not (cue.verb in _TITLES and passage.text[pair.inner[0]].isupper())


def _nearer(passage: Passage, cue: Cue, pair: Pair) -> bool:
    """Whether another cue stands between: « confie son goût d'un rôle qu'elle juge "dur" »."""
    return any(
        set(other.frames) & set("FN")
        and (other.shape in ("finite", "compound") or len(passage.mask[other.end : pair.start].split()) <= 2)
        for other in passage.cues_in(cue.end, pair.start)
    )


_DEEDS = listed(
    "accentuer afficher analyser bannir brandir cibler commenter comptabiliser concevoir divulguer défendre "
    "dénombrer dévoiler fixer formuler lancer observer présenter recenser repousser soumettre témoigner "
    "tirer écarter émettre"
)
"""With these something is done as often as said."""
_DUTY = listed("doit doivent devait devaient devra devront devrait devraient")


def _only_does(passage: Passage, cue: Cue, pair: Pair) -> bool:
    """Whether nothing is said: « pour afficher un « mur » », « doit annoncer ses « choix » »."""
    must = cue.verb == "annoncer" and passage.word(cue.first - 1) in _DUTY
    between = passage.mask[cue.end : pair.start]
    if cue.shape == "infinitive" and (must or cue.verb in _DEEDS):
        return bool(between.strip())  # « pour lancer « au secours » » is said
    about = cue.verb == "traiter" and between.strip() in ("du", "des")
    return about or (cue.verb == "menacer" and bool(_WHOM.match(between)))


_BESIDE = 6
_WHOM = re.compile(r"\s*(?:les?|la|un|une|des|ses|leurs?)\s+(?:[\w’'-]+\s+){0,2}\Z")


def _too_short(passage: Passage, cue: Cue, pair: Pair, mention: Span | None) -> bool:
    """Whether a word or two in marks stand beside a cue that nobody is named for: a scare quote."""
    if len(passage.text[slice(*pair.inner)].split()) >= 3 or passage.word(cue.first - 1) in _JOINS:
        return False
    if cue.verb in _UTTERS and not has_words(passage.mask[cue.end : pair.start]):  # « ont dit « oui » »
        return False
    return mention is None and cue.shape in ("finite", "compound")


_UTTERS = listed("dire répondre répliquer")


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
    before = mention and cue.end <= mention[0] and _COMMA.fullmatch(passage.mask, mention[1], pair.start)
    plain = direct or not has_words(passage.mask[cue.end : pair.start])
    if not said and cue.shape == "infinitive":
        return
    if not said and (has_words(passage.mask[cue.end : pair.start]) or len(inner.split()) < 3):
        return
    saying = cue.verb == "dire" and cue.shape == "compound"
    if cue.verb not in _NAMES and all(_name_like(passage, each, saying) for each in group):
        return
    if cue.verb in PREDICATES and len(group) > 1 and _apart(passage, group):
        for each in group:
            sift.add([each.inner], "mixed", "cue and fragment", 0.75, cue, mention, [each])
        return
    clause = len(inner.split()) > 6 and (inner[:1].isupper() or has_finite(inner))
    if before:  # « Mais, écrit le maire, « je reste » »
        sift.add(words_of(pair), "direct", "cue and marks", 0.8, cue, mention, [pair])
        return
    if plain and len(group) == 1 and (clause or inner[-1:] in ".!?…" or not said):
        sift.add(words_of(pair), "direct", "cue and marks", 0.8, cue, mention, [pair])
        return
    span, group = phrase_around(sift, cue, group, stop, mention)
    if span == pair.inner and clause and inner[:1].isupper():  # « dit à l'élu « Partez, je reste ici » »
        sift.add(words_of(pair), "direct", "cue and marks", 0.8, cue, mention, [pair])
        return
    sift.add([span], "mixed", "cue and fragment", 0.75, cue, mention, group)


_COMMA = re.compile(r"\s*,\s*")


_PAPER = re.compile(r"(?:les?\s|la\s|l['’])[A-ZÀ-Þ][\w’'-]*(?:\s[\w’'-]+){0,2}")
"""« raconte « le Dauphiné du soir » »"""


def _name_like(passage: Passage, pair: Pair, saying: bool = False) -> bool:
    """A title, a brand, a nickname in marks: « l'album "Thriller" », « le plan dit "Vigie" »."""
    inner = passage.text[pair.inner[0] : pair.inner[1]]
    if is_name(passage, pair) or is_paper(inner):
        return True
    capitals = [w for w in inner.split() if w[:1].isupper()]
    before = passage.mask[max(0, pair.start - 30) : pair.start]
    if not saying and re.search(r"(?i)\bdite?s?\s*$", before):
        return True
    if re.search(
        r"(?i)(?:intitulée?s?|baptisée?s?|nommée?s?|surnommée?s?|appelée?s?|album|film|livre|ouvrage|essai|recueil|documentaire|podcast|clip|morceau|tube|exposition|roman|chanson|titre|émission|spectacle|série|opération|plan|projet|loi|mouvement|groupe)\s*:?\s*$",
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


def _apart(passage: Passage, group: list[Pair]) -> bool:
    """Whether each of several is said of something else: des lits « sales », des murs « gris »."""
    return any(
        len(re.findall(r"\w{3,}", passage.mask[one.end : two.start])) > 1 for one, two in pairwise(group)
    )
