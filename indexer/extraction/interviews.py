"""Interviews printed without quotation marks: which paragraphs are answers, and who is named before them.

A text is read as an interview only where an answer stands after a question: « Pourquoi partir ? » and then
« — J'ai fait mon temps. », « R : … » or « A. Bel : … ». Answers that nothing marks are taken where questions
speak to somebody (« Qu'en dites-vous ? ») and most answers say « je » or « nous ».
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from corpus import Span

_DASH = re.compile(r"\s*[–—-]\s+(?=[A-ZÀ-ÞŒ«“\"(0-9])")
_ANSWER = re.compile(r"\s*(?:R|Rép|Réponse|RÉPONSE)\.?\s*[:–—-]\s*(?=\S)")
_NAMED = re.compile(
    r"\s*(?P<who>(?:[A-ZÀ-Þ]\.[ -]?){1,4}(?:-[A-ZÀ-Þ]\.)?"
    r"|[A-ZÀ-Þ][\w’'-]+(?:\s+(?:de\s+|d['’]|van\s+|el\s+|ben\s+)?[A-ZÀ-Þ][\w’'-]+){0,3})"
    r"\s*(?::|\.?\s*[–—])\s+(?=[A-ZÀ-ÞŒ(0-9«“\"])"
)
_QUESTION = re.compile(r"\?\s*[»”\"*]?\s*\Z")
_ASKED = re.compile(r"\s*(?:Q|Question)\.?\s*[:–—-]\s")
_NO_LABEL = re.compile(
    r"(?i)(?:à\s+)?(?:lire|voir|photos?|vidéos?|prix|date|lieu|source|objectif|note|ndlr|résultat|bilan|infos?)\b"
)


class Turn(msgspec.Struct, frozen=True):
    """What one says in a turn, a span a paragraph, and the words that name who; no spans where it goes on."""

    spans: tuple[Span, ...] = ()
    mention: Span | None = None


class _Line(msgspec.Struct, frozen=True):
    """A paragraph: what opens it, and where its words begin."""

    opening: str
    start: int
    end: int
    mention: Span | None = None
    asks: bool = False


def turns(text: str, paragraphs: Sequence[Span]) -> dict[int, Turn]:
    """The turns of an interview by the offset of their paragraph; empty where the text is none.

    >>> text = "Pourquoi partir ?\\n\\n— J'ai fait mon temps."
    >>> [[text[s:e] for s, e in turn.spans] for turn in turns(text, [(0, 17), (19, len(text))]).values()]
    [["J'ai fait mon temps."]]
    """
    lines = [_line(text, start, end) for start, end in paragraphs]
    answers = {number for number in range(1, len(lines)) if _answers(lines, number)}
    openings = {_kind(text, lines[number]) for number in answers}
    found = _unmarked(text, paragraphs, lines, openings)
    for number, line in enumerate(lines):
        if _answer_again(text, line, openings) and _alone(lines, number):
            last = _last(lines, number)
            spans = tuple((each.start, each.end) for each in lines[number : last + 1])
            found[paragraphs[number][0]] = Turn(spans, line.mention)
            found.update({paragraphs[each][0]: Turn() for each in range(number + 1, last + 1)})
    return found


def _unmarked(
    text: str, paragraphs: Sequence[Span], lines: Sequence[_Line], openings: set[str]
) -> dict[int, Turn]:
    """The answers without dash or label, where questions and answers show that it is an interview."""
    asked = [
        number
        for number, line in enumerate(lines)
        if _question(text, line) and _kind(text, line) not in openings
    ]
    groups = [_group(text, lines, number, last=number == asked[-1]) for number in asked]
    answers = [group for group in groups if group and not text.startswith(_MARKS, lines[group[0]].start)]
    to_you = sum(bool(_YOU.search(text, lines[number].start, lines[number].end)) for number in asked)
    by_me = sum(any(_says_i(text, lines[number]) for number in group) for group in answers)
    if not openings - {"dash", "answer"} and (to_you < _LEAST or by_me < _LEAST or by_me * 2 < len(answers)):
        return {}
    found: dict[int, Turn] = {}
    for first, *others in answers:
        spans = tuple((lines[number].start, lines[number].end) for number in (first, *others))
        found[paragraphs[first][0]] = Turn(spans)
        found.update({paragraphs[number][0]: Turn() for number in others})
    return found


def _question(text: str, line: _Line) -> bool:
    """Whether a paragraph is a short question of the journalist's own."""
    return line.asks and line.end - line.start < _LONGEST and not text.startswith(_MARKS, line.start)


def _group(text: str, lines: Sequence[_Line], number: int, *, last: bool) -> list[int]:
    """The paragraphs of an answer: up to the next question, or while they say « je » after the last one."""
    group: list[int] = []
    for later in range(number + 1, len(lines)):
        line = lines[later]
        ends = line.opening or line.asks or (last and group and not _says_i(text, line))
        if ends:
            break
        group.append(later)
    return group


def _says_i(text: str, line: _Line) -> bool:
    return bool(_I.search(_QUOTED.sub("", text[line.start : line.end])))


_LEAST = 2
"""Questions and answers that show an interview, at least."""
_LONGEST = 320
"""Letters of a question, at most."""
_MARKS = ("«", "“", '"')
_QUOTED = re.compile(r"«[^»]*»|“[^”]*”|\"[^\"]*\"")
_YOU = re.compile(r"(?i)(?<![\w’'])(?:vous|votre|vos)\b")
_I = re.compile(r"(?i)(?<![\w’'])(?:je\b|j['’]|moi\b|mon\b|ma\b|mes\b|nous\b|notre\b|nos\b)")


def _line(text: str, start: int, end: int) -> _Line:
    asks = bool(_QUESTION.search(text, max(start, end - 6), end)) or bool(_ASKED.match(text, start, end))
    for opening, pattern in (("answer", _ANSWER), ("dash", _DASH), ("name", _NAMED)):
        match = pattern.match(text, start, end)
        if opening == "dash" and text[start:end].rstrip().endswith(
            ("-", "–", "—")
        ):  # « - Un cap - », a heading
            continue
        if match and not (opening == "name" and _NO_LABEL.match(text, start, end)):
            mention = match.span("who") if opening == "name" else None
            return _Line(opening, match.end(), end, mention, asks)
    return _Line("", start, end, None, asks)


def _answers(lines: Sequence[_Line], number: int) -> bool:
    line, before = lines[number], lines[number - 1]
    return bool(line.opening) and not line.asks and before.asks


def _kind(text: str, line: _Line) -> str:
    return text[slice(*line.mention)] if line.mention else line.opening


def _answer_again(text: str, line: _Line, openings: set[str]) -> bool:
    """Whether a line opens like an answer; only one with a name may end with a question of its own."""
    return bool(line.opening) and _kind(text, line) in openings and (not line.asks or line.opening == "name")


def _alone(lines: Sequence[_Line], number: int) -> bool:
    """Whether a dash does not follow another one, as in a list."""
    return lines[number].opening != "dash" or number == 0 or lines[number - 1].opening != "dash"


def _last(lines: Sequence[_Line], number: int) -> int:
    """The last paragraph of a turn: one after « R : » goes on up to the next « Q : »; others may not."""
    if lines[number].opening != "answer":
        return number
    for later in range(number + 1, len(lines)):
        if lines[later].opening or lines[later].asks:
            return later - 1
    return number
