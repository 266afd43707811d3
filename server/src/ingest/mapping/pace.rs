use model::time::At;

/// How far the lines of a series are apart, against the step of the mapping.
///
/// A mean over a step that is not the one declared would be counted as twice
/// or half the energy, and nobody would see it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Pace {
    on_step: u32,
    off_step: u32,
    last_off_s: i64,
}

impl Pace {
    /// Lines further apart say that something is missing, not what the step is.
    const LONGEST_STEP_S: i64 = 3600;

    pub(super) fn note(&mut self, before: At, at: At, step_s: u32) {
        let gap_s = at.seconds_since(before);
        if gap_s == i64::from(step_s) {
            self.on_step += 1;
        } else if (1..=Self::LONGEST_STEP_S).contains(&gap_s) {
            self.off_step += 1;
            self.last_off_s = gap_s;
        }
    }

    /// The seconds that most lines are apart, when that is not the step.
    pub(super) const fn other_step_s(self) -> Option<i64> {
        if self.off_step > self.on_step {
            Some(self.last_off_s)
        } else {
            None
        }
    }
}
