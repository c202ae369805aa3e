"""The record against a dictionary: any sequence of steps leaves both the same (C4)."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from kept import NOW, article, put, quotes_of

from corpus import Article
from corpus.ids import article_key, quote_ids
from corpus.record import Record
from corpus.record.ledger import Ledger

SAYINGS = (
    "Les quais du port tiendront",
    "Les quais du port tiendront bon cet hiver",
    "Oui",
    "Le tramway attendra encore un peu",
    "Mon dossier ne regarde que moi seule",
)
NAMES = ("a", "b", "c", "d")
TEXTS = st.lists(st.sampled_from(SAYINGS), min_size=1, max_size=3).map(
    lambda said: "\n\n".join(f"« {words} », dit Odile Faure." for words in said)
)
ARTICLES = st.builds(article, st.sampled_from(NAMES), TEXTS)


MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where the records lie: what is tested here is not the disk."""


class Failpoint(Exception):  # a signal of the test, not an error
    """The write that was made to fail."""


class Model(RuleBasedStateMachine):
    """`kept` is what the record must hold: key → article as last put."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.path = self.folder / "record.sqlite"
        self.record = Record.create(self.path)
        self.kept: dict[str, Article] = {}
        self.buried: set[str] = set()
        self.texts: set[str] = set()
        self.seen = 0
        self.followed: dict[str, Article] = {}

    def teardown(self) -> None:
        self.record.close()
        shutil.rmtree(self.folder)

    def lets_in(self, given: Article) -> bool:
        return article_key(given) not in self.buried and given.text not in self.texts

    @rule(articles=st.lists(ARTICLES, max_size=4))
    def put(self, articles: list[Article]) -> None:
        before = self.record.seq
        put(self.record, *articles)
        old = dict(self.kept)
        for given in articles:
            if self.lets_in(given):
                self.kept[article_key(given)] = given
        assert self.record.seq - before <= len(articles)
        assert (self.record.seq == before) <= (self.kept == old)

    @rule(articles=st.lists(ARTICLES, min_size=1, max_size=3), lets=st.integers(0, 9))
    def put_fails(self, articles: list[Article], lets: int) -> None:
        real, left = Ledger.many, [lets]

        def failing(*arguments: object) -> None:
            left[0] -= 1
            if left[0] < 0:
                raise Failpoint
            real(*arguments)  # type: ignore[arg-type]

        Ledger.many = failing  # type: ignore[method-assign,assignment]
        try:
            put(self.record, *articles)
        except Failpoint:
            return
        finally:
            Ledger.many = real  # type: ignore[method-assign]
        for given in articles:
            if self.lets_in(given):
                self.kept[article_key(given)] = given

    @rule(names=st.lists(st.sampled_from(NAMES), max_size=3))
    def remove(self, names: list[str]) -> None:
        keys = [article_key(article(name, "")) for name in names]
        assert self.record.remove(keys, NOW) == len(set(keys) & set(self.kept))
        for key in keys:
            self.kept.pop(key, None)

    @precondition(lambda self: self.kept)
    @rule(data=st.data())
    def forget(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.kept)))
        self.record.forget(articles=[key], at=NOW)
        gone = self.kept.pop(key)
        self.buried.add(key)
        self.texts.add(gone.text)

    @rule()
    def reopen(self) -> None:
        self.record.close()
        self.record = Record.open(self.path)

    @rule()
    def follow(self) -> None:
        """What an index does: apply the changes since the last look."""
        for change in self.record.changes(self.seen):
            assert change.seq > self.seen
            self.seen = change.seq
            if change.what == "remove":
                self.followed.pop(change.key, None)
            elif kept := self.record.get(change.key):
                self.followed[change.key] = kept.article
        assert self.seen == self.record.seq
        assert self.followed == self.kept

    @invariant()
    def the_same(self) -> None:
        held = {kept.key: kept for kept in self.record.articles()}
        assert {key: kept.article for key, kept in held.items()} == self.kept
        assert set(self.record.keys()) == set(self.kept)
        ids = set()
        for kept in held.values():
            assert list(kept.quotes) == quotes_of(kept.article)
            for place, id_ in enumerate(quote_ids(kept.article, kept.quotes)):
                assert self.record.article_of(id_) == (kept.key, place)
                ids.add(id_)
        retired = {gone.id: gone for gone in self.record.retired()}
        assert not retired.keys() & ids
        assert not retired.keys() & held.keys()
        assert self.buried <= retired.keys()

    @invariant()
    def sound(self) -> None:
        health = self.record.check()
        assert health.problems == ()
        assert health.articles == len(self.kept)


def check(sequences: int, steps: int) -> None:
    run_state_machine_as_test(
        Model,
        settings=settings(
            max_examples=sequences,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )


def test_any_sequence_of_steps() -> None:
    check(40, 30)


@pytest.mark.slow
def test_two_thousand_sequences_of_fifty_steps() -> None:
    check(2_000, 50)
