use serde::{Deserialize, Serialize};

use super::{HallDay, HallPlan, HallRules};
use crate::city::PlaceCode;
use crate::reception::segment::seconds;
use crate::time::At;

/// Most calls that are told, however many came in a minute.
const MOST: usize = 12;

/// A call, as it stands on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HallCall {
    /// The number on the paper.
    pub number: String,
    /// What is written above the desk, where that is known.
    pub desk: Option<String>,
    /// The counter that calls.
    pub counter: PlaceCode,
    /// When.
    pub at: At,
    /// How often the call was repeated.
    pub recalls: u32,
}

impl HallCall {
    /// The calls of a site to be shown, latest first: each for a minute at least,
    /// and then while no later one takes its place.
    pub(super) fn recent(plan: &HallPlan, day: &HallDay, now: At, rules: HallRules) -> Vec<Self> {
        let mut calls = Vec::new();
        for counter in &plan.counters {
            for ticket in day.tickets_at(&counter.code) {
                let Some(number) = &ticket.number else {
                    continue;
                };
                let mut here = ticket.segments.iter().filter(|s| s.counter == counter.code);
                let last = here.rfind(|s| s.called_at.is_some());
                if let Some((segment, at)) = last.and_then(|s| Some((s, s.called_at?))) {
                    let desk = segment.desk.as_ref().and_then(|desk| plan.desk_label(desk));
                    calls.push(Self {
                        number: number.clone(),
                        desk: desk.map(str::to_owned),
                        counter: counter.code.clone(),
                        at,
                        recalls: ticket.recalls,
                    });
                }
            }
            for (_, display) in day.displays_at(&counter.code) {
                if let Some((number, at)) = &display.called {
                    calls.push(Self {
                        number: number.clone(),
                        desk: None,
                        counter: counter.code.clone(),
                        at: *at,
                        recalls: 0,
                    });
                }
            }
        }
        calls.retain(|call| seconds(call.at, now) <= rules.call_kept_s);
        calls.sort_by(|a, b| (b.at, &a.number).cmp(&(a.at, &b.number)));
        let fresh = calls
            .iter()
            .take_while(|call| seconds(call.at, now) <= rules.call_shown_s);
        let shown = fresh.count().max(rules.calls).min(MOST);
        calls.truncate(shown);
        calls
    }
}
