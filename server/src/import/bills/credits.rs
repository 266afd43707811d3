use std::collections::BTreeMap;

use model::time::At;

use super::bill::Bill;
use crate::import::table::{Row, Table};
use crate::import::tables::TableOutcome;
use crate::ingest::LineFault;
use crate::ingest::mapping::Accept;

/// A series, a first instant and the one that is not covered any more.
type SamePeriod = (String, At, At);

/// Takes credits off the bills of the same series and period in the same file.
///
/// An index never runs backwards, so a credit alone has nothing to stand on:
/// it is set aside, and so is one that is greater than its bill.
pub(super) fn taken_off<'t>(
    table: &Table,
    bills: Vec<(&'t Row, Bill)>,
    accept: Accept,
    outcome: &mut TableOutcome,
) -> Vec<(&'t Row, Bill)> {
    if !accept.credits {
        return bills;
    }
    let mut credits: BTreeMap<SamePeriod, Vec<(&Row, Bill)>> = BTreeMap::new();
    let mut whole = Vec::new();
    for (row, bill) in bills {
        if bill.amount.is_some_and(|amount| amount < 0.0) {
            let key = (bill.series.clone(), bill.from, bill.to);
            credits.entry(key).or_default().push((row, bill));
        } else {
            whole.push((row, bill));
        }
    }
    let mut count = 0_u64;
    for (_, bill) in &mut whole {
        let key = (bill.series.clone(), bill.from, bill.to);
        let Some(off) = credits.get(&key) else {
            continue;
        };
        let sum = |of: fn(&Bill) -> Option<f64>| off.iter().filter_map(|(_, b)| of(b)).sum::<f64>();
        let amount = bill.amount.unwrap_or_default() + sum(|b| b.amount);
        let cost = bill.cost.map(|cost| cost + sum(|b| b.cost));
        if amount < 0.0 || cost.is_some_and(|cost| cost < 0.0) {
            continue;
        }
        count += u64::try_from(off.len()).unwrap_or(0);
        (bill.amount, bill.cost) = (Some(amount), cost);
        credits.remove(&key);
    }
    for (row, _) in credits.into_values().flatten() {
        let reason = "is a credit without a bill of the same series and period in this file that \
                      is at least as great";
        let fault = LineFault::of("amount", reason);
        outcome.faults.push(table.set_aside(row, fault));
    }
    if count > 0 {
        let note = format!(
            "{}: {count} credits are taken off their bills",
            table.source
        );
        outcome.notes.push(note);
    }
    whole
}
