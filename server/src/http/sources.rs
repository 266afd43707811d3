//! Sources: their keys, what they sent, what of it was set aside, and another try.

mod page;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::city::PlaceCode;
use serde::Deserialize;
use tokio::sync::Mutex;

use super::accounts::{Desk, Refused, unavailable, unkept};
use crate::access::{Chance, OsChance, SignedIn};
use crate::command::{new_secret, stored_form};
use crate::control::Reload;
use crate::import::{self, Known, Retried};
use crate::objectives::measured_baseline;
use crate::store::StoreError;
pub(super) use page::SILENT_S as SOURCE_SILENT_S;
use page::Told;

/// Bytes of a form: one name.
const FORM_BYTES: usize = 4 << 10;
/// Characters of a name.
const LONGEST_NAME: usize = 60;
/// Characters of the code of a place that are shown again.
const LONGEST_PLACE: usize = 80;
/// How long a page waits for another try; the try goes on.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the handlers of sources share.
#[derive(Clone)]
pub struct Sources {
    desk: Desk,
    reload: Reload,
    chance: Arc<dyn Chance>,
    /// One try at a time.
    trying: Arc<Mutex<()>>,
}

impl Sources {
    /// Sources of that town; `reload` is what a running server reads again.
    pub fn new(desk: Desk, reload: Reload) -> Self {
        Self {
            desk,
            reload,
            chance: Arc::new(OsChance),
            trying: Arc::default(),
        }
    }
}

/// The routes.
pub fn routes(sources: Sources) -> Router {
    Router::new()
        .route("/admin/sources", get(show).post(add))
        .route("/admin/sources/retirer", post(revoke))
        .route("/admin/sources/reessayer", post(retry))
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(sources)
}

#[derive(Deserialize, Default)]
struct Asked {
    #[serde(default)]
    fait: String,
}

#[derive(Deserialize)]
struct Named {
    nom: String,
}

#[derive(Deserialize)]
struct Added {
    nom: String,
    #[serde(default)]
    lieu: String,
}

async fn show(
    State(sources): State<Sources>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    who.must(Right::SourceAdmin)?;
    let notice = match asked.fait.as_str() {
        "retrait" => {
            Some("La clé est retirée\u{202f}: ce qu’elle envoie est refusé dès maintenant.")
        }
        _ => None,
    };
    let told = Told {
        notice: notice.map(|words| (words.to_owned(), false)),
        ..Told::default()
    };
    Ok(sources.answer(&who, &headers, StatusCode::OK, told).await)
}

async fn add(
    State(sources): State<Sources>,
    who: SignedIn,
    headers: HeaderMap,
    Form(added): Form<Added>,
) -> Result<Response, Refused> {
    who.must(Right::SourceAdmin)?;
    let name = added.nom.trim().to_owned();
    let refused = |field, why: &str| Told {
        name: added.nom.chars().take(LONGEST_NAME).collect(),
        place: added.lieu.chars().take(LONGEST_PLACE).collect(),
        fault: Some((field, why.to_owned())),
        notice: Some((why.to_owned(), true)),
        ..Told::default()
    };
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    if name.is_empty() || name.chars().count() > LONGEST_NAME || name.contains(char::is_control) {
        let told = refused("nom", "Écrivez un nom, en 60 caractères au plus.");
        return Ok(sources.answer(&who, &headers, unfit, told).await);
    }
    let Ok(place) = sources.place_of(added.lieu.trim()) else {
        let why = "Aucun lieu n’a ce code. Laissez vide pour toute la ville.";
        let told = refused("lieu", why);
        return Ok(sources.answer(&who, &headers, unfit, told).await);
    };
    let Ok(secret) = new_secret(sources.chance.as_ref()) else {
        return Ok(unavailable());
    };
    let now = sources.desk.accounts.clock().now();
    let key = stored_form(&name, place, &secret, now);
    let trace = who.actor().did("key.add", key.object(), now);
    let store = sources.desk.state.store();
    match store.add_key(key, trace).await {
        Ok(()) => {}
        Err(StoreError::Conflict(_)) => {
            let told = refused("nom", "Une source a déjà ce nom. Retirez d’abord sa clé.");
            let taken = StatusCode::CONFLICT;
            return Ok(sources.answer(&who, &headers, taken, told).await);
        }
        Err(fault) => {
            tracing::error!(%fault, "a key is not kept");
            return Ok(unavailable());
        }
    }
    if sources.reload.keys().await.is_err() {
        return Ok(unavailable());
    }
    let told = Told {
        secret: Some((name, secret)),
        ..Told::default()
    };
    Ok(sources.answer(&who, &headers, StatusCode::OK, told).await)
}

async fn revoke(
    State(sources): State<Sources>,
    who: SignedIn,
    headers: HeaderMap,
    Form(named): Form<Named>,
) -> Result<Response, Refused> {
    who.must(Right::SourceAdmin)?;
    let now = sources.desk.accounts.clock().now();
    let name: String = named.nom.chars().take(200).collect();
    let trace = who.actor().did("key.revoke", format!("key {name}"), now);
    let done = sources.desk.state.store().revoke_key(name, trace).await;
    Ok(match done {
        Ok(true) if sources.reload.keys().await.is_ok() => {
            unkept(Redirect::to("/admin/sources?fait=retrait").into_response())
        }
        Ok(false) => {
            let why = "Aucune source n’a ce nom, ou sa clé est déjà retirée.";
            let told = Told {
                notice: Some((why.to_owned(), true)),
                ..Told::default()
            };
            sources
                .answer(&who, &headers, StatusCode::NOT_FOUND, told)
                .await
        }
        _ => unavailable(),
    })
}

async fn retry(
    State(sources): State<Sources>,
    who: SignedIn,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    who.must(Right::SourceAdmin)?;
    let now = sources.desk.accounts.clock().now();
    let trace = who.actor().did("quarantine.retry", "quarantine", now);
    if sources.desk.accounts.trace(trace).await.is_err() {
        return Ok(unavailable());
    }
    let trying = sources.clone();
    // It goes on though nobody waits any more: half of a try is no harm, but no use either.
    let work = tokio::spawn(async move { trying.retry().await });
    let notice = match tokio::time::timeout(PATIENCE, work).await {
        Ok(Ok(Ok(retried))) => (
            format!(
                "Nouvel essai\u{202f}: {} entrées, {} toujours écartées, {} à corriger dans leur fichier.",
                retried.released, retried.still_refused, retried.need_their_file
            ),
            false,
        ),
        Err(_) => (
            "Le nouvel essai continue. Rouvrez cette page dans quelques minutes.".to_owned(),
            false,
        ),
        Ok(fault) => {
            tracing::error!(?fault, "another try");
            return Ok(unavailable());
        }
    };
    let told = Told {
        notice: Some(notice),
        ..Told::default()
    };
    Ok(sources.answer(&who, &headers, StatusCode::OK, told).await)
}

/// No place of the town has that code.
struct NoSuchPlace;

impl Sources {
    /// The place that is named by its code; nothing where none is named.
    fn place_of(&self, code: &str) -> Result<Option<PlaceCode>, NoSuchPlace> {
        if code.is_empty() {
            return Ok(None);
        }
        let found = self.desk.state.read(|snapshot| {
            let tree = snapshot.town.tree();
            tree.id(code).and_then(|id| tree.place(id)).cloned()
        });
        found.map(|place| Some(place.code)).ok_or(NoSuchPlace)
    }

    async fn retry(&self) -> anyhow::Result<Retried> {
        let _one_at_a_time = self.trying.lock().await;
        let state = &self.desk.state;
        let town = state.read(|snapshot| snapshot.town.clone());
        let baseline_of =
            move |indicator: &_, place: &_, year| measured_baseline(&town, indicator, place, year);
        let known = Known {
            themes: state.themes(),
            baseline_of: &baseline_of,
        };
        let now = state.clock().now();
        let retried = import::retry(state.store().as_ref(), now, &known).await?;
        if retried.released > 0 {
            self.reload.everything().await?;
        }
        Ok(retried)
    }
}
