//! Which sites the scheme is about, and the meters that count for them.

use model::city::{PlaceId, SeriesKind};
use model::energy::Family;
use model::energy::eet::Activity;
use model::engine::SeriesIndex;

use super::super::Scene;
use super::activities::activities;

/// Value of `eet_category` for a site that is no tertiary building, e.g. housing.
const NOT_CONCERNED: &str = "hors_champ";

/// A meter whose energy counts.
pub(super) struct Meter {
    pub index: SeriesIndex,
    pub quantity: String,
    /// Unit of the quantity, as shown.
    pub unit: String,
    /// From the unit of the series to that of the quantity.
    pub to_quantity: f64,
    /// From the unit of the quantity to kWh of final energy.
    pub to_final: f64,
    /// € per unit of the quantity.
    pub price: Option<f64>,
}

impl Meter {
    /// From the unit of the series to kWh of final energy.
    pub fn factor(&self) -> f64 {
        self.to_quantity * self.to_final
    }
}

/// A site that must reduce.
pub(super) struct LiableSite {
    pub place: PlaceId,
    pub code: String,
    pub name: String,
    pub r#use: Option<String>,
    /// m² that divide.
    pub area: f64,
    /// For want of an area of consumption the floor area divides.
    pub area_is_floor: bool,
    /// What is done there, by area; `Err` where the list of it cannot be read.
    pub activities: Result<Vec<Activity>, ()>,
    pub zone: Option<String>,
    pub altitude: Option<f64>,
    /// The year the town chose as reference.
    pub reference_year: Option<i16>,
    pub meters: Vec<Meter>,
}

impl LiableSite {
    /// The codes of its sub-categories, the largest first.
    pub fn categories(&self) -> Vec<&str> {
        let mut all: Vec<&Activity> = self.activities.iter().flatten().collect();
        all.sort_by(|a, b| b.area.total_cmp(&a.area));
        all.iter().map(|a| a.category.as_str()).collect()
    }
}

/// The liable sites, and how many are left out.
pub(super) struct Liable {
    pub sites: Vec<LiableSite>,
    /// Below the threshold.
    pub small: usize,
    /// Without a floor area.
    pub unmeasured: usize,
    /// Said to be no tertiary building.
    pub not_concerned: usize,
}

pub(super) fn liable(scene: &Scene<'_>, least_area: f64) -> Liable {
    let mut found = Liable {
        sites: Vec::new(),
        small: 0,
        unmeasured: 0,
        not_concerned: 0,
    };
    for place in scene.of_kind("site") {
        let category = inherited(scene, place, |p| p.text("eet_category").map(str::to_owned));
        if category.as_deref() == Some(NOT_CONCERNED) {
            found.not_concerned += 1;
            continue;
        }
        match floor_area(scene, place) {
            None => found.unmeasured += 1,
            Some(floor) if floor < least_area => found.small += 1,
            Some(floor) => found
                .sites
                .extend(liable_site(scene, place, floor, category)),
        }
    }
    found
}

fn liable_site(
    scene: &Scene<'_>,
    place: PlaceId,
    floor: f64,
    category: Option<String>,
) -> Option<LiableSite> {
    let at = scene.place(place)?;
    let declared = at.number("energy_area_m2").filter(|area| *area > 0.0);
    let year = at
        .number("eet_reference_year")
        .map(|year| format!("{year:.0}"))
        .or_else(|| at.text("eet_reference_year").map(str::to_owned));
    let area = declared.unwrap_or(floor);
    Some(LiableSite {
        activities: activities(at, category.as_deref(), area),
        place,
        code: at.code.to_string(),
        name: at.name.clone(),
        r#use: at.text("use").map(str::to_owned),
        area,
        area_is_floor: declared.is_none(),
        zone: inherited(scene, place, |p| p.text("eet_zone").map(str::to_owned)),
        altitude: inherited(scene, place, |p| p.number("altitude_m")),
        reference_year: year.and_then(|text| text.trim().parse().ok()),
        meters: meters(scene, place),
    })
}

/// The floor area of a site, or of its parts together.
fn floor_area(scene: &Scene<'_>, place: PlaceId) -> Option<f64> {
    let of = |id: PlaceId| {
        scene
            .place(id)?
            .number("floor_area_m2")
            .filter(|area| *area > 0.0)
    };
    of(place).or_else(|| {
        let below = scene.town().tree().subtree(place);
        below.into_iter().filter_map(of).reduce(|a, b| a + b)
    })
}

/// What is said of a place, or of the nearest one above it.
fn inherited<T>(
    scene: &Scene<'_>,
    place: PlaceId,
    of: impl Fn(&model::city::Place) -> Option<T>,
) -> Option<T> {
    let tree = scene.town().tree();
    let mut at = Some(place);
    while let Some(id) = at {
        if let Some(found) = of(tree.place(id)?) {
            return Some(found);
        }
        at = tree.parent(id);
    }
    None
}

/// The counted meters at or below a place whose quantity is final energy.
fn meters(scene: &Scene<'_>, place: PlaceId) -> Vec<Meter> {
    let town = scene.town();
    let inside = town.tree().subtree(place);
    let counted = town.series().iter().enumerate().filter(|(_, s)| {
        s.is_counted() && s.series.kind != SeriesKind::Gauge && inside.contains(&s.place)
    });
    counted
        .filter_map(|(index, s)| {
            let code = &s.series.quantity;
            let quantity = town.themes().iter().find_map(|t| t.quantity(code))?;
            let to_final = town.factor(Family::Final.as_str(), &s.series)?;
            Some(Meter {
                index: SeriesIndex(index),
                quantity: code.to_string(),
                unit: quantity.unit.label(),
                to_quantity: s.series.unit.factor_to(&quantity.unit).ok()?,
                to_final,
                price: town.factor(Family::Price.as_str(), &s.series),
            })
        })
        .collect()
}
