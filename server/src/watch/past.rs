use model::engine::{SeriesIndex, Town};
use model::time::Day;
use model::watch::Finding;

use super::look;

/// Days from one look to the next: less than a look reports, so that none is missed.
const STEP: i32 = 28;

/// What the watch would have found on a series on the days `[from, to]`, had it
/// looked every four weeks, oldest first. Findings of one cause that touch are one.
///
/// Nothing is kept and no alert is opened: an archive that was imported today
/// should not fill the list of what has to be done today.
pub fn past_findings(town: &Town, index: SeriesIndex, from: Day, to: Day) -> Vec<Finding> {
    let mut found: Vec<Finding> = Vec::new();
    let mut last = from;
    while last < to {
        last = last.plus(STEP).min(to);
        for finding in look::findings(town, index, last) {
            if finding.to < from {
                continue;
            }
            let touching = |known: &&mut Finding| {
                known.cause == finding.cause && finding.from <= known.to.plus(1)
            };
            match found.iter_mut().rev().find(touching) {
                Some(known) if finding.to > known.to => {
                    // The later look knows the whole of it where it saw its first day.
                    let first = known.from.min(finding.from);
                    *known = Finding {
                        from: first,
                        ..finding
                    };
                }
                Some(_) => {}
                None => found.push(finding),
            }
        }
    }
    found.sort_by_key(|finding| (finding.from, finding.cause));
    found
}
