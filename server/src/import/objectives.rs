use std::collections::HashMap;

use model::city::{Indicator, IndicatorCode, Place, PlaceCode};
use model::score::{Direction, Objective, ObjectiveFault, Trajectory};
use model::time::{At, Day};

use super::series::parsed;
use super::table::{Row, Shape, Table};
use super::tables::TableOutcome;
use super::{Known, Target};
use crate::ingest::LineFault;
use crate::store::{Store, StoreError};

pub(super) const SHAPE: Shape = Shape {
    target: Target::Objectives,
    required: &["indicator", "place", "target", "target_at"],
    optional: &[
        "direction",
        "baseline",
        "baseline_at",
        "trajectory",
        "weight",
        "owner",
        "decision",
        "target_high",
        "tolerance",
    ],
    open: false,
};

/// Adopts the objectives that can be scored.
pub(super) async fn take(
    store: &dyn Store,
    table: &Table,
    now: At,
    known: &Known<'_>,
) -> Result<TableOutcome, StoreError> {
    let places = store.places().await?;
    let mut outcome = TableOutcome::default();
    let mut lines: HashMap<(IndicatorCode, PlaceCode), u64> = HashMap::new();
    let mut adopted: Vec<Objective> = Vec::new();
    for row in &table.rows {
        let read = read(table, row, &places, known).and_then(|(found, left_out)| {
            for objective in &found {
                let identity = (objective.indicator.clone(), objective.place.clone());
                if let Some(first) = lines.insert(identity, row.line) {
                    let place = &objective.place;
                    let reason = format!(
                        "`{place}` already has an objective for this indicator in line {first}: \
                         remove one"
                    );
                    return Err(LineFault::of("place", reason));
                }
            }
            Ok((found, left_out))
        });
        match read {
            Ok((found, left_out)) => {
                adopted.extend(found);
                if left_out > 0 {
                    outcome.notes.push(format!(
                        "line {}: {left_out} places have too few data in the year of the \
                         baseline and got no objective",
                        row.line
                    ));
                }
            }
            Err(fault) => outcome.faults.push(table.set_aside(row, fault)),
        }
    }
    let count = u64::try_from(adopted.len()).unwrap_or(u64::MAX);
    if !adopted.is_empty() {
        outcome.added = store.adopt_objectives(adopted, now).await?;
        outcome.unchanged = count.saturating_sub(outcome.added);
    }
    Ok(outcome)
}

/// The objectives of a row, and how many places of its kind have too few data.
fn read(
    table: &Table,
    row: &Row,
    places: &[Place],
    known: &Known<'_>,
) -> Result<(Vec<Objective>, usize), LineFault> {
    let line = Line::read(table, row, known)?;
    let text = table.cell(row, "place");
    let Some(kind) = text.strip_prefix("kind:") else {
        let place: PlaceCode = parsed("place", text)?;
        if !places.iter().any(|known| known.code == place) {
            let reason = format!("place `{place}` does not exist: import places first");
            return Err(LineFault::of("place", reason));
        }
        return Ok((vec![line.objective(place, known)?], 0));
    };
    let of_kind: Vec<&Place> = places.iter().filter(|place| place.kind == kind).collect();
    if of_kind.is_empty() {
        let reason = format!("there is no place of kind `{kind}`: import places first");
        return Err(LineFault::of("place", reason));
    }
    let year = line.baseline_at.map(Day::year).ok_or_else(|| {
        LineFault::of(
            "baseline_at",
            "is empty: places of a kind are those with data in the year of the baseline",
        )
    })?;
    let mut found = Vec::new();
    for place in &of_kind {
        if (known.baseline_of)(&line.indicator, &place.code, year).is_some() {
            found.push(line.objective(place.code.clone(), known)?);
        }
    }
    if found.is_empty() {
        let reason = format!("no place of kind `{kind}` has data for it in {year}");
        return Err(LineFault::of("place", reason));
    }
    let left_out = of_kind.len() - found.len();
    Ok((found, left_out))
}

/// A target as written.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Aim {
    Value(f64),
    /// Per cent of the baseline to add; negative to take off.
    Change(f64),
}

/// What a row says, apart from the place.
struct Line {
    indicator: IndicatorCode,
    direction: Direction,
    baseline: Option<f64>,
    baseline_at: Option<Day>,
    aim: Aim,
    target_at: Day,
    target_high: Option<f64>,
    tolerance: Option<f64>,
    trajectory: Trajectory,
    weight: f64,
    owner: Option<String>,
    decision: Option<String>,
}

impl Line {
    fn read(table: &Table, row: &Row, known: &Known<'_>) -> Result<Self, LineFault> {
        let cell = |column: &str| table.cell(row, column);
        let code: IndicatorCode = parsed("indicator", cell("indicator"))?;
        let indicator: &Indicator = known.indicator(&code).ok_or_else(|| {
            let known = known.indicators();
            LineFault::of(
                "indicator",
                format!("unknown indicator `{code}`: the themes have {known}"),
            )
        })?;
        let words = |column: &str| Some(cell(column).to_owned()).filter(|text| !text.is_empty());
        Ok(Self {
            indicator: code,
            direction: direction(cell("direction"), indicator.direction)?,
            baseline: number("baseline", cell("baseline"))?,
            baseline_at: match cell("baseline_at") {
                "" => None,
                text => Some(day("baseline_at", text)?),
            },
            aim: aim(cell("target"))?,
            target_at: day("target_at", cell("target_at"))?,
            target_high: number("target_high", cell("target_high"))?,
            tolerance: number("tolerance", cell("tolerance"))?,
            trajectory: trajectory(cell("trajectory"))?,
            weight: number("weight", cell("weight"))?.unwrap_or(1.0),
            owner: words("owner"),
            decision: words("decision"),
        })
    }

    fn objective(&self, place: PlaceCode, known: &Known<'_>) -> Result<Objective, LineFault> {
        let measured = || {
            let year = self.baseline_at?.year();
            (known.baseline_of)(&self.indicator, &place, year)
        };
        let baseline = self.baseline.or_else(measured);
        let target = match (self.aim, baseline) {
            (Aim::Value(value), _) => value,
            // A millionth of a unit is finer than any indicator is shown.
            (Aim::Change(percent), Some(baseline)) => {
                ((baseline + baseline * percent / 100.0) * 1e6).round() / 1e6
            }
            (Aim::Change(_), None) => return Err(self.no_baseline(&place)),
        };
        if baseline.is_none() && self.baseline_at.is_some() {
            return Err(self.no_baseline(&place));
        }
        let objective = Objective {
            indicator: self.indicator.clone(),
            place,
            direction: self.direction,
            baseline,
            baseline_at: self.baseline_at,
            target,
            target_high: self.target_high,
            tolerance: self.tolerance,
            target_at: self.target_at,
            trajectory: self.trajectory,
            weight: self.weight,
            owner: self.owner.clone(),
            decision: self.decision.clone(),
            version: 1,
        };
        objective.check().map_err(|fault| {
            let field = match fault {
                ObjectiveFault::Weight(_) => "weight",
                ObjectiveFault::Dates { .. } => "target_at",
                ObjectiveFault::Direction { .. } => "target",
                ObjectiveFault::Band => "target_high",
                ObjectiveFault::NotFinite(field) => field,
            };
            LineFault::of(field, fault.to_string())
        })?;
        Ok(objective)
    }

    fn no_baseline(&self, place: &PlaceCode) -> LineFault {
        let reason = match self.baseline_at {
            Some(day) => format!(
                "is empty, and too little of `{}` was measured at `{place}` in {} to tell: give \
                 the number",
                self.indicator,
                day.year()
            ),
            None => "is empty: a target in per cent needs it, or baseline_at to measure it".into(),
        };
        LineFault::of("baseline", reason)
    }
}

fn direction(text: &str, usual: Direction) -> Result<Direction, LineFault> {
    match text {
        "" => Ok(usual),
        "up" => Ok(Direction::Up),
        "down" => Ok(Direction::Down),
        "band" => Ok(Direction::Band),
        "context" => Ok(Direction::Context),
        other => Err(LineFault::of(
            "direction",
            format!("`{other}` is no direction: use up, down, band or context"),
        )),
    }
}

fn trajectory(text: &str) -> Result<Trajectory, LineFault> {
    match text {
        "" | "linear" => Ok(Trajectory::Linear),
        "step" => Ok(Trajectory::Step),
        other => Err(LineFault::of(
            "trajectory",
            format!("`{other}` is no trajectory: use linear or step"),
        )),
    }
}

fn aim(text: &str) -> Result<Aim, LineFault> {
    // Typed by people: true minus, spaces before the sign.
    let plain = text.replace('\u{2212}', "-");
    if let Some(percent) = plain.strip_suffix('%') {
        let percent = percent.trim_end();
        if !percent.starts_with(['-', '+']) {
            let reason =
                format!("`{text}` needs a sign: -40% for 40 per cent less than the baseline");
            return Err(LineFault::of("target", reason));
        }
        return number("target", percent)?
            .map(Aim::Change)
            .ok_or_else(|| LineFault::of("target", "is empty"));
    }
    let value = number("target", &plain)?;
    if value.is_some_and(|value| value < 0.0) {
        let reason = format!("`{text}` is below 0: write {plain}% for a change");
        return Err(LineFault::of("target", reason));
    }
    value
        .map(Aim::Value)
        .ok_or_else(|| LineFault::of("target", "is empty: give a value or a change as -40%"))
}

fn number(column: &str, text: &str) -> Result<Option<f64>, LineFault> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(Some(number)),
        _ => Err(LineFault::of(
            column,
            format!("`{text}` is not a number: write it with a point"),
        )),
    }
}

fn day(column: &str, text: &str) -> Result<Day, LineFault> {
    let dashed = text.len() == 10 && text.bytes().filter(|b| *b == b'-').count() == 2;
    text.parse().ok().filter(|_| dashed).ok_or_else(|| {
        LineFault::of(
            column,
            format!("`{text}` is no day: write it as 2030-12-31"),
        )
    })
}
