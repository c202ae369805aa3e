"""The values of the API: its JSON is these structs, and so is its OpenAPI document.

Positions are code points, end exclusive. Dates are as precise as they were printed: `2021`, `2021-07`
or `2021-07-28`; moments are ISO 8601 in UTC.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from corpus import Kind, Span, SpeakerType

EntityType = Literal["person", "organisation", "group"]


def _is(description: str) -> Meta:
    return Meta(description=description)


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A value of the API."""


# --- a quotation --------------------------------------------------------------------------------


class EntityReference(Value, frozen=True, kw_only=True):
    """A person or an organisation, with its page."""

    id: str
    name: str
    type: EntityType
    url: str


class QuotedSpeaker(Value, frozen=True, kw_only=True):
    """Who said it. An unknown speaker has no id, no name, and the type `unknown`."""

    id: Annotated[str | None, _is("Id of the person, None while it is not known who it is.")]
    name: str | None
    role: Annotated[str | None, _is("The role, as printed there.")]
    type: SpeakerType
    perhaps: Annotated[tuple[str, ...], _is("Ids that an ambiguous name may mean.")] = ()


class QuotedOrganisation(Value, frozen=True, kw_only=True):
    """For whom they speak."""

    id: str | None
    name: str


class Attribution(Value, frozen=True, kw_only=True):
    """Why it was attributed so."""

    as_written: Annotated[str | None, _is("How the article names the speaker there.")]
    cue: Annotated[str | None, _is("The words that introduce the quotation, as printed.")]
    verb: Annotated[str | None, _is("Their verb, infinitive.")]
    via: Annotated[str | None, _is("Who relays it, as in « cité par Reuters ».")]
    rule: str
    confidence: Annotated[float, Meta(ge=0, le=1, description="From 0 to 1.")]
    corrected: Annotated[bool, _is("Whether a person corrected it.")]
    extractor: Annotated[str, _is("Version of the extraction.")]


class QuotedArticle(Value, frozen=True, kw_only=True):
    """Where it was printed."""

    id: Annotated[str, _is("The id the article was given.")]
    key: Annotated[str, _is("The article's key in links.")]
    title: str | None
    url: str | None
    source: Annotated[str | None, _is("The publication.")]
    author: str | None
    published: Annotated[str | None, _is("`2021`, `2021-07` or `2021-07-28`.")]


class Context(Value, frozen=True, kw_only=True):
    """The printed text around it, as far as the rights of its source allow."""

    before: str
    after: str


class QuotationLinks(Value, frozen=True, kw_only=True):
    """Where to find it."""

    self: str
    html: Annotated[str, _is("Its permanent page.")]
    article: str
    source_text: Annotated[str | None, _is("The very sentence in the newspaper's page.")]


class Quotation(Value, frozen=True, kw_only=True):
    """One quotation, in the printing that answers best."""

    id: str
    text: Annotated[str, _is("Its words, as printed; two pieces are joined by a space.")]
    parts: Annotated[tuple[str, ...], _is("Its pieces, when something stands between them.")]
    kind: Kind
    language: Literal["fr"] = "fr"
    speaker: QuotedSpeaker
    organisation: QuotedOrganisation | None
    attribution: Attribution
    article: QuotedArticle
    context: Context
    offsets: Annotated[tuple[Span, ...], _is("Where it stands in the article's text.")]
    highlights: Annotated[tuple[Span, ...], _is("Where the words searched stand in `text`.")] = ()
    html: Annotated[str | None, _is("With `highlight=html`: `text`, escaped, with `<mark>`.")] = None
    occurrences: Annotated[int, _is("How many times it was printed.")]
    quotation: Annotated[str, _is("Id of the printing that came first: the same for all printings.")]
    indexed_at: Annotated[str, _is("When it was indexed.")]
    links: QuotationLinks


class Paragraph(Value, frozen=True, kw_only=True):
    """The paragraph a quotation stands in, with what its attribution was read from."""

    text: str
    spans: tuple[Span, ...]
    cue: Span | None
    mention: Span | None
    evidence: tuple[Span, ...]
    before: Annotated[str, _is("The end of the paragraph before, where it may be shown.")]
    after: Annotated[str, _is("The beginning of the paragraph after, where it may be shown.")]


class Printing(Value, frozen=True, kw_only=True):
    """One printing of a quotation."""

    id: str
    text: str
    article: QuotedArticle
    links: QuotationLinks


class QuotationDetail(Quotation, frozen=True, kw_only=True):
    """One quotation with its paragraph and all its printings, first printed first."""

    paragraph: Paragraph
    printings: tuple[Printing, ...]


# --- an answer ----------------------------------------------------------------------------------


class ParameterUnderstood(Value, frozen=True, kw_only=True):
    """One parameter in force; `url` is the search without it."""

    name: str
    value: str
    label: str
    url: str


class NameUnderstood(Value, frozen=True, kw_only=True):
    """What a name was taken for: any of `entities`; none, and then `suggestions` are near."""

    parameter: str
    given: str
    entities: tuple[EntityReference, ...]
    suggestions: tuple[EntityReference, ...]


class QueryUnderstood(Value, frozen=True, kw_only=True):
    """The search as it was understood."""

    text: str
    description: Annotated[str, _is("The query in words.")]
    language: Literal["fr", "en"]
    sort: str
    parameters: tuple[ParameterUnderstood, ...]
    names: tuple[NameUnderstood, ...] = ()
    did_you_mean: Annotated[str | None, _is("A near query, when nothing is found.")] = None


class FacetValue(Value, frozen=True, kw_only=True):
    """One value of a facet with the number of quotations; `url` adds it, or takes it out if selected."""

    value: str
    label: str
    count: int
    selected: bool
    url: str


class Facet(Value, frozen=True, kw_only=True):
    """The values of one facet, counted with its own filter lifted."""

    values: tuple[FacetValue, ...]
    truncated: bool


class Answer(Value, frozen=True, kw_only=True):
    """A page of quotations."""

    total: Annotated[int, _is("Distinct quotations found.")]
    total_is_exact: bool
    total_occurrences: Annotated[int, _is("Printings found.")]
    partial: Annotated[bool, _is("Whether time ran out before all facets were counted.")]
    query: QueryUnderstood
    items: tuple[Quotation, ...]
    facets: dict[str, Facet]
    next: Annotated[str | None, _is("URL of the next page, null at the end.")]


class Export(Value, frozen=True, kw_only=True):
    """Every quotation of a search; `total` comes last, for the answer is streamed."""

    query: QueryUnderstood
    items: tuple[Quotation, ...]
    total: int


# --- people, organisations, articles ------------------------------------------------------------


class Role(Value, frozen=True, kw_only=True):
    """A role as printed, and the first and last dates it was printed with."""

    role: str
    first: str | None
    last: str | None
    count: int


class EntitySummary(EntityReference, frozen=True, kw_only=True):
    """A person or organisation with its counts."""

    quotations: int
    occurrences: int
    first: Annotated[str | None, _is("Date of the first quotation.")]
    last: Annotated[str | None, _is("Date of the last quotation.")]
    self: Annotated[str, _is("The same in the API.")]


class EntityDetail(EntitySummary, frozen=True, kw_only=True):
    """All that is known of a person or organisation."""

    names: Annotated[tuple[str, ...], _is("Names it goes by.")]
    roles: tuple[Role, ...]
    organisations: tuple[EntityReference, ...]
    wikidata: str | None
    perhaps: Annotated[tuple[str, ...], _is("Ids of the newest printings under an ambiguous name.")]
    quotes: Annotated[str, _is("URL of its quotations in the API.")]


class EntityChoices(Value, frozen=True, kw_only=True):
    """Those that an id may stand for: it was given to a name that may be any of several people's by now."""

    id: str
    items: tuple[EntitySummary, ...]


class EntityPage(Value, frozen=True, kw_only=True):
    """A page of people or organisations."""

    total: int
    items: tuple[EntitySummary, ...]
    next: str | None


class SuggestionItem(EntityReference, frozen=True, kw_only=True):
    """A name that a prefix may mean."""

    quotations: int


class Suggestions(Value, frozen=True, kw_only=True):
    """Names that a prefix may mean, most quoted first."""

    items: tuple[SuggestionItem, ...]


class ArticleDetail(Value, frozen=True, kw_only=True):
    """An article with its quotations; its text only where its source allows it."""

    id: str
    key: str
    title: str | None
    url: str | None
    source: str | None
    author: str | None
    published: str | None
    words: int
    text: str | None
    quotations: tuple[Quotation, ...]
    html: str


# --- statistics ---------------------------------------------------------------------------------


class Bar(Value, frozen=True, kw_only=True):
    """A month (or a year, when only that is known; empty: undated)."""

    month: str
    count: Annotated[int, _is("Quotations found.")]
    articles: Annotated[int, _is("All articles indexed of that month (and of the sources asked for).")]
    per_thousand: Annotated[float | None, _is("Quotations found for a thousand articles.")]
    url: str | None


class Timeline(Value, frozen=True, kw_only=True):
    """Quotations by month, in order."""

    query: QueryUnderstood
    items: tuple[Bar, ...]


class SpeakersFound(Value, frozen=True, kw_only=True):
    """Who says it most."""

    query: QueryUnderstood
    items: tuple[EntitySummary, ...]


class VerbsFound(Value, frozen=True, kw_only=True):
    """Verbs that introduce the quotations found."""

    query: QueryUnderstood
    items: tuple[FacetValue, ...]
    truncated: bool


class TermFound(Value, frozen=True, kw_only=True):
    """A word more frequent in the result than elsewhere."""

    term: str
    count: int
    score: Annotated[float, _is("z-score of the log-odds: larger is more surely typical.")]
    url: str


class TermsFound(Value, frozen=True, kw_only=True):
    """Words more frequent in the result than elsewhere."""

    query: QueryUnderstood
    items: tuple[TermFound, ...]


# --- keeping in step ----------------------------------------------------------------------------


class DeletedQuotation(Value, frozen=True, kw_only=True):
    """A quotation that is no longer served; `moved_to` when it has another id now."""

    id: str
    at: str
    moved_to: str | None


class Deletions(Value, frozen=True, kw_only=True):
    """Quotations no longer served since a moment; ask again with `since` = `as_of`."""

    as_of: Annotated[str, _is("When the state that answers was committed.")]
    items: tuple[DeletedQuotation, ...]


class Health(Value, frozen=True, kw_only=True):
    """The index answers."""

    status: Literal["ok"]
    generation: int
    committed: str
    quotations: int
