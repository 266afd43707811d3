use model::time::At;

/// A site tells its state anew at least so often, in seconds.
const PERIOD_S: f64 = 60.0;
/// Periods without a word after which waits are not shown any more.
const MISSED: f64 = 2.0;

/// When a screen has to do something on its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Life {
    /// The minute of the local day at which it loads itself anew: memory and versions.
    night_minute: i64,
}

impl Life {
    /// Of a screen of this place: not all load themselves anew at once.
    pub fn of(place: &str) -> Self {
        let spread = place.bytes().fold(7_u32, |sum, byte| {
            sum.wrapping_mul(31).wrapping_add(byte.into())
        });
        Self {
            night_minute: 3 * 60 + i64::from(spread % 60),
        }
    }

    /// Whether what is shown is too old, so many seconds after the last word.
    pub fn is_lost(silent_s: f64) -> bool {
        silent_s > PERIOD_S * MISSED
    }

    /// Whether it is the minute of the night to load the screen anew; it must have
    /// been on for some time, so that it does so once.
    pub fn is_time_to_reload(self, now: At, offset_s: i32, on_s: f64) -> bool {
        let minute = (now.seconds() + i64::from(offset_s)).rem_euclid(86_400) / 60;
        minute == self.night_minute && on_s > 120.0
    }
}

/// Where a screen stands at an instant, of the nine places around its own: nothing
/// burns in.
pub fn shift(now: At) -> i64 {
    now.seconds().div_euclid(60).rem_euclid(9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_missed_periods_are_too_many() {
        assert!(!Life::is_lost(119.0));
        assert!(Life::is_lost(121.0));
    }

    #[test]
    fn each_screen_reloads_once_between_three_and_four() {
        for place in ["mairie-centrale", "gare", "x"] {
            let life = Life::of(place);
            let times: Vec<i64> = (0..1_440)
                .filter(|m| life.is_time_to_reload(At::from_seconds(m * 60 - 3_600), 3_600, 500.0))
                .collect();
            assert_eq!(times.len(), 1, "{place}");
            assert!((180..240).contains(&times[0]), "{place} at {times:?}");
        }
        assert_ne!(Life::of("gare"), Life::of("mairie-centrale"));
        let night = At::from_seconds(Life::of("gare").night_minute * 60);
        assert!(!Life::of("gare").is_time_to_reload(night, 0, 30.0));
    }
}
