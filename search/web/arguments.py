"""HTTP arguments: `read` turns a query string into one of the structs of `parameters`, `search_of` those of
a search into a `Search`. Repeated parameters mean OR; an unknown one is refused with the nearest known; an
error names its parameter.
"""

from __future__ import annotations

import datetime
import difflib
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Literal, Protocol, TypeVar, get_args, get_origin, get_type_hints

import msgspec

from corpus import PartialDate, UsageError
from search.engine import Engine
from search.query import Query, parse
from search.values import Entity, Filters, SearchRequest, Suggestion, Values
from search.web.links import Parameters
from search.web.parameters import MAX_VALUES, Arguments, Language, Many, Narrowing, SearchArguments


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
            raise _wrong(
                f"{parameter.name}: at most {MAX_VALUES} values are allowed",
                parameter.name, "values", limit=str(MAX_VALUES),
            )  # fmt: skip
        if lenient or get_args(parameter.type)[0] in (str, Many):
            texts = [text for text in texts if text]
        if texts:
            values[parameter.attribute] = _converted(parameter, texts)
        elif parameter.required:
            raise _wrong(f"{parameter.name} is missing: give it", parameter.name, "missing")
    return type_(**values)


def _unknown(name: str, known: dict[str, Parameter]) -> None:
    shown = name[:40]
    near = difflib.get_close_matches(shown, known, n=1, cutoff=0.5)
    if near:
        raise _wrong(f"unknown parameter {shown!r}: did you mean {near[0]}?", shown, "near", value=near[0])
    listed = ", ".join(known)
    raise _wrong(f"unknown parameter {shown!r}: known are {listed}", shown, "unknown", value=listed)


def _wrong(message: str, name: str, code: str, **values: str) -> UsageError:
    """The error of one parameter, so that it can be told in any language."""
    return UsageError(message, name, code, {"name": name, **values})


def _converted(parameter: Parameter, texts: Sequence[str]) -> Any:
    if parameter.many:
        if parameter.name == "facets":
            texts = [part for text in texts for part in text.split(",")]
        texts = list(dict.fromkeys(texts))
    elif len(texts) > 1:
        raise _wrong(
            f"{parameter.name} is given {len(texts)} times: give it once", parameter.name, "repeated",
            value=str(len(texts)),
        )  # fmt: skip
    try:
        return msgspec.convert(texts if parameter.many else texts[0], parameter.type, strict=False)
    except msgspec.ValidationError:
        given = next((text for text in texts if not _fits(parameter, text)), texts[0])
        code, values = _rule(parameter)
        raise _wrong(
            f"{parameter.name}={given[:80]!r} is not allowed: {allowed(parameter)}", parameter.name, code,
            given=given[:80], **values,
        ) from None  # fmt: skip


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
    code, values = _rule(parameter)
    return _ALLOWED[code].format(**values)


_ALLOWED = {
    "choices": "write {any}",
    "number": "write a whole number from {least} to {most}",
    "flag": "write 1 or 0",
    "length": "at most {most} characters",
}


def _rule(parameter: Parameter) -> tuple[str, dict[str, str]]:
    """What may be given for a parameter: the code of the rule, and its values."""
    choices = get_args(parameter.type)[0]
    if parameter.many:
        choices = get_args(choices)[0]
    if get_origin(choices) is Literal:
        known = get_args(choices)
        every = " or ".join(each or "nothing" for each in known)
        return "choices", {"any": every, "value": ", ".join(each for each in known if each)}
    schema = msgspec.json.schema(parameter.type)
    schema = schema.get("items", schema)
    if schema.get("type") == "integer":
        return "number", {"least": str(schema.get("minimum")), "most": str(schema.get("maximum"))}
    if schema.get("type") == "boolean":
        return "flag", {}
    return "length", {"most": str(schema.get("maxLength"))}


# --- searches -----------------------------------------------------------------------------------


def search_of(arguments: Narrowing, engine: Engine, *, budget_ms: int = 2000) -> Search:
    """What these arguments ask of the engine; names are looked up, dates and words understood."""
    page = arguments if isinstance(arguments, SearchArguments) else SearchArguments()
    if page.cursor and page.page > 1:
        raise _wrong("page and cursor exclude each other: give one of them", "cursor", "exclusive")
    resolver = _Resolver(engine)
    filters = _filters(arguments, resolver)
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


def _filters(arguments: Narrowing, resolver: _Resolver) -> Filters:
    first = _bound("from", arguments.from_).first.toordinal() if arguments.from_ else 0
    last = _bound("to", arguments.to).last.toordinal() if arguments.to else 0
    if first and last and first > last:
        raise _wrong(
            f"from={arguments.from_} is after to={arguments.to}: swap them", "from", "order",
            first=arguments.from_[:40], last=arguments.to[:40],
        )  # fmt: skip
    since = arguments.indexed_since
    return Filters(
        include=resolver.values(arguments, ""),
        exclude=resolver.values(arguments, "exclude_"),
        first_day=first,
        last_day=last,
        indexed_since=moment("indexed_since", since) if since else 0,
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
        raise _wrong(f"{name}: {error}", name, "date", given=text[:40]) from None


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
        raise _wrong(
            f"{name}={text[:40]!r} is no moment: write 2021-07-28T10:00:00Z, a date, or seconds since 1970",
            name, "moment", given=text[:40],
        ) from None  # fmt: skip
