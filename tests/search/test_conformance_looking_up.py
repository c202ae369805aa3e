"""Every engine gives the same single things: quotations, articles, who a name may be, what may be meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from search_lab import ENTITIES, Lab, ask

from search.values import Hit

Make = Callable[[], Lab]


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
