"""The body of those whose role names none: « le directeur », « la capitaine », « un ouvrier »."""

from __future__ import annotations

from functools import cache

from indexer.extraction.called import Called
from indexer.extraction.cast import Scene
from indexer.extraction.meant import nearness
from indexer.extraction.person import Role
from indexer.extraction.similar import masculine
from indexer.lexicon import rows

_ANY = "?"
"""Among what a role may be of: bodies of which nothing tells what they are."""
_LEAST = -0.9
"""Below this score, a sum of kind, prominence and distance, nobody is given a body."""


def home(scene: Scene, role: Role) -> str | None:
    """The body that somebody in a bare role is of, by what the article names before it.

    None for a role that is of no body, or that tells more of itself (« directeur de l'usine »).
    """
    phrase = scene.by_first.get(scene.number_at(role.span[0]))
    if phrase is None or phrase.complements or phrase.determiner not in _BARE:
        return None
    kinds = _kinds(role)
    fits = [
        (score, called)
        for called in scene.called.values()
        if (score := _fit(called, kinds)) is not None and called.mentions[0] < role.span[0]
    ]
    scored = [(score + nearness(scene, called, role.span[0]), called.name) for score, called in fits]
    best = max(scored, default=None)
    return best[1] if best and best[0] > _LEAST else None


def _fit(called: Called, kinds: frozenset[str]) -> float | None:
    """How well a body suits a role's kinds; None where it is something else."""
    if kinds & (called.told | called.kinds):
        return 0.5 if called.name[0].isupper() or " " in called.name else None
    if _ANY in kinds and not called.kinds and len(called.mentions) > 1:
        return 0.0
    return None


_BARE = frozenset(["le", "la", "l'", "un", "une", ""])


def _kinds(role: Role) -> frozenset[str]:
    """What the body of a role may be, by its noun; empty for roles that are of no body."""
    noun = role.head if role.head in _homes() else masculine(role.head)
    general = noun == "directeur" and role.text.lower().endswith(("général", "générale"))
    return _homes().get("directeur-général" if general else noun, frozenset())


@cache
def _homes() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in rows("homes")}
