use serde::{Deserialize, Serialize};

use super::{Bound, Decade, EetObjective, EetParameters};
use crate::time::Day;

/// Final energy of a site in a month.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MonthEnergy {
    /// First day of the month.
    pub month: Day,
    /// kWh of final energy.
    pub kwh: f64,
    /// Whether every meter is known for the whole month.
    pub complete: bool,
}

/// A year a site may take as its reference, and what would follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ReferenceCandidate {
    /// The calendar year it is called by: the one that holds most of its months,
    /// the earlier of two that hold six each.
    pub year: i16,
    /// First day of its twelve months.
    pub from: Day,
    /// First day after them.
    pub to: Day,
    /// Its consumption, kWh/m² a year.
    pub per_m2: f64,
    /// What it would ask for the first decade.
    pub objective: EetObjective,
    /// Which objective would bind.
    pub bound: Bound,
    /// What would then be asked, kWh/m² a year.
    pub target: f64,
    /// kWh a year still to be saved; negative where the site is below.
    pub gap_kwh: Option<f64>,
}

/// The admissible reference years of a site: any twelve consecutive months from
/// the first to the last year allowed (2010 to 2022), of which only complete
/// ones count. Of each calendar year the most favourable twelve months stand,
/// the most favourable year first: the one that asks least, the higher
/// consumption where two ask the same, then the earlier.
///
/// `months` may be in any order; `used` is the consumption of today in kWh/m²,
/// `absolute` the absolute value of the decade. `adjust` brings the kWh of twelve
/// months, given from their first day to the first day after, to the reference
/// climate where the caller knows the weather, and gives them back as they are
/// where not.
///
/// ```
/// # use model::energy::{Parameters, eet::*};
/// # let list = [("eet.least_area", 1000.0), ("eet.reduction.2030", 0.4), ("eet.band", 0.1),
/// #   ("eet.reference.first", 2010.0), ("eet.reference.deadline", 2027.0), ("eet.reference.last", 2022.0), ("eet.modulation.cvc_hours", 0.28),
/// #   ("eet.declaration.month", 9.0), ("eet.declaration.day", 30.0),
/// #   ("eet.climate.first", 2001.0), ("eet.climate.last", 2020.0)];
/// # let rows: Vec<_> = list.iter().map(|(code, value)| serde_json::json!({"code": code, "name": "", "value": value,
/// #   "unit": "", "valid_from": "2010-01-01", "source": "s", "tag": "V"})).collect();
/// # let file: Parameters = serde_json::from_value(serde_json::json!({"parameter": rows}))?;
/// # let parameters = EetParameters::on(&file, "2026-01-01".parse()?)?;
/// // 1 000 m²: 17 500 kWh a month in 2018 (210 kWh/m²), 15 000 in 2019 (180)
/// let months: Vec<MonthEnergy> = (0..24).map(|n| MonthEnergy {
///     month: model::time::Day::from_ymd(2018 + n / 12, n as i8 % 12 + 1, 1).unwrap_or_default(),
///     kwh: if n < 12 { 17_500.0 } else { 15_000.0 },
///     complete: true,
/// }).collect();
/// let ranked = reference_candidates(&parameters, &months, 1_000.0, Some(150.0), Some(107.0), |_, _, kwh| kwh);
/// let best = ranked.first().ok_or("none")?;
/// assert_eq!((best.year, best.per_m2, best.target), (2018, 210.0, 126.0));
/// assert_eq!(best.gap_kwh, Some(24_000.0));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn reference_candidates(
    parameters: &EetParameters,
    months: &[MonthEnergy],
    area: f64,
    used: Option<f64>,
    absolute: Option<f64>,
    adjust: impl Fn(Day, Day, f64) -> f64,
) -> Vec<ReferenceCandidate> {
    let Some(decade) = parameters.decades.first().copied() else {
        return Vec::new();
    };
    if !(area.is_finite() && area > 0.0) {
        return Vec::new();
    }
    let allowed = parameters.reference_first..=parameters.reference_last;
    let mut sorted: Vec<MonthEnergy> = months
        .iter()
        .copied()
        .filter(|m| m.complete && m.kwh.is_finite() && allowed.contains(&m.month.year()))
        .collect();
    sorted.sort_by_key(|m| m.month);
    sorted.dedup_by_key(|m| m.month);
    let mut best: Vec<ReferenceCandidate> = Vec::new();
    for window in sorted.windows(12) {
        let Some(candidate) = candidate(window, area, decade, used, absolute, &adjust) else {
            continue;
        };
        match best.iter_mut().find(|known| known.year == candidate.year) {
            Some(known) if better(&candidate, known).is_lt() => *known = candidate,
            Some(_) => {}
            None => best.push(candidate),
        }
    }
    best.sort_by(better);
    best
}

/// Less for the one that asks less of the site.
fn better(a: &ReferenceCandidate, b: &ReferenceCandidate) -> core::cmp::Ordering {
    b.target
        .total_cmp(&a.target)
        .then(b.per_m2.total_cmp(&a.per_m2))
        .then(a.from.cmp(&b.from))
}

fn candidate(
    window: &[MonthEnergy],
    area: f64,
    decade: Decade,
    used: Option<f64>,
    absolute: Option<f64>,
    adjust: impl Fn(Day, Day, f64) -> f64,
) -> Option<ReferenceCandidate> {
    let (first, last) = (window.first()?.month, window.last()?.month);
    let months_apart = |a: Day, b: Day| {
        let (a, b) = (a.date(), b.date());
        (i32::from(b.year()) - i32::from(a.year())) * 12 + i32::from(b.month())
            - i32::from(a.month())
    };
    if months_apart(first, last) != 11 {
        return None;
    }
    let to = last.plus(31).first_of_month();
    let per_m2 = adjust(first, to, window.iter().map(|m| m.kwh).sum()) / area;
    let objective = EetObjective::new(decade, Some(per_m2), absolute);
    let (bound, target) = objective.binding()?;
    // Twelve months from July on lie half in each year; from August on, most of
    // them are in the next.
    let year = if first.date().month() <= 7 {
        first.year()
    } else {
        last.year()
    };
    Some(ReferenceCandidate {
        year,
        from: first,
        to,
        per_m2,
        objective,
        bound,
        target,
        gap_kwh: used.map(|u| (u - target) * area),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::energy::Parameters;

    fn parameters() -> EetParameters {
        let values = [
            ("eet.least_area", 1000.0),
            ("eet.reduction.2030", 0.4),
            ("eet.reference.first", 2010.0),
            ("eet.reference.deadline", 2027.0),
            ("eet.reference.last", 2022.0),
            ("eet.band", 0.1),
            ("eet.declaration.month", 9.0),
            ("eet.declaration.day", 30.0),
            ("eet.modulation.cvc_hours", 0.28),
            ("eet.climate.first", 2001.0),
            ("eet.climate.last", 2020.0),
        ];
        let rows = values.map(|(code, value)| {
            serde_json::json!({"code": code, "name": "", "value": value, "unit": "",
                "valid_from": "2010-01-01", "source": "s", "tag": "V"})
        });
        let file: Parameters =
            serde_json::from_value(serde_json::json!({ "parameter": rows })).expect("sound");
        EetParameters::on(&file, Day::from_ymd(2026, 1, 1).expect("date")).expect("all")
    }

    /// `count` months from January of `year`, of which `kwh` says the amount.
    fn months(year: i16, count: i16, kwh: impl Fn(i16) -> f64) -> Vec<MonthEnergy> {
        let month = |n: i16| MonthEnergy {
            month: Day::from_ymd(year + n / 12, i8::try_from(n % 12 + 1).expect("month"), 1)
                .expect("date"),
            kwh: kwh(n),
            complete: true,
        };
        (0..count).map(month).collect()
    }

    fn ranked(months: &[MonthEnergy], absolute: Option<f64>) -> Vec<ReferenceCandidate> {
        reference_candidates(&parameters(), months, 100.0, None, absolute, |_, _, k| k)
    }

    #[test]
    fn any_twelve_months_count_and_are_called_by_most_of_them() {
        // One dear month, August 2019: the windows with it are worth 2 100.
        let list = months(2019, 24, |n| if n == 7 { 1_000.0 } else { 100.0 });
        let found = ranked(&list, None);
        assert_eq!(
            found.iter().map(|c| c.year).collect::<Vec<_>>(),
            [2019, 2020]
        );
        assert_eq!((found[0].per_m2, found[1].per_m2), (21.0, 21.0));
        assert_eq!(found[0].from.to_string(), "2019-01-01");
        // Of 2020 the earliest window with the month of August that starts after July.
        assert_eq!(found[1].from.to_string(), "2019-08-01");
        assert_eq!(found[1].to.to_string(), "2020-08-01");
    }

    #[test]
    fn gaps_and_years_outside_are_no_reference() {
        let mut list = months(2021, 36, |_| 100.0);
        list[8].complete = false;
        let found = ranked(&list, None);
        // October 2021 to December 2022 are whole and allowed; 2023 is not.
        assert_eq!(found.iter().map(|c| c.year).collect::<Vec<_>>(), [2022]);
        assert!(ranked(&months(2015, 11, |_| 1.0), None).is_empty());
    }

    #[test]
    fn under_the_absolute_value_the_year_changes_nothing() {
        let list = months(2010, 36, |n| f64::from(n / 12 + 1) * 100.0);
        let found = ranked(&list, Some(107.0));
        assert!(
            found
                .iter()
                .all(|c| c.target == 107.0 && c.bound == Bound::Absolute)
        );
        // Then the higher consumption comes first: it leaves more room later.
        assert_eq!(found[0].year, 2012);
    }

    #[test]
    fn weather_is_taken_out_of_the_twelve_months_together() {
        let list = months(2019, 12, |_| 100.0);
        let found = reference_candidates(
            &parameters(),
            &list,
            100.0,
            Some(9.0),
            None,
            |from, to, kwh| {
                assert_eq!(to.since(from), 365);
                kwh * 1.5
            },
        );
        assert_eq!(found[0].per_m2, 18.0);
        assert!((found[0].target - 10.8).abs() < 1e-9);
        assert!(found[0].gap_kwh.is_some_and(|g| (g + 180.0).abs() < 1e-9));
    }
}
