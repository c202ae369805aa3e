"""The « que », « si » or infinitive that belongs to a cue."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.cue import Cue
from indexer.extraction.infinitives import infinitive_at
from indexer.extraction.noun_phrases import noun_phrase
from indexer.extraction.passage import Passage, has_words
from indexer.extraction.speaking import can_speak
from indexer.lexicon import listed

_NOT_THAT = listed(
    "plus moins aussi tant tel telle tels telles alors tandis ainsi bien ce autant avant après "
    "depuis dès sans pour afin parce pendant tandis même seul rien si fois temps lors mieux autre "
    "puisque jusqu'à quoi"
)


def that_of(passage: Passage, cue: Cue, end: int) -> Span | None:
    """The « que » that belongs to a cue: near it, with nothing of another clause between."""
    rivals = {other.start for other in passage.cues_in(cue.end, end) if set(other.frames) & set("QI")}
    for number in range(cue.last + 1, min(cue.last + 22, len(passage.tokens))):
        token = passage.tokens[number]
        if token.word == "qui" and _TO_WHOM.match(passage.mask, cue.end, token.start):
            continue
        if token.start >= end or token.word in (";", ":", "?", "!", "qui", "dont"):
            return None
        if number == cue.last + 1 and token.word in ("«", '"', "“", "”", "»"):
            return None
        if token.start in rivals or (token.word == "," and cue.inverted):
            return None
        if token.word in ("que", "qu'"):
            return (token.start, token.end) if _belongs(passage, cue, number) else None
        if token.word in ("laquelle", "lequel", "lesquels", "lesquelles") and number == cue.last + 1:
            return token.start, token.end
        if token.word in _INTERROGATIVES and (
            number == cue.last + 1
            or cue.verb in ("demander", "expliquer", "raconter")
            or (
                cue.negated
                and number == cue.last + 2
                and token.word != "si"
                and passage.word(number - 1) in _NEGATIONS
            )
        ):
            return token.start, token.start
    return None


_TO_WHOM = re.compile(r"\s+(?:à|aux?|devant|auprès)\s[^,;:.]*\Z")
"""« a dit aux voisins qui l'ont vu que »: a relative clause about whom it is told to."""
_TOLD_TO = re.compile(r"\s+(?:à|aux?|devant|auprès)\s[^,;:.]*\bqui\s[^,;:.]*")
_FACT_ONLY = listed(
    "dénoncer fustiger condamner vanter pointer critiquer applaudir saluer tabler solliciter"
) | {"mettre en avant"}
"""« dénonce le fait que … »: a « que » after another noun is a relative one."""
_LIGHT = listed(
    "ainsi même aussi bien encore enfin également toutefois cependant alors déjà ensuite néanmoins notamment "
    "désormais toujours surtout pourtant vivement aujourd'hui hier"
)
_NEGATIONS = listed("pas plus jamais guère nullement absolument du tout")
_FOR_THAT = listed("appeler plaider insister militer prier supplier demander manifester œuvrer voter") | {
    "lancer un appel"
}
_TO_WHAT = listed("demander appeler inviter engager veiller tenir exhorter encourager réclamer")


_RELATIVE = re.compile(
    r"(?:que\s+|qu['’]\s*)(?:(?:lui|leur|nous|vous)\s+)(?:a|ont|avait|avaient|aurait)\s+\w+(?:é|i|u|is|it)e?s?\s"
)
"""« une lettre que lui a adressée le maire »: a relative clause."""
_WHEN = re.compile(r"\b(?:quand|lorsque|dont|où)\s|\blorsqu['’]")


def _belongs(passage: Passage, cue: Cue, number: int) -> bool:
    """Whether a « que » belongs to a cue: « annonce même que », « demande à ce que », not « plus que »."""
    que = passage.tokens[number].start
    if number > cue.last + 1 and (
        passage.word(number - 1) in _THOSE
        or _RELATIVE.match(passage.mask, que)
        or _WHEN.search(passage.mask, cue.end, que)
    ):
        return False
    if cue.verb in _FACT_ONLY:
        return bool(_THE_FACT.search(passage.mask[cue.end : passage.tokens[number].start].rstrip()))
    light = _LIGHT | _NEGATIONS if cue.negated else _LIGHT
    if all(passage.word(each) in light for each in range(cue.last + 1, number)):
        return True
    if cue.verb in ("vouloir", "comprendre"):  # « a voulu en savoir plus sur le port qu'il dirige »
        return False
    if _TOLD_TO.fullmatch(passage.mask, cue.end, passage.tokens[number].start):
        return True
    before = passage.word(number - 1)
    if before == "pour" and cue.verb in _FOR_THAT:
        return True
    if before == "ce" and passage.word(number - 2) == "à" and cue.verb in _TO_WHAT:
        return True
    return before not in _NOT_THAT and _reaches(passage, cue, passage.tokens[number].start)


_THOSE = listed("celui ceux celle celles")
_TOLD = listed("prévenir avertir informer rassurer aviser alerter convaincre persuader assurer")
_ASIDE = re.compile(
    r"(?:à|au|aux|en|dans|sur|lors|devant|par|auprès|après|avant|pour|face|depuis|ce|lundi)\b|[,(–—-]"
)


_THE_FACT = re.compile(
    r"\b(?:(?:le|son|leur|un)\s+(?:fait|principe|constat|souhait|sentiment|espoir|avis|regret|vœu)"
    r"|(?:l['’]|son\s+|leur\s+)(?:idée|hypothèse|espoir|argument|avis)"
    r"|(?:la|sa|leur)\s+(?:crainte|conviction|certitude|nécessité|possibilité)|\w+\s+fois)$"
)
_TOPIC = re.compile(
    r"(?:(?:sur|contre|pour)\s+(?:l['’]|(?:la|le|les|un|une|ce|cette|ces|son|sa|ses)\s)"
    r"(?!plateau|ton|média|micro|antenne|blog|fil|quotidien|ondes|chaîne|réseau|compte|antenne|site|radio)|en\s+faveur\b)"
)
"""« plaide pour une mesure que … »: the « que » belongs to the thing talked about."""
_WHETHER = re.compile(r"qu['’](?:ils?|elles?)\s+soi(?:t|ent)\b[^.]*\bou\b")


def _reaches(passage: Passage, cue: Cue, que: int) -> bool:
    """Whether nothing but adverbials, hearers and a subject stands between a cue and its « que »."""
    at = skip_adverbials(passage.mask, cue.end, que)
    rest = passage.mask[at:que].strip()
    if not rest or cue.verb in _TOLD or _THE_FACT.search(rest):
        return True
    if re.search(r"\b(?:plus|moins|aussi|autant|tant|tel\w*|si|même)\b[^,]*$", rest):
        return False
    if _TOPIC.match(rest) or _WHETHER.match(passage.mask, que):
        return False
    if _ASIDE.match(rest) or _ASIDE.match(passage.mask[cue.end : que].strip()):
        return not re.search(r"\b(?:qui|dont|où)\b[^,]*$", rest) or rest.endswith(",")
    return (
        can_speak(passage, noun_phrase(passage.mask, at, que))
        and len(rest.split()) <= 7
        and not cue.inverted
        and (_cue_left(passage, cue))
    )


def _cue_left(passage: Passage, cue: Cue) -> bool:
    """Whether nothing can be a cue's subject on its left, so that it must be inverted."""
    start, _ = passage.sentence(cue.start)
    left = passage.mask[start : passage.tokens[cue.first].start]
    return not has_words(left) or left.rstrip().endswith((",", "comme", "que", "»", '"'))


_INTERROGATIVES = listed("si comment pourquoi combien")


def infinitive_of(passage: Passage, cue: Cue, end: int) -> Span | None:
    """« affirme avoir … », « dit vouloir … »: where the infinitive begins and its verb ends."""
    if "V" not in cue.frames:
        return None
    at = skip_adverbials(passage.mask, cue.end, end)
    found = infinitive_at(passage.mask, at, end)
    aside = _PARENTHESIS.match(passage.mask, cue.end, end) or _PARENTHESIS.match(passage.mask, at, end)
    if found is None and aside:
        found = infinitive_at(passage.mask, aside.end(), end)
    hearer = _HEARER.match(passage.mask, cue.end, end) or _HEARER.match(passage.mask, at, end)
    if found is None and hearer:
        found = infinitive_at(passage.mask, hearer.end(), end)
    return found


_HEARER = re.compile(
    r"\s+(?:à|aux?|devant|auprès|dans|lors|sur)\s[^,;:.]{2,70}?(?:,[^,;:.]{2,50},)?\s+"
    r"(?=(?:ne\s+(?:pas\s+)?|n['’]|s['’]|l['’]|en\s+|y\s+)*(?:avoir|être|vouloir|pouvoir|devoir|craindre)\b)"
)
"""« affirme à un voisin avoir … », « a assuré au journal, ce jeudi, être … »: to whom, before what."""


_PARENTHESIS = re.compile(r",[^,;:]{3,90},|\s+[–—-]\s[^;:–—]{3,90}\s[–—-]\s")
"""« annonce, via un communiqué, avoir … »: what stands between commas or dashes."""
