"""What a cue is, and the tokens it is found among."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal

import msgspec

from corpus import Span

CueShape = Literal["finite", "compound", "participle", "infinitive"]


class Token(msgspec.Struct, frozen=True):
    """A word of the mask; `word` in lower case with straight apostrophes, elision kept (`qu'`)."""

    start: int
    end: int
    word: str


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """A verb group that may introduce speech.

    `clitic` is the inverted pronoun's span (« dit-il »), `inverted` the pronoun itself.
    `first` and `last` number its tokens. `negated` and `reflexive` as they say.
    """

    start: int
    end: int
    verb: str
    frames: str
    shape: CueShape
    clitic: Span | None = None
    inverted: str = ""
    first: int = 0
    last: int = 0
    negated: bool = False
    reflexive: bool = False
    plural: bool = False
    head: int = 0
    """Offset of the word that is inflected: the auxiliary, or the verb itself."""


_TOKEN = re.compile(
    r"[^\W\d_]+(?:[ \u00a0]-?|-[ \u00a0]?)t[-'’](?:ils?|elles?|on)\b"  # « ajoute t-il », « a -t-elle dit »
    r"|(?:avait|avaient)[ \u00a0](?:ils?|elles?|on)\b"  # the hyphen left out
    r"|[^\W\d_]+['’]|[^\W_]+(?:-[^\W_]+)*|·+|[^\w\s]"
)


def tokens(mask: str, start: int, end: int) -> list[Token]:
    """The tokens of a stretch of the mask.

    >>> [t.word for t in tokens("Qu’a-t-il dit ?", 0, 15)]
    ["qu'", 'a-t-il', 'dit', '?']
    """
    return [
        Token(m.start(), m.end(), m.group().lower().replace("’", "'"))
        for m in _TOKEN.finditer(mask, start, end)
    ]


def token_at(found: Sequence[Token], offset: int) -> int:
    """The number of the first token that starts at or after an offset."""
    return bisect_left(found, offset, key=lambda token: token.start)
