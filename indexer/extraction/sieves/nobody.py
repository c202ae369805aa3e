"""Clauses that nobody says: « force est de constater que », « la légende dit que »."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.cue import Cue
from indexer.extraction.passage import Passage
from indexer.extraction.speaking import role_like
from indexer.lexicon import listed, word_class

_BEFORE_INFINITIVE = re.compile(
    r"""(?: \bforce\s+(?:est|était)\s+(?:donc\s+)?de
      | \b(?:qu['’])?il\s+(?:est|était|serait|reste|restait|suffit|convient|conviendrait|importe|s['’]agit
            |va\s+sans|faut|fallait|faudrait|faudra)
          (?:\s+[\w’'-]+){0,3}?(?:\s+(?:de|d['’]|à))?
      | \b(?:difficile|facile|impossible|possible|permis|tentant|raisonnable|loisible|juste|bon|fort)\s+
          (?:de|d['’]|à|est\s+de)
      | \blaiss\w+(?:\s+(?:à|donc|même|aussi))*
      | \b(?:permet|permis|permettent|permettrait)\w*\s+(?:de|d['’])
      | \b(?:veut|voulait|voudrait|veulent|voulant|vouloir|est-à|autant|de\s+quoi|peut-on|on\s+peut
            |pourrait-on|comment|nul)
      | \bà )\s*\Z""",
    re.VERBOSE | re.IGNORECASE,
)
"""What stands before an infinitive of saying that has no speaker."""
_THING = listed("cela ça ceci tout rien force")
_MEANS = listed("signifier supposer impliquer")


def nobody_says(passage: Passage, cue: Cue) -> bool:
    """Whether a cue has no speaker by the shape of its clause alone."""
    before = passage.word(cue.first - 1)
    if cue.shape == "infinitive":
        left = passage.mask[max(passage.start, cue.start - 60) : cue.start]
        if before == "à":
            return bool(_AT_HEAD.search(left)) or bool(_LEAVES.search(left))
        return bool(_BEFORE_INFINITIVE.search(left))
    if cue.shape == "participle":
        return False
    what = before == "qui" and passage.word(cue.first - 2) == "ce"
    return before in _THING or (what and cue.verb in _SEEMS)


_AT_HEAD = re.compile(r"(?:\A|[.!?;:«»]\s*)(?:\w+\s+)?[ÀA]\s*\Z", re.IGNORECASE)  # « À noter que »
_LEAVES = re.compile(
    r"\b(?:laiss|semble|porte|donne|incite|pousse|amène|difficile|facile)\w*\s+à\s*\Z", re.IGNORECASE
)
_SEEMS = listed(
    "signifier supposer impliquer expliquer indiquer montrer démontrer prouver confirmer suggérer dire "
    "vouloir révéler justifier exiger imposer attester établir"
)


def is_mute(passage: Passage, mention: Span | None) -> bool:
    """Whether what stands as the subject cannot speak: « la légende », « cet accord », « un incendie »."""
    if mention is None:
        return False
    words = passage.text[slice(*mention)].replace("’", "'").replace("'", "' ").split()
    head = next((word for word in words[:4] if word.lower() not in _BEFORE_HEAD), "").strip(",.")
    return not role_like(head) and (head in word_class("mute") or head.rstrip("s") in word_class("mute"))


_BEFORE_HEAD = (
    word_class("determiners")
    | word_class("before")
    | listed("tel telle tels telles même mêmes autre autres profond certain profonde")
)
