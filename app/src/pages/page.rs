use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::follow::follow;
use super::recompute::recompute;
use crate::browser;
use crate::components::{fault_notice, loading, page_frame, page_title};
use crate::functions::{PageFault, fetch_page};
use crate::view::PageView;

/// Whatever the address leads to. While the next page is fetched the old one
/// stays.
#[component]
pub fn Page() -> impl IntoView {
    let location = use_location();
    let address = Memo::new(move |_| {
        let (path, query) = (location.pathname.get(), location.search.get());
        match query.trim_start_matches('?') {
            "" => path,
            query => format!("{path}?{query}"),
        }
    });
    let kept = Kept::default();
    let view = Resource::new_blocking(
        move || address.get(),
        move |address| async move { kept.part(fetch_page(address).await) },
    );
    let refresh = Refresh(Callback::new(move |()| view.refetch()));
    view! {
        <Transition fallback=loading>
            {move || Suspend::new(async move {
                match view.await {
                    Ok(page) => show(page, kept, refresh),
                    Err(PageFault { page: Some(page) }) => show(*page, kept, refresh),
                    Err(PageFault { page: None }) => fault_notice(),
                }
            })}
        </Transition>
    }
}

fn show(page: PageView, kept: Kept, refresh: Refresh) -> AnyView {
    let body = kept.body(&page);
    // What was opened or focused in the old body is so in the new one.
    let held = browser::hold();
    follow(&page, refresh);
    let explanation = page.explanation;
    Effect::new(move |_| {
        let (held, explanation) = (held.clone(), explanation.clone());
        browser::once_shown(move || {
            held.restore();
            browser::wake_charts();
            if let Some(explanation) = explanation {
                recompute(&explanation);
            }
        });
    });
    view! {
        {page_title(&page.title)}
        {page_frame(&page.frame, &page.here, &page.kind, body)}
    }
    .into_any()
}

/// On the server, the body apart from what is sent for the browser to wake the
/// page with: it is in the page already. In the browser it holds nothing.
#[derive(Clone, Copy)]
struct Kept(StoredValue<String>);

impl Default for Kept {
    fn default() -> Self {
        Self(StoredValue::new(String::new()))
    }
}

impl Kept {
    fn part(self, answer: Result<PageView, PageFault>) -> Result<PageView, PageFault> {
        let part = |mut page: PageView| {
            if cfg!(feature = "ssr") {
                self.0.set_value(std::mem::take(&mut page.body));
            }
            page
        };
        answer.map(part).map_err(|fault| PageFault {
            page: fault.page.map(|page| Box::new(part(*page))),
        })
    }

    fn body(self, page: &PageView) -> String {
        if cfg!(feature = "ssr") {
            self.0.get_value()
        } else {
            page.body.clone()
        }
    }
}

/// Asks the server for a newer body.
#[derive(Clone, Copy)]
pub struct Refresh(Callback<()>);

impl Refresh {
    /// Asks once.
    pub fn ask(self) {
        self.0.run(());
    }
}
