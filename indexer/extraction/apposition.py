"""Roles in apposition: the describing phrases that stand before and after a name."""

from __future__ import annotations

from functools import cached_property

from indexer.extraction.names import Proper
from indexer.extraction.phrases import Phrase
from indexer.extraction.reading import Reading

_INTRODUCE = frozenset(
    [
        "le",
        "la",
        "l'",
        "son",
        "sa",
        "leur",
        "notre",
        "ce",
        "cet",
        "cette",
        "un",
        "une",
        "des",
        "du",
        "de",
        "au",
    ]
)
"""Determiners of a role that a name follows after a comma."""


class Appositions(Reading):
    """What stands beside the names of an article."""

    def beside(self, name: Proper) -> list[Phrase]:
        """The role phrases before and after a name that are in apposition to it."""
        found = []
        before = self._phrase_before(name)
        if before:
            found.append(before)
            further = self._phrase_further(before)
            if further:
                found.append(further)
        after = self._phrase_after(name)
        if after:
            found.append(after)
        return found

    def _phrase_before(self, name: Proper) -> Phrase | None:
        number = name.first - 1
        if name.civility and number >= 0:
            number -= 1
            if number >= 0 and self.words[number].low in ("le", "la"):
                number -= 1  # « …, le Pr Anne Roy »
        comma = False
        if number >= 0 and self.words[number].text in ('"', "»", "”", ")"):
            number = self._opening(number) if self.words[number].text == ")" else number - 1
        if number >= 0 and self.words[number].text == ",":
            number -= 1
            comma = True
        if number < 0:
            return None
        for phrase in self._ending_at(number):
            if phrase.plural and phrase.determiner not in ("", "l'") and not self._one_of(phrase):
                continue
            if comma and (phrase.determiner not in _INTRODUCE or self._apposed_to_other(phrase)):
                continue
            if comma and (not self._closed(name) or self._circumstance(phrase)):
                continue
            return phrase
        return None

    def _phrase_further(self, phrase: Phrase) -> Phrase | None:
        """« le porte-parole de l'armée, le colonel Ba »: the role before a rank in apposition to it."""
        number = phrase.first - (2 if phrase.determiner else 1)
        if number < 1 or self.words[number].text != "," or phrase.determiner not in ("le", "la", "l'"):
            return None
        for other in self._ending_at(number - 1):
            if (
                other.determiner in _INTRODUCE
                and not other.plural
                and not self._apposed_to_other(other)
                and not self._circumstance(other)
            ):
                return other
        return None

    def _opening(self, number: int) -> int:
        """The word before the parenthesis that closes at a word."""
        for step in range(number - 1, max(-1, number - 8), -1):
            if self.words[step].text == "(":
                return step - 1
        return number

    @cached_property
    def _ends(self) -> dict[int, list[Phrase]]:
        ends: dict[int, list[Phrase]] = {}
        for phrase in self.phrases:
            if phrase.sort == "role":
                ends.setdefault(phrase.last, []).append(phrase)
        return ends

    def _ending_at(self, number: int) -> list[Phrase]:
        return self._ends.get(number, [])

    def _apposed_to_other(self, phrase: Phrase) -> bool:
        """« Paul Morel, le maire, Anne Roy … »: the phrase belongs to the name before it."""
        number = phrase.first - (2 if phrase.determiner else 1)
        return (
            number > 0
            and self.words[number].text == ","
            and number - 1 in self.by_last_word
            and self.by_last_word[number - 1].kind == "person"
        )

    def _closed(self, name: Proper) -> bool:
        after = name.last + 1
        return (
            after >= len(self.words)
            or self.words[after].text in ',.:;)(»”"!?'
            or self.verb(self.words[after].low)
        )

    def _one_of(self, phrase: Phrase) -> bool:
        """« l'un des responsables de l'essai, Anne Roy »."""
        first = phrase.first
        return (
            first >= 2 and self.words[first - 1].low == "des" and self.words[first - 2].low in ("un", "une")
        )

    def _circumstance(self, phrase: Phrase) -> bool:
        """« dans un cadre apaisé, Paul … », « selon le ministre, Paul … »: the phrase is not the name's."""
        before = phrase.first - (2 if phrase.determiner else 1)
        low = self.words[before].low if before >= 0 else ""
        return low in ("dans", "avec", "pour", "sans", "selon", "après", "sur", "chez", "comme", "en") and (
            low == "selon" or phrase.determiner in ("un", "une")
        )

    def _phrase_after(self, name: Proper) -> Phrase | None:
        number = name.last + 1
        words = self.words
        if number < len(words) and words[number].text == "(":
            close = number + 1
            while close < len(words) and words[close].text != ")" and close - number < 9:
                close += 1
            inside = self.by_first.get(number + 1)
            if inside and inside.sort == "role" and inside.last < close:
                return inside
            number = close + 1
        if number >= len(words):
            return None
        if (
            words[number].low in ("est", "était", "devient")
            or words[number].text == ","
            or words[number].text in "–—-"
        ):
            number += 1
            if (
                number < len(words)
                and words[number].low == "qui"
                and number + 1 < len(words)
                and words[number + 1].low in ("est", "était")
            ):
                number += 2
        elif words[number].low not in ("le", "la", "l'"):
            return None
        for _ in range(3):  # « , 45 ans, », « , âgé de 45 ans, », « , par ailleurs »
            if number + 2 < len(words) and words[number].text.isdigit() and words[number + 1].low == "ans":
                number += 3 if words[number + 2].text in (",", "et") else 2
            elif number < len(words) and words[number].low in (
                "également",
                "aussi",
                "lui-même",
                "elle-même",
                "alors",
                "actuel",
                "actuelle",
                "et",
                "par",
                "ailleurs",
            ):
                number += 1
        if number < len(words) and words[number].low in ("le", "la", "l'", "un", "une", "son", "sa", "notre"):
            number += 1
        one_of = (
            number + 2 < len(words) and words[number].low in ("un", "une") and words[number + 1].low == "des"
        )
        phrase = self.by_first.get(number + 2 if one_of else number)
        if phrase is None or phrase.sort != "role" or (phrase.plural and not one_of):
            return None
        after = self.words[phrase.last + 1].low if phrase.last + 1 < len(words) else "."
        if self.verb(after) and after not in ("qui", "et", "se"):
            return None  # « Répondant à Paul Morel, le ministre a … »
        following = self.names.get(phrase.last + 1)
        if following and following.kind == "person":
            return None
        return phrase
