"""Whom « il », « elle », « ce dernier » go back to.

Every candidate gets a score: gender, how near and how prominent the last mention was, whether they spoke
last, whether the words said speak of them. Weights were set on annotated articles
(`benchmarks/score_who.py`).
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cached_property

from corpus import Span
from indexer.extraction.carried import subject_pronoun
from indexer.extraction.cast import Scene
from indexer.extraction.descriptions import Describing, Weighed
from indexer.extraction.in_view import fits
from indexer.extraction.learnt.silence import Next, choose
from indexer.extraction.person import Person
from indexer.extraction.phrases import Phrase
from indexer.extraction.plurals import they
from indexer.extraction.topics import topics
from indexer.extraction.who import Who, as_person

_FEMININE = re.compile(
    r"(?i)(?:elles?|celles?-ci|cette dernière|ces dernières|l['’]intéressée|la principale intéressée|celle)$"
)
_PLURAL = re.compile(r"(?i)(?:ils|elles|eux|ceux-ci|celles-ci|ces derniers|ces dernières)$")
_LATTER_ONES = re.compile(r"(?i)(?:ces derniers|ces dernières|ceux-ci|celles-ci)$")
_LATTER = re.compile(
    r"(?i)(?:ce dernier|cette dernière|celui-ci|celle-ci|l['’]intéressée?|l[ea] principale? intéressée?)$"
)

_TO = re.compile(r"(?:il|elle)(?:\s+[\w’'-]+){0,3}?\s+à\s+(?=[A-ZÀ-Þ])")
LAST = 0.6
_BODY = 0.3
"""What a body is less likely than a person to be « il » or « elle »."""
_CLEAR, _VAGUE = 0.85, 0.8
"""How sure a description's bearer must be, and what one less sure or untold is less likely."""
COUNT = 0.12
_UNNAMED_SUBJECT = 0.2
"""What somebody is less likely who is in view by a pronoun only."""
_INSIDE = 60
"""Words of a quotation before a pronoun in it that are read."""
_LATEST, _LATTER_ROLE = 3, 0.9
"""Descriptions before « ce dernier » that are looked at; what speaks for the one who bears such a one."""
_UNNAMED = 1.0
"""What speaks for the one without a name who spoke in the sentence before « ce dernier »."""
_NAMELESS = 0.7
"""What a speaker without a name is less likely than one with: 0.3 to 1 did as well on every set."""
_LATTER_NAME = 0.6
"""What speaks for a name before « ce dernier »."""
_OLD_BODY = 1.2
"""What a body is less likely that spoke longer ago than in the sentence before."""
_CARRIED = 12
"""Sentences before a pronoun's own in which the narrator's pronouns are read."""
_HEARD = 0.5
"""What it adds to be named beside words of one's own elsewhere in the article."""
_SPOKEN_OF = 1.5
"""What someone named in the words said is less likely to have said them."""


def _gender(who: Who) -> str:
    return who.person.gender if who.person else who.gender


class Pronouns(Describing):
    """Tells who is meant by a pronoun, given who spoke before and which words."""

    def __init__(self, scene: Scene, who_is: Callable[[Span], Who]) -> None:
        self.scene = scene
        self.who_is = who_is
        """What tells the speaker that a noun phrase names."""
        self.history: list[Who] = []
        self.heard: Container[Person] = ()
        """Who is named beside words of theirs anywhere in the article."""
        self.next: Next | None = None
        """Who is named beside the words that come next."""
        self._carried: dict[Person, list[int]] = {}
        self._read = 0
        self._words: list[tuple[Sequence[Span], Who]] = []

    def said(self, who: Who, at: int, spans: Sequence[Span] = ()) -> None:
        """Note who spoke at an offset, and which words."""
        who.at = at
        self.history.append(who)
        self._words.append((spans, who))

    def continued(self, at: int, said: Sequence[Span] = ()) -> Who:
        """Whose a free quotation is: whoever spoke just before, else whom the sentences before are about."""
        return choose(self, at, self.spoken_of(said)) or Who(None, "unknown", sure=0.3)

    def _outer(self, at: int) -> tuple[Span, Who] | None:
        """Whose words an offset stands in: « Il m'a dit qu'il viendrait », dit-elle."""
        for spans, who in reversed(self._words[-4:]):
            for span in spans:
                if span[0] <= at < span[1]:
                    return span, who
        return None

    def pronoun(self, at: int, pronoun: str, said: Sequence[Span] = ()) -> Who:
        """Il, elle, ils, ce dernier, lui: the most prominent antecedent that fits.

        `said` are the spans of the words said: the narrator names nobody inside them.
        """
        if _PLURAL.match(pronoun):
            return they(self, at, latter=bool(_LATTER_ONES.match(pronoun)))
        if pronoun.lower() in ("je", "j'", "j’", "nous", "moi"):
            return self.continued(at)
        gender = "f" if _FEMININE.match(pronoun) else "m"
        if (outer := self._outer(at)) and (inside := self._inside(outer[0][0], at, gender)):
            return inside
        self._carry_on(at)
        best = self.nearest(at, gender, latter=bool(_LATTER.match(pronoun)), said=said)
        if best is None:
            best = next((who for _, who in self._about(at, gender)), None) or self._just_spoke(at)
            best = best or self._fitting(at, gender)
        if best is None:
            ahead = [p for p in self.scene.near(at) if p.gender in (gender, "?")]
            best = as_person(max(ahead, key=lambda p: (len(p.mentions), -p.first)), 0.4) if ahead else None
        return best or Who(None, "unknown", sure=0.3)

    def _just_spoke(self, at: int) -> Who | None:
        """Whoever spoke in the sentence before, of whom no gender is known: a name that no list holds."""
        last = self.history[-1] if self.history else None
        if last is None or last.plural or not last.full_name or _gender(last) != "?":
            return None
        near = self.scene.layout.sentence_of(at) - self.scene.layout.sentence_of(last.at) <= 2
        return last.again(0.6) if near else None

    def _inside(self, start: int, at: int, gender: str) -> Who | None:
        """Whom somebody's own words name last before a pronoun in them, with a name or without."""
        scene = self.scene
        last = scene.number_at(at)
        for number in range(last - 1, max(scene.number_at(start), last - _INSIDE) - 1, -1):
            person, phrase = scene.of_name.get(number), scene.by_first.get(number)
            if person is not None and fits(person.gender, gender):
                return as_person(person, 0.7)
            if phrase is not None and phrase.sort == "role" and phrase.determiner and not phrase.plural:
                who = self.who_is((scene.words[phrase.first - 1].start, phrase.end))
                if fits(_gender(who), gender):
                    return who.again(0.7)
        return None

    def _carry_on(self, at: int) -> None:
        """Settle whom the narrator's own pronouns mean in the sentences before an offset's."""
        layout = self.scene.layout
        last = layout.sentence_of(at)
        for number in range(max(self._read, last - _CARRIED), last):
            subject = subject_pronoun(layout.mask, *layout.sentences[number])
            if subject is None:
                continue
            who = self.nearest(subject.at, subject.gender)
            if who is not None and who.person is not None:
                self._carried.setdefault(who.person, []).append(subject.at)
        self._read = max(self._read, last)

    def nearest(self, at: int, gender: str, *, latter: bool = False, said: Sequence[Span] = ()) -> Who | None:
        """The likeliest antecedent of that gender; `latter` is for « ce dernier », no matter of subjects."""
        apart = self._apart(at, said)
        weighed = [
            *self._speakers(at, gender, latter, said, apart),
            *self._named_before(at, gender, latter, said, apart),
            *(self._latest(at, gender) if latter else self._about(at, gender, said)),
        ]
        return max(weighed, key=lambda pair: pair[0])[1] if weighed else None

    def _apart(self, at: int, said: Sequence[Span]) -> set[Person]:
        """Who hardly said it: whom the words said speak of, and whose own words say « elle m'a dit oui »."""
        outer = None if self.scene.narrated(at) else self._outer(at)
        own = {outer[1].person} if outer and outer[1].person else set()
        return self.spoken_of(said) | own

    def _speakers(
        self, at: int, gender: str, latter: bool, said: Sequence[Span], apart: set[Person]
    ) -> Iterator[Weighed]:
        """Whoever spoke before, the last one first of all."""
        hearer, layout, first_person = self._told_to(at), self.scene.layout, says_i(self.scene.text, said)
        for who in self.history[-8:]:
            if who.plural or who.type == "group" or not who.full_name or not fits(_gender(who), gender):
                continue
            if who.person is not None and who.person is hearer:
                continue
            body, last = who.type == "organisation", who is self.history[-1]
            if body and (first_person or "?" in (gender, _gender(who))):
                continue
            near = last and layout.sentence_of(at) - layout.sentence_of(who.at) <= 1
            score = self._prominence(at, who.at, subject=not latter)
            score += 0.0 if latter else LAST if last else 0.1
            score -= _OLD_BODY if body and not near else 0.0
            score -= _SPOKEN_OF if who.person in apart else 0.0
            if who.person:
                score += COUNT * math.log2(1 + len(who.person.mentions))
            elif latter and near and who.type == "person":
                score += _UNNAMED
            elif who.type == "person":
                score -= _NAMELESS
            yield score, who.again(0.85)

    def _named_before(
        self, at: int, gender: str, latter: bool, said: Sequence[Span], apart: set[Person]
    ) -> Iterator[Weighed]:
        """Whoever was named before, or meant by a pronoun of the narrator's."""
        hearer = self._told_to(at)
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
            score += COUNT * math.log2(1 + len(person.mentions)) + (_LATTER_NAME if latter else 0.0)
            score -= _UNNAMED_SUBJECT if carried > where else 0.0
            score -= (0.0 if person.gender == gender else 0.5) + (0.0 if person.sure else 0.6)
            score -= _SPOKEN_OF if person in apart else 0.0
            score += _HEARD if person in self.heard else 0.0
            yield score, as_person(person, 0.8)

    def _carried_to(self, person: Person, at: int) -> int:
        """Where a pronoun of the narrator's meant somebody last before an offset, -1 if nowhere."""
        return max((where for where in self._carried.get(person, ()) if where < at), default=-1)

    def spoken_of(self, said: Sequence[Span]) -> set[Person]:
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

    def _about(self, at: int, gender: str, said: Sequence[Span] = ()) -> Iterator[Weighed]:
        """« Le ministère a … Il … », « Un homme a … Il … »: with whom the sentences near by begin."""
        if gender == "?":
            return
        apart = self.scene.layout.sentence_of(at)
        for topic in topics(self, at):
            who, where, body = topic.who, topic.at, topic.who.type == "organisation"
            if any(start <= where < end for start, end in said):
                continue
            fitting = (gender,) if body else (gender, "?")
            if topic.plural or who.name is None or _gender(who) not in fitting:
                continue
            if body and says_i(self.scene.text, said):
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

    def _fitting(self, at: int, gender: str) -> Who | None:
        """Whom or what the sentences before speak of at all: « Il a appelé la police. Elle … »."""
        for topic in topics(self, at):
            if not topic.plural and topic.who.name and _gender(topic.who) == gender:
                return topic.who.again(0.5)
        scene, layout = self.scene, self.scene.layout
        last = bisect_left(scene.phrases, at, key=lambda phrase: phrase.start)
        for phrase in reversed(scene.phrases[max(0, last - _LATEST) : last]):
            if layout.sentence_of(at) - layout.sentence_of(phrase.start) > 1:
                return None
            if phrase.plural or not phrase.determiner:
                continue
            who = self.who_is((scene.words[phrase.first - 1].start, phrase.end))
            if who.name and _gender(who) == gender:
                return who.again(0.4)
        return None

    def _latest(self, at: int, gender: str) -> Iterator[Weighed]:
        """« … à un jeune homme. Ce dernier … »: the people last spoken of without a name."""
        scene, layout = self.scene, self.scene.layout
        last = bisect_left(self._roles, at, key=lambda phrase: phrase.start)
        for phrase in reversed(self._roles[max(0, last - _LATEST) : last]):
            if layout.sentence_of(at) - layout.sentence_of(phrase.start) > 1:
                return
            who = self.who_is((scene.words[phrase.first - 1].start, phrase.end))
            if who.type != "person" or _gender(who) != gender:
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


_I = re.compile(r"(?i)(?<![\w-])(?:je\b|j['’]|moi\b|mon\b|mes\b|ma\b)")
"""Who says « je » is no body and no document."""


def says_i(text: str, said: Sequence[Span]) -> bool:
    """Whether the words said speak of the one who says them."""
    return any(_I.search(text, *span) for span in said)
