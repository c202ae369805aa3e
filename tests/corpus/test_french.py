"""What is French: all of the press, short texts, nothing else. The sentences are invented."""

from __future__ import annotations

import tomllib
import unicodedata
from importlib import resources
from pathlib import Path

import pytest

from corpus import Article
from corpus.readers import Refusal, read
from corpus.readers.french import foreign

BULK = Path(__file__).parents[3] / "shared" / "bulk"

FRENCH = {
    "a dispatch": "Le préfet a rappelé que la digue serait fermée dès lundi.",
    "in capitals": "LE PRÉFET A RAPPELÉ QUE LA DIGUE SERAIT FERMÉE.",
    "without accents": "Le prefet a rappele que la digue serait fermee a partir de lundi.",
    "one word": "Démission.",
    "a score": "Brénac 3 – 1 Port-Louviers",
    "a list of names": "Odile Faure, Karim Belhadj, Yannick Le Dantec, Maïwenn Kerjean, Paul Ndong.",
    "quoting English": "« We will rock you », a lancé le maire à la fin du conseil, sous les rires.",
    "quoting Spanish": "« No pasarán », a répété la syndicaliste devant les grilles de l’usine.",
    "figures": "En 2021, 12 500 tonnes (+ 4,2 %), contre 11 996 en 2020 et 13 004 en 2019.",
    "from Québec": "Le ministre s’est dit « ben content » que le chum de la mairesse ait gagné.",
    "from Kinshasa": "Le gouverneur a demandé aux mamans maraîchères de ne plus étaler sur la chaussée.",
}

FOREIGN = {
    "English": "The prefect said that the dam would be closed from Monday, and that it was about time.",
    "Spanish": "El alcalde dijo el lunes que el puerto no se abrirá hasta que los trabajos terminen.",
    "Italian": "Il sindaco ha detto lunedì che il porto non si aprirà fino a quando i lavori saranno finiti.",
    "Portuguese": "O presidente disse na segunda-feira que o porto não se abrirá até que as obras terminem.",
    "German": "Der Bürgermeister sagte am Montag, dass der Hafen nicht geöffnet wird, bis alles bezahlt ist.",
    "Dutch": "De burgemeester zei maandag dat de haven niet open gaat voor het einde van de werken.",
    "Catalan": "L’alcalde va dir dilluns que el port no s’obrirà fins que les obres del moll s’acabin.",
    "few of the small words": "Majistra a te di lendi ke pò a pap louvri toutotan travay yo sou waf la "
    "pa fini, epi ke konpayi an se li ki dwe peye tout depans yo pou zòn nan ak moun ki ladan l.",
}


@pytest.mark.parametrize("text", FRENCH.values(), ids=FRENCH.keys())
def test_french_is_taken(text: str) -> None:
    assert foreign(text) is None


@pytest.mark.parametrize(("language", "text"), FOREIGN.items(), ids=FOREIGN.keys())
def test_another_language_is_refused_by_its_name(language: str, text: str) -> None:
    assert language in (foreign(text) or "")


def test_a_metadata_line_is_not_looked_at() -> None:
    line = "the and of to in is was for that it with "
    assert foreign(line + FRENCH["a dispatch"], len(line)) is None
    assert foreign(line + FRENCH["a dispatch"]) is not None


@pytest.mark.parametrize(
    "name",
    ["wikinews", pytest.param("newswire", marks=pytest.mark.slow)],
)
def test_no_article_of_the_press_is_refused(name: str) -> None:
    file = BULK / f"{name}.jsonl.gz"
    if not file.exists():
        pytest.skip(f"{file.name} is not distributed with the project")
    refused = [item for item in read([file]) if isinstance(item, Refusal)]
    assert refused == []


def test_the_samples_are_french() -> None:
    articles = list(read([Path(__file__).parents[2] / "corpus" / "samples"]))
    assert len(articles) >= 24
    assert all(isinstance(article, Article) for article in articles)


def test_the_lists_are_clean() -> None:
    file = resources.files("corpus.readers") / "small_words.toml"
    for language, words in tomllib.loads(file.read_text(encoding="utf-8")).items():
        listed = words.split()
        assert len(listed) == len(set(listed)), language
        for word in listed:
            assert word == unicodedata.normalize("NFC", word.casefold()), word
            assert word.isalpha(), word
