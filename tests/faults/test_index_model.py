"""The index against dictionaries: any sequence of steps leaves both saying the same (C4).

After every step the index is asked for everything it serves: which quotations, by whom, for whom, printed
how often, page by page; and the plain-Python engine, told the record from nothing, must answer random
searches as the index does that was told it step by step.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from corpus.ids import article_key
from corpus.record import CorrectionKind, Known, Record
from indexer import assignments, curation, maintenance, pipeline
from search import whoosh
from search.whoosh import manifest
from settings import Settings
from tests.faults.index_checks import Checks
from tests.faults.plain_world import DAYS, IDS, PEOPLE, SAYINGS, SOURCES, World, article, quotes_of

MEMORY = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
"""Where the folders lie: what is tested here is not the disk."""
NOW = 1_700_000_000
EXTRACTOR = "dit-1"
ARTICLES = st.builds(
    article,
    st.sampled_from(IDS),
    st.lists(st.integers(0, len(SAYINGS) - 1), min_size=1, max_size=3),
    st.integers(0, len(DAYS) - 1),
    st.integers(0, len(SOURCES) - 1),
)


class Model(Checks, RuleBasedStateMachine):
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

    def _correct(
        self, kind: CorrectionKind, target: str, values: Iterable[str] = (), *, new: bool = False
    ) -> None:
        number = curation.correct(self.settings, kind, target, tuple(values), new=new)
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

    @precondition(lambda self: any(True for _ in self.world.rows()))
    @rule(data=st.data(), who=st.sampled_from([*PEOPLE, "Nour Salem"]))
    def give_to_somebody_new(self, data: st.DataObject, who: str) -> None:
        self.follow()
        id_ = data.draw(st.sampled_from(sorted(row.id for row in self.world.rows())))
        if not self.engine.resolve("speaker", who):
            self._correct("not-theirs", id_, [who], new=True)

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


def _refused(path: Path, content: bytes) -> None:
    raise OSError(28, "No space left on device", str(path))


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


def test_a_name_is_back_when_what_kept_it_out_is_forgotten() -> None:
    """The correction that delisted her holds the name of whom she was split from, who is forgotten."""
    model = Model()
    try:
        model._put([article("c", [2], 0, 0), article("d", [5], 0, 0)])
        [bus] = [row.id for row in model.world.rows() if "bus" in row.words]
        model._correct("split", "awa-diarra", [bus])
        model._correct("delist", "awa-diarra")
        curation.forget(model.settings, speakers=[model.splits()[1]])
        model.world.forget_words([bus], ["Awa Diarra"])
        model.compare()
    finally:
        model.teardown()


@pytest.mark.slow
@pytest.mark.parametrize("piece", range(20))
def test_two_thousand_sequences_of_fifty_steps(piece: int) -> None:
    run(100, 50, 1 + piece)
