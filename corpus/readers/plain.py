"""Plain text: the article alone, or behind a metadata line, a block of such lines, or a front matter.

What stands in front is masked, not cut: `body` says where the article's own words begin, so that
offsets index the file as it was decoded.

    date 2021-07 Les milices …                 a metadata line, the text behind it
    Titre : Le port rouvre                     a block of metadata lines, closed by a blank line
    Date : 28 juillet 2021
    ---                                        a front matter between two lines ---
    title: Le port rouvre
    ---
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.errors import ArticleError
from corpus.readers.decoding import decoded
from corpus.readers.fields import known
from corpus.readers.streams import Stream
from corpus.readers.values import Draft, ReadSettings, Refusal

BYTES_A_CHARACTER = 4
MOST_LINES = 60
"""Lines that a block of metadata or a front matter may have."""

_PAIR = re.compile(r"(?P<key>[^\W\d]\w*(?:[ _-]\w+)?)[^\S\n]*:(?:[^\S\n]+(?P<value>.*))?")
_FENCE = re.compile(r"\s*---[^\S\n]*\n")


def read(stream: Stream, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """The one article of a text file."""
    data = stream.all(settings.max_text * BYTES_A_CHARACTER + 4, "a text")
    yield draft_of(decoded(data, stream.name), stream.name)


def draft_of(text: str, where: str) -> Draft:
    """The article of a text, what stands in front of it read."""
    body, metadata = _front(text, where) or _block(text) or (0, {})
    return Draft(where=where, text=text, body=_first_word(text, body), **metadata)


def _front(text: str, where: str) -> tuple[int, dict[str, str]] | None:
    fence = _FENCE.match(text)
    if not fence or not _PAIR.match(text, fence.end()):
        return None
    pairs: dict[str, str] = {}
    end = fence.end()
    for line in text[end:].splitlines(keepends=True)[:MOST_LINES]:
        end += len(line)
        if line.strip() in ("---", "..."):
            return end, known(pairs)
        if match := _PAIR.fullmatch(line.rstrip()):
            pairs[match["key"]] = _unquoted(match["value"] or "")
        elif line.strip() and not line.lstrip().startswith(("#", "-")) and not line[0].isspace():
            raise ArticleError(f"front matter: {line.strip()[:60]!r} is not written « key: value »", where)
    raise ArticleError("front matter: the line --- that closes it is missing", where)


def _unquoted(value: str) -> str:
    """A value without the quotation marks that YAML allows around it, or the comment behind it."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace("''", "'") if value[0] == "'" else inner.replace('\\"', '"')
    return value


def _block(text: str) -> tuple[int, dict[str, str]] | None:
    """Lines « key: value » of known keys only, two at least or one that is a date, up to a blank line."""
    pairs: dict[str, str] = {}
    end = 0
    for line in text[:10_000].splitlines(keepends=True)[:MOST_LINES]:
        match = _PAIR.fullmatch(line.strip())
        if not match:
            break
        pairs[match["key"]] = match["value"] or ""
        end += len(line)
    found = known(pairs)
    blank = not text[end:].partition("\n")[0].strip()
    if not blank or len(found) < len(pairs) or (len(found) < 2 and "date" not in found):
        return None
    return (end, found) if text[end:].strip() else None


def _first_word(text: str, body: int) -> int:
    return body + len(text[body:]) - len(text[body:].lstrip()) if body else 0
