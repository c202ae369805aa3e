"""So many requests wait at once; those that come beside them are asked to come back, and hold nobody up."""

from __future__ import annotations

import pytest
from flask import Flask

from search.web.errors import BusyError
from search.web.limits import Crowd


def test_who_comes_while_there_is_no_room_is_refused(app: Flask) -> None:
    crowd = Crowd(2)
    came = [crowd.enter() for _ in range(3)]
    assert came == [True, True, False]
    answered = []
    for room in came:
        crowd.leave(room)
        answered.append(not _refused(crowd, app, "/search"))
    assert answered == came
    assert [crowd.enter() for _ in range(3)] == [True, True, False], "a turn makes room for one"


def test_those_who_were_refused_take_no_room(app: Flask) -> None:
    crowd = Crowd(1)
    first, *others = [crowd.enter() for _ in range(100)]
    assert (first, any(others)) == (True, False)
    crowd.leave(first)
    assert crowd.enter()


@pytest.mark.parametrize(("path", "refused"), [("/search", True), ("/", True), ("/healthz", False)])
def test_how_the_server_is_can_always_be_asked(app: Flask, path: str, refused: bool) -> None:
    crowd = Crowd(0)
    crowd.leave(crowd.enter())
    assert _refused(crowd, app, path) == refused


def _refused(crowd: Crowd, app: Flask, path: str) -> bool:
    with app.test_request_context(path):
        try:
            crowd.refuse()
        except BusyError:
            return True
        return False
