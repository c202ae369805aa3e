"""Quoted headings, and words that stand alone right before those whose speaker is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.extraction.finite import has_finite
from indexer.extraction.layout import Layout
from indexer.extraction.marks import Pair
from indexer.extraction.passage import has_words, trim
from indexer.extraction.sieves.state import is_movement
from indexer.extraction.values import Found
from indexer.extraction.who import Who

_NEAR = 30
"""Quotations on either side among which a heading is looked for."""
_SHORT = 15
"""Words of the longest heading."""
_ALIKE = 0.75
"""Share of a heading's long words that stand in what it was made of."""

Told = list[tuple[Found, Who]]


def alone(layout: Layout, item: Found) -> bool:
    """Whether a quotation with neither cue nor speaker fills its paragraph."""
    if item.mention is not None or item.cue is not None or item.rule == "interview turn":
        return False
    start, end = layout.paragraphs[layout.paragraph_of(item.spans[0][0])]
    outside = layout.text[start : item.spans[0][0]] + layout.text[item.spans[-1][1] : end]
    return not any(char.isalnum() for char in outside)


def heading(layout: Layout, item: Found) -> bool:
    """Whether a quotation that stands alone is short enough for a heading."""
    return alone(layout, item) and len(_folded(layout, item).split()) <= _SHORT


def settle(layout: Layout, quotes: Told) -> None:
    """Give a quoted heading to whoever says its words elsewhere, or else speaks right after it."""
    for number, (item, _) in enumerate(quotes):
        if alone(layout, item):
            who = _same_words(layout, quotes, number) or _next(layout, quotes, number)
        elif item.cue is None and item.mention is None and _within_heading(layout, item):
            who = _same_words(layout, quotes, number)
        else:
            continue
        if who is not None:
            quotes[number] = (item, who.again(0.8))


def with_taken_up(layout: Layout, quotes: Told) -> Told:
    """The quotations with the headings that take up words of one: Une « erreur » de parcours."""
    lines = [
        (start, end)
        for start, end in layout.paragraphs
        if _is_heading(layout, start, end)
        and not any(item.spans[0][0] < end and start < item.spans[-1][1] for item, _ in quotes)
    ]
    if not lines:
        return quotes
    said = [
        (f" {_words(layout.text[slice(*pair.inner)])} ", who)
        for item, who in quotes
        if who.full_name
        for pair in layout.pairs_in(item.spans[0][0] - 3, item.spans[-1][1])
    ]
    taken = [
        (found, who.again(0.8))
        for start, end in lines
        for pair in layout.pairs_in(start, end)
        if (who := _who_said(layout, pair, said)) and (found := _taken_up(layout, pair, start, end))
    ]
    return sorted([*quotes, *taken], key=lambda told: told[0].spans[0]) if taken else quotes


def _within_heading(layout: Layout, item: Found) -> bool:
    return _is_heading(layout, *layout.paragraphs[layout.paragraph_of(item.spans[0][0])])


def _is_heading(layout: Layout, start: int, end: int) -> bool:
    """Whether a paragraph is a few words with no full stop, some of them in marks."""
    if end - start > _LONGEST or not layout.pairs_in(start, end):
        return False
    line = layout.text[start:end].strip()
    return line[-1:] not in (".", "…", ":", "!", "?") and len(line.split()) <= _SHORT


_LONGEST = 200
"""Letters of the longest paragraph that is looked at as a heading."""


def _who_said(layout: Layout, pair: Pair, said: Sequence[tuple[str, Who]]) -> Who | None:
    """Who says the words of a heading in marks elsewhere; nobody for a name."""
    inner = layout.text[slice(*pair.inner)]
    start, _ = layout.paragraphs[layout.paragraph_of(pair.start)]
    name = inner[:1].isupper() and not inner.isupper() and has_words(layout.mask[start : pair.start])
    if name or is_movement(inner):
        return None
    words = f" {_words(inner)} "
    return next((who for theirs, who in said if len(words) > _TELLING and words in theirs), None)


_TELLING = 7
"""Letters of the shortest words that tell whose they are, a blank on either side."""


def _taken_up(layout: Layout, pair: Pair, start: int, end: int) -> Found | None:
    """The words of a heading: those in marks, or all of it where its verb is among them."""
    inner = layout.text[slice(*pair.inner)].lower()
    verb = has_finite(" ".join(inner.split()[:2])) and pair.start > start
    span = trim(layout.text, start, end) if verb else pair.inner
    return Found(spans=(span,), kind="mixed", rule="heading", confidence=0.6) if span else None


def _same_words(layout: Layout, quotes: Told, number: int) -> Who | None:
    item = quotes[number][0]
    said = _folded(layout, item)
    near = quotes[max(0, number - _NEAR) : number + _NEAR]
    later = [(other, who) for other, who in near if other is not item and other.mention is not None]
    return next((who for other, who in later if _within(said, _folded(layout, other))), None)


def _next(layout: Layout, quotes: Told, number: int) -> Who | None:
    """Who speaks next where nothing stands between, or further on where a heading begins the text."""
    item = quotes[number][0]
    for other, who in quotes[number + 1 : number + 4]:
        between = layout.text[item.spans[-1][1] : other.spans[0][0]]
        if number and (any(char.isalnum() for char in between) or not heading(layout, quotes[number][0])):
            return None
        if other.mention is not None:
            return who
        if number:
            item = other
    return None


def _within(short: str, long: str) -> bool:
    """Whether a heading's words stand in a quotation, in their order or nearly all of them."""
    if short in long:
        return True
    words, rest = short.split(), iter(long.split())
    if len(words) < 4:
        return False
    if all(word in rest for word in words):
        return True
    telling = {word for word in words if len(word) > 3}
    return len(telling) >= 3 and len(telling & set(long.split())) >= _ALIKE * len(telling)


def _folded(layout: Layout, item: Found) -> str:
    return _words(" ".join(layout.text[a:b] for a, b in item.spans))


def _words(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.lower()).strip()


__all__: Sequence[str] = ["alone", "heading", "settle", "with_taken_up"]
