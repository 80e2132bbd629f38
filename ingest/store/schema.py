"""The tables of the store, and what changed in them since they were first made."""

# Rows are never used again (AUTOINCREMENT): a reader may hold one over an update of its article.
STORE = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE articles (
    row INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, version TEXT NOT NULL, title TEXT NOT NULL,
    text TEXT NOT NULL, language TEXT NOT NULL, published TEXT, source TEXT, url TEXT) STRICT;
CREATE TABLE passages (
    row INTEGER PRIMARY KEY AUTOINCREMENT, article INTEGER NOT NULL REFERENCES articles ON DELETE CASCADE) STRICT;
CREATE INDEX passages_of_article ON passages (article);
CREATE TABLE sentences (
    row INTEGER PRIMARY KEY AUTOINCREMENT, passage INTEGER NOT NULL REFERENCES passages ON DELETE CASCADE,
    article INTEGER NOT NULL, n INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    vector BLOB) STRICT;
CREATE INDEX sentences_of_passage ON sentences (passage);
CREATE UNIQUE INDEX sentence_of_article ON sentences (article, n);
CREATE TABLE stale (
    article_id TEXT NOT NULL, version TEXT NOT NULL, sentences INTEGER NOT NULL,
    PRIMARY KEY (article_id, version)) STRICT, WITHOUT ROWID;
CREATE TABLE staged (article_id TEXT PRIMARY KEY, version TEXT NOT NULL, vectors BLOB) STRICT;
CREATE VIRTUAL TABLE keywords USING fts5(folded, tokenize = 'unicode61');
CREATE VIRTUAL TABLE terms USING fts5vocab('keywords', 'row');
INSERT INTO meta VALUES ('store', lower(hex(randomblob(6))))
"""

# Each brings a store made before it up to date; a new store gets them all. Only ever add at the end.
CHANGES = (
    # `authors` is a JSON list; `digest` tells copies of a text; `sequence` grows by one with each change;
    # `updated` is the moment (UTC) at which the version became current; `article` is the JSON of a former version.
    """
ALTER TABLE articles ADD COLUMN authors TEXT NOT NULL DEFAULT '[]';
ALTER TABLE articles ADD COLUMN modified TEXT;
ALTER TABLE articles ADD COLUMN digest TEXT NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN updated TEXT;
CREATE INDEX articles_by_digest ON articles (digest);
CREATE INDEX articles_by_sequence ON articles (sequence);
CREATE TABLE versions (
    article_id TEXT NOT NULL, version TEXT NOT NULL, article TEXT NOT NULL, since TEXT, until TEXT NOT NULL,
    PRIMARY KEY (article_id, version)) STRICT, WITHOUT ROWID;
CREATE TABLE addresses (url TEXT PRIMARY KEY, article_id TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX addresses_of_article ON addresses (article_id);
CREATE TABLE removed (article_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL) STRICT, WITHOUT ROWID
""",
    "INSERT OR IGNORE INTO addresses SELECT url, id FROM articles WHERE url LIKE 'http%'",
    # `heads` is what is published for followers, or what a follower took: the number under which each article is known
    # to all of them, and in how many parts. Articles of the first stores get numbers now.
    """
CREATE TABLE heads (
    article_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, parts INTEGER NOT NULL) STRICT, WITHOUT ROWID;
UPDATE articles SET sequence = row + coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'sequence'), 0)
    WHERE sequence = 0;
INSERT OR REPLACE INTO meta SELECT 'sequence', CAST(max(n) AS TEXT) FROM (
    SELECT sequence AS n FROM articles UNION ALL SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'sequence')
    HAVING max(n) > 0
""",
)
