use model::city::{Fact, FactBody};
use model::energy::{Post, Slot, Tariff};
use model::time::Day;

use super::number_list::number_list;
use super::subjects::Subjects;
use super::{FactRows, number, period};
use crate::import::table::{Row, Table};
use crate::import::tables::TableOutcome;
use crate::ingest::LineFault;

/// What one row says of a tariff.
struct Line {
    series: String,
    from: Day,
    to: Option<Day>,
    name: String,
    post: String,
    price: f64,
    fixed: Option<f64>,
    slots: Vec<Slot>,
}

/// The tariffs of a table: the rows of a series and a first day make one.
pub(super) fn read<'t>(
    table: &'t Table,
    subjects: &Subjects,
    outcome: &mut TableOutcome,
) -> FactRows<'t> {
    let mut found: FactRows<'t> = Vec::new();
    for row in &table.rows {
        let added = line(table, row, subjects).and_then(|line| add(&mut found, row, line));
        if let Err(fault) = added {
            outcome.faults.push(table.set_aside(row, fault));
        }
    }
    found.retain(|(rows, fact)| {
        let FactBody::Tariff(tariff) = &fact.body else {
            return false;
        };
        let Err(fault) = tariff.check() else {
            return true;
        };
        for row in rows {
            let fault = LineFault::of("post", fault.to_string());
            outcome.faults.push(table.set_aside(row, fault));
        }
        false
    });
    found
}

fn add<'t>(found: &mut FactRows<'t>, row: &'t Row, line: Line) -> Result<(), LineFault> {
    let same =
        |(_, fact): &&mut (Vec<&Row>, Fact)| fact.subject == line.series && fact.from == line.from;
    let Some((rows, fact)) = found.iter_mut().find(same) else {
        let tariff = Tariff {
            name: line.name,
            post: vec![Post {
                name: line.post,
                price: line.price,
                share: None,
                slot: line.slots,
            }],
            fixed_per_year: line.fixed.unwrap_or_default(),
        };
        let fact = Fact {
            subject: line.series,
            from: line.from,
            to: line.to,
            body: FactBody::Tariff(tariff),
        };
        found.push((vec![row], fact));
        return Ok(());
    };
    if fact.to != line.to {
        let reason = "differs from that of the other posts of the same tariff";
        return Err(LineFault::of("to", reason));
    }
    let FactBody::Tariff(tariff) = &mut fact.body else {
        return Ok(());
    };
    if let Some(fixed) = line.fixed {
        tariff.fixed_per_year = fixed;
    }
    match tariff.post.iter_mut().find(|post| post.name == line.post) {
        Some(post) if post.price != line.price => {
            let reason = format!("post `{}` has another price above", line.post);
            return Err(LineFault::of("price_eur_kwh", reason));
        }
        Some(post) => post.slot.extend(line.slots),
        None => tariff.post.push(Post {
            name: line.post,
            price: line.price,
            share: None,
            slot: line.slots,
        }),
    }
    rows.push(row);
    Ok(())
}

fn line(table: &Table, row: &Row, subjects: &Subjects) -> Result<Line, LineFault> {
    let cell = |column: &str| table.cell(row, column);
    let (from, to) = period(table, row)?;
    let post = cell("post");
    if post.is_empty() {
        return Err(LineFault::of(
            "post",
            "is empty: name the post, as HP, HC or Base",
        ));
    }
    let months = number_list("months", cell("months"), 12)?;
    let weekdays = number_list("weekdays", cell("weekdays"), 7)?;
    let mut slots = Vec::new();
    for hours in cell("hours").split(' ').filter(|hours| !hours.is_empty()) {
        let (start, end) = hours.split_once('-').ok_or_else(|| {
            let quoted = LineFault::quoted(hours.as_bytes());
            let reason = format!("`{quoted}` are no hours: write them as 22:00-06:00");
            LineFault::of("hours", reason)
        })?;
        slots.push(Slot {
            months: months.clone(),
            weekdays: weekdays.clone(),
            from: start.to_owned(),
            to: end.to_owned(),
        });
    }
    if slots.is_empty() && !(months.is_empty() && weekdays.is_empty()) {
        slots.push(Slot {
            months,
            weekdays,
            from: "00:00".to_owned(),
            to: "00:00".to_owned(),
        });
    }
    let name = cell("name");
    Ok(Line {
        series: subjects.series(cell("series"))?,
        from,
        to,
        name: if name.is_empty() { "Contrat" } else { name }.to_owned(),
        post: post.to_owned(),
        price: number("price_eur_kwh", cell("price_eur_kwh"))?,
        fixed: match cell("fixed_eur_year") {
            "" => None,
            text => Some(number("fixed_eur_year", text)?),
        },
        slots,
    })
}
