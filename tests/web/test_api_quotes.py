"""`/api/v1/quotes` and what is asked of it: parameters, the envelope, errors."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

TRAM = "Nous ne reviendrons pas en arrière sur le tramway"


def found(client: FlaskClient, query: str) -> dict[str, Any]:
    reply = client.get(f"/api/v1/quotes?{query}")
    assert reply.status_code == 200, reply.get_data(as_text=True)
    body: dict[str, Any] = reply.get_json()
    return body


def words(client: FlaskClient, query: str) -> list[str]:
    return sorted(item["text"].split()[0] for item in found(client, query)["items"])


@pytest.mark.parametrize(
    ("query", "first_words"),
    [
        ("q=accord", ["Le", "L’accord"]),
        ("q=accord&speaker=marc-olivet", ["Le"]),
        ("q=accord&speaker=Marc+Olivet", ["Le"]),
        ("speaker=mme+kerbrat", ["Nous"]),
        ("speaker=marc-olivet&speaker=jeanne-kerbrat", ["=SOMME(A1)", "Le", "Nous"]),
        ("organisation=Collectif+des+riverains", ["=SOMME(A1)", "Le"]),
        ("speaker=Chambre+de+commerce", ["les"]),
        ("role=ministre", ["L’accord", "les"]),
        ("source=La+Sambre&exclude_speaker=jeanne-kerbrat", ["L’accord", "les"]),
        ("kind=mixed&kind=indirect", ["les", "les"]),
        ("exclude_kind=direct", ["les", "les"]),
        ("verb=ironiser", ["=SOMME(A1)"]),
        ("from=2023-04-20&to=2023-05", ["L’accord", "Nous", "les"]),
        ("to=2022", ["=SOMME(A1)"]),
        ("q=&speaker=&from=", None),
        ("indexed_since=1700000180", ["Les", "les"]),
        ("indexed_since=2023-11-14T22:16:20Z", ["Les", "les"]),
        ("speaker=personne+de+ce+nom", []),
    ],
)
def test_filters(client: FlaskClient, query: str, first_words: list[str] | None) -> None:
    got = words(client, query)
    if first_words is None:
        assert len(got) == 7
    else:
        assert got == sorted(first_words)


def test_a_quotation_has_every_field_of_the_documentation(client: FlaskClient) -> None:
    [item] = found(client, "q=bâclé&highlight=html")["items"]
    assert item["text"] == "Le dossier est bâclé, et l’accord avec l’État n’existe pas"
    assert item["speaker"] == {
        "id": "marc-olivet", "name": "Marc Olivet", "role": "président du Collectif des riverains",
        "type": "person", "perhaps": [],
    }  # fmt: skip
    assert item["organisation"] == {"id": "collectif-des-riverains", "name": "Collectif des riverains"}
    assert item["attribution"]["as_written"] == "Marc Olivet"
    assert item["attribution"]["verb"] == "répondre"
    assert item["article"]["published"] == "2023-03-14"
    assert item["article"]["source"] == "Le Phare de l’Ouest"
    assert item["context"] == {"before": "« ", "after": " », a répondu Marc Olivet."}
    [(start, end)] = item["highlights"]
    assert item["text"][start:end] == "bâclé"
    assert item["html"] == "Le dossier est <mark>bâclé</mark>, et l’accord avec l’État n’existe pas"
    assert item["links"]["self"].endswith(f"/api/v1/quotes/{item['id']}")
    assert "#:~:text=Le%20dossier%20est%20b%C3%A2cl%C3%A9" in item["links"]["source_text"]


def test_a_reprint_is_one_result_with_its_occurrences(client: FlaskClient) -> None:
    answer = found(client, "q=tramway&sort=oldest")
    assert (answer["total"], answer["total_occurrences"]) == (1, 2)
    [item] = answer["items"]
    assert item["occurrences"] == 2
    assert item["article"]["published"] == "2023-03-14"


def test_an_unknown_speaker_is_called_unknown(client: FlaskClient) -> None:
    [item] = found(client, "q=députés")["items"]
    assert item["speaker"]["type"] == "unknown"
    assert item["speaker"]["id"] is item["speaker"]["name"] is None


def test_a_name_that_no_one_has_is_an_empty_answer_with_near_names(client: FlaskClient) -> None:
    answer = found(client, "speaker=Olivett")
    assert answer["total"] == 0
    [name] = answer["query"]["names"]
    assert name["given"] == "Olivett"
    assert name["entities"] == []
    assert [each["id"] for each in name["suggestions"]] == ["marc-olivet"]


def test_the_query_as_understood_has_chips_that_can_be_taken_off(client: FlaskClient) -> None:
    understood = found(client, "q=accord&speaker=Marc+Olivet&exclude_source=La+Sambre")["query"]
    assert understood["description"] == "« accord »"
    chips = {chip["name"]: chip for chip in understood["parameters"]}
    assert chips["speaker"]["value"] == "marc-olivet"
    assert chips["speaker"]["label"] == "Marc Olivet"
    assert chips["speaker"]["url"].endswith("?q=accord&exclude_source=La+Sambre")


def test_a_near_query_is_offered_when_nothing_is_found(client: FlaskClient) -> None:
    assert found(client, "q=tramwey")["query"]["did_you_mean"] == "tramway"


def test_every_facet_count_is_the_total_after_its_link(client: FlaskClient) -> None:
    names = "speaker,organisation,source,kind,verb,month"
    for query in ("", "q=accord", "speaker=marc-olivet", "from=2023"):
        facets = found(client, f"{query}&facets={names}")["facets"]
        assert set(facets) == set(names.split(","))
        for name, facet in facets.items():
            if f"{name}=" in query or (name == "month" and "from=" in query):
                continue
            for value in facet["values"]:
                path = value["url"].removeprefix("http://localhost")
                after = client.get(path).get_json()["total"]
                if not (name == "month" and len(value["value"]) == 4):  # a whole year takes in its months
                    assert after == value["count"], (query, name, value)


def test_a_selected_value_links_to_the_search_without_it(client: FlaskClient) -> None:
    facet = found(client, "q=accord&speaker=Marc+Olivet&facets=speaker")["facets"]["speaker"]
    selected = {value["value"]: value for value in facet["values"]}
    assert selected["marc-olivet"]["selected"]
    assert "speaker=marc" not in selected["marc-olivet"]["url"]
    assert not selected["nadia-amsellem"]["selected"]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest", "indexed"])
def test_cursor_and_pages_give_all_once_in_the_same_order(client: FlaskClient, sort: str) -> None:
    whole = [item["id"] for item in found(client, f"sort={sort}&limit=100")["items"]]
    paged, url = [], f"/api/v1/quotes?sort={sort}&limit=2"
    while url:
        reply = client.get(url)
        paged += [item["id"] for item in reply.get_json()["items"]]
        url = reply.get_json()["next"]
        assert (reply.headers.get("Link") or "") == (f'<{url}>; rel="next"' if url else "")
    assert paged == whole
    by_page = [
        item["id"] for n in (1, 2, 3, 4) for item in found(client, f"sort={sort}&limit=2&page={n}")["items"]
    ]
    assert by_page == whole


@pytest.mark.parametrize(
    ("query", "status", "parameter", "said"),
    [
        ("speakr=x", 400, "speakr", "did you mean speaker?"),
        ("limit=0", 400, "limit", "a whole number from 1 to 100"),
        ("limit=101", 400, "limit", "from 1 to 100"),
        ("limit=", 400, "limit", "from 1 to 100"),
        ("limit=dix", 400, "limit", "dix"),
        ("page=51", 400, "page", "from 1 to 50"),
        ("q=a&q=b", 400, "q", "give it once"),
        ("sort=best", 400, "sort", "relevance or newest"),
        ("kind=reported", 400, "kind", "direct or mixed or indirect"),
        ("facets=speaker,colour", 400, "facets", "colour"),
        ("highlight=yes", 400, "highlight", "spans or html"),
        ("from=mars", 400, "from", "2021-07"),
        ("from=2021-02-30", 400, "from", "no such day"),
        ("from=2025&to=2024", 400, "from", "swap them"),
        ("indexed_since=hier", 400, "indexed_since", "2021-07-28T10:00:00Z"),
        ("lang=de", 400, "lang", "fr or en"),
        ("cursor=abc", 409, "cursor", "start again"),
        ("cursor=abc&page=2", 400, "cursor", "exclude each other"),
        ("&".join(f"speaker=a{n}" for n in range(51)), 400, "speaker", "at most 50"),
        ("speaker=" + "a" * 301, 400, "speaker", "at most 300"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused_with_its_parameter(
    client: FlaskClient, query: str, status: int, parameter: str, said: str
) -> None:
    reply = client.get(f"/api/v1/quotes?{query}")
    assert reply.status_code == status
    assert reply.mimetype == "application/problem+json"
    problem = reply.get_json()
    assert problem["status"] == status
    [error] = problem["errors"]
    assert error["parameter"] == parameter
    assert said in error["detail"]


@pytest.mark.parametrize(("query", "position"), [("(accord", 0), ("accord OU", 7), ("l’accord «+traité", 9)])
def test_a_query_error_points_at_the_character(client: FlaskClient, query: str, position: int) -> None:
    reply = client.get("/api/v1/quotes", query_string={"q": query.replace("+", " ")})
    assert reply.status_code == 400
    assert reply.get_json()["errors"][0]["position"] == position


def test_a_cursor_of_another_query_is_refused(client: FlaskClient) -> None:
    cursor = found(client, "q=accord&limit=1")["next"].rpartition("cursor=")[2]
    reply = client.get(f"/api/v1/quotes?q=tramway&cursor={cursor}")
    assert reply.status_code == 409
