-- Other proofs of who signs in: one-time codes, links for a new password, and
-- identities that a provider elsewhere vouches for.

CREATE TABLE second_factor (
    account INTEGER PRIMARY KEY REFERENCES account (id),
    -- Chance. Only with the key, which is not in the database, it gives the secret.
    seed TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    -- Asked for at sign-in from then on.
    confirmed_at INTEGER,
    -- The last step of 30 seconds of which a code was taken: none is taken twice.
    last_step INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE recovery_code (
    -- HMAC-SHA256 of the code, by the same key.
    seal TEXT PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX recovery_code_of_account ON recovery_code (account);

-- When the second factor was given; without it, where one is asked for, the
-- session is good for nothing but giving it.
ALTER TABLE session ADD COLUMN factor_at INTEGER;
-- What a provider vouched with, which it wants back at sign-out.
ALTER TABLE session ADD COLUMN id_token TEXT;

CREATE TABLE password_link (
    -- Of what stands in the link.
    sha256 TEXT PRIMARY KEY,
    account INTEGER NOT NULL REFERENCES account (id),
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX password_link_of_account ON password_link (account);

CREATE TABLE outer_identity (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account INTEGER NOT NULL REFERENCES account (id),
    linked_at INTEGER NOT NULL,
    PRIMARY KEY (issuer, subject)
) STRICT, WITHOUT ROWID;

-- The reader lists the acts there are.
CREATE INDEX audit_by_action ON audit (action);

-- What a source sent by its key since it was first heard.
CREATE TABLE source_activity (
    source TEXT PRIMARY KEY,
    heard_at INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    refused INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
