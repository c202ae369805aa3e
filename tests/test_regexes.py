"""Every regular expression of the project is safe on any text: no nested repetition that explodes (Q5).

Found by importing every module and taking what it compiled. Two looks: regexploit reads the pattern, and a
dozen pumped strings are matched against it under a watch that only tells linear from exploding.
"""

from __future__ import annotations

import functools
import importlib
import pkgutil
import re
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "indexer", "search")
CACHED = type(functools.cache(len))


def modules() -> list[str]:
    """The names of all modules, those that only run as commands left out."""
    found = ["cli", "settings"]
    for room in ROOMS:
        package = importlib.import_module(room)
        found.append(room)
        found += [m.name for m in pkgutil.walk_packages(package.__path__, room + ".")]
    return [name for name in found if not name.endswith(("train_punkt", "__main__"))]


def patterns() -> dict[tuple[str, int], str]:
    """Each compiled pattern with the module that holds it; those made at first use are made first."""
    found: dict[tuple[str, int], str] = {}
    for name in modules():
        module = importlib.import_module(name)
        for key, value in list(vars(module).items()):
            if isinstance(value, CACHED) and value.__module__ == name:
                try:
                    value = value()
                except TypeError:
                    continue  # it wants arguments: it makes no pattern by itself
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found.setdefault((value.pattern, value.flags), f"{name}.{key}")
    return found


def explosions(pattern: str, flags: int) -> list[str]:
    """What regexploit finds worse than quadratic."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from regexploit.ast.sre import SreOpParser
        from regexploit.redos import find

        try:
            parsed = SreOpParser().parse_sre(pattern, flags)
        except Exception:  # syntax that it does not know, such as possessive repetition
            return []
        return [str(found) for found in find(parsed) if found.starriness > 10]


def test_no_pattern_explodes() -> None:
    faults = {
        where: bad for (pattern, flags), where in patterns().items() if (bad := explosions(pattern, flags))
    }
    assert faults == {}


def test_a_bad_pattern_would_be_found() -> None:
    assert explosions(r"(?:\w+\s*)+!", 0)


PUMPED = """
import re, sys
sys.path.insert(0, sys.argv[1])
from tests.test_regexes import patterns
units = ["a", "A", " ", "\\n", "1", "«", "\\"", "l'", "de la ", "Jean-Paul ", ", ", "a-t-il "]
for (pattern, flags), where in patterns().items():
    compiled = re.compile(pattern, flags)
    for unit in units:
        print(where, repr(unit), flush=True)
        compiled.search(unit * 150 + "\\0")
"""


def test_pumped_strings_are_matched_in_time() -> None:
    """A hundred and fifty repetitions: linear and quadratic are done at once, exponential never."""
    process = subprocess.Popen(
        [sys.executable, "-c", PUMPED, str(ROOT)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        output, errors = process.communicate(timeout=120)
    except subprocess.TimeoutExpired:
        process.kill()
        output, _ = process.communicate()
        pytest.fail(f"stuck in {output.splitlines()[-1]}")
    assert process.returncode == 0, errors
    assert output.count("\n") > 1_000
