use axum::http::{Method, StatusCode};
use model::access::Role;
use server::http::Proxy;
use server::store::AuditResult;

use crate::site::{PASSWORD, Site};

#[tokio::test]
async fn somebody_signs_in_and_is_known_by_a_protected_cookie() {
    let site = Site::open().await;
    let email = site.account(Role::Dgs, "").await;
    let mut visitor = site.visitor();
    let form = visitor.get("/connexion").await;
    assert_eq!(form.status, StatusCode::OK);
    assert_eq!(form.header("cache-control"), "no-store");
    assert_eq!(form.header("set-cookie"), "", "nothing is set before");
    let answer = visitor.tries(" Dgs@Ville.example ", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/moi");
    assert_eq!(answer.header("cache-control"), "no-store");
    let cookie = answer.header("set-cookie");
    let (value, flags) = cookie.split_once("; ").unwrap();
    // 256 bits in base64.
    assert_eq!(value.len(), "__Host-belvedere=".len() + 43);
    assert_eq!(flags, "Path=/; Secure; HttpOnly; SameSite=Lax");
    let me = visitor.get("/moi").await;
    assert_eq!(me.status, StatusCode::OK);
    assert!(me.body.contains("Personne dgs") && me.body.contains(&email));
    assert!(me.body.contains("expliquer et clore une alerte"));
    let stored = site.store.session(visitor.session.clone().unwrap()).await;
    assert_eq!(
        stored.unwrap(),
        None,
        "the identifier itself is kept nowhere"
    );
}

#[tokio::test]
async fn what_is_wrong_is_not_said_and_noted() {
    let site = Site::open().await;
    let email = site.account(Role::Elu, "").await;
    site.account(Role::Agent, "").await;
    let gone = site.store.account_of("agent@ville.example".to_owned());
    let gone = gone.await.unwrap().unwrap();
    let by = server::access::Actor::console();
    site.accounts.disable(gone.id, &by).await.unwrap();
    let mut visitor = site.visitor();
    let mut bodies = Vec::new();
    for (email, password) in [
        (&*email, "une autre phrase"),
        ("personne@ville.example", PASSWORD),
        ("agent@ville.example", PASSWORD),
    ] {
        let answer = visitor.tries(email, password).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert!(visitor.session.is_none());
        assert!(!answer.body.contains(password));
        bodies.push(answer.body.replace(email, ""));
    }
    assert!(bodies[0].contains("Adresse ou mot de passe inconnus"));
    assert_eq!(bodies[0], bodies[1]);
    assert_eq!(bodies[0], bodies[2]);
    let refused: Vec<_> = site
        .audit()
        .await
        .into_iter()
        .map(|row| row.entry)
        .filter(|entry| entry.result == AuditResult::Refused)
        .map(|entry| (entry.action, entry.object, entry.origin))
        .collect();
    let refusal = |object: &str| {
        let [action, object, origin] = ["sign-in", object, "192.0.2.1"].map(str::to_owned);
        (action, object, origin)
    };
    assert_eq!(
        refused,
        [
            refusal("account elu@ville.example"),
            refusal("no account"),
            refusal("no account")
        ]
    );
}

#[tokio::test]
async fn an_account_waits_after_five_tries_whoever_makes_them() {
    let site = Site::open().await;
    let email = site.account(Role::Dgs, "").await;
    for (account, network) in [(&*email, 1), ("personne@ville.example", 2)] {
        for n in 0..5 {
            let mut visitor = site.visitor_from(&format!("198.51.{network}.{n}"));
            let answer = visitor.tries(account, "une autre phrase").await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{account} {n}");
        }
        let mut visitor = site.visitor_from(&format!("198.51.{network}.99"));
        let answer = visitor.tries(account, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.header("retry-after"), "2");
        assert!(answer.body.contains("Trop d’essais"));
    }
    site.passes(2);
    let mut visitor = site.visitor();
    visitor.sign_in(&email, PASSWORD).await;
    for n in 0..5 {
        let answer = site.visitor().tries(&email, "une autre phrase").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "counted anew, {n}");
    }
}

#[tokio::test]
async fn an_address_waits_after_twenty_tries_whatever_the_account() {
    let site = Site::open().await;
    let email = site.account(Role::Dgs, "").await;
    for n in 0..20 {
        let account = format!("personne{n}@ville.example");
        let answer = site.visitor().tries(&account, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{n}");
    }
    let answer = site.visitor().tries(&email, PASSWORD).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let mut other = site.visitor_from("203.0.113.7");
    other.sign_in(&email, PASSWORD).await;
    // A house has a network of its own in IPv6: another address of it is no other house.
    for n in 0..20 {
        let account = format!("autre{n}@ville.example");
        let mut visitor = site.visitor_from(&format!("[2001:db8:1:2::{n:x}]"));
        visitor.tries(&account, PASSWORD).await;
    }
    let mut same = site.visitor_from("[2001:db8:1:2:ffff::1]");
    let answer = same.tries(&email, PASSWORD).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    let mut neighbour = site.visitor_from("[2001:db8:1:3::1]");
    neighbour.sign_in(&email, PASSWORD).await;
}

#[tokio::test]
async fn no_password_travels_an_open_way() {
    let site = Site::behind(Proxy::trusted()).await;
    let email = site.account(Role::Dgs, "").await;
    let mut open = site.visitor().at_host("ville.example");
    let answer = open.tries(&email, PASSWORD).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    assert!(answer.body.contains("https") && open.session.is_none());
    let https = [
        ("origin", "https://ville.example"),
        ("x-forwarded-proto", "https"),
        ("x-forwarded-for", "203.0.113.9"),
    ];
    let form = format!(
        "adresse={email}&mot_de_passe={}",
        PASSWORD.replace(' ', "+")
    );
    let method = Method::POST;
    let answer = open.ask(method, "/connexion", &https, &form).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let rows = site.audit().await;
    assert_eq!(rows.last().unwrap().entry.origin, "203.0.113.9");
}

#[tokio::test]
async fn who_was_asked_to_sign_in_comes_back_where_they_were_going() {
    let site = Site::open().await;
    let email = site.account(Role::Dpo, "").await;
    let mut visitor = site.visitor();
    let answer = visitor.get("/admin/journal?avant=9").await;
    let way = answer.header("location").to_owned();
    assert_eq!(
        way,
        "/connexion?motif=requise&retour=/admin/journal%3Favant%3D9"
    );
    let form = visitor.get(&way).await;
    assert!(
        form.body.contains("value=\"/admin/journal?avant=9\""),
        "{}",
        form.body
    );
    for (back, expected) in [
        ("/admin/journal?avant=9", "/admin/journal?avant=9"),
        ("//evil.example", "/moi"),
        ("https://evil.example/", "/moi"),
    ] {
        let form = format!(
            "adresse={email}&mot_de_passe={}&retour={}",
            PASSWORD.replace(' ', "+"),
            back.replace('?', "%3F")
        );
        let answer = site.visitor().post("/connexion", &form).await;
        assert_eq!(answer.header("location"), expected);
    }
}
