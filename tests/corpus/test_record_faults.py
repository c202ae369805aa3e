"""What goes wrong around the record: calls that fail, full disks, kills, damage; all or nothing each time."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from kept import NOW, article, put, state

from corpus import Article, RecordError
from corpus.ids import article_key
from corpus.record import Correction, Known, Record, replace, restore
from corpus.record.ledger import Ledger
from corpus.record.sums import SUMMED


def many(count: int, words: str = "Le port rouvre") -> list[Article]:
    return [
        article(
            f"a{n}", f"« {words} numéro {n} », dit Odile Faure. « Non », ajoute-t-on.", title=f"Titre {n}"
        )
        for n in range(count)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "kept" / "record.sqlite"
    made.parent.mkdir()
    Record.create(made).close()
    return made


# --- the n-th call fails, for every n ---------------------------------------------------------------


class Failing:
    """Lets n calls through, then fails as a disk does."""

    def __init__(self, lets: int) -> None:
        self.left = lets

    def __call__(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            self.left -= 1
            if self.left < 0:
                raise sqlite3.OperationalError("disk I/O error")
            return real(*args, **options)

        return call


ACTIONS: dict[str, Callable[[Record], object]] = {
    "put": lambda record: put(record, *many(3, "Un autre texte"), article("neuf", "« Oui ».")),
    "remove": lambda record: record.remove([article_key(given) for given in many(2)], NOW),
    "forget an article": lambda record: record.forget(articles=[article_key(many(1)[0])], at=NOW),
    "forget a quotation": lambda record: record.forget(
        quotes=[record._ledger.value("SELECT min(id) FROM quotes")], names=["Odile Faure"], at=NOW
    ),
    "correct": lambda record: record.corrections.add(
        Correction(kind="rename", target="a", values=("b",)), NOW
    ),
    "people": lambda record: record.people.replace([Known(name="Awa Diop"), Known(name="Ali Ba")], NOW),
    "identities": lambda record: record.identities.allot({"Awa Diop": "awa-diop", "Ali Ba": "ali-ba"}, NOW),
    "refusals": lambda record: record.refusals.add([("a.txt", "empty")], NOW),
}


def everything(record: Record) -> list[Any]:
    """Every row of every table."""
    return [record._ledger.rows(f"SELECT * FROM {name} ORDER BY 1, 2") for name in (*SUMMED, "sums")]


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS.keys())
def test_a_failing_write_leaves_all_or_nothing(
    action: Callable[[Record], object], path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fail the first write, the second, … until none fails; the record is as before, and works again."""
    with Record.open(path) as record:
        put(record, *many(3))
        before = everything(record)
        for lets in range(200):
            with monkeypatch.context() as patched:
                patched.setattr(Ledger, "many", Failing(lets)(Ledger.many))
                try:
                    action(record)
                except (RecordError, sqlite3.Error):
                    pass
                else:
                    break
            assert everything(record) == before, f"write {lets}"
            assert record.check().problems == ()
        assert everything(record) != before
        assert record.check().problems == ()


def test_a_full_disk_refuses_the_batch_and_recovers(path: Path) -> None:
    with Record.open(path) as record:
        put(record, *many(3))
        before = state(record)
        pages = record._ledger.value("PRAGMA page_count")
        record._ledger.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(RecordError, match=r"disk is full.*nothing of this batch was kept"):
            put(record, *many(500, "Un autre texte"))
        assert state(record) == before
        record._ledger.connection.execute("PRAGMA max_page_count = 1000000")
        put(record, *many(500, "Un autre texte"))
        assert len(state(record)) == 500
        assert record.check().problems == ()


LIMITED = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
from test_record_faults import many
from kept import put
from corpus import RecordError
from corpus.record import Record
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
try:
    with Record.open(Path(sys.argv[1])) as record:
        for number in range(60):
            put(record, *many(20, f"Texte {number}"))
            print(number, flush=True)
except RecordError as error:
    print("refused", error)
"""


def in_child(script: str, *arguments: object, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120, **options)


@pytest.mark.parametrize("limit", [60_000, 200_000, 333_333])
def test_writes_that_the_system_refuses_are_told(path: Path, limit: int) -> None:
    """RLIMIT_FSIZE makes real write() calls fail, in the log (WAL) or in the file."""
    done = in_child(LIMITED, path, limit, Path(__file__).parent)
    assert done.returncode == 0, done.stderr
    *acknowledged, last = done.stdout.splitlines()
    assert last.startswith("refused"), done.stdout
    with Record.open(path) as record:
        assert record.check().problems == ()
        texts = {kept.article.text for kept in record.articles()}
        if acknowledged:
            assert f"Texte {acknowledged[-1]} " in next(iter(texts))
        assert len({text.split(" numéro")[0] for text in texts}) <= 1, "half a batch"
        put(record, *many(2))


# --- killed -----------------------------------------------------------------------------------------

WRITING = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_record_faults import many
from kept import put
from corpus.record import Record
with Record.open(Path(sys.argv[1]), wait=20) as record:
    number = int(sys.argv[3])
    while True:
        put(record, *many(10, f"Texte {number:06}"))
        print(number, flush=True)
        number += 1
"""


def check_kills(path: Path, times: int) -> None:
    """Kill a writer at random moments: what it acknowledged is there, no batch is half there."""
    chance = random.Random(4)
    acknowledged = -1
    for _ in range(times):
        command = [sys.executable, "-c", WRITING, path, Path(__file__).parent, str(acknowledged + 1)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert child.stdout is not None
        # how long a process takes to begin depends on the machine: its first word is waited for
        acknowledged = int(child.stdout.readline())
        timer = threading.Timer(chance.random() * 0.6, child.kill)
        timer.start()
        for line in child.stdout:
            acknowledged = int(line)
        child.stdout.close()
        assert child.wait() == -signal.SIGKILL
        timer.join()
        with Record.open(path) as record:
            assert record.check().problems == ()
            numbers = {kept.article.text.split()[2] for kept in record.articles()}
            assert len(numbers) <= 1, "half a batch"
            if acknowledged >= 0:
                assert int(numbers.pop()) in (acknowledged, acknowledged + 1)
    assert acknowledged >= times - 1


def test_a_killed_writer_loses_nothing_acknowledged(path: Path) -> None:
    check_kills(path, 3)


@pytest.mark.slow
def test_forty_kills(path: Path) -> None:
    check_kills(path, 40)


def test_a_record_half_made_is_none(tmp_path: Path) -> None:
    """Killed while it is being made, a record is not there, and making it again works."""
    path = tmp_path / "record.sqlite"
    script = "import os, sys; from pathlib import Path; from corpus.record import connection\n"
    script += "os.link = lambda *_: os.kill(os.getpid(), 9); connection.create(Path(sys.argv[1]))"
    assert in_child(script, path).returncode == -signal.SIGKILL
    assert not path.exists()
    with Record.create(path) as record:
        put(record, *many(1))


# --- damage -----------------------------------------------------------------------------------------


def damage_is_found(path: Path, cases: int) -> tuple[int, int]:
    """(found, harmless) of so many single bits flipped; none may change an answer unseen."""
    with Record.open(path) as record:
        put(record, *many(40))
        put(record, *many(10, "Un autre texte"))
        record.remove([article_key(given) for given in many(40)[30:]], NOW)
        record.forget(quotes=[record._ledger.value("SELECT min(id) FROM quotes")], at=NOW)
        record.corrections.add(Correction(kind="rename", target="a", values=("b",), note="vu"), NOW)
        record.people.replace([Known(name=f"Awa Diop {n}", role="maire") for n in range(40)], NOW)
        record.identities.allot({f"Awa Diop {n}": "awa-diop" for n in range(40)}, NOW)
        record.refusals.add([(f"{n}.txt", "empty") for n in range(40)], NOW)
        expected = everything(record)
        assert record.check().problems == ()
    whole = path.read_bytes()
    chance = random.Random(7)
    copy = path.with_name("damaged.sqlite")
    found = harmless = 0
    for _ in range(cases):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        copy.write_bytes(data)
        try:
            with Record.open(copy, readonly=True) as record:
                if record.check().problems:
                    found += 1
                    continue
                assert everything(record) == expected
                harmless += 1
        except RecordError:
            found += 1
        finally:
            for file in copy.parent.glob("damaged.sqlite*"):
                file.unlink()
    return found, harmless


def test_a_flipped_bit_is_found_or_changes_nothing(path: Path) -> None:
    found, _ = damage_is_found(path, 150)
    assert found > 20


@pytest.mark.slow
def test_two_thousand_flipped_bits(path: Path) -> None:
    found, harmless = damage_is_found(path, 2_000)
    assert found + harmless == 2_000


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE articles SET article = zeroblob(40) WHERE number = 2", "not what was written"),
        ("UPDATE articles SET quotes = zeroblob(4) WHERE number = 2", "not what was written"),
        ("DELETE FROM quotes WHERE article = (SELECT key FROM articles WHERE number = 1)", "0 listed"),
        ("DELETE FROM articles WHERE number = 1", "not there"),
        ("UPDATE articles SET seq = 999", "ends at"),
    ],
)
def test_tables_that_do_not_agree_are_found(path: Path, sql: str, said: str) -> None:
    with Record.open(path) as record:
        put(record, *many(3))
        record._ledger.connection.execute(sql)
        [*problems] = record.check().problems
    assert any(said in problem for problem in problems), problems


@pytest.mark.parametrize("keeps", [0, 100, 4096, 0.5, 0.99])
def test_a_truncated_file_is_found(path: Path, keeps: float) -> None:
    with Record.open(path) as record:
        put(record, *many(40))
    data = path.read_bytes()
    path.write_bytes(data[: int(keeps * len(data)) if keeps < 1 else int(keeps)])
    with contextlib.suppress(RecordError), Record.open(path, readonly=True) as record:
        assert record.check().problems


# --- backup and restore -----------------------------------------------------------------------------


@pytest.fixture
def writing(path: Path) -> Iterator[Path]:
    """A record that another process keeps writing to."""
    command = [sys.executable, "-c", WRITING, path, Path(__file__).parent, "0"]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None
    child.stdout.readline()
    yield path
    child.kill()
    child.wait()
    child.stdout.close()


def test_a_backup_while_it_is_written_is_one_moment_of_it(writing: Path, tmp_path: Path) -> None:
    for number in range(3):
        target = tmp_path / f"backup-{number}.sqlite"
        with Record.open(writing, readonly=True) as reader:
            reader.backup(target)
        restored = tmp_path / f"restored-{number}.sqlite"
        restore(target, restored)
        with Record.open(restored) as record:
            assert record.check().problems == ()
            assert len({kept.article.text.split()[2] for kept in record.articles()}) == 1
            assert len(state(record)) == 10


def test_a_restored_record_is_the_same_and_goes_on(path: Path, tmp_path: Path) -> None:
    with Record.open(path) as record:
        seq = put(record, *many(5))
        record.identities.allot({"Awa Diop": "awa-diop"})
        before = everything(record)
        record.backup(tmp_path / "backup.sqlite")
    assert sorted(file.name for file in tmp_path.iterdir()) == ["backup.sqlite", "kept"]
    shutil.rmtree(path.parent)
    path.parent.mkdir()
    restore(tmp_path / "backup.sqlite", path)
    with Record.open(path) as record:
        assert everything(record) == before
        assert put(record, article("neuf", "« Oui ».")) == seq + 1


def test_a_backup_goes_over_nothing(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.sqlite"
    target.write_text("une lettre", encoding="utf-8")
    with Record.open(path, readonly=True) as record:
        with pytest.raises(RecordError, match="already"):
            record.backup(target)
        record.backup(tmp_path / "good.sqlite")
    with pytest.raises(RecordError, match="move it away"):
        restore(tmp_path / "good.sqlite", path)
    assert target.read_text("utf-8") == "une lettre"


def test_a_damaged_backup_is_not_put_back(path: Path, tmp_path: Path) -> None:
    with Record.open(path) as record:
        put(record, *many(40))
        record.backup(tmp_path / "backup.sqlite")
    data = bytearray((tmp_path / "backup.sqlite").read_bytes())
    data[4096 * 3 : 4096 * 5] = os.urandom(8192)
    (tmp_path / "backup.sqlite").write_bytes(data)
    with pytest.raises(RecordError, match="damaged"):
        restore(tmp_path / "backup.sqlite", tmp_path / "restored.sqlite")
    assert not (tmp_path / "restored.sqlite").exists()


def test_what_was_replaced_is_kept_however_often(path: Path) -> None:
    """A restoration run twice must not write over the record that the first one put aside."""
    words = ["Le premier état", "Le deuxième", "Le dernier"]
    with Record.open(path) as record:
        put(record, article("a", words[0]))
    kept = []
    for number in (1, 2):
        new = path.with_name(f"new-{number}.sqlite")
        with Record.create(new) as record:
            put(record, article("a", words[number]))
        kept.append(replace(path, new))
        assert not new.exists()
    found = []
    for each in (*kept, path):
        with Record.open(each, readonly=True) as record:
            found += [one.article.text for one in record.articles()]
    assert found == words
    assert [each.name for each in kept] == ["record.replaced.sqlite", "record.replaced-2.sqlite"]
