use std::collections::BTreeSet;

use model::city::{Fact, FactBody};
use model::energy::{AllocationKey, AllocationKeys};

use super::FactRows;
use crate::import::table::Table;
use crate::import::tables::TableOutcome;
use crate::ingest::LineFault;
use crate::store::FactVersion;

/// Sets aside the shares of a series that do not add up to 1 on every day,
/// together with those that are kept already.
pub(super) fn check(
    table: &Table,
    known: &[FactVersion],
    found: &mut FactRows<'_>,
    outcome: &mut TableOutcome,
) {
    let series: BTreeSet<String> = found.iter().map(|(_, fact)| fact.subject.clone()).collect();
    for code in series {
        let new = found.iter().map(|(_, fact)| fact);
        let new: Vec<&Fact> = new.filter(|fact| fact.subject == code).collect();
        let kept = known
            .iter()
            .filter(|version| version.retired_at.is_none() && version.fact.subject == code)
            .map(|version| &version.fact)
            .filter(|fact| !new.iter().any(|new| new.is_version_of(fact)));
        let all: Vec<&Fact> = kept.chain(new.iter().copied()).collect();
        let Err(fault) = AllocationKeys::new(keys(&all)) else {
            continue;
        };
        let reason = format!("shares of `{code}`: {fault}");
        found.retain(|(rows, fact)| {
            let stays = fact.subject != code;
            if !stays {
                for row in rows {
                    let fault = LineFault::of("share", reason.clone());
                    outcome.faults.push(table.set_aside(row, fault));
                }
            }
            stays
        });
    }
}

/// The keys of a series; the share of a place ends where its next one begins.
fn keys(facts: &[&Fact]) -> Vec<AllocationKey> {
    let keys = facts.iter().filter_map(|fact| {
        let FactBody::Allocation { place, share } = &fact.body else {
            return None;
        };
        let next = facts
            .iter()
            .filter(|other| other.body.key() == place.as_str() && other.from > fact.from)
            .map(|other| other.from)
            .min();
        Some(AllocationKey {
            place: place.clone(),
            share: *share,
            valid_from: fact.from,
            valid_to: match (fact.to, next) {
                (Some(to), Some(next)) => Some(to.min(next)),
                (to, next) => to.or(next),
            },
        })
    });
    keys.collect()
}
