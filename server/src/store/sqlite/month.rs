use jiff::civil::Date;
use model::time::Day;

/// A civil month, counted from January of the year 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Month(u32);

impl Month {
    /// One more than the highest number: months are below 2^20 (the year 9998 ends at 119 987).
    pub(crate) const END: u32 = 1 << 20;

    /// Before any other.
    pub(crate) const FIRST: Self = Self(0);
    /// After any other.
    pub(crate) const LAST: Self = Self(Self::END - 1);

    /// The month with that number.
    pub(crate) const fn from_number(number: u32) -> Option<Self> {
        if number < Self::END {
            Some(Self(number))
        } else {
            None
        }
    }

    /// The month a date is in.
    pub(crate) fn of(date: Date) -> Self {
        let year = u32::try_from(date.year()).unwrap_or(0);
        let month = u32::try_from(date.month()).unwrap_or(1);
        Self(year * 12 + month - 1)
    }

    /// Number, as in the database.
    pub(crate) const fn number(self) -> u32 {
        self.0
    }

    /// Its first day.
    pub(crate) fn first_day(self) -> Day {
        let year = i16::try_from(self.0 / 12).unwrap_or(i16::MAX);
        let month = i8::try_from(self.0 % 12 + 1).unwrap_or(1);
        Day::from_ymd(year, month, 1).unwrap_or_default()
    }

    /// The month before, if there is one.
    pub(crate) fn previous(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }

    /// The month after.
    pub(crate) const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl core::fmt::Display for Month {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{:04}-{:02}", self.0 / 12, self.0 % 12 + 1)
    }
}
