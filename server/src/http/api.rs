//! `/api/v1`: what others script against. Times are RFC 3339, codes are text,
//! faults are `application/problem+json`.

mod alerts;
mod answers;
mod counter_days;
mod instants;
mod line_answer;
mod places;
mod readings_in;
mod readings_out;
mod reception_in;
mod rollups;
mod satisfaction;
mod scores;
mod sent_body;
mod source_keys;
mod surveys;
mod wait;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::routing::{get, post};
use model::reception::{QueueState, TicketEvent};
use model::time::Day;

use source_keys::Source;
pub use source_keys::SourceKeys;

use super::Problem;
use crate::ingest::{Reach, SeriesDirectory};
use crate::reception::LiveHalls;
use crate::state::{LoadError, Looked, State};
use crate::store::{DayCount, Rating};
use crate::turns::Turn;

/// What the handlers of the API share.
#[derive(Clone)]
pub struct Api {
    /// The town.
    pub state: State,
    /// The running day of the halls.
    pub halls: LiveHalls,
    /// Keys of sources.
    pub keys: SourceKeys,
    /// Series by code, for parsing.
    pub series: std::sync::Arc<std::sync::RwLock<SeriesDirectory>>,
}

impl Api {
    /// The town as it was known at the end of a day, where one is asked for and that is
    /// remembered.
    async fn past(&self, day: Option<Day>) -> Result<Looked, Problem> {
        self.state.look_at(day).await.map_err(|fault| busy(&fault))
    }

    /// The places that a source may tell of, as the town is now.
    fn reach(&self, source: &Source) -> Reach {
        self.state
            .read(|snapshot| Reach::of(source.place.as_ref(), snapshot.town.tree()))
    }

    /// A turn to work out a past day beside the one that is asked for.
    async fn turn(&self) -> Result<Turn, Problem> {
        self.state.turn().await.map_err(|fault| busy(&fault))
    }
}

fn busy(fault: &LoadError) -> Problem {
    tracing::warn!(%fault, "a past day is not answered for");
    Problem::new(StatusCode::SERVICE_UNAVAILABLE)
        .detail("what was known on that day cannot be read now; try again in a moment")
}

/// The routes of the API.
pub fn routes(api: Api) -> Router {
    Router::new()
        .route("/api/v1/places", get(places::list))
        .route("/api/v1/places/{code}", get(places::one))
        .route("/api/v1/series/{code}/rollups", get(rollups::of_series))
        .route(
            "/api/v1/series/{code}/readings",
            get(readings_out::of_series),
        )
        .route("/api/v1/rollups", get(rollups::by_site))
        .route(
            "/api/v1/counters/{code}/days",
            get(counter_days::of_counter),
        )
        .route("/api/v1/sites/{code}/wait", get(wait::of_site))
        .route("/api/v1/counters/{code}/surveys", get(surveys::of_counter))
        .route(
            "/api/v1/counters/{code}/satisfaction",
            get(satisfaction::of_counter),
        )
        .route("/api/v1/alerts", get(alerts::list))
        .route("/api/v1/scores", get(scores::list))
        .route(
            "/api/v1/scores/{place}/{theme}/explanation",
            get(scores::explanation),
        )
        .route("/api/v1/scores/{place}/{theme}/change", get(scores::change))
        .route("/api/v1/readings", post(readings_in::post))
        .route(
            "/api/v1/ticket-events",
            post(reception_in::post::<TicketEvent>),
        )
        .route("/api/v1/ratings", post(reception_in::post::<Rating>))
        .route("/api/v1/day-counts", post(reception_in::post::<DayCount>))
        .route(
            "/api/v1/queue-states",
            post(reception_in::post::<QueueState>),
        )
        // The limits of requests hold here too; axum's own would stop at 2 MB.
        .layer(DefaultBodyLimit::disable())
        .with_state(api)
}
