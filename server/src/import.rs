//! `belvedere import` and `belvedere quarantine`: files into the database.
//!
//! A file is read line by line. Good lines are stored, bad ones set aside
//! with their reasons; a file that cannot be read as a whole is refused and
//! the others go on. The [`Report`] succeeds only when nothing was set aside
//! and nothing refused. Importing a file twice changes nothing.

mod bills;
mod declaring;
mod facts;
mod import_error;
mod known;
mod matrix_rows;
mod objectives;
mod place_tree_fit;
mod places;
mod progress;
mod quarantine;
mod readings;
mod reception;
mod report;
mod rows;
mod series;
mod source_files;
mod submitter;
mod table;
mod tables;
mod tickets_set_aside;
mod worker;

pub use import_error::ImportError;
pub use known::{BaselineOf, Known};
pub(crate) use places::attribute;
pub use quarantine::{Retried, list, retry};
pub use report::{Refused, Report};

use std::path::PathBuf;
use std::sync::Arc;

use crate::clock::SharedClock;
use crate::store::Store;

/// What a file holds. The words of each are also those of `belvedere import --help`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Target {
    /// code,parent,kind,name and attribute columns
    Places,
    /// code,place,quantity,unit,kind,step_s,zone,zero_is_missing
    Series,
    /// series,at,value[,quality]
    Readings,
    /// series,from,to,amount[,estimated,cost]
    Bills,
    /// series,place,share,from[,to]: who a shared meter serves
    Allocations,
    /// series,kwh_per_unit,from[,to]: kWh in a m³ of gas
    Coefficients,
    /// series,from[,to],post,price_eur_kwh,months,weekdays,hours,fixed_eur_year
    Tariffs,
    /// place,from[,to],weekday,open,close
    OpeningHours,
    /// place,on,name: works and changes of use
    Events,
    /// indicator,place,period,value: what is entered by hand, any day of its period
    Figures,
    /// indicator,place,direction,baseline,baseline_at,target,target_at,…
    Objectives,
    /// ticket,seq,type,at,counter,desk,service[,number,appointment_at]
    TicketEvents,
    /// at,counter,channel,score,scale[,question]
    Ratings,
    /// counter,day,subject and the columns of the subject: calls, letters, complaints, …
    DayCounts,
    /// counter,year,criterion,dissatisfied[,answers]: results of surveys
    Survey,
    /// counter,service,at,waiting,open_desks[,last_called,service_s,received_at]
    QueueStates,
}

impl Target {
    /// Every kind, in the order in which they build on each other.
    pub const ALL: [Self; 16] = [
        Self::Places,
        Self::Series,
        Self::Readings,
        Self::Bills,
        Self::Allocations,
        Self::Coefficients,
        Self::Tariffs,
        Self::OpeningHours,
        Self::Events,
        Self::Figures,
        Self::Objectives,
        Self::TicketEvents,
        Self::Ratings,
        Self::DayCounts,
        Self::Survey,
        Self::QueueStates,
    ];

    /// The name used on the command line and in the quarantine.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Places => "places",
            Self::Series => "series",
            Self::Readings => "readings",
            Self::Bills => "bills",
            Self::Allocations => "allocations",
            Self::Coefficients => "coefficients",
            Self::Tariffs => "tariffs",
            Self::OpeningHours => "opening-hours",
            Self::Events => "events",
            Self::Figures => "figures",
            Self::Objectives => "objectives",
            Self::TicketEvents => "ticket-events",
            Self::Ratings => "ratings",
            Self::DayCounts => "day-counts",
            Self::Survey => "survey",
            Self::QueueStates => "queue-states",
        }
    }
}

/// What `belvedere import` is asked to do.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the files hold.
    pub target: Target,
    /// Files; directories too, with a mapping of readings.
    pub files: Vec<PathBuf>,
    /// A mapping file, where they are not canonical.
    pub mapping: Option<PathBuf>,
    /// Whether to draw a progress bar on standard error, where that is a terminal.
    pub show_progress: bool,
}

/// Imports files.
///
/// # Errors
/// [`ImportError`] when the mapping cannot be used or the store fails; what
/// was stored before stays, and running the same command again is safe.
pub async fn import(
    store: Arc<dyn Store>,
    clock: SharedClock,
    options: Options,
    known: &Known<'_>,
) -> Result<Report, ImportError> {
    match options.target {
        Target::Readings => readings::import(store, clock, options).await,
        Target::Bills => bills::import(store, clock, &options).await,
        _ => tables::import(&*store, clock.now(), &options, known).await,
    }
}
