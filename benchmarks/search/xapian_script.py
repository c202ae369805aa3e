"""Xapian's part of the search benchmark, run by the system's Python, which has Debian's python3-xapian.

`xapian_script.py FOLDER build` indexes the analysed documents in `rows.jsonl` and prints the seconds it took;
`ask ROUNDS` asks `questions.json` and prints the milliseconds by class. `peer_xapian` starts it.
"""

import json
import sys
import time
from pathlib import Path

SHOWN = 20
SLOTS = {"day": 0, "month": 1, "speaker": 2, "body": 3, "source": 4}


def build(xapian, folder):
    """Index the rows; seconds of processor time."""
    began = time.process_time()
    base = xapian.WritableDatabase(str(folder / "xapian"), xapian.DB_CREATE_OR_OVERWRITE)
    with (folder / "rows.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            document = xapian.Document()
            for prefix, field in (("W", "words"), ("E", "exact")):
                for at, word in enumerate(row[field].split()):
                    document.add_posting(prefix + word[:200], at + (10_000 if prefix == "E" else 0))
            document.add_boolean_term(f"S{row['speaker']}")
            document.add_boolean_term(f"B{row['body']}")
            for name, slot in SLOTS.items():
                document.add_value(slot, xapian.sortable_serialise(row[name]))
            document.set_data(row["text"])
            base.add_document(document)
    base.commit()
    base.close()
    return time.process_time() - began


def words(xapian, base, question):
    """The words of a question as a query."""
    query = xapian.Query
    exact = ["E" + word for word in question["words"]]
    stems = ["W" + stem for stem in question["stems"]]
    if question["op"] == "phrase":
        return query(query.OP_PHRASE, exact, len(exact))
    if question["op"] == "near":
        return query(query.OP_NEAR, stems, 12)
    if question["op"] == "prefix":
        return query(query.OP_WILDCARD, exact[0], 0, query.WILDCARD_LIMIT_ERROR, query.OP_SYNONYM)
    if question["op"] == "or":
        return query(query.OP_OR, stems)
    return query(query.OP_AND, stems)


def answer(xapian, base, question):
    """The total, with twenty hits loaded."""
    query = xapian.Query
    parts = [words(xapian, base, question)] if question.get("words") else []
    for name, prefix in (("speaker", "S"), ("body", "B")):
        if name in question:
            parts.append(query(f"{prefix}{question[name] + 1}"))
    if "dates" in question:
        low, high = (xapian.sortable_serialise(day) for day in question["dates"])
        parts.append(query(query.OP_VALUE_RANGE, SLOTS["day"], low, high))
    whole = parts[0] if parts else query.MatchAll
    for part in parts[1:]:
        whole = query(query.OP_FILTER, whole, part)
    enquire = xapian.Enquire(base)
    enquire.set_query(whole)
    if question.get("sort"):
        enquire.set_weighting_scheme(xapian.BoolWeight())
        enquire.set_sort_by_value(SLOTS["day"], True)
    spies = []
    if question.get("facets") or question.get("timeline"):
        names = ("month",) if question.get("timeline") else ("speaker", "body", "source", "month")
        spies = [xapian.ValueCountMatchSpy(SLOTS[name]) for name in names]
        for spy in spies:
            enquire.add_matchspy(spy)
    first = (question.get("page", 1) - 1) * SHOWN
    found = enquire.get_mset(first, SHOWN, base.get_doccount())
    texts = [match.document.get_data() for match in found]
    for spy in spies:
        list(spy.top_values(10))
    return found.get_matches_estimated() if texts else 0


def ask(xapian, folder, rounds):
    """Milliseconds of each question, by class: the least of some rounds."""
    base = xapian.Database(str(folder / "xapian"))
    asked = json.loads((folder / "questions.json").read_text(encoding="utf-8"))
    return {
        name: [min(timed(xapian, base, question) for _ in range(rounds)) for question in questions]
        for name, questions in asked.items()
        if name not in ("fuzzy", "autocomplete")
    }


def timed(xapian, base, question):
    """Milliseconds of processor time that one answer takes."""
    began = time.process_time()
    answer(xapian, base, question)
    return 1000 * (time.process_time() - began)


def main():
    """Build or ask, print the figures."""
    import xapian

    folder = Path(sys.argv[1])
    if sys.argv[2] == "build":
        print(build(xapian, folder))
    else:
        print(json.dumps(ask(xapian, folder, int(sys.argv[3]))))


if __name__ == "__main__":
    main()
