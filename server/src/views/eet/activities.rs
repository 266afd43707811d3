use model::city::Place;
use model::energy::eet::{Activity, EetParameters, Intensity};

/// What a place says of the activities in a site: `CODE:AREA`, or
/// `CODE:AREA:HOURS:OCCUPATION:AREA_PER_SEAT`, several of them divided by `;`.
const ATTRIBUTE: &str = "eet_activities";

/// The activities of a site: its own list, else its one sub-category over all of
/// its area. `Err`: a list that cannot be read.
pub(super) fn activities(
    place: &Place,
    category: Option<&str>,
    area: f64,
) -> Result<Vec<Activity>, ()> {
    match place.text(ATTRIBUTE) {
        Some(text) => text
            .split(';')
            .map(|part| activity(part).ok_or(()))
            .collect(),
        None => Ok(category
            .map(|category| Activity {
                category: category.to_owned(),
                area,
                intensity: None,
            })
            .into_iter()
            .collect()),
    }
}

fn activity(text: &str) -> Option<Activity> {
    let mut parts = text.split(':').map(str::trim);
    let category = parts.next().filter(|code| !code.is_empty())?.to_owned();
    let figures: Vec<f64> = parts
        .map(|part| {
            part.parse()
                .ok()
                .filter(|n: &f64| n.is_finite() && *n > 0.0)
        })
        .collect::<Option<_>>()?;
    let (area, intensity) = match figures.as_slice() {
        [area] => (*area, None),
        [area, hours, occupation, area_per_seat] => {
            let intensity = Intensity {
                hours: *hours,
                occupation: *occupation,
                area_per_seat: *area_per_seat,
            };
            (*area, Some(intensity))
        }
        _ => return None,
    };
    Some(Activity {
        category,
        area,
        intensity,
    })
}

/// By what the energy of heating and of cooling answers to a degree day: that of
/// each activity, weighted by area. `None` where one of them has none.
pub(super) fn climate_coefficients(
    parameters: &EetParameters,
    activities: &[Activity],
) -> Option<(f64, f64)> {
    let mut sum = (0.0, 0.0);
    for activity in activities {
        let group = &parameters.category(&activity.category)?.climate;
        let (heating, cooling) = parameters.climate_coefficients(group)?;
        sum.0 += heating * activity.area;
        sum.1 += cooling * activity.area;
    }
    let area: f64 = activities.iter().map(|activity| activity.area).sum();
    (area > 0.0).then(|| (sum.0 / area, sum.1 / area))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use model::city::Attribute;

    use super::*;

    fn place(text: Option<&str>) -> Place {
        let listed = text.map(|text| (ATTRIBUTE.to_owned(), Attribute::Text(text.to_owned())));
        Place {
            code: "mairie".parse().expect("a code"),
            parent: None,
            kind: "site".to_owned(),
            name: "Mairie".to_owned(),
            attributes: listed.into_iter().collect::<BTreeMap<_, _>>(),
        }
    }

    #[test]
    fn a_list_prevails_over_the_one_category() {
        let listed = place(Some("bureau_cloisonne:700:3640:0.6:20; archives : 200"));
        let found = activities(&listed, Some("gymnase"), 900.0).expect("readable");
        let names: Vec<&str> = found.iter().map(|a| a.category.as_str()).collect();
        assert_eq!(names, ["bureau_cloisonne", "archives"]);
        assert_eq!((found[0].area, found[1].area), (700.0, 200.0));
        assert_eq!(found[0].intensity.map(|i| i.hours), Some(3640.0));
        let whole = activities(&place(None), Some("gymnase"), 900.0).expect("one");
        assert_eq!((whole.len(), whole[0].area), (1, 900.0));
        assert_eq!(activities(&place(None), None, 900.0), Ok(Vec::new()));
    }

    #[test]
    fn a_list_that_is_not_understood_is_no_list() {
        for wrong in [
            "",
            "bureau",
            "bureau:",
            "bureau:-3",
            "bureau:700:3640",
            "bureau:7;",
        ] {
            let found = activities(&place(Some(wrong)), Some("gymnase"), 900.0);
            assert_eq!(found, Err(()), "{wrong}");
        }
    }
}
