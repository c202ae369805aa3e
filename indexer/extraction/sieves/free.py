"""Quotations with no cue of their own."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.cue import Cue
from indexer.extraction.finite import has_finite
from indexer.extraction.leading import leading_subject
from indexer.extraction.marks import Pair
from indexer.extraction.noun_phrases import noun_phrase
from indexer.extraction.passage import Passage, has_words
from indexer.extraction.sentences import FILLER
from indexer.extraction.sieves.colon import label
from indexer.extraction.sieves.inverted import inverted_subject
from indexer.extraction.sieves.lead import lead_in
from indexer.extraction.sieves.sentence import reported_sentence
from indexer.extraction.sieves.state import Sift, apposed_name, is_movement, main_subject, words_of
from indexer.extraction.speaking import is_pronoun, someone
from indexer.lexicon import listed

_TITLE = re.compile(
    r"(?i)(?:\(|\b(?:ouvrage|livre|roman|film|album|chanson|single|spectacle|pièce|documentaire|émission|série|essai|recueil"
    r"|exposition|titre|intitulé|article|thèse|mémoire|projet|programme|opération|campagne|slogan|savoir|thème|catégorie)e?s?\b[^.;·]{0,25})[\s:]*\Z"
)
"""Before a title, or a parenthesis of the narrator's."""


_SEE_ALSO = re.compile(
    r"\W*(?:page\s+actualisée|(?:à\s+)?(?:lire|voir|écouter)(?:\s+aussi)?\s*:)", re.IGNORECASE
)
"""Before another article's title."""


_SIGNED = re.compile(
    r"[ .]*\n\s*(?:(?:[—–-]|--)\s*(?:Une\s+citation\s+de\s*:?\s*)?|Une\s+citation\s+de\s*:?\s*)"
    r"(?![^\n]*[–—-]\s*(?:\n|\Z))(?P<who>[A-ZÀ-Þ][^\n.:;«»\"“”,]{2,60}?)\s*(?:,[^\n]{0,90})?(?=\n|\Z)"
)
"""Who signs words that stand alone: « … » ¶ — Ève Colin, maire · « … » ¶ Une citation de : Ève Colin"""


_THESE_WORDS = re.compile(
    r"[\s.!?]*C['’]est\s+(?:(?:par|avec|en|sur)\s+ces\s+(?:mots|termes|paroles)|ainsi)\s+(?:que\s+|qu['’])"
)


def _signed(passage: Passage, pair: Pair) -> Span | None:
    signed = _SIGNED.match(passage.text, pair.end)
    return signed.span("who") if signed else None


def _in_these_words(passage: Passage, pair: Pair) -> Span | None:
    """Who speaks in « … » C'est par ces mots que la maire a …"""
    told = _THESE_WORDS.match(passage.text, pair.end)
    phrase = noun_phrase(passage.mask, told.end(), told.end() + 200) if told else None
    if phrase and passage.mask[phrase[1] : phrase[1] + 1] == ",":
        return apposed_name(passage, phrase)
    return phrase if phrase and someone(passage, phrase) else None


_DOES = listed("décider choisir préférer apprendre découvrir oublier constater commencer continuer")
"""Verbs of the lexicon that tell what somebody does as often as what they say."""


def _said_before(sift: Sift, pair: Pair) -> Span | None:
    """« La maire dénonce cet oubli. « … » »: who has the verb of speech of the sentence before."""
    passage = sift.passage
    earlier = [sentence for sentence in passage.sentences if sentence[1] <= pair.start][-1:]
    if not earlier or FILLER in passage.mask[slice(*earlier[0])]:
        return None
    start, end = earlier[0]
    cues = [cue for cue in passage.cues_in(start, end) if cue.shape in ("finite", "compound")]
    if len(cues) != 1 or cues[0].start in sift.used or not {"I", "Q"} & set(cues[0].frames) or cues[0].clitic:
        return None
    if cues[0].verb in _DOES or passage.word(cues[0].first - 1) in ("qui", "que", "qu'", "dont"):
        return None
    subject = sift.subject_of(passage, cues[0])
    if subject is None or is_pronoun(passage.text[slice(*subject)]) or not someone(passage, subject):
        return None
    return apposed_name(passage, subject)


_REACTS = re.compile(
    r"(?:\s*,[^,.;:]{2,90},)?\s+(?:a\s+(?:\w+\s+)?|(?:ne|n['’])\s*)?(?:s['’]est\s+(?:\w+ment\s+)?|se\s+(?:dit|montre)\s+)?"
    r"(?:insurg|indign|ému\b|émue\b|emport|agac|désol|félicit|réjoui|alarm|inquiét|défendu|expliqué|exprim|justifi|confi|livr|épanch|moqu"
    r"|plai(?:gn|nt)|réagi|témoign|raconte|mâche|mâché|décolèr|tonn|fulmin|fustig|martel|persist|tempêt|pousse|poussé|monte\s+au|monté\s+au"
    r"|hauss\w+\s+le\s+ton|tap\w+\s+du\s+poing|tire\s+la\s+sonnette|tiré\s+la\s+sonnette|lance\s+l['’]alerte|est\s+(?:formel|catégorique"
    r"|furieu|remonté|amer|ravi|inquiet|inquiète|ému|soulagé|en\s+colère|sous\s+le\s+choc)|(?:ainsi\s+)?conclu\b|conclut)"
)
_AFTER_MARKS = re.compile(r"[\s.!?…»”\"]*(?=[A-ZÀ-Þ])")


def _reacts(passage: Passage, pair: Pair) -> Span | None:
    """« On nous oublie. » Le maire de Lons, Paul Roy, s'est insurgé …: the next sentence's subject."""
    if has_words(passage.mask[passage.start : pair.start]):
        return None
    opens = _AFTER_MARKS.match(passage.mask, pair.end, passage.end)
    if opens is None or FILLER in opens.group():
        return None
    end = passage.sentence(opens.end())[1]
    phrase = leading_subject(passage.mask, opens.end(), end)
    if (
        phrase is None
        or phrase[0] != opens.end()
        or is_pronoun(passage.text[slice(*phrase)])
        or not someone(passage, phrase)
    ):
        return None
    if passage.pairs_in(phrase[1], end):
        return None
    return apposed_name(passage, phrase) if _REACTS.match(passage.mask, phrase[1], end) else None


def _introduced(passage: Passage, pair: Pair) -> Span | None:
    """Who speaks in a line before that ends with a colon: « La maire répond : » ¶ « … »"""
    before = passage.mask[: pair.start].rstrip()
    if not before.endswith(":") or "\n" not in passage.text[len(before) : pair.start]:
        return None
    start = max(before.rfind("\n"), before.rfind(". "), len(before) - 300) + 1
    quoted = FILLER in before[start:]  # « … », lance la maire, avant d'ajouter :
    return None if quoted else main_subject(passage, start, len(before) - 1)


def _heading(sift: Sift, pair: Pair) -> bool:
    """Whether marks fill a paragraph of their own: a quoted heading."""
    passage = sift.passage
    around = passage.text[passage.start : pair.start] + passage.text[pair.end : passage.end]
    return len(around) < 12 and not any(character.isalnum() for character in around)


def _told_after(passage: Passage, pair: Pair, end: int) -> Cue | None:
    """The cue further on in its sentence that has its subject after it: « … » aux voisins, a dit X."""
    for cue in passage.cues_in(pair.end, end):
        if cue.shape in ("finite", "compound") and "I" in cue.frames:
            subject = inverted_subject(passage, cue, end)
            before = passage.mask[pair.end : passage.tokens[cue.first].start].rstrip()
            if subject and before.endswith((",", "pour l'AFP", "le", "comme")) and someone(passage, subject):
                return cue
    return None


def _clause(inner: str, before: str, count: int) -> bool:
    """Whether marks hold a sentence: one with a capital, or the only clause after an adverbial."""
    alone = not has_finite(before) and "·" not in before
    if inner.lstrip("[(…. ")[:1].isupper():
        return count >= 8 or (has_finite(inner) and alone and not has_words(before))
    return has_finite(inner) and alone and before.rstrip().endswith(",")


_INVERTED = re.compile(r"-\s?(?:t-\s?)?(?:ils?|elles?|on)\b")
_GOES_ON = re.compile(r"\s+(?!et\b|mais\b|puis\b)[a-zà-ÿ]")
"""« Les camions paieront » pour l'entretien des voies: the narrator ends the sentence."""


def free(sift: Sift) -> None:
    """« … » alone in its sentence: goes on from the quotation before, or has no one named."""
    passage = sift.passage
    for pair in passage.pairs:
        if not sift.alone(pair):
            continue
        inner = passage.text[pair.inner[0] : pair.inner[1]]
        if is_movement(inner):
            sift.claimed.add(pair.start)
            continue
        count = len(inner.split())
        start, end = passage.sentence(pair.start)
        outside = passage.mask[start : pair.start] + passage.mask[min(pair.end, end) : end]
        alone = not has_words(outside)
        if alone and (count >= 3 or _heading(sift, pair)):
            signed = _SIGNED.match(passage.text, pair.end)
            who = (
                signed.span("who")
                if signed
                else _in_these_words(passage, pair)
                or _introduced(passage, pair)
                or _reacts(passage, pair)
                or _said_before(sift, pair)
            )
            sift.add(words_of(pair), "direct", "free", 0.7, None, who, [pair])
        elif _TITLE.search(passage.mask[max(passage.start, pair.start - 60) : pair.start]) or _SEE_ALSO.match(
            passage.mask, start
        ):
            continue
        elif count >= 6 and _clause(inner, passage.mask[start : pair.start], count):
            cue = _told_after(passage, pair, end)
            phrase = inverted_subject(passage, cue, end) if cue else label(passage, start, pair.start)
            whole = (
                None if cue or has_words(passage.mask[start : pair.start]) else reported_sentence(sift, pair)
            )
            told = _INVERTED.search(passage.mask, pair.end, end)
            if whole and not told and _GOES_ON.match(passage.mask, pair.end, end):
                sift.add([whole[0]], "mixed", "long and unannounced", 0.5, None, phrase, whole[1])
                continue
            begin = lead_in(passage, start, pair.start)
            if cue is None and phrase is None and _WHEN.fullmatch(passage.mask, begin, pair.start):
                sift.add([(begin, pair.end)], "mixed", "long and unannounced", 0.5, None, None, [pair])
                continue
            sift.add(words_of(pair), "direct", "long and unannounced", 0.5, cue, phrase, [pair])


_WHEN = re.compile(r"\W*[A-ZÀ-Þ][^,;:·]{3,80},\s*")
"""« À l'heure actuelle, « rien n'est décidé » »: the narrator's part of what is said."""
