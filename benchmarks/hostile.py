"""Two hundred questions meant to hurt, and what they cost: `python -m benchmarks.hostile --index FOLDER`.

Each must take less than 200 ms of processor time, or be refused with a reason; memory may grow by 50 MB.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from corpus.errors import DeadlineExceeded, QueryError
from search import whoosh
from search.engine import Engine
from search.query import parse
from search.values import Filters, SearchRequest, Values

WORDS = "de la le les des et en un une du que qui est pas dans pour ce il ne sur au plus se par à"
COMMON = WORDS.split()
ALL_FACETS = ("speaker", "organisation", "source", "kind", "verb", "month")


def questions() -> list[str]:
    """The words typed, two hundred of them."""
    found = [
        " OU ".join(COMMON),
        " ".join(COMMON),
        " ".join(COMMON * 2),
        " OU ".join((COMMON * 3)[:64]),
        " OU ".join(f'"{a} {b}"' for a in COMMON[:8] for b in COMMON[:8]),
        " ".join(f"-{word}" for word in COMMON),
        "SAUF de",
        "SAUF (" + " OU ".join(COMMON) + ")",
        "(" * 8 + " OU ".join(COMMON) + ")" * 8,
        '"' + " ".join(["de"] * 64) + '"',
        '"' + " ".join((COMMON * 3)[:64]) + '"',
        '"' + "a" * 1990 + '"',
        "a" * 2000,
        "é" * 2000,
        " OU ".join(["accord~"] * 64),
        " OU ".join(f"{word}~" for word in ("dans", "pour", "plus", "avec", "cette", "leur") * 10),
        " OU ".join(["con*"] * 64),
        " OU ".join(f"{prefix}*" for prefix in ("con", "pro", "par", "des", "pré", "com", "int", "tra") * 8),
        "qui:" * 400 + "a",
        "(" * 2000,
        '"' * 1999,
    ]
    for slop in (1, 5, 20, 50):
        for order in ("", ">"):
            found.append(f'"de la"~{slop}{order}')
            found.append(f'"de la le les des et en"~{slop}{order}')
            found.append(f'"{" ".join((COMMON * 3)[:64])}"~{slop}{order}')
            found.append(" OU ".join([f'"de la"~{slop}{order}'] * 64))
    for word in COMMON:
        found += [
            word,
            f'"{word} {word}"',
            f"{word} SAUF {word}",
            f"qui:{word} OU titre:{word}",
            f'"{word} de la"',
        ]
    return (found + [f"{a} OU {b}~ OU {a}{b}*" for a in COMMON for b in ("dire", "monde")])[:200]


def request(words: str, *, sort: str = "relevance") -> SearchRequest:
    """The question with all that a page may ask beside."""
    return SearchRequest(
        query=parse(words), sort=sort, facets=ALL_FACETS, limit=100, page=50,  # type: ignore[arg-type]
        filters=Filters(exclude=Values(source=("Journal 1",), kind=("mixed",)), first_day=1, last_day=10**6),
    )  # fmt: skip


def outcome(engine: Engine, words: str) -> str:
    """`answered`, or why it was not."""
    try:
        answer = engine.search(request(words))
    except QueryError as error:
        return f"refused: {error.code}"
    except DeadlineExceeded:
        return "stopped"
    return "partial" if answer.partial else "answered"


def resident() -> float:
    """Memory of this process that no file backs, in MB."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    """Ask all, print what they cost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, required=True)
    engine = whoosh.open_engine(parser.parse_args().index)
    before, rows = resident(), []
    for words in questions():
        began = time.process_time()
        what = outcome(engine, words)
        rows.append((1000 * (time.process_time() - began), what, words))
    rows.sort(reverse=True)
    slow = sum(1 for spent, _, _ in rows if spent > 200)
    print(f"{len(rows)} questions, {slow} over 200 ms, memory +{resident() - before:.0f} MB")
    for spent, what, words in rows[:12]:
        print(f"{spent:8.1f} ms  {what:24} {words[:70]}")


if __name__ == "__main__":
    main()
