"""A printed text cut at the ends of its marks, for a template to lay elements around the pieces.

Spans of several names may overlap: a piece says all that hold it. Nothing is escaped here; the pieces
are plain text, which the template escapes as it does everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise

import msgspec

from corpus import Span


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text and the names of the marks that it lies in, in the order they were given."""

    text: str
    names: tuple[str, ...] = ()

    @property
    def css(self) -> str:
        """Its names as classes."""
        return " ".join(self.names)


def pieces(text: str, marks: Mapping[str, Iterable[Span]]) -> tuple[Piece, ...]:
    """The text in pieces; joined, they are the text again.

    >>> [(p.text, p.css) for p in pieces("Oui, dit-elle.", {"words": [(0, 3)], "cue": [(5, 13)]})]
    [('Oui', 'words'), (', ', ''), ('dit-elle', 'cue'), ('.', '')]
    """
    size = len(text)
    spans = [(name, max(0, start), min(size, end)) for name, found in marks.items() for start, end in found]
    spans = [span for span in spans if span[1] < span[2]]
    cuts = sorted({0, size, *(at for _, start, end in spans for at in (start, end))})
    return tuple(
        Piece(text[start:end], tuple(dict.fromkeys(n for n, s, e in spans if s <= start and end <= e)))
        for start, end in pairwise(cuts)
    )
