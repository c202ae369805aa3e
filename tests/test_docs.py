"""The docs and the program say the same: every command, setting and link."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import cli
from settings import FIELDS

ROOT = Path(__file__).parents[1]
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "SECURITY.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("setting", FIELDS)
def test_every_setting_is_explained(setting: str) -> None:
    assert f"`{setting}`" in OPERATIONS or f"`[{setting}]`" in OPERATIONS


def commands() -> set[str]:
    """All commands, as they are typed."""
    return set(cli.main.commands)


def test_every_command_stands_in_a_page() -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert {name for name in commands() if f"verbatim {name}" not in pages} == set()


def test_no_page_names_a_command_that_is_not_there() -> None:
    named = {
        word
        for page in PAGES
        for word in re.findall(r"`verbatim (?:--data \S+ )?([a-z]+)", page.read_text(encoding="utf-8"))
    }
    assert named <= commands()


def test_every_test_that_a_page_names_is_there() -> None:
    missing = []
    for page in PAGES:
        for file, name in re.findall(r"`([\w/]+\.py)::(\w+)`", page.read_text(encoding="utf-8")):
            source = ROOT / "tests" / file
            if not source.exists() or f"def {name}(" not in source.read_text(encoding="utf-8"):
                missing.append(f"{page.name}: {file}::{name}")
    assert missing == []


def test_every_promise_has_a_line() -> None:
    text = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    wanted = [("D", 12), ("C", 6), ("Q", 5), ("H", 8), ("I", 6), ("E", 5)]
    lines = [f"{letter}{number}" for letter, last in wanted for number in range(1, last + 1)]
    assert [line for line in lines if f"\n| {line} | " not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    broken = []
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text):
        if not (page.parent / target).exists():
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_anchors_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target, anchor in re.findall(r"\]\(([^)#\s:]*)#([^)\s]+)\)", text):
        other = (page.parent / target) if target else page
        titles = re.findall(r"(?m)^#+ (.+)$", other.read_text(encoding="utf-8"))
        slugs = {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}
        assert anchor in slugs, f"{target}#{anchor}"


def test_the_container_takes_in_every_room() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    copied = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    rooms = [name.rstrip("*") for name in project["packages"]["find"]["include"]]
    assert {name for name in rooms if f"COPY {name} {name}\n" not in copied} == set()
    assert {name for name in project["py-modules"] if f" {name}.py" not in copied} == set()
