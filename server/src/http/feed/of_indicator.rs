use app::view::{Address, ViewError};
use axum::extract::{Path, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};

use super::atom::{Entry, Feed};
use super::{Feeds, answer};
use crate::http::Problem;

/// `GET /flux/indicateur/{indicator}.atom`.
pub(super) async fn feed(Shared(feeds): Shared<Feeds>, Path(file): Path<String>) -> Response {
    let Some(code) = file.strip_suffix(".atom") else {
        return missing();
    };
    let view = match feeds.views.method(code, &Address::home()).await {
        Ok(view) => view,
        Err(ViewError::NotFound | ViewError::Undeclared) => return missing(),
        Err(ViewError::Unavailable) => {
            return Problem::new(StatusCode::SERVICE_UNAVAILABLE).into_response();
        }
    };
    let path = format!("/methode/{code}");
    let zone = feeds.state.read(|snapshot| snapshot.town.zone().clone());
    let entries: Vec<Entry> = view
        .news
        .into_iter()
        .map(|news| Entry {
            id: format!("indicateur:{code}:{}", news.id),
            at: zone.start_of_day(news.on),
            title: format!("{}, {}", view.name, news.title),
            text: news.text,
            path: path.clone(),
        })
        .collect();
    answer(&Feed {
        title: &format!("{} · {}", view.name, view.frame.city),
        entries: &entries,
        own: &format!("/flux/indicateur/{code}.atom"),
        page: &path,
        site: &feeds.public_url,
    })
}

fn missing() -> Response {
    Problem::new(StatusCode::NOT_FOUND)
        .detail("no such indicator: /flux/indicateur/CODE.atom")
        .into_response()
}
