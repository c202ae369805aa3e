"""Whatever the bytes: articles and refusals come out, never an exception (I5)."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import Article
from corpus.readers import ReadSettings, Refusal, dates, read
from corpus.readers.french import foreign
from corpus.readers.markup import paragraphs_of

FILES = sorted(path for path in (Path(__file__).parent / "files").rglob("*") if path.is_file())
"""One file and more of each format, of the shape that they really have."""
QUICK = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

# format → (suffix, how its files begin, pieces that its files are made of)
FORMATS = {
    "text": (
        ".txt",
        ["", "date 2021 ", "---\n", "Titre : a\n"],
        ["---", ": ", "\n\n", "\r\n", "date", "« ", "é", "\0"],
    ),
    "jsonl": (
        ".jsonl",
        ["", "{"],
        ['{"text": "Oui"}', "\n", "[", "}", '"', "\\ud800", "NaN", "1e999", "null"],
    ),
    "json": (
        ".json",
        ["", "[", '{"articles": ['],
        ['{"text": "Oui"}', ",", "]", "}", '"', "\\u00", "-", "9" * 50],
    ),
    "csv": (
        ".csv",
        ["", "id,texte\n", "\ufefftexte;id\n"],
        ["1,Oui\n", '"', ",", ";", "\r", "\n", "\t", "é"],
    ),
    "html": (
        ".html",
        ["<html>", "<!doctype html><body>"],
        ["<p>", "</p>", "Le port", "<", ">", "&", "&#0;", "<!--", "=", '"'],
    ),
    "rss": (
        ".xml",
        ["<rss>", '<?xml version="1.0"?><rss><channel><item>'],
        ["<title>", "</title>", "<![CDATA[", "]]>", "&lt;p", "<", "Le port"],
    ),
    "atom": (
        ".xml",
        ['<feed xmlns="http://www.w3.org/2005/Atom"><entry>'],
        ['<content type="xhtml">', "<div>", "</entry>", "&", "a", "<entry>"],
    ),
    "europresse": (
        ".html",
        ['<article><p class="titreArticleVisu">'],
        ["</article>", "<article>", '<div class="docOcurrContainer">', "Oui", "</p>"],
    ),
}


@st.composite
def contents(draw: st.DrawFn, begins: list[str], pieces: list[str]) -> bytes:
    """A file: a beginning, pieces of its format mixed with any text, here and there any bytes."""
    part = st.one_of(st.sampled_from(pieces), st.text(max_size=9)).map(
        lambda text: text.encode("utf-8", "replace")
    )
    parts = draw(st.lists(st.one_of(part, part, part, st.binary(max_size=5)), max_size=30))
    return draw(st.sampled_from(begins)).encode() + b"".join(parts)


def check(file: Path, data: bytes) -> None:
    file.write_bytes(data)
    for item in read([file], settings=ReadSettings(force=len(data) % 2 == 0)):
        if isinstance(item, Refusal):
            assert item.where
            assert item.reason
            continue
        assert isinstance(item, Article)
        assert item.id
        assert item.text[item.body :].strip()
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(item), type=Article) == item
        assert all(item.body <= start < end <= len(item.text) for start, end in item.paragraphs)


@pytest.mark.parametrize("format_", FORMATS)
@QUICK
@given(data=st.data())
def test_any_file_of_each_format(format_: str, data: st.DataObject, tmp_path: Path) -> None:
    suffix, begins, pieces = FORMATS[format_]
    check(tmp_path / f"a{suffix}", data.draw(contents(begins, pieces)))


ODD = (
    *(b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xc2\xa0", "« »".encode()),
    *(b"<", b"]]>", b"&#x0;", b"&#1114112;", b"<!--", b"</", b"<body>", b"<head "),
    *(b'"', b"\\ud800", b"{", b"[" * 40, b"1e999", b"NaN", b",;\t", b"\r", b"\n\n"),
)


@st.composite
def mutations(draw: st.DrawFn, data: bytes) -> bytes:
    """The file with pieces taken out, doubled, exchanged, cut off, and odd ones put in between."""
    for _ in range(draw(st.integers(1, 4))):
        one, two = sorted(draw(st.tuples(*[st.integers(0, len(data))] * 2)))
        piece = data[one:two]
        how = draw(st.sampled_from(["out", "doubled", "moved", "cut", "odd", "odd", "bit", "case"]))
        if how == "out":
            data = data[:one] + data[two:]
        elif how == "doubled":
            data = data[:two] + piece[:2_000] * draw(st.integers(1, 5)) + data[two:]
        elif how == "moved":
            rest = data[:one] + data[two:]
            at = draw(st.integers(0, len(rest)))
            data = rest[:at] + piece + rest[at:]
        elif how == "cut":
            data = data[:one]
        elif how == "odd":
            data = data[:one] + draw(st.sampled_from(ODD)) + data[one:]
        elif how == "bit" and piece:
            data = data[:one] + bytes([piece[0] ^ (1 << draw(st.integers(0, 7)))]) + data[one + 1 :]
        else:
            data = data[:one] + piece.swapcase() + data[two:]
    return data


def mutate(file: Path, data: st.DataObject, folder: Path) -> None:
    content = file.read_bytes()
    zipped = file.suffix == ".gz" and data.draw(st.booleans())
    changed = data.draw(mutations(gzip.decompress(content) if zipped else content))
    check(folder / file.name, gzip.compress(changed) if zipped else changed)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@settings(parent=QUICK, max_examples=25)
@given(data=st.data())
def test_mutations_of_real_shapes(file: Path, data: st.DataObject, tmp_path: Path) -> None:
    mutate(file, data, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
@settings(parent=QUICK, max_examples=10_000)
@given(data=st.data())
def test_ten_thousand_mutations_of_each(file: Path, data: st.DataObject, tmp_path: Path) -> None:
    mutate(file, data, tmp_path)


@QUICK
@given(st.binary(max_size=300), st.sampled_from(["", ".txt", ".gz", ".csv", ".json", ".html", ".xml"]))
def test_any_bytes(tmp_path: Path, data: bytes, suffix: str) -> None:
    check(tmp_path / f"a{suffix}", data)
    check(tmp_path / "b.gz", gzip.compress(data)[: len(data)] + data)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "value", "x"]), inner)
    ),
    max_leaves=8,
)
KEYS = ["id", "text", "texte", "title", "date", "source", "author", "authors", "url", "uri", "body_html"]
MORE = ["bodies", "headlines", "headline", "by", "infosources", "articles", "content_text", "Média"]


@QUICK
@given(st.dictionaries(st.sampled_from(KEYS + MORE), VALUES | st.text(max_size=30), max_size=8))
def test_any_object(tmp_path: Path, value: dict[str, object]) -> None:
    check(tmp_path / "a.json", json.dumps(value).encode())
    check(tmp_path / "a.jsonl", json.dumps([value]).encode() + b"\n" + json.dumps(value).encode())


@QUICK
@given(st.text(max_size=60) | st.from_regex(r"(le )?\d{1,4}[ /.-](juillet|\d{1,3})[ /.-]\d{1,5}[T ]?.{0,9}"))
def test_any_date(text: str) -> None:
    found = dates.lenient(text)
    if found:
        date = dates.parsed(found)
        assert date.text == found
        assert date.first <= date.last
    dates.found(text)


@QUICK
@given(
    st.lists(
        st.sampled_from(["<p>", "</p>", "<br>", "<b>", "a", "é&nbsp;", " ", "\n", "<script>", "\x0b", "<"])
    )
)
def test_any_markup(pieces: list[str]) -> None:
    text = paragraphs_of("".join(pieces), "a.html")
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert foreign(text) is None or isinstance(foreign(text), str)


def test_a_head_that_is_never_closed() -> None:
    """Found by the mutations above: lxml.html counts on a <body>."""
    assert paragraphs_of("<!doctype html><head><header>Le port</header>", "a.html") == ""
