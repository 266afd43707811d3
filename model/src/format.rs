//! Numbers and dates as a French reader expects them.

mod collation;
mod date;
mod number;
mod period;

pub use collation::collation;
pub use date::{
    date_brief, date_iso, date_long, date_month, date_short, day_and_time, month_name, time_of_day,
    weekday_name,
};
pub use number::{NARROW_SPACE, decimal, exact_note, integer, note, percent, signed, with_unit};
pub use period::period;
