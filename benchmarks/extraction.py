"""How fast extraction is, beside its peers, on one core and in one run: `make bench-extraction`.

    python -m benchmarks.extraction [--articles FILE.jsonl.gz] [--words 60000] [--flat 30000]
                                    [--with "NAME=MODULE:FUNCTION"] [--path FOLDER]

The articles are the samples, over and over, unless a file of them is given (JSONL with a `text` a line).
Each contender runs in a process of its own, on one core, over the same texts. textacy runs where it is
installed; any other system by `--with`: a function that takes a text, found in a module on `--path`. Who is
not here is named as left out. `--flat N` also reads N articles and shows the memory as it goes.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import importlib.util
import itertools
import json
import multiprocessing
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from corpus import Article
from corpus.sample_set import annotated

ROOT = Path(__file__).parent.parent
MEGABYTE = 1024
NEEDS_A_PARSE = "Au port, lors des fêtes avec la foule, la voirie a affirmé que la route est sûre."


class Result(msgspec.Struct, frozen=True):
    """What one contender did: words a second, seconds to start, peak memory in MB, and a remark."""

    name: str
    speed: float
    start: float
    memory: float
    remark: str = ""


def texts_of(path: str | None) -> Iterator[str]:
    """Article texts: of a file, or the samples again and again."""
    if path is None:
        yield from itertools.cycle([article.text for article, _ in annotated()])
    else:
        with gzip.open(path, "rt") if path.endswith(".gz") else open(path, encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def first_words(path: str | None, words: int) -> list[str]:
    """Texts of so many words together."""
    result, count = [], 0
    for text in texts_of(path):
        result.append(text)
        count += len(text.split())
        if count >= words:
            break
    return result


# --- contenders: each returns a function over all texts, and says something of it afterwards --------

Run = Callable[[list[str]], str]


def rules() -> Run:
    """Our rules alone."""
    from indexer.extraction import extract_many

    def run(texts: list[str]) -> str:
        return f"{sum(map(len, extract_many(_articles(texts))))} quotations"

    return run


def with_parser() -> Run:
    """Our rules, with a parse of the sentences that need one."""
    from indexer.extraction import extract_many, load_parser

    parser = load_parser()
    list(extract_many(_articles([NEEDS_A_PARSE]), parser))

    def run(texts: list[str]) -> str:
        before = parser.parsed
        found = sum(map(len, extract_many(_articles(texts), parser)))
        return f"{found} quotations, {parser.parsed - before} sentences parsed"

    return run


def spacy_md() -> Run:
    """spaCy's French medium model by itself: a parse of everything, and no quotation yet."""
    import spacy

    language = spacy.load("fr_core_news_md")

    def run(texts: list[str]) -> str:
        return f"{sum(len(list(doc.sents)) for doc in language.pipe(texts))} sentences parsed"

    return run


def textacy() -> Run:
    """textacy's rules on the same model."""
    import spacy

    extract = importlib.import_module("textacy.extract")
    language = spacy.load("fr_core_news_md")

    def run(texts: list[str]) -> str:
        found = refused = 0
        for doc in language.pipe(texts):
            try:
                found += len(list(extract.direct_quotations(doc)))
            except ValueError:  # an odd number of marks
                refused += 1
        return f"{found} quotations, {refused} articles refused"

    return run


def other(where: str) -> Run:
    """Any other system: MODULE:FUNCTION."""
    module, _, name = where.partition(":")
    function = getattr(importlib.import_module(module), name)

    def run(texts: list[str]) -> str:
        return f"{sum(len(list(function(text))) for text in texts)} quotations"

    return run


CONTENDERS: dict[str, Callable[..., Run]] = {
    "rules alone": rules, "with the parser": with_parser, "bare spaCy md": spacy_md, "textacy": textacy,
}  # fmt: skip


def _articles(texts: list[str]) -> Iterator[Article]:
    return (Article(id=str(number), text=text) for number, text in enumerate(texts))


def measured(name: str, make: str, texts: list[str], best_of: int = 3) -> Result:
    """One contender in a process of its own; the best of a few rounds counts."""
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        return pool.apply(_measure, (name, make, texts, best_of))


def _measure(name: str, make: str, texts: list[str], best_of: int) -> Result:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    began = time.perf_counter()
    run = CONTENDERS[make]() if make in CONTENDERS else other(make)
    run(texts[:1])
    start = time.perf_counter() - began
    words = sum(len(text.split()) for text in texts)
    seconds, remark = [], ""
    for _ in range(best_of):
        began = time.perf_counter()
        remark = run(texts)
        seconds.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE
    return Result(name, words / min(seconds), start, peak, remark)


# --- where the time goes ----------------------------------------------------------------------------


def steps(texts: list[str]) -> dict[str, float]:
    """Seconds spent in each step, rules alone."""
    from indexer.extraction.identities import attribute
    from indexer.extraction.layout import layout
    from indexer.extraction.learnt.trust import trusted
    from indexer.extraction.passage import passages
    from indexer.extraction.sieves import sift

    spent = dict.fromkeys(("layout", "cues", "sieves", "speakers", "confidence"), 0.0)

    def timed(step: str, function: Callable[..., Any], *given: Any) -> Any:
        began = time.perf_counter()
        result = function(*given)
        spent[step] += time.perf_counter() - began
        return result

    for article in _articles(texts):
        laid = timed("layout", layout, article)
        found = [one for p in timed("cues", passages, laid) for one in timed("sieves", sift, p)]
        quotes = timed("speakers", attribute, article, laid, found)
        timed("confidence", trusted, article.text, quotes)
    return spent


def first_answer(parser: bool) -> tuple[float, float]:
    """Seconds from a new process to its first quotation, and its peak memory in MB."""
    code = (
        "import resource\n"
        "from corpus import Article\n"
        "from indexer.extraction import extract, load_parser\n"
        f"text = {NEEDS_A_PARSE!r}\n"
        f"parser = load_parser() if {parser} else None\n"
        "extract(Article(id='1', text=text + ' « Oui », dit Paul Morel.'), parser)\n"
        "assert parser is None or parser.parsed\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)\n"
    )
    began = time.perf_counter()
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    return time.perf_counter() - began, float(told.stdout)


def flat(path: str | None, count: int, pieces: int = 10) -> Iterator[tuple[int, float]]:
    """Memory now, in MB, after every tenth of so many articles read with the parser."""
    from indexer.extraction import extract_many, load_parser

    texts = itertools.islice(texts_of(path), count)
    quotes = extract_many((Article(id=str(n), text=t) for n, t in enumerate(texts)), load_parser())
    for number, _ in enumerate(quotes, 1):
        if number % max(1, count // pieces) == 0:
            yield number, _memory_now()


def _memory_now() -> float:
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024 / 1024


# --- the report --------------------------------------------------------------------------------------


def contenders(others: list[str]) -> Iterator[tuple[str, str]]:
    """Who runs: (name, how to make it). Who cannot is named on the way."""
    for name in CONTENDERS:
        if name == "textacy" and importlib.util.find_spec("textacy") is None:
            print("left out: textacy (not installed; `pip install textacy` and run again)")
            continue
        yield name, name
    for one in others:
        name, _, where = one.partition("=")
        yield name, where
    if not others:
        print("left out: any other system (none given by --with)")


def main() -> None:
    """Measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--articles", help="JSONL of articles, .gz or not")
    parser.add_argument("--words", type=int, default=60_000)
    parser.add_argument("--flat", type=int, default=0, metavar="N")
    parser.add_argument("--with", dest="others", action="append", default=[], metavar="NAME=MODULE:FUNCTION")
    parser.add_argument("--path", action="append", default=[])
    options = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    os.environ["PYTHONPATH"] = os.pathsep.join([str(ROOT), *options.path])
    sys.path += options.path
    texts = first_words(options.articles, options.words)
    results = [measured(name, make, texts) for name, make in contenders(options.others)]
    bare = next(result.speed for result in results if result.name == "bare spaCy md")
    print(f"\n{len(texts)} articles, {sum(len(t.split()) for t in texts)} words; one core\n")
    print("| system | words/s | times bare spaCy | starts in | peak memory | |\n|---|---|---|---|---|---|")
    for r in results:
        speed = f"{r.speed:,.0f} | {r.speed / bare:.1f}"
        print(f"| {r.name} | {speed} | {r.start:.1f} s | {r.memory:.0f} MB | {r.remark} |")
    spent = steps(texts)
    whole = sum(spent.values())
    print("\n" + ", ".join(f"{step} {100 * s / whole:.0f} %" for step, s in spent.items()), "of rules' time")
    for with_it in (False, True):
        seconds, memory = first_answer(with_it)
        told = "with" if with_it else "without"
        print(f"first answer of a new process {told} the parser: {seconds:.2f} s, {memory:.0f} MB")
    if options.flat:
        print(f"\nmemory over {options.flat} articles, with the parser:")
        for number, memory in flat(options.articles, options.flat):
            print(f"{number:8} articles {memory:6.0f} MB")


if __name__ == "__main__":
    main()
