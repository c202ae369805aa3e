"""Names, bodies and printings, one by one: what is read in what was printed; mistakes once made."""

from __future__ import annotations

import msgspec
import pytest

from indexer.facts import who
from indexer.people import bodies, names
from indexer.people.bodies import Printed, expansions
from indexer.people.contexts import context, supports
from indexer.people.likeness import blocks, compare
from indexer.reprints import Printing, again, words_of
from tests.indexer.people_helpers import House, Said, article, ids, quick_folder

NAMES = [
    ("Nadège Kerbrat", "nadege kerbrat"),
    ("Mme la sous-ministre Mélanie Roy", "melanie roy"),
    ("ministre de la Santé Odile Favre", "odile favre"),
    ("maire de Port-Louviers Awa Diop", "awa diop"),
    ("maire de Florence Lucia Renzi", "lucia renzi"),
    ("EELV Solène Abgrall", "solene abgrall"),
    ("KABONGO Tshibangu Médard", "tshibangu medard kabongo"),
    ("Loïc « le Gabier » Bernard", "loic bernard"),
    ("Emmanuel Ngando dit Tonton", "emmanuel ngando"),
    ("J.-P. Hautecœur", "j p hautecoeur"),
    ("Hadi al-Mansouri", "hadi mansouri"),
    ("Abd el-Kader Ben Youcef", "abdelkader benyoucef"),
    ("Luc Vander Elst", "luc vanderelst"),
    ("M. d'Argental", "~argental"),
    ("St-Gelais", "~saintgelais"),
    ("le colonel Mbuyamba", "~mbuyamba"),
]
UNNAMED = [
    "une source proche du dossier", "un porte-parole du ministère", "la jeune femme", "chef de l'État", "Il",
    "Et", "On", "selon nous", "journaliste de l'AFP", "secrétaire général de la CGT", "Premier ministre",
    "Le Parisien", "France Info", "Les Républicains", "Odile Favre-Marc Olivet Tissier", "Kabongo fils",
    "avocat de Marcel Jacob", "nièce de Marine Le Floch", "Midi Libre",
]  # fmt: skip


@pytest.mark.parametrize(("printed", "key"), NAMES, ids=[row[0] for row in NAMES])
def test_a_name_has_one_form(printed: str, key: str) -> None:
    found = names.parse(printed)
    assert found is not None
    assert found.key == key


@pytest.mark.parametrize("printed", UNNAMED)
def test_who_is_not_named_is_nobody(printed: str) -> None:
    assert who(printed, "person")[0] == ""


@pytest.mark.parametrize(
    ("left", "right", "strength"),
    [
        ("Thibaut Oyhenart", "Thibault Oyhenart", "near"),
        ("Serguei Voronkine", "Sergueï Voronkin", "near"),
        ("Saïd Benhalima", "Said Ben Halima", "same"),
        ("Fabrice Delorme", "Fabrice Delorme-Petit", "loose"),
        ("N. Kerbrat", "Nadège Kerbrat", "loose"),
        ("Louis Morand", "Louise Morand", None),
        ("Frédéric Mahé", "Frédérique Mahé", None),
        ("Valéry Coste", "Valérie Coste", None),
        ("Vladimir Poutrine", "Vladimir Potrinine", None),
        ("Nadège Kerbrat", "Gwenaël Kerbrat", None),
    ],
)
def test_two_names_may_be_one(left: str, right: str, strength: str | None) -> None:
    one, other = names.parse(left), names.parse(right)
    assert one is not None
    assert other is not None
    assert compare(one.words, other.words) == strength
    if strength:
        assert set(blocks(one.words)) & set(blocks(other.words))


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("la Compagnie des chemins de l'Ouest (CCO)", "compagnie chemins ouest"),
        ("le quotidien Le Phare", "phare"),
        ("l'hôpital de Fond-Rouge", "hopital fond rouge"),
        ("@CercleNautique", "cerclenautique"),
        ("un communiqué", None),
        ("des sources proches de l'enquête", None),
        ("C'est", None),
        ("Après", None),
    ],
)
def test_a_body_has_one_key(printed: str, key: str | None) -> None:
    found = bodies.parse(printed)
    assert (found.key if found else None) == key


def test_an_acronym_is_not_what_hardly_anybody_prints() -> None:
    long, short = bodies.parse("Association des usagers du train"), bodies.parse("AUT")
    assert long is not None
    assert short is not None
    table = {long.key: Printed(long, 1, 9, 2), short.key: Printed(short, 2, 8, 30)}
    assert expansions(table) == {"aut": long.key}
    table[short.key] = Printed(short, 2, 8, 300)
    assert expansions(table) == {}


def test_a_place_in_common_brings_nobody_together() -> None:
    coach = context("entraîneur", "Dynamo Lissova", 1)
    engineer = context("ingénieur à la centrale de Lissova", "", 1)
    assert not supports(coach, engineer)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (
            "la crue a fait au moins 312 sinistrés dans la vallée",
            "la crue a fait au moins 480 sinistrés dans la vallée",
            False,
        ),
        ("Nous irons jusqu'au retrait de ce texte", "« nous irons jusqu’au retrait de ce texte ! »", True),
        (
            "vingt mille euros pour une cuve, personne ici ne les a",
            "20.000 euros pour une cuve, personne ici ne les a",
            True,
        ),
        ("retrait", "Nous irons jusqu'au retrait de ce texte", False),
    ],
)
def test_two_printings(left: str, right: str, same: bool) -> None:
    one, other = (Printing(side, words_of(side), "Odile Favre", 700_000, 700_000) for side in (left, right))
    assert again(one, other) is same


def speakers(said: list[Said]) -> list[str | None]:
    with quick_folder() as folder:
        house = House(folder / "data")
        house.put(article(one, number) for number, one in enumerate(said))
        house.update()
        return [house.index[id_].speaker for id_ in ids(said)]


def test_a_role_misread_once_makes_no_namesake() -> None:
    mayor: Said = {"name": "Karim Belhadj", "role": "maire", "organisation": "Montreval"}
    said: list[Said] = [{**mayor, "date": f"2021-0{month}-01"} for month in range(1, 7)]
    swimmer: Said = {"name": "Karim Belhadj", "role": "nageur", "date": "2021-08-01"}
    assert len(set(speakers([*said, swimmer]))) == 1
    assert len(set(speakers([*said[1:], swimmer]))) == 2


def test_a_long_name_links_no_two_people() -> None:
    role = {"role": "candidat", "organisation": "Ensemble Montreval", "date": "2020-03-01"}
    said: list[Said] = [
        {"name": "Benoît Grivel", **role},
        {"name": "Cédric Vilanova", **role},
        {"name": "Benoît Grivel Cédric Vilanova", **role},
    ]
    found = speakers(said)
    assert found[0] != found[1]


def test_a_misprint_of_somebody_often_quoted_is_nobody_else() -> None:
    often: list[Said] = [
        {"name": "Didier Guéguen", "role": "ministre", "date": f"2020-03-{day}"} for day in range(10, 20)
    ]
    once: list[Said] = [{"name": "Dider Guéguen", "date": "2020-03-12"}]
    assert len(set(speakers([*often, *once]))) == 1
    assert len(set(speakers([*often[:9], *once]))) == 2
    assert (
        len(set(speakers([*often, {"name": "Didier Guéguan", "role": "nageur", "date": "2020-03-12"}]))) == 2
    )


def test_a_hyphen_too_many_makes_nobody_else() -> None:
    mayor = {"role": "maire de Montreval", "date": "2020-03-01"}
    assert len(set(speakers([{"name": "Jean Kerbrat", **mayor}, {"name": "Jean-Kerbrat", **mayor}]))) == 1


def test_a_first_name_alone_is_nobody_elses() -> None:
    said: list[Said] = [
        {"name": "Line Renaud", "role": "chanteuse", "date": "2020-03-01"},
        {"name": "Renaud", "role": "chanteur", "date": "2020-03-02"},
    ]
    found = speakers(said)
    assert found[0] != found[1]


def test_a_few_words_in_two_quotations_do_not_make_them_one() -> None:
    """A title of five words that two sentences hold goes with the one printed nearest to it."""
    who = {"name": "Odile Favre", "role": "productrice"}
    title = "La nuit des grands phares"
    texts = [
        title,
        f"{title} sera absente de la grille d'été, nous n'avons plus de budget",
        f"Personne n'avait lancé {title.lower()} aussi tard depuis dix ans déjà",
    ]
    days = ("2024-03-01", "2024-03-02", "2024-03-09")
    said: list[Said] = [{**who, "date": day, "text": text} for day, text in zip(days, texts, strict=True)]
    with quick_folder() as folder:
        for number, order in enumerate(([0, 1, 2], [2, 0, 1], [1, 2, 0])):
            house = House(folder / str(number))
            for place in order:
                house.put([article(said[place], place)])
                house.update()
            groups = [house.index[id_].group for id_ in ids(said)]
            assert groups == [ids(said)[0], ids(said)[0], ids(said)[2]]


FIRST_NAMES: list[tuple[str, list[Said], int]] = [
    (
        "a witness, and another years later",
        [{"name": "Vincent", "date": day} for day in ("2017-01-10", "2017-01-12", "2020-05-24")],
        2,
    ),
    (
        "who is told of, near and far",
        [
            {"name": "Vincent", "role": "manifestant", "date": "2020-05-24"},
            {"name": "Vincent", "date": "2020-05-26"},
            {"name": "Vincent", "date": "2022-05-26"},
        ],
        2,
    ),
    (
        "who goes by a first name",
        [{"name": "Romane", "role": "chanteuse", "date": f"201{n}-03-01"} for n in range(3)]
        + [{"name": "Romane", "date": "2019-09-01"}],
        1,
    ),
    (
        "a surname is one person's whatever the day",
        [{"name": "M. Vincent", "date": day} for day in ("2017-01-10", "2020-05-24")],
        1,
    ),
    ("undated ones are anybody", [{"name": "Vincent"}, {"name": "Vincent"}], 2),
]


@pytest.mark.parametrize(
    ("said", "people"), [row[1:] for row in FIRST_NAMES], ids=[row[0] for row in FIRST_NAMES]
)
def test_a_first_name_alone_is_one_persons_for_some_days(said: list[Said], people: int) -> None:
    assert len(set(speakers(said))) == people


def test_articles_printed_twice_are_paired_whole() -> None:
    long = "Le conseil municipal s'est tenu hier devant une salle comble, et les débats ont duré tard"
    with quick_folder() as folder:
        house = House(folder / "data")
        made = []
        for number in (1, 2):
            text = f"{long}. « Oui », a-t-on entendu au fond de la salle, sans que le maire s'en émeuve."
            start = text.index("Oui")
            one, [quote] = article({"date": f"2024-03-0{number}", "text": "Oui"}, number)
            made.append(
                (
                    msgspec.structs.replace(one, text=text),
                    [msgspec.structs.replace(quote, spans=((start, start + 3),))],
                )
            )
        house.put(made)
        house.update()
        assert len({assignment.group for assignment in house.index.values()}) == 1
