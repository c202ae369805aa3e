"""Lists of known people and bodies, as newsrooms keep them: one a line, tab-separated, with a header.

    name	aliases	wikidata	organisation	role	from	to	type
    Odile Favre-Rochat	Odile Favre|O. Favre	Q00000000	Union écologiste	députée	2017	2022-06	person

`name` alone is required; aliases are parted by `|`; `type` is person (when it is left out),
organisation or group. What is wrong is told by line and column, and nothing is taken in then.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from corpus import PartialDate, UsageError
from corpus.record import Known

COLUMNS = ("name", "aliases", "wikidata", "organisation", "role", "from", "to", "type")
TYPES = ("person", "organisation", "group")
_WIKIDATA = re.compile(r"Q[1-9]\d*")


def read(path: Path) -> list[Known]:
    """The entries of a list; UsageError names the first line and column that is wrong."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error})") from None
    rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    header = [column.strip().casefold() for column in next(rows, [])]
    for at, column in enumerate(header, 1):
        if column not in COLUMNS:
            raise UsageError(f"{path}, line 1, column {at}: {column!r} is none of {', '.join(COLUMNS)}")
    if "name" not in header:
        raise UsageError(f"{path}, line 1: no column `name`; write {', '.join(COLUMNS)}, tabs between them")
    return [
        _entry(dict(zip(header, row, strict=False)), len(row), len(header), f"{path}, line {number}")
        for number, row in enumerate(rows, 2)
        if any(cell.strip() for cell in row) and not row[0].startswith("#")
    ]


def _entry(row: dict[str, str], cells: int, columns: int, where: str) -> Known:
    row = {column: cell.strip() for column, cell in row.items()}
    if cells > columns:
        raise UsageError(f"{where}: {cells} columns, but the header names {columns}")
    if not row.get("name"):
        raise UsageError(f"{where}, column name: empty; every entry needs one")
    if row.get("wikidata") and not _WIKIDATA.fullmatch(row["wikidata"]):
        raise UsageError(f"{where}, column wikidata: {row['wikidata']!r} is no id such as Q42")
    if row.get("type") and row["type"] not in TYPES:
        raise UsageError(f"{where}, column type: {row['type']!r} is none of {', '.join(TYPES)}")
    for column in ("from", "to"):
        try:
            PartialDate.parse(row[column]) if row.get(column) else None
        except ValueError as error:
            raise UsageError(f"{where}, column {column}: {error}") from None
    return Known(
        name=row["name"],
        type=row.get("type") or "person",  # type: ignore[arg-type]  # one of TYPES
        aliases=tuple(alias.strip() for alias in row.get("aliases", "").split("|") if alias.strip()),
        wikidata=row.get("wikidata", ""),
        organisation=row.get("organisation", ""),
        role=row.get("role", ""),
        first=row.get("from", ""),
        last=row.get("to", ""),
    )
