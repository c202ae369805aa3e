"""The values of `search`: what an engine is given (documents, entities, assignments, requests) and
what it answers (hits, facets, timelines). Nothing here knows an engine, Flask, or the record.

A document is one *occurrence*: one printing of the words in one article. A *quotation* is a group of
occurrences. Facts as printed never change once indexed; who a name is, and which occurrences are the
same quotation, are `Assignment`s that a later generation may change without reindexing a word.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import msgspec

from corpus import Kind, Span, SpeakerType
from search.query import Query

Sort = Literal["relevance", "newest", "oldest", "indexed"]
SORTS: tuple[Sort, ...] = ("relevance", "newest", "oldest", "indexed")
FACETS = ("speaker", "organisation", "source", "kind", "verb", "month")


class QuoteDocument(msgspec.Struct, frozen=True, kw_only=True):
    """One occurrence, whole: all that is indexed and shown of it, as printed.

    `text` is its words (spans joined by one space). `paragraph` is the printed text around it;
    `spans`, `cue`, `mention` and `evidence` are code-point spans into `paragraph`. `offsets` are
    the spans in the article's text. `published` is `2021`, `2021-07` or `2021-07-28`; `day_first`
    and `day_last` are its bounds as proleptic ordinals (`date.toordinal()`), 0 when undated.
    `indexed_at` is in seconds since 1970.
    """

    id: str
    text: str
    kind: Kind
    article_key: str
    article_id: str
    ordinal: int = 0
    article_title: str = ""
    article_url: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    day_first: int = 0
    day_last: int = 0
    speaker_name: str = ""
    speaker_as_written: str = ""
    speaker_type: SpeakerType = "unknown"
    organisation_name: str = ""
    role: str = ""
    cue_text: str = ""
    verb: str = ""
    via: str = ""
    rule: str = ""
    confidence: float = 0.0
    extractor: str = ""
    paragraph: str = ""
    spans: tuple[Span, ...] = ()
    cue: Span | None = None
    mention: Span | None = None
    evidence: tuple[Span, ...] = ()
    before: str = ""
    after: str = ""
    offsets: tuple[Span, ...] = ()
    indexed_at: int = 0


class ArticleDocument(msgspec.Struct, frozen=True, kw_only=True):
    """What is served of one article; `text` is empty unless its source allows whole articles.

    `quote_spans` are `(quotation id, spans into text)`, in order.
    """

    key: str
    id: str
    title: str = ""
    url: str = ""
    source: str = ""
    author: str = ""
    published: str = ""
    day_first: int = 0
    day_last: int = 0
    words: int = 0
    indexed_at: int = 0
    text: str = ""
    quote_ids: tuple[str, ...] = ()
    quote_spans: tuple[tuple[str, tuple[Span, ...]], ...] = ()


class RoleInTime(msgspec.Struct, frozen=True):
    """A role as printed, with the first and last date (ISO, may be empty) it was printed with."""

    role: str
    first: str = ""
    last: str = ""
    count: int = 0


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """A person or an organisation across articles; `id` is a readable slug that never changes."""

    id: str
    name: str
    type: Literal["person", "organisation", "group"]
    names: tuple[str, ...] = ()
    roles: tuple[RoleInTime, ...] = ()
    organisations: tuple[str, ...] = ()
    """Ids of organisations they were quoted for, commonest first."""
    wikidata: str = ""


class Former(msgspec.Struct, frozen=True):
    """What an id that was given once, and is nobody's now, stands for: ids of entities.

    `sure` when it is one, who turned out to be the same; else any of them, or nobody of them, may be meant.
    """

    ids: tuple[str, ...]
    sure: bool = False


class Assignment(msgspec.Struct, frozen=True, kw_only=True):
    """What may change of an occurrence after it was indexed.

    `speaker` and `organisation` are entity ids; `group` is the quotation's id (that of the occurrence
    printed first); `perhaps` are the candidates of an ambiguous name; `hidden` takes it out of all
    answers (« this is no quotation »).
    """

    speaker: str | None = None
    organisation: str | None = None
    group: str = ""
    perhaps: tuple[str, ...] = ()
    corrected: bool = False
    hidden: bool = False


class Values(msgspec.Struct, frozen=True, kw_only=True):
    """Values asked for, or excluded, field by field; several of one field mean OR.

    `speaker` and `organisation` hold entity ids (resolved before they reach an engine).
    """

    speaker: tuple[str, ...] = ()
    organisation: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    role: tuple[str, ...] = ()
    kind: tuple[Kind, ...] = ()
    verb: tuple[str, ...] = ()
    article: tuple[str, ...] = ()


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """All filters of a search. Dates are ordinals, inclusive, matched on overlap; 0 = open.

    `roles` match a folded, stemmed word sequence of the role; every other value matches whole.
    """

    include: Values = Values()
    exclude: Values = Values()
    first_day: int = 0
    last_day: int = 0
    indexed_since: int = 0


class SearchRequest(msgspec.Struct, frozen=True, kw_only=True):
    """One search. `page` (from 1) and `cursor` exclude each other; `facets` names those wanted."""

    query: Query
    filters: Filters = Filters()
    sort: Sort = "relevance"
    limit: int = 20
    page: int = 1
    cursor: str | None = None
    facets: tuple[str, ...] = ()
    facet_limit: int = 10
    highlight: bool = True
    budget_ms: int = 2000


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation found: its best occurrence (the first printed among those that match), who it is.

    `highlights` are code-point spans into `document.text`. `occurrences` counts all its printings.
    """

    document: QuoteDocument
    assignment: Assignment
    speaker: Entity | None = None
    organisation: Entity | None = None
    score: float = 0.0
    highlights: tuple[Span, ...] = ()
    occurrences: int = 1


class FacetValue(msgspec.Struct, frozen=True):
    """One value of a facet, with the number of distinct quotations."""

    value: str
    label: str
    count: int
    selected: bool = False


class Facet(msgspec.Struct, frozen=True):
    """The values of one facet, most quotations first (months: in order); `truncated` when cut."""

    name: str
    values: tuple[FacetValue, ...]
    truncated: bool = False


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """A page of results. `total` counts distinct quotations; `next` is an opaque cursor or None.

    `partial` is true when the time budget ended the search early.
    """

    total: int
    total_occurrences: int
    items: tuple[Hit, ...]
    facets: Mapping[str, Facet] = {}
    next: str | None = None
    total_is_exact: bool = True
    partial: bool = False
    generation: int = 0


class TimelineBar(msgspec.Struct, frozen=True):
    """One bar: `month` is `2021-07` (or a year `2021` when only that is known; `` for undated).

    `count` is of quotations found; `articles` of all articles indexed in that month (with the same
    source filter), the denominator.
    """

    month: str
    count: int
    articles: int


class Suggestion(msgspec.Struct, frozen=True):
    """A speaker or organisation that a typed prefix may mean."""

    id: str
    label: str
    type: Literal["person", "organisation", "group"]
    count: int


class EntityCount(msgspec.Struct, frozen=True):
    """An entity with the number of distinct quotations it speaks (or is spoken for)."""

    entity: Entity
    count: int
    occurrences: int
    first: str = ""
    last: str = ""


class TermCount(msgspec.Struct, frozen=True):
    """A word more frequent in a result than elsewhere: its count there, and how surely so (z-score)."""

    term: str
    count: int
    score: float


class Generation(msgspec.Struct, frozen=True):
    """One committed state of the index: its number, the record's `seq` it has applied, when (seconds)."""

    number: int
    seq: int
    committed: int
    digest: str = ""


class Deletion(msgspec.Struct, frozen=True):
    """A quotation that is no longer served, and since when (seconds); `moved_to` when it has another id."""

    id: str
    at: int
    moved_to: str = ""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How much there is."""

    quotations: int
    occurrences: int
    articles: int
    speakers: int
    organisations: int
    sources: int
