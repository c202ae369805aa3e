"""Where a word stands in its sentence: as subjects stand, or as the object of a verb.

« Anne Roy a félicité Paul Morel »: Anne Roy stands as a subject, Paul Morel as an object.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from indexer.extraction.apposition import Appositions
from indexer.extraction.words import body_sort, role_noun
from indexer.lexicon import word_class

_BEFORE = word_class("before")
_DONE = re.compile(r"(?:é|i|u|is|it|ert)$")
_OF_VERBS = word_class("auxiliaries") | frozenset(["se", "s'", "ne", "n'", "pas", "aussi", "donc", "ensuite"])
_NO_SUBJECTS_AFTER = word_class("no subjects after")


class SubjectPlaces(Appositions):
    """The words of an article, read for who acts and who is acted on."""

    def _subject_like(self, number: int) -> bool:
        """Whether a word stands where subjects stand: early in its sentence, governed by no preposition."""
        word, name = self.words[number], self.names.get(number)
        after = name.last + 1 if name else number + 1
        if after < len(self.words) and self.words[after].low == "qui":
            return True  # « défendu par Paul Morel qui ne nie pas »
        if [word.low for word in self.words[number - 2 : number]] == ["part", "de"]:
            return True  # « une vive réaction de la part de Paul Morel »
        if self._object(number):
            return False
        start, _ = (
            self.layout.sentences[self.layout.sentence_of(word.start)] if self.layout.sentences else (0, 0)
        )
        begin = bisect_left(self.starts, start)
        before = number - 1
        while before > begin and self._title(before):  # « l'avocat de l'ancien ministre Paul Morel »
            before -= 1
        if self._owner_of_subject(before, begin):
            return True
        if before >= begin and self.words[before].low in _NO_SUBJECTS_AFTER:
            return False
        comma = number > 0 and self.words[number - 1].text == ","
        if comma and after < len(self.words) and self.words[after].text == ",":
            # « La présidente du Syndicat du rail, Anne Roy, … »: where the role before stands
            number = min(
                [
                    phrase.first
                    for phrase in self._ending_at(self._unbracketed(number - 2))
                    if phrase.determiner
                ]
                or [number]
            )
        following = self.words[after].low if after < len(self.words) else ""
        return number - begin <= 7 or (following != "et" and self.verb(following))

    def _owner_of_subject(self, before: int, begin: int) -> bool:
        """« Le passé de Paul Morel », « la décision d'Anne Roy »: whose the thing is that comes first."""
        if before - begin not in (2, 3) or self.words[before].low not in ("de", "d'"):
            return False
        low = [word.low for word in self.words[begin:before]]
        return low[0] in ("le", "la", "l'") and not any(role_noun(word) or body_sort(word) for word in low)

    def _object(self, number: int) -> bool:
        """« Anne Roy a félicité Paul Morel »: who comes after a verb that has its subject before it."""
        before = number - 1
        while before > 0 and self._title(before):
            before -= 1
        if before < 2 or not (_DONE.search(self.words[before].low) or self.verb(self.words[before].low)):
            return False
        while before > 0 and (self.words[before].low in _OF_VERBS or _DONE.search(self.words[before].low)):
            before -= 1
        named = before in self.by_last_word or any(phrase.determiner for phrase in self._ending_at(before))
        return named and self.narrated(self.words[before].start)

    def _unbracketed(self, number: int) -> int:
        """The word before « (SSN) » that ends at a word, or the word itself."""
        if number > 2 and self.words[number].text == ")" and self.words[number - 2].text == "(":
            return number - 3
        return number

    def _title(self, number: int) -> bool:
        """Whether a word stands between a preposition and the name it holds."""
        word = self.words[number]
        return word.text[0].islower() and (
            word.low in _BEFORE or word.low in ("le", "la", "l'") or role_noun(word.low)
        )
