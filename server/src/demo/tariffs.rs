use model::energy::{Post, Slot, Tariff};
use model::time::Day;

use super::draws::{Draws, subject};
use super::fluid::Fluid;

/// What a fluid costs since some day.
pub(super) struct Dated {
    pub(super) from: Day,
    pub(super) to: Option<Day>,
    pub(super) tariff: Tariff,
}

/// Prices of one contract: its first year, and € per unit by day and by night.
type Price = (i16, f64, f64);

/// Off-peak hours that the distributor has given to a meter: each its own.
const OFF_PEAK: [(&str, &str); 4] = [
    ("22:30", "06:30"),
    ("23:00", "07:00"),
    ("22:00", "06:00"),
    ("01:30", "09:30"),
];

/// The tariffs of a meter, oldest first. Invented, of the order of what French
/// towns paid, the rise of 2023 included; taxes are in them.
pub(super) fn tariffs(fluid: Fluid, meter: &str, area_m2: f64, seed: u64) -> Vec<Dated> {
    let prices: &[Price] = match fluid {
        Fluid::Electricity => &[
            (2019, 0.158, 0.112),
            (2023, 0.271, 0.194),
            (2025, 0.206, 0.147),
        ],
        Fluid::Gas => &[
            (2019, 0.058, 0.058),
            (2023, 0.121, 0.121),
            (2025, 0.092, 0.092),
        ],
        Fluid::HeatNetwork => &[(2019, 0.079, 0.079), (2023, 0.104, 0.104)],
        Fluid::FuelOil => &[(2019, 0.92, 0.92), (2022, 1.28, 1.28)],
        Fluid::Wood => &[(2019, 0.27, 0.27), (2023, 0.38, 0.38)],
        Fluid::Water => &[(2019, 3.94, 3.94), (2024, 4.61, 4.61)],
        // A meter of volumes is priced by what its gas is worth; the sun is free.
        Fluid::GasVolume | Fluid::Solar => &[],
    };
    let mut draws = Draws::new(seed, subject(meter), 4);
    let nth = usize::try_from(draws.whole(0, 4)).unwrap_or(0);
    let off_peak = OFF_PEAK.get(nth).copied().unwrap_or(("22:00", "06:00"));
    let fixed = (area_m2 * 0.45).clamp(90.0, 4_000.0).round();
    let first = |price: &Price| Day::from_ymd(price.0, 1, 1).unwrap_or_default();
    prices
        .iter()
        .enumerate()
        .map(|(nth, price)| Dated {
            from: first(price),
            to: prices.get(nth + 1).map(first),
            tariff: tariff(fluid, *price, off_peak, fixed),
        })
        .collect()
}

fn tariff(fluid: Fluid, (year, day, night): Price, off_peak: (&str, &str), fixed: f64) -> Tariff {
    let post = |name: &str, price: f64, slot: Vec<Slot>| Post {
        name: name.to_owned(),
        price,
        share: None,
        slot,
    };
    let rest = |name: &str| post(name, day, Vec::new());
    let at_night = Slot {
        months: Vec::new(),
        weekdays: Vec::new(),
        from: off_peak.0.to_owned(),
        to: off_peak.1.to_owned(),
    };
    Tariff {
        name: format!("Marché {year}"),
        post: match fluid {
            Fluid::Electricity => vec![post("HC", night, vec![at_night]), rest("HP")],
            _ => vec![rest("Base")],
        },
        fixed_per_year: if fluid == Fluid::Electricity {
            fixed
        } else {
            0.0
        },
    }
}
