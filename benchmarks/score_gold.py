"""Score the extraction on annotated articles kept beside the project: `python -m benchmarks.score_gold FILE`.

`--unread` takes the quarter of a training set that is kept for judging, `--read` the rest.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from benchmarks import golden
from corpus import Article
from indexer.extraction import extract_many, load_parser

TOOL = Path(__file__).parent.parent.parent / "shared" / "tools" / "score_quotes.py"


def main() -> int:
    """Extract, write predictions, call the judge."""
    parser = golden.arguments(__doc__)
    parser.add_argument("--no-parser", action="store_true")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--tool", type=Path, default=TOOL)
    parser.add_argument("--show", help="print the quotations found in this article")
    options = parser.parse_args()
    articles = golden.lines(options)
    model = None if options.no_parser else load_parser()
    began = time.perf_counter()
    given = [Article(id=a["id"], text=a["text"]) for a in articles]
    quotes = list(extract_many(given, model))
    seconds = time.perf_counter() - began
    words = sum(len(a["text"].split()) for a in articles)
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder) / "gold.jsonl", Path(folder) / "predicted.jsonl"
        gold.write_text("".join(json.dumps(a) + "\n" for a in articles))
        predicted.write_text(
            "".join(
                json.dumps({"id": a["id"], "quotes": msgspec.to_builtins(found)}) + "\n"
                for a, found in zip(articles, quotes, strict=True)
            )
        )
        errors = 0 if options.unread else options.errors
        subprocess.run(
            [sys.executable, str(options.tool), str(gold), str(predicted), "--errors", str(errors)],
            check=True,
        )
    print(f"{words / seconds:.0f} words/s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
