"""What tells words in marks that somebody said from scare quotes, titles and nicknames."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from indexer.extraction.learnt.model import bucket
from indexer.extraction.marks import Pair
from indexer.extraction.passage import Passage
from indexer.extraction.sentences import FILLER
from indexer.extraction.verbs import forms
from indexer.lexicon import listed

if TYPE_CHECKING:
    from indexer.extraction.sieves.state import Sift

_FINITE = re.compile(
    r"(?i)\b(?:a|ont|est|sont|va|vont|sera|seront|serait|était|étaient|avait|fait|font|peut|doit|faut|suis"
    r"|sommes|ai|avons|êtes|avez|c['’]est|n['’]\w+|\w+(?:ait|aient|era|eront|erait|ons|ez|oit|ient))\b"
)
_FIRST_PERSON = re.compile(
    r"(?i)\b(?:je|j['’]|nous|vous|tu|on|me|m['’]|mon|ma|mes|notre|nos|votre|vos|moi)(?!\w)"
)
_FUNCTION = listed(
    "le la les l' un une des du de d' au aux ce cet cette ces son sa ses leur leurs à en par sur dans avec "
    "pour et ou que qu' qui comme est sont était"
)
_AFTER = listed("de et par qui que qu' </s>")
_TITLES = re.compile(
    r"(?:intitul|baptis|nomm|surnomm|appel|dit)\w*|album|film|livre|roman|titre|émission|opération|plan|projet"
    r"|loi|mouvement|groupe|journal|collectif|association|site|magazine|série|chanson"
)
_AROUND = 10_000
"""Letters on either side in which a repetition of the words in marks counts."""
_SENTENCE = 600
"""Letters of the sentence on either side that are looked at."""


def features(sift: Sift, pair: Pair) -> list[str]:
    """The features of a pair that no sieve has claimed."""
    passage = sift.passage
    start, end = passage.sentence(pair.start)
    start, end = max(start, pair.start - _SENTENCE), min(end, pair.end + _SENTENCE)
    return [
        "always",
        *_inside(passage, pair),
        *_beside(passage, pair, start, end),
        *_cues(sift, pair, start, end),
        *_sentence(sift, pair, start, end),
    ]


def _inside(passage: Passage, pair: Pair) -> Iterator[str]:
    inner = passage.text[pair.inner[0] : pair.inner[1]]
    words = inner.split()
    capitals = sum(word[:1].isupper() for word in words[1:])
    yield "length=" + bucket(len(words), (1, 2, 3, 4, 5, 6, 8, 12))
    first = re.match(r"[^\W\d_]+['’]?", inner.lower())
    word = first.group().replace("’", "'") if first else ""
    yield "begins=" + (word if word in _FUNCTION else "other")
    if inner[:1].isupper():
        yield "capital"
        if len(words) <= 3:
            yield "short and capital"
        if capitals == len(words) - 1:
            yield "all capitals"
    checks = {
        "capitals inside": bool(capitals),
        "full stop": inner[-1:] in ".!?…",
        "finite verb": bool(_FINITE.search(inner)),
        "first person": bool(_FIRST_PERSON.search(inner)),
        "infinitive": bool(re.search(r"(?:er|ir|re)$", words[0].lower())),
        "digit": any(c.isdigit() for c in inner),
        "several paragraphs": len(pair.parts) > 1,
    }
    yield from (name for name, holds in checks.items() if holds)
    around = passage.text[max(0, pair.start - _AROUND) : pair.end + _AROUND].lower()
    if len(inner) <= 300 and around.count(inner.lower()) > 1:
        yield "repeated" + (" and short" if len(words) <= 3 else "")


def _beside(passage: Passage, pair: Pair, start: int, end: int) -> Iterator[str]:
    number = passage.after(pair.start) - 1
    before = passage.word(number) if number >= 0 and passage.tokens[number].start >= start else "<s>"
    yield "before=" + (before if before in _FUNCTION or not before[:1].isalpha() else "other")
    if before in forms():
        yield "verb of speech before"
    if _TITLES.fullmatch(before):
        yield "title before"
    number = passage.after(pair.end)
    inside = number < len(passage.tokens) and passage.tokens[number].start < end
    after = passage.word(number) if inside else "</s>"
    yield "after=" + (after if after in _AFTER or not after[:1].isalpha() else "other")


def _cues(sift: Sift, pair: Pair, start: int, end: int) -> Iterator[str]:
    passage = sift.passage
    cues = passage.cues_in(start, end)
    left = [cue for cue in cues if cue.end <= pair.start]
    if left:
        cue = left[-1]
        yield "cue before at=" + bucket(len(passage.mask[cue.end : pair.start].split()), (0, 2, 5, 10))
        yield "cue before is " + ("used" if cue.start in sift.used else "free")
        yield "cue before: " + ("weak " if "W" in cue.frames else "") + cue.shape
    elif cues:
        yield "cue after"
    else:
        yield "no cue"


def _sentence(sift: Sift, pair: Pair, start: int, end: int) -> Iterator[str]:
    passage = sift.passage
    outside = passage.mask[start : pair.start] + passage.mask[min(pair.end, end) : end]
    around = len(outside.replace(FILLER, "").split())
    count = len(passage.text[pair.inner[0] : pair.inner[1]].split())
    yield (
        "quoted in sentence" if any(start <= f.spans[0][0] < end for f in sift.found) else "none in sentence"
    )
    yield "quoted in paragraph" if sift.found else "none in paragraph"
    yield "narrator=" + bucket(around, (0, 2, 5, 10, 20, 40))
    yield f"share={min(4, 5 * count // (count + around))}"
    yield "pairs=" + bucket(len(passage.pairs_in(start, end)), (1, 2, 3))
    yield "head of text" if passage.start < 200 else "body of text"
    if re.search(r"(?i)\b(?:a|ont|est|sont)\s", passage.mask[start : pair.start]):
        yield "auxiliary before"
