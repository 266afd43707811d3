use model::time::Day;

/// Panels on a roof of the town.
#[derive(Debug, Clone, Copy)]
pub(super) struct Roof {
    /// Code of the building.
    pub(super) site: &'static str,
    pub(super) peak_kw: u32,
    /// Year, month and day of the first kilowatt-hour.
    pub(super) since: (i16, i8, i8),
}

/// Every roof that produces.
pub(super) const ROOFS: [Roof; 5] = [
    roof("ecole-gisele-halimi", 36, (2018, 9, 1)),
    roof("gymnase-colette-besson", 100, (2020, 6, 15)),
    roof("mediatheque-andree-chedid", 36, (2021, 5, 10)),
    roof("centre-technique-municipal", 220, (2022, 4, 1)),
    roof("cuisine-centrale", 99, (2023, 9, 4)),
];

/// kWh that a kilowatt of panels gives in a year in the middle of France.
pub(super) const YIELD: f64 = 1_080.0;

const fn roof(site: &'static str, peak_kw: u32, since: (i16, i8, i8)) -> Roof {
    Roof {
        site,
        peak_kw,
        since,
    }
}

impl Roof {
    /// The first day of its data.
    pub(super) fn first_day(self) -> Day {
        let (year, month, day) = self.since;
        Day::from_ymd(year, month, day).unwrap_or_default()
    }
}
