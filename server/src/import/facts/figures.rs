use model::city::{Fact, FactBody, IndicatorCode};

use super::subjects::Subjects;
use super::{day, number};
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
) -> Result<Fact, LineFault> {
    let cell = |column: &str| table.cell(row, column);
    let code: IndicatorCode = parsed("indicator", cell("indicator"))?;
    let found = known.indicator(&code).and_then(|found| found.entered);
    let Some(entered) = found else {
        let reason = format!("`{code}` is no indicator that is entered by hand");
        return Err(LineFault::of("indicator", reason));
    };
    let start = entered.cadence.period_of(day("period", cell("period"))?);
    let value = number("value", cell("value"))?;
    if value.abs() > 1e12 {
        return Err(LineFault::of("value", "is beyond 1e12"));
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
