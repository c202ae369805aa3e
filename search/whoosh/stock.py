"""Whoosh's own index of the words, written from our arrays through its codec: its schema, its segments.

The analysis and the sorting are done once, in `invert`; the postings go into Whoosh's blocks whole
(`blocks`). What comes out is a plain Whoosh index: `whoosh.index.open_dir` reads it, its
searcher answers over it, and is the oracle of the scores in the tests. Fields: `words` (stems),
`exact` (forms as printed, folded, with positions), `names` (stems of speaker, role, organisation),
`title` (stems).
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

with warnings.catch_warnings():  # whoosh 2.7.4 compares with `is`; harmless, and pinned
    warnings.simplefilter("ignore")
    from whoosh import analysis, fields, index
    from whoosh.codec.whoosh3 import W3Codec

from search.analysis import tokens
from search.whoosh.blocks import BLOCK, Fields
from search.whoosh.invert import Array, Postings
from search.whoosh.storage import DurableStorage


class Words(analysis.Tokenizer):  # type: ignore[misc]
    """Whoosh tokens from our analysis: stems, or exact forms."""

    def __init__(self, exact: bool) -> None:
        self.exact = exact

    def __call__(self, value: str, **_: Any) -> Iterator[Any]:
        """The tokens of a text."""
        token = analysis.Token(positions=True, chars=True)
        for found in tokens(value):
            for text in (found.exact,) if self.exact else found.stems:
                token.text, token.pos = text, found.position
                token.startchar, token.endchar = found.start, found.end
                token.boost, token.stopped = 1.0, False
                yield token


SCHEMA = fields.Schema(
    words=fields.TEXT(analyzer=Words(False), phrase=False),
    exact=fields.TEXT(analyzer=Words(True), phrase=True),
    names=fields.TEXT(analyzer=Words(False), phrase=False),
    title=fields.TEXT(analyzer=Words(False), phrase=False),
)


def create(folder: Path) -> None:
    """Make an empty Whoosh index; the folder must be empty."""
    DurableStorage(str(folder)).create_index(SCHEMA)


class StockIndex:
    """The Whoosh index in a folder, as its one writer sees it; segments are known by our names."""

    def __init__(self, folder: Path, generation: int) -> None:
        self.folder = folder
        self.storage = DurableStorage(str(folder))
        self.toc = index.TOC.read(self.storage, "MAIN", gen=generation)

    @property
    def generation(self) -> int:
        """That of Whoosh's table of contents."""
        return int(self.toc.generation)

    def add(self, name: str, postings: Postings, lengths: Array) -> Any:
        """Write a segment; not part of the index before `commit`."""
        codec = W3Codec(blocklimit=BLOCK, compression=0)
        segment = codec.new_segment(self.storage, "MAIN")
        segment.segid = name
        segment.set_doc_count(len(lengths))
        by_document = codec.per_document_writer(self.storage, segment)
        for number, length in enumerate(lengths.tolist()):
            by_document.start_doc(number)
            for field in ("words", "exact"):
                by_document.add_field(field, SCHEMA[field], None, length)
            by_document.finish_doc()
        Fields(codec, self.storage, segment).write(SCHEMA, postings, lengths)
        by_document.close()
        segment.create_compound_file(self.storage)
        return segment

    def commit(self, names: Sequence[str], new: Sequence[Any], deleted: dict[str, Array]) -> list[Path]:
        """Make the index of the segments `names`, `new` ones among them; the files it is made of."""
        known = {segment.segid: segment for segment in (*self.toc.segments, *new)}
        segments = [known[name] for name in names if name in known]
        for segment in segments:
            segment._deleted = set(deleted[segment.segid].tolist()) or None
        generation = self.toc.generation + 1
        self.toc = index.TOC(SCHEMA, segments, generation)
        self.toc.write(self.storage, "MAIN")
        files = [self.folder / segment.make_filename(".seg") for segment in segments]
        return [*files, self.folder / index.TOC._filename("MAIN", generation)]


def deletions(
    names: Sequence[str], counts: dict[str, int], new: Sequence[Any], deleted: Array
) -> dict[str, Array]:
    """The deleted documents of each segment, by its own numbers."""
    sizes = {**counts, **{segment.segid: segment.doc_count_all() for segment in new}}
    found, base = {}, 0
    for name in names:
        found[name] = np.flatnonzero(deleted[base : base + sizes[name]])
        base += sizes[name]
    return found
