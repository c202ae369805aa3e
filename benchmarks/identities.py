"""What identities and reprints cost, and who is found: over real articles, without the parser.

python -m benchmarks.identities [--articles 10000] [--more 1000] [--list 200] [--reprints 10]

Reads ../shared/bulk/newswire.jsonl.gz (texts not distributed), or any JSONL given with --corpus. CPU
seconds are told beside the seconds that passed, since the machine may be shared.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from corpus import Article, Quote
from corpus.readers import Refusal, read
from corpus.record import Record
from indexer.assignments import Assignments, Told
from indexer.extraction import extract
from search.values import Generation

BULK = Path(__file__).parent.parent.parent / "shared" / "bulk" / "newswire.jsonl.gz"


def articles(corpus: Path) -> Iterator[tuple[Article, list[Quote]]]:
    """The articles with their quotations, refused ones left out."""
    for found in read([corpus]):
        if not isinstance(found, Refusal):
            yield found, extract(found)


def put(record: Record, found: Iterator[tuple[Article, list[Quote]]], count: int) -> int:
    """Put so many articles into the record; how many there were."""
    done = 0
    while done < count and (batch := list(islice(found, min(500, count - done)))):
        record.put_batch(batch, "benchmark", at=0)
        done += len(batch)
    return done


def update(folder: Path, record: Record, told_before: str) -> Told:
    """Resolve what is new, and print what that cost."""
    clock, cpu = time.perf_counter(), time.process_time()
    with Assignments(folder / "facts.sqlite", record) as known:
        told = known.update(told_before)
        known.confirm(Generation(1, record.seq, 0, "g"))
    print(
        f"  resolved in {time.process_time() - cpu:.1f} s CPU, {time.perf_counter() - clock:.1f} s passed; "
        f"{len(told.changed)} quotations told to the index"
    )
    return told


def main() -> int:
    """0, or 2 when the corpus is not there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=BULK)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--more", type=int, default=1_000)
    parser.add_argument("--list", type=int, default=0, help="Also list so many of the most quoted people.")
    parser.add_argument("--reprints", type=int, default=0, help="Also show so many reprints, evenly chosen.")
    options = parser.parse_args()
    if not options.corpus.exists():
        print(f"{options.corpus}: not there; name a JSONL file with --corpus", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Record.create(folder / "record.sqlite").close()
        found = articles(options.corpus)
        with Record.open(folder / "record.sqlite") as record:
            print(f"{put(record, found, options.articles)} articles")
            told = update(folder, record, "none")
            report(told, options.list)
            reprinted(told, record, options.reprints)
            print(f"{put(record, found, options.more)} articles more")
            update(folder, record, "g")
    return 0


def report(told: Told, listed: int) -> None:
    """Counts, and the most quoted people."""
    quotations = {assignment.group for assignment in told.changed.values()}
    counts: dict[str, set[str]] = {}
    for assignment in told.changed.values():
        counts.setdefault(assignment.speaker or "", set()).add(assignment.group)
    unsure = sum(bool(assignment.perhaps) for assignment in told.changed.values())
    people = [entity for entity in told.entities if entity.type == "person"]
    print(
        f"  {len(told.changed)} occurrences, {len(quotations)} quotations; {len(people)} people, "
        f"{len(told.entities) - len(people)} bodies and groups; {unsure} occurrences may be several people's"
    )
    for entity in sorted(people, key=lambda entity: (-len(counts.get(entity.id, ())), entity.id))[:listed]:
        roles = "; ".join(role.role for role in entity.roles[:3])
        print(f"{len(counts[entity.id]):>7}  {entity.id}  {' / '.join(entity.names[:5])}  ({roles})")


def reprinted(told: Told, record: Record, shown: int) -> None:
    """How many quotations were printed again, and so many of them with all their printings."""
    members: dict[str, list[str]] = {}
    for id_, assignment in told.changed.items():
        members.setdefault(assignment.group, []).append(id_)
    groups = [head for head, printings in sorted(members.items()) if len(printings) > 1]
    print(f"  {len(groups)} quotations printed more than once")
    for head in groups[:: max(1, len(groups) // max(1, shown))][:shown]:
        print()
        for id_ in members[head]:
            place = record.article_of(id_)
            kept = record.get(place[0]) if place else None
            if place and kept:
                quote = kept.quotes[place[1]]
                day = kept.article.published.text if kept.article.published else "undated"
                print(f"  {day}  {quote.speaker.name}: {quote.text(kept.article.text)}")


if __name__ == "__main__":
    sys.exit(main())
