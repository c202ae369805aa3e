"""Whom a pronoun, a description or silence goes back to.

Every candidate gets a score: what the words say of them (gender, role), how near and how prominent the last
mention was, whether they spoke last. Weights were set on annotated articles (`benchmarks/score_who.py`).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from corpus import Span
from indexer.extraction.carried import subject_pronoun
from indexer.extraction.cast import Scene
from indexer.extraction.descriptions import NO_ROLE, Describing, fits
from indexer.extraction.learnt.silence import choose
from indexer.extraction.person import Person
from indexer.extraction.phrases import Phrase
from indexer.extraction.topics import topics
from indexer.extraction.who import Who, as_person
from indexer.extraction.words import body_sort
from indexer.lexicon import word_class

_FEMININE = re.compile(
    r"(?i)(?:elles?|celles?-ci|cette dernière|ces dernières|l['’]intéressée|la principale intéressée|celle)$"
)
_PLURAL = re.compile(r"(?i)(?:ils|elles|eux|ceux-ci|celles-ci|ces derniers|ces dernières)$")
_LATTER = re.compile(r"(?i)(?:ce dernier|cette dernière|celui-ci|celle-ci)$")

_TO = re.compile(r"(?:il|elle)(?:\s+[\w’'-]+){0,3}?\s+à\s+(?=[A-ZÀ-Þ])")
LAST = 0.6
_BODY = 0.3
"""What a body is less likely than a person to be « il » or « elle »."""
_CLEAR, _VAGUE = 0.85, 0.8
"""How sure a description's bearer must be, and what one less sure or untold is less likely."""
COUNT = 0.12
_UNNAMED_SUBJECT = 0.2
_LATEST, _LATTER_ROLE = 3, 0.9
"""Descriptions before « ce dernier » that are looked at; what speaks for the one who bears such a one."""
_CARRIED = 12
"""Sentences before a pronoun's own in which the narrator's pronouns are read."""
_SPOKEN_OF = 1.5
"""What someone named in the words said is less likely to have said them."""


class Resolver(Describing):
    """Goes through an article's quotations in order and remembers who spoke."""

    def __init__(self, scene: Scene, named: Callable[[Scene, Resolver, Span], Who]) -> None:
        self.scene = scene
        self.named = named
        """What tells the speaker that a noun phrase names."""
        self.history: list[Who] = []
        self._answers: Who | None = None
        self._carried: dict[Person, list[int]] = {}
        self._read = 0

    def said(self, who: Who, at: int) -> None:
        """Note who spoke at an offset."""
        who.at = at
        self.history.append(who)

    # --- silence -----------------------------------------------------------------------------------

    def continued(self, at: int, said: Sequence[Span] = ()) -> Who:
        """A free quotation: whoever spoke just before, else whom the sentences before are about."""
        likeliest = choose(self, at, self._spoken_of(said))
        return likeliest or Who(None, "unknown", sure=0.3)

    def interviewee(self, at: int) -> Who | None:
        """Who answers in an unlabelled turn: whom the lines before the first question introduce."""
        asked = self._addressed(at)
        if asked is not None:
            self._answers = as_person(asked, 0.8)
        elif self._answers is None:
            named = [person for person in self.scene.near(at) if 0 <= person.first_after(0) < at]
            with_role = [person for person in named if person.roles]
            first = min(with_role or named, key=lambda person: person.first_after(0), default=None)
            self._answers = as_person(first, 0.8) if first else None
        return self._answers.again(0.8) if self._answers else None

    def _addressed(self, at: int) -> Person | None:
        """« Ève Colin, que répondez-vous ? »: whom the question before a turn calls by name."""
        layout = self.scene.layout
        number = layout.paragraph_of(at)
        if not number:
            return None
        first = self.scene.number_at(layout.paragraphs[number - 1][0])
        name = self.scene.names.get(first)
        called = name is not None and self.scene.text[name.end : name.end + 1] == ","
        return self.scene.of_name.get(first) if called else None

    # --- pronouns ----------------------------------------------------------------------------------

    def pronoun(self, at: int, pronoun: str, said: Sequence[Span] = ()) -> Who:
        """Il, elle, ils, ce dernier, lui: the most prominent antecedent that fits.

        `said` are the spans of the words said: the narrator names nobody inside them.
        """
        if _PLURAL.match(pronoun):
            return self._they(at)
        if pronoun.lower() in ("je", "j'", "j’", "nous", "moi"):
            return self.continued(at)
        gender = "f" if _FEMININE.match(pronoun) else "m"
        self._carry_on(at)
        best = self._nearest(at, gender, latter=bool(_LATTER.match(pronoun)), said=said)
        if best is None:
            best = next((who for _, who in self._about(at, gender)), None)
        if best is None:
            ahead = [p for p in self.scene.near(at) if p.gender in (gender, "?")]
            best = as_person(max(ahead, key=lambda p: (len(p.mentions), -p.first)), 0.4) if ahead else None
        return best or Who(None, "unknown", sure=0.3)

    def _carry_on(self, at: int) -> None:
        """Settle whom the narrator's own pronouns mean in the sentences before an offset's."""
        layout = self.scene.layout
        last = layout.sentence_of(at)
        for number in range(max(self._read, last - _CARRIED), last):
            subject = subject_pronoun(layout.mask, *layout.sentences[number])
            if subject is None:
                continue
            who = self._nearest(subject.at, subject.gender, latter=False)
            if who is not None and who.person is not None:
                self._carried.setdefault(who.person, []).append(subject.at)
        self._read = max(self._read, last)

    def nearest(self, at: int, gender: str) -> Who | None:
        """Who of that gender is most prominent at an offset."""
        return self._nearest(at, gender, latter=False)

    def _nearest(self, at: int, gender: str, *, latter: bool, said: Sequence[Span] = ()) -> Who | None:
        best: tuple[float, Who] | None = None
        hearer, spoken_of = self._told_to(at), self._spoken_of(said)
        own = any(_I.search(self.scene.text, *span) for span in said)
        for who in self.history[-8:]:
            if who.person is not None and who.person is hearer:
                continue
            if who.plural or who.type in ("group",) or (who.name is None and who.person is None):
                continue
            if not fits(self._gender(who), gender) or (
                who.type == "organisation" and (gender == "?" or self._gender(who) == "?")
            ):
                continue
            if own and who.type == "organisation":
                continue
            score = self._prominence(at, who.at, subject=not latter) + (
                0.0 if latter else LAST if who is self.history[-1] else 0.1
            )
            near = (
                who is self.history[-1]
                and self.scene.layout.sentence_of(at) - self.scene.layout.sentence_of(who.at) <= 1
            )
            score -= 1.2 if who.type == "organisation" and not near else 0
            if who.person in spoken_of:
                score -= _SPOKEN_OF
            if who.person:
                score += COUNT * math.log2(1 + len(who.person.mentions))
            elif latter and near and who.type == "person":
                score += _UNNAMED
            if best is None or score > best[0]:
                best = (score, who.again(0.85))
        for person in self.scene.near(at):
            if not fits(person.gender, gender) or person is hearer:
                continue
            where = person.last_before(at)
            within = next((start for start, end in said if start <= where < end), None)
            if within is not None:
                where = person.last_before(within)
            carried = self._carried_to(person, at)
            if max(where, carried) < 0:
                continue
            subject = (carried > where or where in person.subjects) and not latter
            score = self._prominence(at, max(where, carried), subject=subject)
            score -= _UNNAMED_SUBJECT if carried > where else 0.0
            score += (
                COUNT * math.log2(1 + len(person.mentions))
                + (0 if person.gender == gender else -0.5)
                - (0 if person.sure else 0.6)
            )
            if latter:
                score += 0.6
            if person in spoken_of:
                score -= _SPOKEN_OF
            if best is None or score > best[0]:
                best = (score, as_person(person, 0.8))
        for score, who in self._latest(at, gender) if latter else self._about(at, gender, said):
            if best is None or score > best[0]:
                best = (score, who)
        return best[1] if best else None

    def _carried_to(self, person: Person, at: int) -> int:
        """Where a pronoun of the narrator's meant somebody last before an offset, -1 if nowhere."""
        return max((where for where in self._carried.get(person, ()) if where < at), default=-1)

    def _spoken_of(self, said: Sequence[Span]) -> set[Person]:
        """The people named in the words said: « Paul Morel a tort, a-t-il lancé » is not Paul Morel's."""
        scene = self.scene
        return {
            scene.of_name[number]
            for start, end in said
            for number in range(scene.number_at(start), bisect_left(scene.starts, end))
            if number in scene.of_name
            and not scene.text.count("+", start, scene.starts[number]) % 2  # « il m'a dit +vas-y, Paul+ »
        }

    def _told_to(self, at: int) -> Person | None:
        """Whom it was told to: « a-t-elle affirmé à Ève Colin » does not speak of Ève Colin."""
        told = _TO.match(self.scene.layout.mask, at)
        return self.scene.of_name.get(self.scene.number_at(told.end())) if told else None

    def _about(self, at: int, gender: str, said: Sequence[Span] = ()) -> Iterator[tuple[float, Who]]:
        """« Le ministère a … Il … », « Un homme a … Il … »: with whom the sentences near by begin."""
        if gender == "?":
            return
        apart = self.scene.layout.sentence_of(at)
        for topic in topics(self, at):
            who, where, body = topic.who, topic.at, topic.who.type == "organisation"
            if any(start <= where < end for start, end in said):
                continue
            fitting = (gender,) if body else (gender, "?")
            if who.plural or who.name is None or self._gender(who) not in fitting:
                continue
            if body and any(_I.search(self.scene.text, *span) for span in said):
                continue
            if body and apart - self.scene.layout.sentence_of(where) > 1:
                continue
            score = self._prominence(at, where, subject=True) - (_BODY if body else 0.0)
            if topic.determiner in ("son", "sa") or (
                not body and topic.determiner not in ("un", "une") and who.sure < _CLEAR
            ):
                score -= _VAGUE
            if who.person:
                score += COUNT * math.log2(1 + len(who.person.mentions))
            yield score, who.again(0.75 if who.person else 0.6)

    def _latest(self, at: int, gender: str) -> Iterator[tuple[float, Who]]:
        """« … à un jeune homme. Ce dernier … »: the people last spoken of without a name."""
        scene, layout = self.scene, self.scene.layout
        last = bisect_left(self._roles, at, key=lambda phrase: phrase.start)
        for phrase in reversed(self._roles[max(0, last - _LATEST) : last]):
            if layout.sentence_of(at) - layout.sentence_of(phrase.start) > 1:
                return
            who = self.named(scene, self, (scene.words[phrase.first - 1].start, phrase.end))
            if who.type != "person" or self._gender(who) != gender:
                continue
            yield self._prominence(at, phrase.start, subject=False) + _LATTER_ROLE, who.again(0.7)

    @cached_property
    def _roles(self) -> list[Phrase]:
        """The narrator's role phrases for one person, apart from names."""
        scene = self.scene
        return [
            phrase
            for phrase in scene.phrases
            if phrase.sort == "role"
            and phrase.determiner
            and not phrase.plural
            and phrase.at not in scene.attached
            and phrase.last + 1 not in scene.of_name
            and scene.narrated(phrase.start)
        ]

    def _gender(self, who: Who) -> str:
        return who.person.gender if who.person else who.gender

    def _they(self, at: int) -> Who:
        spoke = next((who for who in reversed(self.history) if who.plural or who.type == "group"), None)
        about = next((topic for topic in topics(self, at) if topic.who.plural and topic.who.name), None)
        if about is not None and (spoke is None or about.at > spoke.at):
            return about.who.again(0.6)
        group = spoke.again(0.8) if spoke else self._plural_before(at)
        if group:
            return group
        for who in reversed(self.history):
            if who.type == "organisation":
                return who.again(0.5)
        return Who(None, "unknown", sure=0.3, plural=True)

    def _plural_before(self, at: int) -> Who | None:
        near = [
            p
            for p in self.scene.phrases
            if p.sort == "role" and p.plural and p.start < at and self.scene.narrated(p.start)
        ]
        if not near:
            return None
        phrase = near[-1]
        return Who(
            self.scene.text[phrase.start : phrase.end], "group", sure=0.5, plural=True, head=phrase.head
        )

    # --- descriptions ------------------------------------------------------------------------------

    def only_kind(self, phrase: Phrase) -> bool:
        """Whether a phrase says only what kind of body it is: « le média britannique »."""
        if any(n in self.scene.names for n in range(phrase.at, phrase.last + 1)):
            return False
        if body_sort(phrase.head) == "kind":
            words_ = self.scene.words
            return all(
                words_[preposition].low in ("de", "d'", "du") and body_sort(words_[inner].low) != "kind"
                for preposition, inner in phrase.complements[:2]
            )
        return self.scene.words[phrase.last].low in _LOCAL

    def fullest(self, phrase: Phrase) -> Phrase:
        """The fullest description with the same head that the article gives, nearest before first."""
        if phrase.complements or phrase.last > phrase.at or phrase.head in NO_ROLE:
            return phrase
        same = [
            p
            for p in self._by_head.get(phrase.head, [])
            if p.last > p.at and p.at not in self.scene.attached and not p.plural
        ]
        before = [p for p in same if p.start < phrase.start]
        return max(before, key=lambda p: p.start) if before else (same[0] if same else phrase)

    def fullest_group(self, phrase: Phrase) -> Phrase:
        """The first fuller plural description with the same head before a bare one."""
        for other in self._by_head.get(phrase.head, []):
            if other.start < phrase.start and other.plural and other.last > other.at and other.complements:
                return other
        return phrase

    @cached_property
    def _by_head(self) -> dict[str, list[Phrase]]:
        found: dict[str, list[Phrase]] = {}
        for phrase in self.scene.phrases:
            found.setdefault(phrase.head, []).append(phrase)
        return found

    def full_body(self, phrase: Phrase) -> tuple[str, bool] | None:
        """The name of the body that « le ministère », « le groupe » goes back to."""
        at = phrase.start
        for who in reversed(self.history[-6:]):
            if who.type == "organisation" and who.name and phrase.head in who.head.split():
                return who.name, True
        found = self.scene.body_near([phrase.head], at)
        if found is not None and found.name.split()[-1] not in _LOCAL and found.at != at:
            return found.name, True
        return None


_LOCAL = word_class("local")
_I = re.compile(r"(?i)(?<![\w-])(?:je\b|j['’]|moi\b|mon\b|mes\b|ma\b)")
"""Who says « je » is no body and no document."""
_UNNAMED = 1.0
"""What speaks for the one without a name who spoke in the sentence before « ce dernier »."""
