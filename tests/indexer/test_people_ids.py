"""Ids once given stay given: whose they turn out to be, whatever comes, goes, is read anew or corrected."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from corpus.record import Correction, Known, Record
from search.values import Former
from tests.indexer.people_helpers import House, Said, article, ids

ALONE: Said = {"name": "Kerbrat", "role": "maire de Montreval", "date": "2021-09-10"}
SILENT: Said = {"name": "Kerbrat", "date": "2021-09-10"}
NADEGE: Said = {"name": "Nadège Kerbrat", "role": "maire de Montreval", "date": "2021-09-09"}
GWENAEL: Said = {"name": "Gwenaël Kerbrat", "role": "délégué", "date": "2021-09-07"}
RIKABI: list[Said] = [
    {"name": "Moqtada Rikabi", "role": "chef", "date": "2021-07-28"},
    {"name": "Muqtada Rikabi", "role": "orateur", "date": "2021-07-29"},
]
UNION: Said = {"name": "la Fédération unie des travailleurs du rail", "type": "organisation", "date": "2021"}
FUTR: Said = {"name": "FUTR", "type": "organisation", "date": "2012"}
BOTH: Said = {**UNION, "name": "la Fédération unie des travailleurs du rail (FUTR)"}

NEVER, NADEGE_NOW = None, Former(("nadege-kerbrat",), sure=True)
STANDS_FOR: list[tuple[str, list[list[Said]], str, Former | None]] = [
    ("a surname, then its one bearer", [[ALONE], [NADEGE]], "kerbrat", NADEGE_NOW),
    ("a surname, then somebody it may be", [[SILENT], [NADEGE]], "kerbrat", Former(("nadege-kerbrat",))),
    ("a surname, then two bearers", [[SILENT], [NADEGE, GWENAEL]], "kerbrat",
     Former(("gwenael-kerbrat", "nadege-kerbrat"))),
    ("a bearer, then the surname", [[NADEGE], [ALONE]], "kerbrat", NEVER),
    ("two spellings, then what joins them",
     [RIKABI, [{**one, "organisation": "Mouvement national"} for one in RIKABI]],
     "muqtada-rikabi", Former(("moqtada-rikabi",), sure=True)),
    ("an acronym keeps its id", [[FUTR], [BOTH]], "futr", NEVER),
    ("a name and an acronym, then both", [[UNION, FUTR], [BOTH]], "futr",
     Former(("federation-unie-des-travailleurs-du-rail",), sure=True)),
]  # fmt: skip


def put(house: House, *batches: list[Said]) -> None:
    """Put articles in, batch after batch, numbered from 0 over all."""
    number = 0
    for batch in batches:
        house.put(article(one, number + at) for at, one in enumerate(batch))
        number += len(batch)
        house.update()


def correct(house: House, correction: Correction) -> int:
    with Record.open(house.path) as record:
        number = record.corrections.add(correction)
    house.update()
    return number


def undo(house: House, number: int) -> None:
    with Record.open(house.path) as record:
        record.corrections.undo(number)
    house.update()


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path / "data")


@pytest.mark.parametrize(
    ("batches", "old", "now"), [row[1:] for row in STANDS_FOR], ids=[row[0] for row in STANDS_FOR]
)
def test_an_id_stands_for_whose_it_turned_out_to_be(
    house: House, batches: list[list[Said]], old: str, now: Former | None
) -> None:
    put(house, *batches)
    assert house.former.get(old) == now


def test_an_id_stays_with_whom_it_was_told_of(house: House) -> None:
    """A namesake turns up: the mayor keeps the id, though an older mention says nothing of her."""
    silent: Said = {"name": "Nadège Kerbrat", "date": "2021-09-01"}
    swimmer: Said = {"name": "Nadège Kerbrat", "role": "nageuse", "date": "2021-09-10"}
    put(house, [silent, NADEGE], [swimmer])
    spoke = [house.index[id_].speaker for id_ in ids([silent, NADEGE, swimmer])]
    assert spoke == [None, "nadege-kerbrat", "nadege-kerbrat-2"]


def test_an_id_of_whom_nothing_was_told_is_neither_namesakes(house: House) -> None:
    silent: Said = {"name": "Nadège Kerbrat", "date": "2021-09-01"}
    swimmer: Said = {"name": "Nadège Kerbrat", "role": "nageuse", "date": "2021-09-10"}
    put(house, [silent], [NADEGE, swimmer])
    assert house.former == {"nadege-kerbrat": Former(("nadege-kerbrat-2", "nadege-kerbrat-3"))}


def test_no_id_is_given_to_somebody_else(house: House) -> None:
    """« kerbrat » was the mayor: a Kerbrat who cannot be her gets another id."""
    swimmer: Said = {"name": "M. Kerbrat", "role": "nageur", "date": "2021-09-10"}
    mayor: Said = {**NADEGE, "name": "Mme Nadège Kerbrat"}
    put(house, [ALONE], [mayor, swimmer])
    assert house.former["kerbrat"] == NADEGE_NOW
    assert house.index[ids([ALONE, mayor, swimmer])[2]].speaker == "kerbrat-2"


def test_who_is_but_given_a_quotation_is_one_with_the_next_of_the_name(house: House) -> None:
    """And stays somebody when that article goes again: the quotation is still theirs."""
    put(house, [ALONE])
    with Record.open(house.path) as record:
        record.identities.allot({"person:Nadège Kerbrat:known": "nadege-kerbrat"})
    correct(house, Correction(kind="not-theirs", target=ids([ALONE])[0], values=("nadege-kerbrat",)))
    her = [("nadege-kerbrat", "Nadège Kerbrat")]
    for _ in range(2):
        assert [(one.id, one.name) for one in house.update().entities] == her
        house.rebuild()
    house.put([article({**NADEGE, "date": "2022-03-01"}, 7)])
    assert [one.id for one in house.update().entities if one.roles] == ["nadege-kerbrat"]
    with Record.open(house.path) as record:
        last = next(kept.key for kept in record.articles() if kept.article.id == "article-7")
        record.remove([last], at=1)
    assert [(one.id, one.name) for one in house.update().entities] == her


def test_an_id_outlives_the_article_it_was_given_in(house: House) -> None:
    put(house, [ALONE, {**ALONE, "date": "2021-09-12"}], [NADEGE])
    with Record.open(house.path) as record:
        first = next(kept.key for kept in record.articles() if kept.article.id == "article-0")
        record.remove([first], at=1)
    house.update()
    assert house.former == {"kerbrat": NADEGE_NOW}


def test_an_id_outlives_another_reading_of_its_article(house: House) -> None:
    """An extractor that finds more of a name: the id given to less of it stands for the whole."""
    made, [quote] = article(ALONE, 0)
    for name in ("Nadège Kerbrat", "Nadège Kerbrat-Le Goff"):
        speaker = msgspec.structs.replace(quote.speaker, name=name)
        with Record.open(house.path) as record:
            record.put_batch([(made, [msgspec.structs.replace(quote, speaker=speaker)])], name, at=0)
        house.update()
    assert house.former == {"nadege-kerbrat": Former(("nadege-kerbrat-le-goff",), sure=True)}


def test_corrections_of_an_id_that_stands_for_another_hold(house: House) -> None:
    put(house, [ALONE])
    correct(house, Correction(kind="rename", target="kerbrat", values=("La Kerbrat",)))
    put(house, [ALONE], [{**NADEGE, "date": "2021-09-11"}])
    assert [entity.name for entity in house.update().entities] == ["La Kerbrat"]
    number = correct(house, Correction(kind="delist", target="kerbrat"))
    assert house.former == {}  # nor is she found by her old address
    undo(house, number)
    assert house.former == {"kerbrat": NADEGE_NOW}


def test_a_merge_leaves_an_address_until_it_is_taken_back(house: House) -> None:
    put(house, [NADEGE, GWENAEL])
    number = correct(house, Correction(kind="merge", target="nadege-kerbrat", values=("gwenael-kerbrat",)))
    assert house.former == {"gwenael-kerbrat": NADEGE_NOW}
    house.rebuild()
    assert house.former == {"gwenael-kerbrat": NADEGE_NOW}
    undo(house, number)
    assert house.former == {}


def test_a_merge_takes_along_what_the_id_was_given_to_and_no_more(house: House) -> None:
    said: list[Said] = [ALONE, {"name": "Karim Belhadj", "date": "2021-01-01"}, NADEGE]
    put(house, said[:2])
    correct(house, Correction(kind="merge", target="karim-belhadj", values=("kerbrat",)))
    put(house, said[:2], said[2:])
    assert [house.index[id_].speaker for id_ in ids(said)] == [
        "karim-belhadj", "karim-belhadj", "nadege-kerbrat",
    ]  # fmt: skip
    assert house.former == {"kerbrat": Former(("karim-belhadj",), sure=True)}


def test_a_split_that_is_taken_back_leaves_an_address(house: House) -> None:
    put(house, [NADEGE, {**NADEGE, "name": "N. Kerbrat"}])
    number = correct(house, Correction(kind="split", target="nadege-kerbrat", values=("N. Kerbrat",)))
    assert house.present == {"nadege-kerbrat", "n-kerbrat"}
    undo(house, number)
    assert house.former == {"n-kerbrat": NADEGE_NOW}


def test_a_list_that_came_first_gives_the_ids_whatever_its_order(house: House) -> None:
    known = [
        Known(name="Nadège Kerbrat"),
        Known(name="Karim Belhadj", wikidata="Q1", first="1990", last="2000"),
        Known(name="Karim Belhadj", wikidata="Q2", first="2015"),
    ]
    said: list[Said] = [
        {"name": "Karim Belhadj", "date": "1998"}, {"name": "Karim Belhadj", "date": "2021"}, NADEGE,
    ]  # fmt: skip
    for listed in (known, known[1:]):
        with Record.open(house.path) as record:
            record.people.replace(listed)
        house.update()
        put(house, said)
        house.rebuild()
        spoke = [house.index[id_].speaker for id_ in ids(said)]
        assert spoke == ["karim-belhadj", "karim-belhadj-2", "nadege-kerbrat"]
