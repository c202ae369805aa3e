"""Names that no one in the cast bears: somebody named but once, or a body."""

from __future__ import annotations

from indexer.extraction.affiliations import without_article
from indexer.extraction.cast import Scene
from indexer.extraction.known import kinds_known
from indexer.extraction.names import Proper
from indexer.extraction.phrases import Phrase
from indexer.extraction.who import Who
from indexer.extraction.words import adjective, body_sort, fold, inhabitant, role_noun
from indexer.lexicon import word_class, words


def unlisted(scene: Scene, first: int, last: int, phrase: Phrase | None) -> Who | None:
    """A name that no one in the cast bears yet: a person if it looks like one, else a body."""
    name = next((scene.names[n] for n in range(first, last + 1) if n in scene.names), None)
    if name is None:
        return None
    said = scene.text[name.start : name.end]
    alone = name.first == first
    before = scene.words[name.first - 1].low if name.first > first else ""
    if phrase is not None and phrase.last >= name.first:
        return None
    if (
        phrase is not None
        and phrase.sort == "role"
        and (name.kind == "maybe" or (name.kind in ("word", "first") and not phrase.complements))
        and name.first == phrase.last + 1
        and not phrase.plural
    ):
        return Who(said, "person", role=scene.role(phrase), sure=0.85, head=phrase.head)
    if phrase is not None:
        return None
    body = institution(said) or _told_a_body(scene, said)
    if alone and name.kind == "maybe" and not body and len(said.split()) <= 4:
        return Who(said, "person", sure=0.75)
    if alone and name.kind == "first":
        return Who(said, "person", sure=0.7)
    if alone or before in ("le", "la", "les", "l'"):
        named = _proper_body(scene, name, before)
        return _of_body(scene, first, name, named) if named and _governed(scene, first, name) else named
    return None


def _of_body(scene: Scene, first: int, name: Proper, body: Who) -> Who:
    """« un pilier de la Ligue », « monstre de la Drôme »: a description with a name inside."""
    said = without_article(scene.text[scene.words[first].start : name.end])
    organisation = None if name.kind == "place" else body.name
    return Who(said, "person", organisation=organisation, sure=0.6)


def _governed(scene: Scene, first: int, name: Proper) -> bool:
    """« monstre de la Drôme »: a name inside a description."""
    return name.first - 2 >= first and scene.words[name.first - 2].low in ("de", "d'")


def institution(said: str) -> bool:
    """Whether a word of a name is a body's noun, a medium or a place."""
    return any(
        body_sort(fold(word)) or word in words("media") or word in words("places") for word in said.split()
    )


def _told_a_body(scene: Scene, said: str) -> bool:
    """« Terra Nova », where the article has « le groupe Terra Nova », « Terra Nova, une ONG »; « X Cars »."""
    called = scene.called.get(scene.organisation(said))
    return bool(called and called.told) or said.split()[-1].lower() in _OF_THINGS


_OF_THINGS = word_class("words of firms and things")
_ANYBODYS = frozenset(["le", "la", "l'", "les", "ce", "cet", "cette", "un", "une"])


def _proper_body(scene: Scene, name: Proper, before: str) -> Who | None:
    said = scene.text[name.start : name.end]
    low = said.lower()
    medium = said in words("media")
    if not medium and ((inhabitant(said) and before in _ANYBODYS) or role_noun(low)):
        return None
    full = said
    if medium and before and scene.words[name.first - 1].text[0].isupper():
        full = scene.text[scene.words[name.first - 1].start : name.end]  # « Le Monde »
    # « la Cour suprême », « le Conseil constitutionnel »: the name goes on in small letters
    phrase = scene.by_first.get(name.first)
    if metonym := scene.metonym(low):
        full = metonym
    elif phrase is not None and phrase.last > name.last:
        full = scene.text[phrase.start : phrase.end]
    elif before in ("le", "la", "l'"):
        full = scene.text[name.start : _with_adjective(scene, name)]
    gender = {"le": "m", "la": "f"}.get(before, "?")
    if name.kind == "place" and before == "l'":
        gender = "f" if said.endswith("e") else "m"  # « l'Algérie », « l'Iran »
    if kinds_known(full) and (longer := scene.longer(full)):
        full = longer  # « France Bleu », where « France Bleu Alsace » stands elsewhere
    return Who(scene.organisation(full), "organisation", sure=0.85, gender=gender, head=fold(said.split()[0]))


def _with_adjective(scene: Scene, name: Proper) -> int:
    """Where « la Sécurité civile », « l'Arabie saoudite », « la Corée du Nord » end."""
    after = [word for word in scene.words[name.last + 1 : name.last + 3] if word.start - name.end < 12]
    if len(after) == 2 and name.kind == "place" and after[0].low == "du" and after[1].text in ("Nord", "Sud"):
        return after[1].end
    if after and after[0].start - name.end == 1 and after[0].text[0].islower() and adjective(after[0].low):
        return after[0].end
    return name.end
