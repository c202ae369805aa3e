"""The smaller lists of the record: corrections, known people, identities, refusals, meta."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from kept import NOW

from corpus import UsageError
from corpus.record import CORRECTIONS, Correction, Known, Record
from corpus.record.lists import KEPT_REFUSALS


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.create(tmp_path / "record.sqlite") as made:
        yield made


@pytest.mark.parametrize("kind", CORRECTIONS)
def test_a_correction_is_kept_and_logged(record: Record, kind: str) -> None:
    given = Correction(kind=kind, target="awa-diop", values=("a-diop",), note="vu avec elle")  # type: ignore[arg-type]
    number = record.corrections.add(given, NOW)
    [kept] = record.corrections.all()
    assert (kept.kind, kept.target, kept.values, kept.note) == (kind, "awa-diop", ("a-diop",), "vu avec elle")
    assert (kept.id, kept.at, kept.undone_at) == (number, NOW, None)
    assert [(change.what, change.key) for change in record.changes()] == [("correct", str(number))]


def test_a_correction_is_taken_back_and_its_history_stays(record: Record) -> None:
    first = record.corrections.add(Correction(kind="rename", target="a", values=("Awa",)), NOW)
    second = record.corrections.add(Correction(kind="delist", target="b"), NOW)
    record.corrections.undo(first, NOW + 9)
    assert [kept.id for kept in record.corrections.all()] == [second]
    assert [kept.undone_at for kept in record.corrections.all(undone=True)] == [NOW + 9, None]
    assert len(list(record.changes())) == 3
    for number in (first, 99):
        with pytest.raises(UsageError, match=f"correction {number}"):
            record.corrections.undo(number)


@pytest.mark.parametrize(("kind", "target"), [("change", "a"), ("merge", "")])
def test_a_senseless_correction_is_refused(record: Record, kind: str, target: str) -> None:
    with pytest.raises(UsageError, match="correction"):
        record.corrections.add(Correction(kind=kind, target=target))  # type: ignore[arg-type]
    assert record.seq == 0


def test_known_people_are_replaced_whole(record: Record) -> None:
    first = [
        Known(name="Awa Diop", aliases=("A. Diop",), role="maire"),
        Known(name="CGT", type="organisation"),
    ]
    assert record.people.replace(first, NOW) == 2
    assert record.people.all() == first
    assert record.people.replace(iter([Known(name="Ali Ba")]), NOW) == 1
    assert [known.name for known in record.people.all()] == ["Ali Ba"]
    assert [change.what for change in record.changes()] == ["people", "people"]


def test_an_id_is_allotted_once(record: Record) -> None:
    allot = record.identities.allot
    assert allot({"Awa Diop": "awa-diop", "Ali Ba": "ali-ba"}) == {"Awa Diop": "awa-diop", "Ali Ba": "ali-ba"}
    assert allot({"Awa Diop (Dakar)": "awa-diop"}) == {"Awa Diop (Dakar)": "awa-diop-2"}
    assert allot({"Awa Diop": "autre", "Awa Diop (Pau)": "awa-diop"}) == {
        "Awa Diop": "awa-diop",
        "Awa Diop (Pau)": "awa-diop-3",
    }
    assert allot({"…": ""}) == {"…": "x"}
    assert len(record.identities.all()) == 5


def test_refusals_keep_the_newest(record: Record) -> None:
    record.refusals.add([("a.txt", "empty"), ("b.txt", "binary")], NOW)
    record.refusals.add([])
    assert list(record.refusals.all()) == [("a.txt", "empty", NOW), ("b.txt", "binary", NOW)]
    record.refusals.add([(f"{number}.txt", "empty") for number in range(KEPT_REFUSALS)], NOW + 1)
    kept = list(record.refusals.all())
    assert len(kept) == KEPT_REFUSALS
    assert kept[0][0] == "0.txt"


def test_meta(record: Record) -> None:
    assert record.meta("langue") is None
    record.set_meta("langue", "fr")
    record.set_meta("langue", "fr-CA")
    assert record.meta("langue") == "fr-CA"
