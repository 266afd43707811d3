use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::{SsrMode, path};

use crate::browser;
use crate::pages::Page;
use crate::state::{Account, LiveState};

/// The whole application: one live state, and the page of the address, whichever
/// it is: the server knows which there are. Every page is rendered whole before
/// it leaves: it can be read without scripts.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(LiveState::new());
    provide_context(Account::shared());
    view! {
        <Router>
            <Arrival/>
            <FlatRoutes fallback=|| ()>
                <Route path=path!("/*address") view=Page ssr=SsrMode::Async/>
            </FlatRoutes>
        </Router>
    }
}

/// After going to another page: closes the menu and moves the focus to it.
#[component]
fn Arrival() -> impl IntoView {
    let path = use_location().pathname;
    Effect::watch(
        move || path.get(),
        |_, _, _| {
            browser::close_menu();
            browser::focus_main();
        },
        false,
    );
}
