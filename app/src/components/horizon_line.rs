use leptos::prelude::*;
use model::score::Note;

use crate::chart::Mark;

/// 0 to 10, heavy up to the note, ticks where a level begins. Says nothing that
/// is not said beside it, so it is for the eye only.
pub fn horizon_line(note: Option<Note>) -> impl IntoView {
    let reach = note.map(|note| {
        // Whole thousandths of the line, without floats: 74,210 → 74.21 %.
        let n = note.ten_thousandths();
        format!("{}.{:03}%", n / 1000, n % 1000)
    });
    let heavy = reach.map(|x| {
        view! {
            <line class="horizon-line__way" x1="0" x2=x.clone() y1="12" y2="12"/>
            <circle class="horizon-line__note" cx=x cy="12" r="7"/>
        }
    });
    view! {
        <svg class="horizon-line" aria-hidden="true" focusable="false" height="46">
            <line class="horizon-line__axis" x1="0" x2="100%" y1="12" y2="12"/>
            {tick("0")} {tick("80%")} {tick("95%")} {tick("100%")} {heavy}
            {label("0", "0", Mark::Gap, "0")} {label("80%", "-9", Mark::Watch, "8")}
            {label("95%", "-22", Mark::Ok, "9,5")}
        </svg>
    }
}

fn tick(x: &'static str) -> impl IntoView {
    view! { <line class="horizon-line__axis" x1=x x2=x y1="6" y2="18"/> }
}

/// A level under its tick, `shift` pixels from it.
fn label(x: &'static str, shift: &'static str, mark: Mark, word: &'static str) -> impl IntoView {
    let shape = format!(
        r#"<g class="{}" transform="translate({shift} 28) scale(.75)">{}</g>"#,
        mark.class(),
        mark.shape()
    );
    let text = format!(r#"<text x="{shift}" dx="17" y="39">{word}</text>"#);
    view! { <svg class="horizon-line__level" x=x inner_html=format!("{shape}{text}")></svg> }
}
