"""A watched folder, look by look. Between two looks the test is the one who writes."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus import Article, UsageError
from corpus.ids import article_key
from corpus.watch import Changed, Contents, changes

OLD = 1_600_000_000


class Folder:
    """A folder, and what happens in it between looks."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.steps: list[Callable[[], object]] = []
        self.looks = 0

    def write(self, name: str, text: str, when: int | None = None) -> Path:
        file = self.path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
        if when:
            os.utime(file, (when, when))
        return file

    def watch(self, *steps: Callable[[], object]) -> Iterator[Changed]:
        self.steps = list(steps)
        return changes(self.path, every=2.0, sleep=self._sleep)

    def _sleep(self, seconds: float) -> None:
        assert seconds == 2.0
        self.looks += 1
        if not self.steps:
            raise StopWatching
        self.steps.pop(0)()


class StopWatching(Exception):  # a signal of the test, not an error
    """Nothing more happens."""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def nothing() -> None:
    """A look at which all is as before."""


def told(folder: Folder, *steps: Callable[[], object]) -> list[tuple[list[str], list[str], list[str]]]:
    """(appeared, changed, vanished) by name, for each time that something is told."""
    found = []
    with contextlib.suppress(StopWatching):
        for change in folder.watch(*steps):
            found.append((names(change.appeared), names(change.changed), names(change.vanished)))
    assert not folder.steps
    return found


def names(paths: tuple[str, ...]) -> list[str]:
    return [Path(path).name for path in paths]


def test_first_all_then_what_is_new(folder: Folder) -> None:
    folder.write("a.txt", "un", OLD)
    folder.write("sous/b.txt", "deux", OLD)
    assert told(
        folder,
        nothing,
        lambda: folder.write("c.txt", "trois", OLD),
        lambda: folder.write("a.txt", "un, corrigé", OLD + 60),
        nothing,
        lambda: (folder.path / "c.txt").unlink(),
    ) == [
        (["a.txt", "b.txt"], [], []),
        (["c.txt"], [], []),
        ([], ["a.txt"], []),
        ([], [], ["c.txt"]),
    ]


def test_an_empty_folder_is_told_once(folder: Folder) -> None:
    assert told(folder, nothing, nothing) == [([], [], [])]


def test_a_file_that_grows_is_waited_for(folder: Folder) -> None:
    def grow() -> None:
        with (folder.path / "long.jsonl").open("a", encoding="utf-8") as file:
            file.write('{"text": "Oui"}\n')

    assert told(folder, grow, grow, grow, nothing) == [([], [], []), (["long.jsonl"], [], [])]
    assert folder.looks == 5


def test_a_change_of_the_same_size_is_seen(folder: Folder) -> None:
    folder.write("a.txt", "oui", OLD)
    steps = (lambda: folder.write("a.txt", "non", OLD + 1), nothing)
    assert told(folder, *steps)[1:] == [([], ["a.txt"], [])]


def test_a_file_that_comes_and_goes_between_looks_is_not_told(folder: Folder) -> None:
    steps = (lambda: folder.write("a.txt", "oui"), lambda: (folder.path / "a.txt").unlink(), nothing)
    assert told(folder, *steps) == [([], [], [])]


def test_links_and_hidden_files_are_not_watched(folder: Folder) -> None:
    folder.write(".swap", "oui", OLD)
    (folder.path / "lien.txt").symlink_to("/etc/passwd")
    assert told(folder) == [([], [], [])]


def test_what_left_the_folder_is_known_by_its_key(tmp_path: Path) -> None:
    """A file changed, moved, spoilt, deleted: only what is really gone is told."""

    def write(name: str, *ids: str) -> str:
        lines = [json.dumps({"id": id_, "text": "Le port de la ville rouvre."}) for id_ in ids]
        (tmp_path / name).write_text("\n".join(lines), encoding="utf-8")
        return str(tmp_path / name)

    def keys(*ids: str) -> set[str]:
        return {article_key(Article(id=id_, text="")) for id_ in ids}

    contents = Contents()
    a, b = write("a.jsonl", "1", "2", "3"), write("b.jsonl", "4")
    assert contents.gone(Changed(appeared=(a, b))) == set()
    write("a.jsonl", "1", "2")
    assert contents.gone(Changed(changed=(a,))) == keys("3")
    write("b.jsonl", "4", "2")
    write("a.jsonl", "1")
    assert contents.gone(Changed(changed=(a, b))) == set(), "2 moved from one file to the other"
    Path(b).write_bytes(b"{half")
    assert contents.gone(Changed(changed=(b,))) == set(), "nobody knows what is in it"
    Path(a).unlink()
    assert contents.gone(Changed(vanished=(a,))) == keys("1")
    Path(b).unlink()
    assert contents.gone(Changed(changed=(b,))) == set(), "gone between look and reading: told at the next"
    assert contents.gone(Changed(vanished=(b,))) == keys("2", "4")


def test_a_disk_that_goes_is_no_withdrawal(folder: Folder) -> None:
    files = [folder.write(f"{number}.txt", "oui", OLD) for number in range(11)]
    watching = folder.watch(lambda: [file.unlink() for file in files])
    assert len(next(watching).appeared) == 11
    with pytest.raises(UsageError, match="vanished at once"):
        next(watching)


def test_a_folder_that_goes_is_told(folder: Folder) -> None:
    inside = folder.path / "depeches"
    inside.mkdir()
    watching = changes(inside, sleep=lambda seconds: inside.rmdir())
    next(watching)
    with pytest.raises(UsageError, match="no such file or folder"):
        next(watching)
