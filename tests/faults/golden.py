"""Makes the data folder that later versions must still open, or say what to do.

    python -m tests.faults.golden

Run it once for each released format, and keep what it makes: old ones are never made again.
"""

from __future__ import annotations

import tarfile
import tempfile
from pathlib import Path

from corpus.record import Record
from indexer import pipeline
from indexer.extraction import EXTRACTOR_VERSION
from search.whoosh.manifest import FORMAT
from tests.faults import harness
from tests.faults.articles import extracted

FOLDER = Path(__file__).with_name("golden")


def main() -> None:
    """Write `golden/format-N.tar.gz`; FileExistsError when there is one of this format."""
    target = FOLDER / f"format-{FORMAT}.tar.gz"
    if target.exists():
        raise FileExistsError(f"{target}: a released format is never made again")
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        data = Path(place) / "data"
        settings = harness.settings_of(data)
        pipeline.create(settings)
        with Record.open(settings.record) as record:
            for first in (0, 6):
                record.put_batch(extracted(range(first, first + 6)), EXTRACTOR_VERSION, at=1_700_000_000)
                pipeline.bring_up_to_date(settings, record)
        with tarfile.open(target, "w:gz") as archive:
            archive.add(data, "data")


if __name__ == "__main__":
    main()
