//! Measured years against the objectives, for one site and for all.

use app::chart::Chart;
use app::chart::trajectory::{Target, TrajectorySpec, YearValue, trajectory_named};
use model::energy::eet::EetParameters;

use super::super::Scene;
use super::assess::Assessed;

/// A corner of a line: year and kWh/m².
type Corner = (i16, f64);

/// One site; `None` without a reference.
pub(super) fn site(scene: &Scene<'_>, parameters: &EetParameters, s: &Assessed) -> Option<Chart> {
    let corners = corners(s)?;
    let mut measured = s.years.clone();
    measured.extend(s.used.map(|used| (scene.day.year(), used)));
    Some(draw(
        scene,
        parameters,
        "trajectoire-site",
        format!("{}, kWh par m² et par an", s.site.name),
        &measured,
        &corners,
    ))
}

/// All sites with a reference and a consumption of today, weighted by area.
pub(super) fn portfolio(
    scene: &Scene<'_>,
    parameters: &EetParameters,
    sites: &[Assessed],
) -> Option<Chart> {
    let with: Vec<(&Assessed, Vec<Corner>)> = sites
        .iter()
        .filter(|s| s.used.is_some())
        .filter_map(|s| Some((s, corners(s)?)))
        .collect();
    let area: f64 = with.iter().map(|(s, _)| s.site.area).sum();
    let mut years: Vec<i16> = with
        .iter()
        .flat_map(|(_, c)| c.iter().map(|c| c.0))
        .collect();
    years.sort_unstable();
    years.dedup();
    let path: Vec<Corner> = years
        .into_iter()
        .map(|year| {
            let sum: f64 = with.iter().map(|(s, c)| s.site.area * along(c, year)).sum();
            (year, sum / area)
        })
        .collect();
    let first = path.first()?.0;
    // A year counts where every site is known: a missing one would look like a saving.
    let measured: Vec<Corner> = (first..scene.day.year())
        .filter_map(|year| {
            let values = with.iter().map(|(s, _)| {
                let known = s.years.iter().find(|(y, _)| *y == year)?;
                Some(s.site.area * known.1)
            });
            Some((year, values.sum::<Option<f64>>()? / area))
        })
        .chain([(
            scene.day.year(),
            with.iter()
                .filter_map(|(s, _)| Some(s.used? * s.site.area))
                .sum::<f64>()
                / area,
        )])
        .collect();
    let title = format!(
        "Trajectoire de {} bâtiments, kWh par m² et par an",
        with.len()
    );
    Some(draw(
        scene,
        parameters,
        "trajectoire",
        title,
        &measured,
        &path,
    ))
}

/// From the reference to the objective of each decade.
fn corners(s: &Assessed) -> Option<Vec<Corner>> {
    let reference = s.reference.candidate()?;
    let decades = s
        .objectives
        .iter()
        .filter_map(|o| Some((o.year, o.binding()?.1)));
    Some(
        [(reference.year, reference.per_m2)]
            .into_iter()
            .chain(decades)
            .collect(),
    )
}

/// The value of a line in a year, held at both ends.
fn along(corners: &[Corner], year: i16) -> f64 {
    let after = corners.partition_point(|c| c.0 < year);
    let next = corners.get(after).or(corners.last());
    let before = after.checked_sub(1).and_then(|i| corners.get(i)).or(next);
    match (before, next) {
        (Some(a), Some(b)) if a.0 < b.0 => {
            let way = f64::from(year - a.0) / f64::from(b.0 - a.0);
            a.1 + (b.1 - a.1) * way
        }
        (_, Some(b)) => b.1,
        (_, None) => 0.0,
    }
}

fn draw(
    scene: &Scene<'_>,
    parameters: &EetParameters,
    id: &str,
    title: String,
    measured: &[Corner],
    path: &[Corner],
) -> Chart {
    let point = |(year, value): &Corner| YearValue {
        year: f64::from(*year),
        value: *value,
    };
    let reference = path.first().map_or(0.0, |corner| corner.1);
    let targets = path
        .iter()
        .filter(|(year, _)| parameters.decades.iter().any(|d| d.year == *year))
        .map(|(year, value)| Target {
            year: f64::from(*year),
            value: *value,
            change_pct: (reference > 0.0).then(|| (value / reference - 1.0) * 100.0),
        })
        .collect();
    let spec = TrajectorySpec {
        id: id.to_owned(),
        title,
        unit: "kWh/m²".to_owned(),
        measured: measured.iter().map(point).collect(),
        path: path.iter().map(point).collect(),
        band_pct: Some(parameters.band * 100.0),
        targets,
        today: Some(f64::from(scene.day.year())),
        today_name: "Aujourd’hui".to_owned(),
        projection: None,
        projection_range: None,
        marks: Vec::new(),
        lower_is_better: true,
        decimals: 0,
    };
    trajectory_named(&spec, "Trajectoire demandée")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_held_at_both_ends() {
        let line = [(2019, 200.0), (2030, 120.0), (2040, 100.0)];
        let at = |year| along(&line, year);
        assert_eq!(
            [at(2010), at(2019), at(2030), at(2035), at(2060)],
            [200.0, 200.0, 120.0, 110.0, 100.0]
        );
        assert_eq!(along(&[], 2020), 0.0);
    }
}
