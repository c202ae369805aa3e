"""axe-core finds nothing on any page, in light and in dark (WCAG 2.2 AA and best practice)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PAGES = (
    "/", "/search?q=pas", "/search?q=prix&exclude_source=Le+Phare&kind=direct&lang=en", "/search?q=(prix",
    "/search?q=acord", "/search/people?q=pas", "/search/facets/speaker", "/speakers", "/organisations",
    "/speakers/helene-marchetti", "/organisations/federation-unie-des-travailleurs-du-rail", "/extract",
    "/batch", "/help", "/about?lang=en", "/nothing", "/speakers/kerbrat-rochat",
)  # fmt: skip
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
TEXT = "« Nous partirons », a déclaré Jeanne Dupuis, maire de Port-Louviers. Selon Paul Martin, il est tard."


def violations(page: Page) -> list[str]:
    """What axe complains of, and where."""
    options = {"runOnly": TAGS, "rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, options=options).response["violations"]
    return [
        f"{each['id']} ({each['impact']}): {node['html'][:120]}" for each in found for node in each["nodes"]
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(visit: Callable[..., Page], path: str, dark: bool) -> None:
    page = visit(path, dark=dark)
    for details in page.locator("details").all():
        details.evaluate("each => { each.open = true }")
    assert violations(page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_a_quotation_and_an_article(visit: Callable[..., Page], dark: bool) -> None:
    page = visit("/search?q=renonçons", dark=dark, narrow=True)
    page.locator(".permanent").first.click()
    page.wait_for_url("**/quotes/*")
    assert violations(page) == []
    page.locator(".where .title").first.click()
    page.wait_for_url("**/articles/*")
    assert violations(page) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_on_what_is_opened_or_posted(visit: Callable[..., Page], dark: bool) -> None:
    page = visit("/search", dark=dark)
    page.get_by_role("combobox", name="Qui parle").press_sequentially("march")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert violations(page) == []
    page.keyboard.press("Escape")
    page.locator("h1").click()
    page.keyboard.press("?")
    assert violations(page) == []
    page.goto("/extract")
    page.get_by_label("Texte de l’article").fill(TEXT)
    page.get_by_role("button", name="Analyser").click()
    page.locator("table").wait_for()
    assert violations(page) == []
    page.goto("/batch")
    page.get_by_label("Équations").fill("prix\n(prix")
    page.get_by_role("button", name="Chercher").click()
    page.locator("table").wait_for()
    assert violations(page) == []
