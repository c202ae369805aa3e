"""Subjects that regexes cannot tell, by the parse; and that the parser changes nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest

from corpus import Article
from corpus.sample_set import annotated
from indexer.extraction import Parser, extract, extract_many, load_parser
from indexer.extraction.layout import layout
from indexer.extraction.mentions import subject_before
from indexer.extraction.parsing import Subjects, doubtful
from indexer.extraction.passage import Passage, passages


@pytest.fixture(scope="module")
def parser() -> Parser:
    return load_parser()


def passage_of(text: str) -> Passage:
    return passages(layout(Article(id="1", text=text)))[0]


PARSED = [
    (
        "Vers 17h40, Solène Darricau, animatrice de Radio Garonne, a affirmé que le pont rouvrirait.",
        "Solène Darricau",
    ),
    (
        "La directrice a éludé la question du calendrier et a expliqué que le port attendrait.",
        "La directrice",
    ),
    (
        "Un éleveur qui habite à Mauzac vient d'être condamné par la chambre d'agriculture, qui affirme "
        "que le troupeau était malade.",
        "la chambre d'agriculture",
    ),
    (
        "Bastien Orhan, membre du collectif des « riverains libres » confirme que le chantier a repris.",
        "Bastien Orhan",
    ),
]


@pytest.mark.parser
@pytest.mark.parametrize(("text", "subject"), PARSED, ids=[subject for _, subject in PARSED])
def test_a_subject_read_off_the_parse(parser: Parser, text: str, subject: str) -> None:
    passage = passage_of(text)
    cue = next(c for c in passage.cues if c.verb in ("affirmer", "expliquer", "confirmer"))
    (span,) = parser.subjects([(passage, cue)])
    assert span is not None
    assert text[slice(*span)] == subject


@pytest.mark.parametrize(
    ("text", "worth_it"),
    [
        ("La maire affirme que la route est sûre.", False),
        ("Elle affirme que la route est sûre.", False),
        ("Denis Larroque, le maire, affirme que la route est sûre.", False),
        ("Vers 17h40, Solène Darricau affirme que la route est sûre.", False),
        ("Au port, lors des fêtes avec la foule, la voirie a affirmé que la route est sûre.", True),
        ("Le maire est venu et il a vu la maire avec qui la presse affirme que la route est sûre.", True),
    ],
)
def test_when_a_sentence_is_parsed(text: str, worth_it: bool) -> None:
    passage = passage_of(text)
    cue = next(c for c in passage.cues if c.verb == "affirmer")
    assert doubtful(passage, cue, subject_before(passage, cue)) is worth_it


def test_what_cannot_speak_does_not_replace_what_regexes_say() -> None:
    passage = passage_of("La hausse des prix pendant les fêtes de fin d'année affirme que tout va bien.")
    (cue,) = passage.cues
    subjects = Subjects(subject_before)
    before = subjects(passage, cue)
    assert list(subjects.asked) == [cue.start]
    subjects.learn([(3, 9)])
    assert subjects(passage, cue) == before


@pytest.mark.parser
def test_the_same_answer_in_a_batch_alone_and_in_any_order(parser: Parser) -> None:
    articles = [article for article, _ in annotated()]
    together = dict(zip([a.id for a in articles], extract_many(articles, parser), strict=True))
    backwards = dict(zip([a.id for a in articles[::-1]], extract_many(articles[::-1], parser), strict=True))
    alone = {article.id: extract(article, parser) for article in articles}
    assert parser.parsed > 0
    assert together == backwards == alone


def test_nothing_heavy_is_loaded_before_a_sentence_needs_it() -> None:
    code = (
        "import sys\n"
        "from corpus import Article\n"
        "from indexer.extraction import extract, load_parser\n"
        "parser = load_parser()\n"
        "extract(Article(id='1', text='Il pleut sur la ville. « Oui », dit-elle.'), parser)\n"
        "print(parser.parsed, 'spacy' in sys.modules)\n"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["0", "False"]
