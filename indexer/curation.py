"""What people decide: who is who, what is no quotation, what must be forgotten. Kept in the record.

Each takes hold at once: the index is told what changed, and no word is indexed again for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from corpus import UsageError
from corpus.ids import folded
from corpus.record import Correction, CorrectionKind, Forgotten, Known, Record
from corpus.record import replace as replace_record
from corpus.record import restore as restore_record
from indexer import pipeline
from indexer.people.slugs import LISTED, PERSON, anchor, slug
from search import whoosh
from search.values import Entity, EntityCount
from settings import Settings


def entity(settings: Settings, given: str, *, otherwise: str = "") -> EntityCount:
    """The person or body of that id or exact name; UsageError when there is none, or several.

    `otherwise` is what the error says to do when there is none.
    """
    engine = whoosh.open_engine(settings.index)
    try:
        return _entity(engine, given, otherwise)
    finally:
        engine.close()


def _entity(engine: whoosh.WhooshEngine, given: str, otherwise: str) -> EntityCount:
    found = engine.resolve("speaker", given) or engine.resolve("organisation", given)
    if len(found) > 1:
        named = ", ".join(one.id for one in found)
        raise UsageError(f"{given!r} is the name of several: {named}; give one of these ids")
    counted = engine.entity(found[0].id) if found else None
    if counted is None:
        near = ", ".join(one.id for one in engine.suggest(given, limit=5))
        ends = [f"near: {near}"] * bool(near) + [otherwise] * bool(otherwise)
        raise UsageError("; ".join((f"{given!r}: nobody of that id or name", *ends)))
    return counted


def people(
    settings: Settings, *, q: str = "", kind: str = "speaker", limit: int = 50
) -> tuple[int, Sequence[EntityCount]]:
    """How many there are, and the most quoted ones."""
    engine = whoosh.open_engine(settings.index)
    try:
        return engine.entities(kind, q=q, limit=limit)
    finally:
        engine.close()


def correct(
    settings: Settings,
    kind: CorrectionKind,
    target: str,
    values: Sequence[str] = (),
    note: str = "",
    *,
    new: bool = False,
) -> int:
    """Keep a correction, and tell the index; its number. Ids and names are looked up first.

    With `new`, one who is nobody's name yet may be given a quotation: a person of that name is made.
    """
    with Record.open(settings.record) as record:
        if kind in ("not-theirs", "no-quotation") and record.article_of(target) is None:
            raise UsageError(f"quotation {target!r}: there is none of that id")
        if new:
            values = [_newcomer(settings, record, value) for value in values]
        else:
            target, values = _resolved(settings, kind, target, values)
        number = record.corrections.add(Correction(kind=kind, target=target, values=tuple(values), note=note))
        pipeline.bring_up_to_date(settings, record)
    return number


def _resolved(
    settings: Settings, kind: CorrectionKind, target: str, values: Sequence[str]
) -> tuple[str, Sequence[str]]:
    if kind in ("merge", "split", "rename", "delist"):
        target = entity(settings, target).entity.id
    if kind == "merge":
        values = [entity(settings, value).entity.id for value in values]
    if kind == "not-theirs":
        otherwise = "add --new if nothing else is by them yet"
        values = [entity(settings, value, otherwise=otherwise).entity.id for value in values]
    if kind == "merge" and target in values:
        raise UsageError(f"{target}: cannot be merged with itself")
    if kind in ("split", "rename", "merge") and not any(value.strip() for value in values):
        raise UsageError(f"{kind}: say with what; `verbatim people {kind} --help` shows an example")
    return target, values


def _newcomer(settings: Settings, record: Record, name: str) -> str:
    """The id of somebody by whom nothing is: the one a person of that name had, or one made for the name,
    as a line of known people makes one.
    """
    engine = whoosh.open_engine(settings.index)
    try:
        found = engine.resolve("speaker", name)
    finally:
        engine.close()
    if found:
        raise UsageError(f"{name!r} is somebody: {', '.join(one.id for one in found)}; leave --new out")
    if not slug(name):
        raise UsageError(f"{name!r}: no name; write it with letters, such as 'Awa Diop'")
    for signature, given in record.identities.all().items():
        if signature.startswith(PERSON) and folded(anchor(signature)[1]) == folded(name):
            return given
    signature = f"{PERSON}{name.strip()}:{LISTED}"
    return record.identities.allot({signature: slug(name)})[signature]


def undo(settings: Settings, number: int) -> None:
    """Take a correction back, and tell the index."""
    with Record.open(settings.record) as record:
        record.corrections.undo(number)
        pipeline.bring_up_to_date(settings, record)


def corrections(settings: Settings, *, undone: bool = False) -> list[Correction]:
    """The corrections in force; with `undone` those taken back too."""
    with Record.open(settings.record, readonly=True) as record:
        return record.corrections.all(undone=undone)


def import_people(settings: Settings, known: Sequence[Known]) -> int:
    """Keep this list of known people and bodies instead of the one before, and tell the index."""
    with Record.open(settings.record) as record:
        count = record.people.replace(known)
        pipeline.bring_up_to_date(settings, record)
    return count


# --- forgetting ------------------------------------------------------------------------------------


def forget(
    settings: Settings,
    *,
    articles: Sequence[str] = (),
    quotes: Sequence[str] = (),
    speakers: Sequence[str] = (),
    dry_run: bool = False,
) -> Forgotten:
    """Forget articles (keys or ids), quotations (ids), all that speakers said (and their names).

    When it returns, no byte of it is left in the data folder, and the same source does not bring it back.
    """
    said: list[str] = []
    names: list[str] = []
    for speaker in speakers:
        counted = entity(settings, speaker)
        said += _said_by(settings, counted.entity)
        names += counted.entity.names
    with Record.open(settings.record) as record:
        keys = [_article_key(record, given) for given in articles]
        forgotten = record.forget(articles=keys, quotes=[*quotes, *said], names=names, dry_run=dry_run)
        if not dry_run:
            pipeline.purge(settings, record)
    return forgotten


def _said_by(settings: Settings, who: Entity) -> list[str]:
    from search.query import parse
    from search.values import Filters, SearchRequest, Values

    engine = whoosh.open_engine(settings.index)
    try:
        request = SearchRequest(query=parse(""), filters=Filters(include=Values(speaker=(who.id,))))
        hits = engine.export(request)
        return [one.document.id for hit in hits for one in engine.occurrences(hit.assignment.group)
                if one.assignment.speaker == who.id]  # fmt: skip
    finally:
        engine.close()


def _article_key(record: Record, given: str) -> str:
    if record.get(given) is not None:
        return given
    found = [kept.key for kept in record.articles() if given in (kept.article.id, kept.article.url)]
    if len(found) != 1:
        told = "is the id of several articles; give a key of 16 letters" if found else "no such article"
        raise UsageError(f"article {given!r}: {told}")
    return found[0]


# --- copies ----------------------------------------------------------------------------------------


def restore(settings: Settings, backup: Path, tell: Callable[[str], None] = print) -> None:
    """Put a backup of the record in place, and make the index anew from it.

    What was forgotten since the backup is forgotten in it too, before anything is served; ids given
    since stay given. The record that was there is kept beside it until somebody deletes it.
    """
    if not settings.record.exists():
        settings.data.mkdir(parents=True, exist_ok=True)
        restore_record(backup, settings.record)
    else:
        _replace(settings, backup, tell)
    with Record.open(settings.record) as record:
        record.take_place()
        pipeline.bring_up_to_date(settings, record)


def _replace(settings: Settings, backup: Path, tell: Callable[[str], None]) -> None:
    new = settings.record.with_name("record.restored.sqlite")
    new.unlink(missing_ok=True)
    restore_record(backup, new)
    with Record.open(settings.record) as present, Record.open(new) as restored:
        restored.bury_again(present)
        given = present.identities.all()
        # an id that has gone since went with what was forgotten: it goes again, unless somebody bears it
        restored.purging(set(restored.identities.all().values()) - set(given.values()))
        restored.identities.adopt(given)
        restored.corrections.go_on_after(present.corrections.last)
        restored.take_place()
    old = replace_record(settings.record, new)
    tell(f"the record that was there is kept as {old}; delete it when you are sure")
