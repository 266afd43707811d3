//! What the watch found, as pages show it.

use app::chart::Chart;
use app::chart::load_curve::{Annotation, Curve, LoadCurveSpec, Sample, load_curve};
use app::view::{Address, AlertCard, AlertView, AlertsView};
use leptos::prelude::use_context;
use model::access::{Caller, Right};
use model::city::PlaceId;
use model::engine::TownSeries;
use model::format::{NARROW_SPACE, date_long, date_short, decimal, integer};
use model::time::{At, Day};
use model::watch::{Alert, AlertState, Cause};

use super::{Scene, alert_words, frame, place};
use crate::watch::expected_days;

/// Alerts listed at once.
const MOST: usize = 100;
/// Days that the curve of an alert shows before it.
const BEFORE: i32 = 45;

/// Alerts at or below a place that are not closed, the most costly first.
pub(super) fn cards(scene: &Scene<'_>, place: PlaceId, most: usize) -> Vec<AlertCard> {
    cards_at(scene, &scene.town().tree().subtree(place), most)
}

/// The same at any of these places.
pub(super) fn cards_at(scene: &Scene<'_>, inside: &[PlaceId], most: usize) -> Vec<AlertCard> {
    let open = |alert: &&Alert| alert.state() != AlertState::Closed && began(scene, alert);
    let mut alerts: Vec<&Alert> = scene
        .alerts()
        .iter()
        .filter(open)
        .filter(|alert| {
            let at = scene.town().tree().id(alert.place.as_str());
            at.is_some_and(|at| inside.contains(&at))
        })
        .collect();
    sort(scene, &mut alerts);
    alerts
        .into_iter()
        .filter_map(|alert| card(scene, alert))
        .take(most)
        .collect()
}

/// `/alertes`.
pub(super) fn list(scene: &Scene<'_>, asked: &Address) -> Option<AlertsView> {
    let (state, cause, within) = (
        asked.word("etat").unwrap_or_default(),
        asked.word("cause").unwrap_or_default(),
        asked.word("lieu").unwrap_or_default(),
    );
    let tree = scene.town().tree();
    let inside = tree.id(within).map(|place| tree.subtree(place));
    let fits = |alert: &&Alert| {
        let stands = match state {
            "" => alert.state() != AlertState::Closed,
            "toutes" => true,
            name => state_name(alert.state()) == name,
        };
        let here = inside.as_ref().is_none_or(|inside| {
            tree.id(alert.place.as_str())
                .is_some_and(|at| inside.contains(&at))
        });
        stands && here && (cause.is_empty() || alert.cause.as_str() == cause)
    };
    let known: Vec<&Alert> = scene.alerts().iter().filter(|a| began(scene, a)).collect();
    let mut chosen: Vec<&Alert> = known.iter().copied().filter(fits).collect();
    sort(scene, &mut chosen);
    let count = chosen.len();
    let causes = Cause::ALL
        .into_iter()
        .filter(|cause| known.iter().any(|alert| alert.cause == *cause))
        .map(|cause| {
            (
                cause.as_str().to_owned(),
                alert_words::cause(cause).to_owned(),
            )
        })
        .collect();
    let places = tree
        .children(scene.root)
        .iter()
        .filter_map(|&child| scene.place(child))
        .filter(|place| place.kind != "station")
        .map(|place| (place.code.to_string(), place.name.clone()))
        .collect();
    Some(AlertsView {
        frame: frame::frame(scene),
        headline: headline(scene, &known),
        context: format!(
            "{} · surveillance au {}",
            counted(count),
            date_long(scene.day.plus(-1))
        ),
        cards: chosen
            .into_iter()
            .filter_map(|alert| card(scene, alert))
            .take(MOST)
            .collect(),
        causes,
        places,
    })
}

/// `/alertes/{id}`.
pub(super) fn one(scene: &Scene<'_>, id: i64) -> Option<AlertView> {
    let alert = scene.alerts().iter().find(|alert| alert.id == id)?;
    let (site, series) = subject(scene, alert)?;
    let mut path = place::path(scene, site);
    path.push(app::view::Crumb {
        code: scene.place(site)?.code.to_string(),
        name: scene.name(site).to_owned(),
    });
    // Only a page of who is signed in is told: anonymous pages are kept for all.
    let may_act = use_context::<Caller>()
        .is_some_and(|caller| caller.may(Right::AlertAct, &alert.place, scene.town().tree()));
    Some(AlertView {
        frame: frame::frame(scene),
        card: card(scene, alert)?,
        path,
        advice: super::method::french_spaces(alert_words::advice(alert.cause)),
        curve: curve(scene, alert, series),
        figures: figures(scene, alert, series),
        may_act,
    })
}

fn counted(count: usize) -> String {
    match count {
        0 => "Aucune alerte".to_owned(),
        1 => "Une alerte".to_owned(),
        n => format!("{n} alertes"),
    }
}

fn headline(scene: &Scene<'_>, known: &[&Alert]) -> Vec<String> {
    let open: Vec<&&Alert> = known
        .iter()
        .filter(|alert| alert.state() != AlertState::Closed)
        .collect();
    if open.is_empty() {
        return vec!["Rien d’anormal dans les journées achevées.".to_owned()];
    }
    let cost: f64 = open.iter().filter_map(|alert| cost(scene, alert)).sum();
    let mut sentences = vec![match open.len() {
        1 => "Une alerte est en cours.".to_owned(),
        n => format!("{n} alertes sont en cours."),
    }];
    if cost >= 1.0 {
        sentences.push(format!(
            "Elles auraient déjà coûté {}{NARROW_SPACE}€.",
            integer(cost)
        ));
    }
    sentences
}

fn sort(scene: &Scene<'_>, alerts: &mut [&Alert]) {
    let rank = |alert: &Alert| cost(scene, alert).unwrap_or(0.0);
    alerts.sort_by(|a, b| {
        rank(b)
            .total_cmp(&rank(a))
            .then(b.first_day.cmp(&a.first_day))
    });
}

/// Whether it had been found on the day of the page.
pub(super) fn began(scene: &Scene<'_>, alert: &Alert) -> bool {
    let opened = alert
        .life
        .first()
        .map(|event| scene.town().zone().day(event.at));
    !scene.past || opened.is_some_and(|day| day <= scene.day)
}

fn card(scene: &Scene<'_>, alert: &Alert) -> Option<AlertCard> {
    let (site, series) = subject(scene, alert)?;
    let name = scene.name(site);
    let zone = scene.town().zone();
    Some(AlertCard {
        id: alert.id,
        place: scene.place(site)?.code.to_string(),
        place_name: name.to_owned(),
        state: alert.state(),
        since: alert_words::since(scene, alert),
        title: alert_words::title(scene, alert, name, series),
        fact: alert_words::fact(alert, series, cost(scene, alert)),
        explanation: alert.explanation().map(str::to_owned),
        life: alert
            .life
            .iter()
            .map(|event| {
                let when = date_short(zone.day(event.at));
                (when, alert_words::act(event.act).to_owned())
            })
            .collect(),
    })
}

/// The building it speaks of, or the meter where there is none, and its series.
fn subject<'a>(scene: &'a Scene<'_>, alert: &Alert) -> Option<(PlaceId, &'a TownSeries)> {
    let town = scene.town();
    let series = town.series_at(town.series_index(alert.series.as_str())?)?;
    let site = town
        .tree()
        .upwards(series.place)
        .find(|&at| scene.place(at).is_some_and(|p| p.kind != "meter"))?;
    Some((site, series))
}

fn cost(scene: &Scene<'_>, alert: &Alert) -> Option<f64> {
    let town = scene.town();
    let series = town.series_at(town.series_index(alert.series.as_str())?)?;
    let price = town.factor("price", &series.series)?;
    (!alert.cause.is_of_the_meter()).then_some(alert.waste * price)
}

fn figures(scene: &Scene<'_>, alert: &Alert, series: &TownSeries) -> Vec<(String, String)> {
    let unit = series.series.unit.label();
    let amount = |value: f64| format!("{}{NARROW_SPACE}{unit}", decimal(value, 1));
    let mut figures = vec![
        (
            "Cause".to_owned(),
            alert_words::cause(alert.cause).to_owned(),
        ),
        ("Premier jour".to_owned(), date_long(alert.first_day)),
        ("Dernier jour".to_owned(), date_long(alert.last_day)),
    ];
    if !matches!(alert.cause, Cause::Gap | Cause::Zeros) {
        match alert_words::base_load(alert, series) {
            Some((unit, measured, expected)) => {
                let power = |value: f64| format!("{}{NARROW_SPACE}{unit}", decimal(value, 1));
                figures.push(("Talon relevé".to_owned(), power(measured)));
                figures.push(("Talon attendu".to_owned(), power(expected)));
            }
            None => {
                figures.push(("Relevé par jour".to_owned(), amount(alert.measured)));
                figures.push(("Attendu par jour".to_owned(), amount(alert.expected)));
            }
        }
        if !alert.cause.is_of_the_meter() {
            figures.push(("En trop depuis le début".to_owned(), amount(alert.waste)));
        }
    }
    if let Some(cost) = cost(scene, alert).filter(|cost| *cost >= 1.0) {
        figures.push((
            "Surcoût estimé".to_owned(),
            format!("{}{NARROW_SPACE}€", integer(cost)),
        ));
    }
    figures.push(("Série".to_owned(), alert.series.to_string()));
    figures
}

fn curve(scene: &Scene<'_>, alert: &Alert, series: &TownSeries) -> Option<Chart> {
    let town = scene.town();
    let zone = town.zone();
    let index = town.series_index(alert.series.as_str())?;
    let last = alert
        .last_day
        .max(alert.first_day.plus(6))
        .min(scene.day.plus(-1));
    let first = alert.first_day.max(last.plus(-180)).plus(-BEFORE);
    let days = expected_days(town, index, last);
    let noon = |day: Day| -> i64 { zone.start_of_day(day).plus_seconds(43_200).seconds() };
    let shown = || days.iter().filter(|d| d.day >= first && d.day <= last);
    let samples = |value: fn(&model::watch::WatchedDay) -> Option<f64>| -> Vec<Sample> {
        shown()
            .map(|day| Sample {
                at: noon(day.day),
                value: value(day),
            })
            .collect()
    };
    let start = |day: Day| -> At { zone.start_of_day(day) };
    let unit = series.series.unit.label();
    Some(load_curve(
        &LoadCurveSpec {
            id: "alerte".to_owned(),
            title: format!("Jour par jour, {unit}"),
            unit,
            from: start(first).seconds(),
            to: start(last.plus(1)).seconds(),
            step_s: 86_400,
            curve: Curve {
                label: "relevé".to_owned(),
                samples: samples(|day| day.amount),
            },
            compare: Some(Curve {
                label: "attendu".to_owned(),
                samples: samples(|day| day.expected),
            }),
            annotations: vec![Annotation {
                from: start(alert.first_day).seconds(),
                to: Some(start(alert.last_day.plus(1)).seconds()),
                label: "alerte".to_owned(),
            }],
            decimals: 0,
        },
        zone.rules(),
    ))
}

/// The name of a state in addresses.
const fn state_name(state: AlertState) -> &'static str {
    match state {
        AlertState::Open => "open",
        AlertState::Acknowledged => "acknowledged",
        AlertState::Explained => "explained",
        AlertState::Closed => "closed",
    }
}
