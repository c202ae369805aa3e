"""Whom a description goes back to: « la ministre », « le sexagénaire », « le jeune homme ».

Whoever the article names, whoever it brings in without a name, and whoever spoke under another description
are weighed by how well the words suit them and how near they were spoken of.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from corpus import Span
from indexer.extraction.cast import Scene
from indexer.extraction.in_view import fits, in_view
from indexer.extraction.person import Person, Role
from indexer.extraction.phrases import Phrase
from indexer.extraction.similar import ANYONE, accuser, anyone, belied, is_office, likeness, of_party, renown
from indexer.extraction.verbs import forms
from indexer.extraction.who import Who, as_person
from indexer.extraction.whole_phrase import whole
from indexer.lexicon import listed, word_class

NO_ROLE = word_class("no role")
FARTHEST = 14
"""Sentences after which distance does not count any more."""
_PER_SENTENCE = 0.65
"""What a sentence of distance takes off a pronoun's antecedent."""
_STRANGE = 0.7
"""What it takes off that a public figure is not known to be what a description says."""
_UNNAMED = 0.3
"""What speaks for somebody without a name, beside those who are named."""
_NEXT = 1.6
"""How likely a description means somebody who is named without a role in the next sentence."""
_OFFICIALS = word_class("unnamed officials")
_CHANGING = word_class("kin") | _OFFICIALS
_TO_THEM = re.compile(
    r"\blui\s+(?:a\s+|avait\s+)?(?:\w+ment\s+|aussi\s+|alors\s+)?\w+\s+(?:le\s+|la\s+|l['’])?\Z"
)
"""« lui a rétorqué le maire »: not who spoke just before."""
_HEARER = frozenset(["à", "au", "aux", "l'", "la", "le", "m.", "mme"])

_CALLED = re.compile(
    r"(?:\bs['’]appel\w+|\b(?:identifi|nomm|dénomm|prénomm)ée?s?(?:\s+comme(?:\s+étant)?|\s+sous\s+le\s+nom\s+de)?"
    r"|\b(?:au|le)\s+nom(?:\s+d(?:e|['’]))?)\s*\Z"
)
"""« s'appelait X », « identifié comme X »: how people are named whom readers do not know."""
_SURE = 2.0
_OF_BODY = 1.2
"""How well a description fits whoever speaks for the body that it names, whatever else they are."""
_RANKS_IN_BODIES = word_class("ranks in bodies")
_SEATS = listed("député députée sénateur sénatrice eurodéputé eurodéputée")
"""Of such nouns one holds at a time: « le sénateur LR » is not a deputy of LR."""
_LATELY = 8
"""Quotations back whose words are not the narrator's."""
_RANKS = frozenset(["général", "maréchal", "amiral", "colonel"])
_KIN_OF = word_class("kin of")
_IN_VIEW = 1.9
"""What it adds to be in view: more than another's like role (2) weighs against it, less than the same (3)."""
_FLOOR = -0.2
"""How far a description at least fits who is in view, whatever else they are."""
Weighed = tuple[float, Who]


class Describing:
    """Tells who is meant by a description, given who spoke before."""

    scene: Scene
    history: list[Who]
    _words: list[tuple[Sequence[Span], Who]]
    """What was said, with who said it."""

    def bearer(self, phrase: Phrase, role: Role, gender: str, least: float = -0.2) -> Who | None:
        """Whom « la ministre », « le porte-parole », « le sexagénaire » means; None when nobody fits."""
        best: Weighed | None = None
        for weigh in (self._named_bearers, self._unnamed_bearers, self._spoken_bearers):
            for weighed in weigh(phrase, role, gender):
                if best is None or weighed[0] > best[0]:
                    best = weighed
        return best[1] if best and best[0] > least else None

    def _named_bearers(self, phrase: Phrase, role: Role, gender: str) -> Iterator[Weighed]:
        at, hearer = phrase.start, self._hearer(phrase)
        alone = _only_here(phrase, role) and not self._before_name(phrase)
        view = self._view(phrase, gender) if alone else None
        for person in self.scene.near(at):
            if not fits(person.gender, gender) or person is hearer or accuser(phrase.head, person.roles):
                continue
            if person.last_before(phrase.end) >= at:
                continue  # « l'ancien ministre de Paul Morel » is not Paul Morel
            alike = self._alike(phrase, role, person)
            if phrase.complements and (alike or 0.0) < _SURE and self._private(person):
                continue  # « le ministre de la Mer » is not the man who « s'appelait X »
            if (alike or 0.0) < 1 and self._named_next(phrase, person):
                yield _NEXT, as_person(person, 0.7)
                continue
            if alike is None and self._goes_on(phrase, role, person):
                alike = 0.2
            if person is view and not accuser(phrase.head, person.roles):
                alike = max(_FLOOR if alike is None else alike, _FLOOR)
            if alike is None or (alike < 2 and self._beside(at, person)):
                continue
            this = phrase.determiner in ("ce", "cet", "cette")
            if alike < 2 and this and not self._just_before(at, person):
                continue
            score = alike + self._near(at, person) + (_IN_VIEW if person is view else 0.0)
            if not person.sure:
                score -= 0.6
            if person.gender == "?" and gender != "?":
                score -= 0.3
            spoke = (who for who in self.history[-2:] if who.person is person)
            if any(not self._another_since(who.at, at, person) for who in spoke):
                score += 0.5
            yield score, as_person(person, 0.9 if alike > 1 else 0.7)

    def _view(self, phrase: Phrase, gender: str) -> Person | None:
        """Whom the article has in view at a description."""
        unnamed = max((other.start for other, _ in self._unnamed_near(phrase.start, gender)), default=-1)
        said = [span for spans, _ in self._words[-_LATELY:] for span in spans]
        return in_view(self.scene, self.history, phrase, gender, unnamed, said)

    def _before_name(self, phrase: Phrase) -> bool:
        """« le général de Brie »: a rank with a surname that belongs to it."""
        names, inner = self.scene.names, [inner for _, inner in phrase.complements]
        return phrase.last + 1 in names or (phrase.head in _RANKS and any(n in names for n in inner))

    def _another_since(self, since: int, at: int, person: Person) -> bool:
        """Whether the paragraph of an offset, begun since somebody spoke, has someone else as a subject."""
        start, _ = self.scene.layout.paragraphs[self.scene.layout.paragraph_of(at)]
        if since >= start:
            return False
        others = [(other, other.last_before(at)) for other in self.scene.near(at) if other is not person]
        return any(where >= start and where in other.subjects for other, where in others)

    def _private(self, person: Person) -> bool:
        """Whether the article tells how somebody is called, whom readers cannot know."""
        text = self.scene.text
        return any(_CALLED.search(text[max(0, at - 40) : at]) for at in person.mentions[:3])

    def _named_next(self, phrase: Phrase, person: Person) -> bool:
        """« Le maire s'inquiète. « … », souffle Luc Roy. »: a name that comes after, without a role."""
        layout, at = self.scene.layout, phrase.start
        if person.roles or person.known or person.first < at or phrase.plural:
            return False
        if phrase.head in ANYONE:
            return False
        if not 0 < layout.sentence_of(person.first) - layout.sentence_of(at) <= 2:
            return False
        before = self.scene.words[self.scene.number_at(person.first) - 1].low
        told = any(form.shape == "past" for form in forms().get(before, ()))
        inverted = told or self.scene.verb(before)
        apart = layout.paragraph_of(person.first) - layout.paragraph_of(at)
        if apart > (1 if inverted and layout.paragraph_of(at) == 0 else 0):
            return False
        if phrase.head in _OFFICIALS:
            return inverted  # « le procureur » tells of people who are named after him, too
        return inverted or (person.first in person.subjects and phrase.head not in _CHANGING)

    def _goes_on(self, phrase: Phrase, role: Role, person: Person) -> bool:
        """« …, a-t-elle dit. La professeure à l'université … »: who spoke last, in the same paragraph."""
        if not self.history or self.history[-1].person is not person or person.gender != role.feminine:
            return False
        if (person.roles and is_office(role)) or accuser(phrase.head, person.roles):
            return False  # « le chef du gouvernement » after what a deputy said
        layout, last = self.scene.layout, self.history[-1].at
        return layout.paragraph_of(last) == layout.paragraph_of(phrase.start) and phrase.head not in _CHANGING

    def _unnamed_bearers(self, phrase: Phrase, role: Role, gender: str) -> Iterator[Weighed]:
        at = phrase.start
        for other, borne in self._unnamed_near(at, gender):
            alike = likeness(phrase, role, [borne], self.scene)
            least = (
                0.6 if phrase.head in ANYONE or anyone(phrase, self.scene) else 9.0 if other.plural else 2.0
            )
            if alike is None or alike < least or borne.head == "locataire":
                continue
            if alike >= 2 and not self._brought_in(other):
                continue  # « la mère » is not named by « la mère de l'enfant »
            apart = self.scene.layout.sentence_of(at) - self.scene.layout.sentence_of(other.start)
            said = whole(self.scene.text, self.scene.words, other)
            if other.plural:
                said = said.replace(self.scene.words[other.at].text, other.head, 1)  # « l'un des candidats »
            who = Who(said, "person", role=borne, sure=0.6, gender=borne.feminine, head=other.head)
            yield alike + _UNNAMED - 0.12 * min(FARTHEST, apart), who

    def _spoken_bearers(self, phrase: Phrase, role: Role, gender: str) -> Iterator[Weighed]:
        for who in self.history[-10:]:
            if who.person or who.plural or who.role is None or not fits(who.gender, gender):
                continue
            alike = likeness(phrase, role, [who.role], self.scene)
            last = who is self.history[-1] and phrase.head in NO_ROLE and not phrase.complements
            if alike is not None and (alike >= 1 or (last and alike > 0)):
                score = alike + 0.5 + self._prominence(phrase.start, who.at, subject=True) * 0.2
                yield score, who.again(0.85)

    def _hearer(self, phrase: Phrase) -> Person | None:
        """« a dit le jeune homme au président », « à Paul Morel »: to whom it was said, if that is told."""
        words, number = self.scene.words, phrase.last + 1
        if self.history and _TO_THEM.search(self.scene.layout.mask, max(0, phrase.start - 40), phrase.start):
            return self.history[-1].person
        if number >= len(words) or words[number].low not in ("à", "au"):
            return None
        while number < len(words) and words[number].low in _HEARER:
            number += 1
        if number in self.scene.of_name:
            return self.scene.of_name[number]
        other = self.scene.by_first.get(number)
        if other is None or other.sort != "role" or other.plural:
            return None
        role = self.scene.role(other)
        return next(
            (p for p in self.scene.near(phrase.start) if (self._alike(other, role, p) or 0.0) >= 2.0), None
        )

    def _unnamed_near(self, at: int, gender: str) -> list[tuple[Phrase, Role]]:
        """People whom the article brings in without a name (« un agriculteur du Vexin »), near an offset."""
        number = bisect_left(self._unnamed, at, key=lambda pair: pair[0].start)
        near = self._unnamed[max(0, number - 8) : number]
        return [(phrase, role) for phrase, role in near if fits(role.feminine, gender)]

    @cached_property
    def _unnamed(self) -> list[tuple[Phrase, Role]]:
        return [
            (phrase, self.scene.role(phrase))
            for phrase in self.scene.phrases
            if phrase.sort == "role"
            and (self._brought_in(phrase) or self._somebodys(phrase))
            and phrase.at not in self.scene.attached
            and self.scene.narrated(phrase.start)
        ]

    def _brought_in(self, phrase: Phrase) -> bool:
        """« un agriculteur », « l'un des candidats »."""
        if phrase.plural:
            before = [word.low for word in self.scene.words[max(0, phrase.first - 2) : phrase.first]]
            return before in (["un", "des"], ["une", "des"])
        return phrase.determiner in ("un", "une")

    def _somebodys(self, phrase: Phrase) -> bool:
        """« la compagne de Paul Morel »: told by whose they are."""
        return (
            phrase.head in NO_ROLE
            and not phrase.plural
            and phrase.determiner in ("le", "la", "l'")
            and any(inner in self.scene.of_name or self._one(inner) for _, inner in phrase.complements)
        )

    def _one(self, number: int) -> bool:
        """Whether a word begins a phrase for one person: « la mère de la victime »."""
        inner = self.scene.by_first.get(number)
        return inner is not None and inner.sort == "role" and not inner.plural

    def _alike(self, phrase: Phrase, role: Role, person: Person) -> float | None:
        """How a description fits someone, by what the article says of them and by what is known."""
        alike = likeness(phrase, role, person.roles, self.scene)
        if any(of_party(role.head, body) for body, _ in person.bodies):
            alike = max(alike or 0.0, 2.2)
        if (alike or 0.0) < _OF_BODY and self._of_one_body(role, person):
            alike = _OF_BODY
        if not person.known:
            return alike
        known = renown(phrase, role, person.known, self.scene)
        if known is None:
            if alike is not None and belied(role, person.known):
                return None
            return alike if alike is None or alike > 0.5 else alike - _STRANGE
        return known if alike is None or known > alike else alike

    def _of_one_body(self, role: Role, person: Person) -> bool:
        """« le représentant du RN », « Ève Colin, eurodéputée du RN »: of one body."""
        if role.organisation is None or role.head in _KIN_OF or role.head in _CHANGING:
            return False
        bodies = {other.organisation for other in person.roles} | {body for body, _ in person.bodies}
        heads = {other.head for other in person.roles}
        other = any(role.head in few and heads & few for few in (_RANKS_IN_BODIES, _SEATS))
        return role.organisation in bodies and not other

    def announced(self, phrase: Phrase, role: Role, gender: str) -> Who | None:
        """« Un humoriste a … »: someone named only further on, in an article's first paragraphs."""
        if self.scene.layout.paragraph_of(phrase.start) > 1 or phrase.plural:
            return None
        for person in self.scene.near(phrase.start):
            if person.first < phrase.start or not fits(person.gender, gender):
                continue
            alike = self._alike(phrase, role, person)
            if alike is not None and alike > 1.5:
                return as_person(person, 0.6)
        return None

    def _near(self, at: int, person: Person) -> float:
        layout = self.scene.layout
        where = person.last_before(at)
        prominent = 0.25 * math.log2(1 + len(person.mentions))
        if where >= 0:
            return prominent - 0.12 * min(FARTHEST, layout.sentence_of(at) - layout.sentence_of(where))
        after = person.first_after(at)
        if after < 0:
            return -2.0
        late = 3.0 if layout.paragraph_of(at) > 2 else 0.0  # a name that comes later is for leads
        return (
            prominent - late - 0.3 - 0.1 * min(FARTHEST, layout.sentence_of(after) - layout.sentence_of(at))
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

    def _prominence(self, at: int, where: int, *, subject: bool) -> float:
        layout = self.scene.layout
        apart = min(FARTHEST, layout.sentence_of(at) - layout.sentence_of(where))
        new_paragraph = layout.paragraph_of(at) - layout.paragraph_of(where)
        return (
            -_PER_SENTENCE * apart
            - 0.1 * min(new_paragraph, 5)
            + (0.9 if subject else 0.0)
            - 0.0004 * min(at - where, 1500)
        )


def _only_here(phrase: Phrase, role: Role) -> bool:
    """Whether a description may tell something of somebody that the article says nowhere else."""
    bond = phrase.head in _CHANGING or phrase.head in _KIN_OF or phrase.determiner in ("son", "sa", "leur")
    return not bond and not is_office(role)
