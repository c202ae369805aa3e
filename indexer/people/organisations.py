"""Which bodies are one: by key, by an acronym and what it stands for, by the list of known bodies."""

from __future__ import annotations

from indexer.facts import GROUP, KNOWN, Facts, Touched
from indexer.people import bodies
from indexer.people.slugs import Ids


def resolve(facts: Facts, touched: Touched, ids: Ids) -> None:
    """Give every body that speaks or is spoken for its id, where a change may have altered it.

    The keys are few beside the quotations, so acronyms are looked through whole each time.
    """
    if not touched.bodies - {""}:
        return
    same = _same(facts)
    keys = {
        row[0]
        for row in facts.rows(
            "SELECT DISTINCT body FROM facts WHERE body != ''"
            " UNION SELECT said_by FROM facts WHERE said_by != ''"
        )
    }
    main = {key: same.get(key, key) for key in keys}
    given = ids.bodies(main, lambda key: _shown(facts, key))
    facts.connection.execute("CREATE TEMP TABLE given (key TEXT PRIMARY KEY, id TEXT NOT NULL) WITHOUT ROWID")
    facts.many("INSERT INTO given VALUES (?, ?)", sorted(given.items()))
    for column, key in (("base_body", "body"), ("base", "said_by")):
        facts.connection.execute(
            f"UPDATE facts SET {column} = given.id, dirty = 1 FROM given"  # noqa: S608  # constants
            f" WHERE facts.{key} = given.key AND facts.{key} != '' AND facts.{column} != given.id"
        )
    facts.connection.execute("DROP TABLE given")


def _same(facts: Facts) -> dict[str, str]:
    """Keys that stand for another: acronyms, aliases of the known list."""
    found: dict[str, bodies.Printed] = {}
    for column in ("organisation", "printed"):
        key = "body" if column == "organisation" else "said_by"
        rows = facts.rows(
            f"SELECT {column}, min(day), max(last), count(DISTINCT article) FROM facts"  # noqa: S608
            f" WHERE {key} != '' AND day > 0 AND article NOT LIKE 'known:%' GROUP BY {column}"
        )
        for printed, first, last, articles in sorted(rows):
            body = bodies.parse(printed)
            if body is not None:
                known = found.get(body.key)
                best = known[0] if known and (known[0].acronym or not body.acronym) else body
                if known:
                    first, last = min(first, known.first), max(last, known.last)
                    articles += known.articles
                found[body.key] = bodies.Printed(best, first, last, articles)
    same = bodies.expansions(found)
    listed = facts.rows(
        "SELECT article, said_by FROM facts WHERE said_by != '' AND article >= ? AND article < ?"
        " ORDER BY number",
        KNOWN, "known;",
    )  # fmt: skip
    first_of: dict[str, str] = {}
    for article, key in listed:
        main = first_of.setdefault(article, key)
        if key != main:
            same[key] = main
        same.pop(main, None)
    return {key: _last(same, key) for key in same}


def _last(same: dict[str, str], key: str) -> str:
    seen = {key}
    while same.get(key, key) not in seen:
        key = same[key]
        seen.add(key)
    return key


def _shown(facts: Facts, key: str) -> str:
    rows = facts.rows(
        "SELECT organisation AS shown, count(*) FROM facts WHERE body = ? GROUP BY shown UNION ALL"
        " SELECT printed AS shown, count(*) FROM facts WHERE said_by = ? GROUP BY shown ORDER BY 2 DESC, 1",
        key, key,
    )  # fmt: skip
    body = bodies.parse(rows[0][0]) if rows and not key.startswith(GROUP) else None
    return body.printed if body else (rows[0][0] if rows else key)
