"""The lexicons as data: order, no word twice, normal form, every entry of use."""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files

import pytest

from indexer.extraction.cue import tokens
from indexer.extraction.cues import cues
from indexer.extraction.infinitives import is_infinitive
from indexer.extraction.verbs import forms, phrases
from indexer.lexicon import rows

NAMES = sorted(
    entry.name.removesuffix(".tsv")
    for entry in files("indexer.lexicon").iterdir()
    if entry.name.endswith(".tsv")
)
FRAMES = set("IQVDAdaFNRPpW")
ORDERED = ["adverbs", "infinitives", "irregular", "not_infinitives", "nouns_too", "phrases", "verbs"]
KEYS = {"phrases": 2}
"""How many columns name an entry; one elsewhere."""


def lines(name: str) -> list[str]:
    text = (files("indexer.lexicon") / f"{name}.tsv").read_text(encoding="utf-8")
    assert text.endswith("\n")
    return text.splitlines()


@pytest.mark.parametrize("name", NAMES)
def test_says_where_its_words_come_from(name: str) -> None:
    head = " ".join(line for line in lines(name) if line.startswith("#"))
    assert "Source" in head or "source" in head


@pytest.mark.parametrize("name", NAMES)
def test_is_in_normal_form_without_stray_blanks(name: str) -> None:
    wrong = [
        line
        for line in lines(name)
        if unicodedata.normalize("NFC", line) != line
        or any(cell != cell.strip() for cell in line.split("\t"))
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ORDERED)
def test_is_in_order_with_no_entry_twice(name: str) -> None:
    keys = [row[: KEYS.get(name, 1)] for row in rows(name)]
    assert len(keys) == len(set(keys)), sorted({key for key in keys if keys.count(key) > 1})
    assert keys == sorted(keys)


@pytest.mark.parametrize("name", ["verbs", "phrases"])
def test_frames_are_known(name: str) -> None:
    wrong = [row for row in rows(name) if not set(row[-2]) <= FRAMES or len(set(row[-2])) != len(row[-2])]
    assert wrong == []


@pytest.mark.parametrize("row", rows("verbs"), ids=lambda row: row[0])
def test_a_verb_is_found_in_its_example(row: tuple[str, ...]) -> None:
    verb, _, example = row
    masked = re.sub(r"«[^»]*»", lambda m: "«" + "·" * (len(m.group()) - 2) + "»", example)
    assert verb in [cue.verb for cue in cues(tokens(masked, 0, len(masked)))]


@pytest.mark.parametrize("row", rows("phrases"), ids=lambda row: " ".join(row[:2]))
def test_a_phrase_is_found_in_its_example(row: tuple[str, ...]) -> None:
    head, rest, _, example = row
    masked = re.sub(r"«[^»]*»", lambda m: "«" + "·" * (len(m.group()) - 2) + "»", example)
    found = [cue.verb for cue in cues(tokens(masked, 0, len(masked)))]
    assert f"{head} {rest.rstrip('*')}" in found


def test_irregular_verbs_are_verbs_of_speech_or_open_a_phrase() -> None:
    used = {row[0] for row in rows("verbs")} | {row[0] for row in rows("phrases")}
    assert [row[0] for row in rows("irregular") if row[0] not in used] == []


def test_what_is_a_noun_too_is_a_form_of_a_verb() -> None:
    known = set(forms()) | set(phrases())
    assert [row[0] for row in rows("nouns_too") if row[0] not in known] == []


def test_the_lists_of_infinitives_change_something() -> None:
    assert all(is_infinitive(row[0]) for row in rows("infinitives"))
    assert not any(is_infinitive(row[0]) for row in rows("not_infinitives"))
    assert all(row[0].endswith(("er", "ir")) for row in rows("not_infinitives"))
