"""Every page has its data: its address with `.json` gives what is shown; a count is what a click gives."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from lxml import html

SEARCHES = (
    "q=prix", "q=accord+OU+prix&sort=newest", "kind=direct", "source=Le+Phare", "exclude_kind=indirect&q=pas",
    "speaker=helene-marchetti", "from=2021-07&to=2021-09", "q=%22n%27est+pas%22", "page=2", "role=ministre",
)  # fmt: skip


def page(client: FlaskClient, url: str) -> html.HtmlElement:
    reply = client.get(url)
    assert reply.status_code == 200, url
    return html.fromstring(reply.text)


def total(tree: html.HtmlElement) -> int:
    told = tree.xpath("string(//*[@id='result']//*[contains(@class, 'count')]/strong)")
    return int(re.sub(r"\D", "", told))


@pytest.mark.parametrize("search", SEARCHES)
def test_a_result_page_shows_what_its_data_hold(client: FlaskClient, search: str) -> None:
    tree = page(client, f"/search?{search}")
    data = client.get(f"/api/v1/quotes?{search}").get_json()
    whole = client.get(f"/search.json?{search}").get_json()
    shown = [each.removeprefix("c-") for each in tree.xpath("//li[contains(@class, 'card')]/@id")]
    assert shown == [item["id"] for item in data["items"]]
    assert shown
    assert total(tree) == data["total"] == whole["total"]
    words = [block.text_content() for block in tree.xpath("//li[contains(@class, 'card')]/blockquote")]
    for item, printed in zip(data["items"], words, strict=True):
        assert " […] ".join(item["parts"]) in printed


@pytest.mark.parametrize(
    "search", ["", "q=prix+OU+accord+OU+eau", "q=pas&source=Le+Phare", "exclude_kind=direct"]
)
def test_the_count_of_a_facet_is_the_total_after_the_click(client: FlaskClient, search: str) -> None:
    tree = page(client, f"/search?{search}")
    choices = tree.xpath("//section[@class='facet'][h2]//li[not(@class)]")
    chosen = set(re.findall(r"(?:^|&)(\w+)=", search))
    seen = 0
    for choice in choices:
        link = choice.find("a").get("href")
        name = next(n for n in re.findall(r"[?&](\w+)=", link)[::-1] if n != "lang")
        if name in chosen:
            continue
        seen += 1
        assert total(page(client, link)) == int(choice.xpath("string(span[@class='n'])")), link
    assert seen > 5


@pytest.mark.parametrize("search", ["", "q=pas", "source=Le+Phare", "kind=indirect"])
def test_the_count_of_a_bar_is_the_total_after_the_click(client: FlaskClient, search: str) -> None:
    """A quotation dated by its year alone answers to every month of it: those are taken off."""
    tree = page(client, f"/search?{search}")
    rows = tree.xpath("//figure[@class='timeline']//tbody/tr[th/a]")
    assert len(rows) > 3
    counts = {row.find("th/a").get("href"): int(re.sub(r"\D", "", row.findtext("td"))) for row in rows}
    years = {u: n for u, n in counts.items() if re.search(r"from=\d{4}&", u)}
    for url, count in counts.items():
        month = re.search(r"from=(\d{4})(-\d\d)?", url)
        assert month
        vague = 0 if not month[2] else sum(n for u, n in years.items() if f"from={month[1]}&" in u)
        if not month[2]:  # a year holds its months too
            assert total(page(client, url)) >= count
        else:
            assert total(page(client, url)) == count + vague, url


def test_the_bars_are_the_rows_of_the_table(client: FlaskClient) -> None:
    tree = page(client, "/search?q=pas")
    rows = tree.xpath("//figure//tbody/tr[th/a]")
    bars = tree.xpath("//figure/svg[@class='bars']/svg/a/@href")
    links = [row.find("th/a").get("href") for row in rows]
    assert bars == [link for link in links if re.search(r"from=\d{4}-", link)]


def test_an_excluded_value_takes_its_count_away(client: FlaskClient) -> None:
    tree = page(client, "/search?q=pas")
    before = total(tree)
    first = tree.xpath("//section[@class='facet']//li")[0]
    away = int(first.xpath("string(span[@class='n'])"))
    assert total(page(client, first.xpath("a[@class='not']/@href")[0])) == before - away


def test_by_person_gives_what_a_click_gives(client: FlaskClient) -> None:
    tree = page(client, "/search/people?q=pas")
    links = tree.xpath("//table[@class='people']//td[1]/a")
    data = client.get("/api/v1/stats/speakers?q=pas&limit=50").get_json()
    assert [int(link.text) for link in links] == [item["quotations"] for item in data["items"]]
    for link in links[:6]:
        assert total(page(client, link.get("href"))) == int(link.text)


def test_all_values_of_a_facet_and_its_own_search(client: FlaskClient) -> None:
    every = page(client, "/search/facets/speaker?kind=direct").xpath(
        "//ul[contains(@class,'values')]/li/a[1]"
    )
    some = page(client, "/search/facets/speaker?kind=direct&find=marchetti").xpath(
        "//ul[contains(@class,'values')]/li"
    )
    assert len(every) > 20
    assert [each.find("a").text for each in some] == ["Hélène Marchetti"]
    assert client.get("/search/facets/month").status_code == 404


def test_pages_follow_one_another_without_a_gap(client: FlaskClient) -> None:
    shown: list[str] = []
    url = "/search?kind=direct&limit=50"
    while url:
        tree = page(client, url)
        shown += tree.xpath("//li[contains(@class, 'card')]/@id")
        url = next(iter(tree.xpath("//a[@rel='next']/@href")), "")
    assert len(shown) == len(set(shown)) == total(page(client, "/search?kind=direct"))


def test_the_page_of_a_quotation_shows_its_data(client: FlaskClient) -> None:
    for item in client.get("/api/v1/quotes?q=pas").get_json()["items"]:
        url = urlsplit(item["links"]["html"]).path
        tree, data = page(client, url), client.get(f"{url}.json").get_json()
        body = tree.find(".//main").text_content()
        paragraph = tree.xpath("string(//p[@class='paragraph'])")
        assert paragraph == (data["paragraph"]["text"] or data["text"])
        assert " […] ".join(data["parts"]) in body
        assert data["attribution"]["rule"] in body
        if data["speaker"]["name"]:
            assert data["speaker"]["name"] in body
        for name in ("cue", "mention"):
            if data["paragraph"][name]:
                start, end = data["paragraph"][name]
                marked = "".join(
                    tree.xpath(f"//p[@class='paragraph']/mark[contains(@class, '{name}')]/text()")
                )
                assert marked == data["paragraph"]["text"][start:end]
        assert len(tree.xpath("//ol[@class='printings']/li")) == len(data["printings"])


def test_the_page_of_a_person_shows_their_data(client: FlaskClient) -> None:
    data = client.get("/speakers/helene-marchetti.json").get_json()
    tree = page(client, "/speakers/helene-marchetti")
    body = tree.find(".//main").text_content()
    assert data["name"] in body
    assert f"{data['quotations']} citations" in body
    assert all(role["role"] in body for role in data["roles"])


def test_the_page_of_an_article_lists_its_quotations(client: FlaskClient) -> None:
    key = client.get("/api/v1/quotes?source=Le+Phare&limit=1").get_json()["items"][0]["article"]["key"]
    data = client.get(f"/articles/{key}.json").get_json()
    tree = page(client, f"/articles/{key}")
    shown = [each.removeprefix("c-") for each in tree.xpath("//li[contains(@class, 'card')]/@id")]
    assert shown == [item["id"] for item in data["quotations"]]
    assert tree.xpath("string(//*[@class='passage'])").split() == data["text"].split()


def test_a_text_of_ones_own_is_analysed_as_by_the_api(client: FlaskClient) -> None:
    text = "« Nous partirons », a déclaré Jeanne Dupuis, maire de Port-Louviers.\n\nSelon Paul Martin, non."
    data = client.post("/api/v1/extract", json={"text": text}).get_json()
    reply = client.post("/extract", data={"text": text})
    rows = html.fromstring(reply.text).xpath("//table//tbody/tr")
    assert len(rows) == len(data["items"]) > 0
    as_json = client.post("/extract", data={"text": text, "format": "json"}).get_json()
    assert as_json == data
    as_csv = client.post("/extract", data={"text": text, "format": "csv"}).text
    assert as_csv.count("\r\n") == len(data["items"]) + 1


def test_a_batch_answers_or_refuses_each_equation_by_itself(client: FlaskClient) -> None:
    reply = client.post("/batch", data={"equations": "prix\n(prix\n\nprix OU accord"})
    rows = html.fromstring(reply.text).xpath("//table//tbody/tr")
    data = client.post("/api/v1/batch", json={"equations": ["prix", "(prix", "prix OU accord"]}).get_json()[
        "items"
    ]
    assert len(rows) == 3
    assert [row.get("class") for row in rows] == [None, "refused", None]
    assert "parenthèse" in rows[1].text_content()
    counts = [int(row.xpath("string(td[2])")) for row in (rows[0], rows[2])]
    assert counts == [data[0]["total"], data[2]["total"]]
