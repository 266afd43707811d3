use leptos::prelude::*;
use model::format::{NARROW_SPACE, exact_note};
use model::score::{Explanation, ExplanationRow, Level, Note, RowOutcome, RowSubject};

use super::explanation_row::{Digits, known_weight, weight, weight_decimals};
use super::status_mark::status_mark;
use crate::state::PageLink;

/// With more rows than this the sum is not written out.
const WRITTEN_OUT: usize = 6;

/// A note as a sum: one row a part, and the total with its level under a heavy rule.
pub fn explanation_ladder(
    explanation: &Explanation,
    title: &str,
    level: Level,
    link: PageLink,
) -> AnyView {
    let judged = explanation
        .rows
        .iter()
        .any(|r| matches!(r.subject, RowSubject::Objective(_)));
    let weights = (
        known_weight(&explanation.rows),
        weight_decimals(&explanation.rows),
    );
    let rows = explanation
        .rows
        .iter()
        .map(|row| ladder_row(row, weights, judged, explanation, link))
        .collect_view();
    let head = judged.then(|| {
        view! {
            <th scope="col" class="wide-only">"Départ"</th>
            <th scope="col" class="wide-only">"Relevé"</th>
            <th scope="col" class="wide-only">"Trajectoire"</th>
            <th scope="col" class="wide-only">"Parcouru\u{a0}÷\u{a0}demandé"</th>
        }
    });
    let subject = match explanation.rows.first().map(|row| &row.subject) {
        Some(RowSubject::Theme { .. }) => "Thème",
        Some(RowSubject::Place { .. }) => "Lieu",
        _ => "Objectif",
    };
    view! {
        <table class="ladder">
            <caption class="unseen">{format!("Calcul de la note{NARROW_SPACE}: {title}")}</caption>
            <thead>
                <tr>
                    <th scope="col">{subject}</th>
                    {head}
                    <th scope="col">"Note sur 10"</th>
                    <th scope="col" class="wide-only">"Poids"</th>
                    <th scope="col">"Points"</th>
                    <th scope="col" class="ladder__level wide-only">"Niveau"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            {total(explanation, title, level, judged)}
        </table>
    }
    .into_any()
}

fn ladder_row(
    row: &ExplanationRow,
    (known, decimals): (u32, u8),
    judged: bool,
    explanation: &Explanation,
    link: PageLink,
) -> AnyView {
    let digits = Digits::of(row);
    let (address, unit) = match &row.subject {
        RowSubject::Objective(judged) => {
            (link.method(judged.indicator.as_str()), judged.unit.clone())
        }
        RowSubject::Place { code } => {
            let theme = explanation
                .theme
                .as_ref()
                .map(model::city::ThemeCode::as_str);
            (link.explanation(code.as_str(), theme), String::new())
        }
        RowSubject::Theme { code } => (
            link.explanation(explanation.place.as_str(), Some(code.as_str())),
            String::new(),
        ),
    };
    let level = match row.outcome {
        RowOutcome::Scored { note, .. } => Level::of(Some(note)),
        RowOutcome::Stale { .. } | RowOutcome::Unscored { .. } => Level::None,
    };
    let brief = brief(&digits);
    let share = format!(
        "×\u{a0}{}\u{a0}÷\u{a0}{}",
        weight(row.weight_milli, decimals),
        weight(known, decimals)
    );
    let share = digits.points.as_ref().map(|_| share);
    let remark = digits
        .remark
        .clone()
        .map(|r| view! { <span class="ladder__remark">{r}</span> });
    let middle = judged.then(|| middle(&digits));
    let outcome = if digits.note.is_some() {
        "scored"
    } else {
        "unscored"
    };
    view! {
        <tr data-outcome=outcome>
            <th scope="row">
                <a href=address>{row.name.clone()}</a>
                <span class="ladder__unit">{unit}</span>
                {brief.map(|b| view! { <span class="ladder__brief">{b}</span> })}
                {remark}
            </th>
            {middle}
            <td class="ladder__note">{digits.note.unwrap_or_else(|| String::from("–"))}</td>
            <td class="wide-only">{share}</td>
            <td class="ladder__points">{digits.points.unwrap_or_else(|| String::from("–"))}</td>
            <td class="ladder__level wide-only" inner_html=status_mark(level)></td>
        </tr>
    }
    .into_any()
}

/// Start, reading, trajectory, and the quotient they give.
fn middle(digits: &Digits) -> AnyView {
    let [start, read, asked] = digits.way.clone().unwrap_or_default();
    let quotient = digits
        .quotient
        .as_ref()
        .map(|(made, asked)| format!("{}\u{a0}÷\u{a0}{}", made.0, asked.0));
    let capped = digits
        .capped
        .map(|c| view! { <span class="ladder__capped">{c}</span> });
    view! {
        <td class="wide-only ladder__quiet">{start}</td>
        <td class="wide-only ladder__read">{read}</td>
        <td class="wide-only">{asked}</td>
        <td class="wide-only ladder__quiet">{quotient} {capped}</td>
    }
    .into_any()
}

/// The same on a phone, in one line under the name.
fn brief(digits: &Digits) -> Option<String> {
    let (made, asked) = digits.quotient.as_ref()?;
    let side = |term: &(String, String)| match term.1.as_str() {
        "" => term.0.clone(),
        words => format!("({words})"),
    };
    Some(format!("{} ÷ {}", side(made), side(asked)))
}

fn total(explanation: &Explanation, title: &str, level: Level, judged: bool) -> AnyView {
    let points: Vec<String> = explanation
        .rows
        .iter()
        .filter_map(|row| Digits::of(row).points)
        .collect();
    let sum = (points.len() <= WRITTEN_OUT && points.len() > 1)
        .then(|| format!("{} =", points.join(" + ")));
    // What is known but not shown stays visible here: the arithmetic hides nothing.
    let known = explanation
        .known
        .map_or_else(|| String::from("–"), exact_note);
    let missing = explanation
        .known
        .map(|known| Note::TEN.minus(known))
        .unwrap_or_default();
    view! {
        <tfoot>
            <tr>
                <th scope="row">{format!("Note {title}")}</th>
                <td class="ladder__sum" colspan=if judged { "5" } else { "1" }>{sum}</td>
                <td class="ladder__sum wide-only"></td>
                <td class="ladder__total" data-missing=missing.to_string()>{known}</td>
                <td class="ladder__level wide-only" inner_html=status_mark(level)></td>
            </tr>
        </tfoot>
    }
    .into_any()
}
