"""Whatever a text looks like, extraction answers: spans inside it, in order, in linear time."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus import Article, Quote
from corpus.sample_set import annotated
from indexer.extraction import extract
from indexer.extraction.leading import leading_subject

TEXTS = [article.text for article, _ in annotated()]


def quotes_of(text: str) -> list[Quote]:
    return extract(Article(id="1", text=text))


def sound(text: str, quotes: list[Quote]) -> None:
    """Spans lie inside the text, hold words, do not cross each other; quotations stand in order."""
    for quote in quotes:
        spans = [*quote.spans, *([quote.cue] if quote.cue else []), *quote.evidence]
        if quote.speaker.mention:
            spans.append(quote.speaker.mention)
        assert all(0 <= start < end <= len(text) for start, end in spans), quote
        assert quote.spans, quote
        assert all(a[1] <= b[0] for a, b in zip(quote.spans, quote.spans[1:], strict=False)), quote
        assert any(c.isalnum() for c in quote.text(text)), quote
        assert 0 <= quote.confidence <= 1
    starts = [quote.spans[0][0] for quote in quotes]
    assert starts == sorted(starts)


# --- typography ---------------------------------------------------------------------------------


def said(text: str) -> list[tuple[str, str | None, str]]:
    """What is comparable between typographic variants: words, speaker, kind."""
    plain = re.compile(r"[\W_]+")
    return [
        (plain.sub(" ", quote.text(text)).strip(), plain.sub(" ", quote.speaker.name or ""), quote.kind)
        for quote in quotes_of(text)
    ]


VARIANTS: dict[str, Callable[[str], str]] = {
    "no-break spaces inside marks": lambda t: t.replace("« ", "«\u00a0").replace(" »", "\u00a0»"),
    "narrow no-break spaces": lambda t: t.replace("« ", "«\u202f").replace(" »", "\u202f»"),
    "no space inside marks": lambda t: t.replace("« ", "«").replace(" »", "»"),
    "typographic apostrophes": lambda t: t.replace("'", "’"),
    "straight apostrophes": lambda t: t.replace("’", "'"),
    "no-break space before colon": lambda t: t.replace(" :", "\u00a0:").replace(" ?", "\u202f?"),
    "“ ” for « »": lambda t: t.replace("« ", "“").replace(" »", "”").replace("«", "“").replace("»", "”"),
}
PLAIN = [t for t in TEXTS if not re.search(r"[“”\"„‹›]", t) and "«" in t]
"""Samples whose only marks are « », so that other marks can take their place."""


@pytest.mark.parametrize("name", VARIANTS)
def test_typography_changes_nothing(name: str) -> None:
    vary = VARIANTS[name]
    changed = []
    for text in PLAIN:
        before = said(text.replace("\u00a0", " ").replace("\u202f", " "))
        after = said(vary(text.replace("\u00a0", " ").replace("\u202f", " ")))
        if before != after:
            changed.append((before, after))
    assert not changed, changed[0]


@pytest.mark.parametrize("text", ["La tête haute, d'autres sont restés.", "Un bras, et la porte.", "La tête"])
def test_half_of_a_role(text: str) -> None:
    """Nouns that are a role only with what follows them (« tête de liste ») end a stretch."""
    assert leading_subject(text, 0, len(text)) is not None


# --- mutations ------------------------------------------------------------------------------------

MARKS = "«»“”\"„‹›'’:,.–—()+"


def mutated(text: str, chance: random.Random) -> str:
    """A text with marks lost, doubled, moved or made up, and paragraphs joined or torn."""
    letters = list(text)
    for _ in range(chance.randint(1, 12)):
        places = [n for n, c in enumerate(letters) if c in MARKS] or [0]
        at = chance.choice(places)
        match chance.randrange(7):
            case 0:
                letters[at : at + 1] = []
            case 1:
                letters.insert(at, letters[at] if letters else "«")
            case 2:
                letters.insert(chance.randint(0, len(letters)), letters.pop(at) if letters else "»")
            case 3:
                letters.insert(chance.randint(0, len(letters)), chance.choice(MARKS))
            case 4:
                breaks = [n for n, c in enumerate(letters) if c == "\n"]
                for n in breaks[: chance.randint(0, 4)]:
                    letters[n] = " "
            case 5:
                letters.insert(chance.randint(0, len(letters)), "\n\n")
            case 6:
                del letters[chance.randint(0, len(letters)) :]
    return "".join(letters)


def mutations(count: int, seed: int) -> Iterator[str]:
    chance = random.Random(seed)
    for number in range(count):
        yield mutated(TEXTS[number % len(TEXTS)], chance)


def test_mutated_articles_never_break() -> None:
    for text in mutations(150, seed=3):
        sound(text, quotes_of(text))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
def test_a_thousand_mutations_never_break(seed: int) -> None:
    for text in mutations(100, seed=100 + seed):
        sound(text, quotes_of(text))


PIECES = [
    *(
        "« ",
        " »",
        "“",
        "”",
        '"',
        "„",
        "‹",
        "›",
        "+",
        "'",
        "’",
        ", ",
        ". ",
        " : ",
        "\n",
        "\n\n",
        " – ",
        "(",
        ")",
        "? ",
    ),
    *(
        "a déclaré ",
        "dit-elle",
        "a-t-il ajouté",
        "affirme ",
        "selon ",
        "d'après ",
        "que ",
        "qu'",
        "de ",
        "et ",
    ),
    *(
        "Paul Morel",
        "Mme Arbois",
        "le maire de Lons",
        "la préfecture",
        "il ",
        "elle ",
        "ce dernier ",
        "l'AFP ",
    ),
    *(
        "la digue tient",
        "promet de partir",
        "ajoutant ",
        "l'Union des riverains (UDR)",
        "pour ",
        "M. ",
        "R: ",
        "qui ",
    ),
]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.sampled_from(PIECES), max_size=40))
def test_texts_made_of_marks_cues_and_names(pieces: list[str]) -> None:
    text = "".join(pieces)
    sound(text, quotes_of(text))


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=300))
def test_any_text(text: str) -> None:
    sound(text, quotes_of(text))


# --- size -----------------------------------------------------------------------------------------

REPEATED = {
    "opening marks": "« ",
    "closing marks": "» ",
    "pairs": "« a » ",
    "straight marks": '" a " ',
    "nested": "« “a” ",
    "opened in every paragraph": "« a\n\n",
    "opened in every line": "« a\n",
    "colons": "a : « b » ",
    "nested by plus signs": "« a +b+ ",
    "cues": "dit que ",
    "cues and clauses": "il dit que la route ferme, ",
    "cue and again": "Paul affirme et ",
    "according to": "selon ",
    "incises": "« Oui », dit-elle. ",
    "incises without end": "« Oui », dit-elle, ",
    "parentheses": "(a",
    "dashes": "– a ",
    "names": "Paul Morel, ",
    "pronouns": "Il a dit « oui ». ",
    "one speaker for ever": "« la digue tient bon et la mer monte », a déclaré Paul Morel, maire de Lons. ",
    "relatives": "le pont qui relie sera fermé, a dit Paul, ",
    "subjects": "dit que la digue tient, et les élus ",
    "hearers": "dit aux gens qui ",
    "objects": "dénonce le tri, une « loi », ",
    "incises in marks": "« Oui, dit le maire, Paul Bel, élu et père. Non, ",
    "turns": "— Oui, dit le maire.\n\n",
    "letters": "a",
    "capitals": "A",
    "blanks": " ",
}


def filled(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


def seconds(text: str) -> float:
    began = time.process_time()
    quotes = quotes_of(text)
    taken = time.process_time() - began
    sound(text, quotes[:500])
    return taken


@pytest.mark.parametrize("name", REPEATED)
def test_time_grows_with_length_and_no_faster(name: str) -> None:
    """Three times the text in less than five times the time; only what can be measured is judged.

    A ratio of processor times in one process, against a warm start: no clock decides by itself. A text
    that takes the square of its length would take nine times as long.
    """
    small, large = filled(REPEATED[name], 50_000), filled(REPEATED[name], 150_000)
    quotes_of(small[:1_000])
    for _ in range(3):  # a busy machine may spoil a measure, not three
        if (long := seconds(large)) < 5 * seconds(small) + 0.3:
            return
    pytest.fail(f"{name}: 150,000 letters take {long:.2f} s of processor time, over five times 50,000")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["opening marks", "closing marks", "pairs", "straight marks", "nested",
                                  "opened in every paragraph", "opened in every line", "colons",
                                  "nested by plus signs"])  # fmt: skip
def test_ten_megabytes_of_marks(name: str) -> None:
    assert seconds(filled(REPEATED[name], 10_000_000)) < 10


@pytest.mark.slow
@pytest.mark.parametrize("end", [".", " « oui »."])
def test_a_sentence_of_a_megabyte(end: str) -> None:
    clause = "le maire de Lons, qui a vu la mer monter et la digue céder, affirme que la ville attend "
    text = filled(clause, 1_000_000) + end
    sound(text, quotes_of(text))


def test_a_text_in_parts_keeps_its_positions() -> None:
    line = "« La digue tient encore bon », a déclaré Paul Morel, le maire de Lons, mardi.\n\n"
    text = line * (120_000 // len(line))
    quotes = quotes_of(text)
    assert len(quotes) == text.count(line)
    assert {quote.text(text) for quote in quotes} == {"La digue tient encore bon"}
    assert {quote.speaker.name for quote in quotes} == {"Paul Morel"}
    assert len({quote.spans[0] for quote in quotes}) == len(quotes)
