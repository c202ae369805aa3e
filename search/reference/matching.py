"""Whether a document answers a node of a query, where, and how well: one document at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from search.analysis import exact, lookup
from search.highlight import near
from search.query import And, Everything, Field, Fuzzy, Node, Not, Or, Phrase, Prefix, Term
from search.scoring import bm25, idf, stored_length, tenths
from search.streams import DEFAULT, ROOM, stream, zone_of
from search.values import QuoteDocument

Zone = tuple[int, int]
Leaf = Term | Phrase | Prefix | Fuzzy


class Words:
    """The words of one document: `(position, exact form, stems)`, in the order of the stream."""

    def __init__(self, document: QuoteDocument) -> None:
        self.all = [(at, token.exact, token.stems) for token, at in stream(document)]
        self.length = stored_length(sum(1 for at, _, _ in self.all if at < ROOM))

    def where(self, form: str) -> list[int]:
        """The positions of a form: a stem, or `=` and an exact form."""
        if form.startswith("="):
            return sorted({at for at, word, _ in self.all if word == form[1:]})
        return sorted({at for at, _, stems in self.all if form in stems})

    def like(self, test: Callable[[str], bool], zone: Zone) -> list[int]:
        """The positions of the exact forms that pass a test and are found in a zone."""
        found = [self.where("=" + word) for word in {word for _, word, _ in self.all} if test(word)]
        return sorted(at for places in found if _inside(places, zone) for at in places)


def _inside(places: Sequence[int], zone: Zone) -> bool:
    return any(zone[0] <= at < zone[1] for at in places)


def forms(node: Leaf, words: Words, zone: Zone) -> list[list[int]]:
    """Where a leaf stands: a list of positions for each of its forms; the best form scores."""
    match node:
        case Term(word):
            return [words.where(form) for form in lookup(word)]
        case Prefix(stem):
            return [words.like(lambda word: word.startswith(stem), zone)]
        case Fuzzy(wanted):
            return [words.like(lambda word: near(wanted, word), zone)]
        case Phrase(parts, 0):
            return [_phrase([words.where("=" + exact(part)) for part in parts])]
        case Phrase(parts, slop, ordered):
            places = [sorted({at for form in lookup(part) for at in words.where(form)}) for part in parts]
            reach = slop + len(parts) - 1
            return [_ordered(places, reach) if ordered else _near(places, reach)]


def _phrase(places: Sequence[Sequence[int]]) -> list[int]:
    return [
        start
        for start in places[0]
        if all(start + offset in places[offset] for offset in range(1, len(places)))
    ]


def _ordered(places: Sequence[Sequence[int]], reach: int) -> list[int]:
    found = []
    for start in places[0]:
        end: int | None = start
        for following in places[1:]:
            end = next((at for at in following if end is not None and at > end), None)
        if end is not None and end - start <= reach:
            found.append(start)
    return found


def _near(places: Sequence[Sequence[int]], reach: int) -> list[int]:
    starts = sorted({at for place in places for at in place})
    return [s for s in starts if all(any(s <= at <= s + reach for at in place) for place in places)]


def matches(node: Node, words: Words, zone: Zone = DEFAULT) -> bool:
    """Whether a document answers."""
    match node:
        case Everything():
            return True
        case And(nodes):
            return all(matches(each, words, zone) for each in nodes)
        case Or(nodes):
            return any(matches(each, words, zone) for each in nodes)
        case Not(kept, but):
            return matches(kept, words, zone) and not matches(but, words, zone)
        case Field(name, inner):
            return matches(inner, words, zone_of(name))
        case _:
            return any(_inside(form, zone) for form in forms(node, words, zone))


class Scorer:
    """Scores over a collection of documents, whose counts and lengths weigh the words."""

    def __init__(self, collection: Sequence[Words]) -> None:
        self.collection = collection
        self.count = len(collection)
        self.mean = sum(words.length for words in collection) / self.count if collection else 1.0
        self._idf: dict[tuple[Leaf, Zone], list[float]] = {}

    def score(self, node: Node, words: Words, zone: Zone = DEFAULT) -> float:
        """How well a document answers: the sum of the parts that it matches."""
        match node:
            case Everything():
                return 0.0
            case Field(name, inner):
                return self.score(inner, words, zone_of(name))
            case And(nodes) | Or(nodes):
                if not matches(node, words, zone):
                    return 0.0
                total = 0.0
                for each in nodes:
                    total += self.score(each, words, zone)
                return total
            case Not(kept, _):
                return self.score(kept, words, zone) if matches(node, words, zone) else 0.0
            case _:
                return self._leaf(node, words, zone)

    def _leaf(self, node: Leaf, words: Words, zone: Zone) -> float:
        best = 0.0
        for form, weight in zip(forms(node, words, zone), self._weights(node, zone), strict=True):
            if _inside(form, zone):
                frequency = sum(tenths(at, zone) for at in form) / 10
                best = max(best, bm25(weight, frequency, float(words.length), self.mean))
        return best

    def _weights(self, node: Leaf, zone: Zone) -> list[float]:
        if (node, zone) not in self._idf:
            places = [forms(node, words, zone) for words in self.collection]
            frequencies = [
                sum(1 for place in places if _inside(place[n], zone))
                for n in range(len(places[0]) if places else 0)
            ]
            self._idf[node, zone] = [idf(self.count, frequency) for frequency in frequencies]
        return self._idf[node, zone]
