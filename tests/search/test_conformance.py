"""What every engine answers: one suite, run on each of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from search_lab import ENTITIES, GIVEN, PRESS, Lab, article, ask, quote

from corpus.errors import StaleCursor
from search.relax import relaxations
from search.values import Assignment, Counts, Deletion, Entity, Former, Hit

Make = Callable[[], Lab]

FOUND = [
    ("accord", "q1 q2"),
    ("ACCORD", "q1 q2"),
    ("député", "q1 q7"),
    ("deputes", "q1 q7"),
    ("deputee", "q7"),
    ("oeuvre", "q1"),
    ("l’œuvre", "q1"),
    ("aujourd'hui", "q3"),
    ("aujourd’hui", "q3"),
    ('"n’est pas adopté"', "q1"),
    ("« est adopté »", "q2"),
    ("“est pas adopté”", "q1"),
    ('"adopté est"', ""),
    ("accord SAUF députés", "q2"),
    ("accord -député", "q2"),
    ("accord ET député", "q1"),
    ("retrait OU rose", "q3 q4"),
    ("(retrait OU rose) SAUF réel", "q3"),
    ("SAUF accord", "q3 q4 q6 q7"),
    ("retrait*", "q4 q7"),
    ("retir*", "q7"),
    ("acord~", "q1 q2"),
    ('"accord oeuvre"~9', "q1"),
    ('"accord oeuvre"~7', ""),
    ('"oeuvre accord"~9', "q1"),
    ('"oeuvre accord"~9>', ""),
    ('"accord oeuvre"~9>', "q1"),
    ("porte-parole", "q4"),
    ("parole", "q4"),
    ('"porte parole"', "q4"),
    ('"le porte-parole a parlé"', "q4"),
    ("49.3", "q6"),
    ("2500", "q3"),
    ("2 500", "q3"),
    ("caradec", "q1 q3 q6"),
    ("qui:caradec", "q1 q3 q6"),
    ("qui:rose", "q4"),
    ("rose", "q3 q4"),
    ("pour:marins", "q1"),
    ("journal:rivière", "q3 q4"),
    ("riviere", ""),
    ("titre:accord", "q1 q2"),
    ("titre:budget", "q6"),
    ("budget", ""),
    ("rôle:directeurs", "q2"),
    ("role:porte-parole", "q4"),
    ("inexistant", ""),
    ("", "q1 q2 q3 q4 q6 q7"),
]


@pytest.mark.parametrize(("q", "found"), FOUND, ids=[q or "everything" for q, _ in FOUND])
def test_words(press: Lab, q: str, found: str) -> None:
    answer = press.engine.search(ask(q))
    assert sorted(hit.document.id for hit in answer.items) == found.split()
    assert answer.total == len(found.split())


FILTERED: list[tuple[dict[str, object], str]] = [
    ({"speaker": ["ines-caradec"]}, "q1 q6"),
    ({"speaker": ["ines-caradec", "paul-caradec"]}, "q1 q3 q6"),
    ({"speaker": ["nobody"]}, ""),
    ({"organisation": ["port-de-kermor"]}, "q2"),
    ({"source": ["La Rivière"]}, "q3 q4"),
    ({"source": ["la riviere"]}, ""),
    ({"kind": ["mixed"]}, "q4"),
    ({"kind": ["direct"], "source": ["Le Phare"]}, "q1 q6 q7"),
    ({"verb": ["dire"]}, "q3 q5"),
    ({"role": ["directeurs"]}, "q2"),
    ({"role": ["présidente ligue"]}, "q1"),
    ({"role": ["présidente port"]}, ""),
    ({"article": ["a1"]}, "q1 q2"),
    ({"exclude_speaker": ["ines-caradec"]}, "q2 q3 q4 q7"),
    ({"exclude_source": ["Le Phare"], "exclude_kind": ["mixed"]}, "q3 q5"),
    ({"exclude_role": ["directeur"]}, "q1 q3 q4 q6 q7"),
    ({"first": "2021-08"}, "q3 q4 q5 q6"),
    ({"first": "2021-08-02"}, "q3 q4 q6"),
    ({"last": "2021-07"}, "q1 q2 q6"),
    ({"first": "2021-07-28", "last": "2021-07-28"}, "q1 q2 q6"),
    ({"first": "2022"}, ""),
    ({"since": 130}, "q5 q6 q7"),
    ({"since": 130, "source": ["Le Phare"]}, "q6 q7"),
]


@pytest.mark.parametrize(("filters", "found"), FILTERED, ids=[str(f) for f, _ in FILTERED])
def test_filters(press: Lab, filters: dict[str, object], found: str) -> None:
    answer = press.engine.search(ask(**filters))
    assert sorted(hit.document.id for hit in answer.items) == found.split()


def test_all_filters_hold_on_one_printing(press: Lab) -> None:
    """q2 is indirect in Le Phare, its reprint q5 direct in Le Courrier: no printing is both."""
    assert press.engine.search(ask("accord", kind=["direct"], source=["Le Phare"])).total == 1
    assert press.engine.search(ask('"bien adopté"', kind=["direct"], source=["Le Phare"])).total == 0


SORTED = [
    ("newest", "q4 q3 q2 q1 q6 q7"),
    ("oldest", "q6 q1 q2 q3 q4 q7"),
    ("indexed", "q7 q6 q4 q3 q2 q1"),
]


@pytest.mark.parametrize(("sort", "order"), SORTED)
def test_sorts(press: Lab, sort: str, order: str) -> None:
    found = [hit.document.id for hit in press.engine.search(ask(sort=sort)).items]
    days = {d.id: d.day_first for d in PRESS}
    if sort == "indexed":
        assert found[:4] == order.split()[:4]
    else:
        assert [days[each] for each in found] == [days[each] for each in order.split()]
    assert found == [hit.document.id for hit in press.engine.search(ask(sort=sort)).items]


def test_words_said_weigh_more_than_names_and_titles(press: Lab) -> None:
    assert [hit.document.id for hit in press.engine.search(ask("rose")).items] == ["q3", "q4"]
    scores = [hit.score for hit in press.engine.search(ask("accord OU rose")).items]
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] > 0


def test_reprints_are_one_quotation(press: Lab) -> None:
    answer = press.engine.search(ask('"bien adopté"'))
    assert (answer.total, answer.total_occurrences) == (1, 2)
    assert answer.items[0].document.id == "q2", "the first printed is shown"
    assert answer.items[0].occurrences == 2
    later = press.engine.search(ask('"bien adopté"', first="2021-08", last="2021-08"))
    assert [hit.document.id for hit in later.items] == ["q5"], "the first printed of those that match"
    assert [hit.document.id for hit in press.engine.occurrences("q2")] == ["q2", "q5"]
    assert [hit.document.id for hit in press.engine.occurrences("q5")] == ["q2", "q5"]
    assert press.engine.occurrences("q99") == ()


def test_a_hit_says_who_it_is(press: Lab) -> None:
    hit = press.engine.search(ask("retrait", kind=["mixed"])).items[0]
    assert hit.document == PRESS[3]
    assert hit.assignment == GIVEN["q4"]
    assert hit.speaker == ENTITIES[1]
    assert hit.organisation is None
    assert [hit.document.text[s:e] for s, e in hit.highlights] == ["retrait"]
    plain = press.engine.search(ask("retrait", highlight=False)).items[0]
    assert plain.highlights == ()


FACETS = [
    ("speaker", ask(), "ines-caradec:2 paul-caradec:1 paul-etchegoyen:1 rose-tamarin:1"),
    ("organisation", ask(), "ligue-des-marins:1 port-de-kermor:1"),
    ("source", ask(), "Le Phare:4 La Rivière:2 Le Courrier du Val:1"),
    ("source", ask(source=["Le Phare"]), "Le Phare:4! La Rivière:2 Le Courrier du Val:1"),
    ("kind", ask(source=["Le Phare"]), "direct:3 indirect:1"),
    ("verb", ask("accord"), "affirmer:1 dire:1 déclarer:1"),
    ("month", ask(), "2021:5 2021-07:3 2021-08:4"),
    ("month", ask("accord"), "2021-07:2 2021-08:1"),
    ("month", ask(first="2021-07", last="2021-07"), "2021:5 2021-07:3 2021-08:4"),
    (
        "speaker",
        ask(kind=["direct"], speaker=["rose-tamarin"]),
        "ines-caradec:2 paul-caradec:1 paul-etchegoyen:1",
    ),
]


@pytest.mark.parametrize(("name", "request_", "rows"), FACETS)
def test_facets(press: Lab, name: str, request_, rows: str) -> None:  # type: ignore[no-untyped-def]
    import msgspec

    facet = press.engine.search(msgspec.structs.replace(request_, facets=(name,))).facets[name]
    told = sorted(f"{row.value}:{row.count}{'!' * row.selected}" for row in facet.values)
    assert told == sorted(_rows(rows))
    assert not facet.truncated
    if name != "month":
        assert [row.count for row in facet.values] == sorted((r.count for r in facet.values), reverse=True)


def _rows(text: str) -> list[str]:
    """« Le Phare:4 La Rivière:2 » → two rows."""
    import re

    return [row.strip() for row in re.findall(r"[^:]+:\d+!?", text)]


def test_a_facet_says_when_it_is_cut_and_keeps_what_is_chosen(press: Lab) -> None:
    request = ask(source=["Le Courrier du Val"], facets=("source",), facet_limit=1)
    facet = press.engine.search(request).facets["source"]
    assert [(row.value, row.selected) for row in facet.values] == [
        ("Le Phare", False),
        ("Le Courrier du Val", True),
    ]
    assert facet.truncated


@pytest.mark.parametrize("name", ["speaker", "organisation", "source", "kind", "verb"])
def test_a_facet_counts_what_a_click_gives(press: Lab, name: str) -> None:
    for q in ("", "accord", "adopté OU rose"):
        for row in press.engine.search(ask(q, facets=(name,), facet_limit=50)).facets[name].values:
            assert press.engine.search(ask(q, **{name: [row.value]})).total == row.count


def test_a_month_counts_what_a_click_gives(press: Lab) -> None:
    """A quotation of which only the year is known may be of any of its months."""
    for q in ("", "accord", "adopté OU rose"):
        for row in press.engine.search(ask(q, facets=("month",))).facets["month"].values:
            assert press.engine.search(ask(q, first=row.value, last=row.value)).total == row.count


def test_timeline(press: Lab) -> None:
    bars = [(bar.month, bar.count, bar.articles) for bar in press.engine.timeline(ask())]
    assert bars == [("2021-07", 2, 2), ("2021-08", 3, 3), ("2021", 1, 1), ("", 1, 1)]
    bars = [(bar.month, bar.count, bar.articles) for bar in press.engine.timeline(ask("accord"))]
    assert bars == [("2021-07", 2, 2), ("2021-08", 1, 3)]
    bars = [(b.month, b.count, b.articles) for b in press.engine.timeline(ask(source=["La Rivière"]))]
    assert bars == [("2021-08", 2, 2)]
    assert press.engine.timeline(ask("inexistant")) == ()


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest", "indexed"])
@pytest.mark.parametrize("q", ["", "accord OU rose OU retrait OU article"])
def test_pages_and_cursors_give_the_same(press: Lab, sort: str, q: str) -> None:
    whole = [hit.document.id for hit in press.engine.search(ask(q, sort=sort, limit=100)).items]
    by_page = [
        hit.document.id
        for page in range(1, 5)
        for hit in press.engine.search(ask(q, sort=sort, limit=2, page=page)).items
    ]
    by_cursor: list[str] = []
    cursor = None
    while True:
        answer = press.engine.search(ask(q, sort=sort, limit=2, cursor=cursor))
        by_cursor += [hit.document.id for hit in answer.items]
        assert answer.total == len(whole)
        cursor = answer.next
        if cursor is None:
            break
    assert by_page == by_cursor == whole
    assert [hit.document.id for hit in press.engine.export(ask(q, sort=sort, limit=1))] == whole


def test_a_cursor_of_another_query_is_refused(press: Lab) -> None:
    cursor = press.engine.search(ask("accord", limit=1)).next
    for request in (ask("rose", limit=1, cursor=cursor), ask("accord", limit=1, cursor="zzz")):
        with pytest.raises(StaleCursor):
            press.engine.search(request)


def test_a_cursor_by_date_goes_on_over_a_commit(make: Make) -> None:
    lab = make()
    lab.write([quote(f"d{n}", "Un mot.", article=f"a{n}", published=f"2021-01-0{n}") for n in range(1, 6)])
    first = lab.engine.search(ask("mot", sort="newest", limit=2))
    assert [hit.document.id for hit in first.items] == ["d5", "d4"]
    lab.write([quote("d9", "Un mot.", article="a9", published="2021-02-01")], gone=["a4"])
    following = lab.engine.search(ask("mot", sort="newest", limit=2, cursor=first.next))
    assert [hit.document.id for hit in following.items] == ["d3", "d2"]
    assert following.total == 5


def test_one_quotation(press: Lab) -> None:
    hit = press.engine.quote("q2")
    assert isinstance(hit, Hit)
    assert (hit.document.id, hit.occurrences, hit.speaker) == ("q2", 2, ENTITIES[2])
    assert press.engine.quote("q99") is None


def test_one_article(press: Lab) -> None:
    by_key, by_id = press.engine.article("a1"), press.engine.article("a1.txt")
    assert by_key is not None
    assert by_key == by_id
    assert by_key.quote_ids == ("q1", "q2")
    assert press.engine.article("a99") is None


def test_what_an_ambiguous_name_may_be_is_listed_under_each_candidate(press: Lab) -> None:
    for candidate in ("rose-tamarin", "paul-caradec"):
        total, hits = press.engine.perhaps(candidate)
        assert (total, [hit.document.id for hit in hits]) == (1, ["q4"])
    assert press.engine.perhaps("ines-caradec") == (0, ())
    assert press.engine.perhaps("paul-caradec", limit=0) == (1, ())


def test_entities(press: Lab) -> None:
    row = press.engine.entity("ines-caradec")
    assert row is not None
    assert (row.count, row.occurrences, row.first, row.last) == (2, 2, "2021", "2021-07-28")
    port = press.engine.entity("port-de-kermor")
    assert port is not None
    assert (port.count, port.occurrences) == (1, 2)
    assert press.engine.entity("nobody") is None
    total, rows = press.engine.entities("speaker")
    assert total == 4
    assert [r.entity.id for r in rows] == [
        "ines-caradec", "paul-caradec", "paul-etchegoyen", "rose-tamarin",
    ]  # fmt: skip
    assert [r.entity.id for r in press.engine.entities("speaker", limit=2, offset=3, sort="name")[1]] == [
        "rose-tamarin"
    ]
    assert press.engine.entities("speaker", q="carad")[0] == 2
    assert press.engine.entities("organisation")[0] == 2


RESOLVED = [
    ("speaker", "Inès Caradec", ["ines-caradec"]),
    ("speaker", " ines caradec", ["ines-caradec"]),
    ("speaker", "mme CARADEC", ["ines-caradec"]),
    ("speaker", "ines-caradec", ["ines-caradec"]),
    ("speaker", "Caradec", []),
    ("speaker", "LDM", ["ligue-des-marins"]),
    ("organisation", "LDM", ["ligue-des-marins"]),
    ("organisation", "Rose Tamarin", []),
]


@pytest.mark.parametrize(("field", "name", "ids"), RESOLVED)
def test_resolve(press: Lab, field: str, name: str, ids: list[str]) -> None:
    assert [entity.id for entity in press.engine.resolve(field, name)] == ids


SUGGESTED = [
    ("cara", "", ["ines-caradec", "paul-caradec"]),
    ("CARAD", "speaker", ["ines-caradec", "paul-caradec"]),
    ("paul car", "", ["paul-caradec"]),
    ("car paul", "", ["paul-caradec"]),
    ("inés", "", ["ines-caradec"]),
    ("caradek", "", ["ines-caradec", "paul-caradec"]),
    ("etchegoien", "", ["paul-etchegoyen"]),
    ("etchegyo", "", ["paul-etchegoyen"]),
    ("mari", "", ["ligue-des-marins"]),
    ("mari", "speaker", []),
    ("ldm", "organisation", ["ligue-des-marins"]),
    ("zoe", "", []),
    ("", "", []),
    ("'", "", []),
]


@pytest.mark.parametrize(("prefix", "field", "ids"), SUGGESTED)
def test_suggest(press: Lab, prefix: str, field: str, ids: list[str]) -> None:
    found = press.engine.suggest(prefix, field=field)
    assert [each.id for each in found] == ids
    assert [each.count for each in found] == sorted((each.count for each in found), reverse=True)
    assert [each.id for each in press.engine.suggest(prefix, field=field, limit=1)] == ids[:1]


MEANT = [
    ("acord", "accord"),
    ("acord ET deputé", "accord ET deputé"),
    ("retrèt", None),
    ("oeuvrre", "œuvre"),
    ('"Acord est" OU acordéon', '"accord est" OU acordéon'),
    ("accord SAUF retrèt", None),
    ("accord", None),
    ("xyzt", None),
]


@pytest.mark.parametrize(("q", "meant"), MEANT)
def test_did_you_mean(press: Lab, q: str, meant: str | None) -> None:
    assert press.engine.did_you_mean(ask(q)) == meant


def test_who_says_it_most(press: Lab) -> None:
    rows = press.engine.speakers_of(ask())
    assert (rows[0].entity.id, rows[0].count) == ("ines-caradec", 2)
    assert len(rows) == 4
    assert len(press.engine.speakers_of(ask("accord"), limit=1)) == 1


def test_words_of_a_result(make: Make) -> None:
    lab = make()
    texts = ["Le barrage tiendra.", "Ce barrage fuit.", "La Crue vient.", "La Crue passe.", "La Crue dure."]
    lab.write([quote(f"d{n}", text, article=f"a{n}", published="2021") for n, text in enumerate(texts)])
    assert [row.term for row in lab.engine.terms_of(ask("barrage"))] == ["barrage"]
    assert [(row.term, row.count) for row in lab.engine.terms_of(ask("crue"))] == [("crue", 3)]


def test_words_of_grammar_and_chance_are_typical_of_nobody(make: Make) -> None:
    """Ten quotations in all: somebody's five always have « toujours », two of them « quai » as others do."""
    lab = make()
    hers = [
        "Le quai vieillit toujours.", "Ce quai gêne, il le faut toujours.", "Nos grues rouillent toujours.",
        "Elles seraient toujours là, les grues.", "Toujours nous voulons des grues.",
    ]  # fmt: skip
    theirs = [
        "Un quai neuf coûte.",
        "Le quai attend.",
        "Rien ne presse.",
        "Ailleurs on rit.",
        "Le vent tourne.",
    ]
    texts = [*hers, *theirs]
    entities = [Entity(id="odile-favre", name="Odile Favre", type="person")]
    lab.write(
        [quote(f"g{n}", text, article=f"a{n}", published="2021") for n, text in enumerate(texts)],
        entities=entities,
        changed={f"g{n}": Assignment(speaker="odile-favre", group=f"g{n}") for n in range(len(hers))},
    )
    assert [row.term for row in lab.engine.terms_of(ask(speaker=["odile-favre"]))] == ["grues"]
    assert lab.engine.terms_of(ask()) == ()  # all of it is more frequent nowhere


def test_sources_and_counts(press: Lab) -> None:
    assert press.engine.sources() == (("Le Phare", 4), ("La Rivière", 2), ("Le Courrier du Val", 1))
    assert press.engine.counts() == Counts(
        quotations=6, occurrences=7, articles=7, speakers=4, organisations=2, sources=3
    )


def test_what_would_help_an_empty_result(press: Lab) -> None:
    rows = relaxations(press.engine, ask("accord", speaker=["rose-tamarin"], kind=["mixed"]))
    assert [(row.field, row.value, row.total) for row in rows] == [("q", "accord", 1)]
    rows = relaxations(press.engine, ask("accord", first="2022", exclude_kind=["indirect"]))
    assert [(row.field, row.total) for row in rows] == [("first_day", 2)]


# --- generations -----------------------------------------------------------------------------------


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
