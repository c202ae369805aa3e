"""A quotation as a card: what a page shows of a hit, with its links; and the same as one line to copy."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from search.values import Entity, Hit, QuoteDocument
from search.web import answers
from search.web.citations import press
from search.web.links import source_text
from search.web.marking import Piece, pieces
from search.web.pages_view import View


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """A hit, its words in pieces (those found are named `found`), and how it is told."""

    hit: Hit
    pieces: tuple[Piece, ...]
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
        pieces=pieces(document.text, {"found": hit.highlights}),
        url=view.links.quote(document.id),
        speaker=speaker,
        organisation=organisation,
        organisation_entity=body,
        citation=press(answers.quotation(hit, view.absolute)),
    )


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
