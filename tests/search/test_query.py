"""The query language: what each form means, what each fault says and where, each cap at its limit."""

from __future__ import annotations

import random

import pytest

from corpus.errors import QueryError
from search.query import (
    MAX_DEPTH,
    MAX_LENGTH,
    MAX_PHRASE,
    MAX_SLOP,
    MAX_TERMS,
    And,
    Everything,
    Field,
    Fuzzy,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
    parse,
)

A, B, C = Term("accord"), Term("traité"), Term("paix")

MEANINGS: list[tuple[str, Node]] = [
    ("", Everything()),
    ("   ", Everything()),
    ("… – !", Everything()),
    ("accord", A),
    ("accord traité", And((A, B))),
    ("accord ET traité", And((A, B))),
    ("accord AND traité", And((A, B))),
    ("accord OU traité", Or((A, B))),
    ("accord OR traité OU paix", Or((A, B, C))),
    ("accord et traité", And((A, Term("et"), B))),
    ("accord SAUF traité", Not(A, B)),
    ("accord NOT traité", Not(A, B)),
    ("accord -traité", Not(A, B)),
    ("-traité accord", Not(A, B)),
    ("accord - traité", And((A, B))),
    ("SAUF traité", Not(Everything(), B)),
    ("accord SAUF traité OU paix", Or((Not(A, B), C))),
    ("accord OU traité paix", Or((A, And((B, C))))),
    ("accord traité SAUF paix", And((A, Not(B, C)))),
    ("(accord OU traité) paix", And((Or((A, B)), C))),
    ("(accord OU traité) SAUF (paix)", Not(Or((A, B)), C)),
    ("accord OU (traité ET NOT paix)", Or((A, Not(B, C)))),
    ("l’accord", A),
    ("l'accord", A),
    ("l‘accord", A),
    ("d`accord", A),
    ("aujourd’hui", Term("aujourd’hui")),
    ("porte-parole", Term("porte-parole")),
    ("accord,", Term("accord")),
    ("accord ?", A),
    ("accord?", A),
    ("49.3", Term("49.3")),
    ("2 500 accord", And((Term("2 500"), A))),
    ("prud'hommes", And((Term("prud"), Term("hommes")))),
    ('"est pas adopté"', Phrase(("est", "pas", "adopté"))),
    ("« n’est pas »", Phrase(("n", "est", "pas"))),
    ("“est pas”", Phrase(("est", "pas"))),
    ("„est pas“", Phrase(("est", "pas"))),
    ("‹est pas›", Phrase(("est", "pas"))),
    ('"est pas”', Phrase(("est", "pas"))),
    ('«est pas"', Phrase(("est", "pas"))),
    ('""', Everything()),
    ('"" accord', A),
    ('"le porte-parole"', Phrase(("le", "porte", "parole"))),
    ('"accord traité"~3', Phrase(("accord", "traité"), 3)),
    ('"accord traité"~', Phrase(("accord", "traité"), 5)),
    ('"accord traité"~3>', Phrase(("accord", "traité"), 3, True)),
    ('"l’accord traité"~3', Phrase(("accord", "traité"), 3)),
    ("retrait*", Prefix("retrait")),
    ("Retraît*", Prefix("retrait")),
    ("l’œuv*", Prefix("oeuv")),
    ("porte-par*", Prefix("porte-par")),
    ("acord~", Fuzzy("acord")),
    ("acord~1", Fuzzy("acord")),
    ("qui:Marchetti", Field("speaker", Term("Marchetti"))),
    ("speaker:Marchetti", Field("speaker", Term("Marchetti"))),
    ("QUI:Marchetti", Field("speaker", Term("Marchetti"))),
    ('qui:"Le Goff"', Field("speaker", Phrase(("le", "goff")))),
    ("pour:(LDM OU port)", Field("organisation", Or((Term("LDM"), Term("port"))))),
    ("journal:Phare", Field("source", Term("Phare"))),
    ("titre:accord", Field("title", A)),
    ("rôle:maire", Field("role", Term("maire"))),
    ("role:maire", Field("role", Term("maire"))),
    ("-qui:Marchetti accord", Not(A, Field("speaker", Term("Marchetti")))),
    ("note:accord", And((Term("note"), A))),
    ("http://exemple.fr", And((Term("http"), Term("exemple"), Term("fr")))),
]


@pytest.mark.parametrize(("text", "node"), MEANINGS, ids=[text or "empty" for text, _ in MEANINGS])
def test_what_a_query_means(text: str, node: Node) -> None:
    assert parse(text).node == node


FAULTS = [
    ('accord "retrait', "unclosed_quote", 7),
    ("accord « retrait", "unclosed_quote", 7),
    ("accord »", "unclosed_quote", 7),
    ("(accord", "unclosed_parenthesis", 0),
    ("accord (traité OU (paix)", "unclosed_parenthesis", 7),
    ("accord)", "unexpected", 6),
    ("accord OU", "operand", 7),
    ("OU accord", "operand", 0),
    ("accord ET", "operand", 7),
    ("ET accord", "operand", 0),
    ("accord ET OU traité", "operand", 7),
    ("accord SAUF", "operand", 7),
    ("()", "operand", 1),
    ("accord SAUF SAUF paix", "operand", 7),
    ("qui:", "field", 0),
    ("accord qui: OU paix", "field", 7),
    ("qui:pour:paix", "field", 0),
    ("*", "prefix_short", 0),
    ("re*", "prefix_short", 0),
    ("*trait", "wildcard", 0),
    ("ret*ait", "wildcard", 0),
    ("ret?ait", "wildcard", 0),
    ("paix~", None, None),
    ("roi~", "fuzzy_short", 0),
    ('"accord paix"~51', "slop", 0),
    ('"accord paix"~99999999999999999999', "slop", 0),
]


@pytest.mark.parametrize(("text", "code", "position"), FAULTS, ids=[text for text, _, _ in FAULTS])
def test_a_fault_says_what_and_where(text: str, code: str | None, position: int | None) -> None:
    if code is None:
        parse(text)
        return
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert (caught.value.code, caught.value.position) == (code, position)
    assert len(str(caught.value)) > 20, "it says what to write instead"


def nested(depth: int) -> str:
    """A word in so many parentheses."""
    return "(" * depth + "accord" + ")" * depth


CAPS = [
    ("length", "a" * MAX_LENGTH, "a" * (MAX_LENGTH + 1), "too_long"),
    ("terms", "mot " * MAX_TERMS, "mot " * (MAX_TERMS + 1), "too_many"),
    ("terms, elided", "l’un-l’autre " * (MAX_TERMS // 2), "l’un-l’autre " * MAX_TERMS, "too_many"),
    ("phrase", f'"{"mot " * MAX_PHRASE}"', f'"{"mot " * (MAX_PHRASE + 1)}"', "phrase_long"),
    ("nesting", nested(MAX_DEPTH), nested(MAX_DEPTH + 1), "too_deep"),
    ("proximity", f'"a b"~{MAX_SLOP}', f'"a b"~{MAX_SLOP + 1}', "slop"),
    ("truncation", "acc*", "ac*", "prefix_short"),
    ("typo", "paix~", "pax~", "fuzzy_short"),
]


@pytest.mark.parametrize(("at", "over", "code"), [row[1:] for row in CAPS], ids=[row[0] for row in CAPS])
def test_each_cap_at_its_limit_and_one_over(at: str, over: str, code: str) -> None:
    parse(at)
    with pytest.raises(QueryError) as caught:
        parse(over)
    assert caught.value.code == code
    assert caught.value.values["limit"].isdigit()


TOLD = [
    ("accord", "« accord »", "« accord »"),
    ("accord traité", "« accord » et « traité »", "« accord » and « traité »"),
    ("(accord OU traité) SAUF paix", "(« accord » ou « traité ») sauf « paix »",
     "(« accord » or « traité ») but not « paix »"),
    ('"pas adopté"', "la phrase « pas adopté »", "the phrase « pas adopté »"),
    ('"a b"~5', "« a b » à 5 mots près", "« a b » within 5 words"),
    ('"a b"~5>', "« a b » à 5 mots près dans cet ordre", "« a b » within 5 words in this order"),
    ("retrait*", "mots en « retrait… »", "words in « retrait… »"),
    ("acord~", "« acord » à une lettre près", "« acord » one letter apart"),
    ("qui:Rose", "locuteur « Rose »", "speaker « Rose »"),
    ("SAUF paix", "toutes les citations sauf « paix »", "all quotations but not « paix »"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "french", "english"), TOLD, ids=[row[0] for row in TOLD])
def test_a_query_tells_itself(text: str, french: str, english: str) -> None:
    query = parse(text)
    assert (query.describe("fr"), query.describe("en")) == (french, english)


def test_the_words_asked_for_are_those_not_excluded() -> None:
    assert parse('accord "pas adopté" SAUF paix').terms() == ("accord", "pas", "adopté")


# --- any characters at all ---------------------------------------------------------------------------

PIECES = (
    *"()\"«»“”„‹›‘’'`-–*?~>:.,;!0123456789 \t\n\u00a0\u202f\u0301\u2011",
    *[
        "ET",
        "OU",
        "SAUF",
        "AND",
        "OR",
        "NOT",
        "qui:",
        "pour:",
        "journal:",
        "titre:",
        "role:",
        "rôle:",
        "foo:",
        "a",
        "ab",
        "mot",
        "Œuvre",
        "l’",
        "49.3",
    ],
    *["~5", "~51", "~1", "~5>", "**", "ﬁ", "½", "中", "א", "ß", "İ", "porte-parole", "🌹", "\ud800", "\x00"],
    "2 500",
)


def understand(text: str) -> tuple[Query | None, int]:
    """The query a text means, or the position of its fault; any other error passes through."""
    try:
        return parse(text), 0
    except QueryError as error:
        return None, error.position


def ask_anything(count: int, seed: int) -> int:
    """How many of so many random strings mean something; any error but QueryError passes through."""
    chance = random.Random(seed)
    understood = 0
    for _ in range(count):
        text = "".join(chance.choices(PIECES, k=chance.randint(1, 14)))
        query, position = understand(text)
        assert 0 <= position <= len(text), text
        if query is None:
            continue
        understood += 1
        query.describe("fr")
        query.describe("en")
        query.terms()
    return understood


def test_no_string_raises_anything_but_a_query_error() -> None:
    assert ask_anything(200_000, seed=1) > 20_000


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10, 15))
def test_a_million_strings_raise_nothing_but_query_errors(seed: int) -> None:
    ask_anything(200_000, seed=seed)


LONG = ("(" * 2000, '"' * 2000, "a" * 2000, "-a" * 1000, "a~" * 1000, "qui:" * 500, "l’" * 1000, "«" * 2000)


@pytest.mark.parametrize("text", LONG, ids=[text[:4] for text in LONG])
def test_the_longest_of_one_piece_is_read(text: str) -> None:
    understand(text)
