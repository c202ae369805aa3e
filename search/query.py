"""The query language: from what a person types to a `Query` value, never through an engine's parser.

    or   = and { OU and }          OU, OR; operators in capitals only
    and  = not { [ET] not }        words side by side mean ET
    not  = unit { SAUF unit }      SAUF binds first; `-word` excludes too
    unit = ( or ) | field:unit | "phrase" | "a b"~5 | word | word* | word~

Any quotation marks open a phrase, any apostrophe elides. A query tells itself in French and in English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NoReturn

import msgspec

from corpus.errors import QueryError
from search.analysis import exact_words, fold, tokens

MAX_LENGTH = 2_000
MAX_TERMS = 64
MAX_PHRASE = 64
MAX_DEPTH = 8
MAX_FORMS = 4_000
MIN_PREFIX = 3
MIN_FUZZY = 4
MAX_SLOP = 50

FIELDS = {
    "qui": "speaker", "speaker": "speaker", "pour": "organisation", "organisation": "organisation",
    "journal": "source", "source": "source", "titre": "title", "title": "title", "role": "role",
    "rôle": "role",
}  # fmt: skip
OPERATORS = {"ET": "and", "AND": "and", "OU": "or", "OR": "or", "SAUF": "not", "NOT": "not"}


class Term(msgspec.Struct, frozen=True, tag=True):
    """A word, stemmed when looked up."""

    word: str


class Phrase(msgspec.Struct, frozen=True, tag=True):
    """Words as printed, in order, unstemmed; within `slop` other words when that is not 0.

    With a slop, the words are stemmed and may stand in any order unless `ordered`.
    """

    words: tuple[str, ...]
    slop: int = 0
    ordered: bool = False


class Prefix(msgspec.Struct, frozen=True, tag=True):
    """Words that begin so."""

    stem: str


class Fuzzy(msgspec.Struct, frozen=True, tag=True):
    """Words one edit away."""

    word: str


class Field(msgspec.Struct, frozen=True, tag=True):
    """What follows, looked for in one field: speaker, organisation, source, title, role."""

    name: str
    node: Node


class And(msgspec.Struct, frozen=True, tag=True):
    """All of these."""

    nodes: tuple[Node, ...]


class Or(msgspec.Struct, frozen=True, tag=True):
    """Any of these."""

    nodes: tuple[Node, ...]


class Not(msgspec.Struct, frozen=True, tag=True):
    """`node` without those where `but` is found."""

    node: Node
    but: Node


class Everything(msgspec.Struct, frozen=True, tag=True):
    """All quotations."""


Node = Term | Phrase | Prefix | Fuzzy | Field | And | Or | Not | Everything


class Query(msgspec.Struct, frozen=True):
    """A query as typed (`text`) and as understood (`node`)."""

    text: str = ""
    node: Node = Everything()

    @property
    def is_everything(self) -> bool:
        """Whether no words were asked for."""
        return isinstance(self.node, Everything)

    def describe(self, language: str = "fr") -> str:
        """The query in words.

        >>> parse('(accord OU traité) SAUF "pas adopté"').describe()
        '(« accord » ou « traité ») sauf la phrase « pas adopté »'
        """
        return _describe(self.node, _WORDS[language])

    def terms(self) -> tuple[str, ...]:
        """The words asked for, as typed, those excluded left out."""
        return tuple(_terms(self.node))


def parse(text: str) -> Query:
    """The query that `text` means; QueryError, with the position and what to write instead.

    >>> parse("députés ET réforme").node
    And(nodes=(Term(word='députés'), Term(word='réforme')))
    """
    if len(text) > MAX_LENGTH:
        _fail(
            "too_long",
            len(text),
            f"the query has {len(text)} characters; at most {MAX_LENGTH} are allowed",
            MAX_LENGTH,
        )
    found = _lex(text)
    if not found:
        return Query(text, Everything())
    parser = _Parser(text, found)
    node = parser.any_of(0)
    if parser.at < len(found):
        _fail(
            "unexpected", found[parser.at].start, "a closing parenthesis without an opening one: take it out"
        )
    return Query(text, node)


def role_node(role: str) -> Node:
    """What a role filter looks for: all words of the role, stemmed, in the role as printed.

    >>> role_node("ministre de l’Eau").node.nodes[0]
    Term(word='ministre')
    """
    words = tuple(Term(word) for word in exact_words(role)) or (Term(role),)
    return Field("role", And(words) if len(words) > 1 else words[0])


class _Lexeme(msgspec.Struct, frozen=True):
    kind: str  # open close minus field phrase word or an operator
    value: str
    start: int
    extra: str = ""


_QUOTES = {"«": "»", "“": "”", "„": "“”", "‹": "›", '"': '"', "”": "”", "»": "»"}
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\s()\"«»“”„‹›]+")
_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?=[\s()]|$)")
_NEAR = re.compile(r"~(\d*)(>?)")


def _lex(text: str) -> list[_Lexeme]:
    found: list[_Lexeme] = []
    at = 0
    while at < len(text):
        char = text[at]
        if space := _SPACE.match(text, at):
            at = space.end()
        elif char in "()":
            found.append(_Lexeme("open" if char == "(" else "close", char, at))
            at += 1
        elif char in _QUOTES:
            at = _lex_phrase(text, at, found)
        elif char == "-" and at + 1 < len(text) and not text[at + 1].isspace() and text[at + 1] not in "-)":
            found.append(_Lexeme("minus", char, at))
            at += 1
        elif number := _NUMBER.match(text, at):  # « 2 500 » is one word
            found.append(_Lexeme("word", number.group(), at))
            at = number.end()
        else:
            at = _lex_word(text, at, found)
    return found


def _lex_phrase(text: str, at: int, found: list[_Lexeme]) -> int:
    closing = _QUOTES[text[at]]
    end = at + 1
    while end < len(text) and text[end] not in closing and not (text[at] in "«“„" and text[end] in "»”"):
        end += 1
    if end >= len(text):
        _fail(
            "unclosed_quote",
            at,
            f"this quotation mark is not closed: add {closing[-1]} where the phrase ends",
        )
    inner = text[at + 1 : end]
    near = _NEAR.match(text, end + 1)
    extra = near.group() if near else ""
    if exact_words(inner):
        found.append(_Lexeme("phrase", inner, at, extra))
    return near.end() if near else end + 1


def _lex_word(text: str, at: int, found: list[_Lexeme]) -> int:
    match = _WORD.match(text, at)
    if match is None:  # a closing mark of no phrase
        return at + 1
    word = match.group()
    if word in OPERATORS:
        found.append(_Lexeme(OPERATORS[word], word, at))
        return match.end()
    name, colon, _ = word.partition(":")
    if colon and name.lower() in FIELDS:
        found.append(_Lexeme("field", FIELDS[name.lower()], at))
        return at + len(name) + 1
    if tokens(word):
        found.append(_Lexeme("word", word, at))
    elif "*" in word:
        _fail("prefix_short", at, f"truncation needs at least {MIN_PREFIX} letters before the *")
    return match.end()


class _Parser:
    def __init__(self, text: str, found: list[_Lexeme]) -> None:
        self.text, self.found, self.at, self.count = text, found, 0, 0

    def peek(self) -> _Lexeme | None:
        return self.found[self.at] if self.at < len(self.found) else None

    def take(self, kind: str) -> bool:
        lexeme = self.peek()
        if lexeme and lexeme.kind == kind:
            self.at += 1
            return True
        return False

    def any_of(self, depth: int) -> Node:
        nodes = [self.all_of(depth)]
        while self.take("or"):
            nodes.append(self.all_of(depth))
        return nodes[0] if len(nodes) == 1 else Or(tuple(nodes))

    def all_of(self, depth: int) -> Node:
        nodes: list[Node] = []
        excluded: list[Node] = []
        while True:
            lexeme = self.peek()
            if lexeme is None or lexeme.kind in ("close", "or"):
                break
            if lexeme.kind == "and":
                if not nodes and not excluded:
                    self.missing(lexeme)
                self.at += 1
                following = self.peek()
                if following is None or following.kind in ("close", "or", "and"):
                    self.missing(lexeme)
                continue
            if self.take("minus"):
                excluded.append(self.unit(depth, lexeme))
                continue
            if self.take("not"):
                excluded.append(self.unit(depth, lexeme))
                continue
            node = self.unit(depth, lexeme)
            while (operator := self.peek()) and self.take("not"):
                node = Not(node, self.unit(depth, operator))
            nodes.append(node)
        if not nodes and not excluded:
            lexeme = self.peek() or self.found[-1]
            self.missing(lexeme)
        whole: Node = Everything() if not nodes else nodes[0] if len(nodes) == 1 else And(tuple(nodes))
        for but in excluded:
            whole = Not(whole, but)
        return whole

    def missing(self, lexeme: _Lexeme) -> NoReturn:
        _fail(
            "operand",
            lexeme.start,
            f"{lexeme.value} needs words on both sides: add them, or take it out",
            value=lexeme.value,
        )

    def unit(self, depth: int, before: _Lexeme) -> Node:
        lexeme = self.peek()
        if lexeme is None or lexeme.kind in ("close", "and", "or", "not", "minus"):
            self.missing(before)
        self.at += 1
        self.count += 1
        if self.count > MAX_TERMS:
            _fail(
                "too_many", lexeme.start, f"at most {MAX_TERMS} terms are allowed: take some out", MAX_TERMS
            )
        if lexeme.kind == "open":
            if depth >= MAX_DEPTH:
                _fail(
                    "too_deep", lexeme.start, f"parentheses may be nested {MAX_DEPTH} deep at most", MAX_DEPTH
                )
            self.count -= 1
            node = self.any_of(depth + 1)
            if not self.take("close"):
                _fail(
                    "unclosed_parenthesis",
                    lexeme.start,
                    "this parenthesis is not closed: add ) where it ends",
                )
            return node
        if lexeme.kind == "field":
            self.count -= 1
            return Field(lexeme.value, self.unit(depth, lexeme))
        if lexeme.kind == "phrase":
            return self.phrase(lexeme)
        return self.word(lexeme)

    def phrase(self, lexeme: _Lexeme) -> Node:
        words = tuple(
            lexeme.value[t.start : t.end].lower() for t in tokens(lexeme.value) if "-" not in t.exact
        )
        if len(words) > MAX_PHRASE:
            _fail("phrase_long", lexeme.start, f"a phrase may hold {MAX_PHRASE} words at most", MAX_PHRASE)
        if not lexeme.extra:
            return Phrase(words)
        near = _NEAR.fullmatch(lexeme.extra)
        slop = min(int(near.group(1) or 5), 10**6) if near else 5
        if slop > MAX_SLOP:
            _fail("slop", lexeme.start, f"proximity goes up to {MAX_SLOP} words", MAX_SLOP)
        printed = [t for t in tokens(lexeme.value) if "-" not in t.exact and t.stems]
        return Phrase(
            tuple(lexeme.value[t.start : t.end].lower() for t in printed) or words,
            slop,
            bool(near and near.group(2)),
        )

    def word(self, lexeme: _Lexeme) -> Node:
        word = lexeme.value
        if "*" in word or "?" in word.rstrip("?!.,;:"):
            return self.truncated(lexeme, word)
        if word.endswith("~") or re.search(r"~1$", word):
            bare = word.rstrip("1").rstrip("~")
            if len(fold(bare)) < MIN_FUZZY:
                _fail("fuzzy_short", lexeme.start, f"one typo is allowed from {MIN_FUZZY} letters")
            inner = [t for t in tokens(bare) if t.stems]
            if len(inner) == 1:
                return Fuzzy(inner[0].exact)
            word = bare
        found = tokens(word)
        wholes = [t for t in found if t.stems]
        if not wholes:
            return Phrase(tuple(exact_words(word)) or (fold(word),))
        # a hyphenated word is one term; « l'accord » is « accord »
        kept: list[str] = []
        last_end = -1
        for token in wholes:
            if token.start >= last_end:
                kept.append(word[token.start : token.end])
                last_end = token.end
        self.count += len(kept) - 1
        if self.count > MAX_TERMS:
            _fail(
                "too_many", lexeme.start, f"at most {MAX_TERMS} terms are allowed: take some out", MAX_TERMS
            )
        return Term(kept[0]) if len(kept) == 1 else And(tuple(Term(each) for each in kept))

    def truncated(self, lexeme: _Lexeme, word: str) -> Node:
        if not re.fullmatch(r"[^*?]+\*+", word):
            _fail("wildcard", lexeme.start, "a * may only end a word: write retrait*")
        found = [t for t in tokens(word.rstrip("*")) if t.stems]
        letters = found[-1].exact if found else ""
        if len(letters) < MIN_PREFIX:
            _fail(
                "prefix_short", lexeme.start, f"truncation needs at least {MIN_PREFIX} letters before the *"
            )
        return Prefix(found[0].exact if "-" in found[0].exact else letters)


def _fail(code: str, position: int, message: str, limit: int | None = None, value: str = "") -> NoReturn:
    values = {"limit": str(limit)} if limit is not None else {}
    if value:
        values["value"] = value
    raise QueryError(message, position, code, values)


_WORDS = {
    "fr": {
        "and": "et",
        "or": "ou",
        "not": "sauf",
        "phrase": "la phrase",
        "near": "à {n} mots près",
        "order": "dans cet ordre",
        "prefix": "mots en",
        "fuzzy": "à une lettre près",
        "everything": "toutes les citations",
        "speaker": "locuteur",
        "organisation": "organisation",
        "source": "journal",
        "title": "titre",
        "role": "fonction",
    },
    "en": {
        "and": "and",
        "or": "or",
        "not": "but not",
        "phrase": "the phrase",
        "near": "within {n} words",
        "order": "in this order",
        "prefix": "words in",
        "fuzzy": "one letter apart",
        "everything": "all quotations",
        "speaker": "speaker",
        "organisation": "organisation",
        "source": "source",
        "title": "title",
        "role": "role",
    },
}


def _describe(node: Node, words: dict[str, str], inside: bool = False) -> str:
    match node:
        case Term(word):
            return f"« {word} »"
        case Phrase(parts, 0):
            return f"{words['phrase']} « {' '.join(parts)} »"
        case Phrase(parts, slop, ordered):
            order = f" {words['order']}" if ordered else ""
            return f"« {' '.join(parts)} » {words['near'].format(n=slop)}{order}"
        case Prefix(stem):
            return f"{words['prefix']} « {stem}… »"
        case Fuzzy(word):
            return f"« {word} » {words['fuzzy']}"
        case Field(name, inner):
            return f"{words[name]} {_describe(inner, words, True)}"
        case And(nodes) | Or(nodes):
            joiner = words["and" if isinstance(node, And) else "or"]
            told = f" {joiner} ".join(_describe(each, words, True) for each in nodes)
            return f"({told})" if inside else told
        case Not(kept, but):
            told = f"{_describe(kept, words, True)} {words['not']} {_describe(but, words, True)}"
            return f"({told})" if inside else told
        case _:
            return words["everything"]


def _terms(node: Node) -> Iterator[str]:
    match node:
        case Term(word) | Fuzzy(word):
            yield word
        case Phrase(parts):
            yield from parts
        case Prefix(stem):
            yield stem
        case Field(_, inner):
            yield from _terms(inner)
        case And(nodes) | Or(nodes):
            for each in nodes:
                yield from _terms(each)
        case Not(kept, _):
            yield from _terms(kept)
