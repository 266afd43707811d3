use std::collections::HashMap;

use model::city::{Indicator, IndicatorCode, PlaceCode, PlaceId};
use model::engine::{Plan, Town};
use model::score::{Objective, ObjectiveFault};
use sha2::{Digest as _, Sha256};

use super::{Aim, FieldFaults, Terms, measured_baseline};
use crate::store::ObjectiveVersion;

/// The same terms at one or several places, ready to be checked and adopted.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Position of the theme in the town.
    pub theme: usize,
    /// What is aimed at.
    pub indicator: Indicator,
    /// By place.
    pub objectives: Vec<Proposed>,
    /// Whether a kind or a directorate was meant.
    pub several: bool,
    /// Places of it without the data that it takes.
    pub left_out: usize,
}

/// What is proposed for one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposed {
    /// Where.
    pub place: PlaceId,
    /// What.
    pub objective: Objective,
    /// The last version so far.
    pub known: Option<ObjectiveVersion>,
}

impl Proposed {
    /// The version that it replaces; 0: none.
    pub fn replaces(&self) -> u32 {
        let known = self.known.as_ref();
        known.map_or(0, |known| known.objective.version)
    }

    /// Whether it asks for less than the last version, withdrawn or not.
    pub fn loosens(&self) -> bool {
        let known = self.known.as_ref();
        known.is_some_and(|known| self.objective.loosens(&known.objective))
    }
}

/// The last version of every objective.
pub fn latest_versions(
    versions: Vec<ObjectiveVersion>,
) -> HashMap<(IndicatorCode, PlaceCode), ObjectiveVersion> {
    // Oldest first: later ones take their place.
    let keyed = versions.into_iter().map(|version| {
        let objective = &version.objective;
        let key = (objective.indicator.clone(), objective.place.clone());
        (key, version)
    });
    keyed.collect()
}

impl Proposal {
    /// Puts terms and places together.
    ///
    /// # Errors
    /// What cannot be used, by field.
    pub fn new(
        town: &Town,
        terms: &Terms,
        (places, several): (&[PlaceId], bool),
        known: &HashMap<(IndicatorCode, PlaceCode), ObjectiveVersion>,
    ) -> Result<Self, FieldFaults> {
        let mut proposal = Self {
            theme: terms.theme,
            indicator: terms.indicator.clone(),
            objectives: Vec::new(),
            several,
            left_out: 0,
        };
        let mut unchanged = 0;
        for &place in places {
            let Some(code) = town.tree().place(place).map(|place| &place.code) else {
                continue;
            };
            let objective = match objective(town, terms, code) {
                Ok(objective) => objective,
                // Among several, those where the start was not measured stay without.
                Err((_, true)) if several => {
                    proposal.left_out += 1;
                    continue;
                }
                Err((fault, _)) => return Err(vec![fault]),
            };
            if several && !has_data(town, terms, &objective, place) {
                proposal.left_out += 1;
                continue;
            }
            let key = (terms.indicator.code.clone(), code.clone());
            let known = known.get(&key).cloned();
            let is_same = |known: &ObjectiveVersion| {
                let same = Objective {
                    version: known.objective.version,
                    ..objective.clone()
                };
                same == known.objective && known.withdrawn_from.is_none()
            };
            if known.as_ref().is_some_and(is_same) {
                unchanged += 1;
                continue;
            }
            proposal.objectives.push(Proposed {
                place,
                objective,
                known,
            });
        }
        if !proposal.objectives.is_empty() {
            return Ok(proposal);
        }
        Err(vec![if unchanged > 0 {
            ("cible", "Rien n’est changé.".to_owned())
        } else {
            let why =
                "Rien n’est mesuré pour cet indicateur dans ces lieux, ou rien l’année de départ.";
            ("lieu", why.to_owned())
        }])
    }

    /// What was checked, as a short text: with another one, something changed meanwhile.
    /// The decision and the reason may still be filled in after a check.
    pub fn token(&self) -> String {
        let told: Vec<_> = self
            .objectives
            .iter()
            .map(|proposed| {
                let terms = Objective {
                    decision: None,
                    ..proposed.objective.clone()
                };
                (terms, proposed.replaces())
            })
            .collect();
        let text = serde_json::to_vec(&told).unwrap_or_default();
        format!("{:x}", Sha256::digest(text))
    }

    /// Whether any of it asks for less than before.
    pub fn loosens(&self) -> bool {
        self.objectives.iter().any(Proposed::loosens)
    }
}

/// The objective at a place, or the field that stands against it and whether that is a
/// start that was not measured.
fn objective(
    town: &Town,
    terms: &Terms,
    place: &PlaceCode,
) -> Result<Objective, ((&'static str, String), bool)> {
    let measured = || {
        let year = terms.baseline_at?.year();
        measured_baseline(town, &terms.indicator.code, place, year)
    };
    let baseline = terms.baseline.or_else(measured);
    if baseline.is_none() && terms.baseline_at.is_some() {
        let why = "Cette année-là, trop peu est mesuré ici pour le dire\u{202f}: donnez la valeur.";
        return Err((("depart", why.to_owned()), true));
    }
    let target = match (terms.aim, baseline) {
        (Aim::Value(value), _) => value,
        // A millionth of a unit is finer than any indicator is shown.
        (Aim::Change(percent), Some(baseline)) => {
            ((baseline + baseline * percent / 100.0) * 1e6).round() / 1e6
        }
        (Aim::Change(_), None) => {
            let why = "Une cible en pour-cent a besoin d’un départ, ou de sa date pour le mesurer.";
            return Err((("depart", why.to_owned()), false));
        }
    };
    let objective = Objective {
        indicator: terms.indicator.code.clone(),
        place: place.clone(),
        direction: terms.direction,
        baseline,
        baseline_at: terms.baseline_at,
        target,
        target_high: terms.target_high,
        tolerance: terms.tolerance,
        target_at: terms.target_at,
        trajectory: terms.trajectory,
        weight: terms.weight,
        owner: terms.owner.clone(),
        decision: terms.decision.clone(),
        version: 0,
    };
    objective.check().map_err(|fault| (told(&fault), false))?;
    Ok(objective)
}

fn told(fault: &ObjectiveFault) -> (&'static str, String) {
    let (field, why) = match fault {
        ObjectiveFault::Weight(_) => ("poids", "Le poids est un nombre au-dessus de 0."),
        ObjectiveFault::Dates { .. } => ("echeance", "L’échéance n’est pas après le départ."),
        ObjectiveFault::Direction { .. } => (
            "cible",
            "La cible n’est pas du bon côté du départ\u{202f}: elle ne demande aucun progrès.",
        ),
        ObjectiveFault::Band => ("cible_haute", "Une bande a un haut et une tolérance."),
        ObjectiveFault::NotFinite(_) => ("cible", "La cible doit être un nombre."),
    };
    (field, why.to_owned())
}

fn has_data(town: &Town, terms: &Terms, objective: &Objective, place: PlaceId) -> bool {
    Plan::of_indicator(town, terms.theme, &terms.indicator, objective, place)
        .is_some_and(|plan| plan.series().next().is_some() || !plan.counters.is_empty())
}
