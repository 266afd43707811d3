use leptos::prelude::*;
use server_fn::codec::{GetUrl, Json};

use super::PageFault;
use crate::view::Frame;

/// What surrounds a page that has nothing else to ask.
///
/// # Errors
/// [`PageFault`], with the status it stands for.
#[server(prefix = "/api/ui", endpoint = "frame", input = GetUrl, output = Json)]
pub async fn fetch_frame() -> Result<Frame, PageFault> {
    let port = super::port::Port::open(None).await?;
    let answer = port.views.frame().await;
    port.give(answer).await
}
