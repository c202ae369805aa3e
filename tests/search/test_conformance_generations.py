"""Every engine commits alike: what is added, replaced, taken out, hidden, and seen only then."""

from __future__ import annotations

from collections.abc import Callable

from search_lab import ENTITIES, GIVEN, PRESS, Lab, article, ask, quote

from search.values import Assignment, Counts, Deletion, Former, Hit

Make = Callable[[], Lab]


def test_an_empty_index_answers(make: Make) -> None:
    engine = make().engine
    assert engine.search(ask("accord", facets=("speaker", "month"))).total == 0
    assert engine.search(ask(sort="newest")).items == ()
    assert engine.timeline(ask()) == ()
    assert engine.suggest("a") == ()
    assert engine.counts() == Counts(
        quotations=0, occurrences=0, articles=0, speakers=0, organisations=0, sources=0
    )
    assert engine.did_you_mean(ask("acord")) is None
    assert engine.quote("x") is None
    assert list(engine.export(ask("accord"))) == []


def test_removed_articles_are_gone_and_listed(make: Make) -> None:
    lab = make()
    lab.write(PRESS, entities=ENTITIES, changed=GIVEN)
    lab.write(gone=["a1", "unknown"], at=777)
    assert [hit.document.id for hit in lab.engine.search(ask("accord")).items] == ["q5"]
    assert lab.engine.quote("q1") == Deletion("q1", 777)
    assert sorted(d.id for d in lab.engine.deletions()) == ["q1", "q2"]
    assert lab.engine.deletions(778) == ()
    assert lab.engine.article("a1") is None
    assert lab.engine.counts().articles == 5
    hit = lab.engine.quote("q5")
    assert isinstance(hit, Hit)
    assert (hit.assignment.group, hit.occurrences) == ("q5", 1), "the next printing leads"
    assert lab.engine.search(ask("pas adopté", sort="newest")).total == 0
    assert lab.engine.did_you_mean(ask("refuse")) is None, "no word of it comes back"


def test_an_article_put_in_again_replaces_itself(make: Make) -> None:
    lab = make()
    old = [quote("o1", "Nous partirons demain.", article="a", offsets=((0, 22),)),
           quote("o2", "Oui.", article="a", offsets=((30, 34),))]  # fmt: skip
    lab.write(old, changed={"o1": Assignment(group="o1", hidden=True)}, entities=())
    new = [quote("n1", "Nous partirons demain matin.", article="a", offsets=((0, 28),)),
           quote("o2", "Oui.", article="a", offsets=((40, 44),))]  # fmt: skip
    lab.write(new)
    assert sorted(hit.document.id for hit in lab.engine.search(ask()).items) == ["n1", "o2"]
    gone = lab.engine.quote("o1")
    assert isinstance(gone, Deletion)
    assert gone.moved_to == "n1"
    assert [d.id for d in lab.engine.deletions()] == ["o1"]
    lab.write(old)
    assert isinstance(lab.engine.quote("o1"), Hit), "it is back, and no longer among the deletions"
    assert [d.id for d in lab.engine.deletions()] == ["n1"]


def test_hidden_quotations_are_in_no_answer(make: Make) -> None:
    lab = make()
    lab.write(PRESS, entities=ENTITIES, changed=GIVEN)
    lab.write(
        entities=ENTITIES, changed={"q2": Assignment(speaker="paul-etchegoyen", group="q2", hidden=True)}
    )
    answer = lab.engine.search(ask("accord", facets=("speaker",)))
    assert sorted(hit.document.id for hit in answer.items) == ["q1", "q5"]
    assert answer.items[-1].occurrences == 1
    assert isinstance(lab.engine.quote("q2"), Deletion)
    assert lab.engine.counts().occurrences == 6


def test_who_is_who_changes_without_reindexing(make: Make) -> None:
    lab = make()
    lab.write(PRESS, entities=ENTITIES, changed=GIVEN)
    merged = tuple(entity for entity in ENTITIES if entity.id != "paul-caradec")
    lab.write(entities=merged, changed={"q3": Assignment(speaker="ines-caradec", group="q3")})
    assert lab.engine.search(ask(speaker=["ines-caradec"])).total == 3
    assert lab.engine.entity("paul-caradec") is None
    lab.write(entities=merged, changed={"q5": Assignment(group="q5")})
    hit = lab.engine.quote("q5")
    assert isinstance(hit, Hit)
    assert (hit.assignment.speaker, hit.occurrences) == (None, 1)
    gone = tuple(entity for entity in merged if entity.id != "rose-tamarin")
    lab.write(entities=gone)
    hit = lab.engine.quote("q4")
    assert isinstance(hit, Hit)
    assert hit.speaker is None


def test_an_id_that_is_nobodys_now_finds_whom_it_stands_for(make: Make) -> None:
    lab = make()
    former = {
        "caradec": Former(("ines-caradec", "paul-caradec")),
        "tamarin": Former(("rose-tamarin",), sure=True),
        "ldm": Former(("ligue-des-marins",), sure=True),
    }
    lab.write(PRESS, entities=ENTITIES, changed=GIVEN, former=former)
    lab.write(entities=ENTITIES)  # what is not told stays
    assert {id_: lab.engine.former(id_) for id_ in former} == former
    assert lab.engine.former("nobody") is lab.engine.former("ines-caradec") is None
    assert lab.engine.entity("caradec") is None
    found = {id_: [each.id for each in lab.engine.resolve("speaker", id_)] for id_ in former}
    assert found == {id_: list(each.ids) for id_, each in former.items()}
    lab.write(entities=ENTITIES, former={})
    assert lab.engine.former("caradec") is None


def test_nothing_is_seen_before_the_commit(make: Make) -> None:
    lab = make()
    writer = lab.writer()
    writer.add(article("a1", PRESS[:2]), PRESS[:2])
    assert lab.engine.counts().occurrences == 0
    writer.cancel()
    lab.reopen()
    assert lab.engine.counts().occurrences == 0
    assert lab.engine.generation.number == 0


def test_a_generation_says_what_it_has_applied(make: Make) -> None:
    lab = make()
    lab.write(PRESS[:1])
    lab.write(PRESS[2:3])
    assert (lab.engine.generation.number, lab.engine.generation.seq) == (2, 2)
    assert lab.engine.search(ask("rose")).generation == 2


def test_a_batch_twice_is_there_once(make: Make) -> None:
    lab = make()
    lab.write(PRESS)
    lab.write(PRESS)
    assert lab.engine.counts().occurrences == len(PRESS)
    assert lab.engine.search(ask("accord")).total_occurrences == 3
    assert lab.engine.deletions() == ()
