"""Roles in apposition: the describing phrases that stand before and after a name."""

from __future__ import annotations

from indexer.extraction.names import Proper
from indexer.extraction.phrases import Phrase
from indexer.extraction.reading import Reading
from indexer.extraction.verbs import forms, phrases
from indexer.extraction.words import role_noun
from indexer.lexicon import listed, word_class

_ALSO = word_class("also")
_AUXILIARIES = word_class("auxiliaries")
_BECOMES = word_class("becomes")
"""« élu », « nommée »: participles before what someone has become."""
_GOVERNING = frozenset(
    [
        "avec",
        "devant",
        "après",
        "contre",
        "sans",
        "par",
        "face",
        "auprès",
        "chez",
        "comme",
        "pour",
        "avant",
        "malgré",
        "sur",
    ]
)
"""Prepositions before a role that is not that of the subject after the comma."""
_CIRCUMSTANCES = frozenset(["dans", "avec", "pour", "sans", "après", "sur", "chez", "comme", "en"])
_SEVERAL = frozenset(["les", "des", "deux", "tous", "respectivement"])
_ARTICLES_OF_ROLES = frozenset(["le", "la", "l'", "un", "une", "son", "sa", "notre"])

_OFFICES = frozenset(["chef", "cheffe", "premier-ministre", "ministre"])
"""Whose holders have no second role beside: « pour le chef de l'État, le leader de X, Paul Roy … »."""
_INTRODUCE = frozenset(
    [
        "le",
        "la",
        "l'",
        "son",
        "sa",
        "leur",
        "notre",
        "ce",
        "cet",
        "cette",
        "un",
        "une",
        "des",
        "du",
        "de",
        "au",
    ]
)
"""Determiners of a role that a name follows after a comma."""


_STATES = frozenset(
    ["victime", "favori", "favorite", "titulaire", "responsable", "témoin", "partisan", "partisane", "otage"]
)
"""What somebody « est » without an article, and no role."""
_IN_TURN = frozenset(["successeur", "successeure", "prédécesseur", "prédécesseure"])
"""« Successeur de Paul Morel à la mairie »: what the other was, and where."""


_OPENING = frozenset(["alors", "également", "aussi", "actuellement"])
"""What comes before a role that opens its sentence."""
_PLACES = listed(
    "auprès sur dans lors depuis devant au à ce jeudi vendredi samedi dimanche lundi mardi mercredi hier"
)
"""What goes on after a subject that stands behind its verb: « a dit le maire, Luc Roy, » « auprès de … »."""
_FEW_BEFORE = 5
"""Words before a role that opens its sentence: « Lundi matin, le »."""


class Appositions(Reading):
    """What stands beside the names of an article."""

    def beside(self, name: Proper) -> list[Phrase]:
        """The role phrases before and after a name that are in apposition to it."""
        found = []
        before = self._phrase_before(name)
        if before:
            found.append(before)
            further = self._phrase_further(before, name)
            if further:
                found.append(further)
        after = self._phrase_after(name)
        if after:
            found.append(after)
        return found or self._shared(name)

    def _shared(self, name: Proper) -> list[Phrase]:
        """« Anne Roy et Luc Morel, les avocats du maire », « les députés Anne Roy et Luc Morel »."""
        after, before = self._joined(name, 1), self._joined(name, -1)
        if after is None and before is None:
            return []
        first, second = (name, after) if after is not None else (before or name, name)
        borne = [phrase for phrase in self._ending_at(first.first - 1) if phrase.plural]
        number = second.last + 1
        following = [word.low for word in self.words[number : number + 2]]
        if following[:1] == [","]:
            phrase = self.by_first.get(number + (2 if following[-1] in _SEVERAL else 1))
            if phrase is not None and phrase.sort == "role" and phrase.plural:
                borne += [phrase] if self._ends_well(second, phrase) else []
        return borne[:1]

    def _joined(self, name: Proper, way: int) -> Proper | None:
        """The name after (1) or before (-1) « et » beside a name."""
        number = name.last + 1 if way > 0 else name.first - 1
        if not 0 <= number < len(self.words) or self.words[number].low != "et":
            return None
        other = self.names.get(number + 1) if way > 0 else self.by_last_word.get(number - 1)
        return other if other is not None and other.kind in ("person", "maybe", "first") else None

    def _phrase_before(self, name: Proper) -> Phrase | None:
        number = name.first - 1
        if name.civility and number >= 0:
            number -= 1
            if number >= 0 and self.words[number].low in ("le", "la"):
                number -= 1  # « …, le Pr Anne Roy »
        comma = False
        if self.one_among(name):
            number -= 2 if self.words[number - 1].text == "," else 1
            return next((phrase for phrase in self._ending_at(number) if phrase.plural), None)
        if number >= 0 and self.words[number].text in ('"', "»", "”", ")"):
            number = self._opening(number) if self.words[number].text == ")" else number - 1
        if number >= 0 and self.words[number].text == ",":
            number -= 1
            comma = True
            if number >= 0 and self.words[number].text == ")":  # « le maire (LR), Paul Morel, »
                number = self._opening(number)
        if number < 0:
            return None
        number = self._before_age(number)
        if comma and not self._ending_at(number):
            number = self._before_where(number)  # « le chef de la sécurité dans le Nord, Ugo Brun, »
            if self.words[number].text == ")":  # « la suppléante de Luc Roy (LFI) dans le Nord, Ève Colin, »
                number = self._opening(number)
        for phrase in self._ending_at(number):
            if "\n" in self.text[phrase.end : name.start]:
                continue
            if phrase.plural and phrase.determiner not in ("", "l'") and not self._one_of(phrase):
                continue
            introduced = phrase.determiner in _INTRODUCE or self._fronted(phrase)
            if comma and (not introduced or self._apposed_to_other(phrase)):
                continue
            inverted = comma and self._inverted(phrase, name)
            if comma and not inverted and (not self._closed(name) or self._circumstance(phrase, name)):
                continue
            if comma and not inverted and self._subject_after(phrase, name):
                continue
            if not comma and self.of_somebody(phrase):
                continue
            return phrase
        return None

    def one_among(self, name: Proper) -> bool:
        """« plusieurs avocats, dont Anne Roy », « des jurés comme Luc Morel »: one of those before."""
        number = name.first - (2 if name.civility else 1)
        return number > 0 and self.words[number].low in ("dont", "comme", "notamment")

    def of_somebody(self, phrase: Phrase) -> bool:
        """« la fiancée du journaliste Paul Morel »: the name is the (last) complement's."""
        for number in range(phrase.at + 2, phrase.last + 1):
            inner = self.by_first.get(number)
            if inner and inner.sort == "role" and not inner.plural and inner.last == phrase.last:
                earlier, before = (self.words[at].low for at in (number - 2, number - 1))
                if before == "du" and earlier != "auprès":  # « secrétaire d'État auprès du ministre »
                    return True
                if before in ("la", "l'") and earlier == "de":
                    return True
        return False

    def _fronted(self, phrase: Phrase) -> bool:
        """« Porte-parole du collectif, Paul Roy … », « Vigneron et maire, … »: what opens a sentence."""
        if phrase.determiner or phrase.plural or phrase.head in _IN_TURN:
            return False
        first = phrase.first
        if first > 1 and self.words[first - 1].low == "et":
            first = next((other.first for other in self._ending_at(first - 2) if not other.determiner), first)
        while first and self.words[first - 1].low in _OPENING:
            first -= 1  # « Alors patron de Moulinor, »
        before = self.words[first - 1] if first else None
        layout, at = self.layout, self.words[first].start
        opens = before is None or layout.sentence_of(before.start) != layout.sentence_of(at)
        return opens and self.words[first].text[0].isupper()

    def _before_age(self, number: int) -> int:
        """The word before « de 57 ans », « âgée de 57 ans », « depuis 2009 » if they end at a word."""
        words = self.words[max(0, number - 3) : number + 1]
        if len(words) > 2 and words[-1].text.isdigit() and words[-2].low in ("depuis", "en"):
            return number - 2  # « mairesse depuis 2009, Anne Roy »
        if len(words) > 3 and words[-1].low in ("ans", "mois") and words[-3].low == "depuis":
            return number - 3
        if len(words) < 4 or words[-1].low != "ans" or not words[-2].text.isdigit() or words[-3].low != "de":
            return number
        return number - 4 if words[0].low in ("âgé", "âgée") else number - 3

    def _phrase_further(self, phrase: Phrase, name: Proper) -> Phrase | None:
        """« le porte-parole de l'armée, le colonel Ba »: the role before a rank in apposition to it."""
        number = phrase.first - (2 if phrase.determiner else 1)
        if number < 1 or self.words[number].text != "," or phrase.determiner not in ("le", "la", "l'"):
            return None
        for other in self._ending_at(self._before_where(number - 1)):
            if (
                (other.determiner in _INTRODUCE or self._fronted(other))
                and not other.plural
                and not (other.head in _OFFICES and phrase.complements)
                and not self._apposed_to_other(other)
                and not self._circumstance(other, name)
            ):
                return other
        return None

    def _before_where(self, number: int) -> int:
        """The word before « dans la région » if it ends at a word."""
        for step in range(number, max(-1, number - 4), -1):
            if self.words[step].low in ("dans", "en", "sur"):
                return step - 1
            if not self.words[step].text.strip("'’").isalpha():
                break
        return number

    def _opening(self, number: int) -> int:
        """The word before the parenthesis that closes at a word."""
        for step in range(number - 1, max(-1, number - 8), -1):
            if self.words[step].text == "(":
                return step - 1
        return number

    def _apposed_to_other(self, phrase: Phrase) -> bool:
        """« Paul Morel, le maire, Anne Roy … »: the phrase belongs to the name before it."""
        number = phrase.first - (2 if phrase.determiner else 1)
        return (
            number > 0
            and self.words[number].text == ","
            and number - 1 in self.by_last_word
            and self.by_last_word[number - 1].kind == "person"
        )

    def _closed(self, name: Proper) -> bool:
        after = name.last + 1
        return (
            after >= len(self.words)
            or self.words[after].text in ',.:;)(»”"!?'
            or self.verb(self.words[after].low)
        )

    def _inverted(self, phrase: Phrase, name: Proper) -> bool:
        """« a dit le maire, Luc Roy auprès du journal »: a verb of saying before, where and when after."""
        number = phrase.first - 2
        after = self.words[name.last + 1].low if name.last + 1 < len(self.words) else ""
        if number < 0 or phrase.determiner not in ("le", "la", "l'") or after not in _PLACES:
            return False
        verbs = (self.words[number].low, self.words[number - 1].low if number else "")
        told = any(said.words == (verbs[0],) for said in phrases().get(verbs[1], ()))  # « a fait valoir »
        return told or any(form.shape in ("finite", "past") for low in verbs for form in forms().get(low, ()))

    def _subject_after(self, phrase: Phrase, name: Proper) -> bool:
        """« Sur ce que fera le maire, Luc Roy se tait »: a verb follows the name, much is before the role."""
        after = self.words[name.last + 1] if name.last + 1 < len(self.words) else None
        if after is None or not after.text[0].isalpha():
            return False
        begin, _ = self.layout.sentences[self.layout.sentence_of(phrase.start)]
        return phrase.first - self.number_at(begin) > _FEW_BEFORE

    def _one_of(self, phrase: Phrase) -> bool:
        """« l'un des responsables de l'essai, Anne Roy »."""
        first = phrase.first
        return (
            first >= 2 and self.words[first - 1].low == "des" and self.words[first - 2].low in ("un", "une")
        )

    def _circumstance(self, phrase: Phrase, name: Proper) -> bool:
        """« dans un cadre apaisé, Paul … », « selon le ministre, Paul a … »: the phrase is not the name's."""
        before = phrase.first - (2 if phrase.determiner else 1)
        low = self.words[before].low if before >= 0 else ""
        after = self.words[name.last + 1] if name.last + 1 < len(self.words) else None
        goes_on = after is not None and after.text not in ",.;:)»”"
        if low == "selon":
            return goes_on
        if goes_on and (low in _GOVERNING or phrase.determiner in ("du", "au")):
            return True  # « Aux côtés du maire, Luc Roy a … », « Interrogé par le maire, Luc Roy … »
        return phrase.determiner in ("un", "une") and low in _CIRCUMSTANCES

    def _phrase_after(self, name: Proper) -> Phrase | None:
        number = name.last + 1
        aside = self._aside(number)
        if isinstance(aside, Phrase):
            return aside
        direct = self._direct(aside) if aside == number else None
        if direct is not None:
            return direct
        start = self._introduced_at(aside)
        if start is None:
            return None
        start = self._past_age(start)
        one_of = self._of_several_at(start)
        if not one_of and start < len(self.words) and self.words[start].low in _ARTICLES_OF_ROLES:
            start += 1
            one_of = self._of_several_at(start)
        phrase = self.by_first.get(start + 2 if one_of else start)
        if phrase is None or phrase.sort != "role" or (phrase.plural and not one_of):
            return None
        if "\n" in self.text[name.end : phrase.start]:
            return None  # a list of names ends a line, « Le maire » begins the next
        return phrase if self._ends_well(name, phrase) else None

    def _of_several_at(self, number: int) -> bool:
        """« un des auteurs », « une des passagères »."""
        return [word.low for word in self.words[number : number + 2]] in (["un", "des"], ["une", "des"])

    def _aside(self, number: int) -> Phrase | int:
        """The role in parentheses at a word, else the word after them; that word where there are none."""
        if number >= len(self.words) or self.words[number].text != "(":
            return number
        close = number + 1
        while close < len(self.words) and self.words[close].text != ")" and close - number < 9:
            close += 1
        inside = self.by_first.get(number + 1)
        return inside if inside and inside.sort == "role" and inside.last < close else close + 1

    def _direct(self, number: int) -> Phrase | None:
        """« NAME porte-parole de la Ligue »: a role that follows without a comma, if it tells of what."""
        phrase = self.by_first.get(number)
        if phrase is None or phrase.sort != "role" or phrase.plural or not phrase.complements:
            return None
        return phrase if self.text[phrase.start].islower() else None

    def _introduced_at(self, number: int) -> int | None:
        """Where a role begins after « , », « est », « , qui était », « a été nommé », « le »."""
        words = self.words
        if number >= len(words):
            return None
        if words[number].low in ("le", "la", "l'"):
            return number
        start = number
        if words[start].text == "," or words[start].text in "–—-":
            start += 1
        if start < len(words) and words[start].low == "qui" and start > number:
            start += 1
        for step, word in enumerate(words[start : start + 4]):
            if word.low in _BECOMES and role_noun(words[min(start + step + 1, len(words) - 1)].low):
                return start + step + 1
            if word.low not in _AUXILIARIES:
                break
        if start < len(words) and words[start].low in ("est", "était", "devient"):
            start += 1
            if start < len(words) and words[start].low in _STATES:
                return None  # « NAME est victime d'un acharnement »
        return start if start > number else None

    def _past_age(self, number: int) -> int:
        """The word after « 45 ans, », « âgé de 45 ans, », « par ailleurs », « également »."""
        words = self.words
        for _ in range(3):
            if number + 5 < len(words) and words[number].low in ("âgé", "âgée"):
                number += 2
            if number + 2 < len(words) and words[number].text.isdigit() and words[number + 1].low == "ans":
                number += 3 if words[number + 2].text in (",", "et") else 2
            elif number < len(words) and (words[number].low in _ALSO or words[number].low == "plus"):
                number += 1  # « , également trésorier », « , plus haut dignitaire de »
        return number

    def _ends_well(self, name: Proper, phrase: Phrase) -> bool:
        """Whether what comes after a role leaves it to the name before it."""
        following_word = self.words[phrase.last + 1] if phrase.last + 1 < len(self.words) else None
        if following_word is None or "\n" in self.text[phrase.end : following_word.start]:
            return True
        after = following_word.low
        if self.verb(after) and after not in ("qui", "et", "se"):
            # « Répondant à Paul Morel, le ministre a … », but « Paul Morel, le chef du parti a … »
            before = self.words[name.first - 1] if name.first else None
            first = before is None or before.text in ',.»”"' or before.low in ("que", "qu'")
            return first and phrase.last > phrase.at
        if after in ("le", "la", "l'", "les") and self.words[phrase.last + 1].text[0].islower():
            return False  # « Paul Morel, représentant la Ligue »
        following = self.names.get(phrase.last + 1)
        # « Luc Roy, adjoint à la santé de la maire Ève Colin »
        return following is None or following.kind != "person" or self.of_somebody(phrase)
