-- Everything that lasts. Times are milliseconds since 1970-01-01T00:00:00Z.
-- A block or rollup key is series * 2^20 + (year * 12 + month - 1), the civil
-- month in the zone of the database (docs/decisions/0002-month-blocks.md).

CREATE TABLE meta (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE place (
    code TEXT PRIMARY KEY,
    parent TEXT REFERENCES place (code) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    attributes TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    place TEXT NOT NULL REFERENCES place (code) DEFERRABLE INITIALLY DEFERRED,
    quantity TEXT NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('interval', 'gauge', 'index')),
    step_s INTEGER NOT NULL CHECK (step_s >= 1),
    zero_is_missing INTEGER NOT NULL CHECK (zero_is_missing IN (0, 1)),
    rollover_at REAL
) STRICT;

-- Readings of one series in one month, compressed.
CREATE TABLE block (
    key INTEGER PRIMARY KEY,
    data BLOB NOT NULL,
    series INTEGER GENERATED ALWAYS AS (key >> 20) VIRTUAL,
    month INTEGER GENERATED ALWAYS AS (key & 1048575) VIRTUAL
) STRICT;

-- Aggregates of the days of that month, made from the block. A month that an
-- index series only crosses has a rollup and no block.
CREATE TABLE rollup (
    key INTEGER PRIMARY KEY,
    -- The journal entries up to this one are in the block.
    upto INTEGER NOT NULL,
    readings INTEGER NOT NULL,
    bytes INTEGER NOT NULL,
    days BLOB NOT NULL,
    series INTEGER GENERATED ALWAYS AS (key >> 20) VIRTUAL,
    month INTEGER GENERATED ALWAYS AS (key & 1048575) VIRTUAL
) STRICT;

-- Acknowledged readings that are not in their blocks yet, one row a commit.
CREATE TABLE journal (
    id INTEGER PRIMARY KEY,
    data BLOB NOT NULL
) STRICT;

CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES series (id),
    at INTEGER NOT NULL,
    known_at INTEGER NOT NULL,
    old_value REAL NOT NULL,
    new_value REAL NOT NULL
) STRICT;
CREATE INDEX correction_by_series ON correction (series, known_at);

-- Append only: a version is retired, never changed.
CREATE TABLE objective (
    id INTEGER PRIMARY KEY,
    indicator TEXT NOT NULL,
    place TEXT NOT NULL REFERENCES place (code),
    version INTEGER NOT NULL CHECK (version >= 1),
    body TEXT NOT NULL,
    known_at INTEGER NOT NULL,
    retired_at INTEGER,
    UNIQUE (indicator, place, version)
) STRICT;

CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    known_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    target TEXT NOT NULL,
    line INTEGER NOT NULL,
    field TEXT,
    reason TEXT NOT NULL,
    raw TEXT NOT NULL
) STRICT;

CREATE TABLE source_key (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    prefix TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    revoked_at INTEGER
) STRICT;
CREATE UNIQUE INDEX source_key_valid ON source_key (name) WHERE revoked_at IS NULL;
