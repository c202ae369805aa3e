"""Words of a snapshot as words: what an unknown one may stand for, which are typical of a result."""

from __future__ import annotations

from collections import Counter

import numpy as np

from search.analysis import exact, fold, lookup, tokens
from search.query import Query
from search.spelling import replaced
from search.streams import ROOM, ZONE
from search.typical import may_be_typical, typicality
from search.values import TermCount
from search.whoosh.invert import SHIFT
from search.whoosh.leaves import variants
from search.whoosh.snapshot import Numbers, Snapshot

SAMPLE = 1_000
"""Documents of a result that are read for its typical words; a larger result is sampled evenly."""


def did_you_mean(snapshot: Snapshot, query: Query) -> str | None:
    """The query with its unknown words replaced by near ones as printed, or None."""
    text, changed = query.text, False
    for word in query.terms():
        if len(fold(word)) < 4 or any(_count(snapshot, form) for form in lookup(word)):
            continue
        best = _nearest(snapshot, exact(word))
        if best:
            text, changed = replaced(text, word, _printed(snapshot, best)), True
    return text if changed else None


def _live(snapshot: Snapshot, form: str) -> Numbers:
    """Live documents that have a form in any field."""
    found = [np.empty(0, dtype=np.int64)]
    for base, segment in zip(snapshot.bases, snapshot.segments, strict=False):
        number = segment.terms.find(form)
        if number >= 0:
            own = np.unique(segment.keys_of(number) >> np.uint32(SHIFT)).astype(np.int64) + base
            found.append(own[snapshot.live[own]])
    return np.concatenate(found)


def _count(snapshot: Snapshot, form: str) -> int:
    return len(_live(snapshot, form))


def _nearest(snapshot: Snapshot, word: str) -> str | None:
    """The near exact form that most live documents have."""
    known: set[str] = set()
    for segment in snapshot.segments:
        numbers = segment.terms.find_many(["=" + each for each in variants(word, segment.alphabet)])
        known.update(segment.terms[number] for number in numbers)
    counted = {form: _count(snapshot, form) for form in known}
    best = min(counted, key=lambda form: (-counted[form], form), default=None)
    return best[1:] if best and counted[best] else None


def _printed(snapshot: Snapshot, form: str) -> str:
    """A form as a document prints it."""
    for number in _live(snapshot, "=" + form)[:1].tolist():
        document = snapshot.document(number)
        for text in (document.text, document.speaker_name, document.role, document.organisation_name):
            for token in tokens(text):
                if token.exact == form:
                    return text[token.start : token.end]
    return form


def typical(snapshot: Snapshot, found: Numbers, limit: int) -> tuple[TermCount, ...]:
    """Words more frequent in a result than elsewhere, as printed."""
    sample = found if len(found) <= SAMPLE else found[np.linspace(0, len(found) - 1, SAMPLE).astype(int)]
    here: Counter[str] = Counter()
    printed: dict[str, Counter[str]] = {}
    for number in sample.tolist():
        text = snapshot.document(number).text
        seen = set()
        for token in tokens(text):
            if token.position < ROOM and may_be_typical(token.exact):
                seen.add(token.exact)
                printed.setdefault(token.exact, Counter())[text[token.start : token.end].lower()] += 1
        here.update(seen)
    scale = len(found) / max(1, len(sample))
    rows = []
    for word, times in here.items():
        if times > 1:
            score = typicality(times * scale, len(found), _said(snapshot, word), snapshot.count)
            if score:
                best = min(printed[word], key=lambda form: (-printed[word][form], form))
                rows.append(TermCount(best, times, round(score, 3)))
    return tuple(sorted(rows, key=lambda row: (-row.score, row.term))[:limit])


def _said(snapshot: Snapshot, word: str) -> int:
    """In how many quotations a word stands."""
    total = 0
    for segment in snapshot.segments:
        number = segment.terms.find("=" + word)
        if number >= 0:
            keys = segment.keys_of(number)
            total += len(np.unique(keys[(keys & np.uint32((1 << SHIFT) - 1)) < ZONE] >> np.uint32(SHIFT)))
    return total
