use model::city::SeriesCode;
use model::time::Day;

use super::day_facts::DayFacts;
use super::draws::{Draws, subject};
use super::load::{Load, LoadPlan, Shape};
use super::mishap::MISHAPS;
use super::site::Site;

/// What a meter counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fluid {
    Electricity,
    Gas,
}

impl Fluid {
    /// The word on screen.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Electricity => "Électricité",
            Self::Gas => "Gaz",
        }
    }

    /// Code of the quantity in the theme.
    pub(super) const fn quantity(self) -> &'static str {
        match self {
            Self::Electricity => "electricity",
            Self::Gas => "gas",
        }
    }

    /// How codes of its meters and indicators begin.
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            Self::Electricity => "elec",
            Self::Gas => "gaz",
        }
    }
}

/// A meter of a building, and what it will tell.
#[derive(Debug, Clone)]
pub(super) struct Meter {
    /// Code of the series and of the place.
    pub(super) code: SeriesCode,
    /// Position of the building among the sites.
    pub(super) site: usize,
    pub(super) fluid: Fluid,
    pub(super) serial: String,
    pub(super) load: Load,
}

/// Radiators and heat pumps together take this share of what gas would.
const ELECTRIC_HEAT: f64 = 0.55;

impl Meter {
    /// Every meter, building by building; `year` as in [`Load::new`].
    pub(super) fn all(sites: &[Site], seed: u64, origin: Day, year: &[DayFacts]) -> Vec<Self> {
        sites
            .iter()
            .enumerate()
            .flat_map(|(nth, site)| {
                let gas = site.entry.has_gas.then_some(Fluid::Gas);
                [Some(Fluid::Electricity), gas]
                    .into_iter()
                    .flatten()
                    .filter_map(move |fluid| Self::new(site, nth, fluid, seed, origin, year))
            })
            .collect()
    }

    fn new(
        site: &Site,
        nth: usize,
        fluid: Fluid,
        seed: u64,
        origin: Day,
        year: &[DayFacts],
    ) -> Option<Self> {
        let code = SeriesCode::new(format!("{}-{}", fluid.prefix(), site.code)).ok()?;
        let mishaps = MISHAPS
            .into_iter()
            .filter(|(series, _)| *series == code.as_str())
            .map(|(_, mishap)| mishap)
            .collect();
        let number = Draws::new(seed, subject(code.as_str()), 0).whole(100_000, 1_000_000);
        let load = LoadPlan {
            subject: subject(code.as_str()),
            of: site.entry.of,
            yearly: yearly(site, fluid),
            drift: site.drift,
            mishaps,
            origin,
        };
        Some(Self {
            site: nth,
            fluid,
            // Said to be invented, so that nobody takes it for a real delivery point.
            serial: format!("DEMO-{}-{number}", fluid.prefix().to_uppercase()),
            load: Load::new(load, year),
            code,
        })
    }
}

fn yearly(site: &Site, fluid: Fluid) -> Vec<(Shape, f64)> {
    let area = site.area();
    let heat = site.heat_kwh_m2 * area;
    let water = site.entry.of.profile().hot_water;
    let activity = (Shape::Activity, site.activity_kwh_m2 * area);
    let parts = match (fluid, site.entry.has_gas) {
        (Fluid::Gas, _) => vec![
            (Shape::Heating, heat * (1.0 - water)),
            (Shape::HotWater, heat * water),
        ],
        (Fluid::Electricity, true) => vec![activity],
        (Fluid::Electricity, false) => vec![activity, (Shape::Heating, heat * ELECTRIC_HEAT)],
    };
    parts.into_iter().filter(|(_, kwh)| *kwh > 0.0).collect()
}
