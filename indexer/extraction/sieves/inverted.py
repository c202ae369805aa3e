"""The subject after an inverted cue, also where a circumstance stands between the two."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.cue import Cue
from indexer.extraction.finite import has_finite
from indexer.extraction.infinitives import is_infinitive
from indexer.extraction.mentions import subject_after
from indexer.extraction.noun_phrases import noun_phrase
from indexer.extraction.passage import Passage
from indexer.extraction.sentences import FILLER
from indexer.extraction.speaking import can_speak, role_like
from indexer.lexicon import listed

_CIRCUMSTANCE = re.compile(
    r"\s*,?\s*(?:dans|lors|devant|sur|après|avant|depuis|pendant|au|aux|à|en|par|face|parmi|auprès|vers|via)\b[^,;:.·()]{3,90}?(?<!\sde)(?<!\sà)(?<!\sdans)(?<!\spour)(?<!\ssur)(?<!\sen),?\s+"
    r"(?=(?:M\.|MM\.|Mme|Me|Dr|Pr)\s|[A-ZÀ-Þ][\w’'-]+\s+(?:(?:de|du|el|al|ben|van|le|la)\s+)*[A-ZÀ-Þ]|(?:le|la|un|une)\s|l['’])"
)
"""A circumstance before an inverted subject: « explique dans son étude Luce Amand »."""


_NUMBERED = re.compile(r"\s*(\d+\s+[A-ZÀ-Þ]\w+|franceinfo|leparisien\.fr|lemonde\.fr)\b")
"""Media whose names begin with a figure or a small letter."""


def inverted_subject(passage: Passage, cue: Cue, end: int) -> Span | None:
    """Who speaks in an inverted cue, a circumstance between them passed over."""
    found = subject_after(passage, cue, end)
    if found is not None or cue.inverted:
        return found
    if numbered := _NUMBERED.match(passage.text, skip_adverbials(passage.mask, cue.end, end), end):
        return numbered.span(1)
    return _past_circumstance(passage, cue, end) or _farther(passage, cue, end)


def _past_circumstance(passage: Passage, cue: Cue, end: int) -> Span | None:
    at = skip_adverbials(passage.mask, cue.end, end)
    if paper := _IN_PAPER.match(passage.mask, at, end):
        phrase = noun_phrase(passage.text, paper.end(), end)
        return phrase if can_speak(passage, phrase) else None
    while (match := _CIRCUMSTANCE.match(passage.mask, at, end)) is not None:
        phrase = noun_phrase(passage.text, match.end(), end)
        if can_speak(passage, phrase):
            return _past_medium(passage, match, phrase, end)
        at = match.end()
        if not _CIRCUMSTANCE.match(passage.mask, at - 1, end):
            return None
    return None


_IN_PAPER = re.compile(
    rf"\s*,?\s*(?:dans|sur|à|au|auprès\s+d[eu])\s+(?:(?:l[ae]\s+|les\s+|un\s+|l['’])?[\w\s’']{{2,24}}\s)?[«\"“][\s{FILLER}]+[»\"”]\s*,?"
)
"""« s'est réjoui, dans « L'Écho », le major »: the paper whose name stands in marks."""
_MEDIUM_LAST = re.compile(
    r"\b(?:radios?|chaîne|télévision|quotidien|journal|hebdomadaire|mensuel|magazine|site|média|blog|plateforme|réseau(?:\s+social)?"
    r"|antenne(?:\s+de)?|ondes\s+de|micro\s+de|colonnes\s+d[eu]|plateau\s+de|compte)(?:\s+[a-zà-ÿ]+)?\s+\Z"
)
_NEXT = re.compile(r"(?<=[\w’'])\s+(?=(?:l[ae]\s|l['’]|une?\s|son\s|sa\s|M\.\s|Mme\s)[a-zà-ÿ’'A-ZÀ-Þ])")


def _past_medium(passage: Passage, before: re.Match[str], phrase: Span | None, end: int) -> Span | None:
    """« a dit sur la radio Onde Bleue la cheffe du service »: who speaks on it stands behind its name."""
    if phrase is None or not _MEDIUM_LAST.search(passage.mask, before.start(), before.end()):
        return phrase
    follows = _NEXT.search(passage.mask, *phrase)
    inner = noun_phrase(passage.text, follows.end(), end) if follows else None
    return inner if can_speak(passage, inner) else phrase


_FAR = 160
"""Letters between an incise's verb and its subject at most."""
_BEGINS = re.compile(
    r"(?:(?P<before>[\w’'-]+)|(?P<mark>[,)]))\s+"
    r"(?=(?:les?|la|une?|des|son|sa|ses|cet?t?e?|plusieurs|M\.|Mme|Me)\s|l['’]|[A-ZÀ-Þ])"
)
"""Where a noun phrase may begin, and what stands before it."""
_GOVERNS = listed(
    "de du des d' à au aux en dans sur sous par pour avec sans chez contre vers entre lors devant derrière "
    "après avant depuis pendant dès face via selon auprès et ou ni mais que qui dont où comme malgré jusque "
    "parmi durant le la les l' un une son sa ses leur leurs ce cet cette m mme me dr"
)
_VERBAL = re.compile(r"ant$")
"""« secourir les astronautes », « citant le préfet »: what stands before is a verb, and governs."""
_TURNS = re.compile(r"[;:·«»\"“”]|\s(?:qui|que|dont|où)\s|\bqu['’]")


def _farther(passage: Passage, cue: Cue, end: int) -> Span | None:
    """« raconte, encore sous le choc, Ève Colin »: the first phrase that nothing governs."""
    if "I" not in cue.frames or cue.shape not in ("finite", "compound") or not _after_words(passage, cue):
        return None
    end = min(end, passage.sentence(cue.start)[1], cue.end + _FAR)
    if turn := _TURNS.search(passage.mask, cue.end, end):
        end = turn.start()
    if _AGENT.match(passage.mask, cue.end, end):
        return None
    single = None
    for begins in _BEGINS.finditer(passage.mask, cue.end, end):
        phrase = None if _governed(passage, begins) else noun_phrase(passage.mask, begins.end(), end)
        if phrase is None or has_finite(_NOUNS.sub("", passage.mask[cue.end : phrase[0]])):
            continue
        if passage.text.startswith("des ", phrase[0]) and not cue.plural:
            continue
        if _is_someone(passage, phrase):
            apposed = begins["mark"] and _NAME_LAST.search(passage.mask, cue.end, phrase[0])
            return single if apposed else phrase
        if single is None and _SINGLE.match(passage.mask, phrase[0]):
            single = phrase
    return single


_NOUNS = re.compile(r"\b(?:l[ae]s?|une?|sa|son|ses|ce|cette|leurs?)\s+[\w’'-]+")
"""« devant sa porte »: a noun that is a verb's form too."""
_AGENT = re.compile(r"\s+par\s")
_SINGLE = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?=[,.]|\Z)")
"""« lâche Ève, une voisine »: one word that is a name if no better one comes."""


def _governed(passage: Passage, begins: re.Match[str]) -> bool:
    """Whether what stands before a phrase holds it: a preposition, a verb, the first word of its name."""
    before = begins["before"] or ""
    low = before.lower().replace("’", "'")
    inside = before[:1].isupper() and passage.mask[begins.end()].isupper()  # « Danyel Gérard »
    return (
        inside
        or low in _GOVERNS
        or low.endswith("'")
        or (low.isdigit() and len(low) < 4)
        or bool(_VERBAL.search(low))
        or is_infinitive(low)
    )


def _after_words(passage: Passage, cue: Cue) -> bool:
    """Whether a cue stands right after a comma or quotation marks."""
    return passage.word(cue.first - 1) in _BEFORE_INCISES or passage.word(cue.first - 1).startswith(FILLER)


_BEFORE_INCISES = listed(', » " ” comme')
_NAME_LAST = re.compile(r"[A-ZÀ-Þ][\w’'-]*,\s*$")
"""« aux côtés de Loïc Trémeur, son adjoint »: what follows a name and a comma says who that is."""


def _is_someone(passage: Passage, phrase: Span) -> bool:
    """Whether a phrase is a role or body, or a name of two words."""
    text = passage.text[slice(*phrase)]
    first, *rest = text.split()
    if first[0].isupper() and first not in ("M.", "Mme", "Me"):
        return bool(rest and rest[0][0].isupper()) or passage.mask[phrase[1] : phrase[1] + 1] in (
            ",",
            ".",
            "",
        )
    if first in ("cet", "cette") and rest:
        return rest[0] not in _TIMES
    return role_like(text) or first in ("M.", "Mme", "Me")


_TIMES = listed("semaine nuit année fois saison occasion époque période journée après-midi été hiver automne")
