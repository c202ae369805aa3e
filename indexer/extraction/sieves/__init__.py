"""The sieves: what was said, precise rules first. Each takes a passage and what is found already.

A sieve claims quoted stretches (pairs) so that a later, looser one leaves them alone; the docstring of
each gives the construct that it is for. `sift` is the door: nothing else is for other packages.
"""

from __future__ import annotations

from collections.abc import Callable

from indexer.extraction.mentions import subject_before
from indexer.extraction.passage import Passage
from indexer.extraction.sieves.according import according_to, as_they_see_it
from indexer.extraction.sieves.agents import agent
from indexer.extraction.sieves.as_said import as_said
from indexer.extraction.sieves.bare import bare_incise
from indexer.extraction.sieves.beside import incise_after_marks
from indexer.extraction.sieves.clauses import bare_infinitive, infinitive, that_clause
from indexer.extraction.sieves.colon import colon, colon_alone
from indexer.extraction.sieves.fragments import fragment
from indexer.extraction.sieves.free import free
from indexer.extraction.sieves.inside import inside
from indexer.extraction.sieves.judgements import attribute, judgement
from indexer.extraction.sieves.nested import nested
from indexer.extraction.sieves.predicates import predicate
from indexer.extraction.sieves.state import Sift, Subject
from indexer.extraction.sieves.taken_up import taken_up
from indexer.extraction.sieves.turns import dialogue, turns
from indexer.extraction.sieves.unclaimed import unclaimed
from indexer.extraction.sieves.within import incise_inside_marks
from indexer.extraction.values import Found

SIEVES: tuple[Callable[[Sift], None], ...] = (
    dialogue,
    incise_after_marks,
    colon,
    incise_inside_marks,
    that_clause,
    bare_infinitive,
    as_said,
    according_to,
    as_they_see_it,
    attribute,
    judgement,
    infinitive,
    colon_alone,
    bare_incise,
    taken_up,
    agent,
    fragment,
    predicate,
    free,
    unclaimed,
    nested,
    inside,
)


IN_TURNS: tuple[Callable[[Sift], None], ...] = (turns, colon, incise_after_marks, nested)
"""Inside an answer of an interview only what it quotes in marks is another quotation."""


def sift(passage: Passage, subject: Subject = subject_before) -> list[Found]:
    """The quotations of one passage, in order of their first span."""
    state = Sift(passage, subject)
    for sieve in IN_TURNS if passage.turn else SIEVES:
        sieve(state)
    return sorted(state.found, key=lambda found: found.spans[0])


__all__ = ["SIEVES", "Sift", "Subject", "sift"]
