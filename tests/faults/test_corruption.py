"""Damage to any file is found, never served, and mended from the record (D8, D9, D12)."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from indexer import maintenance
from search import whoosh
from search.query import parse
from search.values import Filters, SearchRequest
from tests.faults import harness


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return harness.filled(tmp_path_factory.mktemp("sound") / "data", 20, 20, 20)


def files(index: Path) -> list[Path]:
    """Every file that answers depend on: locks hold nothing."""
    return sorted(p for p in index.rglob("*") if p.is_file() and p.stat().st_size and "LOCK" not in p.name)


def damage(path: Path, chance: random.Random) -> str:
    """Flip a bit, zero a page, or cut the file short; what was done."""
    content = bytearray(path.read_bytes())
    at = chance.randrange(len(content))
    what = chance.choice(("flip", "zero", "cut"))
    if what == "flip":
        content[at] ^= 1 << chance.randrange(8)
    elif what == "zero":
        start = at - at % 4096
        before = bytes(content[start : start + 4096])
        content[start : start + 4096] = bytes(len(before))
        if not any(before):
            content[at] ^= 1
    else:
        del content[at:]
    path.unlink()  # its hard links, if any, stay sound
    path.write_bytes(content)
    return f"{what} at {at}"


def undetected(sound: Path, tmp_path: Path, cases: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    copy = tmp_path / "copy"
    shutil.copytree(sound, copy)
    index = harness.settings_of(copy).index
    missed = []
    for case in range(cases):
        path = chance.choice(files(index))
        kept = path.read_bytes()
        done = damage(path, chance)
        if not whoosh.verify(index):
            missed.append(f"case {case}: {path.name}: {done}")
        path.write_bytes(kept)
    return missed


def test_any_damage_is_found(sound: Path, tmp_path: Path) -> None:
    assert whoosh.verify(harness.settings_of(sound).index) == []
    assert undetected(sound, tmp_path, cases=120, seed=4) == []


@pytest.mark.slow
def test_two_thousand_damages_are_found(sound: Path, tmp_path: Path) -> None:
    assert undetected(sound, tmp_path, cases=2_000, seed=5) == []


ASK = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (10, 10))
from pathlib import Path
from search import whoosh
from search.query import parse
from search.values import Filters, SearchRequest
from corpus.errors import VerbatimError
try:
    engine = whoosh.open_engine(Path(sys.argv[1]))
    for query in ("tramway", '"dès le printemps"', "ouvr*", ""):
        engine.search(SearchRequest(query=parse(query), facets=("speaker", "month")))
    list(engine.export(SearchRequest(query=parse(""))))
except VerbatimError as error:
    print("told:", error)
"""


def test_a_damaged_index_never_hangs_its_reader(sound: Path, tmp_path: Path) -> None:
    """A kill by the processor clock (a negative status) would be a hang; an error or an answer is none."""
    chance = random.Random(6)
    for case in range(6):
        copy = tmp_path / str(case)
        shutil.copytree(sound, copy)
        index = harness.settings_of(copy).index
        for _ in range(3):
            damage(chance.choice(files(index)), chance)
        done = subprocess.run(
            [sys.executable, "-c", ASK, str(index)],
            cwd=harness.ROOT,
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert done.returncode >= 0, done.stderr.decode()


QUERIES = (
    *("tramway", "digue", "école", "marché", "bus", "quai", "printemps", "chantier", "millions", "édition"),
    *('"dès le printemps"', "ouvr*", "tramway OU digue", "quai SAUF neuf", 'qui:"Nadège Kerbrat" marché'),
)


def frozen_queries() -> list[SearchRequest]:
    """Five hundred searches: words, phrases, sorts, dates, facets."""
    from datetime import date

    found = []
    for number in range(500):
        query = f"{QUERIES[number % len(QUERIES)]} {'' if number < 250 else number % 60}".strip()
        first = date(2010 + number % 14, 1, 1).toordinal() if number % 3 == 0 else 0
        found.append(
            SearchRequest(
                query=parse(query),
                filters=Filters(first_day=first),
                sort=("relevance", "newest", "oldest")[number % 3],  # type: ignore[arg-type]
                facets=("speaker", "month", "kind") if number % 5 == 0 else (),
            )
        )
    return found


def answers(data: Path) -> list[object]:
    """What the frozen queries answer, the number of the generation apart."""
    engine = whoosh.open_engine(harness.settings_of(data).index)
    try:
        told = []
        for request in frozen_queries():
            answer = engine.search(request)
            hits = [(h.document.id, h.score, h.highlights, h.occurrences, h.assignment) for h in answer.items]
            told.append((answer.total, answer.total_occurrences, hits, answer.facets))
        return told
    finally:
        engine.close()


def test_a_rebuild_gives_the_same_answers(sound: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(sound, copy)
    before = answers(copy)
    assert sum(bool(answer[0]) for answer in before) > 250  # type: ignore[index]
    shutil.rmtree(harness.settings_of(copy).index)
    maintenance.rebuild(harness.settings_of(copy), extract_again=False)
    assert maintenance.check(harness.settings_of(copy)) == []
    assert answers(copy) == before


def test_no_descriptor_left_is_an_error_and_nothing_is_made(sound: Path, tmp_path: Path) -> None:
    """Whoosh takes an unreadable folder for an empty one: the index must never be made over (F2)."""
    copy = tmp_path / "copy"
    shutil.copytree(sound, copy)
    before = {p: p.read_bytes() for p in files(harness.settings_of(copy).index)}
    script = (
        "import os, resource, sys\n"
        "import cli\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))\n"
        "held = []\n"
        "try:\n"
        "    while len(held) < int(sys.argv[2]): held.append(os.open('/dev/null', os.O_RDONLY))\n"
        "except OSError: pass\n"
        "sys.argv = ['verbatim', '--data', sys.argv[1], 'index', 'corpus/samples']\n"
        "cli.main()\n"
    )
    for held in (20, 40, 50, 55, 58, 60, 61):
        done = subprocess.run(
            [sys.executable, "-c", script, str(copy), str(held)],
            cwd=harness.ROOT,
            capture_output=True,
            timeout=120,
            check=False,
            env={**os.environ, "VERBATIM_PARSER": "false", "VERBATIM_WORKERS": "1"},
        )
        if done.returncode == 0:  # there were enough: the samples are in, which is no harm
            break
        assert {p: p.read_bytes() for p in before if p.exists()} == before, f"{held} held"
        assert done.stderr
    assert harness.recovered(copy) == []
