"""Engines under test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from search_lab import Lab, fill

KINDS = ("reference", "whoosh")


@pytest.fixture(params=KINDS)
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], Lab]]:
    """Makes an empty index, in each of the engines."""
    labs: list[Lab] = []

    def one() -> Lab:
        labs.append(Lab(request.param, tmp_path / f"index{len(labs)}"))
        return labs[-1]

    yield one
    for lab in labs:
        lab.engine.close()


@pytest.fixture(scope="module", params=KINDS)
def press(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    """The small invented press, in each of the engines; not to be written to."""
    lab = fill(Lab(request.param, tmp_path_factory.mktemp("press") / "index"))
    yield lab
    lab.engine.close()
