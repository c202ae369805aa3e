"""Quoted headings, and words that stand alone right before those whose speaker is told."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.extraction.layout import Layout
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
        if not alone(layout, item):
            continue
        who = _same_words(layout, quotes, number) or _next(layout, quotes, number)
        if who is not None:
            quotes[number] = (item, who.again(0.8))


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
    said = " ".join(layout.text[a:b] for a, b in item.spans)
    return re.sub(r"[^\w]+", " ", said.lower()).strip()


__all__: Sequence[str] = ["alone", "heading", "settle"]
