"""Cursors: where a page ended, opaque, bound to the query and to the state of the index."""

from __future__ import annotations

import base64
import binascii
import hashlib

import msgspec

from corpus.errors import StaleCursor
from search.values import SearchRequest

CHANGED = "the index has changed since this page: start again without the cursor"


class Cursor(msgspec.Struct, frozen=True, array_like=True):
    """The last quotation of a page: its id and first day; the generation and the query it belongs to.

    Sorted by moment of indexing, `day` is that moment.
    """

    generation: int
    quote: str
    day: int
    query: str


def signature(request: SearchRequest) -> str:
    """What a cursor must agree on: words, filters, sort."""
    words = request.query.text.encode("utf-8", "surrogatepass")  # a URL may hold half a character
    value = msgspec.json.encode((request.filters, request.sort))
    return hashlib.blake2b(words + b"\0" + value, digest_size=8).hexdigest()


def encode(cursor: Cursor) -> str:
    """The cursor as one word of a URL."""
    return base64.urlsafe_b64encode(msgspec.msgpack.encode(cursor)).decode().rstrip("=")


def decode(text: str, request: SearchRequest) -> Cursor:
    """The cursor that `text` holds; StaleCursor when it is none, or of another query."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        cursor = msgspec.msgpack.decode(raw, type=Cursor)
    except (binascii.Error, ValueError, msgspec.DecodeError):
        raise StaleCursor("this cursor cannot be read: start again without it", "cursor") from None
    if cursor.query != signature(request):
        raise StaleCursor("this cursor belongs to another query: start again without it", "cursor")
    return cursor
