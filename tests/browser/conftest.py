"""One Chromium and one server for all journeys; a context of its own for each, closed after it.

Skipped where no Chromium is found (Debian's, or `CHROMIUM=/path`). Screenshots are kept in `artefacts/`.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import waitress
from pages import demo_index
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from indexer.extraction import extract
from search import whoosh
from search.web import WebSettings, create_app

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
ARTEFACTS = Path(__file__).parents[2] / "artefacts"
WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 740}

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the application over the samples."""
    engine = whoosh.open_engine(demo_index.build(tmp_path_factory.mktemp("browser") / "index"))
    app = create_app(engine, lambda article: extract(article, None), WebSettings(contact="a@v.example"))
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)
    engine.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser."""
    if not CHROMIUM:
        pytest.skip("no Chromium here: install Debian's, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def contexts(chromium: Browser) -> Iterator[list[BrowserContext]]:
    """The contexts that a test opens."""
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


@pytest.fixture
def visit(
    chromium: Browser, contexts: list[BrowserContext], site: str, request: pytest.FixtureRequest
) -> Iterator[Open]:
    """Open a page of the site: `visit("/search?q=prix", narrow=True, script=False, dark=True)`.

    A complaint of the page (an error of its script, a breach of its policy, a request to another host)
    fails the test; a screenshot is kept.
    """
    complaints: list[str] = []
    pages: list[Page] = []

    def watch(page: Page) -> None:
        page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
        page.on("console", lambda m: complaints.append(m.text) if _is_complaint(m.type, m.text) else None)
        page.on("request", lambda r: None if r.url.startswith((site, "data:")) else complaints.append(r.url))

    def open_(path: str, *, narrow: bool = False, script: bool = True, dark: bool = False) -> Page:
        context = chromium.new_context(
            viewport=NARROW if narrow else WIDE,  # type: ignore[arg-type]
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            base_url=site,
            accept_downloads=True,
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        watch(page)
        page.goto(path)
        pages.append(page)
        return page

    yield open_
    ARTEFACTS.mkdir(exist_ok=True)
    for number, page in enumerate(pages):
        name = re.sub(r"[^\w.-]+", "-", request.node.name) + (f"-{number}" if number else "")
        if not page.is_closed():
            page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=True)
            assert page.context.cookies() == []
    assert complaints == []


def _is_complaint(kind: str, text: str) -> bool:
    """Statuses that a journey means to meet are none."""
    return kind == "error" and not re.search(r"status of (400|404|410)", text)
