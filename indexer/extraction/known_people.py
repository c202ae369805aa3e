"""Public figures whom an article may call by an office that it never says beside their name."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from indexer.extraction.person import Role
from indexer.extraction.words import fold, role_noun, singular
from indexer.lexicon import rows


class Figure(NamedTuple):
    """What is generally known of a public figure."""

    gender: str
    roles: tuple[Role, ...]


@cache
def _lines() -> dict[str, tuple[str, str]]:
    return {_key(name): (gender, roles) for name, gender, roles in rows("known_people")}


def _key(name: str) -> str:
    return fold(name).replace("-", " ")


@lru_cache(4096)
def figure(name: str) -> Figure | None:
    """What is known of somebody by full name, None for who is no public figure.

    >>> known = figure("Angela Merkel")
    >>> (known.gender, known.roles[0].text) if known else None
    ('f', 'chancelière')
    """
    line = _lines().get(_key(name))
    if line is None:
        return None
    gender, roles = line
    return Figure(gender, tuple(_role(text, gender) for text in roles.split("|")))


def _role(text: str, gender: str) -> Role:
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())
    head = next((singular(word) for word in words if role_noun(word)), words[0])
    if head == "ministre" and words[0].startswith("premi"):
        head = "premier-ministre"
    return Role(text, None, (0, 0), head, gender)
