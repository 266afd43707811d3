//! What an alert says, in words made from its figures.

use model::engine::TownSeries;
use model::format::{NARROW_SPACE, date_short, decimal, integer};
use model::watch::{Alert, AlertAct, AlertState, Cause};

use super::Scene;

/// The base load of a day is that of all its hours.
const DAY_HOURS: f64 = 24.0;

/// The cause as the choice of a list says it.
pub(super) const fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Gap => "Compteur muet",
        Cause::Zeros => "Relevés à zéro",
        Cause::FlatLine => "Valeur figée",
        Cause::LevelShift => "Changement d’échelle",
        Cause::Leak => "Fuite d’eau",
        Cause::NightLoad => "Nuit comme le jour",
        Cause::ClosedDay => "Jour de fermeture",
        Cause::Drift => "Dérive",
        Cause::Excess => "Consommation excessive",
        Cause::Shortfall => "Consommation anormalement basse",
    }
}

/// A sentence: what is out of line, where.
pub(super) fn title(scene: &Scene<'_>, alert: &Alert, site: &str, series: &TownSeries) -> String {
    let quantity = scene
        .town()
        .themes()
        .iter()
        .find_map(|theme| theme.quantity(&series.series.quantity))
        .map_or_else(String::new, |quantity| quantity.name.to_lowercase());
    let days = alert.last_day.since(alert.first_day) + 1;
    let about = |words: &str| format!("{site}{NARROW_SPACE}: {quantity} {words}.");
    match alert.cause {
        Cause::Gap => about(&format!("sans relevé depuis {}", days_words(days))),
        Cause::Zeros => about(&format!("à zéro depuis {}", days_words(days))),
        Cause::FlatLine => about("figée sur une même valeur, heure après heure"),
        Cause::LevelShift => about("d’une autre échelle, comme après un changement de compteur"),
        Cause::Leak => format!("{site}{NARROW_SPACE}: l’eau coule jour et nuit."),
        Cause::NightLoad => format!("{site} consomme la nuit comme le jour."),
        Cause::ClosedDay => format!("{site} consomme aussi les jours de fermeture."),
        Cause::Drift => format!("{site} consomme de plus en plus, sans que le froid l’explique."),
        Cause::Excess => format!("{site} a consommé bien plus que prévu."),
        Cause::Shortfall if scene.town().is_produced(&series.series.quantity) => {
            format!("{site} produit bien moins que prévu.")
        }
        Cause::Shortfall => format!("{site} a consommé bien moins que prévu."),
    }
}

/// A base load as what it is, an hour: its unit, measured, expected.
pub(super) fn base_load(alert: &Alert, series: &TownSeries) -> Option<(String, f64, f64)> {
    if !matches!(alert.cause, Cause::NightLoad | Cause::Leak) {
        return None;
    }
    let unit = match series.series.unit.symbol() {
        "kWh" => "kW".to_owned(),
        _ => format!("{}/h", series.series.unit.label()),
    };
    Some((unit, alert.measured / DAY_HOURS, alert.expected / DAY_HOURS))
}

/// Measured against expected, and what it costs.
pub(super) fn fact(alert: &Alert, series: &TownSeries, cost: Option<f64>) -> String {
    let unit = series.series.unit.label();
    if matches!(alert.cause, Cause::Gap | Cause::Zeros) {
        return "Tant qu’il se tait, ce compteur compte au pire et la note ne peut pas s’améliorer."
            .to_owned();
    }
    let figure = |value: f64| decimal(value, u8::from(value.abs() < 10.0));
    let around = if alert.spread > 0.0 {
        format!(" ± {}", figure(alert.spread))
    } else {
        String::new()
    };
    let mut fact = match base_load(alert, series) {
        Some((unit, measured, expected)) => format!(
            "{}{NARROW_SPACE}{unit} de talon, attendu {}.",
            figure(measured),
            figure(expected)
        ),
        None => format!(
            "{}{NARROW_SPACE}{unit} par jour, attendu {}{around}.",
            figure(alert.measured),
            figure(alert.expected)
        ),
    };
    if let Some(cost) = cost.filter(|cost| *cost >= 1.0 && !alert.cause.is_of_the_meter()) {
        fact.push_str(&format!(
            " Surcoût estimé{NARROW_SPACE}: {}{NARROW_SPACE}€.",
            integer(cost)
        ));
    }
    fact
}

/// What it means and what to look at first.
pub(super) const fn advice(cause: Cause) -> &'static str {
    match cause {
        Cause::Gap => {
            "Vérifier la liaison du compteur, puis sa pile ou son alimentation. Les relevés qui \
             arrivent en retard reprendront leur place d’eux-mêmes."
        }
        Cause::Zeros => {
            "Un bâtiment n’est jamais à zéro toute une journée : le capteur est sans doute \
             débranché, ou le bâtiment coupé. S’il est fermé pour travaux, l’expliquer ici."
        }
        Cause::FlatLine => {
            "Une consommation réelle varie d’une heure à l’autre. Le concentrateur répète sans \
             doute la dernière valeur reçue : le redémarrer, puis corriger les relevés."
        }
        Cause::LevelShift => {
            "Le compteur a peut-être été remplacé, ou son impulsion change de poids. Déclarer le \
             remplacement ou le coefficient, et la série redeviendra comparable."
        }
        Cause::Leak => {
            "Fermer l’eau un soir et relever deux fois le compteur à une heure d’écart. Chasses \
             d’eau et arrosage sont les premiers suspects."
        }
        Cause::NightLoad => {
            "Regarder l’horloge du chauffage ou de la ventilation, puis ce qui reste allumé. Le \
             talon d’avant est la cible."
        }
        Cause::ClosedDay => {
            "Comparer la programmation au calendrier d’ouverture : vacances, fériés, week-ends."
        }
        Cause::Drift => {
            "Une dérive lente vient souvent d’un réglage, d’un encrassement ou d’un nouvel usage. \
             La signature thermique du bâtiment dit si la pente ou le talon a bougé."
        }
        Cause::Excess => {
            "Chercher ce qui s’est passé ces jours-là : événement, panne de régulation, porte ou \
             fenêtre ouverte. Si c’est voulu, l’expliquer."
        }
        Cause::Shortfall => {
            "Une baisse soudaine est rarement une économie : vérifier le capteur, puis si le \
             bâtiment était ouvert et chauffé."
        }
    }
}

/// « Ouverte depuis 6 jours ».
pub(super) fn since(scene: &Scene<'_>, alert: &Alert) -> String {
    let zone = scene.town().zone();
    let last = alert.life.last().map(|event| zone.day(event.at));
    let ago = |from: model::time::Day| match scene.day.since(from) {
        i32::MIN..=0 => "aujourd’hui".to_owned(),
        1 => "hier".to_owned(),
        days => format!("il y a {}", days_words(days)),
    };
    match alert.state() {
        AlertState::Open => {
            if alert.last_day < scene.day.plus(-2) {
                let (first, last) = (date_short(alert.first_day), date_short(alert.last_day));
                return if alert.first_day == alert.last_day {
                    format!("Alerte ouverte, observée le {last}")
                } else {
                    format!("Alerte ouverte, observée du {first} au {last}")
                };
            }
            let days = scene.day.since(alert.first_day).max(1);
            format!("Alerte ouverte, depuis {}", days_words(days))
        }
        AlertState::Acknowledged => {
            format!(
                "Alerte prise en charge {}",
                last.map(ago).unwrap_or_default()
            )
        }
        AlertState::Explained => format!("Alerte expliquée {}", last.map(ago).unwrap_or_default()),
        AlertState::Closed => format!("Alerte close {}", last.map(ago).unwrap_or_default()),
    }
}

/// What happened, without saying who: a page is read by everybody.
pub(super) const fn act(act: AlertAct) -> &'static str {
    match act {
        AlertAct::Open => "Détectée",
        AlertAct::Acknowledge => "Prise en charge",
        AlertAct::Explain => "Expliquée",
        AlertAct::Close => "Close",
    }
}

fn days_words(days: i32) -> String {
    if days <= 1 {
        "un jour".to_owned()
    } else {
        format!("{days} jours")
    }
}
