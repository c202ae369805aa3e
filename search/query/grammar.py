"""The grammar, by recursive descent over the lexemes; no rule looks back, none can loop.

or   = and { OU and }          OU, OR; operators in capitals only
and  = not { [ET] not }        words side by side mean ET
not  = unit { SAUF unit }      SAUF binds first; `-word` excludes too
unit = ( or ) | field:unit | "phrase" | "a b"~5 | "a b"~5> | word | word* | word~
"""

from __future__ import annotations

import re
from typing import NoReturn

from search.analysis import Token, fold, tokens
from search.query.caps import (
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_PHRASE,
    MAX_SLOP,
    MAX_TERMS,
    MIN_FUZZY,
    MIN_PREFIX,
    fail,
)
from search.query.lexer import NEAR, Lexeme, lex
from search.query.nodes import And, Everything, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Query, Term

_APOSTROPHES = str.maketrans(dict.fromkeys("‘‛′´`＇", "'"))
"""What keyboards type for an apostrophe, beside ' and ’; one character for one, so that positions hold."""
_ENDS = ("close", "and", "or", "not", "minus")


def parse(text: str) -> Query:
    """The query that `text` means; QueryError, with the position and what to write instead.

    >>> parse("députés ET réforme").node
    And(nodes=(Term(word='députés'), Term(word='réforme')))
    """
    if len(text) > MAX_LENGTH:
        message = f"the query has {len(text)} characters; at most {MAX_LENGTH} are allowed"
        fail("too_long", MAX_LENGTH, message, MAX_LENGTH)
    found = lex(text.translate(_APOSTROPHES))
    if not found:
        return Query(text, Everything())
    parser = _Parser(found)
    node = parser.any_of(0)
    rest = parser.peek()
    if rest is not None:
        fail("unexpected", rest.start, "a closing parenthesis without an opening one: take it out")
    return Query(text, node)


class _Parser:
    def __init__(self, found: list[Lexeme]) -> None:
        self.found, self.at, self.terms = found, 0, 0

    def peek(self) -> Lexeme | None:
        return self.found[self.at] if self.at < len(self.found) else None

    def take(self, *kinds: str) -> Lexeme | None:
        lexeme = self.peek()
        if lexeme is None or lexeme.kind not in kinds:
            return None
        self.at += 1
        return lexeme

    def any_of(self, depth: int) -> Node:
        nodes = [self.all_of(depth)]
        while self.take("or"):
            nodes.append(self.all_of(depth))
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def all_of(self, depth: int) -> Node:
        nodes: list[Node] = []
        excluded: list[Node] = []
        while (lexeme := self.peek()) is not None and lexeme.kind not in ("close", "or"):
            if self.take("and"):
                self._between(lexeme, bool(nodes or excluded))
            elif self.take("minus", "not"):
                excluded.append(self.unit(depth, lexeme))
            else:
                nodes.append(self.but(depth, lexeme))
        if not nodes and not excluded:
            self.missing(self.peek() or self.found[-1])
        whole: Node = Everything() if not nodes else nodes[0] if len(nodes) == 1 else And(tuple(nodes))
        for but in excluded:
            whole = Not(whole, but)
        return whole

    def _between(self, operator: Lexeme, before: bool) -> None:
        following = self.peek()
        if not before or following is None or following.kind in ("close", "or", "and"):
            self.missing(operator)

    def but(self, depth: int, lexeme: Lexeme) -> Node:
        node = self.unit(depth, lexeme)
        while operator := self.take("not"):
            node = Not(node, self.unit(depth, operator))
        return node

    def missing(self, lexeme: Lexeme) -> NoReturn:
        message = f"{lexeme.value} needs words on both sides: add them, or take it out"
        fail("operand", lexeme.start, message, value=lexeme.value)

    def unit(self, depth: int, before: Lexeme) -> Node:
        lexeme = self.peek()
        if lexeme is None or lexeme.kind in _ENDS:
            self.missing(before)
        self.at += 1
        match lexeme.kind:
            case "open":
                return self.group(depth, lexeme)
            case "field":
                return self.field(depth, lexeme)
            case "phrase":
                self.count(lexeme)
                return _phrase(lexeme)
        return self.word(lexeme)

    def group(self, depth: int, lexeme: Lexeme) -> Node:
        if depth >= MAX_DEPTH:
            message = f"parentheses may be nested {MAX_DEPTH} deep at most"
            fail("too_deep", lexeme.start, message, MAX_DEPTH)
        node = self.any_of(depth + 1)
        if not self.take("close"):
            fail("unclosed_parenthesis", lexeme.start, "this parenthesis is not closed: add ) where it ends")
        return node

    def field(self, depth: int, lexeme: Lexeme) -> Node:
        following = self.peek()
        if following is None or following.kind in (*_ENDS, "field"):
            name = f"{lexeme.extra}:"
            fail(
                "field", lexeme.start, f"{name} needs a word right after it: {name}Dupont", value=lexeme.extra
            )
        return Field(lexeme.value, self.unit(depth, lexeme))

    def count(self, lexeme: Lexeme, more: int = 1) -> None:
        self.terms += more
        if self.terms > MAX_TERMS:
            message = f"at most {MAX_TERMS} terms are allowed: take some out"
            fail("too_many", lexeme.start, message, MAX_TERMS)

    def word(self, lexeme: Lexeme) -> Node:
        word = lexeme.value
        if "*" in word or "?" in word.rstrip("?!.,;:"):
            self.count(lexeme)
            return _truncated(lexeme)
        if re.search(r"~1?$", word):
            word = re.sub(r"~1?$", "", word)
            self.count(lexeme)
            if len(fold(word)) < MIN_FUZZY:
                message = f"one typo is allowed from {MIN_FUZZY} letters"
                fail("fuzzy_short", lexeme.start, message, MIN_FUZZY)
            wholes = _wholes(word)
            if len(wholes) == 1:
                return Fuzzy(wholes[0].exact)
            self.terms -= 1
        kept = [word[token.start : token.end] for token in _wholes(word)] or [word]
        self.count(lexeme, len(kept))
        return Term(kept[0]) if len(kept) == 1 else And(tuple(Term(each) for each in kept))


def _wholes(word: str) -> list[Token]:
    """The tokens of a typed word, hyphenated ones whole, elided ones out: « l'accord » is « accord »."""
    kept: list[Token] = []
    for token in tokens(word):
        if token.stems and (not kept or token.start >= kept[-1].end):
            kept.append(token)
    return kept


def _phrase(lexeme: Lexeme) -> Node:
    text = lexeme.value
    parts = [token for token in tokens(text) if "-" not in token.exact]
    if len(parts) > MAX_PHRASE:
        fail("phrase_long", lexeme.start, f"a phrase may hold {MAX_PHRASE} words at most", MAX_PHRASE)
    words = tuple(text[token.start : token.end].lower() for token in parts)
    near = NEAR.fullmatch(lexeme.extra)
    if near is None:
        return Phrase(words)
    slop = int(near.group(1)[:4] or 5)
    if slop > MAX_SLOP:
        fail("slop", lexeme.start, f"proximity goes up to {MAX_SLOP} words", MAX_SLOP)
    stemmed = tuple(text[token.start : token.end].lower() for token in parts if token.stems)
    return Phrase(stemmed or words, slop, bool(near.group(2)))


def _truncated(lexeme: Lexeme) -> Node:
    word = lexeme.value
    if not re.fullmatch(r"[^*?]+\*+[.,;:!]*", word):
        fail("wildcard", lexeme.start, "a * may only end a word: write retrait*")
    found = [token for token in tokens(word.rstrip("*.,;:!")) if token.stems]
    letters = found[0].exact if found and "-" in found[0].exact else found[-1].exact if found else ""
    if len(letters) < MIN_PREFIX:
        message = f"truncation needs at least {MIN_PREFIX} letters before the *"
        fail("prefix_short", lexeme.start, message, MIN_PREFIX)
    return Prefix(letters)
