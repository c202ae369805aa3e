"""Is it French? By the share of its small words, which no text can do without.

Calibrated on 34,790 press articles and on texts in eight other languages (tests/corpus/test_french.py):
small words of French make up 25 to 50 % of an article's words, and under 10 % of a foreign text's after
those that the other language has too are weighed against its own.
"""

from __future__ import annotations

import re
import tomllib
from importlib import resources

LOOKED_AT = 4_000
"""Characters looked at: more would not change the answer."""
FEW = 20
"""Words below which a text is refused only when another language is plain in it."""
SHARE = 0.10
FOREIGN = 0.12

_WORD = re.compile(r"[^\W\d_]+")

_LANGUAGES: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in tomllib.loads(
        resources.files("corpus.readers").joinpath("small_words.toml").read_text(encoding="utf-8")
    ).items()
}
FRENCH = _LANGUAGES.pop("French")


def foreign(text: str, start: int = 0) -> str | None:
    """Why the text (from `start`) is not taken for French, or None when it is, or may be.

    >>> foreign("Le préfet a rappelé que la digue de Brénac serait fermée dès lundi.")
    >>> foreign("The prefect said that the dam would be closed from Monday.")
    'not French (it reads as English)'
    """
    words = [word.casefold() for word in _WORD.findall(text[start : start + LOOKED_AT])]
    if not words:
        return None if any(letter.isalnum() for letter in text[start:]) else "empty: there are no words in it"
    ours = sum(word in FRENCH for word in words) / len(words)
    language, theirs = max(
        ((name, sum(word in known for word in words) / len(words)) for name, known in _LANGUAGES.items()),
        key=lambda pair: pair[1],
    )
    if theirs > ours and theirs > FOREIGN:
        return f"not French (it reads as {language})"
    if len(words) >= FEW and ours < SHARE:
        return "not French (it has hardly any of the small words of French)"
    return None


def reads_as_french(text: str) -> bool:
    """Whether the text is plainly French: some words, and enough small ones."""
    words = [word.casefold() for word in _WORD.findall(text[:LOOKED_AT])]
    return len(words) >= 5 and sum(word in FRENCH for word in words) >= 2 * SHARE * len(words)
