use std::collections::BTreeMap;

use model::time::Day;

use super::busy_town::COUNTERS;
use super::seen::{DayCount, Seen, Sum, WINDOW};
use crate::town::{Town, code};

/// How many came to each counter on each day.
pub struct Truth {
    pub today: Day,
    pub days: BTreeMap<(&'static str, Day), i64>,
}

impl Truth {
    pub async fn read(town: &Town) -> Self {
        let today: Day = "2026-04-08".parse().unwrap();
        let mut days = BTreeMap::new();
        for counter in COUNTERS {
            let told = town.store.tickets(code(counter), today.plus(-100), today);
            for ticket in told.await.unwrap() {
                let day = Day::from_number(
                    i32::try_from(ticket.issued_at.unwrap().seconds() / 86_400).unwrap(),
                );
                *days.entry((counter, day)).or_default() += 1;
            }
        }
        Self { today, days }
    }

    /// Those of four weeks up to a day.
    pub fn window_sum(&self, counters: &[&str], last: Day) -> i64 {
        let inside = |(counter, day): &(&str, Day)| {
            counters.contains(counter) && *day <= last && last.since(*day) < WINDOW
        };
        self.days
            .iter()
            .filter(|(of, _)| inside(of))
            .map(|(_, n)| n)
            .sum()
    }

    /// Fails where the reader would believe something that is not so.
    pub fn agrees(&self, seen: &Seen) {
        for sum in &seen.sums {
            let n = self.window_sum(&sum.counters, sum.last);
            assert!((sum.low..=sum.high).contains(&n), "{n}: {sum:?}");
        }
    }

    /// What would be seen if explanations told true counts of every counter but those with
    /// fewer than eleven, and days theirs but 1 to 4.
    pub fn unprotected(&self, looks: i32) -> Seen {
        let mut seen = Seen::default();
        for back in 1..=looks {
            let last = self.today.plus(-back);
            let all = self.window_sum(&COUNTERS, last);
            seen.sums.push(Sum::of(&COUNTERS, last, (all, all)));
            for counter in COUNTERS {
                let own = self.window_sum(&[counter], last);
                let told = if own < 11 { (0, 10) } else { (own, own) };
                seen.sums.push(Sum::of(&[counter], last, told));
            }
        }
        for counter in COUNTERS {
            for day in (self.today.number() - 91..=self.today.number() - 2).map(Day::from_number) {
                let n = self.days.get(&(counter, day)).copied().unwrap_or(0);
                let (low, high) = if (1..5).contains(&n) { (1, 4) } else { (n, n) };
                seen.days.push(DayCount {
                    counter,
                    day,
                    low,
                    high,
                });
            }
        }
        seen
    }
}
