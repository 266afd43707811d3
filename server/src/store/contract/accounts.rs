use model::access::Role;
use model::time::At;

use super::site::Site;
use super::town::at;
use crate::store::{
    Account, AuditEntry, AuditRecord, AuditResult, PasswordHash, Session, StoreError,
};

pub(super) fn account(email: &str) -> Account {
    Account {
        id: 0,
        email: email.to_owned(),
        name: "Aline Martin".to_owned(),
        password: PasswordHash("$argon2id$one".to_owned()),
        role: Role::Directeur,
        scope: Some("school".parse().expect("a code")),
        created_at: at("2026-01-01T00:00:00Z"),
        disabled_at: None,
    }
}

fn trace(action: &str, when: &str) -> AuditEntry {
    AuditEntry {
        at: at(when),
        actor: "console".to_owned(),
        role: None,
        action: action.to_owned(),
        object: "account".to_owned(),
        before_hash: None,
        after_hash: None,
        origin: "console".to_owned(),
        request: None,
        result: AuditResult::Done,
    }
}

fn session(account: i64, sha256: &str, from: &str, to: &str) -> Session {
    Session {
        sha256: sha256.to_owned(),
        account,
        created_at: at(from),
        seen_at: at(from),
        expires_at: at(to),
    }
}

pub(crate) async fn an_account_is_in_use_until_disabled(site: &Site) {
    let store = site.open().await;
    let day = "2026-01-01T00:00:00Z";
    let add = |email: &str| store.add_account(account(email), trace("account.add", day));
    let id = add("a@ville.example").await.expect("adds");
    assert!(matches!(
        add("a@ville.example").await,
        Err(StoreError::Conflict(text)) if text.contains("a@ville.example")
    ));
    let other = add("b@ville.example").await.expect("adds");
    assert!(other > id);
    let of = |email: &str| store.account_of(email.to_owned());
    let expected = Account {
        id,
        ..account("a@ville.example")
    };
    assert_eq!(of("a@ville.example").await.expect("reads"), Some(expected));
    assert_eq!(of("A@ville.example").await.expect("reads"), None);
    let later = "2026-02-01T00:00:00Z";
    let disable = |id| store.disable_account(id, trace("account.disable", later));
    assert!(disable(id).await.expect("disables"));
    assert!(!disable(id).await.expect("it is not in use"));
    assert!(!disable(99).await.expect("there is none"));
    assert_eq!(of("a@ville.example").await.expect("reads"), None);
    let again = add("a@ville.example").await.expect("the address is free");
    let found: Vec<_> = store.accounts().await.expect("reads");
    let found: Vec<_> = found.iter().map(|a| (a.id, a.disabled_at)).collect();
    assert_eq!(found, [(id, Some(at(later))), (other, None), (again, None)]);
}

pub(crate) async fn a_session_ends_with_its_account_or_password(site: &Site) {
    let store = site.open().await;
    let day = "2026-01-01T00:00:00Z";
    let id = store.add_account(account("a@ville.example"), trace("account.add", day));
    let id = id.await.expect("adds");
    let start = |sha: &str, from, to| {
        store.start_session(session(id, sha, from, to), trace("sign-in", from))
    };
    let find = |sha: &str| store.session(sha.to_owned());
    start("s1", day, "2026-01-01T12:00:00Z")
        .await
        .expect("starts");
    start("s2", "2026-01-01T11:00:00Z", "2026-01-01T23:00:00Z")
        .await
        .expect("starts");
    let (found, of) = find("s1").await.expect("reads").expect("there is one");
    assert_eq!(found, session(id, "s1", day, "2026-01-01T12:00:00Z"));
    assert_eq!(of.email, "a@ville.example");
    let seen = at("2026-01-01T11:30:00Z");
    store
        .touch_session("s2".to_owned(), seen)
        .await
        .expect("notes");
    store
        .touch_session("s2".to_owned(), at(day))
        .await
        .expect("notes");
    let (found, _) = find("s2").await.expect("reads").expect("there is one");
    assert_eq!(found.seen_at, seen, "it never goes back");
    // The third clears away the first, which has expired by then.
    start("s3", "2026-01-01T12:00:00Z", "2026-01-02T00:00:00Z")
        .await
        .expect("starts");
    assert_eq!(find("s1").await.expect("reads"), None);
    let end = |sha: &str| store.end_session(sha.to_owned(), trace("sign-out", day));
    assert!(end("s2").await.expect("ends"));
    assert!(!end("s2").await.expect("it has ended"));
    let two = PasswordHash("$argon2id$two".to_owned());
    let change = store.set_password(id, two.clone(), trace("account.password", day));
    assert!(change.await.expect("changes"));
    assert_eq!(find("s3").await.expect("reads"), None);
    start("s4", day, "2026-01-01T12:00:00Z")
        .await
        .expect("starts");
    let (_, of) = find("s4").await.expect("reads").expect("there is one");
    assert_eq!(of.password, two);
    let disabled = store.disable_account(id, trace("account.disable", day));
    assert!(disabled.await.expect("disables"));
    assert_eq!(find("s4").await.expect("reads"), None);
    let late = store.set_password(id, two, trace("account.password", day));
    assert!(!late.await.expect("it is not in use"));
}

/// A second's wait for each try after the first.
fn a_second_each(_: &str, count: u32, last_at: At) -> Option<At> {
    (count > 1).then(|| last_at.plus_seconds(i64::from(count)))
}

pub(crate) async fn tries_are_counted_until_one_has_to_wait(site: &Site) {
    let store = site.open().await;
    let start = at("2026-01-01T00:00:00Z");
    let subjects = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect::<Vec<_>>();
    let count = |names: &[&str], after| {
        store.count_attempt(subjects(names), start.plus_seconds(after), a_second_each)
    };
    for n in 0..2 {
        assert_eq!(count(&["a", "x"], n).await.expect("counts"), None);
    }
    let wait = Some(start.plus_seconds(3));
    assert_eq!(count(&["a", "y"], 2).await.expect("answers"), wait);
    assert_eq!(count(&["b", "x"], 2).await.expect("answers"), wait);
    assert_eq!(
        count(&["b", "y"], 2).await.expect("counts"),
        None,
        "not counted before"
    );
    assert_eq!(count(&["a", "x"], 3).await.expect("counts"), None);
    let at_once = futures::future::join_all((0..8).map(|_| count(&["c"], 9))).await;
    let through = at_once.iter().filter(|a| matches!(a, Ok(None))).count();
    assert_eq!(through, 2, "callers at once do not slip through");
    store
        .forget_attempts(subjects(&["a"]), start.plus_seconds(3))
        .await
        .expect("forgets");
    assert_eq!(count(&["a"], 4).await.expect("counts"), None);
    assert_eq!(count(&["a"], 4).await.expect("counts"), None, "anew");
    assert_eq!(
        count(&["b"], 4).await.expect("counts"),
        None,
        "too old to count"
    );
    assert!(count(&["x"], 4).await.expect("answers").is_some());
}

pub(crate) async fn the_audit_is_one_chain(site: &Site) {
    let store = site.open().await;
    assert_eq!(store.audit_head().await.expect("reads"), None);
    let day = "2026-01-01T00:00:00Z";
    let id = store.add_account(account("a@ville.example"), trace("account.add", day));
    let id = id.await.expect("adds");
    let refused = store.add_account(account("a@ville.example"), trace("account.add", day));
    refused.await.expect_err("the address is taken");
    let full = AuditEntry {
        actor: "a@ville.example".to_owned(),
        role: Some(Role::Directeur),
        before_hash: Some("aa".to_owned()),
        after_hash: Some("bb".to_owned()),
        request: Some("00ff".to_owned()),
        result: AuditResult::Refused,
        ..trace("alert.close", day)
    };
    let told = store.trace(full.clone()).await.expect("appends");
    drop(store);
    let store = site.open().await;
    let gone = store.disable_account(id, trace("account.disable", day));
    assert!(gone.await.expect("disables"));
    let rows = store.audit(0, 10).await.expect("reads");
    assert_eq!(
        rows.len(),
        3,
        "what was not done left no trace of having been"
    );
    assert_eq!((&rows[1], &rows[1].entry), (&told, &full));
    let mut before: Option<&AuditRecord> = None;
    for row in &rows {
        assert!(row.follows(before), "{row:?}");
        before = Some(row);
    }
    assert_eq!(store.audit_head().await.expect("reads").as_ref(), before);
    assert_eq!(store.audit(1, 1).await.expect("reads"), rows[1..2]);
}

pub(crate) async fn a_backup_brings_no_account_back(site: &Site) {
    let store = site.open().await;
    let day = "2026-01-01T00:00:00Z";
    let id = store.add_account(account("a@ville.example"), trace("account.add", day));
    let id = id.await.expect("adds");
    let copy = site.path("copy.db");
    store.backup(&copy).await.expect("copies");
    let gone = store.disable_account(id, trace("account.disable", day));
    assert!(gone.await.expect("disables"));
    store.restore_from(&copy).await.expect("restores");
    let of = store.account_of("a@ville.example".to_owned());
    assert_eq!(of.await.expect("reads"), None);
    assert_eq!(store.audit(0, 10).await.expect("reads").len(), 2);
}
