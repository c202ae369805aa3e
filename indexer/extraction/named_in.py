"""The people whom a mention names itself, not those that « de » governs in it."""

from __future__ import annotations

from indexer.extraction.cast import Scene
from indexer.extraction.person import Person
from indexer.extraction.words import role_noun
from indexer.lexicon import word_class

_GOVERNING = word_class("governing")
_CIVILITIES = word_class("civilities")
_BEFORE = word_class("before")


def named_in(scene: Scene, first: int, last: int) -> list[Person]:
    """The people whom a mention names itself, not those that « de » governs in it."""
    found = []
    number = first
    while number <= last:
        name = scene.names.get(number)
        person = scene.of_name.get(number)
        if name and person and not _governed(scene, first, number):
            found.append(person)
        number = name.last + 1 if name else number + 1
    if not found:  # the mention begins inside a name: « Parisien » of « Le Parisien »
        for start in range(max(0, first - 3), first):
            name = scene.names.get(start)
            if name and name.last >= first and start in scene.of_name:
                return [scene.of_name[start]]
    return found


def _governed(scene: Scene, first: int, number: int) -> bool:
    before = number - 1
    if before >= first and scene.words[before].low in _CIVILITIES:  # « l'entourage de M. Morel »
        before -= 1
    if before < first:
        return False
    low = scene.words[before].low
    if low in ("et", ",") and before - 1 >= first:  # « le fils de Paul Morel et Anne Roy »
        earlier = scene.by_last_word.get(before - 1)
        return (
            earlier is not None
            and earlier.first in scene.of_name  # « le maire de Lens et Anne Roy » are two
            and _governed(scene, first, earlier.first)
        )
    while before > first and (role_noun(low) or low in _BEFORE) and scene.words[before].text[0].islower():
        before -= 1  # « la fiancée du journaliste Paul Morel », « la mère de la petite Ève »
        low = scene.words[before].low
    if low in ("le", "la", "l'") and before - 1 >= first:
        before -= 1
        low = scene.words[before].low
    return low in _GOVERNING
