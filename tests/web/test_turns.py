"""Answers are written in turn, and what is long holds nobody up."""

from __future__ import annotations

import msgspec
import pytest
from flask import Flask

from search.web import turns
from search.web.rendered import Rendered
from search.web.turns import Turns


class Counted(Turns):
    """Turns that say how often one was taken."""

    taken = 0

    def take(self):  # type: ignore[no-untyped-def]
        self.taken += 1
        return super().take()


def test_a_turn_ends_with_the_answer_and_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    own = Turns()
    with pytest.raises(KeyError), own.take():
        raise KeyError
    with own.take() as mine:
        assert mine
        with own.take() as another:
            assert not another, "two at a time, while the first is short"
    with own.take() as mine:
        assert mine, "who went on without a turn gave back another's"


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        ("/", 1),
        ("/search?q=accord", 1),
        ("/search/people", 1),
        ("/search/facets/source", 1),
        ("/speakers", 1),
        ("/api/v1/quotes?q=accord", 1),
        ("/search.jsonl", 0),  # an export lasts as long as its reader
        ("/extract", 0),
        ("/healthz", 0),
    ],
)
def test_what_is_short_is_answered_in_turn(app: Flask, path: str, taken: int) -> None:
    state, counted = app.extensions["verbatim"], Counted()
    app.extensions["verbatim"] = msgspec.structs.replace(state, turns=counted, rendered=Rendered(0))
    try:
        assert app.test_client().get(path).status_code == 200
    finally:
        app.extensions["verbatim"] = state
    assert counted.taken == taken


def test_a_page_comes_while_another_takes_long(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PATIENCE", 0.01)
    with app.extensions["verbatim"].turns.take():
        assert app.test_client().get("/search?q=accord&sort=oldest").status_code == 200
