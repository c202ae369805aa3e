"""How good the extraction is: precision and recall against annotated articles, yours or ours.

    gold = read_gold(Path("gold.jsonl"))
    report = evaluate(gold, {article.id: extract(article.article()) for article in gold})
    print(report.table())

What counts as right stands in `indexer.agreement`. Speaker, role, organisation, kind and cue are
judged on the quotations found.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from corpus import KINDS, Article, Kind, PartialDate, Quote, UsageError
from corpus.inline import quote_to_gold
from indexer import agreement
from indexer.agreement import EXACT, FOUND


class GoldArticle(msgspec.Struct, frozen=True, kw_only=True):
    """One annotated article, a line of a gold file."""

    id: str
    text: str
    quotes: tuple[Quote, ...]
    title: str | None = None
    date: str | None = None
    source: str | None = None

    def article(self) -> Article:
        """The article as extraction is given it, without its annotations."""
        try:
            published = PartialDate.parse(self.date) if self.date else None
        except ValueError:  # « None », « été 2019 »: extraction does not look at the date
            published = None
        return Article(id=self.id, text=self.text, title=self.title, published=published, source=self.source)


class Rate(msgspec.Struct, frozen=True):
    """So many right, of so many there are, of so many said; percentages with one decimal.

    >>> Rate(3, 4, 6).f1
    60.0
    """

    hit: int
    gold: int
    predicted: int

    @property
    def precision(self) -> float:
        """Of those said, the share that is right."""
        return round(100 * self._precision, 1)

    @property
    def recall(self) -> float:
        """Of those there are, the share that is said rightly."""
        return round(100 * self._recall, 1)

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self._precision + self._recall
        return round(100 * (2 * self._precision * self._recall / total), 1) if total else 0.0

    @property
    def _precision(self) -> float:
        return self.hit / self.predicted if self.predicted else 0.0

    @property
    def _recall(self) -> float:
        return self.hit / self.gold if self.gold else 0.0


class Share(msgspec.Struct, frozen=True):
    """So many right of so many; `percent` is None of nothing."""

    hit: int
    total: int

    @property
    def percent(self) -> float | None:
        """With one decimal."""
        return round(100 * self.hit / self.total, 1) if self.total else None


class KindReport(msgspec.Struct, frozen=True):
    """The recall of one kind, and how many were said to be of it."""

    found: Share
    exact: Share
    attributed: Share
    predicted: int


class Mistake(msgspec.Struct, frozen=True):
    """One thing that went wrong, for reading: what, where, the words, and who it should be."""

    cause: Literal["speaker", "missed", "not a quotation"]
    article: str
    words: str
    expected: str | None = None
    got: str | None = None

    def __str__(self) -> str:
        names = f" ({self.expected!r} expected, {self.got!r} given)" if self.cause == "speaker" else ""
        return f"{self.article}: {self.cause}{names}: {self.words}"


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The measures of one evaluation."""

    articles: int
    found: Rate
    exact: Rate
    attributed: Rate
    organisation: Rate
    role: Rate
    speaker: Share
    person: Share
    full_name: Share
    kind: Share
    cue: Share
    by_kind: dict[str, KindReport]
    mistakes: tuple[Mistake, ...] = ()

    def table(self) -> str:
        """The report for people: one measure a line, with its counts."""
        lines = [
            f"{self.articles} articles, {self.found.gold} quotations, {self.found.predicted} predicted",
            "",
        ]
        lines.append(f"{'':22}{'precision':>9} {'recall':>7} {'F1':>7}   right of gold, predicted")
        for name, rate in self._rates().items():
            lines.append(
                f"{name:22}{rate.precision:9} {rate.recall:7} {rate.f1:7}   "
                f"{rate.hit} of {rate.gold}, {rate.predicted}"
            )
        lines += ["", "of the quotations found"]
        lines += [
            f"{name:22}{_shown(share)}   {share.hit} of {share.total}"
            for name, share in self._shares().items()
        ]
        lines += ["", f"{'recall by kind':22}{'found':>9} {'exact':>7} {'attrib.':>7}   gold, predicted"]
        for kind, part in self.by_kind.items():
            lines.append(
                f"{kind:22}{_shown(part.found)} {_shown(part.exact, 7)} {_shown(part.attributed, 7)}   "
                f"{part.found.total}, {part.predicted}"
            )
        return "\n".join(lines)

    def data(self) -> dict[str, Any]:
        """The report for programs: percentages and counts, by measure."""
        rates = {
            name: {
                "precision": rate.precision,
                "recall": rate.recall,
                "f1": rate.f1,
                **msgspec.to_builtins(rate),
            }
            for name, rate in self._rates().items()
        }
        shares = {name: share.percent for name, share in self._shares().items()}
        kinds = {
            kind: {
                "found": part.found.percent,
                "exact": part.exact.percent,
                "attributed": part.attributed.percent,
                "gold": part.found.total,
                "predicted": part.predicted,
            }
            for kind, part in self.by_kind.items()
        }
        return {"articles": self.articles, **rates, "on_found": shares, "recall_by_kind": kinds}

    def _rates(self) -> dict[str, Rate]:
        return {
            "found": self.found,
            "exact": self.exact,
            "found and attributed": self.attributed,
            "organisation": self.organisation,
            "role": self.role,
        }

    def _shares(self) -> dict[str, Share]:
        return {
            "speaker": self.speaker,
            "named person": self.person,
            "full name": self.full_name,
            "kind": self.kind,
            "cue": self.cue,
        }


def _shown(share: Share, width: int = 9) -> str:
    return f"{'–' if share.percent is None else share.percent:>{width}}"


def evaluate(
    gold: Iterable[GoldArticle], predictions: Mapping[str, Sequence[Quote]], *, mistakes: int = 0
) -> Report:
    """The report on `predictions` (quotations by article id); the first `mistakes` errors are listed.

    An article without predictions counts as predicted empty; predictions of other articles are ignored.
    """
    tally: Counter[tuple[str, str]] = Counter()
    errors: list[Mistake] = []
    articles = 0
    for article in gold:
        articles += 1
        errors += _compare(article, predictions.get(article.id, ()), tally)
    return _report(articles, tally, tuple(errors[:mistakes]))


def _compare(
    article: GoldArticle, predicted: Sequence[Quote], tally: Counter[tuple[str, str]]
) -> list[Mistake]:
    """Count one article into `tally`; what went wrong in it."""
    text, gold = article.text, article.quotes
    theirs = [agreement.words(text, quote.spans) for quote in predicted]
    found = agreement.pair_up([agreement.accepted(text, quote) for quote in gold], theirs, FOUND)
    exact = agreement.pair_up([[agreement.words(text, quote.spans)] for quote in gold], theirs, EXACT)
    tally.update(("gold", quote.kind) for quote in gold)
    tally.update(("predicted", quote.kind) for quote in predicted)
    tally.update(("exact", gold[i].kind) for i, _ in exact)
    errors = []
    for i, j in found:
        if not _judge(gold[i], predicted[j], tally):
            errors.append(
                Mistake(
                    "speaker",
                    article.id,
                    _snippet(text, gold[i]),
                    gold[i].speaker.name,
                    predicted[j].speaker.name,
                )
            )
    hit_gold, hit_predicted = {i for i, _ in found}, {j for _, j in found}
    for i, quote in enumerate(gold):
        if i not in hit_gold:
            errors.append(Mistake("missed", article.id, _snippet(text, quote), quote.speaker.name))
    for j, quote in enumerate(predicted):
        if j not in hit_predicted:
            errors.append(
                Mistake("not a quotation", article.id, _snippet(text, quote), None, quote.speaker.name)
            )
    return errors


def _judge(gold: Quote, predicted: Quote, tally: Counter[tuple[str, str]]) -> bool:
    """Count what is right of a quotation found; whether its speaker is."""
    true, given = gold.speaker, predicted.speaker
    person = true.type == "person"
    right = agreement.same_name(true.name, given.name, person=person)
    tally["found", gold.kind] += 1
    tally["attributed", gold.kind] += right
    tally["kind", ""] += predicted.kind == gold.kind
    tally["cue", ""] += agreement.same_cue(gold.cue, predicted.cue)
    if person and true.name:
        tally["person", "gold"] += 1
        tally["person", "right"] += right
        tally["person", "full"] += right and agreement.has_whole_name(true.name, given.name)
    if gold.role:
        tally["role", "gold"] += 1
        tally["role", "right"] += agreement.same_role(gold.role, predicted.role)
    tally["role", "predicted"] += bool(predicted.role)
    if gold.organisation:
        tally["organisation", "gold"] += 1
        tally["organisation", "right"] += agreement.same_name(
            gold.organisation, predicted.organisation, person=False
        )
    tally["organisation", "predicted"] += bool(predicted.organisation)
    return right


def _report(articles: int, tally: Counter[tuple[str, str]], mistakes: tuple[Mistake, ...]) -> Report:
    # Summed over whatever kind was given, so that a prediction of an unheard-of kind still counts.
    totals: Counter[str] = Counter()
    for (what, _), count in tally.items():
        totals[what] += count
    gold, predicted, found = totals["gold"], totals["predicted"], totals["found"]
    return Report(
        articles=articles,
        found=Rate(found, gold, predicted),
        exact=Rate(totals["exact"], gold, predicted),
        attributed=Rate(totals["attributed"], gold, predicted),
        organisation=_rate_of("organisation", tally),
        role=_rate_of("role", tally),
        speaker=Share(totals["attributed"], found),
        person=Share(tally["person", "right"], tally["person", "gold"]),
        full_name=Share(tally["person", "full"], tally["person", "gold"]),
        kind=Share(totals["kind"], found),
        cue=Share(totals["cue"], found),
        by_kind={kind: _kind_report(kind, tally) for kind in KINDS},
        mistakes=mistakes,
    )


def _kind_report(kind: Kind, tally: Counter[tuple[str, str]]) -> KindReport:
    gold = tally["gold", kind]
    return KindReport(
        found=Share(tally["found", kind], gold),
        exact=Share(tally["exact", kind], gold),
        attributed=Share(tally["attributed", kind], gold),
        predicted=tally["predicted", kind],
    )


def _rate_of(what: str, tally: Counter[tuple[str, str]]) -> Rate:
    return Rate(tally[what, "right"], tally[what, "gold"], tally[what, "predicted"])


def _snippet(text: str, quote: Quote) -> str:
    said = quote.text(text)
    return said if len(said) <= 110 else f"{said[:80]} … {said[-25:]}"


# --- files ---------------------------------------------------------------------------------------


def read_gold(path: Path) -> list[GoldArticle]:
    """The annotated articles of a JSONL file; UsageError names the line that is not in the gold format."""
    articles = []
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if line.strip():
                articles.append(_read_line(line, f"{path}, line {number}"))
    return articles


def _read_line(line: str, where: str) -> GoldArticle:
    try:
        article = msgspec.json.decode(line, type=GoldArticle)
    except msgspec.MsgspecError as error:
        raise UsageError(
            f"{where}: not an annotated article ({error}); docs/extraction.md shows one"
        ) from None
    size = len(article.text)
    for number, quote in enumerate(article.quotes):
        more = [span for span in (quote.cue, quote.speaker.mention) if span]
        for start, end in [*quote.spans, *more]:
            if not 0 <= start < end <= size:
                raise UsageError(f"{where}, quotation {number}: span {start}-{end} lies outside 0-{size}")
        if not agreement.words(article.text, quote.spans):
            raise UsageError(f"{where}, quotation {number}: no word in its spans")
    return article


def write_predictions(path: Path, predictions: Mapping[str, Sequence[Quote]]) -> None:
    """One line an article, `{"id", "quotes"}`, in the gold format: any scorer can read it."""
    with path.open("wb") as out:
        for article_id, quotes in predictions.items():
            line = {"id": article_id, "quotes": [quote_to_gold(quote) for quote in quotes]}
            out.write(msgspec.json.encode(line) + b"\n")
