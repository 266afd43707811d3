use leptos::prelude::*;

use crate::view::{Address, Choice, ComparisonView};

/// What a period is compared with, whether at equal weather, and which period:
/// every choice is a link, so that it works without scripts and can be shared.
pub fn compare_bar(view: &ComparisonView, with_periods: bool) -> AnyView {
    let asked = &view.asked;
    let periods = with_periods.then(|| {
        let links = segments(asked, "periode", &view.periods);
        view! {
            <div class="compare-bar__group">
                <span class="compare-bar__label" id="periode">"Période"</span>
                <ul class="compare-bar__segments" aria-labelledby="periode">{links}</ul>
            </div>
        }
    });
    let climate = view.corrected.map(|on| {
        let address = asked.with("climat", if on { "" } else { "corrige" });
        let told = if on { "\u{202f}: oui" } else { "\u{202f}: non" };
        view! {
            <a class="compare-bar__climate" data-on=on.then_some("") href=address data-noscroll="">
                <span class="compare-bar__box" aria-hidden="true"></span>
                "Corrigé du climat"
                <span class="unseen">{told}</span>
            </a>
        }
    });
    // On a phone the choices stand behind one line that says what holds.
    view! {
        <nav aria-label="Comparer">
            <details class="compare-bar">
                <summary>{told(view, with_periods)}</summary>
                <div class="compare-bar__choices">
                    <div class="compare-bar__group">
                        <span class="compare-bar__label" id="comparer-a">"Comparer à"</span>
                        <ul class="compare-bar__segments" aria-labelledby="comparer-a">
                            {segments(asked, "comparer", &view.against)}
                        </ul>
                    </div>
                    {climate}
                    {periods}
                </div>
            </details>
        </nav>
    }
    .into_any()
}

/// « Comparer à : Trajectoire ».
fn told(view: &ComparisonView, with_periods: bool) -> String {
    let chosen = |choices: &[Choice]| {
        let found = choices.iter().find(|choice| choice.chosen);
        found.map(|choice| choice.label.clone())
    };
    let period = chosen(&view.periods).filter(|_| with_periods);
    let climate = view
        .corrected
        .filter(|on| *on)
        .map(|_| String::from("corrigé du climat"));
    let words: Vec<String> = chosen(&view.against)
        .into_iter()
        .chain(period)
        .chain(climate)
        .collect();
    format!("Comparer à\u{202f}: {}", words.join(" · "))
}

fn segments(asked: &Address, word: &str, choices: &[Choice]) -> AnyView {
    choices
        .iter()
        .map(|choice| {
            let current = choice.chosen.then_some("true");
            view! {
                <li>
                    <a href=asked.with(word, &choice.value) aria-current=current data-noscroll="">
                        {choice.label.clone()}
                    </a>
                </li>
            }
        })
        .collect_view()
        .into_any()
}
