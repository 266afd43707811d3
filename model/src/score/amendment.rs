use super::{Direction, Objective, Trajectory};

/// A term of an objective that an amendment may change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AmendedTerm {
    /// Which way is better, or whether it is judged at all.
    Direction,
    /// Value at the start.
    Baseline,
    /// Day of the baseline.
    BaselineAt,
    /// Value aimed at; lower bound of the band.
    Target,
    /// Upper bound of the band.
    TargetHigh,
    /// Distance outside the band at which the note is 0.
    Tolerance,
    /// Deadline.
    Deadline,
    /// Way from baseline to target.
    Trajectory,
    /// Weight among the objectives of the same theme and place.
    Weight,
}

/// What an amended term asks of the town, compared with before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Less than before: the objective is loosened.
    Less,
    /// More than before.
    More,
    /// Something else, which cannot be told by rule. Treated with the care of [`Self::Less`].
    Otherwise,
}

/// One changed term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amendment {
    /// What changed.
    pub term: AmendedTerm,
    /// Which way.
    pub asks: Asks,
}

impl AmendedTerm {
    /// Its name on a screen.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Direction => "sens",
            Self::Baseline => "valeur de départ",
            Self::BaselineAt => "date de départ",
            Self::Target => "cible",
            Self::TargetHigh => "haut de la bande",
            Self::Tolerance => "tolérance",
            Self::Deadline => "échéance",
            Self::Trajectory => "trajectoire",
            Self::Weight => "poids",
        }
    }
}

impl Asks {
    /// From whether the new value asks for less.
    const fn less_if(less: bool) -> Self {
        if less { Self::Less } else { Self::More }
    }
}

impl Objective {
    /// What this version changes in the terms of an earlier one, and whether each change
    /// asks for less. The owner and the reference of the decision are no terms.
    ///
    /// ```
    /// use model::score::{AmendedTerm, Asks, Direction, Objective, Trajectory};
    /// use model::time::Day;
    /// let day = |year| Day::from_ymd(year, 1, 1).unwrap_or_default();
    /// let first = Objective {
    ///     indicator: "final_kwh_m2".parse()?, place: "town".parse()?,
    ///     direction: Direction::Down, baseline: Some(210.0), baseline_at: Some(day(2012)),
    ///     target: 126.0, target_high: None, tolerance: None, target_at: day(2030),
    ///     trajectory: Trajectory::Linear, weight: 1.0, owner: None, decision: None, version: 1,
    /// };
    /// let second = Objective { target: 140.0, target_at: day(2028), ..first.clone() };
    /// let told: Vec<_> = second.amends(&first).iter().map(|a| (a.term, a.asks)).collect();
    /// assert_eq!(told, [(AmendedTerm::Target, Asks::Less), (AmendedTerm::Deadline, Asks::More)]);
    /// assert!(second.loosens(&first), "one term that asks for less is enough");
    /// # Ok::<(), model::city::CodeError>(())
    /// ```
    pub fn amends(&self, before: &Self) -> Vec<Amendment> {
        let mut found = Vec::new();
        let mut tell = |term, asks| found.push(Amendment { term, asks });
        if self.direction != before.direction {
            // Values cannot be compared across directions.
            tell(
                AmendedTerm::Direction,
                match (before.direction, self.direction) {
                    (_, Direction::Context) => Asks::Less,
                    (Direction::Context, _) => Asks::More,
                    _ => Asks::Otherwise,
                },
            );
        } else {
            self.amended_values(before, &mut tell);
        }
        if self.baseline_at != before.baseline_at {
            // Who starts later has made less of the way on any day.
            let asks = match (before.baseline_at, self.baseline_at) {
                (Some(old), Some(new)) => Asks::less_if(new > old),
                _ => Asks::Otherwise,
            };
            tell(AmendedTerm::BaselineAt, asks);
        }
        if self.target_at != before.target_at {
            let asks = Asks::less_if(self.target_at > before.target_at);
            tell(AmendedTerm::Deadline, asks);
        }
        if self.trajectory != before.trajectory {
            // A step asks for the whole target from the start.
            let asks = Asks::less_if(self.trajectory == Trajectory::Linear);
            tell(AmendedTerm::Trajectory, asks);
        }
        if differ(Some(self.weight), Some(before.weight)) {
            tell(
                AmendedTerm::Weight,
                Asks::less_if(self.weight < before.weight),
            );
        }
        found
    }

    /// Whether an amendment asks for less in any term, or cannot be told not to.
    pub fn loosens(&self, before: &Self) -> bool {
        let amendments = self.amends(before);
        amendments.iter().any(|found| found.asks != Asks::More)
    }

    fn amended_values(&self, before: &Self, tell: &mut impl FnMut(AmendedTerm, Asks)) {
        let up = match self.direction {
            Direction::Up => Some(true),
            Direction::Down => Some(false),
            Direction::Band | Direction::Context => None,
        };
        if differ(self.baseline, before.baseline) {
            // The further the start is from the target, the larger the share of the way
            // that the same value has made.
            let asks = match (up, before.baseline, self.baseline) {
                (Some(up), Some(old), Some(new)) => Asks::less_if((new < old) == up),
                _ => Asks::Otherwise,
            };
            tell(AmendedTerm::Baseline, asks);
        }
        if differ(Some(self.target), Some(before.target)) {
            let lower = self.target < before.target;
            let asks = match (self.direction, up) {
                (_, Some(up)) => Asks::less_if(lower == up),
                // A lower floor widens the band.
                (Direction::Band, None) => Asks::less_if(lower),
                _ => Asks::Otherwise,
            };
            tell(AmendedTerm::Target, asks);
        }
        if self.direction != Direction::Band {
            return;
        }
        if differ(self.target_high, before.target_high) {
            let asks = match (before.target_high, self.target_high) {
                (Some(old), Some(new)) => Asks::less_if(new > old),
                _ => Asks::Otherwise,
            };
            tell(AmendedTerm::TargetHigh, asks);
        }
        if differ(self.tolerance, before.tolerance) {
            let asks = match (before.tolerance, self.tolerance) {
                (Some(old), Some(new)) => Asks::less_if(new > old),
                _ => Asks::Otherwise,
            };
            tell(AmendedTerm::Tolerance, asks);
        }
    }
}

/// Adopted values are compared bit by bit: what was typed again is the same.
fn differ(one: Option<f64>, other: Option<f64>) -> bool {
    one.map(f64::to_bits) != other.map(f64::to_bits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Day;

    fn day(year: i16) -> Day {
        Day::from_ymd(year, 1, 1).unwrap()
    }

    fn energy() -> Objective {
        Objective {
            indicator: "kwh".parse().unwrap(),
            place: "town".parse().unwrap(),
            direction: Direction::Down,
            baseline: Some(210.0),
            baseline_at: Some(day(2012)),
            target: 126.0,
            target_high: None,
            tolerance: None,
            target_at: day(2030),
            trajectory: Trajectory::Linear,
            weight: 1.0,
            owner: None,
            decision: None,
            version: 1,
        }
    }

    fn asks(before: &Objective, after: &Objective) -> Vec<(AmendedTerm, Asks)> {
        let found = after.amends(before);
        found.into_iter().map(|a| (a.term, a.asks)).collect()
    }

    #[test]
    fn nothing_is_amended_by_who_answers_for_it() {
        let same = Objective {
            owner: Some("Direction des bâtiments".to_owned()),
            decision: Some("2026-12".to_owned()),
            version: 2,
            ..energy()
        };
        assert_eq!(same.amends(&energy()), []);
        assert!(!same.loosens(&energy()));
    }

    #[test]
    fn each_term_is_told_both_ways() {
        use AmendedTerm as Term;
        let first = energy();
        let cases: [(Objective, Term); 6] = [
            (
                Objective {
                    target: 140.0,
                    ..energy()
                },
                Term::Target,
            ),
            (
                Objective {
                    baseline: Some(230.0),
                    ..energy()
                },
                Term::Baseline,
            ),
            (
                Objective {
                    baseline_at: Some(day(2015)),
                    ..energy()
                },
                Term::BaselineAt,
            ),
            (
                Objective {
                    target_at: day(2035),
                    ..energy()
                },
                Term::Deadline,
            ),
            (
                Objective {
                    weight: 0.5,
                    ..energy()
                },
                Term::Weight,
            ),
            (
                Objective {
                    direction: Direction::Context,
                    ..energy()
                },
                Term::Direction,
            ),
        ];
        for (loosened, term) in cases {
            assert_eq!(asks(&first, &loosened), [(term, Asks::Less)]);
            assert_eq!(asks(&loosened, &first), [(term, Asks::More)]);
            assert!(loosened.loosens(&first) && !first.loosens(&loosened));
        }
        let at_once = Objective {
            trajectory: Trajectory::Step,
            ..energy()
        };
        assert_eq!(asks(&at_once, &first), [(Term::Trajectory, Asks::Less)]);
    }

    #[test]
    fn more_is_better_turns_values_round() {
        let first = Objective {
            direction: Direction::Up,
            baseline: Some(80.0),
            target: 90.0,
            ..energy()
        };
        let less = Objective {
            target: 85.0,
            baseline: Some(70.0),
            ..first.clone()
        };
        let told = asks(&first, &less);
        assert!(told.iter().all(|(_, asks)| *asks == Asks::Less), "{told:?}");
    }

    #[test]
    fn a_wider_band_asks_for_less() {
        let band = Objective {
            direction: Direction::Band,
            baseline: None,
            target: 19.0,
            target_high: Some(21.0),
            tolerance: Some(2.0),
            ..energy()
        };
        let wider = Objective {
            target: 18.0,
            target_high: Some(22.0),
            tolerance: Some(3.0),
            ..band.clone()
        };
        let told = asks(&band, &wider);
        assert_eq!(told.len(), 3);
        assert!(told.iter().all(|(_, asks)| *asks == Asks::Less), "{told:?}");
    }

    #[test]
    fn what_no_rule_can_tell_is_treated_as_loosened() {
        let without = Objective {
            baseline: None,
            baseline_at: None,
            ..energy()
        };
        assert!(without.loosens(&energy()) && energy().loosens(&without));
    }
}
