"""Whom a pronoun, a description, a bare body or an unlabelled answer goes back to, in one article."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from corpus import Span
from indexer.extraction.affiliations import without_article
from indexer.extraction.cast import Scene
from indexer.extraction.descriptions import NO_ROLE
from indexer.extraction.person import Person
from indexer.extraction.phrases import Phrase
from indexer.extraction.pronouns import Pronouns
from indexer.extraction.same_document import Mention, documents
from indexer.extraction.who import Who, as_person
from indexer.extraction.whole_phrase import goes_on, listed_after
from indexer.extraction.words import body_sort, role_noun
from indexer.lexicon import word_class


class Resolver(Pronouns):
    """Goes through an article's quotations in order and remembers who spoke."""

    def __init__(self, scene: Scene, named: Callable[[Scene, Resolver, Span], Who]) -> None:
        super().__init__(scene, lambda span: named(scene, self, span))
        self._answers: Who | None = None

    # --- interviews --------------------------------------------------------------------------------

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

    # --- documents ---------------------------------------------------------------------------------

    @cached_property
    def documents(self) -> dict[int, list[Mention]]:
        """The mentions of each document, by the head of every one of them."""
        return documents(self.scene)

    # --- descriptions ------------------------------------------------------------------------------

    def only_kind(self, phrase: Phrase) -> bool:
        """Whether a phrase says only what kind of body it is: « le média britannique »."""
        if any(n in self.scene.names for n in range(phrase.at, phrase.last + 1)):
            return False
        if body_sort(phrase.head) == "kind":
            words_ = self.scene.words
            return all(
                words_[preposition].low in ("de", "d'", "du")
                and body_sort(words_[inner].low) != "kind"
                and not role_noun(words_[inner].low)
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

    def group_in_full(self, phrase: Phrase) -> str:
        """The first fuller plural description with the same head before a bare one, else after it."""
        same = [other for other in self._by_head.get(phrase.head, [])[:_MANY] if other.plural]
        told = [(other, said) for other in same if (said := self._several(other))]
        before = [said for other, said in told if other.start < phrase.start]
        if before or told:
            return before[0] if before else told[0][1]
        return without_article(self.scene.text[phrase.start : phrase.end])

    def _several(self, phrase: Phrase) -> str:
        """A plural description with all that tells who they are; empty where nothing does."""
        scene = self.scene
        said = without_article(scene.text[phrase.start : phrase.end])
        if names := listed_after(scene.text, phrase.end):
            return said + names
        more = goes_on(scene.text, scene.words, phrase.last)
        return f"{said} {more}".strip() if more or phrase.complements else ""

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
_MANY = 40
"""Descriptions with one noun that are looked at."""
