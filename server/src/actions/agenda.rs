use std::collections::{BTreeMap, BTreeSet};

use model::city::{IndicatorCode, PlaceId};
use model::engine::{JudgedPlan, Picture};
use model::format::{NARROW_SPACE, decimal};
use model::piloting::{Action, ReviewItem};
use model::score::{Level, RowOutcome, RowSubject};

use super::Subject;
use crate::state::Snapshot;

/// Deviations that a meeting can go through; who is late is always asked.
const MOST_DEVIATIONS: usize = 40;

/// The agenda of a review of the places that `is_of` takes: objectives out of line, those
/// without an open action first, the heaviest on the note of the city first among them, then
/// those that weigh on the note of their own place alone; then overdue actions.
pub fn agenda(
    snapshot: &Snapshot,
    actions: &[Action],
    is_of: impl Fn(PlaceId) -> bool,
) -> Vec<ReviewItem> {
    let town = &snapshot.town;
    let tree = town.tree();
    let today = snapshot.now.moment().day;
    let mut of_city = Losses::new();
    if let Some(root) = tree.root() {
        deviations(snapshot, Walk::of(root, true), &mut of_city);
    }
    // Where a place has objectives of its own, those of its parts do not reach its note.
    let mut of_place = Losses::new();
    for place in tree.ids().filter(|place| is_of(*place)) {
        let mut plans = town.plan().at(place).iter();
        let is_new = |plan: &JudgedPlan| {
            let key = (place, plan.indicator.code.clone());
            !of_city.contains_key(&key) && is_out_of_line(snapshot, plan)
        };
        if plans.any(is_new) {
            deviations(snapshot, Walk::of(place, false), &mut of_place);
        }
    }
    of_place.retain(|key, _| !of_city.contains_key(key));
    let of_city = of_city.into_iter().map(|(key, loss)| (key, (true, loss)));
    let of_place = of_place.into_iter().map(|(key, loss)| (key, (false, loss)));
    let in_hand: BTreeSet<(&str, &str)> = actions
        .iter()
        .filter(|action| action.status().is_open())
        .map(|action| (action.place.as_str(), action.indicator.as_str()))
        .collect();
    let mut lines: Vec<_> = of_city
        .chain(of_place)
        .filter(|((place, _), _)| is_of(*place))
        .filter_map(|((place, indicator), loss)| {
            let code = tree.place(place)?.code.clone();
            let has_action = in_hand.contains(&(code.as_str(), indicator.as_str()));
            Some((has_action, loss, code, indicator))
        })
        .collect();
    lines.sort_by(
        |(one, (city, loss), ..), (other, (its_city, its_loss), ..)| {
            let heavier = its_city.cmp(city).then(its_loss.total_cmp(loss));
            one.cmp(other).then(heavier)
        },
    );
    let deviations =
        lines
            .into_iter()
            .filter_map(|(has_action, (is_of_city, loss), place, indicator)| {
                let subject = Subject::find(snapshot, &indicator, &place)?;
                let in_hand = if has_action {
                    format!("{NARROW_SPACE}; une action est en cours")
                } else {
                    String::new()
                };
                Some(ReviewItem {
                    nr: 0,
                    heading: subject.heading(),
                    fact: format!(
                        "{}{NARROW_SPACE}; retire {} {} à la note {}{in_hand}",
                        subject.fact(snapshot)?,
                        decimal(loss, 2),
                        if loss < 2.0 { "point" } else { "points" },
                        if is_of_city { "de la ville" } else { "du lieu" },
                    ),
                    place,
                    indicator,
                    action: None,
                    outcomes: Vec::new(),
                })
            });
    let mut late: Vec<&Action> = actions
        .iter()
        .filter(|action| {
            let place = tree.id(action.place.as_str());
            action.is_overdue(today) && place.is_some_and(&is_of)
        })
        .collect();
    late.sort_by_key(|action| (action.due(), action.id));
    let late = late.into_iter().map(|action| {
        let subject = Subject::find(snapshot, &action.indicator, &action.place);
        ReviewItem {
            nr: 0,
            place: action.place.clone(),
            indicator: action.indicator.clone(),
            action: Some(action.id),
            heading: format!(
                "Action en retard{NARROW_SPACE}: {}",
                subject.map_or_else(|| action.place.to_string(), |subject| subject.heading())
            ),
            fact: format!(
                "{} Due le {}.",
                sentence(&action.what),
                model::format::date_short(action.due())
            ),
            outcomes: Vec::new(),
        }
    });
    let all = deviations.take(MOST_DEVIATIONS).chain(late);
    (1..)
        .zip(all)
        .map(|(nr, item)| ReviewItem { nr, ..item })
        .collect()
}

/// What was typed, closed by a point.
fn sentence(text: &str) -> String {
    let ended = text.ends_with(['.', '!', '?', '…']);
    format!("{text}{}", if ended { "" } else { "." })
}

/// What objectives take from a note, in points.
type Losses = BTreeMap<(PlaceId, IndicatorCode), f64>;

/// A note on the way from the one that is explained down to objectives.
#[derive(Debug, Clone, Copy)]
struct Walk {
    place: PlaceId,
    theme: Option<usize>,
    /// What a point of it is worth in the note that is explained.
    share: f64,
    /// Whether parts of the place are looked at where it has no objectives of its own.
    goes_down: bool,
}

impl Walk {
    const fn of(place: PlaceId, goes_down: bool) -> Self {
        Self {
            place,
            theme: None,
            share: 1.0,
            goes_down,
        }
    }
}

/// Adds what each objective out of line takes from the note: a tenth of its distance to ten
/// where its weight is a tenth of the whole.
fn deviations(snapshot: &Snapshot, at: Walk, found: &mut Losses) {
    let town = &snapshot.town;
    let Some(explanation) = snapshot.now.explain(town, at.place, at.theme) else {
        return;
    };
    let counts = |outcome: &RowOutcome| !matches!(outcome, RowOutcome::Unscored { .. });
    let rows = explanation.rows.iter();
    let counted = rows.filter(|row| counts(&row.outcome));
    let whole: f64 = counted.clone().map(|row| f64::from(row.weight_milli)).sum();
    if whole <= 0.0 {
        return;
    }
    for row in counted {
        let share = at.share * f64::from(row.weight_milli) / whole;
        match &row.subject {
            RowSubject::Theme { code } => {
                let theme = town.themes().iter().position(|theme| theme.code == *code);
                if theme.is_some() {
                    deviations(snapshot, Walk { theme, share, ..at }, found);
                }
            }
            RowSubject::Place { code } => {
                let part = town.tree().id(code.as_str());
                if let Some(place) = part.filter(|_| at.goes_down) {
                    deviations(snapshot, Walk { place, share, ..at }, found);
                }
            }
            RowSubject::Objective(judged) => {
                let RowOutcome::Scored { note, .. } = row.outcome else {
                    continue;
                };
                let mut plans = town.plan().at(at.place).iter();
                let plan = plans.find(|plan| plan.indicator.code == judged.indicator);
                if plan.is_some_and(|plan| is_out_of_line(snapshot, plan)) {
                    let loss = share * (10.0 - note.value());
                    let key = (at.place, judged.indicator.clone());
                    *found.entry(key).or_default() += loss;
                }
            }
        }
    }
}

/// Whether the level of an objective calls for somebody. A level is held during the day, as
/// on the pages that led to the review.
fn is_out_of_line(snapshot: &Snapshot, plan: &JudgedPlan) -> bool {
    let note = |picture: &Picture| {
        let (note, coverage) = picture.note_of(&snapshot.town, plan);
        note.filter(|_| coverage.is_scored())
    };
    let level = Level::of(note(&snapshot.morning)).held(note(&snapshot.now));
    matches!(level, Level::Gap | Level::Watch)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use model::city::{Fact, FactBody, Place, PlaceTree};
    use model::engine::{Moment, Town};
    use model::score::{Direction, Objective, Trajectory};
    use model::time::{At, Zone};

    use super::*;
    use crate::themes::all_themes;

    /// 24 November 2026.
    const NOW: At = At::from_seconds(1_795_518_000);

    fn place(code: &str, parent: Option<&str>) -> Place {
        Place {
            code: code.parse().unwrap(),
            parent: parent.map(|parent| parent.parse().unwrap()),
            kind: parent.map_or("city", |_| "site").to_owned(),
            name: code.to_owned(),
            attributes: BTreeMap::new(),
        }
    }

    /// 50 % of the agents are to be trained.
    fn objective(place: &str) -> Objective {
        Objective {
            indicator: "agents_formes".parse().unwrap(),
            place: place.parse().unwrap(),
            direction: Direction::Up,
            baseline: None,
            baseline_at: None,
            target: 50.0,
            target_high: None,
            tolerance: None,
            target_at: "2030-01-01".parse().unwrap(),
            trajectory: Trajectory::Step,
            weight: 1.0,
            owner: None,
            decision: None,
            version: 1,
        }
    }

    fn figure(place: &str, from: &str, value: f64) -> Fact {
        Fact {
            subject: place.to_owned(),
            from: from.parse().unwrap(),
            to: None,
            body: FactBody::Figure {
                indicator: "agents_formes".parse().unwrap(),
                value,
            },
        }
    }

    /// A town hall in its town, both with an objective, and figures of both.
    fn snapshot(figures: Vec<Fact>) -> Snapshot {
        let tree = PlaceTree::new(vec![place("ville", None), place("mairie", Some("ville"))]);
        let themes = all_themes(Path::new("")).unwrap();
        let objectives = vec![objective("ville"), objective("mairie")];
        let zone = Zone::utc();
        let mut town = Town::new(zone, tree.unwrap(), themes, Vec::new(), objectives).unwrap();
        town.set_facts(figures);
        town.replan();
        Snapshot::take(town, Vec::new(), NOW)
    }

    /// The agenda where the last level was that of a day before the third quarter counted.
    fn items(morning: f64, now: f64) -> usize {
        let mut snapshot = snapshot(vec![
            figure("ville", "2026-04-01", morning),
            figure("ville", "2026-07-01", now),
        ]);
        let before = Moment::start_of("2026-09-15".parse().unwrap(), snapshot.town.zone());
        snapshot.morning = Picture::take(&snapshot.town, before);
        agenda(&snapshot, &[], |_| true).len()
    }

    #[test]
    fn a_level_that_is_held_since_the_morning_is_no_deviation() {
        // 9.4 of ten is below « atteint », but by less than what ends a level during the day.
        assert_eq!(items(47.0, 47.0), 1);
        assert_eq!(items(48.0, 47.0), 0);
        assert_eq!(items(48.0, 46.0), 1, "9.2 ends it");
    }

    #[test]
    fn what_does_not_reach_the_note_of_the_city_is_a_deviation_of_its_place() {
        let both = [("ville", 30.0), ("mairie", 20.0)];
        let figures = both.map(|(place, value)| figure(place, "2026-07-01", value));
        let snapshot = snapshot(figures.into());
        let told = |is_of: &dyn Fn(PlaceId) -> bool| -> Vec<String> {
            let items = agenda(&snapshot, &[], is_of);
            items.into_iter().map(|item| item.fact).collect()
        };
        let whole = told(&|_| true);
        assert!(
            whole[0].ends_with("retire 4,00 points à la note de la ville"),
            "{whole:?}"
        );
        assert!(
            whole[1].ends_with("retire 6,00 points à la note du lieu"),
            "{whole:?}"
        );
        let hall = snapshot.town.tree().id("mairie").unwrap();
        assert_eq!(told(&|place| place == hall), whole[1..]);
    }
}
