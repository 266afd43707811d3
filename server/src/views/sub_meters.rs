use app::view::{SubMeterLine, SubMeters};
use model::city::{PlaceId, QuantityCode, SeriesRole};
use model::energy::MeterBalance;
use model::engine::SeriesIndex;
use model::format::{NARROW_SPACE, integer, percent};
use model::time::Day;

use super::Scene;

/// Days of the balance: twelve months.
const DAYS: i32 = 365;
/// Fewer days that all meters know say nothing of a year.
const LEAST_DAYS: u32 = 30;
/// Meters of the class in use differ by so much without fault (ours).
const TOLERANCE: f64 = 0.02;
/// A day known for less is not compared.
const LEAST_SHARE: f64 = 0.99;

/// What the sub-meters of a site tell of each quantity they count.
pub(super) fn sub_meters(scene: &Scene<'_>, place: PlaceId) -> Vec<SubMeters> {
    let town = scene.town();
    let inside = town.tree().subtree(place);
    let here = |role: SeriesRole, quantity: &QuantityCode| -> Vec<SeriesIndex> {
        let series = town.series().iter().enumerate();
        let wanted = series.filter(|(_, s)| {
            let same = s.series.role == role && s.series.quantity == *quantity;
            same && inside.contains(&s.place)
        });
        wanted.map(|(index, _)| SeriesIndex(index)).collect()
    };
    town.themes()
        .iter()
        .flat_map(|theme| &theme.quantity)
        .filter(|quantity| quantity.derived.is_none())
        .filter_map(|quantity| {
            let subs = here(SeriesRole::Sub, &quantity.code);
            let mains = here(SeriesRole::Main, &quantity.code);
            if subs.is_empty() || mains.is_empty() {
                return None;
            }
            let factor = |index: &SeriesIndex| {
                let series = town.series_at(*index)?;
                series.series.unit.factor_to(&quantity.unit).ok()
            };
            let of = |index: &SeriesIndex| days(scene, *index, factor(index).unwrap_or(0.0));
            let all: Vec<Vec<Option<f64>>> = mains.iter().map(of).collect();
            let main: Vec<Option<f64>> = (0..all.first()?.len())
                .map(|day| {
                    all.iter()
                        .map(|days| days.get(day).copied().flatten())
                        .sum()
                })
                .collect();
            let parts: Vec<Vec<Option<f64>>> = subs.iter().map(of).collect();
            let balance = MeterBalance::of(&main, &parts);
            let unit = quantity.unit.label();
            Some(shown(scene, &quantity.name, &unit, &subs, &balance))
        })
        .collect()
}

/// The amounts of twelve months, day by day up to yesterday.
fn days(scene: &Scene<'_>, index: SeriesIndex, factor: f64) -> Vec<Option<f64>> {
    let end = scene.now().moment().day.number();
    let track = scene.town().track(index);
    (end - DAYS..end)
        .map(|day| {
            let known = track?.known(Day::from_number(day))?;
            (known.share >= LEAST_SHARE).then_some(known.sum * factor)
        })
        .collect()
}

fn shown(
    scene: &Scene<'_>,
    name: &str,
    unit: &str,
    subs: &[SeriesIndex],
    balance: &MeterBalance,
) -> SubMeters {
    let amount = |value: f64| format!("{}{NARROW_SPACE}{unit}", integer(value));
    let share = |value: f64| match balance.main {
        main if main > 0.0 => percent(value / main, 0),
        _ => String::new(),
    };
    if balance.days < LEAST_DAYS {
        return SubMeters {
            sentence: format!(
                "Les sous-compteurs et le compteur principal n’ont que {} jours en commun : trop peu pour un bilan.",
                balance.days
            ),
            lines: Vec::new(),
        };
    }
    let mut lines: Vec<SubMeterLine> = subs
        .iter()
        .zip(&balance.parts)
        .filter_map(|(index, part)| {
            let place = scene.place(scene.town().series_at(*index)?.place)?;
            Some(SubMeterLine {
                place: Some(place.code.to_string()),
                name: place.name.clone(),
                amount: amount(*part),
                share: share(*part),
            })
        })
        .collect();
    let counted = balance.parts.iter().sum::<f64>();
    let sentence = if balance.is_exceeded(TOLERANCE) {
        let more = share(-balance.rest());
        format!(
            "Les sous-compteurs dépassent le compteur principal de {more} : l’un d’eux compte mal."
        )
    } else {
        lines.push(SubMeterLine {
            place: None,
            name: "Sans sous-compteur".to_owned(),
            amount: amount(balance.rest().max(0.0)),
            share: share(balance.rest().max(0.0)),
        });
        let counted = share(counted);
        format!(
            "{name}\u{202f}: les sous-compteurs disent où passent {counted} du total, sur {} jours.",
            balance.days
        )
    };
    SubMeters { sentence, lines }
}
