"""The pages of one thing: a quotation, an article, a person, an organisation; and lists of the last two."""

from __future__ import annotations

import msgspec
from flask import Blueprint, Response, redirect, request
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as BaseResponse

from search.engine import Engine
from search.query import Query
from search.values import (
    ArticleDocument,
    EntityCount,
    Filters,
    Hit,
    QuoteDocument,
    SearchRequest,
    Values,
)
from search.web.arguments import read
from search.web.context import in_turn, web
from search.web.documents import quotation_of
from search.web.entities import Answers, answered
from search.web.links import Parameters, replaced
from search.web.marking import Piece, pieces
from search.web.pages_cards import card, cards, in_newspaper
from search.web.pages_view import View, render, view
from search.web.parameters import EntitiesArguments
from search.web.timeline import Chart, chart

LATEST = 10
"""Quotations on the page of a person."""
LISTED = 100
"""People a page of the list."""
TERMS = 16
TYPICAL = 8
"""Quotations from which on words can be typical of somebody."""
NEIGHBOURS = 6
"""Quotations of the same article on the page of one."""


FORMATS = (
    (".txt", "Texte"), (".bib", "BibTeX"), (".ris", "RIS"), (".csl.json", "CSL-JSON"), (".json", "JSON"),
    (".jsonld", "JSON-LD"), (".tei", "TEI"),
)  # fmt: skip
"""The formats offered beside a quotation, of those that are served (`documents.SUFFIXES`)."""


class Layer(msgspec.Struct, frozen=True):
    """One thing marked in a paragraph: its name (a class, and a key of `why`), and whether it is there."""

    name: str
    found: bool


def register(blueprint: Blueprint) -> None:
    """Put these pages on the blueprint."""
    blueprint.add_url_rule("/quotes/<quote_id>", view_func=in_turn(quotation))
    blueprint.add_url_rule("/articles/<path:key>", view_func=in_turn(article))
    blueprint.add_url_rule("/speakers", view_func=in_turn(speakers))
    blueprint.add_url_rule("/organisations", view_func=in_turn(organisations))
    blueprint.add_url_rule("/speakers/<path:entity_id>", view_func=in_turn(speaker))
    blueprint.add_url_rule("/organisations/<path:entity_id>", view_func=in_turn(organisation))


# --- a quotation ----------------------------------------------------------------------------------


def quotation(quote_id: str) -> str | BaseResponse:
    """One quotation in its paragraph; 301 to where it has moved, 410 when it is gone."""
    seen, engine = view(), web().engine
    found = quotation_of(quote_id)
    if isinstance(found, str):
        return redirect(seen.links.quote(found), 301)
    document = found.document
    printings = engine.occurrences(found.assignment.group or quote_id)
    return render(
        "quote.html",
        card=card(found, seen),
        paragraph=paragraph(document),
        layers=layers(document),
        printings=printings,
        in_newspaper=in_newspaper(document),
        perhaps=tuple(e.entity for each in found.assignment.perhaps if (e := engine.entity(each))),
        percent=round(100 * document.confidence),
        formats=FORMATS,
        more=_more_of(found, engine, seen),
    )


def paragraph(document: QuoteDocument) -> tuple[Piece, ...]:
    """The paragraph with the words, the cue, the mention and the other evidence marked."""
    marks = {
        "words": document.spans,
        "cue": (document.cue,) if document.cue else (),
        "mention": (document.mention,) if document.mention else (),
        "evidence": document.evidence,
    }
    if not document.paragraph:
        return pieces(document.text, {"words": [(0, len(document.text))]})
    return pieces(document.paragraph, marks)


def layers(document: QuoteDocument) -> tuple[Layer, ...]:
    """What the legend lists: only what is marked."""
    return (
        Layer("words", True),
        Layer("cue", document.cue is not None),
        Layer("mention", document.mention is not None),
        Layer("evidence", bool(document.evidence)),
    )


def _more_of(found: Hit, engine: Engine, seen: View) -> tuple[object, ...]:
    """The quotations around it in the same article, in its order."""
    document = engine.article(found.document.article_key)
    if document is None:
        return ()
    ids = [each for each in document.quote_ids if each != found.document.id]
    here = min(found.document.ordinal, max(0, len(ids) - NEIGHBOURS // 2))
    first = max(0, here - NEIGHBOURS // 2)
    others = (engine.quote(each) for each in ids[first : first + NEIGHBOURS])
    return cards((each for each in others if isinstance(each, Hit)), seen)


# --- an article -----------------------------------------------------------------------------------


def article(key: str) -> str | BaseResponse:
    """One article with its quotations; its text where its source allows it."""
    seen, engine = view(), web().engine
    found = engine.article(key)
    if found is None:
        raise NotFound
    if found.key != key:
        return redirect(seen.links.article(found.key), 302)
    hits = tuple(hit for each in found.quote_ids if isinstance(hit := engine.quote(each), Hit))
    return render(
        "article.html",
        article=found,
        cards=cards(hits, seen),
        paragraphs=_paragraphs(found, {hit.document.id for hit in hits}),
    )


def _paragraphs(found: ArticleDocument, known: set[str]) -> tuple[tuple[Piece, ...], ...]:
    """The text of an article by paragraph, its quotations marked by their id."""
    from corpus.article import paragraph_spans

    whole = []
    for start, end in paragraph_spans(found.text):
        marks = {
            quote_id: [(s - start, e - start) for s, e in spans if s < end and start < e]
            for quote_id, spans in found.quote_spans
            if quote_id in known
        }
        whole.append(pieces(found.text[start:end], marks))
    return tuple(whole)


# --- people and organisations -----------------------------------------------------------------------


def speakers() -> str:
    """People and groups that are quoted."""
    return _listed("speaker")


def organisations() -> str:
    """Organisations that are quoted or spoken for."""
    return _listed("organisation")


def _listed(kind: str) -> str:
    seen, engine = view(), web().engine
    arguments = read(EntitiesArguments, request.args, lenient=True)
    limit = arguments.limit if "limit" in request.args else LISTED
    total, found = engine.entities(
        kind, q=arguments.q, limit=limit, offset=(arguments.page - 1) * limit, sort=arguments.sort
    )
    path = "/organisations" if kind == "organisation" else "/speakers"
    kept = tuple(
        (name, value)
        for name, value in request.args.items(multi=True)
        if value and name not in ("page", "lang")
    )

    def page(number: int) -> str:
        return seen.links.url(path, (*kept, ("page", str(number))))

    return render(
        "entities.html",
        kind=kind,
        path=path,
        total=total,
        rows=found,
        q=arguments.q,
        sort=arguments.sort,
        sorts=tuple(
            (name, seen.links.url(path, replaced(kept, sort=name)), name == arguments.sort)
            for name in ("count", "name")
        ),
        previous=page(arguments.page - 1) if arguments.page > 1 else "",
        following=page(arguments.page + 1) if arguments.page * limit < total else "",
    )


def speaker(entity_id: str) -> BaseResponse:
    """A person or group."""
    return _entity(entity_id, organisation=False)


def organisation(entity_id: str) -> BaseResponse:
    """An organisation: what it says, and what is said for it."""
    return _entity(entity_id, organisation=True)


class Portrait(msgspec.Struct, frozen=True, kw_only=True):
    """What is shown of what somebody says (or of what is said for a body)."""

    field: str
    total: int
    occurrences: int
    parameters: Parameters
    cards: tuple[object, ...]
    chart: Chart
    verbs: tuple[tuple[str, int, str], ...]
    sources: tuple[tuple[str, int, str], ...]
    speakers: tuple[tuple[str, int, str], ...]
    terms: tuple[tuple[str, int, str], ...]


def _entity(entity_id: str, *, organisation: bool) -> BaseResponse:
    seen, engine = view(), web().engine
    how = Answers(
        address=seen.entity,
        one=lambda found: Response(_portrayed(found, engine, seen), mimetype="text/html"),
        several=lambda found: Response(
            render("choices.html", asked=entity_id, rows=found), mimetype="text/html"
        ),
    )
    return answered(entity_id, engine, how, organisation=organisation)


def _portrayed(found: EntityCount, engine: Engine, seen: View) -> str:
    fields = ("speaker", "organisation") if found.entity.type == "organisation" else ("speaker",)
    portraits = [_portrait(field, found, engine, seen) for field in fields]
    bodies = (engine.entity(each) for each in found.entity.organisations)
    perhaps_total, perhaps = engine.perhaps(found.entity.id)
    return render(
        "entity.html",
        perhaps=cards(perhaps, seen),
        perhaps_total=perhaps_total,
        entity=found.entity,
        counted=found,
        portraits=tuple(each for each in portraits if each.total),
        names=tuple(name for name in dict.fromkeys(found.entity.names) if name != found.entity.name),
        bodies=tuple(body.entity for body in bodies if body),
    )


def _portrait(field: str, found: EntityCount, engine: Engine, seen: View) -> Portrait:
    only = (found.entity.id,)
    values = Values(speaker=only) if field == "speaker" else Values(organisation=only)
    facets = ("verb", "source", "speaker") if field == "organisation" else ("verb", "source")
    asked = SearchRequest(
        query=Query(),
        filters=Filters(include=values),
        sort="newest",
        limit=LATEST,
        facets=facets,
        highlight=False,
    )
    answer = engine.search(asked)
    parameters: Parameters = ((field, found.entity.id),)

    def rows(name: str) -> tuple[tuple[str, int, str], ...]:
        facet = answer.facets.get(name)
        return tuple(
            (each.label, each.count, seen.links.search((*parameters, (name, each.value))))
            for each in (facet.values if facet else ())
        )

    return Portrait(
        field=field,
        total=answer.total,
        occurrences=answer.total_occurrences,
        parameters=parameters,
        cards=cards(answer.items, seen),
        chart=chart(
            engine.timeline(asked),
            seen.language,
            seen.links.each(parameters, "from", "to"),
            undated=seen.t("date.undated"),
        ),
        verbs=rows("verb"),
        sources=rows("source"),
        speakers=rows("speaker"),
        terms=tuple(
            (each.term, each.count, seen.links.search((("q", each.term), *parameters)))
            for each in (engine.terms_of(asked, TERMS) if answer.total >= TYPICAL else ())
        ),
    )
