"""For whom someone speaks: the role and the body in a role phrase."""

from __future__ import annotations

import re

from indexer.extraction.names import heads

_KEEPS = frozenset(
    [
        "ministre",
        "maire",
        "préfet",
        "préfète",
        "ambassadeur",
        "ambassadrice",
        "secrétaire",
        "procureur",
        "procureure",
        "garde",
        "roi",
        "reine",
        "archevêque",
        "évêque",
        "commandant",
        "commandante",
        "chef",
        "champion",
        "championne",
    ]
)
"""Roles whose complement is part of the title: « ministre de la Santé », « maire de Lille »."""

_OF = re.compile(
    r"\s+(?:de\s+l['’]|de\s+la\s+|d['’]|du\s+|des\s+|de\s+|chez\s+|à\s+l['’]|à\s+la\s+|au\s+|aux\s+|auprès\s+d\w+\s+)"
)
_BODY_NOUNS = frozenset(
    [
        "ministère",
        "gouvernement",
        "parti",
        "syndicat",
        "fédération",
        "confédération",
        "union",
        "association",
        "collectif",
        "comité",
        "conseil",
        "commission",
        "agence",
        "police",
        "gendarmerie",
        "préfecture",
        "parquet",
        "tribunal",
        "cour",
        "mairie",
        "région",
        "département",
        "université",
        "institut",
        "observatoire",
        "laboratoire",
        "hôpital",
        "centre",
        "musée",
        "club",
        "équipe",
        "ligue",
        "groupe",
        "société",
        "entreprise",
        "compagnie",
        "banque",
        "chambre",
        "organisation",
        "ong",
        "mouvement",
        "coalition",
        "armée",
        "direction",
        "rédaction",
        "journal",
        "quotidien",
        "magazine",
        "chaîne",
        "radio",
        "fondation",
        "office",
        "bureau",
        "ordre",
        "régie",
        "service",
        "brigade",
        "opposition",
        "mission",
        "délégation",
        "parlement",
        "assemblée",
        "sénat",
        "élysée",
        "diplomatie",
        "défense",
        "administration",
        "usine",
        "coopérative",
        "fonds",
        "fédérale",
        "festival",
    ]
)


def split_role(role: str) -> tuple[str, str | None]:
    """A role phrase as (role, body): the body is the complement that names an organisation.

    >>> split_role("secrétaire générale du Syndicat du rail")
    ('secrétaire générale', 'Syndicat du rail')
    >>> split_role("ministre de la Santé")
    ('ministre de la Santé', None)
    """
    role = role.strip(" ,")
    head = heads(role)
    for match in _OF.finditer(role):
        body = role[match.end() :].strip(' ,"«»“”')
        first = re.match(r"[^\W\d_]+", body)
        if not body or first is None:
            continue
        named = body[0].isupper() or re.match(r"(?:mouvement|parti|groupe|club)\b", body)
        if head in _KEEPS and head not in ("chef", "secrétaire", "commandant"):
            return role, None
        if head in ("secrétaire",) and re.search(r"secrétaires?\s+d['’][ÉéEe]tat", role):
            return role, None
        if named or first.group().lower() in _BODY_NOUNS:
            if head in ("chef", "commandant") and first.group().lower() in (
                "gouvernement",
                "état",
                "etat",
                "diplomatie",
            ):
                return role, None
            return role[: match.start()].strip(), body
    party = re.search(r"\s([A-Z]{2,6}|LREM|EELV|LR|PS)\b", role)
    if party:
        return role.replace(party.group(), "").strip(), party.group(1)
    return role, None


def without_article(phrase: str) -> str:
    """A phrase without the article or civility before it.

    >>> without_article("l'ancien maire"), without_article("Des riverains")
    ('ancien maire', 'riverains')
    """
    phrase = re.sub(
        r"(?i)^(?:(?:le|la|les|un|une|des|du|de|ce|cet|cette|ces|son|sa|ses|leurs?|plusieurs|certains|certaines|deux|trois|quelques)\s+"
        r"|l['’]|d['’]|M\.\s*|Mme\s+|MM\.\s*)+",
        "",
        phrase,
    )
    return re.sub(r"\s+", " ", phrase).strip(' ,"«»“”')
