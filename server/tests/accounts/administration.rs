use axum::http::StatusCode;
use model::access::Role;

use crate::site::{PASSWORD, Site};

const NEW: &str = "nom=Aline+%3CMartin%3E&adresse=a.martin%40ville.example&role=directeur\
                   &lieu=nord&mot_de_passe=une+phrase+assez+longue";

#[tokio::test]
async fn an_administrator_makes_and_disables_an_account() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let answer = admin.post("/admin/comptes", NEW).await;
    assert_eq!(answer.header("location"), "/admin/comptes?fait=creation");
    let page = admin.get("/admin/comptes?fait=creation").await;
    assert!(page.body.contains("Le compte est créé."));
    assert!(page.body.contains("Aline &lt;Martin&gt;") && !page.body.contains("<Martin>"));
    let mut visitor = site.visitor();
    visitor.sign_in("a.martin@ville.example", PASSWORD).await;
    let id = site.store.account_of("a.martin@ville.example".to_owned());
    let id = id.await.unwrap().unwrap().id;
    let path = format!("/admin/comptes/{id}/desactiver");
    let answer = admin.post(&path, "").await;
    assert_eq!(
        answer.header("location"),
        "/admin/comptes?fait=desactivation"
    );
    assert!(!visitor.is_in().await);
    assert_eq!(admin.post(&path, "").await.status, StatusCode::NOT_FOUND);
    let rows = site.audit().await;
    let last = &rows.last().unwrap().entry;
    assert_eq!(
        (&*last.actor, &*last.action),
        ("admin@ville.example", "account.disable")
    );
    assert_eq!(last.object, "account a.martin@ville.example");
    assert!(last.before_hash.is_some() && last.before_hash != last.after_hash);
    assert_eq!(last.request.as_ref().unwrap().len(), 16);
}

#[tokio::test]
async fn what_cannot_be_used_is_said_beside_its_field() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    for (from, to, status, field, why) in [
        (
            "a.martin%40ville.example",
            "martin",
            422,
            "adresse",
            "a.martin@ville.example",
        ),
        (
            "a.martin%40ville.example",
            "admin%40ville.example",
            409,
            "adresse",
            "déjà cette adresse",
        ),
        ("Aline+%3CMartin%3E", "+", 422, "nom", "Écrivez un nom"),
        (
            "lieu=nord",
            "lieu=ailleurs",
            422,
            "lieu",
            "le code d’un lieu",
        ),
        ("role=directeur", "role=dpo", 422, "lieu", "n’en ont pas"),
        (
            "une+phrase+assez+longue",
            "court",
            422,
            "mot_de_passe",
            "12 caractères",
        ),
    ] {
        let answer = admin.post("/admin/comptes", &NEW.replace(from, to)).await;
        assert_eq!(answer.status.as_u16(), status, "{to}");
        assert!(answer.body.contains(why), "{to}");
        assert!(
            answer.body.contains(&format!("id=\"{field}-faute\"")),
            "{to}"
        );
        assert!(
            !answer.body.contains("value=\"une phrase"),
            "no password comes back"
        );
    }
    let answer = admin
        .post("/admin/comptes", &NEW.replace("directeur", "roi"))
        .await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let long = format!("{NEW}&x={}", "y".repeat(20_000));
    let answer = admin.post("/admin/comptes", &long).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(site.store.accounts().await.unwrap().len(), 1);
}

#[tokio::test]
async fn nobody_locks_everybody_out() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let id = site.store.accounts().await.unwrap()[0].id;
    let own = format!("/admin/comptes/{id}/desactiver");
    assert_eq!(admin.post(&own, "").await.status, StatusCode::FORBIDDEN);
    let by = server::access::Actor::console();
    let last = site.accounts.disable(id, &by).await;
    assert_eq!(last, Err(server::access::AccountFault::LastAdmin));
    assert!(admin.is_in().await);
}

#[tokio::test]
async fn the_journal_is_read_page_by_page() {
    let site = Site::open().await;
    let mut dpo = site.signed_in(Role::Dpo).await;
    let now = site.accounts.clock().now();
    for n in 0..120 {
        let trace = server::access::Actor::console().did("alert.close", format!("alert {n}"), now);
        site.accounts.trace(trace).await.unwrap();
    }
    let page = dpo.get("/admin/journal").await;
    // The account, the sign-in, and the alerts.
    assert!(page.body.contains("alerte 119") && page.body.contains("alerte 70"));
    assert!(!page.body.contains("alerte 69<"), "50 rows");
    assert!(page.body.contains("href=\"/admin/journal?avant=73\""));
    assert!(
        page.body
            .contains("24 novembre 2026, 11\u{202f}h\u{202f}32"),
        "in the town's zone"
    );
    let page = dpo.get("/admin/journal?avant=73").await;
    assert!(page.body.contains("alerte 69<") && page.body.contains("Derniers actes"));
    let page = dpo.get("/admin/journal?avant=23").await;
    assert!(page.body.contains("création de compte") && page.body.contains("connexion"));
    assert!(page.body.contains("console du serveur"));
    assert!(!page.body.contains("Actes plus anciens"));
    for nothing in ["1", "-5", "0"] {
        let page = dpo.get(&format!("/admin/journal?avant={nothing}")).await;
        assert!(
            page.body.contains("Aucun acte n’est noté ici."),
            "{nothing}"
        );
    }
    let answer = dpo.get("/admin/journal?avant=hier").await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}
