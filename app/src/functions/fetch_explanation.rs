use leptos::prelude::*;
use server_fn::codec::{GetUrl, Json};

use super::PageFault;
use crate::view::ExplanationView;

/// What `/lieu/{code}/calcul[/{theme}]` shows, on the day `au` (ISO 8601) or now.
///
/// # Errors
/// [`PageFault`], with the status it stands for.
#[server(prefix = "/api/ui", endpoint = "explanation", input = GetUrl, output = Json)]
pub async fn fetch_explanation(
    code: String,
    theme: Option<String>,
    au: Option<String>,
) -> Result<ExplanationView, PageFault> {
    let port = super::port::Port::open(au).await?;
    let answer = port
        .views
        .explanation(&code, theme.as_deref(), port.day)
        .await;
    port.give(answer).await
}
