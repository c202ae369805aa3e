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
from indexer.extraction.cast import Scene
from indexer.extraction.learnt.silence import choose
from indexer.extraction.person import Person, Role
from indexer.extraction.phrases import Phrase
from indexer.extraction.similar import ANYONE, belied, likeness, of_party, renown
from indexer.extraction.topics import topics
from indexer.extraction.who import Who, as_person
from indexer.extraction.words import body_sort
from indexer.lexicon import word_class

_FEMININE = re.compile(r"(?i)(?:elles?|celles?-ci|cette dernière|ces dernières|l['’]intéressée|celle)$")
_PLURAL = re.compile(r"(?i)(?:ils|elles|eux|ceux-ci|celles-ci|ces derniers|ces dernières)$")
_LATTER = re.compile(r"(?i)(?:ce dernier|cette dernière|celui-ci|celle-ci)$")

_PER_SENTENCE = 0.65
"""What a sentence of distance takes off a pronoun's antecedent."""
_FARTHEST = 14
LAST = 0.6
_BODY = 0.3
"""What a body is less likely than a person to be « il » or « elle »."""
_CLEAR, _VAGUE = 0.85, 0.8
"""How sure a description's bearer must be, and what one less sure or untold is less likely."""
COUNT = 0.12
_STRANGE = 0.7
"""What it takes off that a public figure is not known to be what a description says."""
UNNAMED = 0.3
"""What speaks for somebody without a name, beside those who are named."""


class Resolver:
    """Goes through an article's quotations in order and remembers who spoke."""

    def __init__(self, scene: Scene, named: Callable[[Scene, Resolver, Span], Who]) -> None:
        self.scene = scene
        self.named = named
        """What tells the speaker that a noun phrase names."""
        self.history: list[Who] = []
        self._answers: Who | None = None

    def said(self, who: Who, at: int) -> None:
        """Note who spoke at an offset."""
        who.at = at
        self.history.append(who)

    # --- silence -----------------------------------------------------------------------------------

    def continued(self, at: int) -> Who:
        """A free quotation: whoever spoke just before, else whom the sentences before are about."""
        likeliest = choose(self, at)
        return likeliest or Who(None, "unknown", sure=0.3)

    def interviewee(self, at: int) -> Who | None:
        """Who answers in an unlabelled turn: whom the lines before the first question introduce."""
        if self._answers is None:
            named = [person for person in self.scene.near(at) if 0 <= person.first_after(0) < at]
            with_role = [person for person in named if person.roles]
            first = min(with_role or named, key=lambda person: person.first_after(0), default=None)
            self._answers = as_person(first, 0.8) if first else None
        return self._answers.again(0.8) if self._answers else None

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
        best = self._nearest(at, gender, latter=bool(_LATTER.match(pronoun)), said=said)
        if best is None:
            best = next((who for _, who in self._about(at, gender)), None)
        if best is None:
            ahead = [p for p in self.scene.near(at) if p.gender in (gender, "?")]
            best = as_person(max(ahead, key=lambda p: (len(p.mentions), -p.first)), 0.4) if ahead else None
        return best or Who(None, "unknown", sure=0.3)

    def _nearest(self, at: int, gender: str, *, latter: bool, said: Sequence[Span] = ()) -> Who | None:
        best: tuple[float, Who] | None = None
        for who in self.history[-8:]:
            if who.plural or who.type in ("group",) or (who.name is None and who.person is None):
                continue
            if not _fits(self._gender(who), gender) or (
                who.type == "organisation" and (gender == "?" or self._gender(who) == "?")
            ):
                continue
            score = self._prominence(at, who.at, subject=not latter) + (
                0.0 if latter else LAST if who is self.history[-1] else 0.1
            )
            near = (
                who is self.history[-1]
                and self.scene.layout.sentence_of(at) - self.scene.layout.sentence_of(who.at) <= 1
            )
            score -= 1.2 if who.type == "organisation" and not near else 0
            if who.person:
                score += COUNT * math.log2(1 + len(who.person.mentions))
            if best is None or score > best[0]:
                best = (score, who.again(0.85))
        for person in self.scene.near(at):
            if not _fits(person.gender, gender):
                continue
            where = person.last_before(at)
            if where < 0:
                continue
            score = self._prominence(at, where, subject=where in person.subjects and not latter)
            score += (
                COUNT * math.log2(1 + len(person.mentions))
                + (0 if person.gender == gender else -0.5)
                - (0 if person.sure else 0.6)
            )
            if latter:
                score += 0.6
            if best is None or score > best[0]:
                best = (score, as_person(person, 0.8))
        for score, who in () if latter else self._about(at, gender, said):
            if best is None or score > best[0]:
                best = (score, who)
        return best[1] if best else None

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

    def _prominence(self, at: int, where: int, *, subject: bool) -> float:
        layout = self.scene.layout
        apart = min(_FARTHEST, layout.sentence_of(at) - layout.sentence_of(where))
        new_paragraph = layout.paragraph_of(at) - layout.paragraph_of(where)
        return (
            -_PER_SENTENCE * apart
            - 0.1 * min(new_paragraph, 5)
            + (0.9 if subject else 0.0)
            - 0.0004 * min(at - where, 1500)
        )

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

    def bearer(self, phrase: Phrase, role: Role, gender: str, least: float = -0.2) -> Who | None:
        """Whom « la ministre », « le porte-parole », « le sexagénaire » means; None when nobody fits."""
        at = phrase.start
        best: tuple[float, Who] | None = None
        for person in self.scene.near(at):
            if not _fits(person.gender, gender):
                continue
            if person.last_before(phrase.end) >= at:
                continue  # « l'ancien ministre de Paul Morel » is not Paul Morel
            alike = self._alike(phrase, role, person)
            if alike is None or (alike < 2 and self._beside(at, person)):
                continue
            if (
                alike < 2
                and phrase.determiner in ("ce", "cet", "cette")
                and not self._just_before(at, person)
            ):
                continue
            score = alike + self._near(at, person)
            if not person.sure:
                score -= 0.6
            if person.gender == "?" and gender != "?":
                score -= 0.3
            if any(who.person is person for who in self.history[-2:]):
                score += 0.5
            if best is None or score > best[0]:
                best = (score, as_person(person, 0.9 if alike > 1 else 0.7))
        for other, borne in self._unnamed_near(at, gender):
            alike = likeness(phrase, role, [borne], self.scene)
            if alike is None or alike < (0.6 if phrase.head in ANYONE else 2.0) or borne.head == "locataire":
                continue
            apart = self.scene.layout.sentence_of(at) - self.scene.layout.sentence_of(other.start)
            score = alike + UNNAMED - 0.12 * min(_FARTHEST, apart)
            if best is None or score > best[0]:
                said = self.scene.text[other.start : other.end]
                best = (
                    score,
                    Who(said, "person", role=borne, sure=0.6, gender=borne.feminine, head=other.head),
                )
        for who in self.history[-10:]:
            if who.person or who.plural or who.role is None or not _fits(who.gender, gender):
                continue
            alike = likeness(phrase, role, [who.role], self.scene)
            if alike is None or alike < 1:
                continue
            score = alike + 0.5 + self._prominence(at, who.at, subject=True) * 0.2
            if best is None or score > best[0]:
                best = (score, who.again(0.85))
        return best[1] if best and best[0] > least else None

    def _unnamed_near(self, at: int, gender: str) -> list[tuple[Phrase, Role]]:
        """People whom the article brings in without a name (« un agriculteur du Vexin »), near an offset."""
        number = bisect_left(self._unnamed, at, key=lambda pair: pair[0].start)
        near = self._unnamed[max(0, number - 4) : number]
        return [(phrase, role) for phrase, role in near if _fits(role.feminine, gender)]

    @cached_property
    def _unnamed(self) -> list[tuple[Phrase, Role]]:
        return [
            (phrase, self.scene.role(phrase))
            for phrase in self.scene.phrases
            if phrase.sort == "role"
            and not phrase.plural
            and (phrase.determiner in ("un", "une") or self._somebodys(phrase))
            and phrase.at not in self.scene.attached
            and self.scene.narrated(phrase.start)
        ]

    def _somebodys(self, phrase: Phrase) -> bool:
        """« la compagne de Paul Morel »: told by whose they are."""
        return (
            phrase.head in NO_ROLE
            and phrase.determiner in ("le", "la", "l'")
            and any(inner in self.scene.of_name for _, inner in phrase.complements)
        )

    def _alike(self, phrase: Phrase, role: Role, person: Person) -> float | None:
        """How a description fits someone, by what the article says of them and by what is known."""
        alike = likeness(phrase, role, person.roles, self.scene)
        if any(of_party(role.head, body) for body, _ in person.bodies):
            alike = max(alike or 0.0, 2.2)
        if not person.known:
            return alike
        known = renown(phrase, role, person.known, self.scene)
        if known is None:
            if alike is not None and belied(role, person.known):
                return None
            return alike if alike is None or alike > 0.5 else alike - _STRANGE
        return known if alike is None or known > alike else alike

    def announced(self, phrase: Phrase, role: Role, gender: str) -> Who | None:
        """« Un humoriste a … »: someone named only further on, in an article's first paragraphs."""
        if self.scene.layout.paragraph_of(phrase.start) > 1 or phrase.plural:
            return None
        for person in self.scene.near(phrase.start):
            if person.first < phrase.start or not _fits(person.gender, gender):
                continue
            alike = self._alike(phrase, role, person)
            if alike is not None and alike > 1.5:
                return as_person(person, 0.6)
        return None

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

    def _near(self, at: int, person: Person) -> float:
        layout = self.scene.layout
        where = person.last_before(at)
        prominent = 0.25 * math.log2(1 + len(person.mentions))
        if where >= 0:
            return prominent - 0.12 * min(_FARTHEST, layout.sentence_of(at) - layout.sentence_of(where))
        after = person.first_after(at)
        if after < 0:
            return -2.0
        late = 3.0 if layout.paragraph_of(at) > 2 else 0.0  # a name that comes later is for leads
        return (
            prominent - late - 0.3 - 0.1 * min(_FARTHEST, layout.sentence_of(after) - layout.sentence_of(at))
        )

    def _just_before(self, at: int, person: Person) -> bool:
        """Whether someone was named or spoke within three sentences before."""
        if any(who.person is person for who in self.history[-1:]):
            return True
        layout, where = self.scene.layout, person.last_before(at)
        return where >= 0 and layout.sentence_of(at) - layout.sentence_of(where) <= 3

    def _beside(self, at: int, person: Person) -> bool:
        """Whether someone is named further on in the same sentence: « le député a comparé Paul … »."""
        after = person.first_after(at)
        layout = self.scene.layout
        if after < 0 or layout.sentence_of(after) != layout.sentence_of(at):
            return False
        between = self.scene.words[self.scene.number_at(at) : self.scene.number_at(after)]
        return any(self.scene.verb(word.low) for word in between)

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


NO_ROLE = word_class("no role")
_LOCAL = word_class("local")


def _fits(gender: str, wanted: str) -> bool:
    return gender == "?" or wanted == "?" or gender == wanted
