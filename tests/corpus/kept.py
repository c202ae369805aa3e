"""Invented articles for the tests of the record, with quotations found by their marks."""

from __future__ import annotations

import re
from pathlib import Path

from corpus import Article, Quote, Speaker
from corpus.record import Record

_QUOTE = re.compile(r"« ([^»]+) »(?:, dit ([A-Z][\w-]+ [A-Z][\w-]+))?")
NOW = 1_700_000_000
RULES = "règles-1"


def article(id_: str, text: str, **fields: object) -> Article:
    return Article(id=id_, text=text, **fields)  # type: ignore[arg-type]


def quotes_of(given: Article) -> list[Quote]:
    """A quotation for each pair of marks; « …, dit Prénom Nom » says who."""
    return [
        Quote(
            spans=(match.span(1),),
            kind="direct",
            speaker=Speaker(mention=match.span(2), name=match[2], type="person") if match[2] else Speaker(),
        )
        for match in _QUOTE.finditer(given.text)
    ]


def put(record: Record, *articles: Article, rules: str = RULES, at: int = NOW) -> int:
    return record.put_batch([(given, quotes_of(given)) for given in articles], rules, at)


def state(record: Record) -> dict[str, tuple[Article, tuple[Quote, ...]]]:
    return {kept.key: (kept.article, kept.quotes) for kept in record.articles()}


def bytes_of(folder: Path) -> bytes:
    """All bytes of all files under a folder: what somebody would find who searched the disk."""
    return b"\n".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def trace_of(words: str, folder: Path) -> bool:
    """Whether any file under a folder holds these words, as UTF-8, UTF-16 or in other case."""
    data = bytes_of(folder).lower()
    plain = words.casefold()
    return any(plain.encode(encoding) in data for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
