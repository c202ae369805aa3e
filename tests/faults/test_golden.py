"""Data folders of every released format: they open or say what to do; a rebuild brings all back (D10)."""

from __future__ import annotations

import tarfile
from pathlib import Path

import pytest

from corpus.errors import IndexUnavailable
from indexer import maintenance
from search import whoosh
from search.query import parse
from search.values import SearchRequest
from search.whoosh.manifest import FORMAT
from tests.faults import harness
from tests.faults.golden import FOLDER

ARCHIVES = sorted(FOLDER.glob("*.tar.gz"))


def found(data: Path, query: str) -> int:
    engine = whoosh.open_engine(harness.settings_of(data).index)
    try:
        return engine.search(SearchRequest(query=parse(query))).total
    finally:
        engine.close()


def test_the_present_format_has_its_golden_folder() -> None:
    assert FOLDER / f"format-{FORMAT}.tar.gz" in ARCHIVES, "run `python -m tests.faults.golden`"


@pytest.mark.parametrize("archive", ARCHIVES, ids=lambda path: path.name)
def test_it_opens_or_says_what_to_do(archive: Path, tmp_path: Path) -> None:
    with tarfile.open(archive) as packed:
        packed.extractall(tmp_path, filter="data")
    data = tmp_path / "data"
    if archive.name == f"format-{FORMAT}.tar.gz":
        assert found(data, "tramway") == 4
    else:
        with pytest.raises(IndexUnavailable, match="verbatim rebuild"):
            found(data, "tramway")
    maintenance.rebuild(harness.settings_of(data))
    assert found(data, "tramway") == 4
    assert found(data, '"dès le printemps"') == 12
    assert maintenance.check(harness.settings_of(data)) == []
