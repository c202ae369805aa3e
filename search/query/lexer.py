"""From the characters of a query to its lexemes: words, phrases, operators, fields, parentheses."""

from __future__ import annotations

import re

import msgspec

from search.analysis import exact_words, tokens
from search.query.caps import MIN_PREFIX, fail

FIELDS = {
    "qui": "speaker",
    "speaker": "speaker",
    "pour": "organisation",
    "organisation": "organisation",
    "journal": "source",
    "source": "source",
    "titre": "title",
    "title": "title",
    "role": "role",
    "rôle": "role",
}
"""What may stand before a colon, and the field it names."""
OPERATORS = {"ET": "and", "AND": "and", "OU": "or", "OR": "or", "SAUF": "not", "NOT": "not"}
"""Operators, in capitals only: « ou » is a word."""

QUOTES = {
    "«": "»",
    "»": "»«",
    "“": "”",
    "”": "”",
    "„": "“”",
    "‟": "”",
    "‹": "›",
    "″": "″",
    "＂": "＂",
    '"': '"',
}
"""Marks that open a phrase, and what closes it; failing that, any double mark does."""
_ANY_MARK = '»”“"″＂'
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\s()\"«»“”„‟‹›″＂]+")
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?=[\s()]|$)")
NEAR = re.compile(r"~(\d*)(>?)")


class Lexeme(msgspec.Struct, frozen=True):
    """A piece of a query: `kind` is open, close, minus, field, phrase, word, and, or, not."""

    kind: str
    value: str
    start: int
    extra: str = ""


def lex(text: str) -> list[Lexeme]:
    """The lexemes of a query; punctuation that means nothing is left out.

    >>> [(each.kind, each.value) for each in lex("qui:Rose -(pétition, « oui »)")][:3]
    [('field', 'speaker'), ('word', 'Rose'), ('minus', '-')]
    """
    found: list[Lexeme] = []
    at = 0
    while at < len(text):
        char = text[at]
        if space := _SPACE.match(text, at):
            at = space.end()
        elif char in "()":
            found.append(Lexeme("open" if char == "(" else "close", char, at))
            at += 1
        elif char in QUOTES:
            at = _phrase(text, at, found)
        elif char == "-" and at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] not in "-)":
            found.append(Lexeme("minus", char, at))
            at += 1
        elif number := _NUMBER.match(text, at):  # « 2 500 » is one word
            found.append(Lexeme("word", number.group(), at))
            at = number.end()
        else:
            at = _word(text, at, found)
    return found


def _phrase(text: str, at: int, found: list[Lexeme]) -> int:
    end = _closing(text, at, QUOTES[text[at]])
    if end < 0:
        closing = QUOTES[text[at]][0]
        fail("unclosed_quote", at, f"this quotation mark is not closed: add {closing} where the phrase ends")
    inner = text[at + 1 : end]
    near = NEAR.match(text, end + 1)
    if exact_words(inner):
        found.append(Lexeme("phrase", inner, at, near.group() if near else ""))
    return near.end() if near else end + 1


def _closing(text: str, at: int, closing: str) -> int:
    """Where the phrase that opens at a mark ends: at its own closing mark, else at any, else -1."""
    for marks in (closing, _ANY_MARK):
        ends = [end for mark in marks if (end := text.find(mark, at + 1)) >= 0]
        if ends:
            return min(ends)
    return -1


def _word(text: str, at: int, found: list[Lexeme]) -> int:
    match = _WORD.match(text, at)
    if match is None:  # a closing mark of no phrase
        return at + 1
    word = match.group()
    if word in OPERATORS:
        found.append(Lexeme(OPERATORS[word], word, at))
        return match.end()
    name, colon, _ = word.partition(":")
    if colon and name.lower() in FIELDS:
        found.append(Lexeme("field", FIELDS[name.lower()], at, name))
        return at + len(name) + 1
    if tokens(word):
        found.append(Lexeme("word", word, at))
    elif "*" in word:
        fail("prefix_short", at, f"truncation needs at least {MIN_PREFIX} letters before the *", MIN_PREFIX)
    return match.end()
