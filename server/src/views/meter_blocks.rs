use app::chart::Chart;
use app::chart::load_curve::{Annotation, Curve, LoadCurveSpec, Sample, load_curve};
use app::view::{CorrectionLine, ReadingLine};
use model::city::{FactBody, SeriesKind};
use model::engine::TownSeries;
use model::format::{NARROW_SPACE, date_long, date_short, decimal, percent, time_of_day};
use model::measure::{Quality, Reading};
use model::time::At;

use super::comparing::events;
use super::{Scene, alert_spans};
use crate::store::Correction;

/// Readings shown in the table of a meter.
const READINGS_SHOWN: usize = 24;
const CURVE_DAYS: i32 = 7;
/// A week with fewer readings is no curve: the meter is read by bills.
const LEAST_CURVE: usize = 5;

/// The last week of a meter beside the week before.
pub(super) fn curve(scene: &Scene<'_>, series: &TownSeries, readings: &[Reading]) -> Option<Chart> {
    let zone = scene.town().zone();
    let last = readings.last()?;
    let to = zone.start_of_day(zone.day(last.at).plus(1));
    let from = zone.start_of_day(zone.day(last.at).plus(1 - CURVE_DAYS));
    let week_s = i64::from(CURVE_DAYS) * 86_400;
    let samples = |from: At, to: At, shift_s: i64| -> Vec<Sample> {
        readings
            .iter()
            .filter(|r| r.at >= from && r.at < to)
            .map(|r| Sample {
                at: r.at.seconds() + shift_s,
                value: r.quality.counts().then_some(r.value),
            })
            .collect()
    };
    let this = samples(from, to, 0);
    if this.len() < LEAST_CURVE {
        return None;
    }
    let before = samples(from.plus_seconds(-week_s), from, week_s);
    Some(load_curve(
        &LoadCurveSpec {
            id: "courbe".to_owned(),
            title: format!("Sept jours de relevés, {}", unit_of(series)),
            unit: series.series.unit.label(),
            from: from.seconds(),
            to: to.seconds(),
            step_s: i64::from(series.series.step_s),
            curve: Curve {
                label: "cette semaine".to_owned(),
                samples: this,
            },
            compare: (!before.is_empty()).then(|| Curve {
                label: "semaine d’avant".to_owned(),
                samples: before,
            }),
            annotations: annotations(scene, series),
            decimals: 1,
        },
        zone.rules(),
    ))
}

fn unit_of(series: &TownSeries) -> String {
    let unit = series.series.unit.label();
    match series.series.kind {
        SeriesKind::Interval if series.series.step_s == 3600 => format!("{unit} par heure"),
        SeriesKind::Interval | SeriesKind::Gauge | SeriesKind::Index => unit,
    }
}

/// What was done where the meter is, and what the watch found, on its curve.
fn annotations(scene: &Scene<'_>, series: &TownSeries) -> Vec<Annotation> {
    let zone = scene.town().zone();
    scene
        .town()
        .tree()
        .upwards(series.place)
        .take(2)
        .flat_map(|place| events(scene, place))
        .map(|(on, name)| Annotation {
            from: zone.start_of_day(on).seconds(),
            to: None,
            label: name,
        })
        .chain(alert_spans::on_curve(scene, series))
        .collect()
}

/// What a meter serves where it is shared, latest key first.
pub(super) fn served(scene: &Scene<'_>, series: &TownSeries) -> Vec<String> {
    let mut keys: Vec<_> = scene
        .town()
        .facts()
        .iter()
        .filter(|fact| fact.subject == series.series.code.as_str())
        .filter_map(|fact| match &fact.body {
            FactBody::Allocation { place, share } => {
                let id = scene.town().tree().id(place.as_str());
                let name = id.map_or_else(|| place.to_string(), |id| scene.name(id).to_owned());
                Some((fact.from, fact.to, name, *share))
            }
            _ => None,
        })
        .collect();
    keys.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.2.cmp(&b.2)));
    keys.into_iter()
        .map(|(from, to, name, share)| {
            let until = to.map(|end| format!(" au {}", date_short(end.plus(-1))));
            let from = match until {
                Some(until) => format!("du {}{until}", date_short(from)),
                None => format!("depuis le {}", date_short(from)),
            };
            format!("{name}{NARROW_SPACE}: {}, {from}", percent(share, 0))
        })
        .collect()
}

/// Readings that replaced another value, latest first.
pub(super) fn correction_lines(
    scene: &Scene<'_>,
    series: &TownSeries,
    corrections: &[Correction],
) -> Vec<CorrectionLine> {
    let unit = series.series.unit.label();
    let amount = |value| format!("{}{NARROW_SPACE}{unit}", decimal(value, 1));
    corrections
        .iter()
        .map(|correction| CorrectionLine {
            of: when(scene, correction.at),
            known: when(scene, correction.known_at),
            before: amount(correction.old_value),
            after: amount(correction.new_value),
        })
        .collect()
}

fn when(scene: &Scene<'_>, at: At) -> String {
    let zone = scene.town().zone();
    format!(
        "{}, {}",
        date_long(zone.day(at)),
        time_of_day(at, zone.offset_s(at))
    )
}

/// The latest readings of a meter, latest first.
pub(super) fn reading_lines(
    scene: &Scene<'_>,
    series: &TownSeries,
    readings: &[Reading],
) -> Vec<ReadingLine> {
    readings
        .iter()
        .rev()
        .take(READINGS_SHOWN)
        .map(|reading| ReadingLine {
            when: when(scene, reading.at),
            value: format!(
                "{}{NARROW_SPACE}{}",
                decimal(reading.value, 1),
                series.series.unit.label()
            ),
            quality: match reading.quality {
                Quality::Measured => "relevé",
                Quality::Estimated => "estimé",
                Quality::Missing => "manquant",
                Quality::Replaced => "compteur remplacé",
            }
            .to_owned(),
        })
        .collect()
}
