"""The pictures of the docs, taken anew: a search and a quotation of the samples, in Chromium.

python -m benchmarks.pictures [--data demo-data]     (after `make demo SERVE=0`)
"""

from __future__ import annotations

import argparse
import os
import shutil
import threading
from pathlib import Path

import waitress
from playwright.sync_api import Page, sync_playwright

from settings import load
from wsgi import application

IMAGES = Path(__file__).parent.parent / "docs" / "images"
SEARCH = "/search?q=accord+OU+prix+OU+eau&exclude_kind=indirect"
QUOTATION = "/search?q=renon%C3%A7ons"


def take(page: Page, name: str) -> None:
    """Keep what is seen."""
    path = IMAGES / f"{name}.png"
    page.screenshot(path=path)
    print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB")


def main() -> None:
    """Serve, visit, keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("demo-data"))
    app = application(load(options={"data": parser.parse_args().data, "parser": False}))
    server = waitress.create_server(app, host="127.0.0.1", port=8133)
    threading.Thread(target=server.run, daemon=True).start()
    IMAGES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 860})
        page.goto(f"http://127.0.0.1:8133{SEARCH}")
        take(page, "search")
        page.goto(f"http://127.0.0.1:8133{QUOTATION}")
        page.locator(".permanent").first.click()
        page.wait_for_url("**/quotes/*")
        page.locator(".why").wait_for()
        take(page, "quotation")
        browser.close()
    server.close()


if __name__ == "__main__":
    main()
