"""Putting articles in: `index`, `watch`, `extract`."""

from __future__ import annotations

import contextlib
import json
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from commands.base import REFUSED, command

if TYPE_CHECKING:
    from settings import Settings


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
            # Counted beside the work, which need not wait for it; until then the bar shows what is done.
            threading.Thread(target=self._count, args=(paths, reading), daemon=True).start()

    def _count(self, paths: tuple[str, ...], reading: Any) -> None:
        from corpus.errors import VerbatimError
        from corpus.readers import read

        with contextlib.suppress(VerbatimError, OSError):  # the run itself tells what is wrong
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
        left = f"{(total - done) / rate:.0f} s left" if rate and self._total else ""
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
