use model::time::Day;

use super::FieldFaults;
use super::typed_fields::{LONGEST_NAME, LONGEST_REASON, TypedFields};

/// What a form says that withdraws an objective.
#[derive(Debug, Clone, PartialEq)]
pub struct Withdrawal {
    /// First day on which it is no longer judged.
    pub from: Option<Day>,
    /// Reference of the decision.
    pub decision: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

impl Withdrawal {
    /// Reads a form of first day, reference and reason, all of which are compulsory: to
    /// withdraw is to ask for nothing any more.
    pub fn read(
        (from, decision, reason): (&str, &str, &str),
        today: Day,
        faults: &mut FieldFaults,
    ) -> Self {
        let mut read = TypedFields { faults };
        let from = read.day("a_partir_du", "La date", from);
        let decision = read.words("decision", "La référence", decision, LONGEST_NAME);
        let reason = read.words("raison", "La raison", reason, LONGEST_REASON);
        if from.is_none_or(|from| from < today) {
            let why = "Donnez une date à partir d’aujourd’hui\u{202f}: un retrait ne vaut pas pour le passé.";
            read.fault("a_partir_du", why);
        }
        if decision.is_none() {
            read.fault("decision", "Donnez la référence de la décision.");
        }
        if reason.is_none() {
            read.fault("raison", "Donnez la raison\u{202f}: elle sera publiée.");
        }
        Self {
            from,
            decision,
            reason,
        }
    }
}
