//! One site against what the scheme asks of it.

use model::energy::DegreeDayMethod;
use model::energy::eet::{
    Bound, EetObjective, EetParameters, Leaf, MonthEnergy, ReferenceCandidate, TrendLine, absolute,
    missing_months, reference_candidates,
};
use model::engine::Estimate;
use model::score::{Coverage, Direction};
use model::time::Day;

use super::super::Scene;
use super::Scheme;
use super::activities::climate_coefficients;
use super::declaration::declared_year;
use super::liable::{LiableSite, Meter};
use super::weather::{Weather, Weathers};

/// A site with all that follows for it.
pub(super) struct Assessed {
    pub site: LiableSite,
    /// Share of the twelve months with data, weighted by what each meter counts.
    pub coverage: Coverage,
    /// kWh of final energy of twelve months; `None` where too little is known.
    pub kwh: Option<f64>,
    /// kWh/m² of twelve months, in the reference climate where it can be.
    pub used: Option<f64>,
    /// Years of the reference climate and the method of its degree days, where `used`
    /// was brought to it.
    pub climate: Option<(u32, DegreeDayMethod)>,
    /// € per kWh of final energy.
    pub price: Option<f64>,
    /// Absolute value of the decade, or why there is none.
    pub absolute: Result<f64, NoAbsolute>,
    pub candidates: Vec<ReferenceCandidate>,
    pub reference: Reference,
    /// One a decade.
    pub objectives: Vec<EetObjective>,
    pub line: Option<TrendLine>,
    pub leaf: Option<Leaf>,
    /// kWh a year still to be saved for the decade that is due.
    pub gap_kwh: Option<f64>,
    /// kWh/m² of calendar years that are known well enough.
    pub years: Vec<(i16, f64)>,
    /// Months of the declared year that lack data.
    pub missing: Vec<Day>,
}

/// The reference year of a site.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Reference {
    /// The town chose it.
    Chosen(ReferenceCandidate),
    /// The town chose none: the most favourable one stands in.
    Best(ReferenceCandidate),
    /// The town chose a year that is not known whole.
    Unknown(i16),
    /// No twelve months are known.
    None,
}

/// Why a site has no absolute value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoAbsolute {
    /// Its sub-category is not told.
    Category,
    /// Its sub-category is not among the parameters.
    UnknownCategory,
    /// The list of its activities cannot be read.
    Activities,
    /// Its climate zone or altitude is not told.
    Zone,
    /// The text has no value there.
    Value,
}

impl Reference {
    /// The twelve months, where they are known.
    pub const fn candidate(&self) -> Option<&ReferenceCandidate> {
        match self {
            Self::Chosen(candidate) | Self::Best(candidate) => Some(candidate),
            Self::Unknown(_) | Self::None => None,
        }
    }
}

impl Assessed {
    /// The objective of the decade that is due, and which one binds.
    pub fn binding(&self) -> Option<(Bound, f64)> {
        self.objectives.first()?.binding()
    }

    /// The gap in € a year.
    pub fn gap_money(&self) -> Option<f64> {
        Some(self.gap_kwh? * self.price?)
    }
}

pub(super) fn assess(
    scene: &Scene<'_>,
    scheme: &Scheme<'_>,
    weathers: &mut Weathers,
    site: LiableSite,
) -> Assessed {
    let parameters = &scheme.eet;
    let told = site.activities.as_deref().unwrap_or_default();
    let coefficients = climate_coefficients(parameters, told);
    let weather = weathers.at(scene, scheme, site.place);
    let climate = weather.zip(coefficients);
    let year = scene.day.year();

    let (kwh, coverage, money) = twelve_months(scene, &site);
    let to = scene.now().moment().day;
    let from = to.plus_years(-1);
    let adjusted = kwh.and_then(|k| adjust(climate, k, from, to));
    let used = adjusted.or(kwh).map(|k| k / site.area);

    let decades = parameters.decades.iter().filter(|d| d.year >= year);
    let due = parameters.decade_of(year).map_or(year, |d| d.year);
    let value = absolute_of(parameters, &site, due);
    let candidates = reference_candidates(
        parameters,
        &months(scene, parameters, &site),
        site.area,
        used,
        value.ok(),
        |from, to, k| adjust(climate, k, from, to).unwrap_or(k),
    );
    let reference = choose(&candidates, site.reference_year);
    let per_m2 = reference.candidate().map(|c| c.per_m2);
    let objectives: Vec<EetObjective> = decades
        .map(|decade| {
            EetObjective::new(
                *decade,
                per_m2,
                absolute_of(parameters, &site, decade.year).ok(),
            )
        })
        .collect();
    let target = objectives.first().and_then(EetObjective::binding);
    let line = reference
        .candidate()
        .zip(target)
        .map(|(c, (_, target))| TrendLine {
            reference: c.per_m2,
            from: c.year,
            target: value.unwrap_or(target),
            to: due,
            band: parameters.band,
        });
    let rated = !parameters.unrated.contains(&year);
    let declared = declared_year(parameters, scene.day);
    Assessed {
        coverage,
        kwh,
        used,
        climate: adjusted
            .and(weather)
            .map(|w| (w.reference().known, w.method())),
        price: kwh.filter(|k| *k > 0.0).zip(money).map(|(k, m)| m / k),
        absolute: value,
        leaf: line
            .zip(used)
            .filter(|_| rated)
            .map(|(l, u)| l.rate(u, year)),
        gap_kwh: used
            .zip(objectives.first())
            .and_then(|(u, o)| o.gap_kwh(u, site.area)),
        years: years(scene, parameters, &site, climate),
        missing: missing_months(
            declared,
            scene.day.plus(1),
            site.meters.len(),
            |meter, month| {
                let next = month.plus(31).first_of_month();
                let found = site.meters.get(meter).map(|m| known(scene, m, month, next));
                found.map_or(0.0, |(_, share)| share)
            },
        ),
        candidates,
        reference,
        objectives,
        line,
        site,
    }
}

type Climate<'a> = Option<(&'a Weather, (f64, f64))>;

fn adjust(climate: Climate<'_>, kwh: f64, from: Day, to: Day) -> Option<f64> {
    let (weather, coefficients) = climate?;
    weather.adjusted(kwh, coefficients, from, to)
}

/// kWh of final energy of twelve months with its coverage, and what it cost.
fn twelve_months(scene: &Scene<'_>, site: &LiableSite) -> (Option<f64>, Coverage, Option<f64>) {
    let estimates = site.meters.iter().map(|meter| {
        let found = scene.now().estimate(meter.index).copied();
        (meter, found.unwrap_or_default())
    });
    sums(estimates)
}

/// The energy of all meters together. One that was never known leaves the site
/// without a figure: a missing meter is no saving.
fn sums<'a>(
    estimates: impl Iterator<Item = (&'a Meter, Estimate)>,
) -> (Option<f64>, Coverage, Option<f64>) {
    let (mut kwh, mut covered, mut cost, mut whole) = (0.0, 0.0, Some(0.0), true);
    for (meter, estimate) in estimates {
        whole &= estimate.is_known();
        let amount = estimate.amount(Direction::Down) * meter.to_quantity;
        let counted = amount * meter.to_final;
        kwh += counted;
        covered += counted * estimate.coverage.share();
        cost = cost
            .zip(meter.price)
            .map(|(sum, price)| sum + amount * price);
    }
    let share = if whole && kwh > 0.0 {
        covered / kwh
    } else {
        0.0
    };
    let coverage = Coverage::of(share);
    (Some(kwh).filter(|_| coverage.is_scored()), coverage, cost)
}

/// kWh/m² of each calendar year that is over.
fn years(
    scene: &Scene<'_>,
    parameters: &EetParameters,
    site: &LiableSite,
    climate: Climate<'_>,
) -> Vec<(i16, f64)> {
    let Some(first) = all_known_from(scene, site) else {
        return Vec::new();
    };
    (parameters.reference_first.max(first.year())..scene.day.year())
        .filter_map(|year| {
            let estimates = site.meters.iter().filter_map(|meter| {
                let track = scene.town().track(meter.index)?;
                Some((meter, Estimate::of_year(track, year)))
            });
            let (kwh, coverage, _) = sums(estimates);
            let kwh = kwh.filter(|_| !coverage.is_partial())?;
            let from = Day::from_ymd(year, 1, 1)?;
            let kwh = adjust(climate, kwh, from, from.plus_years(1)).unwrap_or(kwh);
            Some((year, kwh / site.area))
        })
        .collect()
}

/// The months in which a reference may lie.
fn months(scene: &Scene<'_>, parameters: &EetParameters, site: &LiableSite) -> Vec<MonthEnergy> {
    let years = parameters.reference_first..=parameters.reference_last;
    let firsts = years.flat_map(|year| (1..=12).filter_map(move |m| Day::from_ymd(year, m, 1)));
    let Some(known_from) = all_known_from(scene, site) else {
        return Vec::new();
    };
    firsts
        .filter(|month| *month >= known_from && *month <= scene.day)
        .map(|month| {
            let next = month.plus(31).first_of_month();
            let (mut kwh, mut complete) = (0.0, true);
            for meter in &site.meters {
                let (amount, share) = known(scene, meter, month, next);
                kwh += amount * meter.factor();
                // Less than half a day of a month is lost.
                complete &=
                    share * f64::from(next.since(month)) > f64::from(next.since(month)) - 0.5;
            }
            MonthEnergy {
                month,
                kwh,
                complete,
            }
        })
        .collect()
}

/// The day from which every meter of a site is known; `None` where one never was.
fn all_known_from(scene: &Scene<'_>, site: &LiableSite) -> Option<Day> {
    let firsts = site
        .meters
        .iter()
        .map(|m| scene.town().track(m.index)?.first_day());
    let firsts: Option<Vec<Day>> = firsts.collect();
    firsts?.into_iter().max()
}

/// What a meter measured on the days `[from, to)`, in the unit of its series, and
/// which share of them is known.
pub(super) fn known(scene: &Scene<'_>, meter: &Meter, from: Day, to: Day) -> (f64, f64) {
    let (mut sum, mut share) = (0.0, 0.0);
    if let Some(track) = scene.town().track(meter.index) {
        for (_, day) in track.known_days(from, to) {
            sum += day.sum;
            share += day.share;
        }
    }
    (sum, share / f64::from(to.since(from).max(1)))
}

fn absolute_of(
    parameters: &EetParameters,
    site: &LiableSite,
    decade: i16,
) -> Result<f64, NoAbsolute> {
    let told = site.activities.as_deref();
    let told = told.map_err(|()| NoAbsolute::Activities)?;
    if told.is_empty() {
        return Err(NoAbsolute::Category);
    }
    if told
        .iter()
        .any(|a| parameters.category(&a.category).is_none())
    {
        return Err(NoAbsolute::UnknownCategory);
    }
    let (Some(zone), Some(altitude)) = (&site.zone, site.altitude) else {
        return Err(NoAbsolute::Zone);
    };
    absolute(parameters, told, zone, altitude, decade).map_err(|_| NoAbsolute::Value)
}

fn choose(candidates: &[ReferenceCandidate], year: Option<i16>) -> Reference {
    match year {
        Some(year) => match candidates.iter().find(|c| c.year == year) {
            Some(candidate) => Reference::Chosen(*candidate),
            None => Reference::Unknown(year),
        },
        None => match candidates.first() {
            Some(candidate) => Reference::Best(*candidate),
            None => Reference::None,
        },
    }
}
