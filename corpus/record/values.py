"""What the record is given and what it tells: changes, corrections, known people, identities."""

from __future__ import annotations

from typing import Literal

import msgspec

from corpus.article import Article, Quote

What = Literal["put", "remove", "correct", "people"]
CorrectionKind = Literal["merge", "split", "rename", "not-theirs", "no-quotation", "delist"]
CORRECTIONS: tuple[CorrectionKind, ...] = ("merge", "split", "rename", "not-theirs", "no-quotation", "delist")


class Change(msgspec.Struct, frozen=True):
    """One entry of the change log. `key` is an article's key, a correction's number, or empty."""

    seq: int
    what: What
    key: str
    at: int


class Kept(msgspec.Struct, frozen=True):
    """An article as kept, with what was extracted from it, by which extractor, and when (seconds).

    `moments` are those of each quotation: one that a later reading found, or found otherwise, is newer than
    the article.
    """

    key: str
    article: Article
    quotes: tuple[Quote, ...]
    extractor: str
    indexed_at: int
    seq: int
    moments: tuple[int, ...] = ()


class Correction(msgspec.Struct, frozen=True, kw_only=True):
    """What a person set right. `target` is an entity's or a quotation's id.

    - `merge`: the entities `values` are `target`;
    - `split`: the names (or quotation ids) `values` are not `target`;
    - `rename`: `target` is shown as `values[0]`;
    - `not-theirs`: the quotation `target` is not by who was found, but by `values[0]` if given;
    - `no-quotation`: `target` is no quotation;
    - `delist`: searches by the name of `target` do not find their quotations.
    """

    kind: CorrectionKind
    target: str
    values: tuple[str, ...] = ()
    note: str = ""
    id: int = 0
    at: int = 0
    undone_at: int | None = None


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A person or an organisation of an imported list; dates are ISO, partial or empty."""

    name: str
    type: Literal["person", "organisation", "group"] = "person"
    aliases: tuple[str, ...] = ()
    wikidata: str = ""
    organisation: str = ""
    role: str = ""
    first: str = ""
    last: str = ""


class Retired(msgspec.Struct, frozen=True):
    """A quotation or article that is no longer there, since when, and the id it goes by now, if any."""

    id: str
    what: Literal["quote", "article"]
    at: int
    moved_to: str = ""


class Forgotten(msgspec.Struct, frozen=True, kw_only=True):
    """What was forgotten, or (in a dry run) would be: keys of articles, ids of quotations."""

    articles: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    blanked: tuple[str, ...] = ()
    """Articles that stay, with the words blanked."""
    seq: int = 0


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """What `check` found: counts, and one sentence for each thing that is wrong (none: all is well)."""

    articles: int
    quotes: int
    seq: int
    tombstones: int
    problems: tuple[str, ...] = ()
