"""The subjects that regexes cannot tell, read off a dependency parse of those sentences alone.

`subject_before` is right for nine cues of ten. Where it says nothing, or what it says does not look like
someone who can speak, the sentence is parsed with spaCy's `fr_core_news_md` (its tagger, lemmatizer and
entity recogniser are left out: the arcs are all that is needed). The model is loaded when the first
sentence asks for it, which takes about 2 s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any, Protocol

import msgspec

from corpus import Span
from indexer.extraction.cue import Cue
from indexer.extraction.passage import Passage
from indexer.extraction.sentences import FILLER
from indexer.extraction.speaking import can_speak

MODEL = "fr_core_news_md"
_EXCLUDED = ["ner", "lemmatizer", "morphologizer", "attribute_ruler", "senter"]
_BEYOND = 60
"""Letters parsed after a cue: what follows does not change its subject (measured on 394 cues)."""
_LONGEST = 1_500
"""Letters parsed before a cue at most: no sentence of an article is that long, pathological text is."""
_BATCH = 64

Asked = tuple[Passage, Cue]


class Word(Protocol):
    """What is used of a spaCy token."""

    i: int
    idx: int
    dep_: str
    text: str

    @property
    def head(self) -> Word: ...
    @property
    def children(self) -> Iterator[Word]: ...


class Parser:
    """Finds subjects by a parse. Not for several threads at once."""

    def __init__(self, model: str = MODEL) -> None:
        self._model = model
        self.parsed = 0
        """Sentences parsed so far."""

    @cached_property
    def _language(self) -> Any:
        import spacy

        return spacy.load(self._model, exclude=_EXCLUDED)

    def subjects(self, asked: Sequence[Asked]) -> list[Span | None]:
        """The subject of each cue, None where the parse has none.

        A text gets the same answer whatever it is parsed beside: each is given to the model by itself in
        the same call, and nothing of it stays in the model's string store.
        """
        if not asked:
            return []
        excerpts = [_excerpt(passage, cue) for passage, cue in asked]
        texts = list(dict.fromkeys(excerpt.text for excerpt in excerpts))
        self.parsed += len(texts)
        with self._language.memory_zone():
            docs = dict(zip(texts, self._language.pipe(texts, batch_size=_BATCH), strict=True))
            return [
                _subject(list(docs[excerpt.text]), excerpt.start, cue)
                for excerpt, (_, cue) in zip(excerpts, asked, strict=True)
            ]


class _Excerpt(msgspec.Struct, frozen=True):
    """A stretch of a text as it is parsed: same length, quoted stretches and blanks made plain words."""

    text: str
    start: int


def _excerpt(passage: Passage, cue: Cue) -> _Excerpt:
    start, end = passage.sentence(cue.start)
    start = max(start, cue.start - _LONGEST)
    end = min(end, cue.end + _BEYOND)
    text = passage.mask[start:end].replace("\n", " ").replace("\u00a0", " ").replace("\u202f", " ")
    return _Excerpt(re.sub(f"{FILLER}+", _stand_in, text).replace("’", "'"), start)


def _stand_in(match: re.Match[str]) -> str:
    """A quoted stretch becomes one unknown noun of its length, so that offsets hold."""
    return "N" + "o" * (len(match.group()) - 1)


# --- from arcs to a noun phrase ------------------------------------------------------------------

_UP = frozenset(
    ["conj", "xcomp", "aux", "aux:tense", "aux:pass", "advcl", "acl", "cop", "ccomp", "parataxis"]
)
"""Arcs from a verb to the one whose subject it shares, when it has none of its own."""
_PARTS = frozenset(
    ["det", "amod", "nummod", "nmod", "flat:name", "flat:foreign", "flat", "compound", "case", "fixed"]
)
_RELATIVE = frozenset(["qui", "lequel", "laquelle", "lesquels", "lesquelles"])


def _subject(words: Sequence[Word], offset: int, cue: Cue) -> Span | None:
    group = [w for w in words if cue.start < offset + w.idx + len(w.text) and offset + w.idx < cue.end]
    for verb in reversed(group):  # the participle carries the arcs, the auxiliary hangs on it
        found = _of_verb(verb, offset, cue)
        if found is not None:
            first, last = _phrase(words, found)
            return offset + first.idx, offset + last.idx + len(last.text)
    return None


def _of_verb(verb: Word, offset: int, cue: Cue) -> Word | None:
    for _ in range(5):
        for child in verb.children:
            if child.dep_.startswith("nsubj") and offset + child.idx < cue.start:
                if child.text.lower() not in _RELATIVE:
                    return child
                if verb.dep_.startswith("acl"):
                    return verb.head
        if verb.dep_ not in _UP or verb.head is verb:
            return None
        verb = verb.head
    return None


def _phrase(words: Sequence[Word], head: Word) -> tuple[Word, Word]:
    """The unbroken run of words around a head that belong to its noun phrase."""
    inside = {head.i}
    waiting = [head]
    while waiting:
        for child in waiting.pop().children:
            if child.dep_ in _PARTS and child.i not in inside:
                inside.add(child.i)
                waiting.append(child)
    first = last = head.i
    while first - 1 in inside:
        first -= 1
    while last + 1 in inside:
        last += 1
    while words[first].dep_ == "case" and first < head.i:  # « par le préfet, qui … »: the preposition
        first += 1
    return words[first], words[last]


# --- when to ask -----------------------------------------------------------------------------------

_NOT_A_SUBJECT = re.compile(
    r"""(?ix)»|[”"].*[”"]
    | \b(?:a|ont|est|sont|va|vont|sera|seront|serait|était|étaient|avait|avaient|ait|soit|fait|peut|doit)\b
    | \w(?:aient|èrent)\b
    | \b(?:vers|dans|avec|lors|après)\b"""
)
_PRONOUNS = frozenset(["il", "elle", "ils", "elles"])
_NOBODY = frozenset(["on", "je", "j'", "nous", "vous", "tu"])
_OPENERS = frozenset(["mais", "que", "qu'", "et", "quand", "lorsque", "comme"])


def doubtful(passage: Passage, cue: Cue, subject: Span | None) -> bool:
    """Whether the subject that regexes gave a cue is worth a parse."""
    if subject is None:
        return passage.word(cue.first - 1) not in _NOBODY
    said = passage.text[subject[0] : subject[1]]
    if said.lower() in _PRONOUNS:
        return False
    if not can_speak(passage, subject) or len(said.split()) > 9 or _NOT_A_SUBJECT.search(said):
        return True
    gap = passage.mask[subject[1] : passage.tokens[cue.first].start].strip(" ,\u00a0")
    if gap.endswith((" et", " puis", " mais")):
        return False
    if gap == "qui":
        return len(said.split()) > 5
    if gap:
        return passage.mask[subject[1] : cue.start].lstrip()[:1] not in (",", "(")
    left = passage.mask[passage.sentence(cue.start)[0] : subject[0]].split()
    return bool(left) and left[-1][-1] not in ",;:" and left[-1].lower() not in _OPENERS


class Subjects:
    """A subject function for the sieves that asks regexes first, and notes what needs a parse.

    The sieves run once with it; after `learn` they run again over the passages of `asked`, and what was
    doubtful then comes from the parse.
    """

    def __init__(self, by_shape: Callable[[Passage, Cue], Span | None]) -> None:
        self._by_shape = by_shape
        self._answers: dict[int, Span | None] = {}
        self.asked: dict[int, Asked] = {}
        """Passage and cue by the cue's offset."""

    def __call__(self, passage: Passage, cue: Cue) -> Span | None:
        """The subject of a cue."""
        subject = self._by_shape(passage, cue)
        if not doubtful(passage, cue, subject):
            return subject
        if cue.start not in self._answers:
            self.asked[cue.start] = (passage, cue)
        parsed = self._answers.get(cue.start)
        if parsed is None or passage.mask[max(0, parsed[0] - 1)] == "-" or not can_speak(passage, parsed):
            return subject  # « femmes-hommes » is two words to the parser, and one here
        return parsed

    def learn(self, answers: Sequence[Span | None]) -> None:
        """Take the parser's answers to what was asked, in its order."""
        self._answers.update(zip(self.asked, answers, strict=True))
        self.asked.clear()
