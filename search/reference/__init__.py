"""The plain-Python engine: lists and loops over the documents themselves, no index.

The oracle of the tests: slow and short, so that it can be read and believed. `ReferenceIndex` keeps
the generations in memory; `ReferenceEngine` and `ReferenceWriter` are what `search.engine` asks for.
"""

from __future__ import annotations

from search.reference.engine import ReferenceEngine
from search.reference.writer import ReferenceIndex, ReferenceWriter

__all__ = ["ReferenceEngine", "ReferenceIndex", "ReferenceWriter"]
