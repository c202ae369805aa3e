"""What the model of the index asks after every step, and what it compares the answers with."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import msgspec

from corpus.record import Record
from indexer import maintenance, pipeline
from indexer.assignments import SPLIT
from search.query import parse
from search.values import Deletion, Hit, SearchRequest
from search.whoosh import WhooshEngine
from settings import Settings
from tests.faults.plain_index import comparable, distinct, question, reference
from tests.faults.plain_world import PEOPLE, Shown, World

EVERYTHING = SearchRequest(query=parse(""))


class Checks:
    """A data folder with its engine, and the `world` of dictionaries that it must agree with."""

    folder: Path
    settings: Settings
    engine: WhooshEngine
    world: World
    gone: set[str]
    steps: int

    # --- looking --------------------------------------------------------------------------------

    def follow(self) -> None:
        """Let the index follow, if it was kept from it."""
        with Record.open(self.settings.record) as record:
            pipeline.bring_up_to_date(self.settings, record)
        self.reload()

    def reload(self) -> None:
        """Let the engine see the newest generation at once, as it does by itself within a second."""
        self.engine._lock.acquire()
        self.engine._reload(self.engine._look())

    def served(self) -> list[Hit]:
        """All that is served, in order."""
        return list(self.engine.export(EVERYTHING))

    def shown(self) -> dict[str, Shown]:
        """What the dictionary says, with the ids that splits were given."""
        return self.world.shown(self.splits())

    def splits(self) -> dict[int, str]:
        """The ids that splits were given, by correction."""
        with Record.open(self.settings.record, readonly=True) as record:
            given = record.identities.all().items()
        return {int(key.removeprefix(SPLIT)): id_ for key, id_ in given if key.startswith(SPLIT)}

    def speakers(self) -> list[str]:
        """Those who speak in some quotation that is shown."""
        found = {one.speaker for one in self.shown().values() if one.speaker and not one.hidden}
        return sorted(found)

    def compare(self) -> None:
        """The index says what the dictionaries say."""
        self.steps += 1
        self.follow()
        shown = self.shown()
        live = {id_: one for id_, one in shown.items() if not one.hidden}
        self.same_record()
        self.same_quotations(live)
        self.same_counts(live)
        self.same_pages(live)
        self.same_lists(shown, live)
        if self.steps % 3 == 0:
            self.same_as_from_nothing()
            assert maintenance.check(self.settings) == []

    def same_record(self) -> None:
        with Record.open(self.settings.record, readonly=True) as record:
            held = {kept.key: (kept.article, list(kept.quotes)) for kept in record.articles()}
            assert held == self.world.kept
            made = {c.id: (c.kind, c.target, c.values) for c in record.corrections.all()}
            wanted = self.world.corrections.items()
            assert made == {number: (c.kind, c.target, c.values) for number, c in wanted}
            assert record.people.all() == self.world.known

    def same_quotations(self, live: dict[str, Shown]) -> None:
        groups = Counter(one.group for one in live.values())
        leaders: dict[int, set[str]] = {}
        for id_, one in live.items():
            hit = self.engine.quote(id_)
            assert isinstance(hit, Hit), id_
            told = (hit.document.text, hit.assignment.speaker, hit.assignment.organisation)
            assert told == (one.row.words, one.speaker, one.body)
            assert hit.assignment.corrected == one.corrected
            assert hit.document.speaker_name == ("" if one.delisted else one.row.printed)
            assert hit.occurrences == groups[one.group]
            leaders.setdefault(one.group, set()).add(hit.assignment.group)
        assert all(len(each) == 1 for each in leaders.values())
        assert len({id_ for each in leaders.values() for id_ in each}) == len(groups)

    def same_counts(self, live: dict[str, Shown]) -> None:
        counts = self.engine.counts()
        sources = Counter(given.source for given, _ in self.world.kept.values())
        groups = {one.group for one in live.values()}
        assert (counts.quotations, counts.occurrences) == (len(groups), len(live))
        assert counts.articles == len(self.world.kept)
        assert dict(self.engine.sources()) == dict(sources)
        answer = self.engine.search(
            msgspec.structs.replace(EVERYTHING, facets=("speaker", "organisation", "source"), facet_limit=99)
        )
        for name, value in (("speaker", "speaker"), ("organisation", "body")):
            told = {each.value: each.count for each in answer.facets[name].values}
            assert told == distinct((getattr(one, value), one.group) for one in live.values())
        told = {each.value: each.count for each in answer.facets["source"].values}
        assert told == distinct((one.row.source, one.group) for one in live.values())

    def same_pages(self, live: dict[str, Shown]) -> None:
        """Page by page, newest first, by cursor; and what words and names find."""
        request = msgspec.structs.replace(EVERYTHING, sort="newest", limit=2)
        found: list[Hit] = []
        while True:
            answer = self.engine.search(request)
            found += answer.items
            if answer.next is None:
                break
            request = msgspec.structs.replace(request, cursor=answer.next)
        first = {one.group: one.row.day for one in live.values()}
        for one in live.values():
            first[one.group] = min(first[one.group], one.row.day)
        assert [hit.document.day_first for hit in found] == sorted(first.values(), reverse=True)
        assert {live[hit.document.id].group for hit in found} == set(first)
        for word in ("quais", "tramway", "inondations", "écoles"):
            mine = {one.group for one in live.values() if word in one.row.words.lower()}
            assert self.engine.search(SearchRequest(query=parse(word))).total == len(mine), word
        for name in PEOPLE:
            mine = {one.group for one in live.values() if one.row.printed == name and not one.delisted}
            assert self.engine.search(SearchRequest(query=parse(f'qui:"{name}"'))).total == len(mine), name

    def same_lists(self, shown: dict[str, Shown], live: dict[str, Shown]) -> None:
        """What is gone is told to be gone, and who is shown under another name is shown so."""
        self.gone = (self.gone | set(self.before)) - set(shown)
        self.before = set(shown)
        told = {each.id for each in self.engine.deletions()}
        assert self.gone <= told
        assert not told & set(shown)
        for id_ in (self.gone | set(shown)) - set(live):
            assert isinstance(self.engine.quote(id_), Deletion)
        names = {c.target: c.values[0] for _, c in sorted(self.world.corrections.items())
                 if c.kind == "rename"}  # fmt: skip
        for who in {one.speaker for one in live.values()} - {None}:
            counted = self.engine.entity(str(who))
            assert counted is not None
            if who in names:
                assert counted.entity.name == names[str(who)]

    before: frozenset[str] | set[str] = frozenset()

    def same_as_from_nothing(self) -> None:
        """The plain-Python engine, told all of the record at once, answers the same."""
        with Record.open(self.settings.record) as record:
            ids = record.identities.all()
            plain = reference(self.settings, record, self.folder / "anew.sqlite")
            assert record.identities.all() == ids, "ids were given anew"
        chance = random.Random(self.steps)
        for _ in range(6):
            asked = question(chance, [entity.id for entity in plain.state.entities])
            wanted, found = plain.search(asked), self.engine.search(asked)
            assert comparable(found, asked) == comparable(wanted, asked), asked
            assert self.engine.timeline(asked) == plain.timeline(asked)
            assert self.engine.speakers_of(asked) == plain.speakers_of(asked)
        assert self.engine.counts() == plain.counts()
