"""The clock is put back, put forward, changed for the season: nothing is lost, stale or locked out (D11).

`libfaketime` tells the processes another time of day, also while they run. Skipped where it is not installed.
"""

from __future__ import annotations

import json
import os
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from email.utils import formatdate, parsedate_to_datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from corpus.ids import article_key
from search import whoosh
from search.query import parse
from search.values import SearchRequest
from tests.faults import harness
from tests.faults.articles import article
from tests.faults.serving import Server

LIBRARIES = sorted(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
pytestmark = pytest.mark.skipif(not LIBRARIES, reason="no libfaketime on this machine")

JUMPS = {
    "an hour back": ("-1h", "UTC"),
    "ten years forward": ("+10y", "UTC"),
    "a year back": ("-1y", "UTC"),
    "into the night of summer time": ("@2027-03-28 01:59:58", "Europe/Paris"),
    "into the night of winter time": ("@2026-10-25 02:59:58", "Europe/Paris"),
    "and right again": ("+0", "UTC"),
}


def environment(clock: Path, zone: str = "UTC") -> dict[str, str]:
    """That of a process whose time of day is what the file `clock` says, whenever it changes."""
    return {
        **os.environ,
        "LD_PRELOAD": str(LIBRARIES[0]),
        "FAKETIME_TIMESTAMP_FILE": str(clock),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DONT_RESET": "1",
        "NO_FAKE_STAT": "1",
        "TZ": zone,
        "VERBATIM_PARSER": "false",
    }


def work(data: Path, clock: Path, zone: str, first: int) -> set[int]:
    """The workload at another time of day; what it acknowledged."""
    done = subprocess.run(
        harness.command(data, first, 3, 2), cwd=harness.ROOT, env=environment(clock, zone),
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return harness.acked(done.stdout)


def test_the_clock_of_a_process_can_be_changed(tmp_path: Path) -> None:
    """What the other tests rest on."""
    clock = tmp_path / "clock"
    clock.write_text("+10y", encoding="ascii")
    done = subprocess.run(
        [harness.sys.executable, "-c", "import time; print(time.time())"],
        env=environment(clock), capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert float(done.stdout) - time.time() > 9 * 365 * 86_400


def test_indexing_while_the_clock_jumps(tmp_path: Path) -> None:
    data, clock = tmp_path / "data", tmp_path / "clock"
    known, first = set[int](), 0
    committed = 0
    for name, (offset, zone) in JUMPS.items():
        clock.write_text(offset, encoding="ascii")
        known |= work(data, clock, zone, first)
        first += 6
        assert harness.lost(data, known) == set(), name
        assert harness.recovered(data) == [], name
        engine = whoosh.open_engine(harness.settings_of(data).index)
        hits = list(engine.export(SearchRequest(query=parse(""), sort="indexed")))
        generation = engine.generation
        engine.close()
        assert len(hits) == 2 * len(known)
        assert generation.committed >= committed, f"{name}: a generation older than the one before it"
        committed = generation.committed
        dates = {hit.document.article_key: hit.document.published for hit in hits}
        for number in known:
            printed = article(number).published
            assert printed is not None
            assert dates[article_key(article(number))] == printed.text, name


class Reply(NamedTuple):
    status: int
    headers: Message
    body: bytes


class Reader:
    """One who asks a server."""

    def __init__(self, server: Server) -> None:
        self.base = f"http://127.0.0.1:{server.port}"

    def get(self, path: str, **headers: str) -> Reply:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            with urllib.request.urlopen(urllib.request.Request(self.base + path, headers=named)) as reply:
                return Reply(reply.status, reply.headers, reply.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read())


@pytest.fixture
def served(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[tuple[Server, Path]]:
    """A server with a limit of requests, if one is given, whose clock is in a file."""
    data, clock = tmp_path / "data", tmp_path / "clock"
    harness.filled(data, 20)
    clock.write_text("+0", encoding="ascii")
    limit = getattr(request, "param", "")
    server = Server(data, {**environment(clock), "VERBATIM_RATE_LIMIT": limit})
    yield server, clock
    server.stop()  # killed, it would leave libfaketime's shared memory behind


LIST = "/api/v1/quotes?sort=newest&limit=5"


def test_serving_while_the_clock_jumps(served: tuple[Server, Path]) -> None:
    server, clock = served
    reader = Reader(server)
    first = 100
    for name, offset in (("an hour back", "-1h"), ("ten years forward", "+10y"), ("right again", "+0")):
        before = reader.get(LIST)
        assert before.status == 200, before
        following = json.loads(before.body)["next"]
        clock.write_text(offset, encoding="ascii")
        same = reader.get(LIST, If_None_Match=before.headers["ETag"])
        assert same.status == 304, f"{name}: {same}"
        assert reader.get(following.removeprefix(reader.base)).status == 200, name
        work(server.data, clock, "UTC", first)
        first += 6
        fresh = changed(reader, before.headers["ETag"], name)
        seen = before.headers.get("Last-Modified")
        if seen:  # who only knows dates must not be told that nothing changed
            assert reader.get(LIST, If_Modified_Since=seen).status == 200, name
        if told := fresh.headers.get("Last-Modified"):
            assert parsedate_to_datetime(told) <= parsedate_to_datetime(fresh.headers["Date"]), name
        ahead = formatdate(time.time() + 40 * 365 * 86_400, usegmt=True)
        assert reader.get(LIST, If_Modified_Since=ahead).status == 200, name
        assert reader.get("/healthz").status == 200, name


def changed(reader: Reader, etag: str, name: str) -> Reply:
    """The first answer of the next generation, which must come within seconds whatever the clock says."""
    until = time.monotonic() + 10
    while (reply := reader.get(LIST)).headers["ETag"] == etag:
        assert time.monotonic() < until, f"{name}: the new generation is not seen"
        time.sleep(0.3)
    assert reply.status == 200
    return reply


@pytest.mark.parametrize("served", ["10/5 second"], indirect=True)
def test_a_limit_is_no_longer_because_the_clock_was_put_back(served: tuple[Server, Path]) -> None:
    server, clock = served
    reader = Reader(server)
    for offset in ("-1h", "+10y"):
        assert 429 in (reader.get(LIST).status for _ in range(60)), "the limit does not hold"
        clock.write_text(offset, encoding="ascii")
        told = reader.get(LIST)
        if told.status == 429:
            assert 0 <= int(told.headers["Retry-After"]) <= 6
        time.sleep(5.2)
        assert reader.get(LIST).status == 200, f"{offset}: still locked out"
