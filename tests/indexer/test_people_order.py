"""Whatever the order and the batches articles come in: the same people and reprints; ids given stay."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.record import Correction, Known, Record
from search.values import Former
from tests.indexer.people_helpers import House, Said, article, ids, quick_folder

STRIKE = (
    "On nous demande de faire rouler des trains sans contrôleurs, et personne n'ose dire que c'est dangereux"
)
FUTR = {"organisation": "Fédération unie des travailleurs du rail", "role": "secrétaire générale"}
MAYOR = {"name": "Karim Belhadj", "role": "maire", "organisation": "Montreval"}
STRIKER = {"name": "Karim Belhadj", "role": "milieu de terrain", "organisation": "Olympique de Sétara"}

SAID: list[Said] = [
    {"name": "Nadège Kerbrat", **FUTR, "date": "2021-09-07", "text": STRIKE},
    {"name": "Nadège Kerbrat", **FUTR, "date": "2021-09-08", "text": STRIKE + "."},
    {"name": "N. Kerbrat", "organisation": "FUTR", "role": "secrétaire générale", "date": "2021-09-09"},
    {"name": "Kerbrat", "role": "secrétaire générale", "organisation": "FUTR", "date": "2021-09-10"},
    {
        "name": "NADEGE KERBRAT",
        "date": "2021-09-09",
        "text": "sans contrôleurs, et personne n'ose dire que c'est dangereux",
    },
    {"name": "Gwenaël Kerbrat", "role": "délégué", "organisation": "FUTR", "date": "2021-09-07"},
    {"name": "Kerbrat", "date": "2021-12-01"},
    {**MAYOR, "date": "2021-11-25"},
    {**MAYOR, "date": "2021-11-26", "role": "maire de Montreval"},
    {**STRIKER, "date": "2021-11-28"},
    {"name": "Karim Belhadj", "date": "2021-11-29"},
    {"name": "M. Belhadj", "role": "maire de Montreval", "date": "2021-11-30"},
    {"name": "BELHADJ Karim", "role": "maire", "organisation": "Montreval", "date": "2020-07-05"},
    {"name": "Moqtada al-Rikabi", "role": "chef", "organisation": "Mouvement national", "date": "2021-07-28"},
    {"name": "Muqtada al-Rikabi", "role": "leader du Mouvement national", "date": "2021-08-02"},
    {"name": "un proche du dossier", "date": "2021-08-02"},
    {"name": "FUTR", "type": "organisation", "date": "2021-09-10"},
    {"name": "la Fédération unie des travailleurs du rail", "type": "organisation", "date": "2021-09-11"},
]
ALL = ids(SAID)


def partition(house: House) -> set[frozenset[str]]:
    """Quotations by who speaks; those of nobody, or of any of several, apart."""
    groups: dict[object, set[str]] = {}
    for id_, assignment in house.index.items():
        groups.setdefault(assignment.speaker or (id_, assignment.perhaps != ()), set()).add(id_)
    return {frozenset(group) for group in groups.values()}


def reprints(house: House) -> dict[str, str]:
    return {id_: assignment.group for id_, assignment in house.index.items()}


def put(house: House, numbers: list[int]) -> None:
    house.put(article(SAID[number], number) for number in numbers)
    house.update()


@pytest.fixture(scope="module")
def whole() -> tuple[set[frozenset[str]], dict[str, str]]:
    with quick_folder() as folder:
        house = House(folder / "data")
        put(house, list(range(len(SAID))))
        return partition(house), reprints(house)


def test_what_all_of_it_says(whole: tuple[set[frozenset[str]], dict[str, str]]) -> None:
    people = {frozenset(ALL.index(id_) for id_ in group) for group in whole[0] if len(group) > 1}
    assert people == {
        frozenset({0, 1, 2, 3, 4}),
        frozenset({7, 8, 11, 12}),
        frozenset({13, 14}),
        frozenset({16, 17}),
    }
    assert {whole[1][ALL[number]] for number in (0, 1, 4)} == {ALL[0]}
    assert all(whole[1][id_] == id_ for number, id_ in enumerate(ALL) if number not in (0, 1, 4))


orders = st.permutations(range(len(SAID)))
cuts = st.lists(st.integers(1, len(SAID) - 1), max_size=4).map(sorted)


@settings(max_examples=25, deadline=None)
@given(order=orders, cut=cuts)
def test_neither_order_nor_batches_leave_a_trace(
    whole: tuple[set[frozenset[str]], dict[str, str]], order: list[int], cut: list[int]
) -> None:
    with quick_folder() as folder:
        house = House(folder / "data")
        for start, end in zip([0, *cut], [*cut, len(order)], strict=True):
            put(house, order[start:end])
        assert (partition(house), reprints(house)) == whole
        assert house.given <= house.present | house.former.keys()  # no id ever leads nowhere
        assert not house.present & house.former.keys()
        assert {one for former in house.former.values() for one in former.ids} <= house.present
        index, former = dict(house.index), house.former
        house.rebuild()
        assert (house.index, house.former) == (index, former)


@settings(max_examples=15, deadline=None)
@given(
    order=orders, cut=st.integers(4, len(SAID) - 1), gone=st.sets(st.integers(0, len(SAID) - 1), max_size=5)
)
def test_articles_that_go_leave_no_trace_and_ids_stay(order: list[int], cut: int, gone: set[int]) -> None:
    with quick_folder() as folder:
        house, other = House(folder / "a"), House(folder / "b")
        put(house, order[:cut])
        before = {id_: a.speaker for id_, a in house.index.items()}
        put(house, order[cut:])
        for who in {who for who in before.values() if who}:
            theirs = [id_ for id_, given in before.items() if given == who]
            now = {house.index[id_].speaker for id_ in theirs}
            # It is still theirs, or it stands for those whose it turned out to be, or may be.
            assert who in now or house.former[who]
            assert who in now or not now - {None} or now & set(house.former[who].ids)
        kept = [number for number in range(len(SAID)) if number not in gone]
        with Record.open(house.path) as record:
            keys = list(record.keys())
            articles = {kept.article.id: kept.key for kept in record.articles()}
            assert len(keys) == len(SAID)
            record.remove([articles[f"article-{number}"] for number in gone], at=1)
        house.update()
        house.index = {id_: a for id_, a in house.index.items() if id_ not in {ALL[n] for n in gone}}
        put(other, kept)
        assert (partition(house), reprints(house)) == (partition(other), reprints(other))


def test_a_rebuild_gives_the_same_ids_and_corrections(tmp_path: Path) -> None:
    house = House(tmp_path / "data")
    put(house, list(range(0, len(SAID), 2)))
    put(house, list(range(1, len(SAID), 2)))
    who = house.index[ALL[7]].speaker or ""
    striker = house.index[ALL[9]].speaker or ""
    assert who != striker
    with Record.open(house.path) as record:
        record.corrections.add(Correction(kind="merge", target=who, values=(striker,)))
        record.corrections.add(Correction(kind="not-theirs", target=ALL[0], values=(who,)))
        record.corrections.add(Correction(kind="split", target=who, values=("BELHADJ Karim",)))
        record.people.replace([Known(name="Moqtada al-Rikabi", wikidata="Q7", aliases=("Kerbrat",))])
    told = house.update()
    assert house.index[ALL[9]].speaker == house.index[ALL[0]].speaker == who
    assert house.index[ALL[12]].speaker not in (None, who)
    assert any(entity.wikidata == "Q7" for entity in told.entities)
    before = dict(house.index), house.former
    assert house.former[striker] == Former((who,), sure=True)
    house.rebuild()
    assert (house.index, house.former) == before


def test_dates_of_the_known_list_tell_namesakes_apart(tmp_path: Path) -> None:
    said: list[Said] = [{"name": "Karim Belhadj", "date": year} for year in ("1998", "2021", "2010")]
    house = House(tmp_path / "data")
    house.put(article(one, number) for number, one in enumerate(said))
    with Record.open(house.path) as record:
        record.people.replace(
            [
                Known(name="Karim Belhadj", wikidata="Q1", first="1990", last="2000"),
                Known(name="Karim Belhadj", wikidata="Q2", first="2015"),
            ]
        )
    told = house.update()
    wikidata = {entity.id: entity.wikidata for entity in told.entities}
    assert [wikidata.get(house.index[id_].speaker or "") for id_ in ids(said)] == ["Q1", "Q2", None]


def test_who_was_listed_before_being_quoted_keeps_the_id(tmp_path: Path) -> None:
    house = House(tmp_path / "data")
    with Record.open(house.path) as record:
        record.people.replace([Known(name="Ali Ba"), Known(name="Karim Belhadj", wikidata="Q1")])
    house.update()
    said: list[Said] = [{"name": "Karim Belhadj", "date": "2021"}]
    house.put([article(said[0], 0)])
    house.update()
    assert [house.index[id_].speaker for id_ in ids(said)] == ["karim-belhadj"]


def test_a_correction_taken_back_leaves_no_trace(tmp_path: Path) -> None:
    house = House(tmp_path / "data")
    put(house, list(range(len(SAID))))
    before, entities = dict(house.index), house.update().entities
    who, other = house.index[ALL[7]].speaker or "", house.index[ALL[0]].speaker or ""
    corrections = [
        Correction(kind="merge", target=who, values=(other,)),
        Correction(kind="rename", target=who, values=("Autrement",)),
        Correction(kind="split", target=who, values=("Karim Belhadj",)),
        Correction(kind="not-theirs", target=ALL[0]),
        Correction(kind="no-quotation", target=ALL[1]),
        Correction(kind="delist", target=other),
    ]
    for correction in corrections:
        with Record.open(house.path) as record:
            number = record.corrections.add(correction)
        assert house.update().entities != entities or house.index != before
        with Record.open(house.path) as record:
            record.corrections.undo(number)
        assert house.update().entities == entities
        assert house.index == before
        assert who not in house.former
        assert other not in house.former


def test_unnamed_sources_are_nobody_and_ambiguous_names_say_so(tmp_path: Path) -> None:
    house = House(tmp_path / "data")
    put(house, list(range(len(SAID))))
    assert house.index[ALL[15]].speaker is None
    alone = house.index[ALL[6]]
    assert alone.speaker is None
    assert {house.index[ALL[0]].speaker, house.index[ALL[5]].speaker} == set(alone.perhaps)
    namesakes = house.index[ALL[10]]
    assert namesakes.speaker is None
    assert {house.index[ALL[7]].speaker, house.index[ALL[9]].speaker} == set(namesakes.perhaps)
