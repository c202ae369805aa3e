"""The invented articles that Verbatim ships: `samples()` to read, `gold()` to measure against.

They are written with marks in `corpus/annotated/` (notation: `corpus.inline`); `corpus/samples/` holds
the same articles without marks, as a newspaper would deliver them, made by `python -m corpus.sample_set`.
All people, bodies and publications in them are invented.
"""

from __future__ import annotations

import functools
import hashlib
import json
from importlib import resources
from pathlib import Path
from typing import Any

from corpus.article import Article, Quote
from corpus.inline import compile, plain, to_gold


def annotated() -> list[tuple[Article, list[Quote]]]:
    """Every sample with its quotations, by file name.

    >>> [quote.speaker.name for quote in dict((a.id, q) for a, q in annotated())["phare-001"]][:1]
    ['Hélène Marchetti']
    """
    return [(article, list(quotes)) for article, quotes in _compiled()]


def samples() -> list[Article]:
    """The articles alone."""
    return [article for article, _ in _compiled()]


def gold() -> list[dict[str, Any]]:
    """The articles with their quotations, in the gold format."""
    return [to_gold(article, list(quotes)) for article, quotes in _compiled()]


def digest() -> str:
    """A SHA-256 over `gold()`, to say with a figure what it was measured on: any word or mark changes it."""
    canonical = json.dumps(gold(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(canonical.encode()).hexdigest()


def write(folder: Path) -> int:
    """How many articles were written, without their marks, into `folder`; what else was there goes."""
    for old in folder.glob("*.txt"):
        old.unlink()
    files = _files()
    for name, marked in files:
        (folder / name).write_text(plain(marked, name), encoding="utf-8", newline="")
    return len(files)


def _files() -> list[tuple[str, str]]:
    folder = resources.files("corpus") / "annotated"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".txt"))
    return [(name, (folder / name).read_bytes().decode("utf-8")) for name in names]


@functools.cache
def _compiled() -> tuple[tuple[Article, tuple[Quote, ...]], ...]:
    pairs = (compile(marked, name) for name, marked in _files())
    return tuple((article, tuple(quotes)) for article, quotes in pairs)


if __name__ == "__main__":
    print(f"{write(Path(__file__).parent / 'samples')} articles written to corpus/samples")
