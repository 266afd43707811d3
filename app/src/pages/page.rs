use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;

use super::follow::follow;
use super::recompute::recompute;
use crate::browser;
use crate::components::{fault_notice, loading, page_frame, page_title};
use crate::functions::{PageFault, fetch_page};
use crate::view::PageView;

type Answer = Result<PageView, PageFault>;

/// So many seconds after a refresh that failed, and at most twice as many, the page is
/// asked for again.
const AGAIN_S: f64 = 5.0;

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
    let refresh = Refresh(Callback::new(move |()| renew(address, view)));
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

/// Asks for a newer body of the page that is there. Without an answer the page stays
/// and is asked for again: it says itself how old it is.
fn renew(address: Memo<String>, view: Resource<Answer>) {
    let Some(asked) = address.try_get_untracked() else {
        return;
    };
    spawn_local(async move {
        let answer = fetch_page(asked.clone()).await;
        // The reader may have gone on meanwhile.
        if address.try_get_untracked().as_ref() != Some(&asked) {
            return;
        }
        if matches!(answer, Err(PageFault { page: None })) {
            browser::after(AGAIN_S, AGAIN_S, move || renew(address, view));
        } else {
            view.try_set(Some(answer));
        }
    });
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
            browser::wake_keys();
            if let Some(explanation) = explanation {
                recompute(&explanation);
            }
        });
    });
    view! {
        {page_title(&page.title)}
        {page_frame(&page.frame, &page.here, &page.kind, None, body)}
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
    fn part(self, answer: Answer) -> Answer {
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
