"""More than the server can do: it says so (503, 413), its memory stays as it was, it comes back (H3, H4)."""

from __future__ import annotations

import asyncio
import contextlib
import resource
import socket
import threading
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults import harness
from tests.faults.serving import Server, median

GET = "GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n"
MEGABYTE = 1 << 10
"""In kB, as memory is told."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("overload") / "data"
    harness.filled(folder, 200)
    running = Server(folder)
    yield running
    running.close()


@contextlib.contextmanager
def bounded(server: Server, megabytes: int) -> Iterator[None]:
    """Whatever is done inside, the server's own memory grows by no more than that; it is well after it."""
    for _ in range(2):
        median(server)  # warm
    before, _ = server.memory()
    most, over = [before], threading.Event()

    def look() -> None:
        while not over.wait(0.1):
            most.append(server.memory()[0])

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield
    finally:
        over.set()
        looking.join()
    print(f"private memory {before // MEGABYTE} MB, at most {max(most) // MEGABYTE} MB")
    assert max(most) - before < megabytes * MEGABYTE
    until = time.monotonic() + 10
    while server.get("/api/v1/quotes?q=digue")[0] != 200:
        assert time.monotonic() < until, "it does not come back"
        time.sleep(0.1)


# --- many connections -------------------------------------------------------------------------------


def hold_silent(server: Server, count: int) -> None:
    """Clients that say half a request and no more; others are answered as if they were not there."""
    alone = median(server)
    with bounded(server, 100), contextlib.ExitStack() as held:
        for number in range(count):
            slow = held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=10))
            slow.sendall(b"GET / HTTP/1.1\r\nHost: local" if number % 2 else b"POST /extract HTTP/1.1\r\n")
        crowded = median(server)
        print(f"{count} silent connections: {1000 * alone:.1f} → {1000 * crowded:.1f} ms")
        assert crowded < max(10 * alone, 0.5), "a silent client keeps others waiting"


def test_three_hundred_silent_connections(server: Server) -> None:
    hold_silent(server, 300)


@pytest.mark.slow
def test_fifteen_hundred_silent_connections(server: Server) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard < 4_000:
        pytest.skip("this process may not open so many connections")
    resource.setrlimit(resource.RLIMIT_NOFILE, (4_000, hard))
    hold_silent(server, 1_500)


# --- many requests ----------------------------------------------------------------------------------


def in_a_loop_of_its_own(work: Callable[[], Coroutine[None, None, None]]) -> None:
    """Run a coroutine in another thread: the browser's tests leave a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(work())).result()


async def ask_without_end(port: int, until: float, seen: Counter[int], times: list[float]) -> None:
    """One client that asks again as soon as it is answered."""
    while time.monotonic() < until:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            while time.monotonic() < until:
                began = time.monotonic()
                writer.write(GET.format(path="/api/v1/quotes?q=tramway&facets=speaker").encode())
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                await reader.readexactly(int(head.split("content-length: ")[1].split("\r\n")[0]))
                status = int(head.split(" ")[1])
                assert status != 503 or "retry-after: " in head
                seen[status] += 1
                if status == 200:
                    times.append(time.monotonic() - began)
        writer.close()


def flood(server: Server, clients: int, seconds: float) -> None:
    """Many clients at once: all are answered or asked to come back; its health can be seen meanwhile."""
    seen, times, health = Counter[int](), list[float](), list[int]()

    async def all_at_once() -> None:
        until = time.monotonic() + seconds
        work = [ask_without_end(server.port, until, seen, times) for _ in range(clients)]
        health.append(await asyncio.to_thread(lambda: server.get("/healthz")[0]))
        await asyncio.gather(*work, look(until))

    async def look(until: float) -> None:
        while time.monotonic() < until:
            health.append((await asyncio.to_thread(server.get, "/healthz"))[0])
            await asyncio.sleep(0.5)

    with bounded(server, 60):
        in_a_loop_of_its_own(all_at_once)
    times.sort()
    worst = times[int(0.99 * (len(times) - 1))]
    print(f"{clients} clients, {seconds:.0f} s: {dict(seen)}; 99 % of the answers within {worst:.2f} s")
    assert set(seen) == {200, 503}
    assert set(health) == {200}
    assert worst < 10


def test_more_requests_than_can_wait(server: Server) -> None:
    flood(server, 150, 3)


@pytest.mark.slow
def test_two_minutes_of_four_hundred_clients(server: Server) -> None:
    flood(server, 400, 120)


# --- big bodies, slow readers -----------------------------------------------------------------------


def push(port: int, path: str, declared: int) -> bytes:
    """Send a body without end until it is refused; what the server said."""
    block = b"x" * 65_536
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n"
        with contextlib.suppress(OSError):
            connection.sendall(f"{head}Content-Length: {declared}\r\n\r\n".encode())
            for _ in range(declared // len(block)):
                connection.sendall(block)
        with contextlib.suppress(OSError):
            return connection.recv(65_536)
    return b""


@pytest.mark.parametrize("path", ["/api/v1/extract", "/api/v1/batch", "/extract", "/search"])
def test_bodies_that_are_too_big(server: Server, path: str) -> None:
    with bounded(server, 60):
        said = [push(server.port, path, 100_000_000) for _ in range(10)]
    statuses = {one.split(b" ")[1] for one in said if one}
    assert statuses <= {b"413", b"405"}


def test_readers_who_do_not_read(server: Server) -> None:
    """Each holds an export, or is asked to come back; those who search are answered."""
    with bounded(server, 60), contextlib.ExitStack() as held:
        for _ in range(20):
            slow = held.enter_context(socket.create_connection(("127.0.0.1", server.port), timeout=10))
            slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            slow.sendall(GET.format(path="/search.jsonl?q=").encode())
        assert median(server) < 2
