"""The names that newspapers, databases and APIs give to the fields of an article."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Mapping
from typing import Any

NAMES = {
    "id": "id uid identifier identifiant guid uri",
    "title": "title titre headline",
    "date": "date published published_at publishedat publication_date date_publication pubdate",
    "source": "source journal media publication publisher",
    "author": "author auteur authors auteurs byline creator",
    "url": "url link lien",
    "text": "text texte content contenu body corps article",
}
"""Field of an article → keys it is read from, the first wins; case and accents do not matter."""

_FIELD_OF = {name: field for field, names in NAMES.items() for name in names.split()}
_RANK = {name: rank for names in NAMES.values() for rank, name in enumerate(names.split())}


@functools.lru_cache(maxsize=1024)
def plain(key: str) -> str:
    """A key without case, accents and outer blanks; blanks and hyphens inside become `_`.

    >>> plain(" Média "), plain("Date-publication")
    ('media', 'date_publication')
    """
    folded = unicodedata.normalize("NFKD", key.strip().casefold())
    letters = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return letters.replace(" ", "_").replace("-", "_")


def field_of(key: str) -> str | None:
    """The field that a key stands for, or None for an unknown one."""
    return _FIELD_OF.get(key) or _FIELD_OF.get(plain(key))


def known(given: Mapping[str, Any]) -> dict[str, Any]:
    """The values by field, empty ones left out; unknown keys are ignored.

    >>> known({"Titre": "Le port rouvre", "rubrique": "Mer", "date": ""})
    {'title': 'Le port rouvre'}
    """
    ranked: dict[str, tuple[int, Any]] = {}
    for key, value in given.items():
        field = field_of(key)
        if field is None or value is None or value == "":
            continue
        rank = _RANK.get(key, _RANK.get(plain(key), 0))
        if field not in ranked or rank < ranked[field][0]:
            ranked[field] = (rank, value)
    return {field: value for field, (_, value) in ranked.items()}
