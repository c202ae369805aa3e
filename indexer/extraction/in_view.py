"""Whom an article is speaking of at a description: « Luc Roy hésite. « … », confie l'ancien boxeur. »

French prose takes up whoever it has in view by a description that tells readers more of them, of which
nothing was said before. In view is who was named last as a subject, or spoke last, close before, when
nobody else of that gender has been named since.
"""

from __future__ import annotations

from collections.abc import Sequence

from corpus import Span
from indexer.extraction.cast import Scene
from indexer.extraction.person import Person
from indexer.extraction.phrases import Phrase
from indexer.extraction.who import Who

_SENTENCES = 2
"""Sentences back to where somebody in view was named."""


def in_view(
    scene: Scene, history: Sequence[Who], phrase: Phrase, gender: str, unnamed: int, said: Sequence[Span] = ()
) -> Person | None:
    """The person in view where a description begins; None where there is nobody, or who is in doubt.

    `unnamed` is where somebody of that gender was spoken of last without a name; `said` are the spans of the
    words said lately, in which it is not the narrator who names.
    """
    layout, at = scene.layout, phrase.start
    near = [(person, told_last(person, at, said)) for person in scene.near(at)]
    latest = max((where for _, where in near), default=-1)
    told = [
        (where, person)
        for person, where in near
        if where in person.subjects or (where == latest and _presented(scene, near, where))
    ]
    spoke = next((who for who in reversed(history) if who.at < at), None)
    if spoke is not None and spoke.person is not None:
        told.append((spoke.at, spoke.person))
    where, person = max(told, key=lambda pair: pair[0], default=(-1, None))
    if person is None or not fits(person.gender, gender) or (spoke is not None and spoke.at > where):
        return None
    apart = layout.sentence_of(at) - layout.sentence_of(where)
    if unnamed > where or apart > _SENTENCES or layout.paragraph_of(at) - layout.paragraph_of(where) > 1:
        return None
    if apart == 0 and ":" not in layout.mask[where:at]:
        return None  # « Luc Roy a tort, répond le maire », but « Luc Roy tranche : « … », dit le maire »
    others = (last for other, last in near if other is not person and fits(other.gender, gender))
    return None if any(last > where for last in others) else person


def _presented(scene: Scene, near: Sequence[tuple[Person, int]], where: int) -> bool:
    """« Dans cette liste, on compte aussi Luc Roy. »: the one name of a sentence, which it ends with."""
    if where < 0:
        return False
    layout = scene.layout
    start, end = layout.sentences[layout.sentence_of(where)]
    if any(start <= other < end and other != where for _, other in near):
        return False
    name = scene.names.get(scene.number_at(where))
    before = scene.words[name.first - 1].low if name and name.first else ""
    return name is not None and not layout.mask[name.end : end].strip(" .!\n") and before not in _GOVERNED


_GOVERNED = frozenset(
    ["de", "d'", "du", "des", "à", "au", "avec", "par", "pour", "contre", "chez", "sur", "selon"]
)


def told_last(person: Person, at: int, said: Sequence[Span]) -> int:
    """Where the narrator named somebody last before an offset, outside the words said; -1 for nowhere."""
    where = person.last_before(at)
    while where >= 0 and (inside := next((span for span in said if span[0] <= where < span[1]), None)):
        where = person.last_before(inside[0])
    return where


def fits(gender: str, wanted: str) -> bool:
    """Whether two genders may be one, `?` for what is not known."""
    return gender == "?" or wanted == "?" or gender == wanted
