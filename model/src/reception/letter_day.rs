use serde::{Deserialize, Serialize};

use super::{OpeningClock, Rate, WholeCounts};
use crate::time::At;

/// Something that waits for a reply: a letter, an e-mail, a request, a complaint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Letter {
    /// When it came.
    pub received_at: At,
    /// First reply that says something: an automatic acknowledgement does not.
    #[serde(default)]
    pub replied_at: Option<At>,
}

/// What the letters received on a day come to; mergeable.
///
/// As long as one is open the day is worked out again as time goes by: a letter
/// nobody answers gets older, it does not vanish from the delays.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct LetterDay {
    /// How many came.
    pub received: u64,
    /// Replied to in time.
    pub in_time: u64,
    /// Replied to too late.
    pub late: u64,
    /// Not replied to, and still in time.
    pub open: u64,
    /// Not replied to, and too late already.
    pub overdue: u64,
    /// Delays of replies, and ages of what is overdue, in working days.
    pub delays: WholeCounts,
}

impl LetterDay {
    /// Counts a letter as it stands at an instant; `limit` is the promised
    /// number of working days, the first of which follows the day it came.
    ///
    /// ```
    /// use model::city::{OpenRange, OpeningHours};
    /// use model::reception::{Letter, LetterDay, OpeningClock};
    /// use model::time::Zone;
    /// let hours = OpeningHours {
    ///     week: vec![vec![OpenRange { from: 510, to: 1050 }]; 5],
    ///     open_on_holidays: false, alsace_moselle: false, exceptions: vec![],
    /// };
    /// let zone = Zone::new(Zone::PARIS_POSIX)?;
    /// let clock = OpeningClock::new(&hours, &zone);
    /// let at = |text: &str| zone.instant(text.parse().expect("a local time"));
    /// let mut day = LetterDay::default();
    /// let received_at = at("2026-04-02T09:00")?;
    /// // 10 working days over Easter Monday; and one that nobody answers
    /// for replied_at in [Some(at("2026-04-17T09:00")?), None] {
    ///     day.add(Letter { received_at, replied_at }, 15, at("2026-05-29T09:00")?, &clock);
    /// }
    /// assert_eq!((day.in_time, day.overdue), (1, 1));
    /// assert_eq!(day.in_time_rate().percent(), Some(50.0));
    /// // the unanswered one has waited for 36 working days, and counts
    /// assert_eq!(day.delays.percentile(90.0), Some(36));
    /// # Ok::<(), model::time::ZoneError>(())
    /// ```
    pub fn add(&mut self, letter: Letter, limit: u16, now: At, clock: &OpeningClock) {
        self.received += 1;
        let replied = letter.replied_at.filter(|&at| at <= now);
        let until = replied.unwrap_or(now);
        let days = clock.open_days(letter.received_at, until);
        let days = u16::try_from(days).unwrap_or(u16::MAX);
        let (is_late, is_open) = (days > limit, replied.is_none());
        let standing = match (is_open, is_late) {
            (false, false) => &mut self.in_time,
            (false, true) => &mut self.late,
            (true, false) => &mut self.open,
            (true, true) => &mut self.overdue,
        };
        *standing += 1;
        if is_late || !is_open {
            self.delays.add(days);
        }
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Self) {
        self.received += other.received;
        self.in_time += other.in_time;
        self.late += other.late;
        self.open += other.open;
        self.overdue += other.overdue;
        self.delays.merge(&other.delays);
    }

    /// Replied to in time, of all whose time is over or that have their reply.
    pub const fn in_time_rate(&self) -> Rate {
        Rate::new(self.in_time, self.in_time + self.late + self.overdue)
    }
}
