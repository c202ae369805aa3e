"""Bytes to text: UTF-8, or the Latin-1 family where it is plain that French was written in it.

Legacy text is taken when it is no UTF-8, every byte beyond ASCII is a letter or a sign that French
uses in cp1252 (which holds ISO-8859-1's letters), each such letter stands beside another letter, and
the outcome reads as French. Anything else that is no UTF-8 is refused: a guess would spoil names for good.
"""

from __future__ import annotations

import codecs
import re

from corpus.errors import ArticleError
from corpus.readers.french import reads_as_french

_LETTERS = "àâäçéèêëîïôöùûüÿœæÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸŒÆñÑ"
_SIGNS = "«»’‘“”…–—€°²³½¼·•\xa0\xad§©®£"
_LEGACY = frozenset((_LETTERS + _SIGNS).encode("cp1252"))
_LONE_LETTER = re.compile(rf"(?<![^\W\d_])[{_LETTERS}](?![^\W\d_])")
_LONE_WORDS = frozenset("àÀÔô")  # « à », « Ô »
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "compressed twice"),
    (b"BZh", "compressed with bzip2"),
    (b"\xfd7zXZ", "compressed with xz"),
    (b"\x28\xb5\x2f\xfd", "compressed with zstd"),
    (b"WARC/1", "a WARC archive"),
)

REMEDY = "save it as UTF-8 text, HTML, CSV or JSONL"


def demand_text(head: bytes, where: str) -> None:
    """Nothing, or an ArticleError that says what the bytes are, when they are not text."""
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf"):
        raise ArticleError("empty: there is no text in it", where)
    for magic, what in _MAGIC:
        if head.startswith(magic):
            raise ArticleError(f"binary ({what}); {REMEDY}", where)
    if head.startswith(_WIDE):
        raise ArticleError("written in UTF-16 or UTF-32; save it as UTF-8", where)
    if b"\0" in head or _controls(head) > len(head) // 50:
        raise ArticleError(f"binary, not text; {REMEDY}", where)


def decoded(data: bytes, where: str) -> str:
    """The text of `data` without its byte order mark; ArticleError when it is not UTF-8 or legacy French.

    >>> decoded("L’été à Brénac n’a pas été celui qu’espéraient les hôteliers".encode("cp1252"), "a")
    'L’été à Brénac n’a pas été celui qu’espéraient les hôteliers'
    """
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        text = legacy(data)
        if text is None:
            raise ArticleError(
                f"not valid UTF-8 (byte 0x{data[error.start]:02x} at {error.start}); save it as UTF-8", where
            ) from None
        return text


def legacy(data: bytes) -> str | None:
    """The text of `data` as cp1252 if it plainly is French written in it, else None."""
    if not set(data).difference(range(128)) <= _LEGACY:
        return None
    text = data.decode("cp1252")
    lone = {match.group() for match in _LONE_LETTER.finditer(text)}
    return text if lone <= _LONE_WORDS and reads_as_french(text) else None


def _controls(head: bytes) -> int:
    """How many control characters no text has (tab, line ends, form feed and escape are let through)."""
    return sum(head.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 27))
