use model::city::Cadence;
use model::format::date_month;
use model::time::Day;

/// A period in words, by its first day: « octobre 2026 », « 3e trimestre 2026 », « 2026 ».
pub(super) fn period_name(cadence: Cadence, start: Day) -> String {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_named_in_french() {
        let name = |cadence, text: &str| period_name(cadence, text.parse().unwrap());
        assert_eq!(name(Cadence::Month, "2026-10-01"), "octobre 2026");
        assert_eq!(name(Cadence::Quarter, "2026-01-01"), "1er trimestre 2026");
        assert_eq!(name(Cadence::Quarter, "2026-10-01"), "4e trimestre 2026");
        assert_eq!(name(Cadence::Year, "2026-01-01"), "2026");
    }
}
