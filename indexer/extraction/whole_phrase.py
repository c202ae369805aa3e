"""Descriptions kept whole: who has no name is told by all that the article says of them at one place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.extraction.adverbials import ADVERBIAL
from indexer.extraction.finite import has_finite
from indexer.extraction.infinitives import is_infinitive
from indexer.extraction.phrases import Phrase
from indexer.extraction.verbs import forms
from indexer.extraction.who import Who
from indexer.extraction.words import Word
from indexer.lexicon import listed, word_class

_TAIL = re.compile(r"[ \u00a0](?P<more>[^,;:()«»“”\"]+)")
"""What follows a description inside a mention, up to a comma or a mark."""
_ACRONYM = re.compile(r"[A-Z]{2,7}")
_BRANCH = re.compile(r"[ \u00a0](?:du|des|de(?: la)?|d['’]|de l['’])[ \u00a0]?[A-ZÀ-Þ][^,;:()«»“”\"]*")
"""« la DDSP des Landes »: a branch of what an acronym names."""
_ONLY_OUT = re.compile(
    r"(?:[ \u00a0]|\A)(?:publié|diffusé|paru|dévoilé|sorti|rendu)e?s?(?:\s+publi(?:c|que)s?)?"
)
"""« un communiqué publié jeudi »: that it came out tells nothing of what it is."""
_PARTICIPLE = re.compile(
    r".*(?:é|ée|és|ées)|(?:paru|rendu|issu|venu|obtenu|reçu|entendu|conduit|produit|établi|fourni|recueilli|suivi"
    r"|détenu|connu|remis|mis|transmis|écrit|joint)(?:e|s|es)?|.{3,}ant"
)
_NAME = r"(?-i:[A-ZÀ-Þ])[\w’'-]*(?:[ \u00a0](?:(?:de|du|des|la|d['’])[ \u00a0])?[A-ZÀ-Þ][\w’'-]*){0,3}"
_NAMES = re.compile(
    rf"[ \u00a0]{_NAME}(?:(?:,[ \u00a0]{_NAME})*,?[ \u00a0]et[ \u00a0]{_NAME}|(?:,[ \u00a0]{_NAME}){{2,}})"
)
_STOPS = listed(
    "qui que qu' dont où car mais donc puis ou si quand comme alors ne n' se s' y en ont a est sont"
)
_AGE = re.compile(r"[ \u00a0]de[ \u00a0]\d+[ \u00a0]ans\b")
_DETERMINERS = word_class("determiners")
_MOST = 18
"""Words that a participle may govern."""


def kept_whole(who: Who, mention: str) -> Who:
    """The same speaker, where a description of somebody unnamed goes on in the mention to its end.

    >>> kept_whole(Who("étudiant", "person"), "un étudiant interrogé par L'Écho du Val").name
    "étudiant interrogé par L'Écho du Val"
    """
    name = who.name
    if who.person is None and name and _ACRONYM.fullmatch(name):
        branch = _BRANCH.fullmatch(mention, mention.find(name) + len(name)) if name in mention else None
        who.name = name + branch.group() if branch else name
        return who
    if who.person is not None or not name or not name[0].islower():
        return who
    at = mention.find(name)
    if at >= 0 and who.plural and (names := listed_after(mention, at + len(name))):
        who.name = name + names
        return who
    tail = _TAIL.fullmatch(mention, at + len(name)) if at >= 0 else None
    if tail is not None and (more := _telling(_of_the_phrase(tail["more"].strip()))):
        who.name = f"{name} {more}"
    return who


def _of_the_phrase(more: str) -> str:
    """What follows a description up to a verb, a dash or whom it was told to: a mention may run on too far.

    >>> _of_the_phrase("de la métropole ont voté"), _of_the_phrase("du maire auprès de l'AFP")
    ('de la métropole', 'du maire')
    """
    hearer = _TOLD_TO.search(more)
    more = more[: hearer.start()] if hearer else more
    before = ""
    for word in re.finditer(r"\S+", more):
        low = word.group().lower()
        if low in ("-", "–", "—") or (before not in _DETERMINERS and low.islower() and _verb(low)):
            return re.sub(r"(?:\s+(?:et|ne|n['’]|se|y|en))*\s*\Z", "", more[: word.start()])
        before = low
    return more


def _verb(low: str) -> bool:
    return has_finite(low) or any(form.shape == "finite" for form in forms().get(low, ()))


_TOLD_TO = re.compile(
    r"(?:\A|\s)(?:auprès\s|à\s(?:l['’]AFP|Europe\s1|RTL|RMC|BFM\w*|LCI|Franceinfo|franceinfo|la\s(?:presse|radio))\b"
    r"|au\s(?:tabloïd|quotidien|journal|magazine|site|micro)\b|sur\s(?:le\sréseau|les\sréseaux|Twitter|Facebook|X\b))"
)
"""« une proche du maire à Europe 1 », « un élu au micro de … »: whom it was said to, or where."""


def listed_after(text: str, end: int) -> str:
    """The names of several bodies after the noun for them, with the blank before.

    >>> text = "les syndicats CGT, FO et SUD Rail ont dit"
    >>> listed_after(text, len("les syndicats"))
    ' CGT, FO et SUD Rail'
    """
    names = _NAMES.match(text, end)
    return names.group() if names else ""


def _telling(more: str) -> str:
    """What follows a description, without that it came out, or when."""
    out = _ONLY_OUT.search(more)
    if out is None or (out.end() < len(more) and not ADVERBIAL.fullmatch(more, out.end())):
        return more
    return more[: out.start()]


def whole(text: str, words: Sequence[Word], phrase: Phrase) -> str:
    """All that a description says where it stands: « mendiant de 32 ans », « vigile cité par L'Écho »."""
    last = phrase.last + 3 if _AGE.match(text, phrase.end) else phrase.last
    more = goes_on(text, words, last)
    return f"{text[phrase.start : words[last].end]} {more}".strip()


def goes_on(text: str, words: Sequence[Word], last: int) -> str:
    """What a participle adds to a description that ends at a word: « étude » + « menée par deux écoles ».

    Empty where none follows or where it tells only that something came out.
    """
    number = last + 1
    if number >= len(words) or not _beside(words, number):
        return ""
    governed = words[number].low in _PLACES and _PARTICIPLE.fullmatch(words[last].low)
    if not (governed or _participle(words[number].low)):
        return ""  # « lycéenne croisée » + « près du marché »
    end = number
    while end + 1 < len(words) and end - last < _MOST and _within(words, end + 1):
        end += 1
    while end > number and (words[end].low in _SMALL or words[end].low == "et"):
        end -= 1
    return _telling(text[words[number].start : words[end].end])


def _participle(low: str) -> bool:
    """« menée », « réclamant »; not the cue of « un élu dénonçant « … » »."""
    says = low.endswith("ant") and any(form.shape == "present" for form in forms().get(low, ()))
    return not says and bool(_PARTICIPLE.fullmatch(low))


_SMALL = word_class("small")
_PLACES = listed("près par dans sur à au aux en devant lors depuis chez avec sous")


def _beside(words: Sequence[Word], number: int) -> bool:
    """Whether a word follows the one before with no mark or line between."""
    return words[number].text[0].isalnum() and words[number].start - words[number - 1].end <= 1


def _low(words: Sequence[Word], number: int) -> str:
    return words[number].low if number < len(words) else ""


def _within(words: Sequence[Word], number: int) -> bool:
    """Whether a phrase goes on with a word: no finite verb, no new clause, no second subject."""
    word, before = words[number], words[number - 1]
    if not _beside(words, number) or word.low in _STOPS:
        return False
    if word.low in ("pour", "de", "d'", "à") and is_infinitive(_low(words, number + 1)):
        return False
    if word.low == "et":
        return number + 1 < len(words) and words[number + 1].text[0].isupper()
    if before.low in _DETERMINERS or word.text[0].isupper():
        return True
    return not _verb(word.low)
