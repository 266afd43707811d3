use app::chart::Chart;
use app::chart::signature::{Balance, DayPoint, SignatureSpec, signature};
use app::view::{EventLine, UseRanking};
use model::city::PlaceId;
use model::energy::Signature;
use model::engine::SeriesIndex;
use model::format::{NARROW_SPACE, date_short, decimal, integer};
use model::time::Day;

use super::Scene;
use super::comparing::events;
use super::use_ranking::UseRankings;
use super::works_effect::works_effect;

/// Days that a signature is drawn from.
const DAYS: i32 = 365;

/// What cold or heat costs here: the meter that answers most to the weather.
pub(super) fn signature_chart(scene: &Scene<'_>, place: PlaceId) -> Option<Chart> {
    let town = scene.town();
    let inside = town.tree().subtree(place);
    let moment = scene.now().moment();
    let slope = |s: &Signature| s.heating.or(s.cooling).map_or(0.0, |s| s.per_degree_day);
    let (index, series, fit) = town
        .series()
        .iter()
        .enumerate()
        .filter(|(_, s)| s.is_counted() && inside.contains(&s.place))
        .filter_map(|(i, s)| {
            let index = SeriesIndex(i);
            let fit = town.signature(index, moment)?;
            fit.is_weather_sensitive().then_some((index, s, fit))
        })
        .max_by(|a, b| slope(&a.2).total_cmp(&slope(&b.2)))?;
    let unit = series.series.unit.label();
    let last = town.track(index)?.last_known_day()?.min(scene.day);
    let days: Vec<DayPoint> = town
        .track(index)?
        .known_days(last.plus(1 - DAYS), last.plus(1))
        .filter(|(_, known)| known.share > 0.9)
        .filter_map(|(day, known)| {
            Some(DayPoint {
                celsius: town.temperature(series.place, day)?,
                value: known.sum / known.share,
            })
        })
        .collect();
    let quantity = town
        .themes()
        .iter()
        .find_map(|theme| theme.quantity(&series.series.quantity))?;
    Some(signature(&SignatureSpec {
        id: "signature".to_owned(),
        title: finding(&fit, &quantity.name, &unit),
        unit: format!("{unit} par jour"),
        line: line(&fit, &days),
        balances: balances(&fit),
        days,
        decimals: 0,
    }))
}

fn finding(fit: &Signature, fluid: &str, unit: &str) -> String {
    let amount = |per: f64| {
        let figure = if per >= 10.0 {
            integer(per)
        } else {
            decimal(per, 1)
        };
        format!("{figure}{NARROW_SPACE}{unit} par jour")
    };
    match (fit.heating, fit.cooling) {
        (Some(cold), _) => format!(
            "{fluid}{NARROW_SPACE}: chaque degré de moins coûte {}",
            amount(cold.per_degree_day)
        ),
        (None, Some(heat)) => format!(
            "{fluid}{NARROW_SPACE}: chaque degré de plus coûte {}",
            amount(heat.per_degree_day)
        ),
        (None, None) => fluid.to_owned(),
    }
}

fn balances(fit: &Signature) -> Vec<Balance> {
    let at = |celsius: f64, words: &str| Balance {
        celsius,
        label: format!("{words} {}{NARROW_SPACE}°C", decimal(celsius, 1)),
    };
    let cold = fit.heating.map(|s| at(s.balance, "Chauffe sous"));
    let heat = fit.cooling.map(|s| at(s.balance, "Refroidit au-dessus de"));
    cold.into_iter().chain(heat).collect()
}

/// The corners of the fitted line over the temperatures that were met.
fn line(fit: &Signature, days: &[DayPoint]) -> Vec<DayPoint> {
    let low = days.iter().map(|d| d.celsius).fold(f64::INFINITY, f64::min);
    let high = days
        .iter()
        .map(|d| d.celsius)
        .fold(f64::NEG_INFINITY, f64::max);
    let bends = [fit.heating, fit.cooling].into_iter().flatten();
    let mut corners: Vec<f64> = bends
        .map(|slope| slope.balance)
        .filter(|t| (low..high).contains(t))
        .chain([low, high])
        .collect();
    corners.sort_by(f64::total_cmp);
    corners
        .into_iter()
        .map(|celsius| DayPoint {
            celsius,
            value: fit.expected(celsius),
        })
        .collect()
}

/// Where a site stands among those of its use, on its first theme that ranks it.
pub(super) fn rank(scene: &Scene<'_>, place: PlaceId) -> Option<UseRanking> {
    let r#use = scene.place(place)?.text("use")?;
    let sites: Vec<PlaceId> = scene
        .of_kind("site")
        .filter(|&id| scene.place(id).and_then(|p| p.text("use")) == Some(r#use))
        .collect();
    (0..scene.town().themes().len()).find_map(|theme| {
        let ranking = UseRankings::of(scene, theme, &sites).ranking(scene, None, Some(place))?;
        // Without a value of its own there is no place to show.
        ranking.own.then_some(ranking)
    })
}

/// What was done here, what it brought, and the way to the comparison.
pub(super) fn event_lines(scene: &Scene<'_>, place: PlaceId, code: &str) -> Vec<EventLine> {
    let line = |(on, name): (Day, String)| EventLine {
        when: date_short(on),
        effect: works_effect(scene, place, on, &name),
        name,
        compare: format!("/lieu/{code}/comparer?comparer=avant-{on}&climat=corrige"),
    };
    events(scene, place).into_iter().map(line).collect()
}
