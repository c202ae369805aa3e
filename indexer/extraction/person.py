"""Someone whom an article names, and what it says they are."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from corpus import Span
from indexer.extraction.phrases import Phrase
from indexer.extraction.words import Word, fold
from indexer.lexicon import word_class


class Role(NamedTuple):
    """A role that the article gives someone, where it stands, and the body in it."""

    text: str
    organisation: str | None
    span: Span
    head: str
    feminine: str
    printed: str = ""
    """The whole phrase, where `text` leaves some of it out: « avocat de Paul Morel »."""


_ARABIC = re.compile(r"^(?:al|el|ad|an|ar|as|at|ash)[-'](?=.{3})")


def name_keys(words: list[str]) -> list[str]:
    """The words of a name for comparing it: folded, an Arabic surname with or without its article.

    >>> name_keys(["Ammar", "al-Hakim"])
    ['ammar', 'hakim']
    """
    return [_ARABIC.sub("", fold(word)) for word in words]


class Person:
    """Someone named in the article; `name` is the fullest form."""

    def __init__(self, words: list[str], at: int) -> None:
        self.words = words
        self.keys = name_keys(words)
        self.first = at
        self.mentions: list[int] = []
        """Where the narrator names them."""
        self.subjects: set[int] = set()
        """Those of `mentions` that stand where subjects stand."""
        self.roles: list[Role] = []
        self.known: tuple[Role, ...] = ()
        """Roles that a public figure is known for, which the article need not say."""
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


def match_names(wanted: list[str], have: list[str]) -> int:
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


def fuller_name(words: list[str], person: Person) -> bool:
    return (
        sum(len(w) for w in words) > sum(len(w) for w in person.words)
        and (len(words) >= len(person.words) and len(words) <= len(person.words) + 3)
        and not words[0].endswith(".")
    )


_OF_EITHER = word_class("of either gender")
"""Nouns whose gender tells nothing of who is called by them: « la star », « la victime »."""


def gender_shown(phrase: Phrase, words: list[Word]) -> str:
    """The gender a role phrase shows, by its determiner, adjectives or ending."""
    if phrase.head in _OF_EITHER:
        return "?"
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
        r"(?:teur|eur|ien|ant|er|ier|ent|é|ard|at|in|on)$|^(?:archevêque|évêque|imam|rabbin|prêtre|curé|prince|émir|sultan|cardinal|abbé|moine|homme|père|fils|frère|mari|garçon|oncle|roi|papa|pape|imam|élu|chef|maréchal|amiral|général)$",
        noun,
    ):
        return "m"
    return "?"
