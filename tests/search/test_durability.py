"""What the index promises as files: whole generations only, found damage, no leaks, merges, one writer."""

from __future__ import annotations

import os
import shutil
import threading
import time
from pathlib import Path

import pytest
from search_lab import Lab, article, ask, fill, quote

from corpus.errors import IndexLocked, IndexUnavailable, UsageError
from search import whoosh
from search.values import QuoteDocument
from search.whoosh import engine as engines
from search.whoosh import manifest, plan


def lot(start: int, count: int) -> list[QuoteDocument]:
    """So many one-quotation articles."""
    return [quote(f"n{n:06}", f"Le mot {n} pèse.", article=f"b{n:06}") for n in range(start, start + count)]


def commit(folder: Path, quotes: list[QuoteDocument]) -> None:
    """One commit."""
    with whoosh.open_writer(folder) as writer:
        for one in quotes:
            writer.add(article(one.article_key, [one]), [one])
        writer.commit(1)


def open_files() -> int:
    """Descriptors of this process."""
    return len(os.listdir("/proc/self/fd"))


def maps() -> int:
    """Files mapped by this process from folders of indexes."""
    return Path("/proc/self/maps").read_text().count("segment.bin")


def test_an_index_is_never_made_by_opening(tmp_path: Path) -> None:
    for open_ in (whoosh.open_engine, whoosh.open_writer):
        with pytest.raises(IndexUnavailable, match="verbatim index"):
            open_(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("À garder.")
    with pytest.raises(UsageError):
        whoosh.create(tmp_path / "full")
    assert (tmp_path / "full" / "letter.txt").exists()


def test_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whoosh.create(tmp_path / "index")
    monkeypatch.setattr(manifest, "ANALYSIS_VERSION", manifest.ANALYSIS_VERSION + 1)
    with pytest.raises(IndexUnavailable, match="verbatim rebuild"):
        whoosh.open_engine(tmp_path / "index")


def test_the_server_writes_nothing(tmp_path: Path) -> None:
    lab = fill(Lab("whoosh", tmp_path / "index"))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "index").rglob("*")}
    engine = whoosh.open_engine(tmp_path / "index")
    engine.search(ask("accord", facets=("speaker",)))
    engine.close()
    lab.engine.close()
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "index").rglob("*")} == before


def test_every_file_is_in_the_manifest_and_damage_is_found(tmp_path: Path) -> None:
    lab = fill(Lab("whoosh", tmp_path / "index"))
    lab.engine.close()
    folder = tmp_path / "index"
    assert whoosh.verify(folder) == []
    named = set(manifest.read(folder).files)
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert there - named <= {"CURRENT", "LOCK", "whoosh/MAIN_WRITELOCK"}
    assert named <= there
    for name in sorted(named):
        path = folder / name
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        assert any(name in fault for fault in whoosh.verify(folder)), name
        path.unlink()
        assert any("missing" in fault for fault in whoosh.verify(folder)), name
        path.write_bytes(content)
    assert whoosh.verify(folder) == []


def test_what_a_crash_leaves_behind_is_swept(tmp_path: Path) -> None:
    """A commit that died before `CURRENT`: its files mean nothing, and the next one may use their names."""
    lab = fill(Lab("whoosh", tmp_path / "index"))
    folder = tmp_path / "index"
    kept = (folder / "CURRENT").read_bytes()
    before = shutil.copytree(folder, tmp_path / "before")
    lab.write([quote("late", "Trop tard.", article="late")])
    (folder / "CURRENT").write_bytes(kept)
    for part in ("segments", "generations", "whoosh"):
        shutil.copytree(before / part, folder / part, dirs_exist_ok=True)
    engine = whoosh.open_engine(folder)
    assert engine.search(ask("tard")).total == 0
    commit(folder, lot(0, 2))
    assert whoosh.verify(folder) == []
    engine = whoosh.open_engine(folder)
    assert (engine.search(ask("mot")).total, engine.search(ask("accord")).total) == (2, 2)


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    whoosh.create(tmp_path / "index")
    with whoosh.open_writer(tmp_path / "index"), pytest.raises(IndexLocked):
        whoosh.open_writer(tmp_path / "index", timeout=0.1)
    whoosh.open_writer(tmp_path / "index").cancel()


def test_many_small_commits_stay_few_segments(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    whoosh.create(folder)
    for n in range(30):
        commit(folder, lot(10 * n, 10))
    assert len(manifest.read(folder).segments) <= plan.MANY
    engine = whoosh.open_engine(folder)
    assert engine.search(ask("pèse")).total == 300
    engine.close()
    whoosh.optimize(folder)
    assert len(manifest.read(folder).segments) == 1


def test_what_is_added_is_found_before_anything_is_merged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from search.whoosh import writer as writers

    folder = tmp_path / "index"
    whoosh.create(folder)
    found: list[int] = []

    def full(_: object) -> None:
        found.append(whoosh.open_engine(folder).search(ask("mot")).total)
        raise OSError("no space left on device")

    for n in range(plan.MANY - 1):
        commit(folder, lot(n, 1))
    monkeypatch.setattr(writers, "merged", full)
    with pytest.raises(OSError, match="no space"):
        commit(folder, lot(plan.MANY - 1, 1))
    assert found == [plan.MANY]
    assert whoosh.verify(folder) == []
    monkeypatch.undo()
    commit(folder, lot(plan.MANY, 1))
    engine = whoosh.open_engine(folder)
    assert (len(engine._open.snapshot.segments), engine.search(ask("mot")).total) == (1, plan.MANY + 1)


def test_a_large_segment_is_left_alone_by_small_commits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "HOT", 50)
    folder = tmp_path / "index"
    whoosh.create(folder)
    commit(folder, lot(0, 500))
    [large] = manifest.read(folder).segments
    for n in range(12):
        commit(folder, lot(1000 + n, 1))
    assert large in manifest.read(folder).segments


def test_segments_have_a_largest_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from search.whoosh import writer

    monkeypatch.setattr(writer, "MAX_SEGMENT", 40)
    monkeypatch.setattr(plan, "MAX_SEGMENT", 40)
    folder = tmp_path / "index"
    whoosh.create(folder)
    commit(folder, lot(0, 100))
    commit(folder, lot(90, 35))
    whoosh.optimize(folder)
    engine = whoosh.open_engine(folder)
    sizes = [segment.count for segment in engine._open.snapshot.segments]
    assert sum(sizes) == 125
    assert max(sizes) <= 40
    assert engine.search(ask("pèse")).total == 125
    engine.close()


def test_erased_words_are_in_no_file(tmp_path: Path) -> None:
    lab = fill(Lab("whoosh", tmp_path / "index"))
    lab.write([quote("x", "Le mot ornithorynque y est.", article="x")])
    lab.write(gone=["x"])
    lab.engine.close()
    whoosh.optimize(tmp_path / "index")
    for path in (tmp_path / "index").rglob("*"):
        assert not path.is_file() or b"ornithorynque" not in path.read_bytes(), path


@pytest.mark.parametrize("count", [40, pytest.param(1000, marks=pytest.mark.slow)])
def test_generations_leave_no_files_or_maps_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    """The same process serves generation after generation; each search is of the newest."""
    monkeypatch.setattr(engines, "LOOK", 0.0)
    monkeypatch.setattr(engines, "HELD", 0.0)
    folder = tmp_path / "index"
    whoosh.create(folder)
    engine = whoosh.open_engine(folder)
    levels = []
    for n in range(count):
        commit(folder, lot(n, 1))
        _until(lambda wanted=n + 1: engine.search(ask("mot")).total == wanted)
        levels.append((open_files(), maps()))
    earlier, later = (
        levels[: count // 2],
        levels[count // 2 :],
    )  # segments come and go: what counts is that the most stays
    assert max(fds for fds, _ in later) <= max(fds for fds, _ in earlier) + 3
    assert max(count for _, count in later) <= max(count for _, count in earlier) + 3
    engine.close()


def watchful(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> tuple[Path, whoosh.WhooshEngine]:
    """An index of so many quotations, and an engine that looks for a new generation at every question."""
    monkeypatch.setattr(engines, "LOOK", 0.0)
    folder = tmp_path / "index"
    whoosh.create(folder)
    commit(folder, lot(0, count))
    return folder, whoosh.open_engine(folder)


def _until(true) -> None:  # type: ignore[no-untyped-def]
    limit = time.monotonic() + 10
    while not true():
        assert time.monotonic() < limit
        time.sleep(0.005)


def test_readers_see_whole_generations_while_a_writer_commits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counts never go back, no answer mixes two generations, no error comes out."""
    folder, engine = watchful(tmp_path, monkeypatch, 3)
    done = threading.Event()
    faults: list[object] = []

    def read() -> None:
        seen = 0
        while not done.is_set():
            answer = engine.search(ask("mot", sort="newest", limit=100))
            if len(answer.items) != answer.total or answer.total < seen or answer.total % 3:
                faults.append((answer.total, len(answer.items), seen))
            seen = answer.total

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for n in range(1, 12):
        commit(folder, lot(3 * n, 3))
    done.set()
    for thread in threads:
        thread.join()
    assert faults == []


def test_a_cursor_by_relevance_is_answered_by_its_own_generation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, engine = watchful(tmp_path, monkeypatch, 5)
    first = engine.search(ask("mot", limit=2))
    commit(folder, lot(5, 4))
    _until(lambda: engine.search(ask("mot")).total == 9)
    second = engine.search(ask("mot", limit=2, cursor=first.next))
    assert (second.total, second.generation) == (5, first.generation)
    assert not {h.document.id for h in first.items} & {h.document.id for h in second.items}


def test_a_damaged_new_generation_leaves_the_old_one_answering(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    folder, engine = watchful(tmp_path, monkeypatch, 3)
    good = (folder / "CURRENT").read_bytes()
    (folder / "CURRENT").write_bytes(good.replace(b'"seq":1', b'"seq":7'))
    _until(lambda: engine.search(ask("mot")).total == 3 and "cannot be opened" in caplog.text)
    (folder / "CURRENT").write_bytes(good)
    commit(folder, lot(3, 3))
    _until(lambda: engine.search(ask("mot")).total == 6)
