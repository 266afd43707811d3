//! Tables of pages as files for spreadsheets.

mod column;
mod csv_file;
mod figure;
mod xlsx_file;

use column::Column;
pub use csv_file::csv_file;
pub use xlsx_file::xlsx_file;
