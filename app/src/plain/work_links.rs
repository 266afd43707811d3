use leptos::prelude::*;
use model::access::{Right, Role};

/// The ways of who works here, under the head of each page that is behind a sign-in: what
/// their role may open, in the order in which it is needed.
pub(super) fn work_links(role: Role) -> AnyView {
    let lines = WAYS
        .iter()
        .filter(|(_, _, right)| right.is_none_or(|right| role.has(right)))
        .map(|(words, to, _)| view! { <li><a href=*to>{*words}</a></li> })
        .collect_view();
    view! {
        <nav class="work-links" aria-label="Mon travail">
            <ul>{lines}</ul>
        </nav>
    }
    .into_any()
}

const WAYS: [(&str, &str, Option<Right>); 8] = [
    ("Administration", "/admin", None),
    ("Objectifs", "/admin/objectifs", Some(Right::ObjectiveRead)),
    ("Actions", "/admin/actions", Some(Right::ActionRead)),
    ("Revues", "/revue", Some(Right::ActionSet)),
    ("Saisie", "/saisie", Some(Right::FigureEnter)),
    ("Guichet", "/guichet", Some(Right::QueueServe)),
    ("Changements", "/changements", Some(Right::AlertAct)),
    ("Abonnements", "/abonnements", None),
];
