"""What the peers index: the quotations with their words already analysed, one row a quotation.

So all find the same documents, and no peer pays for the analysis. `answer` of every engine loads what a page
shows: the exact total, and twenty hits with their texts.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from benchmarks.search.corpus import Corpus
from benchmarks.search.questions import Question
from search.analysis import lookup, tokens
from search.values import Assignment, QuoteDocument

SHOWN = 20


class Row(msgspec.Struct, frozen=True):
    """A quotation: `words` are stems, `exact` the words as printed, folded; numbers from 1, 0 for none."""

    id: str
    text: str
    words: str
    exact: str
    day: int
    month: int
    speaker: int
    body: int
    source: int


class Rows:
    """The rows of a corpus, in a file written when first asked for, and read again by each peer."""

    def __init__(self, corpus: Corpus, folder: Path) -> None:
        self.corpus, self.path = corpus, folder / "rows.jsonl"

    def write(self) -> Path:
        """The file, one JSON object a line."""
        if not self.path.exists():
            encoder = msgspec.json.Encoder()
            unfinished = self.path.with_suffix(".new")
            with unfinished.open("wb") as file:
                for chunk in self.corpus.chunks():
                    for _, quotes, assigned in chunk:
                        file.writelines(encoder.encode(row(q, assigned[q.id])) + b"\n" for q in quotes)
            unfinished.replace(self.path)
        return self.path

    def __iter__(self) -> Iterator[Row]:
        decoder = msgspec.json.Decoder(Row)
        with self.write().open("rb") as lines:
            yield from map(decoder.decode, lines)


def row(quote: QuoteDocument, given: Assignment) -> Row:
    """The row of a quotation."""
    words, exact = analysed(quote.text)
    return Row(
        id=quote.id, text=quote.text, words=words, exact=exact, day=quote.day_first,
        month=int(quote.published[:4]) * 12 + int(quote.published[5:7]),
        speaker=int(given.speaker[1:]) + 1 if given.speaker else 0,
        body=int(given.organisation[1:]) + 1 if given.organisation else 0,
        source=int(quote.source.split()[1]),
    )  # fmt: skip


def analysed(text: str) -> tuple[str, str]:
    """The stems, and the exact forms, of a text, each as one line."""
    found = [token for token in tokens(text) if "-" not in token.exact]
    return " ".join(t.stems[0] if t.stems else t.exact for t in found), " ".join(t.exact for t in found)


def stems(question: Question) -> list[str]:
    """The stems that a question's words are looked up by, one a word."""
    return [lookup(word)[0] for word in question.get("words", [])]


def mark(texts: list[str], question: Question) -> int:
    """Marks for engines that have none: the words whose stem is asked for."""
    wanted = {form for word in question["words"] for form in lookup(word)}
    return sum(bool(wanted & set(token.stems)) for text in texts for token in tokens(text))
