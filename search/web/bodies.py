"""What is posted to the API and what answers it, and the shape of its errors: typed, as `values` are."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

from corpus import Kind, Span
from search.web.values import Attribution, QuotedOrganisation, QuotedSpeaker, Value


class ExtractBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A text to be analysed; nothing of it is kept."""

    text: Annotated[str, Meta(min_length=1, pattern=r"\S", description="Up to 100 kB in UTF-8.")]
    title: Annotated[str, Meta(max_length=1000)] | None = None


class ExtractedQuotation(Value, frozen=True, kw_only=True):
    """A quotation of a text that was sent; spans are into that text."""

    text: str
    parts: tuple[str, ...]
    kind: Kind
    spans: tuple[Span, ...]
    speaker: QuotedSpeaker
    organisation: QuotedOrganisation | None
    attribution: Attribution
    cue: Span | None
    mention: Span | None
    evidence: tuple[Span, ...]


class Extraction(Value, frozen=True, kw_only=True):
    """The quotations of a text."""

    items: tuple[ExtractedQuotation, ...]


class BatchBody(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Equations, each answered or refused by itself."""

    equations: Annotated[tuple[str, ...], Meta(min_length=1, max_length=100)]


class ProblemDetail(Value, frozen=True, kw_only=True):
    """One thing that is wrong: where, and what to do."""

    detail: str
    parameter: str | None = None
    position: Annotated[int | None, Meta(description="Code point of the query where the fault lies.")] = None


class Problem(Value, frozen=True, kw_only=True):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    instance: str
    errors: tuple[ProblemDetail, ...] = ()
    request_id: Annotated[str | None, Meta(description="Give it when you report an error.")] = None


class EquationAnswer(Value, frozen=True, kw_only=True):
    """One equation: how many quotations it finds, or why it was refused."""

    line: int
    equation: str
    description: str | None
    total: int | None
    total_occurrences: int | None
    url: Annotated[str | None, Meta(description="The search in the API.")]
    html: str | None
    error: ProblemDetail | None


class BatchAnswer(Value, frozen=True, kw_only=True):
    """Every equation, in order."""

    items: tuple[EquationAnswer, ...]
