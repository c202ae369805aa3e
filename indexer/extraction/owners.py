"""The bodies of roles that do not name them: « son directeur », « le préfet »."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache, cached_property

from indexer.extraction.affiliations import without_article
from indexer.extraction.bodies import TERRITORIES, is_medium, words_of_bodies
from indexer.extraction.called import CalledBodies
from indexer.extraction.phrases import Phrase
from indexer.extraction.words import Word, adjective, body_sort, demonym, fold
from indexer.lexicon import listed, rows, word_class

_HEADS = word_class("heads of bodies")
_OWNED = word_class("owned by bodies")
"""« sa conseillère », « son administrateur délégué »: whom a body has, though they do not lead it."""
_NEAR = 400
"""Letters between a body and « son directeur »."""
_CLOSE = 12
"""Letters between a body and « dont le directeur »."""
_MANY = 40
"""How many candidates are looked at where an article has more than any article has."""


_PLACES_OF_WORK = word_class("workplaces") | frozenset(["usine"])
_KEEPERS = listed("propriétaire employé employée salarié salariée ouvrier ouvrière gardien gardienne")
_FAR = 24
"""Letters between « centrale » and its name: « centrale nucléaire de Lumes »."""


class Owners(CalledBodies):
    """For whom somebody in an office, or whose body is named before, speaks."""

    attached: set[int]
    """Heads of the phrases that stand beside a person's name."""

    def owner(self, phrase: Phrase) -> str | None:
        """The body of « son directeur », « leur porte-parole »: the one named last before, if near."""
        whose = self.whose(phrase)
        if not (whose or phrase.determiner in ("son", "sa", "leur")) or phrase.head not in _HEADS | _OWNED:
            return None
        before = self.layout.sentences[max(0, self.layout.sentence_of(phrase.start) - 1)][0]
        near = [
            body
            for body in self.bodies
            if phrase.start - _NEAR < body.at < phrase.start
            and len(body.name) > 2
            and body.named
            and body.name[0].isupper()
            and body.name[-1].isalnum()
            and body.name.lower() not in words_of_bodies()
            and not is_medium(body.name)
            and not demonym(body.name.split()[0].lower())  # « l'Italienne Livia Bo »
        ]
        if whose:
            return (
                near[-1].name if near and phrase.start - near[-1].at < _CLOSE + len(near[-1].name) else None
            )
        # the subject of the sentence before, which stands first in it, rather than whoever came last
        said = [body for body in near if body.at >= before]
        if said:
            return said[0].name
        described = self._described_before(phrase, before)
        return described or (near[-1].name if near else None)

    def whose(self, phrase: Phrase) -> bool:
        """« le syndicat, dont le secrétaire »: whether what stands before tells for whom somebody is that."""
        before = phrase.first - (2 if phrase.determiner else 1)
        return before > 0 and self.words[before].low == "dont"

    def _described_before(self, phrase: Phrase, before: int) -> str | None:
        """« La chambre d'agriculture les aide. Sa conseillère »: the body described since an offset."""
        low, high = (
            bisect_left(self.phrases, at, key=lambda other: other.start) for at in (before, phrase.start)
        )
        for other in self.phrases[low:high]:
            definite = other.determiner in ("le", "la", "l'", "du", "au", "cette", "ce")
            kind = body_sort(other.head) in ("kind", "institution")
            if kind and definite and not other.plural and self.narrated(other.start):
                said, full = self.body_name(other)
                return (self.fuller(said, other.start) or said) if not full else said
        return None

    def house(self, phrase: Phrase) -> str | None:
        """The institution that goes with an office, where the article names it: préfet, préfecture."""
        house = _houses().get(phrase.head)
        if house is None:
            return None
        said = {fold(w.text) for w in self.words[phrase.at + 1 : phrase.last + 1] if len(w.text) > 3}
        best = None
        only: set[str] = set()
        for other in self.phrases_of.get(house, [])[:_MANY]:
            if other.plural:
                continue
            words_ = {fold(w.text) for w in self.words[other.at + 1 : other.last + 1] if len(w.text) > 3}
            if words_ & said and not _of_two_countries(
                self.words[phrase.at : phrase.last + 1], self.words[other.at : other.last + 1]
            ):
                return without_article(self.text[other.start : other.end])
            if not words_ and house != "ministère":
                best = house
            elif words_:
                only.add(without_article(self.text[other.start : other.end]))
        if (
            len(only) == 1
            and phrase.at in self.attached
            and house in _ONE_IN_A_CASE
            and said <= _OF_THE_STATE
        ):
            return next(iter(only))
        return best

    def place_of_work(self, phrase: Phrase) -> str | None:
        """« le directeur du parc », « de la centrale »: by the one name that the article gives it."""
        if len(phrase.complements) != 1 or phrase.complements[0][1] != phrase.last:
            return None
        preposition, inner = phrase.complements[0]
        definite = self.words[preposition].low == "du" or self.words[inner - 1].low in ("la", "l'")
        named = self._places_of_work.get(self.words[inner].low, set())
        leads = phrase.head in _HEADS | _OWNED | _KEEPERS
        return next(iter(named)) if definite and leads and len(named) == 1 else None

    @cached_property
    def _places_of_work(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for number, word in enumerate(self.words[:-3]):
            if word.low not in _PLACES_OF_WORK:
                continue
            after = number + 1 + adjective(self.words[number + 1].low)
            after += self.words[after].low in ("de", "d'", "du")
            name = self.names.get(after)
            if name is not None and name.first not in self.taken() and name.start - word.end < _FAR:
                found.setdefault(word.low, set()).add(self.text[word.start : name.end])
        return found

    def territory(self, phrase: Phrase) -> str | None:
        """« la présidente de la région » is of the region whose name the article has elsewhere."""
        if len(phrase.complements) != 1 or phrase.complements[0][1] != phrase.last:
            return None
        noun = self.words[phrase.last].low
        return self.territory_named(noun) if noun in TERRITORIES and phrase.head in _HEADS else None


def _of_two_countries(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """« le ministre vénézuélien » is not of the « ministère français »."""
    mine, theirs = ({fold(w.text)[:6] for w in words_ if demonym(w.low)} for words_ in (one, other))
    return bool(mine and theirs) and not mine & theirs


@cache
def _houses() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("houses")}


_ONE_IN_A_CASE = frozenset(["parquet"])
_OF_THE_STATE = frozenset(
    ["republique", "adjoint", "adjointe", "general", "generale", "specialisee", "specialise"]
)
"""What says no more of a prosecutor: « la procureure de la République »."""
_TOLD_OF = re.compile(r"([a-zà-ÿ-]+) (?:[a-zà-ÿ-]+ )+(?=[A-ZÀ-Þ])")


def by_name(said: str) -> str:
    """« collectif citoyen Rivages » → « Rivages »: what tells of a body before its name is left out."""
    told = _TOLD_OF.match(said)
    if told is None or body_sort(told[1]) != "kind" or not _adjectives(told.group().split()[1:]):
        return said
    return said[told.end() :]


def _adjectives(words_: list[str]) -> bool:
    return all(word.islower() and adjective(word) for word in words_)
