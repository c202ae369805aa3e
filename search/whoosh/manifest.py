"""`CURRENT`: which files make the index, their SHA-256, and what of the record they hold.

It is renamed into place last: whatever a crash leaves behind, it names a whole generation. A first line
of JSON, a second one with its own SHA-256: a bit that flips in it is found as in any other file.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from corpus.errors import IndexUnavailable
from search.analysis import ANALYSIS_VERSION
from search.whoosh.storage import sha256, write_durably

FORMAT = 2


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """One generation: its segments (folders under `segments/`), its state (a file under `generations/`).

    `stock` is the generation of Whoosh's own table of contents. `files` are all files with their
    SHA-256; those of segments are hashed once, when they are written.
    """

    number: int
    seq: int
    committed: int
    segments: tuple[str, ...] = ()
    stock: int = 0
    files: dict[str, str] = {}
    analysis: int = ANALYSIS_VERSION
    format: int = FORMAT


class _Version(msgspec.Struct, frozen=True, kw_only=True):
    analysis: int = 0
    format: int = 0


def read(folder: Path) -> Manifest:
    """The manifest in force; IndexUnavailable when there is none, or of another version."""
    try:
        content = (folder / "CURRENT").read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise IndexUnavailable(
            f"{folder}: no index here ({error.strerror}); make one with `verbatim index`, "
            "or `verbatim rebuild` if the record is there"
        ) from None
    except OSError as error:
        raise IndexUnavailable(unreadable(folder, error)) from None
    line, _, digest = content.partition(b"\n")
    try:
        version = msgspec.json.decode(line, type=_Version)
        if (version.analysis, version.format) != (ANALYSIS_VERSION, FORMAT):
            raise IndexUnavailable(f"{folder}: made by another version of Verbatim; run `verbatim rebuild`")
        if digest.strip() != _digest(line):
            raise IndexUnavailable(f"{folder}/CURRENT: changed since it was written; run `verbatim rebuild`")
        return msgspec.json.decode(line, type=Manifest)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise IndexUnavailable(f"{folder}/CURRENT is damaged ({error}); run `verbatim rebuild`") from None


def write(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in force."""
    line = msgspec.json.encode(manifest)
    write_durably(folder / "CURRENT", line + b"\n" + _digest(line) + b"\n")


def unreadable(folder: Path, error: OSError) -> str:
    """What is said when the system refuses an index that may well be whole."""
    return f"{folder}: cannot be read ({error.strerror or error}); mend that, then try again"


def number(folder: Path) -> int:
    """The number of the generation in force; 0 when there is none that can be read."""
    try:
        return read(folder).number
    except IndexUnavailable:
        return 0


def digest(manifest: Manifest) -> str:
    """What tells a generation from every other one, of any index."""
    return _digest(msgspec.json.encode(manifest)).decode()


def _digest(line: bytes) -> bytes:
    return hashlib.sha256(line).hexdigest().encode()


def verify(folder: Path) -> list[str]:
    """What is wrong with the index's files: missing ones, changed ones; empty when all is well."""
    try:
        manifest = read(folder)
    except IndexUnavailable as error:
        return [str(error)]
    faults = []
    for name, digest in manifest.files.items():
        try:
            if sha256(folder / name) != digest:
                faults.append(f"{name}: changed since it was written; run `verbatim rebuild`")
        except OSError:
            faults.append(f"{name}: missing; run `verbatim rebuild`")
    return faults
