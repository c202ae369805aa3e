"""What each file gives: articles, or the reason why not. Every row is a file as it might be found."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from corpus import Article, PartialDate, UsageError
from corpus.readers import MOST_REFUSALS, ReadSettings, Refusal, read

PORT = "Le port de Brénac rouvre lundi. « Les quais tiendront », assure la capitaine Odile Faure."
TRAM = "Le tramway attendra. « Rien n’est signé », prévient le maire, Karim Belhadj."


def read_bytes(
    tmp_path: Path, name: str, content: bytes | str, **settings: Any
) -> tuple[list[Article], list[Refusal]]:
    """The articles and refusals of one file, refusals told by file name only."""
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    items = list(read([file], settings=ReadSettings(**settings)))
    articles = [item for item in items if isinstance(item, Article)]
    return articles, [
        Refusal(item.where.removeprefix(f"{tmp_path}/"), item.reason)
        for item in items
        if isinstance(item, Refusal)
    ]


def one(tmp_path: Path, name: str, content: bytes | str, **settings: Any) -> Article:
    articles, refusals = read_bytes(tmp_path, name, content, **settings)
    assert refusals == []
    assert len(articles) == 1
    return articles[0]


# --- plain text -------------------------------------------------------------------------------------

# (what the file holds, where its own words begin, date, title, source)
TEXTS = {
    "text alone": (PORT, PORT, None, None, None),
    "month in a metadata line": (f"date 2021-07 {PORT}", PORT, "2021-07", None, None),
    "behind a blank": (f" date 2021-07 {PORT}", PORT, "2021-07", None, None),
    "a line, then paragraphs": (f"\ndate 2021-07\n\n{PORT}\n", f"{PORT}\n", "2021-07", None, None),
    "front matter behind a blank line": (f"\n---\ndate: 2021\n---\n{PORT}", PORT, "2021", None, None),
    "day in a metadata line": (f"date 2021-07-28 {PORT}", PORT, "2021-07-28", None, None),
    "year, then the text on its own line": (f"date 2021\n\n{PORT}", PORT, "2021", None, None),
    "French date": (f"Date : 28 juillet 2021 {PORT}", PORT, "2021-07-28", None, None),
    "first of the month": (f"date 1er août 2021\n{PORT}", PORT, "2021-08-01", None, None),
    "no such month: words of the article": (f"date 2021-13 {PORT}", f"date 2021-13 {PORT}", None, None, None),
    "a sentence that speaks of a date": (
        f"Date limite lundi. {PORT}",
        f"Date limite lundi. {PORT}",
        None,
        None,
        None,
    ),
    "block of lines": (
        f"Titre : Le port rouvre\nJournal : Le Phare\nDate : juillet 2021\n\n{PORT}",
        PORT,
        "2021-07",
        "Le port rouvre",
        "Le Phare",
    ),
    "a dialogue is no block": (f"Auteur : moi\n\n{PORT}", f"Auteur : moi\n\n{PORT}", None, None, None),
    "front matter": (
        f'---\ntitle: "Le port : il rouvre"\ndate: 2021\nsource: Le Phare\n---\n\n{PORT}',
        PORT,
        "2021",
        "Le port : il rouvre",
        "Le Phare",
    ),
    "front matter with lists and unknown keys": (
        f"---\ntags:\n  - mer\n  - port\n# note\nlayout: post\ndate: 2021-07-28 06:00:00 +0200\n---\n{PORT}",
        PORT,
        "2021-07-28",
        None,
        None,
    ),
    "a rule is no front matter": (f"---\n\n{PORT}", f"---\n\n{PORT}", None, None, None),
    "Windows line ends": (
        f"---\r\ndate: 2021-07\r\n---\r\n\r\n{PORT}\r\n",
        f"{PORT}\r\n",
        "2021-07",
        None,
        None,
    ),
}


@pytest.mark.parametrize(("content", "words", "date", "title", "source"), TEXTS.values(), ids=TEXTS.keys())
def test_text_files(
    tmp_path: Path, content: str, words: str, date: str | None, title: str | None, source: str | None
) -> None:
    article = one(tmp_path, "port.txt", content)
    assert article.text == content
    assert article.text[article.body :] == words
    assert (article.published.text if article.published else None) == date
    assert (article.title, article.source) == (title, source)


def test_paragraphs_are_right_whatever_ends_the_lines(tmp_path: Path) -> None:
    unix = one(tmp_path, "unix.txt", f"date 2021 {PORT}\n\n{TRAM}\n")
    windows = one(tmp_path, "windows.txt", f"date 2021 {PORT}\r\n\r\n{TRAM}\r\n")
    for article in (unix, windows):
        assert [article.text[start:end] for start, end in article.paragraphs] == [PORT, TRAM]
    assert "\r\n" in windows.text


# --- tables and objects -----------------------------------------------------------------------------

FULL = {"id": "p-1", "title": "Le port", "date": "2021-07-28", "source": "Le Phare", "author": "O. Faure"}

URL = "https://www.lephare.example/mer/port"

# (an object, what its article has)
OBJECTS: list[tuple[dict[str, Any], dict[str, Any]]] = [
    ({**FULL, "text": PORT}, {**FULL, "text": PORT}),
    ({"text": [PORT, TRAM]}, {"text": f"{PORT}\n\n{TRAM}"}),
    ({"id": 12, "texte": PORT, "titre": "Le port"}, {"id": "12", "text": PORT, "title": "Le port"}),
    ({"texte": PORT, "Média": "Le Phare"}, {"source": "Le Phare"}),
    ({"text": PORT, "journal": "Le Phare", "url": "https://ailleurs.example/1"}, {"source": "Le Phare"}),
    ({"text": PORT, "url": URL}, {"id": URL, "source": "lephare.example"}),
    ({"text": PORT, "author": "AFP"}, {"source": "AFP", "author": "AFP"}),
    ({"text": PORT, "author": "Léa Costa avec Reuters"}, {"source": "Reuters"}),
    ({"text": PORT, "author": "Léa Costa"}, {"source": None, "author": "Léa Costa"}),
    ({"text": PORT, "authors": ["Léa Costa", "Ali Ba"]}, {"author": "Léa Costa, Ali Ba"}),
    ({"text": PORT, "source": {"id": None, "name": "Le Phare"}}, {"source": "Le Phare"}),
    ({"text": PORT, "published_at": "2021-07-28T23:30:00-04:00"}, {"date": "2021-07-28"}),
    ({"text": PORT, "date": 2021}, {"date": "2021"}),
    ({"text": PORT, "date": "None"}, {"date": None}),
    ({"text": PORT, "date": "s.d."}, {"date": None}),
    ({"text": PORT, "date": "", "title": None, "kept": {"by": ["us"]}}, {"date": None, "title": None}),
]  # fmt: skip


def as_fields(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "date": article.published.text if article.published else None,
        "source": article.source,
        "author": article.author,
        "url": article.url,
        "text": article.text,
    }


@pytest.mark.parametrize(("given", "has"), OBJECTS)
@pytest.mark.parametrize("name", ["a.jsonl", "a.txt"], ids=["by suffix", "by content"])
def test_an_object_is_an_article(
    tmp_path: Path, given: dict[str, Any], has: dict[str, Any], name: str
) -> None:
    article = one(tmp_path, name, json.dumps(given, ensure_ascii=False))
    assert {key: as_fields(article)[key] for key in has} == has


def test_a_metadata_line_is_masked_in_any_format(tmp_path: Path) -> None:
    article = one(tmp_path, "a.jsonl", json.dumps({"text": f" date 2021-07 {PORT}"}))
    assert article.text[article.body :] == PORT
    assert article.published == PartialDate("2021-07")
    article = one(tmp_path, "b.jsonl", json.dumps({"text": f"date 2021-07 {PORT}", "date": "2021-07-28"}))
    assert article.published == PartialDate("2021-07-28")


def test_an_article_without_id_and_url_goes_by_its_place(tmp_path: Path) -> None:
    articles, _ = read_bytes(tmp_path, "a.jsonl", f'{{"text": "{PORT}"}}\n\n{{"text": "{TRAM}"}}\n')
    assert [article.id for article in articles] == [f"{tmp_path}/a.jsonl:1", f"{tmp_path}/a.jsonl:3"]


TABLES = {
    "commas": f'id,titre,date,texte\n1,Le port,2021-07,"{PORT}"\n2,Le tram,,"{TRAM}"\n',
    "semicolons": f"id;titre;date;texte\n1;Le port;2021-07;{PORT}\n2;Le tram;;{TRAM}\n",
    "tabs": f"id\ttitre\tdate\ttexte\n1\tLe port\t2021-07\t{PORT}\n2\tLe tram\t\t{TRAM}\n",
    "mark, Windows": f"\ufeffid;titre;date;texte\r\n1;Le port;2021-07;{PORT}\r\n2;Le tram;;{TRAM}\r\n",
}


@pytest.mark.parametrize("content", TABLES.values(), ids=TABLES.keys())
@pytest.mark.parametrize("name", ["a.csv", "a.txt"], ids=["by suffix", "by content"])
def test_tables(tmp_path: Path, content: str, name: str) -> None:
    articles, refusals = read_bytes(tmp_path, name, content)
    assert refusals == []
    assert [(a.id, a.title, a.text) for a in articles] == [("1", "Le port", PORT), ("2", "Le tram", TRAM)]
    assert [a.published.text if a.published else None for a in articles] == ["2021-07", None]


def test_a_cell_holds_paragraphs_and_a_spreadsheet_writes_cp1252(tmp_path: Path) -> None:
    table = f'titre;texte\n"Le « port »";"{PORT}\n\nIl l’a dit : ""non""."\n'
    article = one(tmp_path, "a.csv", table.encode("cp1252"))
    assert article.text == f'{PORT}\n\nIl l’a dit : "non".'
    assert article.title == "Le « port »"


def test_legacy_french_is_read_as_such(tmp_path: Path) -> None:
    assert one(tmp_path, "a.txt", f"date 2003-05 {PORT}".encode("cp1252")).text == f"date 2003-05 {PORT}"


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    assert one(tmp_path, "a.txt", b"\xef\xbb\xbf" + PORT.encode()).text == PORT


# --- what is refused --------------------------------------------------------------------------------

ENGLISH = (
    "The mayor said on Monday that the harbour would be closed for the summer, and that it was too late."
)

FEED = "<rss><channel><item><title>Le port</title><description>{}</description></item></channel></rss>"
REFUSED = {
    "empty file": ("a.txt", b"", {}, "a.txt", "empty"),
    "only blanks": ("a.txt", b" \n\t\r\n\xef\xbb\xbf", {}, "a.txt", "empty"),
    "metadata without text": ("a.txt", b"---\ndate: 2021\n---\n\n", {}, "a.txt", "empty"),
    "front matter never closed": ("a.txt", f"---\ndate: 2021\n{PORT}", {}, "a.txt", "front matter"),
    "binary": ("a.txt", bytes(range(256)) * 20, {}, "a.txt", "binary"),
    "a PDF": ("a.pdf", b"%PDF-1.7\n1 0 obj", {}, "a.pdf", "PDF"),
    "an office document": ("a.docx", b"PK\x03\x04" + b"\1\0" * 50, {}, "a.docx", "office"),
    "UTF-16": ("a.txt", PORT.encode("utf-16"), {}, "a.txt", "UTF-16"),
    "invalid UTF-8": ("a.txt", PORT.encode() + b"\xff\xfe\x81 " * 9, {}, "a.txt", "UTF-8"),
    "UTF-8 with a piece of Latin-1": ("a.txt", PORT.encode() + "été".encode("latin-1"), {}, "a.txt", "UTF-8"),
    "Latin-1 that is not French": ("a.txt", ("Año, señor: él. " * 9).encode("cp1252"), {}, "a.txt", "UTF-8"),
    "NUL further on": ("a.txt", (PORT + " ") * 900 + "\0", {}, "a.txt", "NUL"),
    "English": ("a.txt", ENGLISH, {}, "a.txt", "not French (it reads as English); --force"),
    "a text over the cap": ("a.txt", PORT, {"max_text": 30}, "a.txt", "characters; at most 30"),
    "a large text file": ("a.txt", PORT * 9, {"max_text": 30}, "a.txt", "more than 124 bytes"),
    "a list in JSONL": ("a.jsonl", b"[1, 2]\n", {}, "a.jsonl:1", "object"),
    "a number in JSONL": ("a.jsonl", b"12\n", {}, "a.jsonl:1", "object"),
    "half a line": ("a.jsonl", b'{"text": "Le po', {}, "a.jsonl:1", "not JSON"),
    "NaN": ("a.jsonl", b'{"text": NaN}', {}, "a.jsonl:1", "not JSON"),
    "invalid UTF-8 in JSONL": ("a.jsonl", b'{"text": "\xe9t\xe9"}', {}, "a.jsonl:1", "UTF-8"),
    "lone surrogate": ("a.jsonl", b'{"text": "Le port \\ud83d rouvre"}', {}, "a.jsonl:1", "surrogate"),
    "NUL in a string": ("a.jsonl", b'{"text": "Le port \\u0000 rouvre"}', {}, "a.jsonl:1", "NUL"),
    "no text": ("a.jsonl", b'{"id": "1", "titre": "Le port"}', {}, "a.jsonl:1", "no text"),
    "text of a wrong kind": ("a.jsonl", b'{"text": {"fr": "Le port"}}', {}, "a.jsonl:1", "paragraphs"),
    "title of a wrong kind": ("a.jsonl", b'{"text": "Le port", "title": true}', {}, "a.jsonl:1", "title"),
    "no such day": ("a.jsonl", b'{"text": "Oui", "date": "2021-02-30"}', {}, "a.jsonl:1", "no such day"),
    "an unreadable date": ("a.jsonl", b'{"text": "Le port", "date": "hier"}', {}, "a.jsonl:1", "2021-07"),
    "a URL of another kind": ("a.jsonl", b'{"text": "Oui", "url": "javascript:1"}', {}, "a.jsonl:1", "https"),
    "deep JSON": ("a.jsonl", b'{"text": ' * 30 + b"1" + b"}" * 30, {}, "a.jsonl:1", "nested deeper than 20"),
    "very deep JSON": ("a.jsonl", b'{"a": ' * 50_000, {}, "a.jsonl:1", "nested too deep"),
    "a giant line": ("a.jsonl", b'{"text": "' + b"a" * 5000, {"max_line": 999}, "a.jsonl:1", "more than 999"),
    "giant title": ("a.jsonl", '{"text": "Oui", "title": "' + "t" * 3000 + '"}', {}, "a.jsonl:1", "of 3000"),
    "a table without text": ("a.csv", b"id,titre\n1,Le port\n", {}, "a.csv", "no column holds the text"),
    "too many cells": ("a.csv", b"id,texte\n1,Le port, rouvert\n", {}, "a.csv:2", "3 cells under 2"),
    "a row without text": ("a.csv", b"id,texte\n1\n", {}, "a.csv:2", "empty"),
    "an endless row": ("a.csv", b'id,texte\n1,"' + b"a\n" * 900, {"max_line": 999}, "a.csv:2", "row"),
    "a cut .gz": ("a.txt.gz", gzip.compress(PORT.encode())[:-9], {}, "a.txt.gz", "cut short"),
    "a damaged .gz": ("a.txt.gz", b"\x1f\x8b\x08" + b"\xff" * 99, {}, "a.txt.gz", "damaged"),
    "a bomb": ("a.txt.gz", gzip.compress(b"a" * 9_000_000), {}, "a.txt.gz", "grows more than 100 times"),
    "a .gz in a .gz": ("a.gz", gzip.compress(gzip.compress(PORT.encode())), {}, "a.gz", "twice"),
    "ten thousand parts": ("a.gz", gzip.compress(b"a") + gzip.compress(b"") * 10_001, {}, "a.gz", "parts"),
    "no such character": ("a.xml", FEED.format("&#1114112;"), {}, "a.xml", "this feed is broken"),
    "a large file": ("a.jsonl", f'{{"text": "{PORT}"}}\n' * 9, {"max_bytes": 100}, "a.jsonl", "100 bytes"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "content", "settings", "where", "said"), REFUSED.values(), ids=REFUSED.keys()
)
def test_refused_with_a_reason(
    tmp_path: Path, name: str, content: bytes | str, settings: dict[str, Any], where: str, said: str
) -> None:
    _, refusals = read_bytes(tmp_path, name, content, **settings)
    assert said in {refusal.where: refusal.reason for refusal in refusals}[where]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", f'{{"text": "{PORT}"}}\n[1]\n{{"text": \n{{"text": "{TRAM}"}}\n'),
        ("a.csv", f'id,texte\n1,"{PORT}"\n2,a,b\n3,\n4,"{TRAM}"\n'),
        (
            "a.csv",
            f"id;texte\n1;{PORT}\n2;été\n3;\n4;{TRAM}\n".encode().replace("été".encode(), b"\xff"),
        ),
    ],
    ids=["lines", "rows", "undecodable row"],
)
def test_the_run_goes_on_behind_a_bad_line(tmp_path: Path, name: str, content: str | bytes) -> None:
    articles, refusals = read_bytes(tmp_path, name, content)
    assert [article.text for article in articles] == [PORT, TRAM]
    assert len(refusals) == 2


def test_a_file_of_nothing_but_bad_lines_is_given_up(tmp_path: Path) -> None:
    _, refusals = read_bytes(tmp_path, "a.jsonl", b"1\n" * 5000)
    assert len(refusals) == MOST_REFUSALS + 1
    assert "left out" in refusals[-1].reason


def test_force_takes_another_language(tmp_path: Path) -> None:
    assert one(tmp_path, "a.txt", ENGLISH, force=True).text == ENGLISH


def test_the_option_names_the_source_of_those_that_name_none(tmp_path: Path) -> None:
    lines = f'{{"text": "{PORT}", "url": "{URL}"}}\n{{"text": "{TRAM}", "source": "Le Phare"}}'
    articles, _ = read_bytes(tmp_path, "a.jsonl", lines, source="La Vigie", collection="essais")
    assert [article.source for article in articles] == ["La Vigie", "Le Phare"]
    assert {article.collection for article in articles} == {"essais"}


# --- files, folders, globs, stdin -------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """in/b.txt, in/a/c.jsonl.gz, and a secret beside it that links lead to."""
    (tmp_path / "secret.txt").write_text(TRAM, encoding="utf-8")
    inside = tmp_path / "in"
    (inside / "a").mkdir(parents=True)
    (inside / "b.txt").write_text(PORT, encoding="utf-8")
    (inside / "a" / "c.jsonl.gz").write_bytes(gzip.compress(f'{{"id": "c", "text": "{TRAM}"}}'.encode()))
    (inside / ".hidden.txt").write_text(PORT, encoding="utf-8")
    return inside


def test_a_folder_is_read_whole_in_a_fixed_order(folder: Path) -> None:
    assert [getattr(item, "id", None) for item in read([folder])] == ["c", f"{folder}/b.txt"]


def test_a_glob_and_a_name_with_brackets(folder: Path) -> None:
    (folder / "d[1].txt").write_text(TRAM, encoding="utf-8")
    assert [a.id for a in read([f"{folder}/*.txt"]) if isinstance(a, Article)] == [
        f"{folder}/b.txt",
        f"{folder}/d[1].txt",
    ]
    assert len(list(read([f"{folder}/d[1].txt"]))) == 1
    assert len(list(read([f"{folder}/**/*.gz"]))) == 1


@pytest.mark.parametrize("missing", ["nowhere.txt", "nowhere/*.txt"])
def test_a_path_that_is_not_there_is_told_before_anything_is_read(folder: Path, missing: str) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        read([folder, folder / missing])


def test_an_address_is_not_fetched() -> None:
    with pytest.raises(UsageError, match="nothing is fetched"):
        read(["http://127.0.0.1:8101/"])


def test_nothing_outside_of_a_folder_is_read(folder: Path) -> None:
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    (folder / "up").symlink_to(folder.parent)
    (folder / "device").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe")
    items = list(read([folder]))
    assert [item.id for item in items if isinstance(item, Article)] == ["c", f"{folder}/b.txt"]
    refused = {Path(item.where).name: item.reason for item in items if isinstance(item, Refusal)}
    assert set(refused) == {"link.txt", "up", "device", "pipe"}
    assert "symbolic link" in refused["up"]


def test_a_device_named_outright_is_refused() -> None:
    [refusal] = read(["/dev/zero"])
    assert isinstance(refusal, Refusal)
    assert "device" in refusal.reason


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read anything")
def test_an_unreadable_file_is_refused(folder: Path) -> None:
    (folder / "b.txt").chmod(0)
    [_, refusal] = read([folder])
    assert isinstance(refusal, Refusal)
    assert "cannot be read" in refusal.reason


@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gz"])
def test_stdin(monkeypatch: pytest.MonkeyPatch, packed: bool) -> None:
    data = f"date 2021-07 {PORT}".encode()
    given = io.TextIOWrapper(io.BytesIO(gzip.compress(data) if packed else data))
    monkeypatch.setattr(sys, "stdin", given)
    [article] = read(["-"])
    assert isinstance(article, Article)
    assert (article.id, article.text[article.body :]) == ("stdin", PORT)


def test_a_name_that_is_no_utf8_can_be_kept(tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/\xe9t\xe9.txt"
    with open(file, "wb") as out:
        out.write(PORT.encode())
    [article] = read([tmp_path])
    assert isinstance(article, Article)
    assert article.id.endswith("/\ufffdt\ufffd.txt")
