"""Annotations of newspaper articles without their texts: `python -m benchmarks.standoff SET BULK OUT.jsonl`.

The articles of `../shared/bulk` are their publishers'. What was annotated in them is kept here as offsets
alone, in `benchmarks/annotations/SET.jsonl`, one article a line; beside the articles it becomes a set in the
gold format again, for benchmarks and training. `--encode GOLD.jsonl` writes such a file from a gold set.

    {"id": …, "sha256": …, "quotes": [{"spans": …, "kind": …, "cue": …, "mention": …, "type": …,
                                       "name": …, "organisation": …, "role": …}]}

`sha256` is that of the text, so that offsets are never laid over another version. A name is a list of
spans, one for each stretch of the article that it is made of (« A et B » of two places has two).
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from corpus import UsageError

FOLDER = Path(__file__).parent / "annotations"
SETS = ("learnt", "judge")
_PLAIN = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})
_NAMES = ("name", "organisation", "role")

Record = Mapping[str, Any]


def sha(text: str) -> str:
    """What a text is known by: the first twelve digits of its SHA-256.

    >>> sha("Il pleut.")
    '7188d2ba9a26'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def bulk(folder: Path) -> Iterator[dict[str, Any]]:
    """The articles of a folder of gzipped JSON lines."""
    for path in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


def decoded(annotations: Iterable[Record], articles: Iterable[Record]) -> Iterator[dict[str, Any]]:
    """The annotated articles in the gold format, in the order of the articles.

    Raises UsageError where an annotated article is not there, or has another text.
    """
    wanted = {record["id"]: record for record in annotations}
    for article in articles:
        record = wanted.pop(article["id"], None)
        if record is None:
            continue
        text = article["text"]
        if sha(text) != record["sha256"]:
            raise UsageError(
                f"{article['id']}: its text is not the annotated one ({record['sha256']}). Give the articles "
                "as they were annotated"
            )
        quotes = [_with_words(quote, text) for quote in record["quotes"]]
        yield {"id": article["id"], "title": article.get("title"), "text": text, "quotes": quotes}
    if wanted:
        raise UsageError(
            f"{len(wanted)} annotated articles are not here, {min(wanted)} among them; they are not "
            "distributed. Give the folder of gzipped JSON lines that has them"
        )


def _with_words(quote: Record, text: str) -> dict[str, Any]:
    said = {key: _words(quote[key], text) for key in _NAMES}
    speaker = {"mention": quote["mention"], "name": said["name"], "type": quote["type"]}
    return {
        "spans": quote["spans"], "kind": quote["kind"], "cue": quote["cue"], "speaker": speaker,
        "organisation": said["organisation"], "role": said["role"],
    }  # fmt: skip


def _words(spans: list[list[int]] | None, text: str) -> str | None:
    return None if spans is None else " ".join(text[start:end] for start, end in spans)


def encoded(article: Record) -> dict[str, Any]:
    """An annotated article as offsets alone."""
    text = article["text"]
    quotes = []
    for quote in article["quotes"]:
        speaker = quote["speaker"]
        names = {"name": speaker["name"], "organisation": quote["organisation"], "role": quote["role"]}
        quotes.append(
            {"spans": quote["spans"], "kind": quote["kind"], "cue": quote["cue"]}
            | {"mention": speaker["mention"], "type": speaker["type"]}
            | {key: _spans(name, text) for key, name in names.items()}
        )
    return {"id": article["id"], "sha256": sha(text), "quotes": quotes}


def _spans(name: str | None, text: str) -> list[list[int]] | None:
    """Where a name stands in a text, in as few stretches as will do; words that stand nowhere are left out.

    >>> _spans("Ève Colin et Tom Brel", "Tom Brel et Ève Colin ont ri.")
    [[12, 21], [0, 8]]
    """
    if name is None:
        return None
    plain, words, spans, first = text.translate(_PLAIN), name.translate(_PLAIN).split(), [], 0
    while first < len(words):
        last = next((n for n in range(len(words), first, -1) if _at(words[first:n], plain) >= 0), first)
        if last > first and not (last == first + 1 and len(words[first]) < 3 and spans):
            said = words[first:last]
            at = _at(said, plain)
            spans.append([at, at + len(" ".join(said))])
        first = max(last, first + 1)
    return spans or None


def _at(words: list[str], text: str) -> int:
    """Where some words stand, apart from others, in a text; -1 where they do not."""
    found = re.search(rf"(?i)(?<!\w){re.escape(' '.join(words))}(?!\w)", text)
    return found.start() if found else -1


def main() -> None:
    """Decode a set, or encode one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("set", help=f"one of {', '.join(SETS)}, or with --encode a file to write")
    parser.add_argument("bulk", type=Path, nargs="?", default=Path("../shared/bulk"))
    parser.add_argument("out", type=Path, nargs="?", default=Path("annotated.jsonl"))
    parser.add_argument(
        "--encode", type=Path, metavar="GOLD.jsonl", help="write a set from annotated articles"
    )
    options = parser.parse_args()
    if options.encode:
        given = map(json.loads, options.encode.read_text(encoding="utf-8").splitlines())
        write(Path(options.set), map(encoded, given))
    else:
        write(options.out, decoded(read(options.set), bulk(options.bulk)))


def read(name: str) -> list[dict[str, Any]]:
    """The annotations of a set, without texts."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def write(path: Path, records: Iterable[Record]) -> None:
    """Write records as JSON lines, a folder that is not there with them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n" for record in records]
    path.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    try:
        main()
    except UsageError as error:
        sys.exit(str(error))
