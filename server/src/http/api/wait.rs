use axum::Json;
use axum::extract::{Path, State};
use serde_json::Value;

use super::Api;
use super::answers::not_found;
use super::instants::readable;
use crate::http::Problem;

/// `GET /api/v1/sites/{code}/wait`: the waits and calls of a building now, as its lobby
/// screen shows them.
pub(super) async fn of_site(
    State(api): State<Api>,
    Path(code): Path<String>,
) -> Result<Json<Value>, Problem> {
    let hall = api.halls.read(|running| {
        let hall = running.hall(&code)?;
        Some(readable(hall, running.zone()))
    });
    hall.map(Json)
        .ok_or_else(|| not_found("site with counters", &code))
}
