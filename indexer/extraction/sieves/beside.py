"""Incises beside quotation marks: « Oui », a déclaré X."""

from __future__ import annotations

import re

from corpus import Kind, Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.clause_subjects import NAME
from indexer.extraction.cue import Cue
from indexer.extraction.finite import has_finite
from indexer.extraction.marks import Pair
from indexer.extraction.passage import Passage, has_words, trim
from indexer.extraction.sieves.ends import ends_phrase
from indexer.extraction.sieves.halves import main_clause
from indexer.extraction.sieves.inverted import inverted_subject
from indexer.extraction.sieves.lead import lead_in
from indexer.extraction.sieves.state import Sift, is_name, kind_of, words_of
from indexer.extraction.sieves.state import joined as joined_to
from indexer.extraction.speaking import can_speak, role_like
from indexer.lexicon import listed, words

_GAP = re.compile(
    r"[\s,.\u00a0\u202f]*(?::\s*(?=c['’]est))?"
    r"(?:(?:comme(?:\s+le)?|ainsi|l['’]|tel que|c['’]est ce qu['’e]|,)\s*)*[\s,]*"
)


def incise_after_marks(sift: Sift) -> None:
    """« Oui », a déclaré X. · "Non", dit-elle. · Le texte est "bon", a-t-il ajouté."""
    passage = sift.passage
    pairs = list(passage.pairs)
    for index, pair in enumerate(pairs):
        if not sift.free(pair):
            continue
        cue = _cue_right_of(passage, pair.end)
        if cue is None or cue.start in sift.used:
            continue
        end = passage.end
        marked = _in_marks(passage, cue, end)
        mention = marked or inverted_subject(passage, cue, end)
        if cue.inverted and mention is None and cue.inverted != "on":
            continue
        someone = cue.inverted or marked or can_speak(passage, mention)
        if not (someone or _speaks_here(passage, cue, mention, end)):
            continue
        start, _ = passage.sentence(pair.start)
        if cue.verb in _RELAYS and _announced(passage.mask[start : pair.start]):
            continue  # « Elle prévient : « … », rapporte le journal »: its words are hers
        if not cue.inverted and _its_own_subject(passage, cue, pair, start, mention):
            continue
        spans, kind, claims = _with_head(sift, pair, start)
        after = mention[1] if mention else cue.end
        if mention and mention[0] > cue.end:  # « se réjouit, dans « L'Écho », le major »
            sift.claimed.update(other.start for other in passage.pairs_in(cue.end, mention[0]))
        joined = goes_on(passage, pairs, index, max(after, cue.end))
        if joined and sift.free(joined):
            spans = spans + words_of(joined)
            claims.append(joined)
        elif kind != "direct" and (main := main_clause(passage, spans[0], after, passage.sentence(after)[1])):
            spans = [*spans, main]
            claims += [pair for pair in passage.pairs_in(*main) if sift.free(pair)]
        sift.add(spans, kind, "incise after marks", 0.95, cue, mention, claims)
        while (
            index
            and sift.free(pairs[index - 1])
            and kind == "direct"
            and joined_to(passage, *pairs[index - 1 : index + 1])
        ):
            index -= 1
            sift.add(
                words_of(pairs[index]), "direct", "incise after marks", 0.9, cue, mention, [pairs[index]]
            )


def _earlier(sift: Sift, pairs: list[Pair], index: int, cue: Cue, mention: Span | None) -> None:
    """« A », et « B », dit-elle: each in its marks is a quotation of the cue's."""
    while index and sift.free(pairs[index - 1]) and joined_to(sift.passage, *pairs[index - 1 : index + 1]):
        index -= 1
        pair = pairs[index]
        sift.add(words_of(pair), "direct", "incise after marks", 0.9, cue, mention, [pair])


_RELAYS = listed("rapporter relater relayer")
_MEASURE = re.compile(r"(?:sa|son|ses|leurs?|aucune?|plus|moins|de|du|\d)\b|d['’]")


def _announced(before: str) -> bool:
    """Whether a clause and a colon stand before marks: « Elle prévient : « … » »."""
    return before.rstrip().endswith(":") and (has_finite(before) or bool(_ACTS.match(before)))


_ACTS = re.compile(rf"\s*{NAME}(?:,[^,:]+,)?\s+[a-zà-ÿ]")
"""« Ève Colin, maire de Lumes, monte au créneau : »"""


def _speaks_here(passage: Passage, cue: Cue, mention: Span | None, end: int) -> bool:
    """Whether a noun phrase of no known kind (« estime cette analyse ») is the subject of an incise."""
    if mention is None or "I" not in cue.frames or _MEASURE.match(passage.text, *mention):
        return False
    return "," not in passage.mask[cue.end : mention[0]] and ends_phrase(passage, mention[1], end)


def _its_own_subject(passage: Passage, cue: Cue, pair: Pair, start: int, mention: Span | None) -> bool:
    """Whether the words before the marks are a cue's subject: La finition « Nord » annonce une suite."""
    before = passage.mask[start : pair.start]
    head = _RELATIVE.sub("", before)
    comma = "," in passage.mask[pair.end : passage.tokens[cue.first].start]
    if not has_words(head) or has_finite(head):
        return False
    if not comma:
        return "," not in head
    named = mention is not None and (
        role_like(passage.text[slice(*mention)]) or passage.text[mention[0]].isupper()
    )
    told = head != before or bool(_PARTICIPLE.search(head))
    opened = told and head.lstrip()[:1].isupper()  # « X, qui a parlé d'un « X », entame la tournée »
    return (is_name(passage, pair) or opened) and not named


_PARTICIPLE = re.compile(r"[^,]\s*,\s+[a-zà-ÿ]+(?:ée?s?|ies?|ues?|ises?|ant)\b[^,]*\Z")
"""« Les élus de la zone, placée en « alerte », réprouvent »"""
_RELATIVE = re.compile(r"\b(?:qui|que|dont|où)\b[^,]*|\bqu['’][^,]*")


def _cue_right_of(passage: Passage, at: int) -> Cue | None:
    gap = _GAP.match(passage.mask, at, passage.end)
    begin = gap.end() if gap else at
    for cue in passage.cues:
        if cue.start < at:
            continue
        first = passage.tokens[cue.first].start
        if first > begin + 60:
            return None
        between = passage.mask[begin:first]
        if _NEW_SENTENCE.search(passage.mask, at, first + 1) and not cue.inverted:
            return None
        if "·" in between:  # another quotation stands between
            return None
        if cue.shape in ("participle", "infinitive"):
            comma = (
                "," in passage.mask[at:first] or passage.text[at - 3 : at].strip(' »”"\u00a0')[-1:] in ".!?…"
            )
            told = between.strip(" ,") in ("de", "d'", "d’") or _UNDERTAKES.fullmatch(_bare(between))
            return cue if told and comma else None
        return cue if not between.strip() or _lead_in(between) else None
    return None


def _in_marks(passage: Passage, cue: Cue, end: int) -> Span | None:
    """Who speaks under a name in marks: « On attend », ironise une « marcheuse »."""
    at = skip_adverbials(passage.mask, cue.end, end)
    subject = None if cue.inverted else _A.match(passage.mask, at, end)
    beside = passage.pairs_in(subject.end(), subject.end() + 1) if subject else []
    if subject is None or not beside or len(passage.text[slice(*beside[0].inner)].split()) > _NAMED_WORDS:
        return None
    return subject.start("who"), beside[0].end


_A = re.compile(r"\s*(?P<who>(?:une?|des|certain\w*|plusieurs|l['’]une?\s+des)\s+)(?=[«\"“])")
_NAMED_WORDS = 4


_NEW_SENTENCE = re.compile(r"[.!?…]\s*[A-ZÀ-Þ]")


_UNDERTAKES = re.compile(
    r"(?:se\s+(?:contente|borne|risque|plaît|hâte)|s['’](?:est|était)\s+(?:contenté|borné|empressé|risqué|hâté)e?"
    r"|s['’]empresse|tient|tenait|a\s+tenu|préfère|préférait|a\s+préféré|veut|voulait|a\s+voulu"
    r"|croit\s+bon|a\s+cru\s+bon|n['’]hésite\s+pas|n['’]a\s+pas\s+hésité|finit|a\s+fini|ose|a\s+osé"
    r"|ne\s+manque\s+pas|n['’]a\s+pas\s+manqué)"
    r"\s+(?:(?:à|de|d['’]|par)\s*)?(?:(?:le|la|les|lui|leur|se|y|en)\s+|[ls]['’])?"
)
"""« », tient à préciser la directrice · « », s'est contenté de dire le wali."""


def _lead_in(between: str) -> bool:
    if _SUBJECT.search(between):  # « … « Le pont », elle dénonce »: the verb has a subject of its own
        return False
    return all(
        _adverb(word) or word.lower() in ("comme", "l'", "l’") for word in re.findall(r"[\w’']+", between)
    ) and not re.search(r"[.:;]", between)


def _adverb(word: str) -> bool:
    return word.lower().endswith("ment") or word.lower() in words("adverbs")


_LINKS = listed("à de d' par")


def _bare(between: str) -> str:
    """What stands before an infinitive, adverbs left out: « a cependant tenu à »."""
    return " ".join(word for word in between.split() if word in _LINKS or not _adverb(word))


_SUBJECT = re.compile(r"\b(?:ils?|elles?|on)\s*\Z")


def _with_head(sift: Sift, pair: Pair, start: int) -> tuple[list[Span], Kind, list[Pair]]:
    """The pair alone, or with the narrator's words that begin the same clause."""
    passage = sift.passage
    head_start = start
    for other in sift.found:
        last = max(
            [span[1] for span in other.spans]
            + ([other.cue[1]] if other.cue else [])
            + ([other.mention[1]] if other.mention else [])
        )
        if head_start < last <= pair.start:
            head_start = last
    head = passage.mask[head_start : pair.start]
    if cut := re.search(r".*[:;]", head, re.DOTALL):
        head_start += cut.end()
        head = passage.mask[head_start : pair.start]
    earlier = [p for p in passage.pairs_in(head_start, pair.start) if sift.free(p)]
    if not has_words(head.replace("·", "")) and not earlier:
        return words_of(pair), "direct", [pair]
    if earlier and not has_words(head.replace("·", "")):
        return words_of(pair), "direct", [pair]
    span = trim(passage.text, lead_in(passage, head_start, pair.start), pair.end)
    if span is None:
        return words_of(pair), "direct", [pair]
    return [span], kind_of(passage, [*earlier, pair]), [*earlier, pair]


def goes_on(passage: Passage, pairs: list[Pair], index: int, after: int) -> Pair | None:
    """The pair that continues the sentence after an incise: « A », dit X, « b »."""
    if index + 1 >= len(pairs):
        return None
    following = pairs[index + 1]
    between = passage.mask[after : following.start]
    inner = passage.text[slice(*following.inner)]
    goes = inner[:1].islower() or (len(inner.split()) >= 3 and has_finite(inner))
    if following.start < after or len(between) > 80 or passage.cues_in(after, following.start):
        return None
    if re.fullmatch(r"[^.:;?!·]*,\s*", between) and goes and " et " not in between:
        return following
    return None
