use super::{Objective, Trajectory};
use crate::time::Day;

impl Objective {
    /// What the objective asks for on a day, in the indicator's unit.
    ///
    /// Linear in calendar years between baseline and deadline, held outside
    /// (domain §3.2). Without a baseline, or with a step, the target itself.
    ///
    /// ```
    /// use model::score::{Direction, Objective, Trajectory};
    /// use model::time::Day;
    /// let objective = Objective {
    ///     indicator: "final_kwh_m2".parse()?, place: "town".parse()?,
    ///     direction: Direction::Down, baseline: Some(210.0),
    ///     baseline_at: Day::from_ymd(2012, 1, 1), target: 126.0, target_high: None,
    ///     tolerance: None, target_at: Day::from_ymd(2030, 1, 1).unwrap_or_default(),
    ///     trajectory: Trajectory::Linear, weight: 1.0, owner: None, decision: None, version: 1,
    /// };
    /// let line = objective.required_on(Day::from_ymd(2026, 1, 1).unwrap_or_default());
    /// assert!((line - 144.667).abs() < 0.001);
    /// # Ok::<(), model::city::CodeError>(())
    /// ```
    pub fn required_on(&self, day: Day) -> f64 {
        let (Trajectory::Linear, Some(b), Some(from)) =
            (self.trajectory, self.baseline, self.baseline_at)
        else {
            return self.target;
        };
        let span = self.target_at.year_fraction() - from.year_fraction();
        if span <= 0.0 {
            return self.target;
        }
        let way = ((day.year_fraction() - from.year_fraction()) / span).clamp(0.0, 1.0);
        b + (self.target - b) * way
    }
}
