"""The bodies of an article: their names in full, their acronyms, and which one « le parti » means."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from typing import NamedTuple

from indexer.extraction.acronyms import Acronyms
from indexer.extraction.affiliations import without_article
from indexer.extraction.body_kinds import kinds_of
from indexer.extraction.known import acronyms, adjectives, titled
from indexer.extraction.names import Proper
from indexer.extraction.phrases import Phrase
from indexer.extraction.words import body_sort, fold
from indexer.lexicon import listed, rows, word_class, words

_OF = word_class("governing") | word_class("articles of phrases")
_MANY = 40
"""How many candidates are looked at where an article has more than any article has."""


_NAMED_APART = word_class("media") - {"agence", "station"} | word_class("firms") & listed(
    "entreprise société groupe firme compagnie constructeur opérateur fabricant équipementier distributeur "
    "marque plateforme start-up ong organisation"
)
"""Bodies whose name is whole without what they are; not « le centre de soins Mirabeau »."""
_CAPITALS = re.compile(r"(?=\w{3,7}\Z)[A-Z][A-Za-z]*[A-Z]")
"""What may be an acronym: « CGT », « BdF »."""


class Body(NamedTuple):
    """A body that the article names, at one place, with the nouns that tell what it is."""

    name: str
    at: int
    kinds: frozenset[str]
    named: bool


_FIRM, _PARTY = "*firm", "*party"
"""Lists of bodies that no kind noun tells."""


def is_medium(name: str) -> bool:
    """Whether a name has a newspaper's, an agency's or a station's name in it."""
    return (
        "média" in kinds_of(name)
        or "journal" in kinds_of(name)
        or any(word in words("media") for word in re.findall(r"[\w-]+", name))
    )


_OPENING = frozenset(["«", "“", '"'])
TERRITORIES = frozenset(["région", "département", "canton", "province"])
_PLAINLY = {
    "formation politique": "parti", "parti présidentiel": "parti", "parti politique": "parti",
    "mouvement politique": "parti", "compagnie aérienne": "compagnie",
}  # fmt: skip
"""What says no more of a body than one noun."""


class Bodies(Acronyms):
    """The bodies that an article names or describes."""

    @cached_property
    def bodies(self) -> list[Body]:
        """The bodies that the article names or describes, in order."""
        result = []
        for phrase in self.phrases:
            if phrase.plural:
                continue
            if phrase.sort != "body":
                beside = self.names.get(phrase.at + 1)
                if beside and beside.kind == "body" and body_sort(phrase.head) == "kind":
                    said = self.text[beside.start : beside.end]  # « l'éditeur Belvex 3 »
                    result.append(Body(said, phrase.start, frozenset([phrase.head]), True))
                continue
            name, full = self.body_name(phrase)
            if full:
                result.append(Body(name, phrase.start, frozenset([phrase.head]), True))
        for proper in self.propers:
            if proper.end - proper.start < 3 and not self.text[proper.start : proper.end].isupper():
                continue
            if proper.first in self.taken() or proper.kind not in ("body", "word", "maybe"):
                continue
            if proper.kind == "word" and self._exclaimed(proper):
                continue
            name = self._in_full(proper.start, proper.end) or self.organisation(
                self.text[proper.start : proper.end]
            )
            head = fold(name.split()[0])
            result.append(
                Body(name, proper.start, frozenset([head] if body_sort(head) else []), proper.kind == "body")
            )
        return sorted(result, key=lambda body: body.at)

    def _exclaimed(self, proper: Proper) -> bool:
        """« Pardon », « Dehors ! »: a word alone in marks, which has its capital from where it stands."""
        before, after = (
            self.text[: proper.start].rstrip()[-1:],
            self.text[proper.end :].lstrip(" \u00a0!.?")[:1],
        )
        return before in ("«", "“", '"') and after in ("»", "”", '"') and not self.narrated(proper.start)

    def kinds_ending_at(self, number: int) -> list[Phrase]:
        """The phrases that end at a word and tell what kind of body follows."""
        return [phrase for phrase in self._kind_ends.get(number, []) if not phrase.plural]

    @cached_property
    def _kind_ends(self) -> dict[int, list[Phrase]]:
        ends: dict[int, list[Phrase]] = {}
        for phrase in self.phrases:
            if (
                phrase.sort == "body"
                and body_sort(phrase.head) == "kind"
                and self.text[phrase.start].islower()
            ):
                ends.setdefault(phrase.last, []).append(phrase)
        return ends

    def body_name(self, phrase: Phrase) -> tuple[str, bool]:
        """The name of a described body, and whether it tells more than its bare noun."""
        if spelt_out := self._in_full(phrase.start, phrase.end):
            return spelt_out, True
        apposed = self.name_beside(phrase)
        if apposed and apposed.kind not in ("person", "place"):
            name = self.text[apposed.start : apposed.end]
            if apposed.kind == "maybe" and body_sort(phrase.head) == "institution":
                return self.organisation(self.text[phrase.start : phrase.end]), phrase.last > phrase.at
            if self._complement_goes_on(phrase):
                return f"{self.text[phrase.start : phrase.end]} {name}", True
            if body_sort(phrase.head) == "kind" and phrase.head not in ("parti", "mouvement"):
                return self.organisation(name), True
            return f"{self.text[phrase.start : phrase.end]} {name}", True
        if (named := self._name_at_the_end(phrase)) is not None:
            return self.organisation(named), True
        said = self.text[phrase.start : phrase.end]
        return self.organisation(said), phrase.last > phrase.at or (
            said[0].isupper() and len(said.split()) > 1
        )

    def _name_at_the_end(self, phrase: Phrase) -> str | None:
        """« le site d'information Rivages », « le réseau de transport Fluxor »: the name after what it is."""
        name = self.by_last_word.get(phrase.last)
        if name is None or not phrase.complements or phrase.head not in _NAMED_APART or phrase.plural:
            return None
        preposition, inner = phrase.complements[-1]
        bare = inner == preposition + 1 and inner < name.first and self.words[inner].text[0].islower()
        before = self.words[name.first - 1].text[0].islower() and self.words[name.first - 1].low not in _OF
        if not (bare and before) or name.kind == "place":
            return None
        return self.text[name.start : name.end]

    def name_beside(self, phrase: Phrase) -> Proper | None:
        """The name right after a phrase, also in quotation marks: « l'association “Baie bleue” »."""
        first = phrase.last + 1
        if first < len(self.words) and self.words[first].text in _OPENING:
            first += 1
        name = self.names.get(first)
        return name if name and name.start - phrase.end <= (2 if first == phrase.last + 1 else 3) else None

    def _complement_goes_on(self, phrase: Phrase) -> bool:
        """« la société d'exploitation de la tour Eiffel »: the name after belongs to a complement."""
        if not phrase.complements:
            return False
        preposition, inner = phrase.complements[-1]
        definite = self.words[preposition].low in ("du", "au") or self.words[inner - 1].low in (
            "la",
            "l'",
            "le",
        )
        return definite and inner == phrase.last and body_sort(self.words[inner].low) == ""

    def organisation(self, said: str) -> str:
        """A body's name as the article gives it in full: acronyms expanded, article left out."""
        if said not in self._organised:
            self._organised[said] = self._in_words(said)
        return self._organised[said]

    @cached_property
    def _organised(self) -> dict[str, str]:
        return {}

    def _in_words(self, said: str) -> str:
        name = _BY_KIND.sub("", without_article(said))
        if name in self.acronyms:
            return titled(self.acronyms[name])
        if _CAPITALS.fullmatch(name) and (known := self._spelt_out(name)):
            return known
        for spelt_out in acronyms().get(name, ()):
            if printed := self._as_printed(spelt_out):
                return titled(printed)
        if re.match(r"L[ae]s?\s(?=[A-Z])", said):
            name = said
        inside = re.search(r"\s*\(([A-Z]\w+)\)$", name)
        return titled(name[: inside.start()] if inside else name)

    def party(self, role: str) -> str | None:
        """The body of « la candidate frontiste », « le député socialiste », as the article names it."""
        for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", role.lower()):
            for form in (word, word.removesuffix("s"), word.removesuffix("e"), word.removesuffix("es")):
                name, short = adjectives().get(form, ("", ()))
                if name and self._as_printed(name):
                    return self._as_printed(name)
                for acronym in short:
                    if acronym in self._every_word:
                        return acronym
        return None

    @cached_property
    def _every_word(self) -> frozenset[str]:
        return frozenset(word.text for word in self.words)

    def metonym(self, address: str) -> str | None:
        """The ministry that an address stands for (« Bercy »), where the article names it in full."""
        known = _metonyms().get(without_article(address))
        if known is None:
            return None
        for phrase in self.phrases_of.get("ministère", [])[:_MANY]:
            said = fold(self.text[phrase.start : phrase.end])
            if any(fold(word) in said for word in known):
                return self.text[phrase.start : phrase.end]
        return None

    def fuller(self, said: str, at: int) -> str | None:
        """The name of the body that « le parti », « la compagnie » means near an offset."""
        name = _PLAINLY.get(said.lower(), said.lower())
        if name not in words_of_bodies() or " " in name:
            return None
        if name in TERRITORIES:
            return self.territory_named(name)
        same = self.body_near([name], at)
        if same and any(letter.isupper() for letter in same.name):
            return same.name
        if name in ("parti", "mouvement", "formation"):
            party = self.body_near([_PARTY], at)
            return party.name if party else same.name if same else None
        if body_sort(name) == "kind":
            other = self.body_near([_FIRM], at)
            return other.name if other else same.name if same else None
        return same.name if same else None

    def territory_named(self, noun: str) -> str | None:
        """« la région » by its name, where the article has it: « région Grand Est »."""
        named = re.search(
            rf"(?i:\b{noun}\s+(?:d(?:e\s+la|e|u|es)\s+|d['’]|de\s+l['’])?)[A-ZÀ-Þ][\w’'-]+", self.text
        )
        return named.group() if named else None

    @cached_property
    def _body_lists(self) -> dict[str, list[Body]]:
        lists: dict[str, list[Body]] = {}
        for body in self.bodies:
            for kind in body.kinds:
                if body.name.lower() != kind:
                    lists.setdefault(kind, []).append(body)
            if body.name[0].isupper() and body.named and not is_medium(body.name):
                lists.setdefault(_FIRM, []).append(body)
            if "parti" in kinds_of(body.name):
                lists.setdefault(_PARTY, []).append(body)
        return lists

    def body_near(self, kinds: list[str], at: int, *, before_only: bool = False) -> Body | None:
        """The body of one of these kinds that is named last before an offset, else the first of all."""
        found = None
        for kind in kinds:
            bodies = self._body_lists.get(kind, [])
            number = bisect_left(bodies, at, key=lambda body: body.at)
            if number:
                if found is None or found.at > at or bodies[number - 1].at > found.at:
                    found = bodies[number - 1]
            elif bodies and found is None and not before_only:
                found = bodies[0] if bodies[0].at != at else (bodies[1] if len(bodies) > 1 else None)
        return found


@cache
def words_of_bodies() -> frozenset[str]:
    """Nouns of bodies."""
    return words("bodies")


@cache
def _metonyms() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in rows("metonyms")}


_BY_KIND = re.compile(r"ONG (?=[A-ZÀ-Þ])")
"""« l'ONG Vigimer » is called Vigimer."""
