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
    let rows: Vec<(i16, String, f64, Option<u32>)> = sqlx::query_as(
        "SELECT year, criterion, dissatisfied, answers FROM survey_result \
         WHERE counter = ? ORDER BY year, criterion",
    )
    .bind(counter.as_str().to_owned())
    .fetch_all(readers)
    .await?;
    let read = |(year, criterion, dissatisfied, answers)| SurveyResult {
        counter: counter.clone(),
        year,
        criterion,
        dissatisfied,
        answers,
    };
    Ok(rows.into_iter().map(read).collect())
}
