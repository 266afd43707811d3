use app::plain::{JournalLine, JournalView, journal_page};
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use model::time::{At, Day};
use serde::Deserialize;

use super::desk::unavailable;
use super::identify::in_query;
use super::{Desk, Refused, words};
use crate::access::SignedIn;
use crate::http::Problem;
use crate::store::{AuditFilter, AuditRecord, AuditResult, StoreError};

/// Rows of a page.
const ROWS: usize = 50;
/// Characters of a filter that are read.
const LONGEST: usize = 100;

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    avant: Option<String>,
    #[serde(default)]
    qui: String,
    #[serde(default)]
    acte: String,
    #[serde(default)]
    jour: String,
}

/// `GET /admin/journal?avant=NUMBER&qui=TEXT&acte=ACT&jour=DATE`.
pub(super) async fn show(
    State(desk): State<Desk>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    who.must(Right::AuditRead)?;
    let wrong = |detail: &'static str| {
        Ok(Problem::new(StatusCode::BAD_REQUEST)
            .detail(detail)
            .into_response())
    };
    let before = asked.avant.as_deref().filter(|text| !text.is_empty());
    let Ok(before) = before.map(str::parse::<i64>).transpose() else {
        return wrong("avant: the number of a row");
    };
    let day = Some(asked.jour.trim()).filter(|text| !text.is_empty());
    let Ok(day) = day.map(str::parse::<Day>).transpose() else {
        return wrong("jour: a date such as 2026-11-24");
    };
    Ok(match view(&desk, &asked, before, day).await {
        Ok(view) => {
            let draw = |around: &_| journal_page(around, &view);
            desk.page(&headers, Some(&who), StatusCode::OK, draw).await
        }
        Err(fault) => {
            tracing::error!(%fault, "audit");
            unavailable()
        }
    })
}

async fn view(
    desk: &Desk,
    asked: &Asked,
    before: Option<i64>,
    day: Option<Day>,
) -> Result<JournalView, StoreError> {
    let store = desk.accounts.store();
    let cut = |text: &str| text.trim().chars().take(LONGEST).collect::<String>();
    let (actor, act) = (cut(&asked.qui), cut(&asked.acte));
    let span = day.map(|day| span(desk, day));
    let filter = AuditFilter {
        actor: Some(kept_actor(&actor)).filter(|text| !text.is_empty()),
        action: Some(act.clone()).filter(|text| !text.is_empty()),
        from: span.map(|(from, _)| from),
        to: span.map(|(_, to)| to),
        before,
    };
    // One more than is shown tells whether there are more.
    let limit = u32::try_from(ROWS + 1).unwrap_or(u32::MAX);
    let mut rows = store.find_audit(filter, limit).await?;
    let more = rows.len() > ROWS;
    rows.truncate(ROWS);
    let head = store.audit_head().await?;
    let mut acts: Vec<(String, String)> = store
        .audit_actions()
        .await?
        .into_iter()
        .map(|act| (words::action(&act), act))
        .map(|(words, act)| (act, words))
        .collect();
    acts.sort_by(|a, b| a.1.cmp(&b.1));
    let day = day.map(|day| day.to_string()).unwrap_or_default();
    let filtered: Vec<String> = [("qui", &actor), ("acte", &act), ("jour", &day)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", in_query(value)))
        .collect();
    let way = |further: Option<String>| {
        let all: Vec<String> = filtered.iter().cloned().chain(further).collect();
        let mark = if all.is_empty() { "" } else { "?" };
        format!("/admin/journal{mark}{}", all.join("&"))
    };
    let last = rows.last().filter(|_| more);
    Ok(JournalView {
        older: last.map(|row| way(Some(format!("avant={}", row.id)))),
        latest: before.map(|_| way(None)),
        lines: rows.iter().map(|row| line(desk, row)).collect(),
        head: head.map(|row| row.hash),
        is_filtered: !filtered.is_empty(),
        actor,
        act,
        day,
        acts,
    })
}

/// The instants of a day of the town.
fn span(desk: &Desk, day: Day) -> (At, At) {
    desk.state.read(|snapshot| {
        let zone = snapshot.town.zone();
        (zone.start_of_day(day), zone.start_of_day(day.plus(1)))
    })
}

/// Who is meant by what the page calls them.
fn kept_actor(text: &str) -> String {
    match text {
        "console du serveur" => "console".to_owned(),
        "inconnu" => "anonymous".to_owned(),
        other => other.to_owned(),
    }
}

fn line(desk: &Desk, row: &AuditRecord) -> JournalLine {
    let entry = &row.entry;
    let who = words::actor(&entry.actor);
    JournalLine {
        id: row.id,
        when: words::moment(&desk.state, entry.at),
        who: match entry.role {
            Some(role) => format!("{who} ({})", role.words()),
            None => who,
        },
        what: words::action(&entry.action),
        object: words::object(&entry.object),
        origin: words::actor(&entry.origin),
        done: entry.result == AuditResult::Done,
    }
}
