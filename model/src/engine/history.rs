use super::{JudgedPlan, Moment, Picture, Town};
use crate::city::{IndicatorCode, Window};
use crate::time::Day;

/// Years looked back at: an older pace does not speak for the present one.
const MOST_YEARS: i16 = 8;
/// Four weeks looked back at: two years of seasons.
const MOST_MONTHS: i32 = 26;
/// A value of less data than this is left out.
const LEAST_SHARE: f64 = 0.75;

impl Town {
    /// The objectives set for an indicator, at every place, in the order of the tree.
    pub fn plans_of(&self, indicator: &IndicatorCode) -> impl Iterator<Item = &JudgedPlan> {
        let plans = self.tree().ids().flat_map(|place| self.plan().at(place));
        plans.filter(move |plan| plan.indicator.code == *indicator)
    }

    /// For each plan its values over windows that do not overlap, oldest first, with the
    /// years of their ends: what a pace is read from. Empty for what is seen by the day.
    pub fn histories(&self, plans: &[&JudgedPlan], day: Day) -> Vec<Vec<(f64, f64)>> {
        let mut histories = vec![Vec::new(); plans.len()];
        for (window, ends) in [
            (Window::RollingYear, years(day)),
            (Window::FourWeeks, months(day)),
        ] {
            let of_window: Vec<(usize, &JudgedPlan)> = plans
                .iter()
                .enumerate()
                .filter(|(_, plan)| plan.indicator.window == window)
                .map(|(at, plan)| (at, *plan))
                .collect();
            if of_window.is_empty() {
                continue;
            }
            for end in ends {
                let moment = Moment::start_of(end, self.zone());
                let seen = of_window.iter().map(|(_, plan)| *plan);
                let picture = Picture::of_plans(self, moment, seen);
                for (at, plan) in &of_window {
                    let found = picture.value(self, plan);
                    let value = found
                        .value
                        .filter(|_| found.coverage.share() >= LEAST_SHARE);
                    if let (Some(value), Some(history)) = (value, histories.get_mut(*at)) {
                        history.push((end.year_fraction(), value));
                    }
                }
            }
        }
        histories
    }
}

fn years(day: Day) -> Vec<Day> {
    (0..MOST_YEARS)
        .rev()
        .map(|back| day.plus_years(-back))
        .collect()
}

fn months(day: Day) -> Vec<Day> {
    let weeks = Window::FourWeeks.days();
    (0..MOST_MONTHS)
        .rev()
        .map(|back| day.plus(-back * weeks))
        .collect()
}
