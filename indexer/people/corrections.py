"""What people set right, laid over what was worked out: merge, split, rename, not theirs, no quotation.

Corrections are applied in their order, last, and name ids that never change, so a rebuild gives the
same again; undoing one only takes it out of the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from corpus.ids import folded
from corpus.record import Correction


class Verdict(msgspec.Struct, frozen=True):
    """Of one quotation: who speaks, may speak, is spoken for; whether a person corrected or hid it."""

    speaker: str = ""
    organisation: str = ""
    perhaps: tuple[str, ...] = ()
    corrected: bool = False
    hidden: bool = False
    delisted: bool = False
    foreign: bool = False
    """The printed name is another's: the paper, or the extraction, was wrong."""


class Overlay:
    """The corrections in force; `ids` are those of the entities that splits make, by correction."""

    def __init__(self, corrections: Sequence[Correction], ids: dict[int, str]) -> None:
        self._ids = ids
        self._merged: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self._splits: dict[str, list[Correction]] = {}
        self._quotes: dict[str, list[Correction]] = {}
        self._delisted: set[str] = set()
        for correction in corrections:
            if correction.kind == "merge":
                self._merged.update(dict.fromkeys(correction.values, correction.target))
                self._merged.pop(correction.target, None)
            elif correction.kind == "rename":
                self.names[correction.target] = correction.values[0]
            elif correction.kind == "split":
                self._splits.setdefault(correction.target, []).append(correction)
            elif correction.kind == "delist":
                self._delisted.add(correction.target)
            else:
                self._quotes.setdefault(correction.target, []).append(correction)

    @property
    def quotes(self) -> set[str]:
        """Ids of the quotations that a correction names."""
        named = {value for found in self._splits.values() for c in found for value in c.values}
        return set(self._quotes) | named

    @property
    def entities(self) -> set[str]:
        """Ids of the entities whose quotations a correction changes."""
        return (
            set(self._merged)
            | set(self._merged.values())
            | set(self._splits)
            | set(self.names)
            | self._delisted
        )

    def judged(self, quote: str, printed: str, base: str, body: str, perhaps: Iterable[str]) -> Verdict:
        """What holds of one quotation."""
        speaker, corrected = base, False
        for correction in self._splits.get(base, ()):
            if quote in correction.values or folded(printed) in {
                folded(value) for value in correction.values
            }:
                speaker, corrected = self._ids[correction.id], True
        candidates = tuple(perhaps)
        hidden = foreign = False
        for correction in self._quotes.get(quote, ()):
            corrected = True
            hidden = hidden or correction.kind == "no-quotation"
            if correction.kind == "not-theirs":
                speaker = correction.values[0] if correction.values else ""
                candidates, foreign = (), True
        speaker, body = self._last(speaker), self._last(body)
        delisted = speaker in self._delisted
        kept = dict.fromkeys(self._last(one) for one in candidates)
        return Verdict(
            speaker="" if delisted else speaker, organisation=body,
            perhaps=tuple(one for one in kept if one not in self._delisted),
            corrected=corrected, hidden=hidden, delisted=delisted, foreign=foreign,
        )  # fmt: skip

    def _last(self, entity: str) -> str:
        seen = set()
        while entity in self._merged and entity not in seen:
            seen.add(entity)
            entity = self._merged[entity]
        return entity
