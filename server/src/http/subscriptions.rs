//! What people are told of by mail: chosen when signed in, ended by a link of any mail.

mod own_page;

use std::sync::Arc;

use app::plain::unsubscribe_page;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use http::{HeaderMap, StatusCode};
use serde::Deserialize;

use super::accounts::{Desk, Refused, unavailable};
use crate::access::{Actor, Chance, SignedIn};
use crate::store::{Pace, Subscription, ToldSoFar, Topic};

/// Subscriptions of one account.
const MOST: u32 = 30;
const FORM_BYTES: usize = 4 << 10;
/// Characters of a token; what is longer is none.
const LONGEST_TOKEN: usize = 64;

/// What the handlers of subscriptions share.
#[derive(Clone)]
pub struct Subscriptions {
    /// Accounts, town and frame.
    pub desk: Desk,
    /// Where tokens come from.
    pub chance: Arc<dyn Chance>,
    /// Whether this server sends mail.
    pub mail_on: bool,
}

#[derive(Deserialize, Default)]
struct Asked {
    #[serde(default)]
    fait: String,
    #[serde(default)]
    lieu: String,
    #[serde(default)]
    theme: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(default)]
    lieu: String,
    #[serde(default)]
    theme: String,
    #[serde(default)]
    sujet: String,
}

/// The routes.
pub fn routes(subscriptions: Subscriptions) -> Router {
    Router::new()
        .route("/abonnements", get(show).post(add))
        .route("/abonnements/{id}/fin", post(end))
        .route("/desabonnement/{token}", get(ask_end).post(end_all))
        // Where mail programs send « one click » to: they are no page of ours.
        .route(
            "/api/v1/unsubscribe/{token}",
            get(to_the_page).post(end_by_program),
        )
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .with_state(subscriptions)
}

/// `GET /abonnements`: for whoever is signed in, their own.
async fn show(
    State(here): State<Subscriptions>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let notice = match asked.fait.as_str() {
        "ajout" => Some(("L’abonnement est noté.".to_owned(), false)),
        "fin" => Some(("L’abonnement a pris fin.".to_owned(), false)),
        _ => None,
    };
    let chosen = [asked.lieu, asked.theme, String::new()];
    Ok(here
        .page(&who, &headers, StatusCode::OK, chosen, notice)
        .await)
}

/// `POST /abonnements`.
async fn add(
    State(here): State<Subscriptions>,
    who: SignedIn,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Result<Response, Refused> {
    let refused = |words: &str| Some((words.to_owned(), true));
    let chosen = [
        written.lieu.clone(),
        written.theme.clone(),
        written.sujet.clone(),
    ];
    let unfit = StatusCode::UNPROCESSABLE_ENTITY;
    let Some(wanted) = here.wanted(&written) else {
        let notice = refused("Choisissez un lieu, un thème et un sujet de la liste.");
        return Ok(here.page(&who, &headers, unfit, chosen, notice).await);
    };
    let now = here.desk.state.clock().now();
    let Some((token, told)) = here.beginning(&who, now).await else {
        return Ok(unavailable());
    };
    let (place, topic, pace) = wanted;
    let object = format!("{place} {} {}", topic.as_str(), pace.as_str());
    let subscription = Subscription {
        id: 0,
        account: who.account(),
        email: String::new(),
        place,
        theme: written.theme,
        topic,
        pace,
        token,
        made_at: now,
        told,
    };
    let trace = who.actor().did("subscription.add", object, now);
    let store = here.desk.state.store();
    Ok(
        match store.add_subscription(subscription, MOST, trace).await {
            Ok(true) => Redirect::to("/abonnements?fait=ajout").into_response(),
            Ok(false) => {
                let words = format!("Vous en avez {MOST}\u{202f}: arrêtez-en un d’abord.");
                here.page(&who, &headers, unfit, chosen, Some((words, true)))
                    .await
            }
            Err(fault) => {
                tracing::error!(%fault, "a subscription is not kept");
                unavailable()
            }
        },
    )
}

/// `POST /abonnements/{id}/fin`: nobody ends what is another's.
async fn end(
    State(here): State<Subscriptions>,
    who: SignedIn,
    Path(id): Path<i64>,
) -> Result<Response, Refused> {
    let at = here.desk.state.clock().now();
    let trace = who
        .actor()
        .did("subscription.end", format!("subscription {id}"), at);
    let store = here.desk.state.store();
    Ok(
        match store.end_subscription(id, who.account(), trace).await {
            Ok(true) => Redirect::to("/abonnements?fait=fin").into_response(),
            Ok(false) => Redirect::to("/abonnements").into_response(),
            Err(fault) => {
                tracing::error!(%fault, "the end of a subscription is not kept");
                unavailable()
            }
        },
    )
}

/// `GET /desabonnement/{token}`: says the same whether the token is one or not.
async fn ask_end(
    State(here): State<Subscriptions>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    let token: String = token.chars().filter(char::is_ascii_alphanumeric).collect();
    let draw = |around: &_| unsubscribe_page(around, &token, false);
    here.desk.page(&headers, None, StatusCode::OK, draw).await
}

/// `POST /desabonnement/{token}`.
async fn end_all(
    State(here): State<Subscriptions>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Response {
    if !here.end_by(token).await {
        return unavailable();
    }
    let draw = |around: &_| unsubscribe_page(around, "", true);
    here.desk.page(&headers, None, StatusCode::OK, draw).await
}

async fn to_the_page(Path(token): Path<String>) -> Redirect {
    let token: String = token.chars().filter(char::is_ascii_alphanumeric).collect();
    Redirect::to(&format!("/desabonnement/{token}"))
}

/// `POST /api/v1/unsubscribe/{token}` (RFC 8058).
async fn end_by_program(State(here): State<Subscriptions>, Path(token): Path<String>) -> Response {
    match here.end_by(token).await {
        true => StatusCode::NO_CONTENT.into_response(),
        false => unavailable(),
    }
}

impl Subscriptions {
    /// Ends what has a token; whether the store answered.
    async fn end_by(&self, token: String) -> bool {
        if token.is_empty() || token.len() > LONGEST_TOKEN {
            return true;
        }
        let at = self.desk.state.clock().now();
        let actor = Actor::anonymous("mail".to_owned(), None);
        let trace = actor.did("subscription.end", "all of a token", at);
        let done = self
            .desk
            .state
            .store()
            .end_subscriptions(token, trace)
            .await;
        done.inspect_err(|fault| tracing::error!(%fault, "the end of subscriptions"))
            .is_ok()
    }

    /// The place, topic and pace of a form, where each is one of the lists.
    fn wanted(&self, written: &Written) -> Option<(model::city::PlaceCode, Topic, Pace)> {
        let (topic, pace) = written.sujet.split_once(' ')?;
        let (topic, pace): (Topic, Pace) = (topic.parse().ok()?, pace.parse().ok()?);
        let themes = self.desk.state.themes();
        let known = written.theme.is_empty()
            || themes
                .iter()
                .any(|theme| theme.code.as_str() == written.theme);
        let listed = self
            .places()
            .into_iter()
            .any(|(code, _)| code == written.lieu);
        let place = written.lieu.parse().ok()?;
        (known && listed && topic.paces().contains(&pace)).then_some((place, topic, pace))
    }

    /// The token of an account, and where the town stands: what was before is not told.
    async fn beginning(&self, who: &SignedIn, now: model::time::At) -> Option<(String, ToldSoFar)> {
        let store = self.desk.state.store();
        let known = store.subscriptions().await.ok()?;
        let own = known.into_iter().find(|one| one.account == who.account());
        let token = match own {
            Some(own) => own.token,
            None => {
                let bytes = self.chance.draw().ok()?;
                bytes.iter().map(|byte| format!("{byte:02x}")).collect()
            }
        };
        let change = store
            .latest_statuses()
            .await
            .ok()?
            .iter()
            .map(|change| change.id)
            .max();
        let told = self.desk.state.read(|snapshot| ToldSoFar {
            change: change.unwrap_or(0),
            alert: snapshot
                .alerts
                .iter()
                .map(|alert| alert.id)
                .max()
                .unwrap_or(0),
            day: snapshot.town.zone().day(now),
        });
        Some((token, told))
    }
}
