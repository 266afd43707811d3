use axum::http::StatusCode;
use serde::Serialize;

use crate::store::QuarantinedLine;

/// Bad lines named in an answer; the rest are in quarantine.
const MOST_FAULTS: usize = 20;

/// What is told of a line that was set aside.
#[derive(Debug, Serialize)]
pub(super) struct LineAnswer {
    line: u64,
    field: Option<String>,
    reason: String,
}

impl LineAnswer {
    /// The first of some lines.
    pub(super) fn first(faults: &[QuarantinedLine]) -> Vec<Self> {
        faults
            .iter()
            .take(MOST_FAULTS)
            .map(|fault| Self {
                line: fault.line,
                field: fault.field.clone(),
                reason: fault.reason.clone(),
            })
            .collect()
    }

    /// 200 when every line was stored, 207 when some were set aside, 422 when all were.
    pub(super) const fn status(stored: u64, set_aside: u64) -> StatusCode {
        match (stored, set_aside) {
            (_, 0) => StatusCode::OK,
            (0, _) => StatusCode::UNPROCESSABLE_ENTITY,
            _ => StatusCode::MULTI_STATUS,
        }
    }
}
