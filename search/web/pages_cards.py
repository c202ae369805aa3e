"""A quotation as a card: what a page shows of a hit, with its links; and the same as one line to copy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from corpus import Span
from search.values import Entity, Hit, QuoteDocument
from search.web import answers
from search.web.citations import press
from search.web.links import source_text
from search.web.marking import Piece, pieces
from search.web.pages_view import View


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A hit, its words, and how it is told.

    `parts` are the stretches of its words, one when nothing stands between them, each in pieces: those
    that were searched are named `found`.
    """

    hit: Hit
    parts: tuple[tuple[Piece, ...], ...]
    url: str
    speaker: str
    """Name of the speaker, empty when unknown."""
    organisation: str
    organisation_entity: Entity | None
    citation: str

    @property
    def document(self) -> QuoteDocument:
        """The printing shown."""
        return self.hit.document

    @property
    def verbatim(self) -> bool:
        """Whether the words stand in quotation marks in the article, whole."""
        return self.document.kind == "direct"


def card(hit: Hit, view: View) -> Card:
    """The card of a hit."""
    document = hit.document
    body = hit.organisation
    organisation = body.name if body else document.organisation_name
    speaker = hit.speaker.name if hit.speaker else document.speaker_name
    if organisation == speaker:  # a body that speaks for itself is named once
        organisation, body = "", None
    return Card(
        hit=hit,
        parts=parts(document, hit.highlights),
        url=view.links.quote(document.id),
        speaker=speaker,
        organisation=organisation,
        organisation_entity=body,
        citation=press(answers.quotation(hit, view.absolute)),
    )


def parts(document: QuoteDocument, found: Sequence[Span]) -> tuple[tuple[Piece, ...], ...]:
    """The stretches of a quotation's words, which its `text` joins by one space, each in pieces."""
    whole, start = [], 0
    stretches = answers.parts(document)
    for words in stretches if " ".join(stretches) == document.text else (document.text,):
        end = start + len(words)
        marks = [(s - start, e - start) for s, e in found if s < end and start < e]
        whole.append(pieces(document.text[start:end], {"found": marks}))
        start = end + 1
    return tuple(whole)


def cards(hits: Iterable[Hit], view: View) -> tuple[Card, ...]:
    """The cards of hits, in order."""
    return tuple(card(hit, view) for hit in hits)


def in_newspaper(document: QuoteDocument) -> str:
    """The link to the sentence itself in the newspaper's page, empty when its address is not known."""
    first = document.text
    if document.spans and document.paragraph:
        start, end = document.spans[0]
        first = document.paragraph[start:end]
    return source_text(document.article_url, first) or ""
