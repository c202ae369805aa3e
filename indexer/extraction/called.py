"""The bodies and documents of an article, each with all its mentions and the nouns for it."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from indexer.extraction.bodies import Bodies, is_medium, words_of_bodies
from indexer.extraction.body_kinds import kinds_of
from indexer.extraction.phrases import Phrase
from indexer.extraction.words import body_sort
from indexer.lexicon import word_class

_AT = frozenset(["à", "en", "dans", "vers", "depuis"])
"""Prepositions that places follow, and bodies hardly ever."""
_THINGS = word_class("things with names")


class Called(NamedTuple):
    """A body of the article with all its mentions and the nouns that it may be called by."""

    name: str
    mentions: list[int]
    told: set[str]
    """Nouns that the article calls it by."""
    kinds: set[str]
    """All that it may be called by; empty where nothing tells."""
    sure: bool
    """Whether its name is surely one of a body."""


class CalledBodies(Bodies):
    """What the descriptions of an article may mean besides people."""

    @cached_property
    def documents(self) -> list[Phrase]:
        """The phrases for documents, in order; « loi » of « projet de loi » is none."""
        found: list[Phrase] = []
        for phrase in self.phrases:
            document = phrase.sort == "body" and body_sort(phrase.head) == "document"
            if document and (not found or found[-1].last < phrase.at):
                found.append(phrase)
        return found

    @cached_property
    def called(self) -> dict[str, Called]:
        """The bodies of the article by name, each with all its mentions."""
        found: dict[str, Called] = {}
        unlikely: set[str] = set()
        inside = {
            self.words[n].start
            for phrase in self.phrases
            if phrase.sort == "body" and phrase.complements
            for n in range(phrase.at + 1, phrase.last + 1)
        }
        for body in self.bodies:
            if body.name.lower() in words_of_bodies() and body.kinds <= {body.name.lower()}:
                continue
            if self._place_of_words(body.name, body.at):
                continue
            one = found.get(body.name)
            if one is None:
                known = kinds_of(body.name)
                if not known and is_medium(body.name):
                    known = frozenset(["média", "journal"])
                one = found[body.name] = Called(body.name, [], set(), set(known), body.named)
            one.mentions.append(body.at)
            told = body.kinds | (frozenset() if kinds_of(body.name) else self._apposed_kind(body.at))
            one.told.update(told)
            one.kinds.update(told)
            if not self._stands_free(body.at) or body.at in inside:
                unlikely.add(body.name)
        return {name: one for name, one in found.items() if one.kinds or one.sure or name not in unlikely}

    def _place_of_words(self, name: str, at: int) -> bool:
        """« a réagi sur Facebook »: a network that words were left on, and that does nothing here."""
        number = self.number_at(at)
        return number > 0 and self.words[number - 1].low == "sur" and "réseau" in kinds_of(name)

    def longer(self, name: str) -> str | None:
        """The one longer name of which a name is the beginning: « tribunal administratif de Lyon ».

        A name with a capital may be one that is elsewhere printed without: « la Chambre régionale ».
        """
        known = self._longer.get(name) or self._longer.get(name[:1].lower() + name[1:], set())
        return next(iter(known)) if len(known) == 1 else None

    @cached_property
    def _longer(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for name in self.called:
            parts = name.split()
            for size in range(2, len(parts)):
                found.setdefault(" ".join(parts[:size]), set()).add(name)
        return found

    def _stands_free(self, at: int) -> bool:
        """Whether a name stands as bodies' names do: not « à Lumes », nor « la tour Morvan »."""
        number = self.number_at(at)
        before = self.words[number - 1] if number else None
        if before is None or not before.text[0].isalpha():
            return True
        return before.low not in _AT and before.low not in _THINGS

    def _apposed_kind(self, at: int) -> frozenset[str]:
        """« Belvex, une association locale, »: the noun that stands beside a name."""
        name = self.names.get(self.number_at(at))
        after = name.last + 1 if name else len(self.words)
        if name is None or after + 1 >= len(self.words) or self.words[after].text not in (",", "("):
            return frozenset()
        if name.first and self.words[name.first - 1].low in ("selon", "pour", "après"):
            return frozenset()  # « Selon Belvex, le tribunal … »
        first = after + 1
        if self.words[first].low in ("le", "la", "l'", "un", "une"):
            first += 1
        phrase = self.by_first.get(first)
        if phrase is None or phrase.sort != "body" or phrase.plural or body_sort(phrase.head) == "document":
            return frozenset()
        follows = self.words[phrase.last + 1].low if phrase.last + 1 < len(self.words) else "."
        return frozenset() if self.verb(follows) else frozenset([phrase.head])
