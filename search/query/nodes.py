"""A query as a value: the nodes it is made of. Engines read these, and nothing else of a query."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from search.analysis import exact_words


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

        >>> from search.query import parse
        >>> parse('(accord OU traité) SAUF "pas adopté"').describe()
        '(« accord » ou « traité ») sauf la phrase « pas adopté »'
        """
        from search.query.describe import describe

        return describe(self.node, language)

    def terms(self) -> tuple[str, ...]:
        """The words asked for, as typed, those excluded left out."""
        return tuple(_terms(self.node))


def role_node(role: str) -> Node:
    """What a role filter looks for: all words of the role, stemmed, in the role as printed.

    >>> role_node("ministre de l’Eau").node.nodes[0]
    Term(word='ministre')
    """
    words = tuple(Term(word) for word in exact_words(role)) or (Term(role),)
    return Field("role", And(words) if len(words) > 1 else words[0])


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
