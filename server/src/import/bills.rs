//! `belvedere import bills`: amounts over periods of unequal length.
//!
//! A bill is kept as two readings of an index series that starts again with
//! every bill: 0 at its first instant, the amount one second before its end.
//! The store shares an index out over the days in between, so a bill counts
//! day by day; bills may come in any order and any number of times, and a
//! corrected bill leaves a correction behind.

mod bill;
mod bill_rows;
mod credits;
mod ledger;
mod mapped_bills;
mod series_of_bills;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;

use model::time::{At, Zone};

use super::progress::progress;
use super::source_files::{Directories, collect};
use super::table::{Shape, Table};
use super::tables::{TableOutcome, city, read_mapping};
use super::{ImportError, Options, Report, Target};
use crate::clock::SharedClock;
use crate::ingest::Submitted;
use crate::ingest::mapping::{Accept, BillMapping};
use crate::store::{Batch, SeriesBatch, Store, StoreError};
use ledger::{Entered, Ledger};
use mapped_bills::MappedBills;
use series_of_bills::SeriesOfBills;

pub(super) const SHAPE: Shape = Shape {
    target: Target::Bills,
    required: &["series", "from", "to", "amount"],
    optional: &["estimated", "cost"],
    open: false,
};

/// Imports files of bills.
pub(super) async fn import(
    store: Arc<dyn Store>,
    clock: SharedClock,
    options: &Options,
) -> Result<Report, ImportError> {
    let started = Instant::now();
    let mut report = Report {
        target: options.target.as_str(),
        ..Report::default()
    };
    let mapping = read_mapping(options, BillMapping::read)?;
    let accept = mapping.as_ref().map(|m| m.accept).unwrap_or_default();
    let kind = mapping.as_ref().map(|m| m.file.kind).unwrap_or_default();
    let mapped = match mapping {
        None => None,
        Some(mapping) => {
            let rule = mapping.declare.as_ref().and_then(|rule| rule.city.as_ref());
            let city = city(&*store, clock.now(), rule, &mut report).await?;
            let mapped = MappedBills::new(Arc::clone(&store), clock.clone(), mapping, city).await?;
            Some(Arc::new(mapped))
        }
    };
    let pattern = mapped.as_ref().and_then(|m| m.mapping.pattern.as_ref());
    let directories = match &mapped {
        Some(_) => Directories::Searched(pattern),
        None => Directories::Refused,
    };
    let files = collect(&options.files, kind, directories, &mut report);
    let bytes = files.iter().map(|file| file.bytes).sum();
    let bar = progress(bytes, options.show_progress);
    for file in files {
        let (name, path) = (file.name(), file.path.clone());
        let opened = file.open(&bar).map_err(|e| format!("cannot be read: {e}"));
        let mapped = mapped.clone();
        // Declaring waits for the store, so reading has a thread of its own.
        let read = tokio::task::spawn_blocking(move || {
            let (read, source) = (opened?, path.display().to_string());
            match mapped {
                Some(mapped) => mapped.read(read, &path, &source),
                None => Table::read(read, &source, SHAPE, None, None).map_err(|e| e.to_string()),
            }
        });
        match read
            .await
            .map_err(|e| ImportError::Stopped(e.to_string()))?
        {
            Err(reason) => report.refuse(name, reason),
            Ok(mut table) => {
                report.files += 1;
                report.lines += table.lines();
                report.rows_passed_over += table.passed_over;
                let unreadable = core::mem::take(&mut table.faults);
                let mut outcome = take(&*store, &table, clock.now(), accept).await?;
                outcome.faults.extend(unreadable);
                outcome.faults.sort_by_key(|fault| fault.line);
                report.show(&outcome.faults);
                report.bills_estimated += outcome.estimated;
                report.series_declared += outcome.declared;
                report.outcome = report.outcome.plus(Submitted {
                    added: outcome.added,
                    corrected: outcome.corrected,
                    unchanged: outcome.unchanged,
                    set_aside: u64::try_from(outcome.faults.len()).unwrap_or(u64::MAX),
                });
                report.notes.extend(outcome.notes);
                if !outcome.faults.is_empty() {
                    store.quarantine(outcome.faults, clock.now()).await?;
                }
            }
        }
    }
    bar.finish_and_clear();
    if let Some(mapped) = mapped {
        let counts = mapped.declared();
        report.places_declared += counts.places;
        report.series_declared += counts.series;
    }
    report.elapsed_s = started.elapsed().as_secs_f64();
    Ok(report)
}

/// Stores the bills of a table that fit; `added` and the like count bills, not readings.
pub(super) async fn take(
    store: &dyn Store,
    table: &Table,
    now: At,
    accept: Accept,
) -> Result<TableOutcome, StoreError> {
    let meta = store.meta();
    let zone = Zone::new(&meta.zone).unwrap_or_else(|_| Zone::utc());
    let mut outcome = TableOutcome::default();
    let mut series = SeriesOfBills::load(store).await?;
    let read = bill_rows::read(table, &zone, now, accept, &mut outcome);
    let bills = credits::taken_off(table, read, accept, &mut outcome);
    let mut ledgers: BTreeMap<String, Ledger> = BTreeMap::new();
    for (row, bill) in bills {
        let entered = match series.of(&bill.series) {
            Err(fault) => Err(fault),
            Ok(stored) => {
                let ledger = match ledgers.remove(&bill.series) {
                    Some(ledger) => Ok(ledger),
                    None => Ledger::load(store, stored.id).await?,
                };
                ledger.and_then(|mut ledger| {
                    let entered = ledger.enter(row.line, &bill);
                    ledgers.insert(bill.series.clone(), ledger);
                    entered
                })
            }
        };
        let cost = bill.cost_bill().filter(|_| entered.is_ok());
        match entered {
            Err(fault) => {
                let conflict = fault.field.as_deref() == Some("amount");
                let mut line = table.set_aside(row, fault);
                // Tried again alone, it would correct or withdraw the bill it contradicts.
                if conflict {
                    "contradicted-bills".clone_into(&mut line.target);
                }
                outcome.faults.push(line);
                continue;
            }
            Ok(Entered::Added) => outcome.added += 1,
            Ok(Entered::Corrected) => outcome.corrected += 1,
            Ok(Entered::Unchanged) => outcome.unchanged += 1,
        }
        outcome.estimated += u64::from(bill.estimated);
        let Some(cost) = cost else { continue };
        let stored = match series
            .of_cost(store, now, &bill.series, &cost.series)
            .await?
        {
            Ok(stored) => stored,
            Err(fault) => {
                outcome.faults.push(table.set_aside(row, fault));
                continue;
            }
        };
        let ledger = match ledgers.remove(&cost.series) {
            Some(ledger) => Ok(ledger),
            None => Ledger::load(store, stored).await?,
        };
        let entered = ledger.and_then(|mut ledger| {
            let entered = ledger.enter(row.line, &cost);
            ledgers.insert(cost.series.clone(), ledger);
            entered
        });
        if let Err(fault) = entered {
            let fault = crate::ingest::LineFault::of("cost", fault.reason);
            outcome.faults.push(table.set_aside(row, fault));
        }
    }
    outcome.declared = series.declared();
    let batches: Vec<SeriesBatch> = ledgers.into_values().filter_map(Ledger::batch).collect();
    if !batches.is_empty() {
        let batch = Batch {
            series: batches,
            known_at: now,
        };
        store.append(batch).await?;
    }
    Ok(outcome)
}
