use app::plain::{AccountLine, AccountsNotice, AccountsView, accounts_page};
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use http::{HeaderMap, StatusCode};
use model::access::{Right, Role};
use serde::Deserialize;

use super::desk::{unavailable, unkept};
use super::{Desk, Refused, words};
use crate::access::{AccountFault, NewAccount, SignedIn};
use crate::http::Problem;
use crate::store::Account;

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    #[serde(default)]
    fait: String,
}

#[derive(Deserialize, Default)]
pub(super) struct Written {
    nom: String,
    adresse: String,
    role: String,
    #[serde(default)]
    lieu: String,
    mot_de_passe: String,
}

/// `GET /admin/comptes`.
pub(super) async fn show(
    State(desk): State<Desk>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    who.must(Right::UserAdmin)?;
    let notice = match asked.fait.as_str() {
        "creation" => Some(AccountsNotice::Added),
        "desactivation" => Some(AccountsNotice::Disabled),
        _ => None,
    };
    let told = Told {
        notice,
        ..Told::default()
    };
    Ok(answer(&desk, &headers, &who, StatusCode::OK, told).await)
}

/// `POST /admin/comptes`.
pub(super) async fn add(
    State(desk): State<Desk>,
    who: SignedIn,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Result<Response, Refused> {
    who.must(Right::UserAdmin)?;
    let Ok(role) = written.role.parse::<Role>() else {
        return Ok(Problem::new(StatusCode::UNPROCESSABLE_ENTITY)
            .detail("role: one of the list")
            .into_response());
    };
    let new = NewAccount {
        email: written.adresse.clone(),
        name: written.nom.clone(),
        role,
        scope: written.lieu.clone(),
    };
    let password = written.mot_de_passe.clone();
    let done = desk.accounts.add(new, password, who.actor()).await;
    Ok(match done {
        Ok(_) => done_at("/admin/comptes?fait=creation"),
        Err(fault) => refuse(&desk, &headers, &who, &fault, written).await,
    })
}

/// `POST /admin/comptes/{id}/desactiver`.
pub(super) async fn disable(
    State(desk): State<Desk>,
    who: SignedIn,
    headers: HeaderMap,
    Path(id): Path<i64>,
) -> Result<Response, Refused> {
    who.must(Right::UserAdmin)?;
    if id == who.account() {
        // Whoever locks themselves out by mistake cannot undo it.
        return Err(Refused::Right);
    }
    Ok(match desk.accounts.disable(id, who.actor()).await {
        Ok(()) => done_at("/admin/comptes?fait=desactivation"),
        Err(fault) => refuse(&desk, &headers, &who, &fault, Written::default()).await,
    })
}

fn done_at(address: &str) -> Response {
    unkept(Redirect::to(address).into_response())
}

/// What was written and what came of it.
#[derive(Default)]
struct Told {
    written: Written,
    fault: Option<(&'static str, String)>,
    notice: Option<AccountsNotice>,
}

async fn refuse(
    desk: &Desk,
    headers: &HeaderMap,
    who: &SignedIn,
    fault: &AccountFault,
    written: Written,
) -> Response {
    let (status, why) = words::fault(fault);
    let told = Told {
        written,
        fault: words::field(fault).map(|field| (field, why.clone())),
        notice: Some(AccountsNotice::Refused(why)),
    };
    answer(desk, headers, who, status, told).await
}

async fn answer(
    desk: &Desk,
    headers: &HeaderMap,
    who: &SignedIn,
    status: StatusCode,
    told: Told,
) -> Response {
    let Ok(mut accounts) = desk.accounts.store().accounts().await else {
        return unavailable();
    };
    accounts.sort_by_key(|account| (account.disabled_at.is_some(), account.name.clone()));
    let view = AccountsView {
        accounts: accounts
            .iter()
            .map(|account| line(desk, who, account))
            .collect(),
        email: told.written.adresse,
        name: told.written.nom,
        role: told.written.role,
        scope: told.written.lieu,
        fault: told.fault,
        notice: told.notice,
    };
    desk.page(headers, Some(who), status, |around| {
        accounts_page(around, &view)
    })
    .await
}

fn line(desk: &Desk, who: &SignedIn, account: &Account) -> AccountLine {
    let place = words::place(&desk.state, account.scope.as_ref());
    AccountLine {
        id: account.id,
        name: account.name.clone(),
        email: account.email.clone(),
        role: account.role,
        place: place.or_else(|| account.scope.as_ref().map(ToString::to_string)),
        since: words::account_life(&desk.state, account),
        has_second_factor: account.has_second_factor,
        can_be_disabled: account.disabled_at.is_none() && account.id != who.account(),
    }
}
