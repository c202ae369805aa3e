"""The embedded engine against the plain-Python one: random press, random changes, random questions.

Whoosh's statistics, and so ours, count deleted documents until they are merged away; the order by
relevance is therefore compared after `optimize`.
"""

from __future__ import annotations

import random
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from random_press import ENTITIES, article, assignments, request, today
from search_lab import Lab
from search_lab import article as article_of

from search import whoosh
from search.values import Answer, Hit, SearchRequest

CHANCES = st.randoms(use_true_random=False, note_method_calls=False)
QUICK = {
    "deadline": None,
    "suppress_health_check": list(HealthCheck),
    "phases": (Phase.explicit, Phase.reuse, Phase.generate),  # shrinking a story takes minutes
}
FEW = settings(max_examples=40, **QUICK)  # type: ignore[arg-type]
MANY = settings(max_examples=1000, **QUICK)  # type: ignore[arg-type]


class Both:
    """The same commits in both engines."""

    def __init__(self, folder: Path) -> None:
        self.labs = (Lab("reference", folder), Lab("whoosh", folder))

    def change(self, chance: random.Random, keys: list[str]) -> None:
        """One random commit."""
        gone = [key for key in keys if chance.random() < 0.15]
        put = {key: article(key, chance) for key in keys if key not in gone and chance.random() < 0.5}
        ids = sorted({q.id for quotes in put.values() for q in quotes} | self.ids())
        changed = assignments(ids, chance) if ids else {}
        for lab in self.labs:
            writer = lab.writer()
            writer.remove(gone, at=today())
            for key, quotes in put.items():
                writer.add(article_of(key, quotes, source="Le Phare"), quotes)
            writer.assign(ENTITIES, changed)
            writer.commit(1)
            writer.cancel()
            lab.reopen()

    def ids(self) -> set[str]:
        """The documents there are."""
        return set(self.labs[0].engine.state.documents)  # type: ignore[attr-defined]

    def optimize(self) -> None:
        """Merge all segments, so that nothing deleted is left."""
        whoosh.optimize(self.labs[1].folder)
        self.labs[1].reopen()

    def close(self) -> None:
        """Let go."""
        self.labs[1].engine.close()


def told(found: tuple[int, tuple[Hit, ...]]) -> tuple[int, list[str]]:
    """A total with the ids of what was found."""
    return found[0], [hit.document.id for hit in found[1]]


def plain(answer: Answer) -> dict[str, object]:
    """An answer without what engines may differ in: cursors, the number of the generation."""
    return msgspec.to_builtins(msgspec.structs.replace(answer, next=None, generation=0))  # type: ignore[no-any-return]


def compare(both: Both, asked: SearchRequest, *, merged: bool) -> None:
    """Same totals, groups, facets, pages, months."""
    wanted, found = (lab.engine.search(asked) for lab in both.labs)
    if asked.sort == "relevance" and not merged:
        wanted, found = (msgspec.structs.replace(each, items=()) for each in (wanted, found))
    elif not merged:
        wanted, found = (_unscored(each) for each in (wanted, found))
    assert plain(found) == plain(wanted), asked
    assert (found.next is None) == (wanted.next is None)
    months = [lab.engine.timeline(asked) for lab in both.labs]
    assert months[1] == months[0], asked
    who = [lab.engine.speakers_of(asked) for lab in both.labs]
    assert who[1] == who[0], asked


def _unscored(answer: Answer) -> Answer:
    items = tuple(msgspec.structs.replace(hit, score=0.0) for hit in answer.items)
    return msgspec.structs.replace(answer, items=items)


def compare_all(both: Both, chance: random.Random, *, questions: int, merged: bool) -> None:
    """Everything the engines say."""
    for _ in range(questions):
        compare(both, request(chance), merged=merged)
    one, two = (lab.engine for lab in both.labs)
    assert two.counts() == one.counts()
    assert two.sources() == one.sources()
    gone = [sorted((d.id, d.moved_to) for d in engine.deletions()) for engine in (one, two)]
    assert gone[1] == gone[0]
    for entity in ENTITIES:
        assert two.entity(entity.id) == one.entity(entity.id)
        assert told(two.perhaps(entity.id)) == told(one.perhaps(entity.id))
    for kind in ("speaker", "organisation"):
        for sort in ("count", "name"):
            assert two.entities(kind, sort=sort) == one.entities(kind, sort=sort)
    for prefix in ("car", "ros", "rosse", "caradek", "un r", "zzz"):
        assert two.suggest(prefix) == one.suggest(prefix)
    for id_ in sorted(both.ids()):
        assert [hit.document.id for hit in two.occurrences(id_)] == [
            hit.document.id for hit in one.occurrences(id_)
        ]
        assert _group(two.quote(id_)) == _group(one.quote(id_))


def _group(found: object) -> object:
    return getattr(found, "assignment", None)


def story(chance: random.Random, folder: Path, questions: int) -> None:
    """Several commits, questions after each, and again after a merge."""
    both = Both(folder)
    try:
        keys = [f"a{n}" for n in range(chance.choice((3, 8)))]
        for _ in range(chance.choice((1, 2, 3))):
            both.change(chance, keys)
        compare_all(both, chance, questions=questions, merged=False)
        both.optimize()
        compare_all(both, chance, questions=questions, merged=True)
        assert whoosh.verify(folder) == []
    finally:
        both.close()


@FEW
@given(chance=CHANCES)
def test_both_engines_say_the_same(tmp_path_factory: pytest.TempPathFactory, chance: random.Random) -> None:
    story(chance, tmp_path_factory.mktemp("story") / "index", 20)


@pytest.mark.slow
@MANY
@given(chance=CHANCES)
def test_both_engines_say_the_same_a_thousand_times(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random
) -> None:
    story(chance, tmp_path_factory.mktemp("story") / "index", 40)
