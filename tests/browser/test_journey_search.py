"""Words typed, results swapped in place, names completed; what is wrong pointed at, and the way out."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .journeys import Open, marked_by_script, modes, same_document, scripts, total

pytestmark = pytest.mark.browser


# --- searching --------------------------------------------------------------------------------------


@modes
def test_words_typed_on_the_front_page_give_results(visit: Open, mode: dict[str, bool]) -> None:
    page = visit("/", **mode)
    page.get_by_label("Mots recherchés").fill("prix")
    page.get_by_role("button", name="Chercher").first.click()
    page.wait_for_url("**/search?*q=prix*")
    assert total(page) == 7
    expect(page.locator("blockquote mark").first).to_have_text("prix")


@modes
def test_a_whole_search_with_name_and_dates(visit: Open, mode: dict[str, bool]) -> None:
    page = visit("/search", **mode)
    page.locator("#f-speaker").fill("Hélène Marchetti")
    page.get_by_label("Depuis").fill("2021-06")
    page.get_by_label("Jusqu’à").fill("2021")
    page.locator(".ask button").click()
    page.wait_for_url("**/search?*speaker=*")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Citations par Hélène Marchetti, de juin 2021 à 2021"
    )
    assert page.locator(".card").count() > 3
    assert {*page.locator(".who .name").all_inner_texts()} == {"Hélène Marchetti"}


def test_a_search_by_keyboard_alone(visit: Open) -> None:
    page = visit("/")
    page.keyboard.press("/")
    expect(page.get_by_label("Mots recherchés")).to_be_focused()
    page.keyboard.type("accord OU prix")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert total(page) > 7


def test_the_examples_are_searches(visit: Open) -> None:
    page = visit("/")
    assert page.locator(".examples a").count() == 6
    page.get_by_role("link", name="négoc*").click()
    page.wait_for_url("**/search?*")
    assert total(page) > 0
    expect(page.locator("blockquote mark").first).to_contain_text(re.compile("^négoc", re.IGNORECASE))


def test_a_result_is_swapped_in_place_announced_and_kept_in_history(visit: Open) -> None:
    page = visit("/search?q=prix")
    marked_by_script(page)
    page.get_by_label("Mots recherchés").fill("accord")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("accord")
    assert "q=accord" in page.url
    expect(page.get_by_role("status")).to_contain_text("citations")
    expect(page).to_have_title(re.compile("accord"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_contain_text("prix")
    expect(page.get_by_label("Mots recherchés")).to_have_value("prix")
    page.go_forward()
    expect(page.get_by_role("heading", level=1)).to_contain_text("accord")
    assert same_document(page)


@pytest.mark.parametrize("path", ["/search?q=prix", "/help"])
def test_links_within_a_page_load_nothing(visit: Open, path: str) -> None:
    page = visit(path)
    marked_by_script(page)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/static/" not in request.url else None)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # « Aller au contenu »
    expect(page.locator("main")).to_be_focused()
    if path == "/help":
        page.get_by_role("link", name="Les exports").click()
        page.wait_for_url("**#exports")
    assert same_document(page)
    assert asked == []


def test_going_back_comes_back_to_the_same_place(visit: Open) -> None:
    page = visit("/search?q=pas")
    page.evaluate("scrollTo(0, 900)")
    page.locator(".facets .facet").nth(2).locator("a").first.evaluate("each => each.click()")
    expect(page.locator(".chips b")).to_have_count(2)
    assert page.evaluate("scrollY") < 100
    page.go_back()
    expect(page.locator(".chips b")).to_have_count(1)
    page.wait_for_function("scrollY === 900")


# --- names completed --------------------------------------------------------------------------------


def test_a_name_is_completed_by_keyboard(visit: Open) -> None:
    page = visit("/search")
    field = page.get_by_role("combobox", name="Qui parle")
    expect(field).to_have_attribute("aria-expanded", "false")
    field.press_sequentially("march")
    expect(page.get_by_role("option").first).to_contain_text("Hélène Marchetti")
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    chosen = field.get_attribute("aria-activedescendant")
    assert page.locator(f"#{chosen}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("Hélène Marchetti")
    assert total(page) == 17


def test_a_name_is_completed_by_mouse_and_in_spite_of_a_typo(visit: Open) -> None:
    page = visit("/search?q=pas", narrow=True)
    page.get_by_role("combobox", name="Qui parle").press_sequentially("marchety")
    page.get_by_role("option", name="Hélène Marchetti").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("par Hélène Marchetti")
    assert "q=pas" in page.url


def test_suggestions_are_closed_with_escape(visit: Open) -> None:
    page = visit("/search")
    field = page.get_by_role("combobox", name="Pour qui")
    field.press_sequentially("fédé")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("fédé")


# --- when it goes wrong -----------------------------------------------------------------------------


@modes
def test_a_fault_in_the_query_is_pointed_at(visit: Open, mode: dict[str, bool]) -> None:
    page = visit("/search?q=prix", **mode)
    page.get_by_label("Mots recherchés").fill("(prix OU accord")
    page.keyboard.press("Enter")
    expect(page.locator(".caret mark")).to_have_text("(")
    expect(page.locator("#fault")).to_contain_text("parenthèse")
    expect(page.get_by_label("Mots recherchés")).to_have_value("(prix OU accord")
    expect(page.get_by_label("Mots recherchés")).to_have_attribute("aria-invalid", "true")


@scripts
def test_an_empty_page_has_a_way_out(visit: Open, script: bool) -> None:
    page = visit("/search?q=acord", script=script)
    way = page.locator(".ways li").first
    told = int(re.sub(r"\D", "", way.locator(".n").inner_text()))
    way.get_by_role("link", name="Vouliez-vous dire").click()
    expect(page.locator(".cards")).to_be_visible()
    assert total(page) == told > 0


def test_a_page_that_is_not_there_offers_a_search(visit: Open) -> None:
    page = visit("/quotes/nothing")
    expect(page.get_by_role("heading", level=1)).to_contain_text("n’existe pas")
    page.get_by_label("Mots recherchés").fill("prix")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    assert total(page) == 7
