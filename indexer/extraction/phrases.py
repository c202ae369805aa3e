"""Noun phrases that describe who speaks: « l'ancienne ministre de la Santé », « le parquet de Lille ».

Each is read from its head noun: adjectives before, then complements as far as French noun phrases
of that sort go. A person's name ends a phrase, unless « de » governs it (« l'avocat de Paul Morel »).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from indexer.extraction.complements import apposed, complement, party_at, studies, told, touches
from indexer.extraction.names import Proper
from indexer.extraction.verbs import forms
from indexer.extraction.words import (
    NO_PART,
    Word,
    adjective,
    body_sort,
    demonym,
    role_noun,
    singular,
)
from indexer.lexicon import listed, word_class

Of = tuple[int, int]
"""A complement: its preposition's word number and the number of its first word after articles."""


class Phrase(NamedTuple):
    """A described person or body: words `first` to `last`, offsets `start` to `end`, without determiner."""

    start: int
    end: int
    first: int
    last: int
    at: int
    """The head's word number."""
    head: str
    """The head noun, singular, lower case."""
    sort: Literal["role", "body"]
    determiner: str
    plural: bool
    complements: tuple[Of, ...]


_BEFORE = word_class("before")
_DETERMINERS = word_class("determiners")
_TO = word_class("to")
_FORMER = word_class("former")
_FIELDS = word_class("fields of roles")
_NUMBERS = frozenset(["un", "deux", "trois"])
_DEPUTIES = frozenset(["adjoint", "adjointe", "adjoints", "adjointes"])
_DEPUTED = frozenset(["maire", "mairesse", "bourgmestre", "directeur", "directrice"])
_OF = word_class("of")
_ARTICLES = word_class("articles of phrases")


def phrases(found: Sequence[Word], names: Mapping[int, Proper]) -> list[Phrase]:
    """The describing phrases among an article's words; `names` are its proper names by first word."""
    result: list[Phrase] = []
    inside = {
        number
        for name in names.values()
        if name.kind == "person"
        for number in range(name.first + 1, name.last + 1)
    }
    at = 0
    while at < len(found):
        low = found[at].low
        sort = _sort(low) or (
            _general(found, at)
            if low in _RANKS
            else _of_several(found, at) or _capped(found, at) or _aged(found, at)
        )
        if (
            not sort
            or at in inside  # « Maxime Le Forestier »
            or _participle(found, at)
            or (at in names and names[at].kind in ("person", "body") and names[at].last > at)
        ):
            at += 1
            continue
        phrase = _phrase(found, names, at, sort)
        result.append(phrase)
        # the heads inside complements are phrases of their own too: « le président du groupe … »
        at += 1
    return result


_AFTER_JEUNE = frozenset(["a", "est", "avait", "était", "s'", "se", "n'", "ne", "qui", ",", "."])
_CAPPED = frozenset(["tricolore", "espoir", "espoirs"])


def _capped(found: Sequence[Word], at: int) -> Literal["role", ""]:
    """« l'international tricolore », « un international algérien »: somebody, not an adjective."""
    if not at or at + 1 >= len(found):
        return ""
    if found[at].low == "jeune":  # « Le jeune s'est excusé. »
        following = found[at + 1]
        ends = following.low in _AFTER_JEUNE or any(
            form.shape == "finite" for form in forms().get(following.low, ())
        )
        return "role" if ends and found[at - 1].low in ("le", "la", "ce", "cette", "un", "une") else ""
    if found[at].low not in ("international", "internationale"):
        return ""
    after = found[at + 1].low
    before = found[at - 1].low in ("l'", "un", "une", "cet", "cette")
    return "role" if before and (after in _CAPPED or demonym(after)) else ""


def _aged(found: Sequence[Word], at: int) -> Literal["role", ""]:
    """« un mendiant de 32 ans »: whoever has an age is somebody."""
    if at + 3 >= len(found) or found[at + 1].low != "de" or found[at + 3].low != "ans":
        return ""
    aged = found[at + 2].text.isdigit() and bool(_AGENT.search(found[at].low))
    return "role" if aged and at and found[at - 1].low in _ONE and found[at].text[0].islower() else ""


_AGENT = re.compile(r"(?:iste|eur|euse|trice|ienn?e?|ant|ante|ier|ière|ard|arde|aire)$")
"""How nouns of people end; not « une peine de dix ans »."""
_ONE = frozenset(["le", "la", "l'", "un", "une", "ce", "cet", "cette"])
_ROLES_OF_SEVERAL = {"tête": ("de", "liste"), "bras": ("droit",), "porte": ("parole",)}


def _of_several(found: Sequence[Word], at: int) -> Literal["role", ""]:
    """« tête de liste », « bras droit »: roles that their first noun does not tell."""
    further = _ROLES_OF_SEVERAL.get(found[at].low, ("",))
    return "role" if tuple(word.low for word in found[at + 1 : at + 1 + len(further)]) == further else ""


def _sort(low: str) -> Literal["role", "body", ""]:
    if role_noun(low):
        return "role"
    return "body" if body_sort(low) else ""


def _participle(found: Sequence[Word], at: int) -> bool:
    """« a de son côté prévenu Ève Colin »: a participle, not the role that is written the same."""
    before = at - 1
    if before >= 0 and found[before].low in ("de", "d'", "son", "sa", "leur"):
        return False
    while before > max(0, at - 4) and (found[before].low in _BETWEEN or found[before].low.endswith("ment")):
        before -= 1
    return at > 0 and found[before].low in _HAVE


_BETWEEN = listed("de d' son leur sa côté part aussi également déjà bien ensuite enfin toutefois ainsi")
_HAVE = listed("a ont avait avaient aura auront aurait auraient ai avons avez ayant avoir eut eurent")
_RANKS = frozenset(["général", "générale"])


def _general(found: Sequence[Word], at: int) -> Literal["role", ""]:
    """« le général », the rank, which elsewhere is an adjective (« secrétaire général »)."""
    if not at:
        return ""
    before = found[at - 1].low
    alone = before in ("le", "ce", "un", "ancien", "du", "au") and found[at].low == "général"
    return (
        "role"
        if alone or (before in ("la", "cette") and found[at].text[0].islower() and _named(found, at))
        else ""
    )


def _named(found: Sequence[Word], at: int) -> bool:
    return at + 1 < len(found) and found[at + 1].text[0].isupper()


def _phrase(
    found: Sequence[Word], names: Mapping[int, Proper], at: int, sort: Literal["role", "body"]
) -> Phrase:
    first = at
    while first and (found[first - 1].low.removeprefix("ex-") in _BEFORE or found[first - 1].text == "-"):
        first -= 1
    outside = first - 1 - (first > 1 and found[first - 1].low == "même")  # « ce même syndicat »
    determiner = found[outside].low if first and found[outside].low in _DETERMINERS else ""
    last, complements = extent(found, names, at, sort)
    head = singular(found[at].low).removeprefix("ex-")
    if (
        head == "ministre"
        and first < at
        and found[at - 1].low.removeprefix("ex-") in ("premier", "première", "vice-premier")
    ):
        head = "premier-ministre"
    if head == "dame" and first < at and found[at - 1].low.removeprefix("ex-") == "première":
        head = "première-dame"
    several = found[at].low not in (head, "ministre") and not found[at].low.startswith("ex-")
    plural = several or determiner in (
        "les", "des", "ces", "ses", "leurs", "plusieurs", "certains", "certaines", "quelques",
    )  # fmt: skip
    return Phrase(
        found[first].start,
        found[last].end,
        first,
        last,
        at,
        head,
        sort,
        determiner,
        plural,
        tuple(complements),
    )


def extent(
    found: Sequence[Word], names: Mapping[int, Proper], at: int, sort: str = "role"
) -> tuple[int, list[Of]]:
    """The last word of the phrase with a head, and its complements."""
    last, complements = at, []
    if sort == "role" and _of_several(found, at):
        last += len(_ROLES_OF_SEVERAL[found[at].low])
    while last + 1 < len(found) and last - at < 24:
        after = last + 1
        word = found[after]
        if sort == "role" and (beyond := _party_aside(found, names, last)):
            last = beyond
            continue
        if sort == "role" and last == at and (party := party_at(found, names, after)) is not None:
            last = party
            continue
        if not touches(found, last, after):
            break
        if last == at and found[at].low == "numéro" and (word.text.isdigit() or word.low in _NUMBERS):
            last = after
        elif word.low == "par" and after + 1 < len(found) and found[after + 1].low == "intérim":
            last = after + 1
        elif found[at].low in _DEPUTIES and word.low in _TO and _deputed(found, after):
            last = after + 1 + (found[after + 1].low in _ARTICLES)
        elif (
            sort == "body" and word.low == "à" and found[min(after + 1, len(found) - 1)].low in ("un", "une")
        ):
            break  # « la Cour à une courte majorité »
        elif word.low in _OF or (
            _over(found, at, after)
            if word.low == "sur" and sort == "body"
            else _with(found, last, after, sort)
        ):
            within = _within(found, after)
            studied = word.low == "en" and sort == "role" and studies(found[at].low)
            end, inner = complement(found, names, after + 2 * within, field=studied)
            if end is None or (word.low in _TO and not within and not told(found, names, at, inner)):
                break
            complements.append((after, inner))
            last = apposed(found, names, inner, end)
        elif sort == "role" and last == at and _field(found, names, after):
            last = after
        elif (
            sort == "role"
            and last == at
            and word.text[0].islower()
            and role_noun(word.low)
            and not any(
                form.shape == "finite" for form in forms().get(word.low, ())
            )  # « la députée juge que »
        ):
            last = after  # « la représentante résidente », « un ingénieur agronome »
        elif word.low in ("et", "ou") and after + 1 < len(found):
            following = found[after + 1].low
            if following in ("de", "du", "des", "d'", "aux", "à") and complements:
                end, inner = complement(found, names, after + 1)
                if end is None:
                    break
                last = end
            elif sort == "role" and (
                role_noun(following)
                or (following in _FORMER and role_noun(found[min(after + 2, len(found) - 1)].low))
            ):
                step = after + 1 if role_noun(following) else after + 2
                last = step
            elif _two_adjectives(found, last, after, sort):
                last = after + 1
            else:
                break
        elif (
            (
                (
                    sort == "role"
                    and (word.text.isupper() and 2 <= len(word.text) <= 6 and word.text.isalpha())
                )
                or (
                    sort == "role"
                    and after in names
                    and names[after].kind == "body"
                    and word.text[0].isupper()
                )
            )
            or (
                word.text[0].islower()
                and adjective(word.low)
                and not (
                    _PAST.search(word.low) and after + 1 < len(found) and found[after + 1].low in _GOVERNED
                )
                and not (_PAST.search(word.low) and last > at and found[last].text[0].isupper())
                and not (
                    _PAST.search(word.low)
                    and found[at].text[0].islower()
                    and sort == "body"
                    and (complements or body_sort(found[at].low) == "document")
                )
            )
            or _in_name(found, at, after)
            or word.low in ("générale", "général")
            or (complements and _EQUALITY.fullmatch(word.low))
            or (word.text[0].isupper() and demonym(word.low) and word.low[-1] != word.text[-1])
        ):
            last = names[after].last if after in names and names[after].kind == "body" else after
            if (
                sort == "role" and complements and last == after
            ):  # « la présidente du collectif citoyen Rivages »
                last = apposed(found, names, complements[-1][1], last)
        else:
            break
    return last, complements


def _two_adjectives(found: Sequence[Word], last: int, after: int, sort: str) -> bool:
    """« le ministère de la Transition écologique et solidaire »: what goes on with a second adjective."""
    if sort != "body" or after + 1 >= len(found) or not found[last].text[0].islower():
        return False
    return all(_PLAIN.search(found[n].low) and adjective(found[n].low) for n in (last, after + 1))


_PLAIN = re.compile(r"(?:ique|aire|al|ale|elle|able|if|ive|eux|euse)s?$")


def _over(found: Sequence[Word], at: int, after: int) -> bool:
    """« la Direction des enquêtes sur les accidents »: what an office with a capital is about."""
    following = found[after + 1].low if after + 1 < len(found) else ""
    return found[at].text[0].isupper() and following in ("le", "la", "les", "l'")


def _with(found: Sequence[Word], last: int, after: int, sort: str) -> bool:
    """« le ministre des Relations avec le Parlement »."""
    if sort != "role" or found[after].low != "avec" or after + 2 >= len(found):
        return False
    return found[last].text[0].isupper() and found[after + 2].text[0].isupper()


_GOVERNED = frozenset(["à", "en", "par", "dans", "depuis", "lors"])
"""« l'institut basé à Brest »: a participle with what it governs is no part of a name."""
_EQUALITY = re.compile(r"(?:femmes-hommes|hommes-femmes)")
"""« la ministre chargée de l'Égalité femmes-hommes »"""


def _field(found: Sequence[Word], names: Mapping[int, Proper], after: int) -> bool:
    """« la conseillère énergie, Anne Roy », « le responsable qualité du port »: what a role is about."""
    if found[after].low not in _FIELDS or after + 1 >= len(found):
        return False
    following = found[after + 1]
    return following.text == "," or following.low in _OF or after + 1 in names


def _deputed(found: Sequence[Word], after: int) -> bool:
    """« l'adjoint au maire », « l'adjointe à la directrice »: no hearer, and nothing that tells which."""
    return any(word.low in _DEPUTED for word in found[after + 1 : after + 3])


def _within(found: Sequence[Word], after: int) -> bool:
    """« responsable de la mission au sein de l'agence »: two words that come before the « de »."""
    return [word.low for word in found[after : after + 2]] == ["au", "sein"]


def _party_aside(found: Sequence[Word], names: Mapping[int, Proper], last: int) -> int | None:
    """The closing parenthesis of « le maire (LR) de Lens », where the role goes on after it."""
    named = names.get(last + 2)
    if named is not None and named.last > named.first and found[last + 1].text == "(":
        further = [word.low for word in found[named.last + 1 : named.last + 3]]
        return named.last + 1 if further[:1] == [")"] and further[-1] in _OF - _TO else None
    aside = found[last + 1 : last + 5]
    if len(aside) < 4 or aside[0].text != "(" or aside[2].text != ")" or aside[3].low not in _OF:
        return None
    return last + 3 if aside[1].text.isupper() and aside[3].low not in _TO else None


def _in_name(found: Sequence[Word], at: int, after: int) -> bool:
    """« la Fédération unie des … », « la Confédération paysanne »: any word in a body's name."""
    word = found[after]
    if after == at + 1 and found[at].text[0].isupper() and word.text[0].islower() and role_noun(word.low):
        return bool(body_sort(found[at].low))
    return (
        found[at].text[0].isupper()
        and bool(body_sort(found[at].low))
        and word.text[0].islower()
        and word.low not in NO_PART
        and word.text.isalpha()
        and not any(form.shape == "finite" for form in forms().get(word.low, ()))
        and after + 1 < len(found)
        and found[after + 1].low in ("de", "du", "des", "d'")
    )


_PAST = re.compile(r"(?:é|ée)s?$")
