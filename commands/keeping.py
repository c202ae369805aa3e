"""Keeping record and index: `check`, `rebuild`, `optimize`, `stats`, `evaluate`, copies, forgetting."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.base import command, fail

if TYPE_CHECKING:
    from settings import Settings


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


@command(example="verbatim forget --speaker 'Odile Favre-Rochat' --dry-run")
@click.option("--article", "articles", multiple=True, help="Id, URL or key of an article; repeated.")
@click.option("--quote", "quotes", multiple=True, help="Id of a quotation; repeated.")
@click.option("--speaker", "speakers", multiple=True, help="Id or name: all that they said, and their name.")
@click.option("--delist", is_flag=True, help="Only make searches by the speaker's name find nothing.")
@click.option("--dry-run", is_flag=True, help="Say what would go.")
def forget(
    settings: Settings,
    articles: tuple[str, ...],
    quotes: tuple[str, ...],
    speakers: tuple[str, ...],
    delist: bool,
    dry_run: bool,
) -> None:
    """Forget articles, quotations or a person: everywhere, for good, and when the source comes again."""
    from indexer import curation

    if not (articles or quotes or speakers):
        fail("say what to forget: --article, --quote or --speaker", 2)
    if delist:
        if articles or quotes:
            fail("--delist is for --speaker alone", 2)
        for speaker in speakers:
            who = curation.entity(settings, speaker).entity
            if not dry_run:
                curation.correct(settings, "delist", who.id)
            click.echo(f"{'would be' if dry_run else 'is'} delisted: {who.id}")
        return
    gone = curation.forget(settings, articles=articles, quotes=quotes, speakers=speakers, dry_run=dry_run)
    verb = "would be forgotten" if dry_run else "forgotten"
    click.echo(f"{verb}: {len(gone.articles)} articles, {len(gone.quotes)} quotations, ", nl=False)
    click.echo(f"words blanked in {len(gone.blanked)} articles that stay")


@command(example="verbatim backup /mnt/copies/verbatim-2026-11.sqlite")
@click.argument("file", type=click.Path(path_type=Path))
def backup(settings: Settings, file: Path) -> None:
    """Copy the record to a new file, while it is in use; the index can be made anew from it."""
    from corpus.record import Record

    with Record.open(settings.record, readonly=True) as record:
        record.backup(file)
    click.echo(f"record copied to {file}")


@command(example="verbatim restore /mnt/copies/verbatim-2026-11.sqlite")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(settings: Settings, file: Path) -> None:
    """Put a backup of the record in place, and make the index anew; what was forgotten stays forgotten."""
    from indexer import curation

    curation.restore(settings, file, tell=click.echo)
    click.echo("record restored, index rebuilt")
