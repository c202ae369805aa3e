"""A clause that « selon X » interrupts: where it begins, and what of it comes behind the one named.

« Le pont devrait, selon la ville, rouvrir lundi ». The clause may be a relative one or a participle with its
complement: « un accord qui doit, selon lui, durer », « la taxe, due selon eux à la crise, … ».
"""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.finite import has_finite
from indexer.extraction.infinitives import is_infinitive
from indexer.extraction.passage import Passage, has_words
from indexer.extraction.speaking import role_like
from indexer.extraction.verbs import forms
from indexer.lexicon import listed

_ADVERBS = (
    r"(?:\s+(?:pas|plus|jamais|donc|aussi|ainsi|encore|toujours|bien|même|déjà|surtout|alors|d['’]ailleurs"
    r"|\w+ment))*"
)
_RELATIVE_END = re.compile(
    r"\b(?:(?P<to>(?:pour|par|dans|sur|à|avec|selon)\s+l)(?:equel|aquelle|esquels|esquelles)|qui|lequel|laquelle|lesquels|lesquelles)\Z",
    re.IGNORECASE,
)
_FORMS = (
    r"a|ont|avait|avaient|aura|auront|aurait|auraient|ait|aient|est|sont|était|étaient|sera|seront|serait|seraient|soit|soient"
    r"|fut|furent|va|vont|allait|allaient|peut|peuvent|pouvait|pouvaient|pourra|pourront|pourrait|pourraient|doit|doivent|devait"
    r"|devaient|devra|devront|devrait|devraient|faut|fallait|faudra|faudrait|semble|semblent|semblait|semblaient"
)
_VERB_END = re.compile(rf"(?:\b|['’])(?P<verb>{_FORMS}){_ADVERBS}\Z")
"""An auxiliary, a copula or a modal: its participle, attribute or infinitive is still to come."""
_AUXILIARY_FORM = re.compile(_FORMS.replace("soit|", ""))
_INFINITIVE_END = re.compile(
    rf"\b(?:pour|de|à|sans|après|d['’])\s*(?P<verb>avoir|être|pouvoir|devoir|vouloir|faire){_ADVERBS}\Z"
)
_LAST_WORD = re.compile(
    rf"(?:\b(?:qui|il|elle|ils|elles|se|ne|en|y)\s+|(?:\b|\s)[nsly]['’]|\bqu['’])*(?P<verb>[a-zà-ÿ]+)(?P<adverbs>{_ADVERBS})\Z"
)
_APPOSED_PART = re.compile(rf",\s+(?:(?:pourtant|donc|très|aussi|non)\s+)?(?P<part>[a-zà-ÿ-]+){_ADVERBS}\Z")
_LOOSE_PART = re.compile(rf"\s(?P<part>[a-zà-ÿ]+(?:é|i|u|is|it|rt|ert)e?s?){_ADVERBS}\Z")
_NOUN = re.compile(
    r"(?<!\bde)(?<!\bà)(?<!\bpar)(?<!\bsur)(?<!\bdans)(?<!\bavec)\s(?P<noun>(?:(?:les?|la|une?|des|ces?|cette|leurs?|son|sa|ses)\s|l['’])[^,;:]*)\Z"
)
_AUXILIARY = re.compile(
    r"\b(?:est|sont|était|étaient|a|ont|avait|avaient|été|être|avoir|sera|seront|serait|fut)\b[^,]*\Z"
)
"""« la digue a été bâtie selon eux à la hâte »: a verb, whole."""
COMPLEMENT = re.compile(
    r"\s+(?:à|aux?|de|du|des|d['’]|pour|par|sur|en|dans|comme|contre|avec|vers|que|qu['’])(?![\w-])|\s+d['’]|\s+qu['’]"
)
GOES_ON = re.compile(
    r"\s+(?:(?:à|aux?|de|du|des|pour|par|sur|en|dans|comme|contre|avec|vers|que|les?|la|une?|ces?|cet|cette|ses|son|sa|leurs?"
    r"|plus|trop|très|aucun\w*|ni|pas)\b(?!\s*,)|[ldnqs]u?['’]|[·\d]|[a-zà-ÿ]+(?:er|ir|re)\b)"
)
"""How a clause goes on behind the one named, no comma between."""
OPENER = re.compile(
    r"(?P<keep>\b(?:qui|auquel|auxquels|auxquelles|(?:à|dans|pour|par|sur|avec)\s+(?:laquelle|lequel|lesquel(?:le)?s))\b)"
    r"|(?<!\bsans\s)(?<!\bpour\s)(?<!\balors\s)(?<!\btandis\s)(?<!\bafin\s)(?<!\bbien\s)(?<!\bplus\s)(?<!\bmoins\s)(?<!\bainsi\s)"
    r"(?:\b(?:que|dont|où)\b|\bqu['’])|[;:]|\s[–—-]\s|,\s+(?:et|mais|or)\b|\bmais\b",
    re.IGNORECASE,
)
"""What opens a clause inside a sentence."""
VERB_NEXT = re.compile(r"\s+(?P<verb>(?:(?:ne|se|en|y|lui|leur|les?|la)\s+|[nsly]['’])*[a-zà-ÿ]+)")


def interrupted(passage: Passage, begin: int, at: int, after: int, end: int) -> tuple[int, int, int] | None:
    """Where the clause that « selon X » interrupts begins, where it goes on and where it ends; else None."""
    lead = passage.mask[begin:at].rstrip()
    comma = lead.endswith(",")
    lead = lead.rstrip(" ,")
    if comma:
        behind = closing(passage, after, end)
        if behind is None and not _begins_with_verb(passage, after, end):
            return None
        after = behind or after
    rest = " " + passage.mask[after:end].lstrip()
    if not has_words(lead) or not has_words(rest.replace("·", "a")) or rest[1] in ",.;:)":
        return None
    if relative := _RELATIVE_END.search(lead, _last(lead)):
        if relative["to"]:
            return at, after, end
        return _relative(passage, begin, begin + relative.start(), after, end)
    if infinitive := _INFINITIVE_END.search(lead, _last(lead)):
        return begin + infinitive.start("verb"), after, embedded_end(passage, after, end)
    if verb := _VERB_END.search(lead, _last(lead)) or _last_verb(lead, rest, comma):
        first = _clause_begin(passage, begin, begin + verb.start("verb"))
        return (begin, after, end) if first == begin else _relative(passage, begin, first, after, end)
    if _CLEFT.match(lead) and _THAT_NEXT.match(rest):
        return begin, after, end
    if _ITS_OBJECT.match(rest) and is_infinitive(lead.rpartition(" ")[2].rpartition("'")[2]):
        return begin, after, end
    part = None if comma or not COMPLEMENT.match(rest) else _part(lead)
    return None if part is None else (begin + part, after, _part_end(passage, after, end))


_CLEFT = re.compile(
    r"\W*(?:mais\s+|et\s+)?(?:c['’]|ce\s+)(?:est|était|sera|serait|fut|sont)\b", re.IGNORECASE
)
_THAT_NEXT = re.compile(r"\s(?:que\s|qu['’])")
_ITS_OBJECT = re.compile(r"\s(?:que\s|qu['’]|de\s|d['’]|à\s)")
"""« C'est là, selon lui, que … », « Il faut envisager, selon lui, de … »."""


_NEAR = 90
"""Letters before the preposition in which the word stands that waits for the rest."""


def _last(lead: str) -> int:
    return max(0, len(lead) - _NEAR)


def interrupts(passage: Passage, start: int, cue: Span, phrase: Span, end: int) -> bool:
    """Whether a clause goes on behind the one named: « Il y a selon lui « trois voies » »."""
    return interrupted(passage, start, cue[0], phrase[1], end) is not None


def _last_verb(lead: str, rest: str, comma: bool) -> re.Match[str] | None:
    """A finite verb at the end of what stands before, when its object or complement comes behind."""
    verb = _LAST_WORD.search(lead, _last(lead))
    if verb is None or not has_finite(verb.group()) or not GOES_ON.match(rest):
        return None
    return None if comma and role_like(" ".join(rest.split()[:2])) else verb


def _part(lead: str) -> int | None:
    """Where a participle or an adjective stands, with its noun, whose complement comes behind."""
    apposed = _APPOSED_PART.search(lead, _last(lead))
    if apposed and has_finite(lead[: apposed.start()]) and not has_finite(apposed["part"]):
        return apposed.start("part")
    loose = _LOOSE_PART.search(lead, _last(lead))
    noun = _NOUN.search(lead, _last(lead), loose.start()) if loose else None
    if noun is None or has_finite(noun.group()) or _AUXILIARY.search(lead, _last(lead)):
        return None
    return noun.start("noun")


def _begins_with_verb(passage: Passage, at: int, end: int) -> bool:
    verb = VERB_NEXT.match(passage.mask, at, end)
    return verb is not None and has_finite(verb["verb"])


def closing(passage: Passage, at: int, end: int) -> int | None:
    """Where the sentence goes on after « , selon X, »: behind the comma, and what is apposed to the name."""
    comma = passage.mask.find(",", at, end)
    if comma < 0 or has_finite(passage.mask[at:comma]):
        return None
    second = passage.mask.find(",", comma + 1, end)
    if (
        second > 0
        and role_like(passage.text[comma + 1 : second])
        and not has_finite(passage.mask[comma:second])
    ):
        comma = second
    return comma + 1


def _relative(passage: Passage, begin: int, first: int, after: int, end: int) -> tuple[int, int, int]:
    """A clause inside a sentence that begins at `first`; the sentence where no other verb stands in it."""
    if has_finite(passage.mask[begin:first]) or _DOING.search(passage.mask, begin, first):
        return first, after, embedded_end(passage, after, end)
    stop = embedded_end(passage, after, end)
    main = (
        None
        if NOUN_ALONE.match(passage.mask, begin, first)
        else MAIN_CLAUSE.search(passage.mask, after, stop)
    )
    if main and has_finite(passage.mask[main.end() : stop]):
        stop = main.start()
    return (first, after, stop) if stop < end else (begin, after, end)


_DOING = re.compile(r"\b[a-zà-ÿ]{3,}ant\b")
MAIN_CLAUSE = re.compile(
    r",\s+(?=(?:il|elle|ils|elles|on|les?|la|une?|ces?|cet|cette|son|sa|ses|leurs?|plusieurs|certain\w*)\s|l['’]|c['’]|[A-ZÀ-Þ])"
)
NOUN_ALONE = re.compile(r"\W*(?:une?|des|les?|la|l['’])\b", re.IGNORECASE)
"""« Une décision qui, selon elle, … »: a noun, no circumstance before the main clause."""


def _clause_begin(passage: Passage, begin: int, verb: int) -> int:
    """Where the clause of a verb begins: behind the last word that opens one, no other verb between."""
    opener = next(reversed(list(OPENER.finditer(passage.mask, begin, verb))), None)
    if opener is None or has_finite(passage.mask[opener.end() : verb]):
        return begin
    if opener["keep"]:
        return opener.start()
    marked = [pair for pair in passage.pairs_in(begin, opener.start()) if pair.end + 1 >= opener.start()]
    return marked[0].start if marked and opener.group().startswith(("dont", "que", "qu")) else opener.end()


_STOPS = re.compile(
    r",\s+(?:(?:selon|d['’]après|alors\s+que|tandis\s+que)\b|(?P<verb>(?:(?:ne|se|en|y)\s+|[nsl]['’])*[a-zà-ÿ-]+))|(?=\s*:\s*[«\"“])"
)
_PART_STOPS = re.compile(r",\s+(?:pour|afin|et|mais|avant|après|en|ce|dont|alors|tandis)\b")


def embedded_end(passage: Passage, at: int, end: int) -> int:
    """Where a clause inside a sentence ends: where the main one goes on."""
    for stop in _STOPS.finditer(passage.mask, at, end):
        if stop["verb"] is None or has_finite(stop["verb"]):
            return stop.start()
    return end


def _part_end(passage: Passage, at: int, end: int) -> int:
    """The same for a participle, whose complement goes less far."""
    end = embedded_end(passage, at, end)
    stop = _PART_STOPS.search(passage.mask, at, end)
    return stop.start() if stop else end


def without_verb(passage: Passage, start: int, cue: Span, phrase: Span | None) -> Span | None:
    """Who is named, without the verb that goes on behind: « doit, selon la ville rouvrir »."""
    if phrase is None:
        return None
    lead = passage.mask[start : cue[0]].rstrip(" ,")
    unfinished = _VERB_END.search(lead, _last(lead))
    for word in _WORD_AFTER.finditer(passage.text, phrase[0], phrase[1]):
        verb = word["verb"]
        goes_on = unfinished is not None and (
            (is_infinitive(verb) and word["before"] not in _TO)
            or (_HAS.match(unfinished["verb"]) and _done(verb) and word["before"].lower() not in _ARTICLES)
        )
        if goes_on or _AUXILIARY_FORM.fullmatch(verb):
            return phrase[0], word.start("before") - 1 if word["before"] == "ne" else word.end("before")
    if _APPOSED_PART.search(lead, _last(lead)) and (
        of := _ITS_COMPLEMENT.search(passage.mask, phrase[0] + 4, phrase[1])
    ):
        return phrase[0], of.start()
    return phrase


_ITS_COMPLEMENT = re.compile(r"\s+(?:pour|à|par|comme|contre)\s")


_WORD_AFTER = re.compile(
    r"(?P<before>[\w’'.-]+)(?=\s+(?:(?:ne|se|en|y|lui)\s+|[nsly]['’])*(?P<verb>[a-zà-ÿ]+)(?![\w’'-]))"
)
_TO = frozenset(["de", "à", "pour", "sans", "d"])
_HAS = re.compile(r"(?:a|ont|avait|avaient|aura|auront|aurait|auraient|ait)\Z")
_ARTICLES = listed("le la les un une des du de d' l' son sa ses leur leurs ce cet cette ces et ou")


def _done(word: str) -> bool:
    """Whether a word is a past participle, which an auxiliary waits for."""
    return word.endswith("é") or any(form.shape == "past" for form in forms().get(word, ()))
