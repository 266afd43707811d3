use super::building_use::BuildingUse;
use super::day_facts::DayFacts;
use super::occupancy::occupancy;

/// Share of its full use that each kind of building has at each hour of a day.
///
/// Worked out once a day for all buildings: several thousand days times
/// hundreds of meters ask for it.
#[derive(Debug, Clone, Default)]
pub(super) struct Timetable {
    /// By use, then by hour of the clock; single precision, since thousands are kept.
    shares: [[f32; 24]; BuildingUse::COUNT],
    /// By use: whether somebody is expected at all.
    opens: [bool; BuildingUse::COUNT],
}

impl Timetable {
    /// The timetable of a day of which all but this is known.
    pub(super) fn of(day: &DayFacts) -> Self {
        let mut table = Self::default();
        for of in BuildingUse::ALL {
            for (slot, clock) in table
                .shares
                .get_mut(of.rank())
                .into_iter()
                .flatten()
                .zip(0_i8..)
            {
                *slot = single(occupancy(of, day, clock));
            }
            let open = (7..22).any(|clock| table.share(of, clock) > 0.0);
            if let Some(slot) = table.opens.get_mut(of.rank()) {
                *slot = open;
            }
        }
        table
    }

    /// Share of its full use in the hour that starts at `clock`, 0 to 1.
    pub(super) fn share(&self, of: BuildingUse, clock: i8) -> f64 {
        let hour = usize::try_from(clock).unwrap_or(0);
        let found = self.shares.get(of.rank()).and_then(|day| day.get(hour));
        found.copied().map_or(0.0, f64::from)
    }

    /// Whether somebody is expected that day at all.
    pub(super) fn opens(&self, of: BuildingUse) -> bool {
        self.opens.get(of.rank()).copied().unwrap_or(false)
    }
}

#[expect(
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "shares between 0 and 1 lose only digits that nobody reads"
)]
fn single(share: f64) -> f32 {
    share as f32
}
