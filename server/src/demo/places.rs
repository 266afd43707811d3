use model::city::{Attribute, Place, PlaceCode};

use super::attendance::users;
use super::district::District;
use super::eet::{self, Eet};
use super::fluid::Fluid;
use super::map::{line_wkt, outline, polygon_wkt, river, town_outline};
use super::meter::Meter;
use super::site::Site;
use super::slug::slug;
use super::solar::ROOFS;
use super::station::{STATION, STATION_NAME};

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
            ("altitude_m", number(eet::ALTITUDE_M)),
            ("eet_zone", text(eet::ZONE)),
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
    let buildings = sites.iter().map(|site| building(site, seed));
    let (lon, lat) = District::Coteaux.label_at().lon_lat();
    let station = place(
        STATION,
        Some(TOWN),
        "station",
        STATION_NAME,
        vec![
            ("altitude_m", number(eet::ALTITUDE_M)),
            ("lon", Attribute::Number(lon)),
            ("lat", Attribute::Number(lat)),
        ],
    );
    let meters = meters.iter().filter_map(|meter| {
        let site = sites.get(meter.site()?)?;
        let roof = ROOFS.iter().find(|roof| roof.site == site.code);
        let mut attributes = vec![
            ("fluid", text(meter.fluid.label())),
            ("serial", text(meter.serial.clone())),
        ];
        if let Some(roof) = roof.filter(|_| meter.fluid == Fluid::Solar) {
            attributes.push(("peak_kw", number(roof.peak_kw)));
        }
        place(
            meter.code.as_str(),
            Some(&site.code),
            "meter",
            &meter.name,
            attributes,
        )
    });
    core::iter::once(town)
        .chain(core::iter::once(station))
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

fn building(site: &Site, seed: u64) -> Option<Place> {
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
    attributes.push(("users", number(users(&site.entry))));
    attributes.extend(Eet::of(site, seed).attributes());
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
