use model::measure::{Quality, Reading, ReadingLimits};
use model::time::{At, Day, Zone};

use super::bill::Bill;
use crate::import::table::{Row, Table};
use crate::import::tables::TableOutcome;
use crate::ingest::LineFault;
use crate::ingest::mapping::{Accept, Zero};

/// A longer period is a mistyped year: meters are read at least every three years.
const LONGEST_DAYS: i64 = 1_100;

/// The bills of the rows that can be read; the others are in the outcome.
pub(super) fn read<'t>(
    table: &'t Table,
    zone: &Zone,
    now: At,
    accept: Accept,
    outcome: &mut TableOutcome,
) -> Vec<(&'t Row, Bill)> {
    let mut bills = Vec::new();
    let mut zeros = (0_u64, 0_u64);
    for row in &table.rows {
        let bill = bill(table, row, zone, now).and_then(|bill| match bill.amount {
            Some(0.0) => match accept.zero {
                Zero::Keep => {
                    zeros.0 += 1;
                    Ok(Some(bill))
                }
                Zero::PassOver => {
                    zeros.1 += 1;
                    Ok(None)
                }
                Zero::SetAside => Err(LineFault::of(
                    "amount",
                    "is 0: a meter that measures nothing is usually dead; a mapping that says \
                     accept.zero = \"keep\" takes it in",
                )),
            },
            Some(amount) if amount < 0.0 && !accept.credits => Err(LineFault::of(
                "amount",
                format!(
                    "`{amount}` is negative: a mapping that says accept.credits = true takes it \
                     off the bill of the same period"
                ),
            )),
            _ => Ok(Some(bill)),
        });
        match bill {
            Ok(Some(bill)) => bills.push((row, bill)),
            Ok(None) => {}
            Err(fault) => outcome.faults.push(table.set_aside(row, fault)),
        }
    }
    let source = &table.source;
    if zeros.0 > 0 {
        let note = format!(
            "{source}: {} bills of 0 are kept: nothing was used",
            zeros.0
        );
        outcome.notes.push(note);
    }
    if zeros.1 > 0 {
        let note = format!(
            "{source}: {} bills of 0 are passed over: no such meter",
            zeros.1
        );
        outcome.notes.push(note);
    }
    bills
}

fn bill(table: &Table, row: &Row, zone: &Zone, now: At) -> Result<Bill, LineFault> {
    let cell = |column: &str| table.cell(row, column);
    let series = cell("series");
    if series.is_empty() {
        return Err(LineFault::of("series", "is empty: name the series"));
    }
    let bill = Bill {
        series: series.to_owned(),
        from: instant("from", cell("from"), zone)?,
        to: instant("to", cell("to"), zone)?,
        amount: number("amount", cell("amount"))?,
        estimated: yes("estimated", cell("estimated"))?,
        cost: number("cost", cell("cost"))?,
    };
    let length_s = bill.to.seconds_since(bill.from);
    if length_s < 2 {
        let what = if length_s < 0 { "before" } else { "at" };
        let reason = format!("ends {what} its start: `to` is the first day that is not covered");
        return Err(LineFault::of("to", reason));
    }
    if length_s > LONGEST_DAYS * 86_400 {
        let reason = format!("is more than {LONGEST_DAYS} days after `from`: check the years");
        return Err(LineFault::of("to", reason));
    }
    let limits = ReadingLimits { now };
    let check = |field: &str, at: At, value: f64| {
        let reading = Reading {
            at,
            value,
            quality: Quality::Measured,
        };
        let checked = limits.check(reading);
        checked.map_err(|fault| LineFault::of(field, fault.to_string()))
    };
    check("from", bill.from, 0.0)?;
    check("to", bill.last(), 0.0)?;
    check("amount", bill.from, bill.amount.unwrap_or_default())?;
    check("cost", bill.from, bill.cost.unwrap_or_default())?;
    if bill.cost.is_some_and(|cost| cost < 0.0) && bill.amount.is_none_or(|a| a >= 0.0) {
        return Err(LineFault::of(
            "cost",
            "is negative for an amount that is not",
        ));
    }
    Ok(bill)
}

/// A date is the start of its day.
fn instant(column: &str, text: &str, zone: &Zone) -> Result<At, LineFault> {
    if text.is_empty() {
        return Err(LineFault::of(column, "is empty"));
    }
    if text.len() == 10
        && let Ok(day) = text.parse::<Day>()
    {
        return Ok(zone.start_of_day(day));
    }
    let instant = text.parse::<jiff::Timestamp>();
    instant
        .map(|at| At::from_millis(at.as_millisecond()))
        .map_err(|_| {
            let quoted = LineFault::quoted(text.as_bytes());
            let reason = format!(
                "`{quoted}` is neither a date such as 2026-03-29 nor an instant such as \
                 2026-03-29T14:00:00+02:00"
            );
            LineFault::of(column, reason)
        })
}

fn number(column: &str, text: &str) -> Result<Option<f64>, LineFault> {
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
    number.map(Some).ok_or_else(|| {
        let quoted = LineFault::quoted(text.as_bytes());
        LineFault::of(
            column,
            format!("`{quoted}` is not a number: write it with a point"),
        )
    })
}

fn yes(column: &str, text: &str) -> Result<bool, LineFault> {
    match text.to_lowercase().as_str() {
        "true" | "1" | "yes" | "oui" => Ok(true),
        "" | "false" | "0" | "no" | "non" => Ok(false),
        _ => Err(LineFault::of(
            column,
            format!(
                "`{}` is neither true nor false",
                LineFault::quoted(text.as_bytes())
            ),
        )),
    }
}
