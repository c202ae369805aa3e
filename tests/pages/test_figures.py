"""The page "About" never claims more than the floors of the tests hold, on the same samples."""

from __future__ import annotations

import tomllib
from pathlib import Path

from flask.testing import FlaskClient

from search.web.pages_texts import figures

FLOORS = tomllib.loads((Path(__file__).parents[1] / "floors.toml").read_text(encoding="utf-8"))
NAMES = {"found": "found", "attributed": "found and attributed", "organisation": "organisation"}


def test_no_figure_is_above_its_floor() -> None:
    told = figures()
    assert {
        kind: value for kind, value in told["found"].items() if value > FLOORS["recall_found"][kind]
    } == {}
    assert {n: v for n, v in told["f1"].items() if v > FLOORS["f1"][NAMES[n]]} == {}


def test_the_figures_are_on_the_page(client: FlaskClient) -> None:
    page = client.get("/about?lang=en").text
    assert all(f">{value}%<" in page for group in figures().values() for value in group.values())
