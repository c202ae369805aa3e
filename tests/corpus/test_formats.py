"""One small file of the real shape of each format (tests/corpus/files), and what comes out of it."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from corpus import Article
from corpus.readers import Refusal, read

FILES = Path(__file__).parent / "files"
WORDS = ("id", "title", "published", "source", "author", "text")

TAX = "Les ostréiculteurs demandent un report de la taxe."
NAME = "Taxe : les ostréiculteurs attendent"

# file → (id, title, date, source, author, text or how it begins and ends) of each of its articles
EXPECTED: dict[str, list[tuple[str | None, ...]]] = {
    "ligne.txt": [("ligne.txt", None, "2021-07", None, None, "Les ostréiculteurs de … vendredi.\n")],
    "en-tete.md": [("en-tete.md", NAME, "2021-07-28", "Le Phare", "Odile Faure", "Les ostréi … vendredi.\n")],
    "depeches.jsonl": [
        (
            "dep-1",
            "Taxe",
            "2021-07-28",
            "AFP",
            "AFP",
            "Les ostréiculteurs … taxe.\n\nLa préfecture répondra vendredi.",
        ),
        (
            "https://www.lephare.example/mer/quais",
            "Quais",
            "2021-07-29",
            "lephare.example",
            None,
            "Les quais seront refaits.\n\nLe chantier durera six mois.",
        ),
    ],
    "export.json": [
        (
            "https://lephare.example/mer/quais",
            "Les quais seront refaits",
            "2021-07-29",
            "Le Phare",
            "Odile Faure",
            "Les quais de Brénac … prévient le port.",
        ),
        (
            "https://lavigie.example/ferry",
            "Un ferry de plus",
            "2021-07-30",
            "La Vigie",
            None,
            "Un second ferry reliera l’île dès septembre.",
        ),
    ],
    "table.csv": [
        (
            "1",
            "Taxe",
            "2021-07-28",
            "Le Phare",
            None,
            "Les ostréi … hésite.\n\n« On verra », dit le sous-préfet.",
        ),
        ("2", "Quais", "2021-07", None, None, "Les quais seront refaits."),
    ],
    "page.html": [
        (
            "https://www.lephare.example/mer/quais",
            "Les quais de Brénac seront refaits",
            "2021-07-29",
            "Le Phare",
            "Odile Faure",
            "Le conseil du port a voté … l’hiver dernier.\n\n« Le chantier durera … inquiète les mareyeurs.",
        )
    ],
    "flux.rss": [
        (
            "lephare-4021",
            NAME,
            "2021-07-28",
            "lephare.example",
            "Odile Faure",
            f"{TAX}\n\n« Nous n’avons rien vendu », explique Yannick Le\xa0Dantec.",
        ),
        (
            "https://www.lephare.example/mer/ferry",
            "Un ferry de plus",
            "2021-07-29",
            "lephare.example",
            None,
            "Un second ferry … annonce la compagnie.",
        ),
    ],
    "flux.atom": [
        (
            "urn:vigie:7",
            "Les quais seront refaits",
            "2021-07-29",
            "La Vigie",
            "Paul Ndong",
            "Les quais seront refaits dès octobre.\n\n« Six mois de chantier », prévient le port.",
        )
    ],
    "europresse.html": [
        (
            "news·20210728·PHA·0412",
            NAME,
            "2021-07-28",
            "Le Phare",
            "Odile Faure",
            "Les ostréiculteurs de Brénac … taxe.\n\n« Nous n’avons … explique leur syndic.",
        ),
        (
            "news·20210730·VIW·0098",
            "Un ferry de plus",
            "2021-07-30",
            "La Vigie (site web)",
            None,
            "Un second ferry reliera l’île dès septembre.",
        ),
    ],
    "ninjs-1.json": [
        (
            "http://agence.example/20210728/taxe-17",
            NAME,
            "2021-07-28",
            "Agence de la côte",
            "Odile Faure",
            f"{TAX}\n\nLa préfecture répondra vendredi.",
        )
    ],
    "ninjs-2.json": [
        (
            "tag:agence.example,2021:quais-18",
            "Les quais seront refaits",
            "2021-07-29",
            "Agence de la côte",
            "Paul Ndong",
            "Les quais seront refaits.\n\nLe chantier durera six mois.",
        )
    ],
}


def check(article: Article | Refusal, expected: tuple[str | None, ...]) -> None:
    assert isinstance(article, Article), article
    *fields, text = expected
    date = article.published.text if article.published else None
    id_ = article.id.removeprefix(f"{FILES}/")
    assert [id_, article.title, date, article.source, article.author] == fields
    rest = article.text[article.body :]
    for piece in str(text).split(" … "):
        before, found, rest = rest.partition(piece)
        assert found, (piece, rest)
        assert not before or piece != str(text).split(" … ")[0]
    assert not rest


@pytest.mark.parametrize("name", EXPECTED)
def test_each_format_gives_its_articles(name: str) -> None:
    articles = list(read([FILES / name]))
    assert len(articles) == len(EXPECTED[name]), articles
    for article, expected in zip(articles, EXPECTED[name], strict=True):
        check(article, expected)


def test_no_file_is_without_its_row() -> None:
    assert sorted(path.name for path in FILES.iterdir()) == sorted(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_what_a_file_is_shows_in_its_contents(name: str, tmp_path: Path) -> None:
    """Without its suffix, and packed, it gives the same articles."""
    bare = tmp_path / "dépêche"
    shutil.copy(FILES / name, bare)
    packed = tmp_path / "paquet.gz"
    packed.write_bytes(gzip.compress((FILES / name).read_bytes()))
    texts = [article.text for article in read([FILES / name]) if isinstance(article, Article)]
    for path in (bare, packed):
        assert [article.text for article in read([path]) if isinstance(article, Article)] == texts


@pytest.mark.parametrize("name", ["page.html", "flux.rss", "europresse.html"])
@pytest.mark.parametrize("encoding", ["iso-8859-15", "windows-1252"])
def test_a_declared_legacy_encoding_is_followed(name: str, encoding: str, tmp_path: Path) -> None:
    text = (FILES / name).read_text("utf-8").replace("’", "'")
    old = tmp_path / name
    for declared in ('charset="utf-8"', 'encoding="UTF-8"'):
        key = declared.partition("=")[0]
        text = text.replace(declared, f'{key}="{encoding}"')
    old.write_bytes(text.encode(encoding))
    expected = [a.text.replace("’", "'") for a in read([FILES / name]) if isinstance(a, Article)]
    assert [a.text for a in read([old]) if isinstance(a, Article)] == expected
