"""The query language: from what a person types to a `Query` value, never through an engine's parser.

`parse` reads it (`lexer`, `grammar`), the nodes are what engines evaluate (`nodes`), a query tells itself
in French and in English (`describe`), the caps stand in one place (`caps`).
"""

from __future__ import annotations

from search.query.caps import (
    MAX_DEPTH,
    MAX_FORMS,
    MAX_LENGTH,
    MAX_PHRASE,
    MAX_SLOP,
    MAX_TERMS,
    MIN_FUZZY,
    MIN_PREFIX,
)
from search.query.grammar import parse
from search.query.lexer import FIELDS, OPERATORS
from search.query.nodes import (
    And,
    Everything,
    Field,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    role_node,
)

__all__ = [
    "FIELDS", "MAX_DEPTH", "MAX_FORMS", "MAX_LENGTH", "MAX_PHRASE", "MAX_SLOP", "MAX_TERMS", "MIN_FUZZY",
    "MIN_PREFIX", "OPERATORS", "And", "Everything", "Field", "Fuzzy", "Node", "Not", "Or", "Phrase", "Prefix",
    "Query", "Term", "parse", "role_node",
]  # fmt: skip
