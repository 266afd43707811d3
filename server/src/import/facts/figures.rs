use model::city::{Fact, FactBody, IndicatorCode};
use model::time::Day;

use super::subjects::Subjects;
use super::{day, number};
use crate::figures::is_no_share;
use crate::import::Known;
use crate::import::series::parsed;
use crate::import::table::{Row, Table};
use crate::ingest::LineFault;

/// The figure of a row: `period` is any day of the period that it is of.
pub(super) fn figure(
    table: &Table,
    row: &Row,
    subjects: &Subjects,
    known: &Known<'_>,
    today: Day,
) -> Result<Fact, LineFault> {
    let cell = |column: &str| table.cell(row, column);
    let code: IndicatorCode = parsed("indicator", cell("indicator"))?;
    let indicator = known.indicator(&code);
    let found = indicator.and_then(|found| Some((found.entered?, found.unit.symbol())));
    let Some((entered, unit)) = found else {
        let reason = format!("`{code}` is no indicator that is entered by hand");
        return Err(LineFault::of("indicator", reason));
    };
    let start = entered.cadence.period_of(day("period", cell("period"))?);
    let value = number("value", cell("value"))?;
    if value.abs() > 1e12 {
        return Err(LineFault::of("value", "is beyond 1e12"));
    }
    if entered.cadence.next(start) > today {
        return Err(LineFault::of(
            "period",
            format!("the period of {start} is not over"),
        ));
    }
    if is_no_share(value, unit) {
        let reason = format!("`{value}` is no share of a hundred; /saisie takes it when confirmed");
        return Err(LineFault::of("value", reason));
    }
    Ok(Fact {
        subject: subjects.place(cell("place"))?,
        from: start,
        to: Some(entered.cadence.next(start)),
        body: FactBody::Figure {
            indicator: code,
            value,
        },
    })
}
