use model::time::Day;
use serde_json::Value;

use super::busy_town::COUNTERS;
use crate::town::Town;

/// Days of a window.
pub const WINDOW: i32 = 28;

/// That so many came, at least and at most, to some counters in the window up to a day.
#[derive(Debug)]
pub struct Sum {
    pub counters: Vec<&'static str>,
    pub last: Day,
    pub low: i64,
    pub high: i64,
}

/// The same of one day of one counter.
#[derive(Debug)]
pub struct DayCount {
    pub counter: &'static str,
    pub day: Day,
    pub low: i64,
    pub high: i64,
}

/// What a reader learned.
#[derive(Debug, Default)]
pub struct Seen {
    /// What the explanation of the building says of its visitors.
    pub building: Option<i64>,
    pub sums: Vec<Sum>,
    pub days: Vec<DayCount>,
}

impl Sum {
    pub fn of(counters: &[&'static str], last: Day, (low, high): (i64, i64)) -> Self {
        let counters = counters.to_vec();
        Self {
            counters,
            last,
            low,
            high,
        }
    }
}

impl Seen {
    /// Explanations of the last days, and every public day.
    pub async fn read(town: &Town, looks: i32) -> Self {
        let mut seen = Self::default();
        let today: Day = "2026-04-08".parse().unwrap();
        for back in 1..=looks {
            seen.explanations(town, today.plus(-back), true).await;
        }
        for counter in COUNTERS {
            seen.public_days(town, counter, today).await;
        }
        seen
    }

    /// The explanations of now.
    pub async fn now(town: &Town) -> Self {
        let mut seen = Self::default();
        seen.explanations(town, "2026-04-08".parse().unwrap(), false)
            .await;
        seen
    }

    async fn explanations(&mut self, town: &Town, last: Day, is_past: bool) {
        let visitor = town.visitor("192.0.2.1");
        let at = if is_past {
            format!("?at={last}")
        } else {
            String::new()
        };
        for place in ["ville", "hotel-de-ville"].iter().chain(&COUNTERS) {
            let path = format!("/api/v1/scores/{place}/accueil/explanation{at}");
            let told = visitor.get(&path).await.json();
            let row = told["rows"].as_array().and_then(|rows| rows.first());
            let Some(row) = row.map(|row| &row["subject"]) else {
                continue;
            };
            if *place == "hotel-de-ville" {
                self.building = Some(row["denominator_milli"].as_i64().unwrap() / 1000);
            }
            // What stands in for missing days makes a sum say less, not more.
            let stands_in = |line: &Value| line["stands_in"] == true;
            let lines = row["counters"].as_array().cloned().unwrap_or_default();
            if lines.iter().any(stands_in) {
                continue;
            }
            // The counts of a place are the sum of its lines: they say nothing more.
            if !row["denominator_milli"].is_null() {
                let sum = lines
                    .iter()
                    .map(|line| line["denominator_milli"].as_i64().unwrap());
                assert_eq!(
                    row["denominator_milli"],
                    sum.sum::<i64>(),
                    "{place} on {last}"
                );
            }
            for line in &lines {
                let counter = COUNTERS.iter().find(|c| line["place"] == **c).unwrap();
                let range = if line["few"] == true {
                    Some((0, 10))
                } else {
                    range(line)
                };
                if let Some(range) = range {
                    self.sums.push(Sum::of(&[counter], last, range));
                }
            }
        }
    }

    async fn public_days(&mut self, town: &Town, counter: &'static str, today: Day) {
        let visitor = town.visitor("192.0.2.1");
        let (from, to) = (today.plus(-91), today.plus(-2));
        let path = format!("/api/v1/counters/{counter}/days?from={from}&to={to}");
        let told = visitor.get(&path).await.json();
        let told = told["days"].as_array().unwrap().clone();
        for day in (from.number()..=to.number()).map(Day::from_number) {
            let known = told.iter().find(|one| one["day"] == day.to_string());
            let (low, high) = match known.map(|one| one["issued"].as_i64()) {
                None => (0, 0),
                Some(None) => (1, 4),
                Some(Some(n)) => (n - 2, n + 2),
            };
            self.days.push(DayCount {
                counter,
                day,
                low,
                high,
            });
        }
    }
}

/// What a denominator told by fives can have been: such that some numerator, told by fives
/// too, gives the percentage.
fn range(told: &Value) -> Option<(i64, i64)> {
    let above = told["numerator_milli"].as_i64()? / 1000;
    let below = told["denominator_milli"].as_i64()? / 1000;
    let value = told["value"].as_f64()?;
    let fits = |den: i64| {
        (above - 2..=above + 2).any(|num| {
            #[expect(clippy::as_conversions, reason = "small counts")]
            let percent = 100.0 * num as f64 / den as f64;
            (percent - value).abs() <= 0.5 + 1e-9
        })
    };
    let fitting: Vec<i64> = (below - 2..=below + 2)
        .filter(|&den| den > 0 && fits(den))
        .collect();
    Some((*fitting.first()?, *fitting.last()?))
}
