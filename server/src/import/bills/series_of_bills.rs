use std::collections::HashMap;

use model::city::{Series, SeriesId, SeriesKind, SeriesRole};
use model::time::At;

use crate::ingest::LineFault;
use crate::store::{Store, StoreError, StoredSeries};

/// The series that bills may go to, by code; makes those that costs need.
pub(super) struct SeriesOfBills {
    by_code: HashMap<String, StoredSeries>,
    declared: u64,
}

impl SeriesOfBills {
    pub(super) async fn load(store: &dyn Store) -> Result<Self, StoreError> {
        let stored = store.series().await?.into_iter();
        Ok(Self {
            by_code: stored
                .map(|stored| (stored.series.code.as_str().to_owned(), stored))
                .collect(),
            declared: 0,
        })
    }

    pub(super) const fn declared(&self) -> u64 {
        self.declared
    }

    /// The series of a code, when bills can be kept in it.
    pub(super) fn of(&self, code: &str) -> Result<&StoredSeries, LineFault> {
        let fault = |reason: String| Err(LineFault::of("series", reason));
        let Some(stored) = self.by_code.get(code) else {
            let quoted = LineFault::quoted(code.as_bytes());
            return fault(format!(
                "unknown series `{quoted}`: declare it with `belvedere import series`, then run \
                 `belvedere quarantine retry`"
            ));
        };
        let series = &stored.series;
        if series.kind != SeriesKind::Index {
            return fault(format!(
                "`{code}` is of kind {}: bills are kept in a series of kind index",
                series.kind.as_str()
            ));
        }
        if series.zero_is_missing || series.rollover_at.is_some() {
            return fault(format!(
                "`{code}` takes 0 for silence or rolls over: every bill starts from 0, so declare \
                 it without zero_is_missing and rollover_at"
            ));
        }
        Ok(stored)
    }

    /// The series of the costs of another one, made where there is none.
    pub(super) async fn of_cost(
        &mut self,
        store: &dyn Store,
        now: At,
        code: &str,
        cost: &str,
    ) -> Result<Result<SeriesId, LineFault>, StoreError> {
        if self.by_code.contains_key(cost) {
            return Ok(self.of(cost).and_then(|stored| {
                if stored.series.unit.symbol() == "EUR" {
                    Ok(stored.id)
                } else {
                    let reason = format!("series `{cost}` is not in EUR");
                    Err(LineFault::of("cost", reason))
                }
            }));
        }
        let series = self.of(code).and_then(|stored| {
            let parsed = |what: &str| LineFault::of("cost", format!("`{what}` is no code"));
            Ok(Series {
                code: cost.parse().map_err(|_| parsed(cost))?,
                place: stored.series.place.clone(),
                quantity: "cost".parse().map_err(|_| parsed("cost"))?,
                unit: "EUR".parse().map_err(|_| parsed("EUR"))?,
                kind: SeriesKind::Index,
                step_s: stored.series.step_s,
                zero_is_missing: false,
                rollover_at: None,
                role: SeriesRole::Main,
            })
        });
        let series = match series {
            Ok(series) => series,
            Err(fault) => return Ok(Err(fault)),
        };
        let ids = store.put_series(vec![series.clone()], now).await?;
        let Some(&id) = ids.first() else {
            let reason = format!("series `{cost}` got no number");
            return Ok(Err(LineFault::of("cost", reason)));
        };
        self.declared += 1;
        self.by_code
            .insert(cost.to_owned(), StoredSeries { id, series });
        Ok(Ok(id))
    }
}
