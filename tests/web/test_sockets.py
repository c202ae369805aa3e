"""A hundred malformed requests over a bare socket: each is refused or cut off, and the server goes on."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
import samples
from listening import listening

from search import whoosh
from search.web import WebSettings, create_app

HOST = b"Host: localhost\r\n"
END = b"\r\n\r\n"
GET = b"GET /api/v1/quotes HTTP/1.1\r\n" + HOST
POST = b"POST /api/v1/extract HTTP/1.1\r\n" + HOST + b"Content-Type: text/plain\r\n"

ODD_BYTES = [b"%00", b"%ff", b"%0d%0a", b"%c0%af", b"%ed%a0%80", b"%", b"%zz", b"%u0041"]
REQUESTS = [
    *(b"GET /api/v1/quotes/" + odd + b" HTTP/1.1\r\n" + HOST + b"\r\n" for odd in ODD_BYTES),
    *(b"GET /api/v1/quotes?limit=" + odd + b" HTTP/1.1\r\n" + HOST + b"\r\n" for odd in ODD_BYTES),
    *(b"GET /api/v1/quotes?" + odd + b"=1 HTTP/1.1\r\n" + HOST + b"\r\n" for odd in ODD_BYTES),
    *(b"GET /search.csv?bom=" + odd + b" HTTP/1.1\r\n" + HOST + b"\r\n" for odd in ODD_BYTES),
    *(b"GET /embed/" + odd + b" HTTP/1.1\r\n" + HOST + b"\r\n" for odd in ODD_BYTES),
    *(
        method + b" /api/v1/quotes HTTP/1.1\r\n" + HOST + b"\r\n"
        for method in (
            b"TRACE",
            b"CONNECT",
            b"PUT",
            b"DELETE",
            b"PATCH",
            b"FROB",
            b"get",
            b"G E T",
            b"",
            b"\x00",
        )
    ),
    *(
        GET + header + END
        for header in (
            b"Transfer-Encoding: chunked\r\nContent-Length: 5",
            b"Content-Length: 5\r\nContent-Length: 6",
            b"Content-Length: -1",
            b"Content-Length: x",
            b"Content-Length: 99999999999999999999",
            b"Transfer-Encoding: rot13",
            b"Transfer-Encoding: chunked, chunked",
            b"X-Long: " + b"a" * 100_000,
            b"Header without colon",
            b"X-Bare: a\rb",
            b"X-Bare: a\nb: c\n\n",
            b": nameless",
            b"X : spaced",
            b"\x00: nul",
            b" folded: first",
            b"Accept: " + b"a/b," * 10_000,
        )
    ),
    *(
        POST + rest
        for rest in (
            b"Content-Length: 524289\r\n\r\n",
            b"Content-Length: 99999999999\r\n\r\n",
            b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n",
            b"Transfer-Encoding: chunked\r\n\r\n-5\r\nabc\r\n0\r\n\r\n",
            b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nabc\r\n0\r\n\r\n",
            b"Transfer-Encoding: chunked\r\n\r\n3\r\nabcdef\r\n0\r\n\r\n",
            b"Transfer-Encoding: gzip, chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            b"Content-Length: 2\r\n\r\n\xff\xfe",
            b"Content-Length: 0\r\n\r\n",
            b"Content-Length: 3\r\n\r\n   ",
            b"Content-Length: 3\r\nExpect: 200-ok\r\n\r\n   ",
        )
    ),
    *(
        line + END
        for line in (
            b"GET /api/v1/nothing HTTP/9.9",
            b"GET /api/v1/nothing HTTP/1.1 extra",
            b"GET  /api/v1/nothing HTTP/1.1",
            b"/api/v1/nothing GET HTTP/1.1",
            b"HTTP/1.1 200 OK",
            b"GET http://evil.example/api/v1/nothing HTTP/1.1",
            b"GET //evil.example/api/v1/x HTTP/1.1\r\nHost: localhost",
            b"GET /\\evil.example HTTP/1.1",
            b"GET /../../etc/passwd HTTP/1.1",
            b"GET /static/..%2f..%2fsettings.py HTTP/1.1",
            b"GET /static/%2e%2e/settings.py HTTP/1.1",
            b"GET /api/v1/nothing#fragment HTTP/1.1",
            b"GET * HTTP/1.1",
            b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
            b"PRI * HTTP/2.0\r\n\r\nSM",
            b"\x00" * 1000,
            b"A" * 40_000,
            b"GET /" + b"a" * 40_000 + b" HTTP/1.1",
            b"GET /api/v1/quotes?q=" + b"a" * 9000 + b" HTTP/1.1",
            b"GET /api/v1/quotes?limit=0 HTTP/0.9",
            b"GET /api/v1/nothing",
            b"\r\n\r\nFROB / HTTP/1.1",
            b"GET\t/\tHTTP/1.1\r\nHost:\x00",
        )
    ),
]


@pytest.fixture(scope="module")
def port(engine: whoosh.WhooshEngine) -> Iterator[int]:
    """A server of two threads."""
    app = create_app(engine, samples.between_marks, WebSettings(hosts=("localhost",)))
    with listening(app) as port:
        yield port


def answer(port: int, request: bytes) -> bytes:
    """What comes back, empty when the connection is cut or nothing comes."""
    with socket.create_connection(("127.0.0.1", port), timeout=2) as connection:
        received = b""
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(65536):
                received += part
        except OSError:
            pass
    return received


def test_there_are_a_hundred() -> None:
    assert len(REQUESTS) >= 100


@pytest.mark.parametrize("number", range(len(REQUESTS)))
def test_a_malformed_request_is_refused_or_cut_off(port: int, number: int) -> None:
    got = answer(port, REQUESTS[number])
    status = got.split(b" ", 2)[1:2]
    assert not status or status[0][:1] == b"4" or status == [b"501"], got[:300]
    assert b"Traceback" not in got
    assert b"/site-packages/" not in got


def test_two_lengths_make_one_request(port: int) -> None:
    """Chunked wins over a `Content-Length` (RFC 9112, 6.3): nothing is left over to be a second request."""
    lengths = b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\nConnection: close\r\n\r\n"
    got = answer(port, POST + lengths + b"3\r\nabc\r\n0\r\n\r\n")
    assert got.count(b"HTTP/1.1 ") == 1


def test_the_server_still_answers(port: int) -> None:
    assert answer(port, GET + b"Connection: close\r\n\r\n").startswith(b"HTTP/1.1 200")


def test_slow_clients_do_not_hold_the_others(port: int) -> None:
    """Twenty connections that never end their request, on a server of two threads."""
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(20)]
    for connection in slow:
        connection.sendall(b"GET /api/v1/quotes HTTP/1.1\r\nX-Slow: ")
    assert answer(port, GET + b"Connection: close\r\n\r\n").startswith(b"HTTP/1.1 200")
    for connection in slow:
        connection.close()
