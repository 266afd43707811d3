-- What surveys found: a share as it was published, with the number of answers
-- where that was said. The latest stands.
CREATE TABLE survey_result (
    counter TEXT NOT NULL,
    year INTEGER NOT NULL,
    criterion TEXT NOT NULL,
    dissatisfied REAL NOT NULL,
    answers INTEGER,
    known_at INTEGER NOT NULL,
    PRIMARY KEY (counter, year, criterion)
) STRICT, WITHOUT ROWID;
