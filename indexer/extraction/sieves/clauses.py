"""Cue and clause: X affirme que … · X affirme avoir … · X a promis de …"""

from __future__ import annotations

import re

from indexer.extraction.sieves.clause import clause_end, reported
from indexer.extraction.sieves.state import Sift, cue_subject, impersonal
from indexer.extraction.sieves.that import infinitive_of, that_of
from indexer.lexicon import listed


def that_clause(sift: Sift) -> None:
    """X affirme que … · X a dit mardi à l'AFP que … · …, ajoutant que …"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or "Q" not in cue.frames or cue.inverted == "on":
            continue
        _, end = passage.sentence(cue.start)
        that = that_of(passage, cue, end)
        if that is None:
            continue
        if cue.negated and cue.verb not in ("cacher", "exclure") and "pas" in passage.mask[cue.end : that[0]]:
            continue
        mention = cue_subject(sift, cue, that[0])
        if mention is None and cue.shape in ("finite", "compound") and impersonal(passage, cue):
            continue
        stop = clause_end(sift, cue, that[1], end)
        reported(sift, cue, mention, that[1], stop, "cue and clause")


def bare_infinitive(sift: Sift) -> None:
    """X affirme avoir tout dit · X dit vouloir « tourner la page »"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or cue.inverted:
            continue
        _, end = passage.sentence(cue.start)
        infinitive_at = infinitive_of(passage, cue, end)
        if infinitive_at is None:
            continue
        mention = cue_subject(sift, cue, infinitive_at[0])
        if mention is None and cue.shape in ("finite", "compound") and impersonal(passage, cue):
            continue
        stop = clause_end(sift, cue, infinitive_at[1], end)
        reported(sift, cue, mention, infinitive_at[0], stop, "cue and infinitive", 0.8)


_TO = re.compile(
    r"\b(?:de\s+|d['’]|à\s+)(?=(?:ne\s+|n['’]|pas\s+|se\s+|s['’]|le\s+|la\s+|les\s+|l['’]|y\s+|en\s+|lui\s+|leur\s+|tout\s+|bien\s+|mieux\s+|[«\"“]\s*|·+)*[a-zà-ÿ]+(?:er|ir|re|oir)\b)"
)


_INDIRECT_D = listed(
    "promettre menacer demander refuser exiger accuser jurer proposer réclamer recommander "
    "préconiser conseiller ordonner regretter craindre suggérer nier assurer affirmer dire appeler "
    "exhorter inviter encourager avertir espérer souhaiter"
)


def infinitive(sift: Sift) -> None:
    """X a promis de … · X appelle à … · X accuse Y de « … »"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or not set(cue.frames) & set("DA") or cue.shape == "infinitive":
            continue
        _, end = passage.sentence(cue.start)
        limit = min(end, cue.end + 110)
        pattern = _TO
        match = pattern.search(passage.text, cue.end, limit)
        if match is None:
            continue
        between = passage.mask[cue.end : match.start()]
        if re.search(r"[;:.«\"“(]|\b(?:que|qu['’]|qui|dont)\b", between) or len(between.split()) > 10:
            continue
        if match.group().startswith("à") and "A" not in cue.frames:
            continue
        if between.count(",") % 2:
            continue
        stop = clause_end(sift, cue, match.end(), end)
        inside = passage.pairs_in(match.end(), stop)
        if not inside and cue.verb not in _INDIRECT_D:
            continue
        if cue.inverted == "on" or (cue.negated and not inside):
            continue
        mention = cue_subject(sift, cue, match.start())
        reported(sift, cue, mention, match.end(), stop, "cue and infinitive", 0.8)
