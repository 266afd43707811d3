use leptos::prelude::*;
use server_fn::codec::{GetUrl, Json};

use super::PageFault;
use crate::view::CityView;

/// What `/` shows, on the day `au` (ISO 8601) or now.
///
/// # Errors
/// [`PageFault`], with the status it stands for.
#[server(prefix = "/api/ui", endpoint = "city", input = GetUrl, output = Json)]
pub async fn fetch_city(au: Option<String>) -> Result<CityView, PageFault> {
    let port = super::port::Port::open(au).await?;
    let answer = port.views.city(port.day).await;
    port.give(answer).await
}
