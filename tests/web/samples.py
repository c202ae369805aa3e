"""A small index of the invented quotations of `articles.toml`, for the tests of the web."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus import Article, PartialDate, Quote, Speaker
from indexer.documents import documents
from search import whoosh
from search.values import Assignment, Entity, Former, RoleInTime

DATA = tomllib.loads((Path(__file__).parent / "articles.toml").read_text(encoding="utf-8"))
ARTICLES: list[dict[str, Any]] = DATA["articles"]
PEOPLE: dict[str, dict[str, str]] = DATA["people"]
INDEXED = 1_700_000_000
"""When the first article was indexed; each next one a minute later."""
ROLE = RoleInTime("maire de Port-Louviers", "2023-03-14", "2023-04", 2)
COLLECTIF = "collectif-des-riverains"
ENTITIES = (
    Entity(id="jeanne-kerbrat", name="Jeanne Kerbrat", type="person", names=("Mme Kerbrat",), roles=(ROLE,)),
    Entity(id="marc-olivet", name="Marc Olivet", type="person", organisations=(COLLECTIF,)),
    Entity(id="nadia-amsellem", name="Nadia Amsellem", type="person"),
    Entity(id=COLLECTIF, name="Collectif des riverains", type="organisation"),
    Entity(id="chambre-de-commerce", name="Chambre de commerce", type="organisation"),
)
FORMER = {
    "kerbrat": Former(("jeanne-kerbrat",), sure=True),
    "riverains": Former((COLLECTIF,), sure=True),
    "olivet": Former(("marc-olivet",)),
    "amsellem-olivet": Former(("marc-olivet", "nadia-amsellem")),
}


def article_of(given: Mapping[str, Any]) -> tuple[Article, list[Quote]]:
    """An article with its quotations, one paragraph each."""
    text = given["lead"] + "\n\n" if "lead" in given else ""
    quotes = []
    for said in given["said"]:
        person = PEOPLE.get(said.get("who", ""), {})
        sentence = said["words"].format(person.get("name", ""))
        quotes.append(_quote(sentence, len(text), said, person))
        text += sentence + "\n\n"
    published = given.get("published")
    return (
        Article(
            id=given["id"],
            text=text.rstrip(),
            published=PartialDate.parse(published) if published else None,
            **{name: given.get(name) for name in ("title", "source", "url", "author")},
        ),
        quotes,
    )


def _quote(sentence: str, start: int, said: Mapping[str, str], person: Mapping[str, str]) -> Quote:
    if "«" in sentence:
        first, last = sentence.index("« ") + 2, sentence.index(" »")
    else:
        first, last = sentence.index("que ") + 4, len(sentence) - 1
    name = person.get("name")
    mention = sentence.index(name) if name else 0
    return Quote(
        spans=((start + first, start + last),),
        kind=said.get("kind", "direct"),  # type: ignore[arg-type]
        speaker=Speaker(
            mention=(start + mention, start + mention + len(name)) if name else None,
            name=name,
            type=person.get("type", "person" if name else "unknown"),  # type: ignore[arg-type]
        ),
        organisation=person.get("organisation"),
        role=person.get("role"),
        verb=said["verb"],
        rule="incise",
        confidence=0.9,
    )


def build(folder: Path, articles: Iterable[Mapping[str, Any]] = ARTICLES) -> Path:
    """An index of the articles, in a folder that is not there yet."""
    whoosh.create(folder)
    with whoosh.open_writer(folder) as writer:
        fill(writer, articles)
        writer.commit(1)
    return folder


def fill(writer: whoosh.Writer, articles: Iterable[Mapping[str, Any]], at: int = INDEXED) -> None:
    """Put articles into an open writer, with who is who; the same words are one quotation."""
    changed: dict[str, Assignment] = {}
    heads: dict[str, str] = {}
    for number, given in enumerate(articles):
        article, quotes = article_of(given)
        document, quoted = documents(
            article, quotes, shown=given.get("shown", "paragraph"), extractor="1", indexed_at=at + 60 * number
        )
        writer.add(document, quoted)
        for said, each in zip(given["said"], quoted, strict=True):
            changed[each.id] = Assignment(
                speaker=said.get("who"),
                organisation=COLLECTIF if each.organisation_name else None,
                group=heads.setdefault(each.text, each.id),
            )
    writer.assign(ENTITIES, changed, FORMER)


def between_marks(article: Article) -> list[Quote]:
    """An extractor for tests: the words between « and », said by nobody."""
    return list(_between_marks(article.text))


def _between_marks(text: str) -> Iterator[Quote]:
    start = text.find("«")
    while start >= 0 and (end := text.find("»", start)) > 0:
        yield Quote(spans=((start + 1, end),), kind="direct", rule="marks", confidence=0.5)
        start = text.find("«", end)
