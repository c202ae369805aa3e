"""The narrator's connectors before reported words: « Par ailleurs, … », « Au point que … »."""

from __future__ import annotations

import re

from indexer.extraction.passage import Passage

_LEAD_IN = re.compile(
    r"(?:\s*(?:(?:par\s+ailleurs|en\s+(?:effet|tout\s+cas|outre|revanche|bref|clair|résumé|somme)|de\s+plus|au\s+total|ainsi|enfin"
    r"|mais|et|or|car|donc|néanmoins|toutefois|cependant|pourtant|d['’]ailleurs|d['’]autre\s+part|du\s+coup|par\s+conséquent"
    r"|à\s+ce\s+stade|pour\s+l['’]instant|de\s+fait|surtout|résultat|autrement\s+dit|par\s+exemple|puisque|parce\s+que)\b\s*,?"
    r"|(?:le|son|leur)\s+(?:but|objectif)\b[^,.;:]{0,40}?\s(?:est|était)\s+qu(?:e\b|['’])"
    r"|au\s+point\s+qu(?:e\b|['’])|à\s+tel\s+point\s+qu(?:e\b|['’])))+\s*",
    re.IGNORECASE,
)


def lead_in(passage: Passage, start: int, end: int) -> int:
    """Where a clause begins after the narrator's connector: « Par ailleurs, … »."""
    match = _LEAD_IN.match(passage.mask, start, end)
    return match.end() if match else start
