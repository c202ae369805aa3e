"""Whom an article is speaking of at a description: « Luc Roy hésite. « … », confie l'ancien boxeur. »

French prose takes up whoever it has in view by a description that tells readers more of them, of which
nothing was said before. In view is who was named last as a subject, or spoke last, close before, when
nobody else of that gender has been named since.
"""

from __future__ import annotations

from collections.abc import Sequence

from indexer.extraction.cast import Scene
from indexer.extraction.person import Person
from indexer.extraction.phrases import Phrase
from indexer.extraction.who import Who

_SENTENCES = 2
"""Sentences back to where somebody in view was named."""


def in_view(
    scene: Scene, history: Sequence[Who], phrase: Phrase, gender: str, unnamed: int = -1
) -> Person | None:
    """The person in view where a description begins; None where there is nobody, or who is in doubt.

    `unnamed` is where somebody of that gender was spoken of last without a name.
    """
    layout, at = scene.layout, phrase.start
    near = [person for person in scene.near(at) if person.last_before(at) >= 0]
    told = [(where, person) for person in near if (where := person.last_before(at)) in person.subjects]
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
    others = (other for other in near if other is not person and fits(other.gender, gender))
    return None if any(other.last_before(at) > where for other in others) else person


def fits(gender: str, wanted: str) -> bool:
    """Whether two genders may be one, `?` for what is not known."""
    return gender == "?" or wanted == "?" or gender == wanted
