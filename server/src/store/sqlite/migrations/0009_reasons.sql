-- Why people answered as they did: counts of a local month, told apart only by whether
-- those who gave the reason were satisfied. No row speaks of a single answer.
CREATE TABLE rating_reason (
    counter TEXT NOT NULL,
    month INTEGER NOT NULL,
    reason TEXT NOT NULL,
    satisfied INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (counter, month, reason, satisfied)
) STRICT, WITHOUT ROWID;
