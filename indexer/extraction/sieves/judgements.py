"""What somebody says they are, or thinks of something: X s'est dit déçu · X juge inévitable de partir"""

from __future__ import annotations

import re

from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.sieves.clause import reported
from indexer.extraction.sieves.ends import clause_end
from indexer.extraction.sieves.state import Sift, cue_subject
from indexer.lexicon import listed


def attribute(sift: Sift) -> None:
    """X s'est dit « déçu » · X se dit prêt à partir"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or "R" not in cue.frames or not cue.reflexive or cue.negated:
            continue
        if cue.verb not in ("dire", "déclarer", "juger", "estimer", "montrer", "affirmer"):
            continue
        _, end = passage.sentence(cue.start)
        at = skip_adverbials(passage.mask, cue.end, end)
        stop = clause_end(sift, cue, at, end)
        if passage.mask[at:stop].lstrip()[:1] in (",", ".", ":", "") or _NO_ATTRIBUTE.match(passage.mask, at):
            continue
        mention = cue_subject(sift, cue, end)
        inside = passage.pairs_in(at, stop)
        if inside and inside[0].start <= at + 2:
            rest = passage.mask[inside[0].end : stop]
            if len(rest.split()) > 12 or (len(inside) == 1 and rest.lstrip().startswith(",")):
                stop = inside[0].end
        reported(sift, cue, mention, at, stop, "cue and attribute", 0.82)


def judgement(sift: Sift) -> None:
    """X juge inévitable de … · X estime nécessaire que … · X juge le texte trop long"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or cue.verb not in _JUDGE or cue.reflexive or cue.inverted:
            continue
        _, end = passage.sentence(cue.start)
        at = skip_adverbials(passage.mask, cue.end, end)
        stop = clause_end(sift, cue, at, end)
        match = _ADJECTIVE.match(passage.mask, at, stop) or _JUDGED.match(passage.mask, at, stop)
        if match is None or passage.pairs_in(at, match.end()):
            continue
        mention = cue_subject(sift, cue, at)
        reported(sift, cue, mention, at, stop, "cue and attribute", 0.75)


_JUDGE = listed("juger estimer trouver considérer")
_ADJECTIVE = re.compile(
    r"\s*(?:(?:pas|très|trop|plus|peu|bien|assez|tout\s+à\s+fait|parfaitement)\s+)*(?!que\b|qu['’])"
    r"(?:\w+(?:able|ible|aire|eux|euse|if|ive|ant|ante|mal|ile|ique|turé|turée)s?|utile|bon|normal|légitime|urgent)\s+"
    r"(?:de\b|d['’]|que\b|qu['’]|du\b|des\b|pour\b|à\b)"
)
_JUDGED = re.compile(
    r"\s*(?:(?:le|la|les|ce|cet|cette|ces|son|sa|ses|leurs?)\s+|l['’])[^,;:·.]{2,50}?\s+"
    r"(?:(?:trop|très|assez|peu|plutôt|tout\s+à\s+fait|bien)\s+\w+|in\w+(?:able|ible|ant|ante|é|ée)s?)\b"
)
_NO_ATTRIBUTE = re.compile(
    r"\s*(?:dans|à|aux?|il|les?|la|un|une|des|lors|après|avant|depuis|vers|sur|ce|cette|entre|chez)\b|\s*l['’]",
    re.IGNORECASE,
)
"""« les flammes se sont déclarées dans la nuit »: no attribute."""
