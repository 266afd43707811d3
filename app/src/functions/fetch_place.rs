use leptos::prelude::*;
use server_fn::codec::{GetUrl, Json};

use super::PageFault;
use crate::view::PlaceView;

/// What `/lieu/{code}` shows, on the day `au` (ISO 8601) or now.
///
/// # Errors
/// [`PageFault`], with the status it stands for.
#[server(prefix = "/api/ui", endpoint = "place", input = GetUrl, output = Json)]
pub async fn fetch_place(code: String, au: Option<String>) -> Result<PlaceView, PageFault> {
    let port = super::port::Port::open(au).await?;
    let answer = port.views.place(&code, port.day).await;
    port.give(answer).await
}
