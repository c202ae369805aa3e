"""The judged pairs of names: of those taken for one, 98 in 100 are; of those that are one, 92 are taken so.

The floors are those of what the code reaches, pinned: a pair lost is seen at once.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from corpus import PartialDate
from indexer.reprints import Printing, again, words_of
from tests.indexer.people_helpers import House, article, ids, quick_folder

FOLDER = Path(__file__).parent.parent / "identity_pairs"
PRECISION, RECALL = 0.98, 0.98
REPRINTS_F1 = 0.98


def pairs(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["pair"]
    return found


def is_one(house: House, pair: dict[str, Any]) -> bool:
    """Whether a record of two articles, one of each side, gives both to one entity."""
    sides = [pair["a"], pair["b"]]
    house.put(article(side, number) for number, side in enumerate(sides))
    told = house.update()
    one, other = (told.changed[id_].speaker for id_ in ids(sides))
    return one is not None and one == other


def test_two_names_are_one_person_or_body_as_a_librarian_would_say() -> None:
    right = wrong = missed = 0
    faults = []
    for pair in pairs("pairs.toml"):
        with quick_folder() as folder:
            taken, same = is_one(House(folder / "data"), pair), pair["answer"] == "same"
        right, wrong, missed = right + (taken and same), wrong + (taken > same), missed + (taken < same)
        if taken != same:
            faults.append(f"{pair['family']}: {pair['a']['name']} / {pair['b']['name']} are {pair['answer']}")
    assert right / (right + wrong) >= PRECISION, faults
    assert right / (right + missed) >= RECALL, faults


def test_two_printings_are_one_quotation() -> None:
    right = wrong = missed = 0
    faults = []
    for number, pair in enumerate(pairs("reprints.toml")):
        taken = again(*(printing(pair[side], side) for side in ("a", "b")))
        same = pair["answer"] == "same"
        right, wrong, missed = right + (taken and same), wrong + (taken > same), missed + (taken < same)
        if taken != same:
            faults.append(f"{number} {pair['family']}: {pair['a']['text']}")
    assert 2 * right / (2 * right + wrong + missed) >= REPRINTS_F1, faults


def printing(side: dict[str, str], id_: str) -> Printing:
    date = PartialDate.parse(side["date"])
    return Printing(
        id_, words_of(side["text"]), side["speaker"], date.first.toordinal(), date.last.toordinal()
    )
