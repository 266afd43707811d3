-- What changed and held: the level of a place on a theme ('' over all themes), or whether a
-- source speaks. The first row of a subject says where it stood and has no before.
CREATE TABLE status_change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('level', 'source')),
    place TEXT NOT NULL,
    theme TEXT NOT NULL,
    series TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    note INTEGER
) STRICT;
CREATE INDEX status_change_of ON status_change (kind, place, theme, series, id);
CREATE INDEX status_change_at ON status_change (at) WHERE before <> '';

CREATE TRIGGER status_change_is_never_rewritten BEFORE UPDATE ON status_change
BEGIN
    SELECT RAISE(ABORT, 'what changed is never rewritten');
END;
CREATE TRIGGER status_change_is_never_deleted BEFORE DELETE ON status_change
BEGIN
    SELECT RAISE(ABORT, 'what changed is never deleted');
END;

-- Who has seen a change and takes it on: once.
CREATE TABLE status_acknowledgement (
    change INTEGER PRIMARY KEY REFERENCES status_change (id),
    at INTEGER NOT NULL,
    who TEXT NOT NULL,
    role TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE TRIGGER status_acknowledgement_is_never_rewritten BEFORE UPDATE ON status_acknowledgement
BEGIN
    SELECT RAISE(ABORT, 'an acknowledgement is never rewritten');
END;
CREATE TRIGGER status_acknowledgement_is_never_deleted BEFORE DELETE ON status_acknowledgement
BEGIN
    SELECT RAISE(ABORT, 'an acknowledgement is never deleted');
END;

-- Who wants to be told of what by mail. The token is in each mail: it ends subscriptions and
-- does nothing else. What was told so far: numbers of the last change and alert, and the
-- local day of the last mail that is not sent at once.
CREATE TABLE subscription (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    account INTEGER NOT NULL REFERENCES account (id),
    place TEXT NOT NULL,
    theme TEXT NOT NULL,
    topic TEXT NOT NULL,
    pace TEXT NOT NULL,
    token TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    told_change INTEGER NOT NULL,
    told_alert INTEGER NOT NULL,
    told_day INTEGER NOT NULL,
    UNIQUE (account, place, theme, topic)
) STRICT;

-- Mails to send. What was begun and neither sent nor given up was under way when the server
-- stopped: it may have arrived, so it is not sent again. Content goes once it was sent.
CREATE TABLE mail (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    recipient TEXT NOT NULL,
    subject TEXT NOT NULL,
    body TEXT,
    html TEXT,
    token TEXT NOT NULL,
    attachment_name TEXT,
    attachment BLOB,
    queued_at INTEGER NOT NULL,
    next_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    started_at INTEGER,
    sent_at INTEGER,
    failed TEXT
) STRICT;
CREATE INDEX mail_due ON mail (next_at) WHERE sent_at IS NULL AND failed IS NULL;
CREATE INDEX mail_sent ON mail (sent_at);
