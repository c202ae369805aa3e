"""Annotated articles as the benchmarks take them: which file, and which part of it."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from indexer.evaluation import GoldArticle, read_gold
from indexer.extraction.learnt.train import unread


def arguments(description: str | None) -> argparse.ArgumentParser:
    """The arguments that every benchmark over annotated articles takes."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("gold", type=Path)
    part = parser.add_mutually_exclusive_group()
    part.add_argument("--read", action="store_true", help="only the articles that may be read")
    part.add_argument("--unread", action="store_true", help="only the quarter that nobody reads")
    return parser


def _wanted(article: str, options: argparse.Namespace) -> bool:
    return not (options.read or options.unread) or unread(article) == options.unread


def lines(options: argparse.Namespace) -> list[dict[str, Any]]:
    """The annotated articles of the part asked for, as they are written; all when none was."""
    text = options.gold.read_text(encoding="utf-8")
    found: list[dict[str, Any]] = [json.loads(line) for line in text.splitlines() if line]
    return [article for article in found if _wanted(article["id"], options)]


def articles(options: argparse.Namespace) -> list[GoldArticle]:
    """The same, read and checked."""
    return [article for article in read_gold(options.gold) if _wanted(article.id, options)]
