"""Invented articles made by number: as many as a fault test needs, each with two quotations."""

from __future__ import annotations

from corpus import Article, PartialDate, Quote

PEOPLE = (
    ("Nadège Kerbrat", "présidente du syndicat"),
    ("Marc Olivet", "maire de Port-Louviers"),
    ("Awa Diarra", "directrice de l'hôpital"),
    ("Luc Vandamme", "porte-parole de la coopérative"),
)
MATTERS = (
    "le tramway",
    "la digue",
    "l'école du bourg",
    "le marché couvert",
    "la ligne de bus",
    "le quai neuf",
)


def article(number: int, edition: int = 0) -> Article:
    """The article of that number; another `edition` has other words under the same id."""
    name, role = PEOPLE[number % len(PEOPLE)]
    matter = MATTERS[number % len(MATTERS)]
    text = (
        f"« Nous ouvrirons {matter} numéro {number} dès le printemps, édition {edition} », "
        f"a déclaré {name}, {role}.\n\n"
        f"{name} a ajouté que le chantier {number} de {matter} coûterait {number + 3} millions d'euros."
    )
    return Article(
        id=f"article-{number}",
        text=text,
        title=f"Ce que devient {matter}",
        published=PartialDate(f"20{10 + number % 14}-{1 + number % 12:02d}"),
        source="Le Courrier de l'Estuaire",
    )


def extracted(numbers: range, edition: int = 0) -> list[tuple[Article, list[Quote]]]:
    """Articles with their quotations, found by the rules."""
    from indexer.extraction import extract

    return [(given, extract(given)) for given in (article(number, edition) for number in numbers)]
