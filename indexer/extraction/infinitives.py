"""Infinitives: whether a word is one, and where one begins after a cue (« affirme ne pas vouloir … »).

French infinitives in -re and -oir are a closed class, listed; of those in -er and -ir, what is a noun
or an adjective is listed instead.
"""

from __future__ import annotations

import re

from corpus import Span
from indexer.lexicon import listed, words

_BEFORE = (
    r"(?:(?:ne|ne\s+(?:pas|plus|jamais|rien|point)|pas|plus|bien|ainsi|également|toujours|déjà|avant\s+tout"
    r"|d['’]abord|tout|mieux|aussi|à\s+nouveau|(?!comment\b)\w+ment)\s+|n['’]|(?:se|me|te|nous|vous|lui|leur|y|en|le|la|les)\s+"
    r"|[smtl]['’])"
)
"""What may stand before an infinitive: negation, adverbs, object pronouns."""
_AT = re.compile(rf"\s*(?P<before>{_BEFORE}{{0,6}})(?P<verb>[a-zà-ÿœ]+(?:er|ir|re))(?![\w’'-])")
_ARTICLES = re.compile(r"(?:\b(?:le|la|les|leur)\s+|l['’])$")


def is_infinitive(word: str) -> bool:
    """Whether a word in lower case is an infinitive.

    >>> [is_infinitive(word) for word in ("vendre", "ordre", "voter", "premier", "finir")]
    [True, False, True, False, True]
    """
    if word.endswith("re") or word.endswith("oir"):
        return word in words("infinitives")
    return word.endswith(("er", "ir")) and len(word) > 3 and word not in words("not_infinitives")


def infinitive_at(text: str, at: int, end: int) -> Span | None:
    """Where an infinitive group begins at `at` (after blanks) and where its verb ends; or None.

    >>> infinitive_at(" ne pas le vouloir.", 0, 19)
    (1, 18)
    >>> infinitive_at(" le ministre de", 0, 15) is None
    True
    """
    match = _AT.match(text, at, end)
    if match is None:
        return None
    verb = match.group("verb")
    if not is_infinitive(verb) and not (verb in _VERBS_TOO and _OBJECT.match(text, match.end(), end)):
        return None
    if match.group("verb") in _NOUNS_TOO and _ARTICLES.search(match.group("before")):
        return None
    return match.start("before"), match.end()


_VERBS_TOO = listed("reporter poster souvenir repentir flyer coucher collier")
_OBJECT = re.compile(r"\s+(?:l['’]|(?:le|la|les|un|une|des|ce|cet|cette|ces|son|sa|ses|leurs?|de|du)\s)")
_NOUNS_TOO = listed("pouvoir devoir savoir dîner déjeuner rire sourire être goûter")
