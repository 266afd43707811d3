use leptos::prelude::*;
use server_fn::codec::{GetUrl, Json};

use super::PageFault;
use crate::view::MethodView;

/// What `/methode/{indicator}` shows, on the day `au` (ISO 8601) or now.
///
/// # Errors
/// [`PageFault`], with the status it stands for.
#[server(prefix = "/api/ui", endpoint = "method", input = GetUrl, output = Json)]
pub async fn fetch_method(indicator: String, au: Option<String>) -> Result<MethodView, PageFault> {
    let port = super::port::Port::open(au).await?;
    let answer = port.views.method(&indicator, port.day).await;
    port.give(answer).await
}
