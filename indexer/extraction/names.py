"""Proper names in an article: where they stand, and what each may be by itself.

A name is a run of capitalised words with the particles between them. What begins a sentence with a
capital, articles, and what runs together (« la CGT Paul Morel ») is taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from corpus import Span
from indexer.extraction.known import adjectives
from indexer.extraction.name_kinds import HONORIFICS, NameKind, is_medium, name_kind
from indexer.extraction.name_runs import AFTER_A_NAME, CIVILITIES, PARTICLES, capital, joined, run_of_capitals
from indexer.extraction.verbs import forms
from indexer.extraction.words import NO_PART, Word, body_sort, given, inhabitant, role_noun
from indexer.lexicon import word_class, words


class Proper(NamedTuple):
    """A proper name; `first` and `last` number its words in the article (last inclusive)."""

    start: int
    end: int
    first: int
    last: int
    kind: NameKind
    civility: str = ""


def proper_names(found: Sequence[Word], known: Sequence[Span] = ()) -> list[Proper]:
    """The proper names among the words of an article, in order; `known` bodies are taken as they stand.

    >>> from indexer.extraction.words import read_words
    >>> found = read_words("Selon Mme Roy, la CGT Paul de Brie refuse.")
    >>> [(" ".join(w.text for w in found[p.first : p.last + 1]), p.kind) for p in proper_names(found)]
    [('Roy', 'person'), ('CGT', 'body'), ('Paul de Brie', 'person')]
    """
    names: list[Proper] = []
    at = 0
    ends = dict(known)
    while at < len(found):
        if found[at].start in ends:
            last = at
            while last + 1 < len(found) and found[last + 1].end <= ends[found[at].start]:
                last += 1
            while (
                last + 1 < len(found)
                and (found[last + 1].text in words("places") or _local_station(found, at, last))
                and joined(found, last, last + 1)
            ):
                last += 1  # « France Bleu Alsace »
            last = _of_place(found, last)
            names.append(Proper(found[at].start, found[last].end, at, last, "body"))
            at = last + 1
            continue
        if not capital(found[at]):
            at += 1
            continue
        last = run_of_capitals(found, at)
        last = next((n - 1 for n in range(at + 1, last + 1) if found[n].start in ends), last)
        names.extend(_parts(found, at, last))
        further = (
            max(_in_small_letters(found, names[-1]), _of_place(found, names[-1].last)) if names else last
        )
        if names and further > names[-1].last:
            names[-1] = names[-1]._replace(end=found[further].end, last=further, kind="body")
            last = further
        at = last + 1
    return names


def _local_station(found: Sequence[Word], at: int, last: int) -> bool:
    """« France Bleu Périgord », « France 3 Bretagne »: a station with its region."""
    station = found[at].text == "France" and found[last].text in ("Bleu", "3") and last == at + 1
    return station and capital(found[last + 1])


def _verb(low: str) -> bool:
    """Whether a word is a finite form of a verb of speech: « Vignes en sursis dénonce »."""
    return any(form.shape == "finite" for form in forms().get(low, ()))


def _of_place(found: Sequence[Word], last: int) -> int:
    """The last word of « La Dépêche du Val », « L'Écho de la Loire »: a newspaper's name with its place."""
    paper = found[last].low in _OF_PLACES and found[last - 1].low in ("la", "le", "l'") and last > 0
    if not paper or last + 3 >= len(found) or found[last + 1].low not in ("du", "de"):
        return last
    further = last + 2 + (found[last + 2].low in ("la", "l'"))
    return further if capital(found[further]) else last


def _in_small_letters(found: Sequence[Word], name: Proper) -> int:
    """The last word of « l'association Baie bleue », « le collectif Vignes en sursis »."""
    last = name.last
    before = found[name.first - 1].low if name.first else ""
    if before in ("des", "du", "de", "d'") and name.first > 1:
        before = found[name.first - 2].low  # « le collectif des Familles en lutte »
    headed = before in _NAMED_SMALL or (found[name.first].low in _NAMED_SMALL and name.last > name.first)
    if not headed or name.last > name.first + 1 or found[name.last].text.isupper():
        return last
    after = [word.low for word in found[last + 1 : last + 4]]
    if (
        len(after) == 3
        and after[0] == "pour"
        and after[1] in ("l'", "la", "le", "les")
        and last + 4 < len(found)
    ):
        closed = found[last + 4].text in ",.;:»" or found[last + 4].low in AFTER_A_NAME
        return last + 3 if closed and found[last + 3].text[0].islower() else last
    if len(after) == 3 and after[0] in ("au", "aux") and joined(found, last + 1, last + 2):
        closed = not after[2][0].isalpha() or after[2] in AFTER_A_NAME  # « l'association Droit au toit »
        return last + 2 if closed and found[last + 2].text[0].islower() else last
    if after[:1] == ["et"] and found[name.first].low in ("le", "la", "les"):
        further = last + 2 + (len(after) > 1 and after[1] in ("le", "la", "les", "l'"))
        return further if further < len(found) and capital(found[further]) else last  # « Le Fil et la Patte »
    if len(after) == 3 and after[0] in ("sans", "en", "contre") and joined(found, last + 1, last + 2):
        common = found[last + 2].text[0].islower() and after[1] not in NO_PART and len(after[1]) > 3
        ends = not joined(found, last + 2, last + 3) or after[2] in AFTER_A_NAME or _verb(after[2])
        return last + 2 if common and ends else last
    while last + 1 < len(found) and 0 < found[last + 1].start - found[last].end <= 1:
        word = found[last + 1]
        if word.low in ("de", "d'") and last + 2 < len(found) and capital(found[last + 2]):
            return run_of_capitals(found, last + 2)  # « l'association Familles de France »
        titled = found[name.first].low in ("les", "la", "le") and re.search(r"(?:ants?|antes?)$", word.low)
        if word.low not in _ENDS and not (titled and word.text[0].islower()) and not word.text.isdigit():
            break
        last += 1
    return last


_OF_PLACES = word_class("papers of places")
_NAMED_SMALL = word_class("named in small letters")
_ENDS = word_class("ends of names")


def _parts(found: Sequence[Word], first: int, last: int) -> list[Proper]:
    """The names in a run of capitals: openers left out, one cut before a person's given name."""
    while first <= last and _opener(found, first, last):
        first += 1
    if first > last or (first == last and _no_name(found[first])):
        return []
    civility = _civility(found, first)
    if civility is None and found[first].low in CIVILITIES and first < last:
        civility = found[first].low
        first += 1
    if civility is None and (held := _after_particles(found, first)) is not None:
        first, civility = held
    if _place(found[first]) and last - first >= 2 and found[first - 1].low in ("de", "d'", "du", "à"):
        return [_name(found, first, first, None), *_parts(found, first + 1, last)]
    if _place(found[first]) and last - first >= 2 and given(found[first + 1].text):
        return [_name(found, first, first, None), *_parts(found, first + 1, last)]
    if (medium := _medium_told(found, first, last)) is not None:
        return [_name(found, first, medium, None), *_parts(found, medium + 1, last)]
    if _lead_body(found, first, last):
        return [_name(found, first, first, None), *_parts(found, first + 1, last)]
    for cut in range(first + 1, last):
        word = found[cut]
        if (
            given(word.text)
            and not given(found[first].text)
            and found[cut - 1].low not in PARTICLES
            and not civility
        ):
            if found[first].text[-1] == "." or (
                len(found[first].text) > 1 and found[first].low in HONORIFICS
            ):
                break
            if cut == first + 1 and first and found[first - 1].text == "," and _surname(found[first]):
                break  # « le gouverneur, Naseri Paul Bea »: a surname before a given name
            return [_name(found, first, cut - 1, None), _name(found, cut, last, None)]
    return [_name(found, first, last, civility)]


def _place(word: Word) -> bool:
    return word.text.replace("’", "'") in words("places")


def _medium_told(found: Sequence[Word], first: int, last: int) -> int | None:
    """The last word of the medium in « a confié à l'AFP Somrak Chaidee »: who speaks comes after it."""
    told = [word.low for word in found[max(0, first - 2) : first]]
    if not told or not (told[-1] in ("à", "au") or told == ["à", "l'"]):
        return None
    for end in (first + 1, first):
        printed = " ".join(word.text for word in found[first : end + 1])
        if last - end >= 2 and is_medium(printed):
            return end
    return None


def _surname(word: Word) -> bool:
    """Whether a capitalised word may be a surname by itself: no acronym, medium, place or noun of bodies."""
    plain = word.text[0].isupper() and word.text[1:].islower() and len(word.text) > 3
    return plain and not (is_medium(word.text) or word.text in words("places") or body_sort(word.low))


def _no_name(word: Word) -> bool:
    """« J' », « C' », « le PDG »: capitals that name nobody."""
    return word.text[-1] in "'’" or (word.text.isupper() and 2 <= len(word.text) <= 4 and role_noun(word.low))


def _lead_body(found: Sequence[Word], first: int, last: int) -> bool:
    """« la procureure d'Agen Manuella Garnier », « le chef de l'ONU Ban Ki-moon »: two names."""
    before = found[first - 1].low if first else ""
    if last - first < 2 or before not in ("de", "d'", "du", "la", "l'") or given(found[first].text):
        return False
    role = any(role_noun(word.low) for word in found[max(0, first - 6) : first])
    acronym = role and found[first].text.isupper() and len(found[first].text) > 1 and last - first == 2
    governed = before in ("de", "d'") and first >= 2 and role_noun(found[first - 2].low)
    if found[first + 1].text in words("places"):
        return False
    return acronym or (governed and last - first == 2 and found[last - 1].low not in PARTICLES)


def _opener(found: Sequence[Word], at: int, last: int) -> bool:
    low = found[at].low
    if low in ("le", "la", "les"):
        # « Le Pen », « Le Monde »: an article within a sentence is the name's own
        return at == last or _begins(found, at) or found[at + 1].low[0] == found[at + 1].text[0]
    if at and at < last and low in PARTICLES and found[at - 1].low in CIVILITIES:
        return False  # « M. De Smet »
    if low in CIVILITIES or (low == "l'" and not _begins(found, at) and at < last):
        return False  # « le quotidien L'Essor »
    if low in words("openers") or (low in ("a", "à") and _begins(found, at)):
        return True
    if at and at < last and found[at - 1].low in ("le", "la", "l'") and _member(found[at]):
        return given(found[at + 1].text)  # « l'Insoumise Anne Roy », « le Lausannois Paul Morel »
    if low.endswith("ment") and _begins(found, at):
        return not (given(found[at].text) or body_sort(low))
    return at < last and role_noun(low) and not given(found[at].text)


def _member(word: Word) -> bool:
    """Whether a capital says where someone is from or of what party."""
    return inhabitant(word.text) or word.low in adjectives() or word.low.removesuffix("e") in adjectives()


def _begins(found: Sequence[Word], at: int) -> bool:
    return at == 0 or found[at - 1].text in '.!?…:»”"«“;-–—'


def _civility(found: Sequence[Word], first: int) -> str | None:
    before = found[first - 1].low if first else ""
    return before if before in CIVILITIES else None


def _after_particles(found: Sequence[Word], first: int) -> tuple[int, str] | None:
    """Where « M. de Villers », « Mme van den Berg » begins, its particles with it, and its civility."""
    at = first
    while at and first - at < 3 and found[at - 1].low in PARTICLES and joined(found, at - 1, at):
        at -= 1
    civility = _civility(found, at) if at < first else None
    return None if civility is None or civility in _OF_BODIES else (at, civility)


_OF_BODIES = frozenset(["maître", "docteur", "professeur"])
"""« le professeur de Lille »: after these a preposition opens a complement."""


def _name(found: Sequence[Word], first: int, last: int, civility: str | None) -> Proper:
    return Proper(
        found[first].start,
        found[last].end,
        first,
        last,
        name_kind(found, first, last, civility),
        civility or "",
    )
