-- What is told of the reception. A ticket event is never changed: what sources say
-- of one number is kept side by side, and which one stands follows from what is said,
-- not from the order of arrival. Texts that are not said are empty, an appointment
-- that is not said is 0: the key has no room for nothing.
CREATE TABLE ticket_event (
    ticket TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    type TEXT NOT NULL,
    counter TEXT NOT NULL,
    desk TEXT NOT NULL,
    service TEXT NOT NULL,
    number TEXT NOT NULL,
    appointment_at INTEGER NOT NULL,
    source TEXT NOT NULL,
    known_at INTEGER NOT NULL,
    PRIMARY KEY (ticket, seq, at, type, counter, desk, service, number, appointment_at, source)
) STRICT, WITHOUT ROWID;

-- Follows from the events: the local days of counters that a ticket counts in.
CREATE TABLE ticket_on (
    counter TEXT NOT NULL,
    day INTEGER NOT NULL,
    ticket TEXT NOT NULL,
    PRIMARY KEY (counter, day, ticket)
) STRICT, WITHOUT ROWID;
CREATE INDEX ticket_on_by_ticket ON ticket_on (ticket);

-- Follows from the events: those that do not fit, with the reason.
CREATE TABLE ticket_set_aside (
    ticket TEXT NOT NULL,
    position INTEGER NOT NULL,
    reason TEXT NOT NULL,
    said TEXT NOT NULL,
    PRIMARY KEY (ticket, position)
) STRICT, WITHOUT ROWID;

-- `nth` tells answers apart that are the same in all else.
CREATE TABLE rating (
    counter TEXT NOT NULL,
    at INTEGER NOT NULL,
    channel TEXT NOT NULL,
    question TEXT NOT NULL,
    score INTEGER NOT NULL,
    scale INTEGER NOT NULL,
    source TEXT NOT NULL,
    nth INTEGER NOT NULL,
    known_at INTEGER NOT NULL,
    PRIMARY KEY (counter, at, channel, question, score, scale, source, nth)
) STRICT, WITHOUT ROWID;

-- Counts that a source gives a day, where it tells no single events: the latest stands.
CREATE TABLE reception_count (
    counter TEXT NOT NULL,
    day INTEGER NOT NULL,
    subject TEXT NOT NULL,
    counts TEXT NOT NULL,
    known_at INTEGER NOT NULL,
    PRIMARY KEY (counter, day, subject)
) STRICT, WITHOUT ROWID;

CREATE TABLE queue_state (
    counter TEXT NOT NULL,
    service TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    open_desks INTEGER NOT NULL,
    last_called TEXT,
    service_s INTEGER,
    PRIMARY KEY (counter, service, received_at, at)
) STRICT, WITHOUT ROWID;
