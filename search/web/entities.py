"""People, organisations and articles, from the engine's values to the API's."""

from __future__ import annotations

from typing import Any

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
