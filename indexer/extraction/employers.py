"""For whom people work, where the article says it beside their name but not in a role.

« Anne Roy (LR) », « Anne Roy, de l'université de Liège, », « Anne Roy, qui dirige la coopérative du Val »,
« Anne Roy travaille chez Moulinor ».
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus import Span
from indexer.extraction.affiliations import NO_PARTIES
from indexer.extraction.names import Proper
from indexer.extraction.owners import Owners
from indexer.extraction.phrases import Phrase
from indexer.extraction.verbs import forms
from indexer.extraction.words import body_sort
from indexer.lexicon import listed, word_class

Employer = tuple[str, Span]
"""A body's name and where it stands."""

_LEADS = word_class("leads")
"""« préside », « dirigeait »: verbs whose object is the body someone leads."""
_LEADING = frozenset(["représentant", "dirigeant", "présidant"])
_FOUNDED = word_class("founded")
"""« a fondé », « avait créé »: participles of such verbs."""
_WORKS = word_class("works")
"""« travaille », « enseigne »: verbs after which « à », « chez », « pour » tell for whom."""
_OF = frozenset(["de", "du", "d'", "des", "pour", "chez"])
_OFFICES_SOUGHT = frozenset(
    ["mairie", "présidence", "région", "tête", "direction", "sénat", "assemblée", "parlement"]
)
_ASIDE = word_class("adverbs between")
DAYS_BEFORE = listed("lundi mardi mercredi jeudi vendredi samedi dimanche hier")

_AFTER = re.compile(
    r"""[ \u00a0]*(?:\((?P<inside>[A-ZÀ-Þ][^(),/\d]{1,40})(?:[,/][^()]{1,30})?\)
      | ,?[ ](?:de[ ]la|du|de[ ]l['’]|pour[ ]la|pour[ ]le|d['’]|de)[ ]?
        (?P<of>(?:cabinet|groupe|syndicat|parti|collectif|association|institut|société|université|club
          |think[ ]tank)[ ][^,.;:()«»"]{2,60}?|[A-Z]{2,8}\b)(?=[,.;:()«»"]|[ ](?:a|est|qui|et)[ ]))""",
    re.VERBOSE,
)
_IN_BRACKETS = re.compile(r"[ \u00a0]?\(([A-ZÀ-Þ][^(),\d]{1,40})\)")
_AT_THE_HEAD = re.compile(
    r",? (?:à la tête|aux commandes|à la présidence|à la direction|au nom) d(?:e |u |es |['’])(?:la |l['’])?"
)


class Employers(Owners):
    """The bodies that stand beside the names of an article."""

    def employers(self, name: Proper) -> Iterator[Employer]:
        """The bodies that the words after a name say somebody is of, leads or works for."""
        match = _AFTER.match(self.text, name.end)
        if match and match["of"] and any(char.isupper() for char in match["of"]):
            yield self.organisation(match["of"]), match.span("of")
        elif found := (
            self._of_a_body(name) or self._led(name) or self._at_the_head(name) or self._described_aside(name)
        ):
            yield found
        if match and match["inside"] and self._may_be_a_body(match.start("inside"), match["inside"]):
            yield self.organisation(match["inside"]), match.span("inside")
        yield from self._party_before(name)

    def _party_before(self, name: Proper) -> Iterator[Employer]:
        """« le PLR Cédric Roy », « la LR Anne Roy », not « à l'AFP Anne Roy »: an acronym as what one is."""
        party = self.by_last_word.get(name.first - 1)
        if party is None or party.kind != "body" or party.first < 1 or party.first != party.last:
            return
        before = [word.low for word in self.words[max(0, party.first - 2) : party.first]]
        said = self.text[party.start : party.end]
        if (
            before[-1] in ("le", "la")
            and before[:-1] not in (["à"], ["de"], ["par"], ["pour"])
            and said.isupper()
        ):
            yield self.organisation(said), (party.start, party.end)

    def in_brackets(self, end: int) -> Iterator[Employer]:
        """The party or body in brackets after « le maire (LR) », which ends at `end`."""
        match = _IN_BRACKETS.match(self.text, end)
        if match and self._may_be_a_body(match.start(1), match[1]):
            yield self.organisation(match[1]), match.span(1)

    def trailing(self, phrase: Phrase) -> Iterator[Employer]:
        """« NAME, responsable des programmes Moulinor, »: the name that ends what somebody is."""
        name = self.names.get(phrase.last + 1)
        if name is None or name.kind not in ("body", "word") or name.first in self.taken():
            return
        if self.text[phrase.end : name.start] == " " and self.text[name.end : name.end + 1] in tuple(",.;)"):
            yield self.organisation(self.text[name.start : name.end]), (name.start, name.end)

    def _may_be_a_body(self, start: int, said: str) -> bool:
        if said in NO_PARTIES:
            return False
        name = self.names.get(self.number_at(start))
        return len(said.split()) <= 5 and (name is None or name.kind not in ("place", "person"))

    def _of_a_body(self, name: Proper) -> Employer | None:
        """« NAME, de l'université de Liège, », « NAME de la CGT »."""
        number = name.last + 1
        comma = number < len(self.words) and self.words[number].text == ","
        number += comma
        if number >= len(self.words) or self.words[number].low not in _OF:
            return None
        for_it = self.words[number].low == "pour" and self.text[name.end : name.end + 1] == " "
        of_it = not comma and self._speaks(name)
        if not comma and name.first and self.words[name.first - 1].low in ("de", "d'"):
            return None  # « le départ d'Anne Roy de la CGT »
        if for_it and any(word.low in _OFFICES_SOUGHT for word in self.words[number + 1 : number + 4]):
            return None  # « la campagne d'Anne Roy pour la mairie de Lens »
        return self.body_at(number + 1, described=bool(comma or for_it or of_it))

    def _speaks(self, name: Proper) -> bool:
        """« précise Anne Roy du service météo », not « le départ d'Anne Roy du conseil »: a subject."""
        number = name.first - 1
        if name.civility and number >= 0:
            number -= 2 if number and self.words[number - 1].low in ("le", "la") else 1
        described = any(phrase.sort == "role" for phrase in self._ending_at(number))
        if described:
            number = self._ending_at(number)[0].first - 2
        before = self.words[number].low if number >= 0 else "selon"
        if before in ("selon", "pour", ",") or before in DAYS_BEFORE:
            return True
        return any(form.shape in ("finite", "past") for form in forms().get(before, ()))

    def _described_aside(self, name: Proper) -> Employer | None:
        """« NAME (université de Valmont) »: a body whose noun has a small letter."""
        number = name.last + 1
        phrase = self.by_first.get(number + 1)
        if phrase is None or self.words[number].text != "(" or self.text[phrase.end : phrase.end + 1] != ")":
            return None
        return self.body_at(number + 1)

    def _led(self, name: Proper) -> Employer | None:
        """« NAME, qui dirige l'usine Moulinor », « NAME a fondé Rivages », « NAME enseigne à Assas »."""
        words_ = self.words[name.last + 1 : name.last + 8]
        step = 0
        while step < len(words_) and (words_[step].text == "," or words_[step].low in ("qui", *_ASIDE)):
            step += 1
        if step + 2 >= len(words_):
            return None
        verb = words_[step].low
        if verb in _LEADS or (verb in _LEADING and words_[step + 1].low in ("la", "le", "l'", "les")):
            return self.body_at(name.last + 2 + step)
        if verb in ("a", "avait") and words_[step + 1].low in _FOUNDED:
            return self.body_at(name.last + 3 + step)
        if verb in _WORKS and words_[step + 1].low in ("à", "au", "aux", "chez", "pour"):
            return self.body_at(name.last + 3 + step)
        return None

    def _at_the_head(self, name: Proper) -> Employer | None:
        """« NAME, à la tête de la Fédération des armateurs »."""
        match = _AT_THE_HEAD.match(self.text, name.end)
        return self.body_at(self.number_at(match.end())) if match else None

    def body_at(self, number: int, *, described: bool = True, bare: bool = False) -> Employer | None:
        """The body whose name begins at a word, after its article; one without a name if `bare`."""
        article = number < len(self.words) and self.words[number].low in ("la", "le", "l'", "les")
        if article and number not in self.names:  # « L'Écho du port » begins with its own
            number += 1
        phrase = self.by_first.get(number)
        if phrase is not None and phrase.sort == "body" and body_sort(phrase.head) != "document":
            named = phrase.last > phrase.at or self.text[phrase.start].isupper()
            said, full = self.body_name(phrase)
            told = named or full or (bare and body_sort(phrase.head) == "institution")
            return (said, (phrase.start, phrase.end)) if described and told else None
        proper = self.names.get(number)
        kinds = ("body", "word", "maybe") if bare else ("body", "word")
        if proper is None or proper.first in self.taken() or proper.kind not in kinds:
            return None
        if proper.kind == "word" and not described:
            return None
        return self.organisation(self.text[proper.start : proper.end]), (proper.start, proper.end)
