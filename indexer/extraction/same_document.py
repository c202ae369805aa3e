"""Which mentions of documents are of one: « une étude », « cette vaste étude menée par … », « l'enquête ».

A document goes by the fullest of them, wherever it stands.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from indexer.extraction.body_kinds import stands_for
from indexer.extraction.cast import Scene
from indexer.extraction.document_names import described
from indexer.extraction.phrases import Phrase
from indexer.extraction.words import fold
from indexer.lexicon import word_class

_ANY_TEXT = word_class("texts called in short")
_INDEFINITE = frozenset(["un", "une", "des"])
_THIS = frozenset(["ce", "cet", "cette", "ces"])
_OTHER = re.compile(r"(?:autre|nouve(?:au|lle)|précédente?|second|deuxième|dernier|dernière)s?(?![\w-])")
"""« une autre étude », « la précédente enquête »: not the one before."""
_MANY = 20
"""Documents back, and mentions of one, that are looked at."""
_LEADS = 2
"""Paragraphs in which a document may be brought in a second time, more fully."""


class Mention(NamedTuple):
    """A document at one place, by all that is said of it there."""

    phrase: Phrase
    name: str

    @property
    def told(self) -> frozenset[str]:
        """The words that tell which document it is, beside its noun."""
        return frozenset(map(fold, _WORD.findall(self.name))) - {fold(self.phrase.head)} - _EMPTY


_WORD = re.compile(r"[^\W_]{2,}")
_EMPTY = frozenset(["de", "du", "des", "la", "le", "les", "presse", "par", "pages"])


def fullest(chain: list[Mention], phrase: Phrase) -> Mention | None:
    """The fullest mention of the document that a phrase means; None where no other tells more."""
    best = max(chain, key=lambda one: len(one.told), default=None)
    return best if best is not None and best.told and best.phrase.at != phrase.at else None


def documents(scene: Scene) -> dict[int, list[Mention]]:
    """The mentions of each document of an article in order, by the head of every one of them."""
    chains: list[list[Mention]] = []
    found: dict[int, list[Mention]] = {}
    for phrase in scene.documents:
        mention = Mention(phrase, described(scene, phrase, 1.0).name or "")
        before = (chain for chain in reversed(chains[-_MANY:]) if _same(scene, chain, mention))
        chain = next(before, None)
        if chain is None:
            chains.append(chain := [])
        chain.append(mention)
        found[phrase.at] = chain
    return found


def _same(scene: Scene, chain: list[Mention], mention: Mention) -> bool:
    """Whether a mention may be of the document that others are of."""
    phrase, last = mention.phrase, chain[-1].phrase
    said = scene.text[phrase.start : phrase.end].lower()
    if phrase.plural != last.plural or _OTHER.match(said) or not _may_be(phrase.head, last.head):
        return False
    told = frozenset[str]().union(*(one.told for one in chain[-_MANY:]))
    if phrase.determiner in _INDEFINITE:
        lead = scene.layout.paragraph_of(phrase.start) <= _LEADS
        return lead and not told and phrase.head == last.head and len(chain) == 1
    return phrase.determiner in _THIS or not mention.told or not told or bool(told & mention.told)


def _may_be(noun: str, head: str) -> bool:
    return noun == head or noun in _ANY_TEXT or head in _ANY_TEXT or head in stands_for(noun)
