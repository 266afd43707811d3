use std::collections::{HashMap, HashSet};

use model::city::{Place, PlaceCode};

/// Splits new places into those that make one tree with the existing ones, and
/// the codes of those that do not, each with a reason.
///
/// A place that does not fit takes those below it along: what they would hang
/// on is not there. Existing places stay as they are in either case.
pub(super) fn fit(existing: &[Place], new: Vec<Place>) -> (Vec<Place>, Vec<(PlaceCode, String)>) {
    let mut good = new;
    let mut bad = Vec::new();
    loop {
        let found = misfits(existing, &good);
        if found.is_empty() {
            return (good, bad);
        }
        // First those that are at fault themselves: without them the others may fit.
        let at_fault = |(code, misfit): &(PlaceCode, Misfit)| &misfit.culprit == code;
        let (mut out, rest): (Vec<_>, Vec<_>) = found.into_iter().partition(at_fault);
        if out.is_empty() {
            out = rest;
        }
        let codes: HashSet<&PlaceCode> = out.iter().map(|(code, _)| code).collect();
        good.retain(|place| !codes.contains(&place.code));
        bad.extend(out.into_iter().map(|(code, misfit)| (code, misfit.reason)));
    }
}

/// Why a place does not fit.
struct Misfit {
    /// The place on its way up that is at fault.
    culprit: PlaceCode,
    reason: String,
}

fn misfits(existing: &[Place], new: &[Place]) -> Vec<(PlaceCode, Misfit)> {
    let mut parents: HashMap<&PlaceCode, Option<&PlaceCode>> = HashMap::new();
    for place in existing.iter().chain(new) {
        parents.insert(&place.code, place.parent.as_ref());
    }
    // The city: the existing one while nothing makes it a part, else the first of the file.
    let is_root = |place: &&Place| parents.get(&place.code) == Some(&None);
    let city = existing.iter().chain(new).find(is_root).map(|p| &p.code);
    let mut under_city: HashSet<&PlaceCode> = city.into_iter().collect();
    let mut found = Vec::new();
    for place in new {
        let mut way = Vec::new();
        let mut at = &place.code;
        let reason = loop {
            if under_city.contains(at) {
                break None;
            }
            if way.contains(&at) {
                break Some(format!(
                    "place `{at}` would be part of itself: correct the parent"
                ));
            }
            way.push(at);
            match parents.get(at) {
                Some(Some(parent)) if parents.contains_key(parent) => at = parent,
                Some(Some(parent)) => {
                    break Some(format!(
                        "parent `{parent}` of place `{at}` does not exist: declare it, or \
                         correct the code"
                    ));
                }
                _ => {
                    let city = city.map_or("", PlaceCode::as_str);
                    break Some(format!(
                        "place `{at}` has no parent, but `{city}` is already the city: name a \
                         parent"
                    ));
                }
            }
        };
        match reason {
            None => under_city.extend(way),
            Some(reason) => {
                let culprit = at.clone();
                found.push((place.code.clone(), Misfit { culprit, reason }));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(code: &str, parent: &str) -> Place {
        let code_of = |text: &str| PlaceCode::new(text).expect("valid");
        Place {
            code: code_of(code),
            parent: (!parent.is_empty()).then(|| code_of(parent)),
            kind: "site".into(),
            name: code.into(),
            attributes: Default::default(),
        }
    }

    fn tried(existing: &[(&str, &str)], new: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let places = |pairs: &[(&str, &str)]| -> Vec<Place> {
            pairs
                .iter()
                .map(|(code, parent)| place(code, parent))
                .collect()
        };
        let (good, bad) = fit(&places(existing), places(new));
        let mut bad: Vec<String> = bad.into_iter().map(|(c, r)| format!("{c}: {r}")).collect();
        bad.sort();
        (good.into_iter().map(|p| p.name).collect(), bad)
    }

    #[test]
    fn order_in_the_file_does_not_matter() {
        let (good, bad) = tried(
            &[],
            &[("meter", "school"), ("school", "town"), ("town", "")],
        );
        assert_eq!((good.len(), bad.len()), (3, 0));
    }

    #[test]
    fn what_does_not_fit_is_named_and_the_rest_stays() {
        let town = [("town", "")];
        let rows = [
            ("a", "nowhere"),
            ("below", "a"),
            ("x", "y"),
            ("y", "x"),
            ("other", ""),
            ("ok", "town"),
            ("self", "self"),
        ];
        let (good, bad) = tried(&town, &rows);
        assert_eq!(good, ["ok"]);
        assert_eq!(bad.len(), 6);
        assert!(bad[0].starts_with("a: parent `nowhere` of place `a` does not exist"));
        assert!(bad[1].starts_with("below: parent `a` of place `below` does not exist"));
        assert!(bad[2].contains("`town` is already the city"));
        assert!(bad[3].contains("self` would be part of itself"));
        assert!(bad[4].contains("would be part of itself"));
    }

    #[test]
    fn moving_the_city_below_its_part_changes_nothing() {
        let existing = [("town", ""), ("district", "town")];
        let (good, bad) = tried(&existing, &[("town", "district"), ("school", "district")]);
        assert_eq!(good, ["school"]);
        assert_eq!(bad.len(), 1);
    }
}
