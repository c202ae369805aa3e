"""HTTP arguments, as typed structs: they validate a request, and the OpenAPI document is made from them.

`read` turns a query string into one of them, `search_of` a search's arguments into a `Search`. Repeated
parameters mean OR; an unknown one is refused with the nearest known; an error names its parameter.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Sequence
from functools import lru_cache
from typing import Annotated, Any, Literal, Protocol, TypeVar, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Meta

from corpus import Kind, PartialDate, UsageError
from search.engine import Engine
from search.query import MAX_LENGTH, Query, parse
from search.values import FACETS, Entity, Filters, SearchRequest, Sort, Suggestion, Values
from search.web.links import Parameters

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


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """What a name given for `speaker=` or `organisation=` was taken for: all of `entities`.

    None: nothing is found for it, and `suggestions` hold names that are near.
    """

    parameter: str
    given: str
    entities: tuple[Entity, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()


class Search(msgspec.Struct, frozen=True, kw_only=True):
    """A search as understood: what the engine is asked, and its canonical parameters, in order.

    In `parameters` names are replaced by ids, and what equals its default is left out.
    """

    request: SearchRequest
    parameters: Parameters
    candidates: tuple[Candidate, ...] = ()
    language: Language = "fr"
    html: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was asked for."""
        return self.request.query.is_everything and self.request.filters == Filters()


class MultiDict(Protocol):
    """Werkzeug's arguments, as far as they are used here."""

    def getlist(self, key: str) -> list[str]:
        """All values of one name."""

    def __iter__(self) -> Any:
        """The names."""


A = TypeVar("A", bound=Arguments)


class Parameter(msgspec.Struct, frozen=True):
    """One parameter of an endpoint: its name in a URL, its attribute, its type, whether it repeats."""

    name: str
    attribute: str
    type: Any
    many: bool
    required: bool
    default: Any


@lru_cache(maxsize=32)
def parameters_of(type_: type[Arguments]) -> dict[str, Parameter]:
    """The parameters of an endpoint, by name, words and filters first and `lang` last."""
    hints = get_type_hints(type_, include_extras=True)
    found = {
        field.encode_name: Parameter(
            field.encode_name,
            field.name,
            hints[field.name],
            get_origin(get_args(hints[field.name])[0]) is tuple,
            field.required,
            None if field.default is msgspec.NODEFAULT else field.default,
        )
        for field in msgspec.structs.fields(type_)
    }
    found["lang"] = found.pop("lang")
    return found


def read(type_: type[A], given: MultiDict, *, lenient: bool = False) -> A:
    """The arguments of a request; UsageError with the parameter at fault.

    An empty text is as if it were not there; with `lenient`, any empty value, as a form sends it.
    """
    known = parameters_of(type_)
    for name in given:
        if name not in known:
            _unknown(name, known)
    values = {}
    for parameter in known.values():
        texts = given.getlist(parameter.name)
        if parameter.many and len(texts) > MAX_VALUES:
            raise UsageError(f"{parameter.name}: at most {MAX_VALUES} values are allowed", parameter.name)
        if lenient or get_args(parameter.type)[0] in (str, Many):
            texts = [text for text in texts if text]
        if texts:
            values[parameter.attribute] = _converted(parameter, texts)
        elif parameter.required:
            raise UsageError(f"{parameter.name} is missing: give it", parameter.name)
    return type_(**values)


def _unknown(name: str, known: dict[str, Parameter]) -> None:
    near = difflib.get_close_matches(name[:40], known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    raise UsageError(f"unknown parameter {name[:40]!r}: {hint}", name[:40])


def _converted(parameter: Parameter, texts: Sequence[str]) -> Any:
    if parameter.many:
        if parameter.name == "facets":
            texts = [part for text in texts for part in text.split(",")]
        texts = list(dict.fromkeys(texts))
    elif len(texts) > 1:
        raise UsageError(f"{parameter.name} is given {len(texts)} times: give it once", parameter.name)
    try:
        return msgspec.convert(texts if parameter.many else texts[0], parameter.type, strict=False)
    except msgspec.ValidationError:
        given = next((text for text in texts if not _fits(parameter, text)), texts[0])
        raise UsageError(
            f"{parameter.name}={given[:80]!r} is not allowed: {allowed(parameter)}", parameter.name
        ) from None


def _fits(parameter: Parameter, text: str) -> bool:
    try:
        msgspec.convert([text] if parameter.many else text, parameter.type, strict=False)
    except msgspec.ValidationError:
        return False
    return True


def allowed(parameter: Parameter) -> str:
    """What may be given for a parameter, in words.

    >>> allowed(parameters_of(SearchArguments)["limit"])
    'write a whole number from 1 to 100'
    """
    choices = get_args(parameter.type)[0]
    if parameter.many:
        choices = get_args(choices)[0]
    if get_origin(choices) is Literal:
        return f"write {' or '.join(each or 'nothing' for each in get_args(choices))}"
    schema = msgspec.json.schema(parameter.type)
    schema = schema.get("items", schema)
    if schema.get("type") == "integer":
        return f"write a whole number from {schema.get('minimum')} to {schema.get('maximum')}"
    if schema.get("type") == "boolean":
        return "write 1 or 0"
    return f"at most {schema.get('maxLength')} characters"


# --- searches -----------------------------------------------------------------------------------


def search_of(arguments: Narrowing, engine: Engine, *, budget_ms: int = 2000) -> Search:
    """What these arguments ask of the engine; names are looked up, dates and words understood."""
    page = arguments if isinstance(arguments, SearchArguments) else SearchArguments()
    if page.cursor and page.page > 1:
        raise UsageError("page and cursor exclude each other: give one of them", "cursor")
    resolver = _Resolver(engine)
    filters = Filters(
        include=resolver.values(arguments, ""),
        exclude=resolver.values(arguments, "exclude_"),
        first_day=_bound("from", arguments.from_).first.toordinal() if arguments.from_ else 0,
        last_day=_bound("to", arguments.to).last.toordinal() if arguments.to else 0,
        indexed_since=moment("indexed_since", arguments.indexed_since) if arguments.indexed_since else 0,
    )
    if filters.first_day and filters.last_day and filters.first_day > filters.last_day:
        raise UsageError(f"from={arguments.from_} is after to={arguments.to}: swap them", "from")
    request = SearchRequest(
        query=_parsed(arguments.q.strip()),
        filters=filters,
        sort=page.sort,
        limit=page.limit,
        page=page.page,
        cursor=page.cursor or None,
        facets=page.facets,
        facet_limit=page.facet_limit,
        budget_ms=budget_ms,
    )
    return Search(
        request=request,
        parameters=_canonical(arguments, filters),
        candidates=tuple(resolver.candidates),
        language=arguments.lang,
        html=page.highlight == "html",
    )


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Query:
    return parse(text)


class _Resolver:
    """Names to ids, remembering what each was taken for."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.candidates: list[Candidate] = []

    def values(self, arguments: Narrowing, prefix: str) -> Values:
        found = {name: getattr(arguments, prefix + name) for name in Values.__struct_fields__}
        for name in ("speaker", "organisation"):
            ids = [each for given in found[name] for each in self._ids(prefix + name, name, given)]
            found[name] = tuple(dict.fromkeys(ids))
        return Values(**found)

    def _ids(self, parameter: str, field: str, given: str) -> tuple[str, ...]:
        entities = self._engine.resolve(field, given)
        near = () if entities else self._engine.suggest(given, field=field, limit=5)
        self.candidates.append(
            Candidate(parameter=parameter, given=given, entities=entities, suggestions=near)
        )
        return tuple(entity.id for entity in entities) or (given,)


def _canonical(arguments: Narrowing, filters: Filters) -> Parameters:
    found: list[tuple[str, str]] = []
    for parameter in parameters_of(type(arguments)).values():
        value = getattr(arguments, parameter.attribute)
        name = parameter.name.removeprefix("exclude_")
        if name in Values.__struct_fields__:
            value = getattr(filters.exclude if name != parameter.name else filters.include, name)
        if value == parameter.default:
            continue
        values = value if parameter.many else (_text(value),)
        found += [(parameter.name, each) for each in values]
    return tuple(found)


def _text(value: Any) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value).strip()


def _bound(name: str, text: str) -> PartialDate:
    try:
        if not text.isascii():
            raise ValueError(f"date {text!r}: write 2021, 2021-07 or 2021-07-28")
        return PartialDate.parse(text)
    except ValueError as error:
        raise UsageError(f"{name}: {error}", name) from None


def moment(name: str, text: str) -> int:
    """Seconds since 1970 of a moment: seconds, `2021`, `2021-07`, a day, or a day and time (UTC unless told).

    >>> moment("since", "2021-07-28T10:00:00Z"), moment("since", "1627466400")
    (1627466400, 1627466400)
    """
    text = text.strip()
    try:
        if text.isascii() and text.isdigit() and len(text) > 4:
            return min(int(text[:15]), 1 << 40)
        if len(text) <= 10 and text.isascii():
            text = PartialDate.parse(text).first.isoformat()
        found = datetime.datetime.fromisoformat(text.replace(" ", "+"))  # a bare + is a space in a URL
        if found.tzinfo is None:
            found = found.replace(tzinfo=datetime.UTC)
        return max(0, int(found.timestamp()))
    except (ValueError, OverflowError):
        raise UsageError(
            f"{name}={text[:40]!r} is no moment: write 2021-07-28T10:00:00Z, a date, or seconds since 1970",
            name,
        ) from None
