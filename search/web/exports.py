"""Complete results, streamed: `/search.jsonl`, `.json`, `.csv` of any search, in constant memory.

An export holds one generation from its first line to its last. When the reader goes away, the stream
is closed and nothing of it stays.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Generator, Iterable, Iterator

import msgspec
from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

from search.engine import Engine
from search.values import Hit
from search.web import answers, searches, values
from search.web.arguments import Search, read, search_of
from search.web.context import links, web
from search.web.links import Links
from search.web.parameters import ExportArguments

blueprint = Blueprint("exports", __name__)

Lines = Generator[bytes, None, None]

CHUNK = 32 * 1024
"""Bytes sent at once, at least."""
COLUMNS = (
    "id", "text", "kind", "speaker", "speaker_id", "speaker_type", "role", "organisation", "organisation_id",
    "as_written", "cue", "verb", "via", "rule", "confidence", "title", "source", "author", "published",
    "article_id", "article_url", "occurrences", "indexed_at", "query", "link",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0")


@blueprint.get("/search.<any(jsonl, json, csv):suffix>")
def export(suffix: str) -> Response:
    """Every quotation of a search."""
    state = web()
    arguments = read(ExportArguments, request.args, lenient=True)
    search = search_of(
        msgspec.structs.replace(arguments, page=1, cursor=""),
        state.engine,
        budget_ms=state.settings.budget_ms,
    )
    if suffix == "jsonl":
        body, mimetype = _jsonl(_hits(state.engine, search, arguments), search, links()), "application/jsonl"
    elif suffix == "json":
        body, mimetype = _json(state.engine, search, arguments, links()), "application/json"
    elif suffix == "csv":
        body, mimetype = _csv(_hits(state.engine, search, arguments), search, arguments, links()), "text/csv"
    else:
        raise NotFound
    return _streamed(body, mimetype, f"verbatim.{suffix}")


def _streamed(lines: Lines, mimetype: str, name: str) -> Response:
    """The lines as they come; a search that fails is an error, not an empty file."""
    if request.method == "HEAD":
        return Response(mimetype=mimetype)
    response = Response(Stream(_holding(lines)), mimetype=mimetype)
    if mimetype != "application/json":
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _holding(lines: Lines) -> Lines:
    with web().exports:
        yield from lines


class Stream:
    """Lines in chunks, from the first line on; closed with its reader, it gives all back at once."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._held = [next(lines, b"")]

    def __iter__(self) -> Stream:
        return self

    def __next__(self) -> bytes:
        """The next chunk."""
        size = 0
        for line in self._lines:
            self._held.append(line)
            size += len(line)
            if size >= CHUNK:
                break
        held, self._held = b"".join(self._held), []
        if not held:
            raise StopIteration
        return held

    def close(self) -> None:
        """End the search behind it."""
        self._lines.close()


def _hits(engine: Engine, search: Search, arguments: ExportArguments) -> Iterator[Hit]:
    for hit in engine.export(search.request):
        if arguments.printings == "all" and hit.occurrences > 1:
            yield from engine.occurrences(hit.assignment.group or hit.document.id)
        else:
            yield hit


def _jsonl(hits: Iterable[Hit], search: Search, where: Links) -> Lines:
    encoder = msgspec.json.Encoder()
    yield b""
    for hit in hits:
        yield encoder.encode(answers.quotation(hit, where, html=search.html)) + b"\n"


def _json(engine: Engine, search: Search, arguments: ExportArguments, where: Links) -> Lines:
    encoder = msgspec.json.Encoder()
    understood = encoder.encode(searches.understood(search, engine, where))
    yield b'{"query":' + understood + b',"items":[\n'
    count = 0
    for hit in _hits(engine, search, arguments):
        body = encoder.encode(answers.quotation(hit, where, html=search.html))
        yield (b",\n" if count else b"") + body
        count += 1
    yield b'\n],"total":%d}\n' % count


def _csv(hits: Iterable[Hit], search: Search, arguments: ExportArguments, where: Links) -> Lines:
    buffer = io.StringIO()
    delimiter = "\t" if arguments.delimiter == "tab" else arguments.delimiter
    writer = csv.writer(buffer, delimiter=delimiter, lineterminator="\r\n")
    query = search.request.query.text
    writer.writerow(COLUMNS)
    yield ("\ufeff" if arguments.bom else "").encode() + _taken(buffer)
    for hit in hits:
        cells = row(hit, query, where)
        writer.writerow(cells if arguments.raw else [defused(cell) for cell in cells])
        yield _taken(buffer)


def _taken(buffer: io.StringIO) -> bytes:
    data = buffer.getvalue().encode("utf-8", "replace")
    buffer.seek(0)
    buffer.truncate()
    return data


def row(hit: Hit, query: str, where: Links) -> list[str]:
    """The cells of a quotation, in the order of `COLUMNS`."""
    given = answers.quotation(hit, where)
    told, article, who = given.attribution, given.article, given.speaker
    body = given.organisation or values.QuotedOrganisation(id=None, name="")
    cells = (
        given.id, given.text, given.kind, who.name, who.id, who.type, who.role, body.name, body.id,
        told.as_written, told.cue, told.verb, told.via, told.rule, f"{told.confidence:.3f}",
        article.title, article.source, article.author, article.published, article.id, article.url,
        given.occurrences, given.indexed_at, query, given.links.html,
    )  # fmt: skip
    return ["" if cell is None else str(cell) for cell in cells]


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes in front (OWASP, CSV injection).

    >>> defused("=1+1"), defused("Nous partirons"), defused(" =1")
    ("'=1+1", 'Nous partirons', "' =1")
    """
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
