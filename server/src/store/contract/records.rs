use model::city::{Fact, FactBody, Place};
use model::score::{Direction, Objective};
use model::time::At;

use super::site::Site;
use super::town::{at, day, found, places};
use crate::access::Actor;
use crate::store::{QuarantinedLine, SourceActivity, SourceKey, StoreError};

pub(crate) async fn places_are_replaced_by_code(site: &Site) {
    let store = site.open().await;
    found(&*store).await;
    let mut wanted = places();
    wanted[0].name = "École Louise-Michel".to_owned();
    wanted[0].attributes = [
        (
            "floor_area_m2".to_owned(),
            model::city::Attribute::Number(0.1 + 0.2),
        ),
        (
            "use".to_owned(),
            model::city::Attribute::Text("école".to_owned()),
        ),
    ]
    .into();
    store
        .put_places(wanted.clone(), At::default())
        .await
        .expect("replaces");
    assert_eq!(store.places().await.expect("reads"), wanted);
    let known = store.series().await.expect("reads");
    assert_eq!(known.len(), 3);
    assert_eq!(known[0].series, super::town::series()[0]);
}

pub(crate) async fn a_parent_that_does_not_exist_is_refused(site: &Site) {
    let store = site.open().await;
    let orphan = places().remove(0);
    let refused = store.put_places(vec![orphan], At::default()).await;
    assert!(matches!(refused, Err(StoreError::Conflict(text)) if text.contains("parent")));
    assert_eq!(store.places().await.expect("reads"), []);
    store
        .put_places(places(), At::default())
        .await
        .expect("the writer goes on");
}

pub(crate) fn objective(target: f64) -> Objective {
    Objective {
        indicator: "elec_kwh".parse().expect("a code"),
        place: "school".parse().expect("a code"),
        direction: Direction::Down,
        baseline: Some(1.0 / 3.0),
        baseline_at: Some(day("2019-12-31")),
        target,
        target_high: None,
        tolerance: None,
        target_at: day("2030-12-31"),
        trajectory: model::score::Trajectory::Linear,
        weight: 1.0,
        owner: None,
        decision: Some("2024-17".to_owned()),
        version: 0,
    }
}

pub(crate) async fn objectives_are_versioned(site: &Site) {
    let store = site.open().await;
    found(&*store).await;
    let (first, second) = (at("2026-01-01T00:00:00Z"), at("2026-06-01T00:00:00Z"));
    let adopt = |target, when| store.adopt_objectives(vec![objective(target)], when);
    assert_eq!(adopt(0.2, first).await.expect("adopts"), 1);
    assert_eq!(
        adopt(0.2, second).await.expect("adopts"),
        0,
        "nothing changed"
    );
    assert_eq!(adopt(0.1, second).await.expect("adopts"), 1);
    let versions = store.objective_versions().await.expect("reads");
    let found: Vec<_> = versions
        .iter()
        .map(|v| {
            (
                v.objective.version,
                v.objective.target,
                v.known_at,
                v.retired_at,
            )
        })
        .collect();
    assert_eq!(
        found,
        [(1, 0.2, first, Some(second)), (2, 0.1, second, None)]
    );
    let mut elsewhere = objective(0.2);
    elsewhere.place = "nowhere".parse().expect("a code");
    let refused = store
        .adopt_objectives(vec![objective(0.05), elsewhere], second)
        .await;
    assert!(matches!(refused, Err(StoreError::Conflict(text)) if text.contains("nowhere")));
    assert_eq!(
        store.objective_versions().await.expect("reads").len(),
        2,
        "all or nothing"
    );
}

pub(crate) async fn facts_are_versioned(site: &Site) {
    let store = site.open().await;
    let (first, second) = (at("2026-01-01T00:00:00Z"), at("2026-06-01T00:00:00Z"));
    let coefficient = |per_unit| Fact {
        subject: "gas-volume".to_owned(),
        from: day("2025-01-01"),
        to: Some(day("2026-01-01")),
        body: FactBody::Coefficient { per_unit },
    };
    let share = |place: &str, share| Fact {
        body: FactBody::Allocation {
            place: place.parse().expect("a code"),
            share,
        },
        ..coefficient(1.0)
    };
    let put = |facts, when| store.put_facts(facts, when);
    let given = vec![coefficient(11.2), share("school", 0.4), share("gym", 0.6)];
    assert_eq!(put(given.clone(), first).await.expect("takes"), 3);
    assert_eq!(put(given, second).await.expect("takes"), 0, "known");
    let corrected = vec![coefficient(1.0 / 3.0)];
    assert_eq!(put(corrected, second).await.expect("takes"), 1);
    let found: Vec<_> = store
        .fact_versions()
        .await
        .expect("reads")
        .into_iter()
        .map(|v| (v.fact, v.known_at, v.retired_at))
        .collect();
    assert_eq!(
        found,
        [
            (coefficient(11.2), first, Some(second)),
            (share("school", 0.4), first, None),
            (share("gym", 0.6), first, None),
            (coefficient(1.0 / 3.0), second, None),
        ]
    );
}

pub(crate) async fn a_fact_is_decided_with_its_trace(site: &Site) {
    let store = site.open().await;
    let (first, second) = (at("2026-01-01T00:00:00Z"), at("2026-06-01T00:00:00Z"));
    let figure = |value| Fact {
        subject: "town".to_owned(),
        from: day("2026-04-01"),
        to: Some(day("2026-07-01")),
        body: FactBody::Figure {
            indicator: "trained".parse().expect("a code"),
            value,
        },
    };
    let decide = |value, when| {
        let trace = Actor::console().did("figure.enter", "figure trained town", when);
        store.decide_fact(figure(value), when, trace)
    };
    decide(40.0, first).await.expect("takes");
    decide(45.5, second).await.expect("corrects");
    let found = store.fact_versions().await.expect("reads").into_iter();
    let found: Vec<_> = found.map(|v| (v.fact, v.known_at, v.retired_at)).collect();
    let expected = [
        (figure(40.0), first, Some(second)),
        (figure(45.5), second, None),
    ];
    assert_eq!(found, expected);
    let rows = store.audit(0, 10).await.expect("reads");
    let told: Vec<_> = rows.iter().map(|row| row.entry.at).collect();
    assert_eq!(told, [first, second]);
}

pub(crate) async fn a_key_is_valid_until_revoked(site: &Site) {
    let store = site.open().await;
    let when = at("2026-02-01T00:00:00Z");
    let trace = |act: &str, at| Actor::console().did(act, "key gas supplier", at);
    let school = || "school".parse().expect("a code");
    let key = |sha256: &str| SourceKey {
        name: "gas supplier".to_owned(),
        sha256: sha256.to_owned(),
        prefix: "bv_1".to_owned(),
        place: (sha256 == "bb").then(school),
        created_at: at("2026-01-01T00:00:00Z"),
        revoked_at: None,
    };
    store
        .add_key(key("aa"), trace("key.add", when))
        .await
        .expect("adds");
    assert!(matches!(
        store.add_key(key("bb"), trace("key.add", when)).await,
        Err(StoreError::Conflict(_))
    ));
    let revoke = || store.revoke_key("gas supplier".to_owned(), trace("key.revoke", when));
    assert!(revoke().await.expect("revokes"));
    assert!(!revoke().await.expect("there is none any more"));
    store
        .add_key(key("bb"), trace("key.add", when))
        .await
        .expect("the name is free again");
    let found: Vec<_> = store.keys().await.expect("reads");
    let held = found.iter().map(|k| k.place.clone());
    assert_eq!(held.collect::<Vec<_>>(), [None, Some(school())]);
    let found: Vec<_> = found.iter().map(|k| (&*k.sha256, k.revoked_at)).collect();
    assert_eq!(found, [("aa", Some(when)), ("bb", None)]);
    let rows = store.audit(0, 10).await.expect("reads");
    let acts: Vec<_> = rows.iter().map(|row| row.entry.action.as_str()).collect();
    assert_eq!(acts, ["key.add", "key.revoke", "key.add"]);
}

pub(crate) async fn what_a_source_sent_adds_up(site: &Site) {
    let store = site.open().await;
    let sent = |day: &str, accepted, refused| SourceActivity {
        source: "gas supplier".to_owned(),
        heard_at: at(day),
        accepted,
        refused,
    };
    for more in [
        sent("2026-02-01T00:00:00Z", 10, 1),
        sent("2026-01-01T00:00:00Z", 5, 0),
    ] {
        store.note_source(more).await.expect("notes");
    }
    let found = store.source_activities().await.expect("reads");
    assert_eq!(
        found,
        [sent("2026-02-01T00:00:00Z", 15, 1)],
        "never back in time"
    );
}

pub(crate) async fn a_place_is_changed_from_what_was_read(site: &Site) {
    let store = site.open().await;
    let trace = || Actor::console().did("place.change", "place x", at("2026-02-01T00:00:00Z"));
    let place = |name: &str, parent: Option<&str>| Place {
        code: "town".parse().expect("a code"),
        parent: parent.map(|parent| parent.parse().expect("a code")),
        kind: "city".to_owned(),
        name: name.to_owned(),
        attributes: Default::default(),
    };
    let (first, second) = (place("One", None), place("Two", None));
    let decide = |place: &Place, before: Option<&Place>| {
        let known_at = at("2026-02-01T00:00:00Z");
        store.decide_place(place.clone(), before.cloned(), known_at, trace())
    };
    decide(&first, None).await.expect("adds");
    decide(&second, Some(&first)).await.expect("changes");
    for before in [None, Some(&first)] {
        let late = decide(&first, before).await;
        assert!(matches!(late, Err(StoreError::Conflict(_))), "{before:?}");
    }
    let lost = decide(&place("Two", Some("nowhere")), Some(&second)).await;
    assert!(matches!(lost, Err(StoreError::Conflict(_))));
    assert_eq!(store.places().await.expect("reads"), [second]);
    assert_eq!(store.audit(0, 10).await.expect("reads").len(), 2);
}

pub(crate) async fn quarantine_is_listed_in_order_and_released(site: &Site) {
    let store = site.open().await;
    let lines: Vec<QuarantinedLine> = (1..=70)
        .map(|line| QuarantinedLine {
            source: "gas.csv".to_owned(),
            target: "readings".to_owned(),
            line,
            field: (line % 2 == 0).then(|| "value".to_owned()),
            reason: "value is not a finite number".to_owned(),
            raw: format!("g;{line};é"),
        })
        .collect();
    let when = at("2026-01-01T00:00:00Z");
    store
        .quarantine(lines.clone(), when)
        .await
        .expect("sets aside");
    assert_eq!(store.quarantined_count().await.expect("counts"), 70);
    let page = store.quarantined(10, 50).await.expect("reads");
    assert_eq!(page.len(), 50);
    assert_eq!(
        (page[0].id, &page[0].line, page[0].known_at),
        (11, &lines[10], when)
    );
    store
        .release_quarantined((1..=69).collect())
        .await
        .expect("releases");
    let rest = store.quarantined(0, 50).await.expect("reads");
    assert_eq!(rest.iter().map(|q| q.id).collect::<Vec<_>>(), [70]);
    store.release_quarantined(vec![70]).await.expect("releases");
    store
        .quarantine(lines[..1].to_vec(), when)
        .await
        .expect("sets aside");
    let next = store.quarantined(0, 1).await.expect("reads");
    assert_eq!(next[0].id, 71, "a number is never given twice");
}

pub(crate) async fn the_demo_mark_is_kept(site: &Site) {
    let store = site.open().await;
    assert!(!store.meta().demo);
    store.set_demo(true).await.expect("marks");
    assert!(store.meta().demo);
    drop(store);
    let store = site.open().await;
    assert!(store.meta().demo);
    assert_eq!(store.meta().zone, "Europe/Paris");
}
