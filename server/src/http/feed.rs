mod atom;
mod of_indicator;

use std::sync::Arc;

use app::view::{Address, AlertCard, SharedViews, ViewError};
use axum::Router;
use axum::extract::{OriginalUri, Path, State as Shared};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use model::time::At;

use super::Problem;
use crate::notices::ChangeWords;
use crate::state::{Snapshot, State};
use crate::store::{StatusChange, StatusKind};
use atom::{Entry, Feed};

/// Days that a feed goes back, and the most it tells.
const DAYS: i64 = 90;
const MOST: usize = 60;
/// Changes read at once: those of the whole town.
const MOST_READ: u32 = 5_000;

/// What the handler of feeds knows.
#[derive(Clone)]
pub struct Feeds {
    /// The town.
    pub state: State,
    /// What pages show.
    pub views: SharedViews,
    /// Where the site is for everybody; empty: not known.
    pub public_url: Arc<str>,
}

/// `GET /flux/{place}.atom`, also by `?theme=`: levels that changed and held, and alerts, at
/// a place and below it. Says what its pages say. `GET /flux/indicateur/{indicator}.atom`:
/// what an indicator came to for the city, month after month, and what was decided of it.
pub(super) fn routes(feeds: Feeds) -> Router {
    Router::new()
        .route("/flux/{file}", get(feed))
        .route("/flux/indicateur/{file}", get(of_indicator::feed))
        .with_state(feeds)
}

async fn feed(
    Shared(feeds): Shared<Feeds>,
    Path(file): Path<String>,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let Some(code) = file.strip_suffix(".atom") else {
        return missing();
    };
    let asked = uri.path_and_query().map_or("", |asked| asked.as_str());
    let theme = Address::parse(asked)
        .ok()
        .and_then(|asked| asked.word("theme").map(str::to_owned));
    let since = feeds.state.clock().now().plus_seconds(-DAYS * 86_400);
    let changes = match feeds.state.store().status_changes(since, MOST_READ).await {
        Ok(changes) => changes,
        Err(fault) => {
            tracing::error!(%fault, "a feed cannot be read");
            return Problem::new(StatusCode::SERVICE_UNAVAILABLE).into_response();
        }
    };
    let changes = changes.into_iter().map(|(change, _)| change);
    let cards = match feeds.alerts(code).await {
        Ok(cards) => cards,
        Err(ViewError::NotFound | ViewError::Undeclared) => return missing(),
        Err(ViewError::Unavailable) => {
            return Problem::new(StatusCode::SERVICE_UNAVAILABLE).into_response();
        }
    };
    let made = feeds.state.read(|snapshot| {
        let place = snapshot.town.tree().id(code)?;
        let name = snapshot.town.tree().place(place)?.name.clone();
        let themes = snapshot.town.themes();
        let themed = match theme.as_deref() {
            None => None,
            Some(wanted) => Some(themes.iter().find(|theme| theme.code.as_str() == wanted)?),
        };
        let mut entries: Vec<Entry> = changes
            .filter(|change| {
                let of = theme.as_deref().unwrap_or_default();
                change.subject.kind == StatusKind::Level
                    && (theme.is_none() || change.subject.theme == of)
                    && is_at(snapshot, change.subject.place.as_str(), code)
            })
            .filter_map(|change| of_change(snapshot, &change))
            .collect();
        // What the watch finds is about meters.
        if themed.is_none_or(|theme| !theme.quantity.is_empty()) {
            entries.extend(of_alerts(snapshot, cards, since));
        }
        entries.sort_by(|a, b| b.at.cmp(&a.at).then_with(|| b.id.cmp(&a.id)));
        entries.truncate(MOST);
        let title = match themed {
            Some(theme) => format!("{name} · {}", theme.name),
            None => name,
        };
        Some((title, entries))
    });
    let Some((title, entries)) = made else {
        return missing();
    };
    let own = match &theme {
        Some(theme) => format!("/flux/{code}.atom?theme={theme}"),
        None => format!("/flux/{code}.atom"),
    };
    let feed = Feed {
        title: &title,
        entries: &entries,
        own: &own,
        page: &format!("/lieu/{code}"),
        site: &feeds.public_url,
    };
    answer(&feed)
}

fn answer(feed: &Feed<'_>) -> Response {
    match feed.written() {
        Ok(xml) => ([(CONTENT_TYPE, "application/atom+xml; charset=utf-8")], xml).into_response(),
        Err(fault) => {
            tracing::error!(%fault, "a feed cannot be written");
            Problem::new(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
    }
}

impl Feeds {
    /// The alerts at and below a place, as the page of alerts has them.
    async fn alerts(&self, code: &str) -> Result<Vec<AlertCard>, ViewError> {
        let asked = Address::home().with("etat", "toutes");
        let asked = Address::parse(&asked).map_err(|_| ViewError::NotFound)?;
        let asked = Address::parse(&asked.with("lieu", code)).map_err(|_| ViewError::NotFound)?;
        Ok(self.views.alerts(&asked).await?.cards)
    }
}

fn missing() -> Response {
    Problem::new(StatusCode::NOT_FOUND)
        .detail("no such place or theme: /flux/CODE.atom?theme=THEME")
        .into_response()
}

/// Whether a place is another or below it.
fn is_at(snapshot: &Snapshot, place: &str, above: &str) -> bool {
    let tree = snapshot.town.tree();
    tree.id(place).is_some_and(|id| {
        tree.upwards(id)
            .filter_map(|id| tree.place(id))
            .any(|place| place.code.as_str() == above)
    })
}

fn of_change(snapshot: &Snapshot, change: &StatusChange) -> Option<Entry> {
    let words = ChangeWords::of(snapshot, change)?;
    Some(Entry {
        id: format!("changement:{}", change.id),
        at: change.at,
        title: format!("{}, {}", words.place, words.what),
        text: format!("{}, {}.", words.place, words.what),
        path: words.path,
    })
}

fn of_alerts(snapshot: &Snapshot, cards: Vec<AlertCard>, since: At) -> impl Iterator<Item = Entry> {
    cards.into_iter().filter_map(move |card| {
        let alert = snapshot.alerts.iter().find(|alert| alert.id == card.id)?;
        let opened = alert.life.first()?.at;
        (opened >= since).then(|| Entry {
            id: format!("alerte:{}", card.id),
            at: opened,
            title: card.title,
            text: card.fact,
            path: format!("/alertes/{}", card.id),
        })
    })
}
