"""Pairs of quotation marks, of every kind, matched by a stack.

« » “ ” „ ‹ › open and close by shape; the straight `"` (and `''`) by what stands around it. An opening
mark at the start of a paragraph while one is open continues it; one that never closes ends with its
paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from corpus import Span
from indexer.extraction.verbs import forms

OPENING = {"«": "»", "“": "”", "„": "“”", "‹": "›"}
CLOSING = {"»": "«", "”": "“„", "“": "„", "›": "‹"}
ALL_MARKS = '«»“”„‹›"'
"""Every character that may be a quotation mark by itself."""
MARKS = re.compile("[«»“”„‹›\"]|<<|>>|(?<!')''(?!')")


class Pair(msgspec.Struct, frozen=True):
    """What stands between two quotation marks.

    `parts` are the spans of the words inside, without blanks at either end: one, or one a paragraph
    when the marks are opened again. `start` and `end` take the marks in. `depth` is 0 for the
    outermost. `closed` is false when no closing mark was found.
    """

    start: int
    end: int
    parts: tuple[Span, ...]
    mark: str
    depth: int = 0
    closed: bool = True

    @property
    def inner(self) -> Span:
        """From the first word inside to the last."""
        return self.parts[0][0], self.parts[-1][1]


class _Open:
    def __init__(self, mark: str, start: int, inner: int, depth: int) -> None:
        self.mark, self.start, self.inner, self.depth = mark, start, inner, depth
        self.parts: list[Span] = []


def pairs(text: str, paragraphs: Sequence[Span]) -> list[Pair]:
    """The pairs of `text`, in the order of their opening marks.

    >>> [text[s:e] for text in ["« Oui, “ça” va », dit-elle."] for p in pairs(text, [(0, len(text))])
    ...  for s, e in p.parts]
    ['Oui, “ça” va', 'ça']
    """
    found: list[Pair] = []
    stack: list[_Open] = []
    for number, (start, end) in enumerate(paragraphs):
        for match in MARKS.finditer(text, start, end):
            mark = _ALIKE.get(match.group(), match.group())
            if mark == '"' and _SECONDS.match(text, match.start() - 1):
                continue
            if mark == '"':
                _straight(text, found, stack, match.start(), match.end(), start, end)
            elif mark in OPENING and not (mark == "“" and stack and stack[-1].mark == "„"):
                _open(text, found, stack, mark, match.start(), match.end(), start)
            elif mark == "”" and not stack and _opens(text, match.start(), match.end(), start):
                _open(text, found, stack, "“", match.start(), match.end(), start)
            else:
                _close(text, found, stack, mark, match.start(), match.end())
        _paragraph_ends(text, found, stack, end, paragraphs, number)
    while stack:
        _give_up(text, found, stack, paragraphs[-1][1])
    return sorted(found, key=lambda pair: (pair.start, -pair.end))


_SECONDS = re.compile(r"\d(?:\"|'')\d")
"""« 3'30"65 »: no mark."""
_ALIKE = {"<<": "«", ">>": "»", "''": '"'}


def _open(
    text: str, found: list[Pair], stack: list[_Open], mark: str, at: int, after: int, start: int
) -> None:
    """A pair begins; or goes on, where its mark is opened again at the head of a paragraph or of a line."""
    _close_at_incise(text, found, stack, mark, at)
    top = stack[-1] if stack else None
    if top and top.mark == mark and not text[start:at].strip(" \u00a0\u202f–—-"):
        top.inner = after
    elif top and top.mark == mark and _line_head(text, at, start):
        _add(text, top, at)
        top.inner = after
    else:
        stack.append(_Open(mark, at, after, len(stack)))


def _line_head(text: str, at: int, start: int) -> bool:
    return text.rfind("\n", start, at) >= 0 and text[text.rfind("\n", start, at) : at].strip() == ""


def _straight(
    text: str, found: list[Pair], stack: list[_Open], at: int, after: int, start: int, end: int
) -> None:
    opens = _opens(text, at, after, start)
    closes = _closes(text, at, after, start, end)
    if opens and not closes:
        _close_at_incise(text, found, stack, '"', at)
    open_here = any(each.mark == '"' for each in stack)
    if open_here and (closes or not opens):
        _close(text, found, stack, '"', at, after)
    elif open_here and _goes_on_inside(text, stack, at):
        return
    elif open_here and _closed_twice(text, after, start, end):
        stack.append(_Open('"', at, after, len(stack)))
    elif open_here:  # opens twice: the first one never closed
        while stack and stack[-1].mark != '"':
            stack.pop()
        stack.pop()
        stack.append(_Open('"', at, after, len(stack)))
    elif opens or not closes:
        stack.append(_Open('"', at, after, len(stack)))


_INCISE_LAST = re.compile(
    r",\s+(?P<verb>[a-zà-ÿ]+)(?:-t)?(?:-(?:il|elle|on)s?)?(?:\s+[a-zà-ÿ]+ment)?\s+"
    r"(?:[A-ZÀ-Þ]|l[ea]\s|l['’]|une?\s|[a-zà-ÿ]+[éiu]\s)[^.!?«»\"“”]{0,200}[.!?]\s*\Z"
)
_INCISE_LONGEST = 260


def _close_at_incise(text: str, found: list[Pair], stack: list[_Open], mark: str, at: int) -> None:
    """« Nous partirons, dit la maire. « Rien ne presse »: what is opened again ended before the incise."""
    if len(stack) != 1 or stack[0].mark != mark:
        return
    opened = stack[0]
    near = max(opened.inner, at - _INCISE_LONGEST)
    incise = _INCISE_LAST.search(text[near:at])
    if incise is None or not any(
        form.shape == "finite" and "I" in form.frames for form in forms().get(incise["verb"], ())
    ):
        return
    end = near + incise.start()
    stack.pop()
    _add(text, opened, end)
    if opened.parts:
        found.append(Pair(opened.start, end, tuple(opened.parts), opened.mark, 0, closed=False))


def _goes_on_inside(text: str, stack: list[_Open], at: int) -> bool:
    """Whether straight marks are opened again at a new sentence of what somebody is saying already."""
    opened = next(each for each in reversed(stack) if each.mark == '"')
    said = text[opened.inner : at].rstrip()
    return said[-1:] in (".", "!", "?", "…") and len(said.split()) > 3


def _closed_twice(text: str, at: int, start: int, end: int) -> bool:
    """Whether two straight marks that are open are both closed further on: "Les "vieux" se taisent"."""
    depth = 2
    for _ in range(_MARKS_AHEAD):
        at = text.find('"', at, end)
        if at < 0:
            return False
        opens, closes = _opens(text, at, at + 1, start), _closes(text, at, at + 1, start, end)
        depth += (opens and not closes) - (closes and not opens)
        if not depth:
            return True
        at += 1
    return False


_MARKS_AHEAD = 12


def _opens(text: str, at: int, after: int, start: int) -> bool:
    before = text[at - 1] if at > start else " "
    behind = text[after] if after < len(text) else " "
    return not before.isalnum() and before not in ".,!?…%" and not behind.isspace() and behind not in ",.;:)"


def _closes(text: str, at: int, after: int, start: int, end: int) -> bool:
    before = text[at - 1] if at > start else " "
    behind = text[after] if after < end else " "
    return not before.isspace() and before not in "('’" and not behind.isalnum()


def _close(text: str, found: list[Pair], stack: list[_Open], mark: str, at: int, after: int) -> None:
    wanted = '"' if mark == '"' else CLOSING[mark]
    for depth in range(len(stack) - 1, -1, -1):
        if stack[depth].mark in wanted:
            del stack[depth + 1 :]
            top = stack.pop()
            _add(text, top, at)
            if top.parts:
                found.append(Pair(top.start, after, tuple(top.parts), top.mark, depth))
            return


def _add(text: str, opened: _Open, end: int) -> None:
    inner = text[opened.inner : end]
    left = len(inner) - len(inner.lstrip())
    right = len(inner.rstrip())
    if left < right:
        opened.parts.append((opened.inner + left, opened.inner + right))


def _paragraph_ends(
    text: str, found: list[Pair], stack: list[_Open], end: int, paragraphs: Sequence[Span], number: int
) -> None:
    """What is open at a paragraph's end goes on in the next one only where that one shows it."""
    if not stack:
        return
    bottom = stack[0]
    ahead = paragraphs[number + 1 : number + 1 + _AHEAD]
    if _goes_on(text, bottom.mark, ahead):
        del stack[1:]
        _add(text, bottom, end)
        bottom.inner = ahead[0][0]
        return
    while stack:
        _give_up(text, found, stack, end)


_AHEAD = 4
"""So many paragraphs further on may a quotation still be closed."""


def _goes_on(text: str, mark: str, ahead: Sequence[Span]) -> bool:
    """Whether the marks are opened again in the next paragraph, or closed before they are opened."""
    for number, (start, end) in enumerate(ahead):
        head = text[start : start + 3].lstrip("–—- \u00a0\u202f")[:1]
        if mark == '"':
            if (at := text.find(mark, start, end)) >= 0:
                return _closes(text, at, at + 1, start, end) and not _opens(text, at, at + 1, start)
            continue
        if not number and head in (mark, OPENING[mark]):
            return True
        closing = min((at for c in OPENING[mark] if (at := text.find(c, start, end)) >= 0), default=-1)
        opening = text.find(mark, start, end)
        if closing >= 0 or opening >= 0:
            return closing >= 0 and (opening < 0 or closing < opening)
    return False


def _give_up(text: str, found: list[Pair], stack: list[_Open], end: int) -> None:
    opened = stack.pop()
    _add(text, opened, end)
    stray = opened.mark == '"' and bool(opened.parts) and text[opened.parts[0][0]].islower()
    if opened.parts and not stack and not stray:
        found.append(Pair(opened.start, end, tuple(opened.parts), opened.mark, 0, closed=False))
