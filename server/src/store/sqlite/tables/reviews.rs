//! Tables `review`, `review_item` and `review_outcome`.

use std::collections::BTreeMap;

use model::access::Role;
use model::piloting::{ItemOutcome, Outcome, Review, ReviewItem};
use model::time::{At, Day};
use sqlx::sqlite::SqliteRow;
use sqlx::{Connection, Row as _, SqliteConnection, SqlitePool};

use super::actions::{read_role, text, unfit};
use super::audit;
use crate::store::{AuditEntry, StoreError};

/// Adds a review with its agenda and its trace; its number.
pub(crate) async fn open(
    connection: &mut SqliteConnection,
    review: Review,
    mut trace: AuditEntry,
) -> Result<i64, StoreError> {
    let mut transaction = connection.begin().await?;
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO review (title, day, participants, scope, opened_at, author, role) \
         VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
    )
    .bind(review.title)
    .bind(review.day.number())
    .bind(review.participants)
    .bind(review.scope.map(|scope| scope.to_string()))
    .bind(review.opened_at.millis())
    .bind(review.author)
    .bind(review.role.map(Role::as_str))
    .fetch_one(&mut *transaction)
    .await?;
    for item in review.items {
        sqlx::query(
            "INSERT INTO review_item (review, nr, place, indicator, action, heading, fact) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(id)
        .bind(item.nr)
        .bind(item.place.to_string())
        .bind(item.indicator.to_string())
        .bind(item.action)
        .bind(item.heading)
        .bind(item.fact)
        .execute(&mut *transaction)
        .await?;
    }
    trace.object = format!("review {id}");
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(id)
}

/// Adds what an open review decided on an item, with its trace.
pub(crate) async fn record(
    connection: &mut SqliteConnection,
    item: (i64, u32),
    outcome: ItemOutcome,
    trace: AuditEntry,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    put_outcome(&mut transaction, item, outcome).await?;
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(())
}

/// Adds what an open review decided on an item.
pub(super) async fn put_outcome(
    connection: &mut SqliteConnection,
    (review, nr): (i64, u32),
    outcome: ItemOutcome,
) -> Result<(), StoreError> {
    let open: i64 = sqlx::query_scalar(
        "SELECT COUNT(*) FROM review JOIN review_item ON review = id \
         WHERE id = ? AND nr = ? AND closed_at IS NULL",
    )
    .bind(review)
    .bind(nr)
    .fetch_one(&mut *connection)
    .await?;
    if open == 0 {
        let message = format!("no open review {review} has an item {nr}");
        return Err(StoreError::Conflict(message));
    }
    sqlx::query(
        "INSERT INTO review_outcome (review, item, at, author, role, kind, action, day, words) \
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(review)
    .bind(nr)
    .bind(outcome.at.millis())
    .bind(outcome.author)
    .bind(outcome.role.map(Role::as_str))
    .bind(outcome.outcome.kind())
    .bind(outcome.outcome.action())
    .bind(outcome.outcome.day().map(Day::number))
    .bind(outcome.outcome.words())
    .execute(&mut *connection)
    .await?;
    Ok(())
}

/// Closes an open review with its trace.
pub(crate) async fn close(
    connection: &mut SqliteConnection,
    review: i64,
    at: At,
    trace: AuditEntry,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    let done = sqlx::query("UPDATE review SET closed_at = ? WHERE id = ? AND closed_at IS NULL")
        .bind(at.millis())
        .bind(review)
        .execute(&mut *transaction)
        .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::Conflict(format!("no review {review} is open")));
    }
    audit::append(&mut transaction, trace).await?;
    transaction.commit().await?;
    Ok(())
}

/// Every review with its agenda and what was decided, by number.
pub(crate) async fn list(readers: &SqlitePool) -> Result<Vec<Review>, StoreError> {
    let mut transaction = readers.begin().await?;
    let reviews = sqlx::query("SELECT * FROM review ORDER BY id")
        .fetch_all(&mut *transaction)
        .await?;
    let items = sqlx::query("SELECT * FROM review_item ORDER BY review, nr")
        .fetch_all(&mut *transaction)
        .await?;
    let outcomes = sqlx::query("SELECT * FROM review_outcome ORDER BY id")
        .fetch_all(&mut *transaction)
        .await?;
    let mut decided: BTreeMap<(i64, u32), Vec<ItemOutcome>> = BTreeMap::new();
    for row in &outcomes {
        let key = (row.try_get("review")?, row.try_get("item")?);
        decided.entry(key).or_default().push(read_outcome(row)?);
    }
    let mut agendas: BTreeMap<i64, Vec<ReviewItem>> = BTreeMap::new();
    for row in &items {
        let review = row.try_get("review")?;
        let mut item = read_item(row, review)?;
        item.outcomes = decided.remove(&(review, item.nr)).unwrap_or_default();
        agendas.entry(review).or_default().push(item);
    }
    let with_agenda = |row: &SqliteRow| {
        let mut review = read(row)?;
        review.items = agendas.remove(&review.id).unwrap_or_default();
        Ok(review)
    };
    reviews.iter().map(with_agenda).collect()
}

fn read(row: &SqliteRow) -> Result<Review, StoreError> {
    let id: i64 = row.try_get("id")?;
    let scope: Option<String> = row.try_get("scope")?;
    let scope = scope.map(|scope| scope.parse()).transpose();
    let closed_at: Option<i64> = row.try_get("closed_at")?;
    Ok(Review {
        id,
        title: row.try_get("title")?,
        day: Day::from_number(row.try_get("day")?),
        participants: row.try_get("participants")?,
        scope: scope.map_err(|fault| unfit("review", id, text(fault)))?,
        opened_at: At::from_millis(row.try_get("opened_at")?),
        author: row.try_get("author")?,
        role: read_role(row, "review")?,
        closed_at: closed_at.map(At::from_millis),
        items: Vec::new(),
    })
}

fn read_item(row: &SqliteRow, review: i64) -> Result<ReviewItem, StoreError> {
    let unfit = |reason: String| unfit("review_item", review, reason);
    let (place, indicator): (String, String) = (row.try_get("place")?, row.try_get("indicator")?);
    Ok(ReviewItem {
        nr: row.try_get("nr")?,
        place: place.parse().map_err(|fault| unfit(text(fault)))?,
        indicator: indicator.parse().map_err(|fault| unfit(text(fault)))?,
        action: row.try_get("action")?,
        heading: row.try_get("heading")?,
        fact: row.try_get("fact")?,
        outcomes: Vec::new(),
    })
}

fn read_outcome(row: &SqliteRow) -> Result<ItemOutcome, StoreError> {
    let id: i64 = row.try_get("id")?;
    let kind: String = row.try_get("kind")?;
    let day: Option<i32> = row.try_get("day")?;
    let words: Option<String> = row.try_get("words")?;
    let outcome = Outcome::of(
        &kind,
        row.try_get("action")?,
        day.map(Day::from_number),
        words.unwrap_or_default(),
    );
    let none = || unfit("review_outcome", id, format!("`{kind}` is not complete"));
    Ok(ItemOutcome {
        at: At::from_millis(row.try_get("at")?),
        author: row.try_get("author")?,
        role: read_role(row, "review_outcome")?,
        outcome: outcome.ok_or_else(none)?,
    })
}
