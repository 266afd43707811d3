use std::collections::{BTreeMap, BTreeSet};

use model::city::{IndicatorCode, PlaceId};
use model::format::{NARROW_SPACE, decimal};
use model::piloting::{Action, ReviewItem};
use model::score::{Level, Note, RowOutcome, RowSubject};

use super::Subject;
use crate::state::Snapshot;

/// Items that a meeting can go through.
const MOST_ITEMS: usize = 40;

/// The agenda of a review of the places that `is_of` takes: objectives out of line, those
/// without an open action first, the heaviest on the note of the city first among them;
/// then overdue actions.
pub fn agenda(
    snapshot: &Snapshot,
    actions: &[Action],
    is_of: impl Fn(PlaceId) -> bool,
) -> Vec<ReviewItem> {
    let town = &snapshot.town;
    let tree = town.tree();
    let today = snapshot.now.moment().day;
    let mut found = BTreeMap::new();
    if let Some(root) = tree.root() {
        let whole = Walk {
            place: root,
            theme: None,
            share: 1.0,
        };
        deviations(snapshot, whole, &mut found);
    }
    let in_hand: BTreeSet<(&str, &str)> = actions
        .iter()
        .filter(|action| action.status().is_open())
        .map(|action| (action.place.as_str(), action.indicator.as_str()))
        .collect();
    let mut lines: Vec<_> = found
        .into_iter()
        .filter(|((place, _), _)| is_of(*place))
        .filter_map(|((place, indicator), loss)| {
            let code = tree.place(place)?.code.clone();
            let has_action = in_hand.contains(&(code.as_str(), indicator.as_str()));
            Some((has_action, loss, code, indicator))
        })
        .collect();
    lines.sort_by(|one, other| one.0.cmp(&other.0).then(other.1.total_cmp(&one.1)));
    let deviations = lines
        .into_iter()
        .filter_map(|(has_action, loss, place, indicator)| {
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
                    "{}{NARROW_SPACE}; retire {} point à la note de la ville{in_hand}",
                    subject.fact(snapshot)?,
                    decimal(loss, 2),
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
    let all = deviations.chain(late).take(MOST_ITEMS);
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

/// A note on the way from the note of the city down to objectives.
#[derive(Debug, Clone, Copy)]
struct Walk {
    place: PlaceId,
    theme: Option<usize>,
    /// What a point of it is worth in the note of the city.
    share: f64,
}

/// Adds what each objective out of line takes from the note of the city: a tenth of its
/// distance to ten where its weight is a tenth of the whole.
fn deviations(snapshot: &Snapshot, at: Walk, found: &mut BTreeMap<(PlaceId, IndicatorCode), f64>) {
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
                if let Some(place) = town.tree().id(code.as_str()) {
                    deviations(snapshot, Walk { place, share, ..at }, found);
                }
            }
            RowSubject::Objective(judged) => {
                let RowOutcome::Scored { note, .. } = row.outcome else {
                    continue;
                };
                // A level is held during the day, as on the pages that led to the review.
                let morning = morning_note(snapshot, at.place, &judged.indicator);
                let level = Level::of(morning).held(Some(note));
                if matches!(level, Level::Gap | Level::Watch) {
                    let loss = share * (10.0 - note.value());
                    let key = (at.place, judged.indicator.clone());
                    *found.entry(key).or_default() += loss;
                }
            }
        }
    }
}

/// The note of an objective as the day began, where it had one.
fn morning_note(snapshot: &Snapshot, place: PlaceId, indicator: &IndicatorCode) -> Option<Note> {
    let town = &snapshot.town;
    let mut plans = town.plan().at(place).iter();
    let plan = plans.find(|plan| plan.indicator.code == *indicator)?;
    let (note, coverage) = snapshot.morning.note_of(town, plan);
    note.filter(|_| coverage.is_scored())
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use model::city::{Fact, FactBody, Place, PlaceTree};
    use model::engine::{Moment, Picture, Town};
    use model::score::{Direction, Objective, Trajectory};
    use model::time::{At, Zone};

    use super::*;
    use crate::themes::all_themes;

    /// 24 November 2026.
    const NOW: At = At::from_seconds(1_795_518_000);

    /// A town that trained so many of its agents in the second and in the third quarter, of
    /// 50 % that are asked for.
    fn town(second: f64, third: f64) -> Town {
        let city = Place {
            code: "ville".parse().unwrap(),
            parent: None,
            kind: "city".to_owned(),
            name: "Ville".to_owned(),
            attributes: BTreeMap::new(),
        };
        let objective = Objective {
            indicator: "agents_formes".parse().unwrap(),
            place: "ville".parse().unwrap(),
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
        };
        let tree = PlaceTree::new(vec![city]).unwrap();
        let themes = all_themes(Path::new("")).unwrap();
        let mut town = Town::new(Zone::utc(), tree, themes, Vec::new(), vec![objective]).unwrap();
        let figure = |from: &str, value: f64| Fact {
            subject: "ville".to_owned(),
            from: from.parse().unwrap(),
            to: None,
            body: FactBody::Figure {
                indicator: "agents_formes".parse().unwrap(),
                value,
            },
        };
        town.set_facts(vec![
            figure("2026-04-01", second),
            figure("2026-07-01", third),
        ]);
        town.replan();
        town
    }

    /// The agenda where the last level was that of a day before the third quarter counted.
    fn items(morning: f64, now: f64) -> usize {
        let mut snapshot = Snapshot::take(town(morning, now), Vec::new(), NOW);
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
}
