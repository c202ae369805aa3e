"""Noun phrases that name a speaker: a name in them, a body, a role alone, a group, a document."""

from __future__ import annotations

import re
from bisect import bisect_left

from corpus import Span
from indexer.extraction.affiliations import without_article
from indexer.extraction.antecedents import Resolver
from indexer.extraction.body_naming import MANY, body_named
from indexer.extraction.cast import Scene
from indexer.extraction.epithets import by_epithet
from indexer.extraction.members import parts
from indexer.extraction.named_in import named_in
from indexer.extraction.noun_phrases import in_marks
from indexer.extraction.phrases import Phrase, extent
from indexer.extraction.role_naming import possessed, role_named
from indexer.extraction.several import counted
from indexer.extraction.that_one import that_one
from indexer.extraction.unlisted import unlisted
from indexer.extraction.who import Who, as_group, as_person, listed
from indexer.extraction.whole_phrase import kept_whole
from indexer.extraction.words import body_sort, inhabitant, role_noun
from indexer.lexicon import word_class, words

_GOVERNING = word_class("governing")
_DETERMINERS = word_class("determiners")
_DEFINITE = word_class("definite")
_BEFORE = word_class("before")


def named(scene: Scene, resolver: Resolver, span: Span) -> Who:
    """The speaker that a noun phrase names."""
    return kept_whole(_named(scene, resolver, span), scene.text[span[0] : span[1]])


def _named(scene: Scene, resolver: Resolver, span: Span) -> Who:
    first, last = _range(scene, span)
    if last < first:
        return Who(None, "unknown", sure=0.3)
    mention = scene.text[span[0] : span[1]]
    if _SAID.match(mention) and (pronoun := _pronoun_before(scene, span[0])):
        return resolver.pronoun(span[0], pronoun).again(0.8)
    if _SAID.search(mention) or _NOBODY.match(mention):
        return resolver.continued(span[0]).again(0.8)
    if (told := that_one(scene, resolver, span)) is not None:
        return told
    if (initials := scene.by_initials(mention)) is not None:
        return as_person(initials, 0.9)
    if _in_marks(scene, span):
        return Who(mention, "organisation", sure=0.85)
    if (called := by_epithet(scene, mention)) is not None:
        return called
    if (quoted := _CALLED.match(mention)) and body_sort(quoted["kind"].lower()) == "kind":
        return Who(quoted["name"], "organisation", sure=0.85, kind=quoted["kind"])
    if _ONE.match(mention):
        return _one_of_them(resolver, span[0]) if _OF_THEM.search(mention) else Who(None, "unknown", sure=0.5)
    if _HER_PARTY.fullmatch(mention) and (member := _member_of(resolver, span[0], mention)) is not None:
        return member
    if (before := _same(resolver, mention)) is not None:
        return before.again(0.85)
    if (taken_up := counted(resolver.history, mention)) is not None:
        return taken_up
    if share := _SHARE.match(mention):
        return Who(without_article(share.group()), "group", sure=0.85, plural=True, head=share["of"].lower())
    if _SOURCE.match(mention):
        return Who(without_article(mention), "unknown", sure=0.85, gender="f")
    if quantity := _QUANTITY.match(mention):
        first = scene.number_at(span[0] + quantity.end())
    people = named_in(scene, first, last)
    if len(people) > 1 and re.search(r"\bet\b", mention):
        return as_group(people, 0.85)
    if people:
        return as_person(people[0], 0.97)
    if (two := parts(mention)) and not _MADE_BY.match(mention):
        both = [named(scene, resolver, (span[0] + start, span[0] + end)) for start, end in two]
        if all(who.full_name for who in both):
            bodies = all(who.type == "organisation" for who in both)
            names = listed(who.full_name or "" for who in both)
            who = Who(names, "organisation" if bodies else "group", sure=0.8, plural=True)
            who.organisation = None if bodies else listed(one.for_whom for one in both if one.for_whom)
            return who
    phrase = _phrase(scene, first, last)
    if phrase is not None and phrase.last > last:
        phrase = _cut(scene, phrase, last)
    unknown = unlisted(scene, first, last, phrase)
    if unknown is not None:
        return unknown
    if phrase is not None and phrase.sort == "role" and not _firm(scene, resolver, phrase):
        return role_named(scene, resolver, phrase, mention)
    if phrase is not None:
        return body_named(scene, resolver, phrase, mention)
    return _other(scene, resolver, first, last, mention)


def _pronoun_before(scene: Scene, at: int) -> str:
    """« Si elle n'a rien vu, selon ses dires, … »: the last pronoun of the sentence before an offset."""
    start = scene.layout.sentences[scene.layout.sentence_of(at)][0]
    found = re.findall(r"(?i)\b(?:il|elle)\b", scene.layout.mask[start:at])
    return found[-1].lower() if found else ""


def _firm(scene: Scene, resolver: Resolver, phrase: Phrase) -> bool:
    """« l'éditeur », « le bailleur », where nobody in the article bears that role: a body."""
    if phrase.determiner not in _DEFINITE or phrase.plural or not body_sort(phrase.head):
        return False
    if phrase.last == phrase.at and any(phrase.head in called.told for called in scene.called.values()):
        return phrase.at not in scene.bearers  # « le bailleur », after « le bailleur Habitat 13 »
    role = scene.role(phrase)
    return phrase.at not in scene.bearers and resolver.bearer(phrase, role, role.feminine, least=1.5) is None


def _same(resolver: Resolver, mention: str) -> Who | None:
    """« selon la même source », « notre interlocuteur », « le même responsable »: who spoke just before."""
    spoke = [who for who in resolver.history[-10:] if who.full_name and not who.plural]
    if _SAME.match(mention):
        if spoke and spoke[-1].type == "organisation":
            return spoke[-1]
        unnamed = next((who for who in reversed(spoke) if who.type == "unknown"), None)
        return unnamed or (spoke[-1] if spoke and "même" in mention.lower() else None)
    if _SAME_ONES.match(mention):
        return next((who for who in reversed(resolver.history[-10:]) if who.plural and who.name), None)
    if _SAME_ONE.match(mention):
        return next((who for who in reversed(spoke) if who.type != "organisation"), None)
    return None


def _in_marks(scene: Scene, span: Span) -> bool:
    """Whether a mention is a newspaper's name that stands in marks: selon « L'Écho du Val »."""
    before = scene.text[max(0, span[0] - 3) : span[0]].rstrip()
    at = max(0, span[0] - 3) + len(before) - 1
    marked = in_marks(scene.text, at, span[1] + 3) if before else None
    return marked is not None and marked.span("name") == span


_CALLED = re.compile(
    r"""(?ix)(?:(?:le|la|une?)\s|l['’])?(?P<kind>[a-zà-ÿ-]+)\s
      [«“"][ \u00a0\u202f]?(?P<name>(?-i:[A-ZÀ-Þ])[^«»“”"]{1,50}?)[ \u00a0\u202f]?[»”"]\Z"""
)
"""« l'association « Un toit pour tous » »: a body with its name in marks."""
_SHARE = re.compile(
    r"""(?ix)(?:(?:près|plus|moins|environ|quelque|presque|seuls?|seulement|les|la)\s+(?:d(?:e\s+|['’]))?)*
      (?:\d[\d.,]*[ \u00a0\u202f]?%\s+(?:d(?:es?|u)\s+|d['’])
        |(?:la\s+)?(?:moitié|majorité)\s+des\s+ | (?:un|deux|trois)\s+(?:tiers|quarts?)\s+des\s+
        |(?<=[de][ '’])\d[\d.]*\s+(?=[a-zà-ÿ])
        |(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|\d)\s+(?=[\w-]+\s+sur\s+(?:deux|trois|quatre|cinq|six|dix|\d)))
      (?P<of>[\w’'-]+)(?:\s+sur\s+\w+|\s+[^\s(,]+)*"""
)
"""« Moins d'un Français sur dix (9 %) », « 60 % des Belges »: so many of them."""


_MADE_BY = re.compile(
    r"(?i)(?:une?|l['’]|la|le|cette|ce|les|des)\s?(?P<what>[\w-]+)\s[^,]*?\b(?:par|pour)\s.*\set\s"
)
"""« une enquête menée par l'institut et la ligue »: one document, not two who speak."""


def _range(scene: Scene, span: Span) -> tuple[int, int]:
    return scene.number_at(span[0]), bisect_left(scene.starts, span[1]) - 1


def _phrase(scene: Scene, first: int, last: int) -> Phrase | None:
    """The describing phrase that a mention is."""
    for number in range(first, min(last, first + 5) + 1):
        phrase = scene.by_first.get(number)
        if phrase is not None and not _adjective_of(scene, first, phrase):
            return phrase
        if scene.words[number].low in _GOVERNING and number > first:
            return None
        if number in scene.names and scene.names[number].last > number:
            return None
    return None


def _adjective_of(scene: Scene, first: int, phrase: Phrase) -> bool:
    """Whether what looks like someone is an adjective: « l'équipe municipale », « la police routière »."""
    before = scene.words[phrase.first - 1] if first < phrase.first == phrase.at else None
    if before is None or not _ADJECTIVE.search(scene.words[phrase.at].low):
        return False
    return before.text[0].islower() and before.low not in _DETERMINERS | _BEFORE and not role_noun(before.low)


_ADJECTIVE = re.compile(r"(?:ale|ière|ive)s?$")


def _cut(scene: Scene, phrase: Phrase, last: int) -> Phrase:
    """A phrase as far as the mention goes."""
    last = max(last, phrase.at)
    inside = tuple(of for of in phrase.complements if of[1] <= last)
    return phrase._replace(last=last, end=scene.words[last].end, complements=inside)


_QUANTITY = re.compile(
    r"(?i)(?:une\s+(?:\w+aine|majorité|partie|poignée|minorité)|la\s+(?:plupart|majorité)|nombre|bon\s+nombre|beaucoup"
    r"|plus\s+d['’e]\s*\d+|(?:l['’])?une?)\s+(?=d(?:e\s|es\s|['’]))"
)
"""« une trentaine de riverains », « l'un des avocats »: whom it is about comes after."""
_SOURCE = re.compile(
    r"(?i)(?:(?:une|des|la|les|plusieurs|deux|trois|nos|cette|ces|certaines|de)\s+(?:(?:autres?|mêmes?)\s+)?)?sources?\b"
)
_SAME = re.compile(r"(?i)(?:(?:(?:la|cette)\s+)?même|la|cette)\s+source$")
_SAME_ONES = re.compile(
    r"(?i)(?:les|ces|de)\s+mêmes?\s+(?:sources|médias|témoins|élus|responsables|documents)$"
)
"""« selon la même source »: the one before."""
_SAME_ONE = re.compile(
    r"(?i)(?:notre|mon)\s+(?:interlocut\w+|source|informat\w+)$"
    r"|(?:le|la)\s+même$|(?:le|la|ce|cette)\s+même\s+(?:interlocut\w+|responsable|officiel|intervenante?|orat\w+)$"
)
"""Who told the newspaper, or spoke already."""
_ONE = re.compile(
    r"(?i)(?:l['’]une?(?:\s+d['’](?:eux|elles|entre\s+(?:eux|elles)))?|une?\s+autre|d['’]autres|les\s+autres|les\s+uns)$"
)
"""« s'agace l'un »: nobody who could be told."""
_OF_THEM = re.compile(r"(?i)\bd['’](?:entre\s+)?(?:eux|elles)$")
_HER_PARTY = re.compile(
    rf"(?:[Ll]a|[Uu]ne|[Cc]ette)\s+(?:{'|'.join(sorted(word_class('masculine parties')))})"
)
"""« la PLR », « cette PS »: a woman of a party that is « le PLR », « le PS »."""


def _one_of_them(resolver: Resolver, at: int) -> Who:
    """« confie l'un d'entre eux »: one of the people spoken of."""
    they = resolver.pronoun(at, "ils")
    if they.name is None or they.type == "organisation":
        return Who(None, "unknown", sure=0.5)
    return Who(without_article(they.name), "person", sure=0.5, head=they.head)


def _member_of(resolver: Resolver, at: int, mention: str) -> Who | None:
    """The woman of that party spoken of last, else the woman spoken of last."""
    party = mention.split()[-1]
    women = [
        person for person in resolver.scene.near(at) if person.gender == "f" and person.last_before(at) >= 0
    ]
    of_it = [
        person
        for person in women
        if any(body == party for body, _ in person.bodies)
        or any(party in (role.organisation, *role.text.split()) for role in person.roles)
    ]
    last = max(of_it, key=lambda person: person.last_before(at), default=None)
    return as_person(last, 0.85) if last else resolver.nearest(at, "f")


_SAID = re.compile(
    r"(?i)\b(?:ses|leurs)\s+(?:propres\s+)?(?:dires|mots|propos|termes|déclarations|confidences)\b"
)
"""« selon ses dires »: whoever that is."""
_NOBODY = re.compile(r"(?:R|Q|RÉPONSE|Réponse|Et d[e’']|Avant d[e’']|Puis d[e’']|Ce|Ce que)\s*:?$")
"""What a sieve may take for a name and is none: labels of interview turns, « et d'ajouter »."""
_AGENT = re.compile(r"(?:iste|eur|euse|trice|ienn?e?|ant|ante|ier|ière)$")
"""How nouns of people end; what speaks and ends so is taken for a person."""


_THINGS = word_class("no agents")
_PEOPLE = word_class("people by praise")
"""Nouns that are people where they speak: « un proche du maire », « un pilier du club »."""


def _agent(scene: Scene, resolver: Resolver, first: int, last: int, mention: str) -> Who | None:
    """« le finaliste », « une danseuse »: a noun of people that no lexicon holds."""
    determiner = scene.words[first].low
    if last <= first or determiner not in ("le", "la", "l'", "un", "une", "ce", "cette", "cet", "son", "sa"):
        return None
    head = first + 1
    while head < last and scene.words[head].low in _BEFORE:
        head += 1
    word = scene.words[head]
    people = _AGENT.search(word.low) or word.low in _PEOPLE
    if word.text[0].isupper() or not people or word.low in _THINGS:
        return None
    end, complements = extent(scene.words, scene.names, head)
    end = max(head, min(end, last))
    phrase = Phrase(
        scene.words[first + 1].start, scene.words[end].end, first + 1, end, head, word.low,
        "role", determiner,
        False, tuple(complements),
    )  # fmt: skip
    return role_named(scene, resolver, phrase, mention)


def _other(scene: Scene, resolver: Resolver, first: int, last: int, mention: str) -> Who:
    """What has neither a name nor a known head."""
    plain = without_article(mention)
    low = plain.lower()
    if metonym := scene.metonym(low):
        return Who(metonym, "organisation", sure=0.8)
    head = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", low)
    if re.match(r"(?i)sources?\b", plain):
        return Who(plain, "unknown", sure=0.85, gender="f")
    if head and head.group() in words("groups"):
        if re.match(r"(?i)(?:son|sa|leur)\b", mention) and len(plain.split()) == 1:
            plain = possessed(scene, resolver, plain, scene.words[first].start)
        return Who(plain, "group", sure=0.8, plural=False, head=head.group())
    if (
        head
        and inhabitant(plain[: head.end()])
        and re.match(r"(?i)(?:le\b|la\b|l['’]|une?\b|cet?\b|cette\b)", mention)
    ):
        gender = (
            "f"
            if re.match(r"(?i)(?:la|une|cette)\b", mention)
            else "m"
            if re.match(r"(?i)(?:le|un|cet?)\b", mention)
            else "?"
        )
        near = (
            resolver.nearest(scene.words[first].start, gender)
            if not re.match(r"(?i)une?\b", mention)
            else None
        )
        return near.again(0.6) if near else Who(plain, "person", sure=0.6, gender=gender)
    agent = _agent(scene, resolver, first, last, mention)
    if agent is not None:
        return agent
    many = bool(MANY.match(mention))
    if not plain:
        return Who(None, "unknown", sure=0.3)
    return Who(
        plain, "group" if many else "organisation", sure=0.7, plural=many, head=head.group() if head else ""
    )
