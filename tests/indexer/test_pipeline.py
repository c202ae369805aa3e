"""Many articles at once: what is refused, what a dying process takes with it, what a rebuild keeps."""

from __future__ import annotations

import json
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec
import pytest

from corpus import Article, IndexUnavailable, UsageError, VerbatimError
from corpus.ids import quote_ids
from corpus.record import Record
from indexer import maintenance, pipeline, workers
from indexer.extraction import extract
from indexer.workers import Extractors
from search import whoosh
from search.query import parse
from search.values import Filters, SearchRequest
from settings import Settings

TEXT = "La maire, Jeanne Kerbrat, a pris la parole. « Nous ne reviendrons pas en arrière », a-t-elle déclaré."
DEADLY, FAULTY = "TUER", "FAUTE"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data=tmp_path / "data", workers=1, parser=False)


def write(path: Path, *articles: tuple[str, str]) -> Path:
    path.write_text(
        "\n".join(json.dumps({"id": id_, "text": text}) for id_, text in articles), encoding="utf-8"
    )
    return path


def texts(count: int) -> list[tuple[str, str]]:
    return [(f"a{n}", TEXT.replace("parole", f"parole pour la {n}e fois")) for n in range(count)]


# --- processes that die ----------------------------------------------------------------------------


def _begin_badly() -> None:
    from indexer import extraction

    def extract(article: Article, parser: object = None) -> list[object]:
        if DEADLY in article.text:
            os._exit(9)
        if FAULTY in article.text:
            raise ValueError("no such thing")
        return []

    extraction.extract = extract  # type: ignore[assignment]
    extraction.extract_many = lambda batch, parser=None: (extract(one) for one in batch)  # type: ignore[assignment]


class Fragile(Extractors):
    """Processes that die of one article and fail at another."""

    def _start(self, workers: int | None = None) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            max_workers=1, mp_context=multiprocessing.get_context("spawn"), initializer=_begin_badly
        )


def test_a_process_that_dies_takes_only_its_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "BATCH_ARTICLES", 3)
    articles = [Article(id=str(n), text=TEXT) for n in range(8)]
    articles[4] = Article(id="4", text=f"{DEADLY} {TEXT}")
    articles[6] = Article(id="6", text=f"{FAULTY} {TEXT}")
    with Fragile(workers=1, parser=False) as extractors:
        found = [one for batch in extractors.run(articles) for one in batch]
    assert [article.id for article, _ in found] == [str(n) for n in range(8)]
    refused = {article.id: reason for article, reason in found if isinstance(reason, str)}
    assert set(refused) == {"4", "6"}
    assert "killed" in refused["4"]
    assert "no such thing" in refused["6"]


class Stillborn(Extractors):
    """Processes that die before they read anything."""

    def _start(self, workers: int | None = None) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(
            max_workers=1,
            mp_context=multiprocessing.get_context("spawn"),
            initializer=os._exit,
            initargs=(9,),
        )


def test_processes_that_cannot_begin_refuse_no_article() -> None:
    with Stillborn(workers=1, parser=False) as extractors, pytest.raises(VerbatimError, match="as soon as"):
        list(extractors.run([Article(id="1", text=TEXT)]))


# --- a run -----------------------------------------------------------------------------------------


def test_one_id_with_two_texts_in_one_run_is_refused_across_runs_it_is_an_update(
    settings: Settings, tmp_path: Path
) -> None:
    path = write(tmp_path / "in.jsonl", ("a", TEXT), ("a", TEXT + " Et voilà."), ("a", TEXT))
    progress = pipeline.index(settings, [path])
    assert (progress.articles, progress.unchanged, len(progress.refused)) == (1, 1, 1)
    assert "two different articles" in progress.refused[0].reason
    progress = pipeline.index(settings, [write(tmp_path / "in.jsonl", ("a", TEXT + " Et voilà."))])
    assert (progress.articles, len(progress.refused)) == (1, 0)
    assert maintenance.check(settings) == []


def test_sync_removes_what_is_gone_but_nothing_when_a_file_could_not_be_read(
    settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "a.jsonl", *texts(3))
    pipeline.index(settings, [tmp_path / "in"])
    (tmp_path / "in" / "b.jsonl").write_text("[1]\n", encoding="utf-8")
    write(tmp_path / "in" / "a.jsonl", *texts(2))
    progress = pipeline.index(settings, [tmp_path / "in"], sync=True)
    assert progress.removed == 0
    assert any("nothing was removed" in refusal.reason for refusal in progress.refused)
    (tmp_path / "in" / "b.jsonl").unlink()
    assert pipeline.index(settings, [tmp_path / "in"], sync=True).removed == 1
    assert maintenance.check(settings) == []


def test_the_index_follows_in_several_commits_and_a_rebuild_gives_the_same(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "CHECKPOINT", 7)
    monkeypatch.setattr(workers, "BATCH_ARTICLES", 5)
    pipeline.index(settings, [write(tmp_path / "in.jsonl", *texts(30))])
    assert maintenance.check(settings) == []
    before = everything(settings)
    assert len(before) == 30
    maintenance.rebuild(settings)
    assert maintenance.check(settings) == []
    assert everything(settings) == before


def everything(settings: Settings) -> dict[str, tuple[str | None, str]]:
    engine = whoosh.open_engine(settings.index)
    with Record.open(settings.record, readonly=True) as record:
        keys = list(record.keys())
    articles = [engine.article(key) for key in keys]
    hits = [engine.quote(id_) for article in articles if article for id_ in article.quote_ids]
    return {
        hit.document.id: (hit.assignment.speaker, hit.assignment.group)
        for hit in hits
        if hasattr(hit, "document")
    }


def test_a_rebuild_keeps_the_list_of_what_is_gone(settings: Settings, tmp_path: Path) -> None:
    path = write(tmp_path / "in.jsonl", *texts(2))
    pipeline.index(settings, [path])
    write(path, *texts(1))
    pipeline.index(settings, [path], sync=True)
    gone = {deletion.id for deletion in whoosh.open_engine(settings.index).deletions()}
    assert len(gone) == 1
    maintenance.rebuild(settings)
    assert {deletion.id for deletion in whoosh.open_engine(settings.index).deletions()} == gone


def test_a_copy_is_told_what_another_reading_changed(settings: Settings, tmp_path: Path) -> None:
    """An older reading found less of one quotation, missed another, and had the third as it is."""
    pipeline.create(settings)
    made = [Article(id=id_, text=text) for id_, text in texts(3)]
    quotes = [extract(one) for one in made]
    start, end = quotes[0][0].spans[0]
    shorter = msgspec.structs.replace(quotes[0][0], spans=((start, end - 9),))
    with Record.open(settings.record) as record:
        found = [[shorter], [], quotes[2]]
        record.put_batch(list(zip(made, found, strict=True)), "an older one", at=1000)
        pipeline.bring_up_to_date(settings, record)
    maintenance.rebuild(settings, extract_again=True)
    engine = whoosh.open_engine(settings.index)
    new = SearchRequest(query=parse(""), filters=Filters(indexed_since=2000))
    assert {hit.document.article_id for hit in engine.export(new)} == {"a0", "a1"}
    [gone] = engine.deletions(2000)
    assert gone.moved_to == quote_ids(made[0], quotes[0])[0]
    assert len(list(engine.export(SearchRequest(query=parse(""))))) == 3


def test_damaged_facts_are_made_anew(settings: Settings, tmp_path: Path) -> None:
    pipeline.index(settings, [write(tmp_path / "in.jsonl", *texts(30))])
    before = everything(settings)
    content = bytearray(settings.facts.read_bytes())
    content[4096:] = b"\x7f" * (len(content) - 4096)
    settings.facts.write_bytes(content)
    pipeline.index(settings, [write(tmp_path / "in.jsonl", *texts(31))])
    assert maintenance.check(settings) == []
    after = everything(settings)
    assert {id_: after[id_] for id_ in before} == before
    settings.facts.write_bytes(b"no database")
    pipeline.index(settings, [write(tmp_path / "in.jsonl", *texts(32))])
    again = everything(settings)
    assert {id_: again[id_] for id_ in before} == before


# --- what check finds ------------------------------------------------------------------------------


def test_check_tells_a_record_ahead_of_its_index(settings: Settings, tmp_path: Path) -> None:
    pipeline.index(settings, [write(tmp_path / "in.jsonl", *texts(2))])
    with Record.open(settings.record) as record:
        record.remove(list(record.keys())[:1])
    [fault] = maintenance.check(settings)
    assert "run the same `verbatim index` again" in fault
    with Record.open(settings.record) as record:
        pipeline.bring_up_to_date(settings, record)
    assert maintenance.check(settings) == []


def test_an_index_ahead_of_its_record_is_refused(settings: Settings, tmp_path: Path) -> None:
    pipeline.index(settings, [write(tmp_path / "in.jsonl", *texts(3))])
    older = Settings(data=tmp_path / "older", workers=1, parser=False)
    pipeline.index(older, [write(tmp_path / "less.jsonl", *texts(1))])
    settings.record.unlink()
    older.record.rename(settings.record)
    with pytest.raises(IndexUnavailable, match="rebuild"):
        pipeline.index(settings, [tmp_path / "less.jsonl"])
    maintenance.rebuild(settings)
    assert maintenance.check(settings) == []


def test_a_folder_of_something_else_or_a_lost_index_is_an_error(settings: Settings, tmp_path: Path) -> None:
    pipeline.index(settings, [write(tmp_path / "in.jsonl", *texts(1))])
    settings.index.rename(tmp_path / "elsewhere")
    with pytest.raises(IndexUnavailable, match="rebuild"):
        pipeline.index(settings, [tmp_path / "in.jsonl"])
    assert not settings.index.exists()
    with pytest.raises(UsageError, match="not a folder of Verbatim"):
        pipeline.create(Settings(data=tmp_path))
