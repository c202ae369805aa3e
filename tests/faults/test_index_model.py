"""The index against dictionaries: any sequence of steps leaves both saying the same (C4).

After every step the index is asked for everything it serves: which quotations, by whom, for whom, printed
how often, page by page; and the plain-Python engine, told the record from nothing, must answer random
searches as the index does that was told it step by step.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from corpus.ids import article_key
from corpus.record import CorrectionKind, Known, Record
from indexer import assignments, curation, maintenance, pipeline
from indexer.assignments import SPLIT, Assignments
from indexer.documents import documents
from search import whoosh
from search.query import parse
from search.reference import ReferenceEngine, ReferenceIndex, ReferenceWriter
from search.values import Answer, Deletion, Filters, Hit, SearchRequest, Values
from search.whoosh import manifest
from settings import Settings
from tests.faults.plain_world import DAYS, IDS, PEOPLE, SAYINGS, SOURCES, Shown, World, article, quotes_of

MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where the folders lie: what is tested here is not the disk."""
NOW = 1_700_000_000
EXTRACTOR = "dit-1"
EVERYTHING = SearchRequest(query=parse(""))
QUERIES = (
    "", "quais", "port houle", '"les quais du port"', "tramway OU digue", "quais SAUF houle", "écol*",
    "faure", "qui:olivet", "pour:dockers", "diarra inondations", "vandamme~",
)  # fmt: skip
ARTICLES = st.builds(
    article,
    st.sampled_from(IDS),
    st.lists(st.integers(0, len(SAYINGS) - 1), min_size=1, max_size=3),
    st.integers(0, len(DAYS) - 1),
    st.integers(0, len(SOURCES) - 1),
)


class Model(RuleBasedStateMachine):
    """`world` is what the record must hold, and, once it was followed, the index must answer."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(dir=MEMORY))
        self.settings = Settings(data=self.folder / "data", parser=False, workers=1)
        pipeline.create(self.settings)
        self.engine = whoosh.open_engine(self.settings.index)
        self.world, self.gone = World(), set[str]()
        self.copies: list[tuple[Path, World, set[str]]] = []
        self.steps = 0

    def teardown(self) -> None:
        self.engine.close()
        shutil.rmtree(self.folder)

    # --- articles -------------------------------------------------------------------------------

    def _put(self, articles: Iterable[object], *, follow: bool = True) -> None:
        with Record.open(self.settings.record) as record:
            items = [(given, quotes_of(given)) for given in articles]  # type: ignore[arg-type]
            record.put_batch(items, EXTRACTOR, at=NOW + self.steps)  # type: ignore[arg-type]
            for given, _ in items:
                self.world.put(given)  # type: ignore[arg-type]
            if follow:
                pipeline.bring_up_to_date(self.settings, record)

    @rule(articles=st.lists(ARTICLES, min_size=1, max_size=3))
    def put(self, articles: list[object]) -> None:
        self._put(articles)
        self.compare()

    @rule(articles=st.lists(ARTICLES, min_size=1, max_size=2))
    def put_and_die(self, articles: list[object]) -> None:
        """Acknowledged, and killed before the index could follow: the old generation goes on answering."""
        before = self.served()
        self._put(articles, follow=False)
        self.reload()
        assert self.served() == before

    @rule(articles=st.lists(ARTICLES, min_size=1, max_size=2))
    def put_and_fail(self, articles: list[object]) -> None:
        """The disk refuses the last step of the commit."""
        before = self.served()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(manifest, "write_durably", _refused)
            try:
                self._put(articles)
            except OSError:
                self.reload()
                assert self.served() == before
                return
        self.compare()  # nothing was new: nothing was written

    @rule(names=st.lists(st.sampled_from(IDS), min_size=1, max_size=3))
    def remove(self, names: list[str]) -> None:
        with Record.open(self.settings.record) as record:
            keys = [article_key(article(name, (), 0, 0)) for name in names]
            record.remove(keys, at=NOW + self.steps)
            for key in keys:
                self.world.kept.pop(key, None)
            pipeline.bring_up_to_date(self.settings, record)
        self.compare()

    # --- forgetting -----------------------------------------------------------------------------

    @precondition(lambda self: self.world.kept)
    @rule(data=st.data())
    def forget_article(self, data: st.DataObject) -> None:
        key = data.draw(st.sampled_from(sorted(self.world.kept)))
        curation.forget(self.settings, articles=[key])
        self.world.forget_articles([key])
        self.compare()

    @precondition(lambda self: any(True for _ in self.world.rows()))
    @rule(data=st.data())
    def forget_quotation(self, data: st.DataObject) -> None:
        id_ = data.draw(st.sampled_from(sorted(row.id for row in self.world.rows())))
        curation.forget(self.settings, quotes=[id_])
        self.world.forget_words([id_], ())
        self.compare()

    @precondition(lambda self: self.speakers())
    @rule(data=st.data())
    def forget_speaker(self, data: st.DataObject) -> None:
        self.follow()
        if not (speakers := self.speakers()):
            return
        who = data.draw(st.sampled_from(speakers))
        counted = self.engine.entity(who)
        assert counted is not None
        ids = [one.row.id for one in self.shown().values() if one.speaker == who and not one.hidden]
        curation.forget(self.settings, speakers=[who])
        self.world.forget_words(ids, counted.entity.names)
        self.compare()

    # --- what people decide ---------------------------------------------------------------------

    def _correct(self, kind: CorrectionKind, target: str, values: Iterable[str] = ()) -> None:
        number = curation.correct(self.settings, kind, target, tuple(values))
        [made] = [c for c in curation.corrections(self.settings) if c.id == number]
        self.world.corrections[number] = made
        self.compare()

    @precondition(lambda self: len(self.speakers()) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        self.follow()
        if len(speakers := self.speakers()) > 1:
            into, other = data.draw(st.permutations(speakers))[:2]
            self._correct("merge", into, [other])

    @precondition(lambda self: self.speakers())
    @rule(data=st.data(), kind=st.sampled_from(["rename", "delist", "split"]))
    def correct_somebody(self, data: st.DataObject, kind: CorrectionKind) -> None:
        self.follow()
        if not (speakers := self.speakers()):
            return
        who = data.draw(st.sampled_from(speakers))
        values: list[str] = []
        if kind == "rename":
            values = [f"{data.draw(st.sampled_from(PEOPLE))}-Roy"]
        elif kind == "split":
            values = [data.draw(st.sampled_from(sorted(row.id for row in self.world.rows())))]
        self._correct(kind, who, values)

    @precondition(lambda self: any(True for _ in self.world.rows()))
    @rule(data=st.data(), kind=st.sampled_from(["not-theirs", "not-theirs by", "no-quotation"]))
    def correct_quotation(self, data: st.DataObject, kind: str) -> None:
        self.follow()
        id_ = data.draw(st.sampled_from(sorted(row.id for row in self.world.rows())))
        speakers = self.speakers()
        by = [data.draw(st.sampled_from(speakers))] if kind.endswith("by") and speakers else []
        self._correct(kind.removesuffix(" by"), id_, by)  # type: ignore[arg-type]

    @precondition(lambda self: self.undoable())
    @rule(data=st.data())
    def undo(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(self.undoable()))
        curation.undo(self.settings, number)
        del self.world.corrections[number]
        self.compare()

    def undoable(self) -> list[int]:
        """Corrections that may be taken back: no split whose new somebody another correction names."""
        named = {id_ for c in self.world.corrections.values() for id_ in (c.target, *c.values)}
        return [
            number
            for number, c in sorted(self.world.corrections.items())
            if c.kind != "split" or not named & {self.splits()[number]}
        ]

    @rule(names=st.lists(st.sampled_from(PEOPLE), unique=True, max_size=3))
    def import_people(self, names: list[str]) -> None:
        self.world.known = [Known(name=name, wikidata=f"Q{len(name)}") for name in names]
        curation.import_people(self.settings, self.world.known)
        self.compare()

    # --- keeping --------------------------------------------------------------------------------

    @rule()
    def reopen(self) -> None:
        self.engine.close()
        self.engine = whoosh.open_engine(self.settings.index)

    @rule()
    def optimize(self) -> None:
        whoosh.optimize(self.settings.index)
        self.compare()

    @rule(lost=st.booleans())
    def rebuild(self, lost: bool) -> None:
        if lost:
            shutil.rmtree(self.settings.index)
            assignments.forget(self.settings.facts)
        maintenance.rebuild(self.settings)
        self.compare()

    @rule()
    def back_up(self) -> None:
        self.steps += 1
        target = self.folder / f"copy-{self.steps}.sqlite"
        with Record.open(self.settings.record, readonly=True) as record:
            record.backup(target)
        self.copies = [*self.copies[-1:], (target, self.world.copy(), set(self.gone))]

    @precondition(lambda self: self.copies)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        source, world, gone = self.copies[data.draw(st.integers(0, len(self.copies) - 1))]
        curation.restore(self.settings, source, tell=lambda told: None)
        (self.settings.data / "record.replaced.sqlite").unlink()
        before = {row.id for row in world.rows()}
        restored = world.copy()
        restored.bury_again(self.world)
        self.world = restored
        self.gone = gone | (before - {row.id for row in restored.rows()})
        self.before = set()  # what came after the copy was never there
        self.compare()

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
            assert told == _distinct((getattr(one, value), one.group) for one in live.values())
        told = {each.value: each.count for each in answer.facets["source"].values}
        assert told == _distinct((one.row.source, one.group) for one in live.values())

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
            assert _comparable(found, asked) == _comparable(wanted, asked), asked
            assert self.engine.timeline(asked) == plain.timeline(asked)
            assert self.engine.speakers_of(asked) == plain.speakers_of(asked)
        assert self.engine.counts() == plain.counts()


def _refused(path: Path, content: bytes) -> None:
    raise OSError(28, "No space left on device", str(path))


def _distinct(pairs: Iterable[tuple[str | None, int]]) -> dict[str | None, int]:
    return dict(Counter(value for value, _ in set(pairs) if value))


def _comparable(answer: Answer, asked: SearchRequest) -> object:
    """An answer without scores, cursors and the number of the generation; by relevance, without its order."""
    items = [(h.document, h.assignment, h.speaker, h.organisation, h.occurrences) for h in answer.items]
    shown = items if asked.sort != "relevance" else len(items)
    return shown, answer.total, answer.total_occurrences, answer.facets, answer.next is None


def reference(settings: Settings, record: Record, path: Path) -> ReferenceEngine:
    """The plain engine over all that a record holds, who is who worked out from nothing."""
    assignments.forget(path)
    index = ReferenceIndex()
    writer = ReferenceWriter(index)
    with Assignments(path, record) as known:
        told = known.update("")
        for kept in record.articles():
            writer.add(*documents(
                kept.article, kept.quotes, shown=settings.article_text_of(kept.article.source),
                extractor=kept.extractor, indexed_at=kept.indexed_at, moments=kept.moments,
                delisted=known.delisted(kept.key),
            ))  # fmt: skip
    writer.assign(told.entities, told.changed, told.former)
    writer.commit(record.seq)
    return ReferenceEngine(index)


def question(chance: random.Random, entities: list[str]) -> SearchRequest:
    """A search of these words, with some filters."""
    who = (chance.choice([*entities, "personne"]),) if chance.random() < 0.3 else ()
    return SearchRequest(
        query=parse(chance.choice(QUERIES)),
        filters=Filters(
            include=Values(speaker=who, source=SOURCES[:1] if chance.random() < 0.2 else ()),
            exclude=Values(organisation=("ligue-du-fleuve",) if chance.random() < 0.2 else ()),
        ),
        sort=chance.choice(("relevance", "newest", "oldest", "indexed")),
        limit=chance.choice((1, 3, 20)),
        page=chance.choice((1, 1, 2)),
        facets=("speaker", "organisation", "source", "kind", "verb", "month"),
        facet_limit=chance.choice((1, 10)),
    )


def run(sequences: int, steps: int, number: int = 0) -> None:
    run_state_machine_as_test(
        seed(number)(type("Model", (Model,), {})),
        settings=settings(
            max_examples=sequences, stateful_step_count=steps, deadline=None, database=None,
            suppress_health_check=list(HealthCheck),
            phases=(Phase.explicit, Phase.reuse, Phase.generate),  # shrinking a story takes minutes
        ),
    )  # fmt: skip


def test_any_sequence_of_steps() -> None:
    run(12, 25)


@pytest.mark.slow
@pytest.mark.parametrize("piece", range(20))
def test_two_thousand_sequences_of_fifty_steps(piece: int) -> None:
    run(100, 50, 1 + piece)
