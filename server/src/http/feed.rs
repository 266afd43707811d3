use std::sync::Arc;

use app::view::{Address, AlertCard, SharedViews, ViewError};
use axum::Router;
use axum::extract::{OriginalUri, Path, State as Shared};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use model::time::At;
use quick_xml::Writer;

use super::Problem;
use crate::notices::ChangeWords;
use crate::state::{Snapshot, State};
use crate::store::{StatusChange, StatusKind};

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
/// a place and below it. Says what its pages say.
pub(super) fn routes(feeds: Feeds) -> Router {
    Router::new()
        .route("/flux/{file}", get(feed))
        .with_state(feeds)
}

/// One piece of news.
struct Entry {
    id: String,
    at: At,
    title: String,
    text: String,
    path: String,
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
    match written(&title, &entries, &own, code, &feeds.public_url) {
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
        path: format!("/lieu/{}", change.subject.place),
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

/// The feed as Atom (RFC 4287). Names of entries rest on numbers of the database, so that
/// they stay when the site moves.
fn written(
    title: &str,
    entries: &[Entry],
    own: &str,
    code: &str,
    site: &str,
) -> Result<Vec<u8>, std::io::Error> {
    let mut xml = Writer::new(Vec::new());
    let latest = entries.first().map_or_else(At::default, |entry| entry.at);
    xml.get_mut()
        .extend_from_slice(br#"<?xml version="1.0" encoding="utf-8"?>"#);
    let root = xml
        .create_element("feed")
        .with_attribute(("xmlns", "http://www.w3.org/2005/Atom"))
        .with_attribute(("xml:lang", "fr"));
    root.write_inner_content(|xml| {
        text(xml, "id", &format!("urn:belvedere:flux:{own}"))?;
        text(xml, "title", title)?;
        text(xml, "updated", &rfc3339(latest))?;
        link(xml, "self", &format!("{site}{own}"))?;
        link(xml, "alternate", &format!("{site}/lieu/{code}"))?;
        xml.create_element("author")
            .write_inner_content(|xml| text(xml, "name", "Belvédère"))?;
        for entry in entries {
            xml.create_element("entry").write_inner_content(|xml| {
                text(xml, "id", &format!("urn:belvedere:{}", entry.id))?;
                text(xml, "title", &entry.title)?;
                text(xml, "updated", &rfc3339(entry.at))?;
                link(xml, "alternate", &format!("{site}{}", entry.path))?;
                text(xml, "summary", &entry.text)
            })?;
        }
        Ok(())
    })?;
    Ok(xml.into_inner())
}

fn rfc3339(at: At) -> String {
    jiff::Timestamp::from_millisecond(at.millis())
        .unwrap_or_default()
        .to_string()
}

fn text(xml: &mut Writer<Vec<u8>>, name: &str, text: &str) -> std::io::Result<()> {
    let text = quick_xml::events::BytesText::new(text);
    xml.create_element(name).write_text_content(text).map(drop)
}

fn link(xml: &mut Writer<Vec<u8>>, relation: &str, address: &str) -> std::io::Result<()> {
    xml.create_element("link")
        .with_attribute(("rel", relation))
        .with_attribute(("href", address))
        .write_empty()
        .map(drop)
}
