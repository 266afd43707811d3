use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};

use crate::time::{At, Day, Zone};

/// What a meter's energy costs: prices by post, and a fixed part.
///
/// When it holds is kept by whoever holds the meter: hours of HP and HC are set
/// meter by meter and move, so a tariff is dated data, never a rule of the
/// product. What it gives is shown as « coût estimé ».
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tariff {
    /// Name on screen.
    pub name: String,
    /// Posts. The first whose slots hold an instant takes it; one without slots
    /// takes what is left.
    pub post: Vec<Post>,
    /// Fixed part in € a year.
    #[serde(default)]
    pub fixed_per_year: f64,
}

/// A post: one price, at some hours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Post {
    /// Name on screen, e.g. `HC`.
    pub name: String,
    /// € per kWh (or per m³ of water).
    pub price: f64,
    /// Share of the yearly amount, 0 to 1, where only totals are known.
    #[serde(default)]
    pub share: Option<f64>,
    /// When; at any other time where empty.
    #[serde(default)]
    pub slot: Vec<Slot>,
}

/// Local hours of some days.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Months, 1 to 12; every month where empty.
    #[serde(default)]
    pub months: Vec<i8>,
    /// Days of the week, Monday 1 to Sunday 7; every day where empty.
    #[serde(default)]
    pub weekdays: Vec<i8>,
    /// Local time it starts, `HH:MM`.
    pub from: String,
    /// Local time it ends; not after `from` where it crosses midnight.
    pub to: String,
}

/// A tariff that cannot be used; the text names the post.
#[derive(Debug, Clone, thiserror::Error, PartialEq)]
pub enum TariffFault {
    /// No post takes what the others leave, or two do.
    #[error("tariff `{name}` has {found} posts without slots: exactly one takes what is left")]
    Rest {
        /// Tariff.
        name: String,
        /// How many there are.
        found: usize,
    },
    /// A price or the fixed part is no number.
    #[error("tariff `{name}`, post `{post}`: {value} is not an amount of money")]
    Price {
        /// Tariff.
        name: String,
        /// Post, or `fixed_per_year`.
        post: String,
        /// What stands there.
        value: f64,
    },
    /// A time, month or day of the week that does not exist.
    #[error("post `{post}`: `{text}` is not a time of day (22:30), month (1–12) or weekday (1–7)")]
    Slot {
        /// Post.
        post: String,
        /// What stands there.
        text: String,
    },
    /// Shares are given for some posts only, or do not add up to 1.
    #[error("tariff `{name}`: shares of the posts add up to {sum}, not 1")]
    Shares {
        /// Tariff.
        name: String,
        /// Their sum; posts without a share count 0.
        sum: f64,
    },
}

const DAY_MINUTES: i32 = 24 * 60;

impl Tariff {
    /// Checks prices, times and shares.
    ///
    /// # Errors
    /// The first [`TariffFault`].
    pub fn check(&self) -> Result<(), TariffFault> {
        let rest = self.post.iter().filter(|p| p.slot.is_empty()).count();
        if rest != 1 {
            return Err(TariffFault::Rest {
                name: self.name.clone(),
                found: rest,
            });
        }
        let prices = self.post.iter().map(|p| (p.name.as_str(), p.price));
        if let Some((post, value)) = prices
            .chain([("fixed_per_year", self.fixed_per_year)])
            .find(|(_, value)| !value.is_finite())
        {
            return Err(TariffFault::Price {
                name: self.name.clone(),
                post: post.to_owned(),
                value,
            });
        }
        for post in &self.post {
            post.slot
                .iter()
                .try_for_each(|slot| slot.check(&post.name))?;
        }
        let shares: Vec<f64> = self.post.iter().filter_map(|p| p.share).collect();
        let sum: f64 = shares.iter().sum();
        let whole = shares.len() == self.post.len() && (sum - 1.0).abs() <= 1e-6;
        if !(shares.is_empty() || whole) {
            return Err(TariffFault::Shares {
                name: self.name.clone(),
                sum,
            });
        }
        Ok(())
    }

    /// The post of a local date and time.
    ///
    /// ```
    /// use model::energy::{Post, Slot, Tariff};
    /// let night = Slot { months: vec![], weekdays: vec![], from: "22:30".into(), to: "06:30".into() };
    /// let post = |name: &str, price, slot| Post { name: name.into(), price, share: None, slot };
    /// let tariff = Tariff {
    ///     name: "Mairie".into(),
    ///     post: vec![post("HC", 0.15, vec![night]), post("HP", 0.2, vec![])],
    ///     fixed_per_year: 0.0,
    /// };
    /// tariff.check()?;
    /// let at = |text: &str| tariff.post_at(text.parse().ok()?).map(|p| p.name.as_str());
    /// assert_eq!(at("2026-01-15T22:30"), Some("HC"));
    /// assert_eq!(at("2026-01-16T06:29"), Some("HC"));
    /// assert_eq!(at("2026-01-16T06:30"), Some("HP"));
    /// # Ok::<(), model::energy::TariffFault>(())
    /// ```
    pub fn post_at(&self, local: DateTime) -> Option<&Post> {
        self.post
            .iter()
            .find(|p| p.slot.iter().any(|slot| slot.holds(local)))
            .or_else(|| self.post.iter().find(|p| p.slot.is_empty()))
    }

    /// The cost in € of amounts over steps of `step_s` seconds, without the fixed
    /// part. A step in which the post changes is shared out in proportion to time.
    pub fn cost_of_steps(&self, steps: &[(At, f64)], step_s: u32, zone: &Zone) -> f64 {
        steps
            .iter()
            .map(|(start, amount)| amount * self.mean_price(*start, step_s.max(1), zone))
            .sum()
    }

    /// The cost in € of an amount over `days` days of which only the total is
    /// known, fixed part included: prices count with the shares of the posts.
    /// `None` where there are several posts and no shares.
    pub fn cost_of_total(&self, amount: f64, days: u32) -> Option<f64> {
        let price = match self.post.as_slice() {
            [only] => only.price,
            posts => posts
                .iter()
                .map(|p| p.share.map(|share| share * p.price))
                .sum::<Option<f64>>()?,
        };
        Some(amount * price + self.fixed(days))
    }

    /// The fixed part of so many days, in €.
    pub fn fixed(&self, days: u32) -> f64 {
        self.fixed_per_year * f64::from(days) / 365.0
    }

    /// The cost in € of one local day, fixed part included.
    pub fn cost_of_day(&self, day: Day, steps: &[(At, f64)], step_s: u32, zone: &Zone) -> f64 {
        let (from, to) = (zone.start_of_day(day), zone.start_of_day(day.plus(1)));
        let first = steps.partition_point(|(at, _)| *at < from);
        let last = steps.partition_point(|(at, _)| *at < to);
        let within = steps.get(first..last).unwrap_or_default();
        self.cost_of_steps(within, step_s, zone) + self.fixed(1)
    }

    /// Mean price over a step.
    fn mean_price(&self, start: At, step_s: u32, zone: &Zone) -> f64 {
        let end = start.plus_seconds(i64::from(step_s));
        let (mut from, mut sum) = (start, 0.0);
        while from < end {
            let local = zone.civil(from);
            let until = from.plus_seconds(self.seconds_to_change(local)).min(end);
            let price = self.post_at(local).map_or(0.0, |p| p.price);
            sum += price * f64::from(i32::try_from(until.seconds_since(from)).unwrap_or(0));
            from = until;
        }
        sum / f64::from(step_s)
    }

    /// Seconds to the next time at which a post may change. Full hours are among
    /// them, since clocks change at those.
    fn seconds_to_change(&self, local: DateTime) -> i64 {
        let minute = minute_of(local);
        let next_hour = (minute / 60 + 1) * 60;
        let next = self
            .post
            .iter()
            .flat_map(|p| &p.slot)
            .filter_map(Slot::minutes)
            .flat_map(|(from, to)| [from, to])
            .filter(|m| *m > minute)
            .fold(next_hour, i32::min);
        i64::from(next - minute) * 60 - i64::from(local.second())
    }
}

impl Slot {
    fn holds(&self, local: DateTime) -> bool {
        let Some((from, to)) = self.minutes() else {
            return false;
        };
        let minute = minute_of(local);
        let within = if from < to {
            (from..to).contains(&minute)
        } else {
            minute >= from || minute < to
        };
        let weekday = local.weekday().to_monday_one_offset();
        within
            && (self.months.is_empty() || self.months.contains(&local.month()))
            && (self.weekdays.is_empty() || self.weekdays.contains(&weekday))
    }

    fn minutes(&self) -> Option<(i32, i32)> {
        Some((minute(&self.from)?, minute(&self.to)?))
    }

    fn check(&self, post: &str) -> Result<(), TariffFault> {
        let times = [&self.from, &self.to]
            .into_iter()
            .filter(|text| minute(text).is_none())
            .cloned();
        let months = self.months.iter().filter(|m| !(1..=12).contains(*m));
        let weekdays = self.weekdays.iter().filter(|d| !(1..=7).contains(*d));
        let wrong = times
            .chain(months.chain(weekdays).map(ToString::to_string))
            .next();
        match wrong {
            None => Ok(()),
            Some(text) => Err(TariffFault::Slot {
                post: post.to_owned(),
                text,
            }),
        }
    }
}

fn minute_of(local: DateTime) -> i32 {
    i32::from(local.hour()) * 60 + i32::from(local.minute())
}

/// Minutes since midnight of `HH:MM`; 24:00 is the end of the day.
fn minute(text: &str) -> Option<i32> {
    let (hour, minute) = text.split_once(':')?;
    let sound = hour.len() == 2 && minute.len() == 2;
    let (hour, minute): (i32, i32) = (hour.parse().ok()?, minute.parse().ok()?);
    let total = hour * 60 + minute;
    (sound && (0..60).contains(&minute) && (0..=DAY_MINUTES).contains(&total)).then_some(total)
}

#[cfg(test)]
mod tests;
