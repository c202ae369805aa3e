"""An indexer to be killed: acknowledges articles in the record batch by batch, the index following.

    python -m tests.faults.workload DATA FIRST BATCHES [SIZE]

Prints `acked N` once article N is on the disk, and `indexed SEQ` once the index has it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from corpus.record import Record
from indexer import pipeline
from indexer.extraction import EXTRACTOR_VERSION
from settings import Settings
from tests.faults.articles import extracted

SIZE = 4


def main() -> None:
    """Work until done or killed."""
    data, first, batches = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    size = int(sys.argv[4]) if len(sys.argv) > 4 else SIZE
    settings = Settings(data=data, parser=False, workers=1)
    pipeline.create(settings)
    with Record.open(settings.record, wait=10) as record:
        pipeline.bring_up_to_date(settings, record)
        for batch in range(batches):
            numbers = range(first + batch * size, first + (batch + 1) * size)
            # every third batch prints the batch before it anew: an update beside the additions
            items = extracted(numbers)
            if batch % 3 == 2:
                items += extracted(range(numbers.start - size, numbers.start), edition=batch)
            record.put_batch(items, EXTRACTOR_VERSION)
            print(*(f"acked {number}" for number in numbers), sep="\n", flush=True)
            pipeline.bring_up_to_date(settings, record)
            print(f"indexed {record.seq}", flush=True)


if __name__ == "__main__":
    main()
