"""Who can speak: whether a phrase looks like a name, a role, a body, a pronoun."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.passage import Passage
from indexer.extraction.words import given
from indexer.lexicon import words

_ARTICLE = re.compile(
    r"\A(?:(?:[Ll]es?|[Ll]a|[Uu]ne?|[Cc]et?(?:te)?|[Ss]a|[Ss]on)\s+|[Ll]['’]|(?:M\.|Mme|Me)\s+)"
)
_NEAR = 20_000
"""Letters on either side in which a name is looked for again."""


_SURNAME = re.compile(r"(?:(?:de|du|des|le|la|el|al|ben|bin|van|von|der|di|da)\s+|d['’])*[A-ZÀ-Þ]")
"""What follows a first name: « François de Rugy »; not « Réponse d'Anne »."""


def someone(passage: Passage, phrase: Span) -> bool:
    """Whether a phrase that may begin a sentence is surely one who may speak: « Ému », « Avant » are not."""
    text = passage.text[slice(*phrase)]
    if is_pronoun(text):
        return True
    bare = _ARTICLE.sub("", text, count=1)
    first, *rest = bare.split() or [""]
    if _HOW_MANY.match(text) and role_like(text):
        return True
    if first.lower() in words("openers") and first[:1].isupper() and bare == text:
        return False
    if role_like(text) or (bare != text and first[:1].isupper()):
        return True
    if not first[:1].isupper():
        return False
    around = passage.text[max(0, phrase[0] - _NEAR) : phrase[1] + _NEAR]
    surname = bool(_SURNAME.match(" ".join(rest))) if given(first) else bool(rest and rest[0][:1].isupper())
    return surname or around.count(first) > 1


_PRONOUN = re.compile(
    r"(?i)(?:il|elle|ils|elles|ce dernier|cette dernière|ces derniers|ces dernières|celui-ci|celle-ci|ceux-ci"
    r"|celles-ci|celui|celle|lui|eux)$"
)


def is_pronoun(text: str) -> bool:
    """Whether a mention is a pronoun, or as good as one (« ce dernier »)."""
    return bool(_PRONOUN.match(text))


_SOME_OF = re.compile(
    r"(?i)(?:certaine?s|plusieurs|beaucoup|quelques-une?s|la\s+plupart|deux|trois|quatre|d['’]autres|nombre)"
    r"\s+(?:parmi|d['’]entre)\s+(?:eux|elles)$"
)


def some_of_them(text: str) -> bool:
    """Whether a mention is « certains d'entre eux », « plusieurs d'entre elles »: as good as a pronoun."""
    return bool(_SOME_OF.match(text))


_TWO_WORDS = re.compile(r"(?i)(?:\A|.*[\s'’])formation\s+(?:politique|syndicale)\b")


def can_speak(passage: Passage, phrase: Span | None) -> bool:
    """Whether a phrase looks like someone who can speak: a name, a role, a body, a pronoun."""
    if phrase is None:
        return False
    text = passage.text[phrase[0] : phrase[1]]
    if is_pronoun(text) or some_of_them(text) or _TWO_WORDS.match(text):
        return True
    if re.search(r"(?:^|[\s'’«“\"])[A-ZÀ-ÖØ-Þ@][\w’'-]+|^franceinfo$", text):
        return True
    heads = {
        _FORMER.sub("", w).rstrip("s") for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())[:5]
    }
    return bool(heads & _speakers())


def _speakers() -> frozenset[str]:
    if not _SPEAKERS:
        _SPEAKERS.update(word.rstrip("s") for word in words("speaker_nouns"))
    return frozenset(_SPEAKERS)


_SPEAKERS: set[str] = set()


_HOW_MANY = re.compile(
    r"(?i)(?:(?:une?|des|la|les|plusieurs|quelques|nombre)\s+)?"
    r"(?:(?:(?:bonne|grande|petite)\s+)?(?:\w+aines?|milliers?|majorité|minorité|moitié|poignée)\s+(?:des\s+|de\s+|d['’])"
    r"|(?:plus|moins|près)\s+d(?:e\s+|['’])\w[\w .]*?\s+(?:de\s+|d['’]|des\s+)?(?=[a-zà-ÿ]{4,})"
    r"|(?:quelque|environ)\s+\d[\d .]*\s+)"
)
"""How many of them: « une centaine de », « plus de 200 », « quelque 300 »."""


_ORDINAL = re.compile(r"(?i)\A(?:les?|la|une?|des|ces|ses|sa|son)\s+(?:derni|premi)\w+\s+(?=[a-zà-ÿ])")
"""« la dernière période », « les derniers publiés »: nobody, though « ce dernier » is somebody."""
_PEOPLE = re.compile(r"(?:personnes|gens)\b")


def role_like(text: str) -> bool:
    """Whether one of the first words of a phrase is a noun of people or bodies, how many of them left out."""
    if many := _HOW_MANY.match(text):
        text = text[many.end() :]
        if _PEOPLE.match(text):
            return True
    if _TWO_WORDS.match(text):
        return True
    text = _ORDINAL.sub("", text)
    heads = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())[:3]
    return any(_FORMER.sub("", head).rstrip("s") in _speakers() for head in heads)


_FORMER = re.compile(r"(?:ex|vice|co|auto)-(?=\w{3})")
"""« l'ex-députée », « la vice-procureure »."""
