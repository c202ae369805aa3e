"""Who is who: `people` (lists, merging, splitting, renaming) and `correct` (single quotations)."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from commands.base import command, group
from corpus.errors import UsageError

if TYPE_CHECKING:
    from corpus.record import Correction
    from search.values import EntityCount
    from settings import Settings

people = group("people", "Who is who: known people, names that are one person's or are not.")
correct = group("correct", "Set single quotations right; list corrections, take them back.")


@command(people, name="import", example="verbatim people import redaction.tsv")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_(settings: Settings, file: Path) -> None:
    """Take in a list of known people and bodies, instead of the one before.

    Tab-separated, with a header: name, aliases (parted by |), wikidata, organisation, role, from, to, type.
    """
    from indexer import curation
    from indexer.people import known

    click.echo(f"{curation.import_people(settings, known.read(file))} known people and bodies")


@command(people, name="list", example="verbatim people list belhadj")
@click.argument("query", required=False, default="")
@click.option("--organisations", is_flag=True, help="Bodies, instead of people.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True)
def list_(settings: Settings, query: str, organisations: bool, limit: int) -> None:
    """The most quoted people (or bodies), with their ids; of those whose names begin so."""
    from indexer import curation

    kind = "organisation" if organisations else "speaker"
    total, found = curation.people(settings, q=query, kind=kind, limit=limit)
    for one in found:
        if sys.stdout.isatty():
            click.echo(f"{one.count:>7}  {one.entity.id}  {one.entity.name}")
        else:
            click.echo(json.dumps(_line(one), ensure_ascii=False))
    if sys.stdout.isatty():
        click.echo(f"{len(found)} of {total}")


def _line(one: EntityCount) -> dict[str, object]:
    return {"id": one.entity.id, "name": one.entity.name, "type": one.entity.type, "count": one.count}


@command(people, name="show", example="verbatim people show karim-belhadj")
@click.argument("who")
def show(settings: Settings, who: str) -> None:
    """All names, roles in time and bodies of one of them."""
    import msgspec

    from indexer import curation

    one = curation.entity(settings, who)
    click.echo(msgspec.json.format(msgspec.json.encode(one)).decode())


@command(people, name="merge", example="verbatim people merge karim-belhadj k-belhadj")
@click.argument("into")
@click.argument("others", nargs=-1, required=True)
@click.option("--note", default="", help="Why, for those who read the list of corrections.")
def merge(settings: Settings, into: str, others: tuple[str, ...], note: str) -> None:
    """OTHERS are the same as INTO."""
    _done(settings, "merge", into, others, note)


@command(people, name="split", example="verbatim people split karim-belhadj 'K. Belhadj'")
@click.argument("who")
@click.argument("names", nargs=-1, required=True)
@click.option("--note", default="")
def split(settings: Settings, who: str, names: tuple[str, ...], note: str) -> None:
    """What was printed under NAMES (or has these quotations' ids) is somebody else's."""
    _done(settings, "split", who, names, note)


@command(people, name="rename", example="verbatim people rename karim-belhadj 'Karim Belhadj-Roy'")
@click.argument("who")
@click.argument("name")
@click.option("--note", default="")
def rename(settings: Settings, who: str, name: str, note: str) -> None:
    """Show WHO under another name; the id stays."""
    _done(settings, "rename", who, (name,), note)


@command(
    correct, name="not-theirs", example="verbatim correct not-theirs 27mj5qr5d66htt2w --by karim-belhadj"
)
@click.argument("quote")
@click.option("--by", default="", help="Id or name of who said it, if known.")
@click.option("--new", is_flag=True, help="Whom --by names is not quoted yet.")
@click.option("--note", default="")
def not_theirs(settings: Settings, quote: str, by: str, new: bool, note: str) -> None:
    """The quotation of this id is not by who was found."""
    if new and not by:
        raise UsageError("--new: say who it is, such as --by 'Awa Diop' --new")
    _done(settings, "not-theirs", quote, (by,) if by else (), note, new=new)


@command(correct, name="no-quotation", example="verbatim correct no-quotation 27mj5qr5d66htt2w")
@click.argument("quote")
@click.option("--note", default="")
def no_quotation(settings: Settings, quote: str, note: str) -> None:
    """The quotation of this id is none: it is not shown any more."""
    _done(settings, "no-quotation", quote, (), note)


def _done(
    settings: Settings, kind: str, target: str, values: tuple[str, ...], note: str, *, new: bool = False
) -> None:
    from indexer import curation

    number = curation.correct(settings, kind, target, values, note, new=new)  # type: ignore[arg-type]  # a kind
    click.echo(f"correction {number}; `verbatim correct undo {number}` takes it back")


@command(correct, name="undo", example="verbatim correct undo 3")
@click.argument("number", type=int)
def undo(settings: Settings, number: int) -> None:
    """Take a correction back."""
    from indexer import curation

    curation.undo(settings, number)
    click.echo(f"correction {number} is taken back")


@command(correct, name="list", example="verbatim correct list --all")
@click.option("--all", "undone", is_flag=True, help="Those taken back, too.")
def list_corrections(settings: Settings, undone: bool) -> None:
    """The corrections in force, those of `people` among them."""
    import msgspec

    from indexer import curation

    for one in curation.corrections(settings, undone=undone):
        click.echo(_shown(one) if sys.stdout.isatty() else msgspec.json.encode(one).decode())


def _shown(one: Correction) -> str:
    when = datetime.date.fromtimestamp(one.at).isoformat()
    back = " (taken back)" if one.undone_at else ""
    return f"{one.id:>5}  {when}  {one.kind} {one.target} {', '.join(one.values)}  {one.note}{back}"
