"""Questions meant to hurt are answered, refused with a reason, or stopped by the budget; in any thread."""

from __future__ import annotations

import random
import threading
from pathlib import Path

import msgspec
import pytest
from search_lab import Lab, ask, quote
from test_query import PIECES, understand

from benchmarks.hostile import COMMON, outcome, questions, request
from corpus.errors import DeadlineExceeded, QueryError
from search.query import MAX_FORMS, Prefix, Query
from search.whoosh import budget, leaves
from search.whoosh.engine import WhooshEngine


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    """A few hundred quotations of common words."""
    lab = Lab("whoosh", tmp_path_factory.mktemp("hostile") / "index")
    lab.write(
        [
            quote(
                f"q{n}", " ".join((COMMON * 2)[n % 25 :][: 5 + n % 20]), article=f"a{n}",
                published="2021-07-28", speaker_name="de la", source="Journal 2", article_title="de",
            )
            for n in range(400)
        ]
    )  # fmt: skip
    assert isinstance(lab.engine, WhooshEngine)
    return lab.engine


def test_two_hundred_of_them(engine: WhooshEngine) -> None:
    asked = questions()
    assert len(asked) == 200
    for words in asked:
        assert outcome(engine, words).split(":")[0] in ("answered", "refused", "partial", "stopped"), words


def test_a_truncation_of_too_many_words_is_refused(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = 3  # par, pas, plus and pour begin with p; three of them are one too many
    monkeypatch.setattr(leaves, "MAX_FORMS", forms)
    base = ask()
    for stem, refused in (("pa", False), ("p", True)):
        asked = msgspec.structs.replace(base, query=Query(stem, Prefix(stem)))
        if refused:
            with pytest.raises(QueryError, match=f"more than {forms} words"):
                engine.search(asked)
        else:
            assert engine.search(asked).total > 0
    assert MAX_FORMS == 4_000


class Clock:
    """A clock that goes on by a step each time it is looked at."""

    def __init__(self, step: float) -> None:
        self.now, self.step, self.looks = 0.0, step, 0

    def monotonic(self) -> float:
        """The time."""
        self.now += self.step
        self.looks += 1
        return self.now


@pytest.mark.parametrize("words", ["de OU la", '"de la"', "SAUF de", "con* OU par*", '"de la"~5', ""])
def test_the_budget_stops_a_search(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr(budget, "time", Clock(10.0))
    with pytest.raises(DeadlineExceeded, match="too long"):
        engine.search(request(words))


def test_what_only_facets_are_late_for_is_answered_in_part(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = msgspec.structs.replace(request("de"), page=1, limit=5)
    whole = engine.search(plain)
    assert not whole.partial
    counting = Clock(0.0)
    monkeypatch.setattr(budget, "time", counting)
    engine.search(plain)
    monkeypatch.setattr(budget, "time", Clock(plain.budget_ms / 1000 / (counting.looks - 3)))
    answer = engine.search(plain)
    assert answer.partial
    assert answer.total == whole.total
    assert len(answer.items) == 5
    assert len(answer.facets) < len(whole.facets)


def test_the_budget_holds_in_any_thread(engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "time", Clock(10.0))
    caught: list[type[BaseException]] = []

    def ask_it() -> None:
        try:
            engine.search(request("de"))
        except DeadlineExceeded as error:
            caught.append(type(error))

    threads = [threading.Thread(target=ask_it) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert caught == [DeadlineExceeded] * 4


def test_any_string_at_all_is_answered_or_refused(engine: WhooshEngine) -> None:
    chance = random.Random(6)
    answered = 0
    for _ in range(1500):
        words = "".join(chance.choices([*PIECES, "de", "la", " ", " "], k=chance.randint(1, 9)))
        query, _ = understand(words)
        if query is not None:
            asked = msgspec.structs.replace(ask(facets=("source",)), query=query)
            answered += engine.search(asked).total > 0
            engine.did_you_mean(asked)
            engine.timeline(asked)
    assert answered > 100


def test_the_next_question_is_answered(engine: WhooshEngine) -> None:
    assert engine.search(ask("pas")).total > 0
    assert isinstance(engine.folder, Path)
