"""What descriptions elsewhere in an article tell of those who spoke: « le fondateur de Rivages a … »."""

from __future__ import annotations

from collections.abc import Container, Iterator

from indexer.extraction.affiliations import without_article
from indexer.extraction.antecedents import Resolver
from indexer.extraction.cast import Scene
from indexer.extraction.descriptions import NO_ROLE
from indexer.extraction.homes import home
from indexer.extraction.names import Proper
from indexer.extraction.person import Person, Role
from indexer.extraction.phrases import Phrase
from indexer.extraction.similar import belied, holds, likeness, renown
from indexer.extraction.who import as_person
from indexer.extraction.words import body_sort
from indexer.lexicon import word_class

_OFFICES = word_class("offices")
_DEFINITE = frozenset(["le", "la", "l'"])
_GOVERNED = frozenset([*_DEFINITE, "du", "au"])
_SAME = 2.0
_LEADING = 3
"""How often somebody must be named to be whom an article is about."""


def complete(resolver: Resolver) -> None:
    """Give the people who spoke without a role, or for nobody, what a description of them has."""
    speakers = list({id(who.person): who.person for who in resolver.history if who.person}.values())
    roleless = [p for p in speakers if not any(r.head not in NO_ROLE for r in p.roles)]
    bodiless = [p for p in speakers if as_person(p, 1.0).for_whom is None]
    if not roleless and not bodiless:
        return
    for speaker in roleless:
        speaker.roles.extend(_renowned(resolver, speaker) if speaker.known else ())
    for phrase in _descriptions(resolver):
        role = resolver.scene.role(phrase)
        least = 1.0 if phrase.complements else 0.4
        who = resolver.bearer(phrase, role, role.feminine, least=least)
        person = who.person if who else _protagonist(resolver, phrase, role)
        if person in roleless:
            person.roles.append(role)
        elif person in bodiless and role.organisation and _alike(resolver, phrase, role, person):
            person.bodies.append((role.organisation, role.span))
    for speaker in bodiless:
        who = as_person(speaker, 1.0)
        first = who.first_role
        if not speaker.known and who.for_whom is None and first and (body := home(resolver.scene, first)):
            speaker.bodies.append((body, first.span))


def _renowned(resolver: Resolver, person: Person) -> Iterator[Role]:
    """« les proches du chef de l'État »: what a public figure is known to be, where the article says it."""
    for phrase in _descriptions(resolver, _GOVERNED):
        role = resolver.scene.role(phrase)
        if renown(phrase, role, person.known, resolver.scene) is None or belied(role, person.known):
            continue
        others = (other for other in resolver.scene.near(phrase.start) if _rivals(other, person))
        if not any(_may_be(resolver, phrase, role, other) for other in others):
            yield role
            return


def _rivals(other: Person, person: Person) -> bool:
    """Whether an article speaks of one as much as of the other, or says what the one is."""
    return other is not person and (bool(other.roles) or len(other.mentions) >= len(person.mentions))


def _may_be(resolver: Resolver, phrase: Phrase, role: Role, person: Person) -> bool:
    """Whether a description fits somebody by what the article says or by what is known of them."""
    if (likeness(phrase, role, person.roles, resolver.scene) or 0) >= _SAME:
        return True
    return holds(role, person.known) and not belied(role, person.known)


def tell_kinds(resolver: Resolver) -> None:
    """Let every mention of a body have what the article calls it: « le groupe automobile X »."""
    told = {who.name: who.kind for who in resolver.history if who.kind and len(who.kind.split()) > 1}
    wanting = {who.name for who in resolver.history if who.type == "organisation" and who.name} - told.keys()
    for proper in resolver.scene.propers:
        name = resolver.scene.organisation(resolver.scene.text[proper.start : proper.end])
        if name in wanting and name not in told and (kind := _kind_beside(resolver.scene, proper)):
            told[name] = kind
    for who in resolver.history:
        if who.type == "organisation" and who.kind is None and who.name in told:
            who.kind = told[who.name]


def _kind_beside(scene: Scene, proper: Proper) -> str | None:
    """« le quotidien NAME », « NAME, une ONG »: what stands beside a body's name."""
    number = proper.first - 1
    before = next((p for p in scene.kinds_ending_at(number) if p.determiner), None)
    if before is not None:
        return without_article(scene.text[before.start : before.end])
    words = [word.low for word in scene.words[proper.last + 1 : proper.last + 3]]
    if words[:1] != [","] or words[-1] not in ("un", "une", "le", "la", "l'"):
        return None
    if proper.first and scene.words[proper.first - 1].low in _SOURCES and words[-1] not in ("un", "une"):
        return None  # « Selon NAME, la boutique … »
    after = scene.by_first.get(proper.last + 3)
    if after is None or body_sort(after.head) != "kind" or after.plural:
        return None
    return without_article(scene.text[after.start : after.end])


_SOURCES = frozenset(["selon", "pour", "après"])


def _alike(resolver: Resolver, phrase: Phrase, role: Role, person: Person) -> bool:
    """Whether somebody's first role is the one described, or another word for it."""
    alike = likeness(phrase, role, person.roles[:1], resolver.scene)
    return alike is not None and alike >= _SAME


def _descriptions(resolver: Resolver, determiners: Container[str] = _DEFINITE) -> Iterator[Phrase]:
    """The definite role phrases of the narrator that stand beside nobody's name."""
    scene = resolver.scene
    for phrase in scene.phrases:
        if phrase.sort != "role" or phrase.plural or phrase.determiner not in determiners:
            continue
        if phrase.at not in scene.attached and phrase.head not in NO_ROLE and scene.narrated(phrase.start):
            yield phrase


def _protagonist(resolver: Resolver, phrase: Phrase, role: Role) -> Person | None:
    """Whom an article is about, if a full description stands as a subject and fits nobody else."""
    scene = resolver.scene
    after = scene.words[phrase.last + 1 : phrase.last + 2]
    if not phrase.complements or phrase.head in _OFFICES or not (after and scene.verb(after[0].low)):
        return None
    alike = [p for p in scene.near(phrase.start) if role.feminine in ("?", p.gender)]
    alike.sort(key=lambda person: -len(person.mentions))
    if not alike or alike[0].first > phrase.start or len(alike[0].mentions) < _LEADING:
        return None
    rival = len(alike[1].mentions) if len(alike) > 1 else 0
    return alike[0] if len(alike[0].mentions) >= 2 * rival and not alike[0].roles else None
