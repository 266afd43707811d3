use model::city::{Attribute, Place, PlaceCode};

use super::front::{FRONTS, HALLS};
use crate::demo::directorate::Directorate;
use crate::demo::site::Site;

/// The counters of the buildings, each followed by its desks.
pub(in crate::demo) fn places(sites: &[Site]) -> Vec<Place> {
    let mut all = Vec::new();
    for front in &FRONTS {
        let site = HALLS
            .get(front.hall)
            .and_then(|hall| sites.iter().find(|s| s.code == *hall));
        let Some(site) = site else {
            continue;
        };
        let services: Vec<&str> = front
            .services()
            .map(super::service::Service::code)
            .collect();
        let (lon, lat) = site.at.lon_lat();
        all.extend(place(
            front.code,
            &site.code,
            "counter",
            front.name.to_owned(),
            vec![
                ("services", Attribute::Text(services.join(";"))),
                (
                    "directorate",
                    Attribute::Text(Directorate::Citizens.label().to_owned()),
                ),
                ("lon", Attribute::Number(lon)),
                ("lat", Attribute::Number(lat)),
            ],
        ));
        for nth in 0..front.desks {
            let number = front.first_desk() + nth;
            all.extend(place(
                &front.desk_code(nth),
                front.code,
                "desk",
                format!("Guichet {number}"),
                vec![("number", Attribute::Number(f64::from(number)))],
            ));
        }
    }
    all
}

/// `None` when a code is not valid; the tests count that none is lost.
fn place(
    code: &str,
    parent: &str,
    kind: &str,
    name: String,
    attributes: Vec<(&str, Attribute)>,
) -> Option<Place> {
    Some(Place {
        code: PlaceCode::new(code).ok()?,
        parent: Some(PlaceCode::new(parent).ok()?),
        kind: kind.to_owned(),
        name,
        attributes: attributes
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    })
}
