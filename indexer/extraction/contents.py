"""The sieves: what was said, precise rules first. Each takes a passage and what is found already.

A sieve claims quoted stretches (pairs) so that a later, looser one leaves them alone. Rules and their
confidence are named in `SIEVES` order; the docstring of each gives the construct it is for.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from corpus import Kind, Span
from indexer.extraction.cues import Cue
from indexer.extraction.marks import Pair
from indexer.extraction.mentions import noun_phrase, subject_after, subject_before
from indexer.extraction.passage import Passage, has_words, skip_adverbials, trim
from indexer.extraction.values import Found
from indexer.lexicon import words

Subject = Callable[[Passage, Cue], "Span | None"]


class Sift:
    """The state of one passage while the sieves go over it."""

    def __init__(self, passage: Passage, subject: Subject = subject_before) -> None:
        self.passage = passage
        self.subject_of = subject
        self.found: list[Found] = []
        self.claimed: set[int] = set()
        self.used: set[int] = set()
        """Offsets of the cues that have their content."""

    def free(self, pair: Pair) -> bool:
        """Whether no sieve has taken this quoted stretch yet."""
        return pair.start not in self.claimed

    def add(
        self, spans: list[Span], kind: Kind, rule: str, confidence: float, cue: Cue | Span | None = None,
        mention: Span | None = None, claims: list[Pair] | None = None, via: str | None = None,
    ) -> None:  # fmt: skip
        """Keep a quotation, and claim its marks."""
        spans = [span for span in spans if span[0] < span[1]]
        if not spans:
            return
        for pair in claims or []:
            self.claimed.add(pair.start)
        if isinstance(cue, Cue):
            self.used.add(cue.start)
            if mention is None:
                mention = self.borrowed(cue)
        span = (cue.start, cue.end) if isinstance(cue, Cue) else cue
        verb = cue.verb if isinstance(cue, Cue) else None
        self.found.append(
            Found(
                spans=tuple(spans), kind=kind, cue=span, mention=mention, via=via, verb=verb, rule=rule,
                confidence=confidence,
            )
        )  # fmt: skip

    def borrowed(self, cue: Cue) -> Span | None:
        """The subject of the cue before, for « … et a ajouté », « …, affirmant que »."""
        passage = self.passage
        start, end = passage.sentence(cue.start)
        for found in reversed(self.found):
            if found.cue and start <= found.cue[0] < cue.start and found.mention:
                return found.mention
        for other in reversed(passage.cues_in(start, cue.start)):
            if other.shape in ("finite", "compound"):
                mention = self.subject_of(passage, other)
                if mention:
                    return mention
        later = [
            found for found in self.found if found.cue and cue.start < found.cue[0] < end and found.mention
        ]
        if later:
            return later[0].mention
        if cue.shape in ("participle", "infinitive"):
            return _main_subject(passage, cue)
        return None


def _main_subject(passage: Passage, cue: Cue) -> Span | None:
    """The first noun phrase of a sentence, for a participle whose clause has no cue."""
    start, _ = passage.sentence(cue.start)
    lead = skip_adverbials(passage.mask, start, cue.start)
    while lead < cue.start and not passage.mask[lead].isalnum():
        lead += 1
    phrase = noun_phrase(passage.mask, lead, cue.start)
    if phrase is None:
        return None
    return phrase if phrase[1] - phrase[0] < 90 else None


def _inner(pair: Pair) -> list[Span]:
    return list(pair.parts)


def _sure(passage: Passage, phrase: Span | None) -> bool:
    """Whether a phrase looks like someone who can speak: a name, a role, a body, a pronoun."""
    if phrase is None:
        return False
    text = passage.text[phrase[0] : phrase[1]]
    if re.match(
        r"(?i)(?:il|elle|ils|elles|ce dernier|cette dernière|ces derniers|celui-ci|celle-ci|lui|eux)$", text
    ):
        return True
    if re.search(r"(?:^|[\s'’])[A-ZÀ-ÖØ-Þ@][\w’'-]+", text):
        return True
    heads = {w.rstrip("s") for w in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())[:5]}
    return bool(heads & _speakers())


def _speakers() -> frozenset[str]:
    if not _SPEAKERS:
        _SPEAKERS.update(word.rstrip("s") for word in words("speaker_nouns"))
    return frozenset(_SPEAKERS)


_SPEAKERS: set[str] = set()


# --- 1. incises beside marks --------------------------------------------------------------------

_GAP = re.compile(r"[\s,.\u00a0\u202f]*(?:(?:comme|ainsi|l['’]|tel que|c['’]est ce qu['’e]|,)\s*)*[\s,]*")


def incise_after_marks(sift: Sift) -> None:
    """« Oui », a déclaré X. · "Non", dit-elle. · Le texte est "bon", a-t-il ajouté."""
    passage = sift.passage
    pairs = list(passage.pairs)
    for index, pair in enumerate(pairs):
        if not sift.free(pair):
            continue
        cue = _cue_right_of(passage, pair.end)
        if cue is None or cue.start in sift.used:
            continue
        end = passage.end
        mention = subject_after(passage, cue, end)
        if cue.inverted and mention is None and cue.inverted != "on":
            continue
        if not cue.inverted and not _sure(passage, mention):
            continue
        start, _ = passage.sentence(pair.start)
        spans, kind, claims = _with_head(sift, pair, start)
        after = mention[1] if mention else cue.end
        joined = _goes_on(passage, pairs, index, max(after, cue.end))
        if joined and sift.free(joined):
            spans = spans + _inner(joined)
            claims.append(joined)
        sift.add(spans, kind, "incise after marks", 0.95, cue, mention, claims)


def _cue_right_of(passage: Passage, at: int) -> Cue | None:
    gap = _GAP.match(passage.mask, at, passage.end)
    begin = gap.end() if gap else at
    for cue in passage.cues:
        if cue.start < at:
            continue
        first = passage.tokens[cue.first].start
        if first > begin + 60:
            return None
        between = passage.mask[begin:first]
        if not between.strip() or _lead_in(between):
            if cue.shape in ("participle", "infinitive"):
                return None
            return cue
        return None
    return None


def _lead_in(between: str) -> bool:
    return all(
        word.lower().endswith("ment")
        or word.lower() in words("adverbs")
        or word.lower() in ("comme", "l'", "l’")
        for word in re.findall(r"[\w’']+", between)
    ) and not re.search(r"[.:;]", between)


def _with_head(sift: Sift, pair: Pair, start: int) -> tuple[list[Span], Kind, list[Pair]]:
    """The pair alone, or with the narrator's words that begin the same clause."""
    passage = sift.passage
    head_start = start
    for other in sift.found:
        last = max(
            [span[1] for span in other.spans]
            + ([other.cue[1]] if other.cue else [])
            + ([other.mention[1]] if other.mention else [])
        )
        if head_start < last <= pair.start:
            head_start = last
    head = passage.mask[head_start : pair.start]
    if cut := re.search(r".*[:;]", head, re.DOTALL):
        head_start += cut.end()
        head = passage.mask[head_start : pair.start]
    earlier = [p for p in passage.pairs_in(head_start, pair.start) if sift.free(p)]
    if not has_words(head.replace("·", "")) and not earlier:
        return _inner(pair), "direct", [pair]
    if earlier and not has_words(head.replace("·", "")):
        return _inner(pair), "direct", [pair]
    span = trim(passage.text, head_start, pair.end)
    if span is None:
        return _inner(pair), "direct", [pair]
    return [span], "mixed", [*earlier, pair]


def _goes_on(passage: Passage, pairs: list[Pair], index: int, after: int) -> Pair | None:
    """The pair that continues the sentence after an incise: « A », dit X, « b »."""
    if index + 1 >= len(pairs):
        return None
    following = pairs[index + 1]
    between = passage.mask[after : following.start]
    first = passage.text[following.inner[0]]
    if following.start < after or len(between) > 80:
        return None
    if re.fullmatch(r"[^.:;?!·]*,\s*", between) and first.islower() and " et " not in between:
        return following
    return None


def incise_inside_marks(sift: Sift) -> None:
    """« Nous partirons, a-t-il dit, demain. »"""
    passage = sift.passage
    from indexer.extraction.cues import cues, tokens

    for pair in passage.pairs:
        if not sift.free(pair):
            continue
        for start, end in pair.parts:
            inner = tokens(passage.text, start, end)
            for cue in cues(inner):
                comma = inner[cue.first - 1].word if cue.first else ""
                if comma not in (",", "?", "!", "…") or cue.shape in ("participle", "infinitive"):
                    continue
                if cue.inverted:
                    if cue.inverted not in ("il", "elle", "ils", "elles"):
                        continue
                    mention, last = cue.clitic, cue.end
                else:
                    phrase = noun_phrase(passage.text, skip_adverbials(passage.text, cue.end, end), end)
                    if phrase is None or not re.search(r"[A-ZÀ-Ö]", passage.text[phrase[0] : phrase[1]]):
                        continue
                    mention, last = phrase, phrase[1]
                stop = re.compile(r"[,.!?…;:]").search(passage.text, last, end)
                if stop is None or stop.start() - last > 60:
                    continue
                _split(sift, pair, cue, mention, inner[cue.first - 1].end, stop.end())
                break
            if not sift.free(pair):
                break


def _split(sift: Sift, pair: Pair, cue: Cue, mention: Span | None, first_end: int, second: int) -> None:
    spans: list[Span] = []
    for start, end in pair.parts:
        if start <= cue.start < end:
            if head := trim(sift.passage.text, start, first_end):
                spans.append(head)
            tail = trim(sift.passage.text, second, end)
            if tail:
                spans.append((tail[0], end))
        else:
            spans.append((start, end))
    sift.add(spans, "direct", "incise inside marks", 0.93, cue, mention, [pair])


# --- 2. colon -------------------------------------------------------------------------------------


def colon(sift: Sift) -> None:
    """X a déclaré : « … » · Nom : « … » · Sa réponse : « … »"""
    passage = sift.passage
    for pair in passage.pairs:
        if not sift.free(pair):
            continue
        before = passage.mask[passage.start : pair.start].rstrip(" \u00a0\u202f\n-–—")
        if not before.endswith(":"):
            continue
        at = passage.start + len(before) - 1
        start, _ = passage.sentence(at)
        if start > at:
            start = passage.start
        candidates = [cue for cue in passage.cues_in(start, at)]
        cue = _governing(passage, candidates, at)
        if cue is not None:
            mention = _cue_subject(sift, cue, at)
            used = cue.start in sift.used
            sift.add(_inner(pair), "direct", "cue and colon", 0.93, cue, mention, [pair])
            _, end = passage.sentence(cue.start)
            if (not used and _that(passage, cue, at) is not None) or _bare_infinitive(passage, cue, at):
                sift.used.discard(cue.start)  # the clause before the colon is another quotation
            continue
        if _title_before(passage, at):
            sift.claimed.add(pair.start)
            continue
        phrase = _label(passage, start, at)
        sift.add(_inner(pair), "direct", "name and colon", 0.75, None, phrase, [pair])


def _governing(passage: Passage, candidates: list[Cue], at: int) -> Cue | None:
    for cue in reversed(candidates):
        if passage.word(cue.last + 1) in ("que", "qu'") and "," not in passage.mask[cue.end : at]:
            return cue
        return cue
    return None


def _label(passage: Passage, start: int, at: int) -> Span | None:
    text = passage.text[start:at].strip()
    if len(text) < 60 and re.match(r"[A-ZÀ-Ö@]", text):
        return trim(passage.text, start, at)
    phrase = noun_phrase(passage.mask, skip_adverbials(passage.mask, start, at), at)
    if phrase and _sure(passage, phrase):
        return phrase
    return None


def _title_before(passage: Passage, at: int) -> bool:
    return bool(
        re.search(
            r"(?i)\b(?:intitulée?|livre|film|roman|album|chanson|titre|exposition)s?\s*$",
            passage.mask[:at][-40:],
        )
    )


def _cue_subject(sift: Sift, cue: Cue, end: int) -> Span | None:
    """The subject of a cue: its clitic, what stands before it, else what is inverted after it."""
    passage = sift.passage
    if cue.clitic:
        return subject_after(passage, cue, end)
    if cue.shape in ("participle", "infinitive"):
        return None
    before = sift.subject_of(passage, cue)
    if before is not None:
        return before
    if passage.word(cue.first - 1) in ("et", "ou", "puis", "mais"):
        return None
    after = subject_after(passage, cue, end)
    return after if _sure(passage, after) else None


# --- 3. cue and clause ----------------------------------------------------------------------------

_NOT_THAT = frozenset(
    [
        "plus",
        "moins",
        "aussi",
        "tant",
        "tel",
        "telle",
        "tels",
        "telles",
        "alors",
        "tandis",
        "ainsi",
        "bien",
        "ce",
        "autant",
        "avant",
        "après",
        "depuis",
        "dès",
        "sans",
        "pour",
        "afin",
        "parce",
        "pendant",
        "tandis",
        "même",
        "seul",
        "rien",
        "si",
        "fois",
        "temps",
        "lors",
        "mieux",
        "autre",
        "puisque",
        "jusqu'à",
    ]
)


def that_clause(sift: Sift) -> None:
    """X affirme que … · X a dit mardi à l'AFP que … · …, ajoutant que …"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or "Q" not in cue.frames or cue.inverted == "on":
            continue
        _, end = passage.sentence(cue.start)
        that = _that(passage, cue, end)
        if that is None:
            continue
        if cue.negated and cue.verb not in ("cacher", "exclure") and "pas" in passage.mask[cue.end : that[0]]:
            continue
        mention = _cue_subject(sift, cue, that[0])
        if mention is None and cue.shape in ("finite", "compound") and _impersonal(passage, cue):
            continue
        stop = _clause_end(sift, cue, that[1], end)
        _clause(sift, cue, mention, that[1], stop, "cue and clause")


def _impersonal(passage: Passage, cue: Cue) -> bool:
    return passage.word(cue.first - 1) in ("on", "je", "j'", "nous", "vous", "tu")


def _that(passage: Passage, cue: Cue, end: int) -> Span | None:
    """The « que » that belongs to a cue: near it, with nothing of another clause between."""
    inside = 0
    for number in range(cue.last + 1, min(cue.last + 22, len(passage.tokens))):
        token = passage.tokens[number]
        if token.start >= end or token.word in (";", ":", "?", "!", "qui", "dont"):
            return None
        if token.word in ("«", '"', "“", "”", "»"):
            if number == cue.last + 1:
                return None
            inside += 1
        if any(
            c.start == token.start and c.shape == "finite"
            for c in passage.cues_in(token.start, token.start + 1)
        ):
            return None
        if token.word in ("que", "qu'") and not _reaches(passage, cue, token.start):
            return None
        if token.word in ("que", "qu'"):
            return (
                (token.start, token.end)
                if passage.word(number - 1) not in _NOT_THAT or number == cue.last + 1
                else None
            )
        if token.word in ("laquelle", "lequel", "lesquels", "lesquelles") and number == cue.last + 1:
            return token.start, token.end
        if token.word in _INTERROGATIVES and (
            number == cue.last + 1 or cue.verb in ("demander", "expliquer", "raconter")
        ):
            return (token.end, token.end) if token.word == "si" else (token.start, token.start)
    return None


_TOLD = frozenset(
    ["prévenir", "avertir", "informer", "rassurer", "aviser", "alerter", "convaincre", "persuader", "assurer"]
)


def _reaches(passage: Passage, cue: Cue, que: int) -> bool:
    """Whether nothing but adverbials, hearers and a subject stands between a cue and its « que »."""
    at = skip_adverbials(passage.mask, cue.end, que)
    rest = passage.mask[at:que].strip()
    if not rest or cue.verb in _TOLD:
        return True
    if re.search(r"\b(?:plus|moins|aussi|autant|tant|tel\w*|si|même)\b[^,]*$", rest):
        return False
    if re.match(
        r"(?:à|au|aux|en|dans|sur|lors|devant|par|auprès|après|avant|pour|face|depuis|ce|lundi|,|\(|[–—-])",
        rest,
    ):
        return not re.search(r"\b(?:qui|dont|où)\b[^,]*$", rest) or rest.endswith(",")
    return (
        _sure(passage, noun_phrase(passage.mask, at, que))
        and len(rest.split()) <= 7
        and not cue.inverted
        and (_cue_left(passage, cue))
    )


def _cue_left(passage: Passage, cue: Cue) -> bool:
    """Whether nothing can be a cue's subject on its left, so that it must be inverted."""
    start, _ = passage.sentence(cue.start)
    left = passage.mask[start : passage.tokens[cue.first].start]
    return not has_words(left) or left.rstrip().endswith((",", "comme", "que", "»", '"'))


_INTERROGATIVES = frozenset(["si", "comment", "pourquoi", "combien"])

_BARE_INFINITIVE = re.compile(
    r"\s*(?:ne\s+(?:pas\s+|plus\s+|jamais\s+|rien\s+)?|n['’]|se\s+|s['’]|bien\s+|ainsi\s+|y\s+|en\s+|l['’]|le\s+|la\s+|les\s+|lui\s+)*"
    r"(?:avoir|être|vouloir|pouvoir|devoir|savoir|craindre|faire|prendre|croire|voir|vivre|comprendre|attendre|tenir|mettre"
    r"|[a-zà-ÿ]{3,}(?:er|ir|dre|tre))\b"
)


def _bare_infinitive(passage: Passage, cue: Cue, end: int) -> Span | None:
    """« affirme avoir … », « dit vouloir … »: where the infinitive begins."""
    if "Q" not in cue.frames or cue.verb in ("demander", "appeler", "faire savoir", "faire valoir", "crier"):
        return None
    at = skip_adverbials(passage.mask, cue.end, end)
    match = _BARE_INFINITIVE.match(passage.mask, at, end)
    if match is None:
        return None
    begin = at + len(match.group()) - len(match.group().lstrip())
    return begin, match.end()


def bare_infinitive(sift: Sift) -> None:
    """X affirme avoir tout dit · X dit vouloir « tourner la page »"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or cue.inverted:
            continue
        _, end = passage.sentence(cue.start)
        infinitive_at = _bare_infinitive(passage, cue, end)
        if infinitive_at is None:
            continue
        mention = _cue_subject(sift, cue, infinitive_at[0])
        if mention is None and cue.shape in ("finite", "compound") and _impersonal(passage, cue):
            continue
        stop = _clause_end(sift, cue, infinitive_at[1], end)
        _clause(sift, cue, mention, infinitive_at[0], stop, "cue and infinitive", 0.8)


_SECOND = re.compile(r",?\s+(?:et|mais|tout\s+en|avant\s+(?:de|d['’])|en)?\s*$")


def _clause_end(sift: Sift, cue: Cue, start: int, end: int) -> int:
    """Where reported content ends: at the next cue of the same speaker, an incise, or the sentence's end."""
    passage = sift.passage
    if colon_at := re.search(r"\s*:\s*[«\"“]", passage.mask[start:end]):
        end = start + colon_at.start()
    for other in passage.cues_in(start, end):
        if other.start <= start:
            continue
        left = passage.tokens[other.first].start
        before = passage.mask[start:left]
        if other.shape in ("participle", "infinitive") and re.search(
            r",\s*(?:(?:et|mais|ou|tout)\s*)*(?:en\s*)?(?:avant\s+(?:de\s*|d['’]))?(?:\w+ment\s*)?$", before
        ):
            return start + len(
                re.sub(
                    r"(?:,\s*)?(?:(?:et|mais|ou|tout)\s*)*(?:en\s*)?(?:avant\s+(?:de\s*|d['’]))?(?:\w+ment\s*)?$",
                    "",
                    before,
                )
            )
        if other.shape == "participle" and re.search(r"\btout\s+en\s*$|\ben\s*$", before):
            return start + len(re.sub(r"(?:,\s*)?(?:\btout\s+)?\ben\s*$", "", before))
        if other.shape == "infinitive" and (
            m := re.search(r",?\s*(?:avant|pour)\s+(?:de\s*|d['’])?$", before)
        ):
            return start + m.start()
        if other.inverted in ("il", "elle", "ils", "elles") and re.search(r",\s*$", before):
            return left
        if (
            other.shape in ("compound", "finite")
            and "I" in other.frames
            and re.search(r",\s*(?:a\s+)?$", before)
        ):
            phrase = subject_after(passage, other, end)
            if (
                _sure(passage, phrase)
                and phrase
                and _ends_phrase(passage, phrase[1], end)
                and not _that(passage, other, end)
            ):
                return left
        if other.shape in ("compound", "finite") and (m := re.search(r"(?:,\s*)?\b(?:et|mais)\s*$", before)):
            if (
                _that(passage, other, end)
                or ":" in passage.mask[other.end : end]
                or other.shape == "compound"
            ):
                return start + m.start()
    return end


def _clause(
    sift: Sift, cue: Cue, mention: Span | None, start: int, end: int, rule: str, confidence: float = 0.88
) -> None:
    passage = sift.passage
    span = trim(passage.text, start, end)
    if span is None:
        return
    inside = [pair for pair in passage.pairs_in(start, end) if pair.start < span[1]]
    if inside and inside[0].start == span[0] and inside[0].end >= span[1]:
        sift.add(_inner(inside[0]), "direct", rule, confidence, cue, mention, inside)
        return
    if inside and inside[-1].end > span[1]:
        span = (span[0], inside[-1].end)
    speaks = any(pair.inner[1] - pair.inner[0] > 2 and not _nickname(passage, pair) for pair in inside)
    sift.add([span], "mixed" if speaks else "indirect", rule, confidence, cue, mention, inside)


def _nickname(passage: Passage, pair: Pair) -> bool:
    """A name, a nickname or a foreign word in marks: « les "gilets jaunes" »."""
    inner = passage.text[pair.inner[0] : pair.inner[1]]
    before = passage.mask[max(0, pair.start - 14) : pair.start]
    return (
        len(inner.split()) <= 2
        and bool(re.search(r"(?:\b(?:les|des|le|la|du|un|une|ce|cette)\s|['’])$", before))
        and (inner[:1].isupper() or inner.lower().endswith("s"))
    )


# --- 4. selon, d'après, pour ------------------------------------------------------------------------

_ACCORDING = re.compile(
    r"(?i)\b(?P<cue>selon|d['’]après|à\s+en\s+croire|de\s+l['’]avis\s+d(?:e|u|es)\b|aux\s+yeux\s+d(?:e|u|es)\b|au\s+dire\s+d(?:e|u|es)\b"
    r"|aux\s+dires\s+d(?:e|u|es)\b|pour)(?=\s|\b)"
)
_NO_SPEAKER = re.compile(
    r"(?i)(?:le|la|les|l['’]|un|une|des|ses|leurs?|son|sa)?\s*(?:régions?|cas|modalités|calendrier|règles?|critères?|âges?|besoins?|"
    r"moyens|méthodes?|principe|que\b|qu['’]|lesquel\w*|toute|plusieurs\s+critères|conditions?|saisons?|jours?|disponibilités?|"
    r"goûts?|circonstances|procédure|formule|leur\s+|où|l['’]instant|l['’]heure|le\s+moment|qui\b|quoi|ce\s+que)"
)


def according_to(sift: Sift) -> None:
    """Selon X, … · …, d'après Y. · Pour X, « … »"""
    passage = sift.passage
    for match in _ACCORDING.finditer(passage.mask, passage.start, passage.end):
        start, end = passage.sentence(match.start())
        word = match.group("cue").lower()
        phrase = noun_phrase(passage.mask, match.end("cue"), end) or _pronoun_after(
            passage, match.end("cue"), end
        )
        if phrase is None or _NO_SPEAKER.match(passage.text, phrase[0], phrase[1] + 10):
            continue
        lead = passage.mask[start : match.start()]
        at_head = "·" not in lead and not has_words(lead)
        comma = passage.mask[phrase[1] : phrase[1] + 3].lstrip()[:1]
        if word == "pour":
            if (
                not at_head
                or not _sure(passage, phrase)
                or re.match(r"(?i)(?:cette|cet|ce|ces)\b", passage.text[phrase[0] : phrase[1]])
            ):
                continue
            if (
                not any(sift.free(p) for p in passage.pairs_in(phrase[1], end))
                or "," not in passage.mask[phrase[1] : end]
            ):
                continue
        elif not _sure(passage, phrase) and not at_head and comma not in (",", ".", ""):
            continue
        cue = (match.start("cue"), match.end("cue"))
        if any(found.cue == cue for found in sift.found):
            continue
        if at_head:
            _after_according(sift, cue, phrase, end)
        else:
            _before_according(sift, cue, phrase, start, end)


def _pronoun_after(passage: Passage, at: int, end: int) -> Span | None:
    match = re.compile(r"\s+(lui|elle|eux|elles)\b").match(passage.mask, at, end)
    return match.span(1) if match else None


def _after_according(sift: Sift, cue: Span, phrase: Span, end: int) -> None:
    passage = sift.passage
    comma = passage.mask.find(",", phrase[1], end)
    # « Selon X, porte-parole de Y, … »: the content begins after the apposition
    at = comma + 1 if comma >= 0 else phrase[1]
    apposition = re.compile(
        r"\s*(?:(?:le|la|l['’]|un|une|ancien\w*)\s*)?[a-zà-ÿ-]+(?:\s+[\w'’-]+){0,14}?,\s*"
    ).match(passage.mask, at, end)
    if comma >= 0 and apposition and _role_like(passage.text[at : apposition.end()]):
        at = apposition.end()
    elif comma >= 0 and re.match(
        r"\s*(?:qui|dont|cité|interrogé|contacté|publié|rapporté|diffusé)\w*\b", passage.mask[at:end]
    ):
        second = passage.mask.find(",", at, end)
        at = second + 1 if second >= 0 else at
    elif comma < 0 and (
        rest := re.compile(r"\s+(?=(?:le|la|les|l['’]|un|une|des|il|elle|ce|cette|plus)\b)").search(
            passage.mask, phrase[1], end
        )
    ):
        at = rest.end()
    _content(sift, cue, phrase, at, end, "according to")


def _role_like(text: str) -> bool:
    heads = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())[:3]
    return any(head.rstrip("s") in _speakers() for head in heads)


def _before_according(sift: Sift, cue: Span, phrase: Span, start: int, end: int) -> None:
    passage = sift.passage
    begin = start
    for found in sift.found:  # after an earlier quotation of the same sentence
        last = max(span[1] for span in found.spans)
        if begin < last <= cue[0] and found.cue and found.cue[0] >= start:
            begin = max(begin, last, found.cue[1], found.mention[1] if found.mention else 0)
    head = trim(passage.text, begin, cue[0])
    if head is None:
        return
    if any(f.spans[0][0] <= head[0] and head[1] <= f.spans[-1][1] for f in sift.found):
        return
    inside = [pair for pair in passage.pairs_in(begin, cue[0])]
    if inside and any(not sift.free(pair) for pair in inside):
        return
    spans = [head]
    tail_at = passage.mask.find(",", phrase[1], min(end, phrase[1] + 60))
    if (
        tail_at >= 0
        and passage.mask[tail_at + 1 : end].strip()
        and not re.match(
            r"\s*(?:qui|dont|cité|et\b|un|une|le|la|l['’]|ancien|[A-Z])", passage.mask[tail_at + 1 : end]
        )
        and not passage.cues_in(tail_at, end)
    ):
        tail = trim(passage.text, tail_at, end)
        if tail and len(passage.text[head[0] : head[1]].split()) <= 12:
            spans.append(tail)
    if inside and inside[0].start == head[0] and inside[-1].end >= head[1] and len(inside) == 1:
        sift.add(_inner(inside[0]), "direct", "according to", 0.85, cue, phrase, inside)
    else:
        sift.add(spans, "mixed" if inside else "indirect", "according to", 0.82, cue, phrase, inside)


def _content(sift: Sift, cue: Span, phrase: Span, start: int, end: int, rule: str) -> None:
    passage = sift.passage
    span = trim(passage.text, start, end)
    if span is None:
        return
    inside = [pair for pair in passage.pairs_in(start, end)]
    if any(not sift.free(pair) for pair in inside):
        inside = []
        return
    if inside and inside[0].start <= span[0] and inside[0].end >= span[1]:
        sift.add(_inner(inside[0]), "direct", rule, 0.85, cue, phrase, inside)
        return
    if inside and inside[-1].end > span[1]:
        span = (span[0], inside[-1].end)
    sift.add([span], "mixed" if inside else "indirect", rule, 0.85, cue, phrase, inside)


# --- 5. de and à with an infinitive -----------------------------------------------------------------

_TO = re.compile(
    r"\b(?:de\s+|d['’]|à\s+)(?=(?:ne\s+|n['’]|pas\s+|se\s+|s['’]|le\s+|la\s+|les\s+|l['’]|y\s+|en\s+|lui\s+|leur\s+|tout\s+|bien\s+|mieux\s+|[«\"“]\s*|·+)*[a-zà-ÿ]+(?:er|ir|re|oir)\b)"
)
_INDIRECT_D = frozenset(
    [
        "promettre",
        "menacer",
        "demander",
        "refuser",
        "exiger",
        "accuser",
        "jurer",
        "proposer",
        "réclamer",
        "recommander",
        "préconiser",
        "conseiller",
        "ordonner",
        "regretter",
        "craindre",
        "suggérer",
        "nier",
        "assurer",
        "affirmer",
        "dire",
        "appeler",
        "exhorter",
        "inviter",
        "encourager",
        "avertir",
        "espérer",
        "souhaiter",
    ]
)


def infinitive(sift: Sift) -> None:
    """X a promis de … · X appelle à … · X accuse Y de « … »"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or not set(cue.frames) & set("DA") or cue.shape == "infinitive":
            continue
        _, end = passage.sentence(cue.start)
        limit = min(end, cue.end + 110)
        pattern = _TO
        match = pattern.search(passage.text, cue.end, limit)
        if match is None:
            continue
        between = passage.mask[cue.end : match.start()]
        if re.search(r"[;:.«\"“(]|\b(?:que|qu['’]|qui|dont)\b", between) or len(between.split()) > 10:
            continue
        if match.group().startswith("à") and "A" not in cue.frames:
            continue
        if between.count(",") % 2:
            continue
        stop = _clause_end(sift, cue, match.end(), end)
        inside = passage.pairs_in(match.end(), stop)
        if not inside and cue.verb not in _INDIRECT_D:
            continue
        if cue.inverted == "on" or (cue.negated and not inside):
            continue
        mention = _cue_subject(sift, cue, match.start())
        _clause(sift, cue, mention, match.end(), stop, "cue and infinitive", 0.8)


# --- 6. incises without marks -----------------------------------------------------------------------


def bare_incise(sift: Sift) -> None:
    """La route est coupée, a annoncé la préfecture. · Le texte, dit-il, est bon."""
    passage = sift.passage
    for cue in passage.cues:
        if (
            cue.start in sift.used
            or cue.shape in ("participle", "infinitive")
            or ("I" not in cue.frames and cue.verb not in _BARE)
        ):
            continue
        start, end = passage.sentence(cue.start)
        left = passage.tokens[cue.first].start
        before = passage.mask[start:left]
        if not re.search(r",\s*(?:comme\s+(?:l['’])?|ainsi\s+|a\s+)?(?:\w+ment\s+)?$", before):
            continue
        mention = subject_after(passage, cue, end)
        if mention is None or not (cue.inverted or _sure(passage, mention)):
            continue
        if not cue.inverted and not _ends_phrase(passage, mention[1], end):
            continue
        if not cue.inverted and not _clause_like(before):
            continue
        _bare(sift, cue, mention, start, left, end)


_BARE = frozenset(["prévoir", "croire", "penser", "évaluer"])
_FINITE = re.compile(
    r"(?i)\b(?:a|ont|est|sont|va|vont|sera|seront|serait|seraient|était|étaient|avait|avaient|fait|font|peut|doit|faut|devrait|"
    r"pourrait|restent?|reste|demeurent?|doivent|peuvent|semblent?|veut|veulent|n['’]\w+|\w+(?:ait|aient|era|eront|erait|eraient|"
    r"irait|ira|iront|oit|ient))\b|·"
)


def _clause_like(before: str) -> bool:
    return bool(_FINITE.search(before)) and len(before.split()) >= 4


def _ends_phrase(passage: Passage, at: int, end: int) -> bool:
    """Whether nothing follows the noun phrase that would make it an object (« a annoncé la fin de … »)."""
    at = skip_adverbials(passage.mask, at, end)
    rest = passage.mask[at:end].strip()
    return not rest or rest[0] in ",.;:()–—" or rest.split()[0].lower() in (
        "dans", "sur", "à", "au", "aux", "lors", "devant", "après", "avant", "en", "qui", "dont", "selon", "mais", "et",
        "auprès", "face", "par", "pour", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "hier",
    )  # fmt: skip


def _bare(sift: Sift, cue: Cue, mention: Span, start: int, left: int, end: int) -> None:
    passage = sift.passage
    begin = start
    for found in sift.found:
        last = max([span[1] for span in found.spans] + ([found.mention[1]] if found.mention else []))
        if begin < last <= left and found.spans[0][0] >= start:
            begin = max(begin, last)
    head = trim(passage.text, begin, left)
    if head is None:
        return
    head_text = re.sub(r",?\s*(?:comme|ainsi)\s*$", "", passage.text[head[0] : head[1]])
    head = (head[0], head[0] + len(head_text))
    inside = passage.pairs_in(begin, left)
    if inside and all(not sift.free(pair) for pair in inside):
        return
    spans = [head]
    comma = re.compile(r"\s*,\s*").match(passage.mask, max(mention[1], cue.end), end)
    if comma and comma.end() < end and len(passage.mask[head[0] : head[1]].split()) < 8:
        rest = passage.mask[comma.end() : end]
        if not passage.cues_in(comma.end(), comma.end() + 25) and len(rest.split()) > 2:
            tail = trim(passage.text, comma.end(), end)
            if tail:
                spans.append(tail)
    last = max(mention[1], cue.end)
    later = [number for number, pair in enumerate(passage.pairs) if pair.start >= last]
    if (
        inside
        and later
        and (joined := _goes_on(passage, [passage.pairs[later[0]]] * 2, 0, last))
        and sift.free(joined)
    ):
        spans = [head, *_inner(joined)]
        inside = [*inside, joined]
    kind: Kind = "mixed" if inside else "indirect"
    sift.add(spans, kind, "incise without marks", 0.85, cue, mention, inside)


# --- 7. fragments -----------------------------------------------------------------------------------


def attribute(sift: Sift) -> None:
    """X s'est dit « déçu » · X se dit prêt à partir"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or "R" not in cue.frames or not cue.reflexive or cue.negated:
            continue
        if cue.verb not in ("dire", "déclarer", "juger", "estimer", "montrer", "affirmer"):
            continue
        _, end = passage.sentence(cue.start)
        at = skip_adverbials(passage.mask, cue.end, end)
        stop = _clause_end(sift, cue, at, end)
        if passage.mask[at:stop].lstrip()[:1] in (",", ".", ":", ""):
            continue
        mention = _cue_subject(sift, cue, end)
        inside = passage.pairs_in(at, stop)
        if inside and inside[0].start <= at + 2 and len(passage.mask[inside[0].end : stop].split()) > 12:
            stop = inside[0].end
        _clause(sift, cue, mention, at, stop, "cue and attribute", 0.82)


def fragment(sift: Sift) -> None:
    """X dénonce « un passage en force » · X qualifie l'accord de « duperie » · X évoque une nuit « rude »"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or not set(cue.frames) & set("FNI"):
            continue
        if cue.shape == "infinitive" and cue.verb in ("rire", "protester", "poser", "compter"):
            continue
        _, end = passage.sentence(cue.start)
        stop = _clause_end(sift, cue, cue.end, end)
        following = [p for p in passage.pairs_in(cue.end, stop) if sift.free(p)]
        if not following or following[0].start - cue.end > 160:
            continue
        pair = following[0]
        between = passage.mask[cue.end : pair.start]
        if re.search(r"[;:]", between) or cue.inverted == "on":
            continue
        mention = _cue_subject(sift, cue, pair.start)
        inner = passage.text[pair.inner[0] : pair.inner[1]]
        if len(between.split()) > 12:
            continue
        if len(inner.split()) < 3 and mention is None and cue.shape in ("finite", "compound"):
            if passage.word(cue.first - 1) not in ("et", "ou", "puis", "mais", ","):
                continue
        if cue.verb in ("publier", "présenter", "lire", "titrer") and inner[:1].isupper():
            continue
        group = _joined(passage, following)
        if not set(cue.frames) & set("FN") and (has_words(between) or len(inner.split()) < 3):
            continue
        if all(_name_like(passage, each) for each in group):
            continue
        span = _object(passage, cue, pair, group[-1])
        plain = not has_words(between) or not has_words(
            passage.mask[skip_adverbials(passage.mask, cue.end, pair.start) : pair.start]
        )
        if plain and len(group) == 1 and (inner[-1:] in ".!?…" or len(inner.split()) > 6):
            sift.add(_inner(pair), "direct", "cue and marks", 0.8, cue, mention, [pair])
        else:
            sift.add([span], "mixed", "cue and fragment", 0.75, cue, mention, group)


def _name_like(passage: Passage, pair: Pair) -> bool:
    """A title, a brand, a nickname in marks: « l'album "Thriller" », « les "gilets jaunes" »."""
    inner = passage.text[pair.inner[0] : pair.inner[1]]
    if _nickname(passage, pair) or inner.lower() in ("gilets jaunes", "gilet jaune"):
        return True
    capitals = [w for w in inner.split() if w[:1].isupper()]
    before = passage.mask[max(0, pair.start - 30) : pair.start]
    if re.search(
        r"(?i)(?:intitulée?s?|baptisée?s?|nommée?s?|dite?s?|surnommée?s?|appelée?s?|album|film|livre|roman|chanson|titre|émission|spectacle|série|opération|plan|projet|loi|mouvement|groupe)\s*:?\s*$",
        before,
    ):
        return True
    return bool(capitals) and len(inner.split()) <= 4 and inner[:1].isupper() and inner[-1:] not in ".!?…"


def _joined(passage: Passage, following: list[Pair]) -> list[Pair]:
    """« A » et « B » after one cue: one reported phrase."""
    group = [following[0]]
    for pair in following[1:]:
        between = passage.mask[group[-1].end : pair.start]
        if (
            len(between.split()) > 6
            or re.search(r"[.;:]|\b(?:que|qui)\b", between)
            or passage.cues_in(group[-1].end, pair.start)
        ):
            break
        group.append(pair)
    return group


def _object(passage: Passage, cue: Cue, first: Pair, last: Pair) -> Span:
    """The reported phrase: from the object's head for announcing verbs, the fragment alone for naming ones."""
    start = first.start
    if "N" not in cue.frames or cue.verb == "dire":
        at = skip_adverbials(passage.mask, cue.end, first.start)
        head = passage.mask[at : first.start]
        if head.strip() and len(head.split()) <= 8 and "," not in head.strip(" ,"):
            start = at + len(head) - len(head.lstrip(" ,"))
    if start == first.start and first is last:
        return first.inner[0], first.inner[1]
    return start, last.end


# --- 8. free quotations -----------------------------------------------------------------------------


def free(sift: Sift) -> None:
    """« … » alone in its sentence: goes on from the quotation before, or has no one named."""
    passage = sift.passage
    for pair in passage.pairs:
        if not sift.free(pair):
            continue
        inner = passage.text[pair.inner[0] : pair.inner[1]]
        count = len(inner.split())
        start, end = passage.sentence(pair.start)
        outside = passage.mask[start : pair.start] + passage.mask[min(pair.end, end) : end]
        alone = not has_words(outside)
        if alone and count >= 3:
            sift.add(_inner(pair), "direct", "free", 0.7, None, None, [pair])
        elif count >= 8 and (inner[-1:] in ".!?…" or inner[:1].isupper()):
            phrase = _label(passage, start, pair.start)
            sift.add(_inner(pair), "direct", "long and unannounced", 0.5, None, phrase, [pair])


SIEVES: tuple[Callable[[Sift], None], ...] = (
    incise_after_marks,
    colon,
    incise_inside_marks,
    that_clause,
    bare_infinitive,
    according_to,
    attribute,
    infinitive,
    bare_incise,
    fragment,
    free,
)


def sift(passage: Passage, subject: Subject = subject_before) -> list[Found]:
    """The quotations of one passage, in order of their first span."""
    state = Sift(passage, subject)
    for sieve in SIEVES:
        sieve(state)
    return sorted(state.found, key=lambda found: found.spans[0])
