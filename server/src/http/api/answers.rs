use axum::http::StatusCode;

use crate::http::Problem;
use crate::store::StoreError;

/// 404 for a code that leads nowhere.
pub(super) fn not_found(what: &str, code: &str) -> Problem {
    Problem::new(StatusCode::NOT_FOUND).detail(format!("no {what} has the code `{code}`"))
}

/// 400 for a parameter that cannot be read.
pub(super) fn bad_parameter(name: &str, reason: impl std::fmt::Display) -> Problem {
    Problem::new(StatusCode::BAD_REQUEST).detail(format!("{name}: {reason}"))
}

/// What a fault of the store means to a caller of the API.
pub(super) fn store_fault(fault: &StoreError) -> Problem {
    let status = match fault {
        StoreError::Full => StatusCode::INSUFFICIENT_STORAGE,
        StoreError::Conflict(_) => StatusCode::CONFLICT,
        StoreError::Stopping | StoreError::InUse(_) | StoreError::Open { .. } => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        StoreError::Newer(_) | StoreError::Inconsistent { .. } | StoreError::Driver(_) => {
            tracing::error!(%fault, "store");
            return Problem::new(StatusCode::INTERNAL_SERVER_ERROR)
                .detail("the database reported an error; it is in the log of the server");
        }
    };
    Problem::new(status).detail(fault.to_string())
}
