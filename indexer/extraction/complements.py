"""Complements in the noun phrases of speakers: how far « de la Santé », « à l'université de X » go."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from indexer.extraction.known import kinds_known
from indexer.extraction.names import Proper
from indexer.extraction.verbs import infinitives
from indexer.extraction.words import (
    LEARNED,
    NO_PART,
    Word,
    adjective,
    body_sort,
    demonym,
    role_noun,
    singular,
)
from indexer.lexicon import listed, word_class, words

_TO = word_class("to")
_WHEN = word_class("not after to")
_HEARERS = word_class("hearers")
_PRIVATE = word_class("private")
_MEMBERS = word_class("members")
_QUARTERS = word_class("quarters")
_WORKPLACES = word_class("workplaces")
_TERRITORIES = word_class("territories")
_ADVERBIAL = word_class("nouns of adverbs with à")
_OF = word_class("of")
_ARTICLES = word_class("articles of phrases")
_BEFORE = word_class("before")
_FIELDS = word_class("fields of roles")
_VERBS_TOO = frozenset(["presse", "recherche", "export", "projet"])
"""Nouns that may be the verb of a clause: « le président du club presse les élus »."""


def touches(found: Sequence[Word], a: int, b: int) -> bool:
    return 0 <= found[b].start - found[a].end <= 1 and (found[b].text[0].isalnum())


def complement(
    found: Sequence[Word], names: Mapping[int, Proper], preposition: int, *, field: bool = False
) -> tuple[int | None, int]:
    """The last word of « de la Santé », None if it is none, and its first word after articles."""
    inner = preposition + 1
    if found[preposition].low in ("chargé", "chargée", "auprès"):
        if inner < len(found) and found[inner].low in ("de", "du", "des", "d'"):
            inner += 1
        else:
            return None, inner
    if (
        found[preposition].low == "en"
        and not (field and inner < len(found) and _field(found[inner]))
        and (inner >= len(found) or found[inner].low not in ("chef", "charge", "titre", "matière", "scène"))
        and (inner not in names or names[inner].kind != "place")
    ):
        return None, inner
    if found[preposition].low == "pour" and (inner >= len(found) or found[inner].low not in _ARTICLES):
        return None, inner
    while inner < len(found) and (
        ((found[inner].low in _ARTICLES or found[inner].low in _BEFORE) and found[inner].text[0].islower())
        or _ordinal(found, inner)
    ):
        inner += 1
    if inner >= len(found) or not _follows(found, preposition, inner):
        return None, inner
    quoted = _quoted(found, inner)
    if quoted:
        return quoted, inner
    word = found[inner]
    if found[preposition].low in _TO and word.low in _ADVERBIAL:
        return None, inner  # « à cause de », « à propos »
    no_part = word.low in NO_PART and not (word.low == "cité" and found[inner - 1].low == "la")
    if no_part and role_noun(word.low) and found[inner - 1].low in ("l'", "le", "la", "un", "une"):
        no_part = False  # « la mère de l'accusé »
    if not word.text[0].isalnum() or (no_part and word.text[0].islower()):
        return None, inner
    if found[preposition].low in _TO and word.low in _WHEN:
        return None, inner  # « le syndicat au lendemain de … »
    if word.text.isdigit() and inner + 1 < len(found) and found[inner + 1].low in _COUNTED:
        return None, inner  # « cet ouvrier de 59 ans », « les réquisitions du parquet du 14 mars »
    if inner == preposition + 1 and _infinitive(word):
        return None, inner  # « le quotidien de rappeler que »
    if word.low == "extrême" and inner + 1 < len(found) and found[inner + 1].low in ("droite", "gauche"):
        return inner + 1, inner
    if inner in names:
        name = names[inner]
        if name.kind in ("person", "first") and found[inner - 1].low in _ARTICLES:
            return None, inner
        return name.last, inner
    if word.text[0].isupper() and inner + 1 in names and touches(found, inner, inner + 1):
        beside = names[inner + 1]
        return (inner if beside.kind == "person" else beside.last), inner  # « du Père Castor »
    if (
        word.text[0].islower()
        and adjective(word.low)
        and inner + 1 < len(found)
        and found[inner + 1].text[0].islower()
        and not adjective(found[inner + 1].low)
        and found[inner + 1].low not in NO_PART
        and found[inner + 1].low not in _OF
        and found[inner - 1].low in ("un", "une")
    ):
        return inner + 1, inner  # « d'un vaste essai »
    if word.low in _EXTREME and inner + 1 < len(found) and found[inner + 1].low in _WINGS:
        return inner + 1, inner  # « le président d'extrême droite »
    return inner, inner


def studies(low: str) -> bool:
    """« une chercheuse en biologie », « le spécialiste en droit »: whose field « en » tells."""
    return singular(low) in _STUDIOUS or bool(LEARNED.search(low))


_STUDIOUS = listed(
    "professeur professeure chercheur chercheuse étudiant étudiante docteur docteure doctorant doctorante"
    " spécialiste expert experte ingénieur ingénieure technicien technicienne consultant consultante maître"
    " enseignant enseignante diplômé diplômée juriste avocat avocate interne formateur formatrice conseiller"
    " conseillère"
)


def _field(word: Word) -> bool:
    """« en astronomie », not « en 2019 », « en colère », « en juin »."""
    return bool(_SUBJECTS.search(word.low)) or word.low in _DISCIPLINES


_SUBJECTS = re.compile(
    r"(?:logie|graphie|nomie|métrie|ique|iques|istique|ences?|ture|tion|cine|itions?|erie)$"
)
_DISCIPLINES = listed(
    "droit droits chimie physique maths mathématiques lettres histoire gestion marketing finances finance"
    " philosophie médecine psychiatrie pharmacie robotique thèse chirurgie pédiatrie soins"
    " cybersécurité agronomie énergie"
)
_ORDINAL = re.compile(r"(?:\d{1,3}|[IVXL]{1,6})(?:ère?|er|re|nde?|e|è|[iè]?ème)")


def _ordinal(found: Sequence[Word], number: int) -> bool:
    """« de la 7e circonscription », « du XVe arrondissement »: a number before what is counted."""
    if number + 1 >= len(found) or not _ORDINAL.fullmatch(found[number].text):
        return False
    counted = found[number + 1]
    return len(counted.low) > 3 and counted.text[0].islower() and counted.low not in NO_PART


_COUNTED = listed(
    "ans mois jours janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
)
_EXTREME = frozenset(["extrême", "ultra"])
_WINGS = frozenset(["droite", "gauche"])


def _infinitive(word: Word) -> bool:
    if word.text[0].isupper() or word.low[-2:] not in ("er", "ir", "re"):
        return False
    return word.low in infinitives() or (word.low[-2:] != "re" and word.low not in words("not_infinitives"))


def told(found: Sequence[Word], names: Mapping[int, Proper], at: int, inner: int) -> bool:
    """Whether « à » begins what someone is, not whom it was told to (« le maire au Parisien »)."""
    word = found[inner]
    if (
        role_noun(word.low)
        or word.low in words("groups")
        or word.low in _HEARERS
        or word.text in words("media")
    ):
        return False
    if inner in names and names[inner].kind in ("person", "first"):
        return False
    return found[at].low not in _PRIVATE


def apposed(found: Sequence[Word], names: Mapping[int, Proper], inner: int, end: int) -> int:
    """The end of a complement with the name beside it: « du parti Les Verts », « de la région Grand Est »."""
    after = end + 1
    if after + 1 in names and found[after].text in ("L'", "L’") and body_sort(found[inner].low):
        return names[after + 1].last  # « du journal L'Avis »
    if after + 1 < len(found) and found[after].text in '"«“' and body_sort(found[inner].low) == "kind":
        return (found[after + 1].text[0].isupper() and _quoted(found, after)) or end  # « du parti "X" »
    low, name = found[inner].low, names.get(after)
    if end == inner and _aspect(found, names, after):
        return after
    if name is None and low in _MEMBERS and (party := party_at(found, names, after)) is not None:
        return party
    if name is None and end == inner and after in range(len(found) - 1) and demonym(found[after].low):
        beyond = names.get(after + 1)  # « porte-parole de l'ONG allemande Vigimer »
        body = beyond is not None and beyond.kind in ("body", "word", "maybe")
        if (
            beyond
            and body
            and body_sort(low) == "kind"
            and touches(found, end, after)
            and touches(found, after, after + 1)
        ):
            return beyond.last
    if name is None or not found[inner].text[0].islower() or not touches(found, end, after):
        return end
    if low == "famille" or low in _QUARTERS or _at(found, name.last + 1):
        return name.last
    if not (body_sort(low) or low in _MEMBERS or low in _WORKPLACES):
        return end
    if name.kind in ("body", "word", "place") or (name.kind == "maybe" and low in _TERRITORIES - {"ville"}):
        return name.last
    return name.last if _before_a_person(found, names, name) else end


def _at(found: Sequence[Word], number: int) -> bool:
    """« du catalogue Marius chez Sonora »: what tells where somebody works follows."""
    return number < len(found) and found[number].low == "chez"


def _aspect(found: Sequence[Word], names: Mapping[int, Proper], after: int) -> bool:
    """« du service client chez Moulinor », « la stratégie produit de Moulinor »: a noun like an adjective."""
    if found[min(after, len(found) - 1)].low not in _FIELDS - _VERBS_TOO or after + 1 >= len(found):
        return False
    following = found[after + 1]
    return following.text in ",.;:)»”" or following.low in _OF or after + 1 in names


def party_at(found: Sequence[Word], names: Mapping[int, Proper], number: int) -> int | None:
    """The last word of a party's name with an article before it: « l'élu les Républicains »."""
    name = names.get(number + 1)
    if name is None or found[number].low not in ("la", "le", "les", "l'"):
        return None
    said = " ".join(word.text for word in found[name.first : name.last + 1])
    return name.last if "parti" in kinds_known(said) else None


def _before_a_person(found: Sequence[Word], names: Mapping[int, Proper], name: Proper) -> bool:
    """« de l'école Jean-Moulin, Anne Roy »: a house that bears a name, for somebody's name follows."""
    after = name.last + 1
    if after + 1 >= len(found) or found[after].text != ",":
        return name.kind == "first" and "-" in found[name.first].text
    following = names.get(after + 1)
    return following is not None and following.kind == "person"


def _quoted(found: Sequence[Word], inner: int) -> int | None:
    """The last word of a name in quotation marks: « le secrétaire du "Conseil du discernement" »."""
    if found[inner].text not in '"«“' or _infinitive(found[min(inner + 1, len(found) - 1)]):
        return None
    for step in range(inner + 2, min(inner + 9, len(found))):
        if found[step].text in '"»”':
            return step - 1
    return None


def _follows(found: Sequence[Word], a: int, b: int) -> bool:
    return found[b].start - found[a].end <= 12
