"""Runs of capitalised words in an article, with the particles and figures that belong to them.

« Paul de Brie », « Ayman al-Zawahiri », « France 3 », « le bailleur Habitat 13 ».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.extraction.words import Word, body_sort, given, role_noun
from indexer.lexicon import word_class, words

PARTICLES = word_class("particles")
CIVILITIES = word_class("civilities")
AFTER_A_NAME = frozenset(
    [
        "a",
        "ont",
        "est",
        "sont",
        "avait",
        "qui",
        "et",
        "se",
        "s'",
        "ne",
        "n'",
        "dénonce",
        "demande",
        "accuse",
        "affirme",
    ]
)
"""What goes on in small letters where a name has ended."""
_AL = re.compile(r"(?:al|el|an|as|ad|ar|ash|at|bin|ben|d|o)[-'’][A-ZÀ-Þ]")
"""Arabic articles in small letters: « al-Zawahiri »."""
_SMALL_NAMES = frozenset(name for name in words("media") if name[0].islower())
"""Media that write themselves in small letters."""
_NUMBERED = frozenset(["france", "europe", "canal"])
_BEFORE_NUMBERED = frozenset(["d'", "de", "chez"])


def joined(found: Sequence[Word], a: int, b: int) -> bool:
    """Whether two words stand side by side, and the second begins with a letter."""
    return 0 <= found[b].start - found[a].end <= 1 and found[b].text[0].isalpha()


def capital(word: Word) -> bool:
    """Whether a word may begin a name, or go on with one: a capital, « al-Zawahiri », « franceinfo »."""
    text = word.text
    if text[0].isupper():
        return word.low not in ("m.", "mm.")
    return text in _SMALL_NAMES or (("-" in text or "'" in text or "’" in text) and bool(_AL.match(text)))


def _numbered(found: Sequence[Word], last: int) -> bool:
    """Whether a figure belongs to a name: « France 3 », « le bailleur Habitat 13 »."""
    figure = found[last + 1]
    if not figure.text.isdigit() or figure.start - found[last].end != 1:
        return False
    if found[last].low in _NUMBERED:
        return len(figure.text) == 1
    before, after = found[last - 1].low if last else "", found[last + 2 : last + 3]
    closed = not after or after[0].text in ",.)»;" or after[0].low in AFTER_A_NAME
    return len(figure.text) < 4 and closed and (before in _BEFORE_NUMBERED or body_sort(before) == "kind")


def run_of_capitals(found: Sequence[Word], at: int) -> int:
    """The last word of the run of capitals that begins at a word."""
    last = at
    while last + 1 < len(found):
        after = last + 1
        if _numbered(found, last):
            last = after
            continue
        if not joined(found, last, after):
            return last
        if capital(found[after]) and found[after].low not in CIVILITIES:
            last = after
            continue
        steps = after
        while (
            steps < len(found)
            and steps - after < 2
            and found[steps].low in PARTICLES
            and joined(found, steps - 1, steps)
        ):
            steps += 1
        if (
            steps > after
            and steps < len(found)
            and capital(found[steps])
            and joined(found, steps - 1, steps)
            and (
                any(given(w.text) for w in found[at : last + 1])
                or found[at].text[-1] == "."
                or found[after].low not in ("de", "du", "des", "d'", "la", "le")
            )
            and not role_noun(found[last].low)
            and not (found[steps].text.isupper() and len(found[steps].text) > 2 and given(found[at].text))
        ):  # but « Anne Roy de la CFTC »
            last = steps
            continue
        return last
    return last
