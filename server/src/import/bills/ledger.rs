use std::collections::BTreeMap;

use model::city::SeriesId;
use model::measure::{Quality, Reading};
use model::time::At;

use super::bill::Bill;
use crate::ingest::LineFault;
use crate::store::{SeriesBatch, Store, StoreError};

/// The bills of one series by their start: those that are stored and those that come in.
pub(super) struct Ledger {
    series: SeriesId,
    kept: BTreeMap<At, Kept>,
    new: Vec<Reading>,
}

struct Kept {
    to: At,
    amount: f64,
    estimated: bool,
    /// Line of this import; `None` for a stored bill.
    line: Option<u64>,
}

/// What became of a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entered {
    Added,
    Corrected,
    Unchanged,
}

impl Ledger {
    /// The stored bills of a series; a fault when it holds something else.
    pub(super) async fn load(
        store: &dyn Store,
        series: SeriesId,
    ) -> Result<Result<Self, LineFault>, StoreError> {
        let ever = (At::from_millis(i64::MIN / 4), At::from_millis(i64::MAX / 4));
        let readings = store.readings(series, ever.0, ever.1).await?;
        Ok(Self::of(series, &readings))
    }

    fn of(series: SeriesId, readings: &[Reading]) -> Result<Self, LineFault> {
        let counted: Vec<&Reading> = readings.iter().filter(|r| r.quality.counts()).collect();
        let mut kept = BTreeMap::new();
        for pair in counted.chunks(2) {
            let [first, last] = pair else {
                return Err(no_bills());
            };
            let starts = first.quality == Quality::Replaced && first.value == 0.0;
            if !starts || last.quality == Quality::Replaced {
                return Err(no_bills());
            }
            let bill = Kept {
                to: last.at.plus_seconds(1),
                amount: last.value,
                estimated: last.quality == Quality::Estimated,
                line: None,
            };
            kept.insert(first.at, bill);
        }
        Ok(Self {
            series,
            kept,
            new: Vec::new(),
        })
    }

    /// Enters a bill, unless its period overlaps another one.
    pub(super) fn enter(&mut self, line: u64, bill: &Bill) -> Result<Entered, LineFault> {
        let before = self.kept.range(..bill.to).next_back();
        let same = match before {
            Some((&from, kept)) if kept.to > bill.from => {
                if (from, kept.to) != (bill.from, bill.to) {
                    return Err(overlap(from, kept));
                }
                Some(kept)
            }
            _ => None,
        };
        let entered = match (same, bill.amount) {
            (None, None) => {
                let reason = "is empty, and there is no bill of this period to withdraw";
                return Err(LineFault::of("amount", reason));
            }
            (None, Some(_)) => Entered::Added,
            (Some(kept), Some(amount))
                if kept.amount == amount && kept.estimated == bill.estimated =>
            {
                return Ok(Entered::Unchanged);
            }
            (
                Some(Kept {
                    line: Some(first), ..
                }),
                _,
            ) => {
                let reason = format!(
                    "line {first} has another amount for the same series and period: keep one"
                );
                return Err(LineFault::of("amount", reason));
            }
            (Some(_), _) => Entered::Corrected,
        };
        match bill.amount {
            Some(amount) => {
                let kept = Kept {
                    to: bill.to,
                    amount,
                    estimated: bill.estimated,
                    line: Some(line),
                };
                self.kept.insert(bill.from, kept);
            }
            None => {
                self.kept.remove(&bill.from);
            }
        }
        self.new.extend(bill.readings());
        Ok(entered)
    }

    /// What is new, for the store.
    pub(super) fn batch(self) -> Option<SeriesBatch> {
        (!self.new.is_empty()).then_some(SeriesBatch {
            series: self.series,
            readings: self.new,
        })
    }
}

fn no_bills() -> LineFault {
    LineFault::of(
        "series",
        "holds indexes of a meter: bills go to a series of their own",
    )
}

fn overlap(from: At, kept: &Kept) -> LineFault {
    let date = |at: At| jiff::Timestamp::from_millisecond(at.millis()).unwrap_or_default();
    let whose = match kept.line {
        Some(line) => format!("in line {line}"),
        None => "that is stored".to_owned(),
    };
    let reason = format!(
        "the period overlaps the bill {whose}, from {} to {}: correct the dates, or withdraw \
         that bill by sending its period with an empty amount",
        date(from),
        date(kept.to)
    );
    LineFault::of("from", reason)
}
