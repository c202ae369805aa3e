"""Who it is: from the words that name a speaker to the fullest name the article gives.

Precise before loose: a name; a definite role that someone named bears; a pronoun by gender and number;
a free quotation that goes on. What cannot be told stays as written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus import Article, Quote, Span, Speaker, SpeakerType
from indexer.extraction.affiliations import split_role, without_article
from indexer.extraction.layout import Layout
from indexer.extraction.names import (
    NAME,
    Cast,
    Gender,
    Person,
    cast,
    heads,
    key,
    looks_person,
    person_roles,
    role_gender,
)
from indexer.extraction.values import Found
from indexer.lexicon import words

_SINGULAR = re.compile(r"(?i)(il|elle|celui-ci|celle-ci|ce dernier|cette dernière|lui|l['’]intéressée?)$")
_PLURAL = re.compile(r"(?i)(ils|elles|eux|ceux-ci|celles-ci|ces derniers|ces dernières)$")
_FEMININE = re.compile(r"(?i)(elle|elles|celle-ci|cette dernière|celles-ci|ces dernières|l['’]intéressée)$")


class Who:
    """A speaker as resolved: what goes into the quotation."""

    def __init__(
        self, name: str | None, type_: SpeakerType, *, person: Person | None = None, role: str | None = None,
        organisation: str | None = None, sure: float = 1.0, gender: Gender = "?", plural: bool = False,
    ) -> None:  # fmt: skip
        self.name, self.type, self.person = name, type_, person
        self.role, self.organisation, self.sure = role, organisation, sure
        self.gender, self.plural = gender, plural
        self.at = 0


def attribute(article: Article, layout: Layout, found: Sequence[Found]) -> list[Quote]:
    """The quotations with their speakers named, in the order found."""
    people = cast(layout)
    said: list[Who] = []
    quotes = []
    for item in found:
        who = _resolve(layout, people, item, said)
        who.at = item.mention[0] if item.mention else item.spans[0][0]
        said.append(who)
        quotes.append(_quote(item, who))
    return quotes


def _quote(item: Found, who: Who) -> Quote:
    role, organisation = who.role, who.organisation
    evidence: tuple[Span, ...] = ()
    if who.person:
        given = [split_role(r) for r in who.person.roles]
        if role is None and given:
            role = given[0][0]
        organisation = organisation or who.person.organisation or next((o for _, o in given if o), None)
        evidence = tuple(who.person.evidence[:2])
    elif who.type == "organisation":
        organisation = organisation or who.name
    return Quote(
        spans=item.spans, kind=item.kind, cue=item.cue,
        speaker=Speaker(mention=item.mention, name=who.name, type=who.type),
        organisation=organisation, role=role, via=item.via, rule=item.rule, verb=item.verb,
        confidence=round(item.confidence * who.sure, 3), evidence=evidence,
    )  # fmt: skip


def _resolve(layout: Layout, people: Cast, item: Found, said: list[Who]) -> Who:
    if item.mention is None:
        return _continued(layout, people, item, said)
    mention = layout.text[item.mention[0] : item.mention[1]]
    if _SINGULAR.fullmatch(mention.strip()):
        return _pronoun(layout, people, item.mention, mention.strip(), said)
    if _PLURAL.fullmatch(mention.strip()):
        return _they(item.mention, said)
    return _named(layout, people, item.mention, mention, said)


def _continued(layout: Layout, people: Cast, item: Found, said: list[Who]) -> Who:
    """A free quotation: whoever spoke just before, else the person this paragraph is about."""
    if said and layout.paragraph_of(item.spans[0][0]) - layout.paragraph_of(said[-1].at) <= 4:
        before = said[-1]
        return _again(before, 0.8)
    start = item.spans[0][0]
    candidates = [p for p in people.people if p.last_before(start) >= 0]
    if candidates:
        person = max(candidates, key=lambda p: p.last_before(start))
        return _person(person, 0.5)
    return Who(None, "unknown", sure=0.5)


def _again(before: Who, sure: float) -> Who:
    return Who(
        before.name, before.type, person=before.person, role=before.role, organisation=before.organisation,
        sure=sure, gender=before.gender, plural=before.plural,
    )  # fmt: skip


def _person(
    person: Person, sure: float = 1.0, role: str | None = None, organisation: str | None = None
) -> Who:
    return Who(
        person.name,
        "person",
        person=person,
        role=role,
        organisation=organisation,
        sure=sure,
        gender=person.gender,
    )


def _pronoun(layout: Layout, people: Cast, mention: Span, pronoun: str, said: list[Who]) -> Who:
    """Il, elle, ce dernier: the last who fits among those who spoke and those named as subjects."""
    at = mention[0]
    feminine = bool(_FEMININE.fullmatch(pronoun))
    latest = "dernier" in pronoun or "dernière" in pronoun or "-ci" in pronoun
    best: tuple[float, Who] | None = None
    for who in reversed(said[-6:]):
        if who.plural or not _fits(who.gender, feminine):
            continue
        if who.type == "organisation" and who.gender == "?":
            if not _body_gender(who.name or "", feminine):
                continue
        score = float(who.at)
        if not latest:
            score += 220
        if best is None or score > best[0]:
            best = (score, _again(who, 0.85))
    for person in people.people:
        where = person.last_before(at)
        if where < 0 or not _fits(person.gender, feminine):
            continue
        if not _narrated(layout, where):
            continue
        score = float(where) + (260 if _subject_like(layout, where) and not latest else 0)
        if best is None or score > best[0]:
            best = (score, _person(person, 0.8))
    if best is None:
        return Who(None, "unknown", sure=0.3)
    return best[1]


def _narrated(layout: Layout, at: int) -> bool:
    return layout.mask[at] != "·"


def _subject_like(layout: Layout, at: int) -> bool:
    """Whether a name stands near the head of its sentence, where subjects stand."""
    start, _ = layout.sentences[layout.sentence_of(at)]
    lead = layout.mask[start:at]
    return (
        len(lead.split()) <= 6
        and "," not in lead.strip(" ,")[-40:]
        and not re.search(r"(?i)\b(?:à|de|avec|contre|pour|par|chez)\s*$", lead)
    )


def _fits(gender: Gender, feminine: bool) -> bool:
    return gender == "?" or (gender == "f") == feminine


def _body_gender(name: str, feminine: bool) -> bool:
    head = name.split()[0].lower() if name else ""
    endings = (
        "tion",
        "té",
        "ure",
        "ence",
        "ance",
        "ie",
        "ise",
        "ion",
        "que",
        "aine",
        "mairie",
        "fédération",
        "société",
        "police",
    )
    return head.endswith(endings) == feminine


def _they(mention: Span, said: list[Who]) -> Who:
    for who in reversed(said):
        if who.plural or who.type == "group":
            return _again(who, 0.8)
    for who in reversed(said):
        if who.type == "organisation":
            return _again(who, 0.6)
    return Who(None, "unknown", sure=0.3, plural=True)


def _named(layout: Layout, people: Cast, span: Span, mention: str, said: list[Who]) -> Who:
    """A noun phrase: with a name in it, or a role alone."""
    start = span[0]
    name = _last_name(mention)
    if name:
        proper, at = name
        person = people.find(proper)
        before = mention[:at]
        governed = re.search(
            r"(?i)(?:\b(?:de|du|des|à|au|aux|chez|d['’]un)|d['’]|de\s+la|de\s+l['’]|\bla|\ble|l['’])\s*[\"«“]?\s*$",
            before,
        )
        role_head = heads(before)
        if (
            person
            and not (governed and role_head)
            and (not before.strip() or role_head or looks_person(proper) or _civil(before) or person)
        ):
            role_phrase = without_article(before) if role_head else None
            if " et " in mention and len(NAME.findall(mention)) > 1 and re.search(r"\bet\s+[A-Z]", mention):
                return _group(mention)
            role, body = split_role(role_phrase) if role_phrase else (None, None)
            return _person(person, 0.97, role, body)
        if not before.strip() and looks_person(proper):
            return Who(proper, "person", sure=0.9)
        if role_head and governed:
            return _role(layout, people, start, mention, said)
        if role_head and not governed:
            role, body = split_role(without_article(before))
            return Who(proper, "person", role=role, organisation=body, sure=0.9)
        return _body(people, mention, proper, before)
    if heads(mention) or _group_like(mention):
        return _role(layout, people, start, mention, said)
    plain = without_article(mention)
    same = _same_kind(plain, said)
    if same:
        return _again(same, 0.7)
    return Who(
        plain or None,
        "group" if _group_like(mention) else "organisation",
        sure=0.75,
        plural=_group_like(mention),
    )


def _civil(before: str) -> bool:
    return bool(re.search(r"(?:M\.|Mme|Me|Dr|Pr|Mgr)\s*$", before))


def _last_name(mention: str) -> tuple[str, int] | None:
    """The last capitalised sequence of a mention, without the article that begins it."""
    found = None
    for match in NAME.finditer(mention):
        text, at = match.group(), match.start()
        civility = re.match(r"(?:M\.|MM\.|Mme|Mmes|Mlle|Me|Dr|Pr|Mgr)[ \u00a0]+", text)
        if civility:
            text, at = text[civility.end() :], at + civility.end()
        article = re.match(
            r"(?:Le|La|Les|Un|Une|Des|Ce|Cette|Son|Sa|L['’]|D['’]|Selon|Plusieurs|Certains)[ \u00a0]*", text
        )
        if (
            article
            and at == 0
            and (heads(mention) or article.end() == len(text) or text[article.end() :][:1].islower())
        ) or (
            article
            and at == 0
            and article.group().strip()
            in ("Des", "Un", "Une", "Ce", "Cette", "Son", "Sa", "L'", "L’", "Selon")
        ):
            text, at = text[article.end() :], at + article.end()
        if text and text[0].isupper():
            first = text.split()[0]
            if not (
                at <= 3
                and key(first) in {key(r) for r in ("Premier", "Président", "Ministre")}
                and len(text.split()) == 1
            ):
                found = (re.sub(r"\s+", " ", text), at)
    return found


def _group(mention: str) -> Who:
    return Who(without_article(mention), "group", plural=True)


def _group_like(mention: str) -> bool:
    return bool(
        re.match(
            r"(?i)(?:les|des|ces|plusieurs|certaine?s|deux|trois|quelques|ses|leurs|d['’]autres|de nombreu\w+|beaucoup)\b",
            mention,
        )
    )


_SOURCES = re.compile(r"(?i)\bsources?\b")
_BODIES = frozenset(
    [
        "gouvernement",
        "exécutif",
        "ministère",
        "préfecture",
        "parquet",
        "police",
        "gendarmerie",
        "justice",
        "tribunal",
        "cour",
        "commission",
        "parlement",
        "assemblée",
        "sénat",
        "mairie",
        "municipalité",
        "ville",
        "région",
        "département",
        "état",
        "pays",
        "administration",
        "agence",
        "organisation",
        "association",
        "ong",
        "syndicat",
        "fédération",
        "confédération",
        "union",
        "parti",
        "mouvement",
        "groupe",
        "collectif",
        "comité",
        "conseil",
        "entreprise",
        "société",
        "compagnie",
        "firme",
        "constructeur",
        "opérateur",
        "banque",
        "fonds",
        "institut",
        "observatoire",
        "université",
        "laboratoire",
        "hôpital",
        "centre",
        "musée",
        "club",
        "équipe",
        "ligue",
        "direction",
        "rédaction",
        "quotidien",
        "journal",
        "magazine",
        "hebdomadaire",
        "revue",
        "chaîne",
        "radio",
        "média",
        "presse",
        "site",
        "rapport",
        "étude",
        "enquête",
        "sondage",
        "communiqué",
        "texte",
        "document",
        "armée",
        "coalition",
        "milice",
        "présidence",
        "royaume",
        "empire",
        "bureau",
        "chambre",
        "fondation",
        "accusation",
        "défense",
        "plateforme",
        "marque",
        "enseigne",
        "fabricant",
        "distributeur",
        "géant",
        "autorité",
        "procuration",
        "autorités",
        "mensuel",
        "bulletin",
        "tribune",
        "pétition",
        "lettre",
        "notice",
        "loi",
        "arrêté",
        "décret",
        "résolution",
        "projet",
        "note",
        "circulaire",
        "baromètre",
        "bilan",
    ]
)


def _role(layout: Layout, people: Cast, at: int, mention: str, said: list[Who]) -> Who:
    """« la ministre », « le porte-parole », « le patron du club », « un riverain »."""
    plain = without_article(mention)
    head = heads(plain)
    first = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", plain.lower())
    if _SOURCES.search(plain.split()[0] if plain else ""):
        return Who(plain, "unknown", sure=0.85, organisation=None)
    if _group_like(mention):
        role, body = split_role(plain)
        return Who(plain, "group", role=None, organisation=body, sure=0.85, plural=True)
    if first and first.group() in _BODIES and (not head or first.group() != head):
        same = _same_kind(plain, said)
        return _again(same, 0.75) if same else Who(plain, "organisation", sure=0.85)
    definite = bool(re.match(r"(?i)(?:le|la|l['’]|ce|cet|cette)\b|l['’]", mention))
    role, body = split_role(plain)
    if definite or re.match(r"(?i)(?:son|sa)\b", mention):
        person = _bearer(people, plain, head, at, said)
        if person:
            return _person(person, 0.85)
        for who in reversed(said[-8:]):
            if who.type in ("person", "unknown") and who.name and head and head in key(who.name).split():
                return _again(who, 0.8)
    if definite and not body and len(plain.split()) <= 3 and said and person_like(head):
        gender = role_gender(mention)
        for who in reversed(said[-3:]):
            if who.person and not who.plural and (gender == "?" or who.gender in ("?", gender)):
                return _again(who, 0.6)
    return Who(
        plain, "person", role=role if head else None, organisation=body, sure=0.8, gender=role_gender(mention)
    )


def person_like(head: str) -> bool:
    """Whether a head noun names a person."""
    return head in person_roles()


_SAME = ({"chef", "président", "présidente", "locataire", "dirigeant"},)


def _bearer(people: Cast, plain: str, head: str, at: int, said: list[Who]) -> Person | None:
    """The last person named, before an offset, who bears a role of this kind."""
    wanted = {key(w) for w in re.findall(r"[\w-]{3,}", plain)}
    best: tuple[float, Person] | None = None
    for person in people.people:
        where = person.last_before(at)
        for role in person.roles:
            have = {key(w) for w in re.findall(r"[\w-]{3,}", role)}
            if head and head not in {heads(role)} and key(head) not in have:
                continue
            shared = len(wanted & have) / max(1, len(wanted))
            if shared < 0.34:
                continue
            score = shared * 2000 + (where if where >= 0 else -500)
            if any(who.person is person for who in said[-3:]):
                score += 300
            if best is None or score > best[0]:
                best = (score, person)
    return best[1] if best else None


def _body(people: Cast, mention: str, proper: str, before: str) -> Who:
    """An organisation, a medium, a country."""
    plain = without_article(mention)
    name = plain if before.strip() and not re.fullmatch(r"(?i)\s*(?:le|la|les|l['’])\s*", before) else proper
    if re.match(r"(?:Le|La|Les)\s+[A-Z]", mention) and not before.strip():
        name = mention
    return Who(name, "organisation", sure=0.88)


def _same_kind(plain: str, said: list[Who]) -> Who | None:
    """« le quotidien », « le groupe »: the last body that spoke."""
    words_ = plain.lower().split()
    if not words_ or len(words_) > 2:
        return None
    media = words_[0] in (
        "quotidien",
        "journal",
        "magazine",
        "hebdomadaire",
        "média",
        "chaîne",
        "radio",
        "site",
        "revue",
        "mensuel",
    )
    for who in reversed(said[-6:]):
        if who.type != "organisation" or not who.name:
            continue
        if key(words_[0]) in {key(w) for w in who.name.split()}:
            return who
        if media and who.name[:1].isupper():
            return who
    return None


__all__ = ["Who", "attribute", "words"]
