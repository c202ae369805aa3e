"""Cue and clause: X affirme que … · X affirme avoir … · X a promis de …"""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.cue import Cue
from indexer.extraction.finite import has_finite
from indexer.extraction.infinitives import infinitive_at
from indexer.extraction.passage import Passage
from indexer.extraction.sieves.clause import reported
from indexer.extraction.sieves.ends import clause_end
from indexer.extraction.sieves.nobody import is_mute, nobody_says
from indexer.extraction.sieves.state import Sift, cue_subject, impersonal, is_name
from indexer.extraction.sieves.that import infinitive_of, that_of
from indexer.extraction.speaking import can_speak, is_pronoun, someone
from indexer.extraction.verbs import forms
from indexer.lexicon import listed, words


def that_clause(sift: Sift) -> None:
    """X affirme que … · X a dit mardi à l'AFP que … · …, ajoutant que …"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or "Q" not in cue.frames or cue.inverted == "on":
            continue
        if cue.verb == "noter" and passage.word(cue.first - 1) == "à":
            continue
        _, end = passage.sentence(cue.start)
        that = that_of(passage, cue, end)
        if that is None:
            continue
        if _asks_before_marks(passage, that, end) or _unable(passage, cue):
            continue
        if cue.negated and not _still_says(passage, cue, that[0]):
            continue
        if (cue.verb == "comprendre" and not cue.negated) or (
            cue.verb == "décider" and not _marked(passage, that[1], end)
        ):
            continue
        if nobody_says(passage, cue) or (cue.inverted and _asked(passage, that[1], end)):
            continue
        mention = cue_subject(sift, cue, that[0])
        if is_mute(passage, mention) or (cue.verb in _SHOWS and not _document(passage, mention)):
            continue
        if mention is None and cue.shape in ("finite", "compound") and impersonal(passage, cue):
            continue
        if cue.verb in _WISHES and not can_speak(passage, mention):
            continue
        if cue.verb in _PROVIDES and mention and _law(passage, mention):
            continue
        stop = clause_end(sift, cue, that[1], end)
        reported(sift, cue, mention, that[1], stop, "cue and clause")


def _asks_before_marks(passage: Passage, that: Span, end: int) -> bool:
    """Whether an indirect question only announces words in marks: « explique comment faire : « … » »."""
    return bool(_ASKS.match(passage.mask, that[0], end) and _THEN_MARKS.search(passage.mask, that[1], end))


def _unable(passage: Passage, cue: Cue) -> bool:
    """Whether somebody could not say it: « n'a pas été en mesure de préciser si »."""
    return cue.shape == "infinitive" and bool(
        _COULD_NOT.search(passage.mask[max(0, cue.start - 60) : cue.start])
    )


def _marked(passage: Passage, start: int, end: int) -> bool:
    """Whether words of a clause stand in marks: what somebody decided is else the narrator's to tell."""
    return bool(passage.pairs_in(start, end))


def _asked(passage: Passage, start: int, end: int) -> bool:
    """Whether a sentence asks what somebody said: « Le maire a-t-il dit qu'il partait ? »"""
    return passage.mask[start:end].rstrip().endswith("?")


_ASKS = re.compile(r"(?:comment|pourquoi|combien)\b")
_THEN_MARKS = re.compile(r":\s*[«\"“]")
_COULD_NOT = re.compile(
    r"(?:\bne\s|\bn['’])[^,;:.]{0,30}?\b(?:pas|plus|jamais)\s+(?:\w+\s+){0,2}(?:en\s+mesure|capable|su|pu|voulu|souhaité|tenu)\b"
    r"[^,;:.]*\Z|\b(?:refus\w+|sans)\s+(?:de\s+|d['’])?\Z"
)
_DENIES = listed("cacher exclure douter nier contester ignorer dissimuler")
_THINKS = listed("penser croire estimer juger souhaiter considérer trouver vouloir comprendre")
_WISHES = listed("vouloir exiger imposer supposer signifier comprendre")
"""A thing may « want that » too: « la tradition veut que »."""


def _still_says(passage: Passage, cue: Cue, until: int) -> bool:
    """Whether a negated cue has content: « n'a pas caché que », « ne pense pas que »."""
    if cue.verb in _DENIES:
        return True
    negation = re.search(r"\b(?:pas|plus|jamais|guère|nullement)\b", passage.mask[cue.start : until])
    return bool(negation) and cue.verb in _THINKS


_PROVIDES = listed("prévoir imposer exiger")
_LAW = re.compile(
    r"(?i)(?:(?:les?|la|une?|ce|cet|cette|ces|des|son|sa)\s+|l['’])?(?:proposition\s+de\s+|projet\s+de\s+)?(?:lois?|texte|décret|arrêté|règlement"
    r"|testament|bail|statuts?|traité|accord|convention|code|constitution|contrat|réforme|plan|projet|dispositif|protocole|article|ordonnance|directive)\b"
)
"""What a law provides for is no speech."""


def _law(passage: Passage, mention: Span) -> bool:
    """Whether who provides for something is a law, or a pronoun that may be one."""
    text = passage.text[slice(*mention)].removeprefix("dont ")
    return bool(_LAW.match(text)) or text.lower() in ("il", "elle", "ils", "elles", "celui-ci", "celle-ci")


_SHOWS = listed("montrer démontrer établir attester prouver déterminer")
_DOCUMENTS = re.compile(
    r"(?i)\b(?:études?|rapports?|sondages?|enquêtes?|analyses?|documents?|chiffres|données|travaux|recherches?|résultats?"
    r"|statistiques|baromètre|bilan|expertises?|autopsie|audit|textes?|articles?|chercheu\w+|scientifiques|experts?)\b"
)


def _document(passage: Passage, mention: Span | None) -> bool:
    """Whether who shows something is a document, or one who writes them; a person must say it."""
    return mention is not None and bool(_DOCUMENTS.search(passage.text, *mention))


def bare_infinitive(sift: Sift) -> None:
    """X affirme avoir tout dit · X dit vouloir « tourner la page »"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or cue.inverted:
            continue
        _, end = passage.sentence(cue.start)
        infinitive_at = infinitive_of(passage, cue, end)
        if infinitive_at is None:
            continue
        if nobody_says(passage, cue) or (cue.negated and not _still_says(passage, cue, infinitive_at[0])):
            continue
        mention = cue_subject(sift, cue, infinitive_at[0])
        if is_mute(passage, mention) or (cue.verb == "penser" and not passage.pairs_in(cue.end, end)):
            continue
        if mention is None and cue.shape in ("finite", "compound") and impersonal(passage, cue):
            continue
        stop = _infinitive_end(sift, cue, infinitive_at[1], end)
        reported(sift, cue, mention, infinitive_at[0], stop, "cue and infinitive", 0.8)


def _infinitive_end(sift: Sift, cue: Cue, start: int, end: int) -> int:
    """Where an infinitive's clause ends: where the main one goes on, « dit partir et salue la ville »."""
    end = clause_end(sift, cue, start, end)
    mask = sift.passage.mask
    for turn in _MAIN_GOES_ON.finditer(mask, start, end):
        if has_finite(mask[start : turn.start()]):
            break
        if turn["subject"]:
            if _SUBJECT_AND_VERB.match(mask, turn.end(), end) and not _WHEN.search(mask, start, turn.start()):
                return turn.start()
            continue
        verb = turn.group("verb")
        if verb is None or has_finite(verb) or any(form.shape == "finite" for form in forms().get(verb, ())):
            return turn.start()
    return end


_MAIN_GOES_ON = re.compile(
    r",?\s+(?:alors|tandis)\s+qu(?:e\s|['’])|,\s+en\s+(?:se\s+|s['’])?\w+ant\b"
    r"|,\s+(?:(?:les?|la|son|sa|ses|leurs?)\s|l['’])[^,;:·]{3,60}?\s(?:se\s+[a-zà-ÿ]+ant|étant|ayant)\b|,\s+(?:poussant|forçant|obligeant|provoquant)\b"
    r"|(?P<subject>,?\s+(?:et|mais)\s+(?=(?:les?|la|une?|ces?|cette|il|elle|ils|elles)\s|l['’])|,\s+(?=(?:il|elle|ils|elles)\s))"
    r"|,?\s+(?:et|mais|puis)\s+(?:(?:ne|se|lui|leur|en|y)\s+|[nsl]['’]\s*)*(?P<verb>[a-zà-ÿ]+)(?![\w’'-])"
)


_WHEN = re.compile(r"\b(?:lorsqu|quand|si|alors|tandis|puisqu|comme)")
_SUBJECT_AND_VERB = re.compile(
    r"(?:il|elle|ils|elles)\s|(?:(?:les?|la|une?|ces?|cette)\s|l['’])(?:(?!\bqu[ie]?\b|\bdont\b)[^,;:·])*?\s"
    r"(?:a|ont|est|sont|avait|avaient|était|étaient|sera|seront|serait|va|vont)\s"
)
"""An infinitive is joined to no clause: « dit partir et la ville a applaudi »."""


_TO = re.compile(
    r"(?<![\w’'-])(?:de\s+|d['’]\s*|à\s+)"
    r"(?P<marks>(?:(?:ne\s+(?:pas|plus)|les?|la|lui|leur|se|y|en)\s+|[lsy]['’]\s*)?[«\"“]\s*)?"
)
_SEVERAL = re.compile(r"\A[^,]*,\s[^,]*\s(?:et|ou)\s[^,]*\Z")
"""« appelle les marins, dockers et riverains à … »: one comma of an enumeration."""
_NOBODY = listed("on je j' nous vous tu")
_BARRED = re.compile(r"[;:.«\"“(]|\b(?:que|qui|dont|pour)\b|\bqu['’]")


def infinitive(sift: Sift) -> None:
    """X a promis de … · X appelle à … · X accuse Y de « … »"""
    passage = sift.passage
    for cue in passage.cues:
        if cue.start in sift.used or not set(cue.frames) & set("DdAa") or cue.inverted == "on":
            continue
        before = passage.word(cue.first - 1)
        if cue.verb in _OF_ONESELF and not cue.reflexive:
            continue
        if before in _NOBODY or (cue.shape == "infinitive" and before == "pour"):
            continue
        _, end = passage.sentence(cue.start)
        begin = _to_infinitive(passage, cue, end)
        if begin is None:
            continue
        stop = _infinitive_end(sift, cue, begin[1], end)
        inside = passage.pairs_in(begin[0], stop)
        frame = "a" if passage.text[begin[0] - 2 : begin[0]].startswith("à") else "d"
        if not inside and (frame in cue.frames or (cue.negated and cue.verb != "exclure")):
            continue
        mention = cue_subject(sift, cue, begin[0])
        if is_mute(passage, mention) or (cue.verb == "proposer" and not inside and _offers(passage, cue)):
            continue
        if cue.verb in _THINGS_TOO and mention is not None and not _somebody(passage, mention):
            continue
        at = begin[0]
        reported(sift, cue, mention, at, stop, "cue and infinitive", 0.8)


_OF_ONESELF = listed("défendre")
"""« se défend d'avoir menti » denies it; « défend un texte permettant d'agir » does not."""


def _offers(passage: Passage, cue: Cue) -> bool:
    """« vous propose de découvrir », « qui proposeront de … »: an offer, no proposal."""
    before = passage.word(cue.last - 1)
    return before in ("nous", "vous") or passage.word(cue.last).endswith(("era", "eront"))


_THINGS_TOO = listed("promettre menacer")
"""« la soirée promet d'être belle », « le mur menace de céder »: nobody says so."""


def _somebody(passage: Passage, mention: Span) -> bool:
    text = passage.text[slice(*mention)]
    place = (
        text[:1].isupper() and text.isalpha() and text.lower() not in words("openers")
    )  # « Berne promet de … »
    return is_pronoun(text) or place or someone(passage, mention)


def _to_infinitive(passage: Passage, cue: Cue, end: int) -> Span | None:
    """Where the infinitive after « de » or « à » begins and where its verb ends."""
    limit = min(end, cue.end + _REACH)
    for match in _TO.finditer(passage.text, cue.end, limit):
        at = skip_adverbials(passage.mask, cue.end, match.start())
        between = _without_names(passage, at, match.start())
        if _BARRED.search(between) or (between.count(",") % 2 and not _SEVERAL.search(between)):
            return None
        found = infinitive_at(passage.text, match.end(), min(end, match.end() + 80))
        if found is None:
            continue
        if match.group().startswith("à") and not set(cue.frames) & set("Aa"):
            continue
        if not match.group().startswith("à") and not set(cue.frames) & set("Dd"):
            continue
        return (match.start("marks") if match.group("marks") else found[0]), found[1]
    return None


def _without_names(passage: Passage, start: int, end: int) -> str:
    """The narrator's words without the marks around a name: « appelle les "gilets jaunes" à … »."""
    words = passage.mask[start:end]
    for pair in passage.pairs_in(start, end):
        if is_name(passage, pair) and pair.end <= end:
            words = words.replace(passage.mask[pair.start : pair.end], "", 1)
    return words


_REACH = 200
"""How far from its cue, in characters, an infinitive may begin."""
