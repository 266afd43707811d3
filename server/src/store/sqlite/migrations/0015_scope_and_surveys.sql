-- The place that a source may tell of, with what is below it; nothing: the whole town.
ALTER TABLE source_key ADD COLUMN place TEXT;

-- What a survey was said to have found until something else was said of it.
CREATE TABLE survey_result_before (
    counter TEXT NOT NULL,
    year INTEGER NOT NULL,
    criterion TEXT NOT NULL,
    until INTEGER NOT NULL,
    dissatisfied REAL NOT NULL,
    answers INTEGER,
    known_at INTEGER NOT NULL,
    PRIMARY KEY (counter, year, criterion, until)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER survey_result_replaced AFTER UPDATE ON survey_result BEGIN
    INSERT INTO survey_result_before
        (counter, year, criterion, until, dissatisfied, answers, known_at)
    VALUES (old.counter, old.year, old.criterion, new.known_at, old.dissatisfied,
        old.answers, old.known_at)
    -- Twice in one instant: nobody saw the one between.
    ON CONFLICT DO NOTHING;
END;
