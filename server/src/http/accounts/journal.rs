use app::plain::{JournalLine, JournalView, journal_page};
use axum::extract::{Query, State};
use axum::response::{IntoResponse as _, Response};
use http::{HeaderMap, StatusCode};
use model::access::Right;
use serde::Deserialize;

use super::desk::unavailable;
use super::{Desk, Refused, words};
use crate::access::SignedIn;
use crate::http::Problem;
use crate::store::{AuditRecord, AuditResult, StoreError};

/// Rows of a page.
const ROWS: u32 = 50;

#[derive(Deserialize, Default)]
pub(super) struct Asked {
    avant: Option<String>,
}

/// `GET /admin/journal?avant=NUMBER`.
pub(super) async fn show(
    State(desk): State<Desk>,
    who: SignedIn,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    who.must(Right::AuditRead)?;
    let before = asked.avant.filter(|text| !text.is_empty());
    let before = match before.map(|text| text.parse::<i64>()).transpose() {
        Ok(before) => before.map(|before| before.max(1)),
        Err(_) => {
            return Ok(Problem::new(StatusCode::BAD_REQUEST)
                .detail("avant: the number of a row")
                .into_response());
        }
    };
    Ok(match view(&desk, before).await {
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

async fn view(desk: &Desk, before: Option<i64>) -> Result<JournalView, StoreError> {
    let store = desk.accounts.store();
    let head = store.audit_head().await?;
    let last = head.as_ref().map_or(0, |row| row.id);
    // Rows are numbered without gaps.
    let end = before.unwrap_or(last + 1).min(last + 1);
    let start = (end - i64::from(ROWS)).max(1);
    let count = u32::try_from(end - start).unwrap_or(0);
    let mut rows = store.audit(start - 1, count).await?;
    rows.reverse();
    Ok(JournalView {
        lines: rows.iter().map(|row| line(desk, row)).collect(),
        older: (start > 1).then_some(start),
        latest: end > last,
        head: head.map(|row| row.hash),
    })
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
