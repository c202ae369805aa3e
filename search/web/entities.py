"""People, organisations and articles, from the engine's values to the API's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
from flask import redirect
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from search.engine import Engine
from search.values import ArticleDocument, Entity, EntityCount, Hit, Suggestion
from search.web import values
from search.web.answers import quotation
from search.web.links import Links, web_url


def reference(entity: Entity, links: Links) -> values.EntityReference:
    """A person or organisation, with its page."""
    return values.EntityReference(
        id=entity.id, name=entity.name, type=entity.type, url=links.entity(entity.id, entity.type)
    )


def suggested(found: Suggestion, links: Links) -> values.SuggestionItem:
    """A name that a prefix may mean."""
    return values.SuggestionItem(
        id=found.id,
        name=found.label,
        type=found.type,
        url=links.entity(found.id, found.type),
        quotations=found.count,
    )


def entity_path(entity: Entity) -> str:
    """The path of a person or organisation in the API."""
    return f"/{'organisations' if entity.type == 'organisation' else 'speakers'}/{entity.id}"


def summary(found: EntityCount, links: Links) -> values.EntitySummary:
    """A person or organisation with its counts."""
    return values.EntitySummary(**_summary(found, links))


def _summary(found: EntityCount, links: Links) -> dict[str, Any]:
    entity = found.entity
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type,
        "url": links.entity(entity.id, entity.type),
        "quotations": found.count,
        "occurrences": found.occurrences,
        "first": found.first or None,
        "last": found.last or None,
        "self": links.api(entity_path(entity)),
    }


def detail(found: EntityCount, engine: Engine, links: Links) -> values.EntityDetail:
    """All that is known of a person or organisation."""
    entity = found.entity
    bodies = (engine.entity(each) for each in entity.organisations)
    name = "organisation" if entity.type == "organisation" else "speaker"
    return values.EntityDetail(
        **_summary(found, links),
        names=tuple(dict.fromkeys((entity.name, *entity.names))),
        roles=tuple(
            values.Role(role=each.role, first=each.first or None, last=each.last or None, count=each.count)
            for each in entity.roles
        ),
        organisations=tuple(reference(body.entity, links) for body in bodies if body),
        wikidata=entity.wikidata or None,
        perhaps=tuple(hit.document.id for hit in engine.perhaps(entity.id)[1]),
        quotes=links.api("/quotes", ((name, entity.id),)),
    )


def choices(entity_id: str, found: tuple[EntityCount, ...], links: Links) -> values.EntityChoices:
    """Those that an id may stand for."""
    return values.EntityChoices(id=entity_id, items=tuple(summary(each, links) for each in found))


class Answers(msgspec.Struct, frozen=True):
    """How an address answers that has a page of its own for each person and organisation."""

    address: Callable[[Entity], str]
    one: Callable[[EntityCount], BaseResponse]
    several: Callable[[tuple[EntityCount, ...]], BaseResponse]


def answered(entity_id: str, engine: Engine, answers: Answers, *, organisation: bool) -> BaseResponse:
    """The answer for an id: 308 to where it lives now, 300 when it may be any of several, else 404.

    An id once given is never lost: see `indexer.people.former`.
    """
    found = engine.entity(entity_id)
    if found is not None:
        if (found.entity.type == "organisation") == organisation:
            return answers.one(found)
        return redirect(answers.address(found.entity), 308)
    former = engine.former(entity_id)
    now = tuple(each for id_ in (former.ids if former else ()) if (each := engine.entity(id_)))
    if former is None or not now:
        raise NotFound
    if former.sure:
        return redirect(answers.address(now[0].entity), 308)
    response = answers.several(now)
    response.status_code = 300
    return response


def article(document: ArticleDocument, engine: Engine, links: Links) -> values.ArticleDetail:
    """An article with its quotations."""
    hits = (engine.quote(each) for each in document.quote_ids)
    return values.ArticleDetail(
        id=document.id,
        key=document.key,
        title=document.title or None,
        url=web_url(document.url),
        source=document.source or None,
        author=document.author or None,
        published=document.published or None,
        words=document.words,
        text=document.text or None,
        quotations=tuple(quotation(hit, links) for hit in hits if isinstance(hit, Hit)),
        html=links.article(document.key),
    )
