use super::date_month;
use crate::city::Cadence;
use crate::time::Day;

/// A period by its first day: « octobre 2026 », « 3e trimestre 2026 », « 2026 ».
///
/// ```
/// use model::{city::Cadence, format::period};
/// let name = |cadence, text: &str| text.parse().map(|start| period(cadence, start));
/// assert_eq!(name(Cadence::Month, "2026-10-01").unwrap(), "octobre 2026");
/// assert_eq!(name(Cadence::Quarter, "2026-01-01").unwrap(), "1er trimestre 2026");
/// assert_eq!(name(Cadence::Quarter, "2026-10-01").unwrap(), "4e trimestre 2026");
/// assert_eq!(name(Cadence::Year, "2026-01-01").unwrap(), "2026");
/// ```
pub fn period(cadence: Cadence, start: Day) -> String {
    match cadence {
        Cadence::Month => date_month(start),
        Cadence::Quarter => {
            let quarter = (start.date().month() - 1) / 3 + 1;
            let nth = if quarter == 1 { "er" } else { "e" };
            format!("{quarter}{nth} trimestre {}", start.year())
        }
        Cadence::Year => start.year().to_string(),
    }
}
