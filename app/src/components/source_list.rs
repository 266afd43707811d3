use leptos::prelude::*;
use model::format::{NARROW_SPACE, date_short, decimal, percent, signed};
use model::score::{ExplanationRow, Judged, RowSubject, SourceLine};

use super::explanation_row::{Digits, weight, weight_decimals};
use super::{counter_amounts, rank_words, table_html, table_links};
use crate::chart::ChartTable;

/// The steps of one objective, and the amounts they start from.
pub fn source_list(row: &ExplanationRow, names: &[String], known_milli: u32) -> AnyView {
    let RowSubject::Objective(judged) = &row.subject else {
        return ().into_any();
    };
    let digits = Digits::of(row);
    let mut steps: Vec<(String, String, String)> = Vec::new();
    steps.push((String::from("Mesuré"), measured(judged), value(judged)));
    steps.extend(climate(judged));
    if let Some((made, asked)) = &digits.quotient {
        steps.push((String::from("Parcouru"), made.1.clone(), made.0.clone()));
        steps.push((
            String::from("Demandé à ce jour"),
            asked.1.clone(),
            asked.0.clone(),
        ));
        let capped = digits.capped.map(|c| format!(", {c}")).unwrap_or_default();
        let quotient = format!("10 × {} ÷ {}{capped}", made.0, asked.0);
        steps.push((
            String::from("Note"),
            quotient,
            digits.note.clone().unwrap_or_default(),
        ));
    }
    if let (Some(points), Some(note)) = (&digits.points, &digits.note) {
        let d = weight_decimals(core::slice::from_ref(row)).max(2);
        let share = format!(
            "{note} × {} ÷ {}",
            weight(row.weight_milli, d),
            weight(known_milli, d)
        );
        steps.push((String::from("Points"), share, points.clone()));
    }
    let steps = steps
        .into_iter()
        .map(|(what, how, result)| {
            view! {
                <li>
                    <span class="steps__what">{what} <span class="steps__how">{how}</span></span>
                    <strong>{result}</strong>
                </li>
            }
        })
        .collect_view();
    let decision = judged
        .decision
        .clone()
        .map(|d| format!("{d}, version {}", judged.version));
    view! {
        <section class="section">
            <h2 class="section-title">
                {format!("Le calcul d’une ligne{NARROW_SPACE}: {}", row.name)}
            </h2>
            <ol class="steps">{steps}</ol>
            {decision.map(|d| view! { <p class="source-note">{d}</p> })}
            {amounts(judged, names, &row.name)}
        </section>
    }
    .into_any()
}

fn value(judged: &Judged) -> String {
    judged
        .value
        .map_or_else(|| String::from("–"), |v| decimal(v, judged.decimals))
}

/// « 1 234,567 ÷ 12,000 × 1 ».
fn measured(judged: &Judged) -> String {
    if let Some(words) = judged.rank.as_ref().and_then(rank_words) {
        return words;
    }
    let mut text = milli(judged.numerator_milli);
    if judged.counted_by.is_some() {
        text.insert_str(0, "environ ");
    }
    let told_by = judged.counted_by;
    if let Some(denominator) = judged.denominator_milli {
        text.push_str(&format!(" ÷ {}", milli(denominator)));
    }
    if (judged.factor - 1.0).abs() > f64::EPSILON {
        // Unit factors are powers of ten or conversions of few digits.
        text.push_str(&format!(
            " × {}",
            format!("{}", judged.factor).replace('.', ",")
        ));
    }
    if let Some(step) = told_by {
        // The value is that of the exact counts, which stay unsaid.
        text.push_str(&format!(" (nombres arrondis à {step} près)"));
    }
    text
}

/// What of it brings the amounts to the weather of a normal year, where some does.
fn climate(judged: &Judged) -> Option<(String, String, String)> {
    let moved: i64 = judged
        .sources
        .iter()
        .map(|source| source.climate_milli)
        .sum();
    let moves = judged
        .sources
        .iter()
        .any(|source| source.climate_milli != 0);
    let share = (judged.numerator_milli != 0).then(|| {
        let share = plain(moved) / plain(judged.numerator_milli) * 100.0;
        format!("{}{NARROW_SPACE}%", signed(share, 1))
    });
    moves.then(|| {
        (
            String::from("dont climat"),
            format!("{}, pour ramener à une année normale", signed_milli(moved)),
            share.unwrap_or_default(),
        )
    })
}

/// A change in thousandths, with its sign.
fn signed_milli(n: i64) -> String {
    signed(plain(n), if n % 1000 == 0 { 0 } else { 3 })
}

#[expect(
    clippy::as_conversions,
    reason = "thousandths of yearly amounts stay below 2^53"
)]
fn plain(n: i64) -> f64 {
    n as f64 / 1000.0
}

/// Thousandths with the decimals they need.
fn milli(n: i64) -> String {
    decimal(plain(n), if n % 1000 == 0 { 0 } else { 3 })
}

fn amounts(judged: &Judged, names: &[String], whose: &str) -> AnyView {
    if !judged.counters.is_empty() {
        return counter_amounts(judged, names, whose);
    }
    if judged.sources.is_empty() {
        return ().into_any();
    }
    // Where nothing is brought to normal weather, no column says so.
    let with_climate = judged
        .sources
        .iter()
        .any(|source| source.climate_milli != 0);
    let mut columns = vec!["Lieu", "Série", "Quantité", "dont estimé"];
    if with_climate {
        columns.push("dont climat");
    }
    columns.push("Complétude");
    let table = ChartTable {
        caption: format!("Ce que chaque série apporte à {whose}"),
        columns: columns.into_iter().map(String::from).collect(),
        rows: judged
            .sources
            .iter()
            .enumerate()
            .map(|(i, source)| cells(source, names.get(i), with_climate))
            .collect(),
    };
    let told = match judged.sources.len() {
        1 => String::from("Voir la source"),
        count => format!("Voir les {count} sources"),
    };
    view! {
        <details class="figures">
            <summary>{told}<span class="unseen">{format!(" de {whose}")}</span></summary>
            <div class="figures__table" role="region" tabindex="0" aria-label="Sources" inner_html=table_html(&table)></div>
            <div inner_html=table_links(&table)></div>
        </details>
    }
    .into_any()
}

fn cells(source: &SourceLine, name: Option<&String>, with_climate: bool) -> Vec<String> {
    let silent = source.last_day.filter(|_| source.stale);
    let complete = percent(source.coverage.share(), 0);
    let mut cells = vec![
        name.cloned().unwrap_or_else(|| source.place.to_string()),
        source.series.to_string(),
        milli(source.amount_milli),
        milli(source.estimated_milli),
    ];
    if with_climate {
        cells.push(signed_milli(source.climate_milli));
    }
    cells.push(match silent {
        _ if source.unconverted => format!("{complete}, facteur inconnu"),
        Some(day) => format!("{complete}, muet depuis le {}", date_short(day)),
        None => complete,
    });
    cells
}
