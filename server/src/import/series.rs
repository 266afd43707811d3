use std::collections::{BTreeSet, HashMap, HashSet};

use model::city::{PlaceCode, Series, SeriesCode, SeriesKind, SeriesRole};
use model::time::{At, Zone};

use super::table::{Row, Shape, Table};
use super::tables::TableOutcome;
use super::{Known, Target};
use crate::ingest::LineFault;
use crate::store::{Store, StoreError};

pub(super) const SHAPE: Shape = Shape {
    target: Target::Series,
    required: &["code", "place", "quantity", "unit", "kind", "step_s"],
    optional: &["zone", "zero_is_missing", "rollover_at", "role"],
    open: false,
};

/// A step longer than this is a mistake: readings come at least once a year.
const LONGEST_STEP_S: u32 = 366 * 86_400;

/// What a row is checked against.
struct Checks<'a> {
    places: HashSet<PlaceCode>,
    known: &'a Known<'a>,
    /// The zone in which the database cuts its days.
    zone: String,
}

/// Stores the series that are well declared.
pub(super) async fn take(
    store: &dyn Store,
    table: &Table,
    now: At,
    known: &Known<'_>,
) -> Result<TableOutcome, StoreError> {
    let checks = Checks {
        places: store.places().await?.into_iter().map(|p| p.code).collect(),
        known,
        zone: store.meta().zone,
    };
    let existing: HashMap<SeriesCode, Series> = store
        .series()
        .await?
        .into_iter()
        .map(|stored| (stored.series.code.clone(), stored.series))
        .collect();
    let mut outcome = TableOutcome::default();
    let mut lines: HashMap<SeriesCode, u64> = HashMap::new();
    let mut unjudged = BTreeSet::new();
    let mut plain = Vec::new();
    for row in &table.rows {
        let read = checks.series(table, row).and_then(|series| {
            match lines.insert(series.code.clone(), row.line) {
                Some(first) => Err(LineFault::of(
                    "code",
                    format!(
                        "series `{}` is already in line {first}: remove one",
                        series.code
                    ),
                )),
                None => Ok(series),
            }
        });
        let series = match read {
            Ok(series) => series,
            Err(fault) => {
                outcome.faults.push(table.set_aside(row, fault));
                continue;
            }
        };
        if known.unit_of(&series.quantity).is_none() {
            unjudged.insert(series.quantity.clone());
        }
        match existing.get(&series.code) {
            None => {
                outcome.added += 1;
                plain.push(series);
            }
            Some(old) if *old == series => outcome.unchanged += 1,
            Some(old) if old.kind == series.kind && old.unit == series.unit => {
                outcome.corrected += 1;
                plain.push(series);
            }
            // What readings mean may only change while there are none: the store knows.
            Some(_) => match store.put_series(vec![series], now).await {
                Ok(_) => outcome.corrected += 1,
                Err(StoreError::Conflict(reason)) => {
                    let fault = LineFault::of("kind", reason);
                    outcome.faults.push(table.set_aside(row, fault));
                }
                Err(other) => return Err(other),
            },
        }
    }
    if !plain.is_empty() {
        store.put_series(plain, now).await?;
    }
    outcome.notes.extend(unjudged.iter().map(|quantity| {
        format!("quantity `{quantity}` is in no theme: its readings are kept and judged by none")
    }));
    Ok(outcome)
}

impl Checks<'_> {
    fn series(&self, table: &Table, row: &Row) -> Result<Series, LineFault> {
        let cell = |column: &str| table.cell(row, column);
        let place: PlaceCode = parsed("place", cell("place"))?;
        if !self.places.contains(&place) {
            let reason = format!("place `{place}` does not exist: import places first");
            return Err(LineFault::of("place", reason));
        }
        let series = Series {
            code: parsed("code", cell("code"))?,
            place,
            quantity: parsed("quantity", cell("quantity"))?,
            unit: parsed("unit", cell("unit"))?,
            kind: parsed("kind", cell("kind"))?,
            step_s: step_s(cell("step_s"))?,
            zero_is_missing: yes(cell("zero_is_missing"))?,
            rollover_at: rollover_at(cell("rollover_at"))?,
            role: role(cell("role"))?,
        };
        self.check_unit(&series)?;
        self.check_zone(cell("zone"))?;
        if series.rollover_at.is_some() && series.kind != SeriesKind::Index {
            let reason = "only an index rolls over: leave it empty";
            return Err(LineFault::of("rollover_at", reason));
        }
        Ok(series)
    }

    /// A unit other than the theme's must measure the same thing; a gauge may
    /// show a rate of it, as kW of kWh.
    fn check_unit(&self, series: &Series) -> Result<(), LineFault> {
        let Some(unit) = self.known.unit_of(&series.quantity) else {
            return Ok(());
        };
        let rate = "h".parse().map(|hour| unit.per(&hour));
        let is_rate = series.kind == SeriesKind::Gauge
            && rate.is_ok_and(|rate| series.unit.factor_to(&rate).is_ok());
        match series.unit.factor_to(unit) {
            Err(fault) if !is_rate => Err(LineFault::of(
                "unit",
                format!(
                    "quantity `{}` is in {}: {fault}",
                    series.quantity,
                    unit.symbol()
                ),
            )),
            _ => Ok(()),
        }
    }

    fn check_zone(&self, zone: &str) -> Result<(), LineFault> {
        if zone.is_empty() || zone == self.zone {
            return Ok(());
        }
        let reason = match Zone::new(zone) {
            Err(fault) => fault.to_string(),
            Ok(_) => format!(
                "days are cut in {} in this database: leave it empty, readings carry their own \
                 offset",
                self.zone
            ),
        };
        Err(LineFault::of("zone", reason))
    }
}

pub(super) fn parsed<T>(column: &str, text: &str) -> Result<T, LineFault>
where
    T: core::str::FromStr<Err: core::fmt::Display>,
{
    if text.is_empty() {
        return Err(LineFault::of(column, "is empty"));
    }
    text.parse()
        .map_err(|fault: T::Err| LineFault::of(column, fault.to_string()))
}

fn step_s(text: &str) -> Result<u32, LineFault> {
    text.parse()
        .ok()
        .filter(|step_s| (1..=LONGEST_STEP_S).contains(step_s))
        .ok_or_else(|| {
            let reason = format!(
                "`{text}` is no step: give whole seconds from 1 to {LONGEST_STEP_S}, as 3600 for \
                 an hour"
            );
            LineFault::of("step_s", reason)
        })
}

fn yes(text: &str) -> Result<bool, LineFault> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "oui" => Ok(true),
        "" | "false" | "0" | "no" | "non" => Ok(false),
        _ => Err(LineFault::of(
            "zero_is_missing",
            format!("`{text}` is neither true nor false"),
        )),
    }
}

fn rollover_at(text: &str) -> Result<Option<f64>, LineFault> {
    if text.is_empty() {
        return Ok(None);
    }
    match text.parse::<f64>() {
        Ok(top) if top.is_finite() && top > 0.0 => Ok(Some(top)),
        _ => Err(LineFault::of(
            "rollover_at",
            format!("`{text}` is no positive number: give the value after the last, as 100000"),
        )),
    }
}

fn role(text: &str) -> Result<SeriesRole, LineFault> {
    if text.is_empty() {
        return Ok(SeriesRole::Main);
    }
    parsed("role", text)
}
