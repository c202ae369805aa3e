"""Asking: `search`, `export`, `serve`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from commands.base import command, fail

if TYPE_CHECKING:
    from flask import Flask

    from settings import Settings

FILTERS = ("speaker", "organisation", "source", "kind", "role", "verb")


def _filters(function: Callable[..., Any]) -> Callable[..., Any]:
    for name in reversed(FILTERS):
        function = click.option(f"--{name}", multiple=True, help=f"Only this {name}; repeated: any.")(
            function
        )
    function = click.option("--to", "to", help="Last day, month or year.")(function)
    return click.option("--from", "from_", help="First day (2021-07-28), month (2021-07) or year.")(function)


def _arguments(query: str | None, from_: str | None, to: str | None, **filters: Any) -> dict[str, Any]:
    arguments = {name: list(values) for name, values in filters.items() if values}
    return {
        **arguments,
        **{name: value for name, value in (("q", query), ("from", from_), ("to", to)) if value},
    }


def _application(settings: Settings) -> Flask:
    """The same application that the web serves: the command asks it what a browser would."""
    import msgspec

    from wsgi import application

    return application(msgspec.structs.replace(settings, hosts=(), rate_limit="", proxies=0))


@command(example='verbatim search "retrait réel" --organisation "Kataib Hezbollah" --from 2021-07')
@click.argument("query", required=False)
@_filters
@click.option("--sort", type=click.Choice(["relevance", "newest", "oldest", "indexed"]))
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True)
@click.option("--json", "as_json", is_flag=True, help="Print the API's envelope.")
@click.option("--table", is_flag=True, help="Print for people, in a pipe too.")
def search(
    settings: Settings,
    query: str | None,
    sort: str | None,
    limit: int,
    as_json: bool,
    table: bool,
    **given: Any,
) -> None:
    """Find quotations by words, speaker, organisation, date."""
    arguments = {**_arguments(query, **given), "limit": limit, **({"sort": sort} if sort else {})}
    reply = _application(settings).test_client().get("/api/v1/quotes", query_string=arguments)
    if reply.status_code != 200:
        problem = reply.get_json()
        fail(_told(problem), 2 if reply.status_code < 500 else 1)
    if as_json:
        click.echo(reply.get_data(as_text=True))
        return
    answer = reply.get_json()
    table = table or sys.stdout.isatty()
    for item in answer["items"]:
        if table:
            _show(item)
        else:
            click.echo(json.dumps(item, ensure_ascii=False))
    if table:
        click.echo(f"{answer['total']} quotations, {answer['total_occurrences']} occurrences")


def _told(problem: dict[str, Any]) -> str:
    errors = problem.get("errors") or []
    return str(errors[0]["detail"] if errors else problem.get("detail") or problem["title"])


def _show(item: dict[str, Any]) -> None:
    speaker = item.get("speaker") or {}
    organisation = item.get("organisation") or {}
    who = ", ".join(
        part for part in (speaker.get("name"), speaker.get("role"), organisation.get("name")) if part
    )
    article = item["article"]
    click.echo(f"« {item['text']} »")
    where = " · ".join(part for part in (article.get("source"), article.get("published")) if part)
    click.echo(f"    — {who or 'locuteur inconnu'}   {where}\n")


@command(example="verbatim export réforme --format csv > reforme.csv")
@click.argument("query", required=False)
@_filters
@click.option(
    "--format", "format_", type=click.Choice(["jsonl", "json", "csv"]), default="jsonl", show_default=True
)
def export(settings: Settings, query: str | None, format_: str, **given: Any) -> None:
    """Print every quotation found, complete, however many."""
    client = _application(settings).test_client()
    reply = client.get(f"/search.{format_}", query_string=_arguments(query, **given), buffered=False)
    if reply.status_code != 200:
        fail(_told(reply.get_json()), 2 if reply.status_code < 500 else 1)
    for chunk in _chunks(reply):
        sys.stdout.buffer.write(chunk)


def _chunks(reply: Any) -> Iterator[bytes]:
    try:
        yield from reply.response
    finally:
        reply.close()


@command(example="verbatim serve --port 8000")
@click.option("--host", help="Address to listen on [127.0.0.1].")
@click.option("--port", type=int, help="Port to listen on [8000].")
def serve(settings: Settings, host: str | None, port: int | None) -> None:
    """Serve the form and the API (waitress). Without an index it says what to do and ends."""
    import msgspec

    from wsgi import serve as serve_application

    changes = {"host": host, "port": port}
    serve_application(
        msgspec.structs.replace(settings, **{k: v for k, v in changes.items() if v is not None})
    )
