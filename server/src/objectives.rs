//! Setting objectives: what is proposed, what it would come to, and its adoption.

mod amendment_lines;
mod backtest_chart;
mod check;
mod decide;
mod exact_number;
mod measured_baseline;
mod proposal;
mod scope;
mod terms;
mod typed_fields;
mod typed_number;
mod withdrawal;

pub use amendment_lines::amendment_lines;
pub use check::check;
pub use decide::decide;
pub use exact_number::exact_number;
pub use measured_baseline::measured_baseline;
pub use proposal::{Proposal, Proposed, latest_versions};
pub use scope::{ScopeFault, places_of};
pub use terms::{Aim, Terms};
pub use typed_fields::FieldFaults;
pub(crate) use typed_fields::{LONGEST_NAME, LONGEST_REASON, TypedFields};
pub use typed_number::typed_number;
pub use withdrawal::Withdrawal;
