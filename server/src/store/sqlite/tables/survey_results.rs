//! Table `survey_result`.

use model::city::PlaceCode;
use model::time::At;
use sqlx::{Connection, SqliteConnection, SqlitePool};

use crate::store::{StoreError, SurveyResult};

/// Puts results in the place of what was known; how many differ from it.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    results: Vec<SurveyResult>,
    known_at: At,
) -> Result<u64, StoreError> {
    let mut transaction = connection.begin().await?;
    let mut changed = 0;
    for result in results {
        let done = sqlx::query(
            "INSERT INTO survey_result (counter, year, criterion, dissatisfied, answers, known_at) \
             VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (counter, year, criterion) DO UPDATE SET \
             dissatisfied = excluded.dissatisfied, answers = excluded.answers, \
             known_at = excluded.known_at \
             WHERE dissatisfied <> excluded.dissatisfied OR answers IS NOT excluded.answers",
        )
        .bind(result.counter.as_str().to_owned())
        .bind(result.year)
        .bind(result.criterion)
        .bind(result.dissatisfied)
        .bind(result.answers)
        .bind(known_at.millis())
        .execute(&mut *transaction)
        .await?;
        changed += done.rows_affected();
    }
    transaction.commit().await?;
    Ok(changed)
}

/// Results of a counter, by year and criterion.
pub(crate) async fn list(
    readers: &SqlitePool,
    counter: PlaceCode,
) -> Result<Vec<SurveyResult>, StoreError> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT year, criterion, dissatisfied, answers FROM survey_result \
         WHERE counter = ? ORDER BY year, criterion",
    )
    .bind(counter.as_str().to_owned())
    .fetch_all(readers)
    .await?;
    Ok(rows.into_iter().map(|row| read(&counter, row)).collect())
}

/// Results of a counter that stood at `until` and were known before `end`, or are of a year
/// before that of the day which ends there; by year and criterion.
pub(crate) async fn known(
    readers: &SqlitePool,
    counter: PlaceCode,
    (year, end): (i16, At),
    until: At,
) -> Result<Vec<SurveyResult>, StoreError> {
    // The first that gave way to another from the instant on, or the one that stands.
    let rows: Vec<Row> = sqlx::query_as(
        "WITH told (year, criterion, dissatisfied, answers, known_at, until) AS ( \
             SELECT year, criterion, dissatisfied, answers, known_at, until \
             FROM survey_result_before WHERE counter = ?1 AND until >= ?2 \
             UNION ALL \
             SELECT year, criterion, dissatisfied, answers, known_at, 9223372036854775807 \
             FROM survey_result WHERE counter = ?1) \
         SELECT year, criterion, dissatisfied, answers FROM told AS first \
         WHERE known_at < ?2 AND (known_at < ?3 OR year < ?4) AND until = \
             (SELECT min(until) FROM told \
              WHERE year = first.year AND criterion = first.criterion) \
         ORDER BY year, criterion",
    )
    .bind(counter.as_str().to_owned())
    .bind(until.millis())
    .bind(end.millis())
    .bind(year)
    .fetch_all(readers)
    .await?;
    Ok(rows.into_iter().map(|row| read(&counter, row)).collect())
}

/// Year, criterion, share, answers.
type Row = (i16, String, f64, Option<u32>);

fn read(counter: &PlaceCode, (year, criterion, dissatisfied, answers): Row) -> SurveyResult {
    SurveyResult {
        counter: counter.clone(),
        year,
        criterion,
        dissatisfied,
        answers,
    }
}
