"""Every engine finds the same, in the same order, page by page: words, filters, orders, cursors."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from search_lab import ENTITIES, GIVEN, PRESS, Lab, ask, quote

from corpus.errors import StaleCursor

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
