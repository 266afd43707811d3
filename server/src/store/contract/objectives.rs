use model::access::Role;
use model::score::Objective;

use super::records::objective;
use super::site::Site;
use super::town::{at, day, found};
use crate::access::Actor;
use crate::store::{AuditEntry, ObjectiveDecision, ObjectiveVersion, Store, StoreError};

fn trace(action: &str) -> AuditEntry {
    let actor = Actor {
        name: "dgs@ville.example".to_owned(),
        role: Some(Role::Dgs),
        origin: "192.0.2.1".to_owned(),
        request: None,
    };
    actor.did(
        action,
        "objective elec_kwh school",
        at("2026-06-01T00:00:00Z"),
    )
}

fn decision(target: f64, replaces: u32) -> ObjectiveDecision {
    ObjectiveDecision {
        objective: objective(target),
        replaces,
        reason: Some("L’hiver fut long.".to_owned()),
        withdrawn_from: None,
        trace: trace("objective.amend"),
    }
}

async fn versions(store: &dyn Store) -> Vec<ObjectiveVersion> {
    store.objective_versions().await.expect("reads")
}

pub(crate) async fn a_decision_keeps_who_and_why_and_its_trace(site: &Site) {
    let (first, second) = (at("2026-01-01T00:00:00Z"), at("2026-06-01T00:00:00Z"));
    {
        let store = site.open().await;
        found(&*store).await;
        let imported = store.adopt_objectives(vec![objective(0.2)], first).await;
        assert_eq!(imported.expect("adopts"), 1);
        let decided = store.decide_objectives(vec![decision(0.25, 1)], second);
        decided.await.expect("decides");
        store.close().await.expect("closes");
    }
    let store = site.open().await;
    let found = versions(&*store).await;
    assert_eq!(found.len(), 2);
    assert_eq!(
        (found[0].author.as_str(), found[0].role),
        (ObjectiveVersion::IMPORT, None)
    );
    assert_eq!(found[0].retired_at, Some(second));
    assert_eq!(
        found[1],
        ObjectiveVersion {
            objective: Objective {
                version: 2,
                ..objective(0.25)
            },
            known_at: second,
            retired_at: None,
            author: "dgs@ville.example".to_owned(),
            role: Some(Role::Dgs),
            reason: Some("L’hiver fut long.".to_owned()),
            withdrawn_from: None,
        }
    );
    let head = store.audit_head().await.expect("reads").expect("one row");
    assert_eq!(head.entry, trace("objective.amend"));
}

pub(crate) async fn who_decides_on_an_old_version_is_refused(site: &Site) {
    let store = site.open().await;
    found(&*store).await;
    let now = at("2026-06-01T00:00:00Z");
    let decide = |decisions| store.decide_objectives(decisions, now);
    decide(vec![decision(0.2, 0)]).await.expect("the first");
    for replaces in [0, 2] {
        // A second one of the same call, so that all or none is seen.
        let mut town = decision(0.1, 0);
        town.objective.place = "town".parse().expect("a code");
        let refused = decide(vec![town, decision(0.1, replaces)]).await;
        assert!(matches!(refused, Err(StoreError::Conflict(_))));
    }
    assert_eq!(versions(&*store).await.len(), 1);
    let rows = store.audit(0, 10).await.expect("reads");
    assert_eq!(rows.len(), 1, "no trace of what was not done");
    let mut nowhere = decision(0.1, 0);
    nowhere.objective.place = "nowhere".parse().expect("a code");
    let refused = decide(vec![nowhere]).await;
    assert!(matches!(refused, Err(StoreError::Conflict(text)) if text.contains("nowhere")));
}

pub(crate) async fn a_withdrawn_objective_keeps_its_history(site: &Site) {
    let store = site.open().await;
    found(&*store).await;
    let now = at("2026-06-01T00:00:00Z");
    let withdrawal = ObjectiveDecision {
        withdrawn_from: Some(day("2026-07-01")),
        ..decision(0.2, 1)
    };
    for decided in [decision(0.2, 0), withdrawal] {
        let done = store.decide_objectives(vec![decided], now).await;
        done.expect("decides");
    }
    let found = versions(&*store).await;
    let judged = |on: &str| found.iter().filter(|v| v.holds_on(day(on))).count();
    assert_eq!(
        (found.len(), judged("2026-06-30"), judged("2026-07-01")),
        (2, 1, 0)
    );
    let again = store.decide_objectives(vec![decision(0.15, 2)], now).await;
    again.expect("it may be set again");
    let found = versions(&*store).await;
    assert!(found[2].holds_on(day("2026-08-01")) && !found[1].holds_on(day("2026-06-30")));
}

pub(crate) async fn an_import_brings_nothing_back(site: &Site) {
    let store = site.open().await;
    found(&*store).await;
    let now = at("2026-06-01T00:00:00Z");
    let import = |target| store.adopt_objectives(vec![objective(target)], now);
    assert_eq!(import(0.2).await.expect("adopts"), 1);
    let withdrawal = ObjectiveDecision {
        withdrawn_from: Some(day("2026-06-01")),
        ..decision(0.2, 1)
    };
    let done = store.decide_objectives(vec![withdrawal], now).await;
    done.expect("withdraws");
    assert_eq!(import(0.2).await.expect("reads"), 0, "the same file");
    assert_eq!(import(0.15).await.expect("adopts"), 1, "another target");
    assert!(versions(&*store).await[2].holds_on(day("2026-08-01")));
}
