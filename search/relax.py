"""What would help an empty result: how many quotations each filter's removal would give.

`relaxations(engine, request)` is for the page that has nothing to show (PRODUCT.md 10); it asks the
engine for totals only, so it costs a search without hits for each filter that is set.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from search.engine import Engine
from search.query import Query
from search.values import Filters, SearchRequest, Values


class Relaxation(msgspec.Struct, frozen=True):
    """One thing to take out of a search: its field and value, and how many quotations are left then.

    `field` is a field of `Values` (`speaker`, `source`, …), with `exclude_` before it for values left
    out, and `value` its values joined by `, `; or `field` is `first_day`, `last_day`, `indexed_since`;
    or `q`, for the words, with the words typed as its value.
    """

    field: str
    value: str
    total: int


def relaxations(engine: Engine, request: SearchRequest) -> tuple[Relaxation, ...]:
    """For each filter (and the words), the total without it; most quotations first, none left out.

    Those that would still give nothing are not listed.
    """
    rows = []
    for field, value, relaxed in _without_one(request):
        bare = msgspec.structs.replace(
            relaxed, limit=1, page=1, cursor=None, facets=(), highlight=False, sort="newest"
        )
        total = engine.search(bare).total
        if total:
            rows.append(Relaxation(field, value, total))
    return tuple(sorted(rows, key=lambda row: (-row.total, row.field, row.value)))


def _without_one(request: SearchRequest) -> Iterator[tuple[str, str, SearchRequest]]:
    filters = request.filters
    for side in ("include", "exclude"):
        values: Values = getattr(filters, side)
        for field in Values.__struct_fields__:
            given = getattr(values, field)
            if not given:
                continue
            changed = msgspec.structs.replace(values, **{field: ()})
            name = field if side == "include" else f"exclude_{field}"
            relaxed = msgspec.structs.replace(filters, **{side: changed})
            yield name, ", ".join(given), _with(request, relaxed)
    for field in ("first_day", "last_day", "indexed_since"):
        if day := getattr(filters, field):
            yield field, str(day), _with(request, msgspec.structs.replace(filters, **{field: 0}))
    if not request.query.is_everything:
        yield "q", request.query.text, msgspec.structs.replace(request, query=Query())


def _with(request: SearchRequest, filters: Filters) -> SearchRequest:
    return msgspec.structs.replace(request, filters=filters)
