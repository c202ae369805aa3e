"""Signs that a proper name is a person's, where the name alone does not tell.

« Arash, 32 ans, », « Keira, une voisine, », « la sergente Roy », « la mère de Nolwarn Kerzé ».
"""

from __future__ import annotations

from functools import cached_property
from itertools import pairwise

from indexer.extraction.known import known_body
from indexer.extraction.names import Proper
from indexer.extraction.subject_places import SubjectPlaces
from indexer.extraction.words import Word, body_sort
from indexer.lexicon import word_class, words

_TITLED = word_class("titles before surnames")
_DETERMINED = frozenset(["le", "la", "l'", "du", "au"])
_OF_PEOPLE = word_class("what people have")
_OF_LIFE = word_class("what happens to people")
_BE = frozenset(["a", "est", "était", "avait", "fut", "sera", "aurait", "serait"])
_CLITICS = frozenset(["se", "s'", "ne", "n'", "y", "l'", "en", "lui"])
_THING_BEFORE = word_class("articles") | frozenset(["en", "au", "du", "aux", "les", "des"])
_KIN = word_class("kin") - {"porte-parole", "avocat", "avocate", "témoin"}
_OF_THINGS = word_class("words of firms and things")


def _thing(word: Word) -> bool:
    """Whether a word of a name is a firm's, a place's or a thing's: « Volvo Cars », « Karma 7 »."""
    return (
        bool(body_sort(word.low)) or word.low in _OF_THINGS or any(letter.isdigit() for letter in word.text)
    )


class PersonSigns(SubjectPlaces):
    """The names of an article, read for what only people do, are or have."""

    def _lives(self, name: Proper) -> bool:
        """« la mère de Nolwarn Kerzé », « Nolwarn Kerzé est né »: what is said of people only."""
        before = [word.low for word in self.words[max(0, name.first - 3) : name.first]]
        if before and before[-1] in ("de", "d'") and any(word in _OF_PEOPLE for word in before[:-1]):
            return True
        after = [word.low for word in self.words[name.last + 1 : name.last + 5]]
        return bool(after) and after[0] in _BE and any(word in _OF_LIFE for word in after[1:])

    def _acts(self, name: Proper) -> bool:
        """« Zohrif Belkebla a », « dit Zohrif Belkebla »: several words, no article, where subjects stand."""
        if (
            name.kind != "maybe"
            or not name.first < name.last < name.first + 4
            or not self.narrated(name.start)
        ):
            return False
        before = self.words[name.first - 1].low if name.first else ""
        if self._no_person(name):
            return False
        following = [word.low for word in self.words[name.last + 1 : name.last + 3]]
        after = next((low for low in following if low not in _CLITICS), "")
        return self._subject_like(name.first) and (self.verb(after) or self.verb(before))

    @cached_property
    def _things(self) -> set[str]:
        """Names with an article or « en » before them somewhere: « la Juve Nova », « en Terre Verte »."""
        held = [
            name for name in self.propers if name.first and self.words[name.first - 1].low in _THING_BEFORE
        ]
        return {self.text[name.start : name.end] for name in held}

    def _introduced(self, name: Proper) -> bool:
        """« Keira, une voisine, »: one word that the article says is somebody."""
        phrase = self._phrase_after(name)
        before = self.words[name.first - 1].low if name.first else ""
        return (
            phrase is not None
            and (phrase.determiner in ("un", "une") or (phrase.head in _KIN and not phrase.determiner))
            and before not in ("le", "la", "l'", "les", "du", "au", "de", "d'")
        )

    def _entitled(self, name: Proper) -> bool:
        """« le ministre Morel », « la sergente Roy »: one word after a title that only people have."""
        if name.first < 2:
            return False
        determiner, title = (word.low for word in self.words[name.first - 2 : name.first])
        after = self.words[name.last + 1].text if name.last + 1 < len(self.words) else ""
        said = self.text[name.start : name.end]
        return determiner in _DETERMINED and title in _TITLED and after != "-" and not known_body(said)

    def _belongs(self, name: Proper) -> bool:
        """« Piana Deeter, de l'ONG Vigimer, »: several words between a comma and what somebody is of."""
        after = [word.low for word in self.words[name.last + 1 : name.last + 5]]
        if after[:2] not in ([",", "de"], [",", "du"]) or not name.first < name.last < name.first + 4:
            return False
        noun = after[3] if after[2] in ("la", "l'") else after[2]
        held = body_sort(noun) in ("kind", "institution") and self._subject_like(name.first)
        return held and not self._no_person(name)

    def _no_person(self, name: Proper) -> bool:
        """Whether several words name a firm, a place or a thing, by one of them or an article elsewhere."""
        said = self.words[name.first : name.last + 1]
        if self.text[name.start : name.end] in self._things or any(_thing(word) for word in said):
            return True
        return any(word.text in words("places") | words("media") or word.text.isupper() for word in said)

    def _aged(self, name: Proper) -> bool:
        """« Arash, 32 ans, »: only people have an age."""
        after = [word.low for word in self.words[name.last + 1 : name.last + 4]]
        if len(after) < 3 or after[0] not in (",", "("):
            return False
        if after[1] in ("un", "une"):  # « Nel, un saisonnier de 22 ans »
            aside = [word.low for word in self.words[name.last + 3 : name.last + 12]]
            aside = aside[: aside.index(",")] if "," in aside else aside
            return any(number.isdigit() and then == "ans" for number, then in pairwise(aside))
        return after[1].isdigit() and after[2] == "ans"
