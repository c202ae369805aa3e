"""What is wrong with a request, and what to do, in the reader's language.

The exceptions say it in English, for the API and the logs; their `code` and `values` say it here.
"""

from __future__ import annotations

from collections.abc import Callable

from corpus.errors import IndexUnavailable, QueryError, StaleCursor, UsageError, VerbatimError
from search.messages import Messages

Tell = Callable[[VerbatimError], str]


def told(error: VerbatimError, t: Messages) -> str:
    """One sentence or two, by the code of the error; by its class where it has none."""
    if isinstance(error, UsageError):
        key = f"error.{'query' if isinstance(error, QueryError) else 'usage'}.{error.code}"
        if key in t:
            return t(key, **{"limit": "", "value": "", **error.values})
    if isinstance(error, StaleCursor):
        return t("error.409.told")
    if isinstance(error, IndexUnavailable):
        return t("error.503.told")
    return t("error.400.told")
