use std::borrow::Cow;

use model::reception::{QueueState, TicketEvent};
use model::time::At;

use super::Target;
use super::table::{Shape, Table};
use super::tables::TableOutcome;
use crate::ingest::reception::{CounterDirectory, Fields, Reader, Record, Records};
use crate::ingest::{Reach, Tellable, take_in};
use crate::store::{DayCount, Rating, Store, StoreError, SurveyResult};

/// Records that are stored together.
const TOGETHER: usize = 20_000;

/// Who tells what comes from files: the same file under another name is no other source.
const SOURCE: &str = "import";

/// The columns of what is told of the reception; `None` of anything else.
pub(super) const fn shape(target: Target) -> Option<Shape> {
    match target {
        Target::TicketEvents => Some(shape_of::<TicketEvent>(target)),
        Target::Ratings => Some(shape_of::<Rating>(target)),
        Target::DayCounts => Some(shape_of::<DayCount>(target)),
        Target::Survey => Some(shape_of::<SurveyResult>(target)),
        Target::QueueStates => Some(shape_of::<QueueState>(target)),
        _ => None,
    }
}

const fn shape_of<R: Record>(target: Target) -> Shape {
    Shape {
        target,
        required: R::REQUIRED,
        optional: R::OPTIONAL,
        open: false,
    }
}

/// Stores the lines of a table that can be read.
pub(super) async fn take<R: Tellable>(
    store: &dyn Store,
    table: &Table,
    now: At,
    reach: &Reach,
) -> Result<TableOutcome, StoreError> {
    let counters = CounterDirectory::new(&store.places().await?, reach.clone());
    let mut reader = Reader::new(SOURCE, &counters, now);
    let mut outcome = TableOutcome::default();
    let mut not_fitting = 0_u64;
    for rows in table.rows.chunks(TOGETHER) {
        let mut records = Records::<R>::default();
        for row in rows {
            let names = table.columns.iter().map(String::as_str);
            let cells = row.cells.iter().map(|cell| Cow::Borrowed(cell.as_str()));
            records.take(row.line, &Fields::new(names.zip(cells)), &mut reader);
        }
        let faults = core::mem::take(&mut records.faults).into_iter();
        outcome.faults.extend(faults.map(|mut fault| {
            fault.source.clone_from(&table.source);
            fault
        }));
        let done = take_in(store, records, now).await?;
        outcome.added += done.added;
        outcome.unchanged += done.unchanged;
        not_fitting += done.not_fitting;
    }
    if not_fitting > 0 {
        outcome.notes.push(format!(
            "{}: {not_fitting} times a ticket had an event that cannot have happened; each waits \
             with its reason until another event makes it fit",
            table.source
        ));
    }
    Ok(outcome)
}
