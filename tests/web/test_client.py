"""`verbatim_client.py` and the examples of docs/api.md, against a server that listens."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import sys
import time
import types
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import samples
from flask.testing import FlaskClient
from listening import listening

from search import whoosh
from search.web import WebSettings, create_app
from search.web.arguments import parameters_of
from search.web.endpoints import ENDPOINTS
from search.web.exports import COLUMNS
from search.web.parameters import ExportArguments, SearchArguments
from search.web.reference import curl, example_ids
from verbatim_client import Quotation, Verbatim, VerbatimError

DOCS = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")


@contextlib.contextmanager
def asking(folder: Path) -> Iterator[tuple[Verbatim, whoosh.WhooshEngine]]:
    """A client of a server over an index."""
    engine = whoosh.open_engine(folder)
    with listening(create_app(engine, samples.between_marks, WebSettings()), threads=4) as port:
        yield Verbatim(f"http://127.0.0.1:{port}", agent="tests", retries=0), engine
    engine.close()


@pytest.fixture(scope="module")
def verbatim(index: Path) -> Iterator[Verbatim]:
    with asking(index) as (client, _):
        yield client


# --- the client ---------------------------------------------------------------------------------


def test_search_goes_from_page_to_page(verbatim: Verbatim) -> None:
    whole = list(verbatim.search())
    assert len(whole) == 7
    assert len({quotation.id for quotation in whole}) == 7
    assert [quotation.id for quotation in verbatim.search(limit=3)] == [each.id for each in whole[:3]]
    [found] = verbatim.search("bâclé", speaker=["marc-olivet", "jeanne-kerbrat"], from_="2023")
    assert isinstance(found, Quotation)
    assert (found.speaker.name, found.article.published) == ("Marc Olivet", "2023-03-14")
    assert found.organisation is not None
    [(start, end)] = found.highlights
    assert found.text[start:end] == "bâclé"


def test_everything_else_the_client_asks(verbatim: Verbatim) -> None:
    assert verbatim.count("accord") == 2
    assert verbatim.facet("speaker", "accord") == {"Marc Olivet": 1, "Nadia Amsellem": 1}
    assert [each.id for each in verbatim.export("accord")] == [each.id for each in verbatim.search("accord")]
    assert [each.name for each in verbatim.suggest("kerb")] == ["Jeanne Kerbrat"]
    assert sum(bar.count for bar in verbatim.timeline("tramway")) >= 1
    assert [each["text"].strip() for each in verbatim.extract("Il dit : « Oui ».")] == ["Oui"]
    assert [each["total"] for each in verbatim.batch(["accord", "(x"])] == [2, None]
    quotation = next(verbatim.search("bâclé"))
    assert verbatim.quotation(quotation.id).text == quotation.text


def test_a_refusal_says_what_is_wrong(verbatim: Verbatim) -> None:
    with pytest.raises(VerbatimError, match="did you mean speaker") as refused:
        verbatim.count("x", speakr="y")
    assert refused.value.status == 400
    assert refused.value.errors[0]["parameter"] == "speakr"
    with pytest.raises(VerbatimError, match="404"):
        verbatim.quotation("nothere")


def test_a_server_is_asked_over_http_only() -> None:
    with pytest.raises(ValueError, match="no server"):
        Verbatim("file:///etc")


def test_a_busy_server_is_asked_again(monkeypatch: pytest.MonkeyPatch, verbatim: Verbatim) -> None:
    import email.message
    import urllib.error
    import urllib.request

    import verbatim_client

    waits: list[float] = []
    real = urllib.request.urlopen

    def busy_twice(request: Any, **more: Any) -> Any:
        if len(waits) < 2:
            headers = email.message.Message()
            headers["Retry-After"] = "7"
            raise urllib.error.HTTPError(request.full_url, 503, "busy", headers, io.BytesIO(b"{}"))
        return real(request, **more)

    monkeypatch.setattr(verbatim_client.time, "sleep", waits.append)
    monkeypatch.setattr(urllib.request, "urlopen", busy_twice)
    assert Verbatim(verbatim.base, agent="tests").count() == 7
    assert waits == [7.0, 7.0]


def test_a_copy_that_follows_ends_equal(tmp_path: Path) -> None:
    """Articles are changed, withdrawn and added; the copy follows with few requests."""
    later = int(time.time())
    with asking(samples.build(tmp_path / "index", samples.ARTICLES[:3])) as (verbatim, engine):
        copy: dict[str, Quotation] = {}
        since = verbatim.follow(copy)
        assert len(copy) == 6
        changed = {**samples.ARTICLES[0], "said": [*samples.ARTICLES[0]["said"]]}
        words = changed["said"][1]["words"].replace("bâclé", "bien mal ficelé")
        changed["said"][1] = {**changed["said"][1], "words": words}
        water = engine.article("eau-1")
        assert water is not None
        with whoosh.open_writer(tmp_path / "index") as writer:
            samples.fill(writer, [changed, samples.ARTICLES[3]], at=later)
            writer.remove([water.key], at=later)
            number = writer.commit(2).number
        until = time.monotonic() + 5
        while engine.generation.number < number and time.monotonic() < until:
            time.sleep(0.05)
        asked = count_requests(verbatim)
        verbatim.follow(copy, since)
        assert len(asked) <= 3
        fresh = {each.id: each.text for each in verbatim.export(printings="all")}
    assert {each.id: each.text for each in copy.values()} == fresh
    assert len(fresh) == 7


def count_requests(verbatim: Verbatim) -> list[str]:
    asked: list[str] = []
    real = verbatim._open

    def counted(url: str, body: bytes | None = None) -> Any:
        asked.append(url)
        return real(url, body)

    verbatim._open = counted  # type: ignore[method-assign]
    return asked


# --- the documentation --------------------------------------------------------------------------

BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", DOCS, re.MULTILINE | re.DOTALL)
COMMANDS = [
    command
    for language, block in BLOCKS
    if language == "sh"
    for command in re.split(r"^(?=curl )", block, flags=re.MULTILINE)
    if command
]
REFUSED = ("q=(accord",)


def run(client: FlaskClient, command: str) -> Any:
    """The answer to a curl command line, by the application."""
    words = shlex.split(command)
    assert words[0] == "curl"
    options = dict(zip(words[2::2], words[3::2], strict=True))
    assert set(options) <= {"-H", "--data-binary"}
    target = urlsplit(words[1])
    headers = [tuple(options["-H"].split(": ", 1))] if "-H" in options else []
    body = options.get("--data-binary")
    return client.open(
        target.path,
        query_string=target.query,
        method="POST" if body else "GET",
        data=body.encode() if body else None,
        headers=headers,
        buffered=True,
    )


@pytest.mark.parametrize("command", COMMANDS, ids=[command.split("\n")[0][:90] for command in COMMANDS])
def test_every_curl_example_works(client: FlaskClient, command: str) -> None:
    reply = run(client, command)
    refused = any(part in command for part in REFUSED)
    assert reply.status_code == (400 if refused else 200), reply.get_data(as_text=True)
    assert reply.get_data()


def test_every_endpoint_has_its_example_in_the_docs(client: FlaskClient) -> None:
    for endpoint in ENDPOINTS:
        pattern = re.sub(r"\\\{\w+\\\}", r"[^ ?']+", re.escape(endpoint.path)) + r"[?' ]"
        assert any(re.search(pattern, command) for command in COMMANDS), endpoint.path


def test_every_example_of_the_apis_page_works(client: FlaskClient) -> None:
    with client.application.test_request_context():
        ids = example_ids()
    page = client.get("/api").get_data(as_text=True)
    for endpoint in ENDPOINTS:
        command = curl(endpoint, "http://localhost", ids)
        assert run(client, command).status_code == 200, command
        assert f'id="{endpoint.operation}"' in page


def test_every_parameter_and_column_is_in_the_docs() -> None:
    for name in {*parameters_of(SearchArguments), *parameters_of(ExportArguments)}:
        assert f"`{name}`" in DOCS, name
    for column in COLUMNS:
        assert f"`{column}`" in DOCS, column


class Frame:
    """What the examples use of a pandas data frame."""

    def __init__(self, rows: Any) -> None:
        self.rows = list(rows)
        assert self.rows
        assert all(set(row) == set(self.rows[0]) for row in self.rows)

    def groupby(self, name: str) -> Any:
        assert name in self.rows[0]
        return {"words": types.SimpleNamespace(sum=lambda: sum(row["words"] for row in self.rows))}

    def plot(self, *, x: str, y: str, kind: str, title: str) -> None:
        assert {x, y} <= set(self.rows[0])
        assert kind == "bar"
        assert title


@pytest.mark.parametrize("code", [block for language, block in BLOCKS if language == "python"])
def test_every_python_example_runs(
    verbatim: Verbatim, code: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """pandas is not among our dependencies: a stand-in takes the place of what is used of it."""
    if "pandas" in code:
        monkeypatch.setitem(sys.modules, "pandas", types.SimpleNamespace(DataFrame=Frame))  # type: ignore[arg-type]
    exec(compile(code.replace("http://localhost:8000", verbatim.base), "docs/api.md", "exec"), {})
    assert capsys.readouterr().out.strip()
