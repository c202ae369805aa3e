"""Records made of a few invented mentions, and what becomes of them."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from corpus import Article, PartialDate, Quote, Speaker
from corpus.ids import quote_ids
from corpus.record import Record
from indexer.assignments import Assignments, Told
from search.values import Assignment, Former, Generation

Said = Mapping[str, str]
"""`name`, `text`, and if they were said: `type`, `role`, `organisation`, `date`, `source`, `id`."""


def article(said: Said, number: int) -> tuple[Article, list[Quote]]:
    """An article that holds one quotation."""
    words = said.get("text") or f"Nous avons dit ce que nous avions à dire, numéro {number}"
    text = f"{said.get('name', '')} : « {words} »"
    start = text.index(words, len(said.get("name", "")))
    made = Article(
        id=said.get("id", f"article-{number}"),
        text=text,
        published=PartialDate.parse(said["date"]) if said.get("date") else None,
        source=said.get("source"),
    )
    speaker = Speaker(name=said.get("name"), type=said.get("type", "person"))  # type: ignore[arg-type]
    quote = Quote(
        spans=((start, start + len(words)),),
        kind="direct",
        speaker=speaker,
        role=said.get("role"),
        organisation=said.get("organisation"),
    )
    return made, [quote]


def ids(said: Iterable[Said]) -> list[str]:
    """The ids of the quotations of these articles."""
    return [quote_ids(*article(one, number))[0] for number, one in enumerate(said)]


@contextlib.contextmanager
def quick_folder() -> Iterator[Path]:
    """A folder in memory where there is one: hundreds of small records need no disk to be synced."""
    memory = Path("/dev/shm")  # only where it is
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Path(folder)


class House:
    """A record in a folder, with its assignments; `index` is what an index would have been told so far.

    `given` are all ids that were ever somebody's, `present` those that are now, `former` the others.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "record.sqlite"
        self.facts = folder / "facts.sqlite"
        Record.create(self.path).close()
        self.index: dict[str, Assignment] = {}
        self.given: set[str] = set()
        self.present: set[str] = set()
        self.former: dict[str, Former] = {}
        self.held = "none"
        self.generation = 0

    def put(self, items: Iterable[tuple[Article, list[Quote]]]) -> None:
        """Put articles in."""
        with Record.open(self.path) as record:
            record.put_batch(list(items), "test", at=0)

    def update(self) -> Told:
        """Bring the assignments up to date."""
        with Record.open(self.path) as record, Assignments(self.facts, record) as known:
            told = known.update(self.held)
            self.index.update(told.changed)
            self.present = {entity.id for entity in told.entities}
            self.given |= self.present
            self.former = told.former
            self.generation += 1
            self.held = f"g{self.generation}"
            known.confirm(Generation(self.generation, record.seq, 0, self.held))
        return told

    def rebuild(self) -> Told:
        """Work all of it out anew, from the record alone."""
        for path in self.facts.parent.glob(self.facts.name + "*"):
            path.unlink()
        self.index.clear()
        return self.update()
