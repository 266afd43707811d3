use axum::http::StatusCode;
use model::access::Role;

use crate::site::Site;

const THEME: &str = "code = \"voirie\"\nname = \"Voirie\"\ndescription = \"d\"\n";

fn form(text: &str) -> String {
    let escaped: String = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    format!("texte={escaped}")
}

#[tokio::test]
async fn a_theme_is_checked_compared_and_added() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let page = admin.get("/admin/themes").await;
    assert!(page.body.contains("livré avec le programme") && page.body.contains("/theme/energie"));
    let wrong = admin
        .post("/admin/themes", &form(&format!("{THEME}wieght = 2\n")))
        .await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("line 4") && wrong.body.contains("wieght"),
        "{}",
        wrong.body
    );
    let sound = admin.post("/admin/themes", &form(THEME)).await;
    assert_eq!(sound.status, StatusCode::OK);
    assert!(sound.body.contains("le fichier est sain") && sound.body.contains("nouveau"));
    let kept = site.folder.path().join("themes/voirie.toml");
    assert!(!kept.exists(), "nothing is added by a check");
    let blind = format!("{}&acte=ajouter&verifie=x", form(THEME));
    admin.post("/admin/themes", &blind).await;
    assert!(!kept.exists(), "what was not checked is not added");
    let (_, rest) = sound.body.split_once("name=\"verifie\" value=\"").unwrap();
    let checked = rest.split('"').next().unwrap();
    let other = form(&THEME.replace("Voirie", "Autre"));
    admin
        .post(
            "/admin/themes",
            &format!("{other}&acte=ajouter&verifie={checked}"),
        )
        .await;
    assert!(!kept.exists(), "nor another one");
    let add = format!("{}&acte=ajouter&verifie={checked}", form(THEME));
    let added = admin.post("/admin/themes", &add).await;
    assert!(added.body.contains("prochain démarrage"), "{}", added.body);
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), THEME);
    let rows = site.audit().await;
    let last = &rows.last().unwrap().entry;
    assert_eq!(
        (&*last.action, &*last.object),
        ("theme.add", "theme voirie")
    );
}

#[tokio::test]
async fn what_comes_with_the_program_is_compared_and_not_replaced() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let shipped = include_str!("../../../themes/energie.toml");
    let same = admin.post("/admin/themes", &form(shipped)).await;
    assert!(same.body.contains("Il ne change rien"));
    assert!(
        same.body
            .contains("livré avec le programme\u{202f}: donnez un autre code")
    );
    assert!(!same.body.contains("Ajouter ce thème"));
    let twice = shipped.replace("code = \"energie\"", "code = \"energie2\"");
    let refused = admin.post("/admin/themes", &form(&twice)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("already declared"));
    let long = format!("texte={}", "x".repeat(300_000));
    let answer = admin.post("/admin/themes", &long).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let mut keeper = site.signed_in(Role::Gestionnaire).await;
    let answer = keeper.post("/admin/themes", &form(THEME)).await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}
