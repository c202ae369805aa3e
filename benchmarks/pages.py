"""What the pages cost in a browser, over an index of invented quotations: paint, weight, shifts.

python -m benchmarks.pages [--quotations 100000] [--folder DIR] [--runs 5]

Times are of Chromium on loopback, from the navigation's start, the median of the runs after a first one.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import waitress
from playwright.sync_api import Browser, sync_playwright

from benchmarks import invented
from search import whoosh
from search.web import create_app

PAGES = {
    "front page": "/",
    "everything": "/search",
    "a term": "/search?q=accord",
    "a phrase": "/search?q=%22le+gouvernement%22",
    "term, dates, speaker": "/search?q=accord&from=2018&to=2020&exclude_kind=indirect",
    "by person": "/search/people?q=accord",
    "all speakers": "/search/facets/speaker?q=accord",
    "people": "/speakers",
}
MEASURE = """
new Promise(done => {
  let shift = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { shift += e.value; }))
    .observe({type: "layout-shift", buffered: true});
  setTimeout(() => {
    const page = performance.getEntriesByType("navigation")[0];
    const loaded = [page, ...performance.getEntriesByType("resource")];
    done({
      paint: performance.getEntriesByName("first-contentful-paint")[0].startTime,
      answer: page.responseEnd - page.requestStart,
      weight: loaded.reduce((sum, e) => sum + e.encodedBodySize, 0),
      plain: loaded.reduce((sum, e) => sum + e.decodedBodySize, 0),
      requests: loaded.length,
      elements: document.getElementsByTagName("*").length,
      elsewhere: loaded.filter(e => !e.name.startsWith(location.origin)).length,
      shift: shift,
    });
  }, 400);
})
"""


def measure(browser: Browser, base: str, path: str, runs: int) -> dict[str, Any]:
    """Medians over the runs, each with a cache of its own; the first run warms the server and is left out."""
    found = []
    for _ in range(runs + 1):
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto(base + path)
        found.append({**page.evaluate(MEASURE), "cookies": len(context.cookies())})
        context.close()
    kept = found[1:]
    return {name: round(statistics.median(each[name] for each in kept), 3) for name in kept[0]}


def main() -> None:
    """Build, serve, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--quotations", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp()) / "index"
    if not folder.exists():
        began = time.perf_counter()
        invented.build(folder, options.quotations)
        print(f"index of {options.quotations} quotations made in {time.perf_counter() - began:.0f} s")
    engine = whoosh.open_engine(folder)
    server = waitress.create_server(create_app(engine, lambda _: []), host="127.0.0.1", port=0, threads=4)
    threading.Thread(target=server.run, daemon=True).start()
    base = f"http://127.0.0.1:{server.effective_port}"
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    rows = {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        heads = ("answer ms", "paint ms", "kB", "plain kB", "requests", "shift")
        print(f"{'page':24}" + "".join(f"{head:>10}" for head in heads))
        for name, path in PAGES.items():
            row = rows[name] = measure(browser, base, path, options.runs)
            print(
                f"{name:24}{row['answer']:>10.0f}{row['paint']:>10.0f}{row['weight'] / 1000:>10.1f}"
                f"{row['plain'] / 1000:>10.1f}{row['requests']:>10.0f}{row['shift']:>10.3f}"
            )
        browser.close()
    server.close()
    assert all(row["elsewhere"] == row["cookies"] == 0 for row in rows.values())
    print("requests to another host: 0, cookies: 0")
    print(json.dumps(rows))


if __name__ == "__main__":
    main()
