use model::watch::{Alert, AlertAct, AlertState, Cause, Finding};

use super::site::Site;
use super::town::{at, day};
use crate::access::Actor;
use crate::store::StoreError;

pub(crate) fn alert() -> Alert {
    let finding = Finding {
        cause: Cause::NightLoad,
        from: day("2026-11-20"),
        to: day("2026-11-21"),
        measured: 41.0,
        expected: 1.0 / 3.0,
        spread: 4.0,
        waste: 54.0,
    };
    let series = "elec-gym".parse().expect("a code");
    let place = "gym".parse().expect("a code");
    Alert::opened(series, place, &finding, at("2026-11-22T00:00:00Z"))
}

pub(crate) async fn an_alert_keeps_its_life(site: &Site) {
    let store = site.open().await;
    let ids = store.save_alerts(vec![alert(), alert()], None).await;
    let ids = ids.expect("saves");
    assert_eq!(ids.len(), 2);
    let mut first = Alert {
        id: ids[0],
        ..alert()
    };
    first.waste = 80.0;
    first.last_day = day("2026-11-23");
    let when = at("2026-11-24T08:00:00Z");
    first
        .act(AlertAct::Acknowledge, "Léa O’Neil", "", when)
        .expect("open");
    first
        .act(AlertAct::Explain, "Léa O’Neil", "horloge", when)
        .expect("taken");
    let again = store.save_alerts(vec![first.clone()], None).await;
    assert_eq!(again.expect("saves"), [ids[0]]);
    let kept = store.alerts().await.expect("reads");
    assert_eq!(kept.len(), 2);
    assert_eq!(kept[0], first);
    assert_eq!(kept[0].state(), AlertState::Explained);
    assert_eq!(kept[1].state(), AlertState::Open);
}

pub(crate) async fn an_act_on_what_changed_meanwhile_is_refused(site: &Site) {
    let store = site.open().await;
    let ids = store.save_alerts(vec![alert()], None).await.expect("saves");
    let seen = Alert {
        id: ids[0],
        ..alert()
    };
    let when = at("2026-11-24T08:00:00Z");
    let mut closed = seen.clone();
    closed
        .act(AlertAct::Acknowledge, "a", "", when)
        .expect("open");
    closed.act(AlertAct::Close, "a", "", when).expect("open");
    let trace = |what: &str| Some(Actor::console().did("alert.close", what, when));
    let kept = store.save_alerts(vec![closed], trace("kept")).await;
    kept.expect("saves");
    let refused = store.save_alerts(vec![seen], trace("refused")).await;
    assert!(
        matches!(refused, Err(StoreError::Conflict(_))),
        "{refused:?}"
    );
    // The act and its row in the audit, or neither.
    let rows = store.audit(0, 10).await.expect("reads");
    let told: Vec<&str> = rows.iter().map(|row| row.entry.object.as_str()).collect();
    assert_eq!(told, ["kept"]);
}
