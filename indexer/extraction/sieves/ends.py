"""Where reported content ends: at the next cue, an incise, a turn back to the narrator."""

from __future__ import annotations

import re

from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.cue import Cue
from indexer.extraction.finite import has_finite
from indexer.extraction.infinitives import infinitive_at, is_infinitive
from indexer.extraction.noun_phrases import noun_phrase
from indexer.extraction.passage import Passage
from indexer.extraction.sieves.inverted import inverted_subject
from indexer.extraction.sieves.state import Sift
from indexer.extraction.sieves.that import that_of
from indexer.extraction.speaking import can_speak
from indexer.lexicon import listed

_BEFORE_MARKS = re.compile(r"\s*:\s*(?:[«\"“]|$)")
_NARRATOR = re.compile(
    r"""(?: ,\s*(?:(?:toujours|encore|notamment)\s+
          |(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier)
            (?:\s+(?:matin|soir|après-midi))?\s*,\s*)?
          (?: selon | d['’]après | à\s+en\s+croire
          | en\s+(?:point|conférence)\s+de\s+presse\b
          | devant\s+(?:la\s+presse|les\s+(?:journalistes|médias))\b
          | au\s+micro\s+d | sur\s+les\s+ondes\s+d | dans\s+(?:les|nos)\s+colonnes\b
          | ce\s+(?:qui|que|dont)\b | ce\s+qu['’] | ce\s+à\s+quoi\b
          | une?\s+(?:semaine|jour|mois|an|heure|chose|décision|annonce)\s+(?:qu|après\s+qu|avant\s+qu)
          | sous\s+le\s+regard\b
          | car\b | après\s+(?:des|les|une|la)\s+(?:déclarations?|propos|annonces?)
          | (?:une?|des)\s+(?:annonce|déclaration|affirmation|accusation|information|version|thèse)s?\b
          | au\s+grand\s+dam\b | sans\s+que\b
          | (?:quelques|plusieurs|une?|deux|trois|quatre|cinq|six|dix|\d+)\s+
            (?:jours?|semaines?|mois|ans?|années?|heures?|minutes?)\s+(?:\w+\s+)?(?:après|avant)\b(?=[^,]*\Z)
          | sous\s+(?:les?\s+|l['’])(?:regards?|yeux|applaudissements?|huées|acclamations?|vivats|rires)\b
            (?=[^,]*\Z)
          | bien\s+qu | au\s+lendemain\b | à\s+la\s+veille\b | en\s+marge\b
          | à\s+l['’](?:issue|occasion)\b
          | sans\s+(?:toute\s?fois\s+|pour\s+autant\s+)?(?=[\w’']*\s?\w+(?:er|ir|re)\b)
          | (?:dans|lors\s+d|via|par|sur)\s*['’]?\s*(?:une?|son|sa|leur|des)\s+(?:\w+\s+){0,3}?
            (?:communiqués?|point\s+(?:de\s+)?presse|mêlée\s+de\s+presse|entrevue|briefing
              |prise\s+de\s+parole|tribunes?|tweets?|messages?|lettres?|entretiens?|interviews?|vidéos?|allocution
              |discours|déclarations?|conférence\s+de\s+presse|rapports?|publications?|courriels?|compte) )
      | \s+(?:et|mais|car)\s*,\s*(?:selon|d['’]après)\s
      | \s+sans\s+(?:toutefois\s+|pour\s+autant\s+)?(?:en\s+|l['’]|le\s+)?
          (?:préciser|détailler|dire|donner|fournir|avancer|indiquer|nommer|citer|dévoiler|expliquer|apporter)\b
      | \s+(?:via|dans|par|sur)\s+(?:une?|son|sa|leur|des|ses)\s+(?:\w+\s+)?
          (?:communiqués?|tweets?|messages?|compte|vidéos?|publications?|posts?)
          (?:\s+(?:de\s+presse|Twitter|Facebook|Instagram|X|officiel\w*|publi\w+|diffus\w+|post\w+))*
          (?:\s+(?:ce\s+)?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|soir|matin))?
          \s*(?=[:;]|,\s|\Z)
      | \s+(?:ce\s+matin|ce\s+soir|hier|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)
          (?:\s+(?:même|matin|soir))?\s+(?:sur|au\s+micro\s+d\w+|à\s+l['’]antenne\s+d\w+)\s+
          (?:RTL|RMC|LCI|TF1|CNews|Europe|France|BFM\w*|Radio|RTS|RTBF)\b
      | \s+(?:selon|d['’]après)\s+(?:lui|elle|eux|elles)\b(?=\s*(?:[,.;:)]|\Z)) )""",
    re.VERBOSE,
)
"""After these the narrator speaks again: counted over annotated clauses, 13 ends and none inside.
« alors que » is no such sign: it stands inside as often."""
_OPENERS = re.compile(
    r"(?:,\s*)?(?:\b(?:et|mais|ou|tout|puis)\s+)*(?:\ben\s+|\btout\s+en\s+)?(?:\bavant\s+(?:de\s+|d['’]))?(?:\w+ment\s+)?$"
)
_COMMA_FIRST = re.compile(
    r",\s*(?:(?:et|mais|ou|puis|tout)\s+)*(?:en\s+)?(?:avant\s+(?:de\s+|d['’]))?(?:\w+ment\s+)?$"
)
_GERUND = re.compile(r"(?:,\s*(?:tout\s+)?|\btout\s+)en\s+$")
_BEFORE_SAYING = re.compile(r",?\s*\bavant\s+(?:de\s+|d['’])$")
_AND_SAYS = re.compile(r"(?:,\s*)?\b(?:et|mais|puis)\s+(?:(?:il|elle|ils|elles|on)\s+)?$")
_TURN = re.compile(
    r"(?P<sure>,\s*(?:mais|et)\s+|,?\s*\b(?:tandis|alors)\s+qu[e'’]\s*)"
    r"|(?:,|\s(?:mais|et))\s+(?=(?:les?|la|son|sa|M\.|Mme|une?)\s|l['’]|[A-ZÀ-Þ])"
)


def clause_end(sift: Sift, cue: Cue, start: int, end: int) -> int:
    """Where content that begins at `start` ends, at `end` (its sentence's end) at the latest."""
    passage = sift.passage
    if colon := _BEFORE_MARKS.search(passage.mask, start, end):
        end = colon.start()
    for narrator in _NARRATOR.finditer(passage.mask, start, end):
        if _complete(passage, start, narrator.start()) or not has_finite(passage.mask[narrator.end() : end]):
            end = narrator.start()
            break
    end = _said_by_another(passage, start, end)
    if _in_relative(passage, cue):
        end = _main_verb(passage, cue, start, end)
        end = _main_subject(passage, cue, start, end)
    end = _second_verb(passage, cue, start, end)
    if _leads(passage, cue) or _subordinate(passage, cue):
        end = _main_clause(passage, start, end)
    for other in passage.cues_in(start + 1, end):
        stop = _before_cue(passage, cue, other, start, end)
        if stop is not None:
            return _without_subject(passage, start, stop)
    return end


def _without_subject(passage: Passage, start: int, stop: int) -> int:
    """An end without the one who speaks next: « …, et des élus, s'exprimant hier, ont dit que »."""
    tail = _SUBJECT_LEFT.search(passage.mask, max(start, stop - 120), stop)
    if (
        tail
        and _complete(passage, start, tail.start())
        and _names(passage, tail.start("who"), tail.group("who"))
    ):
        return tail.start()
    return stop


_SUBJECT_LEFT = re.compile(r",\s*(?:et|mais)\s+(?P<who>[^,;:·]{3,80})\Z")


_ACCORDING = re.compile(r"\s+(?:selon|d['’]après)\s+(?=[\w’'])")


def _said_by_another(passage: Passage, start: int, end: int) -> int:
    """Where « selon X » ends what is said, no comma before it: « … que tout va bien selon la préfecture »."""
    for match in _ACCORDING.finditer(passage.mask, start, end):
        before = passage.mask[start : match.start()]
        if len(before.split()) > 2 and can_speak(passage, noun_phrase(passage.text, match.end(), end)):
            return match.start()
    return end


def _main_verb(passage: Passage, cue: Cue, start: int, end: int) -> int:
    """Where the main clause goes on after a relative one: « L'élu, qui a dit qu'il resterait, est parti »."""
    for comma in _VERB.finditer(passage.mask, start, end):
        clause = cue.shape == "participle" or _complete(passage, start, comma.start())
        if has_finite(comma.group("verb")) and clause:
            return comma.start()
    return end


def _main_subject(passage: Passage, cue: Cue, start: int, end: int) -> int:
    """« À la maire, qui dit que tout va, le préfet a répondu … »: no verb before the relative clause."""
    first, _ = passage.sentence(cue.start)
    relative = _RELATIVE.search(passage.mask[first : cue.start])
    if relative is None or has_finite(passage.mask[first : first + relative.start()]):
        return end
    opens = _CIRCUMSTANCE.match(passage.mask, first)
    for main in _MAIN.finditer(passage.mask, start, end) if opens else ():
        if _complete(passage, start, main.start()) and has_finite(passage.mask[main.end() : end]):
            return main.start()
    return end


_CIRCUMSTANCE = re.compile(
    r"\W*(?:(?:à|au|aux|en|dans|sur|après|avant|face|contre|contrairement|pour|avec|sans|ne|n['’]|depuis|malgré|selon)\b|\w+ant\b)",
    re.IGNORECASE,
)
_COORDINATED = re.compile(
    r",?\s+(?:et|mais|puis)\s+(?:(?:ne|se|lui|leur|en|y)\s+|[nsl]['’]\s*)*(?P<verb>[a-zà-ÿ]+)(?![\w’'-])"
)


def _second_verb(passage: Passage, cue: Cue, start: int, end: int) -> int:
    """Where the narrator's subject has a second verb, told by number: « Ils disent qu'il va et partent »."""
    if cue.shape not in ("finite", "compound"):
        return end
    for second in _COORDINATED.finditer(passage.mask, start, end):
        verb = second["verb"]
        if not has_finite(verb):
            continue
        numbers = {
            _plural(word)
            for word in _LETTERS.findall(passage.mask[start : second.start()])
            if has_finite(word)
        }
        if numbers == {not cue.plural} and _plural(verb) == cue.plural:
            return second.start()
    return end


_LETTERS = re.compile(r"[a-zà-ÿ]+")


def _plural(verb: str) -> bool:
    return verb.endswith("nt")


_VERB = re.compile(r",\s+(?P<verb>(?:(?:ne|se|en|y)\s+|[ns]['’])*[a-zà-ÿ]+)(?![\w’'-])")


def _in_relative(passage: Passage, cue: Cue) -> bool:
    """Whether a cue stands in a relative clause between commas."""
    start, _ = passage.sentence(cue.start)
    return bool(_RELATIVE.search(passage.mask[start : cue.start]))


_RELATIVE = re.compile(r",\s*(?:(?:qui|que|dont|où)\b|qu['’])[^,]*\Z")


def _before_cue(passage: Passage, cue: Cue, other: Cue, start: int, end: int) -> int | None:
    """Where content ends before another cue of its sentence, or None where that one lies inside it."""
    left = passage.tokens[other.first].start
    before = passage.mask[start:left]
    if other.shape in ("participle", "infinitive"):
        if other.shape == "participle" and (own := _own_subject(passage, before, start)):
            return own
        if other.shape == "participle" and other.verb not in _SHOWS and _AFTER_MARKS.search(before):
            return left
        if other.verb in _OF_THE_CLAUSE and not _TO_MARKS.match(passage.mask, other.end):
            return None
        if _COMMA_FIRST.search(before) and (opener := _OPENERS.search(before)):
            return start + opener.start()
        opener = _GERUND.search(before) if other.shape == "participle" else _BEFORE_SAYING.search(before)
        told = _content_follows(passage, other, end) and not _WHETHER_NEXT.match(passage.mask, other.end)
        return start + opener.start() if opener and told else None
    comma = re.search(r",\s*$", before)
    if other.inverted in ("il", "elle", "ils", "elles", "on") and comma:
        return left
    if comma and cue.shape == "participle" and _content_follows(passage, other, end):
        return start + comma.start()
    if comma and set("QI") <= set(other.frames) and incise(passage, other, end):
        return left
    joined = _AND_SAYS.search(before)
    if joined and (other.shape == "compound" or _content_follows(passage, other, end)):
        return start + joined.start()
    return _other_speaks(passage, other, start, before, end)


_WHETHER_NEXT = re.compile(r"\s+(?:si|s['’]ils?|s['’]elles?|comment|pourquoi|quand|où)\b")
"""« du temps avant de dire s'il viendra »: that is part of what is said."""
_OF_THE_CLAUSE = listed("vouloir garantir présenter penser croire permettre imposer protester souhaiter")
_SHOWS = listed("montrer démontrer prouver illustrer signifier établir")
"""« un « signal » montrant que »: these belong to the words before them."""
_AFTER_MARKS = re.compile(r"[»”\"]\s*\Z")
_OWN_SUBJECT = re.compile(r",\s+(?P<who>[^,;:·]{2,60}?)\s+\Z")


def _own_subject(passage: Passage, before: str, start: int) -> int | None:
    """Where a participle with a subject of its own begins: « …, la CGT affirmant que … »."""
    found = _OWN_SUBJECT.search(before)
    if found and _names(passage, start + found.start("who"), found.group("who")):
        return start + found.start()
    return None


def _other_speaks(passage: Passage, other: Cue, start: int, before: str, end: int) -> int | None:
    """« …, mais des habitants ont rapporté que … »: where the other one's clause begins."""
    if not (_content_follows(passage, other, end) or passage.pairs_in(other.end, end)):
        return None
    for turn in _TURN.finditer(before, max(0, len(before) - 130)):
        who = before[turn.end() :]
        if len(who) < 2 or re.search(r"[;:·]", who) or has_finite(who):
            continue
        if turn.group("sure") or (
            _complete(passage, start, start + turn.start()) and _names(passage, start + turn.end(), who)
        ):
            return start + turn.start()
    return None


def _complete(passage: Passage, start: int, stop: int) -> bool:
    """Whether a clause may end here: it holds a verb, or words in marks, or began with an infinitive."""
    said = passage.mask[start:stop]
    return "·" in said or has_finite(said) or is_infinitive(passage.word(passage.after(start) - 1))


def _names(passage: Passage, at: int, who: str) -> bool:
    """Whether what stands before a cue is all one noun phrase, of somebody."""
    phrase = noun_phrase(passage.mask, at, at + len(who))
    whole = phrase is not None and (who.rstrip()[phrase[1] - at :].lstrip()[:1] in ("", ",", "("))
    return whole and can_speak(passage, phrase)


def incise(passage: Passage, other: Cue, end: int) -> bool:
    """Whether a cue after a comma is one: « …, révèle un sondage »."""
    phrase = inverted_subject(passage, other, end)
    return bool(
        phrase
        and can_speak(passage, phrase)
        and ends_phrase(passage, phrase[1], end)
        and not that_of(passage, other, end)
    )


def _content_follows(passage: Passage, other: Cue, end: int) -> bool:
    if other.negated and not _NOT.search(passage.mask, other.start, other.end + 30):  # « ne relève que »
        return False
    at = skip_adverbials(passage.mask, other.end, end)
    return bool(
        that_of(passage, other, end)
        or _TO_MARKS.match(passage.mask, at, end)
        or ("Q" in other.frames and infinitive_at(passage.mask, at, end))
        or ":" in passage.mask[other.end : end]
    )


_NOT = re.compile(r"\b(?:pas|plus|jamais|guère|rien)\b")
_TO_MARKS = re.compile(
    r"[\s:]*(?:(?:de|à|contre|sur|du|aux?)\s+|d['’]\s*)?(?:(?:un|une|le|la|les|des)\s+|l['’]\s*)?[«\"“]"
)


_LEAD = re.compile(
    r"(?:\W|·)*(?:(?:et|mais|puis)\s+)?(?:(?:tout\s+)?en\s+|(?:après|avant\s+de|pour|sans)\s+(?:ne\s+(?:pas|plus|jamais)\s+|s['’]|d['’])?"
    r"|avant\s+d['’])?(?:\w+ment\s+)?\W*$",
    re.IGNORECASE,
)
_MAIN = re.compile(
    r",\s+(?=(?:(?:le|la|les|l['’]|un|une|ce|cet|cette|ces|son|sa|ses|leurs?|M\.|Mme|il|elle|ils|elles|on|celui-ci"
    r"|celle-ci|plusieurs|certains|cela|rien|tout|nul|aucune?)\b|c['’]|[A-ZÀ-ÖØ-Þ]))"
)


def _leads(passage: Passage, cue: Cue) -> bool:
    """Whether a participle opens its sentence: « Affirmant que …, le maire … »."""
    if cue.shape not in ("participle", "infinitive"):
        return False
    start, _ = passage.sentence(cue.start)
    return bool(_LEAD.fullmatch(passage.mask, start, cue.start))


_SUBORDINATE = re.compile(
    r"\W*(?:mais\s+|et\s+|or\s+)?(?:bien\s+que?|alors\s+que?|tandis\s+que?|même\s+si?|si|s|quand|lorsque?|puisque?|comme|après\s+que"
    r"|pendant\s+que)(?:\s|['’])[^,]*",
    re.IGNORECASE,
)


def _subordinate(passage: Passage, cue: Cue) -> bool:
    """Whether a cue stands in a subordinate clause that opens its sentence: « Bien que X dise que … »."""
    start, _ = passage.sentence(cue.start)
    turn = max(passage.mask.rfind(mark, start, cue.start) for mark in ":;")
    return bool(_SUBORDINATE.fullmatch(passage.mask, max(start, turn), cue.start))


def _main_clause(passage: Passage, start: int, end: int) -> int:
    main = _MAIN.search(passage.mask, start, end)
    return main.start() if main else end


def ends_phrase(passage: Passage, at: int, end: int) -> bool:
    """Whether nothing follows the noun phrase that would make it an object (« a annoncé la fin de … »)."""
    if passage.mask[at:end].lstrip()[:1] in ("", ",", ".", ";", ":", "(", ")", "–", "—"):
        return True
    after = skip_adverbials(passage.mask, at, end)
    if passage.mask[at:after].rstrip().endswith(","):
        return True
    words = passage.mask[after:end].split()
    if not words or words[0][0] in ",.;:()–—" or words[0].lower() in _AFTER_PHRASE:
        return True
    return passage.mask[at:end].split()[0].lower() in ("à", "sur", "lors") or bool(_TOLD_HOW.match(words[0]))


_TOLD_HOW = re.compile(
    r"(?:publi|diffus|parv|transmi|post|cit|relay|rendu|dat|interrog|joint|contact|consult|commandit|paru)\w*"
    r"|(?:confirm|infirm|évoqu|précis|ajout|expliqu|estim|assur|affirm|soulign|dénonç)ant\b"
)
"""« révèle un sondage publié jeudi », « explique le maire contacté par … »."""

_AFTER_PHRASE = listed(
    "dans sur à au aux lors devant après avant en qui dont selon mais et auprès face par pour lundi mardi "
    "mercredi jeudi vendredi samedi dimanche hier"
)
"""What may follow an inverted subject without making it an object."""
