"""A draft becomes an article: its id, date and source settled, everything checked; or the reason why not."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import msgspec

from corpus.article import Article, PartialDate
from corpus.errors import ArticleError
from corpus.readers.dates import parsed
from corpus.readers.french import foreign
from corpus.readers.metadata_line import metadata_line
from corpus.readers.values import Draft, ReadSettings, Refusal

FIELD = 2_000
"""Characters that an id, title, source, author or URL may have."""

AGENCIES = frozenset(
    """afp, agence france-presse, agence france presse, reuters, ap, associated press, belga, ats,
    keystone-ats, aps, map, tap, pa media, la presse canadienne, presse canadienne, efe, ansa, dpa, tass,
    xinhua, aib, apa, panapress, agence anadolu, anadolu""".replace("\n    ", " ").split(", ")
)
NO_DATE = frozenset(["none", "null", "nan", "nat", "n/a", "na", "-", "n.d.", "s.d.", "sans date"])
"""What programs and people write where there is no date."""

_SPLIT = re.compile(r"\s*(?:[/,;&+]|\bavec\b|\bet\b)\s*")
_SURROGATE = re.compile("[\ud800-\udfff]")


def finished(draft: Draft, settings: ReadSettings) -> Article | Refusal:
    """The article, or why it is refused."""
    try:
        return _article(draft, settings)
    except ArticleError as error:
        return Refusal(draft.where, error.reason)


def _article(draft: Draft, settings: ReadSettings) -> Article:
    if not draft.body and (line := metadata_line(draft.text)):
        draft = msgspec.structs.replace(draft, body=line[0], date=draft.date or line[1])
    _check_text(draft, settings)
    url = _url(_field(draft.url, "url"))
    author = _field(draft.author, "author")
    return Article(
        id=_field(draft.id, "id") or url or draft.where,
        text=draft.text,
        title=_field(draft.title, "title"),
        published=_published(_field(draft.date, "date")),
        source=_field(draft.source, "source") or settings.source or host(url) or agency(author),
        author=author,
        url=url,
        collection=settings.collection,
        body=draft.body,
    )


def _check_text(draft: Draft, settings: ReadSettings) -> None:
    text = draft.text
    if not text[draft.body :].strip():
        raise ArticleError("empty: it has no text")
    if len(text) > settings.max_text:
        raise ArticleError(
            f"a text of {len(text)} characters; at most {settings.max_text} are read: cut it into articles"
        )
    if "\0" in text:
        raise ArticleError("holds NUL characters: it is binary, or was damaged; take them out")
    _check_whole(text, "text")
    if not settings.force and (reason := foreign(text, draft.body)):
        raise ArticleError(f"{reason}; --force takes it all the same")


def _check_whole(text: str, what: str) -> None:
    if not text.isascii() and _SURROGATE.search(text):
        raise ArticleError(
            f"{what} holds half characters (lone surrogates) or is no valid UTF-8; save it as UTF-8"
        )


def _field(value: str | None, name: str) -> str | None:
    """A field on one line, or None when nothing is in it."""
    value = " ".join((value or "").replace("\0", " ").split())
    if len(value) > FIELD:
        raise ArticleError(f"{name} of {len(value)} characters; at most {FIELD}")
    _check_whole(value, name)
    return value or None


def _published(date: str | None) -> PartialDate | None:
    if not date or date.casefold() in NO_DATE:
        return None
    try:
        return parsed(date)
    except ValueError as error:
        raise ArticleError(str(error)) from None


def _url(url: str | None) -> str | None:
    if url and not re.match(r"https?://[^/\s]", url):
        raise ArticleError(f"url {url[:60]!r}: it must begin with http:// or https://")
    return url


def host(url: str | None) -> str | None:
    """The host of a URL, as a source: `lephare.example` of `https://www.lephare.example/port`."""
    if not url:
        return None
    try:
        name = urlsplit(url).hostname
    except ValueError:  # a bracket that opens an IPv6 address and is not closed
        return None
    return name.removeprefix("www.") if name else None


def agency(author: str | None) -> str | None:
    """The agency that signs an article.

    >>> agency("AFP"), agency("Léa Costa avec Reuters"), agency("Léa Costa")
    ('AFP', 'Reuters', None)
    """
    names = _SPLIT.split(author) if author else []
    return next((name for name in names if name.casefold() in AGENCIES), None)
