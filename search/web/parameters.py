"""The parameters of every endpoint, as typed structs: they validate a request (`arguments.read`), and the
OpenAPI document is made from them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from corpus import Kind
from search.query import MAX_LENGTH
from search.values import FACETS, Sort

Language = Literal["fr", "en"]
FacetName = Literal["speaker", "organisation", "source", "kind", "verb", "month"]

MAX_VALUES = 50
"""Values of one parameter."""
MAX_VALUE = 300
"""Characters of one value."""

Value = Annotated[str, Meta(max_length=MAX_VALUE)]
Many = tuple[Value, ...]


def _meta(description: str, *examples: str | int, format_: str = "", **more: Any) -> Meta:
    extra = {"format": format_} if format_ else {}
    return Meta(description=description, examples=list(examples) or None, extra_json_schema=extra, **more)


def _many(description: str) -> Meta:
    return _meta(description, max_length=MAX_VALUES)


Day = Annotated[str, Meta(extra_json_schema={"format": "partial-date"}, max_length=10)]
Moment = Annotated[str, Meta(extra_json_schema={"format": "moment"}, max_length=40)]


class Arguments(msgspec.Struct, frozen=True, kw_only=True):
    """What every endpoint takes."""

    lang: Annotated[Language, Meta(description="Language of descriptions.")] = "fr"


class Narrowing(Arguments, frozen=True, kw_only=True):
    """What decides the result of a search: words and filters."""

    q: Annotated[
        str,
        _meta(
            "Words searched, in Verbatim's query language: adjacent words mean ET; OU, SAUF, parentheses, "
            "an exact phrase in any quotation marks, `retrait*`, `qui:`, `pour:`, `journal:`, `titre:`.",
            "accord SAUF retrait",
            format_="verbatim-query",
            max_length=MAX_LENGTH,
        ),
    ] = ""
    speaker: Annotated[Many, _many("Who said it: an id, or a name; repeated, any of them.")] = ()
    organisation: Annotated[Many, _many("For whom: an id, or a name; repeated, any of them.")] = ()
    source: Annotated[Many, _many("Publication, as printed; repeated, any of them.")] = ()
    role: Annotated[Many, _many("Words of the speaker's role, such as `ministre`; repeated, any.")] = ()
    kind: Annotated[tuple[Kind, ...], _many("Kind of quotation; repeated, any of them.")] = ()
    verb: Annotated[Many, _many("Verb that introduces it, infinitive; repeated, any of them.")] = ()
    article: Annotated[Many, _many("Key of an article; repeated, any of them.")] = ()
    exclude_speaker: Annotated[Many, _many("Not these speakers.")] = ()
    exclude_organisation: Annotated[Many, _many("Not these organisations.")] = ()
    exclude_source: Annotated[Many, _many("Not these publications.")] = ()
    exclude_role: Annotated[Many, _many("Not these roles.")] = ()
    exclude_kind: Annotated[tuple[Kind, ...], _many("Not these kinds.")] = ()
    exclude_verb: Annotated[Many, _many("Not these verbs.")] = ()
    exclude_article: Annotated[Many, _many("Not these articles.")] = ()
    from_: Annotated[Day, _meta("First day: `2021`, `2021-07` or `2021-07-28`, inclusive.")] = msgspec.field(
        default="", name="from"
    )
    to: Annotated[Day, _meta("Last day, month or year, inclusive.")] = ""
    indexed_since: Annotated[
        Moment, _meta("Only what was indexed at or after this moment: ISO 8601, or seconds since 1970.")
    ] = ""


class SearchArguments(Narrowing, frozen=True, kw_only=True):
    """A search and the page of it that is wanted."""

    sort: Annotated[
        Sort, _meta("Order: best first; newest or oldest by date printed; `indexed`, latest indexed first.")
    ] = "relevance"
    limit: Annotated[int, _meta("Quotations a page.", ge=1, le=100)] = 20
    page: Annotated[int, _meta("Page, from 1; further on, `next` or an export.", ge=1, le=50)] = 1
    cursor: Annotated[str, _meta("Where the last page ended: take it from `next`.", max_length=400)] = ""
    facets: Annotated[
        tuple[FacetName, ...],
        _many("Facets wanted, repeated or separated by commas: " + ", ".join(FACETS) + "."),
    ] = ()
    facet_limit: Annotated[int, _meta("Values a facet.", ge=1, le=200)] = 10
    highlight: Annotated[
        Literal["spans", "html"],
        _meta("Words found: as code-point spans, or also as escaped HTML with `<mark>`."),
    ] = "spans"


class StatisticsArguments(Narrowing, frozen=True, kw_only=True):
    """A search, and how many rows of its statistics."""

    limit: Annotated[int, _meta("Rows.", ge=1, le=200)] = 20


class EntitiesArguments(Arguments, frozen=True, kw_only=True):
    """A page of people or organisations."""

    q: Annotated[str, _meta("Beginning of any word of a name; one typo is allowed.", max_length=200)] = ""
    sort: Annotated[Literal["count", "name"], _meta("Most quoted first, or by name.")] = "count"
    limit: Annotated[int, _meta("Rows a page.", ge=1, le=100)] = 20
    page: Annotated[int, _meta("Page, from 1.", ge=1, le=10_000)] = 1


class SuggestArguments(Arguments, frozen=True, kw_only=True):
    """A prefix as it is typed."""

    q: Annotated[str, _meta("Beginning of any word of a name.", "moq", min_length=1, max_length=200)]
    field: Annotated[Literal["", "speaker", "organisation"], _meta("Only people, or only organisations.")] = (
        ""
    )
    limit: Annotated[int, _meta("Names.", ge=1, le=50)] = 10


class DeletionsArguments(Arguments, frozen=True, kw_only=True):
    """Since when."""

    since: Annotated[Moment, _meta("ISO 8601, or seconds since 1970; without it, all.")] = ""


class ExportArguments(SearchArguments, frozen=True, kw_only=True):
    """A complete export: `limit`, `page`, `cursor` and `facets` of the form's URL change nothing."""

    printings: Annotated[
        Literal["first", "all"],
        _meta("One printing a quotation, or all printings of each (for those who keep a copy)."),
    ] = "first"
    bom: Annotated[bool, _meta("CSV: a byte order mark in front, which some spreadsheets need.")] = False
    delimiter: Annotated[Literal[",", ";", "tab"], _meta("CSV: what separates cells.")] = ","
    raw: Annotated[bool, _meta("CSV: leave cells alone that a spreadsheet may take for formulas.")] = False
