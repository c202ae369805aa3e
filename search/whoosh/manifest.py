"""`CURRENT`: which files make the index, their SHA-256, and what of the record they hold.

It is renamed into place last: whatever a crash leaves behind, it names a whole generation.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from corpus.errors import IndexUnavailable
from search.analysis import ANALYSIS_VERSION
from search.whoosh.storage import sha256, write_durably

FORMAT = 1


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """One generation: its segments (folders under `segments/`), its state (under `generations/`)."""

    number: int
    seq: int
    committed: int
    segments: tuple[str, ...] = ()
    files: dict[str, str] = {}
    analysis: int = ANALYSIS_VERSION
    format: int = FORMAT


def read(folder: Path) -> Manifest:
    """The manifest in force; IndexUnavailable when there is none, or of another version."""
    try:
        content = (folder / "CURRENT").read_bytes()
    except OSError as error:
        raise IndexUnavailable(
            f"{folder}: no index here ({error.strerror or error}); make one with `verbatim index`, "
            "or `verbatim rebuild` if the record is there"
        ) from None
    try:
        manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise IndexUnavailable(f"{folder}/CURRENT is damaged ({error}); run `verbatim rebuild`") from None
    if (manifest.analysis, manifest.format) != (ANALYSIS_VERSION, FORMAT):
        raise IndexUnavailable(f"{folder}: made by another version of Verbatim; run `verbatim rebuild`")
    return manifest


def write(folder: Path, manifest: Manifest) -> None:
    """Put a manifest in force."""
    write_durably(folder / "CURRENT", msgspec.json.encode(manifest))


def hashes(folder: Path, parts: list[Path], known: dict[str, str]) -> dict[str, str]:
    """The SHA-256 of every file under `parts`, by path from `folder`; `known` ones are not read again."""
    found: dict[str, str] = {}
    for part in parts:
        for path in sorted(part.rglob("*")) if part.is_dir() else [part]:
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                found[name] = known.get(name) or sha256(path)
    return found


def verify(folder: Path) -> list[str]:
    """What is wrong with the index's files: missing ones, changed ones; empty when all is well."""
    try:
        manifest = read(folder)
    except IndexUnavailable as error:
        return [str(error)]
    faults = []
    for name, digest in manifest.files.items():
        path = folder / name
        try:
            if sha256(path) != digest:
                faults.append(f"{name}: changed since it was written; run `verbatim rebuild`")
        except OSError:
            faults.append(f"{name}: missing; run `verbatim rebuild`")
    return faults
