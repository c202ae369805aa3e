"""What an index must answer, kept in dictionaries and worked out anew each time: the oracle of the model.

The sentences are unlike one another, every name is whole and one person's, so that who is who and what
was printed twice can be said in a few lines: equal words of one person, a month apart at most.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import msgspec

from corpus import Article, PartialDate, Quote, Speaker
from corpus.ids import article_key, folded, quote_ids
from corpus.record import Correction, Known
from indexer.people.slugs import slug

MONTH = 31
SAYINGS = (
    ("Les quais du port tiendront", "Odile Faure", ""),
    ("Les quais du port tiendront bon contre la houle de cet hiver", "Marc Olivet", "Syndicat des dockers"),
    ("Aucune ligne de bus ne sera retirée avant la rentrée", "Awa Diarra", ""),
    ("Le tramway attendra encore", "Odile Faure", ""),
    ("Nous rendrons la halle aux maraîchers dès le mois prochain", "Luc Vandamme", "Ligue du fleuve"),
    ("Une digue plus haute coûtera moins cher que deux inondations", "Awa Diarra", "Ligue du fleuve"),
    ("Ce budget oublie les écoles du haut de la ville", "Marc Olivet", ""),
)
"""Words, who says them, for whom. The first are held in the second; those of four words are kept out of the
article that they were forgotten in, longer ones of all."""
PEOPLE = ("Odile Faure", "Marc Olivet", "Awa Diarra", "Luc Vandamme")
IDS = ("a", "b", "c", "d", "e")
DAYS = ("2021-07-01", "2021-07-20", "2021-08-15", "2021-11-02", "2022-03-09")
SOURCES = ("Le Phare de Brume", "La Gazette du Val")
_LINE = re.compile(r"« ([^»\n]+) », dit ([^,.\n]+)(?:, du? ([^.\n]+))?\.")


def article(id_: str, said: Sequence[int], day: int, source: int) -> Article:
    """An article of these sentences."""
    lines = []
    for number in said:
        words, name, body = SAYINGS[number]
        lines.append(f"« {words} », dit {name}{f', du {body}' if body else ''}.")
    return Article(
        id=id_, text="\n\n".join(lines), title=f"Feuille {id_}", source=SOURCES[source],
        published=PartialDate(DAYS[day]),
    )  # fmt: skip


def quotes_of(given: Article) -> list[Quote]:
    """The quotations of an article, as an extractor would find them."""
    return [
        Quote(
            spans=(match.span(1),),
            kind="direct",
            organisation=match[3],
            rule="dit",
            speaker=Speaker(mention=match.span(2), name=match[2], type="person"),
        )
        for match in _LINE.finditer(given.text)
    ]


@dataclass(frozen=True)
class Row:
    """One quotation that is kept: where, which words, as printed."""

    id: str
    key: str
    words: str
    printed: str
    body: str
    day: int
    source: str


@dataclass(frozen=True)
class Shown:
    """What is to be shown of it: who speaks (an id), who is spoken for, whether at all."""

    row: Row
    speaker: str | None
    body: str | None
    group: int
    corrected: bool
    hidden: bool
    delisted: bool


@dataclass
class World:
    """What was put, decided and forgotten."""

    kept: dict[str, tuple[Article, list[Quote]]] = field(default_factory=dict)
    buried: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    words: set[tuple[str, str]] = field(default_factory=set)
    """Forgotten words, and the key of the article they are forgotten in (empty: everywhere)."""
    corrections: dict[int, Correction] = field(default_factory=dict)
    known: list[Known] = field(default_factory=list)

    def copy(self) -> World:
        """As it is now."""
        return replace(
            self, kept=dict(self.kept), buried=set(self.buried), texts=set(self.texts),
            words=set(self.words), corrections=dict(self.corrections), known=list(self.known),
        )  # fmt: skip

    # --- articles -------------------------------------------------------------------------------

    def put(self, given: Article) -> None:
        """Keep it, without what was forgotten."""
        key = article_key(given)
        if key not in self.buried and folded(given.text) not in self.texts:
            self.kept[key] = self._redacted(given, quotes_of(given))

    def _redacted(self, given: Article, quotes: list[Quote]) -> tuple[Article, list[Quote]]:
        key = article_key(given)
        blanked = set[int]()
        for words, where in self.words:
            if where in ("", key):
                for start, end in _places(given.text, words):
                    blanked |= set(range(start, end))
        text = "".join("█" if at in blanked else letter for at, letter in enumerate(given.text))

        def whole(quote: Quote) -> bool:
            spans = [*quote.spans, *filter(None, [quote.speaker.mention])]
            return not any(blanked & set(range(*span)) for span in spans)

        return msgspec.structs.replace(given, text=text), list(filter(whole, quotes))

    def forget_articles(self, keys: Iterable[str]) -> None:
        """Out, and kept out by key and words."""
        for key in keys:
            gone, _ = self.kept.pop(key)
            self.buried.add(key)
            self.texts.add(folded(gone.text))

    def forget_words(self, ids: Collection[str], names: Sequence[str]) -> None:
        """Blank quotations, and names beside them; out of the lists goes what holds those names."""
        gone = [row for row in self.rows() if row.id in ids]
        for row in gone:
            for words in (row.words, *names):
                self.words.add((words, "" if len(words.split()) >= 5 else row.key))
        for key in {row.key for row in gone}:
            self.kept[key] = self._redacted(*self.kept[key])
        self._clear(lambda text: any(_places(text, name) for name in names))

    def _clear(self, holds: Callable[[str], bool]) -> None:
        self.corrections = {
            number: c
            for number, c in self.corrections.items()
            if not any(holds(text.replace("-", " ")) for text in (c.target, *c.values))
        }
        self.known = [one for one in self.known if not holds(one.name)]

    def bury_again(self, later: World) -> None:
        """An older copy, brought back: what was forgotten since is forgotten in it."""
        self.buried |= later.buried
        self.texts |= later.texts
        self.words |= later.words

        def mentioned(text: str) -> bool:
            return any(
                _places(text, words) and (len(words.split()) > 1 or folded(text) == folded(words))
                for words, _ in self.words
            )

        self._clear(mentioned)
        whole = {
            key
            for key, (given, _) in self.kept.items()
            if key in self.buried or folded(given.text) in self.texts
        }
        self.forget_articles(whole)
        self.kept = {key: self._redacted(*kept) for key, kept in self.kept.items()}

    # --- what is to be answered -----------------------------------------------------------------

    def rows(self) -> Iterator[Row]:
        """All quotations that are kept."""
        for key, (given, quotes) in self.kept.items():
            assert given.published
            for id_, quote in zip(quote_ids(given, quotes), quotes, strict=True):
                yield Row(
                    id_, key, quote.text(given.text), quote.speaker.name or "", quote.organisation or "",
                    given.published.first.toordinal(), given.source or "",
                )  # fmt: skip

    def shown(self, splits: Mapping[int, str]) -> dict[str, Shown]:
        """All of them with who is who, by id; `splits` are the ids that splits made, by correction."""
        rows = list(self.rows())
        groups = _groups(rows)
        return {row.id: self._judged(row, groups[row.id], splits) for row in rows}

    def _judged(self, row: Row, group: int, splits: Mapping[int, str]) -> Shown:
        given = sorted(self.corrections.items())
        speaker, corrected, hidden = slug(row.printed), False, False
        for number, c in given:
            if c.kind == "split" and c.target == slug(row.printed) and row.id in c.values:
                speaker, corrected = splits[number], True
        for _, c in given:
            if c.target == row.id and c.kind in ("not-theirs", "no-quotation"):
                corrected = True
                hidden = hidden or c.kind == "no-quotation"
                if c.kind == "not-theirs":
                    speaker = c.values[0] if c.values else ""
        speaker, body = self.merged(speaker), self.merged(slug(row.body))
        delisted = any(c.kind == "delist" and c.target == speaker for _, c in given)
        return Shown(
            row, None if delisted else speaker or None, body or None, group, corrected, hidden, delisted
        )

    def merged(self, entity: str) -> str:
        """The one that an entity was merged into, in the end."""
        into: dict[str, str] = {}
        for _, c in sorted(self.corrections.items()):
            if c.kind == "merge":
                into.update(dict.fromkeys(c.values, c.target))
                into.pop(c.target, None)
        seen = set[str]()
        while entity in into and entity not in seen:
            seen.add(entity)
            entity = into[entity]
        return entity


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Where a sequence of words stands in a text, whatever lies between them."""
    pattern = r"\W+".join(re.escape(word) for word in re.findall(r"\w+", words))
    found = re.finditer(rf"(?=((?<!\w){pattern}(?!\w)))", text, re.IGNORECASE)
    return [match.span(1) for match in found] if pattern else []


def _groups(rows: Sequence[Row]) -> dict[str, int]:
    """Which are printings of one quotation: equal words of one person, each within a month of another."""
    number = {row.id: place for place, row in enumerate(rows)}
    for _ in rows:
        for one in rows:
            for other in rows:
                same = (one.words, one.printed) == (other.words, other.printed)
                if same and abs(one.day - other.day) <= MONTH:
                    number[one.id] = number[other.id] = min(number[one.id], number[other.id])
    return number
