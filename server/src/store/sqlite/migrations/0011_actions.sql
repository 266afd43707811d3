-- Meetings in which deviations are gone through. The agenda is kept as it was shown, so
-- that minutes say what the meeting knew.
CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    day INTEGER NOT NULL,
    participants TEXT NOT NULL,
    scope TEXT,
    opened_at INTEGER NOT NULL,
    author TEXT NOT NULL,
    role TEXT,
    closed_at INTEGER
) STRICT;

CREATE TABLE review_item (
    review INTEGER NOT NULL REFERENCES review (id),
    nr INTEGER NOT NULL,
    place TEXT NOT NULL,
    indicator TEXT NOT NULL,
    action INTEGER,
    heading TEXT NOT NULL,
    fact TEXT NOT NULL,
    PRIMARY KEY (review, nr)
) STRICT, WITHOUT ROWID;

-- What somebody decided to do about a deviation.
CREATE TABLE action (
    id INTEGER PRIMARY KEY,
    place TEXT NOT NULL REFERENCES place (code),
    indicator TEXT NOT NULL,
    what TEXT NOT NULL,
    function TEXT NOT NULL,
    directorate TEXT NOT NULL,
    due INTEGER NOT NULL,
    expected REAL,
    decided_at INTEGER NOT NULL,
    author TEXT NOT NULL,
    role TEXT,
    review INTEGER,
    item INTEGER
) STRICT;

-- What became of it since: started, done, abandoned, commented, postponed.
CREATE TABLE action_event (
    id INTEGER PRIMARY KEY,
    action INTEGER NOT NULL REFERENCES action (id),
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    role TEXT,
    kind TEXT NOT NULL,
    day INTEGER,
    words TEXT
) STRICT;
CREATE INDEX action_event_of ON action_event (action);

-- What the meeting decided on an item: acted, nothing, postponed, noted.
CREATE TABLE review_outcome (
    id INTEGER PRIMARY KEY,
    review INTEGER NOT NULL,
    item INTEGER NOT NULL,
    at INTEGER NOT NULL,
    author TEXT NOT NULL,
    role TEXT,
    kind TEXT NOT NULL,
    action INTEGER,
    day INTEGER,
    words TEXT,
    FOREIGN KEY (review, item) REFERENCES review_item (review, nr)
) STRICT;
CREATE INDEX review_outcome_of ON review_outcome (review, item);

-- Nothing of it is rewritten. A restored backup deletes and inserts: neither is refused here.
CREATE TRIGGER action_is_never_rewritten BEFORE UPDATE ON action
BEGIN
    SELECT RAISE(ABORT, 'an action is never rewritten');
END;
CREATE TRIGGER action_event_is_never_rewritten BEFORE UPDATE ON action_event
BEGIN
    SELECT RAISE(ABORT, 'what became of an action is never rewritten');
END;
CREATE TRIGGER review_item_is_never_rewritten BEFORE UPDATE ON review_item
BEGIN
    SELECT RAISE(ABORT, 'an agenda is never rewritten');
END;
CREATE TRIGGER review_outcome_is_never_rewritten BEFORE UPDATE ON review_outcome
BEGIN
    SELECT RAISE(ABORT, 'what a review decided is never rewritten');
END;
CREATE TRIGGER review_is_never_rewritten BEFORE UPDATE OF
    id, title, day, participants, scope, opened_at, author, role
ON review
BEGIN
    SELECT RAISE(ABORT, 'a review is never rewritten');
END;
CREATE TRIGGER review_is_closed_once BEFORE UPDATE OF closed_at ON review
WHEN OLD.closed_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a review is closed once');
END;
