"""When two annotations of one article agree: the same words, the same name, the same cue.

Words are told apart by where they begin, so marks, punctuation and spaces never count. The
thresholds are those of the annotation guideline: half the words shared is "found", nine tenths "exact".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from corpus import Quote, Span

FOUND, EXACT = 0.5, 0.9
ROOM_IN_NAMES = 2
"""Words that a predicted name may have over the true one (« le docteur X Y de Z »)."""

Words = frozenset[int]

_WORD = re.compile(r"\w+")
_MARKED = re.compile(r'«(?P<a>[^»]+)»|“(?P<b>[^”]+)”|"(?P<c>[^"]+)"')
_ARTICLES = ("le", "la", "les", "l", "un", "une", "des", "de", "du", "d", "au", "aux", "a", "et", "en")
_CIVILITIES = ("m", "mm", "mme", "mmes", "mlle", "monsieur", "madame", "messieurs", "mesdames")
_TITLES = ("dr", "pr", "me", "maitre", "docteur", "professeur")
_EMPTY_IN_NAMES = frozenset((*_ARTICLES, *_CIVILITIES, *_TITLES))
"""Words of a name that tell nothing of who it is."""


def words(text: str, spans: Sequence[Span]) -> Words:
    """Where the words inside `spans` begin.

    >>> sorted(words("« Non, dit-elle, jamais. »", [(2, 5), (17, 23)]))
    [2, 17]
    """
    return frozenset(start + word.start() for start, end in spans for word in _WORD.finditer(text[start:end]))


def accepted(text: str, quote: Quote) -> list[Words]:
    """The sets of words that count as finding `quote`: all of it, or the marked words of a mixed one."""
    whole = words(text, quote.spans)
    return [whole, words(text, _marked(text, quote.spans))] if quote.kind == "mixed" else [whole]


def _marked(text: str, spans: Sequence[Span]) -> list[Span]:
    found = []
    for start, end in spans:
        for match in _MARKED.finditer(text[start:end]):
            inside = match.span(match.lastgroup or 0)
            found.append((start + inside[0], start + inside[1]))
    return found


def shared(left: frozenset[int] | frozenset[str], right: frozenset[int] | frozenset[str]) -> float:
    """The share of what both hold in what either holds, 0 to 1."""
    union = len(left | right)
    return len(left & right) / union if union else 0.0


def pair_up(
    gold: Sequence[Sequence[Words]], predicted: Sequence[Words], threshold: float
) -> list[tuple[int, int]]:
    """Pairs (gold, predicted) that share at least `threshold`, one to one, best first, then in order."""
    candidates = [
        (-best, i, j)
        for i, sets in enumerate(gold)
        for j, found in enumerate(predicted)
        if (best := max(shared(one, found) for one in sets)) >= threshold
    ]
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    pairs = []
    for _, i, j in sorted(candidates):
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((i, j))
    return pairs


def name_words(name: str | None) -> list[str]:
    """The words of a name that tell who it is, folded.

    >>> name_words("Mme Élise de La Rochecœur")
    ['elise', 'rochecoeur']
    """
    if not name:
        return []
    folded = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "Oe"))
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter)).casefold()
    return [word for word in _WORD.findall(bare) if word not in _EMPTY_IN_NAMES]


def same_name(gold: str | None, predicted: str | None, *, person: bool) -> bool:
    """Whether `predicted` names whom `gold` names; for a person the surname must be shared.

    >>> same_name("Nadège Kerbrat", "Mme Kerbrat", person=True)
    True
    >>> same_name("Nadège Kerbrat", "Nadège", person=True)
    False
    """
    true, given = name_words(gold), name_words(predicted)
    if not true or not given or true == given:
        return true == given
    short, long = sorted((true, given), key=len)
    if len(given) > len(true) + ROOM_IN_NAMES or not set(short) <= set(long):
        return False
    if person:
        return len(short) >= 2 or short[-1] == long[-1]
    return 2 * len(short) >= len(long)


def has_whole_name(gold: str | None, predicted: str | None) -> bool:
    """Whether every word of the true name is there."""
    return set(name_words(gold)) <= set(name_words(predicted))


def same_role(gold: str | None, predicted: str | None) -> bool:
    """Whether half the words of the two roles are shared."""
    return shared(frozenset(name_words(gold)), frozenset(name_words(predicted))) >= 0.5


def same_cue(gold: Span | None, predicted: Span | None) -> bool:
    """Whether the two cover half of the same characters, or both are none."""
    if not gold or not predicted:
        return not gold and not predicted
    common = min(gold[1], predicted[1]) - max(gold[0], predicted[0])
    return 2 * common >= max(gold[1], predicted[1]) - min(gold[0], predicted[0])
