use std::collections::HashMap;

use app::plain::{ReasonLine, SourceLine, SourcesView, sources_page};
use axum::response::Response;
use http::{HeaderMap, StatusCode};
use model::format::integer;
use model::time::At;

use super::Sources;
use crate::access::SignedIn;
use crate::http::accounts::{unavailable, words};
use crate::store::{Quarantined, SourceActivity, SourceKey, StoreError};

/// A source is called silent after so many seconds (24 hours).
pub(in crate::http) const SILENT_S: i64 = 86_400;
/// Lines of the quarantine whose reasons are counted.
const MOST_LINES: u32 = 5_000;
/// Reasons that are shown.
const MOST_REASONS: usize = 30;
/// Characters of an example.
const LONGEST_EXAMPLE: usize = 160;

/// What was written and what came of it.
#[derive(Default)]
pub(super) struct Told {
    pub(super) name: String,
    pub(super) place: String,
    pub(super) fault: Option<(&'static str, String)>,
    pub(super) secret: Option<(String, String)>,
    pub(super) notice: Option<(String, bool)>,
}

impl Sources {
    pub(super) async fn answer(
        &self,
        who: &SignedIn,
        headers: &HeaderMap,
        status: StatusCode,
        told: Told,
    ) -> Response {
        match self.view(told).await {
            Ok(view) => {
                let draw = |around: &_| sources_page(around, &view);
                self.desk.page(headers, Some(who), status, draw).await
            }
            Err(fault) => {
                tracing::error!(%fault, "sources");
                unavailable()
            }
        }
    }

    async fn view(&self, told: Told) -> Result<SourcesView, StoreError> {
        let store = self.desk.state.store();
        let heard = store.source_activities().await?;
        let heard: HashMap<String, SourceActivity> = heard
            .into_iter()
            .map(|activity| (activity.source.clone(), activity))
            .collect();
        let mut keys = store.keys().await?;
        keys.sort_by_key(|key| (key.revoked_at.is_some(), key.name.clone()));
        let now = self.desk.state.clock().now();
        let line = |key: &SourceKey| self.line(key, heard.get(&key.name), now);
        let count = store.quarantined_count().await?;
        let aside = store.quarantined(0, MOST_LINES).await?;
        Ok(SourcesView {
            sources: keys.iter().map(line).collect(),
            aside: match count {
                1 => "Une ligne attend.".to_owned(),
                count => format!("{} lignes attendent.", number(count)),
            },
            reasons_cut: count > u64::from(MOST_LINES),
            reasons: reasons(&aside),
            name: told.name,
            place: told.place,
            fault: told.fault,
            secret: told.secret,
            notice: told.notice,
        })
    }

    fn line(&self, key: &SourceKey, heard: Option<&SourceActivity>, now: At) -> SourceLine {
        let state = &self.desk.state;
        SourceLine {
            name: key.name.clone(),
            prefix: key.prefix.clone(),
            place: self.place(key),
            heard: match heard {
                None => "jamais".to_owned(),
                Some(heard) if now >= heard.heard_at.plus_seconds(SILENT_S) => {
                    format!("muette depuis le {}", words::moment(state, heard.heard_at))
                }
                Some(heard) => words::moment(state, heard.heard_at),
            },
            accepted: number(heard.map_or(0, |heard| heard.accepted)),
            refused: number(heard.map_or(0, |heard| heard.refused)),
            in_use: key.revoked_at.is_none(),
        }
    }

    fn place(&self, key: &SourceKey) -> String {
        let Some(code) = &key.place else {
            return "toute la ville".to_owned();
        };
        let name = words::place(&self.desk.state, Some(code));
        name.unwrap_or_else(|| code.to_string())
    }
}

/// Why lines are set aside, the most frequent first.
fn reasons(lines: &[Quarantined]) -> Vec<ReasonLine> {
    let mut found: HashMap<(&str, &str, &str), (u64, &str)> = HashMap::new();
    for quarantined in lines {
        let line = &quarantined.line;
        let reason = (
            line.source.as_str(),
            line.target.as_str(),
            line.reason.as_str(),
        );
        found.entry(reason).or_insert((0, line.raw.as_str())).0 += 1;
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by(|(a, (more, _)), (b, (less, _))| less.cmp(more).then(a.cmp(b)));
    found
        .into_iter()
        .take(MOST_REASONS)
        .map(|((source, target, reason), (count, raw))| ReasonLine {
            source: source.to_owned(),
            target: target.to_owned(),
            reason: reason.to_owned(),
            example: raw.chars().take(LONGEST_EXAMPLE).collect(),
            count: number(count),
        })
        .collect()
}

fn number(count: u64) -> String {
    integer(f64::from(u32::try_from(count).unwrap_or(u32::MAX)))
}
