"""An HTML export of Europresse: several articles in one page, each between <article> and </article>."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.errors import ArticleError
from corpus.readers.dates import found as date_in
from corpus.readers.dates import lenient
from corpus.readers.markup import demand_harmless, element_of, page, text_of
from corpus.readers.streams import CHUNK, Stream, told_size
from corpus.readers.values import Draft, ReadSettings, Refusal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SIGNS = (b"titreArticleVisu", b"rdp__articletitle", b"publiC-lblNodoc", b"DocPublicationName")
"""Classes of its pages that no other site uses."""

_END = re.compile(rb"</article\s*>", re.IGNORECASE)
_BEGIN = re.compile(r"<article\b", re.IGNORECASE)
_NUMBERED = re.compile(r"·(\d{8})·")  # news·20210728·LP·012345


def is_one(head: bytes) -> bool:
    """Whether a page that begins so is an export of Europresse."""
    return any(sign in head for sign in SIGNS)


def read(stream: Stream, settings: ReadSettings) -> Iterator[Draft | Refusal]:
    """Its articles, one after the other: an export of any length is read in constant memory."""
    for number, piece in enumerate(_pieces(stream, settings.max_line), 1):
        where = f"{stream.name}#{number}"
        try:
            yield _draft(page(piece, where, stream.head), where)
        except ArticleError as error:
            yield Refusal(where, error.reason)


def _pieces(stream: Stream, limit: int) -> Iterator[bytes]:
    """The bytes of each article, up to the tag that closes it."""
    buffer, looked_at = b"", 0
    while chunk := stream.read(CHUNK):
        buffer += chunk
        while end := _END.search(buffer, looked_at):
            yield buffer[: end.end()]
            buffer, looked_at = buffer[end.end() :], 0
        looked_at = max(0, len(buffer) - 20)
        if len(buffer) > limit:
            raise ArticleError(f"an article of more than {told_size(limit)}", stream.name)
    if _BEGIN.search(buffer.decode("utf-8", "replace")):
        raise ArticleError("the last article is cut short; export it again", stream.name)


def _draft(text: str, where: str) -> Draft:
    begin = _BEGIN.search(text)
    text = text[begin.start() if begin else 0 :]
    demand_harmless(text, where)
    article = element_of(text)
    if article is None:
        raise ArticleError("empty: it has no text", where)
    header = _told(article, "DocHeader")
    number = _told(article, "publiC-lblNodoc")
    publication = _told(article, "DocPublicationName").splitlines() or [""]
    return Draft(
        where=where,
        text=_words(article),
        id=number,
        title=_told(article, "titreArticleVisu") or _told(article, "rdp__articletitle"),
        date=date_in(header) or _date_of(number),
        source=publication[0].partition(",")[0],  # « Le Phare, no. 1234 »
        author=_told(article, "docAuthors") or _told(article, "sm-margin-bottomNews"),
    )


def _words(article: HtmlElement) -> str:
    for name in ("docOcurrContainer", "DocText"):
        if text := "\n\n".join(text_of(node) for node in _having(article, name)):
            return text
    return "\n\n".join(text_of(node) for node in article.iter("section"))


def _having(article: HtmlElement, name: str) -> list[HtmlElement]:
    """The elements of one class."""
    path = f"//*[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
    found: list[HtmlElement] = article.xpath("descendant-or-self::*" + path.removeprefix("//*"))
    return found


def _told(article: HtmlElement, name: str) -> str:
    elements = _having(article, name)
    return text_of(elements[0]) if elements else ""


def _date_of(number: str) -> str | None:
    match = _NUMBERED.search(number)
    return lenient(match.group(1)) if match else None
