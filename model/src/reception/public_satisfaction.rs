use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Channel, CountTable, DisclosureRules, Rate, RatingCounts, wilson_interval};

/// What everybody may know of the answers of a finished month, by channel.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PublicSatisfaction {
    /// Of all channels; `None` is hidden.
    pub all: Option<SatisfiedShare>,
    /// Of each channel by which somebody answered; `None` is hidden.
    pub channels: BTreeMap<Channel, Option<SatisfiedShare>>,
}

/// The satisfied among those who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SatisfiedShare {
    /// Who answered, by fives.
    pub answers: u64,
    /// The satisfied, in whole percent.
    pub percent: u64,
    /// Lowest percentage at 95 % confidence.
    pub low: u64,
    /// Highest.
    pub high: u64,
}

impl PublicSatisfaction {
    /// What may be said. A channel is hidden where fewer than eleven answered, where the
    /// satisfied or the others are 1 to 4, and where it would give a hidden one away:
    /// no hidden channel stands alone beside the total.
    ///
    /// ```
    /// use std::collections::BTreeMap;
    /// use model::reception::{Channel, DisclosureRules, PublicSatisfaction, RatingCounts};
    /// let answers = |good, bad| {
    ///     let mut counts = RatingCounts::default();
    ///     for _ in 0..good { counts.add(5, 5)?; }
    ///     for _ in 0..bad { counts.add(1, 5)?; }
    ///     Ok::<_, model::reception::RatingFault>(counts)
    /// };
    /// let told = BTreeMap::from([
    ///     (Channel::Counter, answers(60, 20)?),
    ///     (Channel::Phone, answers(20, 10)?),
    ///     (Channel::Online, answers(3, 2)?),
    /// ]);
    /// let public = PublicSatisfaction::of(&told, DisclosureRules::default());
    /// assert_eq!(public.all.map(|all| (all.answers, all.percent)), Some((115, 72)));
    /// // 5 answered online; beside the total, the telephone would tell what they said
    /// assert_eq!(public.channels[&Channel::Online], None);
    /// assert_eq!(public.channels[&Channel::Phone], None);
    /// assert_eq!(public.channels[&Channel::Counter].map(|c| c.percent), Some(75));
    /// # Ok::<(), model::reception::RatingFault>(())
    /// ```
    pub fn of(told: &BTreeMap<Channel, RatingCounts>, rules: DisclosureRules) -> Self {
        let rates: Vec<(Channel, Rate)> = told
            .iter()
            .map(|(&channel, counts)| (channel, counts.satisfied()))
            .filter(|(_, rate)| rate.den > 0)
            .collect();
        let others = |rate: &Rate| rate.den.saturating_sub(rate.num);
        let answers = CountTable::new(vec![rates.iter().map(|(_, rate)| rate.den).collect()]);
        let split = rates.iter().map(|(_, rate)| vec![rate.num, others(rate)]);
        let split = CountTable::new(split.collect());
        let (Ok(answers), Ok(split)) = (answers, split) else {
            // Nobody answered.
            return Self::default();
        };
        let answers = answers.suppress(rules.answers);
        let split = split.suppress(rules.count);
        let enough = answers.cells.into_iter().next().unwrap_or_default();
        let whole = split.cells.into_iter().zip(split.row_totals);
        let channels = rates.iter().zip(enough).zip(whole).map(
            |((&(channel, rate), enough), (cells, total))| {
                let seen = enough.is_some() && total.is_some() && cells.iter().all(Option::is_some);
                (
                    channel,
                    Some(rate)
                        .filter(|_| seen)
                        .and_then(|rate| share(rate, rules)),
                )
            },
        );
        let all = rates
            .iter()
            .fold(Rate::default(), |sum, (_, rate)| sum.merge(*rate));
        // One row has no totals of columns: they are its cells.
        let columns = if rates.len() > 1 {
            split.column_totals.iter().all(Option::is_some) && split.total.is_some()
        } else {
            let few = |n: u64| (1..rules.count).contains(&n);
            !few(all.num) && !few(others(&all))
        };
        let seen = columns && answers.row_totals.first().is_some_and(Option::is_some);
        Self {
            all: Some(all).filter(|_| seen).and_then(|all| share(all, rules)),
            channels: channels.collect(),
        }
    }
}

/// A share as it is told. The interval is that of the told digits, so that it tells
/// nothing more.
fn share(rate: Rate, rules: DisclosureRules) -> Option<SatisfiedShare> {
    let percent = whole(100.0 * rules.share(rate)?, f64::floor)?;
    let answers = rules.told(rate.den);
    let (low, high) = wilson_interval(Rate::new((percent * answers + 50) / 100, answers))?;
    Some(SatisfiedShare {
        answers,
        percent,
        low: whole(100.0 * low, f64::floor)?,
        high: whole(100.0 * high, f64::ceil)?,
    })
}

fn whole(value: f64, to: fn(f64) -> f64) -> Option<u64> {
    // 100 × 0.29 is a little less than 29.
    let near = (value * 1e6).round() / 1e6;
    format!("{:.0}", to(near).max(0.0)).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(of: &[(Channel, u32, u32)]) -> PublicSatisfaction {
        let counts = of.iter().map(|&(channel, good, bad)| {
            let mut counts = RatingCounts::default();
            for (score, times) in [(5, good), (2, bad)] {
                for _ in 0..times {
                    counts.add(score, 5).expect("a score");
                }
            }
            (channel, counts)
        });
        PublicSatisfaction::of(&counts.collect(), DisclosureRules::default())
    }

    #[test]
    fn ten_answers_are_nobodys_to_read_and_eleven_are() {
        assert_eq!(told(&[(Channel::Counter, 5, 5)]).all, None);
        let eleven = told(&[(Channel::Counter, 6, 5)]);
        let all = eleven.all.expect("shown");
        assert_eq!((all.answers, all.percent), (10, 54));
        assert!(all.low < all.percent && all.percent < all.high);
        assert_eq!(told(&[]), PublicSatisfaction::default());
    }

    #[test]
    fn a_few_discontented_are_not_told_by_the_share_of_the_others() {
        let public = told(&[(Channel::Counter, 40, 2)]);
        assert_eq!(
            (public.all, public.channels[&Channel::Counter]),
            (None, None)
        );
        assert!(told(&[(Channel::Counter, 40, 0)]).all.is_some());
    }

    #[test]
    fn no_hidden_channel_stands_alone() {
        for few in 1..11 {
            let public = told(&[
                (Channel::Counter, 50, 30),
                (Channel::Phone, 40, 20),
                (Channel::Online, few, 0),
            ]);
            let hidden = public
                .channels
                .values()
                .filter(|share| share.is_none())
                .count();
            assert!(public.all.is_none() || hidden != 1, "{public:?}");
        }
    }
}
