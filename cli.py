"""The `verbatim` command: thin. Each command imports its rooms when it runs, so that help is quick.

Exit status: 0 done · 1 failed · 2 wrong use · 3 done, some articles refused (listed).
"""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from flask import Flask

    from settings import Settings

REFUSED = 3
"""Exit status of a run that is done but refused some articles."""


class Teaching(click.Group):
    """A group whose commands turn our errors into one line on stderr and the right exit status."""

    def invoke(self, ctx: click.Context) -> Any:
        from corpus.errors import UsageError, VerbatimError

        try:
            return super().invoke(ctx)
        except UsageError as error:
            _fail(str(error), 2)
        except VerbatimError as error:
            _fail(str(error), 1)
        except BrokenPipeError:
            sys.stderr.close()  # the reader of the pipe has had enough: nothing is wrong
            sys.exit(0)


def _fail(message: str, status: int) -> NoReturn:
    click.echo(f"verbatim: {message}", err=True)
    sys.exit(status)


@click.group(cls=Teaching, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=click.Path(path_type=Path), help="Folder of the record and the index [data].")
@click.option("--config", type=click.Path(path_type=Path), help="Settings file [verbatim.toml].")
@click.version_option(package_name="verbatim")
@click.pass_context
def main(ctx: click.Context, data: Path | None, config: Path | None) -> None:
    """Qui a dit quoi: who said what, and for whom, in French news articles.

    Example: verbatim index articles/ && verbatim search accord --speaker "Moqtada al-Sadr"
    """
    ctx.obj = {"file": config, "options": {"data": data}}


def command(*, example: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command of `main` that takes `--data` too, is given the settings, and shows an example."""

    def wrap(function: Callable[..., Any]) -> click.Command:
        @functools.wraps(function)
        def run(*args: Any, data: Path | None = None, **options: Any) -> Any:
            return function(_settings(data), *args, **options)

        run.__doc__ = f"{function.__doc__}\n\n\b\nExample:\n  {example}\n"
        option = click.option("--data", type=click.Path(path_type=Path), help="Folder of record and index.")
        name = function.__name__.rstrip("_").replace("_", "-")
        return main.command(name)(option(run))

    return wrap


def _settings(data: Path | None = None, **options: Any) -> Settings:
    from settings import load

    given = click.get_current_context().find_root().obj
    chosen = {**given["options"], **options}
    if data is not None:
        chosen["data"] = data
    return load(given["file"], options=chosen)


# --- putting articles in ------------------------------------------------------------------------


@command(example="verbatim index articles/ depeches.jsonl.gz --source 'Le Phare'")
@click.argument("paths", nargs=-1, required=True)
@click.option("--source", help="Publication of the articles that name none.")
@click.option("--collection", default="", help="Name under which the articles' ids are kept apart.")
@click.option("--force", is_flag=True, help="Take articles that do not look French.")
@click.option("--sync", is_flag=True, help="Also remove what is in the index but no longer in PATHS.")
@click.option("--workers", type=int, help="Processes that extract [one a core].")
@click.option("--parser/--no-parser", default=None, help="Call spaCy where the rules need a parse.")
def index(
    settings: Settings,
    paths: tuple[str, ...],
    source: str | None,
    collection: str,
    force: bool,
    sync: bool,
    workers: int | None,
    parser: bool | None,
) -> None:
    """Read articles from files, folders, globs or - (stdin), and index their quotations."""
    import msgspec

    from corpus.readers import ReadSettings
    from indexer import pipeline

    changes = {"workers": workers, "parser": parser}
    settings = msgspec.structs.replace(settings, **{k: v for k, v in changes.items() if v is not None})
    reading = ReadSettings(source=source, collection=collection, force=force)
    with _Bar(paths, reading) as bar:
        progress = pipeline.index(settings, paths, reading=reading, sync=sync, tell=bar.tell)
    rate = progress.articles / progress.seconds if progress.seconds else 0
    words = progress.words / progress.seconds if progress.seconds else 0
    click.echo(
        f"{progress.articles} articles indexed, {progress.unchanged} unchanged, {progress.removed} removed, "
        f"{len(progress.refused)} refused; {progress.quotes} quotations; "
        f"{progress.seconds:.1f} s ({rate:.0f} articles/s, {words:.0f} words/s)"
    )
    for refusal in progress.refused:
        click.echo(f"refused: {refusal.where}: {refusal.reason}", err=True)
    if progress.refused:
        sys.exit(REFUSED)


class _Bar:
    """A progress bar on a terminal, nothing elsewhere: articles, articles/s, time left."""

    def __init__(self, paths: tuple[str, ...], reading: Any) -> None:
        self._total = 0
        self._shown = sys.stderr.isatty()
        if self._shown and "-" not in paths:
            from corpus.readers import read

            self._total = sum(1 for _ in read(paths, settings=reading))

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            click.echo(err=True)

    def tell(self, progress: Any) -> None:
        """Draw the bar again."""
        if not self._shown:
            return
        done = progress.articles + progress.unchanged + len(progress.refused)
        rate = done / progress.seconds if progress.seconds else 0.0
        total = max(self._total, done)
        filled = 30 * done // total if total else 0
        left = f"{(total - done) / rate:.0f} s left" if rate else ""
        click.echo(
            f"\r[{'#' * filled}{'.' * (30 - filled)}] {done}/{total} articles "
            f"{rate:.0f}/s {progress.quotes} quotations {left}   ",
            err=True,
            nl=False,
        )


@command(example="verbatim watch depeches/")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--every", type=float, default=2.0, show_default=True, help="Seconds between two looks.")
def watch(settings: Settings, folder: Path, every: float) -> None:
    """Index a folder, then every file that appears or changes in it, until interrupted."""
    from corpus.watch import Contents, changes
    from indexer import pipeline

    contents = Contents()
    try:
        for changed in changes(folder, every=every):
            progress = pipeline.index(settings, changed.to_read, gone=contents.gone(changed))
            counts = f"{progress.articles} articles indexed, {progress.removed} removed"
            click.echo(f"{counts}, {progress.quotes} quotations")
            for refusal in progress.refused:
                click.echo(f"refused: {refusal.where}: {refusal.reason}", err=True)
    except KeyboardInterrupt:
        click.echo("stopped", err=True)


@command(example="verbatim extract article.txt | jq .text")
@click.argument("file", default="-")
@click.option("--parser/--no-parser", default=None, help="Call spaCy where the rules need a parse.")
@click.option("--force", is_flag=True, help="Take a text that does not look French.")
def extract(settings: Settings, file: str, parser: bool | None, force: bool) -> None:
    """Print the quotations of a file, one JSON line each, with offsets into the text read."""
    import msgspec

    from corpus.readers import ReadSettings, Refusal, read
    from indexer import extraction

    use_parser = settings.parser if parser is None else parser
    refused = 0
    for article in read([file], settings=ReadSettings(force=force)):
        if isinstance(article, Refusal):
            refused += 1
            click.echo(f"refused: {article.where}: {article.reason}", err=True)
            continue
        loaded = extraction.load_parser() if use_parser else None
        for quote in extraction.extract(article, loaded):
            line = {"article": article.id, "text": quote.text(article.text), **msgspec.to_builtins(quote)}
            click.echo(json.dumps(line, ensure_ascii=False))
    if refused:
        sys.exit(REFUSED)


# --- asking ---------------------------------------------------------------------------------------

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
        _fail(_told(problem), 2 if reply.status_code < 500 else 1)
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
    return errors[0]["detail"] if errors else problem.get("detail") or problem["title"]


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
        _fail(_told(reply.get_json()), 2 if reply.status_code < 500 else 1)
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


# --- keeping --------------------------------------------------------------------------------------


@command(example="verbatim check")
def check(settings: Settings) -> None:
    """Look for damage in the record and the index; status 1 when there is any."""
    from indexer import maintenance

    faults = maintenance.check(settings)
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
    click.echo("record and index are sound")


@command(example="verbatim rebuild")
@click.option("--extract", "again", is_flag=True, help="Extract every article again, too.")
def rebuild(settings: Settings, again: bool) -> None:
    """Make the index anew from the record."""
    from indexer import maintenance

    generation = maintenance.rebuild(settings, extract_again=again)
    click.echo(f"index rebuilt: generation {generation.number}, record {generation.seq}")


@command(example="verbatim optimize")
def optimize(settings: Settings) -> None:
    """Merge the index's segments, and drop what was deleted."""
    from search import whoosh

    whoosh.optimize(settings.index)
    click.echo("index optimized")


@command(example="verbatim stats")
@click.option("--json", "as_json", is_flag=True)
def stats(settings: Settings, as_json: bool) -> None:
    """How much there is."""
    import msgspec

    from search.whoosh import open_engine

    engine = open_engine(settings.index)
    counts = msgspec.to_builtins(engine.counts())
    if as_json or not sys.stdout.isatty():
        click.echo(json.dumps({**counts, "generation": engine.generation.number}))
    else:
        for name, value in counts.items():
            click.echo(f"{value:>10}  {name}")
    engine.close()


@command(example="verbatim evaluate gold.jsonl --predictions predicted.jsonl")
@click.argument("gold", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--predictions", type=click.Path(dir_okay=False, path_type=Path), help="Write them here.")
@click.option("--json", "as_json", is_flag=True)
@click.option("--errors", type=int, default=0, help="Also print up to N errors.")
@click.option("--parser/--no-parser", default=None, help="Call spaCy where the rules need a parse.")
def evaluate(
    settings: Settings, gold: Path, predictions: Path | None, as_json: bool, errors: int, parser: bool | None
) -> None:
    """Precision and recall of the extraction against annotated articles."""
    from indexer.maintenance import evaluate_file

    use_parser = settings.parser if parser is None else parser
    click.echo(
        evaluate_file(gold, predictions=predictions, parser=use_parser, as_json=as_json, errors=errors)
    )


if __name__ == "__main__":
    main()
