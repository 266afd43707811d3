use serde::{Deserialize, Serialize};

/// A site against its objective, in kWh a year.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SiteBalance {
    /// Code of the site.
    pub site: String,
    /// Objective − consumption: positive is a surplus, negative what is missing.
    pub balance_kwh: f64,
    /// What other sites give it.
    pub received_kwh: f64,
    /// What it gives to others.
    pub given_kwh: f64,
}

/// A portfolio after mutualisation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Mutualised {
    /// Every site, in the order given.
    pub sites: Vec<SiteBalance>,
    /// Surplus nobody needed.
    pub left_kwh: f64,
    /// What no surplus covers.
    pub missing_kwh: f64,
}

/// Rounding of a kWh below which a site is at its objective.
const NEAR: f64 = 1e-6;

impl SiteBalance {
    /// From consumption and objective per m² and the area in m².
    pub fn new(site: impl Into<String>, objective: f64, used: f64, area: f64) -> Self {
        Self {
            site: site.into(),
            balance_kwh: (objective - used) * area,
            received_kwh: 0.0,
            given_kwh: 0.0,
        }
    }

    /// Whether its objective is met, alone or with what it received.
    pub fn met(&self) -> bool {
        self.balance_kwh + self.received_kwh >= -NEAR
    }
}

/// Gives the surpluses of a group of sites to those that miss their objective
/// (arrêté, article 14): a surplus is used once. The smallest want is served
/// first, so that as many sites as possible meet their objective, and the
/// largest surplus gives first.
///
/// ```
/// use model::energy::eet::{SiteBalance, mutualise};
/// let group = mutualise(vec![
///     SiteBalance::new("A", 100.0, 80.0, 1_000.0),
///     SiteBalance::new("B", 120.0, 150.0, 500.0),
/// ]);
/// assert!(group.sites.iter().all(SiteBalance::met));
/// assert_eq!((group.left_kwh, group.missing_kwh), (5_000.0, 0.0));
/// ```
pub fn mutualise(mut sites: Vec<SiteBalance>) -> Mutualised {
    let by_balance = |sites: &[SiteBalance], wanting: bool| {
        let mut order: Vec<usize> = (0..sites.len())
            .filter(|i| {
                sites
                    .get(*i)
                    .is_some_and(|s| s.balance_kwh.is_finite() && (s.balance_kwh < 0.0) == wanting)
            })
            .collect();
        // Both lists start with the largest balance: the smallest want, the
        // largest surplus.
        order.sort_by(|a, b| {
            let balance = |i: &usize| sites.get(*i).map_or(0.0, |s| s.balance_kwh);
            balance(b).total_cmp(&balance(a))
        });
        order
    };
    let (wanting, giving) = (by_balance(&sites, true), by_balance(&sites, false));
    let mut givers = giving.iter().copied().peekable();
    for want in wanting {
        let mut missing = sites.get(want).map_or(0.0, |s| -s.balance_kwh);
        while let Some(giver) = givers.peek().copied() {
            let spare = sites
                .get(giver)
                .map_or(0.0, |s| s.balance_kwh - s.given_kwh);
            let given = spare.min(missing);
            if let Some(s) = sites.get_mut(giver) {
                s.given_kwh += given;
            }
            if let Some(s) = sites.get_mut(want) {
                s.received_kwh += given;
            }
            missing -= given;
            if missing <= NEAR {
                break;
            }
            givers.next();
        }
    }
    let spare = |s: &SiteBalance| (s.balance_kwh - s.given_kwh).max(0.0);
    let wanted = |s: &SiteBalance| (-s.balance_kwh - s.received_kwh).max(0.0);
    Mutualised {
        left_kwh: sites.iter().map(spare).sum(),
        missing_kwh: sites.iter().map(wanted).sum(),
        sites,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_smallest_want_is_served_first() {
        let group = mutualise(vec![
            SiteBalance::new("large", 100.0, 150.0, 1_000.0),
            SiteBalance::new("spare", 100.0, 90.0, 2_000.0),
            SiteBalance::new("small", 100.0, 105.0, 1_000.0),
        ]);
        let [large, spare, small] = &group.sites[..] else {
            panic!("three sites")
        };
        assert!(small.met() && !large.met());
        assert_eq!(
            (small.received_kwh, large.received_kwh),
            (5_000.0, 15_000.0)
        );
        assert_eq!(spare.given_kwh, 20_000.0);
        assert_eq!((group.left_kwh, group.missing_kwh), (0.0, 35_000.0));
    }

    proptest! {
        #[test]
        fn nothing_is_given_twice(balances in prop::collection::vec(-1e6..1e6_f64, 0..20)) {
            let sites = balances.iter().map(|b| SiteBalance::new("s", *b, 0.0, 1.0)).collect();
            let group = mutualise(sites);
            let given: f64 = group.sites.iter().map(|s| s.given_kwh).sum();
            let received: f64 = group.sites.iter().map(|s| s.received_kwh).sum();
            prop_assert!((given - received).abs() < 1e-3);
            let total: f64 = balances.iter().sum();
            prop_assert!((group.left_kwh - group.missing_kwh - total).abs() < 1e-3);
            for s in &group.sites {
                prop_assert!(s.given_kwh <= s.balance_kwh.max(0.0) + 1e-6);
                prop_assert!(s.received_kwh <= (-s.balance_kwh).max(0.0) + 1e-6);
            }
            prop_assert!(group.left_kwh.min(group.missing_kwh) < 1e-3);
        }
    }
}
