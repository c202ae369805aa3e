"""What a page costs: its weight, its shifts, its requests; what it leaves behind: nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

WEIGHT = 60_000
"""Bytes of a page with its style, script and icon, as they travel."""
SCRIPT = 6_000
"""Bytes of the script, compressed."""
LOADED = """
[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .map(entry => [entry.name, entry.encodedBodySize])
"""
SHIFTS = """
new Promise(done => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(entry => { sum += entry.value; }))
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => setTimeout(() => done(sum), 300));
})
"""
PAGES = ("/", "/search?q=pas", "/speakers/helene-marchetti", "/help")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light_and_does_not_move(visit: Callable[..., Page], path: str) -> None:
    page = visit(path)
    page.wait_for_load_state("networkidle")
    loaded = page.evaluate(LOADED)
    assert len(loaded) >= 3
    assert all(size for _, size in loaded)
    assert sum(size for _, size in loaded) < WEIGHT, loaded
    assert page.evaluate(SHIFTS) == 0


def test_the_script_is_small() -> None:
    import gzip
    from pathlib import Path

    import search.web

    script = Path(search.web.__file__).parent / "static" / "verbatim.js"
    assert len(gzip.compress(script.read_bytes())) < SCRIPT


def test_nothing_is_left_behind(visit: Callable[..., Page]) -> None:
    page = visit("/search?q=pas")
    page.locator(".facet a").first.click()
    page.locator(".chips").wait_for()
    assert page.context.cookies() == []
    assert page.evaluate("document.cookie") == ""
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_the_policy_lets_no_inline_script_or_style_run(visit: Callable[..., Page]) -> None:
    page = visit("/about")
    reply = page.goto("/search?q=prix")
    assert reply
    policy = reply.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert page.locator("script:not([src]), style, [style], [onclick]").count() == 0
