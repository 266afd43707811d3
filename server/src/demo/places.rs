use model::city::{Attribute, Place, PlaceCode};

use super::district::District;
use super::map::{line_wkt, outline, polygon_wkt, river, town_outline};
use super::meter::Meter;
use super::site::Site;
use super::slug::slug;

/// Code of the town.
pub(super) const TOWN: &str = "clairval";
/// Attributes of the town from which it is made again after a restart.
pub(super) const SEED: &str = "demo_seed";
pub(super) const BUILT_AT: &str = "demo_built_at_ms";

/// The whole tree, parents before children.
pub(super) fn places(seed: u64, built_at_ms: i64, sites: &[Site], meters: &[Meter]) -> Vec<Place> {
    let population: u32 = District::ALL.into_iter().map(District::population).sum();
    let town = place(
        TOWN,
        None,
        "city",
        "Clairval",
        vec![
            ("population", number(population)),
            ("outline", text(polygon_wkt(&town_outline()))),
            ("river", text(line_wkt(&river()))),
            (SEED, text(seed.to_string())),
            (BUILT_AT, text(built_at_ms.to_string())),
        ],
    );
    let districts = District::ALL.into_iter().map(|district| {
        let (lon, lat) = district.label_at().lon_lat();
        place(
            &district_code(district),
            Some(TOWN),
            "district",
            district.label(),
            vec![
                ("population", number(district.population())),
                ("outline", text(polygon_wkt(&outline(district)))),
                ("lon", Attribute::Number(lon)),
                ("lat", Attribute::Number(lat)),
            ],
        )
    });
    let buildings = sites.iter().map(building);
    let meters = meters.iter().filter_map(|meter| {
        let site = sites.get(meter.site)?;
        place(
            meter.code.as_str(),
            Some(&site.code),
            "meter",
            &format!("{}, {}", meter.fluid.label(), site.entry.name),
            vec![
                ("fluid", text(meter.fluid.label())),
                ("serial", text(meter.serial.clone())),
            ],
        )
    });
    core::iter::once(town)
        .chain(districts)
        .chain(buildings)
        .flatten()
        .chain(meters)
        .collect()
}

/// Code of a district.
pub(super) fn district_code(district: District) -> String {
    format!("quartier-{}", slug(district.label()))
}

fn building(site: &Site) -> Option<Place> {
    let (lon, lat) = site.at.lon_lat();
    let profile = site.entry.of.profile();
    let mut attributes = vec![
        ("floor_area_m2", number(site.entry.area_m2)),
        ("use", text(profile.label)),
        ("directorate", text(profile.directorate.label())),
        ("address", text(site.address.clone())),
        ("opened_on", text(site.opened_on.to_string())),
        ("lon", Attribute::Number(lon)),
        ("lat", Attribute::Number(lat)),
    ];
    if site.entry.users > 0 {
        attributes.push(("users", number(site.entry.users)));
    }
    let parent = district_code(site.district);
    place(
        &site.code,
        Some(&parent),
        "site",
        site.entry.name,
        attributes,
    )
}

/// `None` when a code is not valid; the table of buildings is tested to have none such.
fn place(
    code: &str,
    parent: Option<&str>,
    kind: &str,
    name: &str,
    attributes: Vec<(&str, Attribute)>,
) -> Option<Place> {
    Some(Place {
        code: PlaceCode::new(code).ok()?,
        parent: parent.map(PlaceCode::new).transpose().ok()?,
        kind: kind.to_owned(),
        name: name.to_owned(),
        attributes: attributes
            .into_iter()
            .map(|(key, value)| (key.to_owned(), value))
            .collect(),
    })
}

fn number(n: u32) -> Attribute {
    Attribute::Number(f64::from(n))
}

fn text(t: impl Into<String>) -> Attribute {
    Attribute::Text(t.into())
}
