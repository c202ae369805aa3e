"""The samples are sound, show what they should, and stand in `corpus/samples` as they are annotated."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from corpus import ArticleError
from corpus.inline import compile, plain
from corpus.sample_set import annotated, digest, gold, samples, write

ROOT = Path(__file__).parents[2]

FRONT = "---\nid: a\n---\n\n"
TRAILER = "\n\n=== quotations\n1 direct | person | Rose Lemaire | - | -\n"
SAID = "« {1:Oui} », {1c:dit {1w:Rose Lemaire}}."


def test_marks_become_spans() -> None:
    article, (quote,) = compile(FRONT + "« {1:Oui}, {1c:dit-{1w:elle}}, {1:mais plus tard.} »" + TRAILER)
    assert article.text == "« Oui, dit-elle, mais plus tard. »"
    assert [article.text[start:end] for start, end in quote.spans] == ["Oui", "mais plus tard."]
    assert quote.cue == (7, 15)
    assert quote.speaker.mention == (11, 15)


def test_one_mark_serves_several_quotations() -> None:
    body = "{1w,2w:Elle} {1c:dit} que {1:oui}, {2c:ajoutant} que {2:non}."
    _, quotes = compile(FRONT + body + TRAILER + "2 indirect | =1\n")
    assert {quote.speaker.mention for quote in quotes} == {(0, 4)}
    assert {quote.speaker.name for quote in quotes} == {"Rose Lemaire"}


def test_quotations_come_in_the_order_of_the_text() -> None:
    trailer = TRAILER + "2 direct | =1\n"
    _, quotes = compile(FRONT + "« {2:Un.} » « {1:Deux.} »" + trailer)
    assert [quote.spans[0] for quote in quotes] == [(2, 5), (10, 15)]


@pytest.mark.parametrize(
    ("marked", "told"),
    [
        ("Sans rien." + TRAILER, "begins with a front matter"),
        ("---\nauteur: X\n---\n\n" + SAID + TRAILER, "known are id, title"),
        ("---\ntitle: X\n---\n\n" + SAID + TRAILER, "names no id"),
        ("---\nid: a\ndate: hier\n---\n\n" + SAID + TRAILER, "write 2021, 2021-07 or 2021-07-28"),
        (FRONT + SAID, "is missing after the text"),
        (FRONT + "« {1:Oui »" + TRAILER, "never closed"),
        (FRONT + "« Oui} »" + TRAILER, "closes no mark"),
        (FRONT + "« {Oui} »" + TRAILER, "a mark is written"),
        (FRONT + "« {1:Oui } »" + TRAILER, "end with a space"),
        (FRONT + "« {1:} »" + TRAILER, "may not be empty"),
        (FRONT + SAID + " {2:Non}" + TRAILER, "quotation 2: it needs both"),
        (FRONT + "Rien." + TRAILER, "quotation 1: it needs both"),
        (FRONT + "{1c:dit}" + TRAILER, "has no words"),
        (FRONT + SAID + " {1c:dit}" + TRAILER, "one cue"),
        (FRONT + SAID + TRAILER + "1 direct | =1\n", "two lines"),
        (FRONT + SAID + "\n\n=== quotations\n1 libre | =1\n", "one of direct, mixed, indirect"),
        (FRONT + SAID + "\n\n=== quotations\n1 direct | =7\n", "repeat a line above"),
        (FRONT + SAID + "\n\n=== quotations\n1 direct | robot | X | - | -\n", "person, organisation, group"),
    ],
)
def test_a_wrong_mark_is_told(marked: str, told: str) -> None:
    with pytest.raises(ArticleError) as caught:
        compile(marked, "essai.txt")
    assert told in str(caught.value)
    assert caught.value.where == "essai.txt"


def test_plain_has_the_same_text_and_no_mark() -> None:
    marked = FRONT + SAID + TRAILER
    assert plain(marked) == FRONT + compile(marked)[0].text + "\n"


def test_the_plain_samples_are_those_annotated(tmp_path: Path) -> None:
    """Run `python -m corpus.sample_set` after any change in `corpus/annotated`."""
    write(tmp_path)
    folder = ROOT / "corpus" / "samples"
    assert {p.name: p.read_bytes() for p in folder.glob("*.txt")} == {
        p.name: p.read_bytes() for p in tmp_path.glob("*.txt")
    }


def test_there_are_enough_and_they_are_varied() -> None:
    articles = samples()
    assert len(articles) >= 24
    assert len({article.id for article in articles}) == len(articles)
    assert len({article.source for article in articles}) >= 12
    precisions = {len(article.published.text) if article.published else 0 for article in articles}
    assert precisions == {0, 4, 7, 10}, "days, months, years, and none"


def test_only_example_domains() -> None:
    for article in samples():
        assert article.url is None or re.match(r"https://[a-z]+\.example/", article.url), article.id


def test_annotations_are_clean() -> None:
    for article, quotes in annotated():
        assert quotes, article.id
        for quote in quotes:
            for start, end in quote.spans:
                assert article.text[start:end].strip() == article.text[start:end] != ""
            if quote.speaker.type == "unknown":
                assert quote.speaker.name is None
            if quote.speaker.type == "organisation":
                assert quote.organisation, (article.id, quote.speaker.name)


def test_a_person_who_is_named_in_an_article_keeps_one_name_there() -> None:
    for article, quotes in annotated():
        for quote in quotes:
            if quote.speaker.type == "person" and quote.speaker.name:
                first = quote.speaker.name.split()[0].casefold()
                assert first in article.text.casefold(), (article.id, quote.speaker.name)


CONSTRUCTS = {
    "incise inside the marks": r"« [^»]+, a-t-elle \w+ [^»]+ »",
    "name and colon": r"St-Gelais : «",
    "selon": r"\bSelon l",
    "d'après": r"D'après deux",
    "à en croire": r"À en croire",
    "aux yeux de": r"Aux yeux de",
    "dixit": r"Dixit",
    "au dire de": r"Au dire de",
    "pour, before marks": r"Pour l'hydrologue [^,]+, «",
    "passive with par": r"jugées « floues » par",
    "participle cue": r", ajoutant que",
    "et d'ajouter": r"Et d'ajouter :",
    "ce dernier": r"Ce dernier s'est dit",
    "relay": r"cité par la radio",
    "hearsay": r"aurait menacé",
    "negated cue without content": r"n'a pas voulu s'exprimer",
    "negated cue with content": r"n'a pas caché que",
    "concession": r"Bien que l'administration maintienne",
    "split verb group": r"a, selon nos informations, écrit",
    "interview dash": r"\n— Parce que",
    "interview with initials": r"O\. F\.-R\. –",
    "repeated opening mark": r"«[^»]+\n\n« [^»]+»",
    "unclosed mark": r"« Un lac [^»]+\n",
    "nested marks": r"«[^»]+“[^”]+”[^»]*»",
    "nested plus signs": r"\+Arrêter\+",
    "straight marks": r'"On découvre',
    "curly marks": r": “Je préfère",
    "narrow no-break spaces": "«\u202f",
    "no-break spaces": "«\u00a0",
    "scare marks": r"« printemps|\"printemps",
    "title of a work": r"livre « Les Cabosses",
    "quoted heading": r"\n\n« Il est trop tard pour avoir raison »\n\n",
    "handle": r"@\w+ écrit",
    "poll": r"sondage de l'institut",
    "report": r"le rapport de la Commission",
    "selon as measure": r"selon les régions",
    "selon que": r"selon que",
    "ledit": r"Ledit",
    "dit, for a nickname": r"dit « le Gabier »",
    "on": r"glisse-t-on",
    "feminine role": r"l'échevine|L'entraîneuse",
    "particle in a name": r"De Smedt|Van der Elst|al-Mansouri",
    "acronym with its words": r"travailleurs du rail \(FUTR\)",
}


@pytest.mark.parametrize("construct", CONSTRUCTS)
def test_every_construct_is_shown(construct: str) -> None:
    pattern = re.compile(CONSTRUCTS[construct])
    texts = [article.text.replace("’", "'") for article in samples()]
    # Typographic spaces count as spaces, but where the space itself is the construct.
    spaced = [re.sub("[\u00a0\u202f]", " ", text) for text in texts]
    assert any(pattern.search(text) for text in [*texts, *spaced])


def test_searches_have_answers_in_several_articles() -> None:
    articles_of: Counter[str] = Counter()
    for _, quotes in annotated():
        articles_of.update({quote.speaker.name for quote in quotes if quote.speaker.name})
    assert articles_of["Hélène Marchetti"] >= 6
    assert articles_of["Nadège Kerbrat"] >= 4
    assert {"Karim Belhadj", "Yacine Belhadj", "Belhadj"} <= articles_of.keys()


def test_the_gold_format_is_complete_and_the_digest_is_steady() -> None:
    for article in gold():
        for quote in article["quotes"]:
            assert quote.keys() == {"spans", "kind", "cue", "speaker", "organisation", "role"}
    assert digest() == digest()
    assert re.fullmatch(r"[0-9a-f]{64}", digest())
