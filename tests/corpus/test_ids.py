"""Ids: the same for the same article and words, on any machine; different for everything else."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Article, Quote
from corpus.ids import article_key, folded, quote_id, quote_ids

ID = re.compile(r"[a-z2-7]{16}")


def article(id_: str, collection: str = "", text: str = "Oui.") -> Article:
    return Article(id=id_, text=text, collection=collection)


def test_ids_do_not_change_from_one_process_to_the_next() -> None:
    """Frozen values: were they to change, every permanent link would break."""
    assert article_key(article("depeche-12")) == "o2rjp3mhs55qnovp"
    assert quote_id("27mj5qr5d66htt2w", "« Nous partirons. »", 0) == "kux3koup63ejrltk"
    script = "from corpus.ids import quote_id; print(quote_id('27mj5qr5d66htt2w', 'Nous partirons', 0))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "kux3koup63ejrltk"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (article("1"), article("2")),
        (article("1", "a"), article("1", "b")),
        (article("b", "a"), article("", "ab")),
        (article("é"), article("e\u0301")),
    ],
)
def test_another_article_has_another_key(one: Article, other: Article) -> None:
    assert article_key(one) != article_key(other)


def test_a_new_text_keeps_the_key() -> None:
    assert article_key(article("1", text="Oui.")) == article_key(article("1", text="Non."))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Nous partirons.", "« nous partirons »"),
        ("L’accord, dit-il", "l'accord dit il"),
        ("NOUS  PARTIRONS", "nous\npartirons…"),
    ],
)
def test_case_and_punctuation_do_not_matter(one: str, other: str) -> None:
    assert quote_id("k", one, 0) == quote_id("k", other, 0)


def test_equal_words_twice_in_an_article_are_two_quotations() -> None:
    text = "« Non », dit-il. « Non ! », répète-t-elle. « Oui »."
    spans = [(2, 5), (19, 24), (47, 50)]
    quotes = [Quote(spans=(span,), kind="direct") for span in spans]
    ids = quote_ids(article("1", text=text), quotes)
    assert len(set(ids)) == 3
    assert ids[1] == quote_id(article_key(article("1")), "Non", 1)
    assert quote_ids(article("1", text=text), quotes[:1] + quotes[2:]) == [ids[0], ids[2]]


@given(st.text(), st.text(), st.integers(0, 9))
def test_any_text_has_an_id_that_stands_in_a_url(key: str, words: str, ordinal: int) -> None:
    assert ID.fullmatch(quote_id(key, words, ordinal))
    assert ID.fullmatch(article_key(article(key, words)))
    assert folded(folded(words)) == folded(words)
