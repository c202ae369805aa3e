"""A small invented press, and an index of it in either engine."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from search import whoosh
from search.engine import Engine, IndexWriter
from search.query import parse
from search.reference import ReferenceEngine, ReferenceIndex, ReferenceWriter
from search.values import (
    ArticleDocument,
    Assignment,
    Entity,
    Filters,
    Former,
    QuoteDocument,
    SearchRequest,
    Values,
)


def days(published: str) -> tuple[int, int]:
    """The first and last day of `2021`, `2021-07` or `2021-07-28`, (0, 0) of nothing."""
    if not published:
        return 0, 0
    parts = [int(part) for part in published.split("-")]
    first = datetime.date(*[*parts, 1, 1][:3])
    if len(parts) == 3:
        return first.toordinal(), first.toordinal()
    following = (
        datetime.date(first.year + 1, 1, 1)
        if len(parts) == 1
        else (first.replace(day=28) + datetime.timedelta(days=5)).replace(day=1)
    )
    return first.toordinal(), following.toordinal() - 1


def quote(id: str, text: str, *, article: str, published: str = "", **more: Any) -> QuoteDocument:
    """An occurrence."""
    first, last = days(published)
    facts: dict[str, Any] = {"kind": "direct", "article_id": article, **more}
    return QuoteDocument(
        id=id, text=text, article_key=article, published=published, day_first=first, day_last=last, **facts
    )


def article(key: str, quotes: Sequence[QuoteDocument] = (), **more: Any) -> ArticleDocument:
    """The article of some occurrences."""
    facts: dict[str, Any] = {"id": f"{key}.txt", **more}
    if quotes:
        one = quotes[0]
        facts = {
            "title": one.article_title,
            "source": one.source,
            "published": one.published,
            "day_first": one.day_first,
            "day_last": one.day_last,
            **facts,
        }
    return ArticleDocument(key=key, quote_ids=tuple(q.id for q in quotes), **facts)


class Lab:
    """One engine over one index, and the writer of it."""

    def __init__(self, kind: str, folder: Path) -> None:
        self.kind, self.folder = kind, folder
        self.seq = 0
        if kind == "reference":
            self.index = ReferenceIndex()
            self.engine: Engine = ReferenceEngine(self.index)
        else:
            whoosh.create(folder)
            self.engine = whoosh.open_engine(folder)

    def writer(self) -> IndexWriter:
        """A writer."""
        if self.kind == "reference":
            return ReferenceWriter(self.index)
        return whoosh.open_writer(self.folder)

    def write(
        self,
        quotes: Sequence[QuoteDocument] = (),
        *,
        articles: Sequence[ArticleDocument] = (),
        gone: Sequence[str] = (),
        at: int = 1000,
        entities: Sequence[Entity] | None = None,
        changed: dict[str, Assignment] | None = None,
        former: dict[str, Former] | None = None,
    ) -> None:
        """One commit: the articles of `quotes`, `articles` that have none, and what goes."""
        by_article: dict[str, list[QuoteDocument]] = {}
        for one in quotes:
            by_article.setdefault(one.article_key, []).append(one)
        writer = self.writer()
        writer.remove(gone, at=at)
        for key, own in by_article.items():
            writer.add(article(key, own), own)
        for each in articles:
            writer.add(each, ())
        if entities is not None or changed:
            writer.assign(entities if entities is not None else self.entities(), changed or {}, former)
        self.seq += 1
        writer.commit(self.seq)
        writer.cancel()
        self.reopen()

    def entities(self) -> tuple[Entity, ...]:
        """Those of the generation in force."""
        found = [self.engine.entity(name) for name in self._known]
        return tuple(row.entity for row in found if row)

    _known: tuple[str, ...] = ()

    def reopen(self) -> None:
        """See the last commit at once."""
        if self.kind == "whoosh":
            self.engine.close()
            self.engine = whoosh.open_engine(self.folder)


def ask(q: str = "", **options: Any) -> SearchRequest:
    """A request in the words of the form: filters by name, `exclude_…`, `first` and `last` dates."""
    include = {name: tuple(options.pop(name)) for name in Values.__struct_fields__ if name in options}
    exclude = {
        name: tuple(options.pop(f"exclude_{name}"))
        for name in Values.__struct_fields__
        if f"exclude_{name}" in options
    }
    first, last = options.pop("first", ""), options.pop("last", "")
    filters = Filters(
        include=Values(**include),
        exclude=Values(**exclude),
        first_day=days(first)[0],
        last_day=days(last)[1],
        indexed_since=options.pop("since", 0),
    )
    return SearchRequest(query=parse(q), filters=filters, **options)


# --- the press -------------------------------------------------------------------------------------

ENTITIES = (
    Entity(id="ines-caradec", name="Inès Caradec", type="person", names=("Mme Caradec",)),
    Entity(id="rose-tamarin", name="Rose Tamarin", type="person"),
    Entity(id="paul-etchegoyen", name="Paul Etchegoyen", type="person", names=("M. Etchegoyen",)),
    Entity(id="paul-caradec", name="Paul Caradec", type="person"),
    Entity(id="ligue-des-marins", name="Ligue des marins", type="organisation", names=("LDM",)),
    Entity(id="port-de-kermor", name="Port de Kermor", type="organisation"),
    Entity(id="personne", name="Zoé Personne", type="person"),
)

PRESS = (
    quote(
        "q1",
        "L’accord n’est pas adopté : les députés ont refusé l’œuvre commune.",
        article="a1",
        published="2021-07-28",
        source="Le Phare",
        article_title="Le port attend un accord",
        speaker_name="Inès Caradec",
        organisation_name="Ligue des marins",
        role="présidente de la Ligue",
        verb="déclarer",
        indexed_at=100,
    ),
    quote(
        "q2",
        "L'accord est adopté, et bien adopté.",
        article="a1",
        published="2021-07-28",
        source="Le Phare",
        article_title="Le port attend un accord",
        speaker_name="Paul Etchegoyen",
        organisation_name="Port de Kermor",
        role="directeur du port",
        verb="affirmer",
        kind="indirect",
        indexed_at=100,
    ),
    quote(
        "q3",
        "Aujourd’hui la rose coûte 2 500 euros le cent.",
        article="a2",
        published="2021-08",
        source="La Rivière",
        article_title="Le prix des fleurs",
        speaker_name="Paul Caradec",
        verb="dire",
        indexed_at=110,
    ),
    quote(
        "q4",
        "Le porte-parole a parlé d’un retrait réel des troupes.",
        article="a3",
        published="2021-08-15",
        source="La Rivière",
        article_title="Retrait annoncé",
        speaker_name="Rose Tamarin",
        role="porte-parole du ministère",
        verb="déclarer",
        kind="mixed",
        indexed_at=120,
    ),
    quote(
        "q5",
        "L'accord est adopté, et bien adopté.",
        article="a4",
        published="2021-08-01",
        source="Le Courrier du Val",
        article_title="Un accord au port",
        speaker_name="Paul Etchegoyen",
        organisation_name="Port de Kermor",
        role="directeur du port",
        verb="dire",
        kind="direct",
        indexed_at=130,
    ),
    quote(
        "q6",
        "Nous appliquerons l’article 49.3 et rien d’autre.",
        article="a5",
        published="2021",
        source="Le Phare",
        article_title="Budget",
        speaker_name="Inès Caradec",
        verb="prévenir",
        indexed_at=140,
    ),
    quote(
        "q7",
        "Les retraités retireront leur plainte contre la députée.",
        article="a6",
        source="Le Phare",
        article_title="Sans date",
        verb="assurer",
        indexed_at=150,
    ),
)

GIVEN = {
    "q1": Assignment(speaker="ines-caradec", organisation="ligue-des-marins", group="q1"),
    "q2": Assignment(speaker="paul-etchegoyen", organisation="port-de-kermor", group="q2"),
    "q3": Assignment(speaker="paul-caradec", group="q3"),
    "q4": Assignment(speaker="rose-tamarin", group="q4", perhaps=("rose-tamarin", "paul-caradec")),
    "q5": Assignment(speaker="paul-etchegoyen", organisation="port-de-kermor", group="q2"),
    "q6": Assignment(speaker="ines-caradec", group="q6", corrected=True),
}


def fill(lab: Lab) -> Lab:
    """The press, in two commits."""
    Lab._known = tuple(entity.id for entity in ENTITIES)
    lab.write(
        PRESS[:4],
        articles=[article("a9", source="Le Phare", published="2021-07-02", day_first=1, day_last=1)],
        entities=ENTITIES,
        changed={key: value for key, value in GIVEN.items() if key < "q5"},
    )
    lab.write(PRESS[4:], entities=ENTITIES, changed={k: v for k, v in GIVEN.items() if k > "q4"})
    return lab
