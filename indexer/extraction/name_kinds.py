"""What a proper name may be by its own words and the word before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from indexer.extraction.known import kinds_known
from indexer.extraction.words import Word, body_sort, fold, given
from indexer.lexicon import word_class, words

NameKind = Literal["person", "first", "maybe", "word", "body", "place"]
"""person: a given name and more, or a civility before · first: a given name alone · maybe: several words of
no known kind · word: one word of no known kind · body: an acronym, a medium, or an article in capitals
· place."""

HONORIFICS = word_class("honorifics")
"""Words that open a name before the given name: « El Hadji Malick Faye », « Sidi Ould Brahim »."""
_ARTICLES = word_class("articles")


def is_medium(word: str) -> bool:
    """Whether a name is a known medium's."""
    return word in words("media")


def name_kind(found: Sequence[Word], first: int, last: int, civility: str | None) -> NameKind:
    """What a name, given by its first and last word, is by itself.

    >>> from indexer.extraction.words import read_words
    >>> name_kind(read_words("la FNSEA et Paul Morel"), 1, 1, None)
    'body'
    >>> name_kind(read_words("la FNSEA et Paul Morel"), 3, 4, None)
    'person'
    """
    if civility:
        return "person"
    words_ = [word.text for word in found[first : last + 1]]
    head = words_[0]
    before = found[first - 1].low if first else ""
    if (
        found[first].low in ("le", "la", "les", "l'")
        and len(words_) > 1
        and words_[1] not in ("Pen", "Drian", "Maire", "Goff")
    ):
        return (
            "maybe"
            if len(words_[1]) > 1
            and found[first].low == "le"
            and len(words_) == 2
            and not (is_medium(words_[1]) or kinds_known(" ".join(words_)))
            else "body"
        )
    if len(words_) == 1:
        if is_medium(head):
            return "body"
        if head in words("places"):
            return "place"
        if len(head) > 1 and head.split("-")[0].isupper() and len(head.split("-")[0]) > 2 and not given(head):
            return "body"  # « FNSEA », « CSN-Transport »
        if len(head) > 1 and head.isupper() and not given(head):
            return "body"
        if given(head) and before not in _ARTICLES:
            return "first"
        return "word"
    if words_[-1].isdigit():
        return "body"
    if (is_medium(words_[-1]) and not given(head)) or is_medium(head) or kinds_known(" ".join(words_)):
        return "body"
    if not given(head) and fold(words_[-1]) in words("name_words"):
        return "body"
    surname = given(head) and last == first + 1 and before not in _ARTICLES
    if (head in words("places") and not given(head)) or any(
        body_sort(found[n].low) for n in ((first,) if surname else (first, last))
    ):
        return "body"  # but « Luc Brasseur », « Anne Chambre » are people
    if before in ("la", "les", "du", "aux", "au", "des", "l'") or (before == "le" and not given(head)):
        return "body"
    if given(head) or (head[-1] == "." and len(head) > 1):
        return "person"
    if found[first].low in HONORIFICS and any(given(word) for word in words_[1:]):
        return "person"
    if any(len(word) > 1 and word.isupper() for word in words_[:1]) and len(head) <= 5:
        return "body"
    return "maybe"
