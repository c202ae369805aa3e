"""A query told in words, in French and in English."""

from __future__ import annotations

from search.query.nodes import And, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Term

WORDS = {
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


def _told(node: Node, words: dict[str, str], inside: bool = False) -> str:
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
            return f"{words[name]} {_told(inner, words, True)}"
        case And(nodes) | Or(nodes):
            joiner = words["and" if isinstance(node, And) else "or"]
            told = f" {joiner} ".join(_told(each, words, True) for each in nodes)
            return f"({told})" if inside else told
        case Not(kept, but):
            told = f"{_told(kept, words, True)} {words['not']} {_told(but, words, True)}"
            return f"({told})" if inside else told
        case _:
            return words["everything"]


def describe(node: Node, language: str) -> str:
    """A node in words.

    >>> describe(Field("speaker", Term("Marchetti")), "en")
    'speaker « Marchetti »'
    """
    return _told(node, WORDS[language])
