"""A command's calls to the disk, as strace saw them, played again on a disk in memory, call by call.

After each call a `Disk` can be laid out as three kinds of crash would leave it: `killed` (the process is
gone, every call was made), `unsynced` (a power cut: of each file only what it held when it was last synced)
and `unnamed` (a harsher one: of each folder too only the names that it held when it was last synced).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults import harness

CALLS = (
    "openat,write,writev,pwrite64,pwritev,pwritev2,lseek,rename,renameat,renameat2,unlink,unlinkat,fsync,"
    "fdatasync,ftruncate,mkdir,rmdir,link,linkat,close,dup,fallocate,copy_file_range,sendfile"
)
VIEWS = ("killed", "unsynced", "unnamed")
_LINE = re.compile(r"^(?P<pid>\d+) +(?P<name>\w+)\((?P<given>.*)\) += +(?P<result>-?\d+)")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_UNMODELLED = {"writev", "pwritev", "pwritev2", "fallocate", "copy_file_range", "sendfile"}


class Call:
    """One call that succeeded: its name, its strings decoded, its other arguments, its result."""

    def __init__(self, name: str, given: str, result: int) -> None:
        self.name, self.result = name, result
        self.strings = [bytes.fromhex(found.replace("\\x", "")) for found in _STRING.findall(given)]
        self.rest = [part.strip() for part in _STRING.sub('""', given).split(",")]

    def path(self, number: int = 0) -> str:
        """One of its strings, as a path."""
        return os.path.normpath(os.fsdecode(self.strings[number]))


def traced(arguments: Sequence[str], log: Path) -> list[Call]:
    """Run a command under strace; its calls that succeeded."""
    options = ["-f", "--seccomp-bpf", "-xx", "-s", "1000000000", "-o", str(log), "-e", f"trace={CALLS}"]
    done = subprocess.run(
        ["strace", *options, *arguments],
        cwd=harness.ROOT, capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    calls = []
    with log.open(encoding="ascii") as lines:
        for line in lines:
            assert "unfinished" not in line, f"two threads at once: {line[:200]}"
            if (match := _LINE.match(line)) and not match["result"].startswith("-"):
                calls.append(Call(match["name"], match["given"], int(match["result"])))
    return calls


@dataclass(eq=False)
class File:
    """What a file holds, and what it held when it was last synced."""

    content: bytearray = field(default_factory=bytearray)
    synced: bytes = b""


@dataclass(eq=False)
class Folder:
    """What a folder holds by name, and what it held when it was last synced."""

    entries: dict[str, File | Folder] = field(default_factory=dict)
    synced: dict[str, File | Folder] = field(default_factory=dict)


@dataclass
class Handle:
    """An open descriptor: of a file or a folder of ours, or of something else (None)."""

    path: str = ""
    entry: File | Folder | None = None
    at: int = 0
    append: bool = False

    @property
    def file(self) -> File | None:
        """The file, if it is one of ours."""
        return self.entry if isinstance(self.entry, File) else None


class Disk:
    """A folder in memory; `said` is what the command printed so far."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.top = read(root)
        self.said = bytearray()
        self._open: dict[int, Handle] = {}

    def play(self, calls: Sequence[Call]) -> Iterator[Call]:
        """Make the calls; yields after each that changed or synced something here."""
        for call in calls:
            if self.make(call):
                yield call

    def make(self, call: Call) -> bool:
        """Make one call; whether it matters."""
        handle = self._open.get(int(call.rest[0])) if call.rest[0].isdigit() else None
        if call.name in _UNMODELLED and handle is not None and handle.file is not None:
            raise NotImplementedError(f"{call.name}: not played")
        act = getattr(self, f"_{call.name}", None)
        return bool(act and act(call, handle or Handle()))

    def find(self, path: str) -> File | Folder | None:
        """What is there; None when nothing is, or it is not ours."""
        if path == self.root:
            return self.top
        place = self._place(path)
        return place[0].entries.get(place[1]) if place else None

    def _place(self, path: str) -> tuple[Folder, str] | None:
        """The folder that a path is in, and its name there; None when it is not ours."""
        if not path.startswith(self.root + "/"):
            return None
        *above, name = path.removeprefix(self.root + "/").split("/")
        folder = self.top
        for part in above:
            inner = folder.entries[part]
            assert isinstance(inner, Folder), path
            folder = inner
        return folder, name

    # --- calls ----------------------------------------------------------------------------------

    def _openat(self, call: Call, above: Handle) -> bool:
        path, flags = os.path.join(above.path, call.path()), call.rest[2]
        place = self._place(path)
        entry, changed = self.find(path), False
        if entry is None and place:
            entry = place[0].entries[place[1]] = File()
            changed = True
        if isinstance(entry, File) and "O_TRUNC" in flags and entry.content:
            entry.content, changed = bytearray(), True
        self._open[call.result] = Handle(path, entry, append="O_APPEND" in flags) if entry else Handle()
        return changed

    def _close(self, call: Call, _: Handle) -> bool:
        self._open.pop(int(call.rest[0]), None)
        return False

    def _dup(self, call: Call, handle: Handle) -> bool:
        self._open[call.result] = handle
        return False

    def _write(self, call: Call, handle: Handle) -> bool:
        if call.rest[0] == "1":
            self.said += call.strings[0][: call.result]
        if handle.file is None:
            return False
        if handle.append:
            handle.at = len(handle.file.content)
        _put(handle.file, handle.at, call.strings[0][: call.result])
        handle.at += call.result
        return True

    def _pwrite64(self, call: Call, handle: Handle) -> bool:
        if handle.file is None:
            return False
        _put(handle.file, int(call.rest[3]), call.strings[0][: call.result])
        return True

    def _lseek(self, call: Call, handle: Handle) -> bool:
        handle.at = call.result
        return False

    def _ftruncate(self, call: Call, handle: Handle) -> bool:
        if handle.file is None:
            return False
        size = int(call.rest[1])
        del handle.file.content[size:]
        handle.file.content.extend(bytes(size - len(handle.file.content)))
        return True

    def _fsync(self, call: Call, handle: Handle) -> bool:
        if isinstance(handle.entry, File):
            handle.entry.synced = bytes(handle.entry.content)
        elif isinstance(handle.entry, Folder):
            handle.entry.synced = dict(handle.entry.entries)
        return handle.entry is not None

    _fdatasync = _fsync

    def _rename(self, call: Call, _: Handle) -> bool:
        old, new = self._place(call.path(0)), self._place(call.path(1))
        if old is None or new is None:
            assert old is new, "moved in or out"
            return False
        new[0].entries[new[1]] = old[0].entries.pop(old[1])
        return True

    def _link(self, call: Call, _: Handle) -> bool:
        new = self._place(call.path(1))
        entry = self.find(call.path(0))
        if new is None or entry is None:
            return False
        new[0].entries[new[1]] = entry
        return True

    def _unlink(self, call: Call, above: Handle) -> bool:
        place = self._place(os.path.join(above.path, call.path()))
        if place is None:
            return False
        del place[0].entries[place[1]]
        return True

    _unlinkat = _rmdir = _unlink

    def _mkdir(self, call: Call, _: Handle) -> bool:
        place = self._place(call.path())
        if place is None:
            return False
        place[0].entries[place[1]] = Folder()
        return True

    # --- crashes --------------------------------------------------------------------------------

    def lay_out(self, place: Path, view: str) -> None:
        """Write what a crash of that kind leaves into the folder `place`."""
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        _lay_out(self.top, place, view)

    def content(self) -> dict[str, bytes]:
        """All files with what they hold."""
        return dict(_files(self.top, ""))


def read(folder: Path) -> Folder:
    """What lies in a folder now, all of it synced."""
    found = Folder()
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            found.entries[path.name] = read(path)
        else:
            held = path.read_bytes()
            found.entries[path.name] = File(bytearray(held), held)
    found.synced = dict(found.entries)
    return found


def _lay_out(folder: Folder, place: Path, view: str) -> None:
    for name, entry in (folder.synced if view == "unnamed" else folder.entries).items():
        if isinstance(entry, Folder):
            (place / name).mkdir()
            _lay_out(entry, place / name, view)
        else:
            (place / name).write_bytes(bytes(entry.content) if view == "killed" else entry.synced)


def _files(folder: Folder, path: str) -> Iterator[tuple[str, bytes]]:
    for name, entry in folder.entries.items():
        if isinstance(entry, Folder):
            yield from _files(entry, f"{path}/{name}")
        else:
            yield f"{path}/{name}", bytes(entry.content)


def _put(file: File, at: int, content: bytes) -> None:
    if len(file.content) < at:
        file.content.extend(bytes(at - len(file.content)))
    file.content[at : at + len(content)] = content
