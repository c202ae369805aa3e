"""The narrator's own « il » and « elle » between quotations: where a sentence goes on about somebody.

« Anne Roy préside la ligue. Elle est née à Lons. Elle a dit … »: what keeps somebody in view though nobody
names them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_SUBJECT = re.compile(
    r"""
    \A\W*(?:(?:et|mais|or|puis|car|ainsi|aussi|depuis|désormais|enfin|alors|là|ici|pourtant|cependant)\s*,?\s+)?
    (?P<first>il|elle)\s+
    | \A[^.;:]{3,90}?,\s+(?P<later>il|elle)\s+    # « À son arrivée, elle … »
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NOBODY = re.compile(
    r"""
    (?:ne\s+|n['’])?(?:l['’]|lui\s+|leur\s+|nous\s+|vous\s+|me\s+|en\s+)?
    (?: y\s+(?:a|avait|aura|aurait|eut|en\s+a)\b
      | (?:a|avait|aura|aurait|va|allait|doit|devrait|peut|pourrait)\s+(?:pas\s+)?
        (?:fallu|falloir|suffi|suffire|plu|neigé)\b
      | (?:fau[td]|fallai|pleu[tv]|neige|suffi|convien|convenai|import[ea]|exist[ea]|manqu[ea])\w*
      | (?:sembl[ea]|para[iî]|vau[td]|valait)\w*
      | s['’](?:agi|avèr)\w* | se\s+(?:peut|pourrait|trouve\s+que)
      | (?:reste|résulte|ressort|arrive\s+que)\b
      | (?:est|était|sera|serait|fut)\s+(?:pas\s+|plus\s+|donc\s+|aussi\s+|encore\s+|très\s+)*
        (?:\d|une\s+heure|midi|minuit|tard|tôt|temps|question|\w+\s+(?:que\b|qu['’]|de\b|d['’]))
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""« il faut », « il y a », « il est temps », « il est possible que »: no person."""


class Subject(NamedTuple):
    """A pronoun that a sentence of the narrator's begins with."""

    at: int
    gender: str


def subject_pronoun(mask: str, start: int, end: int) -> Subject | None:
    """The « il » or « elle » that a sentence is about, None where there is none or it is nobody.

    >>> subject_pronoun("Élue en mai, elle préside la ligue.", 0, 35)
    Subject(at=13, gender='f')
    >>> subject_pronoun("Il faut attendre.", 0, 17)
    """
    found = _SUBJECT.match(mask[start : min(end, start + 120)])
    if found is None or _NOBODY.match(mask, start + found.end(), end):
        return None
    group = "first" if found["first"] else "later"
    return Subject(start + found.start(group), "f" if found[group].lower() == "elle" else "m")
