"""Annotated articles: a text with light marks in braces, compiled to the gold format.

A marked article is a front matter, the text, and one line for each quotation after `=== quotations`:

    ---
    id: exemple-1
    title: La réforme présentée
    date: 2021-07
    source: Le Phare
    ---

    « {1:Nous tiendrons}, {1c:a dit {1w:le ministre}}. »

    === quotations
    1 direct | person | Julien Castelnau | ministre | -

`{1:…}` are words of quotation 1 (several pieces when an incise splits it), `{1c:…}` its cue,
`{1w:…}` the words that name who said it. Marks nest, and one pair of braces may serve several
quotations: `{1w,2w:elle}`. A line gives number, kind, type of speaker, name, role, organisation;
`-` is none, and `2 mixed | =1` repeats the speaker of line 1. No offset is ever counted by hand.
"""

from __future__ import annotations

import re
from typing import Any, cast, get_args

import msgspec

from corpus.article import KINDS, Article, Kind, PartialDate, Quote, Span, Speaker, SpeakerType
from corpus.errors import ArticleError

TRAILER = "=== quotations"
TYPES: tuple[str, ...] = get_args(SpeakerType)

_FRONT = re.compile(r"---\n(?P<meta>(?:[a-z]+: .+\n)*)---\n\n?")
_OPEN = re.compile(r"\{(?P<targets>\d+[cw]?(?:,\d+[cw]?)*):")
_TARGET = re.compile(r"(?P<number>\d+)(?P<part>[cw]?)")
_META = ("id", "title", "date", "source", "author", "url")
_FIELDS = 5


class _Marks(msgspec.Struct):
    """The spans marked for one quotation, in the order of the text."""

    words: list[Span] = []
    cue: list[Span] = []
    who: list[Span] = []


class _Line(msgspec.Struct, frozen=True):
    """One line of the trailer."""

    kind: Kind
    type: SpeakerType
    name: str | None
    role: str | None
    organisation: str | None


def compile(marked: str, where: str = "") -> tuple[Article, list[Quote]]:
    """The article without its marks, and its quotations in the order of the text.

    >>> article, quotes = compile('''---
    ... id: exemple-1
    ... date: 2021-07
    ... ---
    ...
    ... « {1:Nous tiendrons} », {1c:a dit {1w:le ministre}}.
    ...
    ... === quotations
    ... 1 direct | person | Julien Castelnau | ministre | -
    ... ''')
    >>> article.text, quotes[0].text(article.text), quotes[0].speaker.name
    ('« Nous tiendrons », a dit le ministre.', 'Nous tiendrons', 'Julien Castelnau')
    """
    meta, body, trailer = split(marked, where)
    text, marks = _unmark(body, where)
    lines = _read_trailer(trailer, where)
    if only := sorted(marks.keys() ^ lines.keys()):
        raise ArticleError(f"quotation {only[0]}: it needs both a mark and a line after {TRAILER!r}", where)
    quotes = [_quote(number, marks[number], lines[number], where) for number in sorted(marks)]
    quotes.sort(key=lambda quote: quote.spans[0])
    return _article(meta, text, where), quotes


def to_gold(article: Article, quotes: list[Quote]) -> dict[str, Any]:
    """One article in the gold format: spans as lists, speakers as objects, nulls where nothing is said."""
    return {
        "id": article.id,
        "title": article.title,
        "date": article.published.text if article.published else None,
        "source": article.source,
        "licence": "MIT",
        "text": article.text,
        "quotes": [quote_to_gold(quote) for quote in quotes],
    }


def quote_to_gold(quote: Quote) -> dict[str, Any]:
    """One quotation in the gold format (what extraction adds, like rule and confidence, left out).

    >>> quote_to_gold(Quote(spans=((0, 4),), kind="direct"))["speaker"]
    {'mention': None, 'name': None, 'type': 'unknown'}
    """
    speaker = quote.speaker
    return {
        "spans": [list(span) for span in quote.spans],
        "kind": quote.kind,
        "cue": list(quote.cue) if quote.cue else None,
        "speaker": {
            "mention": list(speaker.mention) if speaker.mention else None,
            "name": speaker.name,
            "type": speaker.type,
        },
        "organisation": quote.organisation,
        "role": quote.role,
    }


def plain(marked: str, where: str = "") -> str:
    """The same article as a reader would be given it: front matter and text, no marks, no trailer."""
    _, body, _ = split(marked, where)
    front = _FRONT.match(marked)
    return (front.group() if front else "") + _unmark(body, where)[0] + "\n"


def split(marked: str, where: str = "") -> tuple[dict[str, str], str, str]:
    """Front matter, marked text, and trailer."""
    front = _FRONT.match(marked)
    if not front:
        raise ArticleError("an annotated article begins with a front matter between two lines ---", where)
    meta = dict(line.split(": ", 1) for line in front["meta"].splitlines())
    if unknown := sorted(meta.keys() - set(_META)):
        raise ArticleError(f"front matter {unknown[0]!r}: known are {', '.join(_META)}", where)
    body, found, trailer = marked[front.end() :].partition("\n" + TRAILER)
    if not found:
        raise ArticleError(f"the line {TRAILER!r} is missing after the text", where)
    return meta, body.strip("\n"), trailer


def _article(meta: dict[str, str], text: str, where: str) -> Article:
    if "id" not in meta:
        raise ArticleError("the front matter names no id", where)
    try:
        published = PartialDate.parse(meta["date"]) if "date" in meta else None
    except ValueError as error:
        raise ArticleError(str(error), where) from None
    return Article(
        id=meta["id"],
        text=text,
        title=meta.get("title"),
        published=published,
        source=meta.get("source"),
        author=meta.get("author"),
        url=meta.get("url"),
    )


def _unmark(body: str, where: str) -> tuple[str, dict[int, _Marks]]:
    """The text without marks, and where each mark stood in it."""
    marks: dict[int, _Marks] = {}
    pieces: list[str] = []
    open_marks: list[tuple[str, int]] = []
    done, size = 0, 0
    for brace in re.finditer(r"[{}]", body):
        pieces.append(body[done : brace.start()])
        size += brace.start() - done
        if brace.group() == "{":
            done = _begin(body, brace.start(), size, open_marks, where)
        else:
            _end(body, brace.start(), size, open_marks, marks, where)
            done = brace.end()
    if open_marks:
        raise ArticleError(f"mark {{{open_marks[-1][0]}: is never closed", where)
    return "".join([*pieces, body[done:]]), marks


def _begin(body: str, at: int, size: int, open_marks: list[tuple[str, int]], where: str) -> int:
    match = _OPEN.match(body, at)
    if not match:
        raise ArticleError(
            f"{_near(body, at)}: a mark is written {{1:words}}, {{1c:cue}} or {{1w:who}}", where
        )
    open_marks.append((match["targets"], size))
    return match.end()


def _end(
    body: str, at: int, size: int, open_marks: list[tuple[str, int]], marks: dict[int, _Marks], where: str
) -> None:
    if not open_marks:
        raise ArticleError(f"{_near(body, at)}: this brace closes no mark", where)
    targets, start = open_marks.pop()
    if start == size or body[at - 1].isspace():
        raise ArticleError(f"{_near(body, at)}: a mark may not be empty or end with a space", where)
    for target in _TARGET.finditer(targets):
        found = marks.setdefault(int(target["number"]), _Marks(words=[], cue=[], who=[]))
        {"": found.words, "c": found.cue, "w": found.who}[target["part"]].append((start, size))


def _near(body: str, at: int) -> str:
    line = body.count("\n", 0, at) + 1
    return f"line {line} of the text, near {body[max(0, at - 15) : at + 15]!r}"


def _read_trailer(trailer: str, where: str) -> dict[int, _Line]:
    lines: dict[int, _Line] = {}
    for line in trailer.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        head, *rest = (part.strip() for part in line.split("|"))
        number, _, kind = head.partition(" ")
        if not number.isdigit() or kind not in KINDS:
            raise ArticleError(f"{line!r}: begin with a number and one of {', '.join(KINDS)}", where)
        if int(number) in lines:
            raise ArticleError(f"quotation {number} has two lines", where)
        lines[int(number)] = _line(kind, rest, lines, line, where)
    return lines


def _line(kind: Kind, rest: list[str], lines: dict[int, _Line], line: str, where: str) -> _Line:
    if len(rest) == 1 and rest[0].startswith("="):
        same = lines.get(int(rest[0][1:])) if rest[0][1:].isdigit() else None
        if same is None:
            raise ArticleError(f"{line!r}: {rest[0]} must repeat a line above", where)
        return msgspec.structs.replace(same, kind=kind)
    if len(rest) != _FIELDS - 1 or rest[0] not in TYPES:
        raise ArticleError(
            f"{line!r}: after the kind write | type | name | role | organisation, "
            f"with one of {', '.join(TYPES)} as type",
            where,
        )
    name, role, organisation = (None if part == "-" else part for part in rest[1:])
    return _Line(kind, cast(SpeakerType, rest[0]), name, role, organisation)


def _quote(number: int, marks: _Marks, line: _Line, where: str) -> Quote:
    if not marks.words:
        raise ArticleError(f"quotation {number} has no words: mark them {{{number}:…}}", where)
    if len(marks.cue) > 1 or len(marks.who) > 1:
        raise ArticleError(f"quotation {number}: one cue and one mention at most", where)
    return Quote(
        spans=tuple(sorted(marks.words)),
        kind=line.kind,
        cue=marks.cue[0] if marks.cue else None,
        speaker=Speaker(mention=marks.who[0] if marks.who else None, name=line.name, type=line.type),
        organisation=line.organisation,
        role=line.role,
        rule="annotated",
        confidence=1.0,
    )
