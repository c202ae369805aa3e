"""The tables of the record, and the number of their format."""

FORMAT = 1
APPLICATION_ID = 0x56455242
"""« VERB », in the header of the file: what tells a record from any other SQLite file."""

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- An article whole, as MessagePack, and what was extracted from it. `digest` is of the whole article.
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, digest BLOB NOT NULL,
    article BLOB NOT NULL, quotes BLOB NOT NULL, quotes_sum INTEGER NOT NULL, extractor TEXT NOT NULL,
    indexed_at INTEGER NOT NULL, seq INTEGER NOT NULL);

-- Where each quotation is, so that it can be forgotten by its id.
CREATE TABLE quotes (id TEXT PRIMARY KEY, article TEXT NOT NULL, position INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX quotes_of_article ON quotes (article);

-- The one change log. AUTOINCREMENT: a seq is never given twice, not even after a deletion.
CREATE TABLE changes (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT NOT NULL, key TEXT NOT NULL, at INTEGER NOT NULL);

-- What is gone, for 410 pages and the public list of deletions.
CREATE TABLE retired (
    id TEXT PRIMARY KEY, what TEXT NOT NULL, at INTEGER NOT NULL, seq INTEGER NOT NULL,
    moved_to TEXT NOT NULL) WITHOUT ROWID;

-- What must stay out: hashes only, never a word. `what` is key, url or text (of an article), or words:
-- then `size` is their number, `hint` 16 bits of the first three, `article` the key where they are
-- forgotten, empty for everywhere.
CREATE TABLE tombstones (
    digest BLOB NOT NULL, what TEXT NOT NULL, article TEXT NOT NULL, size INTEGER NOT NULL,
    hint INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (digest, what, article)) WITHOUT ROWID;

CREATE TABLE corrections (
    id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, target TEXT NOT NULL, details BLOB NOT NULL,
    note TEXT NOT NULL, at INTEGER NOT NULL, undone_at INTEGER);
CREATE TABLE known (number INTEGER PRIMARY KEY, entry BLOB NOT NULL);
CREATE TABLE identities (
    signature TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE refusals (
    id INTEGER PRIMARY KEY AUTOINCREMENT, place TEXT NOT NULL, reason TEXT NOT NULL, at INTEGER NOT NULL);
"""
