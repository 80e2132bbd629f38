"""The tables of the journal."""

# ``topic`` stands for the wording of a question that moderators may see among the unanswered ones: private questions,
# direct messages and answered questions have none. It is a hash, as an index would spread words over the file.
JOURNAL = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE servers (server INTEGER PRIMARY KEY, settings TEXT NOT NULL) STRICT;
CREATE TABLE entries (
    row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, server INTEGER, channel INTEGER NOT NULL, person TEXT NOT NULL,
    private INTEGER NOT NULL, at INTEGER NOT NULL, language TEXT NOT NULL, topic INTEGER,
    parent INTEGER REFERENCES entries ON DELETE SET NULL, question TEXT NOT NULL, answer TEXT NOT NULL) STRICT;
CREATE INDEX entries_of_server ON entries (server);
CREATE INDEX entries_of_channel ON entries (channel, at);
CREATE INDEX entries_of_person ON entries (person);
CREATE INDEX entries_by_age ON entries (at);
CREATE INDEX followers ON entries (parent) WHERE parent IS NOT NULL;
CREATE INDEX unanswered ON entries (server, topic, at, language) WHERE topic IS NOT NULL;
CREATE TABLE messages (
    message INTEGER PRIMARY KEY, entry INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE) STRICT;
CREATE INDEX messages_of_entry ON messages (entry);
CREATE TABLE ratings (
    entry INTEGER NOT NULL REFERENCES entries ON DELETE CASCADE, person TEXT NOT NULL, server INTEGER,
    liked INTEGER NOT NULL, reason TEXT, at INTEGER NOT NULL, PRIMARY KEY (entry, person)) STRICT, WITHOUT ROWID;
CREATE INDEX ratings_of_server ON ratings (server, at);
CREATE INDEX ratings_of_person ON ratings (person)
"""

SEEN = "CREATE TABLE seen (n INTEGER PRIMARY KEY, event INTEGER NOT NULL UNIQUE, at INTEGER NOT NULL) STRICT"
