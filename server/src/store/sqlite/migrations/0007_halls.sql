-- How far announced waits were from those that came, by counter and local day.
CREATE TABLE estimator_error (
    counter TEXT NOT NULL,
    day INTEGER NOT NULL,
    counts TEXT NOT NULL,
    PRIMARY KEY (counter, day)
) STRICT, WITHOUT ROWID;

-- Devices that a person paired: lobby screens, screens of agents, kiosks. The device
-- holds the secret, this table its hash.
CREATE TABLE device (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    place TEXT NOT NULL,
    chime INTEGER NOT NULL,
    token_sha256 TEXT NOT NULL UNIQUE,
    paired_at INTEGER NOT NULL,
    paired_by TEXT NOT NULL,
    changed INTEGER NOT NULL,
    seen_at INTEGER,
    revoked_at INTEGER
) STRICT;
