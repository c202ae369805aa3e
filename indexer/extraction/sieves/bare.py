"""Incises without marks: La route est coupée, a annoncé la préfecture."""

from __future__ import annotations

import re

from corpus import Kind, Span
from indexer.extraction.cue import Cue
from indexer.extraction.finite import has_finite
from indexer.extraction.passage import Passage, trim
from indexer.extraction.sieves.beside import goes_on
from indexer.extraction.sieves.ends import ends_phrase
from indexer.extraction.sieves.halves import main_clause
from indexer.extraction.sieves.inverted import inverted_subject
from indexer.extraction.sieves.lead import lead_in
from indexer.extraction.sieves.state import Sift, kind_of, words_of
from indexer.extraction.speaking import can_speak, role_like
from indexer.lexicon import listed

_COMMA = re.compile(r",\s*(?:comme\s+(?:l['’])?|ainsi\s+|a\s+)?(?:\w+ment\s+)?$")
_CLAUSE = re.compile(r"(?:^|[,:;–—])([^,:;–—]*)$")
_NO_INCISE = re.compile(
    r"(?i)(?:\b(?:et|ou|mais|que|qui|dont|où|lequel|laquelle|ne|se|lui|leur|y|il|elle|ils|elles|on|je|nous|vous)"
    r"|\b(?:qu|n|s|l|m|t|j)['’]|[«»\"“”(])\s*$"
)
_RELATIVE = re.compile(r"(?i)\b(?:qui|dont|où|que|lequel|laquelle|lesquel\w*)\b|\bqu['’]")


def bare_incise(sift: Sift) -> None:
    """La route est coupée, a annoncé la préfecture. · Le texte, dit-il, est bon. · Il pleut dit X."""
    passage = sift.passage
    for cue in passage.cues:
        if (
            cue.start in sift.used
            or cue.shape in ("participle", "infinitive")
            or not (cue.verb in _BARE or ("I" in cue.frames and ("Q" in cue.frames or cue.inverted)))
        ):
            continue
        start, end = passage.sentence(cue.start)
        left = passage.tokens[cue.first].start
        before = passage.mask[start:left]
        comma = bool(_COMMA.search(before))
        if not comma and not _runs_into(cue, before, passage.mask[end - 1 : end]):
            continue
        mention = inverted_subject(passage, cue, end)
        if mention is None or not (
            cue.inverted or can_speak(passage, mention) or (comma and _tells(passage, cue, mention))
        ):
            continue
        words = passage.text[slice(*mention)]
        if (_POSSESSIVE.match(words) and not role_like(words)) or (
            cue.verb == "constater" and _OWN.match(words)
        ):
            continue
        if not cue.inverted and _DEED.match(words) and not role_like(" ".join(words.split()[:3])):
            continue
        relayed = _relayed(cue, words) and comma and len(before.split()) >= 5
        if _PRESENTS.match(before) or _opens_marks(passage, before, mention[1]):
            continue
        clause = (
            relayed
            or _clause_like(before)
            or bool(_THAT_IS.match(passage.mask, mention[1]))
            or any(c.shape == "finite" for c in passage.cues_in(start, left))
        )
        if not cue.inverted and not (clause and ends_phrase(passage, mention[1], end)):
            continue
        _bare(sift, cue, mention, start, left, end)


def _runs_into(cue: Cue, before: str, stop: str) -> bool:
    """Whether a second finite verb follows a whole clause without a comma: « Il pleuvra dit l'Institut. »"""
    if _NO_INCISE.search(before) or stop == "?" or (cue.verb in _VOLITION and not cue.inverted):
        return False
    clause = _CLAUSE.search(before)
    if clause is None or _RELATIVE.search(clause.group(1)):
        return False
    return has_finite(clause.group(1)) and len(clause.group(1).split()) >= 3


def _opens_marks(passage: Passage, before: str, at: int) -> bool:
    """Whether an incise goes before its words: « …, mais, écrit le maire, « je reste » »."""
    return bool(_BUT.search(before)) and bool(_MARKS_NEXT.match(passage.mask, at))


_BUT = re.compile(r"\b(?:mais|et|car|or|puis|donc)\s*,\s*$", re.IGNORECASE)
_MARKS_NEXT = re.compile(r"\s*,\s*[«\"“]")
_THAT_IS = re.compile(
    r"(?:\s+\w+)?\s*,\s*(?:c['’](?:est|était|sera|serait)|ce\s+(?:sont|n['’]est|sera|serait))\b"
)
"""« Le problème, estime le maire, c'est que rien ne tient »."""
_PRESENTS = re.compile(r"\W*c['’](?:est|était)\s+(?:ainsi|(?:par|avec|en|sur)\s+ces\s+\w+)\s", re.IGNORECASE)
"""« C'est par ces mots que le maire, M. Bel, a justifié sa décision »."""
_POSSESSIVE = re.compile(r"(?:sa|son|ses|leurs?)\s", re.IGNORECASE)
_OWN = re.compile(
    r"(?:une?|des|plusieurs|les?|la)\s+(?:journalistes?|photographes?|correspondante?s?|reporters?|équipes?|vidéastes?)\b"
)
"""« a constaté un journaliste de l'agence »: what the newspaper saw itself is no quotation."""
_DEED = re.compile(
    r"(?:[Ll]a\s|[Ll]e\s|[Ss]on\s|[Ss]a\s|[Ll]['’])[a-zà-ÿ]+(?:tion|ment|ture|age|ence|ance)\b"
)
"""« X a annoncé lundi la création d'un fonds »: what was announced, not who did."""
_RELAYS = listed("rapporter relater révéler relayer raconter")
_PLAIN = listed(
    "préciser indiquer expliquer noter ajouter détailler insister glisser affirmer estimer résumer rapporter "
    "relater révéler raconter souligner poursuivre conclure nuancer"
) | {"faire savoir", "faire valoir", "croire savoir", "faire remarquer", "faire observer"}
"""Verbs that take no person and no body as an object: whoever stands after them speaks."""


def _relayed(cue: Cue, words: str) -> bool:
    """« Une première dans la région, rapporte L'Écho »: what is told so need not be a whole clause."""
    if cue.verb in _RELAYS:
        return words[:1].isupper()
    return cue.verb in _PLAIN and (words[:1].isupper() or role_like(" ".join(words.split()[:2])))


def _tells(passage: Passage, cue: Cue, mention: Span) -> bool:
    """« …, précise l'organisme. »: after such a verb a noun with its article speaks, whatever it is."""
    words = passage.text[slice(*mention)]
    return cue.verb in _PLAIN and bool(_DEFINITE.match(words)) and len(words.split()) <= 4


_DEFINITE = re.compile(r"(?:l['’]|(?:la|le|les|certaine?s|une?)\s)[a-zà-ÿ]")
_VOLITION = listed(
    "souhaiter espérer craindre redouter exiger refuser regretter demander promettre menacer proposer"
)
_BARE = listed(
    "prévoir croire penser évaluer analyser commenter poursuivre résumer reprendre ironiser nuancer "
    "tempérer plaisanter témoigner décrypter lister réagir développer illustrer synthétiser conclure "
    "minimiser relativiser traduire apprendre"
)
"""Verbs that are incises of unmarked speech though they take no « que », or seldom."""


_SO_THAT = re.compile(
    r"\W*(?:à\s+tel\s+point|au\s+point|à\s+noter|reste|preuve|sauf|surtout)\s+qu", re.IGNORECASE
)
_SUBORDINATE = re.compile(
    r"(?i)\b(?:qui|dont|où|que|lorsque|après\s+que|avant\s+que|pendant\s+que|tandis\s+que|lequel|laquelle)\b[^,]*"
    r"|\bqu['’][^,]*"
)


_RELATIVE_AT = re.compile(r"\b(?:qui|que|dont|où)\s|\bqu['’]")
_MAIN = re.compile(
    r"\s(?:est|sont|sera|seront|serait|était|a|ont|aura|auront|avait|va|vont|doit|peut)\s(?:\w+\s){0,2}?"
    r"\w+(?:é|i|u|is|it|er|ir|re|oir)e?s?\b"
)


def _main_after_relative(before: str) -> bool:
    """Whether a main verb follows a relative clause: « Le pont qui relie les rives sera fermé, … »."""
    relative = _RELATIVE_AT.search(before)
    if relative is None:
        return False
    return any(
        relative.group().startswith("qui") or has_finite(before[relative.end() : verb.start()])
        for verb in _MAIN.finditer(before, relative.end() + 2)
    )


_WORD = re.compile(r"\w+")


def _clause_like(before: str) -> bool:
    main = before if _SO_THAT.match(before) else _SUBORDINATE.sub("", before)
    whole = "·" in main or has_finite(main) or _main_after_relative(before)
    return whole and ("·" in before or len(_WORD.findall(before)) >= 3)


_INSIDE = frozenset(["cue and clause", "cue and infinitive", "cue and fragment", "cue and attribute"])
"""Rules whose quotations an incise after them takes in: « X a dit que Y, rapporte Z »."""


def _between(mask: str, last: int, left: int) -> bool:
    """Whether words stand between an earlier quotation and an incise, which else reports that one whole."""
    return any(character.isalnum() or character == "·" for character in mask[last:left])


def _bare(sift: Sift, cue: Cue, mention: Span, start: int, left: int, end: int) -> None:
    passage = sift.passage
    begin = start
    for found in sift.found:
        ends = [span[1] for span in found.spans] + [each[1] for each in (found.mention, found.cue) if each]
        last = max(ends)
        if found.rule in _INSIDE or not begin < last <= left:
            continue
        if found.spans[0][0] >= start and _between(passage.mask, last, left):
            begin = max(begin, last)
    head = trim(passage.text, lead_in(passage, begin, left), left)
    if head is None or (begin > start and not _clause_like("- - - " + passage.mask[slice(*head)])):
        return
    head_text = re.sub(r",?\s*(?:comme|ainsi)\s*$|,\s*a\s*$", "", passage.text[head[0] : head[1]])
    head = (head[0], head[0] + len(head_text))
    inside = passage.pairs_in(begin, left)
    within = [
        f for f in sift.found if f.rule in _INSIDE and head[0] < f.spans[0][0] and f.spans[-1][1] <= left
    ]
    if inside and all(not sift.free(pair) for pair in inside) and not within:
        return
    spans = [head]
    comma = re.compile(r"\s*,\s*").match(passage.mask, max(mention[1], cue.end), end)
    if comma and comma.end() < end and len(passage.text[head[0] : head[1]].split()) < 8:
        rest = passage.mask[comma.end() : end]
        goes_on_after = not (_apposed(rest) and has_finite(passage.mask[slice(*head)]))
        if goes_on_after and not passage.cues_in(comma.end(), comma.end() + 25) and len(rest.split()) > 2:
            tail = trim(passage.text, comma.end(), end)
            if tail:
                spans.append(tail)
                inside = [*inside, *(pair for pair in passage.pairs_in(*tail) if sift.free(pair))]
    last = max(mention[1], cue.end)
    if len(spans) == 1 and (main := main_clause(passage, head, last, end)):
        spans.append(main)
        inside = [*inside, *(pair for pair in passage.pairs_in(*main) if sift.free(pair))]
    later = [number for number, pair in enumerate(passage.pairs) if pair.start >= last]
    if (
        inside
        and later
        and (joined := goes_on(passage, [passage.pairs[later[0]]] * 2, 0, last))
        and sift.free(joined)
    ):
        spans = [head, *words_of(joined)]
        inside = [*inside, joined]
    kind: Kind = kind_of(passage, inside)
    sift.add(spans, kind, "incise without marks", 0.85, cue, mention, inside)


def _apposed(rest: str) -> bool:
    """Whether what follows the one who speaks only says who that is: « …, urgentiste à Lons »."""
    first = rest.split()[0] if rest.split() else ""
    return role_like(" ".join(rest.split()[:3])) or first[:1].isupper() or first in _SAYS_WHO


_SAYS_WHO = listed(
    "qui dont ancien ancienne ex lui elle joint jointe contacté contactée interrogé interrogée cité citée"
)
