use leptos::prelude::*;

use super::loaded::{Refresh, loaded};
use crate::components::fault_notice;
use crate::functions::{FaultReason, PageFault, fetch_frame};
use crate::view::Frame;

/// Any other address: 404.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    loaded(Resource::new_blocking(|| (), |()| fetch_frame()), show)
}

fn show(frame: Frame, _: Refresh) -> AnyView {
    fault_notice(PageFault {
        reason: FaultReason::NotFound,
        frame: Some(Box::new(frame)),
    })
}
