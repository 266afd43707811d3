use std::time::Instant;

use model::city::{Place, PlaceCode};
use model::reception::{QueueState, TicketEvent};
use model::time::At;

use super::progress::progress;
use super::source_files::{Directories, SourceFile, collect};
use super::table::{Shape, Table};
use super::{
    ImportError, Known, Options, Report, Target, bills, facts, objectives, places, reception,
    series,
};
use crate::ingest::mapping::{CityRule, MappingError, TableMapping};
use crate::ingest::{Reach, Submitted};
use crate::store::{DayCount, QuarantinedLine, Rating, Store, StoreError, SurveyResult};

/// What became of the rows of a table.
#[derive(Debug, Default)]
pub(super) struct TableOutcome {
    pub(super) added: u64,
    pub(super) corrected: u64,
    pub(super) unchanged: u64,
    pub(super) faults: Vec<QuarantinedLine>,
    pub(super) notes: Vec<String>,
    /// Bills that are estimates, of those added, corrected and unchanged.
    pub(super) estimated: u64,
    /// Series that were made on the way.
    pub(super) declared: u64,
}

/// Imports places, series or objectives.
pub(super) async fn import(
    store: &dyn Store,
    now: At,
    options: &Options,
    known: &Known<'_>,
) -> Result<Report, ImportError> {
    let started = Instant::now();
    let mut report = Report {
        target: options.target.as_str(),
        ..Report::default()
    };
    let mapping = read_mapping(options, TableMapping::read)?;
    let city = match &mapping {
        Some(mapping) => city(store, now, mapping.city.as_ref(), &mut report).await?,
        None => None,
    };
    let kind = mapping.as_ref().map(|m| m.file.kind).unwrap_or_default();
    let files = collect(&options.files, kind, Directories::Refused, &mut report);
    let bar = progress(
        files.iter().map(|file| file.bytes).sum(),
        options.show_progress,
    );
    for file in files {
        let read = |file: &SourceFile| {
            let reader = file
                .open(&bar)
                .map_err(|e| format!("cannot be read: {e}"))?;
            let shape = shape(options.target);
            Table::read(
                reader,
                &file.name(),
                shape,
                mapping.as_ref(),
                city.as_deref(),
            )
            .map_err(|fault| fault.to_string())
        };
        match read(&file) {
            Err(reason) => report.refuse(file.name(), reason),
            Ok(table) => {
                report.files += 1;
                report.lines += table.lines();
                report.rows_passed_over += table.passed_over;
                let outcome = take(store, table, now, known, &Reach::default()).await?;
                report.show(&outcome.faults);
                report.outcome = report.outcome.plus(Submitted {
                    added: outcome.added,
                    corrected: outcome.corrected,
                    unchanged: outcome.unchanged,
                    set_aside: u64::try_from(outcome.faults.len()).unwrap_or(u64::MAX),
                });
                report.notes.extend(outcome.notes);
                if !outcome.faults.is_empty() {
                    store.quarantine(outcome.faults, now).await?;
                }
            }
        }
    }
    bar.finish_and_clear();
    report.elapsed_s = started.elapsed().as_secs_f64();
    Ok(report)
}

/// Stores the good rows of a table; the bad ones are in the outcome. What is told of the
/// reception stays within `reach`.
pub(super) async fn take(
    store: &dyn Store,
    mut table: Table,
    now: At,
    known: &Known<'_>,
    reach: &Reach,
) -> Result<TableOutcome, StoreError> {
    let unreadable = core::mem::take(&mut table.faults);
    let mut outcome = match table.shape.target {
        Target::Places => places::take(store, &table, now).await?,
        Target::Objectives => objectives::take(store, &table, now, known).await?,
        Target::Bills => bills::take(store, &table, now, Default::default()).await?,
        Target::Allocations
        | Target::Coefficients
        | Target::Tariffs
        | Target::OpeningHours
        | Target::Events
        | Target::Figures => facts::take(store, &table, now, known).await?,
        Target::Series | Target::Readings => series::take(store, &table, now, known).await?,
        Target::TicketEvents => reception::take::<TicketEvent>(store, &table, now, reach).await?,
        Target::Ratings => reception::take::<Rating>(store, &table, now, reach).await?,
        Target::DayCounts => reception::take::<DayCount>(store, &table, now, reach).await?,
        Target::Survey => reception::take::<SurveyResult>(store, &table, now, reach).await?,
        Target::QueueStates => reception::take::<QueueState>(store, &table, now, reach).await?,
    };
    outcome.faults.extend(unreadable);
    outcome.faults.sort_by_key(|fault| fault.line);
    Ok(outcome)
}

pub(super) const fn shape(target: Target) -> Shape {
    match target {
        Target::Places => places::SHAPE,
        Target::Objectives => objectives::SHAPE,
        Target::Bills => bills::SHAPE,
        Target::Series | Target::Readings => series::SHAPE,
        // The other kinds are facts, or told of the reception.
        _ => match (facts::shape(target), reception::shape(target)) {
            (Some(shape), _) | (None, Some(shape)) => shape,
            (None, None) => series::SHAPE,
        },
    }
}

/// Reads the mapping file, if one is named.
pub(super) fn read_mapping<M>(
    options: &Options,
    read: fn(&str) -> Result<M, MappingError>,
) -> Result<Option<M>, ImportError> {
    let Some(path) = &options.mapping else {
        return Ok(None);
    };
    let fault = |reason: String| ImportError::Mapping {
        file: path.display().to_string(),
        reason,
    };
    let text = std::fs::read_to_string(path).map_err(|e| fault(e.to_string()))?;
    read(&text).map(Some).map_err(|e| fault(e.to_string()))
}

/// The code of the city, made when there is none and the mapping says how.
pub(super) async fn city(
    store: &dyn Store,
    now: At,
    rule: Option<&CityRule>,
    report: &mut Report,
) -> Result<Option<String>, ImportError> {
    let places = store.places().await?;
    if let Some(city) = places.iter().find(|place| place.parent.is_none()) {
        return Ok(Some(city.code.as_str().to_owned()));
    }
    let Some(rule) = rule else {
        return Ok(None);
    };
    let code = PlaceCode::new(rule.code.as_str()).map_err(|fault| ImportError::Mapping {
        file: "city.code".to_owned(),
        reason: fault.to_string(),
    })?;
    let city = Place {
        code,
        parent: None,
        kind: "city".to_owned(),
        name: rule.name.clone(),
        attributes: Default::default(),
    };
    store.put_places(vec![city], now).await?;
    report.places_declared += 1;
    Ok(Some(rule.code.clone()))
}
