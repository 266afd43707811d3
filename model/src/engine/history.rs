use super::{JudgedPlan, Moment, Picture, Plan, Town};
use crate::city::{IndicatorCode, Place, PlaceId, Window};
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

    /// The histories of an indicator at up to so many places: those with an objective for it
    /// first, then sites, evenly spread over the town, as if they had one. What forecasts
    /// missed is learned from them. Empty where nobody has an objective for it.
    pub fn histories_around(
        &self,
        indicator: &IndicatorCode,
        day: Day,
        most: usize,
    ) -> Vec<Vec<(f64, f64)>> {
        let mut plans: Vec<JudgedPlan> = self.plans_of(indicator).take(most).cloned().collect();
        let Some(like) = plans.first().cloned() else {
            return Vec::new();
        };
        let judged = |place: &Place| plans.iter().any(|plan| plan.objective.place == place.code);
        let tree = self.tree();
        let sites: Vec<PlaceId> = tree
            .ids()
            .filter(|id| {
                let place = tree.place(*id);
                place.is_some_and(|place| place.kind == "site" && !judged(place))
            })
            .collect();
        let room = most.saturating_sub(plans.len()).max(1);
        let step = sites.len().div_ceil(room).max(1);
        let others = sites.into_iter().step_by(step).take(most - plans.len());
        let others: Vec<JudgedPlan> = others
            .filter_map(|site| {
                let mut objective = like.objective.clone();
                objective.place = tree.place(site)?.code.clone();
                Plan::of_indicator(self, like.theme, &like.indicator, &objective, site)
            })
            .collect();
        plans.extend(others);
        let plans: Vec<&JudgedPlan> = plans.iter().collect();
        let mut histories = self.histories(&plans, day);
        histories.retain(|history| !history.is_empty());
        histories
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
