"""The tables of the store."""

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
