"""The people that an article names: their full names, the roles and bodies it gives them.

A person is a cluster of names that share a surname and have compatible first names. Roles come from
the patterns of French press: ROLE NAME · ROLE, NAME · NAME, ROLE · NAME (BODY).
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from corpus import Span
from indexer.extraction.layout import Layout
from indexer.lexicon import rows, words

Gender = Literal["m", "f", "?"]

_PART = r"(?:[A-ZÀ-ÖØ-Þ][\w’']*(?:-[\w’']+)*|[A-Z]\.(?:-?[A-Z]\.)*)"
_PARTICLE = r"(?:de|du|des|d['’]|de\s+la|la|le|al-|el-|ben|bin|ibn|bint|van|von|der|den|de\s+l['’]|di|da|dos|do|y|ould|abou)"
NAME = re.compile(rf"(?<![\w’']){_PART}(?:[ \u00a0]+(?:{_PARTICLE}[ \u00a0]*)?(?:al-|el-|d['’])?{_PART})*")
CIVILITY = re.compile(
    r"(?:M\.|MM\.|Mme|Mmes|Mlle|Me|Dr|Pr|Sir|Lord|Monsieur|Madame|Maître|Docteur|Mgr|Monseigneur)[ \u00a0]+"
)
_FEMININE = re.compile(r"(?:Mme|Mlle|Madame)")


class Person:
    """Someone named in the article; `name` is the fullest form."""

    def __init__(self, name: str, at: int) -> None:
        self.name = name
        self.first = at
        self.mentions: list[Span] = []
        self.roles: list[str] = []
        self.organisation: str | None = None
        self.gender: Gender = "?"
        self.evidence: list[Span] = []

    @property
    def surname(self) -> str:
        """Its last word, in lower case."""
        return key(self.name.split()[-1])

    def last_before(self, at: int) -> int:
        """Where it was named last before an offset, -1 if nowhere."""
        return max((start for start, _ in self.mentions if start < at), default=-1)


class Cast:
    """Everyone in an article, in order of appearance."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self.acronyms: dict[str, str] = {}

    def find(self, name: str) -> Person | None:
        """The one person whom a name (full, or a surname alone) means in this article."""
        wanted = [key(word) for word in name.split()]
        if not wanted:
            return None
        best = None
        for person in self.people:
            have = [key(word) for word in person.name.split()]
            if have == wanted:
                return person
            if (
                (wanted[-1] == have[-1] and set(wanted) <= set(have))
                or (len(wanted) == 1 and wanted[0] in have)
                or (len(wanted) > 1 and have[-1] == wanted[-1] and _initial(wanted[0], have[0]))
            ):
                best = best or person
        return best


def key(word: str) -> str:
    """A word for comparing names: no case, no accents that matter.

    >>> key("Édouard") == key("EDOUARD")
    True
    """
    return word.lower().translate(_FOLD).replace("’", "'")


_FOLD = str.maketrans("àâäáãåçéèêëíîïìñóôöòõúùûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy")


def _initial(short: str, full: str) -> bool:
    return len(short.rstrip(".")) == 1 and full.startswith(short[0])


@cache
def given_names() -> dict[str, Gender]:
    """Given names with their gender."""
    return {row[0]: row[1] for row in rows("given_names")}  # type: ignore[misc]


@cache
def person_roles() -> frozenset[str]:
    """Nouns that name people by what they do, singular."""
    return words("roles")


def gender_of(first: str) -> Gender:
    """The gender a given name is usually borne with; compound names go by their first part."""
    known = given_names()
    if first in known:
        return known[first]
    return known.get(first.split("-")[0], "?")


def looks_person(name: str) -> bool:
    """Whether a capitalised sequence is a person's name by itself: it begins with a given name."""
    parts = name.split()
    if len(parts) < 2 or len(parts) > 6:
        return False
    return (
        parts[0] in given_names()
        or parts[0].split("-")[0] in given_names()
        or bool(re.fullmatch(r"(?:[A-Z]\.-?)+", parts[0]))
    )


def heads(text: str) -> str:
    """The head noun of a role phrase, in lower case and singular.

    >>> heads("ancienne ministre déléguée")
    'ministre'
    """
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower()):
        if word in person_roles():
            return word
        if word.rstrip("s") in person_roles():
            return word.rstrip("s")
    return ""


_ROLE_HEAD = r"(?:(?:anciens?|anciennes?|ex-?|futur\w?|nouve\w+|jeunes?|actuel\w*|premiers?|premières?|célèbres?|vice-|numéro)[\s-]*)*"
_COMPLEMENT = r"(?:[^\W\d_][\w’'-]*|\d+e?|[«\"“][^»\"”]{1,40}[»\"”])"


@cache
def _role_pattern() -> re.Pattern[str]:
    nouns = sorted(person_roles(), key=len, reverse=True)
    return re.compile(rf"(?i:(?<![\w’'-])(?P<role>{_ROLE_HEAD}(?:{'|'.join(map(re.escape, nouns))})s?)\b)")


def cast(layout: Layout) -> Cast:
    """Everyone the article names as a person."""
    result = Cast()
    text = layout.text
    named = _names(layout)
    for start, end, strong in named:
        if strong:
            _enter(result, text, start, end)
    for start, end, strong in named:
        if not strong:
            _enter(result, text, start, end, known_only=True)
    for person in result.people:
        person.mentions.sort()
        _describe(person, layout)
    for match in re.finditer(r"([A-ZÀ-Ö][\w’' -]{6,80}?)\s*\(([A-Z][A-Za-z]{1,9})\)", text):
        result.acronyms.setdefault(match.group(2), match.group(1))
    return result


def _names(layout: Layout) -> list[tuple[int, int, bool]]:
    """Capitalised sequences with whether each is surely a person."""
    text = layout.text
    found = []
    for match in NAME.finditer(text):
        start, end = match.span()
        name = match.group()
        before = text[max(0, start - 40) : start]
        civility = CIVILITY.match(name)
        if civility and civility.end() < len(name):
            found.append((start + civility.end(), end, True))
            continue
        name, start = _trim_head(name, start, layout)
        if not name:
            continue
        end = start + len(name)
        strong = looks_person(name)
        if not strong and re.search(r"(?:\bM\.|\bMM\.|\bMme|\bMe|\bDr|\bPr)[ \u00a0]+$", before):
            strong = True
        if not strong and len(name.split()) >= 2:
            role = re.search(r"([a-zà-ÿ]+(?:-[a-zà-ÿ]+)*)[ \u00a0]+$", before)
            strong = bool(role) and role is not None and role.group(1) in person_roles()
        found.append((start, end, strong))
    return found


def _trim_head(name: str, start: int, layout: Layout) -> tuple[str, int]:
    """Leave out a capitalised word that only begins the sentence (« Selon Paul », « Le président »)."""
    while True:
        parts = re.match(r"(\S+)[ \u00a0]+(.*)", name, re.DOTALL)
        first = parts.group(1) if parts else name
        if first.lower() in _NOT_NAMES or (first.endswith(("'", "’")) and len(first) <= 2):
            if not parts:
                return "", start
            start += parts.start(2)
            name = parts.group(2)
            continue
        elided = re.match(r"(?:[LDQSJNMC]|Qu)['’]", name)
        if elided:
            start += elided.end()
            name = name[elided.end() :]
            continue
        return name, start


_NOT_NAMES = frozenset(
    [
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "l'",
        "d'",
        "au",
        "aux",
        "ce",
        "cet",
        "cette",
        "ces",
        "son",
        "sa",
        "ses",
        "leur",
        "leurs",
        "mon",
        "ma",
        "mes",
        "notre",
        "nos",
        "il",
        "elle",
        "ils",
        "elles",
        "on",
        "je",
        "tu",
        "nous",
        "vous",
        "et",
        "mais",
        "ou",
        "or",
        "car",
        "donc",
        "ni",
        "si",
        "que",
        "qui",
        "quand",
        "comme",
        "pour",
        "par",
        "sur",
        "sous",
        "dans",
        "avec",
        "sans",
        "selon",
        "après",
        "avant",
        "depuis",
        "pendant",
        "lors",
        "chez",
        "vers",
        "contre",
        "entre",
        "malgré",
        "à",
        "en",
        "d'après",
        "dont",
        "où",
        "puis",
        "ainsi",
        "alors",
        "aussi",
        "enfin",
        "pourtant",
        "cependant",
        "toutefois",
        "néanmoins",
        "interrogé",
        "interrogée",
        "invité",
        "invitée",
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
        "président",
        "présidente",
        "ministre",
        "premier",
        "première",
        "madame",
        "monsieur",
        "m",
        "mme",
        "selon",
        "face",
        "très",
        "plus",
        "tout",
        "toute",
        "tous",
        "toutes",
        "ancien",
        "ancienne",
        "quant",
        "hier",
        "aujourd'hui",
        "demain",
        "oui",
        "non",
        "merci",
        "pas",
        "même",
        "celui",
        "celle",
        "ceux",
        "deux",
        "trois",
        "quatre",
        "cinq",
    ]
)


def _enter(people: Cast, text: str, start: int, end: int, *, known_only: bool = False) -> None:
    name = re.sub(r"\s+", " ", text[start:end])
    person = people.find(name)
    if person is None:
        if known_only:
            return
        person = Person(name, start)
        people.people.append(person)
    elif len(name.split()) > len(person.name.split()) and looks_person(name):
        person.name = name
    elif known_only and name not in person.name:
        return
    person.mentions.append((start, end))
    if _FEMININE.search(text[max(0, start - 9) : start]):
        person.gender = "f"
    elif re.search(r"\bM\.[ \u00a0]+$", text[max(0, start - 5) : start]):
        person.gender = "m"


def _describe(person: Person, layout: Layout) -> None:
    """Read the roles that stand beside each mention of a person."""
    text = layout.text
    if person.gender == "?":
        person.gender = gender_of(person.name.split()[0])
    for start, end in person.mentions:
        sentence = layout.sentences[layout.sentence_of(start)] if layout.sentences else (0, len(text))
        role = _role_before(text, sentence[0], start) or _role_after(text, end, sentence[1])
        if role:
            person.roles.append(text[role[0] : role[1]])
            person.evidence.append(role)
        party = re.compile(r"[ \u00a0]*\(([^(),\d]{2,40})\)").match(text, end)
        if party and party.group(1)[:1].isupper() and person.organisation is None:
            person.organisation = party.group(1).strip()
    if person.gender == "?" and person.roles:
        person.gender = role_gender(person.roles[0])


def role_gender(role: str) -> Gender:
    """The gender a role phrase shows, by its article or ending."""
    head = heads(role)
    low = role.lower()
    if re.match(r"(?:la|une|cette|sa)\b|ancienne|première|nouvelle", low) or re.search(
        r"(?:trice|euse|ienne|ante|ée|ière|esse|ente)$", head
    ):
        return "f"
    if re.match(r"(?:le|un|ce|son)\b|ancien\b|premier\b|nouveau", low) or re.search(
        r"(?:teur|eur|ien|ant|er|ier|ent)$", head
    ):
        return "m"
    return "?"


def _role_before(text: str, low: int, start: int) -> Span | None:
    """« le ministre de l'Intérieur Gérald Blanc », « la maire de Nantes, Johanna Perrin »."""
    window = max(low, start - 160)
    before = text[window:start]
    best = None
    for match in _role_pattern().finditer(before):
        rest = before[match.end("role") :]
        if _one_phrase(rest):
            best = (window + match.start("role"), window + match.end("role") + len(rest.rstrip(" ,\u00a0")))
            break
    return best


def _one_phrase(rest: str) -> bool:
    """Whether what stands between a role's head and a name is the role's complement only."""
    stripped = rest.strip(" \u00a0")
    if not stripped or stripped == ",":
        return True
    if re.search(r"[.;:!?()«»]|\b(?:et|est|a|ont|qui|que|avec|pour|par|dont|contre|selon|après)\b", stripped):
        return False
    body = stripped.rstrip(",").strip()
    if "," in body or len(body.split()) > 12:
        return False
    # a name governed by « de » is the complement itself, not the person: « le porte-parole de Paul Morel »
    return not re.search(r"(?:\b(?:de|du|des|à|au|aux|la|le|l['’])|d['’])$", stripped)


def _role_after(text: str, end: int, high: int) -> Span | None:
    """« Paul Morel, président du club, … »"""
    match = re.compile(
        r"[ \u00a0]*(?:\([^()]*\)[ \u00a0]*)?,[ \u00a0]*(?:(?:le|la|l['’]|un|une|son|sa|qui est)[ \u00a0]*)?"
    ).match(text, end, high)
    if match is None:
        age = re.compile(r",[ \u00a0]*\d+[ \u00a0]+ans,[ \u00a0]*").match(text, end, high)
        match = age
    if match is None:
        return None
    if age := re.compile(r"\d+[ \u00a0]+ans[ \u00a0]*,[ \u00a0]*(?:(?:le|la|l['’]|un|une)[ \u00a0]*)?").match(
        text, match.end(), high
    ):
        match = age
    role = _role_pattern().match(text, match.end(), high)
    if role is None:
        return None
    stop = re.compile(
        r"[,.;:!?()«»\"“”]|\s+(?:qui|que|dont|et|a|est|ont|lors|dans|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|interrogée?|invitée?|à\s+l['’]AFP|au\s+micro)\b"
    ).search(text, role.end(), high)
    last = stop.start() if stop else high
    return role.start("role"), role.start("role") + len(text[role.start("role") : last].rstrip())
