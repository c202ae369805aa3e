"""docs/input.md says what the readers do: every name of a field, every cap, every example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus import Article
from corpus.readers import MOST_REFUSALS, ReadSettings, feed, markup, read, streams
from corpus.readers.fields import NAMES
from corpus.readers.finishing import FIELD
from corpus.readers.french import FEW
from corpus.readers.json_document import LISTS

PAGE = (Path(__file__).parents[2] / "docs" / "input.md").read_text("utf-8")
CAPS = ReadSettings()


@pytest.mark.parametrize("field", NAMES)
def test_every_name_of_a_field_is_told(field: str) -> None:
    assert f"| {field} | `{NAMES[field]}` |" in PAGE


@pytest.mark.parametrize(
    "said",
    [
        f"{CAPS.max_bytes >> 20} MB; what was read before stays",
        f"{CAPS.max_ratio} times, {streams.MEMBERS:,} parts",
        f"| a line, row, page or JSON object | {CAPS.max_line >> 20} MB |",
        f"{CAPS.max_text:,} characters",
        f"{CAPS.max_feed >> 20} MB, {CAPS.max_depth} levels, tags of {feed.TAG_LENGTH:,} characters",
        f"{markup.TAGS:,} tags",
        f"| nesting of JSON | {CAPS.max_depth} levels |",
        f"after {MOST_REFUSALS:,}",
        f"more than {FIELD:,} characters",
        f"Under {FEW} words",
    ],
)
def test_every_cap_is_told(said: str) -> None:
    assert said in PAGE


def test_every_list_of_articles_is_told() -> None:
    assert all(f"`{name}`" in PAGE for name in LISTS)


def examples() -> list[str]:
    """The indented blocks of the page, those of one article joined over their blank lines."""
    blocks = re.findall(r"(?:^    .*\n|^\n(?=    ))+", PAGE, re.MULTILINE)
    return [re.sub(r"^    ", "", block.strip("\n"), flags=re.MULTILINE) for block in blocks if block.strip()]


@pytest.mark.parametrize("example", examples(), ids=range(len(examples())))
def test_every_example_is_an_article(example: str, tmp_path: Path) -> None:
    file = tmp_path / "exemple"
    file.write_text(example, encoding="utf-8")
    [article] = read([file])
    assert isinstance(article, Article)
    assert article.published is not None
    assert article.text[article.body :].startswith("Les ostréiculteurs")
