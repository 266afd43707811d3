use model::city::{Fact, FactBody, OpenRange, OpeningHours};

use super::number_list::number_list;
use super::subjects::Subjects;
use super::{FactRows, period};
use crate::import::table::{Row, Table};
use crate::import::tables::TableOutcome;
use crate::ingest::LineFault;

/// The opening hours of a table: the rows of a place and a first day make one week.
pub(super) fn read<'t>(
    table: &'t Table,
    subjects: &Subjects,
    outcome: &mut TableOutcome,
) -> FactRows<'t> {
    let mut found: FactRows<'t> = Vec::new();
    for row in &table.rows {
        if let Err(fault) = add(&mut found, table, row, subjects) {
            outcome.faults.push(table.set_aside(row, fault));
        }
    }
    found
}

fn add<'t>(
    found: &mut FactRows<'t>,
    table: &'t Table,
    row: &'t Row,
    subjects: &Subjects,
) -> Result<(), LineFault> {
    let cell = |column: &str| table.cell(row, column);
    let place = subjects.place(cell("place"))?;
    let (from, to) = period(table, row)?;
    let weekdays = number_list("weekday", cell("weekday"), 7)?;
    if weekdays.is_empty() {
        return Err(LineFault::of(
            "weekday",
            "is empty: 1 is Monday, 1-5 the working days",
        ));
    }
    let range = OpenRange {
        from: minutes("open", cell("open"))?,
        to: minutes("close", cell("close"))?,
    };
    if range.to <= range.from {
        return Err(LineFault::of("close", "is not after `open`"));
    }
    let same = |(_, fact): &(Vec<&Row>, Fact)| fact.subject == place && fact.from == from;
    let position = found.iter().position(same);
    let week = match position.and_then(|position| found.get_mut(position)) {
        Some((_, fact)) => match &mut fact.body {
            FactBody::Opening(hours) if fact.to == to => &mut hours.week,
            _ => {
                let reason = "differs from that of the other rows of the same week";
                return Err(LineFault::of("to", reason));
            }
        },
        None => &mut vec![Vec::new(); 7],
    };
    for (weekday, ranges) in (1_i8..).zip(week.iter_mut()) {
        if !weekdays.contains(&weekday) {
            continue;
        }
        if ranges
            .iter()
            .any(|r| r.from < range.to && range.from < r.to)
        {
            return Err(LineFault::of(
                "open",
                "overlaps other hours of the same day",
            ));
        }
        ranges.push(range);
        ranges.sort_by_key(|range| range.from);
    }
    let week = week.clone();
    match position.and_then(|position| found.get_mut(position)) {
        Some((rows, _)) => rows.push(row),
        None => {
            let hours = OpeningHours {
                week,
                open_on_holidays: false,
                alsace_moselle: false,
                exceptions: Vec::new(),
            };
            let fact = Fact {
                subject: place,
                from,
                to,
                body: FactBody::Opening(hours),
            };
            found.push((vec![row], fact));
        }
    }
    Ok(())
}

fn minutes(column: &str, text: &str) -> Result<u16, LineFault> {
    let parts = text
        .split_once(':')
        .filter(|(_, minutes)| minutes.len() == 2);
    let read = parts.and_then(|(hours, minutes)| {
        let (hours, minutes) = (hours.parse::<u16>().ok()?, minutes.parse::<u16>().ok()?);
        (hours <= 24 && minutes < 60).then_some(hours * 60 + minutes)
    });
    read.filter(|minutes| *minutes <= 1_440).ok_or_else(|| {
        let quoted = LineFault::quoted(text.as_bytes());
        LineFault::of(
            column,
            format!("`{quoted}` is no time of day: write it as 08:30"),
        )
    })
}
