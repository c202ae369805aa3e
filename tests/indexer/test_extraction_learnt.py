"""The learnt models: what they are for, how they are made, and that a file of them is sound."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from benchmarks import standoff
from corpus import Article, UsageError
from corpus.sample_set import annotated
from indexer.evaluation import GoldArticle
from indexer.extraction import extract
from indexer.extraction.learnt import model
from indexer.extraction.learnt.examples import right_ones, silence
from indexer.extraction.learnt.fitting import (
    Choice,
    Example,
    choices_right,
    cross_validated,
    fit,
    fit_choice,
)
from indexer.extraction.learnt.fitting import report as judged
from indexer.extraction.learnt.train import OUT, main, unread

SHARED = Path(__file__).parents[3] / "shared" / "gold" / "train.jsonl"
BULK = SHARED.parents[1] / "bulk"


def quoted(text: str) -> list[str]:
    return [quote.text(text) for quote in extract(Article(id="1", text=text))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # somebody's words, though no verb of speech governs them
        (
            "Le patron du chantier naval, Loïc Trémeur, n'y est « pas du tout favorable ».",
            ["pas du tout favorable"],
        ),
        # a nickname, a title, a word that the newspaper distances itself from
        ("Les commerçants de la rue des « Trois Fontaines » ont rouvert lundi.", []),
        ("Le concert « Nuit Blanche » aura lieu en mai au théâtre, comme les années précédentes.", []),
        ("La fête du quartier, dite des « Lampions », ira de la gare au port.", []),
    ],
)
def test_words_in_marks_that_no_construct_explains(text: str, said: list[str]) -> None:
    assert quoted(text) == said


def examples(count: int = 60) -> list[Example]:
    return [
        Example(("always", "yes" if n % 3 else "no"), bool(n % 3), f"article {n % 10}") for n in range(count)
    ]


def test_fitting_learns_what_separates_and_is_exact() -> None:
    weights = fit(examples(), ridge=0.1)
    assert weights["yes"] > 1 > -1 > weights["no"]
    assert fit(examples(), ridge=0.1) == weights
    assert fit(examples(), ridge=100.0)["yes"] < weights["yes"]


def test_cross_validation_never_shows_a_model_its_own_article() -> None:
    # one article alone has the feature: a model that never saw it gives it no weight
    given = [*examples(), Example(("only here",), True, "another")]
    assert cross_validated(given, 1.0)[-1] == 0.5


def test_choices_learn_what_the_right_candidate_has() -> None:
    near, far = {"near": 1.0}, {"near": 0.0}
    given = [Choice((near, far), (True, False), f"article {n}") for n in range(20)]
    weights = fit_choice(given, ridge=1.0)
    assert weights["near"] > 1
    assert choices_right(given, ridge=1.0) == 20


def test_choices_are_learnt_from_many_articles_as_from_few() -> None:
    # a fixed step that suits twenty articles ran away on two thousand
    near, far = {"near": 1.0, "late": 3.0}, {"near": 0.0, "late": 2.0}
    given = [Choice((near, far), (n % 5 > 0, n % 5 == 0), f"article {n}") for n in range(2_000)]
    weights = fit_choice(given, ridge=1.0)
    assert weights["near"] + weights["late"] == pytest.approx(math.log(4), abs=0.01)


def test_the_model_is_told_who_speaks_next() -> None:
    text = "Karim Belhadj a vu le feu.\n\n« J'ai tout perdu. »\n\n« Je recommencerai », dit Sylvie Maurel."
    gold = GoldArticle(id="1", text=text, quotes=tuple(extract(Article(id="1", text=text))))
    (choice,) = silence([gold])
    assert [values.get("speaks next", 0.0) for values in choice.candidates] == [0.0, 1.0]


def test_a_free_quotation_goes_to_whom_the_text_is_about() -> None:
    text = (
        "Karim Belhadj tient la buvette du stade depuis trente ans. Karim Belhadj ferme ce soir.\n\n"
        "« J'ai vu passer trois présidents et deux tribunes neuves. »"
    )
    (quote,) = extract(Article(id="1", text=text))
    assert quote.speaker.name == "Karim Belhadj"


def test_a_report_counts_what_a_threshold_accepts() -> None:
    told = judged(examples(3), [0.2, 0.9, 0.4], 0.5)
    assert (told["right"], told["accepted"], told["accepted_right"]) == (2, 1, 1)


def test_the_unread_quarter_is_a_quarter_and_stays_one() -> None:
    ids = [f"article {number}" for number in range(2_000)]
    kept = [one for one in ids if unread(one)]
    assert 450 < len(kept) < 550
    assert kept == [one for one in ids if unread(one)]


def test_without_the_articles_training_says_so_and_changes_nothing(tmp_path: Path) -> None:
    before = OUT.read_bytes()
    with pytest.raises(UsageError, match="not distributed"):
        main(str(tmp_path / "train.jsonl"))
    assert OUT.read_bytes() == before


def test_the_file_holds_sound_models() -> None:
    data = json.loads(OUT.read_text(encoding="utf-8"))
    assert data["articles"] > 50
    for name, told in data["models"].items():
        assert 0 < model(name).threshold < 1
        assert all(math.isfinite(weight) and abs(weight) < 10 for weight in told["weights"].values())
        figures = told["cross_validation"]
        if name == "silence":  # chooses one of many candidates: half right is far above chance
            assert figures["right"] > figures["choices"] / 2
            continue
        assert figures["log_loss"] < figures["log_loss_without"], f"{name} does not pay"


@pytest.mark.slow
def test_training_again_gives_the_same_file(tmp_path: Path) -> None:
    if missing := next((path for path in (SHARED, BULK) if not path.exists()), None):
        pytest.skip(f"{missing} is not here")
    more, out = tmp_path / "more.jsonl", tmp_path / "learnt.json"
    standoff.write(more, standoff.decoded(standoff.read("learnt"), standoff.bulk(BULK)))
    main(str(SHARED), str(more), out=out)
    assert json.loads(out.read_text()) == json.loads(OUT.read_text())


def confidence(text: str) -> float:
    return max(quote.confidence for quote in extract(Article(id="1", text=text)))


def test_what_is_said_plainly_is_trusted_more() -> None:
    plain = confidence("« La digue tient bon », a déclaré Paule Arbois, maire de Lons.")
    pronoun = confidence("Il pleut. « La digue tient bon », a-t-il déclaré.")
    nobody = confidence("Il pleut. « La digue tient bon, on verra demain. »")
    assert plain > max(pronoun, nobody)


def test_confidence_means_what_it_says_on_the_samples() -> None:
    said, right = [], 0
    for article, quotes in annotated():
        gold = GoldArticle(id=article.id, text=article.text, quotes=tuple(quotes))
        found = extract(article)
        said += [quote.confidence for quote in found]
        right += len(right_ones(gold, found))
    assert abs(sum(said) - right) / len(said) < 0.15
