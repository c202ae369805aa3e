"""Groups that an article's first lines leave unnamed: « Ces élus demandent … », then « A, B et C ont … »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from indexer.extraction.body_kinds import kinds_of, stands_for
from indexer.extraction.layout import Layout
from indexer.extraction.several import enumerated
from indexer.extraction.values import Found
from indexer.extraction.who import Who
from indexer.extraction.words import singular
from indexer.lexicon import word_class

_LEAD = 2
"""Paragraphs that may speak of people before they are named."""
_ANY_GROUP = word_class("any group")
_BARE = re.compile(r"[a-zà-ÿ-]+")


def settle_groups(layout: Layout, quotes: list[tuple[Found, Who]]) -> None:
    """Give what a bare group says in the first paragraphs to those who are listed by name further on."""
    listed = [who for _, who in quotes if _told(who)]
    if not listed:
        return
    for number, (item, who) in enumerate(quotes):
        if layout.paragraph_of(item.spans[0][0]) >= _LEAD or enumerated(who):
            return  # from the first ones who are named on, they are told
        name = who.name or ""
        if who.person is None and who.plural and _BARE.fullmatch(name):
            meant = _first(singular(name), listed)
            if meant is not None:
                quotes[number] = (item, meant.again(0.7))


def _told(who: Who) -> bool:
    """Whether several are told by their names, or as « parlementaires de trois bords »."""
    name = who.full_name or ""
    if enumerated(who):
        return name[:1].isupper()
    return who.plural and who.head in _ANY_GROUP and " " in name


def _first(noun: str, listed: Sequence[Who]) -> Who | None:
    """The first of those told whom a noun may mean: people for « élus », unions for « syndicats »."""
    for who in listed:
        one = (who.full_name or "").split(",")[0].split(" et ")[0]
        if noun in _ANY_GROUP if who.type == "group" else kinds_of(one) & stands_for(noun):
            return who
    return None
