-- How a series enters sums, and dated facts: allocation keys, coefficients, events.
ALTER TABLE series ADD COLUMN role TEXT NOT NULL DEFAULT 'main'
    CHECK (role IN ('main', 'sub', 'shared'));

-- Append only: a version is retired, never changed. Days are counted from 1970-01-01.
CREATE TABLE fact (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    key TEXT NOT NULL,
    from_day INTEGER NOT NULL,
    body TEXT NOT NULL,
    known_at INTEGER NOT NULL,
    retired_at INTEGER
) STRICT;
CREATE UNIQUE INDEX fact_in_force ON fact (kind, subject, key, from_day)
    WHERE retired_at IS NULL;
