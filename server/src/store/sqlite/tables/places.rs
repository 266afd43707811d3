//! Table `place`.

use std::collections::BTreeMap;

use model::city::{Attribute, Place, PlaceCode};
use model::time::At;
use sqlx::{Connection, SqliteConnection, SqlitePool};

use super::records_before;
use crate::store::StoreError;

/// Its name among former records.
const KIND: &str = "place";

type Row = (String, Option<String>, String, String, String);

/// Adds or replaces places, all or none. In a town that is followed, what each was until
/// that instant is kept.
pub(crate) async fn put(
    connection: &mut SqliteConnection,
    places: Vec<Place>,
    followed: Option<At>,
) -> Result<(), StoreError> {
    let mut transaction = connection.begin().await?;
    for place in places {
        if let Some(known_at) = followed {
            let former = find(&mut transaction, place.code.as_str()).await?;
            if former.as_ref() != Some(&place) {
                let code = place.code.as_str();
                records_before::keep(&mut transaction, KIND, code, known_at, former.as_ref())
                    .await?;
            }
        }
        let attributes = serde_json::to_string(&place.attributes)
            .map_err(|fault| StoreError::Driver(fault.to_string()))?;
        sqlx::query(
            "INSERT INTO place (code, parent, kind, name, attributes) VALUES (?, ?, ?, ?, ?) \
             ON CONFLICT (code) DO UPDATE SET parent = excluded.parent, kind = excluded.kind, \
             name = excluded.name, attributes = excluded.attributes",
        )
        .bind(place.code.as_str().to_owned())
        .bind(place.parent.map(|parent| parent.as_str().to_owned()))
        .bind(place.kind)
        .bind(place.name)
        .bind(attributes)
        .execute(&mut *transaction)
        .await?;
    }
    transaction.commit().await.map_err(|error| match error {
        sqlx::Error::Database(fault) if fault.is_foreign_key_violation() => StoreError::Conflict(
            "a place names a parent that does not exist: import the parent with it".to_owned(),
        ),
        other => other.into(),
    })
}

/// The places of before an instant, by code.
pub(crate) async fn known_before(readers: &SqlitePool, end: At) -> Result<Vec<Place>, StoreError> {
    let mut places: BTreeMap<String, Place> = list(readers)
        .await?
        .into_iter()
        .map(|place| (place.code.as_str().to_owned(), place))
        .collect();
    records_before::restore(readers, KIND, end, &mut places).await?;
    Ok(places.into_values().collect())
}

async fn find(connection: &mut SqliteConnection, code: &str) -> Result<Option<Place>, StoreError> {
    let row: Option<Row> =
        sqlx::query_as("SELECT code, parent, kind, name, attributes FROM place WHERE code = ?")
            .bind(code.to_owned())
            .fetch_optional(connection)
            .await?;
    row.map(read).transpose()
}

/// Every place, by code.
pub(crate) async fn list(readers: &SqlitePool) -> Result<Vec<Place>, StoreError> {
    let rows: Vec<Row> =
        sqlx::query_as("SELECT code, parent, kind, name, attributes FROM place ORDER BY code")
            .fetch_all(readers)
            .await?;
    rows.into_iter().map(read).collect()
}

fn read((code, parent, kind, name, attributes): Row) -> Result<Place, StoreError> {
    let fault = |reason: String| StoreError::Inconsistent {
        table: "place",
        row: code.clone(),
        reason,
    };
    let attributes: BTreeMap<String, Attribute> =
        serde_json::from_str(&attributes).map_err(|e| fault(e.to_string()))?;
    Ok(Place {
        parent: parent
            .map(PlaceCode::new)
            .transpose()
            .map_err(|e| fault(e.to_string()))?,
        code: PlaceCode::new(code.clone()).map_err(|e| fault(e.to_string()))?,
        kind,
        name,
        attributes,
    })
}
