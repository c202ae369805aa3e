"""Acronyms and what they stand for in an article: « le Haut Comité français de la mer (HCM) »."""

from __future__ import annotations

import re
from functools import cached_property

from indexer.extraction.affiliations import without_article
from indexer.extraction.known import kinds_known
from indexer.extraction.phrases import Phrase
from indexer.extraction.reading import Reading
from indexer.extraction.words import body_sort, demonym, fold
from indexer.lexicon import listed, word_class

_LABELS = frozenset(["parti", "média", "journal"])
"""What stands in brackets behind a body and is another: a party, a newspaper."""
_WITH_ARTICLE = re.compile(r"(?:l[ea]s?\s|l['’])[A-ZÀ-Þ]")
_MANY = 40
"""How many acronyms are looked for where an article has more than any article has."""


_SHORT = 6
"""Letters of a name below which its capitals and its ends must be right."""


class Acronyms(Reading):
    """The acronyms of an article, with the names that it gives for them."""

    _printed: dict[str, str]
    _sought: dict[str, str | None]

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """Acronyms with what they stand for in this article."""
        known: dict[str, str] = {}
        for match in re.finditer(r"\(\s*[\"«“]?\s*([A-Z][A-Za-z]{1,9})\s*[\"»”]?\s*[,)]", self.text):
            acronym = match.group(1)
            expansion = self._expansion(match.start(), acronym) or self._body_before(match.start(), acronym)
            if expansion:
                known.setdefault(acronym, expansion)
        for match in re.finditer(r"\b([A-Z]{2,9}|[A-Z][a-z]{1,7})\s*\(([^()]{6,90})\)", self.text):
            acronym, said = match.groups()
            if acronym.isupper() or _WITH_ARTICLE.match(said):
                said = without_article(said)
                if stands_for(acronym, said) or _an_institution(said):
                    known.setdefault(acronym, said)
        return known

    def _body_before(self, at: int, acronym: str) -> str | None:
        """« l'Agence océanique américaine (NOAA) »: the body described there, whatever its letters are.

        Only where the acronym comes again; « la fédération (PS) » tells of a party.
        """
        end = self.number_at(at) - 1
        known = kinds_known(acronym)
        again = len(re.findall(rf"(?<![\w-]){acronym}(?![\w-])", self.text)) > 1
        if not again or known & _LABELS or sum(letter.isupper() for letter in acronym) < 2:
            return None
        for phrase in self._bodies_ending.get(end, ()):
            if phrase.last > phrase.at and not phrase.plural and phrase.determiner and self.narrated(at):
                return self.text[phrase.start : phrase.end]
        return None

    @cached_property
    def _bodies_ending(self) -> dict[int, list[Phrase]]:
        """The phrases for bodies by their last word, the longest first."""
        found: dict[int, list[Phrase]] = {}
        for phrase in self.phrases:
            if phrase.sort == "body" and body_sort(phrase.head) != "document":
                found.setdefault(phrase.last, []).append(phrase)
        return found

    def _in_full(self, start: int, end: int) -> str | None:
        """What an acronym in brackets abbreviates, where it is more than the words from start to end."""
        for spelt_out in self.acronyms.values():
            if len(spelt_out) > end - start and self.text.startswith(spelt_out, start):
                return spelt_out
        return None

    def _expansion(self, at: int, acronym: str) -> str | None:
        """The words before a parenthesis that an acronym abbreviates."""
        end = self.number_at(at)
        for size in range(2, 13):
            first = end - size
            if first < 0 or not self.words[first].text[0].isalnum():
                if first >= 0 and self.words[first].text in "-'’":
                    continue
                return None
            said = self.text[self.words[first].start : self.words[end - 1].end]
            if fold(said[0]) == fold(acronym[0]) and stands_for(acronym, said):
                return said
        return None

    def _spelt_out(self, acronym: str) -> str | None:
        """A name in the article whose initials make an acronym, without a parenthesis to say so."""
        if acronym not in self._sought and len(self._sought) < _MANY:
            self._sought[acronym] = None
            for proper in self.propers:
                if proper.first in self.taken() or fold(self.text[proper.start]) != fold(acronym[0]):
                    continue
                for last in range(proper.first + 1, min(proper.first + 11, len(self.words))):
                    said = self.text[proper.start : self.words[last].end]
                    if not (self.words[last].text[0].isalpha() or self.words[last].text in "-'"):
                        break
                    if len(said) > 2 * len(acronym) and stands_for(acronym, said):
                        self._sought[acronym] = self._to_the_end(last, proper.start)
                        return self._sought[acronym]
        return self._sought.get(acronym)

    def _to_the_end(self, last: int, start: int) -> str:
        return self.text[start : self.words[last].end]

    @cached_property
    def _folded(self) -> str:
        return fold(self.text)

    def named_somewhere(self, name: str) -> str:
        """A name or acronym as this article has it, whole words only, empty where it does not."""
        if len(name) < _SHORT or name.isupper():
            return name if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", self.text) else ""
        return self._as_printed(name)

    def _as_printed(self, name: str) -> str:
        """A known body's name as this article has it, empty where it does not."""
        if name not in self._printed:
            at = self._folded.find(fold(name))
            self._printed[name] = self.text[at : at + len(name)] if at >= 0 else ""
        return self._printed[name]


def _an_institution(said: str) -> bool:
    """« le RKM (Haut-Conseil électoral) »: what a foreign acronym is, by the name that it has here."""
    head = said.split()[0].split("-")[-1]
    return said[0].isupper() and " " in said and body_sort(head.lower()) in ("kind", "institution")


def stands_for(acronym: str, said: str) -> bool:
    """Whether the initials of a phrase's words make an acronym, small words and adjectives counted or not.

    >>> stands_for("UNSA", "Union nationale des sports aquatiques")
    True
    >>> stands_for("HCM", "Haut Comité français de la mer"), stands_for("HCM", "Haut Conseil des eaux")
    (True, False)
    """
    parts = re.findall(r"[^\W\d_]+", re.sub(r"\b[ldLD]['’]", " ", said))
    wanted = fold(acronym)
    main = "".join(fold(p[0]) for p in parts if p.lower() not in _SMALL)
    every = "".join(fold(p[0]) for p in parts)
    bare = "".join(fold(p[0]) for p in parts if p.lower() not in _ARTICLES)  # FPT: Front pour la terre
    if not parts or parts[0].lower() in _SMALL or parts[-1].lower() in _SMALL:
        return False
    return len(main) >= 2 and (
        main == wanted
        or every == wanted
        or bare == wanted
        or (len(wanted) >= 3 and _skipping(parts) == wanted)
    )


def _skipping(parts: list[str]) -> str:
    """The initials without those of adjectives of places: HCM for « Haut Comité français de la mer »."""
    return "".join(
        fold(part[0])
        for part in parts
        if part.lower() not in _SMALL and not (part[0].islower() and (demonym(part) or part in _WHERE))
    )


_WHERE = listed(
    "national nationale nationaux nationales international internationale fédéral fédérale régional "
    "régionale départemental départementale européen européenne mondial mondiale "
    "général générale central centrale"
)


_ARTICLES = frozenset(["de", "du", "des", "la", "le", "les", "l", "d"])
_SMALL = word_class("small")
