use model::time::Day;

use super::front::Front;
use crate::demo::almanac::is_public_holiday;

/// What happened at the counters that is worth finding, told from the day the town was built.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stories {
    built: Day,
    /// The counters stayed closed on that day.
    pub(super) strike: Day,
}

/// Somebody left two months ago and nobody came.
pub(super) const WORSE: &str = "accueil-gare-titres";
const WORSE_FOR: i32 = 60;
/// A desk was opened.
pub(super) const BETTER: &str = "accueil-coteaux-general";
const BETTER_FOR: i32 = 75;
/// Its ticket machine has told nothing for three days, and will not for some more.
pub(super) const SILENT: &str = "accueil-canal-social";
const SILENT_FOR: i32 = 3;
const MENDED_AFTER: i32 = 8;
/// A desk that closes tickets it has hardly called: its counter and place in it.
pub(super) const GAMING: (&str, u32) = ("accueil-hotel-de-ville-titres", 1);
const GAMING_FOR: i32 = 35;

impl Stories {
    pub(super) fn of(built: Day) -> Self {
        let mut strike = built.plus(-20);
        while strike.weekday_from_monday() != 3 || is_public_holiday(strike) {
            strike = strike.plus(-1);
        }
        Self { built, strike }
    }

    /// Whether nothing is told of a counter's day.
    pub(super) fn is_silent(self, front: &Front, day: Day) -> bool {
        let since = day.since(self.built);
        front.code == SILENT && (-SILENT_FOR..MENDED_AFTER).contains(&since)
    }

    /// Desks that are open at an hour, quiet or busy.
    pub(super) fn staff(self, front: &Front, day: Day, is_busy: bool) -> u32 {
        let [quiet, busy] = front.staff;
        let usual = if is_busy { busy } else { quiet };
        let since = day.since(self.built);
        match front.code {
            WORSE if since >= -WORSE_FOR && !is_busy => usual - 1,
            BETTER if since < -BETTER_FOR => 1,
            _ => usual,
        }
    }

    /// How much longer than usual a service takes.
    pub(super) fn slowness(self, front: &Front, day: Day) -> f64 {
        // Forms were simplified and desks equipped over the years.
        let years = f64::from(self.built.since(day)).clamp(0.0, 1_000.0) / 365.25;
        let over_years = 0.97 + 0.08 * years;
        let worse = front.code == WORSE && day.since(self.built) >= -WORSE_FOR;
        over_years * if worse { 1.25 } else { 1.0 }
    }

    /// Share of half-days on which a colleague from the back office can help.
    pub(super) fn help(self, front: &Front, day: Day) -> f64 {
        let since = day.since(self.built);
        match front.code {
            WORSE if since >= -WORSE_FOR => 0.05,
            BETTER if since < -BETTER_FOR => 0.15,
            _ => (0.34 + 0.22 * f64::from(since) / 730.0).clamp(0.1, 0.34),
        }
    }

    /// Whether a desk closes some tickets without serving anybody.
    pub(super) fn games(self, front: &Front, desk: u32, day: Day) -> bool {
        (front.code, desk) == GAMING && day.since(self.built) >= -GAMING_FOR
    }

    /// 0 two years before the town was built and earlier, 1 when it was built and later.
    pub(super) fn progress(self, day: Day) -> f64 {
        (1.0 + f64::from(day.since(self.built)) / 730.0).clamp(0.0, 1.0)
    }
}
