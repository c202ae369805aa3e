"""The questions asked of every engine, by class, drawn from the first documents of the corpus."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

from benchmarks.search.corpus import DAYS, FIRST, Corpus
from search.analysis import fold, tokens

Question = dict[str, Any]

CLASSES = (
    "frequent term", "rare term", "AND of 2–3", "OR of 2–3", "phrase", "proximity", "prefix", "fuzzy",
    "speaker", "speaker + term", "organisation + dates", "term + dates", "all by date", "term by date",
    "facets on a term", "facets on all", "timeline", "page 50", "highlights of 20", "autocomplete",
)  # fmt: skip


def questions(corpus: Corpus, per_class: int = 200) -> dict[str, list[Question]]:
    """The questions of each class, drawn from the first documents of the corpus."""
    chance = random.Random(11)
    sample = [quote for _, quotes, _ in next(corpus.chunks()) for quote in quotes]
    frequency: Counter[str] = Counter()
    for quote in sample:
        frequency.update(list(dict.fromkeys(token.exact for token in tokens(quote.text))))
    frequent = [w for w, n in frequency.items() if 0.005 <= n / len(sample) <= 0.06 and len(w) > 3]
    rare = [w for w, n in frequency.items() if n <= 2 and len(w) > 4 and w.isalpha()]
    middle = [w for w, n in frequency.items() if 0.001 <= n / len(sample) <= 0.06 and len(w) > 3]

    def words(count: int) -> list[str]:
        while True:
            own = [t.exact for t in tokens(chance.choice(sample).text) if t.exact in chosen]
            if len(own) >= count:
                return chance.sample(own, count)

    chosen = set(middle)

    def run() -> list[str]:
        own = [t.exact for t in tokens(chance.choice(sample).text)]
        at = chance.randrange(len(own) - 3)
        return own[at : at + chance.choice((2, 3))]

    def dates() -> tuple[int, int]:
        first = FIRST + chance.randrange(DAYS - 400)
        return first, first + chance.choice((30, 90, 365))

    def one(name: str) -> Question:
        many = chance.choice((2, 3))
        match name:
            case "rare term":
                return {"words": [chance.choice(rare)]}
            case "AND of 2–3":
                return {"words": words(many), "op": "and"}
            case "OR of 2–3":
                return {"words": chance.sample(frequent, many), "op": "or"}
            case "phrase":
                return {"words": run(), "op": "phrase"}
            case "proximity":
                return {"words": words(2), "op": "near"}
            case "prefix":
                return {"words": [chance.choice(middle)[:4]], "op": "prefix"}
            case "fuzzy":
                return {"words": [_misspelt(chance.choice(middle), chance)], "op": "fuzzy"}
            case "speaker":
                return {"speaker": chance.randrange(300)}
            case "speaker + term":
                return {"words": [chance.choice(frequent)], "speaker": chance.randrange(300)}
            case "organisation + dates":
                return {"body": chance.randrange(100), "dates": dates()}
            case "term + dates":
                return {"words": [chance.choice(frequent)], "dates": dates()}
            case "all by date":
                return {"sort": True}
            case "term by date":
                return {"words": [chance.choice(frequent)], "sort": True}
            case "facets on a term":
                return {"words": [chance.choice(frequent)], "facets": True}
            case "facets on all":
                return {"facets": True, "sort": True}
            case "timeline":
                return {"words": [chance.choice(frequent)], "timeline": True}
            case "page 50":
                return {"words": [chance.choice(frequent)], "page": 50}
            case "highlights of 20":
                return {"words": [chance.choice(frequent)], "highlights": True}
            case "autocomplete":
                return {
                    "typed": fold(chance.choice(corpus.speakers[:2000]).split()[-1])[
                        : chance.choice((2, 3, 4))
                    ]
                }
        return {"words": [chance.choice(frequent)]}

    return {name: [{"op": "term", **one(name)} for _ in range(per_class)] for name in CLASSES}


def _misspelt(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word))
    return word[:at] + chance.choice("aeinrstlu") + word[at + 1 :]
