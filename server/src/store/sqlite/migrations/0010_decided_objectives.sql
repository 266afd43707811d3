-- Who decided each version of an objective, and why. A version that withdraws the
-- objective says from which local day on (days since 1970-01-01) it is no longer judged.
ALTER TABLE objective ADD COLUMN author TEXT NOT NULL DEFAULT 'import';
ALTER TABLE objective ADD COLUMN role TEXT;
ALTER TABLE objective ADD COLUMN reason TEXT;
ALTER TABLE objective ADD COLUMN withdrawn_from INTEGER;

-- All that may ever change in a version is that another one took its place, once.
CREATE TRIGGER objective_is_never_rewritten BEFORE UPDATE OF
    id, indicator, place, version, body, known_at, author, role, reason, withdrawn_from
ON objective
BEGIN
    SELECT RAISE(ABORT, 'a version of an objective is never rewritten');
END;
CREATE TRIGGER objective_is_replaced_once BEFORE UPDATE OF retired_at ON objective
WHEN OLD.retired_at IS NOT NULL
BEGIN
    SELECT RAISE(ABORT, 'a version of an objective is replaced once');
END;
