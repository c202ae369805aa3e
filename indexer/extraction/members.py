"""Several who speak together: « Ève Colin, maire, et Tom Brel ont dit », « les avocats, X et Y, disent »."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.adverbials import DAYS
from indexer.extraction.cue import Cue
from indexer.extraction.finite import has_finite
from indexer.extraction.leading import leading_subject
from indexer.extraction.passage import Passage
from indexer.extraction.speaking import is_pronoun, role_like

_PARTICLES = r"(?:(?:de\s+la|del?|du|des|d['’]|le|la|el|al|ben|van|von|den|der)\s*)*"
_NAME = rf"(?:(?:M\.|Mme|Me|Dr|Pr)\s+[A-ZÀ-Þ][\w’'-]+|[A-ZÀ-Þ][\w’'-]+(?:\s+{_PARTICLES}[A-ZÀ-Þ][\w’'.-]*)+)"
_ASIDE = r"(?:\s*\([^()]{1,40}\))?(?:,\s+(?!et\b|[a-zà-ÿ]+s\s+par\s)[^,;:«»\"·]{2,80}?)?"
_OF = r"(?:\s+(?:(?:de\s+la|de|du|des|à\s+la|aux?)\s+|(?:de\s+l|d)['’])[\w’'-]+){0,3}"
_NEXT = re.compile(
    rf"""{_ASIDE}(?:,|,?\s+et)\s+(?P<who>{_NAME}
      |(?:(?:le|la|une?|son|sa)\s+|l['’])[a-zà-ÿ][\w’'-]*{_OF}
      |(?:(?:le|la)\s+|l['’])[A-ZÀ-Þ][\w’'-]+{_OF}
      |[A-ZÀ-Þ][\w’'-]+)""",
    re.VERBOSE,
)
"""What follows a first one: an apposition, then « , X » or « et X »."""
_NAME_AFTER = re.compile(rf",\s+(?P<who>{_NAME})(?=\s*,)")
"""« …, et sa trésorière, Ève Colin, »: the name of the last one."""
_NAMES_AFTER = re.compile(rf",\s+(?P<who>{_NAME}(?:,\s+{_NAME})*\s+et\s+{_NAME})(?=\s*[,.(])")
_MANY = re.compile(r"(?:[Ll]es|[Dd]es|[Ss]es|[Ll]eurs|[Dd]eux|[Ll]eurs)\s")
_MOST = 6
_WIDEST = 400
"""Letters before the last one named in which the first one is looked for."""


def together(passage: Passage, mention: Span | None, cue: Cue) -> Span | None:
    """The mention with all who speak with its first one, where the verb is plural; else as it is."""
    if mention is None or not cue.plural:
        return mention
    said = passage.text[slice(*mention)]
    end = cue.start if mention[1] <= cue.start else passage.sentence(mention[0])[1]
    if _MANY.match(said):
        named = _NAMES_AFTER.match(passage.mask, mention[1], end)
        return named.span("who") if named and role_like(said) else mention
    row = _ROW_BEFORE.fullmatch(passage.mask, passage.sentence(mention[0])[0], mention[0])
    if row is not None and _ROW.fullmatch(f"{row['first']}, {said}"):
        # « La CGT, la CFDT et la FSU dénoncent », « Les partis UDR, RG et Cap … »
        return row.start("noun" if row["noun"] else "first"), mention[1]
    if is_pronoun(said) or re.search(r"\bet\b", said):
        return mention
    return _from_the_first(passage, mention, cue) or (mention[0], _last(passage, mention[1], end))


def _from_the_first(passage: Passage, mention: Span, cue: Cue) -> Span | None:
    """All of « Ugo Brun, le maire, et sa trésorière, Ève Colin, ont dit », where the last one was taken."""
    if mention[1] > cue.start:
        return None
    start = max(passage.sentence(mention[0])[0], mention[0] - _WIDEST)
    leading = leading_subject(passage.mask, start, mention[0])
    if (
        leading is None
        or _MANY.match(passage.mask, leading[0])
        or not _someone(passage.mask[slice(*leading)])
    ):
        return None
    end = _last(passage, leading[1], cue.start)
    if end < mention[0] or has_finite(passage.mask[leading[0] : mention[0]]):
        return None
    return leading[0], max(end, mention[1])


def _last(passage: Passage, at: int, end: int) -> int:
    """Where the last of several ends; an enumeration counts only up to its « et »."""
    closed = at
    for _ in range(_MOST):
        member = _NEXT.match(passage.mask, at, end)
        if member is None:
            break
        at = member.end("who")
        said = member["who"]
        if passage.mask[member.start() : member.start("who")].rstrip().endswith("et") and _someone(said):
            named = _NAME_AFTER.match(passage.mask, at, end) if said[0].islower() else None
            closed = at = named.end("who") if named else at
    return closed


def _someone(said: str) -> bool:
    return role_like(said) or any(letter.isupper() for letter in said)


MEMBER = (
    rf"(?!(?i:{DAYS})\b)"
    r"(?:(?:[Ll][ae]s?|M\.|Mme)\s+|[Ll]['’])?[A-ZÀ-Þ][\w’'-]*"
    r"(?:[ \u00a0](?:(?:de|du|des|la|el|al|ben)\s+)?[A-ZÀ-Þ][\w’'-]*){0,3}"
)
"""One of several who are named in a row: « la CGT », « Mme Roy », « Tom de Brel »."""
_ROW = re.compile(rf"{MEMBER}(?:,\s+{MEMBER})+\s+et\s+{MEMBER}")
_AND = re.compile(r",?\s+et\s+(?=(?:l[ea]\s|l['’]|une?\s|son\s|sa\s))")
_ACRONYMS = re.compile(
    r"(?:(?:[Ll]es?|[Ll]a)\s+|[Ll]['’])?(?P<one>[A-ZÀ-Þ][\w-]+)\s+et\s+(?=[A-ZÀ-Þ][\w-]+\Z)"
)
_ROW_BEFORE = re.compile(
    rf"""\s*(?:(?:(?i:{DAYS})\b[^,]{{0,20}}|(?:Dans|En|À|Au|Aux|Lors|Sur|Par|Après|Avant|Depuis|Pour)\b[^,«»]{{1,80}}),\s+)?
      (?P<noun>[Ll]es\s+[a-zà-ÿ-]+\s+)?(?P<first>{MEMBER}(?:,\s+{MEMBER})*),\s+""",
    re.VERBOSE,
)
_JOINS = re.compile(r",\s+|\s+et\s+")
_ONE_PHRASE = re.compile(r"(?i)(?:les|des|ses|leurs)\s|.*\s(?:entre|à\s+la\s+fois)\s")


def parts(mention: str) -> tuple[Span, ...] | None:
    """Those of « le préfet du Nord et la maire de Lille », « la CGT, la CFDT et FO »; None for one phrase.

    >>> text = "Le préfet du Nord et la maire de Lille"
    >>> [text[slice(*part)] for part in parts(text)]
    ['Le préfet du Nord', 'la maire de Lille']
    """
    if _ROW.fullmatch(mention):
        ends = [0, *(join.end() for join in _JOINS.finditer(mention))]
        starts = [*(join.start() for join in _JOINS.finditer(mention)), len(mention)]
        return tuple(zip(ends, starts, strict=True))
    if _ONE_PHRASE.match(mention):
        return None
    acronyms = _ACRONYMS.match(mention)
    joint = acronyms or _AND.search(mention)
    if joint is None:
        return None
    first, second = (0, acronyms.end("one") if acronyms else joint.start()), (joint.end(), len(mention))
    both = all(_someone(mention[slice(*part)]) for part in (first, second))
    return (first, second) if both else None
