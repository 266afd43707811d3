use super::{Fields, Reader, Record};
use crate::ingest::LineFault;
use crate::store::SurveyResult;

/// Longest name of a criterion, in bytes.
const LONGEST: usize = 48;
/// Before that nobody asked.
const EARLIEST: i16 = 1990;

impl Record for SurveyResult {
    const TARGET: &'static str = "survey";
    const KEY: &'static str = "survey_results";
    const REQUIRED: &'static [&'static str] = &["counter", "year", "criterion", "dissatisfied"];
    const OPTIONAL: &'static [&'static str] = &["answers"];

    fn read(fields: &Fields<'_>, reader: &mut Reader<'_>) -> Result<Self, LineFault> {
        let counter = reader.counters.counter(fields.require("counter")?)?;
        let year: i16 = fields.must_parse("year")?;
        let latest = model::time::Zone::utc().day(reader.now).year();
        if !(EARLIEST..=latest).contains(&year) {
            let reason = format!("{year} is not between {EARLIEST} and {latest}");
            return Err(LineFault::of("year", reason));
        }
        let criterion = fields.require("criterion")?;
        let is_letter = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        if criterion.len() > LONGEST || !criterion.bytes().all(is_letter) {
            let said = LineFault::quoted(criterion.as_bytes());
            let reason = format!(
                "`{said}`: write at most {LONGEST} small letters, digits and -, as attente"
            );
            return Err(LineFault::of("criterion", reason));
        }
        let dissatisfied: f64 = fields.must_parse("dissatisfied")?;
        if !(0.0..=1.0).contains(&dissatisfied) {
            let reason = format!("{dissatisfied} is no share from 0 to 1: divide percent by 100");
            return Err(LineFault::of("dissatisfied", reason));
        }
        let answers: Option<u32> = fields.parsed("answers")?;
        if answers == Some(0) {
            let reason = "is 0: a share of nobody says nothing; leave the line out";
            return Err(LineFault::of("answers", reason));
        }
        Ok(Self {
            counter,
            year,
            criterion: criterion.to_owned(),
            dissatisfied,
            answers,
        })
    }
}
