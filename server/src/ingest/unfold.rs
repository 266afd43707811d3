//! Files that are no delimited text, as delimited text.
//!
//! A spreadsheet, a JSON document or a Green Button feed is written out as the
//! lines a mapping reads: first the names of the columns, then one line a
//! record. Everything after that is the way of any other file. Files come from
//! strangers: size, depth and number of cells are bounded before memory is.

mod green_button;
mod json_records;
mod old_workbook;
mod record_path;
mod sheet_lines;
mod spreadsheet;
mod unfold_error;

pub use json_records::json_records;
pub use old_workbook::old_workbook;
pub use record_path::{RecordPath, RecordPathError};
pub use spreadsheet::spreadsheet;
pub use unfold_error::UnfoldError;

pub use green_button::green_button;
pub(crate) use sheet_lines::SheetLines;
