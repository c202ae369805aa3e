"""The people of an article: their fullest names, the roles and affiliations it gives them.

A person is a cluster of names that share a surname and have compatible first names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Container
from functools import cached_property

from indexer.extraction.affiliations import split_role
from indexer.extraction.employers import Employers
from indexer.extraction.known_people import figure
from indexer.extraction.layout import Layout
from indexer.extraction.names import Proper
from indexer.extraction.owners import by_name
from indexer.extraction.person import Person, Role, fuller_name, gender_shown, match_names, name_keys
from indexer.extraction.person_signs import PersonSigns
from indexer.extraction.phrases import Phrase
from indexer.extraction.words import gender_of, given, singular

_MANY = 40
"""How many candidates are looked at where an article has more than any article has."""


_TITLES = {"pr": "professeur", "professeur": "professeur", "dr": "docteur", "docteur": "docteur",
           "me": "avocat", "maître": "avocat"}  # fmt: skip
"""Civilities that tell what someone does."""


_BY_FIRST_NAME = frozenset(["pape", "roi", "reine", "prince", "princesse", "empereur", "frère", "sœur"])
"""Whom a first name alone names in full."""


_AT_THAT_TIME = frozenset(["alors", "autrefois", "jadis", "naguère", "anciennement"])
"""« Alors patron de Moulinor, »: what somebody was."""
_CHILDREN = frozenset(["petit", "petite", "jeune", "bébé", "enfant", "fillette", "fils", "fille"])
_INITIALS = re.compile(r"(?:[A-ZÀ-Þ]\.[ \u00a0-]*){2,5}")
_CAPITALS = re.compile(r"(?<![\w’'])[A-ZÀ-Þ]")


class Scene(Employers, PersonSigns):
    """An article read for who is in it."""

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self._printed: dict[str, str] = {}
        self._sought: dict[str, str | None] = {}
        self.people: list[Person] = []
        self._by_last: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}
        self._by_word: dict[str, list[Person]] = {}
        self.of_name: dict[int, Person] = {}
        """The person of a proper name, by the name's first word."""
        self.attached: set[int] = set()
        """Heads of the phrases that stand beside a name."""
        self.bearers: dict[int, Person] = {}
        """The person beside whose name a role phrase stands, by its head."""
        self._gather()

    def taken(self) -> Container[int]:
        """First words of the names that are people's."""
        return self.of_name

    def _gather(self) -> None:
        beside = {
            name.first: self.beside(name) for name in self.propers if name.kind not in ("body", "place")
        }
        for name in self.propers:
            if (
                name.kind == "person"
                or (name.kind in ("maybe", "first") and beside.get(name.first))
                or (name.kind in ("maybe", "word", "first") and self._aged(name))
                or (name.kind == "word" and (self._introduced(name) or self._entitled(name)))
                or (name.kind == "maybe" and (self._lives(name) or self._belongs(name)))
            ):
                self._enter(name)
        for name in self.propers:
            if self._acts(name) and self.find(self._said(name), name.start) is None:
                self._enter(name, sure=False)
        for name in self.propers:
            if name.first not in self.of_name and name.kind in ("maybe", "word", "first", "body"):
                self._join(name)
        for name in self.propers:
            if name.first not in self.of_name and name.kind == "first":
                self._enter(name, sure=False)
        self._complete_first_names()
        for name in self.propers:
            person = self.of_name.get(name.first)
            if person:
                self._describe(person, name, beside.get(name.first, []))
        for person in self.people:
            person.mentions.sort()
            if known := figure(person.name):
                person.known = known.roles
                person.gender = known.gender
            self._settle_gender(person)

    def _enter(self, name: Proper, *, sure: bool = True) -> None:
        words = self._said(name)
        person = self.find(words, name.start, name.civility)
        title = self.words[name.first - 1].low if name.first else ""
        if (
            person is not None
            and title in _BY_FIRST_NAME
            and len(person.words) > 1
            and name.first == name.last
        ):
            person = None  # « le pape François » is no other François
        if person is None:
            person = Person(words, name.start)
            person.sure = sure
            self.people.append(person)
            self._index(person)
        elif fuller_name(words, person):
            person.words, person.keys = words, name_keys(words)
            self._index(person)
        self._mention(person, name)

    def _complete_first_names(self) -> None:
        """« Meghan », before « Meghan Markle »: the one person of that first name who is named in full."""
        for alone in [person for person in self.people if len(person.words) == 1 and given(person.words[0])]:
            full = [p for p in self._by_first[alone.keys[0]] if len(p.words) > 1 and p in self.people]
            borne = [name for name in self.propers if self.of_name.get(name.first) is alone]
            if len(full) != 1 or any(self._aged(name) or self._another(name) for name in borne):
                continue
            self.people.remove(alone)
            for name in borne:
                self._mention(full[0], name)

    def _another(self, name: Proper) -> bool:
        """« le pape François », « la petite Ève », « M. Paul »: somebody whom a first name names in full."""
        before = self.words[name.first - 1].low if name.first else ""
        return bool(name.civility) or before in _BY_FIRST_NAME or before in _CHILDREN

    def _said(self, name: Proper) -> list[str]:
        return [word.text for word in self.words[name.first : name.last + 1]]

    def _join(self, name: Proper) -> None:
        words = self._said(name)
        person = self.find(words, name.start, name.civility)
        if person is not None and (name.kind != "body" or name_keys(words) == person.keys[-len(words) :]):
            before = self.words[name.first - 1].low if name.first else ""
            if before in ("la", "les", "l'", "aux") and len(words) == 1:
                return
            if name.kind == "maybe" and len(person.words) == 1 and fuller_name(words, person):
                person.words, person.keys = words, name_keys(words)
                self._index(person)
            self._mention(person, name)

    def _mention(self, person: Person, name: Proper) -> None:
        self.of_name[name.first] = person
        if name.civility in ("mme", "mlle", "mmes", "madame", "lady"):
            person.gender = "f"
        elif name.civility in ("m.", "monsieur", "sir", "lord", "mgr"):
            person.gender = "m"
        if self.narrated(name.start):
            person.mentions.append(name.start)
            if self._subject_like(name.first):
                person.subjects.add(name.start)

    def find(self, words: list[str], at: int, civility: str = "") -> Person | None:
        """The one person whom a name, in full or in part, means at an offset."""
        wanted = name_keys(words)
        fits = [
            (rank, person) for person in self._alike(wanted) if (rank := match_names(wanted, person.keys))
        ]
        if not fits:
            return None
        best = max(rank for rank, _ in fits)
        among = [person for rank, person in fits if rank == best]
        if len(among) > 1 and civility in ("m.", "mme", "mlle"):
            gender = "m" if civility == "m." else "f"
            among = [
                p for p in among if (p.gender if p.gender != "?" else gender_of(p.words[0])) in ("?", gender)
            ] or among
        return max(among, key=lambda person: (person.last_before(at), -person.first))

    def by_initials(self, mention: str) -> Person | None:
        """« O. F.-R. » → Odile Favre-Rochat, if one person alone has these initials."""
        if not _INITIALS.fullmatch(mention):
            return None
        wanted = re.findall(r"\w", mention)
        named = [person for person in self.people if "." not in person.name]
        fits = [person for person in named if _CAPITALS.findall(person.name) == wanted]
        return fits[0] if len(fits) == 1 else None

    def _alike(self, wanted: list[str]) -> list[Person]:
        """The people who share a word with a name where it counts, the latest ones of many."""
        found = self._by_last.get(wanted[-1], [])[-_MANY:]
        if len(wanted) == 1:
            found = found + self._by_word.get(wanted[0], [])[-_MANY:]
        else:
            found = found + self._by_first.get(wanted[0], [])[-_MANY:]
        return list(dict.fromkeys(found))

    def _index(self, person: Person) -> None:
        self._by_last.setdefault(person.keys[-1], []).append(person)
        self._by_first.setdefault(person.keys[0], []).append(person)
        for word in person.keys:
            self._by_word.setdefault(word, []).append(person)

    def _describe(self, person: Person, name: Proper, beside: list[Phrase]) -> None:
        for phrase in beside:
            self.attached.add(phrase.at)
            if not (phrase.plural and self.one_among(name)):
                self.bearers[phrase.at] = person
            person.roles.append(self.role(phrase))
            person.roles.extend(self.role(second) for second in self._second(phrase))
            person.bodies.extend(self.in_brackets(phrase.end))
            if phrase.start > name.start:
                person.bodies.extend(self.trailing(phrase))
        person.bodies.extend(self.employers(name))
        title = _TITLES.get(name.civility)
        if title and not person.roles:
            person.roles.append(Role(title, None, (name.start, name.end), title, "?"))

    def _second(self, phrase: Phrase) -> list[Phrase]:
        """« éleveur à Sart et président de la coopérative »: what follows the first role's complement."""
        numbers = range(phrase.at + 2, phrase.last + 1)
        return [
            second
            for number in numbers
            if self.words[number - 1].low == "et"
            and (second := self.by_first.get(number)) is not None
            and second.sort == "role"
            and any(preposition < number for preposition, _ in phrase.complements)
        ]

    def role(self, phrase: Phrase) -> Role:
        """A role phrase as a role."""
        text, body = split_role(self.text, self.words, self.names, phrase, self.of_name)
        organisation = self.organisation(by_name(self.text[body[0] : body[1]])) if body else None
        if organisation and body and (fuller := self.fuller(organisation, body[0])):
            organisation = fuller
        if organisation is None or (" " not in organisation and organisation.islower()):
            organisation = self.place_of_work(phrase) or organisation
        if organisation is None:
            organisation = (
                self.party(self.text[phrase.start : phrase.end])
                or self.house(phrase)
                or self.owner(phrase)
                or self.territory(phrase)
            )
        gender = gender_shown(phrase, self.words)
        if (
            self.words[phrase.at].low != phrase.head
            and phrase.plural
            and singular(self.words[phrase.at].low) == phrase.head
        ):
            at = text.find(self.words[phrase.at].text)  # « l'une des trois chercheuses »
            text = phrase.head + text[at + len(self.words[phrase.at].text) :]
        printed = self.text[phrase.start : phrase.end]
        if phrase.first and self.words[phrase.first - 1].low in _AT_THAT_TIME:
            printed = f"alors {printed}"
        return Role(text, organisation, (phrase.start, phrase.end), phrase.head, gender, printed)

    def _settle_gender(self, person: Person) -> None:
        if person.gender == "?":
            person.gender = gender_of(person.words[0])
        if person.gender == "?":
            for role in person.roles:
                if role.feminine != "?":
                    person.gender = role.feminine
                    break

    @cached_property
    def _timeline(self) -> tuple[list[int], list[Person]]:
        pairs = sorted(((at, n) for n, person in enumerate(self.people) for at in person.mentions))
        return [at for at, _ in pairs], [self.people[n] for _, n in pairs]

    def near(self, at: int) -> list[Person]:
        """The people named near an offset; in an ordinary article all of them."""
        if len(self.people) <= _MANY:
            return self.people
        offsets, people = self._timeline
        middle = bisect_left(offsets, at)
        return list(dict.fromkeys(people[max(0, middle - 2 * _MANY) : middle + _MANY]))
