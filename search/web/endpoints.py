"""Every address that gives data: what it takes, what it gives, an example. The document is made from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import msgspec

from search.web import api, bodies, documents, exports, feeds, posted, values
from search.web.parameters import (
    Arguments,
    DeletionsArguments,
    EntitiesArguments,
    ExportArguments,
    Narrowing,
    SearchArguments,
    StatisticsArguments,
    SuggestArguments,
)

Method = Literal["get", "post"]
JSON = "application/json"


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """One address: `example` is what follows the site's base in a request that works.

    In an example `{quote}`, `{speaker}`, `{organisation}` and `{article}` stand for an id of each.
    """

    path: str
    view: Callable[..., Any]
    arguments: type[Arguments] | None = Arguments
    gives: Any = None
    media: str = JSON
    example: str
    tag: str
    method: Method = "get"
    takes: Any = None
    body: str = ""
    errors: tuple[int, ...] = ()
    moves: tuple[int, ...] = ()
    choices: Any = None
    """What a 300 gives: those that it may be."""
    leads: tuple[tuple[str, str, str], ...] = ()
    """Where its answer leads: an operation, its parameter, and what in the answer fills it."""

    @property
    def summary(self) -> str:
        """What it does, in a line."""
        return (self.view.__doc__ or "").strip().splitlines()[0]

    @property
    def operation(self) -> str:
        """Its name in the document, such as `get_quotes`."""
        words = "".join(char if char.isalnum() else " " for char in self.path).split()
        return "_".join([self.method, *(word for word in words if word not in ("api", "v1"))])


def _search(path: str, view: Callable[..., Any], **more: Any) -> Endpoint:
    return Endpoint(path=path, view=view, tag="Search", errors=(409,), **more)


def _one(path: str, view: Callable[..., Any], **more: Any) -> Endpoint:
    return Endpoint(path=path, view=view, errors=(404, *more.pop("errors", ())), **more)


_TO_QUOTE = ("get_quotes_quote_id", "quote_id")
_TO_SPEAKER = ("get_speakers_entity_id", "entity_id")
_TO_ORGANISATION = ("get_organisations_entity_id", "entity_id")
_TO_ARTICLE = ("get_articles_article_id", "article_id")
_OF_SOMEBODY = {"tag": "Who", "gives": values.EntityDetail, "moves": (308,), "choices": values.EntityChoices}
_OF_A_QUOTE = {"tag": "One quotation", "errors": (410,), "moves": (301,)}

ENDPOINTS: tuple[Endpoint, ...] = (
    _search("/api/v1/quotes", api.quotes, arguments=SearchArguments, gives=values.Answer,
            leads=((*_TO_QUOTE, "/items/0/id"), (*_TO_ARTICLE, "/items/0/article/key"),
                   (*_TO_SPEAKER, "/items/0/speaker/id"), (*_TO_ORGANISATION, "/items/0/organisation/id")),
            example="/api/v1/quotes?q=accord&facets=speaker,month&limit=5"),
    _one("/api/v1/quotes/{quote_id}", api.quote, gives=values.QuotationDetail,
         leads=((*_TO_QUOTE, "/printings/0/id"), (*_TO_ARTICLE, "/article/id")),
         example="/api/v1/quotes/{quote}", **_OF_A_QUOTE),
    _one("/quotes/{quote_id}.json", documents.quotation, gives=values.QuotationDetail,
         example="/quotes/{quote}.json", **_OF_A_QUOTE),
    _one("/quotes/{quote_id}.jsonld", documents.quotation, media="application/ld+json",
         example="/quotes/{quote}.jsonld", **_OF_A_QUOTE),
    _one("/quotes/{quote_id}.tei", documents.quotation, media="application/tei+xml",
         example="/quotes/{quote}.tei", **_OF_A_QUOTE),
    _one("/quotes/{quote_id}.txt", documents.quotation, media="text/plain",
         example="/quotes/{quote}.txt", **_OF_A_QUOTE),
    _one("/quotes/{quote_id}.bib", documents.quotation, media="text/x-bibtex",
         example="/quotes/{quote}.bib", **_OF_A_QUOTE),
    _one("/quotes/{quote_id}.ris", documents.quotation, media="application/x-research-info-systems",
         example="/quotes/{quote}.ris", **_OF_A_QUOTE),
    _one("/quotes/{quote_id}.csl.json", documents.quotation,
         media="application/vnd.citationstyles.csl+json", example="/quotes/{quote}.csl.json", **_OF_A_QUOTE),
    _one("/embed/{quote_id}", documents.embed, media="text/html", example="/embed/{quote}", **_OF_A_QUOTE),
    Endpoint(path="/api/v1/speakers", view=api.speakers, arguments=EntitiesArguments, tag="Who",
             gives=values.EntityPage, leads=((*_TO_SPEAKER, "/items/0/id"),),
             example="/api/v1/speakers?limit=3"),
    _one("/api/v1/speakers/{entity_id}", api.speaker, example="/api/v1/speakers/{speaker}", **_OF_SOMEBODY),
    Endpoint(path="/api/v1/organisations", view=api.organisations, arguments=EntitiesArguments, tag="Who",
             gives=values.EntityPage, leads=((*_TO_ORGANISATION, "/items/0/id"),),
             example="/api/v1/organisations?sort=name"),
    _one("/api/v1/organisations/{entity_id}", api.organisation,
         example="/api/v1/organisations/{organisation}", **_OF_SOMEBODY),
    _one("/speakers/{entity_id}.json", documents.speaker, example="/speakers/{speaker}.json", **_OF_SOMEBODY),
    _one("/organisations/{entity_id}.json", documents.organisation,
         example="/organisations/{organisation}.json", **_OF_SOMEBODY),
    Endpoint(path="/api/v1/suggest", view=api.suggest, arguments=SuggestArguments, tag="Who",
             gives=values.Suggestions, example="/api/v1/suggest?q=mar"),
    Endpoint(path="/api/v1/suggest/opensearch", view=api.suggest_opensearch, arguments=SuggestArguments,
             tag="Who", media="application/x-suggestions+json", example="/api/v1/suggest/opensearch?q=mar"),
    _one("/api/v1/articles/{article_id}", api.article, gives=values.ArticleDetail, tag="Articles",
         example="/api/v1/articles/{article}"),
    _one("/articles/{article_id}.json", documents.article, gives=values.ArticleDetail, tag="Articles",
         example="/articles/{article}.json"),
    _search("/search.jsonl", exports.export, arguments=ExportArguments, media="application/jsonl",
            example="/search.jsonl?q=accord"),
    _search("/search.json", exports.export, arguments=ExportArguments, gives=values.Export,
            example="/search.json?q=accord"),
    _search("/search.csv", exports.export, arguments=ExportArguments, media="text/csv",
            example="/search.csv?q=accord&delimiter=%3B&bom=1"),
    _search("/search.atom", feeds.atom, arguments=SearchArguments, media="application/atom+xml",
            example="/search.atom?q=accord"),
    _search("/search.feed.json", feeds.json_feed, arguments=SearchArguments, media="application/feed+json",
            example="/search.feed.json?q=accord"),
    Endpoint(path="/api/v1/stats/timeline", view=api.timeline, arguments=Narrowing, tag="Statistics",
             gives=values.Timeline, example="/api/v1/stats/timeline?q=accord"),
    Endpoint(path="/api/v1/stats/speakers", view=api.speakers_found, arguments=StatisticsArguments,
             tag="Statistics", gives=values.SpeakersFound, example="/api/v1/stats/speakers?q=accord"),
    Endpoint(path="/api/v1/stats/verbs", view=api.verbs_found, arguments=StatisticsArguments,
             tag="Statistics", gives=values.VerbsFound, example="/api/v1/stats/verbs?speaker={speaker}"),
    Endpoint(path="/api/v1/stats/terms", view=api.terms_found, arguments=StatisticsArguments,
             tag="Statistics", gives=values.TermsFound, example="/api/v1/stats/terms?speaker={speaker}"),
    Endpoint(path="/api/v1/deletions", view=api.deletions, arguments=DeletionsArguments,
             tag="Keeping in step", gives=values.Deletions, example="/api/v1/deletions?since=2024-01-01"),
    Endpoint(path="/api/v1/extract", view=posted.extract, method="post", tag="Texts and equations",
             gives=bodies.Extraction, takes=bodies.ExtractBody, errors=(413, 415), example="/api/v1/extract",
             body="« Nous partirons », a déclaré Marc Olivet, président du Collectif."),
    Endpoint(path="/api/v1/batch", view=posted.batch, method="post", arguments=Narrowing,
             tag="Texts and equations", gives=bodies.BatchAnswer, takes=bodies.BatchBody, errors=(413, 415),
             example="/api/v1/batch?from=2021", body="accord\nretrait*\n(traité OU accord) SAUF guerre"),
    Endpoint(path="/healthz", view=api.healthz, arguments=None, tag="The service", gives=values.Health,
             example="/healthz"),
)  # fmt: skip
