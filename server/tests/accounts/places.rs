use axum::http::StatusCode;
use model::access::Role;
use model::city::Place;

use crate::site::{PASSWORD, Site};
use crate::visitor::Visitor;

async fn place(site: &Site, code: &str) -> Option<Place> {
    let places = site.store.places().await.unwrap();
    places.into_iter().find(|place| place.code.as_str() == code)
}

/// What the form of a page was filled in from.
async fn seen(visitor: &mut Visitor, path: &str) -> String {
    let page = visitor.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    let (_, rest) = page.body.split_once("name=\"vu\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_place_is_named_moved_and_closed_and_never_lost() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let page = admin.get("/admin/lieux").await;
    assert!(page.body.contains("/admin/lieux/nord") && page.body.contains("Sud"));
    let found = admin.get("/admin/lieux?mots=LOUISE").await;
    assert!(found.body.contains("École &lt;Louise&gt;") && !found.body.contains("<Louise>"));
    let path = "/admin/lieux/ecole";
    let seen = seen(&mut admin, path).await;
    let form = format!(
        "vu={seen}&nom=%C3%89cole+Louise+Michel&parent=sud&ferme_le=2026-12-31\
         &attributs=floor_area_m2+%3D+1200%0D%0Ause+%3D+%C3%A9cole"
    );
    let before = site.state.version();
    let done = admin.post(path, &form).await;
    assert_eq!(
        done.header("location"),
        "/admin/lieux/ecole?fait=changement",
        "{}",
        done.body
    );
    assert!(site.state.version() > before, "pages are out of date");
    let kept = place(&site, "ecole").await.unwrap();
    assert_eq!(kept.name, "École Louise Michel");
    assert_eq!(kept.parent.as_ref().unwrap().as_str(), "sud");
    assert_eq!(kept.number("floor_area_m2"), Some(1200.0));
    assert_eq!(kept.text("closed_on"), Some("2026-12-31"));
    assert_eq!(kept.kind, "site", "the kind stays");
    let list = admin.get("/admin/lieux?sous=sud").await;
    assert!(list.body.contains("fermé dès le 31 décembre 2026"));
    let public = site.visitor().get("/lieu/ecole").await;
    assert!(public.body.contains("erme le 31 décembre 2026"));
    let rows = site.audit().await;
    let last = &rows.last().unwrap().entry;
    assert_eq!(
        (&*last.action, &*last.object),
        ("place.change", "place ecole")
    );
    assert!(last.before_hash.is_some() && last.before_hash != last.after_hash);
    let late = admin.post(path, &form).await;
    assert_eq!(late.status, StatusCode::CONFLICT, "it changed meanwhile");
    assert!(late.body.contains("a changé entre-temps"));
}

#[tokio::test]
async fn a_place_is_added_where_it_fits() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let path = "/admin/lieux/nord/ajouter";
    let form = "code=gymnase&nom=Gymnase&type=site&attributs=&parent=sud";
    let done = admin.post(path, form).await;
    assert_eq!(
        done.header("location"),
        "/admin/lieux/gymnase?fait=ajout",
        "{}",
        done.body
    );
    let kept = place(&site, "gymnase").await.unwrap();
    assert_eq!(
        kept.parent.unwrap().as_str(),
        "nord",
        "the address says where"
    );
    for (form, field) in [
        (form.to_owned(), "code"),
        (form.replace("code=gymnase", "code=%C3%89"), "code"),
        (form.replace("gymnase&nom=Gymnase", "x&nom="), "nom"),
        (
            form.replace("code=gymnase", "code=x")
                .replace("site", "Le+Site"),
            "type",
        ),
        (
            form.replace("code=gymnase", "code=x")
                .replace("attributs=", "attributs=lon+%3D+999"),
            "attributs",
        ),
    ] {
        let answer = admin.post(path, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(
            answer.body.contains(&format!("id=\"{field}-faute\"")),
            "{field}"
        );
    }
    let long = format!("{form}&x={}", "y".repeat(60_000));
    assert_eq!(
        admin.post(path, &long).await.status,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert_eq!(site.store.places().await.unwrap().len(), 5);
}

#[tokio::test]
async fn no_place_becomes_part_of_itself() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    for (code, parent, why) in [
        ("nord", "ecole", "lui-même"),
        ("nord", "nord", "lui-même"),
        ("nord", "", "dont celui-ci fait partie"),
        ("nord", "ailleurs", "Aucun lieu de la ville"),
    ] {
        let path = format!("/admin/lieux/{code}");
        let seen = seen(&mut admin, &path).await;
        let form = format!("vu={seen}&nom=Nord&parent={parent}");
        let answer = admin.post(&path, &form).await;
        assert_eq!(
            answer.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "{code} {parent}"
        );
        assert!(answer.body.contains(why), "{code} {parent}");
    }
    let seen = seen(&mut admin, "/admin/lieux/ville").await;
    let form = format!("vu={seen}&nom=Clairval&parent=nord");
    let kept = admin.post("/admin/lieux/ville", &form).await;
    assert_eq!(kept.status, StatusCode::SEE_OTHER);
    let city = place(&site, "ville").await.unwrap();
    assert_eq!(city.parent, None, "the city is part of nothing");
}

#[tokio::test]
async fn a_scope_holds_for_what_is_changed_and_where_it_goes() {
    let site = Site::open().await;
    let email = site.account(Role::Gestionnaire, "nord").await;
    let mut keeper = site.visitor();
    keeper.sign_in(&email, PASSWORD).await;
    let list = keeper.get("/admin/lieux").await;
    assert_eq!(list.status, StatusCode::OK);
    assert!(list.body.contains("/admin/lieux/ecole") && !list.body.contains("/admin/lieux/sud"));
    assert!(
        !keeper
            .get("/admin/lieux?mots=sud")
            .await
            .body
            .contains("/admin/lieux/sud")
    );
    assert!(
        !keeper
            .get("/admin/lieux?sous=ville")
            .await
            .body
            .contains("/admin/lieux/sud")
    );
    let form = "nom=Sud&parent=ville&attributs=";
    for path in [
        "/admin/lieux/sud",
        "/admin/lieux/sud/ajouter",
        "/admin/lieux/ville",
        "/admin/lieux/ailleurs",
    ] {
        assert_eq!(
            keeper.get(path).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
        assert_eq!(
            keeper.post(path, form).await.status,
            StatusCode::FORBIDDEN,
            "{path}"
        );
    }
    let seen_before = seen(&mut keeper, "/admin/lieux/ecole").await;
    let away = format!("vu={seen_before}&nom=X&parent=sud&attributs=");
    let answer = keeper.post("/admin/lieux/ecole", &away).await;
    assert_eq!(
        answer.status,
        StatusCode::FORBIDDEN,
        "not into what is not theirs"
    );
    let out = seen(&mut keeper, "/admin/lieux/nord").await;
    let answer = keeper
        .post(
            "/admin/lieux/nord",
            &format!("vu={out}&nom=Nord&parent=sud"),
        )
        .await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
    let own = format!("vu={seen_before}&nom=%C3%89cole&parent=nord&attributs=");
    assert_eq!(
        keeper.post("/admin/lieux/ecole", &own).await.status,
        StatusCode::SEE_OTHER
    );
    let mut elected = site.signed_in(Role::Elu).await;
    assert_eq!(
        elected.post("/admin/lieux/ecole", &own).await.status,
        StatusCode::FORBIDDEN
    );
}

#[tokio::test]
async fn the_index_shows_what_each_may_do_and_what_waits() {
    let site = Site::open().await;
    let mut admin = site.signed_in(Role::Admin).await;
    let page = admin.get("/admin").await;
    for way in [
        "/admin/objectifs",
        "/admin/lieux",
        "/admin/comptes",
        "/admin/ecrans",
        "/admin/journal",
    ] {
        assert!(page.body.contains(&format!("href=\"{way}\"")), "{way}");
    }
    assert!(page.body.contains("Un seul administrateur"));
    assert!(page.body.contains("4\u{a0}lieux"));
    let mut dpo = site.signed_in(Role::Dpo).await;
    let page = dpo.get("/admin").await;
    assert!(page.body.contains("/admin/journal") && !page.body.contains("/admin/comptes"));
    let mut agent = site.signed_in(Role::Agent).await;
    assert!(
        agent
            .get("/admin")
            .await
            .body
            .contains("n’a rien à administrer")
    );
}
