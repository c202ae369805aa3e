"""One quotation in its formats, people, articles, the card; what is gone or has moved."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import bibtexparser
import pytest
import rdflib
import rispy
import samples
from flask.testing import FlaskClient

from search import whoosh
from search.web import WebSettings, create_app

TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture
def ids(client: FlaskClient) -> dict[str, str]:
    """Quotation ids by their first word; of those that begin alike, the last printed."""
    items = client.get("/api/v1/quotes?limit=100&exclude_kind=indirect").get_json()["items"]
    return {item["text"].split()[0]: item["id"] for item in items}


def get(client: FlaskClient, path: str, mimetype: str) -> str:
    reply = client.get(path)
    assert reply.status_code == 200
    assert reply.mimetype == mimetype
    return reply.get_data(as_text=True)


def test_json_is_that_of_the_api(client: FlaskClient, ids: dict[str, str]) -> None:
    page = client.get(f"/quotes/{ids['Le']}.json").get_json()
    assert page == client.get(f"/api/v1/quotes/{ids['Le']}").get_json()
    paragraph = page["paragraph"]
    [(start, end)] = paragraph["spans"]
    assert paragraph["text"][start:end] == page["text"]
    start, end = paragraph["mention"]
    assert paragraph["text"][start:end] == "Marc Olivet"
    assert paragraph["before"].startswith("« Nous ne reviendrons pas")


def test_all_printings_are_listed_first_printed_first(client: FlaskClient, ids: dict[str, str]) -> None:
    printings = client.get(f"/quotes/{ids['Nous']}.json").get_json()["printings"]
    assert [each["article"]["published"] for each in printings] == ["2023-03-14", "2023-04"]


def test_a_source_that_shows_nothing_shows_the_words_alone(client: FlaskClient, ids: dict[str, str]) -> None:
    given = client.get(f"/quotes/{ids['=SOMME(A1)']}.json").get_json()
    assert given["paragraph"]["text"] == given["text"]
    assert given["context"] == {"before": "", "after": ""}
    assert given["article"]["url"] is None  # javascript: is no address
    assert given["links"]["source_text"] is None


def test_the_press_citation(client: FlaskClient, ids: dict[str, str]) -> None:
    assert get(client, f"/quotes/{ids['Le']}.txt", "text/plain").replace("\u202f", "_") == (
        "Marc Olivet, président du Collectif des riverains_: «_Le dossier est bâclé, et l’accord avec l’État "
        "n’existe pas_», L. Guennec, «_Tramway : la maire persiste_», Le Phare de l’Ouest, 14 mars 2023, "
        f"https://phare.example/tram-1. http://localhost/quotes/{ids['Le']}\n"
    )


def test_an_indirect_quotation_is_not_put_between_marks(client: FlaskClient, ids: dict[str, str]) -> None:
    items = client.get("/api/v1/quotes?kind=indirect").get_json()["items"]
    text = get(client, f"/quotes/{items[0]['id']}.txt", "text/plain")
    assert "les trains rouleraient la nuit (propos rapportés)" in text
    assert "«\u202fles trains" not in text
    assert "sans date" in text


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")  # of rdflib, about itself
def test_json_ld_is_a_quotation_of_schema_org(client: FlaskClient, ids: dict[str, str]) -> None:
    given = json.loads(get(client, f"/quotes/{ids['Le']}.jsonld", "application/ld+json"))
    assert given["@context"][0] == "https://schema.org"
    given["@context"] = [{"@vocab": "https://schema.org/"}, given["@context"][1]]  # no network in a test
    graph = rdflib.Graph().parse(data=json.dumps(given), format="json-ld")
    schema, oa = rdflib.Namespace("https://schema.org/"), rdflib.Namespace("http://www.w3.org/ns/oa#")
    [subject] = graph.subjects(rdflib.RDF.type, schema.Quotation)
    assert str(subject) == f"http://localhost/quotes/{ids['Le']}"
    speaker = graph.value(subject, schema.spokenByCharacter)
    assert str(graph.value(speaker, schema.name)) == "Marc Olivet"
    assert str(graph.value(graph.value(subject, schema.isPartOf), schema.datePublished)) == "2023-03-14"
    target = graph.value(subject, oa.hasTarget)
    exact = {
        str(each) for node in graph.objects(target, oa.hasSelector) for each in graph.objects(node, oa.exact)
    }
    assert exact == {"Le dossier est bâclé, et l’accord avec l’État n’existe pas"}


def test_tei_says_who(client: FlaskClient, ids: dict[str, str]) -> None:
    tree = ElementTree.fromstring(get(client, f"/quotes/{ids['Le']}.tei", "application/tei+xml"))
    [said] = tree.iter(f"{TEI}said")
    assert said.text == "Le dossier est bâclé, et l’accord avec l’État n’existe pas"
    person = said.attrib["who"].removeprefix("#")
    [named] = [
        e for e in tree.iter(f"{TEI}person") if e.attrib["{http://www.w3.org/XML/1998/namespace}id"] == person
    ]
    assert named.findtext(f"{TEI}persName") == "Marc Olivet"
    assert tree.find(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}sourceDesc/{TEI}bibl/{TEI}date").attrib == {  # type: ignore[union-attr]
        "when": "2023-03-14"
    }


def test_bibtex_and_ris_are_read_by_citation_libraries(client: FlaskClient, ids: dict[str, str]) -> None:
    for word in ("Le", "=SOMME(A1)", "les", "Les"):
        text = get(client, f"/quotes/{ids[word]}.bib", "text/x-bibtex")
        [entry] = bibtexparser.parse_string(text).entries
        assert entry.entry_type == "article"
        fields = {name: field.value for name, field in entry.fields_dict.items()}
        [record] = rispy.loads(get(client, f"/quotes/{ids[word]}.ris", "application/x-research-info-systems"))
        assert record["type_of_reference"] == "NEWS"
        if word == "Le":
            assert (fields["journal"], fields["year"], fields["month"]) == (
                "Le Phare de l’Ouest",
                "2023",
                "mar",
            )
            assert record["secondary_title"] == "Le Phare de l’Ouest"
            assert record["date"] == "2023/03/14"
            assert "Le dossier est bâclé" in record["notes"][0]


def test_csl_json(client: FlaskClient, ids: dict[str, str]) -> None:
    [item] = json.loads(
        get(client, f"/quotes/{ids['Le']}.csl.json", "application/vnd.citationstyles.csl+json")
    )
    assert item["type"] == "article-newspaper"
    assert item["issued"] == {"date-parts": [[2023, 3, 14]]}
    assert item["author"] == [{"literal": "L. Guennec"}]


def test_the_card_may_be_framed_and_loads_its_style_only(client: FlaskClient, ids: dict[str, str]) -> None:
    reply = client.get(f"/embed/{ids['les']}")
    body = reply.get_data(as_text=True)
    assert "&lt;b&gt;40 millions &amp; plus&lt;/b&gt;" in body
    policy = reply.headers["Content-Security-Policy"]
    assert "frame-ancestors" not in policy
    assert "X-Frame-Options" not in reply.headers
    assert "script-src" not in policy
    [style] = re.findall(r'<link rel="stylesheet" href="([^"]+)">', body)
    with client.get(style) as sheet:
        assert sheet.status_code == 200


@pytest.mark.parametrize(
    "path", ["/speakers/collectif-des-riverains.json", "/api/v1/speakers/collectif-des-riverains"]
)
def test_an_organisation_lives_at_organisations(client: FlaskClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 308
    assert reply.headers["Location"] == "http://localhost" + path.replace("speakers", "organisations")


def test_an_entity_has_names_roles_and_counts(client: FlaskClient) -> None:
    given = client.get("/api/v1/speakers/jeanne-kerbrat").get_json()
    assert given == client.get("/speakers/jeanne-kerbrat.json").get_json()
    assert given["names"] == ["Jeanne Kerbrat", "Mme Kerbrat"]
    assert given["roles"] == [
        {"role": "maire de Port-Louviers", "first": "2023-03-14", "last": "2023-04", "count": 2}
    ]
    assert (given["quotations"], given["occurrences"]) == (1, 2)
    bodies = client.get("/api/v1/speakers/marc-olivet").get_json()["organisations"]
    assert [body["id"] for body in bodies] == ["collectif-des-riverains"]


@pytest.mark.parametrize("article", ["https://sambre.example/2023/accord?id=7", "oimrcdz4yfnwye6e"])
@pytest.mark.parametrize("path", ["/api/v1/articles/{}", "/articles/{}.json"])
def test_an_article_by_its_key_or_the_id_it_was_given(client: FlaskClient, path: str, article: str) -> None:
    quoted = article.replace("%", "%25").replace("?", "%3F")
    given = client.get(path.format(quoted)).get_json()
    assert given["id"] in (article, "tram-1")
    whole = given["id"] == "tram-1"
    assert len(given["quotations"]) == (2 if whole else 3)
    assert (given["text"] is not None) == whole  # only where its source allows it
    if whole:
        [(start, end)] = given["quotations"][0]["offsets"]
        assert given["text"][start:end] == given["quotations"][0]["text"]


@pytest.mark.parametrize(
    "path",
    ["/quotes/nothere.json", "/api/v1/quotes/nothere", "/speakers/x.json", "/api/v1/organisations/x",
     "/articles/x.json", "/api/v1/articles/x", "/quotes/nothere.bib", "/api/v1/nothing"],
)  # fmt: skip
def test_what_never_was_is_404(client: FlaskClient, path: str) -> None:
    reply = client.get(path)
    assert reply.status_code == 404
    assert reply.mimetype == "application/problem+json"


def test_what_is_gone_is_410_and_what_has_moved_is_301(tmp_path: Path) -> None:
    """An article is printed anew with other words, another is taken out."""
    samples.build(tmp_path / "index")
    engine = whoosh.open_engine(tmp_path / "index")
    client = create_app(engine, samples.between_marks, WebSettings()).test_client()
    before = {item["text"].split()[0]: item["id"] for item in _items(client)}
    tram: dict[str, Any] = {**samples.ARTICLES[0]}
    tram["said"] = [*tram["said"]]
    tram["said"][1] = {**tram["said"][1], "words": tram["said"][1]["words"].replace("bâclé", "bien mal fait")}
    water = engine.article("eau-1")
    assert water is not None
    with whoosh.open_writer(tmp_path / "index") as writer:
        samples.fill(writer, [tram])
        writer.remove([water.key], at=1_700_100_000)
        writer.commit(2)
    client = create_app(whoosh.open_engine(tmp_path / "index"), samples.between_marks).test_client()
    moved = client.get(f"/api/v1/quotes/{before['Le']}")
    assert moved.status_code == 301
    assert client.get(moved.headers["Location"]).get_json()["text"].startswith("Le dossier est bien mal fait")
    suffixed = client.get(f"/quotes/{before['Le']}.bib")
    assert suffixed.headers["Location"].endswith(".bib")
    for path in (f"/api/v1/quotes/{before['=SOMME(A1)']}", f"/embed/{before['=SOMME(A1)']}"):
        gone = client.get(path)
        assert gone.status_code == 410
        assert "ETag" not in gone.headers
        assert "noindex" in gone.headers["X-Robots-Tag"]
    listed = client.get("/api/v1/deletions?since=1700000000").get_json()["items"]
    assert {each["id"]: bool(each["moved_to"]) for each in listed} == {
        before["Le"]: True, before["=SOMME(A1)"]: False,
    }  # fmt: skip
    assert client.get("/api/v1/deletions?since=1700100001").get_json()["items"] == [
        each for each in listed if each["moved_to"]
    ]


def _items(client: FlaskClient) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = client.get("/api/v1/quotes?limit=100").get_json()["items"]
    return items
