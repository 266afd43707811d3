use super::accounts::account;
use super::site::Site;
use super::town::{at, day};
use crate::access::Actor;
use crate::store::{AuditEntry, Mail, MailOutcome, Pace, Subscription, ToldSoFar, Topic};

const NOW: &str = "2026-11-24T08:00:00Z";

fn mail(recipient: &str) -> Mail {
    Mail {
        id: 0,
        recipient: recipient.to_owned(),
        subject: "Une nouvelle".to_owned(),
        body: "texte".to_owned(),
        html: "<p>texte</p>".to_owned(),
        token: "jeton".to_owned(),
        attachment: Some(("rapport.pdf".to_owned(), vec![37, 80, 68, 70])),
        queued_at: at(NOW),
        tries: 0,
    }
}

fn trace() -> AuditEntry {
    Actor::console().did("subscription.add", "essai", at(NOW))
}

pub(crate) async fn a_mail_goes_out_once(site: &Site) {
    let store = site.open().await;
    for name in ["a@ville.example", "b@ville.example"] {
        store
            .queue_mail(Some(mail(name)), Vec::new())
            .await
            .expect("queues");
    }
    let due = store.mails_due(at(NOW), 10).await.expect("reads");
    assert_eq!(due.len(), 2);
    assert_eq!(
        due[0],
        Mail {
            id: due[0].id,
            ..mail("a@ville.example")
        }
    );
    assert!(store.begin_mail(due[0].id, at(NOW)).await.expect("begins"));
    assert!(
        !store.begin_mail(due[0].id, at(NOW)).await.expect("answers"),
        "under way"
    );
    let sent = MailOutcome::Sent(at(NOW));
    store.end_mail(due[0].id, sent).await.expect("keeps");
    assert!(
        !store.begin_mail(due[0].id, at(NOW)).await.expect("answers"),
        "sent"
    );
    assert!(store.begin_mail(due[1].id, at(NOW)).await.expect("begins"));
    let again = MailOutcome::Again(at("2026-11-24T08:01:00Z"));
    store.end_mail(due[1].id, again).await.expect("keeps");
    assert_eq!(store.mails_due(at(NOW), 10).await.expect("reads"), []);
    let later = store
        .mails_due(at("2026-11-24T08:02:00Z"), 10)
        .await
        .expect("reads");
    assert_eq!((later.len(), later[0].tries), (1, 1));
    assert_eq!(store.mails_sent_since(at(NOW)).await.expect("counts"), 1);
    // The server stops while it is sent: nobody knows whether it arrived.
    assert!(
        store
            .begin_mail(later[0].id, at(NOW))
            .await
            .expect("begins")
    );
    assert_eq!(store.give_up_begun_mails().await.expect("gives up"), 1);
    let much_later = at("2026-12-24T08:00:00Z");
    assert_eq!(store.mails_due(much_later, 10).await.expect("reads"), []);
}

fn subscription(account: i64, place: &str) -> Subscription {
    Subscription {
        id: 0,
        account,
        email: String::new(),
        place: place.parse().expect("a code"),
        theme: String::new(),
        topic: Topic::Levels,
        pace: Pace::Daily,
        token: format!("jeton{account}"),
        made_at: at(NOW),
        told: ToldSoFar {
            change: 3,
            alert: 4,
            day: day("2026-11-24"),
        },
    }
}

pub(crate) async fn a_mail_and_what_it_tells_are_kept_together(site: &Site) {
    let store = site.open().await;
    let who = store
        .add_account(account("a@ville.example"), trace())
        .await
        .expect("adds");
    let added = store.add_subscription(subscription(who, "gym"), 2, trace());
    assert!(added.await.expect("adds"));
    let known = store.subscriptions().await.expect("reads");
    let told = ToldSoFar {
        change: 9,
        alert: 8,
        day: day("2026-11-25"),
    };
    let queued = store.queue_mail(Some(mail("a@ville.example")), vec![(known[0].id, told)]);
    queued.await.expect("queues");
    assert_eq!(store.subscriptions().await.expect("reads")[0].told, told);
    assert_eq!(store.mails_due(at(NOW), 10).await.expect("reads").len(), 1);
}

pub(crate) async fn subscriptions_are_of_accounts_in_use(site: &Site) {
    let store = site.open().await;
    let who = store
        .add_account(account("a@ville.example"), trace())
        .await
        .expect("adds");
    let other = store
        .add_account(account("b@ville.example"), trace())
        .await
        .expect("adds");
    for place in ["gym", "pool"] {
        let added = store.add_subscription(subscription(who, place), 2, trace());
        assert!(added.await.expect("adds"));
    }
    let more = store.add_subscription(subscription(who, "school"), 2, trace());
    assert!(!more.await.expect("answers"), "two are the most");
    let weekly = Subscription {
        pace: Pace::Weekly,
        ..subscription(who, "gym")
    };
    assert!(
        store
            .add_subscription(weekly, 2, trace())
            .await
            .expect("changes")
    );
    let known = store.subscriptions().await.expect("reads");
    assert_eq!(known.len(), 2, "the same again is one");
    assert_eq!(known[0].pace, Pace::Weekly);
    assert_eq!(known[0].email, "a@ville.example");
    let id = known[0].id;
    assert!(
        !store
            .end_subscription(id, other, trace())
            .await
            .expect("answers"),
        "another's"
    );
    assert!(
        store
            .end_subscription(id, who, trace())
            .await
            .expect("ends")
    );
    let ended = store.end_subscriptions(format!("jeton{who}"), trace());
    assert_eq!(ended.await.expect("ends"), 1);
    let ended = store.end_subscriptions("rien".to_owned(), trace());
    assert_eq!(ended.await.expect("answers"), 0);
    assert_eq!(store.subscriptions().await.expect("reads"), []);
}
