"""The phrase that words in marks stand in, from its determiner to its last complement.

dénonce « un gâchis » · évoque une nuit « rude » pour les secours · demande aux élus « un effort »
"""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.adverbials import ADVERBIAL, skip_adverbials
from indexer.extraction.cue import Cue
from indexer.extraction.finite import has_finite
from indexer.extraction.infinitives import infinitive_at
from indexer.extraction.marks import Pair
from indexer.extraction.noun_phrases import noun_phrase
from indexer.extraction.passage import Passage, trim
from indexer.extraction.sieves.state import Sift
from indexer.extraction.speaking import can_speak
from indexer.lexicon import listed


def phrase_around(
    sift: Sift, cue: Cue, group: list[Pair], stop: int, mention: Span | None
) -> tuple[Span, list[Pair]]:
    """The span of what a cue reports in a group of marks, up to `stop`, and all the marks that it holds."""
    span = _object(sift.passage, cue, group[0], group[-1], stop, mention)
    return (span, group) if cue.verb in PREDICATES else _with_relative(sift, span, group, stop)


def _with_relative(sift: Sift, span: Span, group: list[Pair], stop: int) -> tuple[Span, list[Pair]]:
    """A phrase with its relative clause, where words of that one stand in marks too."""
    passage = sift.passage
    if not _WHICH.match(passage.mask, span[1], stop):
        return span, group
    more = [pair for pair in passage.pairs_in(span[1], stop) if sift.free(pair)]
    if not more or any(set(cue.frames) & set("QI") for cue in passage.cues_in(span[1], more[-1].start)):
        return span, group
    pause = _PAUSE.search(passage.mask, more[-1].end, stop)
    return trim(passage.text, span[0], pause.start() if pause else stop) or span, [*group, *more]


_WHICH = re.compile(r"[»”\"]?\s*,\s+(?:qui|que|dont|où|ce\s+qui)\b")


PREDICATES = listed(
    "qualifier traiter taxer surnommer nommer décrire dépeindre peindre présenter comparer assimiler "
    "caractériser considérer appeler voir parler remercier féliciter blâmer"
)
"""These name something by the words in marks alone: « qualifie l'accord de "duperie" »."""
_PREPOSITION = re.compile(
    r"[\s,]*(?:(?:(?:(?:face\s+|quant\s+)?à|de|devant|contre|sur|pour|en|comme|vers|avec|par|dans)\s+|d['’]\s*(?!autres\b)|(?P<contracted>(?:du|(?:(?:face|quant)\s+)?aux?)\s+)))?",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"\s*(?:(?:le|la|les|un|une|des|ce|cet|cette|ces|son|sa|ses|leurs?|tout|toute|tous|certains|certaines"
    r"|plusieurs)\b\s*"
    r"|l['’]\s*)?",
    re.IGNORECASE,
)
_THE_SEVERAL = re.compile(r"\s*les\b")
"""« dénonce les « lenteurs » »: those that there are; « une « lenteur » » is only called one."""
_GOES_ON = re.compile(
    r"\s+(?:(?:en\s+(?!\w+ant\b)|par|de|du|des|aux?|autour|contre|qui|que|dont|où|lors\s+d|dans\s+l(?:['’]|[ae]s?\b)|sur|pour\s+(?!\w+(?:er|ir|re)\b)|en\s+matière|face|entre|envers|visant|consistant|contenu)\b|d['’]|qu['’]"
    r"|à\s+(?:l['’](?:égard|encontre|endroit|origine)|son|sa|ses)\b|(?!(?:mais|puis|depuis|parmi|ainsi|aussi|vis|lundi|mardi|mercredi|jeudi|vendredi|samedi)\b)"
    r"[a-zà-ÿ]+(?:ée?s?|ises?|ie?s?|ues?|us|ites?|ives?|ants?|antes?|aires?|iques?|ales?|elles?|euses?|ables?|ibles?|ennes?|aines?)\b)"
)
"""What may follow the words in marks and still belong to the phrase that holds them."""


def _object(passage: Passage, cue: Cue, first: Pair, last: Pair, stop: int, mention: Span | None) -> Span:
    """The reported phrase, from its determiner to its last complement; or the words in marks alone."""
    begin = mention[1] if mention and cue.end <= mention[0] and mention[1] <= first.start else cue.end
    at = skip_adverbials(passage.mask, begin, first.start)
    hearer = _HEARER.match(passage.mask, at, first.start)
    if hearer and (hearer.group("near") or _hearer(passage, cue, hearer.span("who"))):
        at = hearer.end()
    if aside := _aside(passage, at, first):
        at = aside
    if cue.negated and (pas := _NOT.match(passage.mask, at, first.start)):
        at = pas.end()
    head = _PREPOSITION.match(passage.mask, at, first.start)
    start = head.end() if head else at
    noun = _DETERMINER.match(passage.mask, start, first.start)
    bare = noun is not None and noun.end() >= first.start and not _THE_SEVERAL.match(noun.group())
    if cue.verb in _ACCUSES and (charge := _OF_WHAT.search(passage.mask, at, first.start)):
        start = charge.end()
    elif (beyond := _BEYOND.get(cue.verb)) and (turn := beyond.search(passage.mask, at, first.start)):
        start = turn.end()
    preposition = head.group().strip() if head else ""
    names = cue.verb in PREDICATES and not (cue.verb == "appeler" and preposition) and not _sees(passage, cue)
    called = _CALLED.search(passage.mask, start, first.start)
    if called and called.group("as") and first is not last:  # « comme un « mensonge » et une « ruse » »
        start = called.end("as")
    names = names or (called is not None and first is last)
    told = _TO.search(passage.mask, start, first.start) and infinitive_at(passage.text, *first.inner)
    to_do = told and can_speak(passage, noun_phrase(passage.mask, start, first.start))
    contracted = head is not None and bool(head.group("contracted"))
    if names or to_do or (contracted and bare) or not _one_phrase(passage.mask[start : first.start]):
        start = first.start
    if _PURPOSE.search(passage.mask, start, first.start) and infinitive_at(passage.text, *first.inner):
        start = first.start
    alone = bare or start == first.start
    if cue.verb in PREDICATES and start == first.start:
        end = _of_what(passage, last, stop)
    else:
        end = _last_complement(passage, last, stop, alone)
    if end == last.end and alone and first is last:
        return first.inner
    return trim(passage.text, start, end) or (first.start, last.end)


_CALLED = re.compile(
    r"(?:(?P<as>\bcomme\s+(?:étant\s+)?)(?:une?|des|les?|la|l['’])?|\b(?:qualification|formule|terme|mot|expression"
    r"|notion|qualificatif|étiquette|adjectif)s?\s+(?:de|d['’]))\s*\Z"
)
"""« juge le mur comme un « affront » », « retient la notion de « vol » »: the words in marks alone."""
_BEYOND = {
    **dict.fromkeys(
        ("justifier", "expliquer", "motiver", "excuser"),
        re.compile(r"\s(?:par|du\s+fait\s+(?:que\s+|qu['’])|en\s+raison\s+d(?:e\s+|['’]|(?=[eu]s?\s)))\s*"),
    ),
    **dict.fromkeys(
        ("informer", "prévenir", "avertir", "aviser", "alerter"),
        re.compile(
            r"\s(?:d['’]|de|du|des|sur|contre)\s*(?=(?:(?:la|les|une?|son|sa|ses|leurs?|ce|cette)\s+|l['’]\s*)?\Z)"
        ),
    ),
}
"""Where what is said begins after what it is about: « justifie un vol par « … » », « avertit Ève de … »."""


def _aside(passage: Passage, at: int, first: Pair) -> int | None:
    """Where a phrase begins after another: « voit dans ce plan un « vol » », « évoque pour Ève « un … » »."""
    aside = _ABOUT.match(passage.mask, at, first.start)
    if aside is None:
        return None
    if passage.mask[aside.end() : first.start].strip():
        return aside.end()
    return first.start if _DETERMINED.match(passage.text, *first.inner) else None


_ABOUT = re.compile(
    r"\s*(?:comme|dans|pour|chez|derrière|parmi|via|à\s+travers)\s[^,;:·]{2,60}?"
    r"(?<!\sde)(?<!\sà)(?<!\sdans)(?<!\ssur)(?<!\spar)(?<!\spour)(?<!\savec)(?<!\set)(?=\s(?:une?|des)\s|\s*\Z)"
)


def _sees(passage: Passage, cue: Cue) -> bool:
    """« y voit une manœuvre « grossière » »: the whole is what is seen, nothing is called « grossière »."""
    inside = passage.word(cue.first) == "y" or passage.word(cue.last + 1) in ("dans", "derrière")
    return cue.verb == "voir" and inside


_HEARER = re.compile(
    r"\s*(?:(?P<near>auprès\s+(?:de\s+|du\s+|des\s+|d['’]))|aux?\s+|à\s+)(?P<who>[^,;:·]{2,60}?)"
    r"(?<!\sde)(?<!\sà)(?<!\sdans)(?<!\ssur)(?<!\spar)(?<!\spour)(?<!\savec)(?<!\set)"
    r"(?=\s(?:une?|le|la|les|des|son|sa|ses|leurs?)\s|\sl['’]|\s*\Z|\s(?:de\s+|d['’])\s*\Z)"
)


def _hearer(passage: Passage, cue: Cue, who: Span) -> bool:
    """Whether a cue tells somebody something: « confie au député une mission « urgente » »."""
    return set("QI") <= set(cue.frames) and can_speak(passage, who)


_PURPOSE = re.compile(r"\s(?:pour|afin\s+(?:de|d['’]))\s*\Z")
"""« lance une pétition pour « sauver le parc » »: the words in marks alone are said."""
_NOT = re.compile(r"\s*(?:pas|plus|guère|jamais)\b")
_TO = re.compile(r"\s(?:à|de|d['’])\s*\Z")
"""« exhorte le préfet à « agir » »: whom it was said to is no part of the words."""
_ACCUSES = listed("accuser soupçonner suspecter")
_OF_WHAT = re.compile(r"\s(?:d['’]|de\s+(?!(?:la|l|les|son|sa|ses|leurs?)\b))")
_RELATIVE = re.compile(r"\b(?:qui|que|dont|où)\b[^,]*|\bqu['’][^,]*")
_BESIDES = re.compile(r"\b(?:alors|tandis|parce|puisque|car|même\s+si|bien\s+que)\b")
_WHETHER = re.compile(r"s['’]ils?\s|si\s")


LIST_WORDS = 45
"""Words before those in marks at most, where the phrase begins with other things: « réclame un pont, … »."""


def ends_list(passage: Passage, cue: Cue, pair: Pair) -> bool:
    """Whether marks stand in a later thing of a list: réclame un pont, une passerelle et des « moyens »."""
    at = skip_adverbials(passage.mask, cue.end, pair.start)
    before = passage.mask[at : pair.start].lstrip()
    listed = _DETERMINED.match(before) and _NEXT_THING.search(before) and len(before.split()) <= LIST_WORDS
    return bool(listed) and not re.search(r"[;:]", before) and not _has_verb(before)


_NEXT_THING = re.compile(
    r"(?:,|\bet\b|\bou\s+encore\b|\bainsi\s+qu(?:e\b|['’]))\s*(?:et\s+)?(?:les?|la|l['’]|une?|des|d['’]|son|sa|ses)\s*\Z"
)


def _has_verb(before: str) -> bool:
    """Whether words hold a finite verb outside relative clauses; « le manque », « en place » are nouns."""
    return has_finite(_NOUNS.sub("", _RELATIVE.sub("", before)))


_NOUNS = re.compile(
    r"(?:\b(?:les?|la|une?|des|du|de|sa|son|ses|ce|cette|ces|leurs?|en|sans|par|sur|aux?)\s+|\b[ld]['’])[\w-]+"
)


def _one_phrase(before: str) -> bool:
    """Whether the words between a cue and the words in marks may be the beginning of one phrase with them."""
    count = len(before.split())
    if _WHETHER.match(before):
        return count <= 8
    if _has_verb(before) or _BESIDES.search(before):
        return False
    return (count <= 8 and "," not in before) or (count <= LIST_WORDS and bool(_DETERMINED.match(before)))


_DETERMINED = re.compile(
    r"(?:(?:le|la|les|un|une|des|ce|cet|cette|ces|son|sa|ses|leurs?|tout|toute|tous|plusieurs|aucune?|deux|trois)\s|l['’])"
)


def _last_complement(passage: Passage, last: Pair, stop: int, bare: bool) -> int:
    """Where the phrase ends that holds words in marks: at a comma, or where the saying is told of again."""
    if _and_to(passage, last, stop) or _QUALIFIED.match(passage.mask, last.end, stop):
        ends = _PAUSE.search(passage.mask, last.end, stop)
        return ends.start() if ends else stop
    if bare and not _GOES_ON.match(passage.mask, last.end, stop):
        return last.end
    verb = _NEXT_VERB.match(passage.mask, last.end, stop)
    if verb and has_finite(verb.group()):  # « qui appelle à une « trêve » sera reçu »
        return last.end
    if ADVERBIAL.match(passage.mask, last.end, stop) or _NO_MORE.match(passage.mask, last.end, stop):
        return last.end
    ends = _PAUSE.search(passage.mask, last.end, stop)
    if ends is None or _last_thing(passage.mask[ends.start() : stop]):
        return stop
    return ends.start()


_NEXT_VERB = re.compile(r"\s+(?:(?:ne|se|en|y)\s+|[nsl]['’])?[a-zà-ÿ]+(?![\w’'-])")


def _of_what(passage: Passage, last: Pair, stop: int) -> int:
    """Where a judgement in marks ends: with for whom it is one, « qualifiée d'« utile » pour la vallée »."""
    more = _FOR.match(passage.mask, last.end, stop)
    ends = _PAUSE.search(passage.mask, last.end, stop)
    return (ends.start() if ends else stop) if more else last.end


_FOR = re.compile(r"\s+pour\s+(?:tou(?:te|tes|s)\s+)?(?:les?|la|l['’]|son|sa|ses|un|une)\b")


def _last_thing(rest: str) -> bool:
    """Whether a pause is followed by the last thing of a list: « …, et la fin des aides »."""
    return bool(_AND_THE.match(rest)) and not _has_verb(rest)


_AND_THE = re.compile(
    r",\s+(?:et|ainsi\s+qu(?:e|['’]))\s*(?:(?:les?|la|une?|des)\s+|l['’])[^,;:·«»\"“”()]*\Z"
)


def _and_to(passage: Passage, last: Pair, stop: int) -> bool:
    """Whether a second infinitive follows one in marks: prône d'« ouvrir » et de planter des haies."""
    also = _ALSO.match(passage.mask, last.end, stop)
    return bool(
        also and infinitive_at(passage.text, *last.inner) and infinitive_at(passage.mask, also.end(), stop)
    )


_ALSO = re.compile(r"\s+(?:et|ou)\s+(?:de\s+|d['’]|à\s+)?")
_QUALIFIED = re.compile(r"\s+(?:\w+ment|très|si|trop|plus)\s+[a-zà-ÿ]+(?:ée?s?|ises?|ues?|ives?)\b")
_PAUSE = re.compile(r"[,;:]|\([^)]*,|\s+(?:sans\s|en\s+\w+ant\b)")


_NO_MORE = re.compile(
    r"\s+(?:après|avant|depuis|lors\s+d['’]|en\s+(?:marge|référence|évoquant|parlant)|à\s+(?:l['’](?:issue|occasion|antenne)|propos)"
    r"|au\s+(?:cours|sujet|micro|terme|lendemain)|auprès|devant|tout\s+(?:en|au)|sans|en\s+\w+ant\b|alors|tandis|pendant|lorsque?|quand|mais|et|selon|ou|car"
    r"|aux?\s+(?:journal|porte|quotidien)|(?:dans|via|sur)\s+(?:une?|son|leur|les\s+colonnes|twitter|facebook)|\()"
)
