use leptos::prelude::*;
use model::format::exact_note;
use model::score::{Explanation, Note, RowOutcome};

/// Room that a letter of a name takes, in ten-thousandths: 7,5 px of the 960 that a
/// tablet has for ten points. Below that width no names are shown.
const LETTER: i32 = 800;

/// The points side by side up to ten; what is missing stays hollow. The table
/// above says the same, so this is for the eye only.
pub fn explanation_bar(explanation: &Explanation) -> AnyView {
    let Some(known) = explanation.known else {
        return ().into_any();
    };
    let mut start = 0;
    let mut segments = Vec::new();
    let missing = Note::TEN.minus(known);
    let scored: Vec<(&str, i32)> = explanation
        .rows
        .iter()
        .filter_map(|row| match row.outcome {
            RowOutcome::Scored { points, .. } | RowOutcome::Stale { points, .. } => {
                Some((row.name.as_str(), points))
            }
            RowOutcome::Unscored { .. } => None,
        })
        .collect();
    for (position, (name, points)) in scored.iter().enumerate() {
        // The last one may reach over what is missing.
        let is_last = position + 1 == scored.len();
        let room = points + if is_last { missing } else { 0 };
        segments.push(segment(start, *points, room, name));
        start += points;
    }
    let lack = format!(
        "il manque {} points pour être exactement sur la trajectoire",
        exact_note(Note::from_ten_thousandths(missing))
    );
    let ticks = (0..=10).map(|n| tick(n, known)).collect_view();
    view! {
        <div class="explanation-bar" aria-hidden="true">
            <svg height="74" focusable="false">
                <rect class="explanation-bar__hollow" x="0" y="24.5" width="100%" height="23"/>
                {segments}
                <line class="explanation-bar__end" x1=percent(start) x2=percent(start) y1="20" y2="52"/>
                {ticks}
                <text class="explanation-bar__sum" x=percent(start) y="68">{exact_note(known)}</text>
            </svg>
            {(missing > 0).then_some(view! { <p class="explanation-bar__lack">{lack}</p> })}
        </div>
    }
    .into_any()
}

fn segment(start: i32, points: i32, room: i32, name: &str) -> AnyView {
    let letters = i32::try_from(name.chars().count()).unwrap_or(i32::MAX);
    let named = (room >= letters.saturating_mul(LETTER)).then(|| {
        let name = name.to_owned();
        view! { <text class="explanation-bar__name" x=percent(start) y="15">{name}</text> }
    });
    view! {
        <rect class="explanation-bar__part" x=percent(start) y="24" width=percent(points) height="24"/>
        {named}
    }
    .into_any()
}

/// A tick of the scale; the one under the sum makes room for it.
fn tick(n: i32, known: Note) -> Option<impl IntoView> {
    let place = n * 10_000;
    let anchor = match n {
        0 => "start",
        10 => "end",
        _ => "middle",
    };
    ((place - known.ten_thousandths()).abs() > 4_500).then(|| {
        view! { <text class="explanation-bar__tick" x=percent(place) y="68" text-anchor=anchor>{n}</text> }
    })
}

/// Ten-thousandths of ten as a share of the width, without floats.
fn percent(n: i32) -> String {
    format!("{}.{:03}%", n / 1000, n % 1000)
}
