"""What people set right, laid over what was worked out: merge, split, rename, not theirs, no quotation.

Corrections are applied in their order, last, and name ids that never change, so a rebuild gives the
same again; undoing one only takes it out of the list. An id that stands for one other entity by now
(`former`) is that entity here too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from corpus.ids import folded
from corpus.record import Correction
from search.values import Former


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
    """The corrections in force; `ids` are those of the entities that splits make, by correction.

    `leads` tells of former ids what they stand for, `anchored` of the quotations in which they were given
    which: a merge with one of these takes those quotations along, not all that it stands for now.
    """

    def __init__(
        self,
        corrections: Sequence[Correction],
        ids: Mapping[int, str],
        leads: Mapping[str, Former] | None = None,
        anchored: Mapping[str, str] | None = None,
    ) -> None:
        self._ids = ids
        self._leads, self._anchored = leads or {}, anchored or {}
        self._merged: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self._splits: dict[str, list[Correction]] = {}
        self._quotes: dict[str, list[Correction]] = {}
        self._delisted: set[str] = set()
        for correction in corrections:
            target = self.current(correction.target)
            if correction.kind == "merge":
                self._merged.update(dict.fromkeys(correction.values, target))
                self._merged.pop(target, None)
            elif correction.kind == "rename":
                self.names[target] = correction.values[0]
            elif correction.kind == "split":
                self._splits.setdefault(target, []).append(correction)
            elif correction.kind == "delist":
                self._delisted.add(target)
            else:
                self._quotes.setdefault(correction.target, []).append(correction)

    def current(self, entity: str) -> str:
        """The id, or the one it stands for by now, corrections aside."""
        lead = self._leads.get(entity)
        return lead.ids[0] if lead and lead.sure else entity

    @property
    def former(self) -> set[str]:
        """Ids that may be nobody's now."""
        return {*self._leads, *self._merged}

    @property
    def quotes(self) -> set[str]:
        """Ids of the quotations that a correction names, or that lie where a merged id was given."""
        named = {value for found in self._splits.values() for c in found for value in c.values}
        return set(self._quotes) | named | {q for q, id_ in self._anchored.items() if id_ in self._merged}

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
        given = self._anchored.get(quote, "")
        if given in self._merged and given != base:
            base, perhaps = given, ()
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
                speaker = self.current(correction.values[0]) if correction.values else ""
                candidates, foreign = (), True
        speaker, body = self._last(speaker), self._last(body)
        delisted = speaker in self._delisted
        kept = dict.fromkeys(self._last(one) for one in candidates)
        return Verdict(
            speaker="" if delisted else speaker, organisation=body,
            perhaps=tuple(one for one in kept if one not in self._delisted),
            corrected=corrected, hidden=hidden, delisted=delisted, foreign=foreign,
        )  # fmt: skip

    def stands_for(self, entity: str, present: Collection[str]) -> Former:
        """Whom of those `present` a former id stands for, corrections laid over; never who is delisted."""
        lead = Former((entity,), sure=True) if entity in self._merged else self._leads[entity]
        found = dict.fromkeys(self._last(one) for one in lead.ids)
        ids = tuple(one for one in found if one in present and one not in self._delisted)
        return Former(ids, sure=lead.sure and len(ids) == 1)

    def _last(self, entity: str) -> str:
        seen = set()
        while entity in self._merged and entity not in seen:
            seen.add(entity)
            entity = self._merged[entity]
        return entity
