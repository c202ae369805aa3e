"""No text becomes markup: whatever an article says, a page, a feed or an export shows it as text."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Span
from search.highlight import highlights
from search.query import parse
from search.values import Assignment, Entity, Hit, QuoteDocument
from search.web import answers, citations, exports, feeds, jsonld, tei
from search.web.arguments import Search, SearchRequest
from search.web.links import Links, source_text, web_url
from search.web.xmltext import clean

LINKS = Links("https://verbatim.example")
HOSTILE = st.sampled_from(
    [
        "<script>alert(1)</script>", "</mark>", "<mark>", "&lt;", "&#60;b&#62;", "]]>", "<!--", "\u2028",
        "\u202e", "\x00", "\x1b[31m", "'\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "{{7*7}}",
        "=1+1", "\r\nER  - ", "}\n@article{x", "\\", "%", "é", "𝒜", " ",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(HOSTILE, st.text(st.characters(codec="utf-8"), max_size=8)), max_size=6).map(
    "".join
)
TEI_ELEMENTS = {
    "TEI",
    "teiHeader",
    "fileDesc",
    "titleStmt",
    "title",
    "publicationStmt",
    "p",
    "sourceDesc",
    "bibl",
    "author",
    "publisher",
    "date",
    "ref",
    "profileDesc",
    "particDesc",
    "listPerson",
    "person",
    "persName",
    "occupation",
    "affiliation",
    "orgName",
    "text",
    "body",
    "said",
}
MANY = settings(max_examples=200, deadline=None)


class Tags(HTMLParser):
    """The elements of a text in HTML, and what it reads as."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.names: set[str] = set()
        self.read = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.names.add(tag)
        assert not attrs

    def handle_comment(self, data: str) -> None:
        self.names.add("!--")

    def handle_data(self, data: str) -> None:
        self.read += data


@st.composite
def hits(draw: st.DrawFn) -> Hit:
    """A quotation every word of which may be hostile."""
    words = draw(TEXTS.filter(bool))
    before, after, name = draw(TEXTS), draw(TEXTS), draw(TEXTS)
    document = QuoteDocument(
        id="q" * 16, text=words, kind=draw(st.sampled_from(["direct", "mixed", "indirect"])),
        article_key="a" * 16, article_id=draw(TEXTS), article_title=draw(TEXTS), article_url=draw(TEXTS),
        source=draw(TEXTS), author=draw(TEXTS), published=draw(st.sampled_from(["", "2021", "2021-07"])),
        speaker_name=name, speaker_as_written=name, role=draw(TEXTS), organisation_name=draw(TEXTS),
        cue_text=draw(TEXTS), verb=draw(TEXTS), paragraph=before + words + after,
        spans=((len(before), len(before) + len(words)),), offsets=((0, len(words)),),
    )  # fmt: skip
    speaker = Entity(id="x", name=name, type="person") if draw(st.booleans()) else None
    return Hit(document=document, assignment=Assignment(), speaker=speaker)


def spans(words: str) -> st.SearchStrategy[list[Span]]:
    cuts = st.lists(st.integers(0, len(words)), max_size=6, unique=True).map(sorted)
    return cuts.map(lambda at: list(zip(at[::2], at[1::2], strict=False)))


@MANY
@given(TEXTS.flatmap(lambda text: st.tuples(st.just(text), spans(text))))
def test_highlights_are_mark_elements_and_nothing_else(case: tuple[str, list[Span]]) -> None:
    text, marks = case
    shown = answers.marked(text, marks)
    assert html.unescape(shown.replace("<mark>", "").replace("</mark>", "")) == text
    assert set(re.findall(r"<[^>]*>", shown)) <= {"<mark>", "</mark>"}
    assert Tags(shown).names <= {"mark"}


@MANY
@given(TEXTS)
def test_found_spans_can_always_be_marked(text: str) -> None:
    marks = highlights(text, parse("alert OU script OU mark OU é OU img"))
    assert html.unescape(re.sub("</?mark>", "", answers.marked(text, marks))) == text


@MANY
@given(hits())
def test_feeds_hold_text_only(hit: Hit) -> None:
    entry = answers.quotation(hit, LINKS)
    search = Search(request=SearchRequest(query=parse("accord")), parameters=(("q", "accord"),))
    tree = ElementTree.fromstring(feeds.atom_document(search, [entry], LINKS))
    content = tree.findtext(f"{{{feeds.ATOM}}}entry/{{{feeds.ATOM}}}content")
    assert content
    assert Tags(content).names <= {"blockquote", "p"}
    assert len(tree) == 7
    [item] = feeds.json_document(search, [entry], LINKS)["items"]
    assert Tags(item["content_html"]).names <= {"blockquote", "p"}
    assert {"title", "url"} <= set(item)


@MANY
@given(hits())
def test_documents_and_citations_keep_their_shape(hit: Hit) -> None:
    given_ = answers.quotation_detail(hit, [hit], LINKS)
    tree = ElementTree.fromstring(tei.document(given_))
    [said] = tree.iter("{http://www.tei-c.org/ns/1.0}said")
    assert said.text == clean(hit.document.text).replace("\r\n", "\n").replace("\r", "\n")
    assert {each.tag.split("}")[1] for each in tree.iter()} <= TEI_ELEMENTS
    assert json.loads(json.dumps(jsonld.document(given_, LINKS)))["text"] == hit.document.text
    ris = citations.ris(given_)
    assert ris.count("\r\n") == ris.count("\n") == len(re.findall(r"(?m)^[A-Z][A-Z0-9]  - ", ris))
    assert ris.endswith("ER  - \r\n")
    bare = re.sub(r"\\.", "", citations.bibtex(given_))
    assert bare.count("{") == bare.count("}")
    assert len(citations.press(given_).splitlines()) == 1


@MANY
@given(hits())
def test_a_csv_row_is_one_row_without_formulas(hit: Hit) -> None:
    cells = [exports.defused(cell) for cell in exports.row(hit, "=q", LINKS)]
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\r\n").writerow(cells)
    [back] = csv.reader(io.StringIO(buffer.getvalue(), newline=""))
    assert back == cells
    assert not any(cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


@MANY
@given(st.one_of(TEXTS, TEXTS.map("https://phare.example/".__add__)), TEXTS)
def test_links_to_sources_are_http_or_nothing(url: str, words: str) -> None:
    link = source_text(url, words)
    assert web_url(url) in (None, url)
    if link is not None:
        assert link.lower().startswith(("http://", "https://"))
        assert not re.search(r"\s", link)
        fragment = link.rpartition("#")[2].partition(":~:text=")[2]
        assert re.fullmatch(r"[A-Za-z0-9%_.~,]*", fragment)
