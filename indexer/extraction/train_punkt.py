"""Make `indexer/models/punkt.json` from French press text: `python -m indexer.extraction.train_punkt FILE`.

FILE is JSONL (`.gz` or not) with a `text` an article. Only single words are kept: abbreviations and
sentence starters seen in at least five articles.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from pathlib import Path

from nltk.tokenize.punkt import PunktTrainer

ALWAYS = (
    "m",
    "mm",
    "mme",
    "mmes",
    "mlle",
    "dr",
    "pr",
    "me",
    "st",
    "ste",
    "av",
    "bd",
    "art",
    "al",
    "cf",
    "env",
)
"""Civilities and such that press text may hold too rarely to be learnt."""
NEVER = ("etc", "euros", "ans", "pays", "afp")
ARTICLES = 6_000
LEAST = 5


def main(path: str) -> None:
    """Train, keep what may be kept, write."""
    trainer = PunktTrainer()
    trainer.INCLUDE_ALL_COLLOCS = False
    spread: Counter[str] = Counter()
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number >= ARTICLES:
                break
            text = json.loads(line)["text"]
            trainer.train(text, finalize=False)
            spread.update(set(re.findall(r"[\w-]+(?:\.[\w-]+)*", text.lower())))
    trainer.finalize_training()
    parameters = trainer.get_params()
    kept = {
        word
        for word in parameters.abbrev_types
        if spread[word] >= LEAST and len(word) <= 4 and word.isalpha() and word not in NEVER
    }
    data = {
        "abbreviations": sorted(kept | set(ALWAYS)),
        "sentence_starters": sorted(
            w for w in parameters.sent_starters if spread[w] >= LEAST and w.isalpha()
        ),
    }
    out = Path(__file__).parent.parent / "models" / "punkt.json"
    out.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
