"""Commands run with few descriptors left, for one left, two left, … until a run succeeds.

    python -m tests.faults.descriptors SOUND SCRATCH COMMAND [ARGUMENT…]

SOUND is a data folder, copied for every run; `{data}` and `{scratch}` in the arguments are the copy and
its folder. Prints `run` and JSON for each run: how many were left, how it ended, what is wrong after it.
Each run is a fork of this process, which has loaded all it needs: it is the work that lacks descriptors.
"""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import sys
from pathlib import Path

import cli
from search import whoosh
from search.query import parse
from search.values import SearchRequest
from tests.faults import harness

MOST = 60


def main() -> None:
    """Fewer and fewer failures, until there is none."""
    sound, scratch, arguments = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    warm(sound, scratch, arguments)
    before = state(sound)
    for left in range(MOST):
        data = fresh(sound, scratch)
        status, told = forked(["--data", str(data), *(filled(one, data) for one in arguments)], left)
        after = state(data)
        wrong = [] if after == before or status == 0 else unlike(data, before)
        wrong += harness.recovered(data)
        print("run", json.dumps({"left": left, "status": status, "told": told, "wrong": wrong}), flush=True)
        if status == 0:
            return


def filled(argument: str, data: Path) -> str:
    """The argument with the folders in it."""
    return argument.replace("{data}", str(data)).replace("{scratch}", str(data.parent))


def fresh(sound: Path, scratch: Path) -> Path:
    """A copy of the sound folder."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    shutil.copytree(sound, scratch / "data")
    return scratch / "data"


def warm(sound: Path, scratch: Path, arguments: list[str]) -> None:
    """Run it once with all the descriptors it wants, so that everything is loaded."""
    data = fresh(sound, scratch)
    status, told = run(["--data", str(data), *(filled(one, data) for one in arguments)])
    assert status == 0, told
    assert harness.recovered(data) == []
    state(data)


def state(data: Path) -> list[str]:
    """The quotations served, in order; or that there is no index."""
    engine = whoosh.open_engine(harness.settings_of(data).index)
    try:
        return [hit.document.id for hit in engine.export(SearchRequest(query=parse("")))]
    finally:
        engine.close()


def unlike(data: Path, before: list[str]) -> list[str]:
    """What a failed command may not leave behind it: fewer quotations than the record still holds."""
    from corpus.record import Record

    with Record.open(harness.settings_of(data).record, readonly=True) as record:
        kept = {id_ for kept in record.articles() for id_ in harness.ids(kept)}
    served = set(state(data))
    return [f"{len(lost)} quotations are not served"] if (lost := kept & set(before) - served) else []


def forked(arguments: list[str], left: int) -> tuple[int, str]:
    """The command in a child that can open `left` descriptors: its status and what it said last."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.dup2(writing, 1)
        os.dup2(writing, 2)
        exhaust(left)
        status, told = run(arguments)
        os.write(1, told.encode())
        os._exit(status)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8", errors="replace") as said:
        told = said.read()
    _, ended = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(ended), told[-500:]


def exhaust(left: int) -> None:
    """Hold descriptors until so many can still be opened."""
    soft = 128
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, soft))
    held = []
    with contextlib.suppress(OSError):
        while True:
            held.append(os.open("/dev/null", os.O_RDONLY))
    for descriptor in held[:left]:
        os.close(descriptor)


def run(arguments: list[str]) -> tuple[int, str]:
    """The command in this process: its status, and the error that nobody caught."""
    try:
        cli.main(arguments, prog_name="verbatim")
    except SystemExit as ended:
        return int(ended.code or 0), ""
    except BaseException as error:  # a traceback, for who runs it
        return 70, f"not caught: {type(error).__name__}: {error}"
    return 0, ""


if __name__ == "__main__":
    main()
