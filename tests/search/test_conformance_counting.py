"""Every engine counts the same: facets, months, who says it most, typical words, ways out of nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from search_lab import Lab, ask, quote

from search.relax import relaxations
from search.values import Assignment, Counts, Entity

Make = Callable[[], Lab]

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
