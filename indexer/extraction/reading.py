"""An article as words, proper names and describing phrases, for what else is to be read out of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container
from functools import cached_property

from indexer.extraction.known import spelt
from indexer.extraction.layout import Layout
from indexer.extraction.marked_names import marked
from indexer.extraction.names import Proper, proper_names
from indexer.extraction.phrases import Phrase, phrases
from indexer.extraction.sentences import FILLER
from indexer.extraction.verbs import forms
from indexer.extraction.words import Word, read_words
from indexer.lexicon import word_class

_VERBS = word_class("verbs")


class Reading:
    """An article's words, names and phrases, with ways to look them up."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.text = layout.text
        self.words: list[Word] = read_words(layout.text)
        self.starts = [word.start for word in self.words]
        known = [*spelt(layout.text), *marked(layout.text)]
        self.propers: list[Proper] = proper_names(self.words, known)
        self.names: dict[int, Proper] = {name.first: name for name in self.propers}
        self.by_last_word = {name.last: name for name in self.propers}
        self.phrases: list[Phrase] = phrases(self.words, self.names)
        self.by_first: dict[int, Phrase] = {}
        for phrase in self.phrases:
            self.by_first.setdefault(phrase.first, phrase)

    def taken(self) -> Container[int]:
        """First words of the names that are people's."""
        return ()

    def number_at(self, offset: int) -> int:
        """The number of the first word at or after an offset."""
        return bisect_left(self.starts, offset)

    def narrated(self, offset: int) -> bool:
        """Whether the narrator speaks at an offset, not someone in quotation marks."""
        return self.layout.mask[offset] != FILLER

    @staticmethod
    def verb(low: str) -> bool:
        """Whether a word is a finite verb, of those that go with speakers."""
        return low in _VERBS or any(form.shape == "finite" for form in forms().get(low, ()))

    @cached_property
    def phrases_of(self) -> dict[str, list[Phrase]]:
        found: dict[str, list[Phrase]] = {}
        for phrase in self.phrases:
            found.setdefault(phrase.head, []).append(phrase)
        return found

    @cached_property
    def _ends(self) -> dict[int, list[Phrase]]:
        ends: dict[int, list[Phrase]] = {}
        for phrase in self.phrases:
            if phrase.sort == "role":
                ends.setdefault(phrase.last, []).append(phrase)
        return ends

    def _ending_at(self, number: int) -> list[Phrase]:
        """The role phrases that end at a word."""
        return self._ends.get(number, [])
