"""What the program is made of: every package pinned with its hashes, and told in the bill of materials."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
_PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)(?:==(?P<version>\S+)| @ (?P<url>\S+))(?P<rest>(?: *\\\n.*)*)", re.M
)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


PINS = {plain(match["name"]): match for match in _PIN.finditer(LOCK)}


def test_every_package_is_pinned_with_its_hashes() -> None:
    assert len(PINS) > 50
    assert [name for name, pin in PINS.items() if "--hash=sha256:" not in pin["rest"]] == []


def test_every_dependency_is_among_them() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    names = {plain(re.split(r"[\[<>=~! ]", one, maxsplit=1)[0]) for one in wanted}
    assert names - set(PINS) == set()


def test_the_lock_names_no_registry() -> None:
    assert not re.search(r"^--(?:index-url|extra-index-url|trusted-host|find-links)", LOCK, re.M)


def test_the_bill_of_materials_names_every_package(tmp_path: Path) -> None:
    """As `make sbom` writes it."""
    recipe = next(line for line in (ROOT / "Makefile").read_text().splitlines() if "cyclonedx-py" in line)
    arguments = recipe.split("cyclonedx-py")[1].split()
    target = tmp_path / arguments[-1]
    command = [str(Path(sys.executable).with_name("cyclonedx-py")), *arguments[:-1], str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    told = json.loads(target.read_text(encoding="utf-8"))
    assert told["bomFormat"] == "CycloneDX"
    assert told["metadata"]["component"]["name"] == "verbatim"
    found = {plain(one["name"]): one.get("version") for one in told["components"]}
    assert found == {name: pin["version"] for name, pin in PINS.items()}
