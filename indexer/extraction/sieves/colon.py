"""What follows a colon: X a déclaré : « … » · Nom : « … »"""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.cue import Cue
from indexer.extraction.finite import has_finite
from indexer.extraction.leading import leading_subject
from indexer.extraction.marks import Pair
from indexer.extraction.noun_phrases import phrase_from
from indexer.extraction.passage import Passage, has_words, trim
from indexer.extraction.sieves.inverted import inverted_subject
from indexer.extraction.sieves.state import Sift, cue_subject, main_subject, words_of
from indexer.extraction.sieves.which import ECHO
from indexer.extraction.speaking import can_speak, role_like, someone


def colon(sift: Sift) -> None:
    """X a déclaré : « … » · Nom : « … » · Sa réponse : « … »"""
    passage = sift.passage
    for pair in passage.pairs:
        if not sift.free(pair):
            continue
        before = passage.mask[passage.start : pair.start].rstrip(" \u00a0\u202f\n-–—")
        if not before.endswith(":"):
            continue
        at = passage.start + len(before) - 1
        start, _ = passage.sentence(at)
        if start > at:
            start = passage.start
        candidates = list(passage.cues_in(start, at))
        cue = _governing(passage, candidates, at)
        if cue is not None and (turned := _turns(passage, cue, at)):
            sift.add(words_of(pair), "direct", "name and colon", 0.75, None, turned, [pair])
            continue
        if cue is not None:
            like = _LIKE.match(passage.mask, start, at)
            mention = like.span("who") if like else _beside_marks(sift, cue) or cue_subject(sift, cue, at)
            if mention and not someone(passage, mention):
                mention = in_their_view(passage, start, at) or mention
            if mention and passage.word(cue.first - 1) == "," and not someone(passage, mention):
                mention = _after_exclamation(passage, cue, mention, at) or mention
            used = cue.start in sift.used
            sift.add(words_of(pair), "direct", "cue and colon", 0.93, cue, mention, [pair])
            rest = passage.mask[skip_adverbials(passage.mask, cue.end, at) : at]
            if not used and (has_words(rest) or passage.word(cue.first - 1) == ","):
                sift.used.discard(cue.start)  # what stands before the colon may be a quotation too
            continue
        if _title_before(passage, at) or _ASKS.match(passage.mask, start, at + 1):
            sift.claimed.add(pair.start)
            continue
        phrase = label(passage, start, at)
        if _only_named(passage, pair, at, phrase):
            sift.claimed.add(pair.start)
            continue
        sift.add(words_of(pair), "direct", "name and colon", 0.75, None, phrase, [pair])


_TURN = re.compile(r",\s+(?:mais|tandis\s+qu(?:e\s+|['’])|alors\s+qu(?:e\s+|['’])|or|et)\s*(?=\S)")


def _turns(passage: Passage, cue: Cue, at: int) -> Span | None:
    """Who speaks in « On dit qu'il part, mais le maire s'est contenté d'un mot : »: the last subject."""
    turns = list(_TURN.finditer(passage.mask, cue.end, at))
    if not turns:
        return None
    phrase = leading_subject(passage.mask, turns[-1].end(), at)
    if phrase is None or phrase[0] != turns[-1].end() or not someone(passage, phrase):
        return None
    acts = has_finite(passage.mask[phrase[1] : at]) and "," not in passage.mask[phrase[1] : phrase[1] + 2]
    return phrase if acts else None


def _after_exclamation(passage: Passage, cue: Cue, mention: Span, at: int) -> Span | None:
    """Who speaks in « Faux, rétorque la maire : « … » »: after the verb, where one word stands before it."""
    if len(passage.text[slice(*mention)].split()) > 1:
        return None
    after = inverted_subject(passage, cue, at)
    return after if can_speak(passage, after) else None


def _beside_marks(sift: Sift, cue: Cue) -> Span | None:
    """Who speaks in « « Oui », a dit X : « … » », as the incise after the first marks tells it."""
    same = (found.mention for found in sift.found if found.cue == (cue.start, cue.end))
    return next((mention for mention in same if mention), None)


def _only_named(passage: Passage, pair: Pair, at: int, phrase: Span | None) -> bool:
    """Whether a few words after a colon are what something is called: « un groupe : « Rives bleues » »."""
    inner = passage.text[slice(*pair.inner)]
    if len(inner.split()) > 4 or inner[-1:] in ".!?…" or has_finite(inner):
        return False
    return phrase is None or has_words(passage.mask[phrase[1] : at])


_TOPIC = re.compile(r"\s*:\s+(?=[\w·])")


def colon_alone(sift: Sift) -> None:
    """X l'a annoncé : les masques seront obligatoires."""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or "Q" not in cue.frames or cue.negated:
            continue
        _, end = passage.sentence(cue.start)
        stop = _TOPIC.search(passage.mask, cue.end, min(end, cue.end + 80))
        if (
            stop is None
            or not has_finite(passage.mask[stop.end() : end])
            or passage.pairs_in(stop.end(), end)
        ):
            continue
        between = passage.mask[skip_adverbials(passage.mask, cue.end, stop.start()) : stop.start()]
        if has_words(between) and passage.word(cue.first) not in ("l'", "le"):
            continue
        span = trim(passage.text, stop.end(), end)
        mention = cue_subject(sift, cue, stop.start())
        if span and can_speak(passage, mention):
            sift.add([span], "indirect", "cue and colon", 0.7, cue, mention)


_ASKS = re.compile(r"\W*(?:Q|Question)\s*:")
"""A journalist's question is no quotation."""


def _governing(passage: Passage, candidates: list[Cue], at: int) -> Cue | None:
    for cue in reversed(candidates):
        if passage.word(cue.last + 1) in ("que", "qu'") and "," not in passage.mask[cue.end : at]:
            return cue
        return cue
    return None


_VOICE = re.compile(
    r"(?:par\s+(?:la\s+(?:voix|bouche|plume)|l['’](?:intermédiaire|entremise))|\A\W*(?:Réponse|Réaction|Verdict|Commentaire|Constat"
    r"|Explication|Analyse|Conclusion)s?)\s+(?:de\s+|d['’]|du\s+|des\s+)"
)
"""Whose words follow: « Réponse du ministère : », « par l'intermédiaire de sa porte-parole : »."""


def _by_voice(passage: Passage, start: int, at: int) -> Span | None:
    """Who speaks for a body, or gives the answer, that a colon announces; the last of them."""
    if echo := ECHO.match(passage.mask, start, at):
        return phrase_from(passage.text, echo.end(), at)
    for voice in reversed(list(_VOICE.finditer(passage.mask[start:at]))):
        phrase = phrase_from(passage.text, start + voice.end(), at)
        if can_speak(passage, phrase):
            return phrase
    return None


def label(passage: Passage, start: int, at: int) -> Span | None:
    """Who speaks, by what stands before a colon: a name, the subject of the sentence, whose answer it is."""
    if voice := _by_voice(passage, start, at):
        return voice
    text = passage.text[start:at].strip()
    if len(text) < 60 and re.match(r"[A-ZÀ-Ö@]", text) and not has_finite(text):
        whole = trim(passage.text, start, at)
        if whole and (text.startswith("@") or someone(passage, whole)):
            return whole
    return in_their_view(passage, start, at) or main_subject(passage, start, at) or _whose(passage, start, at)


_NAME = (
    r"(?:(?:M\.|Mme|Me)\s+[A-ZÀ-Þ][\w’'-]+"
    r"|[A-ZÀ-Þ][\w’'-]+(?:\s+(?:(?:de|du|el|al|ben|van|le|la)\s+)*[A-ZÀ-Þ][\w’'.-]*)+)"
)
_OF_WHOM = re.compile(
    r"(?:\b(?:chez|pour|comme|par|selon|à)\s+|\b(?:l['’](?:image|instar|avis)|[Rr]éponse|[Rr]éaction|[Cc]onclusion|verdict|[Aa]vis"
    r"|mot|mots|explications?|commentaire|message|constat|conseil|sentiment|voix|aveu|argument)\s+d(?:e\s+|['’]))"
    rf"(?P<who>{_NAME})(?:\s*\([^()]*\))?"
    r"(?:,[^:,]{2,80})?\s*\Z"
)
_TOUCHED = re.compile(
    r"\b(?:fai(?:t|sait)|a\s+fait|laiss(?:e|ait)|a\s+laissé)\s+(?:\w+ment\s+|bien\s+|encore\s+)?[a-zà-ÿ]+(?:er|ir|re)\s+"
    rf"(?P<who>{_NAME})(?:\s*\([^()]*\))?(?:,[^:,]{{2,80}})?\s*\Z"
)
"""« Une menace qui fait sourire Ève Colin, déléguée : » who answers is who is moved."""
_WHERE = re.compile(rf"\W*(?:Du\s+côté\s+d(?:e\s+|['’])|Chez\s+|Quant\s+à\s+|Pour\s+)(?P<who>{_NAME})\s*,")
_LIKE = re.compile(
    rf"\W*(?:(?:À|A)\s+l['’](?:image|instar)\s+d(?:e\s+|['’])|(?:Comme|Telle?)\s+)(?P<who>{_NAME}|[A-ZÀ-Þ][\w-]+)\s*,"
)


_OF_ROLE = re.compile(
    r"\b(?:chez|par|[Rr]éponse\s+d[eu]|[Rr]éaction\s+d[eu])\s+"
    r"(?P<who>(?:les?\s|la\s|l['’]|une?\s|son\s|sa\s|des\s)?[^,:;·()]{3,90}?)(?:\s*\([^()]*\))?(?:,[^:,]{2,80})?\s*\Z"
)
_IN_THEIR_VIEW = re.compile(
    r"\W*(?:(?:[Pp]our\s+autant|[Mm]ais|[Ee]t|[Oo]r|[Ee]n\s+revanche|[Ee]nfin),?\s+)?"
    r"(?:[Pp]our|[Aa]ux\s+yeux\s+d(?:e|u|es|['’])|[Dd]u\s+côté\s+d(?:e|u|es|['’])|[Cc]hez|[Qq]uant\s+(?:à|aux?))\s*(?=\w)"
)


def in_their_view(passage: Passage, start: int, at: int) -> Span | None:
    """« Pour l'association Rives, c'est clair : », « Aux yeux du maire, rien ne presse : »."""
    opens = _IN_THEIR_VIEW.match(passage.mask, start, at)
    phrase = phrase_from(passage.mask, opens.end(), at) if opens else None
    if (
        phrase is None
        or passage.mask[phrase[1] : phrase[1] + 1] != ","
        or has_finite(passage.mask[slice(*phrase)])
    ):
        return None
    return phrase if someone(passage, phrase) else None


def _whose(passage: Passage, start: int, at: int) -> Span | None:
    """« Réponse de X : », « Même son de cloche chez X, éleveur : », « Du côté de X, c'est la joie : »."""
    role = _OF_ROLE.search(passage.mask, max(start, at - 200), at)
    if role and role_like(role["who"]) and not has_finite(passage.mask[role.start("who") : at]):
        return role.span("who")
    where = _WHERE.match(passage.mask, start, at)
    found = where or _OF_WHOM.search(passage.mask, max(start, at - 200), at)
    found = found or _TOUCHED.search(passage.mask, max(start, at - 200), at)
    if found is None or (where is None and has_finite(passage.mask[found.end("who") : at])):
        return None
    return found.span("who")


def _title_before(passage: Passage, at: int) -> bool:
    return bool(
        re.search(
            r"(?i)\b(?:(?:intitulée?|livre|film|roman|album|chanson|titre|exposition)s?|(?:lire|voir|écouter)(?:\s+aussi)?)\s*$",
            passage.mask[:at][-40:],
        )
    )
