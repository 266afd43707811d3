-- Who may sign in, who is signed in, and who did what.

CREATE TABLE account (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Argon2id, in the PHC string format.
    password TEXT NOT NULL,
    role TEXT NOT NULL,
    -- The place at and below which they act; the whole town without one. When
    -- that place is gone they act nowhere.
    scope TEXT,
    created_at INTEGER NOT NULL,
    disabled_at INTEGER
) STRICT;
-- An account is disabled, never removed: the audit names it.
CREATE UNIQUE INDEX account_in_use ON account (email) WHERE disabled_at IS NULL;

CREATE TABLE session (
    -- Of the random identifier, which only the browser knows.
    sha256 TEXT PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX session_of_account ON session (account);

-- Tries to sign in since the last one that succeeded, by account and by address.
CREATE TABLE sign_in_attempt (
    subject TEXT PRIMARY KEY,
    count INTEGER NOT NULL,
    last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Append only. Each row seals the one before it: hash is the SHA-256 of the row
-- with the hash of the row before (docs/DATA-MODEL.md).
CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    role TEXT,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    before_hash TEXT,
    after_hash TEXT,
    origin TEXT NOT NULL,
    request TEXT,
    result TEXT NOT NULL CHECK (result IN ('done', 'refused')),
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;
-- REPLACE takes a row away without telling the trigger on DELETE.
CREATE TRIGGER audit_has_no_gaps BEFORE INSERT ON audit
WHEN NEW.id IS NOT (SELECT coalesce(max(id), 0) + 1 FROM audit)
BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;
CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;
CREATE TRIGGER audit_is_never_shortened BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is append-only');
END;
