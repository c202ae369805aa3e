"""What is forgotten is nowhere: not in a file, a suggestion, an answer; and it stays out (E1–E4)."""

from __future__ import annotations

import contextlib
import random
import signal
import time
import zlib
from pathlib import Path

import pytest

from corpus import Article, PartialDate
from corpus.record import Record
from indexer import curation, maintenance, pipeline
from indexer.extraction import EXTRACTOR_VERSION, extract
from search import whoosh
from search.analysis import fold, stems
from search.query import parse
from search.values import SearchRequest
from tests.faults import harness
from tests.faults.articles import extracted

CANARIES = (
    "zibelinette", "quoquelard", "trufandole", "brimborille", "chamarlou", "escarfignol", "flagorneige",
    "grabouillard", "hurluberne", "jabotinier", "kaléidofure", "lanturlure", "mirlitonne", "nigaudière",
    "ostrogoulot", "pimprenard", "rocambouille", "saperlotte", "turlutaine", "virevoltigeur",
)  # fmt: skip
"""Words that no other text holds."""
NAME = "Ondine Quatremare-Zyberg"


def told(number: int, word: str) -> Article:
    """An article with one canary in its words, its title and its address."""
    text = (
        f"« Nous garderons la {word} du port, et nous la peindrons », "
        f"a déclaré {NAME}, patronne du chantier.\n\n"
        f"Elle a ajouté que chaque {word} coûterait {number + 3} millions d'euros."
    )
    return Article(
        id=f"secret-{number}",
        text=text,
        title=f"La {word} du port",
        url=f"https://exemple.example/{fold(word)}",
        published=PartialDate(f"2022-0{1 + number % 9}"),
        source="Le Courrier de l'Estuaire",
    )


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    settings = harness.settings_of(folder)
    pipeline.create(settings)
    with Record.open(settings.record) as record:
        record.put_batch(extracted(range(40)), EXTRACTOR_VERSION)
        pipeline.bring_up_to_date(settings, record)
        articles = [told(number, word) for number, word in enumerate(CANARIES)]
        record.put_batch([(article, extract(article)) for article in articles], EXTRACTOR_VERSION)
        pipeline.bring_up_to_date(settings, record)
    return folder


def raw(data: Path) -> bytes:
    """Every byte under the folder, and what lies compressed in it."""
    pieces = []
    for path in sorted(data.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            pieces.append(content)
            pieces += inflated(content)
    return b"\0".join(pieces)


def inflated(content: bytes) -> list[bytes]:
    """The zlib blocks of a file, wherever they begin."""
    found = []
    at = content.find(b"\x78")
    while at >= 0:
        if content[at + 1 : at + 2] in (b"\x01", b"\x5e", b"\x9c", b"\xda"):
            with contextlib.suppress(zlib.error):
                found.append(zlib.decompressobj().decompress(content[at:]))
        at = content.find(b"\x78", at + 1)
    return found


def left(data: Path, words: tuple[str, ...]) -> list[str]:
    """Those of the words that are still somewhere, as printed, folded or stemmed."""
    everything = raw(data)
    forms = {word: {word, word.capitalize(), fold(word), *stems(word)} for word in words}
    return [word for word, given in forms.items() if any(form.encode() in everything for form in given)]


def test_the_search_of_bytes_finds_what_is_there(data: Path) -> None:
    assert left(data, CANARIES) == list(CANARIES)


def forget_all(data: Path) -> None:
    curation.forget(harness.settings_of(data), articles=[f"secret-{n}" for n in range(len(CANARIES))])


def test_twenty_words_leave_no_byte(data: Path) -> None:
    forget_all(data)
    assert left(data, CANARIES) == []
    assert left(data, ("Quatremare", "Zyberg", "quatremare", "zyberg")) == []
    assert harness.recovered(data) == []


def test_a_quotation_forgotten_out_of_an_article_that_stays(data: Path) -> None:
    settings = harness.settings_of(data)
    engine = whoosh.open_engine(settings.index)
    [hit] = engine.search(SearchRequest(query=parse("peindrons trufandole"))).items
    engine.close()
    curation.forget(settings, quotes=[hit.document.id])
    with Record.open(settings.record, readonly=True) as record:
        kept = record.get(hit.document.article_key)
    assert kept is not None
    assert "peindrons" not in kept.article.text
    assert "█" in kept.article.text
    assert len(kept.article.text) == len(told(2, "trufandole").text)
    assert harness.recovered(data) == []


def test_nothing_that_is_asked_gives_it_away(data: Path) -> None:
    forget_all(data)
    engine = whoosh.open_engine(harness.settings_of(data).index)
    assert engine.suggest("ondine") == ()
    assert engine.suggest("quatrem") == ()
    assert engine.resolve("speaker", NAME) == ()
    for word in CANARIES:
        request = SearchRequest(query=parse(word), facets=("speaker", "organisation", "month"))
        answer = engine.search(request)
        assert (answer.total, [f.values for f in answer.facets.values() if f.values]) == (0, [])
        assert engine.did_you_mean(SearchRequest(query=parse(word[:-1]))) in (None, word[:-1])
    assert len(engine.deletions()) >= len(CANARIES)
    engine.close()


def test_the_same_source_does_not_bring_it_back(data: Path) -> None:
    forget_all(data)
    settings = harness.settings_of(data)
    with Record.open(settings.record) as record:
        articles = [told(number, word) for number, word in enumerate(CANARIES)]
        record.put_batch([(article, extract(article)) for article in articles], EXTRACTOR_VERSION)
        pipeline.bring_up_to_date(settings, record)
    assert left(data, CANARIES) == []


FORGET = (
    "from pathlib import Path; import sys; from tests.faults import test_erasure;"
    "test_erasure.forget_all(Path(sys.argv[1]))"
)


def test_killed_while_forgetting_and_run_again(data: Path) -> None:
    """Whenever it is killed: run again it completes, and is never half done for who reads."""
    chance = random.Random(9)
    settings = harness.settings_of(data)
    for _ in range(6):
        process = harness.start([harness.sys.executable, "-c", FORGET, str(data)])
        time.sleep(chance.uniform(0.2, 1.6))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        engine = whoosh.open_engine(settings.index)
        found = sum(engine.search(SearchRequest(query=parse(word))).total > 0 for word in CANARIES)
        engine.close()
        assert found in (0, len(CANARIES)), "half forgotten"
    with Record.open(settings.record, readonly=True) as record:
        remaining = [
            n for n in range(len(CANARIES)) if any(k.article.id == f"secret-{n}" for k in record.articles())
        ]
    if remaining:
        forget_all(data)
    else:  # it was decided before the kill: what follows the record completes it
        with Record.open(settings.record) as record:
            pipeline.bring_up_to_date(settings, record)
    assert maintenance.check(settings) == []
    assert left(data, CANARIES) == []


def test_decided_but_not_yet_purged(data: Path) -> None:
    """Killed between the record and the index: the next command that writes finishes it."""
    settings = harness.settings_of(data)
    with Record.open(settings.record) as record:
        keys = [kept.key for kept in record.articles() if kept.article.id.startswith("secret-")]
        record.forget(articles=keys)
    with Record.open(settings.record) as record:
        pipeline.bring_up_to_date(settings, record)
    assert left(data, CANARIES) == []


def test_a_delisting_taken_back_after_the_index_was_merged(data: Path) -> None:
    """`verbatim optimize` writes a generation of its own: what the index holds must still be known."""
    settings = harness.settings_of(data)

    def found() -> int:
        engine = whoosh.open_engine(settings.index)
        total = engine.search(SearchRequest(query=parse('qui:"Nadège Kerbrat"'))).total
        engine.close()
        return total

    before = found()
    who = curation.entity(settings, "Nadège Kerbrat").entity.id
    number = curation.correct(settings, "delist", who)
    assert found() == 0
    whoosh.optimize(settings.index)
    curation.undo(settings, number)
    assert found() == before > 0
