//! `belvedere import allocations|coefficients|tariffs|opening-hours|events|figures`:
//! what is true of a series or a place from a day on.

mod allocation_sums;
mod figures;
mod number_list;
mod opening_hours;
mod subjects;
mod tariffs;

use model::city::{Fact, FactBody};
use model::time::{At, Day, Zone};

use super::series::parsed;
use super::table::{Row, Shape, Table};
use super::tables::TableOutcome;
use super::{Known, Target};
use crate::ingest::LineFault;
use crate::store::{Store, StoreError};
use subjects::Subjects;

/// Facts with the rows they come from: a tariff takes several rows.
type FactRows<'t> = Vec<(Vec<&'t Row>, Fact)>;

/// The columns of a kind of facts; `None` for other targets.
pub(super) const fn shape(target: Target) -> Option<Shape> {
    let (required, optional): (&'static [&'static str], &'static [&'static str]) = match target {
        Target::Allocations => (&["series", "place", "share", "from"], &["to"]),
        Target::Coefficients => (&["series", "kwh_per_unit", "from"], &["to"]),
        Target::Tariffs => (
            &["series", "from", "post", "price_eur_kwh"],
            &[
                "to",
                "name",
                "months",
                "weekdays",
                "hours",
                "fixed_eur_year",
            ],
        ),
        Target::OpeningHours => (&["place", "from", "weekday", "open", "close"], &["to"]),
        Target::Events => (&["place", "on", "name"], &[]),
        Target::Figures => (&["indicator", "place", "period", "value"], &[]),
        _ => return None,
    };
    Some(Shape {
        target,
        required,
        optional,
        open: false,
    })
}

/// Keeps the facts that can be true.
pub(super) async fn take(
    store: &dyn Store,
    table: &Table,
    now: At,
    themes: &Known<'_>,
) -> Result<TableOutcome, StoreError> {
    let subjects = Subjects::load(store).await?;
    let mut outcome = TableOutcome::default();
    let today = Zone::new(&store.meta().zone)
        .unwrap_or_else(|_| Zone::utc())
        .day(now);
    let mut found: FactRows<'_> = match table.shape.target {
        Target::Tariffs => tariffs::read(table, &subjects, &mut outcome),
        Target::OpeningHours => opening_hours::read(table, &subjects, &mut outcome),
        _ => {
            let mut facts = Vec::new();
            for row in &table.rows {
                match single(table, row, &subjects, themes, today) {
                    Ok(fact) => facts.push((vec![row], fact)),
                    Err(fault) => outcome.faults.push(table.set_aside(row, fault)),
                }
            }
            facts
        }
    };
    refuse_twice(table, &mut found, &mut outcome);
    let known = store.fact_versions().await?;
    if table.shape.target == Target::Allocations {
        allocation_sums::check(table, &known, &mut found, &mut outcome);
    }
    let facts: Vec<Fact> = found.into_iter().map(|(_, fact)| fact).collect();
    let current: Vec<&Fact> = known
        .iter()
        .filter(|version| version.retired_at.is_none())
        .map(|version| &version.fact)
        .collect();
    for fact in &facts {
        match current.iter().find(|known| known.is_version_of(fact)) {
            None => outcome.added += 1,
            Some(same) if *same == fact => outcome.unchanged += 1,
            Some(_) => outcome.corrected += 1,
        }
    }
    if !facts.is_empty() {
        store.put_facts(facts, now).await?;
    }
    Ok(outcome)
}

/// The fact of a row that says one by itself.
fn single(
    table: &Table,
    row: &Row,
    subjects: &Subjects,
    themes: &Known<'_>,
    today: Day,
) -> Result<Fact, LineFault> {
    if table.shape.target == Target::Figures {
        return figures::figure(table, row, subjects, themes, today);
    }
    let cell = |column: &str| table.cell(row, column);
    if table.shape.target == Target::Events {
        let name = cell("name");
        if name.is_empty() || name.chars().count() > 200 {
            return Err(LineFault::of(
                "name",
                "says in 1 to 200 characters what was done",
            ));
        }
        return Ok(Fact {
            subject: subjects.place(cell("place"))?,
            from: day("on", cell("on"))?,
            to: None,
            body: FactBody::Event {
                name: name.to_owned(),
            },
        });
    }
    let subject = subjects.series(cell("series"))?;
    let body = if table.shape.target == Target::Allocations {
        let place = cell("place");
        subjects.place(place)?;
        let share = number("share", cell("share"))?;
        if !(share > 0.0 && share <= 1.0) {
            let reason = format!("`{share}` is no share: give a number above 0, at most 1");
            return Err(LineFault::of("share", reason));
        }
        FactBody::Allocation {
            place: parsed("place", place)?,
            share,
        }
    } else {
        let per_unit = number("kwh_per_unit", cell("kwh_per_unit"))?;
        if !(per_unit > 0.0 && per_unit <= 1e6) {
            let reason = format!("`{per_unit}` is no coefficient: give a number above 0");
            return Err(LineFault::of("kwh_per_unit", reason));
        }
        FactBody::Coefficient { per_unit }
    };
    let (from, to) = period(table, row)?;
    Ok(Fact {
        subject,
        from,
        to,
        body,
    })
}

/// Two rows that say the same thing from the same day contradict each other.
fn refuse_twice(table: &Table, found: &mut FactRows<'_>, outcome: &mut TableOutcome) {
    let mut kept: FactRows<'_> = Vec::new();
    for (rows, fact) in found.drain(..) {
        match kept.iter().find(|(_, other)| other.is_version_of(&fact)) {
            None => kept.push((rows, fact)),
            Some((first, _)) => {
                let line = first.first().map_or(0, |row| row.line);
                for row in rows {
                    let reason = format!("line {line} says it already from that day: remove one");
                    let fault = LineFault::of("from", reason);
                    outcome.faults.push(table.set_aside(row, fault));
                }
            }
        }
    }
    *found = kept;
}

/// First day, and first day it is no longer true.
fn period(table: &Table, row: &Row) -> Result<(Day, Option<Day>), LineFault> {
    let from = day("from", table.cell(row, "from"))?;
    let to = match table.cell(row, "to") {
        "" => None,
        text => Some(day("to", text)?),
    };
    if to.is_some_and(|to| to <= from) {
        let reason = "is not after `from`: it is the first day that is no longer meant";
        return Err(LineFault::of("to", reason));
    }
    Ok((from, to))
}

fn day(column: &str, text: &str) -> Result<Day, LineFault> {
    text.parse()
        .ok()
        .filter(|_| text.len() == 10)
        .ok_or_else(|| {
            let quoted = LineFault::quoted(text.as_bytes());
            LineFault::of(
                column,
                format!("`{quoted}` is no day: write it as 2025-01-31"),
            )
        })
}

fn number(column: &str, text: &str) -> Result<f64, LineFault> {
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    number.ok_or_else(|| {
        let quoted = LineFault::quoted(text.as_bytes());
        LineFault::of(
            column,
            format!("`{quoted}` is not a number: write it with a point"),
        )
    })
}
