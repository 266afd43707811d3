use leptos::prelude::*;

use crate::state::PageLink;
use crate::view::MethodAmendment;

/// Amendments that are shown at once.
const SHOWN: usize = 12;

/// What became of objectives after they were adopted, for everybody to read.
pub fn amendment_history(amendments: Vec<MethodAmendment>, link: PageLink) -> AnyView {
    if amendments.is_empty() {
        return ().into_any();
    }
    let loosened = amendments.iter().filter(|one| one.loosened).count();
    let count = amendments.len();
    let told = match (count, loosened) {
        (1, 0) => String::from("Une décision depuis l’adoption, aucun assouplissement."),
        (1, _) => String::from("Une décision depuis l’adoption, un assouplissement."),
        (_, 0) => format!("{count} décisions depuis l’adoption, aucun assouplissement."),
        (_, 1) => format!("{count} décisions depuis l’adoption, dont un assouplissement."),
        _ => format!("{count} décisions depuis l’adoption, dont {loosened} assouplissements."),
    };
    let mut first = amendments;
    let rest = first.split_off(count.min(SHOWN));
    let more = (!rest.is_empty()).then(|| {
        let count = rest.len();
        view! {
            <details class="figures">
                <summary>{format!("Voir les {count} plus anciennes")}</summary>
                {amendment_list(rest, link)}
            </details>
        }
    });
    view! {
        <section class="section">
            <h2 class="section-title">"Objectifs modifiés ou retirés"</h2>
            <p class="context">{told}</p>
            {amendment_list(first, link)}
            {more}
        </section>
    }
    .into_any()
}

/// Amendments one below the other.
pub fn amendment_list(amendments: Vec<MethodAmendment>, link: PageLink) -> AnyView {
    let lines = amendments
        .into_iter()
        .map(|one| line(one, link))
        .collect_view();
    view! { <ol class="objective-history">{lines}</ol> }.into_any()
}

fn line(one: MethodAmendment, link: PageLink) -> AnyView {
    let said = |name: &'static str, words: String| {
        (!words.is_empty()).then(|| {
            view! { <p><span class="context">{format!("{name}\u{202f}: ")}</span>{words}</p> }
        })
    };
    let changes = one
        .changes
        .into_iter()
        .map(|change| view! { <p>{change}</p> })
        .collect_view();
    view! {
        <li>
            <p>
                <a href=link.place(&one.place)>{one.place_name}</a>
                {format!(", {} ", one.when)}
                <span class="asks" data-loosened=one.loosened.then_some("")>{one.mark}</span>
            </p>
            {changes}
            {said("Raison", one.reason)}
            {said("Décision", one.decision)}
            {said("Par", one.by)}
        </li>
    }
    .into_any()
}
