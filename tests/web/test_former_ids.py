"""An id once given: where its addresses lead when it is nobody's any more, and what a search by it finds."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from lxml import html

SURE = [
    ("/api/v1/speakers/kerbrat", "http://localhost/api/v1/speakers/jeanne-kerbrat"),
    ("/api/v1/organisations/kerbrat", "http://localhost/api/v1/speakers/jeanne-kerbrat"),
    ("/api/v1/speakers/riverains", "http://localhost/api/v1/organisations/collectif-des-riverains"),
    ("/speakers/kerbrat.json", "http://localhost/speakers/jeanne-kerbrat.json"),
    ("/organisations/riverains.json", "http://localhost/organisations/collectif-des-riverains.json"),
    ("/speakers/kerbrat", "/speakers/jeanne-kerbrat"),
    ("/speakers/kerbrat?lang=en", "/speakers/jeanne-kerbrat?lang=en"),
    ("/organisations/riverains", "/organisations/collectif-des-riverains"),
]


@pytest.mark.parametrize(("path", "target"), SURE)
def test_it_leads_to_whose_it_turned_out_to_be(client: FlaskClient, path: str, target: str) -> None:
    reply = client.get(path)
    assert (reply.status_code, reply.headers["Location"]) == (308, target)
    assert reply.headers["Cache-Control"] == "public, no-cache"  # it may be taken back
    assert client.get(target).status_code == 200


@pytest.mark.parametrize("kind", ["speakers", "organisations"])
@pytest.mark.parametrize(
    ("id_", "candidates"),
    [("olivet", ["marc-olivet"]), ("amsellem-olivet", ["marc-olivet", "nadia-amsellem"])],
)
def test_it_lists_whose_it_may_be(client: FlaskClient, kind: str, id_: str, candidates: list[str]) -> None:
    for path in (f"/api/v1/{kind}/{id_}", f"/{kind}/{id_}.json"):
        reply = client.get(path)
        assert reply.status_code == 300
        assert "Location" not in reply.headers
        given = reply.get_json()
        assert given["id"] == id_
        assert [each["id"] for each in given["items"]] == candidates
        assert all(client.get(each["self"]).status_code == 200 for each in given["items"])
    reply = client.get(f"/{kind}/{id_}")
    assert reply.status_code == 300
    page = html.fromstring(reply.text)
    assert id_ in page.findtext(".//h1")
    assert page.xpath("//ol[@class='entities']//a/@href") == [f"/speakers/{each}" for each in candidates]
    again = client.get(f"/{kind}/{id_}", headers={"If-None-Match": reply.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("speaker=kerbrat", "speaker=jeanne-kerbrat"),
        ("exclude_speaker=kerbrat", "exclude_speaker=jeanne-kerbrat"),
        ("organisation=riverains", "organisation=collectif-des-riverains"),
        ("speaker=amsellem-olivet", "speaker=marc-olivet&speaker=nadia-amsellem"),
    ],
)
def test_a_search_by_it_finds_what_they_said(client: FlaskClient, query: str, found: str) -> None:
    given, wanted = (
        client.get(f"/api/v1/quotes?{each}&facets=speaker").get_json() for each in (query, found)
    )
    assert given["total"] > 0
    assert [item["id"] for item in given["items"]] == [item["id"] for item in wanted["items"]]
    assert given["facets"] == wanted["facets"]  # the addresses it gives on are those of today
    [name] = given["query"]["names"]
    assert [f"{name['parameter']}={each['id']}" for each in name["entities"]] == found.split("&")
    assert client.get(f"/search.jsonl?{query}").text == client.get(f"/search.jsonl?{found}").text


def test_it_is_in_no_list(client: FlaskClient) -> None:
    listed = client.get("/api/v1/speakers?limit=100").get_json()["items"]
    assert not {"kerbrat", "olivet"} & {each["id"] for each in listed}
