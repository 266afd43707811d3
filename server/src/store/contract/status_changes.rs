use model::access::Role;
use model::score::Note;

use super::site::Site;
use super::town::at;
use crate::access::Actor;
use crate::store::{StatusAcknowledgement, StatusChange, StatusKind, StatusSubject};

fn change(place: &str, when: &str, before: &str, after: &str) -> StatusChange {
    StatusChange {
        id: 0,
        at: at(when),
        subject: StatusSubject {
            kind: StatusKind::Level,
            place: place.parse().expect("a code"),
            theme: "energie".to_owned(),
            series: String::new(),
        },
        before: before.to_owned(),
        after: after.to_owned(),
        note: Some(Note::from_ten_thousandths(81_000)),
    }
}

pub(crate) async fn changes_are_added_and_the_latest_is_known(site: &Site) {
    let store = site.open().await;
    let first = change("gym", "2026-11-20T08:00:00Z", "", "ok");
    let other = change("pool", "2026-11-20T08:00:00Z", "", "gap");
    store
        .add_status_changes(vec![first, other])
        .await
        .expect("adds");
    let moved = change("gym", "2026-11-21T08:00:00Z", "ok", "watch");
    store.add_status_changes(vec![moved]).await.expect("adds");
    let latest = store.latest_statuses().await.expect("reads");
    let told: Vec<_> = latest
        .iter()
        .map(|change| (change.subject.place.as_str(), change.after.as_str()))
        .collect();
    assert_eq!(told, [("pool", "gap"), ("gym", "watch")]);
    let since = at("2026-11-01T00:00:00Z");
    let listed = store.status_changes(since, 10).await.expect("reads");
    assert_eq!(listed.len(), 1, "where a subject stood is no change");
    assert_eq!(listed[0].0.before, "ok");
    assert_eq!(listed[0].0.note, Some(Note::from_ten_thousandths(81_000)));
    let later = store.status_changes(at("2026-11-22T00:00:00Z"), 10).await;
    assert_eq!(later.expect("reads"), []);
}

pub(crate) async fn a_change_is_taken_on_once_and_with_its_trace(site: &Site) {
    let store = site.open().await;
    let first = change("gym", "2026-11-20T08:00:00Z", "", "ok");
    let moved = change("gym", "2026-11-21T08:00:00Z", "ok", "watch");
    store
        .add_status_changes(vec![first, moved])
        .await
        .expect("adds");
    let since = at("2026-11-01T00:00:00Z");
    let id = store.status_changes(since, 10).await.expect("reads")[0]
        .0
        .id;
    let when = at("2026-11-22T08:00:00Z");
    let taken = |change: i64, who: &str| {
        let acknowledgement = StatusAcknowledgement {
            change,
            at: when,
            who: who.to_owned(),
            role: Role::Dgs,
            note: "vu".to_owned(),
        };
        let trace = Actor::console().did("status.acknowledge", format!("change {change}"), when);
        store.acknowledge_status(acknowledgement, trace)
    };
    assert!(taken(id, "Léa").await.expect("keeps"));
    assert!(!taken(id, "Max").await.expect("answers"), "once");
    assert!(
        !taken(id - 1, "Max").await.expect("answers"),
        "a first sight is no change"
    );
    assert!(!taken(999, "Max").await.expect("answers"), "there is none");
    let listed = store.status_changes(since, 10).await.expect("reads");
    let acknowledged = listed[0].1.as_ref().expect("taken on");
    assert_eq!((acknowledged.who.as_str(), acknowledged.at), ("Léa", when));
    assert_eq!(store.audit(0, 10).await.expect("reads").len(), 1);
}
