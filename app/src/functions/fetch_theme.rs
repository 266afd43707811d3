use leptos::prelude::*;
use server_fn::codec::{GetUrl, Json};

use super::PageFault;
use crate::view::ThemeView;

/// What `/theme/{theme}` shows, on the day `au` (ISO 8601) or now.
///
/// # Errors
/// [`PageFault`], with the status it stands for.
#[server(prefix = "/api/ui", endpoint = "theme", input = GetUrl, output = Json)]
pub async fn fetch_theme(theme: String, au: Option<String>) -> Result<ThemeView, PageFault> {
    let port = super::port::Port::open(au).await?;
    let answer = port.views.theme(&theme, port.day).await;
    port.give(answer).await
}
