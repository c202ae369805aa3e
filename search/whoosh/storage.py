"""Files that survive a power cut: what is written is synced before anything names it."""

from __future__ import annotations

import hashlib
import os
import warnings
from pathlib import Path

with warnings.catch_warnings():  # whoosh 2.7.4 compares with `is`; harmless, and pinned
    warnings.simplefilter("ignore")
    from whoosh.filedb.filestore import FileStorage


class DurableStorage(FileStorage):  # type: ignore[misc]
    """Whoosh's file storage with every rename preceded by an fsync, and followed by one of the folder.

    Whoosh never syncs: a power cut may leave a zero-length table of contents after the old one is gone.
    """

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Rename durably."""
        for name in os.listdir(self.folder):
            if name.endswith(".seg") or name == oldname:
                sync(Path(self.folder) / name)
        super().rename_file(oldname, newname, safe)
        sync(Path(self.folder))


def sync(path: Path) -> None:
    """Push a file's (or folder's) content to the disk; OSError when the disk refuses."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_durably(path: Path, content: bytes) -> None:
    """Write a whole file so that it is there entirely or not at all."""
    temporary = path.with_name(path.name + ".new")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    sync(path.parent)


def sha256(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()
