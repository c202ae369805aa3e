"""What the journeys share: the ways a page is visited, and what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

Open = Callable[..., Page]
MODES = {
    "script wide": {},
    "script narrow": {"narrow": True},
    "no script wide": {"script": False},
    "no script narrow": {"script": False, "narrow": True},
}
modes = pytest.mark.parametrize("mode", MODES.values(), ids=MODES)
scripts = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


def total(page: Page) -> int:
    """The number of quotations that the page says."""
    return int(re.sub(r"\D", "", page.locator("#result .count strong").inner_text()))


def marked_by_script(page: Page) -> None:
    """Leave a mark that a new document would not have."""
    page.evaluate("window.sameDocument = true")


def same_document(page: Page) -> bool:
    """Whether the page was swapped in place."""
    return bool(page.evaluate("window.sameDocument === true"))
