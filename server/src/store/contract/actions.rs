use model::access::Role;
use model::piloting::{Action, ActionEvent, Deed, ItemOutcome, Outcome, Review, ReviewItem};

use super::site::Site;
use super::town::{at, day, found};
use crate::access::Actor;
use crate::store::{AuditEntry, Store, StoreError};

const AUTHOR: &str = "dgs@ville.example";
const NOW: &str = "2026-06-01T08:00:00Z";

fn trace(action: &str) -> AuditEntry {
    let actor = Actor {
        name: AUTHOR.to_owned(),
        role: Some(Role::Dgs),
        origin: "192.0.2.1".to_owned(),
        request: None,
    };
    actor.did(action, "action", at(NOW))
}

fn action() -> Action {
    Action {
        id: 0,
        place: "school".parse().expect("a code"),
        indicator: "elec_kwh".parse().expect("a code"),
        what: "Couper la ventilation la nuit".to_owned(),
        function: "responsable énergie".to_owned(),
        directorate: "Direction des bâtiments".to_owned(),
        first_due: day("2026-09-01"),
        expected: Some(-1.0 / 3.0),
        decided_at: at(NOW),
        author: AUTHOR.to_owned(),
        role: Some(Role::Dgs),
        review: None,
        events: Vec::new(),
    }
}

fn event(deed: Deed) -> ActionEvent {
    ActionEvent {
        at: at(NOW),
        author: AUTHOR.to_owned(),
        role: Some(Role::Dgs),
        deed,
    }
}

fn review() -> Review {
    let item = |nr, action| ReviewItem {
        nr,
        place: "school".parse().expect("a code"),
        indicator: "elec_kwh".parse().expect("a code"),
        action,
        heading: "Électricité, école".to_owned(),
        fact: "171 kWh pour 159 demandés".to_owned(),
        outcomes: Vec::new(),
    };
    Review {
        id: 0,
        title: "Comité de juin".to_owned(),
        day: day("2026-06-01"),
        participants: "Direction générale".to_owned(),
        scope: Some("town".parse().expect("a code")),
        opened_at: at(NOW),
        author: AUTHOR.to_owned(),
        role: Some(Role::Dgs),
        closed_at: None,
        items: vec![item(1, None), item(2, Some(1))],
    }
}

fn outcome(outcome: Outcome) -> ItemOutcome {
    ItemOutcome {
        at: at(NOW),
        author: AUTHOR.to_owned(),
        role: Some(Role::Dgs),
        outcome,
    }
}

async fn rows(store: &dyn Store) -> usize {
    store.audit(0, 100).await.expect("reads").len()
}

pub(crate) async fn an_action_keeps_what_became_of_it_and_its_trace(site: &Site) {
    let deeds = [
        Deed::Started(day("2026-06-02")),
        Deed::Commented("Deux salles sur trois".to_owned()),
        Deed::Postponed {
            due: day("2026-10-01"),
            reason: "Pièce en retard".to_owned(),
        },
        Deed::Done(day("2026-09-20")),
    ];
    {
        let store = site.open().await;
        found(&*store).await;
        let added = store.add_action(action(), trace("action.decide")).await;
        assert_eq!(added.expect("adds"), 1);
        for deed in deeds.clone() {
            let done = store.add_deed(1, event(deed), trace("action.deed"));
            done.await.expect("adds");
        }
        store.close().await.expect("closes");
    }
    let store = site.open().await;
    let kept = store.actions().await.expect("reads");
    let wanted = Action {
        id: 1,
        events: deeds.map(event).to_vec(),
        ..action()
    };
    assert_eq!(kept, [wanted]);
    let audit = store.audit(0, 10).await.expect("reads");
    assert_eq!(audit.len(), 5);
    assert!(audit.iter().any(|row| row.entry.object == "action 1"));
}

pub(crate) async fn what_cannot_happen_to_an_action_is_refused(site: &Site) {
    let store = site.open().await;
    found(&*store).await;
    let mut nowhere = action();
    nowhere.place = "nowhere".parse().expect("a code");
    let refused = store.add_action(nowhere, trace("action.decide")).await;
    assert!(matches!(refused, Err(StoreError::Conflict(text)) if text.contains("nowhere")));
    let add = |deed| store.add_deed(1, event(deed), trace("action.deed"));
    let refused = add(Deed::Commented("?".to_owned())).await;
    assert!(
        matches!(refused, Err(StoreError::Conflict(_))),
        "no such action"
    );
    let added = store.add_action(action(), trace("action.decide")).await;
    added.expect("adds");
    add(Deed::Done(day("2026-06-02"))).await.expect("is done");
    let before = rows(&*store).await;
    for deed in [
        Deed::Done(day("2026-06-03")),
        Deed::Started(day("2026-06-03")),
        Deed::Abandoned("Trop cher".to_owned()),
    ] {
        let refused = add(deed).await;
        assert!(matches!(refused, Err(StoreError::Conflict(_))));
    }
    assert_eq!(rows(&*store).await, before, "no trace of what was not done");
    add(Deed::Commented("Merci".to_owned()))
        .await
        .expect("is said");
}

pub(crate) async fn a_review_takes_decisions_until_it_is_closed(site: &Site) {
    let store = site.open().await;
    found(&*store).await;
    let opened = store.open_review(review(), trace("review.open")).await;
    assert_eq!(opened.expect("opens"), 1);
    let in_review = Action {
        review: Some((1, 1)),
        ..action()
    };
    let added = store.add_action(in_review.clone(), trace("action.decide"));
    assert_eq!(added.await.expect("adds"), 1);
    let later = Outcome::Postponed {
        day: day("2026-07-01"),
        words: "Avec la facture".to_owned(),
    };
    let record =
        |item, what| store.record_outcome((1, item), outcome(what), trace("review.record"));
    record(2, later.clone()).await.expect("records");
    let no_item = record(3, Outcome::Noted("?".to_owned())).await;
    assert!(matches!(no_item, Err(StoreError::Conflict(_))));
    let close = || store.close_review(1, at("2026-06-01T10:00:00Z"), trace("review.close"));
    close().await.expect("closes");
    let before = rows(&*store).await;
    let late = record(1, Outcome::Noted("Trop tard".to_owned())).await;
    assert!(matches!(late, Err(StoreError::Conflict(_))));
    let late = store.add_action(in_review, trace("action.decide")).await;
    assert!(matches!(late, Err(StoreError::Conflict(_))));
    assert!(matches!(close().await, Err(StoreError::Conflict(_))));
    assert_eq!(rows(&*store).await, before, "no trace of what was not done");
    assert_eq!(store.actions().await.expect("reads").len(), 1);
    let mut wanted = Review {
        id: 1,
        closed_at: Some(at("2026-06-01T10:00:00Z")),
        ..review()
    };
    for (item, what) in wanted.items.iter_mut().zip([Outcome::Acted(1), later]) {
        item.outcomes.push(outcome(what));
    }
    assert_eq!(store.reviews().await.expect("reads"), [wanted]);
}

pub(crate) async fn a_backup_keeps_actions_and_reviews(site: &Site) {
    let store = site.open().await;
    found(&*store).await;
    let opened = store.open_review(review(), trace("review.open")).await;
    opened.expect("opens");
    let in_review = Action {
        review: Some((1, 2)),
        ..action()
    };
    let added = store.add_action(in_review, trace("action.decide")).await;
    added.expect("adds");
    let said = event(Deed::Commented("Vu".to_owned()));
    store
        .add_deed(1, said, trace("action.deed"))
        .await
        .expect("adds");
    let closed = store.close_review(1, at(NOW), trace("review.close")).await;
    closed.expect("closes");
    let before = (store.actions().await, store.reviews().await);
    let copy = site.path("copy.db");
    store.backup(&copy).await.expect("copies");
    let later = store.add_action(action(), trace("action.decide")).await;
    later.expect("adds");
    store.restore_from(&copy).await.expect("restores");
    let after = (store.actions().await, store.reviews().await);
    assert_eq!(before.0.expect("reads"), after.0.expect("reads"));
    assert_eq!(before.1.expect("reads"), after.1.expect("reads"));
}
