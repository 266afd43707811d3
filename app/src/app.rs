use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::hooks::use_location;
use leptos_router::{SsrMode, path};

use crate::browser;
use crate::pages::{
    AccessibilityPage, CityPage, ExplanationPage, MethodPage, NotFoundPage, PlacePage, ThemePage,
};
use crate::state::{Account, LiveState};

/// The whole application: one live state, and the page of the address. Every
/// page is rendered whole before it leaves: it can be read without scripts.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_context(LiveState::new());
    provide_context(Account::shared());
    view! {
        <Router>
            <Arrival/>
            <FlatRoutes fallback=|| view! { <NotFoundPage/> }.into_any()>
                <Route path=path!("/") view=CityPage ssr=SsrMode::Async/>
                <Route path=path!("/theme/:theme") view=ThemePage ssr=SsrMode::Async/>
                <Route path=path!("/lieu/:code") view=PlacePage ssr=SsrMode::Async/>
                <Route path=path!("/lieu/:code/calcul") view=ExplanationPage ssr=SsrMode::Async/>
                <Route
                    path=path!("/lieu/:code/calcul/:theme")
                    view=ExplanationPage
                    ssr=SsrMode::Async
                />
                <Route path=path!("/methode/:indicator") view=MethodPage ssr=SsrMode::Async/>
                <Route path=path!("/accessibilite") view=AccessibilityPage ssr=SsrMode::Async/>
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
