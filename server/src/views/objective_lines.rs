use app::chart::sparkline;
use app::view::ObjectiveLine;
use model::city::PlaceId;
use model::engine::{JudgedPlan, Moment, Picture, Standing};
use model::format::{NARROW_SPACE, decimal};
use model::score::{
    Coverage, Explanation, ExplanationRow, Judged, Level, Note, RowOutcome, RowSubject, Trend,
    Unscored,
};
use model::time::Day;

use super::{Scene, outlook};

/// The objectives of a place on a theme (`None`: on all), with a year of notes each.
pub(super) fn objective_lines(
    scene: &Scene<'_>,
    place: PlaceId,
    theme: Option<usize>,
) -> Vec<ObjectiveLine> {
    let themes =
        (0..scene.town().themes().len()).filter(|t| theme.is_none_or(|wanted| wanted == *t));
    let months = month_pictures(scene, scene.town().plan().at(place));
    themes
        .flat_map(|theme| {
            let now = scene.now().explain(scene.town(), place, Some(theme));
            let before = scene.before().explain(scene.town(), place, Some(theme));
            lines(scene, place, theme, now, before, &months)
        })
        .collect()
}

/// Pictures at the end of each of the last twelve months, oldest first, then now.
fn month_pictures(scene: &Scene<'_>, plans: &[JudgedPlan]) -> Vec<Picture> {
    let first = scene.day.first_of_month();
    (0..12)
        .rev()
        .map(|back| {
            let day = month_before(first, back);
            let moment = Moment::start_of(day, scene.town().zone());
            Picture::of_plans(scene.town(), moment, plans)
        })
        .collect()
}

fn month_before(first: Day, back: i32) -> Day {
    (0..back).fold(first, |day, _| day.plus(-1).first_of_month())
}

fn lines(
    scene: &Scene<'_>,
    place: PlaceId,
    theme: usize,
    now: Option<Explanation>,
    before: Option<Explanation>,
    months: &[Picture],
) -> Vec<ObjectiveLine> {
    let plans: Vec<&JudgedPlan> = scene
        .town()
        .plan()
        .at(place)
        .iter()
        .filter(|p| p.theme == theme)
        .collect();
    let rows_before = before.map(|b| b.rows).unwrap_or_default();
    let forecasts = outlook::forecasts(scene, &plans);
    now.map(|e| e.rows)
        .unwrap_or_default()
        .into_iter()
        .zip(plans.into_iter().zip(forecasts))
        .filter_map(|(row, (plan, forecast))| {
            let RowSubject::Objective(judged) = &row.subject else {
                return None;
            };
            let earlier = rows_before.iter().find(|r| {
                matches!(&r.subject, RowSubject::Objective(j) if j.indicator == judged.indicator)
            });
            let mut notes: Vec<Option<f64>> = months
                .iter()
                .map(|picture| note_in(scene, picture, plan).map(Note::value))
                .collect();
            notes.push(note_of(&row).map(Note::value));
            Some(ObjectiveLine {
                indicator: judged.indicator.to_string(),
                name: row.name.clone(),
                fact: fact(judged, &row),
                outlook: forecast.and_then(|forecast| outlook::words(plan, &forecast)),
                standing: row_standing(&row, earlier, note_in(scene, scene.morning(), plan)),
                sparkline: sparkline(&notes),
            })
        })
        .collect()
}

fn note_in(scene: &Scene<'_>, picture: &Picture, plan: &JudgedPlan) -> Option<Note> {
    let (note, coverage) = picture.note_of(scene.town(), plan);
    note.filter(|_| coverage.is_scored())
}

fn note_of(row: &ExplanationRow) -> Option<Note> {
    match row.outcome {
        RowOutcome::Scored { note, .. } => Some(note),
        RowOutcome::Stale { .. } | RowOutcome::Unscored { .. } => None,
    }
}

/// A row of an explanation as a standing, with its trend and the level held since the morning.
fn row_standing(
    row: &ExplanationRow,
    before: Option<&ExplanationRow>,
    morning: Option<Note>,
) -> Standing {
    let note = note_of(row);
    let earlier = before.and_then(note_of);
    let last = match row.outcome {
        RowOutcome::Stale { last, .. } => Some(last),
        RowOutcome::Scored { .. } | RowOutcome::Unscored { .. } => None,
    };
    Standing {
        note,
        last,
        minimum: None,
        level: Level::of(morning).held(note),
        trend: Trend::between(earlier, note),
        change: earlier.zip(note).map(|(b, n)| n.minus(b)),
        coverage: row.coverage,
        judged: true,
    }
}

/// « 171,0 kWh/m² · trajectoire 159,0 », or why there is no note.
pub(super) fn fact(judged: &Judged, row: &ExplanationRow) -> String {
    let number = |value| decimal(value, judged.decimals);
    let value = match judged.value {
        Some(value) => format!("{}{NARROW_SPACE}{}", number(value), judged.unit),
        None => "aucun relevé".to_owned(),
    };
    match row.outcome {
        RowOutcome::Scored { .. } => format!("{value} · trajectoire {}", number(judged.required)),
        RowOutcome::Stale { .. } => {
            format!(
                "{value} · données insuffisantes ({})",
                coverage_words(row.coverage)
            )
        }
        RowOutcome::Unscored {
            reason: Unscored::NotStarted,
        } => {
            format!("{value} · trajectoire à son début")
        }
        RowOutcome::Unscored {
            reason: Unscored::Context,
        } => format!("{value} · pour information"),
        RowOutcome::Unscored { .. } => value,
    }
}

/// « complétude 96 % ».
pub(super) fn coverage_words(coverage: Coverage) -> String {
    format!("complétude {}", model::format::percent(coverage.share(), 0))
}
