use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Rate, WholeCounts, net_promoter_score};

/// Answers to one question by scale and score; mergeable. Scales are never mixed
/// into a mean: 4 of 5 and 4 of 10 are no 8 of 15.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RatingCounts(BTreeMap<u8, WholeCounts>);

/// A score that its scale does not have.
#[derive(Debug, Clone, Copy, thiserror::Error, PartialEq, Eq)]
#[error("score {score} is not on a scale of {scale}: 1 to 2, 3, 4, 5 or 7, or 0 to 10")]
pub struct RatingFault {
    /// The score.
    pub score: u8,
    /// The highest score.
    pub scale: u8,
}

/// The scale of « would you recommend us » and of Services Publics +.
const TEN: u8 = 10;

impl RatingCounts {
    /// Counts an answer: a score on a scale that ends with `scale`.
    ///
    /// ```
    /// use model::reception::RatingCounts;
    /// let mut answers = RatingCounts::default();
    /// for score in [5, 4, 3, 1] { answers.add(score, 5)?; }
    /// assert_eq!((answers.satisfied().num, answers.satisfied().den), (2, 4));
    /// assert!(answers.add(6, 5).is_err());
    /// # Ok::<(), model::reception::RatingFault>(())
    /// ```
    ///
    /// # Errors
    /// [`RatingFault`] where the scale has no such score.
    pub fn add(&mut self, score: u8, scale: u8) -> Result<(), RatingFault> {
        let lowest = if scale == TEN { 0 } else { 1 };
        let known = matches!(scale, 2..=5 | 7 | TEN);
        if !known || !(lowest..=scale).contains(&score) {
            return Err(RatingFault { score, scale });
        }
        self.0.entry(scale).or_default().add(score.into());
        Ok(())
    }

    /// Adds the counts of another.
    pub fn merge(&mut self, other: &Self) {
        for (&scale, counts) in &other.0 {
            self.0.entry(scale).or_default().merge(counts);
        }
    }

    /// How many answered.
    pub fn count(&self) -> u64 {
        self.0.values().map(WholeCounts::count).sum()
    }

    /// Satisfied: 8 and more of 10 (Services Publics +), on shorter scales what
    /// is above their middle, 4 and 5 of 5.
    pub fn satisfied(&self) -> Rate {
        self.0
            .iter()
            .fold(Rate::default(), |sum, (&scale, counts)| {
                let below = if scale == TEN { 7 } else { scale.div_ceil(2) };
                let all = counts.count();
                sum.merge(Rate::new(all - counts.within(below.into()), all))
            })
    }

    /// How many answered on one scale.
    pub fn count_of(&self, scale: u8) -> u64 {
        self.0.get(&scale).map_or(0, WholeCounts::count)
    }

    /// Sum of the scores given on one scale.
    pub fn sum(&self, scale: u8) -> u64 {
        let counts = self.0.get(&scale).into_iter().flat_map(WholeCounts::iter);
        counts
            .map(|(score, n)| u64::from(score) * u64::from(n))
            .sum()
    }

    /// Of the answers of 0 to 10, those of 9 and 10 less those up to 6.
    pub fn promoters_less_detractors(&self) -> i64 {
        let Some(counts) = self.0.get(&TEN) else {
            return 0;
        };
        let whole = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
        whole(counts.count() - counts.within(8)) - whole(counts.within(6))
    }

    /// Net promoter score of the answers of 0 to 10.
    pub fn net_promoter_score(&self) -> Option<f64> {
        let counts = self.0.get(&TEN)?;
        let (detractors, up_to_8) = (counts.within(6), counts.within(8));
        net_promoter_score(counts.count() - up_to_8, up_to_8 - detractors, detractors)
    }

    /// Mean score of the answers on one scale, e.g. of effort, with their number.
    pub fn mean(&self, scale: u8) -> Option<(f64, u64)> {
        let n = self.count_of(scale);
        Rate::new(self.sum(scale), n).share().map(|mean| (mean, n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_score_of_recommendation_is_that_of_the_domain() {
        let mut answers = RatingCounts::default();
        let scores = [(9, 8), (10, 6), (7, 3), (8, 4), (0, 1), (6, 3)];
        for (score, times) in scores {
            for _ in 0..times {
                answers.add(score, 10).expect("a score");
            }
        }
        assert_eq!(answers.net_promoter_score(), Some(40.0));
        assert_eq!(answers.satisfied(), Rate::new(18, 25));
    }

    #[test]
    fn each_scale_has_its_own_middle() {
        for (scale, satisfied) in [(2, 1), (3, 1), (4, 2), (5, 2), (7, 3)] {
            let mut answers = RatingCounts::default();
            for score in 1..=scale {
                answers.add(score, scale).expect("a score");
            }
            assert_eq!(answers.satisfied(), Rate::new(satisfied, scale.into()));
        }
    }

    #[test]
    fn scales_stay_apart_when_merged() {
        let of = |score, scale| {
            let mut answers = RatingCounts::default();
            answers.add(score, scale).expect("a score");
            answers
        };
        let mut both = of(4, 5);
        both.merge(&of(4, 10));
        assert_eq!((both.count(), both.satisfied()), (2, Rate::new(1, 2)));
        assert_eq!(both.mean(5), Some((4.0, 1)));
    }
}
