"""Articles: what one is (`article`), how each format is read (`readers`), where they are kept (`record`).

`corpus` knows no other room. Its values are what the rooms hand to each other.
"""

from corpus.article import (
    KINDS,
    Article,
    Kind,
    PartialDate,
    Quote,
    Span,
    Speaker,
    SpeakerType,
    paragraph_spans,
)
from corpus.errors import (
    ArticleError,
    DeadlineExceeded,
    IndexUnavailable,
    QueryError,
    RecordError,
    UsageError,
    VerbatimError,
)

__all__ = [
    "KINDS",
    "Article",
    "ArticleError",
    "DeadlineExceeded",
    "IndexUnavailable",
    "Kind",
    "PartialDate",
    "QueryError",
    "Quote",
    "RecordError",
    "Span",
    "Speaker",
    "SpeakerType",
    "UsageError",
    "VerbatimError",
    "paragraph_spans",
]
