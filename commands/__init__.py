"""The commands of `verbatim`, by purpose. Each imports its rooms when it runs, so that help is quick."""

from commands import articles, asking, keeping, people
from commands.base import main

__all__ = ["articles", "asking", "keeping", "main", "people"]
