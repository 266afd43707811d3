use model::time::At;

use super::accounts::{account, session};
use super::site::Site;
use super::town::at;
use crate::access::Actor;
use crate::store::{AuditEntry, PasswordHash, SecondFactor, Store};

const DAY: &str = "2026-01-01T00:00:00Z";

fn trace(act: &str) -> AuditEntry {
    Actor::console().did(act, "account", at(DAY))
}

/// An account in use, and somebody signed in with it.
async fn signed_in(store: &dyn Store) -> i64 {
    let id = store.add_account(account("a@ville.example"), trace("account.add"));
    let id = id.await.expect("adds");
    let session = session(id, "s", DAY, "2026-01-01T12:00:00Z");
    let started = store.start_session(session, trace("sign-in"));
    started.await.expect("starts");
    id
}

async fn is_in(store: &dyn Store) -> bool {
    store
        .session("s".to_owned())
        .await
        .expect("reads")
        .is_some()
}

pub(crate) async fn a_second_factor_is_confirmed_once(site: &Site) {
    let store = site.open().await;
    let id = signed_in(&*store).await;
    let begin = |seed: &str| store.begin_factor(id, seed.to_owned(), at(DAY));
    assert!(begin("one").await.expect("begins"));
    assert!(begin("two").await.expect("begins anew"));
    assert!(
        !store.take_step(id, 9).await.expect("answers"),
        "not confirmed"
    );
    let confirm = |seed: &str| {
        let of = (id, seed.to_owned());
        store.confirm_factor(
            of,
            10,
            vec!["a".to_owned(), "b".to_owned()],
            trace("factor"),
        )
    };
    assert!(!confirm("one").await.expect("answers"), "it began anew");
    assert!(is_in(&*store).await);
    assert!(confirm("two").await.expect("confirms"));
    assert!(!confirm("two").await.expect("answers"), "once");
    assert!(!begin("three").await.expect("answers"), "it is in use");
    assert!(!is_in(&*store).await, "sessions end");
    let of = store.account_of("a@ville.example".to_owned());
    assert!(
        of.await
            .expect("reads")
            .expect("there is one")
            .has_second_factor
    );
    let found = store.second_factor(id).await.expect("reads");
    let expected = SecondFactor {
        account: id,
        seed: "two".to_owned(),
        begun_at: at(DAY),
        confirmed_at: Some(at(DAY)),
        codes_left: 2,
    };
    assert_eq!(found, Some(expected));
    assert!(
        store
            .remove_factor(id, trace("reset"))
            .await
            .expect("removes")
    );
    assert!(
        !store
            .remove_factor(id, trace("reset"))
            .await
            .expect("answers")
    );
    assert_eq!(store.second_factor(id).await.expect("reads"), None);
}

pub(crate) async fn a_code_is_taken_once(site: &Site) {
    let store = site.open().await;
    let id = signed_in(&*store).await;
    store
        .begin_factor(id, "x".to_owned(), at(DAY))
        .await
        .expect("begins");
    let of = (id, "x".to_owned());
    let seals = vec!["a".to_owned(), "b".to_owned()];
    let confirmed = store.confirm_factor(of, 10, seals, trace("factor"));
    assert!(confirmed.await.expect("confirms"));
    for (step, taken) in [
        (10, false),
        (9, false),
        (12, true),
        (12, false),
        (11, false),
        (13, true),
    ] {
        assert_eq!(
            store.take_step(id, step).await.expect("answers"),
            taken,
            "{step}"
        );
    }
    let at_once = futures::future::join_all((0..8).map(|_| store.take_step(id, 20))).await;
    let taken = at_once
        .iter()
        .filter(|taken| matches!(taken, Ok(true)))
        .count();
    assert_eq!(taken, 1, "callers at once do not share it");
    let take = |id, seal: &str| store.take_recovery_code(id, seal.to_owned(), trace("code"));
    assert!(
        !take(id + 1, "a").await.expect("answers"),
        "of another account"
    );
    assert!(take(id, "a").await.expect("takes"));
    assert!(!take(id, "a").await.expect("answers"));
    let renew = |id| store.renew_recovery_codes(id, vec!["c".to_owned()], trace("codes"));
    assert!(renew(id).await.expect("renews"));
    assert!(!renew(id + 1).await.expect("answers"), "without a factor");
    assert!(!take(id, "b").await.expect("answers"), "it was replaced");
    assert!(take(id, "c").await.expect("takes"));
}

pub(crate) async fn a_link_gives_a_password_once(site: &Site) {
    let store = site.open().await;
    let id = signed_in(&*store).await;
    let end = at("2026-01-02T00:00:00Z");
    let add = |id, sha: &str| store.add_password_link(id, sha.to_owned(), end, trace("link"));
    assert!(
        !add(id + 1, "x").await.expect("answers"),
        "there is no such account"
    );
    assert!(add(id, "one").await.expect("adds"));
    assert!(add(id, "two").await.expect("adds"));
    let of = |sha: &str, when: At| store.account_of_link(sha.to_owned(), when);
    assert_eq!(
        of("one", at(DAY)).await.expect("reads"),
        None,
        "it was replaced"
    );
    assert!(of("two", at(DAY)).await.expect("reads").is_some());
    assert_eq!(of("two", end).await.expect("reads"), None, "it has expired");
    let password = || PasswordHash("$argon2id$two".to_owned());
    let used = |sha: &str| store.use_password_link(sha.to_owned(), password(), trace("password"));
    assert!(!used("one").await.expect("answers"));
    assert!(used("two").await.expect("uses"));
    assert!(!used("two").await.expect("answers"), "once");
    assert!(!is_in(&*store).await, "sessions end");
    let account = store.account_of("a@ville.example".to_owned());
    assert_eq!(
        account
            .await
            .expect("reads")
            .expect("there is one")
            .password,
        password()
    );
    assert!(add(id, "three").await.expect("adds"));
    let gone = store.disable_account(id, trace("account.disable"));
    assert!(gone.await.expect("disables"));
    assert!(
        !used("three").await.expect("answers"),
        "the account is gone"
    );
}

pub(crate) async fn an_identity_has_one_account(site: &Site) {
    let store = site.open().await;
    let id = signed_in(&*store).await;
    let other = store.add_account(account("b@ville.example"), trace("account.add"));
    let other = other.await.expect("adds");
    let link = |subject: &str, account| {
        store.link_identity(
            ("i".to_owned(), subject.to_owned()),
            account,
            trace("identity"),
        )
    };
    let of = |issuer: &str, subject: &str| {
        store.account_of_identity(issuer.to_owned(), subject.to_owned())
    };
    link("s", id).await.expect("links");
    link("t", id).await.expect("links");
    let found = of("i", "s").await.expect("reads").expect("there is one");
    assert_eq!(found.id, id);
    assert_eq!(of("another", "s").await.expect("reads"), None);
    link("s", other).await.expect("links");
    let found = of("i", "s").await.expect("reads").expect("there is one");
    assert_eq!(found.id, other);
    let gone = store.disable_account(id, trace("account.disable"));
    assert!(gone.await.expect("disables"));
    assert_eq!(
        of("i", "t").await.expect("reads"),
        None,
        "the account is gone"
    );
}
