use model::city::{Fact, FactBody, PlaceCode};
use model::time::Day;

use super::fluid::Fluid;
use super::gas_coefficient::gas_coefficient;
use super::meter::Meter;
use super::opening::opening;
use super::shared_meter::SHARED;
use super::site::Site;
use super::tariffs::tariffs;

/// What the dated facts of the town are derived from.
pub(super) struct Dated<'a> {
    pub(super) seed: u64,
    /// The first day of its data.
    pub(super) first: Day,
    /// The day it was built.
    pub(super) today: Day,
    pub(super) sites: &'a [Site],
    pub(super) meters: &'a [Meter],
}

impl Dated<'_> {
    /// Every dated fact.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let mut facts = self.shares();
        facts.extend(self.coefficients());
        facts.extend(self.events());
        facts.extend(self.hours());
        facts.extend(self.tariffs());
        facts
    }

    /// By what share the shared meter serves its buildings.
    fn shares(&self) -> Vec<Fact> {
        SHARED
            .shares()
            .flat_map(|(from, to, shares)| {
                SHARED
                    .sites
                    .into_iter()
                    .zip(shares)
                    .filter_map(move |(site, share)| {
                        let place = PlaceCode::new(site).ok()?;
                        Some(fact(
                            SHARED.code,
                            from,
                            to,
                            FactBody::Allocation { place, share },
                        ))
                    })
            })
            .collect()
    }

    /// What a cubic metre of gas was worth, month by month; the last one holds on.
    fn coefficients(&self) -> Vec<Fact> {
        let by_volume = self.meters.iter().filter(|m| m.fluid == Fluid::GasVolume);
        by_volume
            .flat_map(|meter| {
                let mut months = self.months().into_iter().peekable();
                core::iter::from_fn(move || {
                    let from = months.next()?;
                    Some((from, months.peek().copied()))
                })
                .map(|(from, to)| {
                    let per_unit = gas_coefficient(self.seed, from);
                    fact(
                        meter.code.as_str(),
                        from,
                        to,
                        FactBody::Coefficient { per_unit },
                    )
                })
            })
            .collect()
    }

    /// Works on buildings.
    fn events(&self) -> Vec<Fact> {
        self.meters
            .iter()
            .filter(|meter| meter.part.is_none())
            .flat_map(|meter| &meter.loads)
            .filter_map(|(site, load)| Some((self.sites.get(*site)?, load)))
            .flat_map(|(site, load)| {
                load.works().map(|(from, name)| {
                    let name = name.to_owned();
                    fact(&site.code, from, None, FactBody::Event { name })
                })
            })
            .collect()
    }

    /// When buildings are open, from their use, for a year to come.
    fn hours(&self) -> Vec<Fact> {
        let end = self.today.plus_years(1);
        let of_site = |site: &Site| {
            let hours = opening(site.entry.of, self.first, end)?;
            Some(fact(&site.code, self.first, None, FactBody::Opening(hours)))
        };
        self.sites.iter().filter_map(of_site).collect()
    }

    /// What each meter costs; sub-meters are paid with the main one.
    fn tariffs(&self) -> Vec<Fact> {
        let paid = self.meters.iter().filter(|meter| meter.part.is_none());
        paid.flat_map(|meter| {
            let code = meter.code.as_str();
            let area = |site: &usize| self.sites.get(*site).map_or(0.0, Site::area);
            let m2: f64 = meter.loads.iter().map(|(site, _)| area(site)).sum();
            tariffs(meter.fluid, code, m2, self.seed)
                .into_iter()
                .map(move |dated| fact(code, dated.from, dated.to, FactBody::Tariff(dated.tariff)))
        })
        .collect()
    }

    /// First days of months, from that of the first day to that of today.
    fn months(&self) -> Vec<Day> {
        let years = self.first.year()..=self.today.year();
        years
            .flat_map(|year| (1..=12).filter_map(move |month| Day::from_ymd(year, month, 1)))
            .filter(|day| *day <= self.today)
            .collect()
    }
}

fn fact(subject: &str, from: Day, to: Option<Day>, body: FactBody) -> Fact {
    Fact {
        subject: subject.to_owned(),
        from,
        to,
        body,
    }
}
