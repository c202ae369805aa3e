"""Who it is: from the words that name a speaker to the fullest name the article gives.

Precise before loose: a name; a description that someone bears; a pronoun by gender and number;
a free quotation that goes on. What cannot be told stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from corpus import Article, Quote, Speaker
from indexer.extraction import headings
from indexer.extraction.antecedents import Resolver
from indexer.extraction.cast import Scene
from indexer.extraction.completion import complete, tell_kinds
from indexer.extraction.known import kinds_known
from indexer.extraction.layout import Layout
from indexer.extraction.leads import settle_groups
from indexer.extraction.learnt.silence import Next
from indexer.extraction.mentions import pronoun_in
from indexer.extraction.named_in import named_in
from indexer.extraction.naming import named
from indexer.extraction.person import Person
from indexer.extraction.pronouns import says_i
from indexer.extraction.sieves.taken_up import TAKEN_UP
from indexer.extraction.speaking import some_of_them
from indexer.extraction.unlisted import institution
from indexer.extraction.values import Found
from indexer.extraction.who import Who, as_person


def attribute(article: Article, layout: Layout, found: Sequence[Found]) -> list[Quote]:
    """The quotations with their speakers named, in the order found."""
    if not found:
        return []
    scene = Scene(layout)
    resolver = Resolver(scene, named)
    quotes: list[tuple[Found, Who]] = []
    for item in in_turn(resolver, found):
        who = (_goes_on(layout, quotes[-1], item) if quotes else None) or resolve(scene, resolver, item)
        resolver.said(who, item.mention[0] if item.mention else item.spans[0][0], item.spans)
        quotes.append((item, who))
    settle_groups(layout, quotes)
    headings.settle(layout, quotes)
    quotes = headings.with_taken_up(layout, quotes)
    tell_kinds(resolver)
    complete(resolver)
    return [_quote(item, who) for item, who in quotes]


def in_turn(resolver: Resolver, found: Sequence[Found]) -> Iterator[Found]:
    """Each quotation, the resolver told who is named beside any of them, and beside the next one."""
    beside = [_named_beside(resolver.scene, item) for item in found]
    resolver.heard = frozenset(chain.from_iterable(beside))
    after: list[Next | None] = []
    following = None
    for item, people in zip(reversed(found), reversed(beside), strict=True):
        after.append(following)
        following = Next(people, item.spans[0][0]) if item.mention else following
    for item, resolver.next in zip(found, reversed(after), strict=True):
        yield item


def _named_beside(scene: Scene, item: Found) -> list[Person]:
    if item.mention is None:
        return []
    return named_in(scene, scene.number_at(item.mention[0]), scene.number_at(item.mention[1]) - 1)


def _goes_on(layout: Layout, before: tuple[Found, Who], item: Found) -> Who | None:
    """« … », a lancé le procureur. « … »: who spoke in the sentence before, where nothing stands between."""
    last, who = before
    if item.mention or item.cue or item.kind != "direct" or item.rule == "interview turn":
        return None
    if last.mention is None or not who.full_name:
        return None
    end = max(edge for edge in (last.spans[-1][1], last.mention[1], last.cue[1] if last.cue else 0))
    start = item.spans[0][0]
    if end > start or layout.paragraph_of(end) != layout.paragraph_of(start):
        return None
    _, stop, between = layout.mask[end:start].partition(".")
    return who.again(0.9) if stop and not any(char.isalnum() for char in between) else None


def resolve(scene: Scene, resolver: Resolver, item: Found) -> Who:
    """Who said a quotation, given who spoke before it."""
    if item.mention is None:
        at = item.spans[0][0]
        if item.cue and (_WRITTEN.match(scene.text, item.cue[0]) or _untold(scene, item)):
            return Who(None, "unknown", sure=0.3)
        if item.cue is None and (thus := _thus(scene, resolver, item) or _acts(scene, resolver, item)):
            return thus
        answers = resolver.interviewee(at) if item.rule == "interview turn" else None
        # « Anne Roy rêve d'un « refuge » » may be her own: what the narrator says of her is in it
        return answers or resolver.continued(at, item.spans if item.kind == "direct" else ())
    mention = scene.text[item.mention[0] : item.mention[1]]
    pronoun = pronoun_in(mention)
    if pronoun:
        # « Ève Colin part en juin. C'est ce qu'elle a dit »: the narrator names her in the words told
        said = () if item.rule == TAKEN_UP else item.spans
        return resolver.pronoun(item.mention[0], pronoun, said)
    if some_of_them(mention):
        return resolver.pronoun(item.mention[0], "ils", item.spans)
    who = named(scene, resolver, item.mention)
    if who.person is None and who.name and _NO_NAME.match(who.name):
        return Who(None, "unknown", sure=0.3)
    if who.type == "organisation" and says_i(scene.text, item.spans) and item.kind == "direct":
        return _person_after_all(who)
    return who


def _person_after_all(who: Who) -> Who:
    """« J'ai eu peur », dit Momo: who says « je » is no body, though no list holds the name."""
    name = who.name or ""
    if name.istitle() and not (kinds_known(name) or institution(name)):
        return Who(name, "person", sure=0.7)
    return who


_ON = re.compile(r"\b(?!lit|lisait|apprend)\w+-(?:t-)?on(?:\s+\w+é)?")


def _untold(scene: Scene, item: Found) -> bool:
    """« ironise-t-on »: nobody whom the article tells; not so « lit-on », « peut-on lire »."""
    return item.cue is not None and bool(_ON.fullmatch(scene.text, *item.cue))


_THUS = re.compile(
    r"[\s»”\".!?…]*C['’]est\s+(?:ainsi|en\s+ces\s+termes|(?:par|avec|sur)\s+ces\s+mots)\s+qu(?:e\s+|['’])"
)


def _thus(scene: Scene, resolver: Resolver, item: Found) -> Who | None:
    """« Rien ne presse. » C'est ainsi qu'Ève Colin a répondu: who is named in the sentence that follows."""
    follows = _THUS.match(scene.text, item.spans[-1][1])
    if follows is None:
        return None
    first = scene.number_at(follows.end())
    for number in (first, first + 1):
        if number in scene.of_name:
            return as_person(scene.of_name[number], 0.9)
        if (phrase := scene.by_first.get(number)) is not None:
            return named(scene, resolver, (follows.end(), phrase.end)).again(0.8)
    return None


_CLOSED = re.compile(r"[\s.!?…]*[»”\"][ \u00a0\u202f]*(?=[A-ZÀ-Þ])")
_GESTURE = re.compile(
    r"(?:\s*\([^()]*\)|\s*,[^,.;:]{2,80},)?\s+(?:(?:ne|n['’]|se|s['’]|en|a|lui|elle|,)\s*)*"
    r"(?:rit|sourit|soupire|grimace|hausse|hoche|secoue|baisse|lève|essuie|marque|montre|désigne|tend|caresse|pleure"
    r"|éclat\w+|interrompt|arrête|tait|reprend|souffle|fronce|serre|ferme|ouvre|pose|retient|ravale|sèche|regarde|fixe"
    r"|mâche|décolère|décolérait|cache|cachait|souri|haussé|levé|baissé|hoché|rougit|pâlit|frissonne|tremble)(?![\w-])"
)
"""What somebody does with face and hands while they speak."""


def _acts(scene: Scene, resolver: Resolver, item: Found) -> Who | None:
    """« J'ai tout vu. » Ève Colin baisse les yeux: who is seen right after words that open a paragraph."""
    start, end = scene.layout.paragraphs[scene.layout.paragraph_of(item.spans[0][0])]
    if item.rule != "free" or any(char.isalnum() for char in scene.text[start : item.spans[0][0]]):
        return None
    closed = _CLOSED.match(scene.text, item.spans[-1][1], end)
    number = scene.number_at(closed.end()) if closed else -1
    if closed is None or number >= len(scene.words):
        return None
    name = scene.names.get(number)
    if name is not None and number in scene.of_name:
        moved = not resolver.history or _GESTURE.match(scene.text, name.end, end)
        return as_person(scene.of_name[number], 0.8) if moved else None
    phrase = scene.by_first.get(number + 1) or scene.by_first.get(number)
    if (
        phrase is None
        or phrase.sort != "role"
        or phrase.plural
        or not _GESTURE.match(scene.text, phrase.end, end)
    ):
        return None
    return named(scene, resolver, (closed.end(), phrase.end)).again(0.7)


_WRITTEN = re.compile(
    r"\w+-on\s+(?:(?:ou\s+|et\s+)?(?:lire|voir|entendre)\s)+[^.«]{0,40}"
    r"\b(?:banderole|pancarte|affiche|mur|tract|calicot|panneau|tee-shirt|t-shirt)"
)
"""« pouvait-on lire sur des banderoles »: nobody of whom the article speaks."""
_NO_NAME = re.compile(
    r"(?:je|on|nous|vous|suivant|concernant|selon|sauf|malgré|vers|que|qui|si|c['’]est)(?![\w’'-])|j['’]",
    re.IGNORECASE,
)
"""What a clause begins with, taken for a phrase: « Je ne l'ai pas vue », « Suivant l'avis »."""


def _quote(item: Found, who: Who) -> Quote:
    return Quote(
        spans=item.spans, kind=item.kind, cue=item.cue,
        speaker=Speaker(mention=item.mention, name=who.full_name, type=who.type),
        organisation=who.for_whom, role=who.in_role, via=item.via, rule=item.rule, verb=item.verb,
        confidence=round(item.confidence * who.sure, 3), evidence=who.evidence,
    )  # fmt: skip


__all__ = ["attribute", "in_turn", "resolve"]
