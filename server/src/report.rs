//! Reports on paper: what they say, as data, and the press that makes a PDF file of it.

mod council_report;
mod document;
mod fonts;
mod method_blocks;
mod missing_list;
mod objectives_table;
mod period;
mod press;
mod print_style;
mod print_world;
mod report_asked;
mod report_error;
mod standing_block;
mod subject_report;

pub use council_report::council_report;
pub use document::{Block, Cell, ChartBlock, Document, StandingBlock, TableBlock, TableColumn};
pub use fonts::ReportFonts;
pub use period::Period;
pub use press::Press;
pub use report_asked::ReportAsked;
pub use report_error::ReportError;
pub use subject_report::subject_report;
