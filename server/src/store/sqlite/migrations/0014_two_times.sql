-- What was known when. Nothing is kept here before the town is followed (`meta`,
-- `followed_from`): history that is brought in before is known from its own days on.

-- What undoes readings that came, or changed, after the local day they speak of was over.
-- The key is that of the block; several rows of a month are undone latest first.
CREATE TABLE late (
    id INTEGER PRIMARY KEY,
    key INTEGER NOT NULL,
    known_at INTEGER NOT NULL,
    data BLOB NOT NULL
) STRICT;
CREATE INDEX late_by_key ON late (key, known_at);

-- The first instant at which anything of the day was known; nothing where that is
-- before the town was followed.
ALTER TABLE reception_rollup ADD COLUMN known_from INTEGER;

-- What a finished day of a counter came to until something more was told of it.
CREATE TABLE reception_rollup_before (
    counter TEXT NOT NULL,
    day INTEGER NOT NULL,
    until INTEGER NOT NULL,
    body TEXT NOT NULL,
    known_from INTEGER,
    PRIMARY KEY (counter, day, until)
) STRICT, WITHOUT ROWID;

-- What takes a worked-out day away keeps what it came to.
DROP TRIGGER rollup_after_ticket_event;
CREATE TRIGGER rollup_after_ticket_event AFTER INSERT ON ticket_event BEGIN
    INSERT OR IGNORE INTO reception_rollup_before (counter, day, until, body, known_from)
        SELECT counter, day, NEW.known_at, body, known_from FROM reception_rollup
        WHERE body IS NOT NULL AND (counter, day) IN
            (SELECT counter, day FROM ticket_on WHERE ticket = NEW.ticket);
    DELETE FROM reception_rollup WHERE (counter, day) IN
        (SELECT counter, day FROM ticket_on WHERE ticket = NEW.ticket);
END;

DROP TRIGGER rollup_after_ticket_on;
CREATE TRIGGER rollup_after_ticket_on AFTER INSERT ON ticket_on BEGIN
    INSERT OR IGNORE INTO reception_rollup_before (counter, day, until, body, known_from)
        SELECT counter, day, (SELECT max(known_at) FROM ticket_event WHERE ticket = NEW.ticket), body, known_from FROM reception_rollup
        WHERE body IS NOT NULL AND counter = NEW.counter AND day = NEW.day;
    DELETE FROM reception_rollup WHERE counter = NEW.counter AND day = NEW.day;
END;

DROP TRIGGER rollup_after_ticket_gone;
CREATE TRIGGER rollup_after_ticket_gone AFTER DELETE ON ticket_on BEGIN
    INSERT OR IGNORE INTO reception_rollup_before (counter, day, until, body, known_from)
        SELECT counter, day, (SELECT max(known_at) FROM ticket_event WHERE ticket = OLD.ticket), body, known_from FROM reception_rollup
        WHERE body IS NOT NULL AND counter = OLD.counter AND day = OLD.day;
    DELETE FROM reception_rollup WHERE counter = OLD.counter AND day = OLD.day;
END;

DROP TRIGGER rollup_after_count;
CREATE TRIGGER rollup_after_count AFTER INSERT ON reception_count BEGIN
    INSERT OR IGNORE INTO reception_rollup_before (counter, day, until, body, known_from)
        SELECT counter, day, NEW.known_at, body, known_from FROM reception_rollup
        WHERE body IS NOT NULL AND counter = NEW.counter AND day = NEW.day;
    DELETE FROM reception_rollup WHERE counter = NEW.counter AND day = NEW.day;
END;

DROP TRIGGER rollup_after_count_changed;
CREATE TRIGGER rollup_after_count_changed AFTER UPDATE ON reception_count BEGIN
    INSERT OR IGNORE INTO reception_rollup_before (counter, day, until, body, known_from)
        SELECT counter, day, NEW.known_at, body, known_from FROM reception_rollup
        WHERE body IS NOT NULL AND counter = NEW.counter AND day = NEW.day;
    DELETE FROM reception_rollup WHERE counter = NEW.counter AND day = NEW.day;
END;

DROP TRIGGER rollup_after_rating;
CREATE TRIGGER rollup_after_rating AFTER INSERT ON rating BEGIN
    INSERT OR IGNORE INTO reception_rollup_before (counter, day, until, body, known_from)
        SELECT counter, day, NEW.known_at, body, known_from FROM reception_rollup
        WHERE body IS NOT NULL AND counter = NEW.counter
        AND day BETWEEN NEW.at / 86400000 - 1 AND NEW.at / 86400000 + 1;
    DELETE FROM reception_rollup WHERE counter = NEW.counter
        AND day BETWEEN NEW.at / 86400000 - 1 AND NEW.at / 86400000 + 1;
END;

DROP TRIGGER rollup_after_queue_state;
CREATE TRIGGER rollup_after_queue_state AFTER INSERT ON queue_state BEGIN
    INSERT OR IGNORE INTO reception_rollup_before (counter, day, until, body, known_from)
        SELECT counter, day, NEW.received_at, body, known_from FROM reception_rollup
        WHERE body IS NOT NULL AND counter = NEW.counter
        AND day BETWEEN NEW.received_at / 86400000 - 1 AND NEW.received_at / 86400000 + 1;
    DELETE FROM reception_rollup WHERE counter = NEW.counter
        AND day BETWEEN NEW.received_at / 86400000 - 1 AND NEW.received_at / 86400000 + 1;
END;

-- The rules by which the town was judged from an instant on, as JSON.
CREATE TABLE rules_version (
    id INTEGER PRIMARY KEY,
    known_at INTEGER NOT NULL,
    digest TEXT NOT NULL,
    themes TEXT NOT NULL,
    parameters TEXT NOT NULL
) STRICT;
CREATE TRIGGER rules_version_is_never_rewritten BEFORE UPDATE ON rules_version
BEGIN
    SELECT RAISE(ABORT, 'a version of the rules is never rewritten');
END;

-- The figures of an alert when it was last seen on a day before the last one.
CREATE TABLE alert_before (
    alert INTEGER NOT NULL REFERENCES alert (id),
    last_day INTEGER NOT NULL,
    measured REAL NOT NULL,
    expected REAL NOT NULL,
    spread REAL NOT NULL,
    waste REAL NOT NULL,
    PRIMARY KEY (alert, last_day)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER alert_keeps_its_figures BEFORE UPDATE OF last_day ON alert
WHEN OLD.last_day < NEW.last_day
BEGIN
    INSERT OR IGNORE INTO alert_before (alert, last_day, measured, expected, spread, waste)
    VALUES (OLD.id, OLD.last_day, OLD.measured, OLD.expected, OLD.spread, OLD.waste);
END;

-- Places and series as they were until an instant, as JSON. No body: there was none.
CREATE TABLE record_before (
    kind TEXT NOT NULL CHECK (kind IN ('place', 'series')),
    code TEXT NOT NULL,
    until INTEGER NOT NULL,
    body TEXT,
    PRIMARY KEY (kind, code, until)
) STRICT, WITHOUT ROWID;
