use app::plain::{AccountView, account_page};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::access::{Right, Role};
use serde::Deserialize;

use super::desk::{unavailable, unkept};
use super::{Desk, Refused, words};
use crate::access::{AccountFault, SignedIn};
use crate::http::Problem;

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    fait: String,
}

#[derive(Deserialize)]
pub(super) struct Written {
    role: String,
    #[serde(default)]
    lieu: String,
}

/// `GET /admin/comptes/{id}`.
pub(super) async fn show(
    State(desk): State<Desk>,
    who: SignedIn,
    Path(id): Path<i64>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    who.must(Right::UserAdmin)?;
    let notice = match asked.fait.as_str() {
        "role" => Some("Le rôle et le lieu sont changés."),
        "code" => Some("Le code à la connexion est retiré."),
        "connexions" => Some("Ses connexions ont pris fin."),
        _ => None,
    };
    let told = Told {
        notice: notice.map(|words| (words.to_owned(), false)),
        ..Told::default()
    };
    Ok(answer(&desk, &headers, (&who, id), StatusCode::OK, told).await)
}

/// `POST /admin/comptes/{id}/role`.
pub(super) async fn change(
    State(desk): State<Desk>,
    who: SignedIn,
    Path(id): Path<i64>,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Result<Response, Refused> {
    another(&who, id)?;
    let Ok(role) = written.role.parse::<Role>() else {
        return Ok(Problem::new(StatusCode::UNPROCESSABLE_ENTITY)
            .detail("role: one of the list")
            .into_response());
    };
    let wanted = (role, written.lieu.as_str());
    let done = desk.accounts.change(id, wanted, who.actor()).await;
    let scope = Some((role, written.lieu.chars().take(80).collect()));
    Ok(told(&desk, &headers, (&who, id), done, ("role", scope)).await)
}

/// `POST /admin/comptes/{id}/code`: takes the second factor away.
pub(super) async fn reset_factor(
    State(desk): State<Desk>,
    who: SignedIn,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    another(&who, id)?;
    let done = desk.accounts.reset_factor(id, who.actor()).await;
    Ok(told(&desk, &headers, (&who, id), done, ("code", None)).await)
}

/// `POST /admin/comptes/{id}/connexions`: ends its sessions.
pub(super) async fn end_sessions(
    State(desk): State<Desk>,
    who: SignedIn,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    another(&who, id)?;
    let done = desk.accounts.end_sessions(id, who.actor()).await;
    Ok(told(&desk, &headers, (&who, id), done, ("connexions", None)).await)
}

/// `POST /admin/comptes/{id}/lien`: a link for another password.
pub(super) async fn link(
    State(desk): State<Desk>,
    who: SignedIn,
    Path(id): Path<i64>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    another(&who, id)?;
    let Some(site) = desk.proxy.site(&headers) else {
        return Ok(Problem::new(StatusCode::BAD_REQUEST)
            .detail("the host of the request is none that a link could lead to")
            .into_response());
    };
    Ok(match desk.accounts.password_link(id, who.actor()).await {
        Ok(secret) => {
            let told = Told {
                link: Some(format!("{site}/mot-de-passe/{secret}")),
                ..Told::default()
            };
            answer(&desk, &headers, (&who, id), StatusCode::OK, told).await
        }
        Err(fault) => told(&desk, &headers, (&who, id), Err(fault), ("lien", None)).await,
    })
}

/// Goes on for who administers accounts, on another one than theirs: whoever locks
/// themselves out by mistake cannot undo it, and nobody raises themselves.
fn another(who: &SignedIn, id: i64) -> Result<(), Refused> {
    who.must(Right::UserAdmin)?;
    if id == who.account() {
        return Err(Refused::Right);
    }
    Ok(())
}

#[derive(Default)]
struct Told {
    notice: Option<(String, bool)>,
    link: Option<String>,
    scope_fault: Option<String>,
    wanted: Option<(Role, String)>,
}

async fn told(
    desk: &Desk,
    headers: &HeaderMap,
    (who, id): (&SignedIn, i64),
    done: Result<(), AccountFault>,
    (what, wanted): (&str, Option<(Role, String)>),
) -> Response {
    let fault = match done {
        Ok(()) => {
            let way = format!("/admin/comptes/{id}?fait={what}");
            return unkept(Redirect::to(&way).into_response());
        }
        Err(fault) => fault,
    };
    let (status, why) = words::fault(&fault);
    let is_scope = words::field(&fault) == Some("lieu");
    let told = Told {
        notice: Some((why.clone(), true)),
        scope_fault: is_scope.then_some(why),
        wanted,
        link: None,
    };
    answer(desk, headers, (who, id), status, told).await
}

async fn answer(
    desk: &Desk,
    headers: &HeaderMap,
    (who, id): (&SignedIn, i64),
    status: StatusCode,
    told: Told,
) -> Response {
    let Ok(accounts) = desk.accounts.store().accounts().await else {
        return unavailable();
    };
    let Some(account) = accounts.into_iter().find(|account| account.id == id) else {
        return Problem::new(StatusCode::NOT_FOUND)
            .detail("there is no such account")
            .into_response();
    };
    let scope = account.scope.as_ref().map(ToString::to_string);
    let (role, scope) = told
        .wanted
        .unwrap_or((account.role, scope.unwrap_or_default()));
    let view = AccountView {
        id,
        place: words::place(&desk.state, account.scope.as_ref()),
        since: words::account_life(&desk.state, &account),
        has_second_factor: account.has_second_factor,
        in_use: account.disabled_at.is_none(),
        own: id == who.account(),
        name: account.name,
        email: account.email,
        role,
        scope,
        link: told.link,
        scope_fault: told.scope_fault,
        notice: told.notice,
    };
    let draw = |around: &_| account_page(around, &view);
    desk.page(headers, Some(who), status, draw).await
}
