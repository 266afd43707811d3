use leptos::prelude::*;
use server_fn::codec::{GetUrl, Json};

use super::PageFault;
use crate::view::PageView;

/// The page of an address, e.g. `/lieu/ecole?au=2026-11-24`.
///
/// # Errors
/// [`PageFault`], with the status it stands for.
#[server(prefix = "/api/ui", endpoint = "page", input = GetUrl, output = Json)]
pub async fn fetch_page(address: String) -> Result<PageView, PageFault> {
    let answer = crate::body::page(use_context(), &address).await;
    if let (Err(fault), Some(response)) = (&answer, use_context::<leptos_axum::ResponseOptions>()) {
        response.set_status(fault.status());
    }
    answer.map_err(Into::into)
}
