-- What a finished day of a counter comes to: follows from what was told of it, and is
-- only kept so that a start need not read every ticket. A row without a body is being
-- worked out; whatever is told of its day meanwhile takes the row away, so that nothing
-- older is ever written into it.
CREATE TABLE reception_rollup (
    counter TEXT NOT NULL,
    day INTEGER NOT NULL,
    basis TEXT NOT NULL,
    body TEXT,
    PRIMARY KEY (counter, day)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER rollup_after_ticket_event AFTER INSERT ON ticket_event BEGIN
    DELETE FROM reception_rollup WHERE (counter, day) IN
        (SELECT counter, day FROM ticket_on WHERE ticket = NEW.ticket);
END;
CREATE TRIGGER rollup_after_ticket_on AFTER INSERT ON ticket_on BEGIN
    DELETE FROM reception_rollup WHERE counter = NEW.counter AND day = NEW.day;
END;
CREATE TRIGGER rollup_after_ticket_gone AFTER DELETE ON ticket_on BEGIN
    DELETE FROM reception_rollup WHERE counter = OLD.counter AND day = OLD.day;
END;
CREATE TRIGGER rollup_after_count AFTER INSERT ON reception_count BEGIN
    DELETE FROM reception_rollup WHERE counter = NEW.counter AND day = NEW.day;
END;
CREATE TRIGGER rollup_after_count_changed AFTER UPDATE ON reception_count BEGIN
    DELETE FROM reception_rollup WHERE counter = NEW.counter AND day = NEW.day;
END;
-- The local day of an instant is at most a day from the one in UTC.
CREATE TRIGGER rollup_after_rating AFTER INSERT ON rating BEGIN
    DELETE FROM reception_rollup WHERE counter = NEW.counter
        AND day BETWEEN NEW.at / 86400000 - 1 AND NEW.at / 86400000 + 1;
END;
CREATE TRIGGER rollup_after_queue_state AFTER INSERT ON queue_state BEGIN
    DELETE FROM reception_rollup WHERE counter = NEW.counter
        AND day BETWEEN NEW.received_at / 86400000 - 1 AND NEW.received_at / 86400000 + 1;
END;
