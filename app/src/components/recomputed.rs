use leptos::prelude::*;
use model::score::Explanation;

use super::explanation_row::four;

/// The browser redoes the sum with the very functions of the server and says
/// what came out.
pub fn recomputed(explanation: Explanation) -> AnyView {
    let result = RwSignal::new(None::<Result<String, String>>);
    let explanation = StoredValue::new(explanation);
    // Effects run in the browser only: on the server the question stays open.
    Effect::new(move |_| {
        result.set(Some(explanation.with_value(|e| match e.check() {
            Ok(sum) => Ok(sum.known.map_or_else(|| String::from("–"), four)),
            Err(fault) => Err(fault.to_string()),
        })));
    });
    let state = move || match result.get() {
        None => "no",
        Some(Ok(_)) => "ok",
        Some(Err(_)) => "differs",
    };
    let words = move || match result.get() {
        None => String::from("Votre navigateur peut refaire ce calcul lui-même."),
        Some(Ok(note)) => {
            format!("Calcul refait par votre navigateur\u{202f}: même résultat, {note}.")
        }
        Some(Err(fault)) => {
            format!("Calcul refait par votre navigateur\u{202f}: résultat différent ({fault}).")
        }
    };
    view! { <p class="recomputed" role="status" data-recomputed=state>{words}</p> }.into_any()
}
