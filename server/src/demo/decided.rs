use model::access::Role;
use model::piloting::{Action, ActionEvent, Deed, ItemOutcome, Outcome, Review, ReviewItem};
use model::time::{At, Day};

use crate::access::Actor;
use crate::actions::{Subject, agenda};
use crate::state::{Snapshot, State};
use crate::store::{AuditEntry, StoreError};

/// Days since the review was held: long enough for an effect to be measured.
const HELD: i32 = 84;
/// Items that it went through.
const ITEMS: usize = 6;
/// Who decides in the invented town.
const WHO: &str = "direction.generale@clairval.example";

/// What is done, days from today to when it is due, and what became of it.
type Decided = (&'static str, i32, &'static [(Became, i32, &'static str)]);

/// What became of an action, days ago.
#[derive(Debug, Clone, Copy)]
enum Became {
    Started,
    Done,
    Commented,
}

/// An action that is late, one that is done and one that has just begun.
const DECIDED: [Decided; 3] = [
    (
        "Régler les horaires de chauffage et de ventilation sur l’occupation réelle",
        -10,
        &[
            (Became::Started, 77, ""),
            (
                Became::Commented,
                30,
                "Deux chaufferies sur trois sont réglées. La troisième attend une sonde.",
            ),
        ],
    ),
    (
        "Remplacer l’éclairage des circulations par des LED avec détecteurs",
        -40,
        &[(Became::Started, 80, ""), (Became::Done, 60, "")],
    ),
    (
        "Faire vérifier le comptage et l’isolation du réseau de chaleur intérieur",
        45,
        &[(Became::Started, 10, "")],
    ),
];

/// Holds a review of what is out of line in the invented town, closes it, and follows the
/// actions that it decided.
///
/// # Errors
/// What the store answers.
pub async fn held_review(state: &State) -> Result<(), StoreError> {
    let now = state.clock().now();
    let then = now.plus_seconds(i64::from(-HELD) * 86_400);
    let (today, items, is_energy) = state.read(|snapshot| {
        let items: Vec<ReviewItem> = agenda(snapshot, &[], |_| true)
            .into_iter()
            .take(ITEMS)
            .collect();
        let mut themes = snapshot.town.themes().iter();
        let energy = themes.find(|theme| theme.code.as_str() == "energie");
        let is_energy = |item: &ReviewItem| {
            energy.is_some_and(|theme| theme.indicator(&item.indicator).is_some())
        };
        let is_energy: Vec<bool> = items.iter().map(is_energy).collect();
        (snapshot.now.moment().day, items, is_energy)
    });
    let store = state.store();
    let review = Review {
        id: 0,
        title: "Comité de pilotage de rentrée".to_owned(),
        day: today.plus(-HELD),
        participants:
            "Direction générale, direction des bâtiments, direction de la relation aux usagers"
                .to_owned(),
        scope: None,
        opened_at: then,
        author: WHO.to_owned(),
        role: Some(Role::Dgs),
        closed_at: None,
        items: items.clone(),
    };
    let id = store.open_review(review, trace("review.open", now)).await?;
    let mut decided = DECIDED.into_iter();
    for (item, is_energy) in items.iter().zip(is_energy) {
        let next = if is_energy { decided.next() } else { None };
        let Some((what, due, became)) = next else {
            let recorded = ItemOutcome {
                at: then,
                author: WHO.to_owned(),
                role: Some(Role::Dgs),
                outcome: said(item.nr, today),
            };
            let trace = trace("review.record", now);
            store.record_outcome((id, item.nr), recorded, trace).await?;
            continue;
        };
        let action = Action {
            id: 0,
            place: item.place.clone(),
            indicator: item.indicator.clone(),
            what: what.to_owned(),
            function: "responsable énergie".to_owned(),
            directorate: "Direction des bâtiments".to_owned(),
            first_due: today.plus(due),
            expected: state.read(|snapshot| half_of_gap(snapshot, item)),
            decided_at: then,
            author: WHO.to_owned(),
            role: Some(Role::Dgs),
            review: Some((id, item.nr)),
            events: Vec::new(),
        };
        let action = store
            .add_action(action, trace("action.decide", now))
            .await?;
        for (became, ago, words) in became {
            let deed = match became {
                Became::Started => Deed::Started(today.plus(-ago)),
                Became::Done => Deed::Done(today.plus(-ago)),
                Became::Commented => Deed::Commented((*words).to_owned()),
            };
            let event = ActionEvent {
                at: now.plus_seconds(i64::from(-ago) * 86_400),
                author: WHO.to_owned(),
                role: Some(Role::Dgs),
                deed,
            };
            let trace = trace("action.follow", now);
            store.add_deed(action, event, trace).await?;
        }
    }
    let closed = then.plus_seconds(5_400);
    store
        .close_review(id, closed, trace("review.close", now))
        .await
}

/// What an action should change: half of what the value is away from what is asked, as
/// shown; `None` where it is not away.
fn half_of_gap(snapshot: &Snapshot, item: &ReviewItem) -> Option<f64> {
    let plan = Subject::find(snapshot, &item.indicator, &item.place)?.plan?;
    let today = snapshot.now.moment().day;
    let value = snapshot.now.value(&snapshot.town, plan).value?;
    let grid = 10_f64.powi(i32::from(plan.indicator.decimals));
    let half = (plan.objective.required_on(today) - value) / 2.0;
    Some((half * grid).round() / grid).filter(|half| *half != 0.0)
}

/// What was said where no action was decided.
fn said(nr: u32, today: Day) -> Outcome {
    match nr % 3 {
        0 => Outcome::Noted(
            "La tendance est bonne. À regarder avec les chiffres d’hiver.".to_owned(),
        ),
        1 => Outcome::Nothing("L’écart vient de travaux qui se terminent.".to_owned()),
        _ => Outcome::Postponed {
            day: today.plus(14),
            words: "La facture du trimestre manque.".to_owned(),
        },
    }
}

fn trace(action: &str, at: At) -> AuditEntry {
    let actor = Actor {
        name: WHO.to_owned(),
        role: Some(Role::Dgs),
        ..Actor::console()
    };
    actor.did(action, "review", at)
}
