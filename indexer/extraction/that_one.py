"""« Celui qui est encore chef du gouvernement », « celle qui a tout quitté »: someone told by a clause."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.antecedents import Resolver
from indexer.extraction.cast import Scene
from indexer.extraction.who import Who

_THAT_ONE = re.compile(r"(?i)(?P<that>celui|celle)\s+(?P<clause>qui|qu['’]|que|dont|à\s+qui)(?=\s|\b)")
_IS = re.compile(
    r"\s+(?:est|était|fut|reste|restait|demeure|a\s+été|avait\s+été)(?:\s+(?:encore|aussi|également|toujours|déjà"
    r"|devenue?|alors|désormais|par\s+ailleurs))*\s+(?:le\s+|la\s+|l['’])?"
)


def that_one(scene: Scene, resolver: Resolver, span: Span) -> Who | None:
    """Who « celui qui … » is: the bearer of the role in its clause, else whoever the article speaks of."""
    that = _THAT_ONE.match(scene.text, span[0])
    if that is None:
        return None
    gender = "f" if that["that"].lower() == "celle" else "m"
    told = _IS.match(scene.text, that.end()) if that["clause"] == "qui" else None
    phrase = scene.by_first.get(scene.number_at(told.end())) if told else None
    if phrase is not None and phrase.sort == "role" and not phrase.plural:
        definite = phrase._replace(determiner="la" if gender == "f" else "le")
        who = resolver.bearer(definite, scene.role(phrase), gender) or resolver.nearest(span[0], gender)
        if who is not None and who.person is not None:
            who.person.roles.append(scene.role(phrase))
        return who
    near = resolver.nearest(span[0], gender)
    return near.again(0.7) if near else None
