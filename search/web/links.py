"""URLs: the whole state of a search is one, and each thing has a permanent one.

A search is its canonical parameters, `(name, value)` in order (`arguments.Search.parameters`); the
functions here add, take out and replace values, and go back to the first page when the result changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from urllib.parse import quote, quote_plus, urlsplit

import msgspec

Parameters = tuple[tuple[str, str], ...]

POSITION = frozenset({"page", "cursor"})
"""Parameters that say where in a result one is."""
PRESENTATION = POSITION | {"limit", "facets", "facet_limit", "highlight"}
"""Parameters that change what is shown of a result, not the result."""
FRAGMENT_WORDS = 8
"""A text fragment longer than this is given by its first and last words."""
_EDGE = 4


def added(parameters: Parameters, name: str, value: str) -> Parameters:
    """The search with one more value; its exclusion goes.

    >>> added((("q", "accord"), ("page", "3")), "kind", "direct")
    (('q', 'accord'), ('kind', 'direct'))
    """
    opposite = name.removeprefix("exclude_") if name.startswith("exclude_") else f"exclude_{name}"
    kept = [pair for pair in parameters if pair not in ((name, value), (opposite, value))]
    return tuple(pair for pair in [*kept, (name, value)] if pair[0] not in POSITION)


def removed(parameters: Parameters, name: str, value: str | None = None) -> Parameters:
    """The search without one value, or without all of a name.

    >>> removed((("speaker", "a"), ("speaker", "b")), "speaker", "a")
    (('speaker', 'b'),)
    """
    return tuple(
        pair
        for pair in parameters
        if pair[0] not in POSITION and not (pair[0] == name and value in (None, pair[1]))
    )


def replaced(parameters: Parameters, **values: str | None) -> Parameters:
    """The search with single values set (None takes one out); `from_` stands for `from`.

    >>> replaced((("q", "accord"), ("from", "2020")), from_="2021-07", to="2021-07")
    (('q', 'accord'), ('from', '2021-07'), ('to', '2021-07'))
    """
    named = {name.rstrip("_"): value for name, value in values.items()}
    kept = [pair for pair in parameters if pair[0] not in named and pair[0] not in POSITION]
    return (*kept, *((name, value) for name, value in named.items() if value))


def only(parameters: Parameters, names: Iterable[str]) -> Parameters:
    """The parameters of these names."""
    wanted = set(names)
    return tuple(pair for pair in parameters if pair[0] in wanted)


def result(parameters: Parameters) -> Parameters:
    """What decides the result: without page, limit, facets, highlights."""
    return tuple(pair for pair in parameters if pair[0] not in PRESENTATION)


_quoted = lru_cache(maxsize=4096)(quote_plus)
"""A page has hundreds of URLs of the same few names and values."""

_BLANK = "0000"
"""Stands for a value to come in an address; itself when quoted."""


class Links(msgspec.Struct, frozen=True):
    """Links below `base`: absolute (`https://host/prefix`) or within the site (`/prefix`)."""

    base: str

    def url(self, path: str, parameters: Parameters = ()) -> str:
        """A path of the application with parameters.

        >>> Links("https://v.example").url("/search", (("q", "retrait réel"),))
        'https://v.example/search?q=retrait+r%C3%A9el'
        """
        if not parameters:
            return f"{self.base}{path}"
        return f"{self.base}{path}?" + "&".join(f"{_quoted(n)}={_quoted(v)}" for n, v in parameters)

    def search(self, parameters: Parameters, suffix: str = "") -> str:
        """The page of a search, or its data: suffix `.json`, `.jsonl`, `.csv`, `.atom`, `.feed.json`."""
        return self.url(f"/search{suffix}", result(parameters) if suffix else parameters)

    def each(self, parameters: Parameters, *names: str) -> Callable[[str], str]:
        """The search with one more value, under all these names, as a function of the value.

        What all have in common is written once: a page leads to hundreds of searches.

        >>> month = Links("").each((("q", "accord"),), "from", "to")
        >>> month("2021-07")
        '/search?q=accord&from=2021-07&to=2021-07'
        """
        written = self.search((*parameters, *((name, _BLANK) for name in names)))
        pieces = written.rsplit(_BLANK, len(names))  # from the end: what was typed may hold it too
        return lambda value: _quoted(value).join(pieces)

    def page(self, parameters: Parameters, number: int) -> str:
        """Another page of a search."""
        kept = tuple(pair for pair in parameters if pair[0] not in POSITION)
        return self.search((*kept, ("page", str(number))) if number > 1 else kept)

    def quote(self, quote_id: str, suffix: str = "") -> str:
        """The permanent page of a quotation, or its data."""
        return self.url(f"/quotes/{quote_id}{suffix}")

    def speaker(self, entity_id: str, suffix: str = "") -> str:
        """The page of a person."""
        return self.url(f"/speakers/{quote(entity_id, safe='')}{suffix}")

    def organisation(self, entity_id: str, suffix: str = "") -> str:
        """The page of an organisation."""
        return self.url(f"/organisations/{quote(entity_id, safe='')}{suffix}")

    def entity(self, entity_id: str, type_: str, suffix: str = "") -> str:
        """The page of a person, a group or an organisation."""
        return (self.organisation if type_ == "organisation" else self.speaker)(entity_id, suffix)

    def article(self, key: str, suffix: str = "") -> str:
        """The page of an article, by its key."""
        return self.url(f"/articles/{key}{suffix}")

    def embed(self, quote_id: str) -> str:
        """The card of a quotation for other sites."""
        return self.url(f"/embed/{quote_id}")

    def api(self, path: str, parameters: Parameters = ()) -> str:
        """An endpoint of the API."""
        return self.url(f"/api/v1{path}", parameters)


_WORDS = re.compile(r"\S+")


@lru_cache(maxsize=4096)
def web_url(url: str) -> str | None:
    """A URL that may be linked to: http or https with a host; else None.

    >>> web_url("javascript:alert(1)"), web_url("https://lephare.example/a")
    (None, 'https://lephare.example/a')
    """
    try:
        parts = urlsplit(url)
        allowed = parts.scheme.lower() in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return url if allowed and not _WORDS.sub("", url) else None


def source_text(url: str, words: str) -> str | None:
    """The link straight to these words in the newspaper's own page, None when its URL is not known.

    See https://wicg.github.io/scroll-to-text-fragment/.

    >>> source_text("https://lephare.example/tram", "Nous partirons, tous")
    'https://lephare.example/tram#:~:text=Nous%20partirons%2C%20tous'
    """
    target = web_url(url)
    parts = _WORDS.findall(words)
    if target is None or not parts:
        return None
    edges = [parts] if len(parts) <= FRAGMENT_WORDS else [parts[:_EDGE], parts[-_EDGE:]]
    fragment = ",".join(quote(" ".join(edge), safe="").replace("-", "%2D") for edge in edges)
    return f"{target}{'' if '#' in target else '#'}:~:text={fragment}"
