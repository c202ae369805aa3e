"""The record: articles in and out, what changed, what is gone, who may write."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from kept import NOW, RULES, article, put, quotes_of, state

from corpus import RecordError, Speaker
from corpus.ids import article_key, quote_ids
from corpus.readers import Refusal
from corpus.record import Change, Record, Retired

PORT = article("port", "« Les quais tiendront », dit Odile Faure. Le maire se tait.", title="Le port")
TRAM = article("tram", "« Rien n’est signé », dit Karim Belhadj. « On verra lundi », ajoute-t-il.")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.create(tmp_path / "record.sqlite") as made:
        yield made


# --- making, opening, locking -----------------------------------------------------------------------


def test_a_record_is_durable_and_closed_by_its_context(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    with Record.create(path) as made:
        put(made, PORT)
        pragmas = {name: made._ledger.value(f"PRAGMA {name}") for name in ("journal_mode", "synchronous")}
    assert pragmas == {"journal_mode": "wal", "synchronous": 2}
    with Record.open(path, readonly=True) as again:
        assert [kept.article for kept in again.articles()] == [PORT]
    assert [file.name for file in tmp_path.iterdir() if file.name.endswith(".new")] == []


def test_nothing_is_made_over_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    path.write_text("une lettre", encoding="utf-8")
    with pytest.raises(RecordError, match="already"):
        Record.create(path)
    assert path.read_text("utf-8") == "une lettre"


@pytest.mark.parametrize("readonly", [True, False])
def test_opening_never_makes_one(tmp_path: Path, readonly: bool) -> None:
    with pytest.raises(RecordError, match="verbatim index"):
        Record.open(tmp_path / "record.sqlite", readonly=readonly)
    assert list(tmp_path.iterdir()) == []


def test_another_file_or_format_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    sqlite3.connect(other).executescript("CREATE TABLE a (b); PRAGMA user_version = 1;")
    with pytest.raises(RecordError, match="not a record of Verbatim"):
        Record.open(other)
    path = tmp_path / "record.sqlite"
    Record.create(path).close()
    sqlite3.connect(path).execute("PRAGMA user_version = 99")
    with pytest.raises(RecordError, match="format 99"):
        Record.open(path)
    (tmp_path / "noise.sqlite").write_bytes(os.urandom(8192))
    with pytest.raises(RecordError, match="noise"):
        Record.open(tmp_path / "noise.sqlite")


def test_a_second_writer_is_told_who_writes(record: Record, tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=f"locked by pid {os.getpid()}"):
        Record.open(tmp_path / "record.sqlite", wait=0.1)
    put(record, PORT)
    with Record.open(tmp_path / "record.sqlite", readonly=True) as reader:
        assert len(state(reader)) == 1
        with pytest.raises(RecordError, match="reading only"):
            put(reader, TRAM)


def test_a_writer_waits_its_turn_and_a_killed_one_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "record.sqlite"
    Record.create(path).close()
    script = "import sys, time; from pathlib import Path; from corpus.record import Record\n"
    script += "Record.open(Path(sys.argv[1])); print('open', flush=True); time.sleep(float(sys.argv[2]))"
    for seconds, kill in (("0.4", False), ("60", True)):
        child = subprocess.Popen([sys.executable, "-c", script, path, seconds], stdout=subprocess.PIPE)
        assert child.stdout is not None
        assert child.stdout.readline() == b"open\n"
        if kill:
            child.kill()
        with Record.open(path, wait=20) as mine:
            put(mine, PORT)
        child.wait()
        child.stdout.close()


# --- articles ---------------------------------------------------------------------------------------


def test_what_is_put_comes_back(record: Record) -> None:
    seq = put(record, PORT, TRAM)
    kept = record.get(article_key(PORT))
    assert kept is not None
    assert (kept.article, list(kept.quotes)) == (PORT, quotes_of(PORT))
    assert (kept.extractor, kept.indexed_at, kept.seq) == (RULES, NOW, seq - 1)
    assert list(record.keys()) == [article_key(PORT), article_key(TRAM)]
    assert record.get("absent") is None
    second = quote_ids(TRAM, quotes_of(TRAM))[1]
    assert record.article_of(second) == (article_key(TRAM), 1)
    assert record.article_of("absent") is None


def test_putting_again_changes_nothing(record: Record) -> None:
    put(record, PORT, TRAM)
    before = (state(record), record.seq, list(record.changes()))
    put(record, TRAM, PORT, at=NOW + 9)
    assert (state(record), record.seq, list(record.changes())) == before
    assert record.known(PORT, RULES)
    assert not record.known(PORT, "règles-2")


def test_an_update_replaces_and_a_new_extraction_keeps_its_day(record: Record) -> None:
    put(record, PORT)
    put(record, PORT, rules="règles-2", at=NOW + 5)
    kept = record.get(article_key(PORT))
    assert kept is not None
    assert (kept.extractor, kept.indexed_at) == ("règles-2", NOW)
    newer = article("port", "« Les quais céderont », dit Odile Faure.")
    put(record, newer, at=NOW + 9)
    kept = record.get(article_key(PORT))
    assert kept is not None
    assert (kept.article, kept.indexed_at) == (newer, NOW + 9)
    assert len(state(record)) == 1


def test_a_quotation_found_later_or_otherwise_is_newer_than_its_article(record: Record) -> None:
    """Feeds and copies are told of these, and of no other: PRODUCT 32."""
    told, tram = quotes_of(TRAM), article_key(TRAM)
    otherwise = msgspec.structs.replace(told[0], speaker=Speaker(name="Ali Ba", type="person"))
    surer = msgspec.structs.replace(told[0], confidence=0.7, rule="autre", evidence=((0, 3),))
    readings = [  # what is found, and since when each of it is there
        ([told[0]], (NOW,)),
        ([surer, told[1]], (NOW, NOW + 1)),
        ([otherwise, told[1]], (NOW + 2, NOW + 1)),
        ([told[1]], (NOW + 1,)),
        (told, (NOW + 4, NOW + 1)),
    ]
    for number, (found, moments) in enumerate(readings):
        record.put_batch([(TRAM, found)], f"règles-{number}", NOW + number)
        kept = record.get(tram)
        assert kept is not None
        assert (list(kept.quotes), kept.moments, kept.indexed_at) == (found, moments, NOW)
        if number == 3:
            [gone] = record.retired()
            assert (gone.id, gone.at) == (quote_ids(TRAM, told)[0], NOW + 3)
    assert record.check().problems == ()


def test_a_correction_of_the_title_alone_is_an_update(record: Record) -> None:
    put(record, PORT)
    newer = article("port", PORT.text, title="Le port, corrigé")
    assert not record.known(newer, RULES)
    put(record, newer)
    assert state(record)[article_key(PORT)][0].title == "Le port, corrigé"


def test_one_id_in_two_collections_is_two_articles(record: Record) -> None:
    put(record, article("1", PORT.text, collection="a"), article("1", TRAM.text, collection="b"))
    assert len(state(record)) == 2


def test_what_is_removed_is_gone_and_may_come_back(record: Record) -> None:
    put(record, PORT, TRAM)
    key, ids = article_key(PORT), quote_ids(PORT, quotes_of(PORT))
    assert record.remove([key, "absent"], NOW + 1) == 1
    assert record.get(key) is None
    assert record.article_of(ids[0]) is None
    assert {(gone.id, gone.what, gone.moved_to) for gone in record.retired()} == {
        (key, "article", ""),
        (ids[0], "quote", ""),
    }
    put(record, PORT)
    assert list(record.retired()) == []
    assert record.get(key) is not None
    assert record.check().problems == ()


# --- what changed, what moved -----------------------------------------------------------------------


def test_of_several_changes_to_one_article_the_last_is_told(record: Record) -> None:
    first = put(record, PORT, TRAM)
    put(record, article("port", "« Les quais céderont »."))
    record.remove([article_key(TRAM)], NOW + 3)
    assert [(change.what, change.key) for change in record.changes()] == [
        ("put", article_key(PORT)),
        ("remove", article_key(TRAM)),
    ]
    assert [change.seq for change in record.changes(first)] == [first + 1, first + 2]
    assert list(record.changes(record.seq)) == []
    assert next(record.changes(first + 1)) == Change(first + 2, "remove", article_key(TRAM), NOW + 3)


@pytest.mark.parametrize(
    ("before", "after", "moves"),
    [
        ("Les quais du port tiendront", "Les quais du port tiendront bon", True),
        ("Les quais du port tiendront", "Les quais du bourg céderont", True),
        ("Les quais du port tiendront", "Le tramway attendra encore un peu", False),
    ],
    ids=["a word more", "half the words", "other words"],
)
def test_an_old_id_leads_to_the_quotation_that_overlaps(
    record: Record, before: str, after: str, moves: bool
) -> None:
    old, new = article("1", f"« {before} »."), article("1", f"« {after} ».")
    put(record, old)
    seq = put(record, new, at=NOW + 7)
    [old_id], [new_id] = quote_ids(old, quotes_of(old)), quote_ids(new, quotes_of(new))
    assert list(record.retired()) == [Retired(old_id, "quote", NOW + 7, new_id if moves else "")]
    assert list(record.retired(seq)) == []


def test_a_seq_is_never_given_twice(record: Record, tmp_path: Path) -> None:
    put(record, PORT)
    seq = put(record, TRAM)
    with record._ledger.transaction() as connection:
        connection.execute("DELETE FROM changes")
    record.close()
    with Record.open(tmp_path / "record.sqlite") as again:
        assert again.seq == seq
        assert put(again, article("3", "« Non ».")) == seq + 1


# --- one run ----------------------------------------------------------------------------------------


def test_a_run_lets_in_what_is_new(record: Record) -> None:
    put(record, PORT)
    run = record.run()
    assert run.admit(PORT, RULES) is None
    assert run.admit(PORT, "règles-2") is None, "the same article twice in one run"
    assert run.admit(TRAM, RULES) is TRAM
    clash = run.admit(article("tram", "Un autre texte."), RULES)
    assert isinstance(clash, Refusal)
    assert "two different articles" in clash.reason
    assert run.keys == {article_key(PORT), article_key(TRAM)}
    half = record.run().admit(article("x", "demi \ud83d"), RULES)
    assert isinstance(half, Refusal)
    assert "surrogates" in half.reason
