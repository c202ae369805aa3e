"""Whether a stretch of the narrator's words holds a finite verb: a clause, not a phrase."""

from __future__ import annotations

import re

from indexer.extraction.infinitives import is_infinitive
from indexer.lexicon import listed, words

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_INVERTED = re.compile(r"-(?:t-)?(?:ils?|elles?|on|je|nous|vous)$")
_ENDING = re.compile(r"..(?:ait|aient|[bdeirtuv]ra|[bdeirtuv]ront|èrent|irent|urent|[^p]issent)$")
_COMMON = listed(
    "sera seront serait seraient aura auront aurait auraient ira iront fera feront a ont est sont va "
    "vont fait font peut peuvent doit doivent faut veut veulent dit disent voit voient met mettent "
    "prend prennent tient tiennent vient viennent devient deviennent permet permettent sait savent "
    "connaît suffit attend attendent perd perdent répond répondent reçoit reçoivent sert servent sort "
    "sortent partent vit vivent meurt suit suivent agit paraît reste restent demeure demeurent semble "
    "semblent risque risquent existe existent constitue constituent représente représentent concerne "
    "concernent touchent montre montrent juge jugent pense pensent veille veillent compte comptent "
    "accueille accueillent approuve approuvent soutient soutiennent affirme affirment estime estiment "
    "souhaite souhaitent gagne gagnent porte portent donne donnent"
)
_NO_VERB = listed(
    "lait trait souhait retrait portrait extrait attrait forfait parfait bienfait méfait distrait abstrait "
    "imparfait sierra "
    "satisfait stupéfait insatisfait contrefait extra tiara flora infra supra ultra camera affront cobra "
    "terra mantra contra intra"
)
_SUBJECTS = listed("il elle ils elles on qui j je nous vous c s se")
"""After these, « s'explique » too, a word that is no infinitive is a verb."""
_CLITICS = listed("n ne l y en le la les lui leur me m te t d")
_BETWEEN = _CLITICS | listed("pas plus jamais rien point")
"""« ne plus le voir » is no finite verb, « n'ose plus » is one."""


def has_finite(text: str) -> bool:
    """Whether a stretch of text holds a finite verb form, found by ending, by list or after a pronoun.

    >>> [has_finite(text) for text in ("les prix ont baissé", "un porte-parole", "elle grimpe", "a-t-il vu")]
    [True, False, True, True]
    """
    after_subject, known = False, words("finite")
    for match in _WORD.finditer(text):
        word = _INVERTED.sub("", match.group().lower())
        if (
            word in _COMMON
            or word in known
            or (
                after_subject
                and not (word in _BETWEEN or word in _SUBJECTS or is_infinitive(word) or word.endswith("ant"))
            )
        ):
            return True
        if _ENDING.search(word) and word not in _NO_VERB:
            return True
        after_subject = word in _SUBJECTS or word in ("n", "ne") or (after_subject and word in _BETWEEN)
    return False
