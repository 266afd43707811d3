-- What the watch found. The figures follow the finding; what happened to an
-- alert is append-only in alert_event, and where it stands is its last event.
CREATE TABLE alert (
    id INTEGER PRIMARY KEY,
    series TEXT NOT NULL,
    place TEXT NOT NULL,
    cause TEXT NOT NULL,
    first_day INTEGER NOT NULL,
    last_day INTEGER NOT NULL,
    measured REAL NOT NULL,
    expected REAL NOT NULL,
    spread REAL NOT NULL,
    waste REAL NOT NULL
) STRICT;
CREATE INDEX alert_by_series ON alert (series, cause);

CREATE TABLE alert_event (
    alert INTEGER NOT NULL REFERENCES alert (id),
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    act TEXT NOT NULL CHECK (act IN ('open', 'acknowledge', 'explain', 'close')),
    note TEXT NOT NULL,
    PRIMARY KEY (alert, seq)
) STRICT, WITHOUT ROWID;
