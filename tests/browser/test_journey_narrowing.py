"""From a result to fewer, other, or counted ones: facets, histogram, sorts, pages."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from .journeys import Open, modes, scripts, total

pytestmark = pytest.mark.browser


@scripts
def test_a_value_is_chosen_then_taken_off(visit: Open, script: bool) -> None:
    page = visit("/search?q=pas", script=script)
    before = total(page)
    choice = page.locator(".facet li").first
    count = int(choice.locator(".n").inner_text())
    choice.locator("a").first.click()
    expect(page.locator(".chips b")).to_have_count(2)
    assert total(page) == count
    page.get_by_role("link", name=re.compile("^Retirer « ")).last.click()
    expect(page.locator(".chips b")).to_have_count(1)
    assert total(page) == before


@modes
def test_a_value_is_excluded(visit: Open, mode: dict[str, bool]) -> None:
    page = visit("/search?q=pas", **mode)
    page.get_by_role("link", name="Sauf Le Phare").click()
    expect(page.locator(".chips .excluded s")).to_have_text("Le Phare")
    expect(page.locator(".chips .excluded .key")).to_contain_text("sauf")
    assert "Le Phare" not in page.locator(".where cite").all_inner_texts()


@scripts
def test_all_values_of_a_facet_have_a_search_of_their_own(visit: Open, script: bool) -> None:
    page = visit("/search", script=script)
    page.get_by_role("link", name="Toutes les personnes").first.click()
    page.get_by_label("Chercher dans cette liste").fill("belhadj")
    page.keyboard.press("Enter")
    page.wait_for_url("**find=belhadj*")
    page.locator(".values a").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Belhadj")


@scripts
def test_a_bar_of_the_histogram_is_a_link(visit: Open, script: bool) -> None:
    page = visit("/search?q=pas", script=script)
    bar = page.locator("svg.bars a:has(.bar)").nth(1)
    url = bar.get_attribute("href")
    assert url
    bar.locator(".hit").click()
    expect(page.locator(".chips")).to_contain_text("date")
    month = re.search(r"from=(\d{4}-\d\d)", page.url)
    assert month
    assert month[1] in url
    expect(page.locator("svg.bars a.chosen")).to_have_count(1)


@scripts
def test_the_table_of_the_histogram_by_keyboard(visit: Open, script: bool) -> None:
    page = visit("/search?q=pas", script=script)
    page.locator(".timeline summary").focus()
    page.keyboard.press("Enter")
    link = page.locator(".timeline tbody a").first
    count = int(page.locator(".timeline tbody tr").first.locator("td").first.inner_text())
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".chips")).to_contain_text("date")
    assert total(page) == count


@scripts
def test_the_histogram_may_be_relative_to_what_was_indexed(visit: Open, script: bool) -> None:
    page = visit("/search?q=pas", script=script)
    expect(page.locator(".bar.count").first).to_be_visible()
    expect(page.locator(".bar.rate").first).to_be_hidden()
    page.get_by_label("Pour 100 articles").check()
    expect(page.locator(".bar.rate").first).to_be_visible()
    expect(page.locator(".bar.count").first).to_be_hidden()


@scripts
def test_results_are_sorted(visit: Open, script: bool) -> None:
    page = visit("/search?q=pas", script=script)
    for name, reverse in (("Récentes d’abord", True), ("Anciennes d’abord", False)):
        page.get_by_role("link", name=name).click()
        expect(page.locator(".sorts [aria-current]")).to_have_text(name)
        dates = [
            each[:7] for each in page.locator(".card time").evaluate_all("all => all.map(t => t.dateTime)")
        ]
        whole = [date for date in dates if len(date) == 7]
        assert whole == sorted(whole, reverse=reverse)


@scripts
def test_who_says_it_most(visit: Open, script: bool) -> None:
    page = visit("/search?q=pas", script=script)
    page.get_by_role("link", name="Par personne").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Qui le dit le plus")
    count = page.locator(".people td a").first
    told = int(count.inner_text())
    count.click()
    expect(page.locator(".cards")).to_be_visible()
    assert total(page) == told


@modes
def test_pages_are_turned(visit: Open, mode: dict[str, bool]) -> None:
    page = visit("/search?kind=direct", **mode)
    first = page.locator(".card blockquote").first.inner_text()
    page.get_by_role("link", name="Suivante").click()
    expect(page.locator(".pages [aria-current]")).to_have_text("2")
    assert page.locator(".card blockquote").first.inner_text() != first
    page.get_by_role("link", name="Précédente").click()
    expect(page.locator(".pages [aria-current]")).to_have_text("1")
    assert page.locator(".card blockquote").first.inner_text() == first
