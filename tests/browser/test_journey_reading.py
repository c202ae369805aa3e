"""In English, by keys, zoomed, on paper, with forced colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .journeys import Open, scripts

pytestmark = pytest.mark.browser


@scripts
def test_the_whole_in_english(visit: Open, script: bool) -> None:
    page = visit("/search?q=prix", script=script)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("prix")
    expect(page.locator("#result .count strong")).to_have_text("7 quotations")
    page.locator(".permanent").first.click()
    expect(page.get_by_role("heading", name="Why this attribution?")).to_be_visible()
    page.get_by_role("link", name="Verbatim").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Who said what, and when?")


def test_keys_are_shown_and_can_be_switched_off(visit: Open) -> None:
    page = visit("/search?q=pas")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Raccourcis clavier")
    expect(dialog).to_be_visible()
    dialog.get_by_label("Raccourcis actifs").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("/")
    expect(page.get_by_label("Mots recherchés")).not_to_be_focused()


def test_quotations_are_stepped_through_by_keys(visit: Open) -> None:
    page = visit("/search?q=pas")
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(page.locator(".card").nth(place)).to_be_focused()


@scripts
def test_the_keyboard_reaches_everything(visit: Open, script: bool) -> None:
    page = visit("/search?q=prix", script=script)
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    reached: set[str] = set()
    for _ in range(140):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.outerHTML"))
    wanted = page.evaluate(
        "[...document.querySelectorAll('main a[href]:not([tabindex]), main button, summary,"
        " main input:not([type=hidden])')].filter(e => e.type !== 'radio' && e.checkVisibility())"
        ".map(e => e.outerHTML)"
    )
    assert len(wanted) > 50
    assert [each for each in wanted if each not in reached] == []


@pytest.mark.parametrize("path", ["/", "/search?q=pas", "/speakers/helene-marchetti", "/help", "/extract"])
def test_zoomed_to_400_per_cent_nothing_is_lost(visit: Open, path: str) -> None:
    page = visit(path)
    page.set_viewport_size({"width": 320, "height": 256})  # 1280 x 1024 at 400 %, WCAG 1.4.10
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_on_paper_only_what_is_read(visit: Open) -> None:
    page = visit("/search?q=pas")
    page.emulate_media(media="print")
    expect(page.locator(".ask")).to_be_hidden()
    expect(page.locator(".facets")).to_be_hidden()
    expect(page.locator("blockquote").first).to_be_visible()


def test_with_forced_colours_and_without_motion(visit: Open) -> None:
    page = visit("/search?q=prix")
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    expect(page.locator("blockquote mark").first).to_be_visible()
    assert page.locator(".bar").first.evaluate("e => getComputedStyle(e).fill") != "rgba(0, 0, 0, 0)"
