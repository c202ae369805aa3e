"""The people and bodies of an article: their fullest names, the roles and affiliations it gives them.

A person is a cluster of names that share a surname and have compatible first names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, cached_property
from typing import NamedTuple

from corpus import Span
from indexer.extraction.affiliations import split_role, without_article
from indexer.extraction.known import acronyms, adjectives, known_body, spelt
from indexer.extraction.layout import Layout
from indexer.extraction.names import Proper, proper_names
from indexer.extraction.phrases import Phrase, phrases
from indexer.extraction.sentences import FILLER
from indexer.extraction.verbs import forms
from indexer.extraction.words import Word, body_sort, fold, gender_of, read_words, singular
from indexer.lexicon import rows, word_class, words


class Role(NamedTuple):
    """A role that the article gives someone, where it stands, and the body in it."""

    text: str
    organisation: str | None
    span: Span
    head: str
    feminine: str


class Person:
    """Someone named in the article; `name` is the fullest form."""

    def __init__(self, words: list[str], at: int) -> None:
        self.words = words
        self.keys = [fold(word) for word in words]
        self.first = at
        self.mentions: list[int] = []
        """Where the narrator names them."""
        self.subjects: set[int] = set()
        """Those of `mentions` that stand where subjects stand."""
        self.roles: list[Role] = []
        self.bodies: list[tuple[str, Span]] = []
        self.gender = "?"
        self.sure = True

    @property
    def name(self) -> str:
        """The fullest form of the name."""
        return " ".join(self.words).replace("d' ", "d'").replace("d’ ", "d’").replace("' ", "'")

    def last_before(self, at: int) -> int:
        """Where it was named last before an offset, -1 if nowhere."""
        found = bisect_left(self.mentions, at)
        return self.mentions[found - 1] if found else -1

    def first_after(self, at: int) -> int:
        """Where it is named next from an offset on, -1 if nowhere."""
        found = bisect_left(self.mentions, at)
        return self.mentions[found] if found < len(self.mentions) else -1


_VERBS = word_class("verbs")
_TITLES = {"pr": "professeur", "professeur": "professeur", "dr": "docteur", "docteur": "docteur",
           "me": "avocat", "maître": "avocat"}  # fmt: skip
"""Civilities that tell what someone does."""


class Body(NamedTuple):
    """A body that the article names, at one place, with the nouns that tell what it is."""

    name: str
    at: int
    kinds: frozenset[str]
    named: bool


_MANY = 40
"""How many candidates are looked at where an article has more than any article has."""


class Scene:
    """An article read for who is in it."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.text = layout.text
        self.words: list[Word] = read_words(layout.text)
        self.starts = [word.start for word in self.words]
        self.propers: list[Proper] = proper_names(self.words, list(spelt(layout.text)))
        self.names: dict[int, Proper] = {name.first: name for name in self.propers}
        self.phrases: list[Phrase] = phrases(self.words, self.names)
        self.by_first: dict[int, Phrase] = {}
        for phrase in self.phrases:
            self.by_first.setdefault(phrase.first, phrase)
        self.people: list[Person] = []
        self._by_last: dict[str, list[Person]] = {}
        self._by_first: dict[str, list[Person]] = {}
        self._by_word: dict[str, list[Person]] = {}
        self.by_last_word = {name.last: name for name in self.propers}
        self.of_name: dict[int, Person] = {}
        """The person of a proper name, by the name's first word."""
        self._printed: dict[str, str] = {}
        self._sought: dict[str, str | None] = {}
        self.attached: set[int] = set()
        """Heads of the phrases that stand beside a name."""
        self.bearers: dict[int, Person] = {}
        """The person beside whose name a role phrase stands, by its head."""
        self._gather()

    def number_at(self, offset: int) -> int:
        """The number of the first word at or after an offset."""
        return bisect_left(self.starts, offset)

    def narrated(self, offset: int) -> bool:
        """Whether the narrator speaks at an offset, not someone in quotation marks."""
        return self.layout.mask[offset] != FILLER

    # --- people ----------------------------------------------------------------------------------

    def _gather(self) -> None:
        beside = {
            name.first: self._beside(name) for name in self.propers if name.kind not in ("body", "place")
        }
        for name in self.propers:
            if name.kind == "person" or (name.kind in ("maybe", "first") and beside.get(name.first)):
                self._enter(name)
        for name in self.propers:
            if name.first not in self.of_name and name.kind in ("maybe", "word", "first", "body"):
                self._join(name)
        for name in self.propers:
            if name.kind == "first" and name.first not in self.of_name:
                self._enter(name, sure=False)
        for name in self.propers:
            person = self.of_name.get(name.first)
            if person:
                self._describe(person, name, beside.get(name.first, []))
        for person in self.people:
            person.mentions.sort()
            self._settle_gender(person)

    def _enter(self, name: Proper, *, sure: bool = True) -> None:
        words = [w.text for w in self.words[name.first : name.last + 1]]
        person = self.find(words, name.start, name.civility)
        if person is None:
            person = Person(words, name.start)
            person.sure = sure
            self.people.append(person)
            self._index(person)
        elif _fuller(words, person):
            person.words, person.keys = words, [fold(word) for word in words]
            self._index(person)
        self._mention(person, name)

    def _join(self, name: Proper) -> None:
        words = [w.text for w in self.words[name.first : name.last + 1]]
        person = self.find(words, name.start, name.civility)
        if person is not None and (
            name.kind != "body" or [fold(w) for w in words] == person.keys[-len(words) :]
        ):
            before = self.words[name.first - 1].low if name.first else ""
            if before in ("la", "les", "l'", "aux") and len(words) == 1:
                return
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
        wanted = [fold(word) for word in words]
        fits = [(rank, person) for person in self._alike(wanted) if (rank := _match(wanted, person.keys))]
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

    def _subject_like(self, number: int) -> bool:
        """Whether a word stands where subjects stand: early in its sentence, governed by no preposition."""
        word = self.words[number]
        start, _ = (
            self.layout.sentences[self.layout.sentence_of(word.start)] if self.layout.sentences else (0, 0)
        )
        begin = bisect_left(self.starts, start)
        before = self.words[number - 1].low if number else ""
        if before in (
            "de",
            "du",
            "d'",
            "à",
            "au",
            "avec",
            "contre",
            "pour",
            "par",
            "chez",
            "sur",
            "selon",
            "et",
            "des",
            "que",
        ):
            return False
        name = self.names.get(number)
        after = name.last + 1 if name else number + 1
        return number - begin <= 7 or (after < len(self.words) and self.verb(self.words[after].low))

    # --- what stands beside a name ---------------------------------------------------------------

    def _beside(self, name: Proper) -> list[Phrase]:
        """The role phrases before and after a name that are in apposition to it."""
        found = []
        before = self._phrase_before(name)
        if before:
            found.append(before)
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
            if comma and (
                phrase.determiner
                not in ("le", "la", "l'", "son", "sa", "ce", "cette", "un", "une", "des", "du", "de", "au")
                or self._apposed_to_other(phrase)
            ):
                continue
            if comma and (not self._closed(name) or self._circumstance(phrase)):
                continue
            return phrase
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

    @staticmethod
    def verb(low: str) -> bool:
        """Whether a word is a finite verb, of those that go with speakers."""
        return low in _VERBS or any(form.shape == "finite" for form in forms().get(low, ()))

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

    def _describe(self, person: Person, name: Proper, beside: list[Phrase]) -> None:
        for phrase in beside:
            self.attached.add(phrase.at)
            self.bearers[phrase.at] = person
            person.roles.append(self.role(phrase))
        self._body_after(person, name)
        title = _TITLES.get(name.civility)
        if title and not person.roles:
            person.roles.append(Role(title, None, (name.start, name.end), title, "?"))

    def role(self, phrase: Phrase) -> Role:
        """A role phrase as a role."""
        text, body = split_role(self.text, self.words, self.names, phrase, self.of_name)
        organisation = self.organisation(self.text[body[0] : body[1]]) if body else None
        if organisation and body and (fuller := self.fuller(organisation, body[0])):
            organisation = fuller
        if organisation is None:
            organisation = self.party(self.text[phrase.start : phrase.end]) or self._house(phrase)
        gender = _gender(phrase, self.words)
        if (
            self.words[phrase.at].low != phrase.head
            and phrase.plural
            and singular(self.words[phrase.at].low) == phrase.head
        ):
            text = text.replace(self.words[phrase.at].text, phrase.head, 1)  # « l'une des chercheuses »
        return Role(text, organisation, (phrase.start, phrase.end), phrase.head, gender)

    def fuller(self, name: str, at: int) -> str | None:
        """The name of the body that « le parti », « la compagnie » means near an offset."""
        if name not in words_of_bodies() or " " in name:
            return None
        same = self.body_near([name], at)
        if same:
            return same.name
        if name in ("parti", "mouvement", "formation"):
            party = self.body_near([_PARTY], at)
            return party.name if party else None
        if body_sort(name) == "kind":
            other = self.body_near([_FIRM], at)
            return other.name if other else None
        return None

    @cached_property
    def _body_lists(self) -> dict[str, list[Body]]:
        lists: dict[str, list[Body]] = {}
        for body in self.bodies:
            for kind in body.kinds:
                if body.name.lower() != kind:
                    lists.setdefault(kind, []).append(body)
            if body.name[0].isupper():
                medium = is_medium(body.name)
                lists.setdefault(_MEDIUM if medium else _ANY, []).append(body)
                if body.named and not medium:
                    lists.setdefault(_FIRM, []).append(body)
            if known_body(body.name):
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

    @cached_property
    def _phrases_of(self) -> dict[str, list[Phrase]]:
        found: dict[str, list[Phrase]] = {}
        for phrase in self.phrases:
            found.setdefault(phrase.head, []).append(phrase)
        return found

    def _house(self, phrase: Phrase) -> str | None:
        """The institution that goes with an office, where the article names it: préfet, préfecture."""
        house = _houses().get(phrase.head)
        if house is None:
            return None
        said = {fold(w.text) for w in self.words[phrase.at + 1 : phrase.last + 1] if len(w.text) > 3}
        best = None
        for other in self._phrases_of.get(house, [])[:_MANY]:
            if other.plural:
                continue
            words_ = {fold(w.text) for w in self.words[other.at + 1 : other.last + 1] if len(w.text) > 3}
            if words_ & said:
                return without_article(self.text[other.start : other.end])
            if not words_ and house != "ministère":
                best = house
        return best

    def _employer(self, person: Person, name: Proper) -> None:
        """« NAME, de l'université de Liège, », « NAME de la CGT »."""
        number = name.last + 1
        words_ = self.words
        if number < len(words_) and words_[number].text == ",":
            number += 1
        if number >= len(words_) or words_[number].low not in ("de", "du", "d'", "pour", "chez"):
            return
        comma = number > name.last + 1
        number += 1
        if number < len(words_) and words_[number].low in ("la", "le", "l'"):
            number += 1
        phrase = self.by_first.get(number)
        if phrase is not None and phrase.sort == "body" and comma and body_sort(phrase.head) != "document":
            said = self.body_name(phrase)[0]
            person.bodies.append((said, (phrase.start, phrase.end)))
        elif number in self.names and self.names[number].kind == "body" and number not in self.of_name:
            proper = self.names[number]
            said = self.organisation(self.text[proper.start : proper.end])
            person.bodies.append((said, (proper.start, proper.end)))

    _AFTER = re.compile(
        r"""[ \u00a0]*(?:\((?P<inside>[A-ZÀ-Þ][^(),\d]{1,40})\)
          | ,?[ ](?:de[ ]la|du|de[ ]l['’]|pour[ ]la|pour[ ]le|d['’]|de)[ ]?
            (?P<of>(?:cabinet|groupe|syndicat|parti|collectif|association|institut|société|université|club
              |think[ ]tank)[ ][^,.;:()«»"]{2,60}?|[A-Z]{2,8}\b)(?=[,.;:()«»"]|[ ](?:a|est|qui|et)[ ]))""",
        re.VERBOSE,
    )

    def _body_after(self, person: Person, name: Proper) -> None:
        """« NAME (LR) », « NAME, du cabinet X », « NAME de la CGT »."""
        self._employer(person, name)
        match = self._AFTER.match(self.text, name.end)
        if match is None:
            return
        group = "inside" if match["inside"] else "of"
        said = match[group]
        if (
            group == "inside"
            and (self.number_at(match.start("inside")) in self.names)
            and self.names[self.number_at(match.start("inside"))].kind in ("place", "person")
        ):
            return
        if group == "inside" and len(said.split()) > 5:
            return
        person.bodies.append((self.organisation(said), match.span(group)))

    def _settle_gender(self, person: Person) -> None:
        if person.gender == "?":
            person.gender = gender_of(person.words[0])
        if person.gender == "?":
            for role in person.roles:
                if role.feminine != "?":
                    person.gender = role.feminine
                    break

    # --- who is near ------------------------------------------------------------------------------

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

    # --- bodies ----------------------------------------------------------------------------------

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """Acronyms with what they stand for in this article."""
        known: dict[str, str] = {}
        for match in re.finditer(r"\(\s*[\"«“]?\s*([A-Z][A-Za-z]{1,9})\s*[\"»”]?\s*[,)]", self.text):
            expansion = self._expansion(match.start(), match.group(1))
            if expansion:
                known.setdefault(match.group(1), expansion)
        for match in re.finditer(r"\b([A-Z]{2,9})\s*\(([^()]{6,90})\)", self.text):
            if _stands_for(match.group(1), match.group(2)):
                known.setdefault(match.group(1), without_article(match.group(2)))
        return known

    def _spelt_out(self, acronym: str) -> str | None:
        """A name in the article whose initials make an acronym, without a parenthesis to say so."""
        if acronym not in self._sought and len(self._sought) < _MANY:
            self._sought[acronym] = None
            for proper in self.propers:
                if proper.first in self.of_name or fold(self.text[proper.start]) != fold(acronym[0]):
                    continue
                for last in range(proper.first + 1, min(proper.first + 11, len(self.words))):
                    said = self.text[proper.start : self.words[last].end]
                    if not (self.words[last].text[0].isalpha() or self.words[last].text in "-'"):
                        break
                    if len(said) > 2 * len(acronym) and _stands_for(acronym, said):
                        self._sought[acronym] = self._to_the_end(last, proper.start)
                        return self._sought[acronym]
        return self._sought.get(acronym)

    @cached_property
    def _folded(self) -> str:
        return fold(self.text)

    def _as_printed(self, name: str) -> str:
        """A known body's name as this article has it, empty where it does not."""
        if name not in self._printed:
            at = self._folded.find(fold(name))
            self._printed[name] = self.text[at : at + len(name)] if at >= 0 else ""
        return self._printed[name]

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

    def _to_the_end(self, last: int, start: int) -> str:
        return self.text[start : self.words[last].end]

    def _expansion(self, at: int, acronym: str) -> str | None:
        """The words before a parenthesis that an acronym abbreviates."""
        end = self.number_at(at)
        for size in range(2, 13):
            first = end - size
            if first < 0 or not self.words[first].text[0].isalnum():
                if first >= 0 and self.words[first].text in "-'’":
                    continue
                return None
            said = self.text[self.words[first].start : self.words[end - 1].end]
            if fold(said[0]) == fold(acronym[0]) and _stands_for(acronym, said):
                return said
        return None

    def metonym(self, address: str) -> str | None:
        """The ministry that an address stands for (« Bercy »), where the article names it in full."""
        known = _metonyms().get(without_article(address))
        if known is None:
            return None
        for phrase in self._phrases_of.get("ministère", [])[:_MANY]:
            said = fold(self.text[phrase.start : phrase.end])
            if any(fold(word) in said for word in known):
                return self.text[phrase.start : phrase.end]
        return None

    def organisation(self, said: str) -> str:
        """A body's name as the article gives it in full: acronyms expanded, article left out."""
        name = without_article(said)
        head = re.match(r"(?:[Ll]a|[Ll]e|[Ll]es)\s(?=[A-Z])", said)
        if head and said[0].isupper():
            name = said
        if name in self.acronyms:
            return self.acronyms[name]
        if name.isupper() and 3 <= len(name) <= 7 and name.isalpha() and (known := self._spelt_out(name)):
            return known
        if (spelt_out := acronyms().get(name)) and (printed := self._as_printed(spelt_out)):
            return printed
        inside = re.search(r"\s*\(([A-Z]\w+)\)$", name)
        return name[: inside.start()] if inside else name

    @cached_property
    def bodies(self) -> list[Body]:
        """The bodies that the article names or describes, in order."""
        result = []
        for phrase in self.phrases:
            if phrase.sort != "body" or phrase.plural:
                continue
            name, full = self.body_name(phrase)
            if full:
                result.append(Body(name, phrase.start, frozenset([phrase.head]), True))
        for proper in self.propers:
            if proper.first in self.of_name or proper.kind not in ("body", "word", "maybe"):
                continue
            name = self.organisation(self.text[proper.start : proper.end])
            head = fold(name.split()[0])
            result.append(
                Body(name, proper.start, frozenset([head] if body_sort(head) else []), proper.kind == "body")
            )
        return sorted(result, key=lambda body: body.at)

    def body_name(self, phrase: Phrase) -> tuple[str, bool]:
        """The name of a described body, and whether it tells more than its bare noun."""
        apposed = self.names.get(phrase.last + 1)
        if apposed and apposed.kind not in ("person", "place") and apposed.start - phrase.end <= 2:
            name = self.text[apposed.start : apposed.end]
            if apposed.kind == "maybe" and body_sort(phrase.head) == "institution":
                return self.organisation(self.text[phrase.start : phrase.end]), phrase.last > phrase.at
            if body_sort(phrase.head) == "kind" and phrase.head not in ("parti", "mouvement"):
                return self.organisation(name), True
            return f"{self.text[phrase.start : phrase.end]} {name}", True
        said = self.text[phrase.start : phrase.end]
        return self.organisation(said), phrase.last > phrase.at or (
            said[0].isupper() and len(said.split()) > 1
        )


@cache
def words_of_bodies() -> frozenset[str]:
    """Nouns of bodies."""
    return words("bodies")


@cache
def _houses() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("houses")}


@cache
def _metonyms() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in rows("metonyms")}


_ANY, _FIRM, _MEDIUM, _PARTY = "*", "*firm", "*medium", "*party"
"""Lists of bodies that no kind noun tells."""


def is_medium(name: str) -> bool:
    """Whether a name has a newspaper's, an agency's or a station's name in it."""
    return any(word in words("media") for word in re.findall(r"[\w-]+", name))


def _match(wanted: list[str], have: list[str]) -> int:
    """How a name fits a known one: 4 the same, 3 surname and first name, 2 the surname, 1 a first name."""
    if wanted == have:
        return 4
    if len(wanted) == 1:
        if wanted[0] == have[-1]:
            return 2
        return 1 if wanted[0] == have[0] or wanted[0] in have else 0
    if len(have) == 1:
        return 1 if have[0] == wanted[-1] else 0
    if wanted[-1] != have[-1]:
        return 3 if wanted == have[: len(wanted)] and len(wanted) > 1 else 0
    short, long_ = sorted((wanted, have), key=len)
    if short[0] == long_[0] or _initial(short[0], long_[0]) or _initial(long_[0], short[0]):
        return 3
    if short == long_[-len(short) :]:
        return 3
    return 0


def _initial(short: str, full: str) -> bool:
    return short[-1] == "." and full.startswith(short[0])


def _fuller(words: list[str], person: Person) -> bool:
    return (
        sum(len(w) for w in words) > sum(len(w) for w in person.words)
        and (len(words) >= len(person.words) and len(words) <= len(person.words) + 3)
        and not words[0].endswith(".")
    )


def _stands_for(acronym: str, said: str) -> bool:
    """Whether the initials of a phrase's words make an acronym, small words counted or not."""
    parts = re.findall(r"[^\W\d_]+", re.sub(r"\b[ldLD]['’]", " ", said))
    wanted = fold(acronym)
    main = "".join(fold(p[0]) for p in parts if p.lower() not in _SMALL)
    every = "".join(fold(p[0]) for p in parts)
    if not parts or parts[0].lower() in _SMALL or parts[-1].lower() in _SMALL:
        return False
    return len(main) >= 2 and (
        main == wanted
        or every == wanted
        or (main.startswith(wanted) and len(wanted) >= 3 and len(main) == len(wanted))
    )


_SMALL = word_class("small")


def _gender(phrase: Phrase, words: list[Word]) -> str:
    """The gender a role phrase shows, by its determiner, adjectives or ending."""
    if phrase.determiner in ("la", "une", "cette", "sa"):
        return "f"
    if phrase.determiner in ("le", "un", "ce"):
        return "m"
    for number in range(phrase.first, phrase.at):
        if words[number].low in ("ancienne", "première", "nouvelle", "actuelle", "grande", "petite"):
            return "f"
        if words[number].low in ("ancien", "premier", "nouveau", "actuel", "grand", "petit"):
            return "m"
    return noun_gender(phrase.head)


def noun_gender(noun: str) -> str:
    """The gender a role noun shows by its ending, `?` for epicene ones.

    >>> noun_gender("directrice"), noun_gender("porte-parole"), noun_gender("policier")
    ('f', '?', 'm')
    """
    if re.search(
        r"(?:trice|euse|ienne|ée|ière|esse|ente|ante|cheffe|ate|elle|agère|ergère)$|^(?:femme|mère|fille|dame|veuve|épouse|sœur|tante|élue|reine|voisine|fillette|maman|cousine|copine|avocate|magistrate|procureure|professeure|auteure|autrice)$",
        noun,
    ):
        return "f"
    if re.search(
        r"(?:teur|eur|ien|ant|er|ier|ent|é|ard|at|in)$|^(?:homme|père|fils|frère|mari|garçon|oncle|roi|papa|pape|imam|élu|chef|maréchal|amiral|général)$",
        noun,
    ):
        return "m"
    return "?"
