"""Score the attribution alone, on annotated quotations: `python -m benchmarks.score_who FILE`.

What was said is taken from the annotation (spans, kind, cue); who said it is not. By default the
annotated mention is given too, so that the figures say what resolution alone reaches; with `--mentions`
the mention is looked for around the annotated cue, as the sieves do it. `--errors N` lists errors, each with
its sort: name, organisation or role.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from benchmarks import golden
from benchmarks.score_gold import TOOL
from corpus import Article, Quote, Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.identities import attribute
from indexer.extraction.layout import Layout, layout
from indexer.extraction.mentions import subject_after
from indexer.extraction.noun_phrases import noun_phrase
from indexer.extraction.passage import Passage, passages
from indexer.extraction.sieves.state import Sift
from indexer.extraction.values import Found

Gold = dict[str, Any]


def own_mention(laid: Layout, found: list[Passage], quote: Gold) -> Span | None:
    """The mention that our own rules find around an annotated cue."""
    if not quote.get("cue"):
        return None
    start, end = quote["cue"]
    passage = next((p for p in found if p.start <= start < p.end), None)
    if passage is None:
        return None
    cue = next((c for c in passage.cues if c.start < end and start < c.end), None)
    if cue is None:
        at = skip_adverbials(laid.mask, end, passage.end)
        return noun_phrase(laid.mask, at, passage.end)
    incise = laid.text[passage.start : start].rstrip()[-1:] in ("»", "”", '"', ",")
    after = subject_after(passage, cue, passage.end) if cue.clitic or incise else None
    sift = Sift(passage)
    return after or sift.subject_of(passage, cue) or sift.borrowed(cue)


def attributed(article: Gold, *, mentions: bool) -> list[Quote]:
    """The annotated quotations of an article with the speakers that we give them."""
    laid = layout(Article(id=article["id"], text=article["text"]))
    around = passages(laid)
    found = []
    for quote in article["quotes"]:
        given = quote["speaker"].get("mention")
        mention = own_mention(laid, around, quote) if mentions else given and tuple(given)
        found.append(
            Found(
                spans=tuple((s, e) for s, e in quote["spans"]),
                kind=quote["kind"],
                cue=quote.get("cue") and tuple(quote["cue"]),
                mention=mention,
            )
        )
    read = Article(id=article["id"], text=article["text"], title=article.get("title"))
    given_spans = {one.spans for one in found}  # headings may come in addition
    return [quote for quote in attribute(read, laid, found) if quote.spans in given_spans]


class Tally(Counter[str]):
    """Counts of right, given and annotated values."""

    def add(self, sort: str, gold: str | None, ours: str | None, right: bool) -> None:
        """One value judged; a right one counts only where the annotation has one."""
        self[sort + " gold"] += bool(gold)
        self[sort + " ours"] += bool(ours)
        self[sort + " right"] += bool(gold) and right

    def f1(self, sort: str) -> float:
        """F1 in per cent."""
        return 200 * self[sort + " right"] / max(1, self[sort + " gold"] + self[sort + " ours"])


def main() -> int:
    """Attribute, judge, print."""
    parser = golden.arguments(__doc__)
    parser.add_argument("--mentions", action="store_true", help="find the mentions too")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--only", choices=("name", "organisation", "role"))
    options = parser.parse_args()
    judge: dict[str, Any] = {"__name__": "judge"}
    exec(compile(TOOL.read_text(encoding="utf-8"), str(TOOL), "exec"), judge)  # the judge is no package
    articles = golden.lines(options)
    tally, errors = Tally(), []
    for article in articles:
        ours = attributed(article, mentions=options.mentions)
        for gold, quote in zip(article["quotes"], ours, strict=True):
            said = {"name": quote.speaker.name, "organisation": quote.organisation, "role": quote.role}
            wanted = {
                "name": gold["speaker"].get("name"),
                **{k: gold.get(k) for k in ("organisation", "role")},
            }
            person = gold["speaker"].get("type", "person")
            tally["quotes"] += 1
            right = {
                "name": judge["same_name"](wanted["name"], said["name"], person),
                "organisation": judge["same_name"](
                    wanted["organisation"], said["organisation"], "organisation"
                ),
                "role": judge["shared"](wanted["role"], said["role"]) or not (wanted["role"] or said["role"]),
            }
            tally["type right"] += quote.speaker.type == person
            tally["name right, all"] += right["name"]
            full = set(judge["name_words"](wanted["name"])) <= set(judge["name_words"](said["name"]))
            if person == "person":
                tally["persons"] += 1
                tally["full"] += right["name"] and full
            for sort in right:
                tally.add(sort, wanted[sort], said[sort], right[sort])
                if not right[sort] and options.only in (None, sort):
                    errors.append(_error(article, gold, quote, sort, wanted[sort], said[sort]))
    print(
        f"{tally['quotes']} quotations: name {100 * tally['name right, all'] / tally['quotes']:.1f} %, "
        f"full {100 * tally['full'] / max(1, tally['persons']):.1f} %, "
        f"type {100 * tally['type right'] / tally['quotes']:.1f} %, "
        f"organisation F1 {tally.f1('organisation'):.1f}, role F1 {tally.f1('role'):.1f}"
    )
    if not options.unread:
        print("".join(error + "\n" for error in errors[: options.errors]), end="")
    return 0


def _error(article: Gold, gold: Gold, quote: Quote, sort: str, wanted: str | None, said: str | None) -> str:
    text = article["text"]
    mention = gold["speaker"].get("mention")
    ours = quote.speaker.mention
    return (
        f"{article['id'][:14]} @{gold['spans'][0][0]} {sort}: {wanted!r}, got {said!r} "
        f"[mention {mention and text[slice(*mention)]!r}"
        + (f", ours {ours and text[slice(*ours)]!r}" if ours != (mention and tuple(mention)) else "")
        + f", {quote.speaker.name!r}]"
    )


if __name__ == "__main__":
    raise SystemExit(main())
