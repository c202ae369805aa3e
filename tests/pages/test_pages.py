"""The pages one by one: what they say, where they lead, what they refuse, in both languages."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient
from lxml import html

from search.messages import THIN

PAGES = (
    "/", "/search", "/search?q=prix", "/search/people", "/search/facets/verb", "/speakers", "/organisations",
    "/speakers/helene-marchetti", "/organisations/office-des-eaux", "/extract", "/batch", "/help", "/about",
)  # fmt: skip
GROUPED = "/quotes/{}"


def tree(client: FlaskClient, url: str, status: int = 200) -> html.HtmlElement:
    reply = client.get(url)
    assert reply.status_code == status, url
    return html.fromstring(reply.text)


def text(element: html.HtmlElement, path: str) -> str:
    return " ".join(str(element.xpath(f"string({path})")).split())


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("url", PAGES)
def test_every_page_is_whole_in_both_languages(client: FlaskClient, url: str, language: str) -> None:
    page = tree(client, url + ("&" if "?" in url else "?") + f"lang={language}")
    assert page.get("lang") == language
    assert text(page, "//title").endswith(" · Verbatim")
    assert len(page.xpath("//h1")) == 1
    assert text(page, "//h1")
    inside = [link for link in page.xpath("//main//a/@href") if link.startswith("/") and "." not in link]
    assert [link for link in inside if (language == "en") != ("lang=en" in link)] == []
    identifiers = page.xpath("//@id")
    assert len(identifiers) == len(set(identifiers))
    assert [e.tag for e in page.xpath("//input[not(@type='hidden' or @type='radio' or @type='checkbox')]")
            if e.get("id") not in page.xpath("//label/@for")] == []  # fmt: skip
    assert page.xpath("//*[@style]") == []


@pytest.mark.parametrize("url", PAGES)
def test_the_other_language_is_the_same_page(client: FlaskClient, url: str) -> None:
    link = tree(client, url).xpath("//li[@class='tongue']/a/@href")[0]
    back = tree(client, link).xpath("//li[@class='tongue']/a/@href")[0]
    assert back == url


TITLES = (
    ("q=prix", "« prix »", "« prix »"),
    ("q=prix&speaker=blaise-rochat", "« prix », par Blaise Rochat", "« prix », by Blaise Rochat"),
    ("from=2021-07&to=2021-07", "Citations en juillet 2021", "Quotations in July 2021"),
    ("exclude_source=Le+Phare", "Citations sauf dans Le Phare", "Quotations except in Le Phare"),
    ("kind=direct&kind=mixed", "Citations directes ou mixtes", "Direct or mixed quotations"),
    ("q=prix&exclude_kind=mixed", "« prix », sauf citations mixtes", "« prix », except mixed quotations"),
    ("", "Toutes les citations", "All quotations"),
)  # fmt: skip


@pytest.mark.parametrize(("search", "french", "english"), TITLES)
def test_a_search_is_told_in_words(client: FlaskClient, search: str, french: str, english: str) -> None:
    assert text(tree(client, f"/search?{search}"), "//h1") == french
    assert text(tree(client, f"/search?{search}&lang=en"), "//h1") == english


def test_each_criterion_has_a_chip_that_takes_it_off(client: FlaskClient) -> None:
    url = "/search?q=pas&kind=direct&exclude_source=Le+Phare&from=2020&to=2023"
    page = tree(client, url)
    chips = page.xpath("//ul[@class='chips']/li[not(@class='all')]")
    assert [text(chip, "span[@class='key']") for chip in chips] == ["mots", "type", "sauf journal", "date"]
    assert [chip.get("class") for chip in chips] == [None, None, "excluded", None]
    assert text(chips[2], "s") == "Le Phare"
    links = [chip.find("a").get("href") for chip in chips]
    for name, link in zip(("q=", "kind=", "exclude_source=", "from="), links, strict=True):
        assert name not in link
    assert "to=" not in links[3]


FAULTS = (
    ("(prix OU accord", 0, "parenthèse"), ("prix ET", 5, "mots de chaque côté"), ("prix )", 5, "parenthèse"),
    ("« prix", 0, "guillemet"), ("pr*", 0, "3 lettres"), ("  (prix", 2, "parenthèse"),
    ("*ix", 0, "astérisque"),
)  # fmt: skip


@pytest.mark.parametrize(("query", "position", "told"), FAULTS)
def test_a_fault_is_shown_under_its_character(
    client: FlaskClient, query: str, position: int, told: str
) -> None:
    reply = client.get("/search", query_string={"q": query})
    assert reply.status_code == 400
    page = html.fromstring(reply.text)
    line, caret = page.xpath("string(//pre/code)").split("\n")
    assert line.rstrip() == query.rstrip()
    assert caret == " " * position + "^"
    assert told in text(page, "//p[@id='fault']")
    assert page.xpath("//input[@id='q']/@value") == [query]


WRONG = (
    ("/search?from=2022&to=2021", "La date de début (2022) vient après la date de fin (2021)"),
    ("/search?from=hier", "« hier » n’est pas une date"),
    ("/search?page=99", "« 99 » n’est pas permis pour « page » : écrivez un nombre entier de 1 à 50"),
    ("/search?speeker=x", "Vouliez-vous dire « speaker » ?"),
    ("/search?zzz=x", "On peut donner : q, "),
    ("/search?kind=autre", "On peut écrire : direct, mixed, indirect"),
    ("/search?page=1&page=2", "« page » est donné 2 fois"),
    ("/search?indexed_since=hier", "« hier » n’est pas un moment"),
    ("/search?page=2&cursor=abc", "s’excluent"),
    ("/search?role=" + "a" * 400, "caractères au plus"),
    ("/search?" + "&".join(f"verb=v{n}" for n in range(99)), "valeurs"),
    ("/speakers?limit=9999", "un nombre entier de 1 à"),
    ("/speakers?sort=x&lang=en", "You may write: "),
)


@pytest.mark.parametrize(("url", "told"), WRONG)
def test_a_wrong_parameter_is_named(client: FlaskClient, url: str, told: str) -> None:
    page = tree(client, url, 400)
    assert told in text(page, "//main").replace("\u202f", " ").replace("\u00a0", " ")
    assert page.xpath("//main//*[@lang='en']") == []  # all of it in the reader's language


@pytest.mark.parametrize(("language", "told"), [("fr", "n’existe pas"), ("en", "no such page")])
def test_what_is_not_there_says_so_and_helps(client: FlaskClient, language: str, told: str) -> None:
    page = tree(client, f"/quotes/nothing?lang={language}", 404)
    assert told in text(page, "//h1")
    assert page.xpath("//form[@role='search']")


WAYS = (
    ("q=acord", "Vouliez-vous dire"),
    ("q=%22prix+officiels%22", "sous toutes leurs formes"),
    ("speaker=marchetty", "Avec le nom : Hélène Marchetti"),
    ("q=prix&source=Casa+Matin", "Sans"),
    ("q=prix&source=Casa+Matin&speaker=belhadj&kind=indirect", "Seulement"),
)


@pytest.mark.parametrize(("search", "told"), WAYS)
def test_an_empty_page_shows_ways_out_with_what_they_give(
    client: FlaskClient, search: str, told: str
) -> None:
    page = tree(client, f"/search?{search}")
    ways = page.xpath("//ul[@class='ways']/li")
    assert any(told in text(way, "a") for way in ways), text(page, "//main")
    for way in ways:
        count = int(re.sub(r"\D", "", text(way, "span")))
        landed = tree(client, way.find("a").get("href"))
        assert int(re.sub(r"\D", "", text(landed, "//*[@id='count']/strong"))) == count > 0


def test_the_same_words_in_two_newspapers_are_one_result_with_its_printings(client: FlaskClient) -> None:
    items = client.get("/api/v1/quotes?q=contrôleurs").get_json()["items"]
    twice = [item for item in items if item["occurrences"] > 1]
    assert twice
    page = tree(client, f"/quotes/{twice[0]['id']}")
    assert len(page.xpath("//ol[@class='printings']/li")) == twice[0]["occurrences"]


def test_guillemets_are_laid_around_and_never_inside(client: FlaskClient) -> None:
    for item in client.get("/api/v1/quotes?limit=100&kind=direct").get_json()["items"]:
        page = tree(client, f"/quotes/{item['id']}")
        shown = page.xpath("string(//header[@class='lead']/blockquote)").strip()
        assert shown == f"«{THIN}{' […] '.join(item['parts'])}{THIN}»"


def test_an_indirect_quotation_has_no_quotation_marks(client: FlaskClient) -> None:
    item = client.get("/api/v1/quotes?limit=1&kind=indirect").get_json()["items"][0]
    page = tree(client, f"/quotes/{item['id']}")
    assert page.xpath("string(//header[@class='lead']/blockquote)").strip() == item["text"]
    assert "sans guillemets" in text(page, "//section[@class='why']")


def test_the_link_goes_to_the_sentence_itself(client: FlaskClient) -> None:
    item = client.get("/api/v1/quotes?q=garanti&limit=1").get_json()["items"][0]
    page = tree(client, f"/quotes/{item['id']}")
    assert item["links"]["source_text"] in page.xpath("//a[contains(@class, 'act')]/@href")
    assert "#:~:text=" in item["links"]["source_text"]


def test_every_format_offered_is_served(client: FlaskClient) -> None:
    item = client.get("/api/v1/quotes?q=garanti&limit=1").get_json()["items"][0]
    page = tree(client, f"/quotes/{item['id']}")
    links = [
        *page.xpath("//ul[@class='formats']//a/@href"),
        *page.xpath("//aside//p[@class='onward']/a/@href"),
    ]
    assert len(links) == 8
    for link in links:
        reply = client.get(link)
        assert reply.status_code == 200, link
        assert reply.data


def test_a_search_leads_to_all_its_exports(client: FlaskClient) -> None:
    page = tree(client, "/search?q=prix&sort=newest")
    for link in page.xpath("//ul[@class='exports']//a/@href"):
        with client.get(link) as reply:
            assert reply.status_code == 200, link


def test_a_correction_is_shown(client: FlaskClient) -> None:
    item = client.get("/api/v1/quotes?q=renonçons&limit=1").get_json()["items"][0]
    assert item["attribution"]["corrected"]
    assert "corrigée à la main" in text(tree(client, f"/quotes/{item['id']}"), "//header[@class='lead']")


def test_the_error_report_goes_to_the_contact(client: FlaskClient) -> None:
    item = client.get("/api/v1/quotes?limit=1").get_json()["items"][0]
    link = tree(client, f"/quotes/{item['id']}").xpath("//section[@class='why']//a/@href")[0]
    assert link.startswith("mailto:a@v.example?subject=")
    assert item["id"] in link


@pytest.mark.parametrize("shown", ["full", "paragraph", "none"])
def test_no_more_of_an_article_is_shown_than_its_source_allows(client: FlaskClient, shown: str) -> None:
    source = {"full": "Le Phare", "paragraph": "Agence Méridienne", "none": "Kivu Info"}[shown]
    item = client.get("/api/v1/quotes", query_string={"source": source, "limit": 1}).get_json()["items"][0]
    article = tree(client, f"/articles/{item['article']['key']}")
    assert bool(article.xpath("//*[@class='passage']")) == (shown == "full")
    paragraph = text(tree(client, f"/quotes/{item['id']}"), "//p[@class='paragraph']")
    assert paragraph
    assert (item["context"] == {"before": "", "after": ""}) == (shown == "none")


def test_an_organisation_lives_at_one_address(client: FlaskClient) -> None:
    assert (
        client.get("/speakers/office-des-eaux").headers["Location"].endswith("/organisations/office-des-eaux")
    )


def test_a_search_typed_at_the_root_is_a_search(client: FlaskClient) -> None:
    assert client.get("/?q=prix").headers["Location"] == "/search?q=prix"


def test_the_six_examples_find_something(client: FlaskClient) -> None:
    links = tree(client, "/").xpath("//div[@class='examples']//a/@href")
    assert len(links) == 6
    for link in links:
        assert tree(client, link).xpath("//li[@class='card']"), link


def test_every_example_of_the_help_page_can_be_clicked(client: FlaskClient) -> None:
    for language in ("fr", "en"):
        links = tree(client, f"/help?lang={language}").xpath("//tbody//th/a/@href")
        assert len(links) == 13
        for link in links:
            assert client.get(link).status_code == 200, link


def test_browsers_can_add_the_engine(client: FlaskClient) -> None:
    link = tree(client, "/").xpath("//link[@rel='search']/@href")[0]
    reply = client.get(link)
    assert reply.mimetype == "application/opensearchdescription+xml"
    assert "http://localhost/search?q={searchTerms}" in reply.text


TEXTS = (
    ({"text": "  "}, 400, "pas de texte"),
    ({"text": "x" * 100_001}, 413, "100 ko"),
    ({"text": "Rien."}, 200, "Aucune"),
)


@pytest.mark.parametrize(("data", "status", "told"), TEXTS)
def test_a_text_that_cannot_be_analysed_says_why(
    client: FlaskClient, data: dict[str, str], status: int, told: str
) -> None:
    reply = client.post("/extract", data=data)
    assert reply.status_code == status
    assert told in text(html.fromstring(reply.text), "//main")


def test_an_empty_batch_says_what_to_write(client: FlaskClient) -> None:
    assert "une par ligne" in client.post("/batch", data={"equations": " "}).text
    assert "101" in client.post("/batch", data={"equations": "a\n" * 101}).text


def test_every_way_out_is_shown(client: FlaskClient) -> None:
    page = tree(client, "/search?q=prix&source=Casa+Matin&kind=indirect")
    ways = [text(way, "a") for way in page.xpath("//ul[@class='ways']/li")]
    assert ways == ["Sans « prix »", "Sans « Casa Matin »"]


def test_another_month_may_be_chosen_while_one_is(client: FlaskClient) -> None:
    free = tree(client, "/search?q=pas").xpath("//figure//tbody/tr/th/a/@href")
    page = tree(client, "/search?q=pas&from=2021-08&to=2021-09")
    assert page.xpath("//figure//tbody/tr/th/a/@href") == free
    chosen = [text(row, "th") for row in page.xpath("//figure//tbody/tr[@class='chosen']")]
    assert chosen == ["août 2021", "septembre 2021"]


def test_speakers_of_a_text_have_a_colour_each(client: FlaskClient) -> None:
    sent = "« Oui », a dit Jeanne Dupuis. « Non », a dit Paul Martin. « Si », a répété Jeanne Dupuis."
    page = html.fromstring(client.post("/extract", data={"text": sent}).text)
    hues = [mark.get("class") for mark in page.xpath("//table//th/mark")]
    assert len(hues) == 3
    assert hues[0] == hues[2] != hues[1]
    assert [mark.get("class") for mark in page.xpath("//ul[@class='hues']//mark")] == hues[:2]


@pytest.mark.parametrize("url", ["/", "/help", "/about", "/extract", "/batch", "/search?q=zzz"])
def test_french_punctuation_is_never_orphaned(client: FlaskClient, url: str) -> None:
    """No ordinary space before ; ! ? : % or inside « », in what is ours (printed words and code left out)."""
    page = tree(client, url)
    for printed in page.xpath("//main//*[@lang='fr'] | //main//code | //main//kbd"):
        printed.clear(keep_tail=True)
    whole = " ".join(page.find(".//main").text_content().split("\n"))
    assert re.findall(r".{12} [;!?:»%]|«[ ].{12}", whole) == []
