use app::components::Digits;
use app::view::ExplanationView;
use model::format::{NARROW_SPACE, date_short, percent};
use model::score::{ExplanationRow, RowOutcome, RowSubject, SourceLine};

/// Sources and parts named at most: a page of a report has an end.
const MOST: usize = 4;
/// A source that has this share of its readings misses nothing worth a line.
const ENOUGH: f64 = 0.95;

/// What is missing behind a note, the worst first, each in a few words.
pub(super) fn missing_list(views: &[ExplanationView]) -> Vec<String> {
    let mut found: Vec<(u8, f64, String)> = Vec::new();
    for view in views {
        for (row, names) in view.explanation.rows.iter().zip(&view.source_names) {
            match &row.subject {
                RowSubject::Objective(judged) => {
                    let named = judged.sources.iter().zip(names);
                    found.extend(named.filter_map(|(source, name)| of_source(source, name)));
                }
                RowSubject::Place { .. } | RowSubject::Theme { .. } => found.extend(of_part(row)),
            }
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
    found.dedup_by(|a, b| a.2 == b.2);
    let more = found.len().saturating_sub(MOST);
    let mut lines: Vec<String> = found
        .into_iter()
        .take(MOST)
        .map(|(.., line)| line)
        .collect();
    match more {
        0 => {}
        1 => lines.push("un autre, nommé sur la page du calcul".to_owned()),
        more => lines.push(format!("{more} autres, nommés sur la page du calcul")),
    }
    lines
}

fn of_source(source: &SourceLine, name: &str) -> Option<(u8, f64, String)> {
    let share = source.coverage.share();
    let complete = percent(share, 0);
    let since = source.last_day.map(date_short);
    match since {
        None => Some((0, share, format!("{name}{NARROW_SPACE}: aucun relevé"))),
        Some(since) if source.stale => Some((
            1,
            share,
            format!(
                "{name}{NARROW_SPACE}: entendu pour la dernière fois le {since}, complétude {complete}"
            ),
        )),
        Some(_) if share < ENOUGH => Some((
            2,
            share,
            format!("{name}{NARROW_SPACE}: complétude {complete}"),
        )),
        Some(_) => None,
    }
}

fn of_part(row: &ExplanationRow) -> Option<(u8, f64, String)> {
    // What has no objective is no gap in the data.
    if matches!(row.outcome, RowOutcome::Scored { .. }) {
        return None;
    }
    let why = Digits::of(row).remark?;
    let share = row.coverage.share();
    Some((1, share, format!("{}{NARROW_SPACE}: {why}", row.name)))
}
