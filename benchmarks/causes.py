"""What goes wrong, by cause: `python -m benchmarks.causes GOLD.jsonl [--read | --unread] [--no-parser]`.

Each error of the extraction on annotated articles is put under one cause, told by what stands in the text: a
count a line, commonest first. No sentence is shown, so that it may also be run on articles kept unread.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from benchmarks import golden
from corpus import Quote
from indexer import agreement
from indexer.agreement import EXACT, FOUND
from indexer.evaluation import GoldArticle
from indexer.extraction import extract_many, load_parser
from indexer.extraction.layout import layout
from indexer.extraction.passage import Passage, passages

_PRONOUN = re.compile(r"(?i)(?:ils?|elles?|(?:ce|cette|ces) derni\w+|celui-ci|celle-ci|lui|eux)$")


def causes(article: GoldArticle, quotes: Sequence[Quote]) -> Iterator[str]:
    """The cause of each error in an article."""
    text, gold = article.text, article.quotes
    theirs = [agreement.words(text, quote.spans) for quote in quotes]
    found = agreement.pair_up([agreement.accepted(text, quote) for quote in gold], theirs, FOUND)
    exact = agreement.pair_up([[agreement.words(text, quote.spans)] for quote in gold], theirs, EXACT)
    laid = passages(layout(article.article()))
    hit, said = {i for i, _ in found}, {j for _, j in found}
    covered = frozenset().union(*theirs) if theirs else frozenset()
    for number, quote in enumerate(gold):
        if number not in hit:
            yield _missed(text, quote, laid, bool(agreement.words(text, quote.spans) & covered))
    for number, quote in enumerate(quotes):
        if number not in said:
            yield f"not a quotation: rule “{quote.rule}”"
    whole = {i for i, _ in exact}
    for i, j in found:
        if i not in whole:
            yield f"inexact: {gold[i].kind}, rule “{quotes[j].rule}”"
        if (cause := _speaker(text, gold[i], quotes[j])) is not None:
            yield cause


def _missed(text: str, quote: Quote, laid: Sequence[Passage], partly: bool) -> str:
    if partly:
        return f"missed: {quote.kind}, only partly or inside another"
    if quote.cue is None:
        return f"missed: {quote.kind} without a cue"
    start, end = quote.cue
    known = any(cue.start < end and start < cue.end for passage in laid for cue in passage.cues)
    if re.match(r"(?i)selon|d['’]après|pour|aux yeux|de l['’]aveu", text[start:end]):
        return f"missed: {quote.kind}, “selon” and the like"
    return f"missed: {quote.kind}, cue {'known, construct not' if known else 'not in the lexicon'}"


def _speaker(text: str, gold: Quote, given: Quote) -> str | None:
    person = gold.speaker.type == "person"
    if agreement.same_name(gold.speaker.name, given.speaker.name, person=person):
        return None
    where, there = gold.speaker.mention, given.speaker.mention
    if where is None:
        return "speaker: nobody named beside it, wrong antecedent"
    if there is None or min(where[1], there[1]) <= max(where[0], there[0]):
        return "speaker: another mention taken"
    mention = text[slice(*where)].strip()
    if _PRONOUN.match(mention):
        return f"speaker: pronoun for a {gold.speaker.type}"
    if gold.speaker.type != "person":
        return f"speaker: {gold.speaker.type}'s name not in full, or another form"
    return "speaker: description of a person, wrong bearer"


def main() -> None:
    """Count, print."""
    parser = golden.arguments(__doc__)
    parser.add_argument("--no-parser", action="store_true")
    options = parser.parse_args()
    gold = golden.articles(options)
    model = None if options.no_parser else load_parser()
    counts: Counter[str] = Counter()
    for article, quotes in zip(gold, extract_many([a.article() for a in gold], model), strict=True):
        counts.update(causes(article, quotes))
    for cause, count in counts.most_common():
        print(f"{count:5}  {cause}")
    print(f"{counts.total():5}  in all, {sum(len(article.quotes) for article in gold)} quotations")


if __name__ == "__main__":
    main()
