"""One paragraph as the sieves see it: its tokens, cues, quoted stretches and sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from corpus import Span
from indexer.extraction.cues import Cue, Token, cues, token_at, tokens
from indexer.extraction.layout import Layout
from indexer.extraction.marks import Pair


class Passage(msgspec.Struct, frozen=True):
    """A paragraph with what was found in it; offsets are the article's."""

    text: str
    mask: str
    start: int
    end: int
    tokens: tuple[Token, ...]
    cues: tuple[Cue, ...]
    pairs: tuple[Pair, ...]
    sentences: tuple[Span, ...]

    def sentence(self, at: int) -> Span:
        """The sentence that holds an offset."""
        for start, end in self.sentences:
            if at < end:
                return start, end
        return self.start, self.end

    def after(self, offset: int) -> int:
        """The number of the first token at or after an offset."""
        return token_at(self.tokens, offset)

    def word(self, number: int) -> str:
        """The word of a token, empty beyond either end."""
        return self.tokens[number].word if 0 <= number < len(self.tokens) else ""

    def pairs_in(self, start: int, end: int) -> list[Pair]:
        """The pairs that begin in a stretch."""
        return [pair for pair in self.pairs if start <= pair.start < end]

    def cues_in(self, start: int, end: int) -> list[Cue]:
        """The cues that begin in a stretch."""
        return [cue for cue in self.cues if start <= cue.start < end]


def passages(layout: Layout) -> list[Passage]:
    """The paragraphs of an article, those that one quotation runs over as one."""
    result = []
    sentences = iter(layout.sentences)
    sentence = next(sentences, None)
    for start, end in _joined(layout):
        inside: list[Span] = []
        while sentence and sentence[0] < end:
            inside.append(sentence)
            sentence = next(sentences, None)
        found: list[Token] = []
        verbs: list[Cue] = []
        for first, last in inside:
            offset = len(found)
            words = tokens(layout.mask, first, last)
            verbs += [
                msgspec.structs.replace(cue, first=cue.first + offset, last=cue.last + offset)
                for cue in cues(words)
            ]
            found += words
        result.append(
            Passage(
                layout.text, layout.mask, start, end, tuple(found), tuple(verbs),
                tuple(layout.pairs_in(start, end)), tuple(inside),
            )
        )  # fmt: skip
    return result


def _joined(layout: Layout) -> list[Span]:
    """The paragraphs, those under one pair of marks joined."""
    result: list[Span] = []
    open_until = 0
    pairs = iter(layout.outer)
    pair = next(pairs, None)
    for start, end in layout.paragraphs:
        if result and start < open_until:
            result[-1] = (result[-1][0], end)
        else:
            result.append((start, end))
        while pair and pair.start < end:
            open_until = max(open_until, pair.end)
            pair = next(pairs, None)
    return result


DAYS = r"lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|aujourd['’]hui|demain"
MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
MEDIA = r"AFP|Reuters|AP|ATS|Belga|CNN|BBC|RTL|RTS|BFMTV|LCI|RMC|franceinfo|France\s?Info|Europe\s?1|France\s?Inter"

ADVERBIAL = re.compile(
    rf"""\s*,?\s*(?:
      (?:ce\s+|dès\s+|le\s+|dans\s+la\s+nuit\s+de\s+)?(?:{DAYS})(?:\s+(?:matin|midi|soir|après-midi|dernier))?
        (?:\s+(?:1er|\d{{1,2}})(?:\s+(?:{MONTHS}))?(?:\s+\d{{4}})?)?
    | (?:ce|cet|cette)\s+(?:matin|midi|soir|après-midi|semaine|nuit)
    | (?:le|ce)\s+(?:1er|\d{{1,2}})\s+(?:{MONTHS})(?:\s+\d{{4}})?
    | (?:à|auprès\s+de|devant|au\s+micro\s+de|sur|dans|chez)\s+(?:l['’]|la\s+|le\s+|les\s+)?(?:agence\s+)?(?:{MEDIA})
    | (?:à|devant|face\s+à)\s+(?:la|les|des)\s+(?:presse|médias|journalistes|télévision|radio|députés|sénateurs)
    | (?:à|sur)\s+(?:Twitter|X|Facebook|Instagram|son\s+compte\s+\w+|BFM\s?TV|France\s?\d|TF1)
    | (?:dans|par|lors\s+d['’]|via|à\s+l['’]issue\s+d['’])\s*(?:un|une)\s+
        (?:communiqué|tweet|message|interview|entretien|lettre|conférence\s+de\s+presse|point\s+de\s+presse|déclaration)
        (?:\s+(?:de\s+presse|commun|publié|diffusé|transmis))*
    | de\s+(?:son|leur)\s+côté | pour\s+(?:sa|leur)\s+part | quant\s+à\s+(?:lui|elle|eux)
    | \w+ment\b | à\s+son\s+tour | à\s+nouveau | de\s+nouveau | d['’]abord | en\s+outre | par\s+ailleurs
    | aussi | encore | ensuite | enfin | ainsi | alors | même | déjà | depuis | bien | lui\s+aussi | elle\s+aussi
    | en\s+(?:conférence\s+de\s+presse|marge\s+[^,.]{{3,40}}?|réponse|substance)
    | \([^()]{{1,60}}\)
    )(?![\w-])""",
    re.VERBOSE | re.IGNORECASE,
)


def skip_adverbials(text: str, at: int, end: int) -> int:
    """The offset after the adverbials that begin at `at`: days, places, « à l'AFP », « pour sa part ».

    >>> text = " mardi à l'AFP le maire"
    >>> text[skip_adverbials(text, 0, len(text)):]
    ' le maire'
    """
    while (match := ADVERBIAL.match(text, at, end)) and match.end() > at:
        at = match.end()
    return at


def has_words(text: str) -> bool:
    """Whether a text holds a word other than a connector.

    >>> has_words("Mais "), has_words("Certains de ces sites ")
    (False, True)
    """
    stripped = re.sub(
        r"(?i)\b(?:mais|et|or|car|donc|puis|alors|enfin|ainsi|oui|non|ou|surtout|résultat)\b", "", text
    )
    return bool(re.search(r"\w", stripped))


def trim(text: str, start: int, end: int) -> Span | None:
    """A span without blanks and closing punctuation at its ends, or None when nothing is left."""
    while start < end and (text[start].isspace() or text[start] in ",;:–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.–—"):
        end -= 1
    return (start, end) if start < end and any(c.isalnum() for c in text[start:end]) else None


def covered(spans: Sequence[Span], at: int) -> bool:
    """Whether an offset lies in one of the spans."""
    return any(start <= at < end for start, end in spans)
