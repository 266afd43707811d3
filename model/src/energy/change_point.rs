use super::autocorrelation::autocorrelation;
use super::signature::{Signature, Slope};

/// Consumption of one period with the mean temperatures of its days.
#[derive(Debug, Clone, Copy)]
pub struct Observation<'a> {
    /// Consumption a day.
    pub per_day: f64,
    /// Mean outdoor temperature of each of its days.
    pub temperatures: &'a [f64],
}

/// What candidates a fit looks at.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChangePointOptions {
    /// Whether cold may add to consumption.
    pub heating: bool,
    /// Whether heat may; never for gas.
    pub cooling: bool,
    /// Lowest balance temperature.
    pub lowest: f64,
    /// Distance from one balance temperature to the next.
    pub step: f64,
    /// How many balance temperatures are looked at.
    pub count: u32,
    /// Days with degree days that a daily candidate needs.
    pub least_days: u32,
    /// Degree days that a candidate needs over all periods.
    pub least_degree_days: f64,
}

impl ChangePointOptions {
    /// Balance temperatures from −1 to 32 °C by half a degree, for electricity;
    /// 10 days and 11.1 °C·d (20 °F·d) of degree days at least.
    pub const CELSIUS: Self = Self {
        heating: true,
        cooling: true,
        lowest: -1.0,
        step: 0.5,
        count: 67,
        least_days: 10,
        least_degree_days: 11.1,
    };

    /// The same without cooling, for gas and heat.
    pub const CELSIUS_HEATING: Self = Self {
        cooling: false,
        ..Self::CELSIUS
    };
}

/// Finds the signature of a year by the grid of CalTRACK 2.0 (IPMVP option C).
///
/// Periods of one day are fitted by ordinary least squares, longer ones weighted
/// by their days. Of the candidates with μ ≥ 0 and slopes ≥ 0 the one with the
/// highest adjusted R² is taken; the first of equals in the order intercept
/// alone, heating, cooling, both. `None` with fewer than three periods.
///
/// Cost: the periods times the grid, then the grid squared for daily periods.
///
/// ```
/// use model::energy::{ChangePointOptions, Observation, change_point};
/// // domain TV-CAL-SYN without noise: y = 10 + 2.5·max(17 − T, 0)
/// let temperatures: Vec<f64> = (0..365)
///     .map(|d| 12.0 - 9.0 * (core::f64::consts::TAU * (f64::from(d) - 15.0) / 365.0).cos())
///     .collect();
/// let year: Vec<Observation> = temperatures
///     .iter()
///     .map(|t| Observation {
///         per_day: 10.0 + 2.5 * (17.0 - t).max(0.0),
///         temperatures: core::slice::from_ref(t),
///     })
///     .collect();
/// let grid = ChangePointOptions { lowest: 5.0, count: 41, ..ChangePointOptions::CELSIUS_HEATING };
/// let found = change_point(&year, &grid).expect("365 periods");
/// let heating = found.heating.expect("it is heated");
/// assert_eq!(heating.balance, 17.0);
/// assert!((heating.per_degree_day - 2.5).abs() < 1e-9 && (found.base_per_day - 10.0).abs() < 1e-9);
/// ```
pub fn change_point(
    observations: &[Observation<'_>],
    options: &ChangePointOptions,
) -> Option<Signature> {
    let total = Total::of(observations)?;
    let branch = |wanted: bool, cooling: bool| -> Vec<Branch> {
        let grid = (0..options.count).filter(|_| wanted);
        grid.filter_map(|n| {
            let balance = options.lowest + options.step * f64::from(n);
            Branch::at(balance, cooling, observations, &total, options)
        })
        .collect()
    };
    let heating = branch(options.heating, false);
    let cooling = branch(options.cooling, true);
    let mut best = Candidate::intercept(&total);
    for branch in &heating {
        best = best.or_better(Candidate::single(branch, &total));
    }
    for branch in &cooling {
        best = best.or_better(Candidate::single(branch, &total));
    }
    for cold in &heating {
        for heat in cooling.iter().filter(|heat| heat.balance >= cold.balance) {
            let cross = cross(cold, heat, observations, &total);
            best = best.or_better(Candidate::both(cold, heat, cross, &total));
        }
    }
    Some(best.signature(observations, &total))
}

/// Weighted sums over all periods.
struct Total {
    weight: f64,
    mean: f64,
    /// Σ w (y − ȳ)².
    spread: f64,
    periods: f64,
    daily: bool,
}

impl Total {
    fn of(observations: &[Observation<'_>]) -> Option<Self> {
        let periods = f64::from(u32::try_from(observations.len()).ok()?);
        let weight: f64 = observations.iter().map(weight).sum();
        if observations.len() < 3 || weight <= 0.0 {
            return None;
        }
        let mean = observations
            .iter()
            .map(|o| weight_of(o, o.per_day))
            .sum::<f64>()
            / weight;
        Some(Self {
            weight,
            mean,
            spread: observations
                .iter()
                .map(|o| weight_of(o, (o.per_day - mean).powi(2)))
                .sum(),
            periods,
            daily: observations.iter().all(|o| o.temperatures.len() == 1),
        })
    }

    /// Adjusted R² of a fit with `slopes` slopes that explains so much of the spread.
    fn r2_adj(&self, explained: f64, slopes: f64) -> f64 {
        if self.spread <= 0.0 || self.periods <= slopes + 1.0 {
            return 0.0;
        }
        let left = (self.spread - explained).max(0.0) / (self.periods - slopes - 1.0);
        1.0 - left / (self.spread / (self.periods - 1.0))
    }
}

fn weight(observation: &Observation<'_>) -> f64 {
    u32::try_from(observation.temperatures.len()).map_or(0.0, f64::from)
}

fn weight_of(observation: &Observation<'_>, value: f64) -> f64 {
    weight(observation) * value
}

/// One balance temperature with the sums its slope follows from.
struct Branch {
    balance: f64,
    cooling: bool,
    mean: f64,
    /// Σ w (d − d̄)².
    spread: f64,
    /// Σ w (d − d̄)(y − ȳ).
    with_usage: f64,
}

impl Branch {
    /// `None` when too few days have degree days.
    fn at(
        balance: f64,
        cooling: bool,
        observations: &[Observation<'_>],
        total: &Total,
        options: &ChangePointOptions,
    ) -> Option<Self> {
        let (mut days, mut sum, mut square, mut product) = (0_u32, 0.0, 0.0, 0.0);
        for observation in observations {
            let mean = degree_days(observation, balance, cooling);
            days += u32::from(mean > 0.0);
            let weighted = weight_of(observation, mean);
            sum += weighted;
            square += weighted * mean;
            product += weighted * (observation.per_day - total.mean);
        }
        if sum < options.least_degree_days || (total.daily && days < options.least_days) {
            return None;
        }
        let mean = sum / total.weight;
        let spread = square - mean * sum;
        (spread > 1e-9).then_some(Self {
            balance,
            cooling,
            mean,
            spread,
            with_usage: product,
        })
    }
}

/// Mean degree days a day of a period.
fn degree_days(observation: &Observation<'_>, balance: f64, cooling: bool) -> f64 {
    let of = |t: &f64| if cooling { t - balance } else { balance - t }.max(0.0);
    let sum: f64 = observation.temperatures.iter().map(of).sum();
    sum / weight(observation).max(1.0)
}

/// Σ w (h − h̄)(c − c̄). On a single day one of the two is 0.
fn cross(cold: &Branch, heat: &Branch, observations: &[Observation<'_>], total: &Total) -> f64 {
    let both = if total.daily {
        0.0
    } else {
        observations
            .iter()
            .map(|o| {
                let cold = degree_days(o, cold.balance, false);
                weight_of(o, cold * degree_days(o, heat.balance, true))
            })
            .sum()
    };
    both - cold.mean * heat.mean * total.weight
}

/// A model that might be taken.
#[derive(Clone, Copy)]
struct Candidate {
    base: f64,
    heating: Option<Slope>,
    cooling: Option<Slope>,
    r2_adj: f64,
}

impl Candidate {
    fn intercept(total: &Total) -> Self {
        Self {
            base: total.mean,
            heating: None,
            cooling: None,
            r2_adj: 0.0,
        }
    }

    fn single(branch: &Branch, total: &Total) -> Self {
        let slope = branch.with_usage / branch.spread;
        let found = Some(Slope {
            balance: branch.balance,
            per_degree_day: slope,
        });
        Self {
            base: total.mean - slope * branch.mean,
            heating: found.filter(|_| !branch.cooling),
            cooling: found.filter(|_| branch.cooling),
            r2_adj: total.r2_adj(slope * branch.with_usage, 1.0),
        }
    }

    fn both(cold: &Branch, heat: &Branch, cross: f64, total: &Total) -> Self {
        let determinant = cold.spread * heat.spread - cross * cross;
        let h = (cold.with_usage * heat.spread - heat.with_usage * cross) / determinant;
        let c = (heat.with_usage * cold.spread - cold.with_usage * cross) / determinant;
        let slope = |branch: &Branch, per_degree_day| {
            Some(Slope {
                balance: branch.balance,
                per_degree_day,
            })
        };
        Self {
            base: total.mean - h * cold.mean - c * heat.mean,
            heating: slope(cold, h),
            cooling: slope(heat, c),
            r2_adj: total.r2_adj(h * cold.with_usage + c * heat.with_usage, 2.0),
        }
    }

    fn qualifies(&self) -> bool {
        let good = |slope: Option<Slope>| slope.is_none_or(|s| s.per_degree_day >= 0.0);
        self.base >= 0.0 && good(self.heating) && good(self.cooling) && self.r2_adj.is_finite()
    }

    fn or_better(self, other: Self) -> Self {
        if other.qualifies() && other.r2_adj > self.r2_adj {
            other
        } else {
            self
        }
    }

    fn signature(self, observations: &[Observation<'_>], total: &Total) -> Signature {
        let mut signature = Signature {
            base_per_day: self.base,
            heating: self.heating,
            cooling: self.cooling,
            r2_adj: self.r2_adj,
            ..Signature::flat(total.mean)
        };
        let residuals: Vec<f64> = observations
            .iter()
            .map(|o| {
                let expected: f64 = o.temperatures.iter().map(|t| signature.expected(*t)).sum();
                o.per_day - expected / weight(o)
            })
            .collect();
        let free = total.periods - f64::from(signature.slopes());
        let squares: f64 = residuals.iter().map(|r| r * r).sum();
        let mean = observations.iter().map(|o| o.per_day).sum::<f64>() / total.periods;
        signature.mean = mean;
        signature.cv_rmse_adj = (squares / free.max(1.0)).sqrt() / mean;
        signature.autocorrelation = autocorrelation(&residuals);
        signature.periods = u32::try_from(observations.len()).unwrap_or(u32::MAX);
        signature
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn temperature(d: i32) -> f64 {
        12.0 - 9.0 * (core::f64::consts::TAU * (f64::from(d) - 15.0) / 365.0).cos()
    }

    fn close(found: f64, wanted: f64) {
        assert!((found - wanted).abs() < 6e-7, "{found} is not {wanted}");
    }

    /// TV-CAL-SYN with its noise.
    #[test]
    fn noisy_synthetic_year() {
        let temperatures: Vec<f64> = (0..365).map(temperature).collect();
        close(temperatures[0], 3.298_370);
        close(temperatures[100], 11.033_568);
        let noise = |d: i32| f64::from((d * 7919) % 101 - 50) / 10.0;
        let usage: Vec<f64> = (0..365)
            .map(|d| 10.0 + 2.5 * (17.0 - temperature(d)).max(0.0) + noise(d))
            .collect();
        let year: Vec<Observation> = usage
            .iter()
            .zip(&temperatures)
            .map(|(y, t)| Observation {
                per_day: *y,
                temperatures: core::slice::from_ref(t),
            })
            .collect();
        let grid = ChangePointOptions {
            lowest: 5.0,
            count: 41,
            ..ChangePointOptions::CELSIUS_HEATING
        };
        let found = change_point(&year, &grid).expect("a year");
        let heating = found.heating.expect("heated");
        assert_eq!(heating.balance, 17.0);
        close(found.base_per_day, 10.001_301);
        close(heating.per_degree_day, 2.499_494);
        close(found.r2_adj, 0.955_041);
        close(found.mean, 24.547_141);
        close(found.cv_rmse_adj, 0.119_024);
        close(found.autocorrelation, -0.446_044);
    }

    /// The unit test of the reference implementation quoted in domain §1.9.
    #[test]
    fn both_branches_of_four_periods() {
        // Degree days a day are given there (base 65): (heating, cooling) of each period.
        let degree_days = [(0.0, 5.0), (0.1, 0.0), (0.1, 0.1), (5.0, 0.0)];
        let usage = [6.0, 1.0, 1.0, 6.0];
        // Two days make them, one on each side.
        let temperatures = degree_days.map(|(h, c)| [65.0 + 2.0 * c, 65.0 - 2.0 * h]);
        let year: Vec<Observation> = usage
            .iter()
            .zip(&temperatures)
            .map(|(y, t)| Observation {
                per_day: *y,
                temperatures: t,
            })
            .collect();
        let grid = ChangePointOptions {
            lowest: 65.0,
            count: 1,
            least_degree_days: 0.0,
            ..ChangePointOptions::CELSIUS
        };
        let found = change_point(&year, &grid).expect("four periods");
        let slope = |s: Option<Slope>| s.expect("a slope").per_degree_day;
        assert!((slope(found.heating) - 1.03).abs() < 0.01);
        assert!((slope(found.cooling) - 1.03).abs() < 0.01);
        assert!((found.base_per_day - 0.85).abs() < 0.02);
        assert!(found.r2_adj > 0.99);
    }

    #[test]
    fn what_no_temperature_moves_stays_flat() {
        let temperatures: Vec<f64> = (0..365).map(temperature).collect();
        let year: Vec<Observation> = temperatures
            .iter()
            .map(|t| Observation {
                per_day: 12.0,
                temperatures: core::slice::from_ref(t),
            })
            .collect();
        let found = change_point(&year, &ChangePointOptions::CELSIUS).expect("a year");
        assert_eq!((found.slopes(), found.base_per_day), (0, 12.0));
        assert!(!found.is_weather_sensitive());
        assert!(change_point(&year[..2], &ChangePointOptions::CELSIUS).is_none());
    }
}
