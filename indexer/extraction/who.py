"""A speaker as resolved at one mention, and what is said of them in the end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus import Span, SpeakerType
from indexer.extraction.person import Person, Role
from indexer.lexicon import word_class

_NO_ROLE = word_class("no role")
_TRADE = re.compile(
    r"(?i)(?:homme|femme) (?:d['’](?:affaires|église|État)|de (?:lettres|radio|presse))|[mp]ère au foyer"
)
"""Trades whose first noun tells none."""
_VAGUE = re.compile(r"\b(?:de|d['’])\s?(?:cette|cet?|une?|s[ao]n?|leur)\s")
"""« le maire de cette ville », « d'un village »: less than « le maire de Lons »."""
_OFFICES = word_class("offices")
_FORMER = re.compile(r"(?i)(?:ancien|ancienne|futur|future|alors)\b|ex-")
_WEAK_ROLES = word_class("weak roles")
"""Roles given only where an article says nothing better of someone."""


def _told(role: Role) -> bool:
    """Whether a role is one, not a state or a bond: « homme d'affaires », not « homme » or « mère »."""
    return bool(role.text) and (role.head not in _NO_ROLE or bool(_TRADE.match(role.text)))


def _rank(role: Role) -> int:
    """Which of somebody's roles are told first: any, then what they were, then a passing word."""
    if role.head in _WEAK_ROLES and not _TRADE.match(role.text):
        return 2
    return 1 if _FORMER.match(role.text) or _FORMER.match(role.printed) else 0


def _office_before(role: Role, roles: Sequence[Role]) -> Role:
    """The office that an article gives somebody before it calls them anything else: « la maire a … »."""
    if role.head in _OFFICES:
        return role
    earlier = [
        other
        for other in roles
        if other.head in _OFFICES and _rank(other) < 2 and other.span[1] < role.span[0]
    ]
    return min(earlier, key=lambda other: other.span, default=role)


def _told_of(text: str) -> tuple[int, int]:
    """How much a role tells: « maire de Lons » more than « maire de cette petite ville », than « maire »."""
    return (1 if _VAGUE.search(text) else 2 if " " in text else 0), len(text)


class Who:
    """A speaker: someone of the cast, or a description that stays as written.

    `described` roles are what this very mention calls a person of the cast (« la ministre »).
    """

    def __init__(
        self, name: str | None, type_: SpeakerType, *, person: Person | None = None, role: Role | None = None,
        organisation: str | None = None, sure: float = 1.0, gender: str = "?", plural: bool = False,
        head: str = "", kind: str | None = None, document: bool = False,
    ) -> None:  # fmt: skip
        self.name, self.type, self.person, self.role = name, type_, person, role
        self.organisation, self.sure, self.gender, self.plural = organisation, sure, gender, plural
        self.head, self.kind = head, kind
        self.document = document
        self.group_role: str | None = None
        self.at = 0

    @property
    def full_name(self) -> str | None:
        """The fullest name that the article gives."""
        return self.person.name if self.person else self.name

    @property
    def roles(self) -> list[Role]:
        """Every role the article gives them, those beside their name first."""
        roles = list(self.person.roles) if self.person else []
        return [*roles, self.role] if self.role else roles

    @property
    def in_role(self) -> str | None:
        """Their role, as the article gives it."""
        if self.kind:
            return self.kind
        first = self.first_role
        if first is None:
            return self.group_role
        # « le président … », later « le président de l'Union »: as fully as the article has it
        alike = [role for role in self.roles if role.head == first.head and _rank(role) == _rank(first)]
        return max((role.text for role in alike), key=_told_of)

    @property
    def first_role(self) -> Role | None:
        """The one of several roles that is told."""
        roles = [role for role in self.roles if _told(role)]
        best = min((_rank(role) for role in roles), default=0)
        first = next((role for role in roles if _rank(role) == best), None)
        return _office_before(first, roles) if first else None

    @property
    def for_whom(self) -> str | None:
        """The body they speak for; an organisation speaks for itself."""
        if self.type == "organisation":
            return self.organisation or (None if self.document else self.name)
        if self.organisation:
            return self.organisation
        given = [role.organisation for role in self.roles[:2] if role.organisation]
        bodies = [name for name, _ in self.person.bodies] if self.person else []
        return next(iter([*given, *bodies]), None)

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Where role and body were read."""
        spans = [role.span for role in self.roles][:2]
        if self.person:
            spans += [span for _, span in self.person.bodies][:1]
        return tuple(dict.fromkeys(spans))

    def again(self, sure: float) -> Who:
        """The same speaker, met again and a little less sure."""
        who = Who(
            self.name, self.type, person=self.person, role=self.role, organisation=self.organisation,
            sure=sure, gender=self.gender, plural=self.plural, head=self.head, kind=self.kind,
            document=self.document,
        )  # fmt: skip
        who.group_role = self.group_role
        return who


def as_person(person: Person, sure: float) -> Who:
    """Someone of the cast as a speaker."""
    return Who(person.name, "person", person=person, sure=sure, gender=person.gender)


def as_group(people: Sequence[Person], sure: float) -> Who:
    """Several of the cast who speak together, for the bodies that each of them speaks for."""
    alone = [as_person(person, sure) for person in people]
    bodies = [body for who in alone if (body := who.for_whom)]
    who = Who(listed(person.name for person in people), "group", sure=sure, plural=True)
    who.organisation = listed(bodies)
    shared = [role for role in people[0].roles if all(_borne(role, person) for person in people[1:])]
    who.group_role = shared[0].printed.removeprefix("alors ") if shared and len(people) > 1 else None
    return who


def _borne(role: Role, person: Person) -> bool:
    return any(other.span == role.span for other in person.roles)


def listed(names: Iterable[str]) -> str | None:
    """« A, B et C », each once; None for nobody."""
    several = list(dict.fromkeys(names))
    if not several:
        return None
    return " et ".join([", ".join(several[:-1]), several[-1]] if len(several) > 1 else several)
