"""What may change of a document after it was indexed: one file of arrays a generation.

Merging two people or regrouping reprints writes a new one of these, and no word again.
"""

from __future__ import annotations

from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from corpus.errors import IndexUnavailable
from search.values import Deletion, Entity, Former
from search.whoosh import container

CORRECTED, HIDDEN = 1, 2


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What a generation says beside its arrays; `perhaps` by document number.

    `former` are ids of entities that are nobody's now.
    """

    entities: tuple[Entity, ...] = ()
    former: dict[str, Former] = {}
    perhaps: dict[int, tuple[str, ...]] = {}
    deletions: tuple[Deletion, ...] = ()


class State(msgspec.Struct, frozen=True, kw_only=True):
    """The arrays, over all documents (and articles) of all segments in order.

    `speaker` and `organisation` are numbers of entities, -1 for none; `group` is the number of the
    document that leads its quotation.
    """

    deleted: npt.NDArray[np.bool_]
    speaker: npt.NDArray[np.int32]
    organisation: npt.NDArray[np.int32]
    group: npt.NDArray[np.int32]
    flags: npt.NDArray[np.int8]
    dead_articles: npt.NDArray[np.bool_]
    facts: Facts = Facts()


def fresh(documents: int, articles: int) -> State:
    """The state of documents of which nothing is known yet."""
    return State(
        deleted=np.zeros(documents, dtype=np.bool_),
        speaker=np.full(documents, -1, dtype=np.int32),
        organisation=np.full(documents, -1, dtype=np.int32),
        group=np.arange(documents, dtype=np.int32),
        flags=np.zeros(documents, dtype=np.int8),
        dead_articles=np.zeros(articles, dtype=np.bool_),
    )


ARRAYS = ("deleted", "speaker", "organisation", "group", "flags", "dead_articles")


def write(path: Path, state: State) -> str:
    """Write a state into a new file, durably; its SHA-256."""
    path.unlink(missing_ok=True)
    found: dict[str, container.Section] = {name: getattr(state, name) for name in ARRAYS}
    return container.write(path, {**found, "facts": msgspec.msgpack.encode(state.facts)})


def read(path: Path) -> State:
    """The state in a file; IndexUnavailable when it is damaged."""
    held = container.Container(path)
    arrays = {name: held.array(name) for name in ARRAYS}
    try:
        facts = msgspec.msgpack.decode(held.blob("facts"), type=Facts)
    except msgspec.DecodeError as error:
        raise IndexUnavailable(f"{path}: damaged ({error}); run `verbatim rebuild`") from None
    return State(**arrays, facts=facts)
