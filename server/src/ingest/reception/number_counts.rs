use model::reception::WholeCounts;

use super::Fields;
use crate::ingest::LineFault;

/// More numbers than that in one cell are no day of a counter.
const MOST: u64 = 100_000;

/// Whole numbers of a cell with how often each was: `12:3;45` is 12 three times
/// and 45 once. An empty cell has none.
///
/// # Errors
/// [`LineFault`] where it cannot be read.
pub(super) fn number_counts(fields: &Fields<'_>, name: &str) -> Result<WholeCounts, LineFault> {
    let Some(text) = fields.get(name) else {
        return Ok(WholeCounts::default());
    };
    let mut numbers: Vec<(u16, u64)> = Vec::new();
    for part in text
        .split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        let (number, times) = part.split_once(':').unwrap_or((part, "1"));
        match (number.trim().parse(), times.trim().parse()) {
            (Ok(number), Ok(times)) => numbers.push((number, times)),
            _ => {
                let part = LineFault::quoted(part.as_bytes());
                let reason = format!(
                    "`{part}`: write whole numbers to 65535 with how often each was, as 12:3;45"
                );
                return Err(LineFault::of(name, reason));
            }
        }
    }
    let all = numbers
        .iter()
        .fold(0_u64, |sum, (_, times)| sum.saturating_add(*times));
    if all > MOST {
        let reason = format!("counts {all} numbers, more than {MOST}");
        return Err(LineFault::of(name, reason));
    }
    let each = numbers.into_iter().flat_map(|(number, times)| {
        core::iter::repeat_n(number, usize::try_from(times).unwrap_or(0))
    });
    Ok(WholeCounts::of(each))
}
