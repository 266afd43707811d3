use model::city::{OpeningCalendar, Place, PlaceId, PlaceTree, Service, ServiceCode};
use model::engine::Town;
use model::reception::{CounterPlan, DeskPlan, HallPlan, ReceptionIndicator, ServicePlan};
use model::time::Day;

/// The halls of a town as they are declared for a day: one for each building, or other
/// place, that has counters.
pub(super) fn hall_plans(town: &Town, day: Day) -> Vec<HallPlan> {
    let tree = town.tree();
    let known: Vec<ServicePlan> = services(town);
    let mut plans: Vec<(PlaceId, HallPlan)> = Vec::new();
    for id in tree.ids() {
        let place = tree.place(id).filter(|place| place.kind == "counter");
        let Some(counter) = place.filter(|_| !tree.is_closed(id, day)) else {
            continue;
        };
        let Some(site) = tree.nearest(id, "site").or_else(|| tree.parent(id)) else {
            continue;
        };
        let counter = counter_plan(town, id, counter, &known, day);
        if let Some((_, plan)) = plans.iter_mut().find(|(known, _)| *known == site) {
            plan.counters.push(counter);
        } else if let Some(place) = tree.place(site) {
            let plan = HallPlan {
                site: place.code.clone(),
                name: place.name.clone(),
                counters: vec![counter],
                promised_percent: promised(town, site, day),
            };
            plans.push((site, plan));
        }
    }
    plans.into_iter().map(|(_, plan)| plan).collect()
}

fn counter_plan(
    town: &Town,
    id: PlaceId,
    counter: &Place,
    known: &[ServicePlan],
    day: Day,
) -> CounterPlan {
    let tree = town.tree();
    let given = named(counter);
    let of = |code: &ServiceCode| known.iter().find(|s| s.code == *code).cloned();
    let others = known.iter().filter(|s| !given.contains(&s.code)).cloned();

    // In the order in which the counter names them; one that no theme knows by its code.
    let services = given.iter().enumerate().map(|(n, code)| {
        of(code).unwrap_or_else(|| ServicePlan {
            code: code.clone(),
            name: code.to_string(),
            letter: letter(n),
        })
    });
    CounterPlan {
        code: counter.code.clone(),
        name: counter.name.clone(),
        services: services.collect(),
        others: others.collect(),
        desks: desks(tree, id),
        hours: OpeningCalendar::of(tree, town.facts(), id)
            .hours(day)
            .cloned(),
    }
}

fn desks(tree: &PlaceTree, counter: PlaceId) -> Vec<DeskPlan> {
    let places = tree
        .children(counter)
        .iter()
        .filter_map(|id| tree.place(*id));
    let desks = places.filter(|place| place.kind == "desk");
    let plans = desks.map(|desk| DeskPlan {
        code: desk.code.clone(),
        name: desk.name.clone(),
        services: named(desk),
    });
    plans.collect()
}

/// The services that a place names in its attribute.
fn named(place: &Place) -> Vec<ServiceCode> {
    let text = place.text("services").unwrap_or_default();
    text.split(';')
        .filter_map(|code| code.trim().parse().ok())
        .collect()
}

/// The services of all themes, each with the letter of its numbers.
fn services(town: &Town) -> Vec<ServicePlan> {
    let declared = town.themes().iter().flat_map(|theme| &theme.service);
    let plan = |(n, service): (usize, &Service)| ServicePlan {
        code: service.code.clone(),
        name: service.name.clone(),
        letter: service.letter.unwrap_or_else(|| letter(n)),
    };
    declared.enumerate().map(plan).collect()
}

fn letter(n: usize) -> char {
    ('A'..='Z').cycle().nth(n).unwrap_or('A')
}

/// The share to be served within the promised wait: the target of the nearest objective.
fn promised(town: &Town, site: PlaceId, day: Day) -> Option<f64> {
    let code = ReceptionIndicator::SlT.code();
    let mine = |place: PlaceId| {
        let place = town.tree().place(place)?;
        let mut set = town.objectives().iter().filter(|o| o.place == place.code);
        set.find(|o| o.indicator.as_str().ends_with(code) && o.baseline_at.is_none_or(|d| d <= day))
    };
    let objective = town.tree().upwards(site).find_map(mine)?;
    Some(objective.target)
}
