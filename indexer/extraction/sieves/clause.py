"""A reported clause: where it ends, and what kind of quotation it makes."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.cues import Cue
from indexer.extraction.marks import Pair
from indexer.extraction.mentions import subject_after
from indexer.extraction.passage import Passage, trim
from indexer.extraction.sieves.state import Sift, can_speak, words_of
from indexer.extraction.sieves.that import that_of
from indexer.lexicon import listed

_SECOND = re.compile(r",?\s+(?:et|mais|tout\s+en|avant\s+(?:de|d['’])|en)?\s*$")


def clause_end(sift: Sift, cue: Cue, start: int, end: int) -> int:
    """Where reported content ends: at the next cue of the same speaker, an incise, or the sentence's end."""
    passage = sift.passage
    if colon_at := re.search(r"\s*:\s*[«\"“]", passage.mask[start:end]):
        end = start + colon_at.start()
    for other in passage.cues_in(start, end):
        if other.start <= start:
            continue
        left = passage.tokens[other.first].start
        before = passage.mask[start:left]
        if other.shape in ("participle", "infinitive") and re.search(
            r",\s*(?:(?:et|mais|ou|tout)\s*)*(?:en\s*)?(?:avant\s+(?:de\s*|d['’]))?(?:\w+ment\s*)?$", before
        ):
            return start + len(
                re.sub(
                    r"(?:,\s*)?(?:(?:et|mais|ou|tout)\s*)*(?:en\s*)?(?:avant\s+(?:de\s*|d['’]))?(?:\w+ment\s*)?$",
                    "",
                    before,
                )
            )
        if other.shape == "participle" and re.search(r"\btout\s+en\s*$|\ben\s*$", before):
            return start + len(re.sub(r"(?:,\s*)?(?:\btout\s+)?\ben\s*$", "", before))
        if other.shape == "infinitive" and (m := re.search(r",?\s*avant\s+(?:de\s*|d['’])$", before)):
            return start + m.start()
        if other.inverted in ("il", "elle", "ils", "elles") and re.search(r",\s*$", before):
            return left
        if (
            other.shape in ("compound", "finite")
            and "I" in other.frames
            and re.search(r",\s*(?:a\s+)?$", before)
        ):
            phrase = subject_after(passage, other, end)
            if (
                can_speak(passage, phrase)
                and phrase
                and ends_phrase(passage, phrase[1], end)
                and not that_of(passage, other, end)
            ):
                return left
        joined = re.search(r"(?:,\s*)?\b(?:et|mais)\s*$", before)
        if (
            joined
            and other.shape in ("compound", "finite")
            and (
                that_of(passage, other, end)
                or ":" in passage.mask[other.end : end]
                or other.shape == "compound"
            )
        ):
            return start + joined.start()
    return end


def reported(
    sift: Sift, cue: Cue, mention: Span | None, start: int, end: int, rule: str, confidence: float = 0.88
) -> None:
    passage = sift.passage
    span = trim(passage.text, start, end)
    if span is None:
        return
    inside = [pair for pair in passage.pairs_in(start, end) if pair.start < span[1]]
    if inside and inside[0].start == span[0] and inside[0].end >= span[1]:
        sift.add(words_of(inside[0]), "direct", rule, confidence, cue, mention, inside)
        return
    if inside and inside[-1].end > span[1]:
        span = (span[0], inside[-1].end)
    speaks = any(pair.inner[1] - pair.inner[0] > 2 and not nickname(passage, pair) for pair in inside)
    sift.add([span], "mixed" if speaks else "indirect", rule, confidence, cue, mention, inside)


def nickname(passage: Passage, pair: Pair) -> bool:
    """A name, a nickname or a foreign word in marks: « les "gilets jaunes" »."""
    inner = passage.text[pair.inner[0] : pair.inner[1]]
    before = passage.mask[max(0, pair.start - 14) : pair.start]
    return (
        len(inner.split()) <= 2
        and bool(re.search(r"(?:\b(?:les|des|le|la|du|un|une|ce|cette)\s|['’])$", before))
        and (inner[:1].isupper() or inner.lower().endswith("s"))
    )


def ends_phrase(passage: Passage, at: int, end: int) -> bool:
    """Whether nothing follows the noun phrase that would make it an object (« a annoncé la fin de … »)."""
    at = skip_adverbials(passage.mask, at, end)
    rest = passage.mask[at:end].strip()
    return not rest or rest[0] in ",.;:()–—" or rest.split()[0].lower() in _AFTER_PHRASE


_AFTER_PHRASE = listed(
    "dans sur à au aux lors devant après avant en qui dont selon mais et auprès face par pour lundi mardi "
    "mercredi jeudi vendredi samedi dimanche hier"
)
"""What may follow an inverted subject without making it an object."""
