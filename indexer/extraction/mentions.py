"""Mentions: the noun phrase or pronoun that names who speaks, after an inverted cue or before a cue."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.behind import behind, behind_before, learnt_from
from indexer.extraction.clause_subjects import before_apposition, before_relative, past_subordinate
from indexer.extraction.cue import Cue
from indexer.extraction.leading import leading_subject
from indexer.extraction.noun_phrases import PHRASE_START, noun_phrase
from indexer.extraction.passage import DAYS, Passage, skip_adverbials
from indexer.lexicon import words

_PRONOUN_IN = re.compile(
    r"(?i)(?:^|-|\s)(il|elle|ils|elles|celui-ci|celle-ci|ceux-ci|celles-ci|celui|celle|ce dernier"
    r"|cette dernière|ces derniers|ces dernières|lui|eux"
    r"|l['’]intéressée?|la principale intéressée|le principal intéressé"
    r"|j['’]|je|nous|moi)"
    r"(?:['’-]mêmes?|-mêmes?)?(?:\s+(?:a|n['’]a|ont|aussi))?$"
)


def pronoun_in(mention: str) -> str:
    """The pronoun that a mention is, without what sticks to it; empty for a noun phrase.

    >>> pronoun_in("a-t-il"), pronoun_in("Il a"), pronoun_in("elle-même"), pronoun_in("le maire")
    ('il', 'Il', 'elle', '')
    """
    match = _PRONOUN_IN.search(mention) if len(mention) < 26 else None
    return match.group(1) if match and len(mention.split()) <= 2 + match.group(1).count(" ") else ""


def subject_after(passage: Passage, cue: Cue, end: int) -> Span | None:
    """Who speaks in an inverted cue: its pronoun, or the noun phrase after it."""
    if cue.verb == "apprendre" and passage.word(cue.first - 1) != "nous":
        return learnt_from(passage.mask, cue.end, passage.sentence(cue.start)[1])
    if cue.inverted == "on":
        return behind(passage.mask, cue.end, passage.sentence(cue.start)[1]) or cue.clitic
    if cue.inverted and cue.clitic:
        if cue.inverted in ("je", "nous", "vous", "ce"):
            return None
        return cue.clitic
    at = skip_adverbials(passage.text, cue.end, end)
    if hearer := _HEARER.match(passage.text, at, end):
        at = skip_adverbials(passage.text, hearer.end(), end)
    return noun_phrase(passage.text, at, end)


_HEARER = re.compile(
    r"\s*(?:à|au|aux)\s+(?:l['’]|la\s+|son\s+|sa\s+)?[\w-]+(?:\s+[A-ZÀ-Ö][\w’'-]+)*"
    r"(?=\s+(?:le|la|l['’]|un|une|son|sa|M\.|Mme|[A-ZÀ-Ö]|des|les|ce)\b|\s+l['’])"
)
"""« a expliqué au Courrier la directrice »: whom it was told to."""


_LEADING = re.compile(
    rf"(?i)\s*(?:mais|et|or|car|donc|puis|enfin|ainsi|néanmoins|"
    rf"pourtant|cependant|toutefois|alors|aussi|ensuite|"
    rf"en effet|{DAYS}|ce matin|ce soir|d['’]ailleurs|par ailleurs|de plus|en revanche|au total|de même|"
    rf"à noter que|"
    rf"si|quand|lorsque|comme|alors que|tandis que|bien que|même si|tout comme|surtout|sauf que|"
    rf"parce que)\b\s*,?\s*"
)
_ADVERBIAL_HEAD = re.compile(
    rf"(?i)\s*(?:dans|lors|selon|d['’]après|pour|après|avant|en|à|au|aux|sur|depuis|pendant|face|interrogée?s?|invitée?s?|"
    rf"contactée?s?|jointe?s?|sous|par|chez|devant|malgré|avec|sans|d['’]abord|dès|au-delà|parallèlement|\w+ant\b|\w+ment\b|"
    rf"{DAYS}|âgée?|présente?|réunis?|quant|outre|faute|grâce|loin|le \d|ce (?:{DAYS}))"
)
_VERB_LEFT = re.compile(r"(?i)\b(?:que|qu['’]|qui|où|dont)\b")


def subject_before(passage: Passage, cue: Cue) -> Span | None:
    """Who speaks in a cue that follows its subject, by the shape of the sentence alone."""
    text, mask = passage.text, passage.mask
    start, _ = passage.sentence(cue.start)
    left = passage.tokens[cue.first].start if cue.first < len(passage.tokens) else cue.start
    segment = mask[start:left]
    first = passage.tokens[cue.first]
    if first.word in ("lui", "eux") and first.start < cue.start and not segment.strip():
        return first.start, first.end  # « Lui assure que … »
    pronoun = re.search(r"(?i)\b(il|elle|ils|elles|on|j['’]|je|nous|vous|tu)\s*$", segment)
    if pronoun:
        if pronoun.group(1).lower() == "on":
            return behind_before(mask, start, start + pronoun.end(1))
        if pronoun.group(1).lower() in ("je", "j'", "j’", "nous", "vous", "tu"):
            return None
        return start + pronoun.start(1), start + pronoun.end(1)
    if relative := re.search(r"(?i)(?:,\s*)?\b(?:qui|lequel|laquelle)\s*$", segment):
        at = start + relative.start()
        return before_relative(passage, start, at) or _last_phrase(text, mask, start, at)
    if _OBJECT_OF.search(segment):
        return None  # « un chiffre que n'a pas confirmé la préfecture »: who comes after
    stripped = segment.rstrip()
    if stripped.endswith(","):  # « X, élu hier, a déclaré »: the first phrase of the sentence
        return before_apposition(passage, start, left) or _first_phrase(text, mask, start, left)
    if re.search(r"(?i)\b(?:et|ou|puis|mais)\s*$", segment):
        # « … et a ajouté »: whoever spoke before in this sentence
        return past_subordinate(passage, start, left)
    return _last_phrase(text, mask, start, left)


_OBJECT_OF = re.compile(r"(?i)(?<=[\w»”\"])\s+(?:que|qu['’])\s*\Z")


def _segments(mask: str, start: int, end: int) -> list[Span]:
    """The stretches between commas and clause openers, outside parentheses."""
    cuts = [start]
    depth = 0
    for match in re.finditer(
        r"[(),;:]|\s[–—-]\s|\b(?:que|qu['’]|où|mais|et|tandis que)\b(?=\s|[A-Za-z])", mask[start:end]
    ):
        mark = match.group()
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth = max(0, depth - 1)
        elif not depth and (mark not in ("et",)):
            cuts.append(start + match.start())
            cuts.append(start + match.end())
    cuts.append(end)
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False) if mask[a:b].strip()]


def _first_phrase(text: str, mask: str, start: int, end: int) -> Span | None:
    leading = leading_subject(mask, start, end)
    if leading is not None:
        return leading
    for first, last in _segments(mask, start, end):
        lead = _LEADING.match(mask, first, last)
        while lead and lead.end() > first:
            first = lead.end()
            lead = _LEADING.match(mask, first, last)
        if not mask[first:last].strip() or _ADVERBIAL_HEAD.match(mask, first, last):
            continue
        return _clean(text, first, last)
    return None


def _last_phrase(text: str, mask: str, start: int, end: int) -> Span | None:
    segments = _segments(mask, start, end)
    if not segments:
        return None
    first, last = segments[-1]
    if mask[last:end].strip() and last < end:
        return _first_phrase(text, mask, start, end)
    lead = _LEADING.match(mask, first, last)
    while lead and lead.end() > first:
        first = lead.end()
        lead = _LEADING.match(mask, first, last)
    return _clean(text, first, last)


def _clean(text: str, first: int, last: int) -> Span | None:
    while first < last and not (text[first].isalnum() or text[first] in '«“"@'):
        first += 1
    while last > first and (text[last - 1].isspace() or text[last - 1] in ",;:"):
        last -= 1
    # drop what a subject cannot hold: a relative clause, an apposition in dashes
    if cut := re.search(r"\s+(?:qui|dont|où)\s", text[first:last]):
        last = first + cut.start()
    if last - first > 160 or last <= first:
        return None
    if _COUNTED.match(text, first, last):
        return first, last
    if not re.match(PHRASE_START, text[first:last]) and text[first:last].split()[0].lower() not in words(
        "adverbs"
    ):
        capital = re.search(r"(?:^|\s)(?=(?:l['’]|le |la |les |un |une |des |[A-ZÀ-Ö]))", text[first:last])
        if not capital:
            return None
        first += capital.end()
    return first, last


_COUNTED = re.compile(
    r"(?:(?:au\s+moins|plus\s+de|près\s+de|quelque|environ|seuls)\s+)?(?:\d[\d\s.,]*\s?%|\d[\d\s.]*\s[a-zà-ÿ-]{4,}s\b|(?:quatre|cinq|six|sept|huit|neuf|dix|vingt|trente|cent|beaucoup|chacune?|aucune?"
    r"|deux|trois|eux|tous|toutes|d['’]autres|quelques-une?s|la\s+plupart)\b)[^,;:]{0,60}\Z",
    re.IGNORECASE,
)
"""« 80 % », « six habitants sur dix », « d'autres »: people counted, without an article."""
