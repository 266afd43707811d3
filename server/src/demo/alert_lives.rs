use model::watch::{AlertAct, Cause};

use crate::state::State;
use crate::watch::{self, ActError};

/// Series, causes of which the first that is found counts (which of them it is depends on
/// the weekdays a mishap fell on), and what was done with which words.
type Life = (
    &'static str,
    &'static [Cause],
    &'static [(AlertAct, &'static str)],
);

/// What the town's people did about some of what the watch found, so that a
/// visitor meets an alert in each state.
const LIVES: [Life; 4] = [
    (
        "gaz-ecole-louise-michel",
        &[Cause::Excess, Cause::NightLoad],
        &[
            (AlertAct::Acknowledge, ""),
            (
                AlertAct::Explain,
                "L’horloge du chauffage avait perdu l’heure. Elle est réglée.",
            ),
        ],
    ),
    (
        "gaz-ecole-paul-bert",
        &[Cause::NightLoad, Cause::Excess],
        &[(AlertAct::Acknowledge, "")],
    ),
    (
        "elec-mairie-annexe-du-canal",
        &[Cause::FlatLine],
        &[(AlertAct::Acknowledge, "")],
    ),
    (
        "elec-direction-du-numerique",
        &[Cause::ClosedDay, Cause::NightLoad, Cause::Excess],
        &[
            (
                AlertAct::Explain,
                "De nouveaux serveurs tournent la nuit. C’est voulu.",
            ),
            (AlertAct::Close, ""),
        ],
    ),
];

/// Who acts in the invented town.
const WHO: &str = "Service énergie";

/// Looks at the whole town once, and acts on some of what is found.
///
/// # Errors
/// [`ActError`] when the store does not take it.
pub async fn live_alerts(state: &State) -> Result<(), ActError> {
    watch::look_at_waiting(state).await?;
    for (series, causes, acts) in LIVES {
        let found = state.read(|snapshot| {
            let alerts = || snapshot.alerts.iter();
            let of_series = |cause| {
                let mut found = alerts().filter(|alert| alert.series.as_str() == series);
                found.find(|alert| alert.cause == cause)
            };
            let mut found = causes.iter().filter_map(|&cause| of_series(cause));
            found.next().map(|alert| alert.id)
        });
        let Some(id) = found else {
            continue;
        };
        for (act, note) in acts {
            watch::act(state, id, *act, (WHO, None), note).await?;
        }
    }
    Ok(())
}
