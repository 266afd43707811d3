use std::sync::OnceLock;

use model::city::SeriesCode;
use model::time::Day;

use super::attendance::{users, water};
use super::billing::Billing;
use super::building_use::BuildingUse;
use super::counter::Counter;
use super::day_facts::DayFacts;
use super::draws::{Draws, subject};
use super::fluid::Fluid;
use super::heat_source::HeatSource;
use super::incidents::INCIDENTS;
use super::load::{Load, LoadPlan};
use super::meter::Meter;
use super::register::Register;
use super::shape::Shape;
use super::shared_meter::SHARED;
use super::site::Site;
use super::solar::{ROOFS, Roof, YIELD};
use super::submeter::Submeter;

/// What meters are fitted with.
pub(super) struct Fitting<'a> {
    pub(super) sites: &'a [Site],
    pub(super) seed: u64,
    /// The day the town is built.
    pub(super) today: Day,
    /// The first day of its data.
    pub(super) first: Day,
    /// The days over which yearly amounts are reached.
    pub(super) year: &'a [DayFacts],
}

/// The water meter that was replaced, and how many days ago.
const REPLACED: (&str, i32) = ("eau-residence-du-parc", 204);
/// Days since the water of great consumers is read each hour.
const WATER_HOURLY: i32 = 731;
/// Years since the sub-meters are there.
const SUBMETERS: i16 = -3;

impl Fitting<'_> {
    /// Every meter, building by building.
    pub(super) fn meters(&self) -> Vec<Meter> {
        let mut meters = Vec::new();
        for (nth, site) in self.sites.iter().enumerate() {
            meters.extend(self.electricity(nth, site));
            meters.extend(self.heat(nth, site));
            meters.extend(self.water(nth, site));
            let roofs = ROOFS.into_iter().filter(|roof| roof.site == site.code);
            meters.extend(roofs.filter_map(|roof| self.solar(nth, site, roof)));
            if site.code == Submeter::SITE {
                meters.extend(
                    Submeter::ALL
                        .into_iter()
                        .filter_map(|part| self.part(nth, site, part)),
                );
            }
        }
        meters
    }

    fn electricity(&self, nth: usize, site: &Site) -> Option<Meter> {
        let position = SHARED.sites.iter().position(|code| *code == site.code);
        match position {
            None => {
                let load = self.load(site, Fluid::Electricity, electric(site));
                let name = named(Fluid::Electricity.label(), site);
                self.meter(Fluid::Electricity, &site.code, name, vec![(nth, load)])
            }
            Some(0) => {
                let of = |code: &str| {
                    let (nth, site) = self
                        .sites
                        .iter()
                        .enumerate()
                        .find(|(_, s)| s.code == code)?;
                    Some((nth, self.load(site, Fluid::Electricity, electric(site))))
                };
                let loads: Vec<_> = SHARED.sites.into_iter().filter_map(of).collect();
                let meter = self.meter(Fluid::Electricity, "", SHARED.name.to_owned(), loads)?;
                Some(Meter {
                    code: SeriesCode::new(SHARED.code).ok()?,
                    ..meter
                })
            }
            Some(_) => None,
        }
    }

    fn heat(&self, nth: usize, site: &Site) -> Option<Meter> {
        let source = site.entry.heat;
        let fluid = source.fluid()?;
        let load = self.load(site, fluid, heated(site, source.per_gas_kwh()));
        let meter = self.meter(
            fluid,
            &site.code,
            named(fluid.label(), site),
            vec![(nth, load)],
        )?;
        let register = match source {
            HeatSource::GasVolume => Register::Counter(Counter {
                first: 8_214.0,
                hourly_from: None,
                replaced: None,
            }),
            HeatSource::BilledGas => Register::Billed(Billing::Monthly),
            HeatSource::FuelOil | HeatSource::Wood => Register::Billed(Billing::Deliveries),
            HeatSource::Gas | HeatSource::Network | HeatSource::Electricity => Register::Hourly,
        };
        Some(Meter { register, ..meter })
    }

    fn water(&self, nth: usize, site: &Site) -> Option<Meter> {
        let (low, high) = water(site.entry.of);
        let mut draws = Draws::new(self.seed, subject(&site.code), 2);
        let each = draws.between(low, high);
        let yearly = vec![(Shape::Water, each * f64::from(users(&site.entry)))];
        let load = self.load(site, Fluid::Water, yearly);
        let name = named(Fluid::Water.label(), site);
        let meter = self.meter(Fluid::Water, &site.code, name, vec![(nth, load)])?;
        let great = matches!(
            site.entry.of,
            BuildingUse::Pool | BuildingUse::CareHome | BuildingUse::Kitchen | BuildingUse::Gym
        );
        let (replaced, ago) = REPLACED;
        let counter = Counter {
            first: f64::from(draws.whole(900, 40_000)),
            hourly_from: great.then_some(self.today.plus(-WATER_HOURLY)),
            replaced: (meter.code.as_str() == replaced).then_some(self.today.plus(-ago)),
        };
        Some(Meter {
            register: Register::Counter(counter),
            ..meter
        })
    }

    fn solar(&self, nth: usize, site: &Site, roof: Roof) -> Option<Meter> {
        let yearly = vec![(Shape::Sun, f64::from(roof.peak_kw) * YIELD)];
        let load = self.load(site, Fluid::Solar, yearly);
        let name = named(Fluid::Solar.label(), site);
        let meter = self.meter(Fluid::Solar, &site.code, name, vec![(nth, load)])?;
        Some(Meter {
            since: roof.first_day().max(self.first),
            ..meter
        })
    }

    /// A sub-meter sees the very consumption of the main meter of its building.
    fn part(&self, nth: usize, site: &Site, part: Submeter) -> Option<Meter> {
        let load = self.load(site, Fluid::Electricity, electric(site));
        let code = format!("{}-{}", site.code, part.suffix());
        let name = named(&format!("Électricité, {}", part.label()), site);
        let meter = self.meter(Fluid::Electricity, &code, name, vec![(nth, load)])?;
        Some(Meter {
            part: Some(part),
            since: self.today.plus_years(SUBMETERS),
            ..meter
        })
    }

    fn meter(
        &self,
        fluid: Fluid,
        of: &str,
        name: String,
        loads: Vec<(usize, Load)>,
    ) -> Option<Meter> {
        let code = SeriesCode::new(format!("{}-{of}", fluid.prefix())).ok()?;
        let number = Draws::new(self.seed, subject(code.as_str()), 0).whole(100_000, 1_000_000);
        Some(Meter {
            name,
            fluid,
            // Said to be invented, so that nobody takes it for a real delivery point.
            serial: format!("DEMO-{}-{number}", fluid.prefix().to_uppercase()),
            loads,
            part: None,
            register: Register::Hourly,
            since: self.first,
            counted: OnceLock::new(),
            code,
        })
    }

    fn load(&self, site: &Site, fluid: Fluid, yearly: Vec<(Shape, f64)>) -> Load {
        let code = format!("{}-{}", fluid.prefix(), site.code);
        let mishaps = INCIDENTS
            .into_iter()
            .filter(|(series, _)| *series == code)
            .map(|(_, mishap)| mishap)
            .collect();
        let whole: f64 = yearly.iter().map(|(_, amount)| amount).sum();
        let plan = LoadPlan {
            subject: subject(&code),
            of: site.entry.of,
            drift: match fluid {
                // Panels age by half a per cent a year.
                Fluid::Solar => -0.005,
                // Habits change more slowly than boilers.
                Fluid::Water => site.drift * 0.25,
                _ => site.drift,
            },
            grid: match fluid {
                Fluid::Water => 1000.0,
                // A small building's night would be all zeros on a coarse register.
                _ if whole < 30_000.0 => 100.0,
                _ => 10.0,
            },
            yearly,
            mishaps,
            origin: self.today,
        };
        Load::new(plan, self.year)
    }
}

fn named(what: &str, site: &Site) -> String {
    format!("{what}, {}", site.entry.name)
}

/// Activity, and heat where it is electric.
fn electric(site: &Site) -> Vec<(Shape, f64)> {
    let mut parts = vec![(Shape::Activity, site.activity_kwh_m2 * site.area())];
    if site.entry.heat == HeatSource::Electricity {
        let heat = site.heat_kwh_m2 * site.area() * HeatSource::Electricity.per_gas_kwh();
        parts.push((Shape::Heating, heat));
    }
    parts
}

/// Heating and hot water, in units of which so many replace a kWh of gas.
fn heated(site: &Site, per_gas_kwh: f64) -> Vec<(Shape, f64)> {
    let heat = site.heat_kwh_m2 * site.area() * per_gas_kwh;
    let water = site.entry.of.profile().hot_water;
    [
        (Shape::Heating, heat * (1.0 - water)),
        (Shape::HotWater, heat * water),
    ]
    .into_iter()
    .filter(|(_, amount)| *amount > 0.0)
    .collect()
}
