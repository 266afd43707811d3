//! What is told of the reception: ticket events, ratings, counts of days, states of queues.
//!
//! Bodies and tables are brought to the same [`Fields`], from which a [`Record`]
//! is read or refused with its field and reason.

mod counter_directory;
mod day_count_record;
mod fields;
mod json_fields;
mod number_counts;
mod queue_state_record;
mod rating_record;
mod read_body;
mod reader;
mod record;
mod survey_result_record;
mod ticket_event_record;

pub use counter_directory::CounterDirectory;
pub use fields::Fields;
pub use read_body::{MAX_RECORD_BYTES, MAX_RECORDS, read_body};
pub use reader::Reader;
pub use record::{Record, Records};
