"""A client of Verbatim's HTTP API: one file, the standard library, typed. Copy it, or install Verbatim.

    from verbatim_client import Verbatim

    verbatim = Verbatim("https://citations.example.org", agent="mon-projet (moi@example.org)")
    for quotation in verbatim.search("accord", speaker="Moqtada al-Sadr", from_="2021-07"):
        print(quotation.text, quotation.speaker.name, quotation.links["html"])

`search` goes from page to page as it is read, `export` streams a complete result, `follow` keeps a copy in
step. Filters have the API's names (`from_` stands for `from`); a list means any of its values. A server that
is busy is asked again when it says so. Fields that this version does not know are left out.
"""

from __future__ import annotations

import calendar
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, MutableMapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Filter = str | int | Sequence[str]
PAUSE = 600
"""Seconds that two readings of `follow` overlap: what is read twice is the same, what is missed is lost."""


class VerbatimError(Exception):
    """The server's answer when it refuses: `status`, and `errors` with parameter, detail, position."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        super().__init__(f"{status}: {problem.get('detail') or problem.get('title') or 'no detail'}")
        self.status = status
        self.errors: list[dict[str, Any]] = problem.get("errors") or []


@dataclass(frozen=True)
class Speaker:
    """Who said it; `type` is `unknown`, and there is no name, when that is not known."""

    id: str | None = None
    name: str | None = None
    role: str | None = None
    type: str = "unknown"


@dataclass(frozen=True)
class Organisation:
    """For whom they speak."""

    id: str | None = None
    name: str = ""


@dataclass(frozen=True)
class Article:
    """Where it was printed; `published` is `2021`, `2021-07` or `2021-07-28`."""

    id: str
    key: str
    title: str | None = None
    url: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None


@dataclass(frozen=True)
class Quotation:
    """One quotation. `quotation` is the id that all its printings share."""

    id: str
    text: str
    kind: str
    speaker: Speaker
    organisation: Organisation | None
    article: Article
    quotation: str
    occurrences: int
    indexed_at: str
    highlights: tuple[tuple[int, int], ...] = ()
    attribution: dict[str, Any] = field(default_factory=dict)
    context: dict[str, str] = field(default_factory=dict)
    links: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def of(cls, given: dict[str, Any]) -> Quotation:
        """The quotation that the API's JSON is."""
        body = given["organisation"]
        values = {
            **given,
            "speaker": _known(Speaker, given["speaker"]),
            "organisation": _known(Organisation, body) if body else None,
            "article": _known(Article, given["article"]),
            "highlights": tuple((start, end) for start, end in given["highlights"]),
        }
        quotation: Quotation = _known(cls, values)
        return quotation


@dataclass(frozen=True)
class Bar:
    """A month of a timeline: quotations found, and all articles indexed."""

    month: str
    count: int
    articles: int
    per_thousand: float | None


@dataclass(frozen=True)
class Suggestion:
    """A name that a prefix may mean."""

    id: str
    name: str
    type: str
    quotations: int


def _known(type_: Any, given: dict[str, Any]) -> Any:
    return type_(**{name: value for name, value in given.items() if name in type_.__dataclass_fields__})


class Verbatim:
    """One server. `agent` should say who you are and how to reach you."""

    def __init__(
        self, base: str, *, agent: str = "verbatim-client", timeout: float = 30, retries: int = 3
    ) -> None:
        if not base.startswith(("http://", "https://")):
            raise ValueError(f"{base!r} is no server: write http:// or https:// and a host")
        self.base = base.rstrip("/")
        self._headers = {"User-Agent": agent}
        self._timeout, self._retries = timeout, retries

    def search(self, q: str = "", *, limit: int | None = None, **filters: Filter) -> Iterator[Quotation]:
        """The quotations found, page after page, `limit` at most."""
        url: str | None = self._url("/api/v1/quotes", q=q, limit=min(limit or 100, 100), **filters)
        left = limit
        while url and left != 0:
            answer = self._json(url)
            for item in answer["items"][:left]:
                yield Quotation.of(item)
            left = None if left is None else max(0, left - len(answer["items"]))
            url = answer["next"]

    def count(self, q: str = "", **filters: Filter) -> int:
        """How many quotations are found."""
        total: int = self._json(self._url("/api/v1/quotes", q=q, limit=1, **filters))["total"]
        return total

    def facet(self, name: str, q: str = "", **filters: Filter) -> dict[str, int]:
        """The commonest values of a facet with their number of quotations, by label."""
        url = self._url("/api/v1/quotes", q=q, limit=1, facets=name, facet_limit=200, **filters)
        return {value["label"]: value["count"] for value in self._json(url)["facets"][name]["values"]}

    def export(self, q: str = "", **filters: Filter) -> Iterator[Quotation]:
        """Every quotation found, streamed, of one state of the index."""
        with self._open(self._url("/search.jsonl", q=q, **filters)) as lines:
            for line in lines:
                yield Quotation.of(json.loads(line))

    def quotation(self, quote_id: str) -> Quotation:
        """One quotation; VerbatimError with status 404, or 410 when it is withdrawn."""
        return Quotation.of(self._json(self._url(f"/api/v1/quotes/{quote_id}")))

    def suggest(self, prefix: str) -> list[Suggestion]:
        """Speakers and organisations that a prefix may mean."""
        items = self._json(self._url("/api/v1/suggest", q=prefix))["items"]
        return [_known(Suggestion, item) for item in items]

    def timeline(self, q: str = "", **filters: Filter) -> list[Bar]:
        """Quotations by month."""
        items = self._json(self._url("/api/v1/stats/timeline", q=q, **filters))["items"]
        return [_known(Bar, item) for item in items]

    def extract(self, text: str) -> list[dict[str, Any]]:
        """The quotations of a text of yours; nothing of it is kept."""
        items: list[dict[str, Any]] = self._post("/api/v1/extract", {"text": text})["items"]
        return items

    def batch(self, equations: Sequence[str], **filters: Filter) -> list[dict[str, Any]]:
        """Each equation with its `total`, or its `error`."""
        body = {"equations": list(equations)}
        items: list[dict[str, Any]] = self._post("/api/v1/batch", body, **filters)["items"]
        return items

    def follow(self, copy: MutableMapping[str, Quotation], since: str = "") -> str:
        """Bring a copy of all printings, by id, up to date; what to give as `since` the next time.

        An empty `since` fills it. Two requests, and one for each quotation that has moved.
        """
        deleted = self._json(self._url("/api/v1/deletions", since=since))
        moved = [
            each["moved_to"] for each in deleted["items"] if copy.pop(each["id"], None) and each["moved_to"]
        ]
        for quotation in self.export(indexed_since=since, printings="all"):
            copy[quotation.id] = quotation
        for quote_id in moved:
            if quote_id not in copy:
                copy[quote_id] = self.quotation(quote_id)
        return _earlier(deleted["as_of"])

    # --- requests ---------------------------------------------------------------------------------

    def _url(self, path: str, **parameters: Filter) -> str:
        named = {name.rstrip("_"): value for name, value in parameters.items() if value not in ("", ())}
        query = urllib.parse.urlencode(named, doseq=True)
        return f"{self.base}{path}" + (f"?{query}" if query else "")

    def _json(self, url: str, body: bytes | None = None) -> Any:
        with self._open(url, body) as answer:
            return json.load(answer)

    def _post(self, path: str, body: dict[str, Any], **parameters: Filter) -> Any:
        return self._json(self._url(path, **parameters), json.dumps(body).encode())

    def _open(self, url: str, body: bytes | None = None) -> Any:
        headers = {**self._headers, **({"Content-Type": "application/json"} if body else {})}
        request = urllib.request.Request(url, body, headers)  # noqa: S310 -- http or https, see __init__
        for attempt in range(self._retries + 1):
            try:
                return urllib.request.urlopen(request, timeout=self._timeout)  # noqa: S310  # nosec B310
            except urllib.error.HTTPError as error:
                with error:
                    if error.code not in (429, 503) or attempt == self._retries:
                        raise VerbatimError(error.code, _problem(error)) from None
                    time.sleep(float(error.headers.get("Retry-After") or 2**attempt))
        raise AssertionError("the last attempt returns or raises")


def _problem(error: urllib.error.HTTPError) -> dict[str, Any]:
    try:
        found = json.load(error)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _earlier(moment: str) -> str:
    """A moment of the API, some minutes earlier: readings overlap."""
    then = time.strptime(moment, "%Y-%m-%dT%H:%M:%SZ")
    seconds = calendar.timegm(then) - PAUSE
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(max(0, seconds)))
