//! Samples of alerts, and what their pages say.

use app::view::{AlertCard, AlertView, AlertsView, Crumb};
use model::watch::AlertState;

use crate::samples;

/// One alert in each state.
pub fn alerts() -> AlertsView {
    let states = [
        AlertState::Open,
        AlertState::Acknowledged,
        AlertState::Explained,
        AlertState::Closed,
    ];
    AlertsView {
        frame: samples::frame(),
        headline: vec!["3 alertes sont en cours.".to_owned()],
        context: "4 alertes".to_owned(),
        cards: (1..)
            .zip(states)
            .map(|(id, state)| card(id, state))
            .collect(),
        causes: vec![("night-load".to_owned(), "Nuit comme le jour".to_owned())],
        places: vec![("tilleuls".to_owned(), "Les Tilleuls".to_owned())],
    }
}

/// The page of one.
pub fn alert(card: AlertCard) -> AlertView {
    AlertView {
        frame: samples::frame(),
        may_act: card.state == AlertState::Open,
        path: vec![Crumb {
            code: "gymnase".to_owned(),
            name: "Gymnase du Canal".to_owned(),
        }],
        card,
        advice: "Regarder l’horloge.".to_owned(),
        curve: None,
        figures: vec![("Cause".to_owned(), "Nuit comme le jour".to_owned())],
    }
}

fn card(id: i64, state: AlertState) -> AlertCard {
    AlertCard {
        id,
        place: "gymnase".to_owned(),
        place_name: "Gymnase du Canal".to_owned(),
        state,
        since: "Alerte ouverte, depuis 6 jours".to_owned(),
        title: format!("<b>Le gymnase {id}</b> consomme la nuit comme le jour."),
        fact: "41 kWh, attendu 14 ± 4.".to_owned(),
        explanation: (state == AlertState::Explained).then(|| "horloge <i>".to_owned()),
        life: vec![("21 nov.".to_owned(), "Détectée".to_owned())],
    }
}
