"""“Analyse my text” and the batch of equations: the only pages that are posted to. Nothing sent is kept."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import msgspec
from flask import Blueprint, Response, request
from werkzeug.exceptions import RequestEntityTooLarge

from corpus import Article, Quote, Span
from corpus.errors import UsageError
from search.web import answers
from search.web.bodies import EquationAnswer, Extraction
from search.web.exports import defused
from search.web.marking import Piece, pieces
from search.web.pages_view import View, render, view
from search.web.parameters import Narrowing
from search.web.posted import MAX_EQUATIONS, analysed, answered
from search.web.told import told

GAP = " […] "
"""Between two stretches of one quotation."""
HUES = 8
"""Colours for speakers; a ninth one takes the first again."""
COLUMNS = (
    "text", "kind", "speaker", "speaker_type", "role", "organisation", "as_written", "cue", "rule",
    "confidence", "start", "end",
)  # fmt: skip


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """One quotation of the text sent, as the table tells it."""

    number: int
    quote: Quote
    text: str
    speaker: str
    mention: str
    cue: str
    hue: int


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One equation of a batch: what it finds, or why it is refused."""

    answer: EquationAnswer
    url: str
    error: str = ""


def register(blueprint: Blueprint) -> None:
    """Put these pages on the blueprint."""
    blueprint.add_url_rule("/extract", view_func=extract, methods=["GET", "POST"])
    blueprint.add_url_rule("/batch", view_func=batch, methods=["GET", "POST"])


# --- a text of one's own ----------------------------------------------------------------------------


def extract() -> str | Response | tuple[str, int]:
    """The quotations of a text that was pasted or dropped: marked, in a table, as JSON or CSV."""
    if request.method != "POST":
        return render("extract.html", text="", rows=None, error="")
    seen = view()
    text = _sent("text", "file")
    try:
        article, quotes = analysed(text)
    except UsageError:
        return render("extract.html", text="", rows=None, error=seen.t("extract.empty")), 400
    except RequestEntityTooLarge:
        return render("extract.html", text="", rows=None, error=seen.t("extract.long")), 413
    if request.form.get("format") == "csv":
        return _file(_table(text, quotes), "text/csv", "verbatim.csv")
    if request.form.get("format") == "json":
        return _file(_json(article, quotes), "application/json", "verbatim.json")
    rows = _rows(text, quotes, seen)
    return render(
        "extract.html", text=text, rows=rows, paragraphs=_marked(article, rows), error="", hues=_legend(rows)
    )


def _sent(field: str, file: str) -> str:
    """The text of a field, or of the file that was dropped, with plain line ends."""
    text = request.form.get(field, "")
    upload = request.files.get(file)
    if upload and upload.filename:
        text = upload.stream.read().decode("utf-8", "replace").lstrip("\ufeff") or text
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def _rows(text: str, quotes: Sequence[Quote], seen: View) -> tuple[Found, ...]:
    hues: dict[str, int] = {}
    rows = []
    for number, quote in enumerate(quotes, 1):
        name = quote.speaker.name or ""
        mention = _slice(text, quote.speaker.mention)
        who = name or mention
        hue = hues.setdefault(who, len(hues) % HUES + 1) if who else 0
        rows.append(
            Found(
                number=number,
                quote=quote,
                text=GAP.join(text[start:end] for start, end in quote.spans),
                speaker=name or mention or seen.t("speaker.unknown"),
                mention=mention,
                cue=_slice(text, quote.cue),
                hue=hue,
            )
        )
    return tuple(rows)


def _legend(rows: Sequence[Found]) -> dict[str, int]:
    return {row.speaker: row.hue for row in rows}


def _slice(text: str, span: Span | None) -> str:
    return text[span[0] : span[1]] if span else ""


def _marked(article: Article, rows: Sequence[Found]) -> tuple[tuple[Piece, ...], ...]:
    """The text by paragraph; a piece of a quotation is named `words`, its hue, and its number."""
    found = []
    for start, end in article.paragraphs:
        marks: dict[str, list[Span]] = {"words": []}
        for row in rows:
            spans = [(s - start, e - start) for s, e in row.quote.spans if s < end and start < e]
            if spans:
                marks["words"] += spans
                marks.setdefault(f"hue-{row.hue}", []).extend(spans)
                marks.setdefault(f"n-{row.number}", []).extend(spans)
        found.append(pieces(article.text[start:end], marks))
    return tuple(found)


def _json(article: Article, quotes: Sequence[Quote]) -> bytes:
    items = tuple(answers.extracted(article, quote) for quote in quotes)
    return msgspec.json.encode(Extraction(items=items))


def _table(text: str, quotes: Sequence[Quote]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for quote in quotes:
        who = quote.speaker
        cells = (
            quote.text(text), quote.kind, who.name, who.type, quote.role, quote.organisation,
            _slice(text, who.mention), _slice(text, quote.cue), quote.rule, f"{quote.confidence:.3f}",
            quote.spans[0][0], quote.spans[-1][1],
        )  # fmt: skip
        writer.writerow([defused("" if cell is None else str(cell)) for cell in cells])
    return ("\ufeff" + out.getvalue()).encode("utf-8", "replace")


def _file(body: bytes, mimetype: str, name: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# --- a batch of equations -----------------------------------------------------------------------------


def batch() -> str | tuple[str, int]:
    """Equations, one a line, each answered or refused by itself."""
    if request.method != "POST":
        return render("batch.html", text="", rows=None, error="")
    seen = view()
    text = _sent("equations", "file")
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if not lines:
        return render("batch.html", text=text, rows=None, error=seen.t("batch.empty")), 400
    if len(lines) > MAX_EQUATIONS:
        error = seen.t("batch.long", limit=MAX_EQUATIONS, given=len(lines))
        return render("batch.html", text=text, rows=None, error=error), 400
    narrowing = Narrowing(lang="en" if seen.language == "en" else "fr")
    rows = tuple(
        Line(
            answer=each,
            url=seen.links.search((("q", each.equation),)),
            error=each.error.detail if each.error else "",
        )
        for each in answered(lines, narrowing, lambda error: told(error, seen.t))
    )
    return render("batch.html", text="\n".join(lines), rows=rows, error="")
