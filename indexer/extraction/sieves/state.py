"""The state of one passage while the sieves go over it, and what they share."""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus import Kind, Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.behind import behind_before
from indexer.extraction.clause_subjects import adds_who, before_participle, past_subordinate
from indexer.extraction.cue import Cue
from indexer.extraction.finite import has_finite
from indexer.extraction.leading import leading_subject
from indexer.extraction.marks import Pair
from indexer.extraction.members import together
from indexer.extraction.mentions import subject_after, subject_before
from indexer.extraction.noun_phrases import in_marks, noun_phrase, phrase_from
from indexer.extraction.passage import Passage
from indexer.extraction.sentences import FILLER
from indexer.extraction.sieves.inverted import inverted_subject
from indexer.extraction.speaking import can_speak, is_pronoun, role_like, someone
from indexer.extraction.values import Found
from indexer.lexicon import listed, word_class, words

Subject = Callable[[Passage, Cue], "Span | None"]


class Sift:
    """The state of one passage while the sieves go over it."""

    def __init__(self, passage: Passage, subject: Subject = subject_before) -> None:
        self.passage = passage
        self._subject = subject
        self._subjects: dict[int, Span | None] = {}
        self.found: list[Found] = []
        self.claimed: set[int] = set()
        self.used: set[int] = set()
        """Offsets of the cues that have their content."""

    def subject_of(self, passage: Passage, cue: Cue) -> Span | None:
        """The subject of a cue that stands before it."""
        if cue.start not in self._subjects:
            self._subjects[cue.start] = self._who_just_spoke(cue) or self._subject(passage, cue)
        return self._subjects[cue.start]

    def _who_just_spoke(self, cue: Cue) -> Span | None:
        """Whom « qui » goes back to in « …, a dit Ève Colin, la cheffe de mission au Mali, qui craint … »."""
        passage = self.passage
        if passage.word(cue.first - 1) != "qui":
            return None
        at = passage.tokens[cue.first - 1].start
        for found in reversed(self.found):
            if found.mention and found.mention[1] <= at and found.cue and found.cue[0] < found.mention[0]:
                between = passage.mask[found.mention[1] : at]
                near = found.mention[0] >= passage.sentence(at)[0]
                return found.mention if near and adds_who(between) else None
        return None

    def anew(self, held: set[int]) -> Sift:
        """The same passage with nothing found, where only these marks may be taken."""
        other = Sift(self.passage, self._subject)
        other.used = set(self.used)
        other.claimed = {pair.start for pair in self.passage.pairs} - held
        return other

    def free(self, pair: Pair) -> bool:
        """Whether no sieve has taken this quoted stretch yet."""
        return pair.start not in self.claimed

    def alone(self, pair: Pair) -> bool:
        """Whether this quoted stretch is free, and no words found already hold it."""
        return self.free(pair) and not any(
            start <= pair.start < end for found in self.found for start, end in found.spans
        )

    def add(
        self, spans: list[Span], kind: Kind, rule: str, confidence: float, cue: Cue | Span | None = None,
        mention: Span | None = None, claims: list[Pair] | None = None, via: str | None = None,
    ) -> None:  # fmt: skip
        """Keep a quotation, and claim its marks."""
        text = self.passage.text
        spans = [span for span in spans if any(c.isalnum() for c in text[slice(*span)])]
        if not spans:
            return
        for pair in claims or []:
            self.claimed.add(pair.start)
        if isinstance(cue, Cue):
            self.used.add(cue.start)
            if mention is None:
                mention = self.borrowed(cue)
            mention = together(self.passage, _voice(self.passage, mention, cue), cue)
        mention = _within(self.passage, _bare(self.passage, mention))
        mention = apposed_name(self.passage, mention, closed=not isinstance(cue, Cue))
        mention = self._unmarked(mention)
        if mention is not None and _no_one(self.passage.text[slice(*mention)]):
            mention = None
        if mention is not None:  # « lâche un « proche » »: who speaks, not what is said
            self.claimed.update(pair.start for pair in self.passage.pairs_in(*mention))
        self.found.append(self.quotation(spans, kind, rule, confidence, cue, mention, via))

    def _unmarked(self, mention: Span | None) -> Span | None:
        """A mention without marks around it, which hold a name then and no words said."""
        marked = in_marks(self.passage.text, *mention) if mention else None
        if mention is None or marked is None or marked.end() != mention[1]:
            return mention
        self.claimed.add(marked.start("open"))
        return marked.span("name")

    @staticmethod
    def quotation(
        spans: list[Span], kind: Kind, rule: str, confidence: float, cue: Cue | Span | None,
        mention: Span | None, via: str | None = None,
    ) -> Found:  # fmt: skip
        """A quotation of these words."""
        return Found(
            spans=tuple(spans), kind=kind, cue=(cue.start, cue.end) if isinstance(cue, Cue) else cue,
            mention=mention, via=via, verb=cue.verb or None if isinstance(cue, Cue) else None, rule=rule,
            confidence=confidence,
        )  # fmt: skip

    def borrowed(self, cue: Cue) -> Span | None:
        """The subject of the cue before, for « … et a ajouté », « …, affirmant que »."""
        passage = self.passage
        start, end = passage.sentence(cue.start)
        if cue.shape == "participle" and (own := before_participle(passage, start, cue.start)):
            return own
        for found in reversed(self.found):
            if found.cue and start <= found.cue[0] < cue.start and found.mention:
                return found.mention
        past = past_subordinate(passage, start, cue.start) if cue.shape == "participle" else None
        for other in reversed(passage.cues_in(start, cue.start)):
            if past is not None and other.end <= past[0]:
                return past
            if other.inverted and other.clitic:
                return None if impersonal(passage, other) or other.inverted == "on" else other.clitic
            if other.shape in ("finite", "compound"):
                own = self.subject_of(passage, other)
                mention = _incise_subject(passage, other, start, end)
                if mention and own and _apposed(passage, start, own, mention):
                    mention = own
                if mention or own:
                    return mention or own
        if cue.shape in ("finite", "compound") and passage.word(cue.first - 1) in ("et", "puis", "mais"):
            return main_subject(passage, start, cue.start)
        if cue.shape == "infinitive" and (one := _ON.search(passage.mask, start, cue.start)):
            return behind_before(passage.mask, start, one.end(1))
        if cue.shape == "infinitive" and _GOES_ON.fullmatch(passage.mask, start, cue.start):
            return None  # « Avant de préciser : « … » »: whoever spoke last
        later = [
            found for found in self.found if found.cue and cue.start < found.cue[0] < end and found.mention
        ]
        if later:
            return later[0].mention
        if cue.shape in ("participle", "infinitive"):
            return main_subject(passage, start, cue.start) or _subject_ahead(passage, cue, end)
        return None


_ON = re.compile(
    r"\b(on)\s+(?:(?:ne|se)\s+|[ns]['’])?[a-zà-ÿ]+\s+(?:(?:pas|plus|aussi|ainsi|même)\s+)?(?:(?:à|de)\s+|d['’])?\Z"
)
"""« Au cabinet, on se borne à rappeler que … »: who stands behind it, if that is told."""
_GOES_ON = re.compile(r"\W*(?:Et\s+|Puis\s+)?(?:[Aa]vant\s+)?d(?:e\s+|['’])(?:\w+ment\s+|se\s+|s['’])?")


def _incise_subject(passage: Passage, cue: Cue, start: int, end: int) -> Span | None:
    """Who speaks in « …, a annoncé la préfecture, précisant que »: after the cue, if that is someone."""
    before = passage.mask[start : passage.tokens[cue.first].start].rstrip()
    after = inverted_subject(passage, cue, end) if before.endswith(",") and "I" in cue.frames else None
    closed = after is not None and passage.mask[after[1] : after[1] + 1] == ","
    return after if after and (closed or someone(passage, after)) else None


def _apposed(passage: Passage, start: int, own: Span, after: Span) -> bool:
    """« Son conseil, Me Roy, a plaidé l'acquittement, estimant que »: the comma closes an apposition."""
    if someone(passage, after) or not someone(passage, own):
        return False
    before = passage.mask[start : own[1]]
    return "," in before and not has_finite(before) and FILLER not in before


_AFTER_COMMA = re.compile(r",\s+")


def _subject_ahead(passage: Passage, cue: Cue, end: int) -> Span | None:
    """The subject of the main clause after a participle: « Soulignant que …, le maire a promis … »."""
    for number, comma in enumerate(_AFTER_COMMA.finditer(passage.mask, cue.end, end)):
        phrase = noun_phrase(passage.mask, comma.end(), end)
        if phrase and someone(passage, phrase) and has_finite(passage.mask[phrase[1] : phrase[1] + 40]):
            return phrase
        if number == 5:
            break
    return None


_APPOSED = re.compile(
    r",\s+(?:(?:M\.|Mme|Me|Dr|Pr|[Ll]e\s+(?:Dr|Pr|docteur|professeur))\s+)?"
    r"(?P<name>[A-ZÀ-Þ][\w’'-]+(?:\s+(?:(?:de|du|del|el|al|ben|van|von|le|la|d['’])\s+)?"
    r"(?:[A-ZÀ-Þ]\.(?=\s[A-ZÀ-Þ])|[A-ZÀ-Þ][\w’'-]*)){1,3})"
    r"(?=\s*(?:[,.;:()]|$|\s(?:a|ont|est|lors|dans|qui|et|à|au|en|sur|auprès|devant|après|avant|dès|via|hier|ce|mardi|lundi|mercredi|jeudi|vendredi|samedi"
    r"|dimanche)\b))"
)


_CLOSES = re.compile(r"\s*(?:[,.;:()!?]|\Z)")
_PLACED = re.compile(r"(?:[àÀA]|[Dd]ans|[Aa]près|[Aa]vant|[Ss]ur|[Ll]ors)\s")


def _bare(passage: Passage, mention: Span | None) -> Span | None:
    """A mention without the « dont » before it: « le syndicat, dont le secrétaire dénonce »."""
    whose = _WHOSE.match(passage.text, *mention) if mention else None
    return (whose.end(), mention[1]) if whose and mention else mention


_WHOSE = re.compile(r"dont\s+(?=\w)")


def _no_one(mention: str) -> bool:
    """Whether what stands where a subject stands names nobody: « Mais », « Après », « à Lille »."""
    low = mention.lower()
    if low in word_class("indefinite people") or mention in words("media"):  # « révèle Voici »
        return False
    return (low in words("openers") and not is_pronoun(mention) and not role_like(mention)) or bool(
        _PLACED.match(mention)
    )


def _within(passage: Passage, mention: Span | None) -> Span | None:
    """Who speaks in « selon ce qu'a confié X », « selon ce que rapportent des médias »."""
    if mention is None or passage.text[slice(*mention)].lower() not in ("ce", "ce qu", "ce que"):
        return mention
    for cue in passage.cues_in(mention[1], mention[1] + 40):
        return inverted_subject(passage, cue, passage.sentence(cue.start)[1])
    return mention


_VOICE = re.compile(
    r",?\s+par\s+(?:la\s+(?:voix|bouche|plume)|l['’](?:intermédiaire|entremise))\s+(?:de\s+|d['’]|du\s+)"
)


def _voice(passage: Passage, mention: Span | None, cue: Cue) -> Span | None:
    """Who says it for a body: « le parti, par la voix de son président Ugo Brun, dénonce »."""
    for at in (mention[1], cue.end) if mention else ():
        if voice := _VOICE.match(passage.mask, at, at + 40):
            phrase = phrase_from(passage.text, voice.end(), passage.sentence(at)[1])
            return phrase if phrase and can_speak(passage, phrase) else mention
    return mention


_WRITTEN = re.compile(
    r"(?:l[ea]\s|l['’]|une?\s|son\s|sa\s)(?:(?:premi|derni|nouve|réc)\w+\s)?"
    r"(?:enquête|étude|sondage|rapport|communiqué|article|note|analyse|document|lettre|expertise|tribune|texte|bilan|baromètre)\b",
    re.IGNORECASE,
)
"""« selon une enquête du Courrier, Paul Roy, élu hier, … »: a document has no name in apposition."""
_ONE_OF = re.compile(r"(?i)l['’]une?\s+d(?:es?\s|['’])")


def apposed_name(passage: Passage, mention: Span | None, *, closed: bool = False) -> Span | None:
    """A mention, or the name right after it: « la directrice de l'école, Rose Ngono, … ».

    `closed` where only a name between commas is one: « selon la maire, Paul Roy a dit » names two people.
    """
    if mention is None or not re.match(
        r"(?:[Ll][ea]|[Ll]['’]|[Uu]ne?|[Ss]on|[Ss]a|[Ll]['’]un)\b", passage.text[mention[0] : mention[1]]
    ):
        return mention
    said = passage.text[mention[0] : mention[1]]
    if not (role_like(said) or _ONE_OF.match(said)) or _WRITTEN.match(said):
        return mention
    name = _APPOSED.match(passage.mask, mention[1], mention[1] + 80)
    if name is None or (closed and not _CLOSES.match(passage.mask, name.end("name"))):
        return mention
    return name.span("name")


_STRETCH = re.compile(rf"[^,;:()–{FILLER}]+")


def main_subject(passage: Passage, start: int, end: int) -> Span | None:
    """The first noun phrase of a sentence that is someone, for what stands further on without a subject."""
    leading = past_subordinate(passage, start, end) or leading_subject(passage.mask, start, end)
    if leading is not None and (inverted := _after_que(passage, leading[1], end)):
        return inverted
    if leading is not None and leading[1] - leading[0] < 90 and someone(passage, leading):
        return leading
    for number, stretch in enumerate(_STRETCH.finditer(passage.mask, start, end)):
        if stretch.start() and passage.mask[stretch.start() - 1] == "(":
            continue
        at = skip_adverbials(passage.mask, stretch.start(), stretch.end())
        phrase = noun_phrase(passage.mask, at, stretch.end())
        if phrase and phrase[1] - phrase[0] < 90 and someone(passage, phrase):
            return phrase
        if number == 4:
            break
    return None


_QUE = re.compile(
    r"\s+(?:que\s+|qu['’])(?!(?:les?|la|un|une|des|ce|cette|son|sa|il|elle|ils|elles|on|l)\b)(?P<verb>(?:[a-zà-ÿ’'-]+\s+){1,5}?)"
    r"(?=(?:le|la|son|sa)\s[a-zà-ÿ]|l['’][a-zà-ÿ]|(?:M\.|Mme|Me)\s|[A-ZÀ-Þ][\w’'-]+\s+(?:(?:de|du|el|al|ben)\s+)?[A-ZÀ-Þ])"
)


def _after_que(passage: Passage, at: int, end: int) -> Span | None:
    """« Un avis que ne partage pas Ève Colin, estimant que … »: who stands after the relative's verb."""
    que = _QUE.match(passage.mask, at, end)
    if que is None or not has_finite(que["verb"]):
        return None
    phrase = noun_phrase(passage.mask, que.end(), end)
    return phrase if phrase and someone(passage, phrase) else None


def words_of(pair: Pair) -> list[Span]:
    return list(pair.parts)


def cue_subject(sift: Sift, cue: Cue, end: int) -> Span | None:
    """The subject of a cue: its clitic, what stands before it, else what is inverted after it."""
    passage = sift.passage
    if cue.clitic:
        return subject_after(passage, cue, end)
    if cue.shape in ("participle", "infinitive"):
        return None
    if (agent := _BY.match(passage.mask, cue.end, end)) and passage.word(cue.first) in _PASSIVE:
        return noun_phrase(passage.mask, agent.end(), end)
    before = sift.subject_of(passage, cue)
    if before is not None:
        return before
    if passage.word(cue.first - 1) in ("et", "ou", "puis", "mais"):
        return None
    after = subject_after(passage, cue, end)
    return after if can_speak(passage, after) else None


_BY = re.compile(r"\s+(?:\w+ment\s+)?par\s+")
_PASSIVE = listed("est sont était étaient sera seront fut furent")
"""« est accusée par le préfet de … »: who accuses comes after."""


def impersonal(passage: Passage, cue: Cue) -> bool:
    return passage.word(cue.first - 1) in ("on", "je", "j'", "nous", "vous", "tu")


_KNOWN = frozenset(["gilets jaunes", "gilet jaune", "bonnets rouges"])
_DETERMINED = re.compile(
    r"(?:\b(?:les?|la|des?|du|un|une|ce|cette|aux?|à|en|son|sa|ses)|['’(])\s*$", re.IGNORECASE
)


def is_movement(inner: str) -> bool:
    """Whether marks hold the name of a movement, printed in small letters."""
    return inner.lower() in _KNOWN


def is_vote(passage: Passage, pair: Pair) -> bool:
    """Whether marks hold an answer put to the vote: « soutient le « oui » au référendum »."""
    inner = passage.text[slice(*pair.inner)].strip().lower()
    if inner not in ("oui", "non"):
        return False
    chosen = _VOTE.search(passage.mask, pair.start - 4, pair.start) or _TO_WHAT.match(passage.mask, pair.end)
    return chosen is not None


_TO_WHAT = re.compile(r"\s+(?:à|aux?)\s")
"""« a dit « oui » au traité »"""
_VOTE = re.compile(r"\b(?:le|du|au)\s*\Z")


_NUMBERED = re.compile(r"\d+\s[A-ZÀ-Þ]")


def is_name(passage: Passage, pair: Pair) -> bool:
    """Whether marks hold a name, a title or a foreign word, not words said: « le registre "Mémoires" »."""
    inner = passage.text[pair.inner[0] : pair.inner[1]]
    words = inner.split()
    if is_movement(inner) or pair.inner[1] - pair.inner[0] <= 2 or is_vote(passage, pair):
        return True
    named = inner[:1].isupper() or _NUMBERED.match(inner)  # « le « 20 Heures » »
    if len(words) > 5 or not named or inner[-1:] in ".!?…":
        return False
    capitals = all(word[:1].isupper() for word in words if len(word) > 3)
    return capitals or bool(_DETERMINED.search(passage.mask[max(0, pair.start - 8) : pair.start]))


def kind_of(passage: Passage, inside: list[Pair]) -> Kind:
    """The kind of a reported clause, by what of it stands in marks."""
    return "mixed" if any(not is_name(passage, pair) for pair in inside) else "indirect"


def joined(passage: Passage, one: Pair, two: Pair) -> bool:
    """Whether two quoted stretches are only joined: « A » et « B », « A », mais « B »."""
    return bool(re.fullmatch(r"[\s,]*(?:et|mais|puis)?[\s,]*", passage.mask[one.end : two.start]))
