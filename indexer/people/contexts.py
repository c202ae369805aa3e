"""What is said of a speaker beside the name: does it bring two mentions together, or hold them apart?"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain

import msgspec

from indexer.lexicon import listed, rows
from indexer.lexicon import words as lexicon_words
from indexer.people import bodies
from search.analysis import fold

_STOP = listed(
    "le la les l de du des d un une et en a au aux ancien ancienne ex actuel actuelle nouveau nouvelle"
    " general generale generaux national nationale regional regionale par pour sur dans avec qui que"
    " leur son sa ses futur future jeune ans age agee grand grande lors depuis ville pays groupe dont"
)
_AGE = re.compile(r"\b(\d{1,3}) ans\b")
_LIFETIME = 45 * 366
"""Days between two printings after which the same name is another person's."""
_TOGETHER = {
    "politics": "state business law union civic media education health agriculture force science justice",
    "state": "politics force justice business education health civic science law",
    "justice": "law politics state force",
    "law": "politics state justice civic business media education",
    "union": "health education transport agriculture media craft state business civic politics force science",
    "civic": "health education agriculture business arts media science union law religion sport craft"
    " politics state",
    "business": "agriculture craft transport media arts sport health politics union civic law state"
    " education",
    "media": "arts sport politics science education law business civic union",
    "science": "education health politics media civic state union",
    "education": "science health arts politics media state union civic law religion business",
    "health": "science education politics state union civic business",
    "arts": "media education business civic",
    "sport": "media business civic",
    "force": "politics state union justice transport",
    "religion": "civic education",
    "agriculture": "craft business union civic politics",
    "craft": "agriculture business union civic",
    "transport": "business union force",
    "court": "politics state law union civic business media arts sport health science education religion"
    " agriculture craft transport ordinary",
    "ordinary": "arts sport media",
}
"""Walks of life that one person is often seen in; any other two hold namesakes apart."""


class Context(msgspec.Struct, frozen=True):
    """Of one mention: heads of the role, its other words, the body, walk of life, year of birth, days."""

    heads: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    """The heads that are a trade or an office, not a rank."""
    words: frozenset[str] = frozenset()
    common: frozenset[str] = frozenset()
    """Those of the words that are no proper noun: two towns' people are not one for the town's name."""
    body: str = ""
    parts: frozenset[str] = frozenset()
    """The words of the body's name, when they are several."""
    said: frozenset[str] = frozenset()
    """All words of the role."""
    acronyms: frozenset[str] = frozenset()
    domain: str = ""
    born: int = 0
    day: int = 0


@lru_cache(maxsize=100_000)
def normal(word: str) -> str:
    """A folded word without plural and feminine endings, so that roles meet whoever holds them.

    >>> {normal(word) for word in ("entraineuse", "entraineure", "entraineur")}
    {'entraineur'}
    """
    word = word.rstrip("sx") if len(word) > 3 else word
    for ending, other in (
        ("trice", "teur"), ("euse", "eur"), ("esse", "e"), ("ffe", "f"), ("enne", "en"), ("onne", "on"),
        ("iere", "ier"), ("ere", "er"), ("ive", "if"), ("elle", "el"), ("eure", "eur"),
    ):  # fmt: skip
        if word.endswith(ending) and len(word) > len(ending) + 1:
            word = word[: -len(ending)] + other
            break
    return word.rstrip("e") or word


@cache
def _lexicon() -> dict[str, str]:
    found: dict[str, str] = {}
    for form, domain in rows("domains"):
        found.setdefault(" ".join(word for word in _tokens(form) if word not in _NORMAL_STOP), domain)
    return found


def _tokens(text: str) -> list[str]:
    return [
        normal(word)
        for word in re.findall(r"[a-z0-9]+", fold(text).replace("l'", " ").replace("d'", " "))
        if word
    ]


@cache
def _demonyms() -> frozenset[str]:
    return frozenset(normal(fold(word)) for word in lexicon_words("demonyms"))


@lru_cache(maxsize=100_000)
def _read(role: str, organisation: str) -> tuple[frozenset[str], frozenset[str], frozenset[str], str]:
    """Heads, heads of their own, other words, walk of life."""
    lexicon = _lexicon()
    words = [word for word in _tokens(role) if word not in _NORMAL_STOP]
    heads: list[str] = []
    at = 0
    while at < len(words):
        for size in (3, 2, 1):
            phrase = " ".join(words[at : at + size])
            if phrase in lexicon and at + size <= len(words):
                heads.append(phrase)
                at += size
                break
        else:
            at += 1
    own = [head for head in heads if lexicon[head] != "-"]
    body = [word for word in _tokens(organisation) if word not in _NORMAL_STOP]
    inside = set(chain.from_iterable(head.split() for head in heads))
    other = frozenset(word for word in (*words, *body) if word not in inside and len(word) > 1)
    domain = lexicon[own[0]] if own else ""
    if not domain:
        domain = next((lexicon[word] for word in body if lexicon.get(word, "-") != "-"), "")
    if not domain and not body and "president" in heads and not _demonyms().isdisjoint(other):
        domain = "politics"  # « président brésilien »
    return frozenset(heads[:4]), frozenset(own[:3]), other, domain


_NORMAL_STOP = frozenset(normal(word) for word in _STOP)


def context(role: str, organisation: str, day: int) -> Context:
    """The context of one mention; `day` is the ordinal of its first possible day, 0 when undated."""
    heads, own, words, domain = _read(role, organisation)
    body = bodies.parse(organisation) if organisation else None
    lower = " ".join(word for word in f"{role} {organisation}".split() if word.islower())
    named = {word.strip("().,") for word in (*role.split(), *organisation.split())}
    age = _AGE.search(fold(role))
    return Context(
        heads=heads, own=own, words=words, domain=domain, day=day,
        common=words & frozenset(_tokens(lower)),
        body=body.key if body else "",
        parts=frozenset(_tokens(body.key)) if body and " " in body.key else frozenset(),
        said=frozenset(_tokens(role)),
        acronyms=frozenset(
            [word.split("'")[-1].lower() for word in named if word.split("'")[-1].isupper() and len(word) > 2]
            + (list(body.initials) if body else [])
        ),
        born=round(day / 365.25) - int(age[1]) if age and day else 0,
    )  # fmt: skip


def supports(left: Context, right: Context) -> bool:
    """Whether what is said of the two makes one person of alike names.

    >>> a = context("présidente", "Ligue des océans", 1)
    >>> b = context("présidente de la Ligue des océans", "", 9)
    >>> supports(a, b), supports(a, context("présidente", "Union du rail", 9))
    (True, False)
    """
    if apart(left, right):
        return False
    if left.body and right.body and (left.body == right.body or left.acronyms & right.acronyms):
        return True
    if (left.parts and left.parts <= right.said) or (right.parts and right.parts <= left.said):
        return True
    shared = left.heads & right.heads
    common = left.words & right.words
    if shared:
        if common or left.acronyms & right.acronyms:
            return True
        both = left.words and right.words
        if shared & left.own & right.own:
            return not both or not (_is_local(shared) and left.body and right.body)
        return not both
    trades = (left.own & right.common) | (right.own & left.common)
    return bool(trades) or any(len(word) >= 5 for word in left.common & right.common)


def _is_local(heads: frozenset[str]) -> bool:
    """Offices that each town has."""
    return bool(
        heads & {normal(word) for word in ("maire", "bourgmestre", "prefet", "procureur", "echevin", "cure")}
    )


def apart(left: Context, right: Context) -> bool:
    """Whether the two cannot be one person: a lifetime between them, two ages, two walks of life."""
    if left.day and right.day and abs(left.day - right.day) > _LIFETIME:
        return True
    if left.born and right.born and abs(left.born - right.born) > 4:
        return True
    if left.body and left.body == right.body:
        return False
    return strangers(left.domain, right.domain) and not (left.words & right.words)


def strangers(left: str, right: str) -> bool:
    """Whether two walks of life are seldom one person's."""
    if not left or not right or left == right:
        return False
    return right not in _TOGETHER[left].split() and left not in _TOGETHER[right].split()
