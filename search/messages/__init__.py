"""The texts of the interface: `messages("fr")("results.count", n=12)`.

One TOML file a language, the same keys in each. `{name}` stands for a value; a table with `one` and
`other` is chosen by `n`. French spaces are laid around punctuation here, when a text is loaded, so that
the files are written with ordinary spaces. A missing key is an error: it never reaches a reader.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib import resources
from typing import Any

LANGUAGES = ("fr", "en")
THIN = "\u202f"
"""Narrow no-break space: before ; ! ? and inside « »."""
NO_BREAK = "\u00a0"
"""No-break space: before a colon."""

_THIN_BEFORE = re.compile(r" (?=[;!?»])|(?<=«) ")
_BREAK_BEFORE = re.compile(r" (?=:)")
_ASCII_QUOTE = re.compile("'")


def typeset(text: str, language: str = "fr") -> str:
    """An interface text with the spaces and apostrophes of its language; never used on printed words.

    >>> typeset("Qui a dit : « Oui » ?").replace(THIN, "_").replace(NO_BREAK, "~")
    'Qui a dit~: «_Oui_»_?'
    """
    text = _ASCII_QUOTE.sub("’", text)
    if language != "fr":
        return text
    return _BREAK_BEFORE.sub(NO_BREAK, _THIN_BEFORE.sub(THIN, text))


def number(value: int, language: str = "fr") -> str:
    """A number with the separator of thousands of its language.

    >>> number(12345, "en"), number(12345).replace(THIN, "_")
    ('12,345', '12_345')
    """
    return f"{value:,}" if language == "en" else f"{value:,}".replace(",", THIN)


class Messages:
    """The texts of one language, by dotted key."""

    def __init__(self, language: str, texts: dict[str, Any]) -> None:
        self.language = language
        self.texts = {key: typeset(text, language) for key, text in _flat(texts)}
        self._counted = {key.removesuffix(".other") for key in self.texts if key.endswith(".other")}

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key, its values filled in; KeyError when there is none."""
        if not values:
            return self.texts[key]
        n = values.get("n")
        if isinstance(n, int) and key in self._counted:
            key = f"{key}.one" if self._single(n) else f"{key}.other"
        for name, value in values.items():
            if isinstance(value, int):
                values[name] = number(value, self.language)
        return self.texts[key].format_map(values)

    def __contains__(self, key: str) -> bool:
        return key in self.texts

    def _single(self, n: int) -> bool:
        return n < 2 if self.language == "fr" else n == 1  # « 0 citation », "0 quotations"


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for name, value in table.items():
        key = f"{prefix}{name}"
        found += _flat(value, f"{key}.") if isinstance(value, dict) else [(key, str(value))]
    return found


@lru_cache(maxsize=4)
def messages(language: str) -> Messages:
    """The texts of a language, French for one that is not known."""
    known = language if language in LANGUAGES else LANGUAGES[0]
    file = resources.files("search.messages") / f"{known}.toml"
    return Messages(known, tomllib.loads(file.read_text(encoding="utf-8")))


__all__ = ["LANGUAGES", "Messages", "messages", "number", "typeset"]
