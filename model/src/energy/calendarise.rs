use serde::{Deserialize, Serialize};

use super::iso_day;
use crate::time::Day;

/// A bill: an amount over days.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bill {
    /// First day.
    #[serde(with = "iso_day")]
    pub from: Day,
    /// First day after it.
    #[serde(with = "iso_day")]
    pub to: Day,
    /// Amount in the unit of the meter.
    pub amount: f64,
    /// Whether the supplier estimated it.
    pub estimated: bool,
}

/// The part of a bill that falls on one day.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BillDay {
    /// The day.
    pub day: Day,
    /// Its share of the amount.
    pub amount: f64,
    /// Whether the bill was estimated.
    pub estimated: bool,
}

/// Bills that do not follow each other.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq)]
pub enum BillFault {
    /// A bill without days.
    #[error("bill from {from} to {to} covers no day")]
    Empty {
        /// First day.
        from: Day,
        /// First day after.
        to: Day,
    },
    /// An amount that is no number.
    #[error("bill from {from}: {amount} is not a finite number")]
    NotFinite {
        /// First day.
        from: Day,
        /// What stands there.
        amount: f64,
    },
    /// Days billed twice.
    #[error("days from {from} to {to} (not included) are billed twice")]
    Overlap {
        /// First such day.
        from: Day,
        /// First day after them.
        to: Day,
    },
    /// Days not billed.
    #[error("days from {from} to {to} (not included) are not billed")]
    Gap {
        /// First such day.
        from: Day,
        /// First day after them.
        to: Day,
    },
}

impl Bill {
    /// Days it covers.
    pub const fn days(&self) -> i32 {
        self.to.since(self.from)
    }
}

/// Shares bills of unequal periods out to days, each day of a bill alike. Days
/// that no bill covers are absent: whether that is a fault, says
/// [`check_contiguous`].
///
/// # Errors
/// [`BillFault`] for an empty bill, a value that is no number, or days billed twice.
///
/// ```
/// use model::energy::{Bill, calendarise};
/// let bill = |from: &str, to: &str, amount| Ok::<_, Box<dyn std::error::Error>>(
///     Bill { from: from.parse()?, to: to.parse()?, amount, estimated: false });
/// // 31 days of 10 and 27 of 20: the bills meet in the middle of no month
/// let days = calendarise(&[bill("2026-01-06", "2026-02-06", 310.0)?,
///                          bill("2026-02-06", "2026-03-05", 540.0)?])?;
/// let february: f64 = days.iter()
///     .filter(|d| d.day.date().month() == 2).map(|d| d.amount).sum();
/// assert_eq!(february, 5.0 * 10.0 + 23.0 * 20.0);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn calendarise(bills: &[Bill]) -> Result<Vec<BillDay>, BillFault> {
    let bills = in_order(bills)?;
    let share = |bill: &Bill| {
        let (from, estimated) = (bill.from, bill.estimated);
        let amount = bill.amount / f64::from(bill.days());
        (0..bill.days()).map(move |n| BillDay {
            day: from.plus(n),
            amount,
            estimated,
        })
    };
    Ok(bills.iter().flat_map(share).collect())
}

/// Checks that bills follow each other without a day between them.
///
/// # Errors
/// The first [`BillFault`], in order of time.
pub fn check_contiguous(bills: &[Bill]) -> Result<(), BillFault> {
    let bills = in_order(bills)?;
    let gap = bills
        .iter()
        .zip(bills.iter().skip(1))
        .find(|(a, b)| a.to < b.from);
    match gap {
        None => Ok(()),
        Some((a, b)) => Err(BillFault::Gap {
            from: a.to,
            to: b.from,
        }),
    }
}

/// Puts each estimated bill together with those that follow, up to the next
/// measured one, which settles it (CalTRACK). Bills that would span more
/// than `longest_days` (70 there) stay apart and estimated, as do bills with a
/// gap between them and estimates that no measured bill settles.
///
/// # Errors
/// [`BillFault`] as for [`calendarise`].
pub fn merge_estimated(bills: &[Bill], longest_days: i32) -> Result<Vec<Bill>, BillFault> {
    let bills = in_order(bills)?;
    let mut merged = Vec::with_capacity(bills.len());
    let mut run: Vec<Bill> = Vec::new();
    for bill in bills {
        if run.last().is_some_and(|last| last.to != bill.from) {
            merged.append(&mut run);
        }
        run.push(bill);
        if bill.estimated {
            continue;
        }
        // Estimates too far back to be settled by this bill stay as they are.
        let fits = run
            .iter()
            .position(|first| bill.to.since(first.from) <= longest_days);
        let settled = run.split_off(fits.unwrap_or(run.len() - 1));
        merged.append(&mut run);
        merged.push(Bill {
            from: settled.first().map_or(bill.from, |first| first.from),
            amount: settled.iter().map(|b| b.amount).sum(),
            ..bill
        });
    }
    merged.append(&mut run);
    Ok(merged)
}

fn in_order(bills: &[Bill]) -> Result<Vec<Bill>, BillFault> {
    for bill in bills {
        if bill.days() <= 0 {
            return Err(BillFault::Empty {
                from: bill.from,
                to: bill.to,
            });
        }
        if !bill.amount.is_finite() {
            return Err(BillFault::NotFinite {
                from: bill.from,
                amount: bill.amount,
            });
        }
    }
    let mut sorted = bills.to_vec();
    sorted.sort_by_key(|b| b.from);
    let twice = sorted
        .iter()
        .zip(sorted.iter().skip(1))
        .find(|(a, b)| b.from < a.to);
    match twice {
        None => Ok(sorted),
        Some((a, b)) => Err(BillFault::Overlap {
            from: b.from,
            to: a.to.min(b.to),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("date")
    }

    fn bill(from: &str, to: &str, amount: f64, estimated: bool) -> Bill {
        Bill {
            from: day(from),
            to: day(to),
            amount,
            estimated,
        }
    }

    #[test]
    fn days_of_unequal_bills_add_up_to_the_bills() {
        let bills = [
            bill("2026-02-10", "2026-04-03", 700.0, true),
            bill("2025-12-05", "2026-02-10", 333.0, false),
        ];
        let days = calendarise(&bills).expect("sound");
        assert_eq!(days.len(), 67 + 52);
        assert!((days.iter().map(|d| d.amount).sum::<f64>() - 1033.0).abs() < 1e-9);
        assert_eq!(days.iter().filter(|d| d.estimated).count(), 52);
        assert_eq!(check_contiguous(&bills), Ok(()));
    }

    #[test]
    fn overlaps_and_gaps_name_their_days() {
        let first = bill("2026-01-01", "2026-02-01", 1.0, false);
        let overlapping = bill("2026-01-30", "2026-03-01", 1.0, false);
        assert_eq!(
            calendarise(&[first, overlapping]),
            Err(BillFault::Overlap {
                from: day("2026-01-30"),
                to: day("2026-02-01")
            })
        );
        let late = bill("2026-02-03", "2026-03-01", 1.0, false);
        assert_eq!(calendarise(&[first, late]).map(|d| d.len()), Ok(31 + 26));
        assert_eq!(
            check_contiguous(&[first, late]),
            Err(BillFault::Gap {
                from: day("2026-02-01"),
                to: day("2026-02-03")
            })
        );
        let empty = bill("2026-01-01", "2026-01-01", 1.0, false);
        assert!(matches!(
            calendarise(&[empty]),
            Err(BillFault::Empty { .. })
        ));
    }

    #[test]
    fn an_estimate_is_settled_by_the_next_reading() {
        let bills = [
            bill("2026-01-01", "2026-02-01", 500.0, true),
            bill("2026-02-01", "2026-03-01", 100.0, false),
        ];
        let merged = merge_estimated(&bills, 70).expect("sound");
        assert_eq!(merged, [bill("2026-01-01", "2026-03-01", 600.0, false)]);
    }

    #[test]
    fn estimates_too_far_back_stay_estimates() {
        let bills = [
            bill("2026-01-01", "2026-02-01", 1.0, true),
            bill("2026-02-01", "2026-03-01", 2.0, true),
            bill("2026-03-01", "2026-04-01", 4.0, false),
        ];
        // 90 days together; the last two are 59.
        let merged = merge_estimated(&bills, 70).expect("sound");
        assert_eq!(
            merged,
            [bills[0], bill("2026-02-01", "2026-04-01", 6.0, false)]
        );
        let unsettled = merge_estimated(&bills[..2], 70).expect("sound");
        assert_eq!(unsettled, bills[..2]);
    }

    #[test]
    fn a_gap_keeps_an_estimate_apart() {
        let bills = [
            bill("2026-01-01", "2026-01-20", 1.0, true),
            bill("2026-01-25", "2026-02-20", 2.0, false),
        ];
        assert_eq!(merge_estimated(&bills, 70), Ok(bills.to_vec()));
    }
}
