//! Foreign delimited files, described by a TOML file instead of by code.
//!
//! [`Mapping`] describes readings in three layouts: one reading a line
//! (`long`), one series a column (`wide`), one series a file (`file`).
//! [`TableMapping`] describes places, series and objectives. Every key is
//! shown with a comment in `docs/IMPORT.md`; a misspelt key is an error.

mod bill_mapping;
mod column;
mod columns;
mod declare;
mod file_format;
mod file_pattern;
mod local_time;
mod mapped_line;
mod mapped_reader;
#[cfg(test)]
mod mapped_reader_tests;
mod mapping_file;
#[cfg(test)]
mod mapping_file_tests;
mod matrix;
mod month_name;
mod number_format;
mod pace;
mod row_filter;
mod rules;
mod source_unit;
mod stamp_format;
mod table_mapping;
mod target;
mod template;
mod text_split;

pub use bill_mapping::{Accept, BillMapping, BillRule, PeriodRule, Zero};
pub use column::Column;
pub use declare::{CityRule, Declare, Declared, PlaceRule, SeriesRule, StepRule};
pub use file_format::{FileFormat, FileKind};
pub use file_pattern::{FilePattern, PatternError};
pub use local_time::{Ambiguous, LocalTime};
pub use mapped_reader::{FileFault, MappedReader};
pub use mapping_file::{Mapping, MappingError};
pub use matrix::Matrix;
pub use row_filter::RowFilter;
pub use rules::{CodeRule, Layout, QualityRule, Stamp, TimeRule, ValueRule};
pub use source_unit::{Scale, SourceUnit};
pub use stamp_format::{Civil, StampFormat, StampFormatError};
pub use table_mapping::{SumPart, TableMapping};
pub use target::SeriesSource;
pub use template::{Maps, Template, TemplateError, TemplateFault, Variables};
pub use text_split::TextSplit;
