"""Forgotten is forgotten: out of the answers, out of the bytes, and out when the source comes again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from kept import NOW, RULES, article, put, quotes_of, state, trace_of

from corpus import Article, Quote, Speaker, UsageError
from corpus.ids import article_key, quote_ids
from corpus.readers import Refusal
from corpus.record import Correction, Known, Record, restore

SECRET = "mon dossier médical ne regarde personne dans cette ville"
STORY = article(
    "affaire",
    f"Le maire se défend. « {SECRET} », dit Zénobie Quévrin. Elle attend. « Oui », répond-on.\n\n"
    "« La ville choisira », dit Karim Belhadj.",
    title="Zénobie Quévrin se défend",
    url="https://www.lephare.example/affaire?ref=1",
)
OTHER = article("port", "« Les quais tiendront », dit Odile Faure. Oui, vraiment.")


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record.create(tmp_path / "kept" / "record.sqlite") as made:
        put(made, STORY, OTHER)
        yield made


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()


def ids(given: Article) -> list[str]:
    return quote_ids(given, quotes_of(given))


# --- an article -------------------------------------------------------------------------------------


def test_a_forgotten_article_leaves_no_byte(record: Record, tmp_path: Path) -> None:
    record.refusals.add([("affaire", "refused once")], NOW)
    assert trace_of(SECRET, tmp_path)
    done = record.forget(articles=[article_key(STORY)], at=NOW)
    assert (done.articles, set(done.quotes), done.blanked) == ((article_key(STORY),), set(ids(STORY)), ())
    assert record.get(article_key(STORY)) is None
    for words in (SECRET, "Zénobie", "Quévrin", "lephare.example", "affaire"):
        assert not trace_of(words, tmp_path), words
    assert {gone.id for gone in record.retired()} == {article_key(STORY), *ids(STORY)}
    assert list(state(record)) == [article_key(OTHER)]
    assert record.check().problems == ()


@pytest.mark.parametrize(
    "again",
    [
        STORY,
        article("affaire", "« Un tout autre texte »."),
        article("copie", STORY.text),
        article("copie", f"  {STORY.text.upper()}"),
        article("copie", "« Un tout autre texte ».", url="http://lephare.example/affaire#suite"),
        article("copie", f"date 2021 {STORY.text}", body=10),
    ],
    ids=["same", "same id", "same words", "same words in capitals", "same address", "behind a metadata line"],
)
def test_it_stays_out_when_it_comes_again(record: Record, again: Article) -> None:
    record.forget(articles=[article_key(STORY)], at=NOW)
    assert record.is_tombstoned(again)
    refusal = record.run().admit(again, RULES)
    assert isinstance(refusal, Refusal)
    assert "forgotten" in refusal.reason
    put(record, again)
    assert list(state(record)) == [article_key(OTHER)]


def test_what_is_like_it_is_let_in(record: Record) -> None:
    record.forget(articles=[article_key(STORY)], at=NOW)
    like = article("autre", "Le maire se défend. « Oui », répond-on.", url="https://lephare.example/affaires")
    assert not record.is_tombstoned(like)
    assert record.run().admit(like, RULES) == like


# --- a quotation ------------------------------------------------------------------------------------


def test_a_forgotten_quotation_is_blanked_where_its_article_stays(record: Record, tmp_path: Path) -> None:
    first = ids(STORY)[0]
    done = record.forget(quotes=[first], names=["Zénobie Quévrin"], at=NOW)
    assert (done.articles, done.quotes, done.blanked) == ((), (first,), (article_key(STORY),))
    kept = record.get(article_key(STORY))
    assert kept is not None
    assert len(kept.article.text) == len(STORY.text)
    assert kept.article.title == "███████ ███████ se défend".replace(" ", "█", 1)
    assert kept.article.text.count("\n\n") == 1
    assert [quote.text(kept.article.text) for quote in kept.quotes] == ["Oui", "La ville choisira"]
    for words in (SECRET, "dossier médical", "Zénobie", "Quévrin"):
        assert not trace_of(words, tmp_path), words
    assert trace_of("La ville choisira", tmp_path)
    assert record.article_of(first) is None
    assert record.check().problems == ()


def test_its_words_come_out_blanked_again(record: Record) -> None:
    record.forget(quotes=[ids(STORY)[0]], names=["Zénobie Quévrin"], at=NOW)
    before = state(record)
    let_in = record.run().admit(STORY, RULES)
    assert let_in is None, "nothing is new: the record holds it blanked"
    put(record, STORY)
    assert state(record) == before
    reprint = article("reprise", f"Selon Le Phare, « {SECRET.upper()} », dit Zénobie Quévrin.")
    safe = record.run().admit(reprint, RULES)
    assert isinstance(safe, Article)
    assert "DOSSIER" not in safe.text
    assert "Zénobie Quévrin" in safe.text, "a name is forgotten in its article only"


def test_few_words_are_forgotten_in_their_article_only(record: Record) -> None:
    record.forget(quotes=[ids(STORY)[1]], at=NOW)
    kept = record.get(article_key(STORY))
    assert kept is not None
    assert "« ███ »" in kept.article.text
    assert record.redacted(OTHER) is OTHER


def test_a_forgotten_quotation_does_not_move_to_one_that_is_like_it(record: Record) -> None:
    twins = article("double", "« Les quais du port tiendront bon ». « Les quais du port tiendront ».")
    put(record, twins)
    first = ids(twins)[0]
    record.forget(quotes=[first], at=NOW)
    assert {gone.id: gone.moved_to for gone in record.retired()}[first] == ""


def test_a_name_goes_out_of_the_lists(record: Record, tmp_path: Path) -> None:
    record.identities.allot({"Zénobie Quévrin": "z-q-1", "Odile Faure": "odile-faure"})
    record.people.replace([Known(name="Zénobie QUÉVRIN", role="maire"), Known(name="Odile Faure")])
    record.corrections.add(Correction(kind="rename", target="z-q-1", values=("Zénobie Quévrin",)))
    record.corrections.add(Correction(kind="delist", target="z-q-1", note="demande de Zénobie Quévrin"))
    record.forget(articles=[article_key(STORY)], names=["Zénobie Quévrin"], at=NOW)
    assert list(record.identities.all()) == ["Odile Faure"]
    assert [known.name for known in record.people.all()] == ["Odile Faure"]
    assert record.corrections.all(undone=True) == []
    assert not trace_of("Quévrin", tmp_path)


def test_who_goes_by_a_pronoun_loses_the_name_too(record: Record, tmp_path: Path) -> None:
    """« elle » names nobody, but the extraction knew whom it meant."""
    told = article(
        "elle", "Zénobie Quévrin a parlé. « Je me tais désormais », dit-elle. « Non », ajoute-t-elle."
    )
    who = Speaker(name="Zénobie Quévrin", type="person")
    found = [Quote(spans=quote.spans, kind="direct", speaker=who) for quote in quotes_of(told)]
    record.put_batch([(told, found)], RULES, NOW)
    record.forget(quotes=[quote_ids(told, found)[1]], names=["Zénobie Quévrin"], at=NOW)
    kept = record.get(article_key(told))
    assert kept is not None
    assert [quote.speaker.name for quote in kept.quotes] == [None]
    record.put_batch([(told, found)], RULES, NOW)
    kept = record.get(article_key(told))
    assert kept is not None
    assert [quote.speaker.name for quote in kept.quotes] == [None], "nor does it come back with the source"


@pytest.mark.parametrize(
    ("what", "said"), [("articles", "article 'absent'"), ("quotes", "quotation 'absent'")]
)
def test_what_is_not_there_cannot_be_forgotten(record: Record, what: str, said: str) -> None:
    before = state(record)
    with pytest.raises(UsageError, match=said):
        record.forget(**{what: ["absent"]})  # type: ignore[arg-type]
    assert state(record) == before


def test_a_dry_run_tells_and_changes_nothing(record: Record, tmp_path: Path) -> None:
    before, seq = state(record), record.seq
    plan = record.forget(articles=[article_key(OTHER)], quotes=[ids(STORY)[0]], dry_run=True)
    assert plan.articles == (article_key(OTHER),)
    assert plan.blanked == (article_key(STORY),)
    assert set(plan.quotes) == {*ids(OTHER), ids(STORY)[0]}
    assert (state(record), record.seq) == (before, seq)
    assert not record.is_tombstoned(OTHER)


# --- killed on the way, restored from before --------------------------------------------------------

KILLED = """
import os, sys
from pathlib import Path
from corpus.record import Record, upkeep
def die(*_):
    os.kill(os.getpid(), 9)
upkeep.scrub = die
with Record.open(Path(sys.argv[1])) as record:
    record.forget(articles=[sys.argv[2]])
"""


def test_an_erasure_killed_on_the_way_is_finished_at_the_next_opening(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "kept" / "record.sqlite"
    record.close()
    killed = subprocess.run([sys.executable, "-c", KILLED, path, article_key(STORY)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert trace_of(SECRET, tmp_path), "decided, but not yet scrubbed"
    with Record.open(path) as again:
        assert again.get(article_key(STORY)) is None
        assert again.is_tombstoned(STORY)
        assert not trace_of(SECRET, tmp_path)
        assert again.check().problems == ()


def test_tombstones_go_over_a_backup_from_before(record: Record, tmp_path: Path) -> None:
    record.identities.allot({"Zénobie Quévrin": "z-q-1"})
    told = article("elle", "Zénobie Quévrin a parlé. « Je me tais », dit-elle. « Non », ajoute-t-elle.")
    who = Speaker(name="Zénobie Quévrin", type="person")
    found = [Quote(spans=quote.spans, kind="direct", speaker=who) for quote in quotes_of(told)]
    record.put_batch([(told, found)], RULES, NOW)
    record.backup(tmp_path / "backup.sqlite")
    record.forget(
        articles=[article_key(OTHER)],
        quotes=[ids(STORY)[0], quote_ids(told, found)[1]],
        names=["Zénobie Quévrin"],
        at=NOW,
    )
    back = tmp_path / "back"
    back.mkdir()
    restore(tmp_path / "backup.sqlite", back / "record.sqlite")
    assert trace_of(SECRET, back)
    with Record.open(back / "record.sqlite") as restored:
        restored.bury_again(record)
        assert {key: text for key, (text, _) in state(restored).items()} == {
            key: text for key, (text, _) in state(record).items()
        }
        assert restored.is_tombstoned(OTHER)
        for words in (SECRET, "Les quais tiendront", "Quévrin"):
            assert not trace_of(words, back), words
        assert restored.check().problems == ()


def test_nobody_else_reads_what_was_erased(record: Record, tmp_path: Path) -> None:
    """A reader that stays open sees the state before its next question, and no file keeps the old pages."""
    with Record.open(tmp_path / "kept" / "record.sqlite", readonly=True) as reader:
        assert reader.get(article_key(STORY)) is not None
        record.forget(articles=[article_key(STORY)], at=NOW)
        assert reader.get(article_key(STORY)) is None
    assert not trace_of(SECRET, tmp_path)
    assert os.path.getsize(tmp_path / "kept" / "record.sqlite") > 0


def test_two_articles_of_which_the_same_words_are_left_are_both_blanked(record: Record) -> None:
    """« dit » is left of the first, which is forgotten whole: the second must not stay in clear for it."""
    said = [
        article(name, f"« {words} », dit Odile Faure.") for name, words in (("un", "Non"), ("deux", "Si"))
    ]
    put(record, *said)
    for given in said:
        record.forget(quotes=ids(given), names=["Odile Faure"], at=NOW)
        if given is said[0]:
            record.forget(articles=[article_key(given)], at=NOW)
    kept = record.get(article_key(said[1]))
    assert kept is not None
    assert kept.article.text == "« ██ », dit ███████████."
    assert kept.quotes == ()


def test_words_forgotten_in_two_articles_at_once_are_blanked_in_both(record: Record) -> None:
    """Whatever the order: each holds words that the other one lost."""
    first, second = "Nous garderons le vieux phare debout", "Personne ne vendra la criée du port"
    said = [
        article("un", f"« {first} », dit Odile Faure. On a entendu : {second}."),
        article("deux", f"« {second} », dit Odile Faure. On a entendu : {first}."),
    ]
    put(record, *said)
    record.forget(quotes=[one for given in said for one in ids(given)], at=NOW)
    for given in said:
        kept = record.get(article_key(given))
        assert kept is not None
        assert not {"garderons", "vendra"} & set(kept.article.text.split())
