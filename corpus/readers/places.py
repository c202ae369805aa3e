"""Which files a path, folder or glob stands for, in a fixed order, none of them outside of what was named."""

from __future__ import annotations

import glob
import os
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from corpus.errors import UsageError
from corpus.readers.values import Refusal

STDIN = "-"


class Place(msgspec.Struct, frozen=True):
    """A file to read: its path (`-` is stdin), and its name as articles and refusals tell it."""

    path: str
    name: str
    walked: bool = False
    """Found in a folder, so that it is not followed if it turns out to be a link."""


def places(paths: Iterable[str | Path]) -> Iterator[Place | Refusal]:
    """The files of `paths`; UsageError, before the first one is given, for a path that is not there."""
    given = [_present(str(path)) for path in paths]
    return (place for names in given for name in names for place in _at(name))


def _present(path: str) -> list[str]:
    """The path itself, or the paths that a glob stands for."""
    if path == STDIN or os.path.exists(path):
        return [path]
    if path.startswith(("http://", "https://")):
        raise UsageError(f"{path}: nothing is fetched from the web; save the page, then give its file")
    if not glob.has_magic(path):
        raise UsageError(f"{path}: no such file or folder; give files, folders, globs or - for stdin")
    found = sorted(glob.glob(path, recursive=True))
    if not found:
        raise UsageError(f"{path}: no file matches; quote it only if the shell does not expand it")
    return found


def _at(path: str) -> Iterator[Place | Refusal]:
    if path == STDIN:
        yield Place(STDIN, "stdin")
    elif os.path.isdir(path):
        yield from _inside(path)
    elif stat.S_ISREG(mode := os.stat(path).st_mode) or stat.S_ISFIFO(mode):
        yield Place(path, _told(path))
    else:
        yield Refusal(_told(path), "a device or socket, not a file")


def _inside(root: str) -> Iterator[Place | Refusal]:
    """All regular files under a folder; names that begin with a dot are left out, links are not followed."""
    try:
        with os.scandir(root) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError as error:
        yield Refusal(_told(root), f"cannot be read ({error.strerror})")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_symlink():
            yield Refusal(_told(entry.path), "a symbolic link, not followed inside a folder; name its target")
        elif entry.is_dir(follow_symlinks=False):
            yield from _inside(entry.path)
        elif entry.is_file(follow_symlinks=False):
            yield Place(entry.path, _told(entry.path), walked=True)
        else:
            yield Refusal(_told(entry.path), "a device, pipe or socket, not a file")


def _told(path: str) -> str:
    """A path as text: the same on systems that decompose accents, whole even when its bytes are no UTF-8."""
    readable = os.fsencode(path).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", readable)
