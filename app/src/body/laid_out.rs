use leptos::prelude::*;

use crate::view::{Frame, Here, PageView};

/// A page that follows nothing yet: what stands around it, and its content as
/// HTML. `kind` names its sheet, `title` is that of the document.
pub fn laid_out(
    frame: Frame,
    here: Here,
    kind: &str,
    title: &str,
    content: impl RenderHtml,
) -> PageView {
    PageView {
        frame,
        here,
        kind: kind.to_owned(),
        title: title.to_owned(),
        body: content.to_html(),
        follow: Vec::new(),
        watch: None,
        again_s: None,
        explanation: None,
    }
}
