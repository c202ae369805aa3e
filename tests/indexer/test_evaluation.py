"""Precision and recall: by hand on small cases, and the same numbers as the annotators' own scorer."""

from __future__ import annotations

import importlib.util
import random
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pytest

from corpus import KINDS, Quote, Span, Speaker, UsageError
from corpus.inline import compile, quote_to_gold
from corpus.sample_set import annotated
from indexer.agreement import same_cue, same_name, same_role
from indexer.evaluation import GoldArticle, Rate, evaluate, read_gold, write_predictions

SHARED = Path(__file__).parents[3] / "shared"


def marked(body: str, trailer: str) -> GoldArticle:
    article, quotes = compile(f"---\nid: a\n---\n\n{body}\n\n=== quotations\n{trailer}\n")
    return GoldArticle(id="a", text=article.text, quotes=tuple(quotes))


MAYOR = marked(
    "« {1:Nous fermons la piscine municipale} », {1c:tranche} {1w:Karim Belhadj}, maire de Montreval.",
    "1 direct | person | Karim Belhadj | maire de Montreval | Montreval",
)


def changed(article: GoldArticle, **changes: Any) -> list[Quote]:
    return [msgspec.structs.replace(article.quotes[0], **changes)]


def said_by(name: str | None) -> Speaker:
    return Speaker(name=name, type="person")


def shifted(span: Span, by: int) -> Span:
    return span[0], span[1] + by


def test_what_is_annotated_is_perfect() -> None:
    report = evaluate([MAYOR], {"a": MAYOR.quotes})
    assert report.found == report.exact == report.attributed == Rate(1, 1, 1)
    assert report.cue.percent == report.kind.percent == report.full_name.percent == 100.0


def test_nothing_predicted_is_nothing_found() -> None:
    report = evaluate([MAYOR], {})
    assert (report.found.precision, report.found.recall, report.found.f1) == (0.0, 0.0, 0.0)
    assert report.speaker.percent is None
    assert list(report.by_kind) == list(KINDS)


def test_half_the_words_is_found_but_not_exact() -> None:
    start, end = MAYOR.quotes[0].spans[0]
    half = changed(MAYOR, spans=((start, end - len(" piscine municipale")),))
    report = evaluate([MAYOR], {"a": half})
    assert (report.found.hit, report.exact.hit) == (1, 0)


def test_less_than_half_the_words_is_not_found() -> None:
    start, _ = MAYOR.quotes[0].spans[0]
    assert evaluate([MAYOR], {"a": changed(MAYOR, spans=((start, start + 4),))}).found.hit == 0


def test_one_prediction_counts_once() -> None:
    report = evaluate([MAYOR], {"a": [*MAYOR.quotes, *MAYOR.quotes]})
    assert report.found == Rate(1, 1, 2)


def test_a_mixed_quotation_is_found_by_its_marked_words_but_not_exactly() -> None:
    article = marked(
        "{1w:Elle} {1c:juge} que {1:la fermeture décidée en novembre est « un vrai gâchis »}.",
        "1 mixed | person | Sandrine Vasseur | - | -",
    )
    at = article.text.index("un vrai")
    report = evaluate([article], {"a": changed(article, spans=((at, at + len("un vrai gâchis")),))})
    assert (report.found.hit, report.exact.hit) == (1, 0)


@pytest.mark.parametrize(
    ("gold", "predicted", "person", "right"),
    [
        ("Karim Belhadj", "M. Belhadj", True, True),
        ("Karim Belhadj", "KARIM BELHADJ", True, True),
        ("Karim Belhadj", "Yacine Belhadj", True, False),
        ("Karim Belhadj", "Karim", True, False),
        ("Karim Belhadj", None, True, False),
        (None, None, True, True),
        (None, "Karim Belhadj", True, False),
        ("Belhadj", "le maire de Montreval Karim Belhadj", True, False),
        ("Fédération unie des travailleurs du rail", "Fédération unie", False, True),
        ("Fédération unie des travailleurs du rail", "rail", False, False),
        ("chœur des riverains", "Choeur des Riverains", False, True),
    ],
)
def test_names(gold: str | None, predicted: str | None, person: bool, right: bool) -> None:
    assert same_name(gold, predicted, person=person) is right


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        ("maire de Montreval", "maire", True),
        ("maire", "mairesse", False),
        ("maire", None, False),
        ("secrétaire générale", "secrétaire générale adjointe", True),
    ],
)
def test_roles(gold: str, predicted: str | None, right: bool) -> None:
    assert same_role(gold, predicted) is right


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [((0, 10), (0, 5), True), ((0, 10), (0, 4), False), (None, None, True), (None, (0, 3), False)],
)
def test_cues(gold: Span | None, predicted: Span | None, right: bool) -> None:
    assert same_cue(gold, predicted) is right


def test_mistakes_say_what_went_wrong() -> None:
    start, end = MAYOR.quotes[0].cue or (0, 0)
    extra = Quote(spans=((start, end),), kind="direct")
    wrong = [*changed(MAYOR, speaker=said_by("Yacine Belhadj")), extra]
    told = [str(mistake) for mistake in evaluate([MAYOR], {"a": wrong}, mistakes=5).mistakes]
    assert told == [
        "a: speaker ('Karim Belhadj' expected, 'Yacine Belhadj' given): Nous fermons la piscine municipale",
        "a: not a quotation: tranche",
    ]
    assert evaluate([MAYOR], {}, mistakes=1).mistakes[0].cause == "missed"


def test_the_table_and_the_data_say_the_same() -> None:
    report = evaluate([MAYOR], {"a": changed(MAYOR, speaker=said_by(None))})
    assert report.data()["found and attributed"]["f1"] == 0.0
    assert "found and attributed" in report.table()
    assert "0 of 1" in report.table()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("[]", "not an annotated article"),
        ('{"id": "a", "text": "Oui.", "quotes": [{"spans": [[0, 9]], "kind": "direct"}]}', "outside 0-4"),
        ('{"id": "a", "text": "Oui.", "quotes": [{"spans": [[3, 4]], "kind": "direct"}]}', "no word"),
        ('{"id": "a", "text": "Oui.", "quotes": [{"spans": [[0, 3]], "kind": "libre"}]}', "libre"),
    ],
)
def test_a_bad_gold_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match="line 2") as caught:
        read_gold(path)
    assert told in str(caught.value)


# --- the annotators' own scorer says the same ------------------------------------------------------


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    path = SHARED / "tools" / "score_quotes.py"
    if not path.exists():
        pytest.skip(f"{path} is not here")
    spec = importlib.util.spec_from_file_location("score_quotes", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    # It lies in a folder that is not ours: leave no compiled file beside it.
    before, sys.dont_write_bytecode = sys.dont_write_bytecode, True
    try:
        spec.loader.exec_module(module)
    finally:
        sys.dont_write_bytecode = before
    return module


def perturbed(article: GoldArticle, chance: random.Random) -> list[Quote]:
    """The annotations, some of them lost, moved, cut, misattributed or doubled."""
    size = len(article.text)
    names = [quote.speaker.name for quote in article.quotes]
    result = []
    for quote in article.quotes:
        if chance.random() < 0.15:
            continue
        if chance.random() < 0.5:
            by, wider = chance.randint(-40, 40), chance.randint(-40, 40)
            spans = tuple(
                (max(0, start + by), min(size, end + wider))
                for start, end in quote.spans
                if max(0, start + by) < min(size, end + wider)
            )
            quote = msgspec.structs.replace(quote, spans=spans or ((0, 1),))
        if chance.random() < 0.4:
            name = chance.choice([*names, None, "Belhadj", (quote.speaker.name or "M. Sarr").split()[-1]])
            quote = msgspec.structs.replace(quote, speaker=msgspec.structs.replace(quote.speaker, name=name))
        if chance.random() < 0.3:
            quote = msgspec.structs.replace(
                quote,
                kind=chance.choice(KINDS),
                cue=None
                if chance.random() < 0.5 or not quote.cue
                else shifted(quote.cue, chance.randint(0, 9)),
                role=chance.choice([quote.role, None, "ministre", f"ancien {quote.role}"]),
                organisation=chance.choice([quote.organisation, None, "ministère", "Parti du fleuve"]),
            )
        result += [quote] * (2 if chance.random() < 0.1 else 1)
    return result


def same_numbers(scorer: ModuleType, gold: list[GoldArticle], predicted: dict[str, list[Quote]]) -> None:
    theirs, _ = scorer.score(
        [msgspec.to_builtins(article) for article in gold],
        {key: {"quotes": [quote_to_gold(quote) for quote in quotes]} for key, quotes in predicted.items()},
    )
    ours = evaluate(gold, predicted)
    pairs = {
        "found": ours.found,
        "exact": ours.exact,
        "found_and_attributed": ours.attributed,
        "organisation_on_found": ours.organisation,
        "role_on_found": ours.role,
    }
    for name, rate in pairs.items():
        assert theirs[name] == {
            "p": rate.precision,
            "r": rate.recall,
            "f1": rate.f1,
            **msgspec.to_builtins(rate),
        }, name
    assert theirs["speaker_accuracy_on_found"] == ours.speaker.percent
    assert theirs["named_person_accuracy_on_found"] == ours.person.percent
    assert theirs["full_name_on_found"] == ours.full_name.percent
    assert theirs["kind_accuracy_on_found"] == ours.kind.percent
    assert theirs["cue_accuracy_on_found"] == ours.cue.percent
    assert theirs["recall_by_kind"] == ours.data()["recall_by_kind"]


@pytest.mark.parametrize("seed", range(30))
def test_same_numbers_as_the_scorer_on_the_samples(scorer: ModuleType, seed: int) -> None:
    chance = random.Random(seed)
    gold = [
        GoldArticle(id=article.id, text=article.text, quotes=tuple(quotes)) for article, quotes in annotated()
    ]
    same_numbers(scorer, gold, {article.id: perturbed(article, chance) for article in gold})


@pytest.mark.parametrize("name", ["dev.jsonl", "tricky.jsonl"])
def test_same_numbers_as_the_scorer_on_gold(scorer: ModuleType, name: str) -> None:
    gold = read_gold(SHARED / "gold" / name)
    for seed in range(5):
        chance = random.Random(seed)
        same_numbers(scorer, gold, {article.id: perturbed(article, chance) for article in gold})


def test_predictions_written_are_read_by_the_scorer(scorer: ModuleType, tmp_path: Path) -> None:
    path = tmp_path / "predicted.jsonl"
    write_predictions(path, {"a": MAYOR.quotes})
    (line,) = scorer.read_jsonl(str(path))
    report, errors = scorer.score([msgspec.to_builtins(MAYOR)], {line["id"]: line}, 10)
    assert report["found_and_attributed"]["f1"] == 100.0
    assert errors == []
