"""Prepositions of speech: selon X, d'après Y, de l'aveu de Z, pour elle « … »."""

from __future__ import annotations

import re

from corpus import Span
from indexer.extraction.adverbials import skip_adverbials
from indexer.extraction.finite import has_finite
from indexer.extraction.members import MEMBER
from indexer.extraction.noun_phrases import noun_phrase, phrase_from
from indexer.extraction.passage import Passage, has_words
from indexer.extraction.sentences import FILLER
from indexer.extraction.sieves.around import told_around
from indexer.extraction.sieves.interrupted import interrupts, without_verb
from indexer.extraction.sieves.nobody import is_mute
from indexer.extraction.sieves.state import Sift, apposed_name, words_of
from indexer.extraction.sieves.told import BRACKETED, after_phrase, content
from indexer.extraction.sieves.which import antecedent, proverbial
from indexer.extraction.speaking import can_speak, is_pronoun, role_like, someone

_ACCORDING = re.compile(
    r"""(?ix)(?<![\w’'-])(?P<cue> selon(?!\s+(?:que\b|qu['’]|ce\s+qu)) | d['’]après(?!\s+ce\s+qu)
      | (?:à|(?-i:A))\s+(?:en\s+croire|entendre)
      | de\s+l['’](?:avis|aveu)(?:\s+même|\s+unanime|\s+général)?(?=\s+d) | du\s+point\s+de\s+vue(?=\s+d)
      | (?<=[.!?\n]\s)de\s+(?=sources?\s) | \Ade\s+(?=sources?\s)
      | aux?\s+(?:yeux|dires?)(?:\s+même)?(?=\s+d)
      | suivant(?=\s+(?:les\s+(?:mots|propos|dires|termes|déclarations|chiffres)|la\s+version|le\s+récit)\s+d)
      | si\s+l['’]on\s+en\s+croit | dixit
      | pour\s+reprendre(?=\s+(?:les\s+(?:mots|termes|propos)|l['’]expression|la\s+formule)\b)
      | pour )(?=[\s’'\w])"""
)
_NO_SPEAKER = re.compile(
    r"(?i)(?:le|la|les|l['’]|un|une|des|ses|leurs?|son|sa|de|d['’]|du)?\s*(?:régions?|cas|modalités|calendrier|règles?"
    r"|critères?|âges?|besoins?|moyens|méthodes?|principe|que\b|qu['’]|toute|plusieurs\s+critères|conditions?|saisons?"
    r"|jours?|disponibilités?|goûts?|circonstances|procédure|formule|leur\s+|où|instant|heure|moment|quoi|manière"
    r"|applications?|versions?(?!\s+d(?:e|u|es)\s|\s+d['’])|modèles?|options?|espèces?|zones?|secteurs?|départements?|communes?|profils?|quartiers?"
    r"|produits?|situations?|années?|mois|périodes?|lieux?|possibilités?|capacités?|convenances?"
    r"|continents?|hypothèses\s+(?:test|reten|retenu)\w*|barèmes?|tarifs?|tranches?|horaires?|marchés|langues?|matières|sexe|genre|poids|origine|degrés?|gravité"
    r"|budget|revenus?|stades?|phases?|étapes?|classes?|catégories?|couleurs?|climat|météo(?!-|\s+[A-Z])|cultures?|religions?|ethnies?|époques?|contextes?"
    r"|domaines?|thèmes?|sujets?|positions?|statuts?|parcours|distances?|dates?|heures|marées?|arrivages?|urgence|priorités?|desiderata"
    r"|bon\s+vouloir|gré|points\s+de\s+vue|individus?|supports?|formats?|tailles|surfaces?|puissances?|finitions?|motorisations?|marques?"
    r"|ordre|nature|type|nombre|niveau|taille|température|scénario|pays|usage|humeur|envies?|l['’]heure)\b"
)
_THESE = re.compile(r"(?i)(?:cette|cet|ce|ces)\b")
_WHICH = re.compile(r"\s*(?:lequel|laquelle|lesquels|lesquelles|qui)\b", re.IGNORECASE)


_THEIRS = re.compile(
    r"(?i)(?<![\w’'-])(?P<cue>(?:à|(?-i:A))\s+(?:(?:son|leur)\s+(?:avis|sens)|(?:ses|leurs)\s+yeux|l['’]en(?:tendre|\s+croire))"
    r"|(?:selon|d['’]après)\s+(?:ses|leurs)\s+(?:mots|dires|propos|termes|calculs|estimations)"
    r"|de\s+(?:son|leur)\s+propre\s+aveu)\b"
)
"""Whose it is stands elsewhere: « À son avis, la digue tient »."""


def as_they_see_it(sift: Sift) -> None:
    """À son avis, la digue tient · À ses yeux, « c'est trop tard »"""
    passage = sift.passage
    for match in _THEIRS.finditer(passage.mask, passage.start, passage.end):
        start, end = passage.sentence(match.start())
        rest = passage.mask[match.end() : end]
        if not _opens_clause(passage.mask[start : match.start()]) or not rest.lstrip().startswith(","):
            continue
        if has_finite(rest) or passage.pairs_in(match.end(), end):
            content(sift, match.span("cue"), None, match.end(), end)


def according_to(sift: Sift) -> None:
    """Selon X, … · …, d'après Y. · Pour X, « … » · une étude selon laquelle …"""
    passage = sift.passage
    for match in _ACCORDING.finditer(passage.mask, passage.start, passage.end):
        cue = (match.start("cue"), match.end("cue"))
        if any(found.cue == cue for found in sift.found):
            continue
        start, end = _bounds(passage, match.start())
        if which := _WHICH.match(passage.mask, cue[1], end):
            if match.group("cue").lower() == "selon" and not proverbial(passage, cue):
                told = antecedent(passage, cue)
                if not is_mute(passage, told):  # « la rumeur selon laquelle … »
                    content(sift, cue, told, which.end(), end)
            elif match.group("cue") == "pour":
                _for_whom(sift, cue, which, end)
            continue
        phrase = without_verb(passage, start, cue, _phrase(passage, cue[1], end))
        if phrase is not None and (others := _OTHERS.match(passage.mask, phrase[1], end)):
            phrase = (phrase[0], others.end())
        if phrase is None or _NO_SPEAKER.match(passage.text, phrase[0], phrase[1] + 10):
            continue
        lead = passage.mask[start : match.start()]
        at_head = _opens_clause(lead)
        if match.group("cue").lower() == "pour":
            if _named_after(sift, cue, phrase, lead, end) or not _speaks_for(sift, phrase, at_head, end):
                continue
        elif not (can_speak(passage, phrase) or at_head or _closes(passage, phrase[1], end)):
            continue
        beside = passage.pairs_in(phrase[1], phrase[1] + 4)
        broken = beside and interrupts(passage, start, cue, phrase, end)
        if not at_head and not broken and beside and sift.free(beside[0]):
            sift.add(words_of(beside[0]), "mixed", "according to", 0.7, cue, phrase, [beside[0]])
        elif at_head:
            _content_after(sift, cue, phrase, end)
        else:
            told_around(sift, cue, phrase, start, end)


def _for_whom(sift: Sift, cue: Span, which: re.Match[str], end: int) -> None:
    """« le syndicat, pour qui la mesure est “insuffisante” »: a clause that somebody holds for true.

    Not so « Anne Roy, pour qui il travaillait »: an opinion has a subject of its own, or words in marks.
    """
    passage, at = sift.passage, which.end()
    if which.group().strip() != "qui" or not _OPINION.match(passage.mask, at, end):
        return
    who = antecedent(passage, cue)
    for main in _MAIN_VERB.finditer(passage.mask, at, end):
        if has_finite(main["verb"]):
            end = main.start()
            break
    if who and someone(passage, who) and (has_finite(passage.mask[at:end]) or passage.pairs_in(at, end)):
        content(sift, cue, who, at, end)


_MAIN_VERB = re.compile(
    r",\s+(?:ne\s+|n['’]|se\s+|s['’]|l['’]|en\s+|y\s+|les?\s+|lui\s+)*(?P<verb>[a-zà-ÿ]+)"
)
"""« X, pour qui rien n'a changé, réclame … »: the main clause goes on."""
_OPINION = re.compile(
    r"\s+(?:[«\"“]|(?:les?|la|l['’]|une?|des|ces?|cette|cet|leurs?|son|sa|ses|aucune?|rien|tout|ceci|cela)\s*\b"
    r"|c['’](?:est|était|en\s+est)\b|il\s+(?:faut|fallait|faudrait|faudra|manque|y\s+a|y\s+avait|s['’]agit|s['’]agissait"
    r"|est\s+\w+\s+(?:de|d['’]|que|qu['’])|n['’]y\s|ne\s+(?:faut|fait|s['’]agit)))"
)


_ONLY_MARKS = re.compile(rf"[\s«»“”\"{FILLER}]+,\s*")


def _named_after(sift: Sift, cue: Span, phrase: Span, lead: str, end: int) -> bool:
    """« Une honte », pour l'opposition: words in marks alone, and whose they are."""
    passage = sift.passage
    pairs = [pair for pair in passage.pairs_in(cue[0] - len(lead), cue[0]) if sift.free(pair)]
    alone = len(pairs) == 1 and _ONLY_MARKS.fullmatch(lead) and _closes(passage, phrase[1], end)
    if not alone or not _one_who_speaks(passage.text[slice(*phrase)]):
        return False
    sift.add(words_of(pairs[0]), "direct", "according to", 0.8, cue, phrase, pairs)
    return True


_OTHERS = re.compile(
    rf"(?:,\s+{MEMBER}){{1,4}}\s+et\s+{MEMBER}"
    r"(?=\s*,\s+(?:(?:les?|la|une?|des|ce|cette|ces|plus|il|elle|on)\s|l['’]|[A-ZÀ-Þ«\"\d]))"
)
"""« Selon la CGT, la CFDT et la FSU, le ministre … »: the others whose word it is too."""


def _closes(passage: Passage, at: int, end: int) -> bool:
    if published := _PUBLISHED.match(passage.mask, at, end):
        at = skip_adverbials(passage.mask, published.end(), end)
    return passage.mask[at:end].lstrip()[:1] in ("", ",", ".", ")", ":")


_PUBLISHED = re.compile(r"\s+(?:publi|diffus|dévoil|communiqu|révél|transmi|rend|paru|fourni)\w*")


def _bounds(passage: Passage, at: int) -> Span:
    """The sentence around an offset, or the parentheses: « (6 000 selon la préfecture) »."""
    start, end = passage.sentence(at)
    opening = passage.mask.rfind("(", start, at)
    if opening >= 0 and passage.mask.find(")", opening, at) < 0:
        closing = passage.mask.find(")", at, end)
        if closing >= 0:
            return opening + 1, closing
    return start, end


_CUT = re.compile(
    r"(?<!\bde)(?<!\bà)(?<!\bdu)(?<!\bet)(?<!\bsur)(?<!\bpar)(?<!\ben)(?<!\bpour)(?<!\bdans)(?<!\bavec)(?<!\bcontre)"
    r"(?<!\bsous)(?<!,)\s+(?=(?:les?|la|l['’]|une?|il|elle|ils|elles|on|ce|cette|ces|son|sa|ses|leurs?|aucune?|plus\s+de|près\s+de)\b)"
)


_TAKES_OF = re.compile(r"(?:avis|aveu|yeux|dires?|même|unanime|général)$")
_OF = re.compile(r"\s+(?:de\s+|d['’]|(?=(?:du|des)\s))")
_BARE = re.compile(r"\s*((?:franceinfo|sources?|médias|témoins|experts|autorités|\d[\d\s]*%)[^,.;:·]{0,60})")
"""People and sources without an article: « selon plusieurs sources », « pour 63 % des Belges »."""


_WORDS_OF = re.compile(
    r"\s+(?:les\s+(?:mots|termes|propos|dires|déclarations|affirmations|explications|précisions)|l['’]expression"
    r"|la\s+(?:formule|version)|le\s+récit)\s+(?:mêmes\s+)?"
    r"(?:de\s+|d['’]|du\s+|des\s+)"
    r"|\s+(?:les?\s+|la\s+|une?\s+|des\s+|ces\s+|l['’])(?:(?:tou(?:te)?s\s+)?(?:premi|derni|nouve|rares|mêmes|seul)\w*\s+)?"
    r"(?:informations?|résultats|recherches|images|précisions|éléments?|indications?|révélations?"
    r"|(?P<figures>chiffres|données|statistiques|estimations?|calculs?|prévisions?|projections?|constatations?|observations?))\s+"
    r"(?:[a-zà-ÿ]+(?:el|al|if|oir|aire)(?:le)?s?\s+)?"
    r"(?!(?:rela|repri|cité))[a-zà-ÿ]{3,}(?:ée?|[iu]e?|te?|is|ise)s?\s+(?:[^,;:.·A-ZÀ-Þ]{2,40}?\s)?par\s+"
)
"""« selon les mots du procureur », « selon les informations données par la CGT »: whose they are."""


_TEXTS = re.compile(
    r"(?:l['’]|l[ae]\s|une?\s|son\s|sa\s)?(?:contrat|accord|communiqué|texte|lettre|rapport|jugement|arrêt|arrêté|note|plainte)\b"
)


def _phrase(passage: Passage, at: int, end: int) -> Span | None:
    """Who is named after the preposition; without a comma, up to the subject of the clause."""
    pronoun = re.compile(r"\s+(lui|elle|eux|elles|moi|nous)\b").match(passage.mask, at, end)
    if pronoun:
        return None if pronoun.group(1) in ("moi", "nous") else pronoun.span(1)
    if _TAKES_OF.search(passage.mask[at - 6 : at]) and (of := _OF.match(passage.mask, at, end)):
        at = of.end()
    if said := _WORDS_OF.match(passage.mask, at, end):
        at = said.end()
        contracted = passage.mask[at - 3 : at].lower() in ("du ", "es ")
        phrase = phrase_from(passage.text, at, end) if contracted else noun_phrase(passage.text, at, end)
        written = phrase is not None and _TEXTS.match(passage.text, phrase[0])
        if phrase and said["figures"] and can_speak(passage, phrase):
            return said.start() + 1, phrase[1]
        if can_speak(passage, phrase) or written:
            return phrase
        if phrase is not None:
            return None
    phrase = noun_phrase(passage.text, at, end)
    if phrase is None:
        bare = _BARE.match(passage.mask, at, end)
        return bare.span(1) if bare else None
    if passage.mask[phrase[1] : end].lstrip()[:1] != ",":
        first = passage.text[phrase[0] : phrase[0] + 1]
        begin = phrase[0] + (0 if first.isupper() else 4)
        if cut := _CUT.search(passage.mask, begin, phrase[1]):
            return phrase[0], cut.start()
    return phrase


_CONNECTORS = re.compile(
    r"(?:.*[,\s])?(?:et|mais|car|or|donc|que|qu['’]|puisque|même\s+si|alors\s+que|parce\s+que|tandis\s+que|si|toujours"
    r"|ainsi)\s*,?\s*",
    re.IGNORECASE | re.DOTALL,
)


_BREAK = re.compile(r"(?:[:…?!]|\.\.\.|\A[\W\dA-ZÀ-Þ]+\s[–—-])\s*\Z")
"""« Problème : selon eux, … », « URGENT - Selon … »."""


def _opens_clause(lead: str) -> bool:
    """Whether what stands before the preposition is at most an adverbial or a conjunction."""
    if (not has_words(lead) and "·" not in lead) or _BREAK.search(lead):
        return True
    if _CONNECTORS.fullmatch(lead):
        return True
    that = _THAT.match(lead)
    if that and (has_finite(that["verb"]) or that["verb"].endswith("ons")):
        lead = lead[that.end() :]
    words = lead.split()
    return (
        "·" not in lead
        and bool(_ADVERBIAL.match(lead))
        and lead.rstrip().endswith(",")
        and len(words) <= 8
        and not has_finite(lead)
    )


_THAT = re.compile(
    r"(?i).*?\b(?P<verb>[a-zà-ÿ]+)\s+(?:que\s|qu['’])(?=(?:à|aux?|en|dans|sur|depuis|lors|après|avant|dès)\s)"
)
"""« On sait qu'en ville, selon lui, … »: a circumstance opens the clause."""
_ADVERBIAL = re.compile(
    r"\W*(?:(?:et|mais|puis|or)\s+)?(?:vers|à|aux?|en|dans|sur|par|depuis|lors|avec|sans|après|avant|dès|le\s+\d"
    r"|pour\s+(?:autant|l['’]heure|le\s+moment|l['’]instant|finir|conclure)|face|grâce|faute|chez|pendant|durant|concernant|quant"
    r"|cet?t?e?\s+(?:matin|soir|jour|midi|après-midi|nuit|semaine|année|week-end|fois|mois|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|hier|lundi|mardi|mercredi|jeudi"
    r"|vendredi|samedi|dimanche|d['’](?:une\s+part|autre\s+part|autant|ailleurs|abord)|d[eu]\s+(?:plus|même|coup|reste|fait|son\s+côté)|bref|autrement\s+dit"
    r"|puis|ensuite|finalement|ainsi|enfin|néanmoins|toutefois|cependant|pourtant|aujourd['’]hui|malgré|outre|\w+ment)\b[^·]*\Z",
    re.IGNORECASE,
)


def _speaks_for(sift: Sift, phrase: Span, at_head: bool, end: int) -> bool:
    """Whether « pour X » tells what X says: a person or people at the head of a clause."""
    passage = sift.passage
    text = passage.text[phrase[0] : phrase[1]]
    if has_finite(_CAPITAL.sub("", text)):
        return False
    if not at_head or "," not in passage.mask[phrase[1] : end]:
        return False
    if any(sift.free(pair) for pair in passage.pairs_in(phrase[1], end)):
        return _one_who_speaks(text) and not _THESE.match(text)
    bracketed = BRACKETED.match(passage.mask, phrase[1], end)
    after = bracketed.end() if bracketed else phrase[1]
    if passage.mask[after:end].lstrip()[:1] != "," or not has_finite(passage.mask[after:end]):
        return False
    named = role_like(text) and (
        re.search(r"\s[A-ZÀ-Þ]|^(?:sa|son|ses|leurs?)\s", text)
        or apposed_name(passage, phrase, closed=True) != phrase
    )
    judged = role_like(text) and _JUDGES.match(passage.mask, phrase[1], end)
    return is_pronoun(text) or bool(_PERSON.search(text)) or bool(named) or bool(judged)


_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w’'-]*")
_JUDGES = re.compile(
    r"\s*,\s+(?:(?:il|cela|ça|ce|la|le|les|l['’]|une?|ces?|cette)\s*[^,;:.]{0,40}?)?"
    r"(?:(?:n['’]est|n['’]y\s+a)\s+(?:pas|aucun)|ne\s+fait\s+(?:aucun|pas)|il\s+(?:faut|faudra|est\s+(?:temps|urgent|hors|clair|inadmissible|inconcevable))"
    r"|pas\s+question|aucun\s+doute|nul\s+doute|(?:doit|doivent|devrait|devraient)\s|s['’]agit)"
)
"""What is judged, not what happens to somebody: « Pour le maire, il n'est pas question de partir »."""


def _one_who_speaks(text: str) -> bool:
    """Whether « pour » is followed by somebody: a name, a pronoun, or a noun that names one who may speak."""
    bare = _DETERMINER.sub("", text, count=1)
    return is_pronoun(text) or bare[:1].isupper() or bare[:1].isdigit() or role_like(bare)


_DETERMINER = re.compile(
    r"(?i)(?:les?|la|une?|des|ce|cet|cette|ces|son|sa|ses|leurs?|certains|certaines|plusieurs|de\s+nombreux)\s+|l['’]"
)
_PERSON = re.compile(
    r"^(?:M\.|Mme|MM\.|Me|Dr|Pr)\s"
    r"|^[A-ZÀ-Þ][\w’'-]+\s+(?:(?:de|du|d['’]|el|al|ben|van|L[ea])\s*)*[A-ZÀ-Þ][\w’'-]+$|^\d[\d\s]*%"
)


def _content_after(sift: Sift, cue: Span, phrase: Span, end: int) -> None:
    passage = sift.passage
    pronoun = is_pronoun(passage.text[slice(*phrase)]) and "," not in passage.mask[phrase[1] : phrase[1] + 2]
    at = phrase[1] if pronoun else after_phrase(passage, phrase[1], end)
    content(sift, cue, phrase, at, end)
