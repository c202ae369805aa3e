"""What people read when something is gone, late, refused or broken: in their language, with a way on."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from lxml import html

from corpus.errors import DeadlineExceeded, IndexUnavailable, StaleCursor
from search.values import Answer, Deletion, Hit, SearchRequest
from search.web import WebSettings, create_app

from .test_escaping import Echo, extract


class Failing(Echo):
    """An engine that raises what it is told to, and has lost every quotation."""

    error: Exception = RuntimeError("/secret/path")
    moved_to = ""

    def search(self, request: SearchRequest) -> Answer:
        raise self.error

    def quote(self, quote_id: str) -> Hit | Deletion | None:
        return Deletion(quote_id, 1_700_000_000, self.moved_to) if quote_id != "q9" else self._hit()


@pytest.fixture(scope="module")
def failing() -> tuple[Failing, FlaskClient]:
    engine = Failing()
    app = create_app(engine, extract, WebSettings())  # type: ignore[arg-type]
    return engine, app.test_client()


ERRORS = (
    (DeadlineExceeded("the search took too long"), 503, "Indisponible", "Not available"),
    (IndexUnavailable("/data/index: damaged"), 503, "Indisponible", "Not available"),
    (StaleCursor("start again", "cursor"), 409, "L’index a changé", "The index has changed"),
    (RuntimeError("/secret/path"), 500, "Une erreur est survenue", "Something went wrong"),
)


@pytest.mark.parametrize(("error", "status", "french", "english"), ERRORS)
def test_an_error_is_told_in_the_readers_language(
    failing: tuple[Failing, FlaskClient], error: Exception, status: int, french: str, english: str
) -> None:
    engine, client = failing
    engine.error = error
    for language, told in (("fr", french), ("en", english)):
        reply = client.get(f"/search?q=mot&lang={language}")
        page = html.fromstring(reply.text)
        assert reply.status_code == status
        assert page.get("lang") == language
        assert told in page.findtext(".//h1")
        assert page.xpath("//form[@role='search']")
        assert "/secret" not in reply.text
        assert "/data/" not in reply.text
        assert reply.headers["X-Request-Id"] in reply.text
        assert ("Retry-After" in reply.headers) == (status == 503)


def test_an_equation_that_came_too_late_says_so_in_the_readers_language(
    failing: tuple[Failing, FlaskClient],
) -> None:
    engine, client = failing
    engine.error = DeadlineExceeded("the search took too long")
    for language, said in (("fr", "à temps"), ("en", "in time")):
        reply = client.post(f"/batch?lang={language}", data={"equations": "accord"})
        assert said in html.fromstring(reply.text).text_content().replace("\u202f", " ")
        assert "took too long" not in reply.text


def test_a_quotation_that_is_gone_stays_gone(failing: tuple[Failing, FlaskClient]) -> None:
    reply = failing[1].get("/quotes/q1")
    assert reply.status_code == 410
    assert "retirée" in html.fromstring(reply.text).findtext(".//h1")


def test_a_quotation_that_has_moved_leads_to_where_it_is(failing: tuple[Failing, FlaskClient]) -> None:
    engine, client = failing
    engine.moved_to = "q9"
    reply = client.get("/quotes/q1?lang=en")
    engine.moved_to = ""
    assert reply.status_code == 301
    assert reply.headers["Location"] == "/quotes/q9?lang=en"


@pytest.mark.parametrize(("method", "path", "status"), [("POST", "/search", 405), ("GET", "/nothing", 404)])
def test_what_the_router_refuses_is_a_page_too(
    failing: tuple[Failing, FlaskClient], method: str, path: str, status: int
) -> None:
    reply = failing[1].open(path, method=method)
    assert reply.status_code == status
    assert html.fromstring(reply.text).findtext(".//h1")
