"""The texts of the interface: the same in both languages, all used, none missing."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from search.messages import LANGUAGES, NO_BREAK, THIN, messages

WEB = Path(__file__).parents[2] / "search" / "web"
FILES = [path for path in sorted(WEB.rglob("*")) if path.suffix in (".py", ".html", ".xml")]
SOURCES = "\n".join(path.read_text(encoding="utf-8") for path in FILES)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys() -> None:
    french, english = (messages(language).texts for language in LANGUAGES)
    assert list(french) == list(english)


def test_both_languages_fill_in_the_same_values() -> None:
    french, english = (messages(language).texts for language in LANGUAGES)
    assert {key: fields(text) for key, text in french.items()} == {k: fields(t) for k, t in english.items()}


@pytest.mark.parametrize("key", messages("fr").texts)
def test_every_text_is_used(key: str) -> None:
    bare = key.removesuffix(".one").removesuffix(".other")
    starts = [bare, *(bare[: place.end()] for place in re.finditer(r"[._]", bare))]
    assert any(
        re.search(rf"[\"']{re.escape(start)}", SOURCES) for start in starts[:1] + starts[2:] + starts[1:2]
    )


def test_every_text_asked_for_exists() -> None:
    known = messages("fr")
    asked = set(re.findall(r"\bt\(\s*['\"]([a-z_.0-9]+)['\"]\s*[,)]", SOURCES))
    assert len(asked) > 100
    assert [key for key in sorted(asked) if key not in known and f"{key}.other" not in known] == []


def test_french_spaces_are_laid_when_a_text_is_loaded() -> None:
    texts = messages("fr").texts
    assert texts["why.title"] == f"Pourquoi cette attribution{THIN}?"
    assert texts["words.with.role"] == f"fonction{NO_BREAK}: {{value}}"
    for key, text in texts.items():
        assert not re.search(r" [;:!?»]|« |'", text), key
    assert not any(THIN in text or NO_BREAK in text for text in messages("en").texts.values())


PLURALS = (
    ("fr", 0, "0 citation"), ("fr", 1, "1 citation"), ("fr", 2, "2 citations"),
    ("fr", 1234, f"1{THIN}234 citations"), ("en", 0, "0 quotations"), ("en", 1, "1 quotation"),
    ("en", 1234, "1,234 quotations"),
)  # fmt: skip


@pytest.mark.parametrize(("language", "n", "told"), PLURALS)
def test_plurals(language: str, n: int, told: str) -> None:
    assert messages(language)("results.count", n=n) == told


def test_a_language_that_is_not_ours_is_french() -> None:
    assert messages("de").language == "fr"
