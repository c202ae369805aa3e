"""Noun phrases by their shape: from a determiner or capital up to what cannot belong to them."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.adverbials import DAYS
from indexer.extraction.known import titled
from indexer.extraction.words import body_sort, role_noun
from indexer.lexicon import words

_PHRASE_END = re.compile(
    rf"""[,;:!?»«“”"\n()–—·] | \.(?=\s|$)
    | \s+(?:aux\s+côtés|comme
        |lors|dans|devant|après|avant|auprès|pendant|depuis|dont|qui|que|qu['’]|face|via|tout|selon|mais
        |lorsqu['’e]\w*|quand|alors|où|afin|puis|hier|{DAYS}|ce\s+(?:matin|soir|midi|{DAYS})|cette\s+semaine
        |à\s+(?:l['’]AFP|la\s+(?:presse|radio|télévision|tribune|sortie|veille|suite|mi)|propos|son|sa|ses
            |l['’](?:antenne|issue|occasion|adresse|agence|attention)|plusieurs|des|nos|notre|BFM\w*|France|RTL|LCI|TF1)
        |au\s+(?:micro|téléphone|travers|bout\s+du\s+fil|cours|sujet|terme|lendemain|quotidien|journal|magazine|site)|aux\s+(?:journalistes|médias)
        |en\s+(?!chef|charge|scène)|sur\s+(?:son|sa|ses|(?:les\s+(?:antennes|ondes)|l['’]antenne)|(?:Télé|Radio|Canal)\b|Twitter|Facebook|Instagram|TikTok|LinkedIn|YouTube|Telegram|X|BFM\w*|France|RTL|RMC|LCI|CNews|Europe|TF1|le\s+plateau)
        |(?:in|con)firmant|citant|évoquant|précisant|ajoutant|expliquant|estimant|assurant|affirmant|soulignant|dénonçant
        |pour\s+(?:qui|sa|expliquer|justifier)|par\s+(?:la\s+voix|téléphone)|est|a|ont|sont|et\s+(?:ce|ce))\b""",
    re.VERBOSE,
)  # fmt: skip
PHRASE_START = re.compile(
    r"(?:l['’]|d['’]un|d['’]|les?\b|la\b|une?\b|des\b|de\b|du\b|ce\b|cet\b|cette\b|ces\b|son\b|sa\b|ses\b|leurs?\b"
    r"|notre\b|mon\b|ma\b|plusieurs\b|certain\w*\b|quelques\b|deux\b|trois\b|M\.|MM\.|Mme|Mmes|Me\b|Dr|Pr\b"
    r"|[A-ZÀ-ÖØ-Þ@][\w.’'-]*|celui|celle|ceux|l’|lui\b)"
)


_TO = re.compile(
    r"(?P<before>[\w’'-]+)\s+(?:(?:à\s+la\s+|à\s+l['’]|aux?\s+)(?P<who>[a-zà-ÿ-]+)"
    r"|aux?\s+(?P<paper>[A-ZÀ-Þ][\w’'-]*)|à\s+(?=L(?:[ae]s?\s+|['’])[A-ZÀ-Þ]))"
)
_TAKES_TO = re.compile(
    r"(?:adjoint|conseill|candidat|assistant|suppléant|attaché|délégué|secrétaire|aide|aspirant|soutien|appel|hommage|recours|droit"
    r"|(?:faite?|infligée?|destinée?|réservée?|dédiée?|consacrée?|offerte?|apportée?|liée?|accordée?|versée?|ouverte?|relati[fv]e?"
    r"|confiée?|propre|due?)s?\Z)",
    re.IGNORECASE,
)


def _hearer(text: str, start: int, end: int) -> int | None:
    """Where whom it was told to begins: « la maman à La Provence », « le jeune homme au président »."""
    for to in _TO.finditer(text, start, end):
        who, paper = to["who"], to["paper"]  # « un proche du maire au Figaro »
        told = (not paper or titled(paper) != paper) and (not who or role_noun(who))
        if told and not _TAKES_TO.search(to["before"]):
            return to.end("before")
    return None


_IN_MARKS = re.compile(
    r"""(?:(?:le\s|la\s|les\s)\s*|l['’])?(?P<open>["«“])[ \u00a0\u202f]?
      (?P<name>(?:L[ae]s?\s|L['’])?[A-ZÀ-Þ][\w’'.-]*
        (?:[ \u00a0](?:(?:de|du|des|la|le|d|et|en|à|l)[ '’])*[A-ZÀ-Þ\d][\w’'.-]*){0,3})
      (?<![.!?…])[ \u00a0\u202f]?[»”"]""",
    re.VERBOSE,
)
_TITLED = re.compile(r"(?:(?:L[ae]s?|El|Der|Die|The)\s|Al[\s-]|L['’])(?=[A-ZÀ-Þ])")


def in_marks(text: str, at: int, end: int) -> re.Match[str] | None:
    """The name of a newspaper that stands in marks: selon « Le Courrier », écrit "L'Écho"."""
    found = _IN_MARKS.match(text, at, end)
    if found is None or not (_TITLED.match(found["name"]) or found["name"] in words("media")):
        return None
    return found


def noun_phrase(text: str, at: int, end: int) -> Span | None:
    """The noun phrase that begins at `at` (after blanks), up to what cannot belong to it; or None.

    >>> text = " l'ancien maire de Lons Paul Morel, lundi."
    >>> text[slice(*noun_phrase(text, 0, len(text)))]
    "l'ancien maire de Lons Paul Morel"
    """
    while at < end and text[at].isspace():
        at += 1
    if marked := in_marks(text, at, end):
        return marked.span()
    return phrase_from(text, at, end) if PHRASE_START.match(text, at, end) else None


def _named_beside(text: str, at: int, mark: re.Match[str]) -> bool:
    """« la formation "Bleu Blanc" », « du journal « Le Courrier » »: marks around the name of a body."""
    noun = _LAST_WORD.search(text, at, mark.start())
    return noun is not None and body_sort(noun["word"]) == "kind" and bool(_CAPITAL.match(text, mark.end()))


_LAST_WORD = re.compile(r"(?P<word>[a-zà-ÿ-]+)[ \u00a0]\Z")
_CAPITAL = re.compile(r"[ \u00a0\u202f]?[A-ZÀ-Þ]")


def phrase_from(text: str, at: int, end: int) -> Span | None:
    """The same without a look at how it begins: « au ministère » has no article of its own."""
    pos, last = at, end
    while True:
        stop = _PHRASE_END.search(text, pos, end)
        if stop is None:
            break
        # « M. Solère », « J. Dupont »: a full stop that ends no phrase
        if stop.group() == "." and re.search(r"(?:\bM|\bMM|\bMe|\bDr|\b[A-ZÉ])$", text[at : stop.start()]):
            pos = stop.end()
            continue
        # « le secrétaire du "Conseil" », « un des "gilets jaunes" »: marks inside the phrase
        if stop.group() in '«“"' and (
            re.search(r"(?:d[eu]s?|les?|la|['’])\s*$", text[at : stop.start()])
            or _named_beside(text, at, stop)
        ):
            close = re.compile(r"[»”\"]").search(text, stop.end(), min(end, stop.end() + 60))
            if close:
                pos = close.end()
                continue
        last = stop.start()
        break
    last = _hearer(text, at, last) or last
    last = at + len(text[at:last].rstrip())
    if last <= at or last - at > 200:
        return None
    return at, last
