"""No text of an article, a query or a name can become markup on any page.

An engine that answers the text drawn for every string there is; each page must have the very elements
and attributes that it has with a harmless text, and no link that is no link.
"""

from __future__ import annotations

from collections import Counter
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html

from corpus import Article, Quote, Speaker
from search.values import (
    Answer,
    ArticleDocument,
    Assignment,
    Counts,
    Deletion,
    Entity,
    EntityCount,
    Facet,
    FacetValue,
    Generation,
    Hit,
    QuoteDocument,
    RoleInTime,
    SearchRequest,
    Suggestion,
    TermCount,
    TimelineBar,
)
from search.web import WebSettings, create_app

NASTY = (
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onclick='alert(1)", "</title><b>x</b>",
    "javascript:alert(1)", "&lt;b&gt; &amp; &#60;i&#62;", "{{ 7*7 }}{% raw %}", "]]><!-- --><![CDATA[",
    "</textarea></select></svg><a href=//e.example>", "\u202e\u2028\u2029 a", "<mark>x</mark>",
)  # fmt: skip
HARMLESS = "Rien de mal"


class Echo:
    """An engine whose every string is `text`."""

    text = HARMLESS

    @property
    def generation(self) -> Generation:
        return Generation(1, 1, 1_700_000_000, "d")

    def _hit(self) -> Hit:
        text, end = self.text, len(self.text)
        document = QuoteDocument(
            id="q1", text=text, kind="direct", article_key="a1", article_id=text, article_title=text,
            article_url=text, source=text, author=text, published="2021-07-28", speaker_name=text,
            speaker_as_written=text, speaker_type="person", organisation_name=text, role=text, cue_text=text,
            verb=text, via=text, rule=text, confidence=0.5, extractor=text, paragraph=text, spans=((0, 1),),
            cue=(1, 2), mention=(0, 2), evidence=((0, end),), before=text, after=text, offsets=((0, 1),),
        )  # fmt: skip
        assignment = Assignment(speaker="s1", organisation="o1", group="q1", perhaps=("s1",), corrected=True)
        body = Entity(id="o1", name=text + " !", type="organisation")
        return Hit(
            document=document, assignment=assignment, speaker=self._entity("s1"), organisation=body,
            highlights=((0, 1),), occurrences=2,
        )  # fmt: skip

    def _entity(self, entity_id: str) -> Entity:
        return Entity(
            id=entity_id, name=self.text, type="organisation" if entity_id == "o1" else "person",
            names=(self.text, self.text + "."), roles=(RoleInTime(self.text, "2021", "2022", 1),),
            organisations=("o1",), wikidata=self.text,
        )  # fmt: skip

    def _counted(self, entity_id: str) -> EntityCount:
        return EntityCount(self._entity(entity_id), 3, 4, "2021", "2022")

    def search(self, request: SearchRequest) -> Answer:
        facets = {
            name: Facet(name, (FacetValue("direct" if name == "kind" else self.text, self.text, 3),), True)
            for name in request.facets
        }
        nothing = "nothing" in request.filters.include.source and not request.filters.include.verb
        total = 0 if nothing and request.filters.include.kind else 9
        items = (self._hit(),) if total else ()
        return Answer(total=total, total_occurrences=total + 1, items=items, facets=facets)

    def perhaps(self, entity_id: str, limit: int = 20) -> tuple[int, tuple[Hit, ...]]:
        return 1, (self._hit(),)

    def timeline(self, request: SearchRequest) -> tuple[TimelineBar, ...]:
        return (TimelineBar("2021-07", 3, 9), TimelineBar("2021-08", 1, 9), TimelineBar("", 1, 1))

    def speakers_of(self, request: SearchRequest, limit: int = 20) -> tuple[EntityCount, ...]:
        return (self._counted("s1"),)

    def terms_of(self, request: SearchRequest, limit: int = 20) -> tuple[TermCount, ...]:
        return (TermCount(self.text, 2, 1.0),)

    def quote(self, quote_id: str) -> Hit | Deletion | None:
        return self._hit()

    def occurrences(self, group: str) -> tuple[Hit, ...]:
        return (self._hit(), self._hit())

    def article(self, key: str) -> ArticleDocument | None:
        spans = (("q1", ((0, 1),)),)
        return ArticleDocument(
            key="a1", id=self.text, title=self.text, url=self.text, source=self.text, author=self.text,
            published="2021", text="x" + self.text.replace("\n", " "), quote_ids=("q1",), quote_spans=spans,
        )  # fmt: skip

    def entity(self, entity_id: str) -> EntityCount | None:
        return self._counted(entity_id)

    def entities(self, kind: str, **_: Any) -> tuple[int, tuple[EntityCount, ...]]:
        return 200, (self._counted("o1" if kind == "organisation" else "s1"),)

    def resolve(self, field: str, name: str) -> tuple[Entity, ...]:
        return () if name == "nobody" else (self._entity("s1"), self._entity("s2"))

    def suggest(self, prefix: str, **_: Any) -> tuple[Suggestion, ...]:
        return (Suggestion("s1", self.text, "person", 3),)

    def did_you_mean(self, request: SearchRequest) -> str | None:
        return "mot"

    def sources(self) -> tuple[tuple[str, int], ...]:
        return ((self.text, 3),)

    def counts(self) -> Counts:
        return Counts(quotations=1, occurrences=1, articles=1, speakers=1, organisations=1, sources=1)


def extract(article: Article) -> list[Quote]:
    """One quotation that is all of the text."""
    span = (0, len(article.text))
    return [Quote(spans=(span,), kind="direct", speaker=Speaker(mention=span, name=article.text), rule="r")]


PAGES = (
    "/", "/search?q=mot", "/search?speaker=s1&exclude_speaker=s1&article=a1", "/search/people?q=mot",
    "/search?q=mot&speaker=nobody&source=nothing&kind=direct", "/search/facets/speaker?find=", "/quotes/q1",
    "/articles/a1", "/speakers", "/organisations", "/speakers/s1", "/organisations/o1", "/about",
    "/about?lang=en", "/quotes/q1?lang=en",
)  # fmt: skip
TYPED = (
    "/search?q={}", "/search?source={}", "/search?speaker={}", "/search?from={}", "/search?{}=1",
    "/speakers?q={}", "/search/facets/source?find={}", "/search/people?role={}", "/nowhere/{}",
    "/search?lang={}", "/search?q=mot&page={}",
)  # fmt: skip


@pytest.fixture(scope="module")
def echo() -> tuple[Echo, FlaskClient]:
    engine = Echo()
    app = create_app(engine, extract, WebSettings(contact="a@v.example"))  # type: ignore[arg-type]
    return engine, app.test_client()


def shape(page: str) -> Counter[tuple[str, tuple[str, ...]]]:
    """The elements of a page, each with the names of its attributes, counted."""
    tree = html.fromstring(page)
    for link in tree.xpath("//@href | //@src | //@action | //@cite"):
        assert link.startswith(("/", "http://localhost", "https://", "http://", "mailto:", "#")), link
    return Counter(
        (str(each.tag), tuple(sorted(each.keys()))) for each in tree.iter() if isinstance(each.tag, str)
    )


texts = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=4, max_size=60),
    st.builds(lambda a, b: a + b, st.sampled_from(NASTY), st.text("<>\"'&;/= abc", max_size=20)),
).filter(lambda text: len(text.strip()) > 3)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("url", PAGES)
def test_no_printed_text_becomes_markup(echo: tuple[Echo, FlaskClient], url: str) -> None:
    engine, client = echo
    engine.text = HARMLESS
    before = client.get(url)
    assert before.status_code == 200
    expected = shape(before.text)

    @quick
    @given(texts)
    @example("<script>alert(1)</script>")
    def check(text: str) -> None:
        engine.text = text
        reply = client.get(url)
        assert reply.status_code == 200
        found = shape(reply.text)
        assert {k: n for k, n in found.items() if expected[k] != n} == {}

    check()


@pytest.mark.parametrize("url", TYPED)
def test_nothing_typed_becomes_markup(echo: tuple[Echo, FlaskClient], url: str) -> None:
    engine, client = echo
    engine.text = HARMLESS
    known = set()
    for typed in ("mot", "2021", '"', "nobody"):
        known |= set(shape(client.get(url.replace("{}", typed)).text))

    @quick
    @given(texts)
    @example("<script>alert(1)</script>")
    @example('"><img src=x onerror=alert(1)>')
    def check(text: str) -> None:
        reply = client.get(url.replace("{}", quote(text, safe="")))
        assert reply.status_code in (200, 302, 308, 400, 404)
        found = shape(reply.text)
        assert found[("script", ("defer", "src"))] == 1
        strange = [k for k in found if k not in known]
        assert [k for k in strange if k[0] in ("script", "img", "iframe", "object", "style")] == []
        assert [k for k in strange if any(name.startswith("on") or name == "style" for name in k[1])] == []

    check()


@pytest.mark.parametrize("path", ["/extract", "/batch"])
def test_nothing_posted_becomes_markup(echo: tuple[Echo, FlaskClient], path: str) -> None:
    _, client = echo
    field = "text" if path == "/extract" else "equations"

    @quick
    @given(texts)
    @example("</textarea><script>alert(1)</script>")
    def check(text: str) -> None:
        reply = client.post(path, data={field: text})
        assert reply.status_code == 200
        found = shape(reply.text)
        assert found[("script", ("defer", "src"))] == 1
        assert {k[0] for k in found}.isdisjoint({"img", "iframe", "object", "style", "b", "i"})
        if path == "/extract":
            assert html.fromstring(reply.text).xpath("string(//textarea)").split() == text.split()

    check()
