use model::city::PlaceId;
use model::reception::{DisclosureRules, ReceptionDay};
use model::time::{Day, Zone};

use crate::state::{Past, State};
use crate::store::StoreError;

/// Weeks that are read: those of the distribution.
const WEEKS: i32 = 12;

/// Finished days of the counters at or below a place that everybody may know of.
pub(super) struct ReceptionDays {
    /// The last of them.
    pub last: Day,
    /// By counter and day.
    pub days: Vec<(PlaceId, Day, ReceptionDay)>,
}

impl ReceptionDays {
    /// Reads them; of a town without that place, none.
    pub(super) async fn read(
        state: &State,
        past: Option<&Past>,
        place: &str,
        on: Option<Day>,
    ) -> Result<Self, StoreError> {
        Self::over_for(state, past, place, on, DisclosureRules::default()).await
    }

    /// Reads all that are over, for those who answer for the place.
    pub(super) async fn finished(state: &State, place: &str) -> Result<Self, StoreError> {
        let at_once = DisclosureRules {
            delay_s: 0,
            ..DisclosureRules::default()
        };
        Self::over_for(state, None, place, None, at_once).await
    }

    async fn over_for(
        state: &State,
        past: Option<&Past>,
        place: &str,
        on: Option<Day>,
        rules: DisclosureRules,
    ) -> Result<Self, StoreError> {
        let now = past.map_or_else(|| state.clock().now(), |past| past.end);
        let (zone, counters): (Zone, Vec<(PlaceId, String)>) = state.read_at(past, |snapshot| {
            let town = &snapshot.town;
            let below = town.tree().id(place).map(|id| town.counters_below(id));
            let counters = below.into_iter().flatten().filter_map(|index| {
                let id = town.counter_at(index)?.place;
                Some((id, town.tree().place(id)?.code.to_string()))
            });
            (town.zone().clone(), counters.collect())
        });
        let over = rules.last_day(now, &zone);
        let last = on.map_or(over, |day| day.min(over));
        let mut days = Vec::new();
        for (id, code) in counters {
            let Ok(code) = code.parse() else { continue };
            let from = last.plus(1 - 7 * WEEKS);
            let known = state
                .known(past)
                .counter_days(Some(code), from, last)
                .await?;
            days.extend(known.into_iter().map(|day| (id, day.day, day.told)));
        }
        Ok(Self { last, days })
    }

    /// The last so many days of some counters, put together.
    pub(super) fn merged(&self, length: i32, of: impl Fn(PlaceId) -> bool) -> ReceptionDay {
        let first = self.last.plus(1 - length);
        let mut all = ReceptionDay::default();
        for (id, day, told) in &self.days {
            if *day >= first && of(*id) {
                all.merge(told);
            }
        }
        all
    }

    /// Days with a visitor among the last so many of some counters.
    pub(super) fn open_days(&self, length: i32, of: impl Fn(PlaceId) -> bool) -> u32 {
        let first = self.last.plus(1 - length);
        let told = self
            .days
            .iter()
            .filter(|(id, day, told)| *day >= first && of(*id) && told.tickets.issued() > 0);
        let days: std::collections::BTreeSet<Day> = told.map(|(_, day, _)| *day).collect();
        u32::try_from(days.len()).unwrap_or(u32::MAX)
    }
}
