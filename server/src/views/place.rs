use app::chart::Chart;
use app::chart::heat_map::{HeatMapSpec, HeatRow, heat_map};
use app::chart::load_curve::{Curve, LoadCurveSpec, Sample, load_curve};
use app::view::{Crumb, PartLine, PlaceView, ReadingLine, ViewError};
use model::city::{PlaceId, SeriesKind};
use model::engine::{SeriesIndex, Town, TownSeries};
use model::format::{NARROW_SPACE, date_long, decimal, integer, time_of_day};
use model::measure::{Quality, Reading};
use model::score::Note;
use model::time::{At, Day};

use super::objective_lines::objective_lines;
use super::{Scene, charts, frame, sentences};
use crate::state::State;

/// Readings shown in the table of a meter.
const READINGS_SHOWN: usize = 24;
/// Days of readings that the curve and the heat map look at.
const WEEKS_DAYS: i32 = 21;
const CURVE_DAYS: i32 = 7;

/// The recent readings of the series of a meter.
pub(super) struct Recent {
    /// Three weeks up to the day of the page.
    readings: Vec<Reading>,
}

/// Reads what the page of a meter shows; nothing for other places.
pub(super) async fn read_week(
    state: &State,
    code: &str,
    day: Option<Day>,
) -> Result<Recent, ViewError> {
    let series = state.read(|snapshot| {
        let town = &snapshot.town;
        let (index, series) = measured_at(town, town.tree().id(code)?)?;
        let today = day.unwrap_or(snapshot.now.moment().day);
        // An old meter is shown where its readings end.
        let last = town
            .track(index)
            .and_then(|track| track.last_known_day())
            .map_or(today, |last| last.min(today));
        let zone = town.zone();
        Some((
            series.id,
            zone.start_of_day(last.plus(1 - WEEKS_DAYS)),
            zone.start_of_day(last.plus(1)),
        ))
    });
    let Some((id, from, to)) = series else {
        return Ok(Recent {
            readings: Vec::new(),
        });
    };
    let readings = state
        .store()
        .readings(id, from, to)
        .await
        .map_err(|_| ViewError::Unavailable)?;
    Ok(Recent { readings })
}

/// The series that is measured at a place itself.
fn measured_at(town: &Town, place: PlaceId) -> Option<(SeriesIndex, &TownSeries)> {
    town.series_of(place)
        .find(|(_, series)| series.derivation.is_none())
}

/// `/lieu/{code}`.
pub(super) fn view(scene: &Scene<'_>, code: &str, recent: &Recent) -> Option<PlaceView> {
    let id = scene.town().tree().id(code)?;
    let place = scene.place(id)?;
    let standing = scene.standing(id)?;
    let plan = scene.town().plan().at(id).first();
    let subject = sentences::this(scene, id);
    let theme = plan.map_or(0, |plan| plan.theme);
    let explanation = scene.now().explain(scene.town(), id, Some(theme))?;
    let series = measured_at(scene.town(), id).map(|(_, series)| series);
    let parts = parts(scene, id);
    Some(PlaceView {
        frame: frame::frame(scene),
        code: code.to_owned(),
        name: place.name.clone(),
        facts: facts(scene, id),
        path: path(scene, id),
        standing,
        headline: sentences::of_explanation(&subject, &explanation, scene.day),
        objectives: objective_lines(scene, id, None),
        trajectory: plan.and_then(|plan| charts::objective_trajectory(scene, plan)),
        fluids: charts::fluids(scene, id),
        load_curve: series.and_then(|series| curve(scene, series, &recent.readings)),
        heat_map: series.and_then(|series| heat(scene, series, &recent.readings)),
        parts_title: parts_title(scene, id, parts.len()),
        parts,
        readings: series
            .map(|series| reading_lines(scene, series, &recent.readings))
            .unwrap_or_default(),
        series: series.map(|series| series.series.code.to_string()),
    })
}

/// From the city down to the place above.
pub(super) fn path(scene: &Scene<'_>, id: PlaceId) -> Vec<Crumb> {
    let mut path: Vec<Crumb> = scene
        .town()
        .tree()
        .upwards(id)
        .skip(1)
        .filter_map(|above| scene.place(above))
        .map(|place| Crumb {
            code: place.code.to_string(),
            name: place.name.clone(),
        })
        .collect();
    path.reverse();
    path
}

/// The word for the kind of a place, in the singular or plural.
fn kind_words(scene: &Scene<'_>, kind: &str, plural: bool) -> String {
    let known = scene
        .town()
        .themes()
        .iter()
        .find_map(|theme| theme.kind.get(kind));
    match (known, kind) {
        (Some(words), _) if plural => words.plural.clone(),
        (Some(words), _) => words.name.clone(),
        (None, "city") => if plural { "villes" } else { "ville" }.to_owned(),
        (None, "district") => if plural { "quartiers" } else { "quartier" }.to_owned(),
        (None, "site") => if plural { "lieux" } else { "lieu" }.to_owned(),
        (None, "meter") => if plural { "compteurs" } else { "compteur" }.to_owned(),
        (None, other) => other.to_owned(),
    }
}

fn facts(scene: &Scene<'_>, id: PlaceId) -> String {
    let Some(place) = scene.place(id) else {
        return String::new();
    };
    let mut facts = vec![
        place
            .text("use")
            .map_or_else(|| kind_words(scene, &place.kind, false), str::to_owned),
    ];
    if let Some(first) = facts.first_mut()
        && let Some(initial) = first.chars().next()
    {
        *first = initial
            .to_uppercase()
            .chain(first.chars().skip(1))
            .collect();
    }
    if let Some(area) = place.number("floor_area_m2") {
        facts.push(format!("{}{NARROW_SPACE}m²", integer(area)));
    }
    if let Some(users) = place.number("users") {
        facts.push(format!("{} usagers", integer(users)));
    }
    if let Some(inhabitants) = place.number("population") {
        facts.push(format!("{} habitants", integer(inhabitants)));
    }
    if let Some(directorate) = place.text("directorate") {
        facts.push(directorate.to_owned());
    }
    facts.join(" · ")
}

fn parts(scene: &Scene<'_>, id: PlaceId) -> Vec<PartLine> {
    let mut parts: Vec<PartLine> = scene
        .town()
        .tree()
        .children(id)
        .iter()
        .filter_map(|&child| {
            let place = scene.place(child)?;
            Some(PartLine {
                code: place.code.to_string(),
                name: place.name.clone(),
                facts: facts(scene, child),
                standing: scene.standing(child)?.standing,
            })
        })
        .collect();
    parts.sort_by_key(|part| {
        (
            part.standing.note.map_or(i32::MAX, Note::ten_thousandths),
            part.name.clone(),
        )
    });
    parts
}

fn parts_title(scene: &Scene<'_>, id: PlaceId, count: usize) -> String {
    let kind = scene
        .town()
        .tree()
        .children(id)
        .first()
        .and_then(|&child| scene.place(child))
        .map_or("site", |place| place.kind.as_str());
    format!("{count} {}", kind_words(scene, kind, count > 1))
}

fn curve(scene: &Scene<'_>, series: &TownSeries, readings: &[Reading]) -> Option<Chart> {
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
                samples: samples(from, to, 0),
            },
            compare: (!before.is_empty()).then(|| Curve {
                label: "semaine d’avant".to_owned(),
                samples: before,
            }),
            annotations: Vec::new(),
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

fn heat(scene: &Scene<'_>, series: &TownSeries, readings: &[Reading]) -> Option<Chart> {
    if series.series.kind != SeriesKind::Interval || series.series.step_s > 3600 {
        return None;
    }
    const DAYS: [&str; 7] = ["lun.", "mar.", "mer.", "jeu.", "ven.", "sam.", "dim."];
    let zone = scene.town().zone();
    let mut sums = vec![(0.0, 0u32); 7 * 24];
    for reading in readings.iter().filter(|r| r.quality.counts()) {
        let local = zone.civil(reading.at);
        let row = usize::try_from(local.weekday().to_monday_zero_offset()).ok()?;
        let cell = sums.get_mut(row * 24 + usize::try_from(local.hour()).ok()?)?;
        cell.0 += reading.value;
        cell.1 += 1;
    }
    let per_hour = 3600.0 / f64::from(series.series.step_s.max(1));
    let rows: Vec<HeatRow> = DAYS
        .iter()
        .zip(sums.chunks(24))
        .map(|(label, hours)| HeatRow {
            label: (*label).to_owned(),
            hours: hours
                .iter()
                .map(|(sum, n)| (*n > 0).then(|| sum / f64::from(*n) * per_hour))
                .collect(),
        })
        .collect();
    readings.first()?;
    Some(heat_map(&HeatMapSpec {
        id: "semaine".to_owned(),
        title: "Quand il consomme, trois semaines".to_owned(),
        unit: if series.series.unit.symbol() == "kWh" {
            "kW".to_owned()
        } else {
            series.series.unit.label()
        },
        rows,
        alerts: Vec::new(),
        decimals: 0,
    }))
}

fn reading_lines(scene: &Scene<'_>, series: &TownSeries, readings: &[Reading]) -> Vec<ReadingLine> {
    let zone = scene.town().zone();
    readings
        .iter()
        .rev()
        .take(READINGS_SHOWN)
        .map(|reading| ReadingLine {
            when: format!(
                "{}, {}",
                date_long(zone.day(reading.at)),
                time_of_day(reading.at, zone.offset_s(reading.at))
            ),
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
