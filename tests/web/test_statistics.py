"""Statistics, names, deletions: what is counted is what the search behind it finds."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient


def get(client: FlaskClient, path: str) -> Any:
    reply = client.get(path)
    assert reply.status_code == 200, reply.get_data(as_text=True)
    return reply.get_json()


def total(client: FlaskClient, url: str) -> int:
    found: int = get(client, url.removeprefix("http://localhost"))["total"]
    return found


def test_the_timeline_is_absolute_and_relative(client: FlaskClient) -> None:
    bars = {bar["month"]: bar for bar in get(client, "/api/v1/stats/timeline")["items"]}
    assert list(bars) == ["2023-03", "2023-04", "2022", ""]  # months, then years, then the undated
    assert {month: (bar["count"], bar["articles"]) for month, bar in bars.items()} == {
        "2023-03": (2, 1), "2023-04": (3, 1), "2022": (1, 1), "": (2, 1),
    }  # fmt: skip
    assert bars["2023-04"]["per_thousand"] == 3000
    assert bars[""]["url"] is None
    for month in ("2023-03", "2023-04", "2022"):
        assert total(client, bars[month]["url"]) == bars[month]["count"]


def test_the_timelines_denominator_is_of_the_sources_asked_for(client: FlaskClient) -> None:
    bars = get(client, "/api/v1/stats/timeline?source=La+Sambre")["items"]
    assert [(bar["month"], bar["count"], bar["articles"]) for bar in bars] == [("2023-04", 3, 1)]


def test_who_says_it_most(client: FlaskClient) -> None:
    items = get(client, "/api/v1/stats/speakers")["items"]
    assert {item["id"]: item["quotations"] for item in items} == {
        "marc-olivet": 2, "nadia-amsellem": 2, "jeanne-kerbrat": 1, "chambre-de-commerce": 1,
    }  # fmt: skip
    counts = [item["quotations"] for item in items]
    assert counts == sorted(counts, reverse=True)
    assert [item["id"] for item in get(client, "/api/v1/stats/speakers?q=accord&limit=1")["items"]]
    for item in items:
        assert total(client, f"/api/v1/quotes?speaker={item['id']}") == item["quotations"]


def test_verbs_link_to_their_quotations(client: FlaskClient) -> None:
    found = get(client, "/api/v1/stats/verbs?speaker=marc-olivet")
    assert {item["value"] for item in found["items"]} == {"répondre", "ironiser"}
    for item in found["items"]:
        assert total(client, item["url"]) == item["count"]
    assert get(client, "/api/v1/stats/verbs?limit=1")["truncated"]


def test_terms_are_typical_and_link_to_their_quotations(client: FlaskClient) -> None:
    items = get(client, "/api/v1/stats/terms?q=accord")["items"]
    for item in items:
        assert total(client, item["url"]) >= item["count"]
        assert item["url"].startswith("http://localhost/api/v1/quotes?q=%28accord%29+")


@pytest.mark.parametrize("path", ["timeline", "speakers", "verbs", "terms"])
def test_statistics_take_filters_and_refuse_pages(client: FlaskClient, path: str) -> None:
    understood = get(client, f"/api/v1/stats/{path}?q=accord&exclude_speaker=marc-olivet&from=2023")["query"]
    assert [chip["name"] for chip in understood["parameters"]] == ["q", "exclude_speaker", "from"]
    assert all(
        chip["url"].startswith(f"http://localhost/api/v1/stats/{path}") for chip in understood["parameters"]
    )
    assert client.get(f"/api/v1/stats/{path}?page=2").status_code == 400


def test_lists_of_names_are_paged(client: FlaskClient) -> None:
    first = get(client, "/api/v1/speakers?sort=name&limit=2")
    assert (first["total"], [item["name"] for item in first["items"]]) == (
        3,
        ["Jeanne Kerbrat", "Marc Olivet"],
    )
    second = get(client, first["next"].removeprefix("http://localhost"))
    assert [item["name"] for item in second["items"]] == ["Nadia Amsellem"]
    assert second["next"] is None
    assert [item["id"] for item in get(client, "/api/v1/speakers?q=kerb")["items"]] == ["jeanne-kerbrat"]
    bodies = {item["id"] for item in get(client, "/api/v1/organisations")["items"]}
    assert bodies == {"collectif-des-riverains", "chambre-de-commerce"}


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("q=kerb", ["jeanne-kerbrat"]),
        ("q=KERBRÀT", ["jeanne-kerbrat"]),
        ("q=olibet", ["marc-olivet"]),
        ("q=c&field=organisation", ["collectif-des-riverains", "chambre-de-commerce"]),
        ("q=c&field=speaker", []),
        ("q=zzz", []),
    ],
)
def test_names_are_completed_with_one_typo(client: FlaskClient, query: str, ids: list[str]) -> None:
    assert [item["id"] for item in get(client, f"/api/v1/suggest?{query}")["items"]] == ids


def test_suggestions_for_a_browsers_search_field(client: FlaskClient) -> None:
    reply = client.get("/api/v1/suggest/opensearch?q=oliv")
    assert reply.mimetype == "application/x-suggestions+json"
    assert reply.get_json() == ["oliv", ["Marc Olivet"], [""], ["http://localhost/speakers/marc-olivet"]]
    assert "suggest/opensearch" in client.get("/opensearch.xml").get_data(as_text=True)


def test_answers_are_kept_for_their_generation_only() -> None:
    from search.web.rendered import Rendered, Written

    store = Rendered(max_bytes=10)
    store.put("a", "1", Written(b"12345"))
    store.put("b", "1", Written(b"12345"))
    assert store.get("a", "1") == Written(b"12345")
    store.put("c", "1", Written(b"1"))  # b was asked for longest ago
    assert store.get("b", "1") is None
    assert store.get("a", "1")
    assert store.get("a", "2") is None  # another generation: all is forgotten
    assert store.get("a", "1") is None
